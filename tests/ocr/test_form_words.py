from __future__ import annotations

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.handwriting.form_words import KNOWN, split_form_words
from converters.reading.boxes import Box
from tests.each import each


def words(text: str) -> list[ReadWord]:
    return [ReadWord(word, Box(0, 0, 10 * len(word), 20), 0.3) for word in text.split()]


@each(
    ("read", "freed"),
    [
        ("Hà Nội, ngà¿2)Âtháng02 năm 2022", "Hà Nội, ngày 2)Â tháng 02 năm 2022"),
        ("Hà Nội, ngàu)Ÿ tháng § năm 2025", "Hà Nội, ngày )Ÿ tháng § năm 2025"),
        ("Bạc Liêu, ngày 4$ tháng03 năm2025", "Bạc Liêu, ngày 4$ tháng 03 năm 2025"),
        ("Số„2⁄4⁄4€/TB-ĐHĐL", "Số: 2⁄4⁄4€/TB-ĐHĐL"),
        ("Só:s?f40 /TB-QL Đào tạo", "Số: s?f40 /TB-QL Đào tạo"),
        ("Số:28/2021/NĐ-CP", "Số: 28/2021/NĐ-CP"),
    ],
)
def test_print_is_cut_off_from_what_was_written_beside_it(read: str, freed: str) -> None:
    assert " ".join(word.text for word in split_form_words(words(read))) == freed


@each(
    "text",
    [
        "Hà Nội, ngày 26 tháng 3 năm 2021",
        "Hà Nội, ngày...... tháng...... năm 2025",
        "Số: 12/QĐ-UBND",
        "trong những ngàyx2 tháng3 mà cơ quan này làm việc với người dân ở xã thì năm 2025",
        "",
    ],
)
def test_other_lines_stay(text: str) -> None:
    assert list(split_form_words(words(text))) == words(text)


def test_the_known_word_is_surer_than_what_was_read_and_keeps_its_share_of_the_box() -> None:
    *_, day, written, month, _, _ = split_form_words(words("Hà Nội, ngày27 tháng 8"[:15] + " tháng 8 năm"))
    assert (day.text, written.text, month.text) == ("ngày", "27", "tháng")
    assert (day.confidence, written.confidence) == (KNOWN, 0.3)
    assert day.box[2] == written.box[0]
