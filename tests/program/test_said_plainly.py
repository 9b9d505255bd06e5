"""What a person is told on the way: in a sentence, in the words and the time of that person."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
from collections.abc import Iterator

import pytest

from converters.exports.material import Mark
from pbgdpl_cli import i18n
from pbgdpl_cli.app import run
from pbgdpl_cli.runs.batches.source_choice import nothing_to_retry, retry_kinds
from pbgdpl_cli.runs.export import _WHY
from tests.each import each


@pytest.fixture(autouse=True)
def language_as_before() -> Iterator[None]:
    before = i18n.active_language()
    yield
    i18n.activate(before)


def said_by(*words: str) -> tuple[int, str]:
    err = io.StringIO()
    with contextlib.redirect_stderr(err), contextlib.redirect_stdout(io.StringIO()):
        code = run(["--lang", "en", *words])
    return int(code), err.getvalue()


@each(
    ("words", "sentence", "help_page"),
    [
        (("portal", "token"), "A command is missing.", "pbgdpl portal token --help"),
        (("portal", "serve", "--no-such"), "There is no option --no-such.", "pbgdpl portal serve --help"),
        (("review", "approve"), "The argument PACKAGE… is missing.", "pbgdpl review approve --help"),
    ],
)
def test_a_wrong_line_is_told_in_a_sentence_with_its_own_help_page(
    words: tuple[str, ...], sentence: str, help_page: str
) -> None:
    code, told = said_by(*words)
    assert (code, len(told.strip().splitlines())) == (2, 2)
    assert sentence in told
    assert f"See: {help_page}" in told


@each(("language", "form"), [("vi", "%H:%M %d/%m/%Y"), ("en", "%Y-%m-%d %H:%M")])
def test_moments_are_of_this_place(language: str, form: str) -> None:
    i18n.activate(language)
    at = dt.datetime(2026, 3, 5, 23, 30, tzinfo=dt.UTC)
    assert i18n.moment(at.isoformat()) == at.astimezone().strftime(form)


def test_nothing_to_try_again_is_said_only_where_it_was_asked_for() -> None:
    (told,) = nothing_to_retry(retry_kinds("timeout,crash"))
    assert str(told).endswith("(crash, timeout).")
    assert nothing_to_retry(retry_kinds(None)) == ()


def test_every_reason_to_leave_a_record_out_is_said_in_words() -> None:
    i18n.activate("vi")
    words = {mark: i18n.told(_WHY[mark]) for mark in Mark}
    assert words[Mark.DRAFT] == "chưa phê duyệt"
    assert len(set(words.values())) == len(Mark)
    assert not any(str(mark) in text for mark, text in words.items())
