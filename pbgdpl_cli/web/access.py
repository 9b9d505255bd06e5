"""Who may ask a server of ours: the host names it answers to, and the token a writer presents."""

from __future__ import annotations

from dataclasses import dataclass

TOKEN_VARIABLE = "PBGDPL_PORTAL_TOKEN"  # noqa: S105  (a variable's name)
SHORTEST_TOKEN = 16  # characters; a server that is open for years can be asked a great many times
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask.

    Attributes:
        token: Who writes must present it; None lets every program on this machine write.
        hosts: Host names the server answers to, without port; a request for another name is DNS rebinding.
            Empty answers to all.
        wrong_token_seconds: How long the answer to a wrong token takes; such answers are given one after the other.
    """

    token: str | None = None
    hosts: tuple[str, ...] = LOOPBACK_NAMES
    wrong_token_seconds: float = 1.0
