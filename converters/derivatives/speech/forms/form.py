"""A form: an expression and what is said for what it finds. Every module of forms ends with a tuple of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from converters.derivatives.speech.abbreviations import Abbreviations
from converters.derivatives.speech.script import Said

Saying = Callable[[re.Match[str], Abbreviations], list[Said] | None]
_REACH = 80  # characters before and after in which the words stand that decide how a figure is said


@dataclass(frozen=True, slots=True)
class Form:
    """One way to print something that is said otherwise than it is written.

    Attributes:
        opens: With what it can begin: "a" for a letter, "0" for a digit, "-" for any other sign.
        pattern: Asked at a place of the text.
        say: What is said for it; None when this is not such a form after all.
    """

    opens: str
    pattern: re.Pattern[str]
    say: Saying


def before(match: re.Match[str], start: int | None = None) -> str:
    """What stands before a match, or before `start`, as far as it can matter."""
    place = match.start() if start is None else start
    return match.string[max(0, place - _REACH) : place]


def after(match: re.Match[str], end: int | None = None) -> str:
    """What stands after a match, or after `end`, as far as it can matter."""
    place = match.end() if end is None else end
    return match.string[place : place + _REACH]


def at_line_start(match: re.Match[str]) -> bool:
    """Whether nothing but spaces and quotation marks stands before a match in its line."""
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    return not line.strip(" \t\xa0“\"'(-–")
