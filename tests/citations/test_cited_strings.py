"""Whole citations as people print them: act, places and role; what is no law and no act."""

from __future__ import annotations

import pytest
from cited_strings import STRINGS, written

from validators.citations.find import find_citations, find_mentions
from validators.citations.laws.damaged_titles import lines
from validators.citations.laws.no_laws import NO_LAW_AFTER
from validators.citations.mentions import HowFound


@pytest.mark.parametrize(("text", "wanted"), STRINGS, ids=[text[:50] for text, _ in STRINGS])
def test_a_string_and_its_citations(text: str, wanted: tuple[str, ...]) -> None:
    assert written(text) == wanted


@pytest.mark.parametrize(("text", "how"), [
    ("Nghị định số 5/2024/NĐ-CP", "number"), ("Luật Hộ tịch số 60/2014/QH13", "number"), ("Luật Hộ tịch", "title"),
    ("Công ước về quyền trẻ em", "title"), ("Luật HN&GĐ", "abbreviation"), ("Điều 5 BLDS", "abbreviation"),
    ("Luật này", "context"), ("Nghị định 168", "context"), ("TCVN 1234:2019", "number"),
])  # fmt: skip
def test_by_what_an_act_is_told(text: str, how: HowFound) -> None:
    (found,) = find_mentions(text)
    assert found.how == how


@pytest.mark.parametrize("text", ["Luật Bảo hiểm tễ số 25/2008/QH12", "Luật Bao ve bi mat nha nuoc"])
def test_a_damaged_title_is_put_right_in_a_scan_only(text: str) -> None:
    (scanned,), (born) = find_mentions(text, scanned=True), find_mentions(text)
    assert scanned.how == "mended-title"
    assert "mended-title" not in {one.how for one in born}
    assert [one.act.title for one in born] == [text.removeprefix("Luật ").split(" số ")[0]]


@pytest.mark.parametrize("text", [
    "Luật được Quốc hội thông qua", "Luật gia Nguyễn Văn Mẫu", "Luật cũ không còn", "Pháp lệnh được ban hành",
    "Luật giá cả thị trường", "Luật giao thông qua các thời kỳ", "Luật sư bào chữa",
])  # fmt: skip
def test_an_ordinary_word_is_never_put_right_into_a_title(text: str) -> None:
    assert all(not one.mended for one in find_mentions(text, scanned=True))


def test_no_known_title_begins_like_a_common_word() -> None:
    for line in lines():
        for printed in (f" {line}", f" {line.lower()}", f" {line.upper()}"):
            known_as_compound = line == "Luật sư"
            assert known_as_compound or NO_LAW_AFTER.match(printed) is None, line


@pytest.mark.parametrize(("text", "titles"), [
    ("Công ước STCW như sau", ["STCW"]), ("Công ước SOLAS và các văn bản", ["SOLAS"]),
    ("Nghị định thư Kyoto được ký", ["Kyoto"]), ("Công ước Istanbul và tên cơ quan", ["Istanbul"]),
    ("Hiệp định Thương mại tự do ASEAN giai đoạn 2022 - 2027", ["Thương mại tự do ASEAN"]),
    ("Công ước quyền trẻ em năm 1989", ["quyền trẻ em"]),
    ("Hiệp định về biên giới giữa Việt Nam và Lào", ["về biên giới giữa Việt Nam và Lào"]),
    ("Nghị định thư của Bộ Khoa học", []), ("Hiệp định thuế với các nước", []), ("Hiệp định số___ký giữa hai bên", []),
])  # fmt: skip
def test_where_the_title_of_a_treaty_ends(text: str, titles: list[str]) -> None:
    assert [one.act.title for one in find_mentions(text)] == titles


def test_the_first_words_of_a_misspelt_title_are_no_law() -> None:
    assert find_mentions("theo Luật Quản lý, sử dụng tài sản côngvà Luật Hộ tịch")[0].act.title == "Hộ tịch"


def test_the_whole_title_of_a_law_that_amends_many() -> None:
    title = "sửa đổi, bổ sung một số điều của 3 luật có liên quan đến thư viện, bảo tàng"
    (found,) = find_citations(f"theo Luật {title} số 7/2030/QH16 thì")
    assert found.mention.act.title == title


@pytest.mark.parametrize("title", [
    "Phòng, chống nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải ở người (HIV/AIDS)",
    "Chi phí giám định, định giá; chi phí cho người làm chứng, người phiên dịch trong tố tụng",
])  # fmt: skip
def test_a_title_with_signs_at_which_others_end(title: str) -> None:
    (found,) = find_citations(f"Luật {title} số 7/2030/QH16.")
    assert (found.mention.act.title, found.mention.act.number) == (title, "7/2030/QH16")


def test_a_semicolon_ends_any_other_title() -> None:
    assert [one.act.title for one in find_mentions("Luật Khiếu nại; tố cáo")] == ["Khiếu nại"]


@pytest.mark.parametrize(("text", "year"), [
    ("Bộ luật Hình sự năm 2015 (sửa đổi, bổ sung năm 2017)", 2017),
    ("BLHS 2015, được sửa đổi, bổ sung năm 2017", 2017),
    ("Hiến pháp năm 1992 (sửa đổi, bổ sung năm 2001)", 2001),
    ("Luật Thanh tra năm 2010 (sửa đổi, bổ sung các năm 2012 và 2018)", 2018),
    ("Bộ luật Hình sự năm 2015", None),
])  # fmt: skip
def test_the_year_of_the_last_amendment(text: str, year: int | None) -> None:
    (found,) = find_mentions(text)
    assert found.act.amended_in == year
    assert text[found.start : found.end] == text


@pytest.mark.parametrize(("text", "kind", "organ"), [
    ("Thông tư số 01/2015/TTLT-VKSTC-TANDTC-BCA", "thong-tu-lien-tich",
     "Viện kiểm sát nhân dân tối cao; Tòa án nhân dân tối cao; Bộ Công an"),
    ("Thông tư liên tịch số 2/2012/TTLT-BTP-BNV của Bộ Tư pháp và Bộ Nội vụ", "thong-tu-lien-tich",
     "Bộ Tư pháp; Bộ Nội vụ"),
    ("Thông tư số 9/2016/TT-BGD&ĐT", "thong-tu", "Bộ Giáo dục và Đào tạo"),
    ("Nghị quyết số 3/2019/NQ-HĐTP", "nghi-quyet", "Hội đồng Thẩm phán Tòa án nhân dân tối cao"),
    ("Quyết định số 12/QĐ-BHXH của BHXH Việt Nam", "quyet-dinh", "BHXH Việt Nam"),
    ("Quyết định số 17/2022/QĐ-UBND của UBND tỉnh", "quyet-dinh", "UBND tỉnh"),
    ("QCVN 03:2021/BXD", "qcvn", "Bộ Xây dựng"),
    ("Bản án số 5/2021/DS-PT", "ban-an", None),
    ("Quyết định giám đốc thẩm số 5/2021/DS-GĐT", "quyet-dinh", None),
    ("Án lệ số 07/2018/AL", "an-le", None),
    ("Nghị định thư Mẫu", "nghi-dinh-thu", None),
])  # fmt: skip
def test_type_and_organ(text: str, kind: str, organ: str | None) -> None:
    (found,) = find_mentions(text)
    assert (found.act.type, found.act.organ) == (kind, organ)
