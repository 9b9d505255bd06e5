"""Where a sentence of Vietnamese legal text ends: not behind "TP", not in "800.000"."""

from __future__ import annotations

import re

from validators.language.syllables import CAPITALS

# A sentence ends with . ! or ? before a space and a capital, a digit or a bullet: not in "800.000", "v.v. và".
SENTENCE_END = re.compile(rf"[.!?…]+[”\"')\]]*(?=\s+[“\"'(]?[{CAPITALS}\d•–-]|\s*$)")
# "P. Bến Nghé", "TT. Tân Hưng", "TX. Hòa An": names of places and persons, in front of theirs.
ABBREVIATION = re.compile(
    r"(?:\b(?:TP|Tp|TT|TX|KP|KĐT|KCN|ThS|TS|PGS|GS|BS|LS|ĐT|Th|St|tr|v\.v|[A-ZĐ])|^\W*(?:\d+|[a-zđ]))$"
)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order; together they are the text, but for what parts them."""
    return tuple(text[start:end] for start, end in sentence_spans(text))


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """First character of each sentence, and one past its last: without white space around it."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in SENTENCE_END.finditer(text):
        if match.end() < len(text) and ABBREVIATION.search(text[start : match.start()]):
            continue
        found.append(_stripped(text, start, match.end()))
        start = match.end()
    found.append(_stripped(text, start, len(text)))
    return tuple(span for span in found if span[0] < span[1])


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
