"""A paper's own number: after its label, alone on its line, in its title, or left blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from converters.reading.document import Method
from converters.records.passages.passage import Passage, written
from validators.citations.acts.numbers import ActNumber, find_blank_numbers, find_numbers, find_unreadable_number
from validators.citations.repair import level
from validators.language import legal_paper
from validators.language.detector import Detector, DetectorTable

NUMBER_LABEL = re.compile(legal_paper.any_case(r"(?:(?:Luật|Bản án|Án lệ)\s{1,3})?", legal_paper.NUMBER_LABEL))
_STATE_NAME = re.compile(legal_paper.STATE_NAME)
_MOTTO = re.compile(legal_paper.MOTTO)
_OF_OTHER = re.compile(r"\s{0,3}ngày\s[^.;]{5,40}?\scủa\s")  # "Luật số … ngày … của Quốc hội": an act that is cited
_ISSUED_WITH = ("ban hành kèm", "kèm theo")
_OPENING = 60  # characters in which "(Ban hành kèm theo …" stands
_SURE = 0.6  # confidence of the least certain word: printed numbers have more, those written by hand 0.3 to 0.5
_NO_ACTS_REST = re.compile(r"(?:[/-][\dA-ZĐ]{1,10}){1,3}(?![\w/])")  # "11/HĐ-IN/2026": contracts put the year last
_SPARE = 2  # characters beside a number that is alone on its line
NumberRead = tuple[ActNumber, Passage]


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A line of a head that may hold the paper's own number.

    Attributes:
        passage: The line.
        following: The line after it, where a long number goes on.
        official: State name, motto or Party heading stand in the head.
        above: The line before it.
    """

    passage: Passage
    following: Passage | None = None
    official: bool = True
    above: Passage | None = None

    @property
    def label(self) -> re.Match[str] | None:
        """A label "Số:" that names this paper's own number: nothing but an organ in capitals stands before it."""
        label = NUMBER_LABEL.search(level(self.passage.text))
        if label is None:
            return None
        before = _MOTTO.sub("", _STATE_NAME.sub("", self.passage.text[: label.start()])).strip(" |:-–_*")
        own = (not before or before.isupper()) and (self.official or ":" in label.group())
        return label if own else None

    @property
    def is_attached(self) -> bool:
        """Whether the number is that of the act this one was issued with ("(Ban hành kèm theo …)")."""
        if _is_issued_with(self.passage):
            return True
        return self.above is not None and _is_issued_with(self.above) and not any(map(str.isdigit, self.above.text))


def _is_issued_with(passage: Passage) -> bool:
    return passage.text[:_OPENING].lower().lstrip("(").startswith(_ISSUED_WITH)


def _labelled(line: NumberLine) -> ActNumber | None:
    label = line.label
    if label is None or line.is_attached:
        return None
    text = line.passage.text
    numbers = (one for one in find_numbers(text) if one.start == label.end() and not _OF_OTHER.match(text, one.end))
    return next((_completed(one, line) for one in numbers), None)


def _alone(line: NumberLine) -> ActNumber | None:
    if not line.official or line.is_attached:
        return None
    text = line.passage.text
    return next((_completed(one, line) for one in find_numbers(text) if _is_all_of(text, one)), None)


def _is_all_of(text: str, number: ActNumber) -> bool:
    """Whether nothing stands beside a number: a digit left over before it would make another number of it."""
    beside = text[: number.start] + text[number.end :]
    return len(beside.strip()) <= _SPARE and not any(map(str.isalnum, beside))


def _blank(line: NumberLine) -> ActNumber | None:
    if line.label is None or line.is_attached:
        return None
    return next(find_blank_numbers(line.passage.text), None)


def _unreadable(line: NumberLine) -> ActNumber | None:
    label = line.label
    if label is None or line.is_attached:
        return None
    number = find_unreadable_number(line.passage.text[label.start() :])
    return number if number is not None and (line.official or number.type is not None) else None


def _completed(number: ActNumber, line: NumberLine) -> ActNumber:
    """A number that goes on in the next line ("01/2022/TTLT-VKSNDTC-" / "TANDTC-BCA"), or in what no act has."""
    text, following = line.passage.text, line.following
    rest = _NO_ACTS_REST.match(level(text), number.end)
    if rest is not None and number.text is not None:
        return replace(number, text=number.text + rest.group(), end=rest.end())
    if following is None or level(text[number.end :]).strip() not in {"-", "/"}:
        return number
    whole = next(find_numbers(f"{level(text)[number.start :].strip()}{following.text}"), None)
    if whole is None or whole.text is None or number.text is None or not whole.text.startswith(number.text):
        return number
    return replace(whole, start=number.start, end=number.end + len(text[number.end :].rstrip()))


def _written(text: str) -> NumberLine:
    """A line, the one below it, and before "^" the one above."""
    above, _, lines = text.rpartition("^")
    first, _, following = lines.partition("\n")
    return NumberLine(
        written(first), written(following) if following else None, above=written(above) if above else None
    )


PRINTED_NUMBERS: DetectorTable[NumberLine, ActNumber] = DetectorTable(
    "head/number",
    (
        Detector(
            name="labelled",
            source="NĐ 30/2020/NĐ-CP Annex I, II.3",
            gains="the number of nearly every paper since 1976",
            positive=(
                "Số: 72/KH-UBND",
                "SỞ TƯ PHÁP Số: 12/BC-STP",
                "Số: 01/2022/TTLT-VKSNDTC-\nTANDTC-BCA",
                "Số: 11/HĐ-IN/2026",
            ),
            negative=(
                "Theo Công văn số 12/BC-STP",
                "Số: /KH-UBND",
                "Ban hành kèm theo Thông tư^số 99/2025/TT-BTP",
                "Luật số 99/2025/QH15 ngày 10 tháng 12 năm 2025 của Quốc hội",
            ),
            find=_labelled,
        ),
        Detector(
            name="alone",
            source="scans whose label stands in another block or was not read",
            gains="the number on a line of its own",
            positive=("72/KH-UBND",),
            negative=("Thực hiện Kế hoạch 72/KH-UBND", "2 41/QĐ-UBND"),
            find=_alone,
        ),
    ),
    example=_written,
)
MISSING_NUMBERS: DetectorTable[NumberLine, ActNumber] = DetectorTable(
    "head/missing-number",
    (
        Detector(
            name="blank",
            source="drafts, and papers numbered by hand or stamp",
            gains="a person is told that the number was left blank",
            positive=("Số: /KH-UBND", "Số:      /QĐ-UBND"),
            negative=("Số: 72/KH-UBND", "(Ban hành kèm theo Quyết định số: /QĐ-UBND)"),
            find=_blank,
        ),
        Detector(
            name="unreadable",
            source="scans of papers numbered by hand",
            gains="a person is told that there is a number the machine could not read",
            positive=("Số: #1?/TB-STP",),
            negative=("Theo số: #1?/TB-STP", "Số: một"),
            find=_unreadable,
        ),
    ),
    example=_written,
)


def is_scribbled(number: ActNumber, passage: Passage) -> bool:
    """Whether a scanner was so unsure of a number that it was written by hand, or over print, rather than printed.

    Args:
        number: As read.
        passage: Where it stands.
    """
    confidence = passage.evidence(number.start, number.end).confidence
    return passage.method is Method.OCR and confidence is not None and confidence < _SURE


def find_own_number(
    head: Sequence[Passage], limit: int, *, official: bool
) -> tuple[NumberRead | None, NumberRead | None]:
    """The paper's own number, or the place where it was left blank; whichever stands first.

    Args:
        head: The first passages of a document.
        limit: How many of them belong to the head.
        official: State name, motto or Party heading stand there.

    Returns:
        The number as read, and the number as far as a blank one says anything; at most one of them.
    """
    for place, passage in enumerate(head[:limit]):
        below = head[place + 1] if place + 1 < len(head) else None
        line = NumberLine(passage, below, official, head[place - 1] if place else None)
        number = PRINTED_NUMBERS.first(line)
        if number is not None:
            return (number, passage), None
        blank = MISSING_NUMBERS.first(line)
        if blank is not None:
            return None, (blank, passage)
    return None, None
