"""Sends packages to a portal so that it always finishes and never duplicates.

For each package: look at what the portal has → send the files it lacks → write down the intention → send the record →
read it back. A second run finds everything there and says so; a run that was killed goes on where it stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from converters.progress import Progress, Silent, under_way
from pbgdpl_cli.errors import PortalProblem, from_os_error
from pbgdpl_cli.upload.ledger import ItemState, Ledger, LedgerItem, Transfer
from pbgdpl_cli.upload.parcel import (
    PackageChanged,
    Parcel,
    ParcelFile,
    changed_while_sent,
    check_contents,
    is_as_opened,
    open_parcel,
)
from pbgdpl_cli.upload.problems import PortalConflict, PortalRefused, PortalUnreachable
from pbgdpl_cli.upload.secrecy import DerivativeOutOfDate, NotForPublishing, check_derivatives, check_secrecy
from pbgdpl_cli.upload.transports.protocol import BytesSent, PortalTransport, RemoteRecord
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
    """

    path: Path
    identifier: str | None
    title: str
    outcome: UploadOutcome
    remote: str | None = None
    bytes_sent: int = 0
    problem: Problem | None = None


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

    def send_all(self, found: Iterable[MaterialPath], zips: ExitStack) -> Iterator[UploadItem]:
        opened = [self._open(item, zips) for item in found]
        total = sum(parcel.bytes for parcel in opened if isinstance(parcel, Parcel))
        unreachable: Problem | None = None
        with under_way(self.progress, say("Uploading (KB)"), total / _KILOBYTE):
            for parcel in opened:
                if isinstance(parcel, UploadItem):
                    yield parcel
                    continue
                item = self._send(parcel) if unreachable is None else _waiting(parcel, unreachable)
                if isinstance(item.problem, PortalUnreachable):
                    # The portal cannot be reached: trying the same for every further package would only take hours.
                    unreachable = item.problem
                yield item

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
        self.travelled = 0
        key = (self.transport.target, parcel.identifier, parcel.revision)
        item = self.ledger.plan(*key, parcel.named.resolve(), parcel.record.title)
        try:
            outcome, remote = self._deliver(parcel, item)
        except Problem as problem:
            return self._ended(parcel, item, _reason(parcel, problem))
        except OSError as error:
            return self._ended(parcel, item, _reason(parcel, from_os_error(error)))
        finally:
            self.ledger.count_bytes(item, self.travelled)
        return UploadItem(parcel.named, parcel.identifier, parcel.record.title, outcome, remote, self.travelled)

    def _ended(self, parcel: Parcel, item: LedgerItem, problem: Problem) -> UploadItem:
        outcome, state = _ending(problem)
        if state is not None:
            self.ledger.step(item, state, note=str(problem.message))
        return UploadItem(
            parcel.named, parcel.identifier, parcel.record.title, outcome, item.remote, self.travelled, problem
        )

    def _deliver(self, parcel: Parcel, item: LedgerItem) -> tuple[UploadOutcome, str | None]:
        check_contents(parcel, self.ledger.sha256_of)
        if self.transport.capabilities.publishes:
            check_secrecy(parcel.path, self.options.allowed)
        check_derivatives(parcel, drafts_too=self.options.drafts_too)
        present = self.transport.find_record(parcel)
        if present is not None and present.revision == parcel.revision and not present.withdrawn:
            if self._lacking(parcel):
                present_there = RemoteRecord(present.revision, present.address)
                return self._send_anew(parcel, item, present_there)
            self._show(parcel.bytes)
            if not self.options.dry_run:
                self.ledger.step(item, ItemState.CONFIRMED, remote=present.address)
            return UploadOutcome.UNCHANGED, present.address
        return self._send_anew(parcel, item, present)

    def _send_anew(
        self, parcel: Parcel, item: LedgerItem, present: RemoteRecord | None
    ) -> tuple[UploadOutcome, str | None]:
        replaces = self._may_replace(parcel, present)
        if self.options.dry_run:
            return UploadOutcome.PLANNED, None
        item = self.ledger.step(item, ItemState.SENDING)
        for _ in range(_MOST_ROUNDS):
            self._send_files(parcel)
            if not is_as_opened(parcel):
                raise changed_while_sent(parcel)
            item = self.ledger.step(item, ItemState.RECORD_SENT)
            if not self.transport.send_record(parcel, replaces):
                break
            item = self.ledger.step(item, ItemState.SENDING)
        remote = self._read_back(parcel)
        self.ledger.step(item, ItemState.CONFIRMED, remote=remote.address)
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
    if isinstance(problem, PortalProblem | NotForPublishing | DerivativeOutOfDate):
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
