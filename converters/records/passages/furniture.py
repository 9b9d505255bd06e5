"""What is printed on a page without being part of the text: running headers, page numbers, rules, gazette lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from converters.reading.document import BlockKind, Line, Page
from converters.reading.paging.running import tells_an_amount
from validators.language import legal_paper
from validators.language.detector import Detector, DetectorTable

_NUMBER_ONLY = re.compile(legal_paper.PAGE_NUMBER)
_RULE = re.compile(
    r"[-_–—=*~.…·─━═\s]{3,400}|[☆★✦✧◆◇❖♦❀✿\s]{1,40}|[-–—*~o0]{1,3}|[-_–—=*]{2,200}(?:o0o|oOo|&|\*\*\*|o)[-_–—=*]{2,200}"
)
_GAZETTE = re.compile(legal_paper.GAZETTE_LINE)
_SIGNED_ELECTRONICALLY = re.compile(rf"{legal_paper.SIGNED_ELECTRONICALLY}.{{0,120}}")
_SIGNER_DETAIL = re.compile(rf"{legal_paper.SIGNER_DETAIL}.{{0,120}}")
_STATE = re.compile(legal_paper.STATE_NAME)
_LETTERHEAD_LINES = 8  # lines of a page, the organs beside it included, within which the state's name stands
EDGE_LINES = 2  # at the top and at the bottom of a page that may be furniture
_MOST_HEADER = 160  # characters of a running header
_FEWEST_REPEATS = 3  # pages
_NUMBER = re.compile(r"\d{1,9}")
_SHORTEST_REPEATED = 4  # characters
_MARGIN = 0.1  # of the page's height
_SAME_HEIGHT = 0.01  # of the page's height, where there are two pages
_ABOUT_ONE_HEIGHT = 0.04  # of the page's height: sheets are laid on the glass by hand
_HEAD_OR_FOOT = 0.15  # of the page's height within which running lines stand


class EdgeLine(NamedTuple):
    """A line that may be furniture.

    Attributes:
        text: Without white space around it.
        repeated: Lines that run through the document, digits blanked, where this one stands in a head or a foot.
        edge: It is the first or the last of its page. Elsewhere a number alone is text: a hotline, a cell, a year.
    """

    text: str
    repeated: frozenset[str] = frozenset()
    edge: bool = True


class _Seen(NamedTuple):
    """Where a line that may run through a document was seen: its numbers, and its middle as a share of the height."""

    numbers: tuple[int, ...]
    height: float | None


def _is_page_number(line: EdgeLine) -> bool:
    return line.edge and _NUMBER_ONLY.fullmatch(line.text) is not None


def _is_gazette(line: EdgeLine) -> bool:
    return len(line.text) < _MOST_HEADER and _GAZETTE.fullmatch(line.text) is not None


FURNITURE: DetectorTable[EdgeLine, bool] = DetectorTable(
    "passages/furniture",
    (
        Detector(
            name="page-number",
            source="NĐ 30/2020/NĐ-CP Annex I, I.7: page numbers",
            gains="paragraphs go on over the edge of a page",
            positive=("3", "- 3 -", "Trang 3/12"),
            negative=("Điều 3", "PAGE 3", "19001234"),
            find=_is_page_number,
        ),
        Detector(
            name="rule",
            source="typed papers, and drawn rules in text layers",
            gains="rules are no text; what they part stays apart",
            positive=("_______", "-----o0o-----", "***", "☆ ☆ ☆", "───────"),
            negative=("- Như trên", "..., ngày"),
            find=lambda line: _RULE.fullmatch(line.text) is not None,
        ),
        Detector(
            name="gazette",
            source="Công báo (NĐ 78/2025/NĐ-CP): running heads",
            gains="acts reprinted by the gazette are read without its heads",
            positive=("CÔNG BÁO/Số 252/Ngày 27-04-2026", "16 CÔNG BÁO/Số 252/Ngày 27-04-2026"),
            negative=("Đăng Công báo số 252 ngày 27-04-2026",),
            find=_is_gazette,
        ),
        Detector(
            name="repeated",
            source="books and collections: running heads and feet",
            gains="such lines are not read again on every page",
            positive=("Sổ tay pháp luật | 5",),
            negative=("Sổ tay của cán bộ", "Sổ tay pháp luật"),
            find=lambda line: _blanked(line.text) in line.repeated,
        ),
    ),
    example=lambda text: EdgeLine(text, frozenset({"Sổ tay pháp luật | #"})),
)


def repeated_lines(pages: Sequence[Page]) -> frozenset[str]:
    """Lines (digits blanked) that run at the top or the bottom of at least three pages and of a third of all.

    The organs of a letterhead are no running head, however many annexes have a letterhead of their own.
    On two pages a line repeats by chance more easily, so there it must stand first (or last) on both, at one height, in
    the margin, and not in capitals: titles and letterheads may well stand on both.
    """
    if len(pages) == 2:
        return _in_both_margins(pages)
    seen: defaultdict[str, list[_Seen]] = defaultdict(list)
    for page in pages:
        lines = [line for block in page.flow if block.kind is not BlockKind.TABLE for line in block.lines]
        top = [] if any(_STATE.match(line.text.strip()) for line in lines[:_LETTERHEAD_LINES]) else lines[:EDGE_LINES]
        edges = top + lines[-EDGE_LINES:] if len(lines) > 2 * EDGE_LINES else []
        short = [line for line in edges if len(line.text) <= _MOST_HEADER and not tells_an_amount(line.text)]
        for text, line in {_blanked(line.text): line for line in short}.items():
            seen[text].append(_Seen(tuple(map(int, _NUMBER.findall(line.text))), _middle(line, page)))
    least = max(_FEWEST_REPEATS, len(pages) // 3)
    return frozenset(
        text for text, found in seen.items() if len(text) >= _SHORTEST_REPEATED and _runs_through(found, least)
    )


def _runs_through(found: Sequence[_Seen], least: int) -> bool:
    """Whether a line stands on enough pages at one height, and its numbers stay or count on: of a page, of a chapter.

    What begins or ends a page by chance ("Lệ phí: Không có.", the same words with another fine) does neither.
    """
    if len(found) < least:
        return False
    heights = sorted(one.height for one in found if one.height is not None)
    if heights:
        middle = heights[len(heights) // 2]
        level = sum(abs(height - middle) < _ABOUT_ONE_HEIGHT for height in heights)
        if level + len(found) - len(heights) < least or _HEAD_OR_FOOT < middle < 1 - _HEAD_OR_FOOT:
            return False
    columns = zip(*(one.numbers for one in found), strict=True)
    return all(sum(one > other for one, other in pairwise(column)) <= len(found) // 4 for column in columns)


def _middle(line: Line, page: Page) -> float | None:
    return (line.box.top + line.box.bottom) / 2 / page.height if line.box and page.height else None


def stands_outside(line: Line, page: Page) -> bool:
    """Whether a line stands in the head or the foot of its page; unknown where it has no place."""
    middle = _middle(line, page)
    return middle is not None and not _HEAD_OR_FOOT <= middle <= 1 - _HEAD_OR_FOOT


def _in_both_margins(pages: Sequence[Page]) -> frozenset[str]:
    first, second = ([line for block in page.flow for line in block.lines] for page in pages)
    found: set[str] = set()
    for place in (0, -1) if min(len(first), len(second)) > 2 * EDGE_LINES else ():
        one, other, height = first[place], second[place], pages[0].height
        if one.box is None or other.box is None or height is None or one.text.isupper():
            continue
        in_margin = one.box.bottom < _MARGIN * height or one.box.top > (1 - _MARGIN) * height
        level = abs(one.box.top - other.box.top) < _SAME_HEIGHT * height
        if in_margin and level and _blanked(one.text) == _blanked(other.text):
            found.add(_blanked(one.text))
    return frozenset(found)


def is_furniture(text: str, repeated: frozenset[str] = frozenset(), *, edge: bool = True) -> bool:
    """Whether a line is a running header, a page number, a rule or a line of the gazette.

    Args:
        text: The line.
        repeated: Lines that stand on many pages.
        edge: It is the first or the last of its page.
    """
    return FURNITURE.first(EdgeLine(text.strip(), repeated, edge)) is not None


def is_signer_detail(text: str) -> bool:
    """Whether a line goes with an electronic signature ("Email: …", "Cơ quan: …"); only where there is one."""
    return _SIGNER_DETAIL.fullmatch(text.strip()) is not None


def is_rule(text: str) -> bool:
    """Whether a line is a drawn rule, which parts what stands above it from what stands below."""
    stripped = text.strip()
    return len(stripped) > 2 and _RULE.fullmatch(stripped) is not None


def is_signature_note(text: str) -> bool:
    """Whether a line is what a signing program prints over a page."""
    return _SIGNED_ELECTRONICALLY.fullmatch(text.strip()) is not None


def _blanked(text: str) -> str:
    return _NUMBER.sub("#", text.strip())
