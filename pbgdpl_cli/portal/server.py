"""Runs the embedded portal: in the foreground for `portal serve`, in the background for `demo`."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.errors import PortalProblem
from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.exposure import Exposure, access_for, check_before
from pbgdpl_cli.portal.store.limits import PortalLimits
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.portal.trust.tokens import Tokens
from pbgdpl_cli.web.access import Access
from pbgdpl_cli.web.running_portal import PORTAL_FOLDER, announced, running_address
from pbgdpl_cli.web.serving import in_background, server_for
from pbgdpl_cli.web.sockets import address_of, allow_many_connections, listening
from validators.packages.locking import AlreadyRunning, only_one
from validators.problems import say

DEFAULT_PORT = 8734


@dataclass(frozen=True, slots=True)
class RunningPortal:
    """A portal that answers.

    Attributes:
        address: Its address, without a slash at the end.
        ours: Whether it was started here and ends with the block; otherwise it was running already.
    """

    address: str
    ours: bool


def serve(
    home: Path,
    exposure: Exposure | None = None,
    *,
    token: str | None = None,
    limits: PortalLimits | None = None,
    started: Callable[[str], None] | None = None,
) -> None:
    """Serve the portal of `home` until it is told to stop (Ctrl-C, SIGTERM).

    Args:
        home: The program's own folder (`Settings.home`); the portal lives in `portal/` below it.
        exposure: Where it listens and who reaches it; by default a free port of this machine.
        token: A token that may do everything.
        limits: How much it takes.
        started: Is told the address once the port is bound.

    Raises:
        WrongUsage: What the exposure needs is missing, or the token is too short.
        PortalProblem: The port is taken.
        AlreadyRunning: Another process serves this folder.
    """
    exposure = exposure or Exposure()
    check_before(exposure, token)
    with only_one(home / PORTAL_FOLDER / "serving.lock"), PortalStores(home, limits) as stores:
        access = access_for(exposure, token, has_tokens=Tokens(stores.database).any())
        with listening(exposure.host, exposure.port) as listener:
            _serve_on(listener, exposure, stores, access, home, started)


def _serve_on(
    listener: socket.socket,
    exposure: Exposure,
    stores: PortalStores,
    access: Access,
    home: Path,
    started: Callable[[str], None] | None,
) -> None:
    allow_many_connections()
    address = address_of(exposure.host, listener)
    certificate = exposure.certificate
    files = None if certificate is None else (certificate.certificate, certificate.key)
    server = server_for(build_application(stores, access), files)
    if started is not None:
        started(exposure.public or (address.replace("http:", "https:", 1) if certificate else address))
    with ExitStack() as stack:
        if certificate is None:
            # One that encrypts goes by its public name, which this machine need not be able to reach.
            stack.enter_context(announced(home, address, stores.name))
        server.run(sockets=[listener])


@contextmanager
def start_background(
    home: Path, port: int = 0, *, access: Access | None = None, limits: PortalLimits | None = None
) -> Iterator[RunningPortal]:
    """A portal on loopback for as long as the block runs; one that already serves `home` is used instead.

    It runs in a thread, so it can outlive neither the block nor the process, and Ctrl-C reaches the caller alone.

    Raises:
        PortalProblem: It cannot be started.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(only_one(home / PORTAL_FOLDER / "serving.lock"))
        except AlreadyRunning:
            running = _found_running(home)
        else:
            listener = stack.enter_context(listening("127.0.0.1", port))
            stores = stack.enter_context(PortalStores(home, limits))
            stack.enter_context(in_background(server_for(build_application(stores, access)), listener))
            running = RunningPortal(address_of("127.0.0.1", listener), ours=True)
            stack.enter_context(announced(home, running.address, stores.name))
        yield running


def _found_running(home: Path) -> RunningPortal:
    present = running_address(home, patience=5)
    if present is None:
        raise PortalProblem(
            say("Another process is serving this folder's portal, but it does not answer."),
            hint=say("Stop that process, then run the same command again."),
            path=home / PORTAL_FOLDER,
        )
    return RunningPortal(present, ours=False)
