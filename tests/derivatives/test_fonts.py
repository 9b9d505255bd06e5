from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont

from converters.derivatives.drawing import fonts
from converters.derivatives.drawing.fonts import (
    BUNDLED,
    FAMILIES,
    VIETNAMESE_LETTERS,
    NoVietnameseFont,
    font_folders,
    missing_letters,
    named_family,
)
from validators.problems import MissingDependency


def test_there_are_134_letters_with_marks() -> None:
    assert len(VIETNAMESE_LETTERS) == 134
    assert set("ấẫệỉỏộợủựỳỵỹđĐẶỮ") <= set(VIETNAMESE_LETTERS)
    assert VIETNAMESE_LETTERS.lower() == VIETNAMESE_LETTERS.lower().casefold()


def test_the_typeface_that_comes_along_has_all_of_them() -> None:
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


def test_a_family_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "truetype").mkdir()
    shutil.copy(BUNDLED.regular, tmp_path / "truetype" / "BeVietnamPro-Regular.ttf")
    shutil.copy(BUNDLED.bold, tmp_path / "truetype" / "BeVietnamPro-Bold.ttf")
    found = named_family("be vietnam pro", (tmp_path,))
    assert (found.name, found.bold) == ("Be Vietnam Pro", tmp_path / "truetype" / "BeVietnamPro-Bold.ttf")


def test_a_family_without_the_letters_is_refused_by_the_first_it_lacks(tmp_path: Path) -> None:
    for weight in ("Regular", "Bold"):
        poor_font(tmp_path / f"AnBinh-{weight}.ttf")
    with pytest.raises(NoVietnameseFont, match=f"An Binh.*{VIETNAMESE_LETTERS[0]}") as caught:
        named_family("An Binh", (tmp_path,))
    assert isinstance(caught.value, MissingDependency)
    with pytest.raises(NoVietnameseFont, match="Khong Co") as absent:
        named_family("Khong Co", (tmp_path,))
    assert all("another in the theme" in str(refusal.value.hint) for refusal in (caught, absent))


def test_the_typeface_that_comes_along_is_small_and_free() -> None:
    for file in (BUNDLED.regular, BUNDLED.bold):
        assert file.stat().st_size < 60_000, "the wheel carries it"
        with file.open("rb") as stream, TTFont(stream) as font:
            assert "SIL Open Font License" in str(font["name"].getDebugName(13))
    assert "SIL Open Font License, Version 1.1" in BUNDLED.regular.with_name("OFL.txt").read_text("utf-8")


def test_a_file_that_is_no_font_lacks_every_letter(tmp_path: Path) -> None:
    broken = tmp_path / "NotoSans-Regular.ttf"
    broken.write_bytes(b"not a font")
    assert missing_letters(broken) == VIETNAMESE_LETTERS
    assert missing_letters(tmp_path / "absent.ttf") == VIETNAMESE_LETTERS


@pytest.mark.parametrize(("platform", "part"), [("win32", "Fonts"), ("darwin", "Fonts"), ("linux", "fonts")])
def test_every_system_has_folders(platform: str, part: str) -> None:
    folders = font_folders({"WINDIR": r"C:\Windows", "LOCALAPPDATA": r"C:\Users\x\AppData\Local"}, platform)
    assert len(folders) >= 2
    assert all(part in str(folder) for folder in folders[1:])


def test_families_of_every_system_are_known() -> None:
    names = [name for name, *_ in FAMILIES]
    assert {"Segoe UI", "Arial", "Noto Sans", "Liberation Sans"} <= set(names)
    assert fonts.NoVietnameseFont.code == "missing-font"
