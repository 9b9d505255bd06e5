"""Transports of other packages: whatever goes wrong in one becomes a sentence that names the package."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import EntryPoint
from typing import Any

from pbgdpl_cli.upload.parcel import Parcel, ParcelFile
from pbgdpl_cli.upload.transports.protocol import (
    BytesSent,
    Capabilities,
    PortalTransport,
    RemoteRecord,
    TransferNotes,
    TransportSettings,
)
from validators.problems import MissingDependency, Problem, say

_MEMBERS = (
    "target", "capabilities", "check", "files_of", "find_record", "has_file", "send_file", "send_record", "close",
)  # fmt: skip
_MORE = (
    "holdings", "find_records", "lacking", "send_bundle", "standing", "withdraw", "held", "restore", "contents",
)  # fmt: skip


class BrokenTransport(MissingDependency):
    """A transport of another package cannot be loaded, is incomplete, or failed in a way it should not."""

    code = "broken-transport"


def open_outside_transport(point: EntryPoint, target: str, settings: TransportSettings) -> PortalTransport:
    """Open a transport another package offers.

    Raises:
        BrokenTransport: It cannot be loaded or opened, or lacks a member of the protocol.
        Problem: It objects to the target.
    """
    with _reported(point, Problem):
        transport: PortalTransport = point.load()(target, settings)
        lacking = [name for name in _MEMBERS if not hasattr(transport, name)]
    if lacking:
        raise _broken(point, f"no {', '.join(lacking)}")
    # A transport may do more than it must; what it can do is asked of its members, so the watch has the same ones.
    more = {name: _watched(name) for name in _MORE if hasattr(transport, name)}
    watch: type[_OutsideTransport] = type("_OutsideTransport", (_OutsideTransport,), more)
    return watch(transport, point)


def _watched(name: str) -> Callable[..., Any]:
    def call(self: _OutsideTransport, *arguments: Any) -> Any:
        with _reported(self._point, Problem, OSError):
            return getattr(self._transport, name)(*arguments)

    return call


@contextmanager
def _reported(point: EntryPoint, *understood: type[Exception]) -> Iterator[None]:
    """Lets pass what is understood further up, and reports anything else as the package's own failure.

    Opening touches neither disk nor network, so that an operating-system error there means a damaged package.
    """
    try:
        yield
    except understood:
        raise
    except Exception as error:
        raise _broken(point, f"{type(error).__name__}: {error}") from error


def _broken(point: EntryPoint, reason: str) -> BrokenTransport:
    package = point.dist.name if point.dist else point.module
    return BrokenTransport(
        say(
            "The transport “{scheme}” of the package “{package}” does not work: {reason}",
            scheme=point.name,
            package=package,
            reason=reason,
        ),
        hint=say("Bring that package up to date, or remove it: pip uninstall {package}", package=package),
    )


class _OutsideTransport:
    """A transport of another package, every call of it watched."""

    def __init__(self, transport: PortalTransport, point: EntryPoint) -> None:
        self._transport = transport
        self._point = point

    @property
    def target(self) -> str:
        with _reported(self._point, Problem, OSError):
            return self._transport.target

    @property
    def capabilities(self) -> Capabilities:
        with _reported(self._point, Problem, OSError):
            return self._transport.capabilities

    def check(self) -> None:
        with _reported(self._point, Problem, OSError):
            self._transport.check()

    def files_of(self, parcel: Parcel) -> tuple[ParcelFile, ...]:
        with _reported(self._point, Problem, OSError):
            return self._transport.files_of(parcel)

    def find_record(self, parcel: Parcel) -> RemoteRecord | None:
        with _reported(self._point, Problem, OSError):
            return self._transport.find_record(parcel)

    def has_file(self, parcel: Parcel, file: ParcelFile) -> bool:
        with _reported(self._point, Problem, OSError):
            return self._transport.has_file(parcel, file)

    def send_file(self, parcel: Parcel, file: ParcelFile, notes: TransferNotes, sent: BytesSent) -> None:
        with _reported(self._point, Problem, OSError):
            self._transport.send_file(parcel, file, notes, sent)

    def send_record(self, parcel: Parcel, replaces: str | None) -> tuple[str, ...]:
        with _reported(self._point, Problem, OSError):
            return self._transport.send_record(parcel, replaces)

    def close(self) -> None:
        with _reported(self._point, Problem, OSError):
            self._transport.close()
