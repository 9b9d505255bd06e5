"""The organ that issued a paper, from the one above it to the one that issues (NĐ 30/2020/NĐ-CP Annex I, II.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converters.records.metadata.head.organ_names import is_organ, opens_name
from converters.records.metadata.head.own_date import DATE_LINE
from converters.records.metadata.head.own_number import NUMBER_LABEL, NumberRead
from converters.records.metadata.head.title_line import find_title_line, opens_with_type
from converters.records.passages.passage import Passage, ReadValue, joined, written
from validators.citations.acts.issuers import issuer_at
from validators.citations.acts.numbers import find_numbers
from validators.citations.repair import level
from validators.language import legal_paper
from validators.language.detector import Detector, DetectorTable

_STATE_NAME = re.compile(legal_paper.STATE_NAME)
_MOTTO = re.compile(legal_paper.MOTTO)
_PARTY = re.compile(legal_paper.PARTY)
_NUMBER_FROM_HERE = re.compile(r"\s{0,3}(?:Luật\s)?S[ốôổỏó]\s{0,3}[:.]|\s\d{1,5}\s?/")
_RULE_AT_END = re.compile(r"[\s_\-–—*.]{2,}$")
_TYPIST_MARK = re.compile(r"[A-ZĐ]{1,4}\d{1,4}")  # who typed it, and how many copies ("XV80")
_SHORTEST = 4  # letters of an organ's name ("UBND")
_LONGEST_REST = 60  # characters of a line that goes on with a name
_MOST = 8  # organs of a joint circular
_LINES_ABOVE_NUMBER = 2  # passages: an organ and the one above it
_TITLE_LINES = 3  # passages over which type, organ and number of an old title run

# "CỦA BỘ TÀI CHÍNH SỐ 12-TC/QĐ NGÀY 01 THÁNG 11 NĂM 1995 VỀ VIỆC …": titles of acts before 2005, and of collections.
_DAY = r"\sNGÀY\s\d{1,2}(?:\sTHÁNG\s\d{1,2}\sNĂM\s?\d{4}|[/-]\d{1,2}[/-]\d{4})"
ISSUED = re.compile(
    legal_paper.any_case(
        r"(?P<joint>LIÊN TỊCH\s)?CỦA\s(?P<organ>[^\d:;]{3,140}?)\s",
        rf"(?:SỐ\s?:?\s?(?P<number>\d\S{{2,40}})(?:{_DAY})?\s|(?=V/V|VỀ VIỆC))",
    )
)


@dataclass(frozen=True, slots=True)
class OrganLines:
    """Where a head may name its organ.

    Attributes:
        head: The first passages of a document.
        limit: How many of them stand above the title or the text.
        number: The paper's number, where it is known.
        title: The place of the title line, where there is one.
    """

    head: Sequence[Passage]
    limit: int
    number: NumberRead | None
    title: int | None


def _above(lines: OrganLines) -> tuple[ReadValue, ...]:
    return _in_capitals(lines.head[: lines.limit])


def _above_late_number(lines: OrganLines) -> tuple[ReadValue, ...]:
    if lines.number is None:
        return ()
    place = next((place for place, passage in enumerate(lines.head) if passage is lines.number[1]), 0)
    return _in_capitals(lines.head[max(0, place - _LINES_ABOVE_NUMBER) : place])


def _in_title(lines: OrganLines) -> tuple[ReadValue, ...]:
    if lines.title is None:
        return ()
    title = joined(lines.head[lines.title : lines.title + _TITLE_LINES])
    text = level(title.text)
    match = opens_with_type(text)
    if match is None:
        return ()
    found = issuer_at(text, match.end("type"))
    if found is not None:
        return (ReadValue(found[1], title, found[0] - len(found[1]), found[0]),)
    issued = ISSUED.match(text, match.end("type")) or ISSUED.match(text, match.end("type") + 1)
    if issued is None or not is_organ(issued["organ"]):
        return ()
    return (ReadValue(issued["organ"].strip(), title, issued.start("organ"), issued.end("organ")),)


def _written(lines: tuple[str, ...]) -> OrganLines:
    head = [written(line) for line in lines]
    title = find_title_line(head)
    numbers = ((number, passage) for passage in head for number in find_numbers(passage.text))
    return OrganLines(head, len(head) if title is None else title, next(numbers, None), title)


ORGANS: DetectorTable[OrganLines, tuple[ReadValue, ...]] = DetectorTable(
    "head/organs",
    (
        Detector(
            name="above-title",
            source="NĐ 30/2020/NĐ-CP Annex I, II.2",
            gains="the organ of nearly every paper",
            positive=(("ỦY BAN NHÂN DÂN", "TỈNH HƯNG YÊN", "Số: 72/KH-UBND", "KẾ HOẠCH"),),
            negative=(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "KẾ HOẠCH"), ("Hưng Yên, ngày 01 tháng 3", "KẾ HOẠCH")),
            find=_above,
        ),
        Detector(
            name="above-late-number",
            source="scans whose left column was read after the title",
            gains="the organ where the whole left column of the head stands below the title",
            positive=(("KẾ HOẠCH", "SỞ TƯ PHÁP", "Số: 12/KH-STP"),),
            negative=(("KẾ HOẠCH", "Thực hiện Kế hoạch số 12/KH-STP"),),
            find=_above_late_number,
        ),
        Detector(
            name="in-title",
            source="acts before 2005, and collections of acts",
            gains="the organ that only the title names",
            positive=(("Nghị định của Chính phủ số 94/1998/NĐ-CP ngày 17 tháng 11 năm 1998",),),
            negative=(("NGHỊ ĐỊNH", "Về việc thi hành Luật Đất đai"),),
            find=_in_title,
        ),
    ),
    example=_written,
)


def _in_capitals(lines: Sequence[Passage]) -> tuple[ReadValue, ...]:
    """Lines that name an organ, or go on with its name, down to the number."""
    found: list[ReadValue] = []
    last = below = -2
    for place, passage in enumerate(lines):
        rest, numbered = _without_the_rest(passage.text)
        if numbered and not rest and found:
            break
        if DATE_LINE.search(passage.text) and not rest.isupper():
            if found and last < place - 1:
                break  # the head's right side ends with place and date; the title comes next
            continue
        if not rest and not numbered and below == place:
            below = place + 1  # what stands beside the name at the right was read between its lines
            continue
        names = len(rest) >= _SHORTEST and is_organ(rest)
        if not names and not (below == place and rest and _is_rest_of_name(rest)):
            continue
        last, below = place, place + 1
        start = max(0, passage.text.find(rest))
        found.append(ReadValue(" ".join(rest.split()), passage, start, start + len(rest)))
        if numbered:
            break
    return _without_repeats(continued(found))


def _without_the_rest(text: str) -> tuple[str, bool]:
    """A line of the head without state name, motto, number and rules; and whether a number stood in it."""
    rest = _MOTTO.sub("", _PARTY.sub("", _STATE_NAME.sub("", text)))
    numbered = NUMBER_LABEL.search(rest) is not None
    rest = _NUMBER_FROM_HERE.split(rest)[0] if numbered else rest
    return _RULE_AT_END.sub("", rest.strip(" -–—_*|.:=&")), numbered


def _is_rest_of_name(text: str) -> bool:
    return (
        text.isupper()
        and len(text) < _LONGEST_REST
        and not opens_name(text)
        and not _TYPIST_MARK.fullmatch(text)
        and text != "VIỆT NAM"
    )


def continued(found: Sequence[ReadValue]) -> list[ReadValue]:
    """Lines that go on with the name of the line above ("ỦY BAN NHÂN DÂN" / "TỈNH TUYÊN QUANG") joined to it.

    Args:
        found: Lines that name organs or the rest of one, from above.
    """
    kept: list[ReadValue] = []
    for read in found:
        if kept and (not opens_name(read.value) or kept[-1].value.endswith((" -", " VÀ", ","))):
            last = kept[-1]
            kept[-1] = ReadValue(f"{last.value} {read.value}", last.passage, last.start, last.end)
        else:
            kept.append(read)
    return kept


def _without_repeats(found: Sequence[ReadValue]) -> tuple[ReadValue, ...]:
    once = {read.value.lower(): read for read in reversed(found)}
    return tuple(read for read in found if once[read.value.lower()] is read)[:_MOST]


def find_organs(lines: OrganLines) -> tuple[ReadValue, ...]:
    """The organs a head names, the one that issues last.

    Args:
        lines: Of the head.
    """
    return ORGANS.first(lines) or ()
