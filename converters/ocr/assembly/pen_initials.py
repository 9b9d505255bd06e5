"""What a pen adds behind print: initials after the end of the text, beside "Nơi nhận:" and after the last recipient.

Whoever drafted and whoever checked a document sign in short where its text ends. The text ends with "./.", nothing
follows "Nơi nhận:" on its line, and the list of recipients ends with who keeps the file and how many copies
(Nghị định 30/2020/NĐ-CP, Annex I, II.5 and II.9): short scraps behind these are no print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from converters.ocr.assembly.non_text import is_plausible
from converters.reading.boxes import Box
from converters.reading.document import Line, Word
from validators.language import legal_paper
from validators.language.detector import WordingTable, wording

LONGEST_SCRAP = 4  # signs: two initials and a stroke
AFTER_ALL = 0.5  # confidence of the last word of a text at least, once its end sign is known
SURE = 0.9  # engine confidence from which a plausible scrap is print after all
_END = re.compile(
    r"""
    (?P<text>[^/⁄]*[^\W_][)”"]?)  # the last word, with what closes it
    \.[/⁄Í]\.?                    # "./.", its stroke read as another sign, its last dot lost
    (?P<rest>[^/⁄\s]{0,4})        # strokes of the pen that touch it
    """,
    re.VERBOSE,
)
CLOSINGS = WordingTable(
    "last line before initials",
    (
        wording(
            "recipients", rf"\W{{0,2}}{legal_paper.RECIPIENTS}\s?:", how="fullmatch",
            source="the label of the recipients (Nghị định 30/2020/NĐ-CP, Annex I, II.9)",
            gains="no initials among the recipients",
            positive=("Nơi nhận:", "- Noi nhân :"), negative=("Nơi nhận: Như trên", "Nơi nhận"),
        ),
        wording(
            "filed copies", r"(?i:\W{0,3}l[ưu]u\b.*[).])", how="fullmatch",
            source="who keeps the file, the last of the recipients (Nghị định 30/2020/NĐ-CP, Annex I, II.9)",
            gains="no initials behind the last recipient",
            positive=("- Lưu: VT, CTSV, Lý NTM(02).", "Luu: VT, P5."), negative=("- Lưu: VT, TH", "Lưu trữ, bảo quản;"),
        ),
    ),
)  # fmt: skip
"""Lines of a paper behind which nothing more is printed."""


def split_initials(line: Line) -> tuple[Line, Line | None]:
    """Split a line into what is printed and the initials a pen added at its end, where there are any.

    Args:
        line: As read, before anything is dropped from it.
    """
    for place, word in enumerate(line.words):
        following = line.words[place + 1 :]
        if not all(map(_is_scrap, following)):
            continue
        ended = _END.fullmatch(word.text)
        if ended is not None:
            return _parted(line, place, _ended(word, ended), following)
        if following and CLOSINGS.fullmatch(" ".join(item.text for item in line.words[: place + 1])):
            return _parted(line, place, word, following)
    return line, None


def _ended(word: Word, ended: re.Match[str]) -> Word:
    """The last word of the text with its whole end sign; a stroke that touches it goes."""
    text = f"{ended['text']}./."
    if text == word.text or word.confidence is None:
        return word.mended(text)
    return replace(word.mended(text), confidence=max(word.confidence, AFTER_ALL))


def _parted(line: Line, place: int, last: Word, scraps: Sequence[Word]) -> tuple[Line, Line | None]:
    kept = (*line.words[:place], last)
    if kept == line.words:
        return line, None
    apart = Line(tuple(scraps), Box.around_known(word.box for word in scraps)) if scraps else None
    return Line(kept, Box.around_known(word.box for word in kept)), apart


def _is_scrap(word: Word) -> bool:
    """Whether a word is too short and too doubtful to be print; a dash opens the next recipient."""
    if len(word.text) > LONGEST_SCRAP or word.text in {"-", "–"}:
        return False
    sure = word.confidence is None or word.confidence >= SURE
    return not (sure and is_plausible(word.text))
