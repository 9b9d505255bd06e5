"""How a package stands: its record, what was derived from it, and what the ledger of uploads knows of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pbgdpl_cli.upload.ledger import LEDGER_FILE, ItemState, LedgerItem, open_ledger
from validators.packages.digests import sha256_of
from validators.packages.package import Package
from validators.sharing.fingerprint import revision_of
from validators.sharing.record import Record
from validators.sharing.staleness import HANDED_OUT, PLAN, THEME, Stale, Standard

if TYPE_CHECKING:
    from validators.citations.register import Register


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
        stale: Paths of those that are out of date, and why.
        uploads: What each target has of it.
    """

    path: Path
    record: Record
    derived: tuple[str, ...]
    stale: Mapping[str, Stale]
    uploads: tuple[UploadState, ...]


def uploaded_items(home: Path) -> list[LedgerItem]:
    """Everything the ledger of uploads holds; nothing where there is none yet."""
    if not (home / LEDGER_FILE).is_file():
        return []
    with open_ledger(home) as ledger:
        return ledger.items()


def overview_of(package: Package, items: Sequence[LedgerItem], register: Register | None = None) -> PackageOverview:
    """How a package stands.

    Args:
        package: The package, open.
        items: Of the ledger.
        register: What the office knows of acts, if it has one.

    Raises:
        Problem: Its record cannot be used.
    """
    record = package.record()
    derived = tuple(file for file in record.files if file.role in HANDED_OUT)
    standard = standard_of(package, record, register)
    return PackageOverview(
        package.root,
        record,
        tuple(dict.fromkeys(file.role for file in derived)),
        {file.path: why for file in derived if (why := standard.why_stale(file)) is not None},
        tuple(_uploads(record, items)),
    )


def standard_of(package: Package, record: Record, register: Register | None = None) -> Standard:
    """What the derivatives of a package are held against today.

    Args:
        package: The package, open.
        record: Its record.
        register: What the office knows of acts; without one counts what the record itself says.
    """
    content, plan, theme = package.data / "content.md", package.file(PLAN), package.file(THEME)
    day = dt.datetime.now().astimezone().date()
    return Standard(
        record,
        sha256_of(content) if content.is_file() else "",
        sha256_of(plan) if plan.is_file() else None,
        day,
        law_ended=register is not None and _rests_on_ended(record, register, day),
        theme_sha256=sha256_of(theme) if theme.is_file() else None,
    )


def _rests_on_ended(record: Record, register: Register, day: dt.date) -> bool:
    from validators.rules.current.acts import rests_on_ended  # it finds citations too, which takes a while to load

    return rests_on_ended(record, register, day)


def _uploads(record: Record, items: Iterable[LedgerItem]) -> Iterable[UploadState]:
    """The newest word of each target about this package: its present revision, unless that was taken back and an
    older one stands there again.
    """  # noqa: D205
    revision = revision_of(record)
    newest: dict[str, LedgerItem] = {}
    for item in items:
        if item.identifier == record.identifier:
            present = newest.get(item.target)
            if present is None or _rank(item, revision) >= _rank(present, revision):
                newest[item.target] = item
    for target, item in newest.items():
        yield UploadState(target, item.state, item.revision == revision, item.remote, item.changed_at)


def _rank(item: LedgerItem, revision: str) -> tuple[bool, bool, bool, str]:
    is_present = item.revision == revision
    is_confirmed = item.state is ItemState.CONFIRMED
    return is_present and item.state is not ItemState.WITHDRAWN, is_confirmed, is_present, item.changed_at
