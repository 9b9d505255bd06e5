"""Which act a place without one means, and that none is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from converters.reading.document import Block, BlockKind, Document, Line, Method, Page, Word
from converters.records.citations.basis import cite, legal_basis
from converters.records.passages.paragraphs import passages
from tests.each import each


def basis(*lines: str, title: str = "") -> list[tuple[str | None, str | None]]:
    """Act number and article of every entry; a line beginning with # is a heading."""
    blocks = tuple(
        Block(
            BlockKind.HEADING if text.startswith("#") else BlockKind.PARAGRAPH,
            (Line(tuple(Word(word) for word in text.lstrip("# ").split())),),
            level=2 if text.startswith("#") else 0,
        )
        for text in lines
    )
    page = Page(1, None, None, None, blocks, Method.OFFICE)
    document = Document(Path("a.docx"), "text/plain", "0" * 64, (page,))
    entries = legal_basis(cite(passages(document), None, title))
    return [(entry.citation.act.number, entry.citation.locator.article) for entry in entries]


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


def test_the_only_act_of_the_document() -> None:
    assert ("137/2020/NĐ-CP", "13") in basis(PERMITTED, "# BỊ PHẠT", FINE)


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
