"""Fonts for letters that the chosen family lacks: Khmer, Hmong, signs. A letter no font has is refused by name.

A font draws a box for what it does not have and says nothing. So each letter is looked up first.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby, islice
from pathlib import Path

from converters.derivatives.drawing.fonts import font_folders
from validators.problems import MissingDependency, say

_MOST_FONTS = 600  # files looked into for one letter: a second or two; those named after its script come first
_NEVER_DRAWN = frozenset(("Cc", "Cf", "Zl", "Zp", "Zs"))  # categories of what has no ink: control, format, spaces
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))  # choose between forms of the letter before
_SLANTED = ("italic", "oblique")
_GENERAL = ("symbols", "dejavusans", "freesans", "unifont")  # names of fonts with signs of many kinds


class MissingLetter(MissingDependency):
    """No font of this system can draw a letter of the material."""

    code = "missing-letter"


@cache
def letters_of(font: Path) -> frozenset[int]:
    """The code points a font draws with outlines; empty when it is none, or only has pictures of one size."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with font.open("rb") as stream, TTFont(stream, lazy=True, fontNumber=0) as opened:
            outlined = any(table in opened for table in ("glyf", "CFF ", "CFF2"))
            return frozenset(opened.getBestCmap() or ()) if outlined else frozenset()
    except (TTLibError, OSError, AssertionError, ValueError, KeyError):
        return frozenset()


@lru_cache(maxsize=1 << 14)
def runs(text: str, font: Path, *, bold: bool) -> tuple[tuple[Path, str], ...]:
    """A text in pieces of one font each, in order.

    Args:
        text: As it is drawn (NFC).
        font: Of the family chosen.
        bold: Whether a heavier weight of another font is wanted.

    Raises:
        MissingLetter: No font of this system has a letter of it.
    """
    held = letters_of(font)
    # What has no ink, and marks on the letter before them, stay with the run they stand in.
    fonts: list[Path] = []
    for letter in text:
        if fonts and _joins(letter) and ord(letter) in letters_of(fonts[-1]):
            fonts.append(fonts[-1])
        elif ord(letter) in held:
            fonts.append(font)
        elif unicodedata.category(letter) in _NEVER_DRAWN or letter in _SELECTORS:
            fonts.append(fonts[-1] if fonts else font)
        else:
            fonts.append(_font_with(letter, bold))
    pieces = groupby(zip(fonts, text, strict=True), key=lambda pair: pair[0])
    return tuple((path, "".join(letter for _, letter in group)) for path, group in pieces)


def _joins(letter: str) -> bool:
    """Whether it is drawn on the letter before it: a mark of a syllable, or a selector of an emoji's form."""
    return unicodedata.category(letter) in {"Mn", "Mc", "Me"}


def _font_with(letter: str, bold: bool) -> Path:
    """The first font that draws a letter.

    Raises:
        MissingLetter: There is none.
    """
    if (font := _looked_up(letter, bold)) is not None:
        return font
    name = unicodedata.name(letter, "").lower() or f"U+{ord(letter):04X}"
    raise MissingLetter(
        say("No font on this computer can draw “{letter}” ({name}).", letter=letter, name=name),
        hint=say("Install a font that has it, such as a Noto font, or take it out of the text."),
    )


@cache
def _looked_up(letter: str, bold: bool) -> Path | None:
    fonts = islice(_candidates(unicodedata.name(letter, ""), bold), _MOST_FONTS)
    return next((font for font in fonts if ord(letter) in letters_of(font)), None)


def _candidates(name: str, bold: bool) -> Iterator[Path]:
    """Fonts, those named after the letter's script first; of one the weight that is wanted."""
    script = [word.lower() for word in name.split()[:3]]
    fonts = _all_fonts()

    def rank(font: Path) -> tuple[int, bool, bool, str]:
        low = font.stem.lower()
        place = next((at for at, word in enumerate((*script, *_GENERAL)) if len(word) > 3 and word in low), 99)
        return place, any(word in low for word in _SLANTED), ("bold" in low) != bold, font.name

    yield from sorted(fonts, key=rank)


@cache
def _all_fonts() -> tuple[Path, ...]:
    return tuple(_fonts_below(font_folders()))


def _fonts_below(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for place, inside, names in os.walk(folder):
            inside.sort()
            for name in sorted(names):
                if name.lower().endswith((".ttf", ".otf")):
                    yield Path(place) / name
