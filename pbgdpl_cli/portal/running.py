"""Finds the embedded portal of this machine when it runs."""

from __future__ import annotations

import json
import time
import urllib.request
from pathlib import Path

from pbgdpl_cli.portal.house import FOLDER

ADDRESS_FILE = "address.json"
NAME = "pbgdpl-portal"


def running_address(home: Path, *, patience: float = 0.0) -> str | None:
    """The address of the portal that serves `home`, or None when none answers within `patience` seconds."""
    deadline = time.monotonic() + patience
    while True:
        address = _announced_address(home)
        if address is not None and _answers(address):
            return address
        if time.monotonic() >= deadline:
            return None
        time.sleep(0.1)


def _announced_address(home: Path) -> str | None:
    try:
        address = json.loads((home / FOLDER / ADDRESS_FILE).read_text(encoding="utf-8"))["address"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return address if isinstance(address, str) and address.startswith("http://") else None


def _answers(address: str) -> bool:
    # No proxy: the portal is on this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{address}/portal.json", timeout=3) as reply:
            return bool(json.load(reply).get("name") == NAME)
    except (OSError, ValueError, AttributeError):
        return False
