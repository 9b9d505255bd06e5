"""What a portal looks like to the uploader, whatever it speaks. `README.md` beside this file says how to write one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, runtime_checkable

from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.ledger import Transfer
from pbgdpl_cli.upload.parcel import Parcel, ParcelFile
from pbgdpl_cli.upload.patience import Patience
from validators.problems import Message

GROUP = "pbgdpl.transports"
HAND_OVER_MARK = ".pbgdpl-hand-over"
"""A file in a folder that was handed over: another station that uploads it leaves its receipts there."""
RETURNED = "pbgdpl-receipts.json"
"""Those receipts."""

BytesSent = Callable[[int], None]
"""Is told how many bytes have just travelled."""


@dataclass(frozen=True, slots=True)
class TransportSettings:
    """What a person chose for every transport.

    Attributes:
        bandwidth: How fast and at which hours bytes may travel; asked before every piece.
        patience: How long to go on trying; None for what is usual.
        environ: Variables, among them the token.
        told: Hears what a person should know while sending goes on; see `HttpConnection`.
    """

    bandwidth: Bandwidth
    patience: Patience | None
    environ: Mapping[str, str]
    told: Callable[[Message], None] | None = None


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a portal can do. Whoever sends decides by this alone, never by a portal's name.

    Attributes:
        resume: What a cut leaves: every byte, whole pieces, or nothing. With "none" nothing is noted of a transfer.
        find_by_key: A record can be looked up by its identifier. Without, the ledger is asked, and what may have
            arrived unseen is not sent again unasked.
        atomic_create: Two senders at once make one record. Without, the record is looked up once more right before.
        verify: By what the stored file can be checked. Unless by SHA-256, files are read once more before the record.
        publishes: Others can read what arrives there; then secrets and personal data are not sent.
        revisions: Who keeps what was replaced: the portal, the sender (`UndoingTransport.held`), nobody. Only with the
            first two can a replacement be taken back.
        withdraw: A record can be taken from the portal again.
        dedupe: A file is known by its hash, whichever package it came with; it is then asked for once a run.
        drafts: A text that is not approved is kept from visitors, or shown as what it is. Without, it is not sent.
        most_bytes: The largest file; None when none is too large. A larger one stops its package before the first byte.
        bundle_bytes: So many bytes of small packages travel in one request (`BundlingTransport`); 0 for one at a time.
    """

    resume: Literal["byte", "piece", "none"]
    find_by_key: bool
    atomic_create: bool
    verify: Literal["sha256", "sha1", "md5", "size"]
    publishes: bool = True
    revisions: Literal["portal", "sender", "none"] = "none"
    withdraw: bool = False
    dedupe: bool = True
    drafts: bool = True
    most_bytes: int | None = None
    bundle_bytes: int = 0


@dataclass(frozen=True, slots=True)
class RemoteRecord:
    """A record as the portal holds it.

    Attributes:
        revision: The revision it was sent in, read from the portal; see `Parcel.revision`.
        address: Where a person can look at it.
        withdrawn: Whether only its tombstone is left.
        finished: False for one whose making was broken off before it said which revision it is. Where a portal needs
            several steps for a record, whoever sends goes on with it as if it were not there.
    """

    revision: str
    address: str
    withdrawn: bool = False
    finished: bool = True


class TransferNotes(Protocol):
    """Where a transport keeps how far a file came, so that another run goes on from there."""

    def load(self) -> Transfer | None:
        """What was kept."""

    def save(self, transfer: Transfer) -> None:
        """Keep it."""

    def forget(self) -> None:
        """Forget it."""


class PortalTransport(Protocol):
    """One way to reach one portal.

    Every method may raise `PortalUnreachable`, `PortalRefused` or another `Problem`.
    """

    @property
    def target(self) -> str:
        """The portal's stable name in the ledger. Asked after `check`."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""

    def check(self) -> None:
        """Make sure that the portal is there and is what it should be, before anything is sent."""

    def files_of(self, parcel: Parcel) -> tuple[ParcelFile, ...]:
        """What travels as files for a parcel, small ones first."""

    def find_record(self, parcel: Parcel) -> RemoteRecord | None:
        """The record with the parcel's identifier, read from the portal."""

    def has_file(self, parcel: Parcel, file: ParcelFile) -> bool:
        """Whether the portal holds exactly this file."""

    def send_file(self, parcel: Parcel, file: ParcelFile, notes: TransferNotes, sent: BytesSent) -> None:
        """Send a file, going on where an earlier run stopped; `sent` hears of bytes as they travel."""

    def send_record(self, parcel: Parcel, replaces: str | None) -> tuple[str, ...]:
        """Send the record; `replaces` is the revision it may replace. Returns hashes of files the portal lacks."""

    def close(self) -> None:
        """Let go of connections. May be called twice."""


@runtime_checkable
class ListingTransport(Protocol):
    """A transport that can ask for many records at once; a long list of what is there already then takes no time."""

    def holdings(self, identifiers: Sequence[str]) -> Mapping[str, str]:
        """Which of these records the portal holds with all their files, by identifier, and in which revision."""


@dataclass(frozen=True, slots=True)
class Bundled:
    """One small package of many that travel together.

    Attributes:
        parcel: The package.
        replaces: The revision it may replace; None when it is new.
        contents: Those of its files the portal lacks, by SHA-256; read and found right.
    """

    parcel: Parcel
    replaces: str | None
    contents: Mapping[str, bytes]


@runtime_checkable
class BundlingTransport(ListingTransport, Protocol):
    """A transport that takes many small packages with one request: then the way there and back is paid once."""

    def find_records(self, parcels: Sequence[Parcel]) -> Mapping[str, RemoteRecord] | None:
        """The records with these identifiers, read from the portal; None when it does not take bundles after all."""

    def lacking(self, hashes: Sequence[str]) -> frozenset[str]:
        """Which of these files the portal lacks."""

    def send_bundle(self, bundle: Sequence[Bundled]) -> frozenset[str]:
        """Send all of them, each wholly or not at all; returns identifiers of those the portal says it took."""


@dataclass(frozen=True, slots=True)
class SentRecord:
    """What was sent once, as the ledger knows it; the package itself may be gone.

    Attributes:
        identifier: The record's.
        revision: The one that was sent.
        path: Where the package was here.
        files: SHA-256 by path in the package.
        shared: Hashes of those files that other records sent from here have too.
    """

    identifier: str
    revision: str
    path: str
    files: Mapping[str, str] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()


@runtime_checkable
class UndoingTransport(Protocol):
    """A transport by which what was sent can be looked at again and taken back."""

    def standing(self, sent: SentRecord) -> RemoteRecord | None:
        """What the portal holds under this identifier now; None when nothing."""

    def withdraw(self, sent: SentRecord) -> None:
        """Take it from the portal, files and all.

        Raises:
            PortalConflict: The portal holds another revision than the one sent.
        """

    def held(self, parcel: Parcel) -> str:
        """All of what the portal holds and a new revision would replace, to be restored from; for "sender" only."""

    def restore(self, sent: SentRecord, revision: str, held: str | None) -> None:
        """Put a former revision in the place of the one sent; `held` is what `held` gave then.

        Raises:
            PortalConflict: The portal holds another revision than the one sent.
            PortalRefused: The former revision, or a file of it, is there no more.
        """


@runtime_checkable
class ReadingTransport(Protocol):
    """A transport by which files can be read back byte by byte, to find what a disk lost."""

    def contents(self, sent: SentRecord, name: str) -> Iterator[bytes]:
        """A file as the portal gives it out."""


@runtime_checkable
class CheckingTransport(Protocol):
    """A transport that can tell file by file what is left of what was sent, without reading any."""

    def lengths(self, sent: SentRecord) -> Mapping[str, int | None]:
        """Bytes of each file of it that belongs on this portal, by path in the package; None for one that is gone."""


@runtime_checkable
class AssuringTransport(Protocol):
    """A transport to a portal that may show what it did not keep."""

    def assure(self, sent: SentRecord) -> None:
        """Make sure, as far as can be told from outside, that what the portal shows of a record is kept, too.

        Asked where something is about to be called done, or was asked about; it may take longer than a look.

        Raises:
            PortalRefused: It is not.
        """


@runtime_checkable
class SweepingTransport(Protocol):
    """A transport to a portal that takes the same thing twice."""

    def sweep(self, sent: SentRecord) -> None:
        """Take away what was made twice of a record. Asked right before it is called done for the first time."""
