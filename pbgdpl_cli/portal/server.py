"""Runs the embedded portal: in the foreground for `portal serve`, in the background for `demo`."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pbgdpl_cli.errors import PortalProblem, WrongUsage
from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.limits import PortalLimits
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.web.access import SHORTEST_TOKEN, TOKEN_VARIABLE, Access
from pbgdpl_cli.web.running_portal import PORTAL_FOLDER, announced, running_address
from pbgdpl_cli.web.serving import in_background, server_for
from pbgdpl_cli.web.sockets import address_of, is_loopback, listening
from validators.packages.locking import AlreadyRunning, only_one
from validators.problems import Message, say

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
    host: str = "127.0.0.1",
    port: int = DEFAULT_PORT,
    *,
    access: Access | None = None,
    allow_others: bool = False,
    started: Callable[[str], None] | None = None,
) -> None:
    """Serve the portal of `home` until it is told to stop (Ctrl-C, SIGTERM).

    Args:
        home: The program's own folder (`Settings.home`); the portal lives in `portal/` below it.
        host: The address to listen on.
        port: The port; 0 takes a free one.
        access: Who may ask; a bind beyond this machine needs a token in it.
        allow_others: Must be set for a bind beyond this machine.
        started: Is told the address once the port is bound.

    Raises:
        WrongUsage: A bind beyond this machine without leave or without a token, or a token that is too short.
        PortalProblem: The port is taken.
        AlreadyRunning: Another process serves this folder.
    """
    access = _checked(host, access or Access(), allow_others=allow_others)
    lock = home / PORTAL_FOLDER / "serving.lock"
    with only_one(lock), listening(host, port) as listener, PortalStores(home) as stores:
        address = address_of(host, listener)
        server = server_for(build_application(stores, access))
        if started is not None:
            started(address)
        with announced(home, address, stores.name):
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


def _checked(host: str, access: Access, *, allow_others: bool) -> Access:
    if access.token and len(access.token) < SHORTEST_TOKEN:
        raise WrongUsage(
            say("The token is too short: it needs {count} characters.", count=SHORTEST_TOKEN),
            hint=_example_of_a_token(),
        )
    if is_loopback(host):
        return access
    if not allow_others:
        raise WrongUsage(
            say("Listening on {host} would open the portal to other machines.", host=host),
            hint=say("Add --allow-others if that is what you want; a token is then needed."),
        )
    if not access.token:
        raise WrongUsage(say("A portal open to other machines needs a token."), hint=_example_of_a_token())
    return replace(access, hosts=())


def _example_of_a_token() -> Message:
    example = secrets.token_hex(SHORTEST_TOKEN)
    return say("Set {name} to a long secret, for instance {example}.", name=TOKEN_VARIABLE, example=example)
