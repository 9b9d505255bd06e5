"""The fonts things are drawn with: one that comes along, or one of this computer that a theme names.

The one in `typefaces` holds every Vietnamese letter and is the same everywhere, so that the same record gives the same
picture. One of the computer may lack "ữ" and draws a box in its place (Debian's fonts-liberation 1.x lacks 92 of the
134 letters), so its character map is read before anything is drawn.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from validators.problems import MissingDependency, say

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")  # ngang, huyền, sắc, ngã, hỏi, nặng
_VOWELS = "aăâeêioôơuưy"

# Regular and bold file names of one family, where systems and distributions name them otherwise than by its name.
FAMILIES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Be Vietnam Pro", ("BeVietnamPro-Regular.ttf",), ("BeVietnamPro-Bold.ttf",)),
    ("Noto Sans", ("NotoSans-Regular.ttf",), ("NotoSans-Bold.ttf",)),
    ("Segoe UI", ("segoeui.ttf",), ("segoeuib.ttf",)),
    ("Open Sans", ("OpenSans-Regular.ttf",), ("OpenSans-Bold.ttf",)),
    ("Arial", ("arial.ttf", "Arial.ttf"), ("arialbd.ttf", "Arial Bold.ttf")),
    ("Liberation Sans", ("LiberationSans-Regular.ttf",), ("LiberationSans-Bold.ttf",)),
    ("DejaVu Sans", ("DejaVuSans.ttf",), ("DejaVuSans-Bold.ttf",)),
)


def _accented(letters: str) -> Iterator[str]:
    for letter in letters:
        for tone in _TONES:
            composed = unicodedata.normalize("NFC", letter + tone)
            if not composed.isascii():
                yield composed


# 12 vowels in six tones less the six plain ones give 66, and đ makes 67; capitals double that: 134 (TCVN 6909:2001).
VIETNAMESE_LETTERS = "".join(sorted({*_accented(_VOWELS), *_accented(_VOWELS.upper()), "đ", "Đ"}))


class NoVietnameseFont(MissingDependency):
    """The font asked for is not there, or lacks a Vietnamese letter."""

    code = "missing-font"


@dataclass(frozen=True, slots=True)
class FontFamily:
    """Two weights of one typeface, both holding every Vietnamese letter."""

    name: str
    regular: Path
    bold: Path


def font_folders(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> tuple[Path, ...]:
    """Where fonts are kept on this system; the user's own folder first."""
    home = Path.home()
    if platform == "win32":
        local = environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        return (Path(local) / "Microsoft/Windows/Fonts", Path(environ.get("WINDIR", r"C:\Windows")) / "Fonts")
    if platform == "darwin":
        return (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    data = Path(environ.get("XDG_DATA_HOME", str(home / ".local/share")))
    return (data / "fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


def missing_letters(font: Path) -> str:
    """The Vietnamese letters a font lacks; all of them when the file cannot be read as a font."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with font.open("rb") as stream, TTFont(stream, lazy=True, fontNumber=0) as opened:
            held = set(opened.getBestCmap() or ())
    except (TTLibError, OSError, AssertionError, ValueError):
        return VIETNAMESE_LETTERS
    return "".join(letter for letter in VIETNAMESE_LETTERS if ord(letter) not in held)


def _files_named(wanted: set[str], folders: Iterable[Path]) -> dict[str, Path]:
    there: dict[str, Path] = {}
    for folder in folders:
        for place, inside, names in os.walk(folder):
            inside.sort()
            for name in wanted.intersection(names):
                there.setdefault(name, Path(place) / name)
    return there


_TYPEFACES = Path(__file__).with_name("typefaces")
BUNDLED = FontFamily("Noto Sans 2.004", _TYPEFACES / "NotoSans-Regular.ttf", _TYPEFACES / "NotoSans-Bold.ttf")
"""The family that comes along; its name stands in recipes, so it changes whenever the files do."""


_OTHER_FONT = say("Install it, name another in the theme, or none: then the one that comes along is used.")


@cache
def named_family(name: str, folders: tuple[Path, ...] | None = None) -> FontFamily:
    """A family of this computer by its name, as a theme gives it: "Be Vietnam Pro".

    Args:
        name: Of the family.
        folders: Where to look, with all below; None for where fonts are kept on this system.

    Raises:
        NoVietnameseFont: It is not there in two weights, or lacks a Vietnamese letter.
    """
    stem = "".join(name.split())
    usual = (name, (f"{stem}-Regular.ttf", f"{stem}-Regular.otf"), (f"{stem}-Bold.ttf", f"{stem}-Bold.otf"))
    known = next((family for family in FAMILIES if family[0].casefold() == name.casefold()), usual)
    there = _files_named({*known[1], *known[2]}, folders or font_folders())
    pair = [next((there[file] for file in files if file in there), None) for files in known[1:]]
    if pair[0] is None or pair[1] is None:
        raise NoVietnameseFont(say("The font “{name}” was not found on this computer.", name=name), hint=_OTHER_FONT)
    if lacking := missing_letters(pair[0]) + missing_letters(pair[1]):
        raise NoVietnameseFont(
            say("The font “{name}” has no “{letter}”.", name=name, letter=lacking[0]), hint=_OTHER_FONT
        )
    return FontFamily(known[0], pair[0], pair[1])
