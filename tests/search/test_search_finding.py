"""What is found for what is typed, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbgdpl_cli.search.finding import How, find_words
from pbgdpl_cli.search.question import question_of
from pbgdpl_cli.search.readings import Looking
from tests.search.shelf import MATERIALS, Shelf

SHELF = Shelf()


@pytest.fixture
def shelf() -> Shelf:
    return SHELF


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("bạo lực gia đình", ["bạo lực"]),  # not whatever has these four syllables somewhere
        ("bao luc gia dinh", ["bạo lực"]),
        ("bao luc gia dình", ["bạo lực"]),  # one chance mark among none
        ("BẠO LỰC GIA ĐÌNH", ["bạo lực"]),
        ("đất đai", ["đất"]),  # not "đạt … đại"
        ("dat dai", ["đất"]),
        ("luat dat dai", ["đất"]),
        ("thuê", ["đất"]),
        ("thuế", ["thuế"]),
        ("án", ["án"]),
        ("an", ["an", "pháo"]),  # as it was typed there is enough of it
        ("năm", ["đất"]),  # not "Nam"
        ('"hộ tịch"', ["hộ tịch"]),
        ("“ho tich”", ["hộ tịch"]),
        ("hòa giải", ["hòa giải"]),  # wherever the tone mark stands
        ("hoà giải", ["hòa giải"]),
        ("thủy lợi", ["hòa giải"]),
        ("NĐ 815", ["nghị định", "pháo"]),  # what an act is in the title of comes first
        ("nghị định 815", ["nghị định", "pháo"]),
        ("nghi dinh so 815/2025", ["nghị định", "pháo"]),
        ("815/2025/NĐ-CP", ["nghị định", "pháo"]),
        ("815/2025", ["nghị định", "pháo"]),
        ("nd815", ["nghị định", "pháo"]),
        ("0815/2025", ["nghị định", "pháo"]),
        ("TT 815", []),
        ("815/2024", []),
        ("pháo hoa nghị định 815", ["pháo"]),
        ("pháo hoa phạt bao nhiêu", ["pháo"]),
        ("phao hoa bi phat bao nhieu tien", ["pháo"]),
        ("án treo là gì", ["án"]),
        ("giao thông an toàn", ["an"]),
        ("ly hôn", []),
        ("", []),
        ("?!", []),
    ],
)
def test_what_is_found(shelf: Shelf, words: str, names: list[str]) -> None:
    assert shelf.ask(words)[0][: len(names) or None] == names


@pytest.mark.parametrize(
    ("words", "name", "how"),
    [
        ("boa luc", "bạo lực", How.REPAIRED),
        ("bao lucc", "bạo lực", How.REPAIRED),
        ("datdai", "đất", How.REPAIRED),
        ("ddaats ddai", "đất", How.REPAIRED),
        ("hộ tichj", "hộ tịch", How.REPAIRED),
        ("bạo lưc gia đình", "bạo lực", How.CLOSE),  # "lưc" is no syllable
        ("bạo lực gia đinh", "bạo lực", How.UNMARKED),
        ("nộp kê khai cuối thừa", "thuế", How.APART),
    ],
)
def test_slips_are_mended_last_and_said(shelf: Shelf, words: str, name: str, how: How) -> None:
    names, found_how = shelf.ask(words)
    assert (names[:1], found_how) == ([name], how)


@pytest.mark.parametrize("words", ["thuể", "hôn nhân", "thu hồi", "tảo hôn", "bạo lợi"])
def test_a_word_that_is_one_is_never_corrected(shelf: Shelf, words: str) -> None:
    assert shelf.ask(words)[0] == []


def test_two_syllables_torn_apart_are_told_and_given_on_demand(shelf: Shelf) -> None:
    assert shelf.ask("chức lịch")[0] == []
    assert shelf.ask("chức lịch", wide=True)[0] == ["hộ tịch"]


def test_as_many_are_told_as_are_given_on_demand() -> None:
    """Marks that were typed are meant in the number too."""
    apart = {f"apart {number}": ("Khác", f"lý {'chữ ' * 20}trợ giúp{' chữ' * 20} pháp") for number in range(15)}
    other = {f"other {number}": ("Khác", f"lỳ {'chữ ' * 20}trợ giúp{' chữ' * 20} pháp") for number in range(5)}
    shelf = Shelf({"close": ("Trợ giúp pháp lý", "Miễn phí."), **apart, **other})
    for words in ("trợ giúp pháp lý", "tro giup pháp lý", "tro giup phap ly"):
        told = find_words(Looking(shelf.connection), question_of(words))
        wide = find_words(Looking(shelf.connection), question_of(words), wide=True)
        assert len(wide.numbers) == len(told.numbers) + told.apart, words
        assert told.apart == (20 if words == "tro giup phap ly" else 15)


def test_a_chance_mark_that_is_not_heeded_is_said(shelf: Shelf) -> None:
    assert shelf.ask("bao luc gia dình") == (["bạo lực"], How.UNMARKED)


def test_what_has_the_words_in_its_title_comes_first() -> None:
    many = {f"text {number}": ("Khác", "thừa kế " * 30) for number in range(5)}
    shelf = Shelf({**many, "title": ("Thừa kế", "Di chúc."), "later": ("Khác nữa", "Nói thêm về thừa kế.")})
    assert shelf.ask("thừa kế")[0][0] == "title"
    assert len(shelf.ask("thua ke")[0]) == 7


def test_of_very_many_those_in_titles_still_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pbgdpl_cli.search.matching._MOST_WEIGHED", 3)
    many = {f"text {number}": ("Khác", "thừa kế") for number in range(9)}
    shelf = Shelf({**many, "title": ("Thừa kế", "Di chúc.")})
    names = shelf.ask("thừa kế")[0]
    assert names[0] == "title"
    assert len(names) == 10


@given(st.text(max_size=60))
def test_any_question_is_answered(words: str) -> None:
    SHELF.ask(words)


@given(st.sampled_from(sorted(MATERIALS)), st.data())
def test_any_stretch_of_a_text_finds_it(name: str, data: st.DataObject) -> None:
    words = MATERIALS[name][1].replace(".", " ").replace(";", " ").split()
    start = data.draw(st.integers(0, len(words) - 3))
    stretch = " ".join(words[start : start + data.draw(st.integers(3, 6))])
    assert name in SHELF.ask(f"“{stretch}”")[0]
