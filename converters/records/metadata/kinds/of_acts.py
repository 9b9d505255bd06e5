"""The kind of a paper with an official head: normative or administrative (Luật 64/2025/QH15 Điều 4)."""

from __future__ import annotations

from converters.records.metadata.head.authentication import CONSOLIDATED
from converters.records.metadata.head.letterhead import Letterhead
from converters.records.metadata.kinds.kind_found import KindFound
from validators.citations.acts.act_types import BY_SLUG
from validators.citations.acts.courts import type_of_court_symbol
from validators.problems import say

_CONTRACT = "hop-dong"
_NORMATIVE_WITH_YEAR = frozenset({"quyet-dinh", "nghi-quyet", "chi-thi", "lenh"})


def kind_of_act(head: Letterhead) -> KindFound | None:
    """Normative or administrative, by type and by the year in the number; None when the head has neither.

    Args:
        head: The document's head.
    """
    kind = BY_SLUG.get(head.type or "")
    if kind is not None and kind.slug == _CONTRACT and head.number is None and not head.organs:
        return None  # between private parties, or a form for them
    if head.number is not None and CONSOLIDATED in (head.number[0].text or ""):
        reason = say("It puts an act and its amendments together.")
        return KindFound("van-ban-quy-pham", reason, head.number[1])
    if kind is None:
        if head.number is None:
            return None
        reason = say("It has a document number and no type name.")
        return KindFound("van-ban-hanh-chinh", reason, head.number[1])
    printed = head.type_read.passage if head.type_read is not None else None
    if kind.normative:
        reason = say("{type} is always a normative act.", type=kind.name)
        return KindFound("van-ban-quy-pham", reason, printed, inferred=False)
    number = head.number or head.blank_number
    if number is not None and type_of_court_symbol(number[0].symbol) is not None:
        reason = say("The symbol in its number is a court's: it decides a case.")
        return KindFound("van-ban-hanh-chinh", reason, printed)
    with_year = number is not None and number[0].year is not None
    if kind.normative is None and kind.slug in _NORMATIVE_WITH_YEAR and with_year:
        reason = say("{type} with the year in its number is normative.", type=kind.name)
        return KindFound("van-ban-quy-pham", reason, printed)
    reason = say("{type} without the year in its number is administrative.", type=kind.name)
    return KindFound("van-ban-hanh-chinh", reason, printed)
