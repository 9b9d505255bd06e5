"""Items by the form in which a text gives them: decrees, sentences, leaflets, tables; rights, duties, time limits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from converters.records.content.heading_levels import heading_level
from converters.records.content.numbering import expected, numbering_doubts
from converters.records.content.openers import LARGE_DIVISIONS, SMALL_DIVISIONS, is_point, match_article
from converters.records.content.tables import table_nodes
from converters.records.content.tree import Node, PassageSpan, write_blocks
from converters.records.items.deadlines import find_deadlines, find_procedures
from converters.records.items.duties import find_rights_and_duties, sentences
from converters.records.items.fine_items import NOBODY
from converters.records.items.fine_tables import fines_in_tables
from converters.records.items.found_items import TextUnit, TypedItem, units
from converters.records.items.plain_text import plain, plain_sentence
from converters.records.items.sanctions import find_sanctions
from converters.records.passages.passage import written
from tests.each import each
from validators.language.detector import leaving_out


def span(text: str) -> PassageSpan:
    return PassageSpan(written(text))


def pieces(*texts: str, asked: str = "", heading: str = "") -> list[TextUnit]:
    return [TextUnit(span(text), heading, asked=asked) for text in texts]


def told(item: TypedItem) -> tuple[object, object, object]:
    values = item.values
    return values["behaviour"], values.get("amount_min"), values.get("amount_max")


LAND = "lấn đất nông nghiệp"


@each(
    ("found", "wanted"),
    [
        (
            pieces(f"1. Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với hành vi {LAND}."),
            [(LAND, 1_000_000, 2_000_000)],
        ),
        (pieces(f"Người {LAND} bị phạt tiền đến 5.000.000 đồng."), [(f"Người {LAND}", None, 5_000_000)]),
        (pieces("Lấn đất nông nghiệp", "Từ 3 đến 5 triệu đồng"), [("Lấn đất nông nghiệp", 3_000_000, 5_000_000)]),
        (
            pieces("Người vi phạm bị phạt tiền từ 3.000.000 đồng.", asked="Lấn đất nông nghiệp bị phạt bao nhiêu?"),
            [("Lấn đất nông nghiệp", 3_000_000, None)],
        ),
        (pieces("Vứt rác xuống sông bị phạt tiền 700.000 đồng."), [("Vứt rác xuống sông", 700_000, 700_000)]),
        (
            pieces("Người gây ồn bị phạt cảnh cáo hoặc phạt tiền đến 500.000 đồng."),
            [("Người gây ồn", None, 500_000)],
        ),
        (
            pieces("Theo khoản 1 Điều 9 Nghị định số 282/2025/NĐ-CP, người gây ồn bị phạt tiền từ 300.000 đồng."),
            [("người gây ồn", 300_000, None)],
        ),
        (
            pieces("Ông Mẫu bị phạt tiền từ 3.000.000 đồng.", asked="Ông Mẫu lấn đất thì bị xử phạt như thế nào?"),
            [("Ông Mẫu lấn đất", 3_000_000, None)],
        ),
        (
            pieces("Người gây ồn bị phạt tiền 500.000 đồng; nếu tái phạm bị phạt tiền 1.000.000 đồng."),
            [("Người gây ồn", 500_000, 500_000), ("Người gây ồn, nếu tái phạm", 1_000_000, 1_000_000)],
        ),
        (pieces("Nếu tái phạm thì bị phạt tiền 1.000.000 đồng."), []),
        (pieces("Giá đất là 3.000.000 đồng."), []),
        (pieces("Trưởng Công an xã có quyền:", "Phạt tiền đến 2.500.000 đồng."), []),
    ],
    ids=[
        "decree",
        "sentence",
        "leaflet",
        "answer",
        "one sum",
        "a warning or a fine",
        "basis first",
        "a named person",
        "a degree",
        "a degree of nothing",
        "a price",
        "a power",
    ],
)
def test_fines_by_form(found: list[TextUnit], wanted: list[tuple[object, object, object]]) -> None:
    assert [told(item) for item in find_sanctions(found, [])] == wanted


def test_degrees_below_a_lead_in() -> None:
    lead = TextUnit(span("1. Trường hợp lấn đất chưa sử dụng thì hình thức và mức xử phạt như sau:"))
    lead.under = pieces("a) Phạt tiền từ 3.000.000 đồng đến 5.000.000 đồng nếu diện tích dưới 0,05 héc ta;")
    (item,) = find_sanctions([lead], [])
    assert told(item) == ("lấn đất chưa sử dụng, nếu diện tích dưới 0,05 héc ta", 3_000_000, 5_000_000)


def test_a_lead_in_that_says_it_has_a_fine() -> None:
    lead = TextUnit(span("5. Hành vi sản xuất, mua, bán trái phép pháo hoa có mức phạt tiền như sau:"))
    lead.under = pieces("a) Phạt tiền từ 2.000.000 đồng đến 5.000.000 đồng đối với trường hợp dưới 05 kg pháo hoa;")
    (item,) = find_sanctions([lead], [])
    conduct = "sản xuất, mua, bán trái phép pháo hoa, đối với trường hợp dưới 05 kg pháo hoa"
    assert told(item) == (conduct, 2_000_000, 5_000_000)


def test_fines_of_persons_and_organisations_in_one_sentence() -> None:
    text = (
        "Hành vi lấn đất công bị phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với cá nhân, "
        "từ 2.000.000 đồng đến 4.000.000 đồng đối với tổ chức."
    )
    found = find_sanctions(pieces(text), [])
    assert [(item.values["subject"], item.values["amount_max"]) for item in found] == [
        ("cá nhân", 2_000_000),
        ("tổ chức", 4_000_000),
    ]
    assert len({item.values["behaviour"] for item in found}) == 1


def test_remedies_have_no_amount() -> None:
    (item,) = find_sanctions(pieces("a) Buộc trả lại đất đối với hành vi quy định tại khoản 2 Điều này;"), [])
    assert item.values["other"] == "Buộc trả lại đất"
    assert "amount_min" not in item.values


def test_each_form_is_found_by_its_detector_alone() -> None:
    decree = pieces(f"1. Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với hành vi {LAND}.")
    with leaving_out("items/sanction/decree"):
        assert find_sanctions(decree, []) == []
    assert len(find_sanctions(decree, [])) == 1


def test_fines_in_tables_need_both_columns() -> None:
    rows = [["Hành vi", "Mức phạt tối đa"], ["Lấn đất", "5.000.000 đồng"], ["", "6.000.000 đồng"], ["Khác", "cảnh cáo"]]
    table = Node("table", [span("bảng")], rows=rows)
    assert [told(item) for item in fines_in_tables([table])] == [("Lấn đất", None, 5_000_000)]
    assert list(fines_in_tables([Node("table", [span("bảng")], rows=[["Hành vi", "Ghi chú"], ["a", "b"]])])) == []
    assert len(list(fines_in_tables([Node("chapter", children=[table])]))) == 1


@each("text", ["Người vi phạm", "Nếu không chấp hành", "Ông Nguyễn Mẫu", "Hành vi này", "Vi phạm"])
def test_nobody_in_particular(text: str) -> None:
    assert NOBODY.fullmatch(text)
    assert not NOBODY.fullmatch(f"{text} lấn đất của xã")


@each(("text", "is_nobody"), [("Ông ấy", True), ("Anh ta", True), ("Bà Mẫu", True), ("Anh đổ đất", False),
                              ("Chị đốt đồng", False), ("Anh đánh", False)])  # fmt: skip
def test_what_somebody_did_is_no_name(text: str, is_nobody: bool) -> None:
    assert (NOBODY.fullmatch(text) is not None) is is_nobody


@each(
    ("sentence", "kind", "holder"),
    [
        ("Công dân Việt Nam có quyền khiếu nại theo luật.", "right", "Công dân Việt Nam"),
        ("Người sử dụng đất có nghĩa vụ đăng ký đất đai.", "duty", "Người sử dụng đất"),
        ("Trường hợp thu hồi đất thì người dân được quyền nhận tiền.", "right", "người dân"),
        ("Người dân không phải nộp lệ phí trong mọi trường hợp.", None, None),
        ("có quyền khiếu nại theo quy định của luật.", None, None),
        ("Người có quyền khiếu nại là ai theo luật này?", None, None),
    ],
)
def test_rights_and_duties(sentence: str, kind: str | None, holder: str | None) -> None:
    found = find_rights_and_duties(pieces(sentence))
    assert [(item.values["type"], item.values["holder"]) for item in found] == ([(kind, holder)] if kind else [])


def test_announced_lists() -> None:
    (unit,) = pieces("Người lao động có các quyền sau đây:")
    unit.under += pieces("a) Nghỉ phép;", "b) Hưởng lương.")
    found = find_rights_and_duties([unit])
    assert [(item.values["type"], item.values["text"]) for item in found] == [
        ("right", "Nghỉ phép"),
        ("right", "Hưởng lương."),
    ]
    assert {item.values["holder"] for item in found} == {"Người lao động"}


@each(
    ("sentence", "limit"),
    [
        ("Trong thời hạn 15 ngày làm việc, cơ quan trả lời.", (15, "working-day")),
        ("Hồ sơ được giải quyết không quá 03 (ba) tháng kể từ ngày nhận.", (3, "month")),
        ("Chậm nhất là sau 24 giờ phải báo cho cơ quan.", (24, "hour")),
        ("Từ ngày 15 tháng 3, cơ quan trả lời người dân.", None),
    ],
)
def test_time_limits(sentence: str, limit: tuple[int, str] | None) -> None:
    found = [(item.values["quantity"], item.values["unit"]) for item in find_deadlines(pieces(sentence))]
    assert found == ([limit] if limit else [])


def test_the_points_of_a_sum_end_no_sentence() -> None:
    text = "Để hàng cản lối: phạt tiền đến 4.000.000 đồng, trừ hộ để tạm không quá 24 giờ. Hộ phải dọn ngay."
    assert [item.values["text"] for item in find_deadlines(pieces(text))] == [text.partition(" Hộ phải")[0]]


def test_steps_are_procedures_and_a_first_step_begins_another() -> None:
    steps = pieces("Bước 1: Nộp hồ sơ", "Bước 2: Chờ", "Bước 1: Nộp đơn", "Bước 2: Nhận", heading="Đăng ký")
    found = find_procedures(steps)
    assert [item.values["steps"] for item in found] == [["Nộp hồ sơ", "Chờ"], ["Nộp đơn", "Nhận"]]
    assert find_procedures(pieces("Bước 1: Nộp hồ sơ")) == []


@given(st.text(alphabet="ab. ;!?X", max_size=80))
def test_sentences_lie_in_their_text(text: str) -> None:
    whole = span(text)
    for sentence, place in sentences(whole):
        assert place.text.startswith(sentence[:3])
        assert sentence in whole.passage.text


@each(
    ("text", "wanted"), [("a) Lấn đất;", "Lấn đất"), ("- Lấn đất.", "Lấn đất"), ("12. Lấn đất", "Lấn đất"), (" ; ", "")]
)
def test_plain_text(text: str, wanted: str) -> None:
    assert plain(text) == wanted
    assert plain(plain(text)) == plain(text)
    assert plain_sentence(text).rstrip(".") == wanted


def test_units_keep_heading_question_and_what_stands_under_them() -> None:
    nodes = [
        Node("heading", [span("QUYỀN")]),
        Node("paragraph", [span("Người dân có các quyền:")]),
        Node("list", items=[span("a"), span("b")]),
        Node("question", [span("Ai?")], children=[Node("paragraph", [span("Người dân.")])]),
    ]
    heading, lead, question, answer = units(nodes)
    assert heading.heading == lead.heading == "QUYỀN"
    assert [unit.span.text for unit in lead.under] == ["a", "b"]
    assert question.asked == ""
    assert answer.asked == "Ai?"


@each(
    ("unit", "before", "label"),
    [
        ("point", "d", "đ"),
        ("point", "y", None),
        ("point", None, "a"),
        ("clause", "9", "10"),
        ("clause", "7a", "8"),
        ("article", None, "1"),
        ("article", "x", None),
    ],
)
def test_the_label_that_follows(unit: str, before: str | None, label: str | None) -> None:
    assert expected(unit, before) == label


def test_numbering_is_doubted_where_it_jumps() -> None:
    clauses = [Node("clause", [span(text)], label=label) for label, text in (("1", "Một."), ("3", "Ba."))]
    (doubt,) = numbering_doubts([Node("article", label="5", title_spans=[span("Tên")], children=clauses)])
    assert (doubt.text, doubt.candidates, doubt.pointer) == ("3", ("2",), "/content/0/children/1")


@each(
    ("text", "inside", "level"),
    [
        ("I. NỘI DUNG", False, 2),
        ("1. Mục đích", False, 3),
        ("1. Mục đích", True, None),
        ("QUYỀN CỦA NGƯỜI DÂN", True, 2),
        ("Người dân có quyền.", False, None),
        ("a" * 161, False, None),
        ("QUYỀN CỦA NGƯỜI DÂN;", False, None),
    ],
)
def test_levels_of_headings(text: str, inside: bool, level: int | None) -> None:
    assert heading_level(written(text), inside_article=inside) == level


def test_openers_give_labels() -> None:
    large, article = LARGE_DIVISIONS.first("Chương IIa QUY ĐỊNH"), match_article("Điều 12a. Tên")
    clause, point = SMALL_DIVISIONS.first("2a. Nội dung"), SMALL_DIVISIONS.first("đ) nội dung")
    assert [found["label"] for found in (large, article, clause, point) if found is not None] == [
        "IIa",
        "12a",
        "2a",
        "đ",
    ]
    assert is_point("đ) nội dung")
    assert not is_point("đ. nội dung")


def test_blocks_are_witnessed() -> None:
    evidence: dict = {}
    blocks = write_blocks(
        [Node("paragraph", [span("một")]), Node("paragraph", [span(" ")]), *table_nodes(written("hai"))],
        "/content",
        evidence,
    )
    assert [block.type for block in blocks] == ["paragraph", "paragraph"]
    assert sorted(evidence) == ["/content/0", "/content/1"]
