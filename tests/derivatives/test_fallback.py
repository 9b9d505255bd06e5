"""Letters the chosen fonts lack: drawn with another font, or refused by name; never a silent box."""

from __future__ import annotations

from pathlib import Path

import pytest
from derivative_records import alcohol_record

from converters.derivatives.derived import DeriveOptions
from converters.derivatives.drawing import fallback
from converters.derivatives.drawing.fallback import MissingLetter, letters_of, runs
from converters.derivatives.drawing.fonts import BUNDLED, FontFamily
from converters.derivatives.drawing.typography import Style, Typeface
from converters.derivatives.kinds.infographic import infographic
from converters.derivatives.kinds.video.cards import cards
from converters.derivatives.kinds.video.timeline import timed_for_reading
from converters.derivatives.saying.key_points import choose_key_points

FAMILY = BUNDLED
UNASSIGNED = "\U000e0fff"  # no font has it
KHMER = "ប្រទេសកម្ពុជាមានច្បាប់ស្តីពីការទប់ស្កាត់អំពើហិង្សាក្នុងគ្រួសារ"


def test_vietnamese_is_one_run_of_the_family() -> None:
    text = "Điều 7: phạt từ 2.000.000 đồng – 50 m²"
    assert runs(text, FAMILY.regular, bold=False) == ((FAMILY.regular, text),)


def test_runs_together_are_the_text_and_each_font_has_its_letters() -> None:
    text = "Ký hiệu → rồi thôi"
    pieces = runs(text, FAMILY.regular, bold=False)
    assert "".join(piece for _, piece in pieces) == text
    assert all(ord(letter) in letters_of(font) for font, piece in pieces for letter in piece)


@pytest.mark.real
def test_a_letter_no_font_has_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MissingLetter) as caught:
        Typeface(FAMILY).width(f"Phạt {UNASSIGNED}", Style(30))
    assert UNASSIGNED in str(caught.value)
    monkeypatch.setattr(fallback, "_all_fonts", lambda: (FAMILY.regular,))
    fallback._looked_up.cache_clear()
    try:
        with pytest.raises(MissingLetter, match="khmer letter"):
            runs("ប", FAMILY.regular, bold=False)
    finally:
        fallback._looked_up.cache_clear()


def test_no_picture_is_written_with_a_letter_missing(tmp_path: Path) -> None:
    target = tmp_path / "infographic.png"
    with pytest.raises(MissingLetter):
        infographic.draw(alcohol_record(title=f"Mức phạt {UNASSIGNED}"), target, DeriveOptions(family=FAMILY))
    assert not target.exists()


def test_what_is_no_font_has_no_letters(tmp_path: Path) -> None:
    (tmp_path / "x.ttf").write_bytes(b"rubbish")
    assert letters_of(tmp_path / "x.ttf") == frozenset()


def test_a_khmer_card_is_kept_and_given_its_time() -> None:
    content = [{"type": "paragraph", "text": f"{KHMER} (Điều 6 Nghị định 168/2024/NĐ-CP)."}]
    basis = alcohol_record().model_dump(mode="json")["legal_basis"]
    (point,) = choose_key_points(alcohol_record(content=content, legal_basis=basis)).points
    assert point.text == f"{KHMER}."
    made = cards(alcohol_record(), [(point, (point.text,))], draft=False)
    assert timed_for_reading(made)[1].duration > len(KHMER) / 15


def test_a_line_ends_between_letters_not_inside_one() -> None:
    letters = FontFamily("x", FAMILY.regular, FAMILY.bold)
    for line in Typeface(letters).wrap("ê\u0301" * 40, Style(30), 100):
        assert not line.startswith("\u0301")
