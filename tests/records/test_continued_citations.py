"""Citations torn apart by the layout."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_documents import block, document, page, table

from converters.reading.document import Block, BlockKind
from converters.records.citations.continued import find_in_passages, goes_on
from converters.records.passages.paragraphs import passages
from converters.records.passages.passage import Passage
from tests.each import each


def made(*blocks: Block | str) -> tuple[Passage, ...]:
    return passages(document(*(page(one, number=number) for number, one in enumerate(blocks, start=1))))


def test_a_citation_over_a_tear_belongs_to_the_passage_it_begins_in() -> None:
    first, second = made(
        "Căn cứ Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền",
        block("địa phương số 65/2025/QH15; Luật Đất đai", BlockKind.HEADING),
    )
    found = list(find_in_passages((first, second)))
    assert [(place is first, one.mention.act.title, one.mention.act.number) for place, one in found] == [
        (True, "Tổ chức Chính phủ", None),
        (True, "Tổ chức chính quyền địa phương", "65/2025/QH15"),
        (False, "Đất đai", None),
    ]
    place, last = found[-1]
    assert place.text[last.start : last.end] == last.text == "Luật Đất đai"
    assert first.evidence(found[1][1].start, found[1][1].end).page == 1


@each(
    ("first", "second", "wanted"),
    [
        ("theo Luật Đầu tư", "nước ngoài tại Việt Nam", True),
        ("theo Nghị định số", "12/CP ngày 18 tháng 2 năm 1996", True),
        ("theo Luật Đầu tư;", "nước ngoài tại Việt Nam", False),
        ("các hành vi", "a) Vi phạm Luật Đầu tư", False),
        ("PHẦN I", "Luật Đầu tư", False),
        # an open end goes on whatever the next line begins with
        ("theo quy định tại khoản", "2 Điều 5 Luật Đầu tư", True),
        ("theo Bộ luật", "Dân sự năm 2015", True),
        ("ngày 05 tháng 3 năm", "2020 của Chính phủ", True),
        ("Căn cứ Quyết định", "số 14/2019/QĐ-TTg", True),
        # a sentence that ended does not, nor does one that a letter or a number opens
        ("theo Luật Đầu tư.", "nước ngoài", False),
        ("bao gồm:", "tổ chức, cá nhân", False),
        ("các hành vi", "1. Vi phạm Luật Đầu tư", False),
        ("các hành vi", "- vi phạm Luật Đầu tư", False),
        ("theo Luật Đầu tư", "Nghị định khác", False),
    ],
)
def test_what_goes_on(first: str, second: str, wanted: bool) -> None:
    one, other = made(first)[0], made(second)[0]
    assert goes_on(one, other) is wanted


def test_tables_stand_alone() -> None:
    one, other = made("theo Luật Đầu tư")[0], made(table([["nước ngoài", "x"], ["a", "b"]]))[0]
    assert not goes_on(one, other)


@pytest.mark.real
def test_a_passage_longer_than_any_paragraph_is_read_piece_by_piece() -> None:
    (long,) = made("theo Luật Đất đai số 31/2024/QH15; " * 3000)
    found = list(find_in_passages([long]))
    assert len(found) == 3000
    assert {long.text[one.start : one.end] for _, one in found} == {"Luật Đất đai số 31/2024/QH15"}


@each(
    "pieces",
    [
        ("theo Nghị định số", "30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ"),
        ("theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm", "2020 của Chính phủ"),
        ("theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của", "Chính phủ"),
        ("theo Nghị định", "số 30/2020/NĐ-CP", "ngày 05 tháng 3 năm 2020", "của Chính phủ"),
    ],
)
def test_wherever_it_is_torn_a_citation_is_one(pieces: tuple[str, ...]) -> None:
    every = made(*pieces)
    ((place, found),) = find_in_passages(every)
    assert found.text == "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ"
    assert place is every[0]


def test_nothing_to_read_cites_nothing() -> None:
    assert list(find_in_passages([])) == []
    assert list(find_in_passages(made("Không có văn bản nào."))) == []


@given(st.lists(st.text(alphabet="Luật Đấtđisố1/2QH.;", min_size=1, max_size=40), min_size=1, max_size=8))
def test_every_place_lies_in_its_passage(texts: list[str]) -> None:
    every = made(*texts)
    for place, one in find_in_passages(every):
        assert any(place is passage for passage in every)
        assert 0 <= one.start <= len(place.text)
        assert one.text.startswith(place.text[one.start : one.end][:1])


@each(
    ("cells", "title"),
    [
        (["Luật Giao thông", "Lò Văn Mẫu"], "Giao thông"),
        (["Luật Đất đai", "Vì Thị Mẫu"], "Đất đai"),
        (["Luật Phòng cháy,", "chữa cháy và cứu nạn, cứu hộ"], "Phòng cháy, chữa cháy và cứu nạn, cứu hộ"),
    ],
)
def test_a_title_does_not_run_on_into_the_name_in_the_next_cell(cells: list[str], title: str) -> None:
    made_of = made(table([["Ngày", "Chủ đề", "Biên tập"], ["02/11", *cells]]))
    assert [one.mention.act.title for _, one in find_in_passages(made_of)] == [title]


def test_a_laws_number_in_brackets_below_its_name_is_one_citation() -> None:
    found = find_in_passages(made("BỘ CÂU HỎI TÌM HIỂU LUẬT TRẺ EM", "(Luật số 102/2016/QH13)"))
    assert [one.mention.act.number for _, one in found] == ["102/2016/QH13"]
    apart = find_in_passages(made("Người dự thi đọc Luật Trẻ em.", "(Luật số 102/2016/QH13)"))
    assert len(list(apart)) > 1
