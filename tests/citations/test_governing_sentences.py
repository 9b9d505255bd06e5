"""Which passages a sentence says an act governs: those above it, below it, of a table, of the leaflet, or none."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.citations.governing import ACT, Side, is_of_fines, side_of


def side(sentence: str) -> Side | None:
    before, _, after = sentence.partition(ACT)
    return side_of(before, after)


@each(
    "sentence",
    [
        "Các mức phạt trên theo §.",
        "Mức phạt trên đây theo §.",
        "Mức phạt nêu trên được quy định tại §.",
        "Mức tiền phạt kể trên được áp dụng theo §.",
        "Mức phạt tiền ở trên thuộc §.",
        "Khung phạt vừa nêu căn cứ vào §.",
        "Chế tài nói trên dựa trên §.",
        "Hình thức xử phạt bên trên do § quy định.",
        "Số tiền phạt phía trên là theo quy định tại §.",
        "Những hành vi kể trên bị xử phạt theo quy định của §.",
        "Các hành vi vi phạm trên bị xử phạt theo §.",
        "Các quy định trên được trích từ §.",
        "Nội dung trên được lấy từ §.",
        "Các quyền và thủ tục trên theo §.",
        "Căn cứ của các mức phạt trên: §",
        "§ quy định các mức phạt trên.",
        "§ là căn cứ của những mức phạt trên.",
        "CÁC MỨC PHẠT TRÊN THEO §",
        "* Mức phạt trên (đối với cá nhân) theo §.",
        "Các mức phạt trên, áp dụng đối với cá nhân, theo §.",
    ],
)
def test_what_stands_above(sentence: str) -> None:
    assert side(sentence) is Side.ABOVE


@each(
    "sentence",
    [
        "Các mức phạt dưới đây được quy định tại §:",
        "Các mức phạt sau đây theo §:",
        "Các mức phạt bên dưới theo §.",
        "Mức phạt ở dưới căn cứ §.",
        "Các hành vi sau đây bị xử phạt theo §:",
        "Các hành vi sau được quy định tại §.",
        "Các quy định dưới đây được trích từ §.",
        "Thủ tục sau đây thực hiện theo §.",
        "§ quy định mức phạt như sau:",
        "§ quy định các mức phạt sau đây:",
        "§ quy định về các hành vi dưới đây",
        "§ của Chính phủ quy định mức phạt như sau:",
    ],
)
def test_what_stands_below(sentence: str) -> None:
    assert side(sentence) is Side.BELOW


@each(
    "sentence",
    [
        "Mức phạt tại bảng này theo §.",
        "Các mức phạt trong bảng trên được quy định tại §.",
        "Mức phạt nêu trong khung này theo §.",
        "Hành vi trong ô này bị xử phạt theo §.",
        "Các quy định ở mục này theo §.",
        "Nội dung phần này thuộc §.",
        "Mức phạt ở bảng dưới đây theo §.",
    ],
)
def test_what_stands_in_a_table_or_a_box(sentence: str) -> None:
    assert side(sentence) is Side.TABLE


@each(
    "sentence",
    [
        "Các mức phạt trong tờ gấp này theo §, áp dụng với cá nhân.",
        "Mức phạt nêu trong tài liệu này căn cứ §.",
        "Các quy định tại tờ rơi này được trích từ §.",
        "Nội dung cẩm nang này theo §.",
        "Nội dung của ấn phẩm này căn cứ §.",
    ],
)
def test_what_stands_anywhere_in_the_leaflet(sentence: str) -> None:
    assert side(sentence) is Side.ALL


@each(
    "sentence",
    [
        "Theo §.",
        "Mức phạt theo §.",
        "Mức phạt trên 5 triệu đồng theo §.",
        "Mức phạt trên địa bàn tỉnh theo §.",
        "Mức phạt trên cả nước theo §.",
        "Tiền phạt trên một năm không quá mức của §.",
        "Mức phạt tại Bảng giá theo §.",
        "Tài liệu này được biên soạn theo §.",
        "Sau đó nộp phạt theo §.",
        "Các mức phạt trên do xã đặt ra. Việc này theo §.",
        "Người ở trên xe bị phạt theo §.",
        "Con trâu trên thuộc §.",
        "Xem hình dưới đây theo §.",
        "§ quy định mức phạt.",
        "§ có hiệu lực. Các mức phạt trên còn thấp.",
        "§ bãi bỏ các mức phạt trên.",
        "Các mức phạt trên khác với §.",
        "",
    ],
)
def test_sentences_that_point_to_nothing(sentence: str) -> None:
    assert side(sentence) is None


@each(
    ("sentence", "fines"),
    [
        ("Các mức phạt trên theo §", True),
        ("Mức tiền phạt trên theo §", True),
        ("Khung phạt trên theo §", True),
        ("Chế tài nêu trên theo §", True),
        ("HÌNH THỨC XỬ PHẠT TRÊN THEO §", True),
        ("Những hành vi trên bị xử phạt theo §", True),
        ("Các hành vi trên thuộc §", False),
        ("Các quy định trên theo §", False),
        ("Các quyền trên theo §", False),
        ("Thủ tục trên theo §. Không bị phạt", False),
        ("Hành vi trên; nộp phạt tại kho bạc", False),
    ],
)
def test_statements_on_fines(sentence: str, fines: bool) -> None:
    assert is_of_fines(sentence) is fines


def test_what_is_said_far_from_the_act_does_not_count() -> None:
    far = "người dân nên đọc kỹ các quy định về nuôi ong " * 5
    assert side_of(f"Các mức phạt trên {far} theo ", ".") is None
    assert side_of(f"{far} . Các mức phạt trên theo ", f". {far}") is Side.ABOVE


what = st.sampled_from(["Các mức phạt", "Những hành vi", "Khung tiền phạt", "Các quy định", "Chế tài", "Nội dung"])
link = st.sampled_from(["theo ", "được quy định tại ", "đều thuộc ", "là của ", "căn cứ vào ", ", (theo "])


@settings(max_examples=at_most(60))
@given(what, st.sampled_from([("trên đây", Side.ABOVE), ("nêu trên", Side.ABOVE), ("dưới đây", Side.BELOW)]), link)
def test_the_word_for_the_way_decides_and_no_other(noun: str, way: tuple[str, Side], tie: str) -> None:
    word, pointed = way
    assert side_of(f"{noun} {word} {tie}", ".") is pointed
    assert side_of(f"{noun} {word} {tie}".upper(), ".") is pointed
    assert side_of(f"{noun} {tie}", ".") is None


@settings(max_examples=at_most(60))
@given(what, st.integers(1, 999), st.sampled_from(["triệu đồng", "ngày", "km", "người"]), link)
def test_above_before_a_number_means_more_than(noun: str, number: int, unit: str, tie: str) -> None:
    assert side_of(f"{noun} trên {number} {unit} {tie}", ".") is None


pointing = st.sampled_from(
    ["trên", "dưới đây", "nêu trên", "như sau", "theo", "thuộc", "tại", "bảng này", "tờ gấp này", "đồng", "người", ":"]
)


@settings(max_examples=at_most(60))
@given(st.lists(pointing, max_size=8), st.lists(pointing, max_size=8))
def test_without_a_noun_for_rules_or_fines_nothing_is_said(before: list[str], after: list[str]) -> None:
    assert side_of(" ".join(before) + " ", " " + " ".join(after)) is None


@settings(max_examples=at_most(60))
@given(st.lists(pointing, max_size=8))
def test_a_full_stop_ends_what_a_statement_reaches(between: list[str]) -> None:
    said = " ".join(word for word in between if word != ":")
    assert side_of(f"Các mức phạt trên. Người dân {said} theo ", ".") is None
