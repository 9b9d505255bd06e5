"""Laws named by the initials of their title: "Luật BHXH", "Luật HN&GĐ", "Luật PBGDPL", "Luật thuế GTGT"."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType

from validators.citations.laws.damaged_titles import lines

_INITIALS = re.compile(
    r"(?P<tax>[Tt]huế )?"
    r"(?P<one>[A-ZĐĂÂÊÔƠƯ][A-ZĐĂÂÊÔƠƯ&]{1,11}(?!\w))(?P<two>(?:,? ?và |, ?| ?& ?)[A-ZĐĂÂÊÔƠƯ]{2,8}(?!\w))?"
)
_WORD = re.compile(r"\w+")


def title_of_initials(text: str, start: int) -> tuple[int, str] | None:
    """The law whose initials stand at a place.

    Args:
        text: A levelled text.
        start: The first letter after the type word and its space.

    Returns:
        Where the initials end and the title; None when no known title, or more than one, has these initials.
    """
    match = _INITIALS.match(text, start)
    if match is None:
        return None
    # "PCCC và CNCH" before "PCCC", which is another law.
    for end in sorted({match.end(), match.end("one")}, reverse=True):
        tax = "T" if match["tax"] else ""
        titles = _by_initials().get(tax + "".join(filter(str.isupper, text[match.start("one") : end])), ())
        if len(titles) == 1:
            return end, titles[0]
    return None


@functools.cache
def _by_initials() -> Mapping[str, tuple[str, ...]]:
    held: dict[str, set[str]] = {}
    for line in lines():
        words = [word for word in _WORD.findall(line) if word != "về"]
        for kept in (words, [word for word in words if word != "và"]):
            if len(kept) > 1:
                held.setdefault("".join(word[0].upper() for word in kept), set()).add(line)
    return MappingProxyType({initials: tuple(sorted(found)) for initials, found in held.items()})
