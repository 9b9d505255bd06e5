"""Text that Markdown shows exactly as it is printed: every sign it would take for a mark is escaped, nothing else.

Rules: CommonMark 0.31, with the tables, struck-out text and bare addresses of GitHub Flavored Markdown.
"""

from __future__ import annotations

import re

_ALWAYS = re.compile(r"[\\`*~]")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_LINK = re.compile(r"\[(?=[^\]]*\](?:\(|\[|:|\s?$)|\^)")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LINE_START = re.compile(r"(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|>|=+\s*$|[-|:\s]+$)(?=\S)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_HEADING_END = re.compile(r"(?<=\s)(#+)$")
# Signs of icon fonts and of no width: they say nothing, and other fonts show them as boxes.
_UNSAYABLE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff\u200b-\u200f\u2060\ufeff\u00ad\ufe00-\ufe0f\ufffc]")
_ICONS = re.compile(r"[\U0001f000-\U0001faff☀-☏☓-⛿✁-✒✕✖✙-❵➔-➿]")
# What says yes or no is no ornament: "❌ Bấm vào liên kết lạ" without its sign would say the opposite.
_SAYING = str.maketrans(dict.fromkeys("❌❎🚫⛔✖", "✗") | {"✅": "✓"})
_KEYCAP = re.compile(r"(?<!\u20e3)(?P<first>\d)\ufe0f?\u20e3(?=\s?[^\W\d])|(?P<number>\d)\ufe0f?\u20e3")
_LEADERS = re.compile(r"(?:[.…_]\s?){5,}(?<!\s)|…{2,}|(?<![^\W_])_{2,}(?![^\W_])|_{3,}|\.{4,}|…\.+|\.+…")


def _led(line: str) -> str:
    """A line with every leader as one sign, a space before it where a colon was; one beside another is one with it."""
    led = _LEADERS.sub(lambda found: " …" if line[: found.start()].endswith(":") else "…", line)
    return led if led == line else _led(led)


def said(text: str) -> str:
    """The words of a text as they are published: icons are left out, leaders of dots are one "…".

    Args:
        text: As stored in the record; what is published is never longer.
    """
    counted = _KEYCAP.sub(lambda key: f"{key['first']}." if key["first"] else key["number"], text)
    cleaned = _ICONS.sub("", _UNSAYABLE.sub("", counted.translate(_SAYING)))
    lines = (_led(line.expandtabs(1)) for line in cleaned.split("\n"))
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def inline(text: str) -> str:
    """A text within a line."""
    shown = _ALWAYS.sub(r"\\\g<0>", said(text).replace("\n", " "))
    for mark in (_TAG, _ENTITY, _LINK, _UNDERSCORE):
        shown = mark.sub(r"\\\g<0>", shown)
    return shown


def heading(text: str) -> str:
    """The words of a heading."""
    return _HEADING_END.sub(r"\\\1", inline(text))


def cell(text: str) -> str:
    """The words of a table cell."""
    return inline(text).replace("|", "\\|")


def paragraph(text: str) -> str:
    """A paragraph; lines stay lines, and none begins a list, a heading or a rule."""
    return "  \n".join(_line(line) for line in said(text).split("\n"))


def _line(text: str) -> str:
    shown = inline(text)
    number = _NUMBER.match(shown)
    if number is not None:
        return f"{number.group(1)}\\{shown[number.end(1) :]}"
    return _LINE_START.sub(r"\\", shown, count=1) if _LINE_START.match(shown) else shown


def numbered(text: str) -> tuple[int, str] | None:
    """The number and the sign behind it where a text begins as an item of a numbered list that Markdown shows alike.

    Args:
        text: "1. Một"; not "01. Một", whose nought Markdown would drop.
    """
    match = _NUMBER.match(text)
    if (
        match is None
        or match.group(1) != str(int(match.group(1)))
        or not text[match.end() :].split("\n", maxsplit=1)[0].strip()
    ):
        return None
    return int(match.group(1)), match.group(2)


def item(number: tuple[int, str], text: str) -> str:
    """A paragraph that begins with a number, written as the item of a list.

    Args:
        number: Of `numbered`.
        text: The whole paragraph, its number included.
    """
    opening = f"{number[0]}{number[1]}"
    return f"{opening} {paragraph(said(text).removeprefix(opening).strip())}"
