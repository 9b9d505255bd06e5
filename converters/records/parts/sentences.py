"""Where a sentence of Vietnamese legal text ends: not behind "TP", not in "800.000"."""

from __future__ import annotations

import re

_CAPITALS = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
# A sentence ends with . ! or ? before a space and a capital, a digit or a bullet: not in "800.000", "v.v. và".
SENTENCE_END = re.compile(rf"[.!?…]+[”\"')\]]*(?=\s+[“\"'(]?[{_CAPITALS}\d•–-]|\s*$)")
# "P. Bến Nghé", "TT. Tân Hưng", "TX. Hòa An": names of places and persons, in front of theirs.
ABBREVIATION = re.compile(
    r"(?:\b(?:TP|Tp|TT|TX|KP|KĐT|KCN|ThS|TS|PGS|GS|BS|LS|ĐT|Th|St|tr|v\.v|[A-ZĐ])|^\W*(?:\d+|[a-zđ]))$"
)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order; together they are the text."""
    found: list[str] = []
    start = 0
    for match in SENTENCE_END.finditer(text):
        if match.end() < len(text) and ABBREVIATION.search(text[start : match.start()]):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)
