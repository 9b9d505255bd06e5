from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.after_reading.codes import join_split_codes, mend_code
from converters.ocr.after_reading.context.context_model import load
from converters.ocr.after_reading.glued import split_glued
from converters.ocr.after_reading.labels import mend_labels
from converters.reading.boxes import Box
from converters.reading.document import Word
from tests.each import each


def words(text: str) -> list[Word]:
    return [Word(piece, confidence=0.9) for piece in text.split()]


def text_of(line: list[Word]) -> str:
    return " ".join(word.text for word in line)


@each(
    ("read", "wanted"),
    [
        ("số 63/2010/NĐ- CP của", "số 63/2010/NĐ-CP của"),
        ("số 63/2010/ NĐ-CP;", "số 63/2010/NĐ-CP;"),
        ("số 72/KH -UBND", "số 72/KH-UBND"),
        ("số 72/KH - UBND.", "số 72/KH-UBND."),
        ("số 766/QĐ-TTg - Phụ lục", "số 766/QĐ-TTg - Phụ lục"),
        ("Nghị định 81/2021/NĐ- CP và", "Nghị định 81/2021/NĐ-CP và"),
        ("từ 12/9/2025 - Nơi nhận", "từ 12/9/2025 - Nơi nhận"),
        ("24/7 CP", "24/7 CP"),
        ("số 106/2024/T TLT-BTP-BNV.", "số 106/2024/TTLT-BTP-BNV."),
        ("số 43/2015/TT LT-BTP-BNV.", "số 43/2015/TTLT-BTP-BNV."),
        ("số 5/N Đ-CP của", "số 5/NĐ-CP của"),
        ("số 5/TT BTP", "số 5/TT BTP"),
        ("số 5/T HCM", "số 5/T HCM"),
    ],
)
def test_codes_are_joined(read: str, wanted: str) -> None:
    assert text_of(join_split_codes(words(read))) == wanted


def test_a_joined_code_keeps_what_was_read_and_covers_both_boxes() -> None:
    pieces = [Word("63/2010/NĐ-", Box(0, 0, 50, 10), 0.9), Word("CP", Box(55, 1, 70, 11), 0.6)]
    (joined,) = join_split_codes(pieces)
    assert joined == Word("63/2010/NĐ-CP", Box(0, 0, 70, 11), 0.6, engine_text="63/2010/NĐ- CP")


def test_codes_are_not_joined_across_a_column() -> None:
    pieces = [Word("63/2010/NĐ-", Box(0, 0, 50, 10)), Word("CP", Box(300, 0, 320, 10))]
    assert join_split_codes(pieces) == pieces


@each(
    ("read", "wanted"),
    [
        ("QĐĐ-UBND", "QĐ-UBND"), ("63/2010/ND-CP", "63/2010/NĐ-CP"), ("766/QD-TTg,", "766/QĐ-TTg,"),
        ("l4/2O12/QH13", "14/2012/QH13"), ("64/2025/QHI15:", "64/2025/QH15:"), ("64/2025/QHI5", "64/2025/QH15"),
        ("04/2013/UBTVQHI1", "04/2013/UBTVQH11"), ("64/2025/QHI151", "64/2025/QHI151"),
        ("05/HD-BTP", "05/HD-BTP"), ("I/QĐ-TTg", "I/QĐ-TTg"),
        ("12/9/2025", "12/9/2025"), ("Olympic", "Olympic"), ("800.000", "800.000"),
    ],
)  # fmt: skip
def test_codes_are_mended(read: str, wanted: str) -> None:
    word = mend_code(Word(read))
    assert word.text == wanted
    assert word.engine_text == (None if read == wanted else read)


@given(st.from_regex(r"[0-9]{1,4}/[12][0-9]{3}/[A-Z]{2,5}-[A-Z]{2,5}", fullmatch=True))
def test_digits_of_a_code_stay(code: str) -> None:
    def digits(text: str) -> list[str]:
        return [character for character in text if character.isdigit()]

    assert digits(mend_code(Word(code)).text) == digits(code)


@each(
    ("read", "wanted"),
    [
        ("BANNHÂN", "BAN NHÂN"), ("quyền,nghĩa", "quyền, nghĩa"), ("bannhân", "ban nhân"), ("định.Các", "định. Các"),
        ("(phápluật)", "(pháp luật)"), ("c.khoản", "c. khoản"), ("nhân", "nhân"), ("online", "online"),
        ("TP.HCM", "TP.HCM"),
        ("hvà", "h và"), ("khoản", "khoản"), ("v.v", "v.v"), ("Đắk", "Đắk"),
        ("nghiêng", "nghiêng"), ("định.các", "định.các"),
        ("sinhvien.epu.edu.vn", "sinhvien.epu.edu.vn"),
    ],
)  # fmt: skip
def test_glued_words(read: str, wanted: str) -> None:
    parts = split_glued(Word(read, Box(0, 0, 100, 10), 0.5), load())
    assert text_of(parts) == wanted
    assert all(part.engine_text == (read if len(parts) > 1 else None) for part in parts)
    assert Box.around_known(part.box for part in parts) == (0, 0, 100, 10)


@each(
    ("read", "wanted"),
    [
        ("điểm I khoản 2", "điểm l khoản 2"), ("điểm ¡, c và | khoản", "điểm i, c và l khoản"), ("¡) Phạt", "i) Phạt"),
        ("0) Phạt", "o) Phạt"), ("điểm h, g và ơ khoản", "điểm h, g và o khoản"), ("điểm ạ, b", "điểm a, b"),
        ("ở khoản 2", "ở khoản 2"),
        ("I) Phạt tiền", "l) Phạt tiền"), ("I) QUY ĐỊNH", "I) QUY ĐỊNH"), ("khoản l Điều I5", "khoản 1 Điều 15"),
        ("điểm 1 khoản", "điểm l khoản"), ("điểm 1 của", "điểm 1 của"), ("Chương I", "Chương I"),
        ("điểm thi I", "điểm thi I"),
        ("I,.¡ và ¡ khoản 1", "I,.¡ và i khoản 1"), ("h, ¡ và p khoản", "h, i và p khoản"),
        ("Điều 5 khoản 3", "Điều 5 khoản 3"), ("địa điểm: I", "địa điểm: I"),
        ("a)_ Mở rộng", "a) Mở rộng"), ("- 12._ Bộ", "- 12. Bộ"), ("theo a)_ Mở", "theo a)_ Mở"), ("a)_", "a)_"),
    ],
)  # fmt: skip
def test_labels(read: str, wanted: str) -> None:
    assert text_of(mend_labels(words(read))) == wanted


@each(
    ("gap", "joined"),
    [(3, "1747/QĐ-BGTVT"), (8, "1747/QĐ-BGTVT"), (11, None), (-4, None)],
)
def test_numbers_cut_beside_a_one_are_joined(gap: int, joined: str | None) -> None:
    pieces = [Word("1", Box(0, 0, 14, 27), 0.7), Word("747/QĐ-BGTVT", Box(14 + gap, 0, 260, 30), 0.9)]
    assert [word.text for word in join_split_codes(pieces)] == ([joined] if joined else ["1", "747/QĐ-BGTVT"])


def test_two_digits_of_one_number_are_joined_and_more_are_not() -> None:
    digits = [Word("1", Box(0, 0, 14, 27)), Word("9", Box(18, 0, 32, 27))]
    assert text_of(join_split_codes(digits)) == "19"
    columns = [Word("1", Box(0, 0, 14, 27)), Word("19", Box(18, 0, 50, 27))]
    assert join_split_codes(columns) == columns
    assert join_split_codes(words("1 9")) == words("1 9")
