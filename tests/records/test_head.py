"""The head of official papers: type, number, date, place, organs, summary, in every order a reader may give them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.records.metadata.head.abstract import find_abstract, find_subject
from converters.records.metadata.head.letterhead import Letterhead, read_letterhead
from converters.records.metadata.head.organ_names import is_organ, opens_name, opens_with_organ
from converters.records.metadata.head.organs import OrganLines, find_organs
from converters.records.metadata.head.own_date import date_after, find_own_date, find_own_place
from converters.records.metadata.head.own_number import find_own_number
from converters.records.metadata.head.title_line import find_title_line, title_number, type_of
from converters.records.passages.passage import Passage, written
from validators.sharing.issue_date import IssueDate

LEFT = ("ỦY BAN NHÂN DÂN", "TỈNH HƯNG YÊN", "Số: 72/KH-UBND")
RIGHT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Hưng Yên, ngày 01 tháng 3 năm 2026",
)
TITLE = ("KẾ HOẠCH", "Công tác phổ biến, giáo dục pháp luật năm 2026", "Căn cứ Luật Phổ biến, giáo dục pháp luật;")


def head(*lines: str) -> list[Passage]:
    return [written(text) for text in lines]


def read(*lines: str) -> Letterhead:
    return read_letterhead(head(*lines))


@pytest.mark.parametrize(
    "lines",
    [
        (*LEFT, *RIGHT, *TITLE),
        (*RIGHT, *LEFT, *TITLE),
        tuple(itertools.chain(*zip(LEFT, RIGHT, strict=True))) + TITLE,
        (f"{LEFT[0]} {RIGHT[0]}", f"{LEFT[1]} {RIGHT[1]}", f"{LEFT[2]} {RIGHT[2]}", *TITLE),
    ],
    ids=["columns", "columns the other way", "rows", "one line a row"],
)
def test_columns_may_come_in_any_order(lines: tuple[str, ...]) -> None:
    found = read(*lines)
    assert found.official
    assert found.number is not None
    assert found.number[0].text == "72/KH-UBND"
    assert found.date is not None
    assert found.date[0].value == IssueDate(2026, 3, 1)
    assert found.organs[-1].value == "ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN"
    assert found.type == "ke-hoach"
    assert found.abstract is not None
    assert found.abstract.value == "Công tác phổ biến, giáo dục pháp luật năm 2026"
    assert found.place is not None
    assert found.place.value.endswith("Hưng Yên")
    assert found.end == len(lines) - 1


def test_an_old_act_has_number_and_date_in_its_title() -> None:
    found = read(
        "Nghị định của Chính phủ số 94/1998/NĐ-CP ngày 17 tháng 11 năm 1998 quy định chi tiết thi hành Luật sửa đổi,",
        "Chính phủ",
        "Căn cứ Luật Tổ chức Chính phủ;",
    )
    assert found.number is not None
    assert found.number[0].text == "94/1998/NĐ-CP"
    assert found.date is not None
    assert found.date[0].value == IssueDate(1998, 11, 17)
    assert [organ.value for organ in found.organs] == ["Chính phủ"]


def test_a_letter_has_a_subject_instead_of_a_type() -> None:
    found = read(
        "SỞ TƯ PHÁP", "Số: 12/STP-PBGDPL", "V/v hướng dẫn xây dựng tủ sách pháp luật", *RIGHT, "Kính gửi: Các xã."
    )
    assert found.type == "cong-van"
    assert found.abstract is not None
    assert found.abstract.value == "hướng dẫn xây dựng tủ sách pháp luật"


@pytest.mark.parametrize(
    "lines",
    [
        ("Pháp luật về đất đai", "Người dân có quyền khiếu nại."),
        ("KẾ HOẠCH", "Công tác tháng"),
        ("Theo Nghị định số 15/2020/NĐ-CP thì người vi phạm bị phạt.",),
        (),
    ],
)
def test_other_texts_have_no_head(lines: tuple[str, ...]) -> None:
    assert read(*lines) == Letterhead()


def test_a_basis_makes_a_head_without_state_name() -> None:
    found = read("QUYẾT ĐỊNH", "Về việc ban hành Quy chế", "Căn cứ Luật Đất đai;")
    assert found.official
    assert found.type == "quyet-dinh"


def test_a_blank_number_is_found_and_has_no_value() -> None:
    found = read("SỞ TƯ PHÁP", "Số:      /KH-STP", *RIGHT, *TITLE)
    assert found.number is None
    assert found.blank_number is not None
    assert found.blank_number[0].text is None


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (("Số: 12/QĐ-UBND",), "12/QĐ-UBND"),
        (("SỞ TƯ PHÁP Số: 12/QĐ-STP",), "12/QĐ-STP"),
        (("12/QĐ-UBND",), "12/QĐ-UBND"),
        (("Số: 01/2022/TTLT-VKSNDTC-", "TANDTC-BCA"), "01/2022/TTLT-VKSNDTC-TANDTC-BCA"),
        (("Theo Công văn số 12/STP-PBGDPL",), None),
        (("(Ban hành kèm theo Quyết định số: 12/QĐ-UBND)",), None),
    ],
)
def test_own_numbers(lines: tuple[str, ...], number: str | None) -> None:
    found, _ = find_own_number(head(*lines), len(lines), official=True)
    assert (found[0].text if found is not None else None) == number


def test_without_a_state_name_a_number_needs_its_label() -> None:
    assert find_own_number(head("12/QĐ-UBND"), 1, official=False) == (None, None)
    found, _ = find_own_number(head("Số: 12/QĐ-UBND"), 1, official=False)
    assert found is not None


@pytest.mark.parametrize(
    ("line", "value", "found"),
    [
        ("Hưng Yên, ngày 01 tháng 3 năm 2026", IssueDate(2026, 3, 1), True),
        ("ngày 01 tháng 3 năm 2026", IssueDate(2026, 3, 1), True),
        ("Hưng Yên, ngày   tháng 3 năm 2026", None, True),
        ("Hưng Yên, ngày #8 tháng ? năm 2026", None, True),
        ("Luật có hiệu lực từ ngày 01 tháng 3 năm 2026 trên cả nước và ở mọi nơi khác", None, False),
    ],
)
def test_own_dates(line: str, value: IssueDate | None, found: bool) -> None:
    date = find_own_date(head(line), 1)
    assert (date is not None) is found
    assert date is None or date[0].value == value


def test_a_readable_date_goes_before_a_scribbled_one() -> None:
    date = find_own_date(head("Mẫu, ngày ## tháng ? năm 2026", "Mẫu, ngày 02 tháng 3 năm 2026"), 2)
    assert date is not None
    assert date[0].value == IssueDate(2026, 3, 2)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Hưng Yên, ngày 01 tháng 3 năm 2026", "Hưng Yên"),
        ("hưng yên, ngày 01 tháng 3 năm 2026", None),
        ("Hưng Yên, ngày hội lớn", None),
    ],
)
def test_own_places(line: str, place: str | None) -> None:
    found = find_own_place(head(line), 1)
    assert (found.value if found is not None else None) == place


def test_the_date_right_after_the_number_of_a_title() -> None:
    passage = written("Nghị định của Chính phủ số 94/1998/NĐ-CP ngày 17 tháng 11 năm 1998")
    date = date_after(title_number(passage))
    assert date is not None
    assert date[0].value == IssueDate(1998, 11, 17)
    assert date_after(None) is None


@pytest.mark.parametrize(
    ("lines", "organs"),
    [
        (("UBND TỈNH HƯNG YÊN", "SỞ TƯ PHÁP", "Số: 1/KH-STP"), ["UBND TỈNH HƯNG YÊN", "SỞ TƯ PHÁP"]),
        (("BỘ TƯ PHÁP - ", "BỘ CÔNG AN"), ["BỘ TƯ PHÁP", "BỘ CÔNG AN"]),
        (("ỦY BAN NHÂN DÂN", "XÃ MẪU", "XV80"), ["ỦY BAN NHÂN DÂN XÃ MẪU"]),
        (("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",), []),
    ],
)
def test_organs_from_the_one_above_to_the_one_that_issues(lines: tuple[str, ...], organs: list[str]) -> None:
    found = find_organs(OrganLines(head(*lines), len(lines), None, None))
    assert [one.value for one in found] == organs


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("SỞ TƯ PHÁP", True),
        ("Sở Tư pháp tỉnh Mẫu", True),
        ("TỈNH HƯNG YÊN", True),
        ("Kính gửi Sở Tư pháp", False),
        ("SỞ TƯ PHÁP:", False),
        ("CÔNG BÁO/Số 12 của Chính phủ", False),
        ("VĂN BẢN CỦA BỘ TƯ PHÁP", False),
        ("Sở Tư pháp có đúng không?", False),
        ("sở tư pháp", False),
        ("MỘT HAI BA", False),
    ],
)
def test_names_of_organs(text: str, organ: bool) -> None:
    assert is_organ(text) is organ


def test_names_open_with_certain_words() -> None:
    assert opens_name("SỞ TƯ PHÁP")
    assert not opens_name("TỈNH HƯNG YÊN")
    assert opens_with_organ("Sở Tư pháp tỉnh Mẫu")
    assert not opens_with_organ("Do Sở Tư pháp")


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (("SỞ TƯ PHÁP", "BÁO CÁO", "Kết quả"), 1),
        (("Luật này quy định", "Luật số: 12/2020/QH14", "LUẬT"), 2),
        (("Luật số: 12/2020/QH14",), None),
        (("Báo cáo viên pháp luật",), None),
    ],
)
def test_title_lines(lines: tuple[str, ...], place: int | None) -> None:
    assert find_title_line(head(*lines)) == place


def test_the_type_and_its_word() -> None:
    slug, read_type = type_of(written("THÔNG TƯ LIÊN TỊCH"))
    assert slug == "thong-tu-lien-tich"
    assert read_type is not None
    assert read_type.value == "THÔNG TƯ LIÊN TỊCH"
    assert type_of(written("Mục lục")) == (None, None)


def test_summaries_end_before_the_text() -> None:
    lines = head("KẾ HOẠCH", "Phổ biến pháp luật", "năm 2026", "Thực hiện Luật Đất đai, Sở ban hành.", "I. MỤC ĐÍCH")
    abstract, end = find_abstract(lines, 0, None)
    assert abstract is not None
    assert abstract.value == "Phổ biến pháp luật năm 2026"
    assert end == 3


def test_a_summary_may_stand_on_the_line_of_its_type() -> None:
    abstract, end = find_abstract(head("QUYẾT ĐỊNH Về việc ban hành Quy chế làm việc của Sở", "Căn cứ Luật;"), 0, None)
    assert abstract is not None
    assert abstract.value == "Về việc ban hành Quy chế làm việc của Sở"
    assert end == 1


def test_a_letter_without_subject_has_none() -> None:
    assert find_subject(head("SỞ TƯ PHÁP", "Kính gửi: Các xã"), 1) == (None, 1)


@given(st.lists(st.sampled_from((*LEFT, *RIGHT, *TITLE, "Điều 1. Phạm vi", "Số: /QĐ", "a")), max_size=12))
def test_any_lines_have_a_head_that_lies_in_them(lines: list[str]) -> None:
    found = read(*lines)
    assert 0 <= found.end <= len(lines)
    assert found.number is None or found.number[0].text is not None
    for value in (*found.organs, found.place, found.type_read):
        assert value is None or 0 <= value.start <= value.end
