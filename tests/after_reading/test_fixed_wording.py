from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.after_reading.addresses import mend_address
from converters.ocr.after_reading.correct import correct_page
from converters.ocr.after_reading.phrases import KINDS, mend_phrases
from converters.ocr.after_reading.symbols import with_barred_symbols
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from validators.language.syllables import base_key, is_syllable


def mended(text: str) -> str:
    return " ".join(word.text for word in mend_phrases([Word(piece) for piece in text.split()]))


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("THÔNG BẢO", "THÔNG BÁO"),
        ("QUYÉT ĐỊNH:", "QUYẾT ĐỊNH:"),
        ("TỞ TRÌNH", "TỜ TRÌNH"),
        ("BÁN GHI NHỚ", "BẢN GHI NHỚ"),
        ("thông bảo", "thông bảo"),
        ("THÔNG BẢO SỐ", "THÔNG BẢO SỐ"),
        ("MAI", "MAI"),
    ],
)
def test_a_line_of_its_own_that_names_a_kind(read: str, wanted: str) -> None:
    assert mended(read) == wanted


def test_kinds_differ_in_their_base_letters_and_are_vietnamese() -> None:
    assert len({base_key(kind) for kind in KINDS}) == len(KINDS)
    assert all(is_syllable(word) for kind in KINDS for word in kind.split())


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("- Hiệu trưởng (dê bc);", "- Hiệu trưởng (để bc);"),
        ("- Hiệu trưởng (đề be);", "- Hiệu trưởng (để bc);"),
        ("- VPCP (để ö⁄c);", "- VPCP (để b/c);"),
        ("- VPCP (để ⁄‹);", "- VPCP (để b/c);"),
        ("- Cán bộ lớp (để 1h);", "- Cán bộ lớp (để t/h);"),
        ("- Các sở (đê 1⁄h)", "- Các sở (để t/h)"),
        ("- Sở Nội vụ (để p/h);", "- Sở Nội vụ (để p/h);"),
        ("- Các khoa (đề thực hiện);", "- Các khoa (để thực hiện);"),
        ("(đề nghị các đơn vị)", "(đề nghị các đơn vị)"),
        ("(đề cương)", "(đề cương)"),
        ("để b/c", "để b/c"),
        ("(để", "(để"),
    ],
)
def test_purposes_of_recipients(read: str, wanted: str) -> None:
    assert mended(read) == wanted


def test_what_was_read_is_kept() -> None:
    _, word = mend_phrases([Word("(dê"), Word("ö⁄c);")])
    assert (word.text, word.engine_text) == ("b/c);", "ö⁄c);")


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("trucsianø(2epu.edu.vn", "trucsiang@epu.edu.vn"),
        ("lan(Q)an-phu.vn;", "lan@an-phu.vn;"),
        ("ØOV.Vn;", "gov.vn;"),
        ("ØOV.VI;", "gov.vn;"),
        ("baclieu.øov.vn", "baclieu.gov.vn"),
        ("hffps://dichvucong.", "https://dichvucong."),
        ("hftp://an-phu.vn", "http://an-phu.vn"),
        ("https://an-phu.gov.vn/van-ban,", "https://an-phu.gov.vn/van-ban,"),
        ("5.000đ(2a.b", "5.000đ(2a.b"),
        ("Ø30", "Ø30"),
        ("Gov", "Gov"),
    ],
)
def test_addresses(read: str, wanted: str) -> None:
    word = mend_address(Word(read))
    assert word.text == wanted
    assert word.engine_text == (None if read == wanted else read)


@given(st.text(min_size=1, max_size=200))
def test_any_word_is_taken(text: str) -> None:
    assert mend_address(Word(text)).text
    assert mend_phrases([Word(text), Word(text)])


def page(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Page:
    lines = tuple(Line(tuple(Word(word, (0, 0, 9, 9), 0.9) for word in text.split())) for text in texts)
    return Page(1, 900, 1200, None, (Block(kind, lines, None),), Method.OCR)


def test_a_symbol_without_its_bar_follows_the_one_with_it() -> None:
    read = page("Số: 12/TB-DHĐL", "Kế hoạch số 2079/KH-ĐHĐL", "Quyết định số 5/QĐ-UBND")
    assert with_barred_symbols(read).text.split("\n")[0] == "Số: 12/TB-ĐHĐL"
    assert "Số: 12/TB-ĐHĐL" in correct_page(read).text


def test_other_symbols_and_other_words_stay() -> None:
    read = page("Số: 12/TB-DHL", "Kế hoạch số 2079/KH-ĐHĐL", "DHĐL")
    assert with_barred_symbols(read) == read
    apart = page("Số: 12/TB-DHĐL 13/TB-ĐHĐL", kind=BlockKind.STAMP)
    assert with_barred_symbols(apart) == apart
