"""Runs the embedded portal: in the foreground for `portal serve`, in the background for `demo`."""

from __future__ import annotations

import json
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from pbgdpl_cli.errors import PortalProblem, WrongUsage
from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.stores import FOLDER, House, Rules
from pbgdpl_cli.web.running import ADDRESS_FILE, running_address
from validators.packages.durable import write_text
from validators.packages.locking import AlreadyRunning, only_one
from validators.problems import say

DEFAULT_PORT = 8734
START_SECONDS = 30.0


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
    rules: Rules | None = None,
    allow_others: bool = False,
    started: Callable[[str], None] | None = None,
) -> None:
    """Serve the portal of `home` until it is told to stop (Ctrl-C, SIGTERM).

    Args:
        home: The program's own folder (`Settings.home`); the portal lives in `portal/` below it.
        host: The address to listen on.
        port: The port; 0 takes a free one.
        rules: What is allowed; a bind beyond this machine needs a token in it.
        allow_others: Must be set for a bind beyond this machine.
        started: Is told the address once the port is bound.

    Raises:
        WrongUsage: A bind beyond this machine without leave or without a token.
        PortalProblem: The port is taken.
        AlreadyRunning: Another process serves this folder.
    """
    rules = _checked(host, rules or Rules(), allow_others=allow_others)
    with only_one(home / FOLDER / "serving.lock"), _bound(host, port) as listener, House(home, rules) as house:
        address = _address(host, listener)
        server = _server(house)
        if started is not None:
            started(address)
        with _announced(home, address, house.name):
            server.run(sockets=[listener])


@contextmanager
def start_background(home: Path, port: int = 0, *, rules: Rules | None = None) -> Iterator[RunningPortal]:
    """A portal on loopback for as long as the block runs; one that already serves `home` is used instead.

    It runs in a thread, so it can outlive neither the block nor the process, and Ctrl-C reaches the caller alone.

    Raises:
        PortalProblem: It cannot be started.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(only_one(home / FOLDER / "serving.lock"))
        except AlreadyRunning:
            running = _found_running(home)
        else:
            listener = stack.enter_context(_bound("127.0.0.1", port))
            house = stack.enter_context(House(home, rules or Rules()))
            stack.enter_context(_in_thread(_server(house), listener))
            running = RunningPortal(_address("127.0.0.1", listener), ours=True)
            stack.enter_context(_announced(home, running.address, house.name))
        yield running


def _found_running(home: Path) -> RunningPortal:
    present = running_address(home, patience=5)
    if present is None:
        raise PortalProblem(
            say("The portal of this folder is held by another process that does not answer."),
            hint=say("Stop that process, then run the same command again."),
            path=home / FOLDER,
        )
    return RunningPortal(present, ours=False)


def _checked(host: str, rules: Rules, *, allow_others: bool) -> Rules:
    if _is_loopback(host):
        return rules
    if not allow_others:
        raise WrongUsage(
            say("Listening on {host} would open the portal to other machines.", host=host),
            hint=say("Add --allow-others if that is what you want; a token is then needed."),
        )
    if not rules.token:
        raise WrongUsage(
            say("A portal open to other machines needs a token."),
            hint=say(
                "Set PBGDPL_PORTAL_TOKEN to a long secret, for instance {example}.", example=secrets.token_hex(16)
            ),
        )
    return replace(rules, hosts=())


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            # On Windows this option would let a second program steal the port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except (OSError, OverflowError) as error:
            raise PortalProblem(
                say("The portal cannot listen on {host}, port {port}: {reason}.", host=host, port=port, reason=error),
                hint=say("Choose another port with --port, or 0 for a free one."),
            ) from error
        yield listener
    finally:
        listener.close()


def _address(host: str, listener: socket.socket) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listener.getsockname()[1]}"


def _server(house: House) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            build_application(house),
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_keep_alive=30,
            timeout_graceful_shutdown=3,
            h11_max_incomplete_event_size=64 << 10,
        )
    )


@contextmanager
def _in_thread(server: uvicorn.Server, listener: socket.socket) -> Iterator[None]:
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="portal", daemon=True)
    thread.start()
    try:
        _wait_until_started(server, thread)
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=10)


def _wait_until_started(server: uvicorn.Server, thread: threading.Thread) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise PortalProblem(say("The portal did not start."))
        time.sleep(0.01)


@contextmanager
def _announced(home: Path, address: str, portal: str) -> Iterator[None]:
    """Leave word where the portal is, for `upload` without `--to`; a stale word is harmless, it is asked first."""
    place = home / FOLDER / ADDRESS_FILE
    write_text(place, json.dumps({"address": address, "portal": portal, "process": os.getpid()}))
    try:
        yield
    finally:
        place.unlink(missing_ok=True)
