"""What a portal looks like to the uploader, whatever it speaks. `README.md` beside this file says how to write one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.ledger import Transfer
from pbgdpl_cli.upload.parcel import Parcel, ParcelFile
from pbgdpl_cli.upload.patience import Patience

GROUP = "pbgdpl.transports"

BytesSent = Callable[[int], None]
"""Is told how many bytes have just travelled."""


@dataclass(frozen=True, slots=True)
class TransportSettings:
    """What a person chose for every transport.

    Attributes:
        bandwidth: How fast and at which hours bytes may travel; asked before every piece.
        patience: How long to go on trying; None for what is usual.
        environ: Variables, among them the token.
    """

    bandwidth: Bandwidth
    patience: Patience | None
    environ: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a portal can do.

    Attributes:
        resume: What a cut leaves: every byte, whole pieces, or nothing.
        find_by_key: A record can be looked up by its identifier.
        atomic_create: Two senders at once make one record.
        verify: By what the stored file can be checked.
        publishes: Others can read what arrives there; then secrets and personal data are not sent.
    """

    resume: Literal["byte", "piece", "none"]
    find_by_key: bool
    atomic_create: bool
    verify: Literal["sha256", "md5", "size"]
    publishes: bool = True


@dataclass(frozen=True, slots=True)
class RemoteRecord:
    """A record as the portal holds it.

    Attributes:
        revision: The revision it was sent in, read from the portal; see `Parcel.revision`.
        address: Where a person can look at it.
        withdrawn: Whether only its tombstone is left.
    """

    revision: str
    address: str
    withdrawn: bool = False


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
