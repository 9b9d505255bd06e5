"""Which act a place without one means, and that none is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from converters.reading.document import Block, BlockKind, Cell, Document, Line, Method, Page, Word
from converters.records.citations.basis import cite, legal_basis
from converters.records.passages.paragraphs import passages
from tests.each import each


def basis(*lines: str, title: str = "") -> list[tuple[str | None, str | None]]:
    """Act number and article of every entry; a line beginning with # is a heading."""
    blocks = tuple(
        Block(
            BlockKind.HEADING if text.startswith("#") else BlockKind.PARAGRAPH,
            (Line(tuple(Word(word) for word in text.lstrip("# ").split())),),
            level=1 + text.count("#") if text.startswith("#") else 0,
        )
        for text in lines
    )
    page = Page(1, None, None, None, blocks, Method.OFFICE)
    document = Document(Path("a.docx"), "text/plain", "0" * 64, (page,))
    entries = legal_basis(cite(passages(document), None, title))
    return [(entry.citation.act.number, entry.citation.locator.article) for entry in entries]


PRISON = "Phạm tội này thì bị phạt tù (khoản 1 Điều 150 {}). Với trẻ em thì nặng hơn (khoản 1 Điều 151)."


def test_the_only_act_of_the_paragraph() -> None:
    code, law = ("Bộ luật Hình sự số 100/2015/QH13", "Luật Trẻ em số 102/2016/QH13")
    assert ("100/2015/QH13", "151") in basis(f"Trẻ em được bảo vệ (Điều 6 {law}).", PRISON.format(code))
    other = f"{PRISON.format(code)} Trẻ em được bảo vệ (Điều 6 {law})."
    assert "151" not in [article for _, article in basis(other)]


def test_a_law_of_the_paragraph_fines_nobody() -> None:
    paragraph = "Cấm pháo nổ (Điều 5 Luật Mẫu số 5/2020/QH14). Ai vi phạm bị phạt tiền (khoản 3 Điều 11)."
    assert "11" not in [article for _, article in basis("Điều 1 Nghị định số 9/2020/NĐ-CP.", paragraph)]


PERMITTED = "Chỉ mua pháo hoa ở nơi được phép (Điều 17 Nghị định số 137/2020/NĐ-CP)."
FINE = "Dùng pháo nổ trái phép bị phạt tiền theo điểm đ khoản 4 Điều 13 dưới đây."


def test_a_statement_on_all_fines_above_it() -> None:
    stated = "Các mức phạt trên theo Nghị định số 282/2025/NĐ-CP ngày 30/10/2025 của Chính phủ."
    assert ("282/2025/NĐ-CP", "13") in basis(PERMITTED, "# BỊ PHẠT", FINE, stated)


def test_the_act_announced_under_the_heading() -> None:
    announced = "Mức phạt đối với cá nhân theo Nghị định số 282/2025/NĐ-CP"
    assert ("282/2025/NĐ-CP", "13") in basis(PERMITTED, "# BỊ PHẠT", announced, FINE)


def test_an_article_cited_elsewhere_of_one_act_only() -> None:
    found = basis(
        "Mỗi lần cấm không quá 03 ngày (khoản 1 Điều 25 Luật số 13/2022/QH15).",
        "# KHÔNG CHẤP HÀNH SẼ BỊ PHẠT",
        "Phạt theo khoản 1 Điều 53 Nghị định số 282/2025/NĐ-CP.",
        "Phải được người bị bạo lực đồng ý (điểm a khoản 1 Điều 25).",
    )
    assert ("13/2022/QH15", "25") in found
    assert ("282/2025/NĐ-CP", "25") not in found


def test_the_act_in_the_title_even_after_another_was_named() -> None:
    found = basis(
        "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 có hiệu lực từ ngày 01 tháng 01 năm 2026.",
        "Nghị định số 13/2023/NĐ-CP trước đây không còn áp dụng.",
        "Dữ liệu cá nhân là thông tin gắn với một con người (khoản 1 Điều 2).",
        title="ĐỀ CƯƠNG GIỚI THIỆU LUẬT BẢO VỆ DỮ LIỆU CÁ NHÂN",
    )
    assert ("91/2025/QH15", "2") in found
    assert ("13/2023/NĐ-CP", "2") not in found


@each(
    "stated",
    [
        "Mức phạt nêu trên được quy định tại Nghị định số 282/2025/NĐ-CP.",
        "Mức phạt tại bảng này theo Nghị định số 282/2025/NĐ-CP.",
        "Các hành vi trên bị xử phạt theo quy định của Nghị định số 282/2025/NĐ-CP.",
        "Các mức phạt trong tờ gấp này căn cứ Nghị định số 282/2025/NĐ-CP, áp dụng với cá nhân.",
        "Nghị định số 282/2025/NĐ-CP quy định các mức phạt trên.",
    ],
)
def test_other_wordings_of_such_a_statement(stated: str) -> None:
    assert ("282/2025/NĐ-CP", "13") in basis(PERMITTED, "# BỊ PHẠT", FINE, stated)


@each(
    "lines",
    [
        ("# PHẠT", FINE, "# KHÁC", "Xem Nghị định số 45/2022/NĐ-CP.", "Mức phạt trên theo Nghị định số 9/2025/NĐ-CP."),
        ("# BỊ PHẠT", FINE, "# KHÁC", "Mức phạt trên địa bàn tỉnh theo Nghị định số 9/2025/NĐ-CP tăng thêm."),
        ("# BỊ PHẠT", FINE, "# KHÁC", "Các mức phạt dưới đây theo Nghị định số 9/2025/NĐ-CP."),
    ],
)  # fmt: skip
def test_a_statement_does_not_reach_over_other_acts_nor_the_other_way(lines: tuple[str, ...]) -> None:
    assert "13" not in {article for _, article in basis(PERMITTED, *lines)}


def test_the_only_act_of_the_document_is_no_ground_under_another_heading() -> None:
    assert basis(PERMITTED, "# BỊ PHẠT", FINE) == [("137/2020/NĐ-CP", "17")]


@each(
    "line",
    [
        "Điều 13. Hành vi bị cấm",  # an article of the material itself
        "Thực hiện khoản 4 Điều 13 này trước ngày 01 tháng 7.",
        "Thực hiện khoản 4 Điều 13 của Quy chế.",
        "Thực hiện khoản 4 trên.",  # no article
        "Chương II nêu rõ.",
    ],
)
def test_what_is_no_place_of_an_act(line: str) -> None:
    assert basis(PERMITTED, line) == [("137/2020/NĐ-CP", "17")]


def test_a_statement_on_what_is_below_it() -> None:
    stated = "Các mức phạt dưới đây theo Nghị định số 282/2025/NĐ-CP."
    assert ("282/2025/NĐ-CP", "13") in basis(PERMITTED, stated, FINE)
    assert ("282/2025/NĐ-CP", "13") not in basis(PERMITTED, FINE, stated)


def test_the_title_may_name_the_act_by_its_number() -> None:
    found = basis(PERMITTED, "Nghị định số 282/2025/NĐ-CP.", FINE, title="Hỏi đáp về Nghị định 282/2025/NĐ-CP")
    assert ("282/2025/NĐ-CP", "13") in found


def test_every_heading_begins_anew() -> None:
    found = basis(
        "# PHÁO",
        "Theo Nghị định số 137/2020/NĐ-CP.",
        "Chỉ dùng pháo hoa (Điều 18).",
        "# TRẺ EM",
        "Theo Luật số 102/2016/QH13.",
        "Trẻ em có quyền học tập (Điều 16).",
    )
    assert [one for one in found if one[1]] == [("137/2020/NĐ-CP", "18"), ("102/2016/QH13", "16")]


def test_a_short_mention_that_is_lost_gives_no_ground() -> None:
    assert basis("Theo Nghị định nêu trên.", FINE) == []


def test_a_material_without_any_act_has_no_basis() -> None:
    assert basis(FINE, title="Tờ gấp về pháo hoa") == []


@pytest.mark.parametrize("between", [(), ("# THÔNG TIN KHÁC",)])
def test_none_where_two_acts_could_be_meant(between: tuple[str, ...]) -> None:
    other = "Trẻ em được bảo vệ theo Điều 5 Luật số 102/2016/QH13."
    found = basis(PERMITTED, other, *between, FINE)
    assert "13" not in {article for _, article in found}


LAW = "Quyền được bảo vệ (khoản 1 Điều 9 Luật số 13/2022/QH15)."


def test_the_word_phap_luat_in_a_title_names_no_law() -> None:
    found = basis(
        LAW,
        "# BỊ PHẠT",
        "Mức phạt theo Nghị định số 282/2025/NĐ-CP",
        "Phạt từ 5.000.000 đồng đến 10.000.000 đồng",
        "khoản 2 Điều 37",
        title="TỜ GẤP PHÁP LUẬT PHÒNG, CHỐNG BẠO LỰC GIA ĐÌNH",
    )
    assert ("282/2025/NĐ-CP", "37") in found
    assert ("13/2022/QH15", "37") not in found


def test_an_act_named_below_in_the_same_box() -> None:
    found = basis(
        LAW, "# BỊ PHẠT", "Đánh người bị phạt 5.000.000 đồng (khoản 2 Điều 37).", "Theo Nghị định số 282/2025/NĐ-CP."
    )
    assert ("282/2025/NĐ-CP", "37") in found


def test_an_announcement_ends_with_its_box() -> None:
    stated = "Mức phạt theo Nghị định số 282/2025/NĐ-CP"
    found = basis("# BỊ PHẠT", stated, "# ĐƯỢC GIÚP", "Ai cũng được giúp (khoản 7 Điều 7).")
    assert found == [("282/2025/NĐ-CP", None)]


@each(
    "more",
    [", có hiệu lực từ ngày 01/01/2018", " (sửa đổi, bổ sung năm 2024)", " được Quốc hội thông qua ngày 20/6/2017"],
)
def test_an_announcement_may_say_more_of_its_act(more: str) -> None:
    first = "Là hộ cận nghèo (Điều 2 Nghị định số 144/2017/NĐ-CP)."
    found = basis(f"Theo Luật Trợ giúp pháp lý số 11/2017/QH14{more}", first, "Cần ba loại giấy (khoản 1 Điều 29).")
    assert ("11/2017/QH14", "29") in found
    said = f"Theo Luật Trợ giúp pháp lý số 11/2017/QH14{more}, người nghèo không phải trả tiền."
    assert ("11/2017/QH14", "29") not in basis(said, first, "Cần ba loại giấy (khoản 1 Điều 29).")


def test_an_announcement_holds_under_smaller_headings() -> None:
    stated = "Mức phạt theo Nghị định số 282/2025/NĐ-CP:"
    found = basis("# BỊ PHẠT", stated, "## Đánh người", "Từ 5.000.000 đồng (khoản 2 Điều 37)", "# KHÁC", "Xem Điều 9.")
    assert found == [("282/2025/NĐ-CP", None), ("282/2025/NĐ-CP", "37")]


def test_a_law_lays_down_no_fine() -> None:
    assert basis(LAW, "Ai vi phạm bị phạt 5.000.000 đồng (khoản 2 Điều 37).") == [("13/2022/QH15", "9")]


def test_the_act_of_the_same_sentence() -> None:
    found = basis(
        "Theo Luật số 102/2016/QH13, trẻ em được học tập (Điều 16). Nghị định số 56/2017/NĐ-CP nói thêm.",
    )
    assert ("102/2016/QH13", "16") in found


def test_the_act_of_the_heading_above() -> None:
    found = basis("# Luật Trẻ em số 102/2016/QH13", "## Quyền", "Trẻ em được học tập (Điều 16).")
    assert ("102/2016/QH13", "16") in found


def test_a_concluded_act_says_that_it_was_concluded() -> None:
    document_ = Document(
        Path("a.docx"), "text/plain", "0" * 64,
        (Page(1, None, None, None, tuple(
            Block(BlockKind.PARAGRAPH, (Line(tuple(map(Word, text.split()))),))
            for text in ("Căn cứ Luật Trẻ em số 102/2016/QH13;", "Trẻ em được học tập (Điều 16).")
        ), Method.OFFICE),),
    )  # fmt: skip
    entries = legal_basis(cite(passages(document_), None))
    assert [(entry.citation.role, entry.citation.found) for entry in entries] == [
        ("basis", "number"),
        ("mentioned", "context"),
    ]


TABLE = (
    ("Hành vi", "Mức phạt", "Căn cứ"),
    ("Đốt pháo", "5.000.000 đồng", "khoản 1 Điều 11 Nghị định số 282/2025/NĐ-CP; điểm a khoản 2 Điều 11"),
    ("Xả rác", "1.000.000 đồng", "khoản 3 Điều 25 Nghị định số 45/2022/NĐ-CP"),
    ("Bỏ rơi trẻ", "9.000.000 đồng", "khoản 5 Điều 21"),
)


def test_a_place_in_a_table_has_the_act_of_its_cell_or_none() -> None:
    cells = tuple(
        Cell(row, column, (Line(tuple(map(Word, text.split()))),))
        for row, texts in enumerate(TABLE)
        for column, text in enumerate(texts)
    )
    block = Block(BlockKind.TABLE, tuple(line for cell in cells for line in cell.lines), cells=cells)
    page = Page(1, None, None, None, (block,), Method.OFFICE)
    entries = legal_basis(cite(passages(Document(Path("a.docx"), "text/plain", "0" * 64, (page,))), None))
    assert [(entry.citation.act.number, entry.citation.locator.clause) for entry in entries] == [
        ("282/2025/NĐ-CP", "1"),
        ("282/2025/NĐ-CP", "2"),
        ("45/2022/NĐ-CP", "3"),
    ]


@pytest.mark.parametrize("number", ["113", "1900 0000"])
def test_a_number_alone_in_the_middle_of_a_page_is_text(number: str) -> None:
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, (Line((Word(text),)),)) for text in ("Công", number, "Giữ", number, "Đọc")
    )
    page = Page(1, None, None, None, blocks, Method.OFFICE)
    found = passages(Document(Path("a.docx"), "text/plain", "0" * 64, (page,)))
    assert sum(passage.text == number for passage in found) == 2


def test_the_year_of_a_law_is_kept() -> None:
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, (Line(tuple(Word(word) for word in text.split())),))
        for text in ("Theo Luật Đất đai năm 2024.", "Theo Nghị định số 30/2020/NĐ-CP.", "Theo Luật Cư trú.")
    )
    document = Document(Path("a.docx"), "text/plain", "0" * 64, (Page(1, None, None, None, blocks, Method.OFFICE),))
    entries = legal_basis(cite(passages(document), None))
    assert [entry.citation.act.year for entry in entries] == [2024, 2020, None]


CODE = "Tội cướp giật tài sản đứng trong Bộ luật Hình sự số 100/2015/QH13."


def test_a_term_of_prison_is_laid_down_by_the_penal_code_named_above() -> None:
    term = "Phạt tù từ 01 năm đến 05 năm (khoản 1 Điều 171)."
    assert ("100/2015/QH13", "171") in basis(CODE, "# Hình phạt", term)
    assert ("100/2015/QH13", "171") in basis(CODE, "# Hình phạt", "Phạt tù đến 3 năm.", "(khoản 1 Điều 171)")
    decree = "Mức phạt tiền theo Nghị định số 282/2025/NĐ-CP:"
    assert ("100/2015/QH13", "171") in basis(CODE, decree, term)
    assert "171" not in [article for _, article in basis("# Hình phạt", term, "# Tội danh", CODE)]  # it is named below


def test_a_decree_lays_down_no_term_of_prison() -> None:
    assert "171" not in [
        article for _, article in basis("Mức phạt theo Nghị định số 2/2025/NĐ-CP:", "Phạt tù đến 3 năm (Điều 171).")
    ]


def test_money_said_nearer_to_the_place_is_no_term_of_prison() -> None:
    both = "Nặng thì phạt tù từ 01 năm, nhẹ thì phạt tiền đến 5.000.000 đồng (khoản 2 Điều 9)."
    found = basis(CODE, "# Mức phạt", "Mức phạt theo Nghị định số 2/2025/NĐ-CP:", both)
    assert ("2/2025/NĐ-CP", "9") in found


@pytest.mark.parametrize(
    "line",
    [
        "Khoản 2 Điều 5 của dự thảo trái với khoản 3 Điều 3 Nghị định số 61/2023/NĐ-CP.",
        "Điều 5 của Hợp đồng phù hợp với Điều 3 Nghị định số 61/2023/NĐ-CP.",
        "Điều 5 Quy ước trái với Điều 3 Nghị định số 61/2023/NĐ-CP.",
    ],
)
def test_a_place_of_what_is_no_act_gets_none(line: str) -> None:
    assert basis(line, "Điều 8 nên viết lại.") == [("61/2023/NĐ-CP", "3")]


def test_a_place_of_an_act_named_by_its_type_gets_it() -> None:
    act, place = "Luật Hôn nhân và gia đình số 52/2014/QH13 nghiêm cấm tảo hôn.", "Điều 5 của Luật nói rõ hơn."
    assert basis(act, place) == [("52/2014/QH13", None), ("52/2014/QH13", "5")]


DECREES = "Theo Nghị định số 120/2013/NĐ-CP, được sửa đổi bởi Nghị định số 37/2022/NĐ-CP, thì phạt tiền"


def test_places_are_counted_in_the_amended_act() -> None:
    assert ("120/2013/NĐ-CP", "6") in basis(f"{DECREES} (khoản 1 Điều 6).")
    other = "Nghị định số 37/2022/NĐ-CP sửa đổi, bổ sung Nghị định số 120/2013/NĐ-CP (khoản 1 Điều 6)."
    assert ("37/2022/NĐ-CP", "6") not in basis(other)


@each("named", ["Nghị định số mới", "của Luật thuế XYZ", "Thông tư liên tịch đó", "tại Luật Ủy thác"])
def test_an_act_behind_the_place_that_tells_none_is_no_other_act(named: str) -> None:
    title = "Đề cương Luật Mẫu số 5/2020/QH14"
    found = basis("Luật Mẫu số 5/2020/QH14.", "# Mức thu", f"Mức thu theo Điều 8 {named} và văn bản khác.", title=title)
    assert ("5/2020/QH14", "8") not in found


CODES = ("Bộ luật Dân sự số 91/2015/QH13", "Bộ luật Lao động số 45/2019/QH14")


def test_this_code_is_the_one_its_paragraph_names_before_it() -> None:
    apart = basis(f"Xem {CODES[1]}.", f"Căn cứ Điều 463 {CODES[0]}, lãi suất theo khoản 1 Điều 468 của Bộ luật này.")
    assert ("91/2015/QH13", "468") in apart
    both = basis(f"Căn cứ {CODES[0]} và {CODES[1]}, theo khoản 1 Điều 468 của Bộ luật này.")
    assert "468" not in [article for _, article in both]


def test_an_act_with_its_own_place_in_a_later_sentence_says_nothing_of_a_place_before_it() -> None:
    later = "Thời hiệu là 30 năm (khoản 1 Điều 23). Văn bản được công chứng theo Điều 59 Luật Trẻ em số 102/2016/QH13."
    assert "23" not in [article for _, article in basis(later)]
    before = "Văn bản được công chứng theo Điều 59 Luật Trẻ em số 102/2016/QH13. Thời hiệu là 30 năm (khoản 1 Điều 23)."
    assert ("102/2016/QH13", "23") in basis(before)
    whole = "Thời hiệu là 30 năm (khoản 1 Điều 23). Đó là nội dung của Luật Trẻ em số 102/2016/QH13."
    assert ("102/2016/QH13", "23") in basis(whole)


def test_this_law_in_an_outline_is_the_one_it_introduces() -> None:
    replaces = "Luật Trẻ em số 102/2016/QH13 thay thế Luật Bảo vệ, chăm sóc và giáo dục trẻ em số 25/2004/QH11."
    lines = (replaces, "Khái niệm nêu tại Điều 3 của Luật này.")
    assert ("102/2016/QH13", "3") in basis(*lines, title="ĐỀ CƯƠNG GIỚI THIỆU LUẬT TRẺ EM")
    assert "3" not in [article for _, article in basis(*lines)]
    assert "3" not in [article for _, article in basis(*lines, title="Hỏi đáp về Nghị định số 9/2020/NĐ-CP")]
