"""Which of a document's first passages are its letterhead; whatever else stands among them is text.

A line is taken for the letterhead only for what it says. So a preamble, a list or a table between head and title is
never swallowed, however the head was recognised.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converters.reading.document import BlockKind
from converters.records.metadata.head.own_date import DATE_LINE
from converters.records.metadata.head.own_number import NUMBER_LABEL
from converters.records.passages.passage import Passage, ReadValue, written
from validators.citations.repair import level
from validators.language import legal_paper
from validators.language.detector import Detector, DetectorTable
from validators.language.legal_paper import any_case, one_of

_LONGEST = 400  # characters of a whole head that a scanner gave as one line
_LONGEST_LINE = 200  # characters of one line of a head
_LONGEST_REST = 60  # characters of a line that goes on with the name of an organ
_STATE_OR_PARTY = re.compile(one_of(legal_paper.STATE_NAME, legal_paper.MOTTO, legal_paper.PARTY))
_MONTH = re.compile(r"[\s.…\d]{0,20}tháng\b")  # after "ngày", which may be blank or a number
IN_THE_NAME = re.compile(r"NHÂN\s{1,3}DANH\b")  # what a court's judgment opens with
_SUBJECT = re.compile(r"V/v\b", re.IGNORECASE)
_MARKS = re.compile(
    any_case(
        r"\W*",
        one_of("D[ỰƯ] THẢO", "H[ỎOÓ]A TỐC", "TH[ƯỰ]ỢNG KHẨN", "KHẨN", "BẢN SAO", "SAO Y", "CÔNG VĂN ĐẾN", "VIỆT NAM"),
        r"(?:\s(?:LẦN\s)?\d{1,2})?\W*",
    )
)


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A passage that may be a line of the letterhead.

    Attributes:
        passage: The line.
        reads: What was read from the head: organs, number, date, type and abstract.
        abstract: What the paper is about, as it was read over several lines.
        goes_on: The line above names an organ.
    """

    passage: Passage
    reads: tuple[ReadValue, ...] = ()
    abstract: str = ""
    goes_on: bool = False

    @property
    def text(self) -> str:
        """Without white space around it."""
        return self.passage.text.strip()

    @property
    def is_read(self) -> bool:
        """Whether a value was read from its words."""
        mine = {id(place) for place in self.passage.places}
        return any(mine & _words_of(read) for read in self.reads)


def _words_of(read: ReadValue) -> set[int]:
    starts = read.passage.starts
    return {
        id(place)
        for place, start in zip(read.passage.places, starts, strict=True)
        if start < max(read.end, read.start + 1) and start + len(place.word.text) > read.start
    }


def _read_here(line: HeadLine) -> bool:
    # A sentence that a date stands in ("Hôm nay, ngày …, chúng tôi gồm:") is text.
    return len(line.text) <= _LONGEST_LINE and not line.text.endswith((":", ";", ".")) and line.is_read


def _abstract(line: HeadLine) -> bool:
    return bool(line.abstract) and _spaced(line.text) in _spaced(line.abstract)


def _spaced(text: str) -> str:
    return f" {' '.join(text.split())} "


def _named(line: HeadLine) -> bool:
    return len(line.text) <= _LONGEST and _STATE_OR_PARTY.search(line.text) is not None


def _organ_goes_on(line: HeadLine) -> bool:
    return line.goes_on and line.text.isupper() and len(line.text) <= _LONGEST_REST


def _number(line: HeadLine) -> bool:
    label = NUMBER_LABEL.match(level(line.text))
    return label is not None and len(line.text) <= _LONGEST_REST and ":" in label.group()


def _date(line: HeadLine) -> bool:
    opening = DATE_LINE.match(level(line.text)) if len(line.text) <= _LONGEST_REST else None
    return opening is not None and _MONTH.match(level(line.text), opening.end()) is not None


def _subject(line: HeadLine) -> bool:
    return len(line.text) <= _LONGEST_LINE and _SUBJECT.match(line.text) is not None


def _example(lines: tuple[str, ...]) -> HeadLine:
    """The line; then what was read from it ("= …"), what the paper is about ("~ …"), or the organ above it ("^ …")."""
    passage = written(lines[0])
    reads = tuple(
        ReadValue(text, passage, start, start + len(text))
        for text in (line[2:] for line in lines[1:] if line.startswith("= "))
        if (start := passage.text.find(text)) >= 0
    )
    abstract = next((line[2:] for line in lines[1:] if line.startswith("~ ")), "")
    return HeadLine(passage, reads, abstract, any(line.startswith("^ ") for line in lines[1:]))


_ND30 = "NĐ 30/2020/NĐ-CP Annex I, boxes 1–5"
HEAD_LINES: DetectorTable[HeadLine, bool] = DetectorTable(
    "head/lines",
    (
        Detector(
            name="read",
            source=_ND30,
            gains="the lines that organ, number, date and type were read from",
            positive=(("Số: 72/KH-UBND", "= 72/KH-UBND"), ("SỞ TƯ PHÁP", "= SỞ TƯ PHÁP")),
            negative=(
                ("SỞ TƯ PHÁP",),
                ("Hôm nay, ngày 05 tháng 3 năm 2026, chúng tôi gồm:", "= ngày 05 tháng 3 năm 2026"),
            ),
            find=_read_here,
        ),
        Detector(
            name="abstract",
            source=_ND30,
            gains="every line of what the paper is about",
            positive=(("công tác pháp luật năm 2026", "~ Về việc triển khai công tác pháp luật năm 2026"),),
            negative=(("công tác ph", "~ Về việc triển khai công tác pháp luật"), ("Căn cứ", "~ Về việc")),
            find=_abstract,
        ),
        Detector(
            name="state-name",
            source=_ND30,
            gains="state name and motto, alone or beside other lines of the head",
            positive=(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",), ("SỞ TƯ PHÁP Độc lập - Tự do - Hạnh phúc",)),
            negative=(("Độc lập dân tộc",), ("Nhà nước Cộng hòa",)),
            find=_named,
        ),
        Detector(
            name="organ-goes-on",
            source="names of organs over two lines",
            gains="the rest of such a name",
            positive=(("TỈNH HƯNG YÊN", "^ ỦY BAN NHÂN DÂN"),),
            negative=(("TỈNH HƯNG YÊN",), ("Tỉnh Hưng Yên có", "^ ỦY BAN NHÂN DÂN")),
            find=_organ_goes_on,
        ),
        Detector(
            name="number",
            source=_ND30,
            gains="a number that was left blank or could not be read",
            positive=(("Số:      /KH-UBND",), ("Số: #1?/TB",)),
            negative=(("Số lượng: 12",), ("Theo Công văn số: 12",)),
            find=_number,
        ),
        Detector(
            name="date",
            source=_ND30,
            gains="a date that was left blank or could not be read",
            positive=(("Hưng Yên, ngày    tháng 3 năm 2026",),),
            negative=(("Căn cứ Luật, ngày ban hành",), ("ngày 5",)),
            find=_date,
        ),
        Detector(
            name="subject",
            source="NĐ 30/2020/NĐ-CP Annex I, II.5: letters",
            gains="what a letter is about, where nothing else was read from it",
            positive=(("V/v phối hợp tuyên truyền",),),
            negative=(("Công văn V/v phối hợp",),),
            find=_subject,
        ),
        Detector(
            name="in-the-name-of",
            source="Nghị quyết 05/2017/NQ-HĐTP and 01/2017/NQ-HĐTP, forms of judgments",
            gains="the formula of a judgment, with state and court named once more, is no heading of its text",
            positive=(("NHÂN DANH",), ("NHÂN DANH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",)),
            negative=(("Nhân danh tập thể, tôi xin",), ("NHÂN DÂN",)),
            find=lambda line: IN_THE_NAME.match(line.text) is not None,
        ),
        Detector(
            name="mark",
            source="NĐ 30/2020/NĐ-CP Annex I, II.10: marks of draft, copy, urgency and receipt",
            gains="such marks are no text",
            positive=(("DỰ THẢO",), ("DỰ THẢO LẦN 2",), ("HỎA TỐC",)),
            negative=(("Dự thảo Luật Đất đai",), ("KHẨN TRƯƠNG",)),
            find=lambda line: _MARKS.fullmatch(line.text) is not None,
        ),
    ),
    example=_example,
)


def _beside_state(text: str) -> str:
    """A line without what the right column of a head says."""
    return _STATE_OR_PARTY.sub("", text)


def find_head_lines(head: Sequence[Passage], reads: Sequence[ReadValue], abstract: ReadValue | None) -> tuple[int, ...]:
    """The places of those passages that are lines of the letterhead.

    Args:
        head: The passages among which the head stands.
        reads: What was read from it.
        abstract: What the paper is about; its value may run over several lines.
    """
    found: list[int] = []
    everything = (*reads, *([abstract] if abstract is not None else []))
    for place, passage in enumerate(head):
        if passage.kind is BlockKind.TABLE:
            continue
        above = place - 1
        if above in found and above - 1 in found and not _beside_state(head[above].text):
            above -= 1  # the state's name, read between two lines of the organ at its left
        goes_on = above in found and _beside_state(head[above].text).isupper()
        line = HeadLine(passage, everything, abstract.value if abstract is not None else "", goes_on)
        if HEAD_LINES.first(line):
            found.append(place)
    return tuple(found)
