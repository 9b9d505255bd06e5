"""Serves the review page on loopback until it is told to stop."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.trust.steps import TakeStep
from pbgdpl_cli.web.serving import server_for
from pbgdpl_cli.web.sockets import address_of, listening

if TYPE_CHECKING:
    from validators.options import CheckOptions

_HOST = "127.0.0.1"


def serve(
    queue: ReviewQueue,
    language: str,
    who: str,
    port: int,
    started: Callable[[str, str], None],
    checks: Callable[[], CheckOptions] | None = None,
    take_step: TakeStep | None = None,
) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Args:
        queue: The packages.
        language: Of the pages.
        who: Who reviews; empty to ask.
        port: On loopback; 0 takes a free one.
        started: Is told two addresses once the port is bound: that for people, with the token that opens it, and one
            that opens it once. A browser is given the second: other people of this machine see with what a program was
            started.
        checks: Tells how validation judges, when somebody wants to know; None for today, without an office's settings.
        take_step: Takes a step with a package; None where none can be taken.

    Raises:
        PortalProblem: The port is taken.
    """
    token, once = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    with listening(_HOST, port) as listener:
        listener.listen()  # a browser may be there before the server is: it waits instead of being refused
        application = build_application(queue, language, token, who, checks, once, take_step)
        server = server_for(application)
        application.state.sitting.look_ahead()
        place = address_of(_HOST, listener)
        started(f"{place}/?token={token}", f"{place}/?token={once}")
        try:
            server.run(sockets=[listener])
        finally:
            application.state.sitting.tiles.close()
