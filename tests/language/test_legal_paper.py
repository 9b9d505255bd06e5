"""The fixed wording of official paper, as printed and as scanners give it."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from validators.language import legal_paper
from validators.language.legal_paper import any_case, one_of, tolerant, tolerant_word

MARKS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


@each(
    ("expression", "text"),
    [
        (legal_paper.STATE_NAME, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (legal_paper.STATE_NAME, "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        (legal_paper.STATE_NAME, "CÔNG HÒ A XÃ HÔI CHU NGHIA VIÊT NAM"),
        (legal_paper.STATE_NAME, "CỘNG HÒAÀ XÃ  HỘI CHỦ NGHĨA"),
        (legal_paper.STATE_NAME_IN_TEXT, "CHXHCN Việt Nam"),
        (legal_paper.STATE_NAME_IN_TEXT, "Cộng hòa XHCN Việt Nam"),
        (legal_paper.STATE_NAME_OPENING, "CONG HOA XA HOI"),
        (legal_paper.MOTTO, "Độc lập - Tự do - Hạnh phúc"),
        (legal_paper.MOTTO, "Ðộc lập – Tự do — Hanh phúc"),
        (legal_paper.MOTTO, "DOC LAP TU DO HANH PHUC"),
        (legal_paper.MOTTO_OPENING, "Độc lập -"),
        (legal_paper.PARTY, "ĐẢNG CỘNG SẢN VIỆT NAM"),
        (legal_paper.NUMBER_LABEL, "Số: "),
        (legal_paper.NUMBER_LABEL, "S6 "),
        (legal_paper.RECIPIENTS, "Noi nhân"),
        (legal_paper.ADDRESSEE, "KÍNH GỬI"),
        (legal_paper.SIGNED_FOR, "T/M. Ủ"),
        (legal_paper.SIGNED_FOR, "KT. G"),
        (legal_paper.SIGNED_FOR_OR_ACTING, "Q. C"),
        (legal_paper.OFFICE, "PHÓ CHỦ TỊCH"),
        (legal_paper.END_OF_TEXT, "./."),
        (legal_paper.GAZETTE_LINE, "16 CÔNG BÁO/Số 252/Ngày 27-04-2026"),
        (legal_paper.PAGE_NUMBER, "- 3 -"),
        (legal_paper.PAGE_NUMBER, "Trang 3/12"),
        (legal_paper.SIGNED_ELECTRONICALLY, "Người ký:"),
        (legal_paper.SIGNER_DETAIL, "Email:"),
    ],
)
def test_what_is_printed_is_recognised(expression: str, text: str) -> None:
    assert re.fullmatch(expression, text)


@each(
    ("expression", "text"),
    [
        (legal_paper.STATE_NAME_OPENING, "CỘNG HÒA PHÁP"),
        (legal_paper.MOTTO_OPENING, "Độc lập, tự chủ"),
        (legal_paper.PARTY, "ĐẢNG CỘNG SẢN TRUNG QUỐC"),
        (legal_paper.NUMBER_LABEL, "Sở Tư pháp"[1:]),
        (legal_paper.SIGNED_FOR, "Q. Ba Đình"),
        (legal_paper.SIGNED_FOR, "HTM. A"),
        (legal_paper.OFFICE, "ỦY BAN NHÂN DÂN"),
        (legal_paper.GAZETTE_LINE, "CÔNG BÁO NĂM 2026"),
        (legal_paper.PAGE_NUMBER, "Trang bìa"),
        (legal_paper.PAGE_NUMBER, "PAGE 2"),
        (legal_paper.SIGNED_ELECTRONICALLY, "Người ký hợp đồng"),
    ],
)
def test_what_only_looks_like_it_is_not(expression: str, text: str) -> None:
    assert not re.match(expression, text)


@each("office", legal_paper.OFFICES)
@each("rank", ["", "PHÓ ", "QUYỀN "])
def test_every_office_signs_with_its_deputy(office: str, rank: str) -> None:
    assert re.match(legal_paper.OFFICE, f"{rank}{office} UBND")
    assert not re.match(legal_paper.OFFICE, f"{rank}{office}X")


@each("authority", legal_paper.AUTHORITIES)
def test_every_authority_by_which_one_signs_for_another(authority: str) -> None:
    for printed in (f"{authority}. CHỦ TỊCH", f"{authority}.CHỦ TỊCH", f"{authority} . ỦY BAN"):
        assert re.match(legal_paper.SIGNED_FOR, printed)
        assert re.match(legal_paper.SIGNED_FOR_OR_ACTING, printed)
    assert not re.search(legal_paper.SIGNED_FOR, f"x{authority}. CHỦ TỊCH")
    assert not re.search(legal_paper.SIGNED_FOR, f"{authority}. chủ tịch")


@each(
    ("line", "wanted"),
    [
        ("3", True), ("– 3 –", True), ("| 3", True), ("3.", True), ("Trang 3", True), ("trang 3/12", True),
        ("Page 3", True), ("3/12", True), ("1234", True),
        ("12345", False), ("3 a", False), ("Điều 3", False), ("3, 4", False), ("", False), ("- -", False),
    ],
)  # fmt: skip
def test_page_numbers_alone_on_their_line(line: str, wanted: bool) -> None:
    assert bool(re.fullmatch(legal_paper.PAGE_NUMBER, line)) is wanted


@each(
    ("line", "wanted"),
    [
        ("CÔNG BÁO/Số 252 + 253/Ngày 27-04-2026 17", True),
        ("Đăng CÔNG BÁO/Số 252", False), ("CÔNG BÁO", False), ("công báo/Số 252/Ngày 27-04-2026", False),
    ],
)  # fmt: skip
def test_the_running_head_of_the_gazette(line: str, wanted: bool) -> None:
    assert bool(re.fullmatch(legal_paper.GAZETTE_LINE, line)) is wanted


@each(
    ("line", "wanted"),
    [
        ("có hiệu lực kể từ ngày ký./.", True), ("Luật này.”./.", True), ("ngày ký./. ", True), ("ngày ký./.”", True),
        ("ngày ký.", False), ("1./2.", False), ("./. và", False),
    ],
)  # fmt: skip
def test_the_end_of_the_text(line: str, wanted: bool) -> None:
    assert bool(re.search(legal_paper.END_OF_TEXT, line)) is wanted


@each(
    ("line", "wanted"),
    [
        ("Ký bởi: Nguyễn Văn Mẫu", True), ("NGÀY KÝ: 05-03-2026", True), ("Digitally signed by: Nguyen Van Mau", True),
        ("Giờ ký : 10:05:00", True), ("Ngày ký kết", False), ("ký: ", False),
    ],
)  # fmt: skip
def test_what_signing_programs_print(line: str, wanted: bool) -> None:
    assert bool(re.match(legal_paper.SIGNED_ELECTRONICALLY, line)) is wanted


@each(
    ("wording", "printed", "wanted"),
    [
        ("Nơi nhận", "NƠI NHẬN", True), ("Nơi nhận", "Noi  nhan", True), ("Nơi nhận", "Nơi\nnhận", True),
        ("Nơi nhận", "Nơinhận", False), ("Nơi nhận", "Nơi nhậm", False), ("Nơi nhận", "Nơi    nhận", False),
        ("Độc lập - Tự do", "Độc lập — Tự do", True), ("Độc lập - Tự do", "Độc lập -- Tự do", True),
        ("Độc lập - Tự do", "Độc lập Tự do", True), ("Độc lập - Tự do", "Độc lập / Tự do", False),
        ("T/M", "t/m", True), ("T.M", "TXM", False),
    ],
)  # fmt: skip
def test_what_is_tolerated(wording: str, printed: str, wanted: bool) -> None:
    assert bool(re.fullmatch(tolerant(wording), printed)) is wanted


@given(st.sampled_from(["Độc lập - Tự do - Hạnh phúc", "Nơi nhận", "Đảng Cộng sản Việt Nam"]), st.data())
def test_any_mark_on_any_vowel_is_tolerated(wording: str, data: st.DataObject) -> None:
    letters = []
    for letter in unicodedata.normalize("NFD", wording):
        vowel = letter.lower() in "aeiouy"
        letters.append(letter + data.draw(st.sampled_from(MARKS)) if vowel else letter if letter.isascii() else "")
    damaged = unicodedata.normalize("NFC", "".join(letters)).replace("Đ", data.draw(st.sampled_from("ĐDÐ")))
    damaged = damaged if damaged.startswith(("Đ", "D", "Ð", "N")) else f"D{damaged}"
    assert re.fullmatch(tolerant(wording), data.draw(st.sampled_from([damaged, damaged.upper(), damaged.lower()])))


@given(st.text(alphabet="abcdeghiklmnopqrstuvxyđăâêôơư.()*+?", min_size=1, max_size=12))
def test_a_word_is_recognised_as_it_stands(word: str) -> None:
    assert re.fullmatch(tolerant_word(word), word)


def test_builders_keep_the_order_and_the_case() -> None:
    assert re.match(one_of("Thông tư liên tịch", "Thông tư"), "Thông tư liên tịch").group() == "Thông tư liên tịch"  # type: ignore[union-attr]
    assert re.fullmatch(rf"{any_case('số')} A", "SỐ A")
    assert not re.fullmatch(rf"{any_case('số')} A", "SỐ a")
