"""What was changed on a portal since it was sent: each record's revision there beside the one that was confirmed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pbgdpl_cli.upload.ledger import ItemState, LedgerItem, open_ledger
from pbgdpl_cli.upload.problems import PortalRefused, PortalUnreachable
from pbgdpl_cli.upload.transports.protocol import (
    AssuringTransport,
    CheckingTransport,
    ListingTransport,
    PortalTransport,
    ReadingTransport,
    SentRecord,
    UndoingTransport,
)
from validators.packages.digests import sha256_of
from validators.packages.package import open_package
from validators.problems import Problem, say
from validators.sharing.record import FileEntry


class Drift(StrEnum):
    """How what is online stands to what was sent, as `status --json` tells it."""

    SAME = "same"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    MISSING = "missing"
    FILE_MISSING = "file-missing"
    FILE_CHANGED = "file-changed"
    NOT_KEPT = "not-kept"
    DAMAGED_THERE = "damaged-there"
    DAMAGED_HERE = "damaged-here"
    UNKNOWN = "unknown"


DRIFTS = {
    Drift.SAME: say("as sent"),
    Drift.CHANGED: say("changed there"),
    Drift.WITHDRAWN: say("withdrawn there"),
    Drift.MISSING: say("not there any more"),
    Drift.FILE_MISSING: say("a file is not there any more"),
    Drift.FILE_CHANGED: say("a file is another one there"),
    Drift.NOT_KEPT: say("shown there, but not kept"),
    Drift.DAMAGED_THERE: say("a file is damaged there"),
    Drift.DAMAGED_HERE: say("a file is damaged here"),
    Drift.UNKNOWN: say("not known"),
}


@dataclass(frozen=True, slots=True)
class DriftItem:
    """One record.

    Attributes:
        identifier: The record's.
        drift: How it stands.
        revision: The one that was confirmed.
        there: The one the portal has; None when it has none.
        address: Where a person can look at it.
        confirmed_at: When it was last seen as sent.
        detail: Of one file that is not as it was sent, its path in the package.
    """

    identifier: str
    drift: Drift
    revision: str
    there: str | None
    address: str | None
    confirmed_at: str | None
    detail: str = ""


def drift_of(
    transport: PortalTransport, home: Path, identifiers: Sequence[str], *, reading: bool = False
) -> dict[str, DriftItem]:
    """How records stand on a portal, by identifier; what was never confirmed there is left out.

    Args:
        transport: The portal.
        home: The program's own folder, where the ledger is.
        identifiers: Of the records asked about.
        reading: Read every file, here and there, and hold it against the hash that was sent.

    Raises:
        Problem: The portal cannot be reached, or the ledger not be read.
    """
    transport.check()
    with open_ledger(home) as ledger:
        wanted = set(identifiers)
        items = {
            item.identifier: item
            for item in ledger.items(transport.target)
            if item.state is ItemState.CONFIRMED and item.identifier in wanted
        }
    held = transport.holdings(list(items)) if isinstance(transport, ListingTransport) else {}
    found = {}
    for identifier, item in items.items():
        one = _told(item, Drift.SAME, item.revision)
        if held.get(identifier) != item.revision:
            one = _looked_at(transport, item)
        if reading and one.drift is Drift.SAME:
            one = _read(transport, item) or one
        found[identifier] = one
    return found


def _told(item: LedgerItem, drift: Drift, there: str | None, address: str | None = None, detail: str = "") -> DriftItem:
    return DriftItem(item.identifier, drift, item.revision, there, address or item.remote, item.confirmed_at, detail)


def _sent(item: LedgerItem) -> SentRecord:
    return SentRecord(item.identifier, item.revision, item.path, item.files)


def _looked_at(transport: PortalTransport, item: LedgerItem) -> DriftItem:
    if not isinstance(transport, UndoingTransport):
        return _told(item, Drift.UNKNOWN, None)
    present = transport.standing(_sent(item))
    if present is None:
        return _told(item, Drift.MISSING, None)
    if present.withdrawn:
        return _told(item, Drift.WITHDRAWN, present.revision, present.address)
    # The same revision without all its files is not what was sent either.
    if present.revision != item.revision or isinstance(transport, ListingTransport):
        return _told(item, Drift.CHANGED, present.revision, present.address)
    found = _lengths(transport, item)
    here = {file.sha256: file.bytes for file in _listed_here(item)}
    for name, length in found.items():
        if length is None:
            return _told(item, Drift.FILE_MISSING, present.revision, present.address, name)
        if length != here.get(item.files[name], length):
            return _told(item, Drift.FILE_CHANGED, present.revision, present.address, name)
    drift = Drift.SAME if _is_kept(transport, item) else Drift.NOT_KEPT
    return _told(item, drift, present.revision, present.address)


def _is_kept(transport: PortalTransport, item: LedgerItem) -> bool:
    if isinstance(transport, AssuringTransport):
        try:
            transport.assure(_sent(item))
        except PortalRefused:
            return False
    return True


def _lengths(transport: PortalTransport, item: LedgerItem) -> Mapping[str, int | None]:
    """Bytes of each file that is to be there; where nobody tells which those are, nothing."""
    return transport.lengths(_sent(item)) if isinstance(transport, CheckingTransport) else {}


def _listed_here(item: LedgerItem) -> Sequence[FileEntry]:
    """Files of the package as it stands here today, whatever revision it is by now."""
    try:
        return open_package(Path(item.path)).record().files
    except (Problem, OSError):
        return ()


def _read(transport: PortalTransport, item: LedgerItem) -> DriftItem | None:
    """The first file that is not what was sent, here or there."""
    for file in _listed_here(item):
        place = Path(item.path) / "data" / file.path
        # One that was corrected since is no damage: the package's own record says so.
        is_as_sent = item.files.get(file.path) == file.sha256
        if is_as_sent and place.is_file() and sha256_of(place) != file.sha256:
            return _told(item, Drift.DAMAGED_HERE, item.revision, detail=file.path)
    if not isinstance(transport, ReadingTransport):
        return None
    there = _lengths(transport, item) if isinstance(transport, CheckingTransport) else item.files
    for name, sha256 in ((name, item.files[name]) for name in there):
        try:
            if _hashed(transport.contents(_sent(item), name)) != sha256:
                return _told(item, Drift.DAMAGED_THERE, item.revision, detail=name)
        except PortalUnreachable:
            raise
        except (PortalRefused, Problem):
            return _told(item, Drift.DAMAGED_THERE, item.revision, detail=name)
    return None


def _hashed(blocks: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(block)
    return digest.hexdigest()
