"""How long places take: pauses left out, answers of one moment shared, nothing said of too few."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbgdpl_cli.review.trust.pace import LEAST_TIMED, LONGEST_LOOK, Spent, TimedLook, pace_of, spans, spent_by

START = dt.datetime(2026, 11, 29, 8, 0, tzinfo=dt.UTC)


def looks(*seconds: int, who: str = "Lê Văn Khánh", kind: str = "amount") -> list[TimedLook]:
    return [TimedLook(who, START + dt.timedelta(seconds=second), kind) for second in seconds]


def test_a_pause_is_not_counted() -> None:
    pause = int(LONGEST_LOOK.total_seconds()) + 1
    assert spent_by(looks(0, 10, 30, 30 + pause, 35 + pause)) == {"Lê Văn Khánh": Spent(35, 3)}


def test_people_who_work_at_the_same_time_have_times_of_their_own() -> None:
    both = [*looks(0, 20), *looks(10, 15, who="Trần Thị Bình Minh")]
    assert spent_by(both) == {"Lê Văn Khánh": Spent(20, 1), "Trần Thị Bình Minh": Spent(5, 1)}


def test_answers_of_one_moment_share_its_time() -> None:
    assert [seconds for _, seconds in spans(looks(0, 12, 12, 12))] == [4, 4, 4]


def test_each_kind_has_its_pace_and_a_rare_one_that_of_all() -> None:
    amounts = looks(*range(0, 60, 10))
    words = looks(*range(1000, 1012, 2), kind="word")
    dates = looks(2000, 2030, kind="date")
    pace = pace_of([*amounts, *words, *dates])
    assert pace.by_kind == {"amount": 10, "word": 2}
    assert pace.any_kind is not None
    assert pace.seconds_for({"amount": 3, "word": 5, "date": 1}) == 30 + 10 + pace.any_kind


@pytest.mark.parametrize("count", [0, 1, LEAST_TIMED])
def test_of_too_few_nothing_is_said(count: int) -> None:
    assert pace_of(looks(*range(count))).seconds_for({"amount": 1}) is None


@given(st.lists(st.integers(0, 4000), max_size=30))
def test_no_more_time_is_counted_than_went_by(seconds: list[int]) -> None:
    spent = spent_by(looks(*seconds))
    assert sum(one.seconds for one in spent.values()) <= max(seconds, default=0) - min(seconds, default=0) + 1e-6
