"""Lines before and after, told apart word by word."""

from __future__ import annotations

import pytest

from pbgdpl_cli.review.lines.differences import runs

LINES = ("Một", "Con em trong xom", "Ba")


def test_lines_that_stayed_stand_together() -> None:
    (only,) = runs(LINES, LINES)
    assert (only.after, only.is_changed, only.words) == (LINES, False, ())


def test_a_word_that_became_another() -> None:
    first, changed, last = runs(LINES, ("Một", "Con em trong xóm", "Ba"))
    assert changed.words == (("same", "Con em trong"), ("gone", "xom"), ("new", "xóm"))
    assert [one.is_changed for one in (first, changed, last)] == [False, True, False]


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (("Một", "Ba"), (("gone", "Con em trong xom"),)),
        (("Một", "Con em trong xom", "Thêm", "Ba"), (("new", "Thêm"),)),
    ],
)
def test_a_line_that_went_or_came(after: tuple[str, ...], words: tuple[tuple[str, str], ...]) -> None:
    (changed,) = [one for one in runs(LINES, after) if one.is_changed]
    assert changed.words == words


def test_two_lines_joined_lose_no_word() -> None:
    (changed, _) = runs(LINES, ("Một Con em trong xom", "Ba"))
    assert changed.words == (("same", "Một Con em trong xom"),)
    assert changed.is_changed


@pytest.mark.parametrize(("before", "after"), [((), ()), ((), ("Một",)), (("Một",), ())])
def test_empty_pages(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    assert [one.after for one in runs(before, after)] == ([] if before == after else [after])
