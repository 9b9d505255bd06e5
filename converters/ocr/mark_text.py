"""What was read in stamps and signatures goes with them, and leaves the text.

In a frame of the size of a rubber stamp the words decide: only "ĐẾN", "SAO Y", "HỎA TỐC" and their like make it one
(Nghị định 30/2020/NĐ-CP, Điều 22, 25 and Annexes I and IV). A mark of secrecy stays in the text too: it decides
whether the document may be published at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from converters.ocr.junk import makes_sense
from converters.reading.document import Block, BlockKind, Box, Line, Word

DOUBTFUL = 0.6  # engine confidence below which a word in a stamp or signature, if it makes no sense, is theirs
SURELY_NOT = 0.3  # the same for any word
LONGEST_STAMP = 40  # words
_STAMPED = re.compile(
    r"(?i)\bđến\b|\bsao y\b|\bsao lục\b|\btrích sao\b|\bh[oỏ][aảạ] tốc\b|\bthượng khẩn\b|^\W{0,3}khẩn\W{0,3}$"
    r"|^\W{0,3}(?:đã thu|đã thu tiền|bản sao|bản chính|công chứng)\W{0,3}$"
)
_SECRET = re.compile(r"(?i)^\W{0,3}(?:tuyệt |tối )?mật\W{0,3}$")


@dataclass(slots=True)
class MarkArea:
    """A stamp or a signature while the words of a page are sorted.

    Attributes:
        kind: `stamp` or `signature`.
        box: Pixels of the stored image.
        framed: Whether all words within belong to it.
        lines: What was read of it.
    """

    kind: BlockKind
    box: Box
    framed: bool = False
    lines: list[Line] = field(default_factory=list)

    @property
    def block(self) -> Block:
        """As a block beside the text."""
        return Block(self.kind, tuple(self.lines), self.box)

    def holds(self, box: Box | None) -> bool:
        """Whether the middle of a box lies within; a round stamp has no corners."""
        if box is None:
            return False
        left, top, right, bottom = self.box
        x = ((box[0] + box[2]) - (left + right)) / max(1, right - left)
        y = ((box[1] + box[3]) - (top + bottom)) / max(1, bottom - top)
        round_one = self.kind is BlockKind.STAMP and not self.framed and 0.8 <= (right - left) / (bottom - top) <= 1.25
        return x * x + y * y <= 1 if round_one else max(abs(x), abs(y)) <= 1


def stamped_frames(frames: Sequence[Box], lines: Sequence[Line]) -> list[MarkArea]:
    """The frames whose words make them stamps.

    Args:
        frames: Of the size of stamps, pixels of the stored image.
        lines: All lines of the page.
    """
    found = []
    for box in frames:
        area = MarkArea(BlockKind.STAMP, box, framed=True)
        words = [word.text for line in lines for word in line.words if area.holds(word.box)]
        text = " ".join(words)
        if _SECRET.match(text):
            found.append(replace(area, framed=False))
        elif len(words) <= LONGEST_STAMP and _STAMPED.search(text):
            found.append(area)
    return found


def without_marks(line: Line, areas: Sequence[MarkArea]) -> Line:
    """The line without words that belong to stamps and signatures; those are given to them."""
    if not areas or not line.words:
        return line
    kept: list[Word] = []
    taken: dict[int, list[Word]] = {}
    for word in line.words:
        owner = next((i for i, area in enumerate(areas) if area.holds(word.box) and _belongs(word, area)), None)
        if owner is None:
            kept.append(word)
        else:
            taken.setdefault(owner, []).append(word)
    for index, words in taken.items():
        areas[index].lines.append(Line(tuple(words), _around(words)))
    return line if not taken else Line(tuple(kept), _around(kept))


def _belongs(word: Word, area: MarkArea) -> bool:
    """Whether a word within a mark is the mark's: all words of a framed stamp, otherwise what cannot be print."""
    if area.framed:
        return True
    confidence = 1.0 if word.confidence is None else word.confidence
    senseless = not makes_sense(word.text)
    return confidence < SURELY_NOT or (confidence < DOUBTFUL and senseless)


def _around(words: Sequence[Word]) -> Box | None:
    boxes = [word.box for word in words if word.box is not None]
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
