"""Goes through what changed on another portal and takes it, record by record.

Each record is whole on the disk before the next is asked for, so a harvest that is stopped goes on where it was. What
was changed or withdrawn here since it was taken is not overwritten: that is told, each time, until a person decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from pydantic import ValidationError

from pbgdpl_cli.portal.harvesting.source import PortalSource, SourceChange
from pbgdpl_cli.portal.store.blobs import BlobStore, ContentMismatch, FileUpload
from pbgdpl_cli.portal.store.provenance import Provenance
from pbgdpl_cli.portal.store.record_store import IDENTIFIER, PutStatus, StoredRecord
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.state.database import now
from validators.problems import Problem, say
from validators.sharing.fingerprint import revision_of
from validators.sharing.record import FileEntry, Record

_OVERLAP = dt.timedelta(minutes=10)  # a record is told with the moment its writing began; the writing may take a while
_MOST_STARTS = 2  # of one file: the second time from its beginning
_GONE = "withdrawn"  # instead of a revision: withdrawn here because it was there


class NotTaken(Problem):
    """A record of the other portal that cannot be taken."""

    code = "not-taken"


class Outcome(Enum):
    """What became of a changed record."""

    TAKEN = "taken"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    OWN = "own"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Taken:
    """A changed record and what became of it; `problem` says why it failed."""

    identifier: str
    outcome: Outcome
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class TakingOptions:
    """How to take.

    Attributes:
        replace: Also what was changed or withdrawn here.
        dry_run: Look and tell, take nothing.
    """

    replace: bool = False
    dry_run: bool = False


def take(
    stores: PortalStores,
    source: PortalSource,
    options: TakingOptions | None = None,
    told: Callable[[Taken], None] | None = None,
) -> tuple[Taken, ...]:
    """Take what changed on another portal since it was last gone through to the end.

    Args:
        stores: This portal.
        source: The other one.
        options: How.
        told: Is told of each record at once.

    Raises:
        Problem: The list of changes cannot be had. What failed of a single record is told with the record.
    """
    taking = _Taking(stores, source, options or TakingOptions())
    done: list[Taken] = []
    for change in source.changes(stores.origins.reached(source.name)):
        one = taking.one(change)
        done.append(one)
        if told is not None:
            told(one)
    open_ends = any(one.outcome in (Outcome.FAILED, Outcome.CONFLICT) for one in done)
    if not open_ends and not taking.options.dry_run:
        stores.origins.note_reached(source.name, source.address, _earlier(source.asked_at))
    return tuple(done)


def _earlier(moment: str) -> str:
    reached = dt.datetime.fromisoformat(moment) - _OVERLAP
    return reached.isoformat(timespec="seconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class _Taking:
    stores: PortalStores
    source: PortalSource
    options: TakingOptions

    def one(self, change: SourceChange) -> Taken:
        """Bring one record to what it is on the other portal."""
        try:
            outcome = self._withdraw(change) if change.deleted else self._bring(change)
        except Problem as problem:
            return Taken(change.identifier, Outcome.FAILED, problem)
        return Taken(change.identifier, outcome)

    def _withdraw(self, change: SourceChange) -> Outcome:
        origin, here = self._known(change)
        if origin is None or here is None or here.withdrawn_at is not None:
            return Outcome.UNCHANGED if here is None or origin else Outcome.OWN
        if here.revision != origin.revision and not self.options.replace:
            return Outcome.CONFLICT
        if not self.options.dry_run:
            self.stores.records.withdraw(change.identifier)
            self.stores.origins.note(replace(origin, datestamp=change.datestamp, revision=_GONE, taken_at=now()))
        return Outcome.WITHDRAWN

    def _known(self, change: SourceChange) -> tuple[Provenance | None, StoredRecord | None]:
        """Where the record came from if it came from this portal, and what is here of it."""
        origin = self.stores.origins.of(change.identifier)
        if origin is not None and origin.portal != self.source.name:
            origin = None
        return origin, self.stores.records.find(change.identifier)

    def _bring(self, change: SourceChange) -> Outcome:
        origin, here = self._known(change)
        if origin and here and origin.datestamp == change.datestamp:
            return Outcome.UNCHANGED
        record = self._record(change)
        if record is None:
            return Outcome.UNCHANGED  # it changed once more since the list was made, and will be told again
        revision = revision_of(record)
        if here is not None and here.withdrawn_at is None and here.revision == revision:
            if origin and not self.options.dry_run:
                self._note(change, revision)
            return Outcome.UNCHANGED if origin else Outcome.OWN
        if here is not None and not self.options.replace and not _is_as_taken(origin, here):
            return Outcome.CONFLICT
        if not self.options.dry_run:
            self._put(change, record, None if here is None else here.revision)
        return Outcome.TAKEN if here is None else Outcome.CHANGED

    def _record(self, change: SourceChange) -> Record | None:
        body = self.source.record(change.identifier)
        if body is None:
            return None
        if len(body) > self.stores.limits.most_record_bytes:
            raise NotTaken(say("The record is larger than this portal takes."), path=change.identifier)
        try:
            record = Record.model_validate_json(body)
        except ValidationError as error:
            raise NotTaken(say("The record does not follow the sharing schema."), path=change.identifier) from error
        if record.identifier != change.identifier or not IDENTIFIER.fullmatch(record.identifier):
            raise NotTaken(say("The record has another identifier than it is listed by."), path=change.identifier)
        if not record.standing.is_approved:
            raise NotTaken(say("The record is handed on although it is not approved."), path=change.identifier)
        return record

    def _put(self, change: SourceChange, record: Record, replaces: str | None) -> None:
        for file in record.files:
            self._bring_file(change, file)
        reply = self.stores.records.put(record, replaces)
        if reply.status not in (PutStatus.CREATED, PutStatus.CHANGED, PutStatus.UNCHANGED):
            raise NotTaken(say("The record changed here while it was taken."), path=change.identifier)
        self._note(change, revision_of(record))

    def _note(self, change: SourceChange, revision: str) -> None:
        name, address = self.source.name, self.source.address
        self.stores.origins.note(
            Provenance(change.identifier, change.identifier, name, address, change.datestamp, revision, now())
        )

    def _bring_file(self, change: SourceChange, file: FileEntry) -> None:
        """Fetch a file unless it is here; a piece of it that came earlier is kept."""
        blobs = self.stores.blobs
        if file.bytes > self.stores.limits.most_bytes:
            raise NotTaken(say("“{name}” is larger than this portal takes.", name=file.path), path=change.identifier)
        for _ in range(_MOST_STARTS):
            if blobs.size_of(file.sha256) == file.bytes:
                return
            try:
                self._fetch(blobs, file)
            except ContentMismatch:
                continue  # a piece of an earlier time may have been damaged: once more from the beginning
        if blobs.size_of(file.sha256) != file.bytes:
            raise NotTaken(
                say("“{name}” does not have the content the record says.", name=file.path), path=change.identifier
            )

    def _fetch(self, blobs: BlobStore, file: FileEntry) -> None:
        upload = _begun(self.stores, file) or blobs.create(file.bytes, _MARK, file.sha256)
        if upload.sha256 is None:
            with blobs.writing(upload) as writer:
                for block in _at_most(self.source.file(file.sha256, upload.committed), file.bytes - upload.committed):
                    writer.write(block)
            arrived = blobs.find(upload.identifier)
            if arrived is None or arrived.committed != file.bytes:
                raise NotTaken(say("“{name}” broke off.", name=file.path))
            blobs.finish(arrived)


_MARK = "harvest"  # instead of a client's metadata: whose upload it is


def _begun(stores: PortalStores, file: FileEntry) -> FileUpload | None:
    """The upload of this file a stopped harvest left behind."""
    row = stores.database.row(
        "SELECT id FROM uploads WHERE metadata = ? AND expected_sha256 = ? AND length = ? AND sha256 IS NULL",
        (_MARK, file.sha256, file.bytes),
    )
    return None if row is None else stores.blobs.find(row["id"])


def _is_as_taken(origin: Provenance | None, here: StoredRecord) -> bool:
    """Whether what is here is what was taken, or was withdrawn because it was withdrawn there."""
    if origin is None:
        return False
    return origin.revision == (_GONE if here.withdrawn_at is not None else here.revision)


def _at_most(blocks: Iterator[bytes], most: int) -> Iterator[bytes]:
    """The blocks, up to a number of bytes: a portal that sends more than it said sends nothing more."""
    for block in blocks:
        yield block[:most]
        most -= len(block)
        if most <= 0:
            return
