"""Sends packages to a portal so that it always finishes and never duplicates.

For each package: look at what the portal has → validate and hash what is to go → send the files it lacks → write down
the intention → send the record → read it back. A second run finds everything there and says so; a run that was killed
goes on where it stopped. A dry run writes nothing, here or there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from converters.progress import Progress, Silent, under_way
from pbgdpl_cli.errors import PortalProblem, from_os_error
from pbgdpl_cli.state.database import now
from pbgdpl_cli.upload.ledger import ItemState, Ledger, LedgerItem, Transfer
from pbgdpl_cli.upload.parcel import (
    PackageChanged,
    Parcel,
    ParcelFile,
    changed_while_sent,
    check_contents,
    is_as_opened,
    open_parcel,
    stamp_of,
)
from pbgdpl_cli.upload.problems import PortalConflict, PortalRefused, PortalUnreachable
from pbgdpl_cli.upload.secrecy import DerivativeOutOfDate, WithFindings, check_derivatives, check_package
from pbgdpl_cli.upload.transports.protocol import BytesSent, ListingTransport, PortalTransport, RemoteRecord
from validators.packages.locking import only_one
from validators.packages.package import MaterialPath, PackageForm, unpacked
from validators.problems import Problem, say

_MOST_ROUNDS = 3
_KILOBYTE = 1000


class UploadOutcome(StrEnum):
    """How an item ended, as `upload --json` tells it."""

    SENT = "sent"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    PLANNED = "planned"
    CONFLICT = "conflict"
    REFUSED = "refused"
    FAILED = "failed"
    WAITING = "waiting"


DONE = frozenset({UploadOutcome.SENT, UploadOutcome.UPDATED, UploadOutcome.UNCHANGED, UploadOutcome.PLANNED})


@dataclass(frozen=True, slots=True)
class UploadOptions:
    """What may be chosen.

    Attributes:
        dry_run: Only look, send nothing.
        replace: Put a revision in the place of one that did not come from here, or was withdrawn.
        allowed: Codes of publishing rules a person overrules.
        drafts_too: Send pictures that are drafts with a text that is one, to the portal of a trial.
    """

    dry_run: bool = False
    replace: bool = False
    allowed: tuple[str, ...] = ()
    drafts_too: bool = False


@dataclass(frozen=True, slots=True)
class UploadItem:
    """What became of one package.

    Attributes:
        path: Where it is here.
        identifier: Its record's identifier; None when it could not be opened.
        title: Its title.
        outcome: How it ended.
        remote: Its address on the portal.
        bytes_sent: Bytes that travelled for it in this run.
        problem: Why it did not get there.
        bytes_due: Of a dry run: bytes of the files the portal lacks.
    """

    path: Path
    identifier: str | None
    title: str
    outcome: UploadOutcome
    remote: str | None = None
    bytes_sent: int = 0
    problem: Problem | None = None
    bytes_due: int = 0


@dataclass(frozen=True, slots=True)
class UploadReport:
    """What became of all of them. `target` is the portal's name in the ledger."""

    target: str
    items: tuple[UploadItem, ...]


def upload_packages(
    found: Sequence[MaterialPath],
    transport: PortalTransport,
    home: Path,
    *,
    options: UploadOptions | None = None,
    progress: Progress | None = None,
) -> UploadReport:
    """Send packages.

    Args:
        found: Package folders and zips.
        transport: The portal; it is closed by the caller.
        home: The program's own folder, where the ledger is.
        options: What was chosen.
        progress: Hears of bytes as they travel.

    Returns:
        What became of each package, in order. One that fails does not stop the others.

    Raises:
        Problem: Nothing could begin: the portal is not there, or another run is at it.
    """
    transport.check()
    ledger = Ledger(home)
    try:
        with only_one(home / "locks" / _lock_name(transport.target)):
            run = _Run(transport, ledger, options or UploadOptions(), progress or Silent())
            with ExitStack() as unpacked_zips:
                return UploadReport(transport.target, tuple(run.send_all(found, unpacked_zips)))
    finally:
        ledger.close()


def _lock_name(target: str) -> str:
    """One lock a target: two runs may send to two portals, not to one."""
    return f"upload-{hashlib.sha256(target.encode()).hexdigest()[:16]}.lock"


@dataclass(slots=True)
class _Notes:
    """A transfer's place in the ledger."""

    ledger: Ledger
    target: str
    sha256: str

    def load(self) -> Transfer | None:
        return self.ledger.transfer(self.target, self.sha256)

    def save(self, transfer: Transfer) -> None:
        self.ledger.note_transfer(self.target, self.sha256, transfer)

    def forget(self) -> None:
        self.ledger.forget_transfer(self.target, self.sha256)


@dataclass(slots=True)
class _Run:
    """One run over many packages."""

    transport: PortalTransport
    ledger: Ledger
    options: UploadOptions
    progress: Progress
    travelled: int = field(default=0, init=False)
    due: int = field(default=0, init=False)
    # Whether the portal was seen not to hold the revision at hand: only then is it no longer confirmed.
    is_lost: bool = field(default=False, init=False)

    def send_all(self, found: Sequence[MaterialPath], zips: ExitStack) -> Iterator[UploadItem]:
        there = self._already_there(found)
        opened = [there.get(item.path) or self._open(item, zips) for item in found]
        total = sum(parcel.bytes for parcel in opened if isinstance(parcel, Parcel))
        unreachable: Problem | None = None
        in_doubt = False
        with under_way(self.progress, say("Uploading (KB)"), total / _KILOBYTE):
            for parcel in opened:
                if isinstance(parcel, UploadItem):
                    yield parcel
                    continue
                item = self._send(parcel) if unreachable is None else _waiting(parcel, unreachable)
                if isinstance(item.problem, PortalUnreachable):
                    # Where the portal cannot be reached, the same for every further package would only take hours.
                    # One package alone may be to blame while the portal answers; two in a row are not.
                    if in_doubt or not self._answers():
                        unreachable = item.problem
                    in_doubt = True
                else:
                    in_doubt = False
                yield item

    def _answers(self) -> bool:
        try:
            self.transport.check()
        except Problem:
            return False
        return True

    def _already_there(self, found: Sequence[MaterialPath]) -> dict[Path, UploadItem]:
        """What stands here as it did when it was confirmed, and is online still: there is nothing to read or send."""
        if not isinstance(self.transport, ListingTransport):
            return {}
        confirmed = self.ledger.confirmed(self.transport.target)
        parents: dict[Path, str] = {}
        known: dict[Path, LedgerItem] = {}
        for item in found if confirmed else ():
            if item.form is PackageForm.FOLDER:
                parent = parents.get(item.path.parent) or parents.setdefault(
                    item.path.parent, str(item.path.parent.resolve())
                )
                entry = confirmed.get((f"{parent}{os.sep}{item.path.name}", stamp_of(item.path)))
                if entry is not None:
                    known[item.path] = entry
        online = self.transport.holdings([entry.identifier for entry in known.values()])
        return {
            path: UploadItem(path, entry.identifier, entry.title, UploadOutcome.UNCHANGED, entry.remote)
            for path, entry in known.items()
            if online.get(entry.identifier) == entry.revision
        }

    def _open(self, found: MaterialPath, zips: ExitStack) -> Parcel | UploadItem:
        path = found.path
        try:
            if found.form is PackageForm.FOLDER:
                return open_parcel(path)
            package = zips.enter_context(unpacked(found))
            return open_parcel(package.root if package else path, path)
        except Problem as problem:
            return UploadItem(path, None, path.name, UploadOutcome.FAILED, problem=problem.at(path))
        except OSError as error:
            return UploadItem(path, None, path.name, UploadOutcome.FAILED, problem=from_os_error(error).at(path))

    def _send(self, parcel: Parcel) -> UploadItem:
        """Send one; where somebody changes it meanwhile, what it has become."""
        item = self._send_as_opened(parcel)
        for _ in range(_MOST_ROUNDS):
            if not isinstance(item.problem, PackageChanged) or is_as_opened(parcel):
                break
            try:
                parcel = open_parcel(parcel.path, parcel.named)
            except (Problem, OSError):
                break  # it is gone, or damaged: that it changed is said already
            item = self._send_as_opened(parcel)
        return item

    def _send_as_opened(self, parcel: Parcel) -> UploadItem:
        self.travelled = self.due = 0
        self.is_lost = False
        item = self._entered(parcel)
        try:
            outcome, remote = self._deliver(parcel, item)
        except Problem as problem:
            return self._ended(parcel, item, _reason(parcel, problem))
        except OSError as error:
            return self._ended(parcel, item, _reason(parcel, from_os_error(error)))
        finally:
            if self.travelled:
                self.ledger.count_bytes(item, self.travelled)
        return UploadItem(
            parcel.named, parcel.identifier, parcel.record.title, outcome, remote, self.travelled, bytes_due=self.due
        )

    def _entered(self, parcel: Parcel) -> LedgerItem:
        key = (self.transport.target, parcel.identifier, parcel.revision)
        path, title = parcel.named.resolve(), parcel.record.title
        if not self.options.dry_run:
            return self.ledger.plan(*key, path, title)
        return self.ledger.item(*key) or LedgerItem(
            *key, str(path), title, ItemState.PLANNED, None, None, 0, now(), now()
        )

    def _ended(self, parcel: Parcel, item: LedgerItem, problem: Problem) -> UploadItem:
        outcome, state = _ending(problem)
        present = self.ledger.item(item.target, item.identifier, item.revision)
        is_online = present is not None and present.state is ItemState.CONFIRMED and not self.is_lost
        if state is not None and not is_online and not self.options.dry_run:
            self.ledger.step(item, state, note=str(problem.message))
        return UploadItem(
            parcel.named, parcel.identifier, parcel.record.title, outcome, item.remote, self.travelled, problem
        )

    def _deliver(self, parcel: Parcel, item: LedgerItem) -> tuple[UploadOutcome, str | None]:
        present = self.transport.find_record(parcel)
        if present is None or present.revision != parcel.revision or present.withdrawn:
            self.is_lost = True
        elif not self._lacking(parcel):
            return self._found_there(parcel, item, present)
        else:
            present = RemoteRecord(present.revision, present.address)
        return self._send_anew(parcel, item, present)

    def _found_there(self, parcel: Parcel, item: LedgerItem, present: RemoteRecord) -> tuple[UploadOutcome, str | None]:
        """It is online, whatever may be wrong with the package that stands here now."""
        is_known = item.state is ItemState.CONFIRMED and item.stamp == parcel.stamp != ""
        if item.state is not ItemState.CONFIRMED and not self.options.dry_run:
            item = self.ledger.step(item, ItemState.CONFIRMED, remote=present.address)
        if not is_known:
            check_contents(parcel)
            if not self.options.dry_run:
                self.ledger.step(item, ItemState.CONFIRMED, remote=present.address, stamp=parcel.stamp)
        self._show(parcel.bytes)
        return UploadOutcome.UNCHANGED, present.address

    def _check(self, parcel: Parcel) -> None:
        """Make sure that the package may go, before its first byte does."""
        check_contents(parcel)
        publishes = self.transport.capabilities.publishes
        check_package(parcel.path, publishes=publishes, allowed=self.options.allowed)
        check_derivatives(parcel, drafts_too=self.options.drafts_too)

    def _send_anew(
        self, parcel: Parcel, item: LedgerItem, present: RemoteRecord | None
    ) -> tuple[UploadOutcome, str | None]:
        self._check(parcel)
        replaces = self._may_replace(parcel, present)
        if self.options.dry_run:
            self.due = sum(file.bytes for file in self._lacking(parcel))
            return UploadOutcome.PLANNED, None
        item = self.ledger.step(item, ItemState.SENDING)
        for _ in range(_MOST_ROUNDS):
            self._send_files(parcel)
            if not is_as_opened(parcel):
                raise changed_while_sent(parcel)
            if self.transport.capabilities.verify != "sha256":
                # The portal does not tell what was read from the disk from what should stand there.
                check_contents(parcel)
            self.ledger.note_sending(item, {file.name: file.sha256 for file in parcel.files}, self.options.allowed)
            item = self.ledger.step(item, ItemState.RECORD_SENT)
            if not self.transport.send_record(parcel, replaces):
                break
            item = self.ledger.step(item, ItemState.SENDING)
        remote = self._read_back(parcel)
        self.ledger.step(item, ItemState.CONFIRMED, remote=remote.address, stamp=parcel.stamp)
        return UploadOutcome.SENT if present is None else UploadOutcome.UPDATED, remote.address

    def _may_replace(self, parcel: Parcel, present: RemoteRecord | None) -> str | None:
        """The revision the new record may replace; None when there is none."""
        if present is None:
            return None
        if self.options.replace or (present.revision == parcel.revision and not present.withdrawn):
            return present.revision
        if present.withdrawn:
            raise PortalRefused(
                say("This material was withdrawn from the portal."),
                hint=say("To publish it again, run the same command with --replace."),
                path=parcel.named,
            )
        if not self.ledger.sent_by_us(self.transport.target, parcel.identifier, present.revision):
            raise PortalConflict(
                say("The portal holds another version of this material, which was not sent from here."),
                hint=say("Look at both; --replace puts this one in its place."),
                path=parcel.named,
            )
        return present.revision

    def _lacking(self, parcel: Parcel) -> list[ParcelFile]:
        return [file for file in self.transport.files_of(parcel) if not self.transport.has_file(parcel, file)]

    def _send_files(self, parcel: Parcel) -> None:
        for file in self.transport.files_of(parcel):
            if self.transport.has_file(parcel, file):
                self._show(file.bytes, file.name)
                continue
            notes = _Notes(self.ledger, self.transport.target, file.sha256)
            before = self.travelled
            self.transport.send_file(parcel, file, notes, self._counted(file))
            # What an earlier run had sent already.
            self._show(max(0, file.bytes - (self.travelled - before)))
            notes.save(Transfer(None, file.bytes, done=True))

    def _counted(self, file: ParcelFile) -> BytesSent:
        def sent(count: int) -> None:
            self.travelled += count
            self._show(count, file.name)

        return sent

    def _show(self, count: int, note: str = "") -> None:
        """So many bytes are there."""
        self.progress.advance(count / _KILOBYTE, note)

    def _read_back(self, parcel: Parcel) -> RemoteRecord:
        present = self.transport.find_record(parcel)
        if present is None or present.withdrawn or present.revision != parcel.revision or self._lacking(parcel):
            raise PortalProblem(
                say("The portal accepted the material, but what it returns is not what was sent."),
                hint=say("Run the same command again; if this happens again, tell the portal's administrator."),
                path=parcel.named,
            )
        return present


def _reason(parcel: Parcel, problem: Problem) -> Problem:
    """Why a package was not sent; what went wrong with one that somebody changed meanwhile is a consequence of that."""
    if not isinstance(problem, PortalUnreachable) and not is_as_opened(parcel):
        return changed_while_sent(parcel)
    return problem.at(parcel.named)


def _waiting(parcel: Parcel, problem: Problem) -> UploadItem:
    return UploadItem(parcel.named, parcel.identifier, parcel.record.title, UploadOutcome.WAITING, problem=problem)


def _ending(problem: Problem) -> tuple[UploadOutcome, ItemState | None]:
    """How a problem ends an item; an unreachable portal leaves its state as it was, to go on from."""
    if isinstance(problem, PortalUnreachable):
        return UploadOutcome.WAITING, None
    if isinstance(problem, PortalConflict):
        return UploadOutcome.CONFLICT, ItemState.CONFLICT
    if isinstance(problem, PortalProblem | WithFindings | DerivativeOutOfDate):
        return UploadOutcome.REFUSED, ItemState.REFUSED
    return UploadOutcome.FAILED, ItemState.FAILED


OUTCOMES = {
    UploadOutcome.SENT: say("sent"),
    UploadOutcome.UPDATED: say("replaced the older version"),
    UploadOutcome.UNCHANGED: say("already there"),
    UploadOutcome.PLANNED: say("would be sent"),
    UploadOutcome.CONFLICT: say("conflict"),
    UploadOutcome.REFUSED: say("refused"),
    UploadOutcome.FAILED: say("failed"),
    UploadOutcome.WAITING: say("waiting"),
}
