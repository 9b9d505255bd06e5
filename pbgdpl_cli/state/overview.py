"""What `pbgdpl status` tells: every package below the given paths, beside what the ledger knows of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pbgdpl_cli.errors import from_os_error, item_of
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ErrorItem, OperationResult, Table
from pbgdpl_cli.terms import term
from pbgdpl_cli.upload.ledger import FILE, Item, Ledger, State
from validators.packages.bag import sha256_of
from validators.packages.package import Package, PackageForm, find_packages, open_package
from validators.problems import Message, Problem, say
from validators.sharing.fingerprint import content_fingerprint
from validators.sharing.record import FileEntry, Record
from validators.sharing.revision import revision_of

_DERIVED = ("infographic", "video", "audio")


@dataclass(frozen=True, slots=True)
class Upload:
    """What one target has of a package: this revision or an older one, and how far that came."""

    target: str
    state: str
    current: bool
    remote: str | None
    changed_at: str


@dataclass(frozen=True, slots=True)
class PackageStatus:
    """How one package stands."""

    path: Path
    record: Record
    derived: tuple[str, ...]
    stale: tuple[str, ...]
    uploads: tuple[Upload, ...]


def overview(home: Path, paths: Sequence[Path]) -> OperationResult:
    """The packages below `paths` and where they are. A package that cannot be read is an error of its own."""
    items = _ledger_items(home)
    packages: list[PackageStatus] = []
    errors: list[ErrorItem] = []
    for found in find_packages(paths):
        if found.form is not PackageForm.FOLDER:
            continue
        try:
            packages.append(_status_of(open_package(found.path), items))
        except Problem as problem:
            errors.append(item_of(problem.at(found.path)))
        except OSError as error:
            errors.append(item_of(from_os_error(error).at(found.path)))
    return OperationResult(
        "status",
        data={"packages": [_told(status) for status in packages]},
        lines=_lines(packages),
        errors=tuple(errors),
        succeeded=len(packages),
    )


def _ledger_items(home: Path) -> list[Item]:
    if not (home / FILE).is_file():
        return []
    ledger = Ledger(home)
    try:
        return ledger.items()
    finally:
        ledger.close()


def _status_of(package: Package, items: Iterable[Item]) -> PackageStatus:
    record = package.record()
    derived = tuple(file for file in record.files if file.role in _DERIVED)
    known = _text_hashes(package, record)
    return PackageStatus(
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


def _uploads(record: Record, items: Iterable[Item]) -> Iterable[Upload]:
    """The newest word of each target about this package, its present revision before older ones."""
    revision = revision_of(record)
    newest: dict[str, Item] = {}
    for item in items:
        if item.identifier == record.identifier:
            present = newest.get(item.target)
            if present is None or _rank(item, revision) >= _rank(present, revision):
                newest[item.target] = item
    for target, item in newest.items():
        yield Upload(target, item.state.value, item.revision == revision, item.remote, item.changed_at)


def _rank(item: Item, revision: str) -> tuple[bool, bool, str]:
    return item.revision == revision, item.state is State.CONFIRMED, item.changed_at


def _told(status: PackageStatus) -> dict[str, Any]:
    record = status.record
    return {
        "path": str(status.path),
        "identifier": record.identifier,
        "title": record.title,
        "kind": record.kind,
        "state": record.standing,
        "approved": record.standing.is_approved,
        "derived": list(status.derived),
        "stale": list(status.stale),
        "uploads": [
            {
                "target": upload.target,
                "state": upload.state,
                "current": upload.current,
                "remote": upload.remote,
                "at": upload.changed_at,
            }
            for upload in status.uploads
        ],
    }


def _lines(packages: Sequence[PackageStatus]) -> tuple[Message | Table | str, ...]:
    if not packages:
        return (say("There are no packages here."),)
    headings = (say("Material"), say("Kind"), say("Text"), say("Derived"), say("Uploaded"))
    return (Table(headings, tuple(_row(status) for status in packages)),)


def _row(status: PackageStatus) -> tuple[Message | str, ...]:
    record = status.record
    return (
        _shortened(record.title),
        term("kinds", record.kind),
        term("workflow-states", record.standing),
        _derived_cell(status),
        _uploaded_cell(status),
    )


def _shortened(text: str, most: int = 44) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _derived_cell(status: PackageStatus) -> str:
    names = ", ".join(term("file-roles", role) for role in status.derived)
    if not names:
        return "–"
    return f"{names} ({told(say('out of date'))})" if status.stale else names


def _uploaded_cell(status: PackageStatus) -> Message | str:
    done = [upload for upload in status.uploads if upload.state == State.CONFIRMED.value]
    if any(upload.current for upload in done):
        return say("yes")
    if done:
        return say("an older version")
    if status.uploads:
        return _STATES[State(status.uploads[0].state)]
    return "–"


_STATES = {
    State.PLANNED: say("not yet"),
    State.SENDING: say("begun"),
    State.RECORD_SENT: say("begun"),
    State.CONFIRMED: say("yes"),
    State.CONFLICT: say("conflict"),
    State.REFUSED: say("refused"),
    State.FAILED: say("failed"),
}
