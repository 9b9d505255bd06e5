from __future__ import annotations

from converters.ocr.assembly.non_text import LineKind, classify_line, is_plausible, without_non_text
from converters.ocr.assembly.pen_initials import split_initials
from converters.ocr.assembly.stamps_and_signatures import MarkArea, without_mark_words
from converters.reading.boxes import Box
from converters.reading.document import BlockKind, Line, Word
from tests.each import each


def line(text: str, last: float = 0.5) -> Line:
    texts = text.split()
    words = [Word(word, Box(30 * i, 0, 30 * i + 25, 20), 0.95) for i, word in enumerate(texts[:-1])]
    return Line((*words, Word(texts[-1], Box(30 * len(texts), 0, 30 * len(texts) + 25, 20), last)))


@each(
    ("read", "text", "apart"),
    [
        ("thi hành Quyết định này.Í.z", "thi hành Quyết định này./.", None),
        ("thi hành Quyết định này./", "thi hành Quyết định này./.", None),
        ("thi hành Quyết định này./ +", "thi hành Quyết định này./.", "+"),
        ("cập nhật thường xuyên./. 52", "cập nhật thường xuyên./.", "52"),
        ("TỔNG SỐ: 01 TTHC./. 4⁄Z", "TỔNG SỐ: 01 TTHC./.", "4⁄Z"),
        ("TỔNG SỐ: 02 TTHC./.3“", "TỔNG SỐ: 02 TTHC./.", None),
        ("Nơi nhận: +", "Nơi nhận:", "+"),
        ("- Lưu: VT, CTSV, Lý NTM(02). l5", "- Lưu: VT, CTSV, Lý NTM(02).", "l5"),
        ("- Lưu: VT, KSTTHC (MN,07). #", "- Lưu: VT, KSTTHC (MN,07).", "#"),
    ],
)
def test_initials_behind_the_end_are_parted(read: str, text: str, apart: str | None) -> None:
    kept, initials = split_initials(line(read))
    assert kept.text == text
    assert (initials.text if initials else None) == apart


@each(
    "text",
    [
        "Nơi nhận: - Như trên;",
        "- Lưu: VT, TH.",
        "ngày 01/3/2022 đến hết ngày 14/3/2022.",
        "gửi về địa chỉ https://epu.edu.vn và",
        "Số: 12/QĐ-UBND",
        "mức 5./người",
        "(Ban hành kèm theo Quyết định số 12). 5",
    ],
)
def test_text_stays_whole(text: str) -> None:
    whole = line(text)
    assert split_initials(whole) == (whole, None)


def test_a_sure_word_behind_the_recipients_stays() -> None:
    whole = line("- Lưu: VT, TH (02). Bình", 0.96)
    assert split_initials(whole) == (whole, None)


def test_what_the_end_sign_was_read_as_is_kept_beside_it() -> None:
    kept, _ = split_initials(line("Quyết định này.Í.z", 0.03))
    assert kept.words[-1].engine_text == "này.Í.z"
    assert without_non_text(kept.words) == kept.words


def test_what_closes_an_open_bracket_is_print() -> None:
    words = (Word("(để", None, 0.9), Word("ö⁄c);", None, 0.2), Word("ö⁄c);", None, 0.2))
    assert without_non_text(words) == words[:2]


def test_labels_are_never_dropped() -> None:
    assert [word.text for word in without_non_text(unsure("c) đ)"))] == ["c)"]
    assert [word.text for word in without_non_text(unsure("+_c) xz"))] == ["+_c)"]
    assert [word.text for word in without_non_text(unsure("khoản l Điều Ø xz"))] == ["khoản", "l", "Điều", "Ø"]


def test_what_is_left_of_a_thin_label_is_kept_for_a_person_to_decide() -> None:
    for remnant in ("))", ")", "].", "|)"):
        assert [word.text for word in without_non_text(unsure(f"{remnant} Bán xz"))] == [remnant, "Bán"]
    for nothing in (".", "'.", "-"):
        assert [word.text for word in without_non_text(unsure(f"{nothing} Bán"))] == ["Bán"]
    assert [word.text for word in without_non_text(unsure("Bán ))"))] == ["Bán"]
    assert without_non_text(unsure("))")) == ()
    assert [word.text for word in without_non_text(unsure(") Bán"), on_poster=True)] == ["Bán"]


def unsure(text: str) -> tuple[Word, ...]:
    return tuple(Word(word, None, 0.2) for word in text.split())


def test_the_end_of_a_broken_address_is_text() -> None:
    assert is_plausible("ØOV.Vn;")
    assert classify_line(Line((Word("ØOV.VN;", None, 0.5),))) is LineKind.TEXT


SIGNATURE = Box(0, 0, 400, 100)


def in_signature(text: str, confidence: float = 0.93) -> tuple[str, str]:
    area = MarkArea(BlockKind.SIGNATURE, SIGNATURE)
    words = tuple(Word(word, Box(40 * i + 5, 40, 40 * i + 35, 60), confidence) for i, word in enumerate(text.split()))
    kept = without_mark_words(Line(words), [area])
    return kept.text, " ".join(item.text for item in area.lines)


def test_strokes_are_the_signature_s() -> None:
    assert in_signature("⁄ Huỳnh Hữu Trí") == ("Huỳnh Hữu Trí", "⁄")
    assert in_signature("17⁄") == ("", "17⁄")
    assert in_signature("Trí") == ("Trí", "")


def test_a_stamp_keeps_to_what_was_unsure() -> None:
    area = MarkArea(BlockKind.STAMP, SIGNATURE)
    word = Word("17⁄", Box(150, 40, 180, 60), 0.93)
    assert without_mark_words(Line((word,)), [area]).words == (word,)
