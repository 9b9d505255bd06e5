"""A font that holds every Vietnamese letter: found among the system's fonts, checked before anything is drawn.

Which fonts a machine has cannot be known, and one without "ữ" draws a box in its place and says nothing
(Debian's fonts-liberation 1.x lacks 92 of the 134 letters). So each candidate's character map is read first.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from converters.externals.systems import System, current_system
from validators.problems import MissingDependency, say

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")  # ngang, huyền, sắc, ngã, hỏi, nặng
_VOWELS = "aăâeêioôơuưy"

INSTALL = {
    System.DEBIAN: "sudo apt-get install -y fonts-noto-core fonts-liberation2",
    System.FEDORA: "sudo dnf install -y google-noto-sans-fonts liberation-sans-fonts",
    System.MACOS: "brew install --cask font-noto-sans",
    System.WINDOWS: "https://fonts.google.com/noto/specimen/Noto+Sans",
}

# Best first: regular and bold file names of one family, as the systems and distributions name them.
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
    """No font on this system has all Vietnamese letters."""

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


def find_family(folders: Iterable[Path]) -> FontFamily:
    """The best family found that holds every Vietnamese letter in both weights.

    Args:
        folders: Folders to search, with all below them.

    Raises:
        NoVietnameseFont: There is none; the hint is the install line for this system.
    """
    wanted = {name for _, *weights in FAMILIES for names in weights for name in names}
    there = _files_named(wanted, folders)
    for name, regular, bold in FAMILIES:
        pair = [next((there[file] for file in names if file in there), None) for names in (regular, bold)]
        if pair[0] and pair[1] and not missing_letters(pair[0]) and not missing_letters(pair[1]):
            return FontFamily(name, pair[0], pair[1])
    raise NoVietnameseFont(
        say("No font with all Vietnamese letters was found on this computer."),
        hint=say("Install one: {line}", line=INSTALL[current_system()]),
    )


def _files_named(wanted: set[str], folders: Iterable[Path]) -> dict[str, Path]:
    there: dict[str, Path] = {}
    for folder in folders:
        for place, inside, names in os.walk(folder):
            inside.sort()
            for name in wanted.intersection(names):
                there.setdefault(name, Path(place) / name)
    return there


@cache
def system_family() -> FontFamily:
    """The best family of this system, looked for once a process.

    Raises:
        NoVietnameseFont: There is none.
    """
    return find_family(font_folders())
