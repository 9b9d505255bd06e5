"""Answers written down at once: they outlive the process, can be taken back, and a cut last line costs only itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbgdpl_cli.review.answers.journal import Answer, DamagedJournal, Journal

WHEN = dt.datetime(2026, 11, 29, 9, 30, tzinfo=dt.UTC)


def answer(key: str, text: str | None = "x") -> Answer:
    return Answer(key, text, "Trần Thị Bình Minh", WHEN)


def journal(folder: Path) -> Journal:
    return Journal(folder, folder / "goi", "urn:uuid:1")


STEPS = st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.text(st.characters(codec="utf-8"))) | st.none())


@given(STEPS)
def test_whoever_opens_it_anew_finds_what_holds(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str | None] | None]
) -> None:
    folder = tmp_path_factory.mktemp("nha")
    held: dict[str, Answer] = {}
    for step in steps:
        if step is None:
            if held:
                journal(folder).take_back([held.popitem()[0]])
        else:
            held.pop(step[0], None)
            held[step[0]] = answer(*step)
            journal(folder).add(held[step[0]])
        assert list(journal(folder).answers().items()) == list(held.items())


def test_a_line_that_was_cut_is_no_answer(tmp_path: Path) -> None:
    kept = journal(tmp_path)
    kept.add(answer("a"))
    kept.add(answer("b"))
    whole = kept.file.read_bytes()
    kept.file.write_bytes(whole[:-9])
    assert list(journal(tmp_path).answers()) == ["a"]


def test_after_a_cut_line_answers_are_still_kept(tmp_path: Path) -> None:
    kept = journal(tmp_path)
    kept.add(answer("a"))
    kept.file.write_bytes(kept.file.read_bytes() + b'{"key": "b", "te')
    journal(tmp_path).add(answer("c"))
    assert list(journal(tmp_path).answers()) == ["a", "c"]


def test_a_journal_that_is_none_is_refused(tmp_path: Path) -> None:
    kept = journal(tmp_path)
    kept.add(answer("a"))
    kept.file.write_bytes(b"no journal\n")
    with pytest.raises(DamagedJournal):
        kept.answers()


def test_packages_have_journals_of_their_own(tmp_path: Path) -> None:
    journal(tmp_path).add(answer("a"))
    assert Journal(tmp_path, tmp_path / "goi", "urn:uuid:2").answers() == {}
    assert Journal(tmp_path, tmp_path / "khac", "urn:uuid:1").answers() == {}


def test_what_is_taken_back_leaves_the_others(tmp_path: Path) -> None:
    kept = journal(tmp_path)
    kept.add(answer("a"))
    kept.add(answer("b"))
    kept.take_back(["a"])
    assert list(kept.answers()) == ["b"]
    kept.take_back(["b", "c"])
    assert kept.answers() == {}
    assert not kept.file.exists()
