"""RTF taken apart: groups, control words, bytes. Linear in the size of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum


class TokenKind(IntEnum):
    """What a token is."""

    OPEN = 0
    CLOSE = 1
    WORD = 2
    BYTES = 3


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    Attributes:
        kind: What it is.
        word: The control word or symbol, for WORD.
        number: Its parameter, None without.
        data: Text as bytes, for BYTES.
    """

    kind: TokenKind
    word: str = ""
    number: int | None = None
    data: bytes = b""


_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<break>[\r\n]+)"
    rb"|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_OPEN, _CLOSE = Token(TokenKind.OPEN), Token(TokenKind.CLOSE)


def tokens(data: bytes) -> Iterator[Token]:
    """Take RTF apart; what makes no sense is skipped, as the specification asks."""
    position = 0
    while position < len(data):
        match = _TOKEN.match(data, position)
        if match is None:
            position += 1
            continue
        position = match.end()
        kind = match.lastgroup
        if kind == "open":
            yield _OPEN
        elif kind == "close":
            yield _CLOSE
        elif kind == "text":
            yield Token(TokenKind.BYTES, data=match.group())
        elif kind == "hex":
            yield Token(TokenKind.BYTES, data=bytes([int(match.group("hex"), 16)]))
        elif kind == "symbol":
            yield Token(TokenKind.WORD, match.group("symbol").decode("latin-1"))
        elif kind != "break":
            token = _control(match)
            yield token
            if token.word == "bin" and token.number:
                position += max(token.number, 0)  # raw bytes follow, whatever they look like


def _control(match: re.Match[bytes]) -> Token:
    number = match.group("number")
    return Token(TokenKind.WORD, match.group("word").decode("ascii"), None if number is None else int(number))
