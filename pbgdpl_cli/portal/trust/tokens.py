"""Tokens: made here, shown once, kept as hashes, ended by a date or by hand.

A token is `pbgdpl_ID_SECRET`. The secret is 256 random bits, so a plain hash of it cannot be turned back by trying;
slow hashes are for what people think up.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from enum import StrEnum
from sqlite3 import Row

from pbgdpl_cli.portal.trust.roles import ROLES, Role
from pbgdpl_cli.state.database import Database, now

_WRITTEN = re.compile(r"pbgdpl_([0-9a-f]{12})_[A-Za-z0-9_-]{43}", re.ASCII)


class TokenState(StrEnum):
    """How a token stands, or why what was presented is none; these words are what a refused program is told."""

    VALID = "valid"
    ENDED = "token-ended"
    REVOKED = "token-revoked"
    UNKNOWN = "unknown-token"


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret.

    Attributes:
        id: By which it is listed and revoked; part of the token itself.
        office: Whose it is.
        role: What it lets do.
        created_at: ISO 8601, UTC.
        ends_at: From then on it is refused.
        revoked_at: When it was revoked, if it was.
    """

    id: str
    office: str
    role: Role
    created_at: str
    ends_at: str
    revoked_at: str | None

    @property
    def state(self) -> TokenState:
        """How it stands now."""
        if self.revoked_at is not None:
            return TokenState.REVOKED
        return TokenState.ENDED if self.ends_at <= now() else TokenState.VALID


class Tokens:
    """The tokens of one portal. Every question is answered from the database: what was revoked is refused at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, office: str, role: Role, lifetime: dt.timedelta) -> tuple[Token, str]:
        """Make a token.

        Returns:
            The token, and its whole text, which cannot be had again.
        """
        id_ = secrets.token_hex(6)
        text = f"pbgdpl_{id_}_{secrets.token_urlsafe(32)}"
        ends = (dt.datetime.now(dt.UTC) + lifetime).isoformat(timespec="seconds")
        self._database.execute(
            "INSERT INTO tokens (id, hash, office, role, created_at, ends_at) VALUES (?, ?, ?, ?, ?, ?)",
            (id_, _hash(text), office, role.word, now(), ends),
        )
        return Token(id_, office, role, now(), ends, None), text

    def all(self) -> list[Token]:
        """Every token there ever was, the newest first."""
        return [_token(row) for row in self._database.rows("SELECT * FROM tokens ORDER BY created_at DESC, id")]

    def any(self) -> bool:
        """Whether a token was ever made: from then on nobody writes without one."""
        return self._database.row("SELECT 1 FROM tokens LIMIT 1") is not None

    def revoke(self, id_: str) -> bool:
        """End a token now; whether there is one of that name. Doing so twice changes nothing."""
        changed = self._database.execute(
            "UPDATE tokens SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?", (now(), id_)
        )
        return changed == 1

    def find(self, presented: str) -> tuple[Token | None, TokenState]:
        """The token a text is, and how it stands. Only who has the whole secret learns that a token has ended."""
        written = _WRITTEN.fullmatch(presented)
        row = written and self._database.row("SELECT * FROM tokens WHERE id = ?", (written[1],))
        if not row or not hmac.compare_digest(row["hash"], _hash(presented)):
            return None, TokenState.UNKNOWN
        token = _token(row)
        return token, token.state


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _token(row: Row) -> Token:
    return Token(row["id"], row["office"], ROLES[row["role"]], row["created_at"], row["ends_at"], row["revoked_at"])
