"""How the embedded portal of this machine tells where it is, and how others find it when it runs."""

from __future__ import annotations

import json
import os
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from validators.packages.durable import write_text

PORTAL_FOLDER = "portal"
ADDRESS_FILE = "address.json"
# What `/portal.json` gives as its name, so that nothing else on a port is taken for a portal.
PORTAL_KIND = "pbgdpl-portal"
BUNDLE_TYPE = "application/vnd.pbgdpl.bundle"
"""Many small packages in one request (`POST /bundles`). The body is one line of JSON, then bytes one after the other in
the order that line names them:

    {"records": [{"bytes": 812, "replaces": null}, …], "files": [{"bytes": 3009, "sha256": "…"}, …]}

Each record is taken as a PUT of its own would be, in one transaction with all others; nothing is taken of a body that
is shorter or longer than announced.
"""
MOST_BUNDLE_BYTES = 16 << 20  # what a portal takes in one
_LOOK_AGAIN_SECONDS = 0.1
_ANSWER_SECONDS = 3.0


@contextmanager
def announced(home: Path, address: str, portal: str) -> Iterator[None]:
    """Leave word where a portal listens, for as long as the block runs.

    What a crash leaves behind does no harm: who reads it asks that address first.

    Args:
        home: The program's own folder.
        address: The portal's URL.
        portal: Its own name, made once.
    """
    place = home / PORTAL_FOLDER / ADDRESS_FILE
    write_text(place, json.dumps({"address": address, "portal": portal, "process": os.getpid()}))
    try:
        yield
    finally:
        place.unlink(missing_ok=True)


def running_address(home: Path, *, patience: float = 0.0) -> str | None:
    """The address of the portal that serves `home`, or None when none answers within `patience` seconds."""
    deadline = time.monotonic() + patience
    while True:
        address, portal = _announced_address(home)
        if address is not None and _answers(address, portal):
            return address
        if time.monotonic() >= deadline:
            return None
        time.sleep(_LOOK_AGAIN_SECONDS)


def _announced_address(home: Path) -> tuple[str | None, str]:
    try:
        told = json.loads((home / PORTAL_FOLDER / ADDRESS_FILE).read_text(encoding="utf-8"))
        address, portal = told["address"], told["portal"]
    except (OSError, ValueError, KeyError, TypeError):
        return None, ""
    return (address, str(portal)) if isinstance(address, str) and address.startswith("http://") else (None, "")


def _answers(address: str, portal: str) -> bool:
    """Whether that very portal answers: after a power cut another one may have got the port."""
    # No proxy: the portal is on this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{address}/portal.json", timeout=_ANSWER_SECONDS) as reply:
            told = json.load(reply)
            return bool(told.get("name") == PORTAL_KIND and told.get("portal") == portal)
    except (OSError, ValueError, AttributeError):
        return False
