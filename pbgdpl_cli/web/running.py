"""Finds the embedded portal of this machine when it runs."""

from __future__ import annotations

import json
import time
import urllib.request
from pathlib import Path

from pbgdpl_cli.portal.store.stores import FOLDER

ADDRESS_FILE = "address.json"
NAME = "pbgdpl-portal"


def running_address(home: Path, *, patience: float = 0.0) -> str | None:
    """The address of the portal that serves `home`, or None when none answers within `patience` seconds."""
    deadline = time.monotonic() + patience
    while True:
        address, portal = _announced_address(home)
        if address is not None and _answers(address, portal):
            return address
        if time.monotonic() >= deadline:
            return None
        time.sleep(0.1)


def _announced_address(home: Path) -> tuple[str | None, str]:
    try:
        told = json.loads((home / FOLDER / ADDRESS_FILE).read_text(encoding="utf-8"))
        address, portal = told["address"], told["portal"]
    except (OSError, ValueError, KeyError, TypeError):
        return None, ""
    return (address, str(portal)) if isinstance(address, str) and address.startswith("http://") else (None, "")


def _answers(address: str, portal: str) -> bool:
    """Whether that very portal answers: after a power cut another one may have got the port."""
    # No proxy: the portal is on this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{address}/portal.json", timeout=3) as reply:
            told = json.load(reply)
            return bool(told.get("name") == NAME and told.get("portal") == portal)
    except (OSError, ValueError, AttributeError):
        return False
