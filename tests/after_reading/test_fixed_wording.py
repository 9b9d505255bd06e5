from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.after_reading.addresses import mend_address
from converters.ocr.after_reading.correct import correct_page, correct_text
from converters.ocr.after_reading.labels import mend_labels
from converters.ocr.after_reading.letterforms import mend_letterforms
from converters.ocr.after_reading.phrases import KINDS, mend_phrases
from converters.ocr.after_reading.symbols import with_barred_symbols
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from tests.each import each
from validators.language.syllables import base_key, is_syllable


def mended(text: str) -> str:
    return " ".join(word.text for word in mend_phrases([Word(piece) for piece in text.split()]))


@each(
    ("read", "wanted"),
    [
        ("THÔNG BẢO", "THÔNG BÁO"),
        ("QUYÉT ĐỊNH:", "QUYẾT ĐỊNH:"),
        ("TỞ TRÌNH", "TỜ TRÌNH"),
        ("BÁN GHI NHỚ", "BẢN GHI NHỚ"),
        ("Độc lân - Tư do - Hanh phúc", "Độc lập - Tự do - Hạnh phúc"),
        ("Độc lập – Lự do – Hạnh phục", "Độc lập – Tự do – Hạnh phúc"),
        ("CỘNG HOÀ XÃ HÔI CHỦ NGHĨA VIÊT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Độc lập - Tự do - Dân chủ", "Độc lập - Tự do - Dân chủ"),
        ("Đọc lâu - Từ đó - Vành khúc", "Đọc lâu - Từ đó - Vành khúc"),
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


@each(
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


@each(
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
        ("TUYENSINH.GOV.VN)", "TUYENSINH.GOV.VN)"),
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
    lines = tuple(Line(tuple(Word(word, Box(0, 0, 9, 9), 0.9) for word in text.split())) for text in texts)
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


@each(
    ("read", "wanted"),
    [
        ("- Các đơn VỊ;", "- Các đơn vị;"),
        ("Luật TỔ chức Chính phủ", "Luật Tổ chức Chính phủ"),
        ("quy định tại điểm VÀ khoản này", "quy định tại điểm và khoản này"),
        ("QUYẾT ĐỊNH VỀ việc", "QUYẾT ĐỊNH VỀ việc"),
        ("ỦY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),
        ("UBND tỉnh và HĐND xã", "UBND tỉnh và HĐND xã"),
        ("VỊ", "VỊ"),
        ("Độc lập —- Tự do", "Độc lập – Tự do"),
        ("điện lực - Hà Nội — 2026", "điện lực - Hà Nội — 2026"),
        ("học kỳ Ï năm học", "học kỳ I năm học"),
        ("giá trỊ và đơn vỊ.", "giá trị và đơn vị."),
        ("iPhone và eOffice", "iPhone và eOffice"),
        ("ngày 08⁄4/2020, 1⁄2", "ngày 08/4/2020, 1/2"),
        ("⁄", "⁄"),
        ("tháng § năm 2021", "tháng 8 năm 2021"),
        ("kỷ niệm §0 năm", "kỷ niệm 80 năm"),
        ("theo Điều §9;", "theo Điều 89;"),
        ("tại 2§1 hộ", "tại 281 hộ"),
        ("theo § 5 BGB và §9 BGB", "theo § 5 BGB và §9 BGB"),
    ],
)
def test_capitals_amid_small_letters(read: str, wanted: str) -> None:
    assert " ".join(word.text for word in mend_letterforms([Word(piece) for piece in read.split()])) == wanted


def test_a_line_that_goes_on_begins_with_a_small_letter() -> None:
    assert correct_text("cơ cấu phù hợp\nVỚI yêu cầu vị trí") == "cơ cấu phù hợp\nvới yêu cầu vị trí"
    assert correct_text("(theo đơn\nVỊ)\nTRƯỞNG\nPHÒNG") == "(theo đơn\nvị)\nTRƯỞNG\nPHÒNG"
    assert correct_text("cơ cấu phù hợp.\nVỚI yêu cầu vị trí") == "cơ cấu phù hợp.\nVới yêu cầu vị trí"


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("CÔNG BÁO/Só 242/Ngày 31", "CÔNG BÁO/Số 242/Ngày 31"),
        ("tại Sô 5 phố", "tại Số 5 phố"),
        ("số tiền", "số tiền"),
    ],
)
def test_the_word_for_a_number(read: str, wanted: str) -> None:
    assert mended(read) == wanted


@each(
    ("read", "wanted"),
    [
        ("ngày 22 tháng II năm 2019", "ngày 22 tháng 11 năm 2019"),
        ("ngày 1] tháng 9", "ngày 11 tháng 9"),
        ("ngày 12 tháng 3", "ngày 12 tháng 3"),
        ("quý II năm", "quý II năm"),
        ("ø) Thông tin", "g) Thông tin"),
        ("~ Kiểm toán nhà nước;", "- Kiểm toán nhà nước;"),
        ("~", "~"),
    ],
)
def test_two_strokes_in_a_date_are_eleven(read: str, wanted: str) -> None:
    assert " ".join(word.text for word in mend_labels([Word(piece) for piece in read.split()])) == wanted


@pytest.mark.parametrize(
    ("read", "wanted"),
    [("06/2013/UBTVOHII;", "06/2013/UBTVQH11;"), ("64/2025/OH15", "64/2025/QH15"), ("5/KH-OH", "5/KH-OH")],
)
def test_the_assembly_and_its_term(read: str, wanted: str) -> None:
    assert correct_text(read) == wanted


@each(
    ("read", "wanted"),
    [
        ("6.500.000 đông", "6.500.000 đồng"), ("từ 200.000 đống.", "từ 200.000 đồng."),
        ("phía đông", "phía đông"), ("năm 2025 đông người", "năm 2025 đông người"), ("10.000 dân", "10.000 dân"),
    ],
)  # fmt: skip
def test_the_currency_behind_an_amount(read: str, wanted: str) -> None:
    assert " ".join(word.text for word in mend_phrases([Word(piece) for piece in read.split()])) == wanted
