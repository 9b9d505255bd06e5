"""VIQR (RFC 1456): Vietnamese in plain ASCII, as e-mail of the nineties had it: "Lua^.t Ho+n nha^n".

Marks follow their vowel: ^ ( + for the letter, ' ` ? ~ . for the tone; "dd" is "đ", and a backslash keeps a sign a
sign. A full stop or a question mark behind a vowel is a tone or ends a sentence: at the end of a word it is taken for
the end of the sentence where a capital follows, or nothing does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from converters.reading.document import Block, Line, Page
from validators.language.syllables import is_syllable
from validators.language.unicode_hygiene import normalized

FEWEST_WORDS = 8  # marked ones; fewer prove nothing
MARKED = 0.3  # of all words that are marked at least; written Vietnamese marks 75 to 85 of 100
SYLLABLES = 0.9  # of the marked words that must be syllables
_SHAPES = {"^": "\u0302", "(": "\u0306", "+": "\u031b"}
_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(
    r"""
      \\(?P<kept> . )
    | (?P<bar> [dD][dD] )
    | (?P<vowel> [aeiouyAEIOUY] )
      (?P<shape> (?<=[aAeEoO])\^ | (?<=[aA])\( | (?<=[oOuU])\+ )?
      (?P<tone> ['`~] | [?.] (?! \s*\Z | \s*\n | \s+[A-Z] | ["')\]] ) )?
    """,
    re.VERBOSE,
)


def from_viqr(text: str) -> str | None:
    """The text in Unicode; None when it is no VIQR."""
    if not text.isascii() or not _marks(text):
        return None
    decoded = _decoded(text)
    words = _WORD.findall(decoded)
    marked = [word for word in words if not word.isascii()]
    if len(marked) < FEWEST_WORDS or len(marked) < MARKED * len(words):
        return None
    return decoded if sum(map(is_syllable, marked)) >= SYLLABLES * len(marked) else None


def pages_from_viqr(pages: Sequence[Page]) -> tuple[Page, ...] | None:
    """Pages of a source whose letters are all plain, with their marks; None when they are no VIQR.

    Bullets, dashes and quotation marks a word processor set by itself are no letters.
    """
    lines = [line.text for page in pages for block in page.blocks for line in block.lines]
    if any(letter.isalpha() and not letter.isascii() for text in lines for letter in text):
        return None
    if from_viqr("\n".join(lines).encode("ascii", "ignore").decode()) is None:
        return None
    return tuple(replace(page, blocks=tuple(map(_block, page.blocks))) for page in pages)


def _block(block: Block) -> Block:
    cells = tuple(replace(cell, lines=tuple(map(_line, cell.lines))) for cell in block.cells)
    return replace(block, lines=tuple(map(_line, block.lines)), cells=cells)


def _line(line: Line) -> Line:
    texts = _decoded(line.text).split(" ")
    return replace(line, words=tuple(replace(word, text=text) for word, text in zip(line.words, texts, strict=True)))


def _decoded(text: str) -> str:
    return normalized("NFC", _LETTER.sub(_letter, text))


def _marks(text: str) -> bool:
    """Whether there is anything to decode, asked cheaply."""
    return any(sign in text for sign in ("^", "+", "DD", "dd", "a(", "A("))


def _letter(match: re.Match[str]) -> str:
    if match["kept"]:
        return match["kept"]
    if match["bar"]:
        return "đ" if match["bar"][0] == "d" else "Đ"
    return match["vowel"] + _SHAPES.get(match["shape"] or "", "") + _TONES.get(match["tone"] or "", "")
