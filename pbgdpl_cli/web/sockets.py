"""Listening on this machine, and telling which addresses are on it."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from urllib.parse import urlsplit

from pbgdpl_cli.errors import PortalProblem
from validators.problems import say

MOST_CONNECTIONS = 8192  # files and sockets together; an idle connection takes about 20 kB


def is_loopback(host: str) -> bool:
    """Whether a host, by name or number, is this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_on_this_machine(address: str) -> bool:
    """Whether a URL leads to this machine's loopback."""
    return is_loopback(urlsplit(address).hostname or "")


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A bound socket, closed when the block ends.

    Args:
        host: The address to listen on.
        port: The port wanted; 0 takes a free one.

    Raises:
        PortalProblem: The port is taken, or the host is none of this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only where TCP is named does asyncio send small answers at once (TCP_NODELAY); else each waits 40 ms for its
    # receiver, who waits for more (RFC 896, RFC 1122 §4.2.3.2).
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            # On Windows this option would let a second program steal the port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except (OSError, OverflowError) as error:
            raise PortalProblem(
                say("Listening on {host}, port {port}, is not possible: {reason}.", host=host, port=port, reason=error),
                hint=say("Choose another port with --port, or 0 for a free one."),
            ) from error
        yield listener
    finally:
        listener.close()


def allow_many_connections() -> None:
    """Let this process hold as many connections as the system grants it, up to a bound; the usual 1,024 are few."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS if hard == resource.RLIM_INFINITY else min(MOST_CONNECTIONS, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def address_of(host: str, listener: socket.socket) -> str:
    """The URL of what listens there, without a slash at the end."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listener.getsockname()[1]}"
