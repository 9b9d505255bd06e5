from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.second_reading.detectors.finding import find_spans, lines_of
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from tests.each import each


def lines(text: str) -> list[Line]:
    return [Line(tuple(Word(piece) for piece in part.split())) for part in text.split("\n")]


def spans(text: str) -> list[tuple[str, str, bool]]:
    """Kind, the words that are compared, whether the form alone is wrong."""
    rows = lines(text)
    return [
        (span.kind, " ".join(rows[span.line].words[index].text for index in span.checked), span.malformed)
        for span in find_spans(rows)
    ]


@each(
    ("text", "wanted"),
    [
        ("phạt từ 800.000 đồng", [("amount", "800.000", False)]),
        ("ngày 05 tháng 01 năm 2020", [("date", "05 01 2020", False)]),
        ("ngày 31 tháng 02 năm 2020", [("date", "31 02 2020", True)]),
        ("Nghị định số 63/2010/NĐ-CP", [("number", "63/2010/NĐ-CP", False)]),
        ("số 77I2023I", [("number", "77I2023I", True)]),
        ("phạt 1.00.000 đồng", [("amount", "1.00.000", True)]),
        ("điểm đ khoản 4 Điều 6", [("locator", "đ", False), ("locator", "4", False), ("locator", "6", False)]),
        ("điểm ¡ khoản 4", [("locator", "¡", True), ("locator", "4", False)]),
        ("điểm lI khoản 4", [("locator", "lI", True), ("locator", "4", False)]),
        ("thời điểm này ở địa điểm thi", []),
        ("a) Phạt tiền\n2. Phạt tiền\n-5. Phạt tiền", [
            ("locator", "a)", False), ("locator", "2.", False), ("number", "-5.", True)]),
        ("Việt Nam1.", [("number", "Nam1.", False)]),
        ("tám trăm nghìn đồng", [("amount", "tám trăm nghìn đồng", False)]),
        ("Hà Nội, ngày tháng 8 năm 2025", [("date", "8 2025", True)]),
        ("27 tháng § năm 2021", [("duration", "27", False), ("date", "§", True), ("date", "2021", False)]),
        ("ngày, tháng, năm sinh", []),
        ("gọi 1900 6192 hoặc 0912 345 678", [("phone", "1900 6192", False), ("phone", "0912 345 678", False)]),
        ("số 104/2020/TT BLĐTBXH ngày 25", [("number", "104/2020/TT", True), ("number", "25", False)]),
        ("số 06/TTr-\nSGŒTT", [("number", "06/TTr-", False), ("number", "SGŒTT", True)]),
        ("số 06/TTr-\nSGDĐT về", [("number", "06/TTr-", False), ("number", "SGDĐT", False)]),
        ("số 207/BC-STP- ngày và khoản i Điều 6", [
            ("number", "207/BC-STP-", True), ("locator", "i", True), ("locator", "6", False)]),
        ("từ ¡ tháng đến ¡? năm", [("number", "¡", True), ("number", "¡?", True)]),
        ("đã có năm ở ngày đó – năm sau", []),
        ("n và k khoản, Š Điều 22", [
            ("locator", "n", False), ("locator", "k", False), ("locator", "Š", True), ("locator", "22", False)]),
        ("các khoản ở trên, điều ý nói", []),
        ("điểm m, ở và c khoản 3", [
            ("locator", "m,", False), ("locator", "ở", True), ("locator", "c", False), ("locator", "3", False)]),
        ("phạt 300,000đ, 500.000đ, 600.000đ hoặc 700.000đ", [
            ("amount", "300,000đ,", True), ("amount", "500.000đ,", False), ("amount", "600.000đ", False),
            ("amount", "700.000đ", False)]),
        ("phạt 300,000đ hoặc 500,000đ", [("amount", "300,000đ", False), ("amount", "500,000đ", False)]),
        ("số 12/QĐ ngày", [("number", "12/QĐ", False)]),
        ("¡ì Phạt 3.000.000đ", [("locator", "¡ì", True), ("amount", "3.000.000đ", False)]),
        ("p} Phạt tiền", [("locator", "p}", True)]),
        ("j Phạt tiền\nl Phạt tiền\ný kiến", [("locator", "j", True), ("locator", "l", False)]),
        ("phạt 000.000 đồng và 0 đồng", [("amount", "000.000", True), ("amount", "0", False)]),
        ("M) PHẠT 700.000Đ ĐỐI VỚI", [("locator", "M)", False), ("amount", "700.000Đ", False)]),
        ("M) Phạt tiền", [("locator", "M)", True)]),
        ("tổng đài 1800\n6789", [("phone", "1800", False), ("phone", "6789", False)]),
        ("lúc 8h30, VT (02), NTM(02). SARS-CoV-2", [
            ("number", "8h30,", False), ("number", "(02),", False), ("number", "NTM(02).", False),
            ("number", "SARS-CoV-2", False)]),
        ("số 784/NQ-GP và 171/2022/QĐ-TTdg", [("number", "784/NQ-GP", True), ("number", "171/2022/QĐ-TTdg", True)]),
        ("phạt 100.009 đồng, lãi 12 đồng", [("amount", "100.009", True), ("amount", "12", False)]),
        ("phạt -1.200.000 đồng", [("amount", "-1.200.000", True)]),
        ("phạt 26.200.900 đồng, lệ phí 15.600 đồng", [("amount", "26.200.900", True), ("amount", "15.600", False)]),
        ("ngày 12 tháng 11 năm 2924", [("date", "12 11 2924", True)]),
        ("ngày 11 tháng T1 năm 2011", [("duration", "11", False), ("date", "T1", True), ("date", "2011", False)]),
        ("tại điểm I,.¡ và i khoản 1", [
            ("locator", "I,.¡", True), ("locator", "i", False), ("locator", "1", False)]),
        ("thời điểm này và sau", []),
        ("ngày 11 tháng TI năm", [("duration", "11", False), ("date", "TI", True)]),
        ("ngày ký tháng sau", []),
        ("ngày 12 tháng ở năm 2006", [("duration", "12", False), ("date", "ở", True), ("date", "2006", False)]),
        ("ngày 8 tháng 7 12 người", [("duration", "8", False), ("date", "7", True), ("number", "12", False)]),
        ("tháng Tư năm 1975", [("date", "1975", False)]),
        ("Luật số 90/2021/QH15 18/1 2/2018 và", [("number", "90/2021/QH15", False), ("date", "18/1", True)]),
        ("số 137/201 B/NB-CP ngày", [("number", "137/201", True), ("number", "B/NB-CP", True)]),
        ("ngày 28 tháng 1 ¡ năm 2006", [("duration", "28", False), ("date", "1", True), ("date", "2006", False)]),
        ("trong năm 20285.", [("date", "20285.", True)]),
        ("-m) Phạt", [("number", "-m)", True)]),
        ("• j) Phạt", [("locator", "j)", True)]),
        ("• mì) Phạt tiền", [("number", "mì)", True)]),
        ("ii) Phạt tiền", []),
        ("Quyết định số B-VPCP ngày", [("number", "B-VPCP", True)]),
        ("số 106/2024/T", [("number", "106/2024/T", True)]),
        ("Lệnh số 12/2024/L-CTN", [("number", "12/2024/L-CTN", False)]),
        ("từ /2026 của", [("number", "/2026", True)]),
        ("hỗ trợ 8,1- triệu đồng", [("number", "8,1-", True)]),
        ("ngày 7/9/201 và", [("number", "7/9/201", True)]),
        ("chia 10/100 điểm", [("number", "10/100", False)]),
        ("Chương IIĐA DẠNG", [("locator", "IIĐA", True)]),
        ("Chương II ĐA DẠNG", [("locator", "II", False)]),
        ("ngày 8 tháng 7\ntú và Quyết định", [("duration", "8", False), ("date", "7", True)]),
        ("ngày 9 tháng 11 hằng năm", [("duration", "9", False), ("number", "11", False)]),
        ("từ ngày 5 tháng 7.", [("duration", "5", False), ("number", "7.", False)]),
        ("giảm 12,5% trong 24 giờ", [("percentage", "12,5%", False), ("duration", "24", False)]),
    ],
)  # fmt: skip
def test_what_is_read_again(text: str, wanted: list[tuple[str, str, bool]]) -> None:
    assert spans(text) == wanted


@given(
    st.lists(st.text(alphabet=st.sampled_from("0123456789.,/-đĐiềukhoảnm%aI|)"), min_size=1, max_size=9), min_size=1)
)
def test_no_word_is_in_two_spans_and_every_number_is_in_one(words: list[str]) -> None:
    found = find_spans([Line(tuple(map(Word, words)))])
    covered = [index for span in found for index in range(span.first, span.last)]
    assert len(covered) == len(set(covered))
    digits = {index for index, word in enumerate(words) if any(character.isdigit() for character in word)}
    assert digits <= set(covered)
    assert all(set(span.checked) <= set(range(span.first, span.last)) and span.checked for span in found)


def test_no_document_was_issued_in_a_later_year() -> None:
    rows = lines("Nghị định 158/2045/NĐ-CP và 63/2027/NĐ-CP, 5/1935/SL")
    assert [span.malformed for span in find_spans(rows, 2027)] == [True, False, True]


def test_short_words_hard_to_read_are_read_again() -> None:
    (line,) = lines("VỆ Chương này")
    unsure = Line((Word("VỆ", confidence=0.7), Word("này", confidence=0.99), Word("nghiêng", confidence=0.5)))
    assert [(span.checked, span.only_if_number) for span in find_spans([unsure])] == [((0,), True)]
    assert find_spans([line]) == []


def test_asides_are_not_read_again() -> None:
    blocks = (Block(BlockKind.STAMP, tuple(lines("Số 5"))), Block(BlockKind.PARAGRAPH, tuple(lines("Điều 6"))))
    page = Page(1, 10, 10, None, blocks, Method.OCR)
    assert [line.text for line in lines_of(page)] == ["Điều 6"]
