"""The loop that runs detectors: order, what is left out, expressions asked as one."""

from __future__ import annotations

from collections.abc import Callable

from validators.language.detector import Detector, Table, WordingTable, leaving_out, wording


def detector(name: str, find: Callable[[int], str | None]) -> Detector[int, str]:
    return Detector(name=name, source="test", gains="test", positive=(), negative=(), find=find)


NUMBERS = Table(
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
