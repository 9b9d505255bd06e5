"""How a package stands: its record, what was derived from it, and what the ledger of uploads knows of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.upload.ledger import LEDGER_FILE, ItemState, Ledger, LedgerItem
from validators.packages.digests import sha256_of
from validators.packages.package import Package
from validators.sharing.fingerprint import content_fingerprint, revision_of
from validators.sharing.record import FileEntry, Record

_DERIVED = ("infographic", "video", "audio")


@dataclass(frozen=True, slots=True)
class UploadState:
    """What one target has of a package.

    Attributes:
        target: The portal's name in the ledger.
        state: How far it came.
        current: Whether it is the package's present revision, not an older one.
        remote: Its address there.
        at: When that was noted, ISO 8601.
    """

    target: str
    state: ItemState
    current: bool
    remote: str | None
    at: str


@dataclass(frozen=True, slots=True)
class PackageOverview:
    """How one package stands.

    Attributes:
        path: The package folder.
        record: Its record.
        derived: Roles of the derivatives in it.
        stale: Paths of those made from another text than it has now.
        uploads: What each target has of it.
    """

    path: Path
    record: Record
    derived: tuple[str, ...]
    stale: tuple[str, ...]
    uploads: tuple[UploadState, ...]


def uploaded_items(home: Path) -> list[LedgerItem]:
    """Everything the ledger of uploads holds; nothing where there is none yet."""
    if not (home / LEDGER_FILE).is_file():
        return []
    ledger = Ledger(home)
    try:
        return ledger.items()
    finally:
        ledger.close()


def overview_of(package: Package, items: Sequence[LedgerItem]) -> PackageOverview:
    """How a package stands.

    Args:
        package: The package, open.
        items: Of the ledger.

    Raises:
        Problem: Its record cannot be used.
    """
    record = package.record()
    derived = tuple(file for file in record.files if file.role in _DERIVED)
    known = _text_hashes(package, record)
    return PackageOverview(
        package.root,
        record,
        tuple(file.role for file in derived),
        tuple(file.path for file in derived if _is_stale(file, known)),
        tuple(_uploads(record, items)),
    )


def _text_hashes(package: Package, record: Record) -> set[str]:
    content = package.data / "content.md"
    own = {sha256_of(content)} if content.is_file() else set()
    return own | {content_fingerprint(record)}


def _is_stale(file: FileEntry, known: set[str]) -> bool:
    return file.derived_text_sha256 is not None and file.derived_text_sha256 not in known


def _uploads(record: Record, items: Iterable[LedgerItem]) -> Iterable[UploadState]:
    """The newest word of each target about this package, its present revision before older ones."""
    revision = revision_of(record)
    newest: dict[str, LedgerItem] = {}
    for item in items:
        if item.identifier == record.identifier:
            present = newest.get(item.target)
            if present is None or _rank(item, revision) >= _rank(present, revision):
                newest[item.target] = item
    for target, item in newest.items():
        yield UploadState(target, item.state, item.revision == revision, item.remote, item.changed_at)


def _rank(item: LedgerItem, revision: str) -> tuple[bool, bool, str]:
    return item.revision == revision, item.state is ItemState.CONFIRMED, item.changed_at
