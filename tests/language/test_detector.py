"""The loop that runs detectors: order, what is left out, expressions asked as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.each import each
from validators.language.detector import Detector, DetectorTable, How, WordingTable, leaving_out, wording


def detector(name: str, find: Callable[[int], str | None]) -> Detector[int, str]:
    return Detector(name=name, source="test", gains="test", positive=(), negative=(), find=find)


NUMBERS = DetectorTable(
    "numbers",
    (
        detector("even", lambda number: None if number % 2 else "even"),
        detector("large", lambda number: "large" if number > 9 else None),
    ),
    example=int,
)
WORDS = WordingTable(
    "words",
    (
        wording("joint", "Thông tư liên tịch", source="s", gains="g", positive=("a",), negative=("b",)),
        wording("plain", "Thông tư", source="s", gains="g", positive=("a",), negative=("b",)),
    ),
)


def test_detectors_are_asked_in_order() -> None:
    assert NUMBERS.first(12) == "even"
    assert [(one.name, found) for one, found in NUMBERS.each(12)] == [("even", "even"), ("large", "large")]
    assert NUMBERS.first(3) is None
    assert NUMBERS.example("12") == 12


def test_a_detector_can_be_left_out_and_comes_back() -> None:
    with leaving_out("numbers/even"):
        assert NUMBERS.first(12) == "large"
        with leaving_out("numbers/large"):
            assert NUMBERS.first(12) is None
        assert NUMBERS.first(12) == "large"
    assert NUMBERS.first(12) == "even"


def test_expressions_are_alternatives_in_table_order() -> None:
    text = "Thông tư liên tịch số 1"
    first = WORDS.match(text)
    assert first is not None
    assert first.group() == "Thông tư liên tịch"
    assert WORDS.first(text) is not None
    with leaving_out("words/joint"):
        shorter = WORDS.search(f"Theo {text}")
        assert shorter is not None
        assert shorter.group() == "Thông tư"
        assert WORDS.fullmatch("Thông tư liên tịch") is None
    with leaving_out("words/joint", "words/plain"):
        assert WORDS.search(text) is None


def test_a_span_can_be_given() -> None:
    assert WORDS.match("Theo Thông tư", 5) is not None
    assert WORDS.match("Theo Thông tư", 5, 9) is None


@each(
    ("how", "text", "wanted"),
    [
        ("match", "Thông tư số 1", True),
        ("match", "Theo Thông tư số 1", False),
        ("search", "Theo Thông tư số 1", True),
        ("fullmatch", "Thông tư", True),
        ("fullmatch", "Thông tư số 1", False),
    ],
)
def test_an_expression_is_put_to_a_text_as_it_says(how: How, text: str, wanted: bool) -> None:
    one = wording("one", "Thông tư", source="s", gains="g", positive=("a",), negative=("b",), how=how)
    table = WordingTable("how", (one,))
    assert bool(one.find(text)) is wanted
    assert (table.first(text) is not None) is wanted


def test_what_may_stand_before_stands_before_every_one() -> None:
    table = WordingTable("quoted", WORDS.detectors, before="“?")
    found = [table.match(text) for text in ("“Thông tư liên tịch", "“Thông tư", "Thông tư", "”Thông tư")]
    assert [one.group() if one else None for one in found] == ["“Thông tư liên tịch", "“Thông tư", "Thông tư", None]


def test_leaving_out_ends_also_when_something_fails() -> None:
    with pytest.raises(ZeroDivisionError), leaving_out("numbers/even", "words/joint"):
        raise ZeroDivisionError
    assert NUMBERS.first(12) == "even"
    assert WORDS.fullmatch("Thông tư liên tịch") is not None


def test_a_name_of_another_table_leaves_nothing_out() -> None:
    with leaving_out("words/even", "even", "numbers"):
        assert NUMBERS.first(12) == "even"
    assert NUMBERS.full_name(NUMBERS.detectors[0]) == "numbers/even"


def test_an_empty_find_is_none() -> None:
    empty = DetectorTable("empty", (detector("nothing", lambda number: ""), detector("something", lambda number: "x")))
    assert empty.first(1) == "x"
    assert [one.name for one, _ in empty.each(1)] == ["something"]


def test_an_empty_table_finds_nothing() -> None:
    none: WordingTable = WordingTable("none", ())
    assert none.first("") is None
    assert none.search("x") is None
