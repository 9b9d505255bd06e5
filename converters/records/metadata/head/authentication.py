"""The end of a consolidated text (văn bản hợp nhất), where number, date and organ of the text itself stand.

Pháp lệnh 01/2012/UBTVQH13 Điều 4: the text keeps the title of the act that was amended; whoever put the acts together
signs below "XÁC THỰC VĂN BẢN HỢP NHẤT". A reader may give either column of that block first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from converters.records.metadata.head.organs import OrganLines, find_organs
from converters.records.metadata.head.own_date import DateRead, find_own_date, find_own_place
from converters.records.metadata.head.own_number import NumberRead, find_own_number
from converters.records.passages.passage import Passage, ReadValue
from validators.language import legal_paper
from validators.language.legal_paper import tolerant

_LABEL = re.compile(tolerant("xác thực văn bản hợp"))  # a narrow column breaks it before "nhất"
_SIGNERS = re.compile(legal_paper.SIGNED_FOR_OR_ACTING + "|" + legal_paper.OFFICE)
_ORGAN_LINES = 4  # printed lines over which a narrow column names an organ, the one above it included
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


def _may_name(passage: Passage) -> bool:
    """Whether a line above the number may name its organ: in capitals, and no signer's office."""
    text = passage.text.strip()
    return text.isupper() and not _SIGNERS.match(text)


def _is_label(passage: Passage) -> bool:
    """Whether it is the label, which may stand between an organ and its number."""
    return _LABEL.match(passage.text.strip()) is not None


def find_authentication(passages: Sequence[Passage]) -> Authentication | None:
    """The block at the end of a consolidated text; None for other papers.

    Args:
        passages: Of the whole document.
    """
    label = next((place for place, passage in enumerate(passages) if _is_label(passage)), None)
    if label is None:
        return None
    block = passages[max(0, label - _LINES_AROUND) : label + 1 + _LINES_AROUND]
    number, _ = find_own_number(block, len(block), official=True)
    if number is None or CONSOLIDATED not in (number[0].text or ""):
        return None
    place = next(place for place, passage in enumerate(block) if passage is number[1])
    lines = [passage for passage in block[max(0, place - _ORGAN_LINES) : place] if not _is_label(passage)]
    above = list(takewhile(_may_name, reversed(lines)))
    column = [*reversed(above), block[place]]
    organs = find_organs(OrganLines(column, len(column), number, None))
    return Authentication(number, find_own_date(block, len(block)), organs, find_own_place(block, len(block)))
