"""Which styles of an RTF file are headings: LibreOffice writes no outline level beside the paragraphs that use them."""

from __future__ import annotations

import re

_LONGEST = 600  # bytes of a style's description before its name
_HEADING = re.compile(
    rb"\{\\s(?P<number>\d{1,4})\\[^{}]{0,%d}?[ \\](?:heading|Heading) (?P<level>[1-9]);\}" % _LONGEST, re.DOTALL
)


def heading_styles(data: bytes) -> dict[int, int]:
    """The levels of heading styles, by their number (RTF 1.9.1, "Style Sheet").

    Args:
        data: The file.
    """
    return {int(style["number"]): int(style["level"]) for style in _HEADING.finditer(data)}
