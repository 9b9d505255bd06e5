"""A Document as passages: logical paragraphs that remember, word by word, where they were read.

Readers give blocks of lines. A block may hold several paragraphs (a text layer without geometry) and a paragraph may
run over two blocks (a page break), so paragraphs are made anew here, by what lines begin and end with.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Cell, Document, Line, Method, Page, Word
from converters.reading.paging.folding import in_folded_order
from converters.records.passages.furniture import (
    is_furniture,
    is_rule,
    is_signature_note,
    is_signer_detail,
    repeated_lines,
)
from validators.language import legal_paper
from validators.sharing.record import Evidence


@dataclass(frozen=True, slots=True)
class Place:
    """A word with the page it stands on."""

    word: Word
    page: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list item or table.

    Attributes:
        text: Words with single spaces between.
        places: The words, each with its page.
        starts: Where each word begins in `text`.
        kind: What the reader took it for.
        method: How it was read.
        lines: How many printed lines it has.
        level: Of headings and list items, as the reader saw it.
        emphasis: Printed bold or in capitals, as far as that is known.
        cells: Of a table.
        role: `question`, `question-more` or `answer` for a cell of a table of questions and answers; else empty.
    """

    text: str
    places: tuple[Place, ...]
    starts: tuple[int, ...]
    kind: BlockKind
    method: Method
    lines: int = 1
    level: int = 0
    emphasis: bool = False
    cells: tuple[Cell, ...] = ()
    role: str = ""

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.places[0].page if self.places else 1

    def evidence(self, start: int = 0, end: int | None = None, *, inferred: bool = False) -> Evidence:
        """Where a part of the text was read: page, box around its words on that page, lowest confidence.

        Args:
            start: First character of the part.
            end: One past the last; the whole rest when None.
            inferred: The value was concluded from this part rather than read.
        """
        end = len(self.text) if end is None else end
        first = max(0, bisect_right(self.starts, start) - 1)
        last = max(first + 1, bisect_left(self.starts, end))
        chosen = self.places[first:last]
        page = chosen[0].page if chosen else self.page
        words = [place.word for place in chosen if place.page == page]
        confidences = [word.confidence for word in words if word.confidence is not None]
        engine = " ".join(word.engine_text or word.text for word in words)
        corrected = any(word.engine_text is not None for word in words)
        return Evidence(
            page=page,
            box=surrounding(word.box for word in words),
            text=self.text[start:end],
            confidence=min(confidences) if confidences else None,
            method=self.method.value,
            inferred=inferred,
            engine_text=engine if corrected else None,
        )


def surrounding(boxes: Iterable[Box | None]) -> Box | None:
    """The smallest box around all boxes; None when one is missing or there is none."""
    known = list(boxes)
    if not known or any(box is None for box in known):
        return None
    left, top, right, bottom = Box.around(box for box in known if box is not None)
    return Box(max(0, left), max(0, top), right, bottom)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line with the page and block it stands in."""

    line: Line
    text: str
    page: int
    block: Block
    after_rule: bool
    method: Method


MARKER = re.compile(
    r"[“\"']?(?:(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|Tiểu mục|TIỂU MỤC)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVXLC]{1,7}"
    r"|\d{1,2}|[A-Z])\b"
    r"|(?:Đ|Ð|D)i[êềếểễệe]u\s+[\dlIO]{1,4}[a-zđ]?\s?[.:]"
    r"|(?:Câu hỏi|Câu|Hỏi|Đáp|Trả lời|Tình huống|Giải đáp|Bước)\b\s{0,2}\d{0,3}\s?[.:)]"
    r"|\d{1,3}[a-zđ]?(?:\.\d{1,3}){0,3}\s?[.)][⁰¹²³⁴-⁹]{0,4}\s|\d{1,2}(?:\.\d{1,2}){1,3}\s|[a-zđ]\d{0,2}\)[⁰¹²³⁴-⁹]{0,4}\s|[IVX]{1,6}\s?[.)]\s|[A-ZĐ]\s?[.)]\s"
    r"|[-–+•*]\s|Căn cứ\b|Theo đề nghị\b|PHỤ LỤC\b|Phụ lục\s+[IVX\d]{1,6}\s*$"
    rf"|(?:{legal_paper.RECIPIENTS}|{legal_paper.ADDRESSEE})\b|{legal_paper.SIGNED_FOR_OR_ACTING})"
)
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
_SHORT_LINE = 0.82
_SCRAP = 14
_LONGEST_LINE = 170


def passages(document: Document) -> tuple[Passage, ...]:
    """All passages of a document's text flow, in order, without running headers and page numbers."""
    return tuple(passage for run in _runs(tuple(printed_lines(document))) if (passage := _passage(run)) is not None)


def printed_lines(document: Document) -> Iterator[PrintedLine]:
    """All lines of the text flow, in order, without running headers and page numbers."""
    repeated = repeated_lines(document.pages)
    for page in in_folded_order(document.pages):
        yield from _page_lines(page, repeated)


def _page_lines(page: Page, repeated: frozenset[str]) -> Iterator[PrintedLine]:
    """The lines of a page; from "Nơi nhận" on, what stands in the right half (who signs) follows the left half."""
    right: list[PrintedLine] = []
    closing = False
    for printed in _lines_of(page, repeated):
        closing = closing or _RECIPIENTS.match(printed.text) is not None
        left, other = _halves(printed, right) if closing else (printed, None)
        right += [] if other is None else [other]
        if left is not None:
            yield left
    yield from right


def _halves(printed: PrintedLine, right: Sequence[PrintedLine]) -> tuple[PrintedLine | None, PrintedLine | None]:
    """A line of the closing as its left and its right half; scans give both as one line."""
    words, box = printed.line.words, printed.line.box
    edges = [word.box for word in words]
    if box is None or any(edge is None for edge in edges):
        return printed, None
    known = [edge for edge in edges if edge is not None]
    begins = min((one.line.box.left for one in right if one.line.box is not None), default=None)
    if begins is not None and box.left > begins - box.height * _GAP:
        return None, printed
    gaps = [later.left - earlier.right for earlier, later in pairwise(known)]
    widest = max(gaps, default=0)
    if widest <= box.height * _GAP:
        return printed, None
    cut = gaps.index(widest) + 1
    return _with_words(printed, words[:cut]), _with_words(printed, words[cut:])


def _with_words(printed: PrintedLine, words: tuple[Word, ...]) -> PrintedLine:
    line = Line(words, surrounding(word.box for word in words))
    block = Block(BlockKind.PARAGRAPH, (line,), line.box)
    return PrintedLine(line, line.text, printed.page, block, False, printed.method)


_RECIPIENTS = re.compile(rf"{legal_paper.RECIPIENTS}\s?:")
_GAP = 3.0  # heights of a line: no space between words is so wide


def _lines_of(page: Page, repeated: frozenset[str]) -> Iterator[PrintedLine]:
    signed = any(is_signature_note(line.text) for block in page.blocks for line in block.lines)
    flow = [piece for block in page.flow for piece in _untabled(block)]
    edges = {id(line) for block in (*flow[:1], *flow[-1:]) for line in (*block.lines[:1], *block.lines[-1:])}
    for block in _pieced_together(flow):
        if block.kind in {BlockKind.HEADER, BlockKind.FOOTER, BlockKind.PAGE_NUMBER}:
            continue
        after_rule = False
        for line in block.lines:
            text = line.text
            if not text or is_furniture(text, repeated, edge=id(line) in edges) or is_signature_note(text):
                after_rule = after_rule or is_rule(text)
                continue
            if signed and is_signer_detail(text):
                continue
            yield PrintedLine(line, text, page.number, block, after_rule, page.method)
            after_rule = False


_LAYOUT_TABLE = re.compile(
    legal_paper.one_of(legal_paper.MOTTO_FIRST_HALF, rf"{legal_paper.RECIPIENTS}\s?:", legal_paper.SIGNED_FOR)
)


def _untabled(block: Block) -> Iterator[Block]:
    """Word sets heads and signatures in tables without lines: their cells, or unknown cells' lines, are paragraphs."""
    if block.kind is BlockKind.TABLE and not block.cells:
        for line in block.lines:
            yield Block(BlockKind.PARAGRAPH, (line,), line.box)
        return
    if block.kind is not BlockKind.TABLE or not block.cells or not _LAYOUT_TABLE.search(block.text):
        yield block
        return
    rows = max(cell.row for cell in block.cells)
    if rows > (_MOST_HEAD_ROWS if max(cell.column for cell in block.cells) <= 1 else 5):
        yield block
        return
    for cell in sorted(block.cells, key=_layout_order(block.cells)):
        for line in cell.lines:
            yield Block(BlockKind.PARAGRAPH, (line,), line.box)


_MOST_HEAD_ROWS = 12


def _layout_order(cells: Sequence[Cell]) -> Callable[[Cell], tuple[int, int, int]]:
    """Left column, then right column, down to a row that fills the width (the type of the act); so on from there."""
    filled = {cell.row for cell in cells if cell.text.strip()}
    wide = sorted(row for row in filled if sum(cell.row == row for cell in cells) == 1)

    def order(cell: Cell) -> tuple[int, int, int]:
        return bisect_right(wide, cell.row - 1) + bisect_right(wide, cell.row), cell.column, cell.row

    return order


def _pieced_together(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks, with scraps of one printed line ("Số:", "225", "/QĐ", "-UBND") put back into one from left to right."""
    scraps: list[Block] = []
    for block in blocks:
        if _is_scrap(block) and (not scraps or _same_row(scraps[0], block)):
            scraps.append(block)
            continue
        yield from _one_line(scraps)
        scraps = [block] if _is_scrap(block) else []
        if not scraps:
            yield block
    yield from _one_line(scraps)


def _is_scrap(block: Block) -> bool:
    return (
        block.kind is not BlockKind.TABLE
        and block.box is not None
        and len(block.lines) == 1
        and len(block.text) <= _SCRAP
    )


def _same_row(first: Block, second: Block) -> bool:
    if first.box is None or second.box is None:
        return False
    return -first.box.gap_down(second.box) > 0.4 * min(first.box.height, second.box.height)


def _one_line(scraps: Sequence[Block]) -> Iterator[Block]:
    if len(scraps) < 2 or not any(scrap.text.lstrip().startswith(("S", "/", "-")) for scrap in scraps):
        yield from scraps
        return
    loose = [word for scrap in scraps for line in scrap.lines for word in line.words]
    words = tuple(sorted(loose, key=lambda word: word.box.left if word.box else 0))
    box = surrounding(scrap.box for scrap in scraps)
    yield Block(BlockKind.PARAGRAPH, (Line(words, box),), box)


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
    return widths[int(len(widths) * 0.8)] if widths else 0


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
    if MARKER.match(line.text) and not _is_reference(last.text, line.text):
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
    return (len(text) > 12 and text.rstrip().endswith((" -", " –"))) or (
        len(text) > 12 and text.rstrip().rsplit(" ", 1)[-1].lower() in _HANGING
    )


def _breaks_inside(last: PrintedLine, line: PrintedLine, width: int) -> bool:
    """Inside one block: at a marker, after a short line that ends a sentence, and around lines in capitals."""
    if MARKER.match(line.text):
        return not _is_reference(last.text, line.text)
    if len(last.text) > _LONGEST_LINE:
        return True  # no line is printed so long: the source gives one line a paragraph
    if _stand_apart(last.text, line.text):
        return True
    short = _is_short(last, width)
    if is_capitals(last.text) != is_capitals(line.text) and min(len(last.text), len(line.text)) > 5:
        return True
    starts = not line.text[:1].islower() and not _hangs(last.text)
    if starts and last.text.rstrip().endswith(_ENDS):
        return short or _had_room(last, line)
    return starts and short and len(last.text) < width * 0.6


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


def is_capitals(text: str) -> bool:
    """Whether a line is words in capitals (and not just a number with its symbol)."""
    return text.isupper() and sum(character.isalpha() for character in text) > 5 and "/" not in text


def _is_short(line: PrintedLine, width: int) -> bool:
    box, around = line.line.box, line.block.box
    if box is not None and around is not None and around.width > 0 and len(line.block.lines) > 2:
        return (box.right - around.left) / around.width < 0.9
    return len(line.text) < width * _SHORT_LINE


def _had_room(last: PrintedLine, line: PrintedLine) -> bool:
    """Whether the next line's first word would have fitted on the line before: its paragraph ended there."""
    box, around, first = last.line.box, last.block.box, line.line.words[:1]
    if box is None or around is None or not first or first[0].box is None:
        return False
    return around.right - box.right > first[0].box.width + 0.5 * box.height


def _passage(run: Sequence[PrintedLine]) -> Passage | None:
    places = tuple(Place(word, line.page) for line in run for word in line.line.words if word.text)
    if not places:
        return None
    starts: list[int] = []
    position = 0
    for place in places:
        starts.append(position)
        position += len(place.word.text) + 1
    block = run[0].block
    return Passage(
        text=" ".join(place.word.text for place in places),
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


def joined(passages_: Sequence[Passage]) -> Passage:
    """Several passages as one."""
    places = tuple(place for passage in passages_ for place in passage.places)
    starts: list[int] = []
    position = 0
    for passage in passages_:
        starts += [position + start for start in passage.starts]
        position += len(passage.text) + 1
    first = passages_[0]
    return Passage(
        text=" ".join(passage.text for passage in passages_),
        places=places,
        starts=tuple(starts),
        kind=first.kind,
        method=first.method,
        lines=sum(passage.lines for passage in passages_),
        level=first.level,
        emphasis=first.emphasis,
    )
