"""Runs an ASGI application on a socket that listens already."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from pbgdpl_cli.errors import PortalProblem
from pbgdpl_cli.web.patience import PatientProtocol
from validators.problems import say

_START_SECONDS = 30.0
_STOP_SECONDS = 10.0
_LOOK_AGAIN_SECONDS = 0.01
_LARGEST_HEAD = 64 << 10  # bytes of a request's line and headers: tus metadata and long identifiers fit


def server_for(application: ASGIApp, certificate: tuple[Path, Path] | None = None) -> uvicorn.Server:
    """A server that tells strangers nothing about itself and writes no log of who asked.

    Args:
        application: What it serves.
        certificate: PEM files of the certificate and its key, to encrypt with; None serves plain HTTP.
    """
    chain, key = certificate or (None, None)
    return uvicorn.Server(
        uvicorn.Config(
            application,
            http=PatientProtocol,
            ws="none",
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,  # what a proxy says of the address is believed by nobody unasked
            ssl_certfile=chain,
            ssl_keyfile=key,
            lifespan="off",
            timeout_keep_alive=30,
            timeout_graceful_shutdown=3,
            h11_max_incomplete_event_size=_LARGEST_HEAD,
        )
    )


@contextmanager
def in_background(server: uvicorn.Server, listener: socket.socket) -> Iterator[None]:
    """Serve in a thread for as long as the block runs.

    Raises:
        PortalProblem: It did not start.
    """
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="server", daemon=True)
    thread.start()
    try:
        _wait_until_started(server, thread)
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=_STOP_SECONDS)


def _wait_until_started(server: uvicorn.Server, thread: threading.Thread) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise PortalProblem(say("The server did not start."))
        time.sleep(_LOOK_AGAIN_SECONDS)
