"""Find the fonts the materials are set in, and refuse one that lacks a Vietnamese letter."""

from __future__ import annotations

import functools
import itertools
import os
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageFont, features

FILES = {
    ("sans", False): "NotoSans-Regular.ttf",
    ("sans", True): "NotoSans-Bold.ttf",
    ("serif", False): "LiberationSerif-Regular.ttf",
    ("serif", True): "LiberationSerif-Bold.ttf",
    ("serif-italic", False): "LiberationSerif-Italic.ttf",
    ("serif-italic", True): "LiberationSerif-BoldItalic.ttf",
    ("narrow", False): "LiberationSans-Regular.ttf",
    ("narrow", True): "LiberationSans-Bold.ttf",
}
INSTALL = "apt-get install fonts-liberation2 fonts-noto-core"


def _folders() -> Iterator[Path]:
    if "PBGDPL_FONTS" in os.environ:
        yield Path(os.environ["PBGDPL_FONTS"])
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
        yield Path.home() / "AppData/Local/Microsoft/Windows/Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/Library/Fonts"), Path.home() / "Library/Fonts")
    yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")


def vietnamese_letters() -> frozenset[str]:
    """The 134 accented letters of Vietnamese, lower and upper case, composed (NFC)."""
    bases = "aăâeêioôơuưy"
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    composed = {unicodedata.normalize("NFC", base + tone) for base, tone in itertools.product(bases, tones)}
    letters = {letter for letter in composed | {"đ"} if not letter.isascii()}
    return frozenset(letters | {letter.upper() for letter in letters})


@functools.cache
def find(family: str, *, bold: bool) -> Path:
    """The file of a face, checked to hold every Vietnamese letter.

    Raises:
        FileNotFoundError: no folder of fonts has the file, or the one found lacks letters (fonts-liberation 1.x).
    """
    name = FILES[family, bold]
    for folder in filter(Path.is_dir, _folders()):
        for path in sorted(folder.rglob(name), reverse=True):
            with TTFont(path, lazy=True) as font:
                if all(ord(letter) in font.getBestCmap() for letter in vietnamese_letters()):
                    return path
    raise FileNotFoundError(f"{name} with every Vietnamese letter was not found; {INSTALL}")


@functools.cache
def face(family: str, pixels: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """A face at a size in pixels, drawn with the RAQM layout (the basic one misplaces stacked marks)."""
    if not features.check("raqm"):
        raise RuntimeError("Pillow was built without RAQM, which places Vietnamese marks correctly")
    return ImageFont.truetype(str(find(family, bold=bold)), pixels, layout_engine=ImageFont.Layout.RAQM)
