"""Numbers written by hand: found in the lines of a page, flagged, and never trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.handwriting.decision import UNSURE, is_handwritten
from converters.ocr.handwriting.form_blanks import EDGES, Blank, find_blanks
from converters.ocr.handwriting.print_profile import deviation_of, pieces_of, unread_ink
from converters.ocr.layout.crops import Crop
from converters.ocr.preparation.arrays import Integers
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Flag, Line, Page
from validators.problems import Message, say

LEADERS = ".,:;…"  # signs that a form prints itself
MOST_TRUST = 0.5  # confidence of a word written by hand, whatever the engine says: it was taught on print


@dataclass(frozen=True, slots=True)
class HandwrittenNumber:
    """A number written by hand.

    Attributes:
        kind: Of what: `number` or `date`.
        text: As read; empty where nothing was.
        box: Of what was written, in pixels of the prepared page.
        around: The same with the words beside it where nothing was read.
    """

    kind: str
    text: str
    box: Box
    around: Box


def find_handwritten(crops: Sequence[Crop], readings: Sequence[Sequence[ReadWord]]) -> list[HandwrittenNumber]:
    """The numbers written by hand in the lines of a page.

    Args:
        crops: One for each line.
        readings: What the engine read in each.
    """
    return [found for crop, words in zip(crops, readings, strict=True) if words for found in _in_line(crop, words)]


def _in_line(crop: Crop, words: Sequence[ReadWord]) -> Iterator[HandwrittenNumber]:
    blanks = [blank for blank in find_blanks([word.text for word in words]) if blank.form or _is_unsure(words, blank)]
    if not blanks:
        return
    pieces, left, top = pieces_of(crop.image), crop.left, crop.top
    for blank in blanks:
        found = _unread(blank, pieces, words) if _is_empty(blank, words) else _read(blank, pieces, words)
        if found is not None:
            yield replace(found, box=found.box.moved(left, top), around=found.around.moved(left, top))


def _is_empty(blank: Blank, words: Sequence[ReadWord]) -> bool:
    return all(not word.text.strip(EDGES + "_-–") for word in words[blank.first : blank.last])


def _is_unsure(words: Sequence[ReadWord], blank: Blank) -> bool:
    """Sure numbers in running text are not even measured: nearly all are print."""
    return any(word.confidence < UNSURE for word in words[blank.first : blank.last])


def _read(blank: Blank, pieces: Integers, words: Sequence[ReadWord]) -> HandwrittenNumber | None:
    own = words[blank.first : blank.last]
    confidence = min(word.confidence for word in own)
    strayed = deviation_of(pieces, words, blank.first, blank.last)
    if not is_handwritten(strayed, confidence, form=blank.form):
        return None
    box = Box.around(word.box for word in own)
    return HandwrittenNumber(blank.kind, " ".join(word.text for word in own), box, box)


def _unread(blank: Blank, pieces: Integers, words: Sequence[ReadWord]) -> HandwrittenNumber | None:
    if blank.first == 0:
        return None
    before = words[blank.first - 1]
    box = unread_ink(pieces, words, blank.first, blank.last)
    if box is None and before.text.strip(EDGES) != before.text.strip(LEADERS):
        box = before.box  # "ngày.)": what was written has grown together with the print
    if box is None:
        return None
    beside = [word.box for word in words[blank.first - 1 : blank.last + 1]]
    return HandwrittenNumber(blank.kind, "", box, Box.around([box, *beside]))


def handwriting_flag(written: HandwrittenNumber, page: int, box: Box) -> Flag:
    """The flag that shows a handwritten number to a person.

    Args:
        written: What was found.
        page: Number of the page.
        box: `written.around` in pixels of the stored image.
    """
    read, unread = reasons()
    return Flag(page, box, -1, -1, written.text, (), written.kind, read if written.text else unread)


def reasons() -> tuple[Message, Message]:
    """Why a number written by hand is flagged: it was read, or it was not."""
    return say("This seems to be written by hand."), say("Something written by hand here could not be read.")


def with_one_flag_each(page: Page) -> Page:
    """The page with one flag for each number written by hand, and little trust in what was read there.

    A second reading's own flag for the same number gives its candidates and goes.
    """
    texts = {reason.text for reason in reasons()}
    written = [flag for flag in page.flags if flag.reason.text in texts]
    if not written:
        return page
    others = [flag for flag in page.flags if flag.reason.text not in texts]
    flags = [_as_it_stands(_with_candidates(flag, others), page) for flag in written]
    kept = [flag for flag in others if not any(_same_spot(flag, own) for own in written)]
    boxes = [flag.box for flag in written if flag.box and flag.text]
    return replace(page, flags=(*flags, *kept), blocks=tuple(_doubted(block, boxes) for block in page.blocks))


def handwriting_block(box: Box) -> Block:
    """A block without text where something is written by hand; what was read there stays in its line."""
    return Block(BlockKind.HANDWRITING, (), box)


def _with_candidates(flag: Flag, others: Sequence[Flag]) -> Flag:
    same = [other for other in others if _same_spot(other, flag)]
    candidates = tuple(dict.fromkeys(text for other in same for text in (other.text, *other.candidates)))
    return replace(flag, candidates=tuple(text for text in candidates if text != flag.text))


def _as_it_stands(flag: Flag, page: Page) -> Flag:
    """The flag with the text that its words have by now, where the after-reading changed them."""
    box = flag.box
    words = [word for block in page.flow for word in block.words if box and word.box and _share(word.box, box) >= 0.5]
    read, stands = (" ".join(texts) for texts in ([word.as_read for word in words], [word.text for word in words]))
    return replace(flag, text=stands) if words and read == flag.text else flag


def _same_spot(one: Flag, other: Flag) -> bool:
    return one.box is not None and other.box is not None and one.kind != "page" and _share(one.box, other.box) >= 0.5


def _doubted(block: Block, boxes: Sequence[Box]) -> Block:
    cells = tuple(replace(cell, lines=tuple(_doubted_line(line, boxes) for line in cell.lines)) for cell in block.cells)
    return replace(block, lines=tuple(_doubted_line(line, boxes) for line in block.lines), cells=cells)


def _doubted_line(line: Line, boxes: Sequence[Box]) -> Line:
    words = tuple(
        replace(word, confidence=min(word.confidence, MOST_TRUST))
        if word.confidence is not None and word.box and any(_share(word.box, box) >= 0.5 for box in boxes)
        else word
        for word in line.words
    )
    return replace(line, words=words)


def _share(one: Box, other: Box) -> float:
    """What share of the smaller box lies in the other."""
    smaller = min(one.area, other.area)
    return one.shared_area(other) / smaller if smaller > 0 else 0.0
