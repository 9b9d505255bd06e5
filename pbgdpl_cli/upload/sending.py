"""Sends packages to a portal so that it always finishes and never duplicates.

First every package is looked at, then bytes travel. For each package: look at what the portal has → send the files it
lacks → write down the intention → send the record → read it back. Small packages go through the same steps many at a
time where the portal can take that. A second run finds everything there and says so; a run that was killed goes on
where it stopped. A dry run writes nothing, here or there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from converters.progress import Progress, Silent, under_way
from pbgdpl_cli.errors import PortalProblem, from_os_error
from pbgdpl_cli.i18n import told
from pbgdpl_cli.state.database import now
from pbgdpl_cli.upload.delivery.assurance import assure
from pbgdpl_cli.upload.delivery.bundles import Bundles
from pbgdpl_cli.upload.delivery.large_files import LargeFiles, reading_large
from pbgdpl_cli.upload.delivery.lint import Lint, Looked, opened
from pbgdpl_cli.upload.delivery.outcomes import UploadItem, UploadOptions, UploadOutcome, UploadReport, ending
from pbgdpl_cli.upload.ledger import (
    TAKEN_BACK,
    Confirmed,
    ItemState,
    Ledger,
    LedgerItem,
    SentAs,
    Transfer,
    TransferNote,
    open_ledger,
    open_to_look,
)
from pbgdpl_cli.upload.parcel import (
    PackageChanged,
    Parcel,
    ParcelFile,
    changed_while_sent,
    check_contents,
    is_as_opened,
    stamp_of,
)
from pbgdpl_cli.upload.problems import PortalConflict, PortalUnreachable, taken_back
from pbgdpl_cli.upload.transports.protocol import (
    BundlingTransport,
    BytesSent,
    ListingTransport,
    PortalTransport,
    RemoteRecord,
    UndoingTransport,
)
from validators.packages.locking import only_one
from validators.packages.package import MaterialPath, PackageForm
from validators.problems import Problem, say

_MOST_ROUNDS = 3
_KILOBYTE = 1000


def _nobody(news: object) -> None:
    """Hears of it, and does nothing."""


@dataclass(frozen=True, slots=True)
class Watchers:
    """Who hears of a run.

    Attributes:
        progress: Hears of bytes as they travel.
        linted: Is given what was found before the first byte.
        ended: Is given each package's end.
    """

    progress: Progress = field(default_factory=Silent)
    linted: Callable[[Sequence[Looked]], None] = _nobody
    ended: Callable[[UploadItem], None] = _nobody


def upload_packages(
    found: Sequence[MaterialPath],
    transport: PortalTransport,
    home: Path,
    *,
    options: UploadOptions | None = None,
    watchers: Watchers | None = None,
) -> UploadReport:
    """Send packages.

    Args:
        found: Package folders and zips.
        transport: The portal; it is closed by the caller.
        home: The program's own folder, where the ledger is.
        options: What was chosen.
        watchers: Who hears of it.

    Returns:
        What became of each package, in order. One that fails does not stop the others.

    Raises:
        Problem: Nothing could begin: the portal is not there, another run is at it, or the ledger cannot be kept.
    """
    transport.check()
    chosen = options or UploadOptions()
    with ExitStack() as stack:
        if chosen.dry_run:
            ledger = stack.enter_context(open_to_look(home))
        else:
            ledger = stack.enter_context(open_ledger(home))
            stack.enter_context(only_one(home / "locks" / lock_name(transport.target)))
        run = _Run(transport, ledger, chosen, watchers or Watchers())
        items = run.send_all(found)
        return UploadReport(transport.target, items, run.batch, ledger.pace(transport.target))


def lock_name(target: str) -> str:
    """One lock a target: two runs may send to two portals, not to one."""
    return f"upload-{hashlib.sha256(target.encode()).hexdigest()[:16]}.lock"


@dataclass(slots=True)
class _Run:
    """One run over many packages."""

    transport: PortalTransport
    ledger: Ledger
    options: UploadOptions
    watchers: Watchers
    batch: str | None = field(default=None, init=False)
    travelled: int = field(default=0, init=False)
    due: int = field(default=0, init=False)
    # Whether the portal was seen not to hold the revision at hand: only then is it no longer confirmed.
    is_lost: bool = field(default=False, init=False)
    _lint: Lint = field(init=False)
    _in_doubt: bool = field(default=False, init=False)
    # Hashes the portal was seen to hold in this run, where it knows files by them.
    _seen: set[str] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        self._lint = Lint(self.transport.capabilities, self.options)

    def send_all(self, found: Sequence[MaterialPath]) -> tuple[UploadItem, ...]:
        ended = self._already_there(found)
        confirmed = self.ledger.confirmed_revisions(self.transport.target)
        looked = self._lint.look([item for item in found if item.path not in ended], confirmed)
        self.watchers.linted(looked)
        for item in ended.values():
            self.watchers.ended(item)
        total = sum(one.bytes for one in looked)
        with under_way(self.watchers.progress, say("Uploading (KB)"), total / _KILOBYTE):
            for item in self._sent(looked):
                ended[item.path] = item
                self.watchers.ended(item)
        return tuple(ended[item.path] for item in found)

    def _sent(self, looked: Sequence[Looked]) -> Iterator[UploadItem]:
        unreachable: Problem | None = None
        for group in self._bundles().groups(looked):
            done = self._together(group) if unreachable is None and len(group) > 1 else {}
            for one in group:
                item = done.get(one.found.path)
                if item is None:
                    item = self._send(one) if unreachable is None else _waiting(one, unreachable)
                    unreachable = unreachable or self._reason_to_wait(item)
                one.parcel = None  # it is done; a long list would fill the memory
                yield item

    def _bundles(self) -> Bundles:
        transport = self.transport if isinstance(self.transport, BundlingTransport) else None
        most = 0 if self.options.dry_run else self.transport.capabilities.bundle_bytes
        return Bundles(transport, self.ledger, self.transport.target, most)

    def _together(self, group: Sequence[Looked]) -> Mapping[Path, UploadItem]:
        """What of a group of small packages went through at once; the rest goes one by one, with all its patience."""
        done: dict[Path, UploadItem] = {}
        with suppress(Problem):
            done = self._bundles().send(group, self._replaceable, self._sent_as)
        for item in done.values():
            self._show(next(one.bytes for one in group if one.found.path == item.path))
        return done

    def _replaceable(self, parcel: Parcel, present: RemoteRecord | None) -> bool:
        """Whether a package may go in a bundle: it is new there, or takes the place of what came from here."""
        if present is None:
            known = self.ledger.item(self.transport.target, parcel.identifier, parcel.revision)
            return known is None or known.state not in TAKEN_BACK
        return not present.withdrawn and self.ledger.sent_by_us(
            self.transport.target, parcel.identifier, present.revision
        )

    def _sent_as(self, replaced: str | None, held: str | None = None) -> SentAs:
        if self.batch is None:
            self.batch = self.ledger.begin_batch(self.transport.target, self.options.written)
        return SentAs(self.batch, self.options.allowed, self.options.drafts_too, replaced, held)

    def _reason_to_wait(self, item: UploadItem) -> Problem | None:
        """Why all that follows has to wait: where the portal cannot be reached, trying each would only take hours.

        One package alone may be to blame while the portal answers; two in a row are not.
        """
        if not isinstance(item.problem, PortalUnreachable):
            self._in_doubt = False
            return None
        if self._in_doubt or not self._answers():
            return item.problem
        self._in_doubt = True
        return None

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
        known: dict[Path, Confirmed] = {}
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
            path: UploadItem(
                path, entry.identifier, entry.title, UploadOutcome.UNCHANGED, entry.remote, revision=entry.revision
            )
            for path, entry in known.items()
            if online.get(entry.identifier) == entry.revision
        }

    def _send(self, one: Looked) -> UploadItem:
        """Send one; where somebody changes it meanwhile, what it has become."""
        if one.identifier is None or (one.judged and one.verdict is not None and one.parcel is None):
            return self._refused_unopened(one)
        item = self._send_once(one, one.parcel)
        for _ in range(_MOST_ROUNDS):
            if not isinstance(item.problem, PackageChanged) or (one.parcel and is_as_opened(one.parcel)):
                break
            one.judged, before = False, item
            item = self._send_once(one, None)
            if item.identifier is None:
                return before  # it is gone, or damaged: that it changed is said already
        return item

    def _refused_unopened(self, one: Looked) -> UploadItem:
        problem = one.verdict or PortalProblem(say("There is no such file or folder."))
        return UploadItem(
            one.found.path, one.identifier, one.title, ending(problem)[0], problem=problem, revision=one.revision
        )

    def _send_once(self, one: Looked, parcel: Parcel | None) -> UploadItem:
        if parcel is not None:
            return self._send_as_opened(parcel, one)
        try:
            with opened(one.found) as fresh:
                one.parcel = fresh
                return self._send_as_opened(fresh, one)
        except Problem as problem:
            return _failed(one, problem)
        except OSError as error:
            return _failed(one, from_os_error(error))

    def _send_as_opened(self, parcel: Parcel, one: Looked) -> UploadItem:
        self.travelled = self.due = 0
        self.is_lost = False
        item = self._entered(parcel)
        try:
            outcome, remote = self._deliver(parcel, item, one)
        except Problem as problem:
            return self._ended(parcel, item, _reason(parcel, problem))
        except OSError as error:
            return self._ended(parcel, item, _reason(parcel, from_os_error(error)))
        finally:
            if self.travelled:
                self.ledger.count_bytes(item, self.travelled)
        return UploadItem(
            parcel.named, parcel.identifier, parcel.record.title, outcome, remote, self.travelled,
            bytes_due=self.due, revision=parcel.revision,
        )  # fmt: skip

    def _entered(self, parcel: Parcel) -> LedgerItem:
        key = (self.transport.target, parcel.identifier, parcel.revision)
        path, title = parcel.named.resolve(), parcel.record.title
        if not self.options.dry_run:
            return self.ledger.plan(*key, path, title)
        return self.ledger.item(*key) or LedgerItem(
            *key, str(path), title, ItemState.PLANNED, None, None, 0, now(), now()
        )

    def _ended(self, parcel: Parcel, item: LedgerItem, problem: Problem) -> UploadItem:
        outcome, state = ending(problem)
        present = self.ledger.item(item.target, item.identifier, item.revision)
        is_online = present is not None and present.state is ItemState.CONFIRMED and not self.is_lost
        stays = is_online or (item.state in TAKEN_BACK and state is ItemState.REFUSED)
        if state is not None and not stays and not self.options.dry_run:
            self.ledger.step(item, state, note=told(problem.message))
        return UploadItem(
            parcel.named, parcel.identifier, parcel.record.title, outcome, item.remote, self.travelled, problem,
            revision=parcel.revision,
        )  # fmt: skip

    def _deliver(self, parcel: Parcel, item: LedgerItem, one: Looked) -> tuple[UploadOutcome, str | None]:
        present = self._present(parcel, item)
        if present is None or present.revision != parcel.revision or present.withdrawn:
            self.is_lost = True
        elif not self._lacking(parcel):
            return self._found_there(parcel, item, present)
        else:
            present = RemoteRecord(present.revision, present.address)
        self._check(parcel, one)
        return self._send_anew(parcel, item, present)

    def _present(self, parcel: Parcel, item: LedgerItem) -> RemoteRecord | None:
        """What the portal holds; where it cannot be asked, what the ledger knows of it."""
        if self.transport.capabilities.find_by_key:
            found = self.transport.find_record(parcel)
            return found if found is None or found.finished else None
        if item.state is ItemState.CONFIRMED:
            return RemoteRecord(item.revision, item.remote or "")
        if item.state is ItemState.RECORD_SENT and not self.options.replace:
            raise PortalConflict(
                say("This was sent before, and nobody can tell whether it arrived: the portal cannot be asked."),
                hint=say("Look on the portal; if it is not there, run the same command with --replace."),
                path=parcel.named,
            )
        return None

    def _found_there(self, parcel: Parcel, item: LedgerItem, present: RemoteRecord) -> tuple[UploadOutcome, str | None]:
        """It is online, whatever may be wrong with the package that stands here now."""
        is_known = item.state is ItemState.CONFIRMED and item.stamp == parcel.stamp != ""
        if item.state is not ItemState.CONFIRMED and not self.options.dry_run:
            assure(self.transport, parcel)
            item = self.ledger.step(item, ItemState.CONFIRMED, remote=present.address)
        if not is_known:
            check_contents(parcel)
            if not self.options.dry_run:
                self.ledger.step(item, ItemState.CONFIRMED, remote=present.address, stamp=parcel.stamp)
        self._show(parcel.bytes)
        return UploadOutcome.UNCHANGED, present.address

    def _check(self, parcel: Parcel, one: Looked) -> None:
        """Make sure that the package may go, before its first byte does."""
        holds = one.judged and one.stamp == parcel.stamp and (one.found.form is not PackageForm.FOLDER
                                                              or stamp_of(parcel.path) == parcel.stamp)  # fmt: skip
        problem = one.verdict if holds else self._lint.judge(parcel)
        if problem is not None:
            raise problem

    def _send_anew(
        self, parcel: Parcel, item: LedgerItem, present: RemoteRecord | None
    ) -> tuple[UploadOutcome, str | None]:
        replaces = self._may_replace(parcel, item, present)
        if self.options.dry_run:
            lacking = self._lacking(parcel)
            self.due = sum(file.bytes for file in lacking)
            if self.transport.capabilities.dedupe:
                self._seen.update(file.sha256 for file in lacking)  # another package will find it there
            return UploadOutcome.PLANNED, None
        is_read = self.transport.capabilities.verify != "sha256"
        with reading_large(parcel, () if is_read else parcel.files) as large:
            self._send_all_of(parcel, item, present, replaces, large)
        remote = self._read_back(parcel)
        self.ledger.step(item, ItemState.CONFIRMED, remote=remote.address, stamp=parcel.stamp)
        return UploadOutcome.SENT if present is None else UploadOutcome.UPDATED, remote.address

    def _send_all_of(
        self, parcel: Parcel, item: LedgerItem, present: RemoteRecord | None, replaces: str | None, large: LargeFiles
    ) -> None:
        item = self.ledger.step(item, ItemState.SENDING)
        for _ in range(_MOST_ROUNDS):
            self._send_files(parcel, large)
            if not is_as_opened(parcel):
                raise changed_while_sent(parcel)
            large.finish()
            if self.transport.capabilities.verify != "sha256":
                # The portal does not tell what was read from the disk from what should stand there.
                check_contents(parcel)
            with self.ledger.together():
                files = {file.name: file.sha256 for file in parcel.files}
                self.ledger.note_sending(item, files, self._sent_as(_revision(present), self._held(parcel, present)))
                item = self.ledger.step(item, ItemState.RECORD_SENT)
            if not self.transport.send_record(parcel, replaces):
                break
            self._seen.clear()
            item = self.ledger.step(item, ItemState.SENDING)

    def _held(self, parcel: Parcel, present: RemoteRecord | None) -> str | None:
        """What is about to be replaced, where nobody but us keeps it."""
        keeps = self.transport.capabilities.revisions == "sender"
        if present is None or present.withdrawn or not keeps or not isinstance(self.transport, UndoingTransport):
            return None
        return self.transport.held(parcel)

    def _may_replace(self, parcel: Parcel, item: LedgerItem, present: RemoteRecord | None) -> str | None:
        """The revision the new record may replace; None when there is none."""
        if present is None:
            if item.state in TAKEN_BACK and not self.options.replace:
                raise taken_back(parcel.named)
            return None
        if self.options.replace or (present.revision == parcel.revision and not present.withdrawn):
            return present.revision
        if present.withdrawn:
            raise taken_back(parcel.named)
        if not self.ledger.sent_by_us(self.transport.target, parcel.identifier, present.revision):
            raise PortalConflict(
                say("The portal holds another version of this material, which was not sent from here."),
                hint=say("Look at both; --replace puts this one in its place."),
                path=parcel.named,
            )
        return present.revision

    def _lacking(self, parcel: Parcel) -> list[ParcelFile]:
        return [file for file in self.transport.files_of(parcel) if not self._has(parcel, file)]

    def _has(self, parcel: Parcel, file: ParcelFile) -> bool:
        return file.sha256 in self._seen or self.transport.has_file(parcel, file)

    def _send_files(self, parcel: Parcel, large: LargeFiles) -> None:
        able = self.transport.capabilities
        for file in self.transport.files_of(parcel):
            if self._has(parcel, file):
                self._show(file.bytes, file.name)
            else:
                notes = TransferNote(self.ledger, self.transport.target, file.sha256)
                before = self.travelled
                self.transport.send_file(parcel, file, notes, self._counted(file.name, large))
                # What an earlier run had sent already.
                self._show(max(0, file.bytes - (self.travelled - before)))
                if able.resume != "none":
                    notes.save(Transfer(None, file.bytes, done=True))
            if able.dedupe:
                self._seen.add(file.sha256)

    def _counted(self, name: str, large: LargeFiles) -> BytesSent:
        def sent(count: int) -> None:
            large.look()
            self.travelled += count
            self._show(count, name)

        return sent

    def _show(self, count: int, note: str = "") -> None:
        """So many bytes are there."""
        self.watchers.progress.advance(count / _KILOBYTE, note)

    def _read_back(self, parcel: Parcel) -> RemoteRecord:
        self._seen.difference_update(file.sha256 for file in parcel.files)  # asked of the portal, not remembered
        present = self.transport.find_record(parcel)
        if present is None or present.withdrawn or present.revision != parcel.revision or self._lacking(parcel):
            raise PortalProblem(
                say("The portal accepted the material, but what it returns is not what was sent."),
                hint=say("Run the same command again; if this happens again, tell the portal's administrator."),
                path=parcel.named,
            )
        assure(self.transport, parcel)
        if self.transport.capabilities.dedupe:
            self._seen.update(file.sha256 for file in parcel.files)
        return present


def _revision(present: RemoteRecord | None) -> str | None:
    """What taking the sending back brings back: nothing where there was nothing, or a tombstone."""
    return None if present is None or present.withdrawn else present.revision


def _reason(parcel: Parcel, problem: Problem) -> Problem:
    """Why a package was not sent; what went wrong with one that somebody changed meanwhile is a consequence of that."""
    if not isinstance(problem, PortalUnreachable) and not is_as_opened(parcel):
        return changed_while_sent(parcel)
    return problem.at(parcel.named)


def _failed(one: Looked, problem: Problem) -> UploadItem:
    return UploadItem(one.found.path, None, one.title, ending(problem)[0], problem=problem.at(one.found.path))


def _waiting(one: Looked, problem: Problem) -> UploadItem:
    if one.judged and one.verdict is not None:
        problem = one.verdict
    outcome = ending(problem)[0]
    return UploadItem(one.found.path, one.identifier, one.title, outcome, problem=problem, revision=one.revision)
