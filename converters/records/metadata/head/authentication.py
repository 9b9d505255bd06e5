"""The end of a consolidated text (văn bản hợp nhất), where number, date and organ of the text itself stand.

Pháp lệnh 01/2012/UBTVQH13 Điều 4: the text keeps the title of the act that was amended; whoever put the acts together
signs below "XÁC THỰC VĂN BẢN HỢP NHẤT". A reader may give either column of that block first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converters.records.metadata.head.organs import OrganLines, find_organs
from converters.records.metadata.head.own_date import DateRead, find_own_date, find_own_place
from converters.records.metadata.head.own_number import NumberRead, find_own_number
from converters.records.passages.passage import Passage, ReadValue
from validators.language.legal_paper import tolerant

_LABEL = re.compile(tolerant("xác thực văn bản hợp"))  # a narrow column breaks it before "nhất"
_LINES_AROUND = 6  # passages above and below the label that may belong to its block
CONSOLIDATED = "VBHN"  # in the number of every such text


@dataclass(frozen=True, slots=True)
class Authentication:
    """What the block says.

    Attributes:
        number: Of the consolidated text.
        date: When it was authenticated.
        organs: Who did.
        place: Where.
    """

    number: NumberRead
    date: DateRead | None
    organs: tuple[ReadValue, ...]
    place: ReadValue | None


def find_authentication(passages: Sequence[Passage]) -> Authentication | None:
    """The block at the end of a consolidated text; None for other papers.

    Args:
        passages: Of the whole document.
    """
    label = next((place for place, passage in enumerate(passages) if _LABEL.match(passage.text.strip())), None)
    if label is None:
        return None
    block = passages[max(0, label - _LINES_AROUND) : label + 1 + _LINES_AROUND]
    number, _ = find_own_number(block, len(block), official=True)
    if number is None or CONSOLIDATED not in (number[0].text or ""):
        return None
    place = next(place for place, passage in enumerate(block) if passage is number[1])
    organs = find_organs(OrganLines(block[max(0, place - 2) : place + 1], place + 1, number, None))
    return Authentication(number, find_own_date(block, len(block)), organs, find_own_place(block, len(block)))
