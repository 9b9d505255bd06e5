"""Places in acts: lists, ranges, both orders, what scanners make of labels, and what is no place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.citations.locators import POINT_LETTERS, PlaceInAct, find_locators
from validators.citations.repair import level


def places(text: str) -> list[list[str]]:
    return [[str(locator) for locator in group.locators] for group in find_locators(level(text))]


@each(
    ("text", "wanted"),
    [
        # one place, small to large (NQ 351/2017/UBTVQH14 Điều 24), and large to small
        ("Điều 6", ["Điều 6"]),
        ("điều 6", ["Điều 6"]),
        ("ĐIỀU 6", ["Điều 6"]),
        ("khoản 4 Điều 6", ["khoản 4 Điều 6"]),
        ("điểm b khoản 4 Điều 6", ["điểm b khoản 4 Điều 6"]),
        ("Điểm b Khoản 4 Điều 6", ["điểm b khoản 4 Điều 6"]),
        ("điểm b, khoản 4, Điều 6", ["điểm b khoản 4 Điều 6"]),
        ("điểm b của khoản 4 của Điều 6", ["điểm b khoản 4 Điều 6"]),
        ("điểm b khoản 4\nĐiều 6", ["điểm b khoản 4 Điều 6"]),
        ("Điều 5, khoản 2", ["khoản 2 Điều 5"]),
        ("Điều 3 khoản 2 điểm a", ["điểm a khoản 2 Điều 3"]),
        ("Điều 5a", ["Điều 5a"]),
        ("khoản 1b Điều 7", ["khoản 1b Điều 7"]),
        ("điểm a1 khoản 2 Điều 9", ["điểm a1 khoản 2 Điều 9"]),
        ("điểm 2.1 khoản 3 Điều 4", ["điểm 2.1 khoản 3 Điều 4"]),
        ("Mục 2 Chương III", ["Mục 2 Chương III"]),
        ("Chương IIa", ["Chương IIa"]),
        ("Phần thứ hai", ["Phần hai"]),
        ("Chương V Phần thứ ba", ["Chương V Phần ba"]),
        # lists
        ("Điều 6, 7 và 8", ["Điều 6", "Điều 7", "Điều 8"]),
        ("các điều 6, 7, 8", ["Điều 6", "Điều 7", "Điều 8"]),
        ("Điều 6, Điều 7 và Điều 8", ["Điều 6", "Điều 7", "Điều 8"]),
        ("Điều 6; Điều 7", ["Điều 6", "Điều 7"]),
        ("Điều 6 hoặc Điều 7", ["Điều 6", "Điều 7"]),
        ("các khoản 1, 2 và 3 Điều 5", ["khoản 1 Điều 5", "khoản 2 Điều 5", "khoản 3 Điều 5"]),
        ("khoản 1, khoản 2 Điều 5", ["khoản 1 Điều 5", "khoản 2 Điều 5"]),
        ("các điểm a, b, đ khoản 1 Điều 2", [f"điểm {point} khoản 1 Điều 2" for point in "abđ"]),
        ("điểm a,b,c khoản 1 Điều 2", [f"điểm {point} khoản 1 Điều 2" for point in "abc"]),
        (
            "điểm a, b khoản 1 và điểm c khoản 2 Điều 5",
            ["điểm a khoản 1 Điều 5", "điểm b khoản 1 Điều 5", "điểm c khoản 2 Điều 5"],
        ),
        ("khoản 1 Điều 5 và khoản 2 Điều 6", ["khoản 1 Điều 5", "khoản 2 Điều 6"]),
        ("khoản 1 Điều 5, Điều 6", ["khoản 1 Điều 5", "Điều 6"]),
        ("Điều 5a và khoản 1b Điều 7", ["Điều 5a", "khoản 1b Điều 7"]),
        ("khoản 2 Điều 5; điểm a khoản 1 Điều 6; Điều 7", ["khoản 2 Điều 5", "điểm a khoản 1 Điều 6", "Điều 7"]),
        ("Chương I và Chương II", ["Chương I", "Chương II"]),
        # ranges
        ("từ Điều 10 đến Điều 12", ["Điều 10", "Điều 11", "Điều 12"]),
        ("Điều 10 đến Điều 12", ["Điều 10", "Điều 11", "Điều 12"]),
        ("từ Điều 10 đến 12", ["Điều 10", "Điều 11", "Điều 12"]),
        ("từ Điều 10 đến hết Điều 12", ["Điều 10", "Điều 11", "Điều 12"]),
        ("Điều 10-12", ["Điều 10", "Điều 11", "Điều 12"]),
        ("từ khoản 1 đến khoản 3 Điều 4", ["khoản 1 Điều 4", "khoản 2 Điều 4", "khoản 3 Điều 4"]),
        ("điểm c đến điểm e khoản 1 Điều 2", [f"điểm {letter} khoản 1 Điều 2" for letter in "cdđe"]),
        ("điểm g đến i khoản 1 Điều 2", [f"điểm {letter} khoản 1 Điều 2" for letter in "ghi"]),
        ("Điều 5a đến Điều 5c", ["Điều 5a", "Điều 5c"]),
        ("từ Điều 1 đến Điều 900", ["Điều 1", "Điều 900"]),
        ("Điều 12 đến Điều 10", ["Điều 12", "Điều 10"]),
        ("Điều 1, Điều 3 đến Điều 5, Điều 9", ["Điều 1", "Điều 3", "Điều 4", "Điều 5", "Điều 9"]),
    ],
)
def test_lists_ranges_and_orders(text: str, wanted: list[str]) -> None:
    assert places(text) == [wanted]


@each(
    ("text", "wanted"),
    [
        # an accent mistaken
        ("Điêu 5", ["Điều 5"]),
        ("Dieu 5", ["Điều 5"]),
        ("khoàn 2 Điều 5", ["khoản 2 Điều 5"]),
        ("điêm a khoan 2 Ðiều 5", ["điểm a khoản 2 Điều 5"]),
        # digits mistaken
        ("Điều l6, Điều 20", ["Điều 16", "Điều 20"]),
        ("Điều 1O", ["Điều 10"]),
        ("Điều ló", ["Điều 16"]),
        ("Điều §", ["Điều 8"]),
        ("Điều 8§", ["Điều 8"]),
        ("Điều 1§", ["Điều 18"]),
        ("khoản ] Điều 5", ["khoản 1 Điều 5"]),
        ("khoản Ï Điều 8", ["khoản 1 Điều 8"]),
        ("khoản l Điều 8", ["khoản 1 Điều 8"]),
        ("khoản ! Điều 8", ["khoản 1 Điều 8"]),
        ("khoản § Điều 8", ["khoản 8 Điều 8"]),
        # a letter after the digits is no misread digit
        ("Điều 5a", ["Điều 5a"]),
        ("Điều 10b", ["Điều 10b"]),
    ],
)
def test_misread_labels_are_put_right(text: str, wanted: list[str]) -> None:
    assert places(text) == [wanted]


@each(
    ("printed", "points"),
    [
        ("các điểm e, h, i, k, o,r, s và t khoản 3 Điều 2", "ehikorst"),
        # a 1 among letters is i or l by its neighbours
        ("các điểm e, h, 1, k, o khoản 3 Điều 2", "ehiko"),
        ("các điểm k, 1 và m khoản 3 Điều 2", "klm"),
        ("các điểm a, 1 khoản 3 Điều 2", "a"),
        # a strange sign among letters is left out
        ("các điểm a, b, c, d, và n khoản 3 Điều 2", "abcdn"),
        ("các điểm a, b, d và ø khoản 4 Điều 12", "abd"),
        ("điểm 1 khoản 3 Điều 2", "1"),
    ],
)
def test_points_among_scribble(printed: str, points: str) -> None:
    (group,) = find_locators(level(printed))
    assert "".join(place.point or "" for place in group.locators) == points


def test_an_unreadable_point_alone_leaves_its_clause() -> None:
    assert places("điểm ø khoản 2 Điều 5") == [["khoản 2 Điều 5"]]


@each(
    ("text", "wanted"),
    [
        ("khoản 1, 2.000.000 đồng", ["khoản 1"]),
        ("Điều 5, 12/2019", ["Điều 5"]),
        ("Điều 5, 10% số tiền", ["Điều 5"]),
        ("Điều 5, 3 người", ["Điều 5"]),
        ("khoản 2, 5 năm tù", ["khoản 2"]),
        ("Điều 5 và 6 tháng", ["Điều 5"]),
        ("Điều 5 và các quy định khác", ["Điều 5"]),
        ("Điều 5. Chủ tịch", ["Điều 5"]),
    ],
)
def test_what_follows_a_place_is_not_taken_with_it(text: str, wanted: list[str]) -> None:
    assert places(text) == [wanted]


@each(
    "text",
    [
        "",
        "điều kiện",
        "điều này",
        "khoản tiền",
        "khoản vay 5 triệu",
        "địa điểm thi",
        "mục đích",
        "mục tiêu 5",
        "phần lớn",
        "phần trăm",
        "chương trình 5",
        "Điều mới",
        "điểmb",
    ],
)
def test_words_that_only_begin_alike_are_no_places(text: str) -> None:
    assert places(text) == []


def test_groups_apart_stay_apart() -> None:
    text = "theo khoản 1 Điều 5 của Luật, trừ điểm a khoản 2 Điều 7; xem Chương II"
    groups = list(find_locators(text))
    assert [text[group.start : group.end] for group in groups] == [
        "khoản 1 Điều 5",
        "điểm a khoản 2 Điều 7",
        "Chương II",
    ]
    assert [len(group.locators) for group in groups] == [1, 1, 1]


def test_point_letters_are_the_vietnamese_ones() -> None:
    assert len(set(POINT_LETTERS)) == len(POINT_LETTERS)
    assert POINT_LETTERS.index("d") + 1 == POINT_LETTERS.index("đ")
    assert not set(POINT_LETTERS) & set("fjwzăâêôơư")


@each(
    ("locator", "smallest", "written"),
    [
        (PlaceInAct(), None, ""),
        (PlaceInAct(article="1"), "article", "Điều 1"),
        (PlaceInAct(article="1", point="a"), "point", "điểm a Điều 1"),
        (PlaceInAct(article="1", clause="2"), "clause", "khoản 2 Điều 1"),
        (PlaceInAct(chapter="II", section="3"), "section", "Mục 3 Chương II"),
        (PlaceInAct(part="hai"), "part", "Phần hai"),
    ],
)
def test_a_place_is_written_small_to_large(locator: PlaceInAct, smallest: str | None, written: str) -> None:
    assert (locator.smallest, str(locator), bool(locator)) == (smallest, written, bool(written))


ARTICLES = st.integers(1, 999).map(str)
CLAUSES = st.integers(1, 99).map(str) | st.sampled_from(["1a", "2b", "10đ"])


@given(ARTICLES, st.none() | CLAUSES, st.none() | st.sampled_from(POINT_LETTERS))
@settings(max_examples=at_most(60))
def test_a_place_written_is_read_back(article: str, clause: str | None, point: str | None) -> None:
    place = PlaceInAct(article=article, clause=clause, point=point)
    text = f"Theo {place} thì"
    (group,) = find_locators(text)
    assert group.locators == (place,)
    assert text[group.start : group.end] == str(place)


@given(st.integers(1, 900), st.integers(1, 59))
@settings(max_examples=at_most(40))
def test_a_range_is_counted_out(first: int, more: int) -> None:
    (group,) = find_locators(f"từ Điều {first} đến Điều {first + more}")
    assert [place.article for place in group.locators] == [str(first + step) for step in range(more + 1)]


@given(st.text(alphabet="điểm khoảnĐều123,abcvà;()-§lÏ\n", max_size=200))
@settings(max_examples=at_most(60))
def test_any_text_is_read_and_groups_follow_one_another(text: str) -> None:
    end = 0
    for group in find_locators(level(text)):
        assert end <= group.start < group.end <= len(text)
        assert 1 <= len(group.locators) <= 200
        assert all(group.locators)
        end = group.end


@pytest.mark.real
@each("piece", ["Điều 1, ", "Điều 1 khoản 1 điểm a, ", "điểm a, b, c khoản 1 và ", "từ Điều 1 đến Điều 50, "])
def test_a_list_without_end_is_cut_not_multiplied(piece: str) -> None:
    assert all(len(group.locators) <= 200 for group in find_locators(piece * 300))
