"""Text of a page that does not run with the rest: watermarks, and what is printed up or down the margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from converters.reading.document import Block, BlockKind
from converters.reading.pdf.geometry import FloatBox, Frame
from converters.reading.pdf.text_layer.blocks import Group, body_of, group_lines
from converters.reading.pdf.text_layer.lines import PlacedLine, PlacedWord, lines_of

LARGE = 1.6  # times the usual size that a level watermark is set in, at least
FEWEST_CROSSED = 3  # words that a level watermark lies over; a heading lies over none
CROSSED = 0.25  # of a word's area that lies under it
MOST_SLANTED = 0.5  # of the letters: more is a page that was set aslant, and no watermark


@dataclass(frozen=True, slots=True)
class Dealt:
    """The words of a page by how they run."""

    upright: list[PlacedWord]
    sideways: list[PlacedWord]
    watermark: list[PlacedWord]


def deal_words(words: Sequence[PlacedWord]) -> Dealt:
    """Part watermarks, and what runs another way than the page, from the page's text; each keeps its order."""
    slanted = sum(len(word.text) for word in words if word.style.slanted)
    aslant = slanted > MOST_SLANTED * sum(len(word.text) for word in words)
    dealt = Dealt([], [], [])
    crossing = _crossing(words)
    for index, word in enumerate(words):
        if index in crossing or (word.style.slanted and not aslant):
            dealt.watermark.append(word)
        elif word.turned:
            dealt.sideways.append(word)
        else:
            dealt.upright.append(word)
    return dealt


def _crossing(words: Sequence[PlacedWord]) -> set[int]:
    """Indexes of large words on the level that lie over the lines of the text."""
    if not words:
        return set()
    usual = median(word.size for word in words)
    large = [index for index, word in enumerate(words) if word.size >= LARGE * usual and not word.turned]
    small = [word.box for word in words if word.size < LARGE * usual] if large else []
    return {index for index in large if _crossed(words[index].box, small) >= FEWEST_CROSSED}


def _crossed(large: FloatBox, boxes: Sequence[FloatBox]) -> int:
    return sum(_shared(large, box) > CROSSED * box.width * box.height for box in boxes)


def _shared(one: FloatBox, other: FloatBox) -> float:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(across, 0.0) * max(down, 0.0)


def watermark_blocks(words: Sequence[PlacedWord], frame: Frame) -> list[Block]:
    """Each line of a watermark as a block, in the order they were drawn."""
    return [_block(BlockKind.WATERMARK, [line], frame) for line in lines_of(words)]


def sideways_blocks(words: Sequence[PlacedWord], frame: Frame) -> list[tuple[Group, Block]]:
    """Paragraphs that run up or down the page, with where they stand on it."""
    lines = lines_of(words)
    found = []
    for group in group_lines(lines, body_of(lines, frame.height)) if lines else ():
        block = _block(BlockKind.PARAGRAPH, group.lines, frame)
        group.place = FloatBox.around(word.box for line in group.lines for word in line.words)
        found.append((group, block))
    return found


def _block(kind: BlockKind, lines: Sequence[PlacedLine], frame: Frame) -> Block:
    box = FloatBox.around(word.box for line in lines for word in line.words)
    return Block(kind, tuple(line.as_line(frame) for line in lines), frame.whole(box))
