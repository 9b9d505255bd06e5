"""Which role may do what: one table, from which every request is judged.

The first row that fits a request says what it is and who may ask it. What no row names is the administrator's alone, so
that a new address that writes is closed until it gets its row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_READING = ("GET", "HEAD", "OPTIONS")


class Role(IntEnum):
    """Roles; each may do what those before it may.

    A reader reads, as everybody does, but has a share of requests of its own (a harvester). An uploader sends,
    corrects and withdraws what is its office's. An editor does so for all offices. An administrator sees figures and
    the log from afar, too.
    """

    READER = 1
    UPLOADER = 2
    EDITOR = 3
    ADMINISTRATOR = 4

    @property
    def word(self) -> str:
        """The role as it is written on the command line and in answers."""
        return self.name.lower()


ROLES = {role.word: role for role in Role}


@dataclass(frozen=True, slots=True)
class Right:
    """One row: a kind of request, and the least role that may ask it.

    Attributes:
        action: What the log calls it.
        methods: Of HTTP; empty stands for all.
        path: The whole path, as a regular expression.
        least: The least role; None lets everybody.
        logged: Whether it stands in the log when it went well; what was refused stands there in any case.
    """

    action: str
    methods: tuple[str, ...]
    path: str
    least: Role | None
    logged: bool = False

    def fits(self, method: str, path: str) -> bool:
        """Whether a request is of this kind."""
        return (not self.methods or method in self.methods) and re.fullmatch(self.path, path) is not None


RIGHTS = (
    Right("see-figures", _READING, "/metrics", Role.ADMINISTRATOR),
    Right("see-log", _READING, "/audit", Role.ADMINISTRATOR),
    Right("ask-upload", ("HEAD", "GET"), "/uploads/[^/]+", Role.UPLOADER),
    Right("announce-file", ("POST",), "/uploads", Role.UPLOADER),
    Right("send-file", ("PATCH",), "/uploads/[^/]+", Role.UPLOADER),
    Right("give-up-file", ("DELETE",), "/uploads/[^/]+", Role.UPLOADER, logged=True),
    Right("put-bundle", ("POST",), "/bundles", Role.UPLOADER, logged=True),
    Right("put-record", ("PUT",), "/records/[^/]+", Role.UPLOADER, logged=True),
    Right("withdraw-record", ("DELETE",), "/records/[^/]+", Role.UPLOADER, logged=True),
    Right("harvest", ("POST",), "/oai", None),
    Right("say-what-is-wrong", ("POST",), "/feedback", None),
    Right("read", _READING, ".*", None),
    # An address may hold the end of a line (%0A), and routes take "/audit\n" for "/audit": no row above lets that in.
    Right("other", (), "(?s:.*)", Role.ADMINISTRATOR, logged=True),
)


def right_for(method: str, path: str) -> Right:
    """The row that judges a request."""
    return next(right for right in RIGHTS if right.fits(method, path))
