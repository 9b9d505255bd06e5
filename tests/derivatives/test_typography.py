from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from PIL import features

from converters.derivatives.drawing.fallback import MissingLetter
from converters.derivatives.drawing.fonts import BUNDLED
from converters.derivatives.drawing.typography import HARD_SPACE, Style, Typeface, drawn, glue
from tests.each import each

FACE = Typeface(BUNDLED)
BODY = Style(30)
TITLE = Style(60, bold=True)


@each(
    "kept",
    ["khoản 2", "Điều 20", "điểm đ", "8.000.000 đồng", "3 triệu đồng", "03 ngày", "22 – 24", "0,25 miligam"],
)
def test_numbers_and_what_they_count_stay_on_one_line(kept: str) -> None:
    assert kept.replace(" ", HARD_SPACE) in glue(f"theo {kept} này")


def test_ordinary_words_may_part() -> None:
    assert glue("người dân") == "người dân"


def test_lines_fit_and_hold_every_word() -> None:
    text = "Hòa giải viên bắt đầu hòa giải trong thời hạn 03 ngày kể từ ngày được phân công. " * 3
    lines = FACE.wrap(text, BODY, 400)
    assert all(FACE.width(line, BODY) <= 401 for line in lines)
    assert " ".join(lines).replace(HARD_SPACE, " ") == " ".join(text.split())


def test_a_word_too_wide_is_broken() -> None:
    lines = FACE.wrap("https://thuvien.binhson.example/materials/urn:uuid:6f1c2d34-58a7-4c1b-9c6e", BODY, 300)
    assert len(lines) > 1
    assert all(FACE.width(line, BODY) <= 300 for line in lines)
    assert "".join(lines) == "https://thuvien.binhson.example/materials/urn:uuid:6f1c2d34-58a7-4c1b-9c6e"


def test_balanced_lines_are_as_many_and_more_even() -> None:
    text = "Đã uống rượu, bia thì không lái xe: mức phạt nồng độ cồn cần biết"
    greedy, balanced = FACE.wrap(text, TITLE, 900), FACE.balanced(text, TITLE, 900)

    def spread(lines: tuple[str, ...]) -> float:
        widths = [FACE.width(line, TITLE) for line in lines]
        return max(widths) - min(widths)

    assert len(balanced) == len(greedy)
    assert spread(balanced) <= spread(greedy)


def test_no_word_is_left_alone_on_the_last_line() -> None:
    text = "Đe dọa xâm hại sức khỏe, tính mạng."
    width = FACE.width(text, BODY) - 5
    assert FACE.wrap(text, BODY, width)[-1] == "mạng."
    assert len(FACE.unwidowed(text, BODY, width)[-1].split()) > 1
    assert FACE.unwidowed("Cấm.", BODY, width) == ("Cấm.",)


def test_decomposed_text_is_measured_and_drawn_composed() -> None:
    text = "Nghị định về trợ giúp pháp lý"
    decomposed = unicodedata.normalize("NFD", text)
    assert drawn(decomposed) == text
    assert FACE.width(decomposed, BODY) == FACE.width(text, BODY)


def test_raqm_shapes_the_text() -> None:
    assert features.check("raqm"), "the wheels of Pillow have it built in"
    assert FACE.font(BODY).layout_engine == 1


def test_bold_is_wider_and_capitals_have_height() -> None:
    assert FACE.width("Điều lệ", Style(30, bold=True)) > FACE.width("Điều lệ", BODY)
    assert 15 < FACE.cap_height(BODY) < 30


@given(st.text(max_size=120), st.integers(min_value=60, max_value=900))
def test_wrapping_survives_any_text(text: str, width: int) -> None:
    try:
        lines = FACE.wrap(text, BODY, width)
    except MissingLetter:
        return  # refused by name, not drawn as a box
    letters = "".join("".join(lines).replace(HARD_SPACE, " ").split())
    assert letters == "".join(unicodedata.normalize("NFC", " ".join(text.split())).split())
