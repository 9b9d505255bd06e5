"""A fine as an item of the record, and the words that name nobody and no behaviour in particular."""

from __future__ import annotations

import re

from converters.records.content.tree import Span
from converters.records.items.amounts import Fine
from converters.records.items.found_items import Item
from validators.language.legal_paper import one_of

LONGEST_BEHAVIOUR = 600  # characters
_PERSONS = one_of("Ông", "Bà", "Anh", "Chị", "Em", "Bạn", "Cháu", "Người đó", "Họ")
_POINTING = one_of("này", "trên", "nêu trên")
NOBODY = re.compile(
    "(?:Người|Cá nhân|Tổ chức|Hành vi|Trường hợp)(?: có hành vi)? (?:vi phạm|phạm tội|này|trên|nêu trên)"
    "(?: này| nêu trên)?(?: còn)?"
    "|(?:Nếu )?[Kk]hông (?:thực hiện|chấp hành|tuân thủ)(?: đúng)?"
    rf"(?: (?:quy định|việc|điều) {_POINTING})?"
    rf"|(?:Nếu )?[Vv]i phạm|{_PERSONS}(?: [A-ZĐÀ-Ỹ]\S{{0,8}}){{0,2}}"
)
"""Forms like "Người vi phạm", "Nếu không chấp hành", "Ông Mẫu": what they did is said elsewhere."""


def fine_item(
    behaviour: str,
    fine: Fine,
    spans: tuple[Span, ...],
    *,
    subject: str | None = None,
    other: str | None = None,
    citation: Span | None = None,
) -> Item:
    """A sanction with an amount.

    Args:
        behaviour: What was done; cut where it is too long.
        fine: The amount.
        spans: Where it was read.
        subject: Who is fined.
        other: Further sanctions.
        citation: What it rests on.
    """
    values: dict[str, object] = {
        "type": "sanction",
        "behaviour": behaviour[:LONGEST_BEHAVIOUR],
        "amount_min": fine.low,
        "amount_max": fine.high,
        "subject": subject,
        "other": other,
    }
    return Item(values, spans, citation)
