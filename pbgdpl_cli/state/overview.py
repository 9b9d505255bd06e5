"""What `pbgdpl status` tells: every package below the given paths, beside what the ledger knows of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pbgdpl_cli.errors import from_os_error, item_of
from pbgdpl_cli.i18n import active_language, told
from pbgdpl_cli.result import ErrorItem, OperationResult, Table
from pbgdpl_cli.upload.ledger import FILE, Item, Ledger, State
from validators.packages.digests import sha256_of
from validators.packages.package import Package, PackageForm, find_packages
from validators.packages.reading import read_unchanged
from validators.problems import Message, Problem, say
from validators.sharing.fingerprint import content_fingerprint
from validators.sharing.record import FileEntry, Record
from validators.sharing.revision import revision_of
from validators.sharing.vocabulary import vocabulary

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
class Standing:
    """How one package stands."""

    path: Path
    record: Record
    derived: tuple[str, ...]
    stale: tuple[str, ...]
    uploads: tuple[Upload, ...]


def overview(home: Path, paths: Sequence[Path]) -> OperationResult:
    """The packages below `paths` and where they are. A package that cannot be read is an error of its own."""
    items = _ledger_items(home)
    standings: list[Standing] = []
    errors: list[ErrorItem] = []
    for found in find_packages(paths):
        if found.form is not PackageForm.FOLDER:
            continue
        try:
            standings.append(read_unchanged(found.path, lambda package: _standing(package, items)))
        except Problem as problem:
            errors.append(item_of(problem.at(found.path)))
        except OSError as error:
            errors.append(item_of(from_os_error(error).at(found.path)))
    return OperationResult(
        "status",
        data={"packages": [_told(standing) for standing in standings]},
        lines=_lines(standings),
        errors=tuple(errors),
        succeeded=len(standings),
    )


def _ledger_items(home: Path) -> list[Item]:
    if not (home / FILE).is_file():
        return []
    ledger = Ledger(home)
    try:
        return ledger.items()
    finally:
        ledger.close()


def _standing(package: Package, items: Iterable[Item]) -> Standing:
    record = package.record()
    derived = tuple(file for file in record.files if file.role in _DERIVED)
    known = _text_hashes(package, record)
    return Standing(
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


def _told(standing: Standing) -> dict[str, Any]:
    record = standing.record
    return {
        "path": str(standing.path),
        "identifier": record.identifier,
        "title": record.title,
        "kind": record.kind,
        "state": record.workflow.state,
        "approved": record.approval.state == "approved",
        "derived": list(standing.derived),
        "stale": list(standing.stale),
        "uploads": [
            {
                "target": upload.target,
                "state": upload.state,
                "current": upload.current,
                "remote": upload.remote,
                "at": upload.changed_at,
            }
            for upload in standing.uploads
        ],
    }


def _lines(standings: Sequence[Standing]) -> tuple[Message | Table | str, ...]:
    if not standings:
        return (say("There are no packages here."),)
    headings = (say("Material"), say("Kind"), say("Text"), say("Derived"), say("Uploaded"))
    return (Table(headings, tuple(_row(standing) for standing in standings)),)


def _row(standing: Standing) -> tuple[Message | str, ...]:
    record = standing.record
    return (
        _shortened(record.title),
        _term("kinds", record.kind),
        _term("workflow-states", record.workflow.state),
        _derived_cell(standing),
        _uploaded_cell(standing),
    )


def _term(name: str, code: str) -> str:
    term = vocabulary(name).find(code)
    if term is None:
        return code
    return term.vi if active_language() == "vi" else term.en


def _shortened(text: str, most: int = 44) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _derived_cell(standing: Standing) -> str:
    names = ", ".join(_term("file-roles", role) for role in standing.derived)
    if not names:
        return "–"
    return f"{names} ({told(say('out of date'))})" if standing.stale else names


def _uploaded_cell(standing: Standing) -> Message | str:
    done = [upload for upload in standing.uploads if upload.state == State.CONFIRMED.value]
    if any(upload.current for upload in done):
        return say("yes")
    if done:
        return say("an older version")
    if standing.uploads:
        return _STATES[State(standing.uploads[0].state)]
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
