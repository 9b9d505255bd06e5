"""The head of an administrative or normative document as a whole.

Layout: NĐ 30/2020/NĐ-CP Annex I (boxes 1–5); acts of 1995–2010 put number and date into the title ("Nghị định của
Chính phủ số 94/1998/NĐ-CP ngày 17 tháng 11 năm 1998 …"). A scanner may read the two columns of the head in either
order or as one line; so lines are recognised by what they say, not by where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from converters.records.metadata.head.abstract import find_abstract, find_subject
from converters.records.metadata.head.authentication import CONSOLIDATED, find_authentication
from converters.records.metadata.head.head_lines import IN_THE_NAME, find_head_lines
from converters.records.metadata.head.organ_names import is_organ
from converters.records.metadata.head.organs import OrganLines, find_organs
from converters.records.metadata.head.own_date import DateRead, date_after, find_own_date, find_own_place
from converters.records.metadata.head.own_number import NUMBER_LABEL, NumberRead, find_own_number
from converters.records.metadata.head.text_openings import TEXT_OPENINGS
from converters.records.metadata.head.title_line import find_title_line, is_of_court, title_number, type_of
from converters.records.passages.passage import Passage, ReadValue, joined
from validators.language import legal_paper
from validators.language.syllables import CAPITALS

HEAD_PASSAGES = 40  # in which the longest head ends, one passage a printed line
_STATE_NAME = re.compile(legal_paper.STATE_NAME)
_IN_RIGHT_COLUMN = re.compile(legal_paper.one_of(legal_paper.STATE_NAME, legal_paper.MOTTO, legal_paper.PARTY))
_PARTY = re.compile(legal_paper.PARTY)
_PLACE_AND_DAY = re.compile(r"[^,:;]{2,40},\s{0,3}ngày\s.{0,30}năm\s?[\d….]{0,6}\s*")
_UNIT = re.compile(rf"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|THỊ XÃ|ĐẶC KHU)\s[{CAPITALS}\s\d-]{{1,40}}")
_BELOW_TITLE = 6  # passages: the right column of the head may be read after the title
_FIRST_TEXT = 2  # passages of a head before its text can begin
_MOST_LINES = 14  # passages of a head without a title line
_BASIS_WITHIN = 9  # passages below the title in which the text begins
_LONGEST_LINE = 300  # characters; a longer passage is text
_MOST_WORDS_ABOVE = 60  # of a cover, a stamp of receipt, a note above the head
_NUMBER_BELOW = 3  # passages below the type in which contracts and minutes print their number
_MOST_FORMULA_LINES = 4  # passages below "NHÂN DANH": the state's name and the court's, each over two lines
_TODAY = ("Hôm nay", "HÔM NAY")
_ANNEX_HEAD = 6  # passages of the head of an annex
_TITLE_LINES = 4  # passages over which an old title with its number runs


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the head of a document says.

    Attributes:
        official: The state's name and motto, or a number, stand at the top.
        organs: Lines of the issuing organ, from the one above to the one that issues.
        number: The document's own number, with where it stands.
        blank_number: The number was left blank on paper.
        date: Of issue; `value` None where a part is blank.
        place: Where it was issued ("Hà Nội").
        type: Slug of the document's type.
        type_read: The type as printed.
        abstract: What it is about (trích yếu).
        end: How many passages the head reaches over.
        lines: Which of these are its lines; the others are text that stands among them.
    """

    official: bool = False
    organs: tuple[ReadValue, ...] = ()
    number: NumberRead | None = None
    blank_number: NumberRead | None = None
    date: DateRead | None = None
    place: ReadValue | None = None
    type: str | None = None
    type_read: ReadValue | None = None
    abstract: ReadValue | None = None
    end: int = 0
    lines: tuple[int, ...] = ()

    @property
    def reads(self) -> tuple[ReadValue, ...]:
        """All that was read from the head but the abstract, with where it stands."""
        printed = (pair for pair in (self.number, self.blank_number, self.date) if pair is not None)
        found = [ReadValue("", passage, one.start, one.end) for one, passage in printed]
        return (*self.organs, *found, *(read for read in (self.type_read,) if read is not None))


def read_letterhead(passages: Sequence[Passage]) -> Letterhead:
    """Read the head of a document.

    Args:
        passages: Of the whole document, in order.

    Returns:
        An empty one when the document has no official head.
    """
    head = passages[:HEAD_PASSAGES]
    title = find_title_line(head)
    limit = title if title is not None else _text_start(head)
    official = any(_is_official(passage.text) for passage in head[: limit + _BELOW_TITLE])
    reach = max(limit, _basis(head, limit))
    below = 0 if title is None else title + 1 + _NUMBER_BELOW
    number, blank = find_own_number(head, max(reach, below), official=official)
    date = find_own_date(head, max(reach, below - 1, _today(head)))
    final = find_authentication(passages)
    if not (number or blank or final) and not _is_head(head, title, date, official=official):
        return Letterhead()
    if title is not None and number is None and blank is None:
        number = title_number(joined(head[title : title + _TITLE_LINES]))
        date = date_after(number) or date
    date = date or date_after(number)
    if final is not None and (number is None or CONSOLIDATED not in (number[0].text or "")):
        number, date, blank = final.number, final.date or date, None
    kind, kind_read = type_of(head[title]) if title is not None else (None, None)
    if kind is None and (number or blank) is not None and title is None:
        kind = _unnamed_type(number or blank)
    abstract, end = find_abstract(head, title, number) if title is not None else find_subject(head, limit)
    end = _below_formula(head, _below_column(head, end, date))
    organs = find_organs(OrganLines(head, limit, number, title))
    found = Letterhead(
        official=True,
        organs=(final.organs if final else ()) or organs,
        number=number,
        blank_number=blank if number is None else None,
        date=date,
        place=(final.place if final else None) or find_own_place(head, reach),
        type=kind,
        type_read=kind_read,
        abstract=abstract,
        end=end,
    )
    lines = find_head_lines(head[:end], (*found.reads, *organs), abstract)
    on_top = final is not None or _stands_on_top(head, lines)
    return replace(found, lines=lines) if on_top else Letterhead()


def _unnamed_type(number: NumberRead | None) -> str | None:
    """The type that a number tells where no line names it; a letter has neither type nor year in its own."""
    if number is None:
        return None
    return number[0].type or ("cong-van" if number[0].year is None else None)


def head_of_annex(passages: Sequence[Passage]) -> int:
    """How many passages after a closing are the head of a further paper: organs, number, the state's name, a day.

    Args:
        passages: What follows the closing of a paper.
    """
    state = [place for place, passage in enumerate(passages[:_ANNEX_HEAD]) if _IN_RIGHT_COLUMN.match(passage.text)]
    above = passages[: state[0]] if state else ()
    if not state or not all((is_organ(line.text) and line.text.isupper()) or _stands_left(line) for line in above):
        return 0
    end = state[-1] + 1
    return end + any(_PLACE_AND_DAY.fullmatch(line.text) for line in passages[end : end + 1])


def _stands_left(line: Passage) -> bool:
    """Whether a line is of those below the organs: a unit's name, the number of a paper."""
    return _UNIT.fullmatch(line.text) is not None or NUMBER_LABEL.match(line.text) is not None


def _below_column(head: Sequence[Passage], end: int, date: DateRead | None) -> int:
    """Where a head ends whose right column (state name, motto, place and day) is read after its left one."""
    below = takewhile(
        lambda passage: _IN_RIGHT_COLUMN.match(passage.text) or (date is not None and passage is date[1]), head[end:]
    )
    return end + sum(1 for _ in below)


def _below_formula(head: Sequence[Passage], end: int) -> int:
    """Where a head ends that goes on with "NHÂN DANH", the state's name and the court, as judgments do."""
    if not any(IN_THE_NAME.match(passage.text) for passage in head[end : end + 1]):
        return end
    below = head[end + 1 : end + 1 + _MOST_FORMULA_LINES]
    lines = takewhile(lambda passage: _is_official(passage.text) or is_organ(passage.text), below)
    return end + 1 + sum(1 for _ in lines)


def _stands_on_top(head: Sequence[Passage], lines: Sequence[int]) -> bool:
    """Whether next to nothing stands above the head; below running text it is that of a form or of another paper."""
    above = head[: lines[0]] if lines else head
    return sum(len(passage.places) for passage in above) <= _MOST_WORDS_ABOVE


def _is_official(text: str) -> bool:
    return _STATE_NAME.search(text) is not None or _PARTY.search(text) is not None


def _is_head(head: Sequence[Passage], title: int | None, date: DateRead | None, *, official: bool) -> bool:
    """Whether lines without any number are an official head: by state name, or by a basis below a title."""
    if official:
        return title is not None or date is not None
    if title is None:
        return False
    return is_of_court(head[title]) or any(passage.text.lstrip("- ").startswith("Căn cứ") for passage in head)


def _today(head: Sequence[Passage]) -> int:
    """Where a contract or minutes say "Hôm nay, ngày …"; 0 when they do not."""
    return next((place for place, passage in enumerate(head) if passage.text.startswith(_TODAY)), 0)


def _text_start(head: Sequence[Passage]) -> int:
    """Without a title line: the first passage that reads like running text."""
    for place, passage in enumerate(head):
        if place > _FIRST_TEXT and TEXT_OPENINGS.match(passage.text) and not passage.text.isupper():
            return place
    return min(len(head), _MOST_LINES)


def _basis(head: Sequence[Passage], limit: int) -> int:
    """Where the text begins after the title; a reader may give the left column of the head only after the title."""
    for place in range(limit, min(len(head), limit + _BASIS_WITHIN)):
        opens = head[place].text.lstrip("- ").startswith(("Căn cứ", "Theo ", "Xét ", "Thực hiện "))
        if opens or len(head[place].text) > _LONGEST_LINE:
            return place
    return limit
