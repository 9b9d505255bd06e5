"""A question is looked for in its other forms: places within acts, names of acts cut short, i and y."""

from __future__ import annotations

import pytest

from pbgdpl_cli.search.besides.everyday import EVERYDAY, SHORT, UNCLEAR
from pbgdpl_cli.search.besides.forms import other_forms
from pbgdpl_cli.search.besides.told import how_besides
from pbgdpl_cli.search.besides.units import joined, law_name
from pbgdpl_cli.search.facets import Facets
from pbgdpl_cli.search.finding import Wanted, search
from pbgdpl_cli.search.words import words_of
from tests.search.shelf import Shelf


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("Điều 5 Luật Trẻ em", ["điều 5", "luật trẻ em"]),
        ("khoản 2 điều 10 luật hôn nhân gia đình", ["khoản 2 điều 10", "luật hôn nhân gia đình"]),
        ("điểm a khoản 1 Điều 35 Bộ luật Lao động", ["điểm a khoản 1 điều 35", "bộ luật lao động"]),
        ("điều 35 khoản 1", ["điều 35 khoản 1"]),
        ("dieu 32 luat dat dai", ["dieu 32", "luat dat dai"]),
        ("điều 217a", ["điều 217a"]),
        ("pháp luật trẻ em", ["pháp", "luật", "trẻ", "em"]),
        ("luật bảo vệ ai", ["luật", "bảo", "vệ", "ai"]),  # many laws begin so
        ("luật hôn nhân", ["luật hôn nhân"]),  # one does
        ("luật khám chữa bệnh", ["luật khám chữa bệnh"]),
        ("điều kiện nuôi con", ["điều", "kiện", "nuôi", "con"]),
        ("luật", ["luật"]),
        ("", []),
    ],
)
def test_places_and_laws_are_one_thing(typed: str, units: list[str]) -> None:
    assert list(joined(words_of(typed))) == units


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("luật hôn nhân gia đình", "luật hôn nhân và gia đình"),
        ("luat hon nhan", "luật hôn nhân và gia đình"),
        ("luật khám chữa bệnh", "luật khám bệnh chữa bệnh"),
        ("bộ luật hình sự", "bộ luật hình sự"),
        ("luật bảo vệ", ""),
        ("luật", ""),
        ("điều 5", ""),
    ],
)
def test_the_whole_name_of_a_law_is_known_by_a_part_that_no_other_has(unit: str, name: str) -> None:
    assert law_name(unit) == name


@pytest.mark.parametrize(
    ("typed", "form", "meant"),
    [
        ("luật hngđ", ["luật hôn nhân và gia đình"], ["hôn nhân và gia đình"]),
        ("điều 8 luật bhxh", ["điều 8", "luật bảo hiểm xã hội"], ["bảo hiểm xã hội"]),
        ("thẻ bhyt", ["thẻ", "bảo hiểm y tế"], ["bảo hiểm y tế"]),
        ("khoản 2 điều 10 luật đất đai", ["điều 10", "luật đất đai"], ["điều 10"]),
        ("luật đất đai năm 2024", ["luật đất đai"], ["luật đất đai"]),
        ("đăng kí kết hôn", ["đăng", "ký", "kết", "hôn"], ["ký"]),
        ("liệt sỹ", ["liệt", "sĩ"], ["sĩ"]),
        ("bán phong bì", ["bán", "hối lộ"], ["hối lộ"]),
    ],
)
def test_a_question_has_other_forms(typed: str, form: list[str], meant: list[str]) -> None:
    forms = {tuple(words): [" ".join(one) for one in put] for words, put in other_forms(joined(words_of(typed)))}
    assert forms[tuple(form)] == meant


def test_no_form_is_the_question_itself_or_stands_twice() -> None:
    for typed in ("bạo lực gia đình", "điều 5 luật đất đai 2024", "phạt 2 triệu", "kí", ""):
        words = joined(words_of(typed))
        forms = [form for form, _ in other_forms(words)]
        assert words not in forms
        assert len(set(forms)) == len(forms)


def test_initials_are_known_in_either_case_and_unclear_words_only_with_marks() -> None:
    assert SHORT[("hngđ",)] == SHORT[("hngd",)] == ("hôn", "nhân", "và", "gia", "đình")
    assert all(tuple(words.split()) in EVERYDAY for words in UNCLEAR)


SHELF = Shelf(
    {
        "đúng": ("Hỏi đáp", "Theo Điều 5 của Luật Trẻ em năm 2016, việc bảo vệ trẻ là trách nhiệm chung."),
        "xa": ("Sách", "Điều 5. Nguyên tắc. " + "chữ khác " * 30 + "Luật Trẻ em có hiệu lực."),
        "sai": ("Chuyện", "Em 5 tuổi, luật chơi không có điều gì khó, trẻ nhỏ cũng hiểu."),
        "cả": ("Luật Hôn nhân và gia đình", "Điều 10 nói về người có quyền yêu cầu hủy việc kết hôn trái pháp luật."),
        "nhà": ("Nhà ở", "Luật Nhà ở quy định về sở hữu."),
    }
)


def ask(words: str) -> list[str]:
    return SHELF.ask(words)[0]


def test_a_place_within_an_act_is_no_bag_of_words() -> None:
    assert ask("Điều 5 Luật Trẻ em") == ["đúng", "xa"]
    assert ask("dieu 5 luat tre em") == ["đúng", "xa"]


def test_who_names_a_clause_finds_its_article_and_is_told() -> None:
    found = search(SHELF.connection, Facets(), Wanted("khoản 2 điều 10 luật hôn nhân gia đình"))
    assert [SHELF.names[number - 1] for number in found.numbers or ()] == ["cả"]
    assert "điều 10" in str([told.values for told in how_besides(found)])
    assert ("điều", "10") in found.finds.sought


def test_a_law_is_found_by_its_short_name_and_by_another_year() -> None:
    assert ask("luật hngđ") == ["cả"]
    assert ask("luật nhà ở 2023") == ["nhà"]
    assert ask("luật nhà ở năm 2014") == ["nhà"]
