"""Laws, codes, ordinances and the Constitution: named by title, told from the common word."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.each import each
from validators.citations.acts.numbers import find_numbers
from validators.citations.find import find_mentions
from validators.citations.laws.known_laws import law_mentions
from validators.citations.mentions import ActMention
from validators.citations.repair import level


def named(text: str) -> list[tuple[str, str | None, str | None, int | None]]:
    """What stands in the text, title, number and year of every law."""
    levelled = level(text)
    found = law_mentions(levelled, {number.start: number for number in find_numbers(text)})
    return [(levelled[one.start : one.end], one.act.title, one.act.number, one.act.year) for one in found]


def only(text: str) -> ActMention:
    (mention,) = find_mentions(text)
    return mention


@each(
    ("text", "wanted"),
    [
        ("theo Luật Đất đai thì", ("Luật Đất đai", "Đất đai", None, None)),
        ("theo Luật Đất đai năm 2024 thì", ("Luật Đất đai năm 2024", "Đất đai", None, 2024)),
        ("Luật doanh nghiệp năm 2014. Đồng thời", ("Luật doanh nghiệp năm 2014", "doanh nghiệp", None, 2014)),
        ("theo Luật Đất đai 2024 thì", ("Luật Đất đai 2024", "Đất đai", None, 2024)),
        ("theo Luật Đất đai (năm 2024) thì", ("Luật Đất đai (năm 2024", "Đất đai", None, 2024)),
        ("Luật Đất đai số 31/2024/QH15;", ("Luật Đất đai số 31/2024/QH15", "Đất đai", "31/2024/QH15", 2024)),
        (
            "Luật Đất đai (sửa đổi) số 31/2024/QH15",
            ("Luật Đất đai (sửa đổi) số 31/2024/QH15", "Đất đai", "31/2024/QH15", 2024),
        ),
        ("Luật Đất đai, số 31/2024/QH15", ("Luật Đất đai, số 31/2024/QH15", "Đất đai", "31/2024/QH15", 2024)),
        ("Luật số 31/2024/QH15 quy định", ("Luật số 31/2024/QH15", None, "31/2024/QH15", 2024)),
        ("Luật Đất đai ngày 18 tháng 01 năm 2024;", ("Luật Đất đai ngày 18 tháng 01 năm 2024", "Đất đai", None, 2024)),
        ("Bộ luật Dân sự năm 2015", ("Bộ luật Dân sự năm 2015", "Dân sự", None, 2015)),
        ("Bộ luật Hình sự", ("Bộ luật Hình sự", "Hình sự", None, None)),
        (
            "Pháp lệnh Ngoại hối số 28/2005/PL-UBTVQH11",
            ("Pháp lệnh Ngoại hối số 28/2005/PL-UBTVQH11", "Ngoại hối", "28/2005/PL-UBTVQH11", 2005),
        ),
        ("Hiến pháp năm 2013", ("Hiến pháp năm 2013", None, None, 2013)),
        ("theo Hiến pháp thì", ("Hiến pháp", None, None, None)),
        (
            "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013",
            ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013", None, None, 2013),
        ),
        ("Hiến pháp nước CHXHCN Việt Nam", ("Hiến pháp nước CHXHCN Việt Nam", None, None, None)),
        ("LUẬT ĐẤT ĐAI NĂM 2024", ("LUẬT ĐẤT ĐAI NĂM 2024", "ĐẤT ĐAI", None, 2024)),
        ("LUẬT ĐẤT ĐAI SỐ 31/2024/QH15", ("LUẬT ĐẤT ĐAI SỐ 31/2024/QH15", "ĐẤT ĐAI", "31/2024/QH15", 2024)),
        ("Căn cứLuật Đất đai;", ("Luật Đất đai", "Đất đai", None, None)),
        ("Luật HN&GĐ năm 2014", ("Luật HN&GĐ năm 2014", "Hôn nhân và gia đình", None, 2014)),
        ("Luật BHXH 2024", ("Luật BHXH 2024", "Bảo hiểm xã hội", None, 2024)),
        ("Luật XYZĐ", ("Luật XYZĐ", "XYZĐ", None, None)),
        ("Điều 104 BLHS", ("BLHS", "Hình sự", None, None)),
        ("Điều 5 BLDS 2015", ("BLDS 2015", "Dân sự", None, 2015)),
        # an accent lost by a scanner
        ("Luât Đất đai", ("Luât Đất đai", "Đất đai", None, None)),
        ("Bo luật Dân sự", ("Bo luật Dân sự", "Dân sự", None, None)),
        ("Hiến phap năm 2013", ("Hiến phap năm 2013", None, None, 2013)),
    ],
)
def test_ways_of_naming_a_law(text: str, wanted: tuple[str, str | None, str | None, int | None]) -> None:
    assert named(text) == [wanted]


@each(
    ("text", "slug"),
    [
        ("Luật Đất đai", "luat"),
        ("Bộ luật Lao động", "bo-luat"),
        ("Pháp lệnh Ngoại hối", "phap-lenh"),
        ("Hiến pháp năm 2013", "hien-phap"),
        ("BLTTHS", "bo-luat"),
        ("LHNGĐ", "luat"),
        ("BO LUAT DAN SU", "bo-luat"),
    ],
)
def test_the_type_of_a_law(text: str, slug: str) -> None:
    assert only(text).act.type == slug


@each(
    "text",
    [
        "theo quy định của pháp luật",
        "Pháp luật Việt Nam",
        "PHÁP LUẬT ĐẤT ĐAI",
        "ngành luật dân sự",
        "quan hệ luật hình sự",
        "Luật Hình sự",  # the branch of law: the act is a code
        "luật sư Nguyễn Văn Mẫu",
        "Luật sư Nguyễn Văn Mẫu",
        "Hội Luật gia Việt Nam",  # not Luật Giá misread
        "đúng luật",
        "luật chơi",
        "kỷ luật lao động",
        "quyết định của Tòa",
        "Luật quy định rằng",
        "Luật được Quốc hội thông qua",  # not Luật Dược misread
        "Luật được ban hành năm 2024",
        "dự án luật",
        "Luật năm 2013 quy định",
        "đề xuất Luật Năm 2026 – 2030",
        "LUẬT.",
        "Luật này",
        "Luật nêu trên",
    ],
)
def test_the_common_word_names_no_law(text: str) -> None:
    assert named(text) == []


def test_a_year_makes_an_act_of_the_common_word() -> None:
    assert named("luật đất đai năm 2024") == [("luật đất đai năm 2024", "đất đai", None, 2024)]
    assert named("luật đất đai") == []


def test_laws_in_a_row_each_keep_their_own() -> None:
    text = "Luật Hộ tịch số 60/2014/QH13, Luật Cư trú năm 2020; Luật Trẻ em và Bộ luật Dân sự"
    assert [one[1:] for one in named(text)] == [
        ("Hộ tịch", "60/2014/QH13", 2014),
        ("Cư trú", None, 2020),
        ("Trẻ em", None, None),
        ("Dân sự", None, None),
    ]


def test_a_list_joined_by_commas_instead_of_and() -> None:
    text = "Luật Hôn nhân gia đình và Luật Quân nhân chuyên nghiệp, công nhân, viên chức quốc phòng"
    assert [title for _, title, _, _ in named(text)] == [
        "Hôn nhân gia đình",
        "Quân nhân chuyên nghiệp, công nhân, viên chức quốc phòng",
    ]


def test_a_number_that_follows_a_number_has_its_type() -> None:
    found = find_mentions("Luật số 32/2013/QH13, số 46/2014/QH13")
    assert [(one.act.type, one.act.number) for one in found] == [("luat", "32/2013/QH13"), ("luat", "46/2014/QH13")]


AMENDING = "sửa đổi, bổ sung một số điều của"


@each(
    ("text", "numbers"),
    [
        # the number after the title is the amending law's
        (f"Luật {AMENDING} Luật Thanh niên số 57/2020/QH14;", ["57/2020/QH14", None]),
        (f"Luật số 57/2020/QH14 {AMENDING} Luật Thanh niên;", ["57/2020/QH14", None]),
        # "đã được sửa đổi" and "ban hành Luật sửa đổi" say that it is the amended law's
        (f"Luật {AMENDING} Luật Bảo hiểm y tế số 25/2008/QH12 đã được sửa đổi", [None, "25/2008/QH12"]),
        (f"ban hành Luật {AMENDING} Luật Bảo hiểm y tế số 25/2008/QH12", [None, "25/2008/QH12"]),
    ],
)
def test_whose_number_follows_an_amending_title(text: str, numbers: list[str | None]) -> None:
    assert [number for _, _, number, _ in named(text)] == numbers


def test_the_title_of_an_amending_law_begins_after_its_number() -> None:
    outer, inner = find_mentions(f"Luật số 51/2019/QH14 {AMENDING} Luật Xuất cảnh, nhập cảnh của công dân Việt Nam")
    assert outer.act.title == f"{AMENDING} Luật Xuất cảnh, nhập cảnh của công dân Việt Nam"
    assert outer.start < inner.start < inner.end == outer.end


def test_the_date_after_an_amending_title_is_not_lent_inwards() -> None:
    outer, inner = find_mentions(f"Luật {AMENDING} Luật Thanh tra ngày 22/11/2019")
    assert outer.act.date == dt.date(2019, 11, 22)
    assert inner.act.date is None


def test_the_day_on_which_the_assembly_passed_it() -> None:
    mention = only("Luật Trẻ em được Quốc hội khóa XIII, kỳ họp thứ 11 thông qua ngày 05 tháng 4 năm 2016 quy định")
    assert (mention.act.title, mention.act.date) == ("Trẻ em", dt.date(2016, 4, 5))


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("Luật số 31/2024/QH15", "Quốc hội"),
        ("Pháp lệnh Ngoại hối số 28/2005/PL-UBTVQH11", "Ủy ban Thường vụ Quốc hội"),
        ("Luật Đất đai", None),
    ],
)
def test_the_organ_a_number_says(text: str, organ: str | None) -> None:
    mention = only(text)
    assert mention.act.organ == organ
    assert not mention.organ_printed
