"""Who issued a material, when, under which number, and who signed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from converters.records.doubts.doubt import doubt
from converters.records.drafting.draft_values import DraftValues
from converters.records.metadata.cover_date import find_cover_date
from converters.records.metadata.head.letterhead import Letterhead
from converters.records.metadata.head.own_number import is_scribbled
from converters.records.metadata.maker import find_maker, organ_below, organs_above
from converters.records.metadata.places import find_level, find_place
from converters.records.passages.closing import Closing
from converters.records.passages.passage import Passage, ReadValue
from validators.citations.acts.act_types import BY_SLUG
from validators.citations.acts.dates import date_at
from validators.citations.repair import level
from validators.problems import Message, say
from validators.sharing.issue_date import IssueDate

_PRECEDENT = "an-le"
_ADOPTED_TYPES = frozenset({"luat", "bo-luat", "phap-lenh", "nghi-quyet", "hien-phap", _PRECEDENT})
_OFTEN_UNNUMBERED = frozenset(
    {"hien-phap", "hop-dong", "bien-ban", "ban-thoa-thuan", "giay-moi", "quy-che", "quy-dinh"}
)
_ADOPTION = re.compile(
    r"""
    (?:Luật|Bộ[ ]luật|Nghị[ ]quyết|Pháp[ ]lệnh|Hiến[ ]pháp)[ ]này[ ](?:đã[ ])?được[ ].{0,160}?thông[ ]qua\s{1,3}(?=ngày)
    | Được[ ](?P<organ>Hội[ ]đồng[ ]Thẩm[ ]phán[ ]Tòa[ ]án[ ]nhân[ ]dân[ ]tối[ ]cao)[ ]thông[ ]qua\s{1,3}(?=ngày)
    """,
    re.VERBOSE,
)


def put_issue(
    draft: DraftValues,
    head: Letterhead,
    closing: Closing | None,
    text: Sequence[Passage],
    title: ReadValue | None,
    *,
    today: dt.date,
) -> None:
    """Number, date, organs, level, place and signer.

    Args:
        draft: Is given them.
        head: Of the document.
        closing: Of the document.
        text: Its passages.
        title: Where its title was read.
        today: A date of issue after this day is doubted.
    """
    _number(draft, head)
    _date(draft, head, text, today)
    _organs(draft, head, text, title)
    _sign(draft, closing)
    _adopted(draft, head, text)


def _number(draft: DraftValues, head: Letterhead) -> None:
    if head.number is not None and is_scribbled(*head.number):
        number, passage = head.number
        reason = say("The number was read with little certainty: “{number}”.", number=number.text)
        draft.doubt_at("number", reason, "/number", passage, number.start, number.end)
    elif head.number is not None:
        number, passage = head.number
        draft.put("number", number.text, [ReadValue(number.printed, passage, number.start, number.end)])
        if number.repaired:
            reason = say("The number was put right; it is printed as “{printed}”.", printed=number.printed)
            draft.doubt_at("number", reason, "/number", passage, number.start, number.end)
    elif head.blank_number is not None:
        number, passage = head.blank_number
        blank = not any(character.isalnum() for character in number.printed.split("/")[0].lstrip("Sốô: "))
        reason = (
            say("The number was left blank on paper.")
            if blank
            else say("There is a number here that could not be read.")
        )
        draft.doubt_at("number", reason, "/number", passage, 0, len(passage.text))
    elif head.type in BY_SLUG and head.type not in _OFTEN_UNNUMBERED:
        draft.doubts.append(doubt("number", say("No number was found."), pointer="/number"))


def _date(draft: DraftValues, head: Letterhead, text: Sequence[Passage], today: dt.date) -> None:
    found = (head.date, False) if head.date is not None else None if head.official else find_cover_date(text)
    if found is None:
        if head.type in BY_SLUG and head.type not in _ADOPTED_TYPES:
            draft.doubts.append(doubt("date", say("No date of issue was found."), pointer="/date_issued"))
        return
    (printed, passage), inferred = found
    if printed.value is not None:
        read = ReadValue("", passage, printed.start, printed.end)
        draft.put("date_issued", printed.value, [read], inferred=inferred)
    wrong = _date_doubt(printed.value, head, today, blank=printed.blank)
    if wrong is not None:
        draft.doubt_at("date", wrong, "/date_issued", passage, printed.start, printed.end)


def _date_doubt(value: IssueDate | None, head: Letterhead, today: dt.date, *, blank: bool) -> Message | None:
    if value is None:
        return (
            say("Part of the date was left blank on paper.")
            if blank
            else say("The date could not be read as a day that exists.")
        )
    if value.first > today:
        return say("The date lies in the future.")
    year = head.number[0].year if head.number is not None else None
    if year is not None and year != value.year:
        return say("The number says {year}, the date {date}.", year=year, date=value.isoformat())
    return None


def _adopted(draft: DraftValues, head: Letterhead, text: Sequence[Passage]) -> None:
    """Laws and precedents carry no date at their head: "… được … thông qua ngày …" in their text gives it."""
    if "date_issued" in draft.values or head.type not in _ADOPTED_TYPES:
        return
    for passage in text[0 if head.type == _PRECEDENT else head.end :]:
        match = _ADOPTION.match(passage.text)
        printed = None if match is None else date_at(level(passage.text), match.end(), within=2)
        if printed is not None and printed.value is not None:
            draft.put("date_issued", IssueDate.of(printed.value), [ReadValue("", passage, printed.start, printed.end)])
            return


def _organs(draft: DraftValues, head: Letterhead, text: Sequence[Passage], title: ReadValue | None) -> None:
    organs = head.organs if head.official or title is None else _organs_around(text, title)
    organs = organs or (_adopters(text) if head.type == _PRECEDENT else ())
    if organs:
        draft.put("publisher", {"name": organs[-1].value}, [organs[-1]])
    else:
        draft.doubts.append(doubt("publisher", say("The issuing organ was not found."), pointer="/publisher"))
    maker = find_maker(text)
    if maker is not None:
        draft.put("creator", {"name": maker.value}, [maker])
    elif organs:
        draft.put("creator", {"name": organs[-1].value}, [organs[-1]], inferred=True)
    authority = find_level(organs)
    if authority is not None:
        draft.put("level", authority[0], [authority[1]], inferred=True)
    central = authority is not None and authority[0] == "central"
    reads = [*reversed(organs), *([head.place] if head.place is not None and not central else [])]
    issued = draft.values.get("date_issued")
    place = find_place(reads, issued if isinstance(issued, IssueDate) else None)
    if place is not None:
        draft.put("place", {"code": place.code, "name": place.name}, [place.read], inferred=place.code is not None)


def _adopters(text: Sequence[Passage]) -> tuple[ReadValue, ...]:
    """Who adopted a precedent, which its head does not say."""
    for passage in text:
        match = _ADOPTION.match(passage.text)
        if match is not None and match["organ"]:
            return (ReadValue(match["organ"], passage, match.start("organ"), match.end("organ")),)
    return ()


def _organs_around(text: Sequence[Passage], title: ReadValue) -> tuple[ReadValue, ...]:
    return tuple(organs_above(text, title) or organ_below(text, title))


def _sign(draft: DraftValues, closing: Closing | None) -> None:
    if closing is None or not closing.signatures:
        return
    signed = closing.signatures[0]
    read = ReadValue(signed.name, signed.passage, signed.start, signed.end)
    draft.put("signer", {"name": signed.name, "position": signed.position}, [read])
