"""Opens the transport that answers to a scheme: ours, or one that another installed package offers."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.upload.transports.outside import open_outside_transport
from pbgdpl_cli.upload.transports.protocol import GROUP, PortalTransport, TransportSettings
from validators.problems import MissingDependency, say

# Ours work from a source tree too, where no entry points are registered.
_EMBEDDED = "pbgdpl_cli.upload.transports.embedded.transport:open_transport"
_PLONE = "pbgdpl_cli.upload.transports.plone.transport:open_transport"
_WORDPRESS = "pbgdpl_cli.upload.transports.wordpress.transport:open_transport"
OURS = MappingProxyType(
    {
        "https": _EMBEDDED,
        "http": _EMBEDDED,
        "wordpress+https": _WORDPRESS,
        "wordpress+http": _WORDPRESS,
        "plone+https": _PLONE,
        "plone+http": _PLONE,
        "folder": "pbgdpl_cli.upload.transports.folder:open_transport",
    }
)


class UnknownTransport(WrongUsage):
    """No installed package offers a transport for that scheme."""

    code = "unknown-transport"


def schemes() -> tuple[str, ...]:
    """Schemes that can be opened, ours first."""
    others = sorted({point.name for point in entry_points(group=GROUP)} - OURS.keys())
    return (*OURS, *others)


def open_transport(scheme: str, target: str, settings: TransportSettings) -> PortalTransport:
    """Open the transport that answers to a scheme.

    Args:
        scheme: One of `schemes()`.
        target: What was written after `--to`, scheme and all.
        settings: What was chosen for every transport.

    Raises:
        UnknownTransport: No installed package offers it.
        MissingDependency: A library it needs is not installed.
        BrokenTransport: It comes from another package and cannot be used.
        Problem: It objects to the target.
    """
    if scheme not in OURS:
        return open_outside_transport(_point_of_another_package(scheme, target), target, settings)
    try:
        opened = EntryPoint(scheme, OURS[scheme], GROUP).load()
    except ImportError as error:
        raise MissingDependency(
            say("Sending needs a library that is not installed: {library}.", library=error.name),
            hint=say("Install it: {line}", line='pip install "pbgdpl-cli[portal]"'),
        ) from error
    transport: PortalTransport = opened(target, settings)
    return transport


def _point_of_another_package(scheme: str, target: str) -> EntryPoint:
    found = next((point for point in entry_points(group=GROUP) if point.name == scheme), None)
    if found is None:
        known = ", ".join(f"{name}:" for name in schemes())
        raise UnknownTransport(
            say("“{target}” is not an address a package can be sent to.", target=target),
            hint=say("Addresses begin with one of these: {schemes}", schemes=known),
        )
    return found
