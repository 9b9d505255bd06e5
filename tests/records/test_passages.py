"""Lines into passages: what begins one, what goes on, what is no text, and where every word was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from record_documents import block, document, line, page, table

from converters.reading.boxes import Box
from converters.reading.document import ASIDE, Block, BlockKind, Document, Line, Method, Page, Word
from converters.records.passages.furniture import is_furniture, is_rule, is_signature_note, repeated_lines
from converters.records.passages.loose_blocks import pieced_together, untabled
from converters.records.passages.paragraphs import passages, passages_in
from converters.records.passages.passage import is_capitals, joined, surrounding, whole, written
from converters.records.passages.printed_lines import printed_lines
from tests.each import each


def texts(source: Document) -> list[str]:
    return [passage.text for passage in passages(source)]


def of_lines(*lines: str) -> Document:
    """One block of printed lines, as a text layer without paragraphs gives it."""
    return document(page(block("\n".join(lines))))


@each(
    ("lines", "wanted"),
    [
        (["Người dân có quyền khiếu nại quyết định hành chính của", "cơ quan nhà nước."], 1),
        (["Điều 1. Phạm vi điều chỉnh", "Điều 2. Đối tượng áp dụng"], 2),
        (["1. Người dân có quyền:", "a) Khiếu nại;", "b) Tố cáo."], 3),
        (["QUYỀN CỦA NGƯỜI DÂN", "Người dân có quyền khiếu nại."], 2),
        (["Thực hiện theo quy định tại khoản", "1. Điều này và các văn bản khác có liên quan"], 1),
        (["Từ 400.000 đồng đến 600.000 đồng", "Không đội mũ bảo hiểm"], 2),
        (["CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM"], 1),
        (["UBND TỈNH HƯNG YÊN", "SỞ TƯ PHÁP"], 2),
        (["Câu 1. Ai có quyền khiếu nại?", "Người dân có quyền khiếu nại."], 2),
        (["Căn cứ Luật Đất đai;", "Căn cứ Luật Nhà ở;"], 2),
        (["Bên A: Hợp tác xã Chè Mẫu, do bà Mẫu Thị Giả đại diện.", "Bên B: Ông Triệu Văn Mẫu."], 2),
        (["Hôm nay bà Mẫu Thị Giả giao cho người nhận là", "Bên B: Ông Triệu Văn Mẫu, sinh năm 1990."], 1),
    ],
)
def test_where_passages_begin(lines: list[str], wanted: int) -> None:
    assert len(texts(of_lines(*lines))) == wanted


def test_a_drawn_rule_parts_what_stands_around_it() -> None:
    assert texts(of_lines("phần thứ nhất của", "________", "phần thứ hai")) == ["phần thứ nhất của", "phần thứ hai"]


def test_every_paragraph_of_an_office_file_is_a_passage() -> None:
    blocks = tuple(block(text) for text in ("một nửa câu của", "nửa kia"))
    source = document(Page(1, None, None, None, blocks, Method.OFFICE))
    assert texts(source) == ["một nửa câu của", "nửa kia"]


def test_a_sentence_goes_on_over_the_edge_of_a_page() -> None:
    text = "Người dân có quyền khiếu nại quyết định hành chính của cơ quan nhà nước tại"
    first, second = page(text, number=1), page("nơi cư trú.", number=2)
    (one,) = passages(document(first, second))
    assert one.evidence(0, 10).page == 1
    assert one.evidence(len(text) + 1).page == 2
    assert one.evidence(len(text) + 1).text == "nơi cư trú."


PIECES = ("Điều", "1.", "a)", "Sở", "QĐ;", "-", "của", "“Luật”", "5", "?", ":")


@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6)))
def test_no_word_is_lost_or_doubled(lines: list[list[str]]) -> None:
    source = of_lines(*(" ".join(words) for words in lines)) if lines else document(page())
    kept = [word for one in printed_lines(source)[0] for word in one.text.split()]
    assert [word for passage in passages(source) for word in passage.text.split()] == kept
    for passage in passages(source):
        assert [passage.text[start:].split()[0] for start in passage.starts] == passage.text.split()


def test_signatures_stand_apart_from_recipients() -> None:
    left = line("Nơi nhận:", 100, boxes=True)
    both = Line(
        (
            *line("- Lưu: VT.", 140, boxes=True).words,
            Word("KT.", Box(900, 140, 940, 160)),
            Word("GIÁM", Box(950, 140, 990, 160)),
        ),
        Box(100, 140, 990, 160),
    )
    source = document(page(Block(BlockKind.PARAGRAPH, (left, both), Box(100, 100, 990, 160))))
    assert texts(source) == ["Nơi nhận:", "- Lưu: VT.", "KT. GIÁM"]


def test_a_table_that_lays_out_a_head_is_lines() -> None:
    head = table(
        [["ỦY BAN NHÂN DÂN", "Độc lập - Tự do - Hạnh phúc"], ["Số: 1/KH", "Mẫu, ngày 1 tháng 2"]], header=False
    )
    assert [one.text for one in untabled(head)] == [
        "ỦY BAN NHÂN DÂN",
        "Số: 1/KH",
        "Độc lập - Tự do - Hạnh phúc",
        "Mẫu, ngày 1 tháng 2",
    ]


def test_a_table_of_values_stays_one() -> None:
    values = table([["Hành vi", "Mức phạt"], ["Lấn đất", "5 triệu"]])
    assert list(untabled(values)) == [values]


def test_scraps_of_one_printed_line_are_one() -> None:
    def scrap(text: str, left: int) -> Block:
        box = Box(left, 100, left + 40, 120)
        return Block(BlockKind.PARAGRAPH, (Line((Word(text, box),), box),), box)

    (one,) = pieced_together([scrap("/QĐ-UBND", 200), scrap("Số:", 100), scrap("225", 150)])
    assert one.text == "Số: 225 /QĐ-UBND"


def test_running_heads_are_told_by_their_repetition() -> None:
    pages = [
        page("Sổ tay pháp luật", *(f"Dòng {'abcdef'[n]} {'ghik'[p - 1]}" for n in range(6)), number=p)
        for p in range(1, 5)
    ]
    assert repeated_lines(pages) == {"Sổ tay pháp luật"}
    assert repeated_lines(pages[:1]) == frozenset()


def test_organs_of_letterheads_are_no_running_head() -> None:
    head = ("BỘ VÍ DỤ", "TRƯỜNG CAO ĐẲNG MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    pages = [page(*head, f"Biểu thứ {number}", "Nội dung biểu", "Ghi chú", number=number) for number in range(1, 5)]
    assert "TRƯỜNG CAO ĐẲNG MẪU" not in repeated_lines(pages)


def test_two_pages_repeat_only_in_their_margins() -> None:
    def sheet(number: int, top: int) -> Page:
        lines = [
            line("Đầu trang mẫu", top, boxes=True),
            *(line(f"Dòng {n}", 300 + 40 * n, boxes=True) for n in range(5)),
        ]
        return Page(number, 1000, 1400, 100, (Block(BlockKind.PARAGRAPH, tuple(lines), None),), Method.TEXT_LAYER)

    assert repeated_lines([sheet(1, 40), sheet(2, 42)]) == {"Đầu trang mẫu"}
    assert repeated_lines([sheet(1, 40), sheet(2, 200)]) == frozenset()


def _book(lines: Sequence[str], place: int, pages: int = 6) -> list[Page]:
    """Pages of eight lines of their own each, with one of these in turn at a place."""
    made = []
    for number in range(1, pages + 1):
        own = [f"Lời thứ {'abcdefgh'[at]} của trang {'ghiklmn'[number]}" for at in range(8)]
        own[place] = lines[(number - 1) % len(lines)]
        shown = tuple(line(text, 60 + 180 * at, boxes=True) for at, text in enumerate(own))
        made.append(Page(number, 1000, 1500, 100, (Block(BlockKind.PARAGRAPH, shown, None),), Method.TEXT_LAYER))
    return made


@each(
    ("lines", "place", "runs"),
    [
        (["Sổ tay hòa giải viên"], 0, True),
        ([f"Sổ tay hòa giải viên | {number}" for number in range(11, 17)], -1, True),
        ([f"Chương {1 + number // 3} | trang {number}" for number in range(6)], 0, True),
        (["Lệ phí: Không có."], 1, False),  # the second line of a page, under its head
        (["Phạt tiền từ 500.000 đồng đến 1.000.000 đồng khi:"], 0, False),
        (["Phạt tiền từ 500.000 đồng khi:", "Phạt tiền từ 2.000.000 đồng khi:", "Phạt tiền từ 700.000 đồng khi:"],
         -1, False),
        (["Thời hạn 30 ngày", "Thời hạn 5 ngày", "Thời hạn 15 ngày"], -1, False),
    ],
)  # fmt: skip
def test_what_begins_pages_by_chance_runs_through_none(lines: list[str], place: int, runs: bool) -> None:
    assert bool(repeated_lines(_book(lines, place))) is runs


def test_the_words_of_a_running_head_amid_a_page_are_text() -> None:
    pages = _book(["Sổ tay hòa giải viên"], 0)
    amid = _book(["Sổ tay hòa giải viên"], 4, pages=1)[0]
    flow, beside = printed_lines(document(*pages, replace(amid, number=7)))
    assert [one.page for one in flow if one.text == "Sổ tay hòa giải viên"] == [7]
    assert [one.page for one in beside] == [1, 2, 3, 4, 5, 6]


@each(
    ("text", "edge", "wanted"),
    [
        ("- 3 -", True, True),
        ("3", False, False),
        ("1022", False, False),
        ("____", False, True),
        ("Điều 3", True, False),
    ],
)
def test_a_number_alone_is_furniture_only_at_the_edge(text: str, edge: bool, wanted: bool) -> None:
    assert is_furniture(text, edge=edge) is wanted


def test_rules_and_notes_of_signing_programs() -> None:
    assert is_rule("-----o0o-----")
    assert not is_rule("--")
    assert is_signature_note("Ký bởi: Sở Tư pháp")
    assert not is_signature_note("Người ký hợp đồng chịu trách nhiệm")


@each(("text", "wanted"), [("QUYỀN CỦA", True), ("QĐ-UBND", True), ("12/QĐ-UBND", False), ("QĐ", False)])
def test_capitals(text: str, wanted: bool) -> None:
    assert is_capitals(text) is wanted


def test_a_box_surrounds_all_or_is_unknown() -> None:
    assert surrounding([Box(1, 2, 3, 4), Box(0, 5, 9, 6)]) == (0, 2, 9, 6)
    assert surrounding([Box(1, 2, 3, 4), None]) is None
    assert surrounding([]) is None


def test_evidence_names_the_page_the_box_and_the_least_confidence() -> None:
    words = (Word("Số:", Box(0, 0, 30, 10), 0.9), Word("12", Box(40, 0, 60, 10), 0.5, engine_text="l2"))
    source = document(page(Block(BlockKind.PARAGRAPH, (Line(words),))))
    (passage,) = passages(source)
    found = passage.evidence(4, 6)
    assert (found.text, found.confidence, found.engine_text) == ("12", 0.5, "l2")
    assert found.box == (40, 0, 60, 10)
    assert passage.evidence().confidence == 0.5


def test_joined_passages_keep_their_places() -> None:
    one, two = written("Nghị định"), written("của Chính phủ")
    both = joined([one, two])
    assert both.text == "Nghị định của Chính phủ"
    assert both.places == one.places + two.places
    assert both.text[both.starts[2] :] == "của Chính phủ"
    assert both.lines == 2


def test_the_paragraphs_of_a_cell() -> None:
    lines = [line("Câu 1. Ai có quyền?"), line("Người dân."), line(" ")]
    assert [one.text for one in passages_in(lines, 3, Method.OFFICE)] == ["Câu 1. Ai có quyền?", "Người dân."]
    assert {one.page for one in passages_in(lines, 3, Method.OFFICE)} == {3}


def test_examples_are_passages_without_a_page() -> None:
    passage = written("  hai   từ ", BlockKind.HEADING, level=2)
    assert (passage.text, passage.starts, passage.level) == ("hai từ", (0, 4), 2)
    assert whole(passage).value == "hai từ"
    assert written("").starts == ()


@each("kind", sorted(ASIDE))
def test_every_kind_that_stands_apart_is_kept_beside_the_text(kind: BlockKind) -> None:
    apart = Line((Word("dấu"), Word("chìm")))
    flow, beside = printed_lines(document(page(Block(kind, (apart,)))))
    assert (flow, [one.line for one in beside]) == ([], [apart])


def test_below_the_first_line_of_an_item_a_paragraph_is_text() -> None:
    item = Block(BlockKind.LIST_ITEM, block("1. Lương cơ sở:\nTăng từ ngày 01/7/2026.\n2. Bảo hiểm y tế").lines)
    assert [(passage.kind, passage.text[:2]) for passage in passages(document(page(item)))] == [
        (BlockKind.LIST_ITEM, "1."),
        (BlockKind.PARAGRAPH, "Tă"),
        (BlockKind.LIST_ITEM, "2."),
    ]
