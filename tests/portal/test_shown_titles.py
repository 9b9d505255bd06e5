"""Titles in capitals as pages show them; a line of the table is a title and what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from pbgdpl_cli.portal.shelf.titles import shown_title

CASES = [line.split("\t") for line in Path(__file__).with_name("shown_titles.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("title", "shown"), CASES, ids=[title for title, _ in CASES])
def test_a_title_is_shown_as_people_write_it(title: str, shown: str) -> None:
    assert shown_title(title) == shown


def test_nothing_but_the_size_of_letters_changes() -> None:
    assert all(shown_title(title).upper() == title.upper() for title, _ in CASES)


@pytest.mark.parametrize("title", ["", " ", "?", "1/2026", "Đ", "ĐĐĐĐ ĐĐĐĐ ĐĐĐĐ", "İSTANBUL LÀ TÊN MỘT THÀNH PHỐ"])
def test_odd_titles_are_shown(title: str) -> None:
    assert len(shown_title(title)) == len(title)
