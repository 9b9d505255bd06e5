"""What stands in files may not steer a terminal, a log or a browser that shows a report on them.

Escape sequences hide and forge lines, marks of direction turn words round, and a line that begins with `::` is a
command to GitHub. Everything of the kind is shown as what it is.
"""

from __future__ import annotations

import re

# C0, DEL and C1; separators of lines; marks of direction and invisible operators; the byte-order mark; half signs.
_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = frozenset("\t\n\r\x0b\x0c\x85\u2028\u2029")


def plain(text: str) -> str:
    """A text on one line in which nothing steers: ends of lines become spaces, what cannot be seen ⟨U+001B⟩."""
    return _STEERING.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    sign = found.group()
    return " " if sign in _SPACES else f"⟨U+{ord(sign):04X}⟩"


def escaped(json_text: str) -> str:
    """JSON in which what steers is written as JSON's own escapes: the same document, safe to print.

    Only strings hold such signs; the ends of lines between members stay.
    """
    return _STEERING.sub(
        lambda found: found.group() if found.group() in "\n\t\r" else f"\\u{ord(found.group()):04x}", json_text
    )
