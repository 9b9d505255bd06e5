from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder

from converters.derivatives.drawing import fonts
from converters.derivatives.drawing.fonts import (
    FAMILIES,
    INSTALL,
    VIETNAMESE_LETTERS,
    NoVietnameseFont,
    find_family,
    font_folders,
    missing_letters,
    BUNDLED,
)
from converters.externals.systems import System
from validators.problems import MissingDependency


def test_there_are_134_letters_with_marks() -> None:
    assert len(VIETNAMESE_LETTERS) == 134
    assert set("ấẫệỉỏộợủựỳỵỹđĐẶỮ") <= set(VIETNAMESE_LETTERS)
    assert VIETNAMESE_LETTERS.lower() == VIETNAMESE_LETTERS.lower().casefold()


def test_this_system_has_a_font_with_all_of_them() -> None:
    family = BUNDLED
    assert missing_letters(family.regular) == ""
    assert missing_letters(family.bold) == ""


def poor_font(path: Path) -> None:
    """A font without Vietnamese, as Debian's fonts-liberation 1.x nearly is."""
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({0x41: "A"})
    builder.setupGlyf({".notdef": _glyph(), "A": _glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (500, 0)})
    builder.setupHorizontalHeader()
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


def _glyph() -> object:
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    return Glyph()


def test_a_font_without_the_letters_is_passed_over(tmp_path: Path) -> None:
    for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
        poor_font(tmp_path / name)
    family = BUNDLED
    shutil.copy(family.regular, tmp_path / "LiberationSans-Regular.ttf")
    shutil.copy(family.bold, tmp_path / "LiberationSans-Bold.ttf")
    assert "ữ" in missing_letters(tmp_path / "NotoSans-Regular.ttf")
    assert find_family([tmp_path]).name == "Liberation Sans"


def test_without_a_font_the_install_line_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoVietnameseFont) as caught:
        find_family([tmp_path, tmp_path / "absent"])
    assert isinstance(caught.value, MissingDependency)
    assert any(line in str(caught.value.hint) for line in INSTALL.values())


def test_a_file_that_is_no_font_lacks_every_letter(tmp_path: Path) -> None:
    broken = tmp_path / "NotoSans-Regular.ttf"
    broken.write_bytes(b"not a font")
    assert missing_letters(broken) == VIETNAMESE_LETTERS
    assert missing_letters(tmp_path / "absent.ttf") == VIETNAMESE_LETTERS


def test_fonts_below_folders_are_found(tmp_path: Path) -> None:
    deep = tmp_path / "truetype" / "noto"
    deep.mkdir(parents=True)
    family = BUNDLED
    shutil.copy(family.regular, deep / "NotoSans-Regular.ttf")
    shutil.copy(family.bold, deep / "NotoSans-Bold.ttf")
    assert find_family([tmp_path]).regular == deep / "NotoSans-Regular.ttf"


@pytest.mark.parametrize(("platform", "part"), [("win32", "Fonts"), ("darwin", "Fonts"), ("linux", "fonts")])
def test_every_system_has_folders(platform: str, part: str) -> None:
    folders = font_folders({"WINDIR": r"C:\Windows", "LOCALAPPDATA": r"C:\Users\x\AppData\Local"}, platform)
    assert len(folders) >= 2
    assert all(part in str(folder) for folder in folders[1:])


def test_every_system_has_an_install_line_and_a_family() -> None:
    assert set(INSTALL) == set(System)
    names = [name for name, *_ in FAMILIES]
    assert {"Segoe UI", "Arial", "Noto Sans", "Liberation Sans"} <= set(names)
    assert fonts.NoVietnameseFont.code == "missing-font"
