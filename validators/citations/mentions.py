"""Mentions of acts in running text: by number, by "này" and "nêu trên", and with a blank where the number goes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from validators.citations.acts.act_types import ACT_TYPES, BY_NAME, JOINT, type_named
from validators.citations.acts.courts import KIND_BETWEEN, type_of_court_symbol
from validators.citations.acts.dates import PrintedDate, date_at
from validators.citations.acts.issuers import issuer_at
from validators.citations.acts.no_acts import is_no_act
from validators.citations.acts.numbers import ActNumber, find_blank_numbers, find_short_numbers
from validators.citations.acts.organs import organ_of
from validators.citations.repair import level
from validators.language.legal_paper import one_of, tolerant_word

HowFound = Literal["number", "title", "abbreviation", "mended-title", "context"]
"""By what an act is told: its number, its title as printed, the initials of its title, a title that a scanner damaged
and that was put right, or what stands elsewhere in the text ("Luật này")."""


@dataclass(frozen=True, slots=True)
class ActName:
    """What a text says an act is. What it does not say is None.

    Attributes:
        type: Slug of the type.
        number: Number with symbol, as it should be written.
        year: Of issue, when only the year is said (or the number carries it).
        organ: Issuing organ, as printed or as the symbol says.
        date: Of issue.
        title: Without the type word, as printed.
        amended_in: The year in which it was last amended, as printed ("(sửa đổi, bổ sung năm 2017)").
    """

    type: str | None = None
    number: str | None = None
    year: int | None = None
    organ: str | None = None
    date: dt.date | None = None
    title: str | None = None
    amended_in: int | None = None


@dataclass(frozen=True, slots=True)
class ActMention:
    """An act, mentioned.

    Attributes:
        start: First character.
        end: One past the last, date and organ included.
        act: What is said of it.
        number: The number as found, when one is printed.
        short: True for "Luật này", "Nghị định nêu trên": the act was named before.
        blank: The number was left blank on paper.
        organ_printed: The organ stands in the text (otherwise the symbol said it).
        date_printed: The date as found, also when it is blank or impossible.
        type_said: Slug of the type the word before the number says; `act.type` may follow the symbol instead.
        serial: All that a short mention says of the number ("Nghị định 168").
        how: By what the act is told.
    """

    start: int
    end: int
    act: ActName
    number: ActNumber | None = None
    short: bool = False
    blank: bool = False
    organ_printed: bool = False
    date_printed: PrintedDate | None = None
    type_said: str | None = None
    serial: str | None = None
    how: HowFound = "number"

    @property
    def mended(self) -> bool:
        """The title is not as printed: a scanner damaged it, and only one known title can be meant."""
        return self.how == "mended-title"


_NAMES = "|".join(
    " ".join(map(tolerant_word, kind.name.split())) for kind in sorted(ACT_TYPES, key=lambda kind: -len(kind.name))
)
"""Names of types whose accents a scanner may have lost or mistaken."""
_TYPE_RIGHT_BEFORE = re.compile(
    rf"(?<!\w)(?<!pháp )(?P<type>{_NAMES}|[NQ][ĐD]|TT|NQ|CV|VB)"
    rf"(?:\s(?:hành động|công tác|phối hợp)|{KIND_BETWEEN}),?\s{{0,3}}(?:[Ss][ốôổỏo]|SỐ)?\s{{0,2}}:?\s{{0,3}}$",
    re.IGNORECASE,
)
_TYPE_AND_ISSUER_BEFORE = re.compile(
    rf"(?<!\w)(?P<type>{_NAMES})\s{{1,3}}(?P<issuer>(?:của|liên) [^;.,()\d]{{2,60}}?),?\s{{1,3}}(?:[Ss]ố"
    rf"|SỐ)\s{{0,2}}:?\s{{0,3}}$",
    re.IGNORECASE,
)
_SHORT_TYPES = (
    "nghị định",
    "thông tư",
    "thông tư liên tịch",
    "nghị quyết liên tịch",
    "quyết định",
    "nghị quyết",
    "chỉ thị",
    "luật",
    "bộ luật",
    "nđ",
    "nd",
    "tt",
    "nq",
    "qđ",
)
_ACTS = (
    "Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp", "Nghị định", "Nghị quyết", "Thông tư liên tịch", "Thông tư",
    "Quyết định", "Chỉ thị",
)  # fmt: skip
_BACK = one_of(
    "này", "nêu trên", "nói trên", "dẫn trên", "trên đây", "vừa nêu", "đã nêu", "đó",
    r"trên(?=\s{0,2}(?:[.,;:)]|$|(?:quy định|được|có|đã|thì|là|và|không|phải|còn|sẽ|cũng)(?!\w)))",
)  # fmt: skip
"""A bare "trên" points back only where the sentence goes on: "Luật trên cơ sở …" does not."""
_ANAPHOR = re.compile(rf"(?<!\w)(?P<type>{'|'.join(_ACTS)})\s{{1,3}}{_BACK}(?!\w)")
_NUMBERED_ACTS = ("Nghị định", "Thông tư liên tịch", "Thông tư", "Quyết định", "Nghị quyết", "Chỉ thị")
_SERIAL_ONLY = re.compile(
    rf"(?<!\w)(?P<type>{'|'.join(_NUMBERED_ACTS)})\s(?:số\s)?(?P<serial>\d{{1,4}})"
    r"(?![\w/]|[.,-]\d|\s?[/-]|\s(?:năm|ngày|tháng|đồng|người))"
)
_SERIAL_DATED = re.compile(
    rf"(?<!\w)(?P<type>{'|'.join(_NUMBERED_ACTS)})\s(?:số\s)?(?P<serial>\d{{1,4}}),?(?=\s{{1,3}}ngày\s{{0,3}}\d)"
)
_PREAMBLE = re.compile(r"\W{0,6}(?:Căn cứ|Thực hiện|Theo|Xét|Kèm theo|\(?Ban hành kèm theo)", re.IGNORECASE)
_TITLE_WORDS = (
    "về", "quy định", "hướng dẫn", "ban hành", "sửa đổi", "phê duyệt", "công bố", "triển khai", "tăng cường",
    "kèm theo",
)  # fmt: skip
_NEXT_ACT = r"[,;]\s?(?:và )?(?:các )?(?:Nghị định|Nghị quyết|Thông tư|Quyết định|Luật|Chỉ thị) số"
_ACT_TITLE = re.compile(
    rf"\s{{0,3}},?\s{{0,2}}(?P<title>(?:{'|'.join(_TITLE_WORDS)})(?!\w)[^;()]{{3,300}}?)"
    rf"(?=\s{{0,2}}(?:[;()]|\.\s|\.?$|{_NEXT_ACT}))",
    re.IGNORECASE,
)
_ADOPTED = re.compile(r"\s{0,3},?\s?(?:đã )?(?:được|do) Quốc hội[^;.]{0,80}? thông qua\s(?=ngày)")
_SHORT_CODES = {
    "NĐ": "Nghị định",
    "QĐ": "Quyết định",
    "ND": "Nghị định",
    "QD": "Quyết định",
    "TT": "Thông tư",
    "NQ": "Nghị quyết",
    "CV": "Công văn",
}
_LONGEST_LEAD = 70  # characters of the longest type's name, a court's kind of case, "số" and spaces
_FARTHEST_LEAD = 90  # characters of a lead in which the organ stands too
_DIGITS_BEFORE = re.compile(r".*\d", re.DOTALL)
_LIST_GAP = 12  # characters between the members of a list (", số ")
_YEARS_IN_NUMBERS = dt.date(1997, 1, 1)
_ONLY_SYMBOL = {"nghi-dinh": "NĐ-CP"}


def numbered_mentions(levelled: str, numbers: Iterable[ActNumber]) -> Iterator[ActMention]:
    """Acts named by their number; numbers of contracts, certificates and files are none.

    Args:
        levelled: A text after `repair.level`.
        numbers: Those found in it that do not belong to a law already found.
    """
    return (mention for number in numbers if (mention := _by_number(levelled, number)) is not None)


def _by_number(levelled: str, number: ActNumber) -> ActMention | None:
    lead = _lead_of(_since_digits(levelled[max(0, number.start - _FARTHEST_LEAD) : number.start]))
    number = _as_submission(levelled, number)
    if is_no_act(levelled, number, lead.said):
        return None
    act = ActName(_choose_type(lead.said, number), number.text, number.year, lead.organ)
    start = number.start - lead.size
    return with_tail(
        levelled, ActMention(start, number.end, act, number, organ_printed=bool(lead.organ), type_said=lead.said)
    )


class _Lead(NamedTuple):
    """What stands right before a number: its signs, the slug of the type it says, the organ it names."""

    size: int = 0
    said: str | None = None
    organ: str | None = None


def _since_digits(words: str) -> str:
    """What stands from the last digit on: nothing before it belongs to a number that follows.

    In an enumeration that is the same few words again and again, whatever the numbers between them.
    """
    digits = _DIGITS_BEFORE.match(words)
    return words if digits is None else words[digits.end() - 1 :]


@lru_cache(maxsize=1024)
def _lead_of(words: str) -> _Lead:
    right = _TYPE_RIGHT_BEFORE.search(words, max(0, len(words) - _LONGEST_LEAD))
    issued = right is None and ("của " in words or "liên " in words)
    before = _TYPE_AND_ISSUER_BEFORE.search(words) if issued else right
    if before is None:
        return _Lead()
    issuer = before["issuer"] if issued else ""
    organ = " ".join(issuer.removeprefix("của ").split()) if issuer.startswith("của ") else None
    return _Lead(len(words) - before.start(), _type_said(before["type"]), organ)


def _as_submission(levelled: str, number: ActNumber) -> ActNumber:
    """`TT` for `TTr`: a circular's number has had its year since 1997, so one without is a submission (tờ trình).

    Scanners lose the small r. Sources: Luật 52-L/CTN (in force 1997-01-01) and NĐ 34/2016/NĐ-CP Điều 58 on the year.
    """
    if number.type != "thong-tu" or number.year is not None or not number.symbol.startswith("TT-"):
        return number
    before = _TYPE_RIGHT_BEFORE.search(levelled[max(0, number.start - 40) : number.start])
    said = None if before is None else _type_said(before["type"])
    printed = date_at(levelled, number.end, within=8)
    recent = printed is not None and printed.value is not None and printed.value >= _YEARS_IN_NUMBERS
    if said != "to-trinh" and not (said is None and recent):
        return number
    symbol = f"TTr{number.symbol.removeprefix('TT')}"
    return replace(number, text=f"{number.serial}/{symbol}", symbol=symbol, type="to-trinh")


def _type_said(word: str) -> str | None:
    return type_named(_SHORT_CODES.get(word, word))


def _choose_type(said: str | None, number: ActNumber) -> str | None:
    """The word decides for the Assembly's numbers; elsewhere the symbol does, unless it says nothing."""
    if number.type is not None:
        narrower = number.type not in JOINT and said is not None and _near(said, number.type)
        return said if narrower else number.type
    if said is not None:
        return said
    court = type_of_court_symbol(number.symbol)
    if court is not None:
        return court
    if number.symbol in {"CP", "HĐBT"} or number.year is not None or number.organ_codes[:1] in {("QH",), ("UBTVQH",)}:
        return None
    return "cong-van" if "-" in number.symbol and "/" not in number.symbol else None


def inherit_types(mentions: Iterable[ActMention]) -> Iterator[ActMention]:
    """Give "số 46/2014/QH13" in "Luật số 32/2013/QH13, số 46/2014/QH13" the type of the number before it."""
    last: ActMention | None = None
    for mention in mentions:
        number = mention.number
        listed = last is not None and last.number is not None and 0 <= mention.start - last.end < _LIST_GAP
        if number is not None and mention.act.type is None and listed and last is not None:
            mention = replace(mention, act=replace(mention.act, type=last.act.type))  # noqa: PLW2901
        last = mention
        yield mention


def _near(said: str, symbol: str) -> bool:
    """Types whose symbols are shared or looser than the word."""
    return said == symbol or frozenset((said, symbol)) in _NEAR


_NEAR = frozenset(
    map(
        frozenset,
        (
            ("thong-tu", "thong-tu-lien-tich"),
            ("lenh", "phap-lenh"),
            ("quy-dinh", "quyet-dinh"),
            ("chuong-trinh", "chi-thi"),
            ("nghi-quyet", "nghi-quyet-lien-tich"),
            ("thong-cao", "quyet-dinh"),
            ("sac-luat", "sac-lenh"),
        ),
    )
)


def short_numbered_mentions(levelled: str, taken: frozenset[int]) -> Iterator[ActMention]:
    """Forms like "Nghị định 168/2024": a type word and a number without its symbol."""
    for start, end, serial, year in find_short_numbers(levelled):
        if start in taken:
            continue
        before = _TYPE_RIGHT_BEFORE.search(levelled[max(0, start - 40) : start])
        if before is None or before["type"].lower() not in _SHORT_TYPES:
            continue
        kind = _type_said(before["type"])
        symbol = _ONLY_SYMBOL.get(kind or "")
        number = f"{serial}/{year}/{symbol}" if symbol else f"{serial}/{year}"
        mention = ActMention(max(0, start - 40) + before.start(), end, ActName(kind, number, year))
        yield with_tail(levelled, mention)


def dated_mentions(levelled: str) -> Iterator[ActMention]:
    """Forms like "Nghị định số 30 ngày 5/3/2020": a type word, a number without year and symbol, and the day.

    Only the Government issues decrees, and since 1997 their numbers hold the year, so theirs are complete.
    """
    for match in _SERIAL_DATED.finditer(levelled):
        kind = BY_NAME[match["type"].lower()].slug
        printed = date_at(levelled, match.end(), within=3)
        day = None if printed is None else printed.value
        if day is None:
            continue
        serial = match["serial"]
        symbol = _ONLY_SYMBOL.get(kind) if day >= _YEARS_IN_NUMBERS else None
        number = f"{serial}/{day.year}/{symbol}" if symbol else serial
        yield with_tail(levelled, ActMention(match.start(), match.end("serial"), ActName(kind, number)))


def blank_mentions(text: str, levelled: str | None = None) -> Iterator[ActMention]:
    """Forms like "Quyết định số      /QĐ-UBND ngày   tháng   năm 2025": found, and left without a number.

    Args:
        text: As printed.
        levelled: The same after `repair.level`, where that is at hand.
    """
    levelled = level(text) if levelled is None else levelled
    for number in find_blank_numbers(text, levelled):
        before = _TYPE_RIGHT_BEFORE.search(levelled[max(0, number.start - 60) : number.start])
        if before is None:
            continue
        start = max(0, number.start - 60) + before.start()
        kind = number.type or _type_said(before["type"])
        mention = ActMention(start, number.end, ActName(kind, None, number.year), number, blank=True)
        yield with_tail(levelled, mention)


def anaphors(levelled: str) -> Iterator[ActMention]:
    """Forms like "Luật này", "Nghị định nêu trên", "Nghị định 168": what they mean was named elsewhere."""
    for match in _ANAPHOR.finditer(levelled):
        yield ActMention(match.start(), match.end(), _short_name(match), short=True, how="context")
    for match in _SERIAL_ONLY.finditer(levelled):
        serial = match["serial"].lstrip("0")
        yield ActMention(match.start(), match.end(), _short_name(match), short=True, serial=serial, how="context")


def _short_name(match: re.Match[str]) -> ActName:
    return ActName(BY_NAME[match["type"].lower()].slug)


def with_tail(levelled: str, mention: ActMention) -> ActMention:
    """A mention with the date, the organ and, in a preamble, the title that follow it."""
    mention = _with_date(levelled, mention)
    if mention.act.organ is None:
        issuer = issuer_at(levelled, mention.end, joint=mention.act.type in JOINT)
        if issuer is not None:
            mention = replace(mention, end=issuer[0], act=replace(mention.act, organ=issuer[1]), organ_printed=True)
            mention = mention if mention.date_printed else _with_date(levelled, mention)
    mention = _with_title(levelled, mention)
    return _with_organ_of_symbol(mention)


def _with_date(levelled: str, mention: ActMention) -> ActMention:
    end = mention.end
    adopted = _ADOPTED.match(levelled, end, end + 140)
    if adopted is not None:
        end = adopted.end()
    printed = date_at(levelled, end, within=3 if levelled[end : end + 8].lstrip(" ,").lower().startswith("ng") else 0)
    if printed is None or levelled[end : printed.start].strip(" ,"):
        return mention
    year = printed.value.year if printed.value else mention.act.year
    act = replace(mention.act, date=printed.value, year=mention.act.year or year)
    return replace(mention, end=printed.end, act=act, date_printed=printed)


def _with_title(levelled: str, mention: ActMention) -> ActMention:
    if mention.act.title is not None or not _PREAMBLE.match(levelled):
        return mention
    match = _ACT_TITLE.match(levelled, mention.end, mention.end + 340)
    if match is None:
        return mention
    return replace(mention, act=replace(mention.act, title=" ".join(match["title"].split()).rstrip(" ,.")))


def _with_organ_of_symbol(mention: ActMention) -> ActMention:
    number = mention.number
    if mention.act.organ is not None or number is None:
        return mention
    day = mention.act.date or (dt.date(mention.act.year, 1, 1) if mention.act.year else None)
    organ = _organ_of_codes(number.organ_codes, day, is_of_a_type=number.type is not None)
    return mention if organ is None else _with_act(mention, _with_organ(mention.act, organ))


# By their members: `replace` takes four times as long, and a text may name a hundred thousand acts.
def _with_organ(act: ActName, organ: str) -> ActName:
    return ActName(act.type, act.number, act.year, organ, act.date, act.title, act.amended_in)


def _with_act(one: ActMention, act: ActName) -> ActMention:
    return ActMention(
        one.start, one.end, act, one.number, one.short, one.blank, one.organ_printed, one.date_printed, one.type_said,
        one.serial, one.how,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _organ_of_codes(codes: tuple[str, ...], day: dt.date | None, *, is_of_a_type: bool) -> str | None:
    """The organs of a symbol by name, where all are known; the same few come again and again."""
    organs = [organ_of(code, day) for code in codes[-6:]]
    if not is_of_a_type and codes[:1] not in {("QH",), ("UBTVQH",), ("CP",), ("TTg",)}:
        organs = organs[:1]
    names = [organ.name for organ in organs if organ is not None]
    return "; ".join(names) if names and len(names) == len(organs) else None
