from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.citations.locators import POINT_LETTERS, PlaceInAct, find_locators
from validators.citations.repair import level


def places(text: str) -> list[list[str]]:
    return [[str(locator) for locator in group.locators] for group in find_locators(level(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("điểm b khoản 4 Điều 6", ["điểm b khoản 4 Điều 6"]),
        ("Điều 6, 7 và 8", ["Điều 6", "Điều 7", "Điều 8"]),
        ("từ Điều 10 đến Điều 12", ["Điều 10", "Điều 11", "Điều 12"]),
        ("các khoản 1, 2 và 3 Điều 5", ["khoản 1 Điều 5", "khoản 2 Điều 5", "khoản 3 Điều 5"]),
        (
            "điểm a, b khoản 1 và điểm c khoản 2 Điều 5",
            ["điểm a khoản 1 Điều 5", "điểm b khoản 1 Điều 5", "điểm c khoản 2 Điều 5"],
        ),
        ("khoản 1 Điều 5 và khoản 2 Điều 6", ["khoản 1 Điều 5", "khoản 2 Điều 6"]),
        ("Điều 5, khoản 2", ["khoản 2 Điều 5"]),
        ("Điều 3 khoản 2 điểm a", ["điểm a khoản 2 Điều 3"]),
        ("Mục 2 Chương III", ["Mục 2 Chương III"]),
        ("điểm c đến điểm e khoản 1 Điều 2", [f"điểm {letter} khoản 1 Điều 2" for letter in "cdđe"]),
        ("Điều 5a và khoản 1b Điều 7", ["Điều 5a", "khoản 1b Điều 7"]),
    ],
)
def test_lists_ranges_and_orders(text: str, wanted: list[str]) -> None:
    assert places(text) == [wanted]


def test_dates_and_amounts_after_a_comma_are_no_labels() -> None:
    assert places("khoản 1, 2.000.000 đồng") == [["khoản 1"]]
    assert places("Điều 5, 12/2019") == [["Điều 5"]]


def test_a_large_range_keeps_its_ends() -> None:
    assert places("từ Điều 1 đến Điều 900") == [["Điều 1", "Điều 900"]]


def test_point_letters_are_the_vietnamese_ones() -> None:
    assert "đ" in POINT_LETTERS
    assert not set(POINT_LETTERS) & set("fjwz")


def test_an_empty_locator_is_false() -> None:
    assert not PlaceInAct()
    assert PlaceInAct(article="1")
    assert PlaceInAct(article="1", point="a").smallest == "point"


@given(st.text(alphabet="điểm khoảnĐều123,abcvà;()-\n", max_size=400))
def test_never_raises_and_stays_inside(text: str) -> None:
    end = 0
    for group in find_locators(level(text)):
        assert end <= group.start < group.end <= len(text)
        assert 1 <= len(group.locators) <= 200
        end = group.end


def test_misread_ones_are_put_right() -> None:
    assert places("Điều l6, Điều 20") == [["Điều 16", "Điều 20"]]
    assert places("khoản ] Điều 5") == [["khoản 1 Điều 5"]]
    assert places("Điều 5a") == [["Điều 5a"]]
