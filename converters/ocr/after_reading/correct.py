"""After-reading of a page: hygiene, codes, glued words, then marks by context.

Only marks are changed, never digits, never base letters; every changed word keeps what the engine read in
`Word.engine_text`. The whole can be switched off, or the marks alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from statistics import median

from converters.ocr.after_reading.addresses import mend_address
from converters.ocr.after_reading.codes import join_split_codes, mend_code
from converters.ocr.after_reading.context import context_model
from converters.ocr.after_reading.context.context_model import ContextModel
from converters.ocr.after_reading.context.decode import Reading, Weights, choose, core_of, ends_context
from converters.ocr.after_reading.foreign_lines import is_foreign
from converters.ocr.after_reading.glued import join_torn, split_glued
from converters.ocr.after_reading.labels import BULLETS, mend_labels
from converters.ocr.after_reading.letterforms import mend_letterforms
from converters.ocr.after_reading.phrases import mend_phrases
from converters.ocr.after_reading.symbols import with_barred_symbols
from converters.reading.document import ASIDE, Block, Cell, Line, Page, Word
from validators.language.unicode_hygiene import clean_text

SLIDE_LINE_HEIGHT = 0.03  # of the page's height; letters that large are projected, not printed
SLIDE_CAUTION = 2.0  # slides are short phrases: little context, so more evidence is asked for


@dataclass(frozen=True, slots=True)
class CorrectionOptions:
    """What after-reading may do.

    Attributes:
        enabled: False leaves the page as the engine read it.
        marks: Correct diacritics by context.
        words: Split glued words, join and mend document numbers.
        weights: How much evidence a change of marks needs.
    """

    enabled: bool = True
    marks: bool = True
    words: bool = True
    weights: Weights = field(default_factory=Weights)


def correct_page(page: Page, *, options: CorrectionOptions | None = None, model: ContextModel | None = None) -> Page:
    """The page with its words corrected; boxes stay, split words share theirs.

    Args:
        page: As read by the engine.
        options: What may be done; everything by default.
        model: Syllables in context; the shipped one by default.
    """
    options = options or CorrectionOptions()
    if not options.enabled or not page.blocks:
        return page
    model = model or context_model.load()
    if is_slide(page):
        weights = options.weights
        options = replace(options, weights=replace(weights, change=weights.change + SLIDE_CAUTION))
    blocks = tuple(_correct_block(block, options, model) for block in page.blocks)
    return with_barred_symbols(replace(page, blocks=blocks)) if options.words else replace(page, blocks=blocks)


def correct_text(text: str, *, options: CorrectionOptions | None = None, model: ContextModel | None = None) -> str:
    """Plain text corrected, line by line; white space inside a line becomes single spaces."""
    lines = [Line(tuple(map(Word, line.split()))) for line in text.split("\n")]
    corrected = correct_lines(lines, options or CorrectionOptions(), model or context_model.load())
    return "\n".join(line.text for line in corrected)


def correct_lines(lines: Sequence[Line], options: CorrectionOptions, model: ContextModel) -> list[Line]:
    """Lines that follow one another, corrected as one run of text."""
    mended = [_mend(line.words, options, model) for line in lines]
    if options.marks:
        marked = _with_marks(mended, options.weights, model)
        # "điệm" is "điểm" only now, and what follows it a label.
        mended = _mend_wording(marked) if options.words else marked
    return [
        line if words == list(line.words) else replace(line, words=tuple(words))
        for line, words in zip(lines, mended, strict=True)
    ]


def _mend_wording(lines: list[list[Word]]) -> list[list[Word]]:
    """What can be told only now that the marks are right."""
    mended: list[list[Word]] = []
    last = ""
    for words in lines:
        mended.append(mend_letterforms(mend_phrases(mend_labels(words)), before=last))
        last = words[-1].text if words else last
    return mended


def is_slide(page: Page) -> bool:
    """Whether the page is a projected slide: wider than high, in letters far larger than print."""
    if page.width is None or page.height is None:
        return False
    width, height = (page.width, page.height) if page.rotation % 180 == 0 else (page.height, page.width)
    boxes = [line.box for block in page.flow for line in block.lines if line.box is not None]
    if width <= height or not boxes:
        return False
    heights = [min(right - left, bottom - top) for left, top, right, bottom in boxes]
    return median(heights) > SLIDE_LINE_HEIGHT * height


def _correct_block(block: Block, options: CorrectionOptions, model: ContextModel) -> Block:
    if block.kind in ASIDE:
        return block
    if not block.cells:
        return replace(block, lines=tuple(correct_lines(block.lines, options, model)))
    # A table's lines repeat its cells' text row by row: correct each cell, then carry the result over word by word.
    cells = tuple(_correct_cell(cell, options, model) for cell in block.cells)
    return replace(block, cells=cells, lines=tuple(_carried_over(block, cells)))


def _correct_cell(cell: Cell, options: CorrectionOptions, model: ContextModel) -> Cell:
    return replace(cell, lines=tuple(correct_lines(cell.lines, options, model)))


def _carried_over(block: Block, cells: Sequence[Cell]) -> list[Line]:
    """The table's lines, a line that is also a cell's line replaced by it."""
    changed = {
        old: new
        for before, after in zip(block.cells, cells, strict=True)
        for old, new in zip(before.lines, after.lines, strict=True)
        if old != new
    }
    return [changed.get(line) or _with_cells_in(line, changed) for line in block.lines]


def _with_cells_in(line: Line, changed: dict[Line, Line]) -> Line:
    """A row that holds several cells' lines one after another."""
    words: list[Word] = []
    rest = list(line.words)
    while rest:
        cell = next((old for old in changed if old.words and tuple(rest[: len(old.words)]) == old.words), None)
        words += changed[cell].words if cell else rest[:1]
        rest = rest[len(cell.words) if cell else 1 :]
    return replace(line, words=tuple(words))


def _mend(words: Sequence[Word], options: CorrectionOptions, model: ContextModel) -> list[Word]:
    """Hygiene always; codes and glued words as far as allowed."""
    tidy = [_tidied(word) for word in words]
    if not options.words:
        return tidy
    mended = mend_labels([mend_address(mend_code(word)) for word in join_torn(join_split_codes(tidy), model)])
    return list(chain.from_iterable(split_glued(word, model) for word in mended))


def _tidied(word: Word) -> Word:
    return word.mended(clean_text(word.text) or word.text)


def _with_marks(lines: list[list[Word]], weights: Weights, model: ContextModel) -> list[list[Word]]:
    """Marks by context; a line in another language is no context, and has no marks to be mended."""
    foreign = [is_foreign(line) for line in lines]
    own = [line for line, other in zip(lines, foreign, strict=True) if not other]
    words = list(chain.from_iterable(own))
    chosen = iter(choose(_readings(own), model, weights))
    corrected = iter([_with_core(word, text) for word, text in zip(words, chosen, strict=True)])
    return [line if other else [next(corrected) for _ in line] for line, other in zip(lines, foreign, strict=True)]


def _with_core(word: Word, text: str) -> Word:
    core = core_of(word.text)
    if core is None or core[1] == text:
        return word
    return word.mended(core[0] + text + core[2])


def _readings(lines: list[list[Word]]) -> list[Reading]:
    """What the search needs of each word: its letters, and where it stands in its sentence."""
    words = [word for line in lines for word in line]
    firsts = {sum(map(len, lines[:place])) for place in range(len(lines))}
    names = [_may_be_name(word) for word in words]
    found: list[Reading] = []
    opening = True
    for place, word in enumerate(words):
        core = core_of(word.text)
        if core is None:
            found.append(Reading(word.text, word.confidence, ends=_ends(word.text)))
            # A bullet or a number at a line's start leaves the sentence unopened.
            opening = _ends(word.text) or (place in firsts and (word.text in BULLETS or word.text.endswith(")")))
            continue
        before, letters, after = core
        # No name is followed by a number, but "Điều 5" and "Luật số 14" are.
        inside = not opening and not ends_context(before) and not _is_number(words, place + 1)
        # Two capitalised words in a row look like a name even where a sentence opens: "Trương Thị".
        in_name = names[place] and (any(names[place - 1 : place]) or any(names[place + 1 : place + 2]))
        opening = ends_context(after)
        found.append(Reading(letters, word.confidence, word.alternatives, ends=opening, inside=inside, in_name=in_name))
    return [*found[:-1], *(replace(last, cut_off=not last.ends) for last in found[-1:])]


def _may_be_name(word: Word) -> bool:
    core = core_of(word.text)
    return core is not None and len(core[1]) > 1 and core[1].istitle()


def _is_number(words: Sequence[Word], place: int) -> bool:
    return place < len(words) and words[place].text[0].isdigit()


def _ends(text: str) -> bool:
    return ends_context(text[-1])
