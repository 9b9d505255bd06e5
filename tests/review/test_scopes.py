"""Where a suggestion holds: what makes a series, and how a typeface is told from the widths of words."""

from __future__ import annotations

import random

import pytest
from PIL import ImageFont

from converters.derivatives.drawing.fonts import font_folders
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from pbgdpl_cli.review.words.faces import face_of
from pbgdpl_cli.review.words.scopes import series_of

ORGAN = "Hội Nông dân xã Mẫu"
_TEXT = (
    "khi nộp hồ sơ tại bộ phận một cửa người dân mang theo giấy tờ tùy thân của mình và nhận giấy hẹn trả kết quả "
    "trong thời hạn ghi trên giấy ấy hộ gia đình chỉ kê khai một lần không phải đóng thêm lệ phí nào khác"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bản tin pháp luật số 3/2026", "Bản tin pháp luật số 4/2026"),
        ("Hỏi đáp về hộ tịch - Tập II", "Hỏi đáp về hộ tịch - tập IV"),
        ("TỜ GẤP PHÁP LUẬT QUÝ 2", "Tờ gấp pháp luật, quý 3"),
    ],
)
def test_numbers_make_no_other_series(one: str, other: str) -> None:
    assert series_of(one, ORGAN) == series_of(other, ORGAN) != ""


@pytest.mark.parametrize("title", ["Số 3", "12/2026", "", "Quý II"])
def test_a_number_alone_is_no_series(title: str) -> None:
    assert series_of(title, ORGAN) == ""


def test_series_are_a_publishers_own() -> None:
    title = "Bản tin pháp luật số 3"
    assert series_of(title, ORGAN) != series_of(title, "Hội Phụ nữ xã Mẫu")
    assert series_of(title, "") == ""
    assert series_of("Bản tin pháp luật", ORGAN) != series_of("Bản tin hòa giải", ORGAN)


def page_in(widths: dict[str, int], size: float, seed: int = 1) -> Page:
    """Lines of words as wide as in a face; boxes are off by a pixel or two, as those of recognition are."""
    chance = random.Random(seed)  # noqa: S311
    lines = []
    for at in range(20):
        x, words = 100, []
        for word in chance.sample(_TEXT.split(), 8):
            width = round(sum(widths[letter] for letter in word) * size / 1000) + chance.randint(-1, 2)
            words.append(Word(word, Box(x, at * 60, x + width, at * 60 + 40)))
            x += width + 15
        lines.append(Line(tuple(words), None))
    return Page(1, 2000, 2000, 300.0, (Block(BlockKind.PARAGRAPH, tuple(lines), None),), Method.OCR)


def widths_of(*names: str) -> dict[str, int]:
    """Widths of letters in the first of some fonts that is installed, in thousandths of its size."""
    files = {path.name: path for folder in font_folders() for path in folder.rglob("*.ttf")}
    found = next((files[name] for name in names if name in files), None)
    if found is None:
        pytest.skip(f"none of {', '.join(names)} is installed")
    font = ImageFont.truetype(str(found), 1000)
    return {letter: round(font.getlength(letter)) for letter in {*_TEXT}}


@pytest.mark.parametrize(
    ("face", "names"),
    [
        (
            "serif",
            ("LiberationSerif-Regular.ttf", "Times_New_Roman.ttf", "Tinos-Regular.ttf", "NimbusRoman-Regular.ttf"),
        ),
        ("sans", ("LiberationSans-Regular.ttf", "Arial.ttf", "Arimo-Regular.ttf", "NimbusSans-Regular.ttf")),
        ("mono", ("LiberationMono-Regular.ttf", "DejaVuSansMono.ttf", "Courier_New.ttf")),
    ],
)
def test_a_face_is_told(face: str, names: tuple[str, ...]) -> None:
    assert {face_of([page_in(widths_of(*names), size, seed)]) for size, seed in ((40.0, 1), (55.0, 2))} == {face}


def test_few_words_tell_no_face() -> None:
    page = page_in(dict.fromkeys(_TEXT, 500), 40)
    block = page.blocks[0]
    assert face_of([Page(1, 2000, 2000, 300.0, (Block(block.kind, block.lines[:3], None),), Method.OCR)]) == ""
