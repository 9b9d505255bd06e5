"""A document's lines as passages.

Readers give blocks of lines. A block may hold several paragraphs (a text layer without geometry) and a paragraph may
run over two blocks (a page break), so paragraphs are made anew here, by what lines begin and end with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from converters.reading.document import Block, BlockKind, Document, Line, Method
from converters.records.passages.markers import MARKERS
from converters.records.passages.passage import Passage, PlacedWord, is_capitals
from converters.records.passages.printed_lines import PrintedLine, printed_lines
from validators.language import legal_paper

_ENDS = (".", ";", ":", "?", "!", ".”", "”", ";”", '."', "./.")
_AMOUNT_LINE = re.compile(
    r"(?:Phạt(?: tiền)? )?(?:[Tt]ừ|[Đđ]ến) [\d.,]{3,15} (?:triệu )?đồng(?: đến [\d.,]{3,15} (?:triệu )?đồng)?\.?"
)
_ENDS_WITH_ACT = re.compile(r"\d/(?:\d{4}/)?[A-ZĐ][A-ZĐa-z\d-]{0,19}[A-ZĐa-z\d]$")
_PROVISION_LINE = re.compile(
    r"(?:điểm [a-zđ],? )?(?:khoản \d{1,2},? )?Điều \d{1,3}(?: (?:của )?(?:Luật|Bộ luật|Nghị định|Thông tư"
    r"|Quyết định) [^.;:]{3,80})?",
    re.IGNORECASE,
)
_SHORT_LINE = 0.82  # of the usual length: a shorter line was ended on purpose
_SHORT_END = 0.9  # of the block's width, where boxes are known
_VERY_SHORT = 0.6  # of the usual length: such a line ends even a sentence without its mark
_USUAL = 0.8  # of all lines are not longer than the usual length
_FEWEST_LINES = 2  # of a block more of which tell its width
_LONGEST_LINE = 170  # characters; none is printed longer
_SHORTEST_HANGING = 12  # characters; a shorter line that ends in "-" is a bullet
_SHORTEST_CAPITALS = 5  # characters; fewer are a sign


def passages(document: Document) -> tuple[Passage, ...]:
    """All passages of a document's text flow, in order, without running headers and page numbers."""
    return passages_of(printed_lines(document)[0])


def passages_of(lines: Sequence[PrintedLine]) -> tuple[Passage, ...]:
    """The passages that lines of the text flow make up, in order."""
    return tuple(passage for run in _runs(lines) if (passage := _passage(run)) is not None)


def _runs(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    width = _usual_width(lines)
    run: list[PrintedLine] = []
    for line in lines:
        if run and _begins(run, line, width):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _usual_width(lines: Sequence[PrintedLine]) -> int:
    widths = sorted(len(line.text) for line in lines)
    return widths[int(len(widths) * _USUAL)] if widths else 0


def _begins(run: Sequence[PrintedLine], line: PrintedLine, width: int) -> bool:
    """Whether a line begins a new passage."""
    last = run[-1]
    if line.after_rule:
        return True
    if _STATE_NAME_BROKEN.search(last.text) and line.text.upper().startswith("VIỆT NAM"):
        return False
    if _ORGAN_ABOVE.match(last.text) and _ORGAN_BELOW.match(line.text) and f"{last.text}{line.text}".isupper():
        return True
    if line.block is last.block:
        if line.block.kind is not BlockKind.TABLE and _asked(run) and line.text[:1].isupper():
            return True
        return line.block.kind is not BlockKind.TABLE and _breaks_inside(last, line, width)
    if line.method is Method.OFFICE or BlockKind.TABLE in {line.block.kind, last.block.kind}:
        return True  # a paragraph of an Office file is a paragraph; on paper it has to be found out
    if MARKERS.match(line.text) and not _is_reference(last.text, line.text):
        return True
    if _stand_apart(last.text, line.text):
        return True
    return not _goes_on(last, line, width)


_STATE_NAME_BROKEN = re.compile(legal_paper.STATE_NAME_BROKEN)
# In the head of a paper the organ that issues stands below the one it belongs to.
_ORGAN_ABOVE = re.compile(r"(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|BỘ|SỞ|TỔNG CỤC|CỤC|CÔNG AN)\s.{2,60}$")
_ORGAN_BELOW = re.compile(
    r"(?:SỞ|PHÒNG|TRƯỜNG|TRUNG TÂM|CHI CỤC|CỤC|VỤ|BAN|CÔNG AN|VIỆN|THANH TRA|VĂN PHÒNG|HỘI ĐỒNG PHỐI HỢP|CHI NHÁNH)"
    r"\s\w"
)
_NUMBERED_OR_NAMED = re.compile(r"(?:Câu hỏi|Câu|CÂU HỎI|CÂU|Hỏi|HỎI)\b|\d{1,3}\s?[.)/]\s")


def _asked(run: Sequence[PrintedLine]) -> bool:
    """Whether a numbered or named question came to its question mark at the end of a line: its answer may follow."""
    return run[-1].text.rstrip().endswith("?") and _NUMBERED_OR_NAMED.match(run[0].text) is not None


_HANGING = frozenset(
    "đối số của và tại theo bởi khoản điểm điều ngày tháng năm các về với do hoặc luật từ đến là cho trong".split()  # noqa: SIM905
)


def _goes_on(last: PrintedLine, line: PrintedLine, width: int) -> bool:
    """Whether a block goes on with the sentence of the block before it."""
    text = last.text.rstrip()
    if text.endswith(_ENDS) or is_capitals(text) or is_capitals(line.text):
        return False
    if _hangs(text):
        return True
    headings = last.block.kind is line.block.kind is BlockKind.HEADING
    if headings and line.text[:1].islower():
        return True
    if BlockKind.HEADING in {last.block.kind, line.block.kind}:
        return False
    full = not _is_short(last, width)
    return full and (line.text[:1].islower() or (last.page != line.page and not line.block.emphasis))


def _stand_apart(last: str, text: str) -> bool:
    """Leaflets set behaviour, amount and provision under each other: an amount or a provision fills a line alone."""
    return bool(_AMOUNT_LINE.fullmatch(text) or _AMOUNT_LINE.fullmatch(last) or _PROVISION_LINE.fullmatch(last)) or (
        _ENDS_WITH_ACT.search(last) is not None and text[:1].isupper()
    )


def _hangs(text: str) -> bool:
    """Whether a line ends with a word that cannot end a sentence."""
    return (len(text) > _SHORTEST_HANGING and text.rstrip().endswith((" -", " –"))) or (
        len(text) > _SHORTEST_HANGING and text.rstrip().rsplit(" ", 1)[-1].lower() in _HANGING
    )


def _breaks_inside(last: PrintedLine, line: PrintedLine, width: int) -> bool:
    """Inside one block: at a marker, after a short line that ends a sentence, and around lines in capitals."""
    if MARKERS.match(line.text):
        return not _is_reference(last.text, line.text)
    if len(last.text) > _LONGEST_LINE:
        return True  # no line is printed so long: the source gives one line a paragraph
    if _stand_apart(last.text, line.text):
        return True
    short = _is_short(last, width)
    if is_capitals(last.text) != is_capitals(line.text) and min(len(last.text), len(line.text)) > _SHORTEST_CAPITALS:
        return True
    starts = not line.text[:1].islower() and not _hangs(last.text)
    if starts and last.text.rstrip().endswith(_ENDS):
        return short or _had_room(last, line)
    return starts and short and len(last.text) < width * _VERY_SHORT


def _is_reference(last: str, text: str) -> bool:
    """A wrapped line that begins with "Điều 5." or "1." only because the line before ended there."""
    if not re.match(r"[\d“\"]|[a-zđ]\d?\)|Đ|Chương|Mục|Phần|[IVX]{1,6}\s?\.", text):
        return False
    if last.rstrip().endswith(_ENDS) or not last or _ARTICLE_TITLE.match(last):
        return False
    before = last.rstrip().rsplit(" ", 1)[-1].lower()
    if re.match(r"[a-zđ]\d?\)", text):
        return before in {"điểm", "và", "hoặc", "các"}
    return before in (_BEFORE_NUMBER if text[:1].isdigit() else _BEFORE_UNIT)


# "Điều 17. Bãi bỏ một số điều, khoản" is whole, though it ends with a word that a number could follow.
_ARTICLE_TITLE = re.compile(r"(?:Đ|Ð)iều\s\d{1,3}[a-zđ]?\s?\.\s.{4,160}$")
_BEFORE_NUMBER = frozenset({"khoản", "điểm", "điều", "số", "ngày", "tháng", "năm", "mục", "chương", "phần"})
_BEFORE_UNIT = _BEFORE_NUMBER | {"và", "tại", "của", "từ", "đến", "theo", "hoặc", "các"}


def _is_short(line: PrintedLine, width: int) -> bool:
    box, around = line.line.box, line.block.box
    if box is not None and around is not None and around.width > 0 and len(line.block.lines) > _FEWEST_LINES:
        return (box.right - around.left) / around.width < _SHORT_END
    return len(line.text) < width * _SHORT_LINE


def _had_room(last: PrintedLine, line: PrintedLine) -> bool:
    """Whether the next line's first word would have fitted on the line before: its paragraph ended there."""
    box, around, first = last.line.box, last.block.box, line.line.words[:1]
    if box is None or around is None or not first or first[0].box is None:
        return False
    word = first[0].box
    return around.right - box.right > word.width + 0.5 * box.height


def _passage(run: Sequence[PrintedLine]) -> Passage | None:
    places = tuple(PlacedWord(word, line.page) for line in run for word in line.line.words if word.text)
    if not places:
        return None
    words = [place.word.text for place in places]
    starts = accumulate((len(word) + 1 for word in words[:-1]), initial=0)
    block = run[0].block
    return Passage(
        text=" ".join(words),
        places=places,
        starts=tuple(starts),
        kind=block.kind,
        method=run[0].method,
        lines=len(run),
        level=block.level,
        emphasis=block.emphasis,
        cells=block.cells,
    )


def passages_in(lines: Sequence[Line], page: int, method: Method) -> Iterator[Passage]:
    """The paragraphs of lines that stand apart from the text flow (a table cell).

    Args:
        lines: Top to bottom.
        page: Where they stand.
        method: How they were read; in an Office file every line is a paragraph.
    """
    block = Block(BlockKind.PARAGRAPH, tuple(lines))
    printed = [PrintedLine(line, line.text, page, block, False, method) for line in lines if line.text.strip()]
    runs = ([line] for line in printed) if method is Method.OFFICE else _runs(printed)
    for run in runs:
        made = _passage(run)
        if made is not None:
            yield made
