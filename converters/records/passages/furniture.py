"""What is printed on a page without being part of the text: running headers, page numbers, rules, gazette lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from converters.reading.document import BlockKind, Page
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
_EDGE_LINES = 2  # at the top and at the bottom of a page that may be furniture
_MOST_HEADER = 160  # characters of a running header
_FEWEST_REPEATS = 3  # pages
_SHORTEST_REPEATED = 4  # characters
_MARGIN = 0.1  # of the page's height
_SAME_HEIGHT = 0.01  # of the page's height


class EdgeLine(NamedTuple):
    """A line that may be furniture.

    Attributes:
        text: Without white space around it.
        repeated: Lines that stand on many pages, digits blanked.
        edge: It is the first or the last of its page. Elsewhere a number alone is text: a hotline, a cell, a year.
    """

    text: str
    repeated: frozenset[str] = frozenset()
    edge: bool = True


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
    """Lines (digits blanked) that stand at the top or the bottom of at least three pages and of a third of all.

    The organs of a letterhead are no running head, however many annexes have a letterhead of their own.
    On two pages a line repeats by chance more easily, so there it must stand first (or last) on both, at one height, in
    the margin, and not in capitals: titles and letterheads may well stand on both.
    """
    if len(pages) == 2:
        return _in_both_margins(pages)
    counts: Counter[str] = Counter()
    for page in pages:
        texts = [line.text for block in page.flow if block.kind is not BlockKind.TABLE for line in block.lines]
        top = [] if any(_STATE.match(text.strip()) for text in texts[:_LETTERHEAD_LINES]) else texts[:_EDGE_LINES]
        edges = top + texts[-_EDGE_LINES:] if len(texts) > 2 * _EDGE_LINES else []
        counts.update({_blanked(text) for text in edges if len(text) <= _MOST_HEADER})
    least = max(_FEWEST_REPEATS, len(pages) // 3)
    return frozenset(text for text, count in counts.items() if count >= least and len(text) >= _SHORTEST_REPEATED)


def _in_both_margins(pages: Sequence[Page]) -> frozenset[str]:
    first, second = ([line for block in page.flow for line in block.lines] for page in pages)
    found: set[str] = set()
    for place in (0, -1) if min(len(first), len(second)) > 2 * _EDGE_LINES else ():
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
    return re.sub(r"\d{1,9}", "#", text.strip())
