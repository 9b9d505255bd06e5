"""`each` hides no failing case: neither behind another one nor behind those that pass."""

from __future__ import annotations

import pytest

from tests.each import each


def tried(*cases: int) -> list[int]:
    seen = []

    @each("number", cases)
    def test(number: int) -> None:
        seen.append(number)
        assert number % 2

    test()
    return seen


def test_every_case_is_tried() -> None:
    assert tried(1, 3, 5) == [1, 3, 5]


def test_every_failing_case_is_named() -> None:
    with pytest.raises(BaseExceptionGroup, match="2 of 3 cases fail") as caught:
        tried(2, 3, 4)
    assert [failure.__notes__ for failure in caught.value.exceptions] == [["in the case of 2"], ["in the case of 4"]]


def test_what_should_have_been_raised_and_was_not_is_a_failure_too() -> None:
    @each(("text", "number"), [("1", 1), ("x", 0)], ids=["one", "none"])
    def test(text: str, number: int) -> None:
        with pytest.raises(ValueError, match="invalid"):
            int(text)

    with pytest.raises(BaseExceptionGroup) as caught:
        test()
    assert [failure.__notes__ for failure in caught.value.exceptions] == [["in the case of one"]]


def test_no_cases_are_no_test() -> None:
    with pytest.raises(AssertionError):
        tried()


class TestInAClass:
    @each("letter", "ab")
    @each("number", [1, 2])
    def test_each_upon_each_and_fixtures(self, letter: str, number: int, tmp_path: object) -> None:
        assert f"{letter}{number}" in {"a1", "a2", "b1", "b2"}
        assert tmp_path is not None
