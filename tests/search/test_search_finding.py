"""What is found for what is typed, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbgdpl_cli.search.facets import Facets
from pbgdpl_cli.search.finding import How, Wanted, find_words, search
from pbgdpl_cli.search.question import question_of
from pbgdpl_cli.search.readings import Looking
from pbgdpl_cli.search.tables import put_entry
from tests.search.shelf import MATERIALS, Shelf, entry

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
        ("815-2025-NĐ-CP", ["nghị định", "pháo"]),  # as files are named
        ("815_2025_nd-cp", ["nghị định", "pháo"]),
        ("815/2025 NĐ-CP", ["nghị định", "pháo"]),
        ("nghị định số 815.2025.NĐ-CP", ["nghị định", "pháo"]),
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


COMMON = {f"text {number}": ("Khác", f"hộ {number} có tịch thu; quy định chung") for number in range(40)}
OLDEST = {"oldest": ("Sổ", "quy chế, định mức; hộ tịch")}


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf where words in twenty records are common, and a question may look at thirty places."""
    for name, value in (("COMMON", 20), ("EFFORT", 30), ("MOST_FOUND", 15)):
        monkeypatch.setattr(f"pbgdpl_cli.search.readings.{name}", value)
    return Shelf({**OLDEST, **COMMON})


def test_of_common_words_the_newest_are_found_and_it_is_said(crowded: Shelf) -> None:
    found = find_words(Looking(crowded.connection, 30), question_of("quy định chung"))
    assert (found.whole, found.numbers[0]) == (False, 41)
    assert 0 < len(found.numbers) <= 15


def test_a_thorough_look_finds_what_is_left_out(crowded: Shelf) -> None:
    asked = question_of("hộ tịch")
    assert not find_words(Looking(crowded.connection, 30), asked).whole
    found = find_words(Looking(crowded.connection, None), asked)
    assert (found.whole, found.numbers[:1]) == (True, (1,))


def test_a_rare_word_is_looked_for_everywhere(crowded: Shelf) -> None:
    found = find_words(Looking(crowded.connection, 30), question_of("quy chế"))
    assert (found.whole, found.numbers) == (True, (1,))


def test_what_is_chosen_is_looked_for_where_others_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pbgdpl_cli.search.readings.MOST_FOUND", 5)
    shelf = Shelf()
    for number in range(100, 140):
        kind = "sach" if number < 103 else "to-gap"
        put_entry(shelf.connection, number, entry("Khác", "thừa kế", (("kind", kind),)))
    found = search(shelf.connection, Facets(), Wanted("thừa kế", {"kind": "sach"}))
    assert (found.numbers, found.finds.whole) == ((102, 101, 100), True)


@pytest.mark.parametrize(
    "words",
    ["'; DROP TABLE search_text; --", '"""', "NEAR(a b)", "a* OR b", "title:x", "^a", "😀😀", "x" * 5000, "a " * 500,
     "\x00", "(((", "-", "1/2/3/4", "ﷺ", "“”", "\u202eab", "AND OR NOT", "%_%", "nđ nđ nđ", "đ"],
)  # fmt: skip
def test_odd_questions_are_answered(shelf: Shelf, words: str) -> None:
    shelf.ask(words)
    shelf.ask(f'"{words}"', wide=True)


@given(st.text(max_size=60))
def test_any_question_is_answered(words: str) -> None:
    SHELF.ask(words)


@given(st.sampled_from(sorted(MATERIALS)), st.data())
def test_any_stretch_of_a_text_finds_it(name: str, data: st.DataObject) -> None:
    words = MATERIALS[name][1].replace(".", " ").replace(";", " ").split()
    start = data.draw(st.integers(0, len(words) - 3))
    stretch = " ".join(words[start : start + data.draw(st.integers(3, 6))])
    assert name in SHELF.ask(f"“{stretch}”")[0]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("đất " * 60, ("đất",) * 3),
        ("luật đất và luật nhà, luật khác và luật nữa", ("luật", "đất", "và", "luật", "nhà", "luật", "khác", "và")),
        (" ".join(map(str, range(30))), tuple(map(str, range(24)))),
    ],
)  # fmt: skip
def test_a_question_said_over_and_over_is_asked_once(typed: str, words: tuple[str, ...]) -> None:
    assert question_of(typed).words == words
    assert question_of(f"“{typed[:199]}”").quoted == (words,)
    assert question_of(typed).typed == words
