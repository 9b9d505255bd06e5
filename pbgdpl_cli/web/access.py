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
        token: A token that may do everything; None where there is none.
        hosts: Host names the server answers to, without port; a request for another name is DNS rebinding.
            Empty answers to all.
        public: The address by which others reach the server, `https://NAME[:PORT]`; None where nobody else does.
        wrong_token_seconds: How long the answer to a wrong token takes; such answers are given one after the other.
    """

    token: str | None = None
    hosts: tuple[str, ...] = LOOPBACK_NAMES
    public: str | None = None
    wrong_token_seconds: float = 1.0

    @property
    def is_open(self) -> bool:
        """Whether programs of this machine need no token, as long as none was made."""
        return self.token is None and self.public is None
