"""Words read in stamps and signatures: told by place and wording, and taken from the text to the mark they belong to.

In a frame of the size of a rubber stamp the words decide: only "ĐẾN", "SAO Y", "HỎA TỐC" and their like make it one
(Nghị định 30/2020/NĐ-CP, Điều 22, 25 and Annexes I and IV). A mark of secrecy stays in the text too: it decides
whether the document may be published at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from converters.ocr.assembly.non_text import is_plausible
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Word
from validators.language.detector import Detector, DetectorTable, How, WordingTable, wording
from validators.language.unicode_hygiene import normalized

DOUBTFUL = 0.6  # engine confidence below which a word in a stamp or signature, if it makes no sense, is theirs
SURELY_NOT = 0.3  # the same for any word
NEIGHBOUR = 2.5  # heights of a word between it and the next one on its line
LONGEST_STAMP = 40  # words
LONGEST_SCRAP = 4  # signs that a stroke of a signature may be read as, alone in its line
ROUND = (0.8, 1.25)  # width by height of a round stamp, whose corners are paper
_DECREE = "Nghị định 30/2020/NĐ-CP"


def _bare(text: str) -> str:
    """Letters without their marks, the words in small letters left out: the words of these stamps have none."""
    words = ("".join(letter for letter in word if letter.isalpha()) for word in text.split())
    capitals = " ".join(word.upper() for word in words if word and not word.islower())
    return "".join(letter for letter in normalized("NFD", capitals) if letter == " " or letter.isalpha()).replace(
        "Đ", "D"
    )


def _stamped(
    name: str, pattern: str, source: str, positive: tuple[str, ...], negative: tuple[str, ...], how: How = "match"
) -> Detector[str, re.Match[str]]:
    gains = "words of such stamps apart from the lines they were set over"
    return wording(name, pattern, source=source, gains=gains, positive=positive, negative=negative, how=how)


STAMP_WORDS: DetectorTable[str, re.Match[str]] = DetectorTable(
    "stamp",
    (
        _stamped(
            "received", r"(?!.*\bTU\b.*\bDEN\b).*\bDEN\b", f"{_DECREE}, Annex IV: the stamp of incoming papers",
            ("CÔNG VĂN ĐẾN", "ĐẾN Số: 15", "SỐ ĐÊN"), ("TỪ NGÀY 1 ĐẾN NGÀY 5", "ĐẾM"),
        ),
        _stamped(
            "copy", r"SAO Y\b|SAO LUC\b|TRICH SAO\b|BAN SAO$|BAN CHINH$", f"{_DECREE}, Điều 25: kinds of copies",
            ("SAO Y", "TRÍCH SAO TỪ SỔ", "BẢN SAO", "BẢN CHÍNH"), ("BẢN SAO CÓ CHỨNG THỰC", "BẢN SAO Y"),
        ),
        _stamped(
            "urgency", r"HOA TOC\b|THUONG KHAN\b|KHAN$", f"{_DECREE}, Annex I: marks of urgency",
            ("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN"), ("KHẨN TRƯƠNG", "TÌNH TRẠNG KHẨN CẤP"),
        ),
        _stamped(
            "fee paid", r"DA THU", "stamps of offices that take fees", ("ĐÃ THU TIỀN",), ("ĐÃ NHẬN",),
        ),
    ),
    example=_bare,
)  # fmt: skip
"""What makes a frame a stamp, in words without their marks, which are read badly in stamps."""

SECRECY = WordingTable(
    "stamp/secrecy",
    (
        _stamped(
            "degree", r"(?:TUYET |TOI )?MAT", "Luật Bảo vệ bí mật nhà nước 2018, Điều 8: degrees of secrecy",
            ("MAT", "TOI MAT", "TUYET MAT"), ("BAO MAT", "MAT HANG"), "fullmatch",
        ),
    ),
)  # fmt: skip
"""A frame with these words alone; they stay in the text."""


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
    def _is_round(self) -> bool:
        """Whether it is a round stamp."""
        stamp = self.kind is BlockKind.STAMP and not self.framed
        return stamp and ROUND[0] <= self.box.width / self.box.height <= ROUND[1]

    @property
    def block(self) -> Block:
        """As a block beside the text."""
        return Block(self.kind, tuple(self.lines), self.box)

    def holds(self, box: Box | None) -> bool:
        """Whether the middle of a box lies within; a round stamp has no corners."""
        if box is None:
            return False
        x = 2 * (box.centre_x - self.box.centre_x) / max(1, self.box.width)
        y = 2 * (box.centre_y - self.box.centre_y) / max(1, self.box.height)
        return x * x + y * y <= 1 if self._is_round else max(abs(x), abs(y)) <= 1


def stamped_frames(frames: Sequence[Box], lines: Sequence[Line]) -> list[MarkArea]:
    """The frames whose words make them stamps.

    Args:
        frames: Of the size of stamps, pixels of the stored image.
        lines: All lines of the page.
    """
    found = []
    for box in frames:
        area = MarkArea(BlockKind.STAMP, box, framed=True)
        inside = [[word.text for word in line.words if area.holds(word.box)] for line in lines]
        texts = [_bare(" ".join(words)) for words in inside if words]
        if len(texts) == 1 and SECRECY.fullmatch(texts[0]):
            found.append(replace(area, framed=False))
        elif sum(map(len, inside)) <= LONGEST_STAMP and any(map(STAMP_WORDS.first, texts)):
            found.append(area)
    return found


def without_mark_words(line: Line, areas: Sequence[MarkArea]) -> Line:
    """The line without the words that belong to stamps and signatures, which are added to these."""
    if not areas or not line.words:
        return line
    kept: list[Word] = []
    taken: dict[int, list[Word]] = {}
    scrap = _is_scrap(line)
    goes_on = [any(_is_print(word) and _just_outside(word.box, area) for word in line.words) for area in areas]
    for word in line.words:
        owner = next(
            (
                i
                for i, area in enumerate(areas)
                if area.holds(word.box) and (_belongs(word, area, goes_on[i]) or (scrap and _is_signature(area)))
            ),
            None,
        )
        if owner is None:
            kept.append(word)
        else:
            taken.setdefault(owner, []).append(word)
    for index, words in taken.items():
        areas[index].lines.append(Line(tuple(words), Box.around_known(word.box for word in words)))
    return line if not taken else Line(tuple(kept), Box.around_known(word.box for word in kept))


def _belongs(word: Word, area: MarkArea, goes_on: bool) -> bool:
    """Whether a word that stands within a mark belongs to it, not to the print under it.

    In a framed stamp all words are, but for those of a printed line that goes on outside the frame.
    """
    if area.framed:
        return not (goes_on and _is_print(word) and not word.text.isupper())
    if _is_signature(area) and not any(sign.isalnum() or sign in "-–" for sign in word.text):
        return True
    confidence = 1.0 if word.confidence is None else word.confidence
    return confidence < SURELY_NOT or (confidence < DOUBTFUL and not is_plausible(word.text))


def _is_signature(area: MarkArea) -> bool:
    return area.kind is BlockKind.SIGNATURE


def _is_scrap(line: Line) -> bool:
    """Whether a line is too short to say anything: nothing is printed where a person signs but the name below."""
    return len(line.text) <= LONGEST_SCRAP and not any(
        is_plausible(word.text) and any(sign.isalpha() for sign in word.text) for word in line.words
    )


def _just_outside(box: Box | None, area: MarkArea) -> bool:
    """Whether a word stands so near to a mark that a word within may be its neighbour."""
    if box is None or area.holds(box):
        return False
    return box.gap_across(area.box) <= NEIGHBOUR * box.height


def _is_print(word: Word) -> bool:
    return (word.confidence is None or word.confidence >= DOUBTFUL) and is_plausible(word.text)
