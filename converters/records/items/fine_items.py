"""A fine as an item of the record, and the words that name nobody and no behaviour in particular."""

from __future__ import annotations

import re

from converters.records.content.tree import PassageSpan
from converters.records.items.amounts import Fine
from converters.records.items.found_items import TypedItem
from validators.language.legal_paper import one_of
from validators.language.syllables import CAPITALS

LONGEST_BEHAVIOUR = 600  # characters
_PERSONS = one_of("Ông", "Bà", "Anh", "Chị", "Em", "Bạn", "Cháu", "Người đó", "Họ")
_NOBODYS = one_of(
    "(?:Người|Cá nhân|Tổ chức|Hành vi|Trường hợp)(?: có hành vi)? (?:vi phạm|phạm tội|này|trên|nêu trên)"
    "(?: này| nêu trên)?(?: còn)?",
    "(?:Nếu )?[Kk]hông (?:thực hiện|chấp hành|tuân thủ)(?: đúng)?(?: (?:quy định|việc|điều) (?:này|trên|nêu trên))?",
    "(?:Nếu )?[Vv]i phạm",
    rf"{_PERSONS}(?: (?:ấy|ta)(?!\w)| [{CAPITALS}]\S{{0,8}}){{0,2}}",
)
NOBODY = re.compile(_NOBODYS)
"""Forms like "Người vi phạm", "Nếu không chấp hành", "Ông Mẫu": what they did is said elsewhere."""


def fine_item(
    behaviour: str,
    fine: Fine,
    spans: tuple[PassageSpan, ...],
    *,
    subject: str | None = None,
    other: str | None = None,
    citation: PassageSpan | None = None,
    above: tuple[PassageSpan, ...] = (),
) -> TypedItem:
    """A sanction with an amount.

    Args:
        behaviour: What was done; cut where it is too long.
        fine: The amount.
        spans: Where it was read.
        subject: Who is fined.
        other: Further sanctions.
        citation: What it rests on.
        above: What names the act it rests on where its own words do not.
    """
    values: dict[str, object] = {
        "type": "sanction",
        "behaviour": behaviour[:LONGEST_BEHAVIOUR],
        "amount_min": fine.low,
        "amount_max": fine.high,
        "subject": subject,
        "other": other,
    }
    return TypedItem(values, spans, citation, above)
