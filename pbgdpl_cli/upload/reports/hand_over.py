"""Receipts that travel back: a folder that was handed over gets what another station's upload of it came to.

A station without a network carries packages to a folder; another one uploads that folder, and leaves in it where each
went. When the folder is plugged in again at the first station, its ledger takes that over: `status` then knows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from pbgdpl_cli.upload.ledger import ItemState, open_ledger
from pbgdpl_cli.upload.transports.protocol import HAND_OVER_MARK, RETURNED
from validators.packages.durable import write_text

_TOLD = ("target", "identifier", "revision", "title", "remote", "sent_at", "confirmed_at", "files", "allowed")


def leave_receipts(home: Path, target: str, packages: Iterable[Path]) -> tuple[Path, ...]:
    """Leave receipts in the handed-over folders among those packages stand in; returns the files written.

    One that cannot be written (a stick with its switch on) is passed over: the receipts stand in the ledger too.
    """
    folders = {package.absolute().parent for package in packages}
    marked = [folder for folder in sorted(folders) if (folder / HAND_OVER_MARK).is_file()]
    if not marked:
        return ()
    with open_ledger(home) as ledger:
        items = [item for item in ledger.items(target) if item.state is ItemState.CONFIRMED]
    written = []
    for folder in marked:
        receipts = {_key(one): one for one in returned_in(folder)}
        for item in items:
            if Path(item.path).parent == folder.resolve():
                told = {name: getattr(item, name) for name in _TOLD}
                receipts[_key(told)] = told
        with suppress(OSError):
            write_text(folder / RETURNED, json.dumps(list(receipts.values()), ensure_ascii=False, indent=1) + "\n")
            written.append(folder / RETURNED)
    return tuple(written)


def returned_in(folder: Path) -> list[dict[str, Any]]:
    """The receipts another station left in a folder; none where there are none, or they cannot be read."""
    try:
        told = json.loads((folder / RETURNED).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    return [one for one in told if isinstance(one, dict) and _is_receipt(one)] if isinstance(told, list) else []


def _is_receipt(one: dict[str, Any]) -> bool:
    texts = all(_is_text(one.get(name)) for name in ("target", "identifier", "revision", "confirmed_at"))
    asides = all(one.get(name) is None or _is_text(one[name]) for name in ("remote", "sent_at"))
    files, allowed = one.get("files", {}), one.get("allowed", [])
    if not (texts and asides and isinstance(files, dict) and isinstance(allowed, list)):
        return False
    return all(map(_is_text, (*files, *files.values(), *allowed)))


def _is_text(value: object) -> bool:
    """Whether this is a text the ledger can hold: half a sign is none."""
    return isinstance(value, str) and not any("\ud800" <= sign <= "\udfff" for sign in value)


def _key(one: dict[str, Any]) -> tuple[str, str, str]:
    return one["target"], one["identifier"], one["revision"]


def take_over(home: Path, handed_to: str, folder: Path) -> int:
    """Take receipts that came back into the ledger; returns how many were new.

    Args:
        home: The program's own folder.
        handed_to: The folder's name in the ledger: only what was handed over there, in that revision, is believed.
        folder: Where it is.
    """
    receipts = returned_in(folder)
    if not receipts:
        return 0
    with open_ledger(home) as ledger, ledger.together():
        return sum(ledger.take_over(handed_to, receipt) for receipt in receipts)
