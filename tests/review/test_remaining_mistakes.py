"""How many mistakes are left: properties that hold for any counts, and whether intervals hold what they say."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbgdpl_cli.review.trust.estimate import (
    LEAST_PLANTED,
    LEAST_PLANTED_FOUND,
    LEAST_SAMPLED,
    LEAST_TWICE_FOUND,
    Estimate,
    left_after_planted,
    left_after_two_readers,
    left_in_unread,
)

COUNT = st.integers(0, 40)
FOUND = st.integers(LEAST_PLANTED, 60)


def ordered(estimate: Estimate | None) -> bool:
    return estimate is not None and 0 <= estimate.low <= estimate.likely <= estimate.high


@given(FOUND, COUNT, COUNT)
def test_more_missed_or_more_mistakes_never_leave_fewer(found: int, missed: int, mistakes: int) -> None:
    before = left_after_planted(found, missed, mistakes)
    for more in (left_after_planted(found, missed + 1, mistakes), left_after_planted(found, missed, mistakes + 1)):
        assert ordered(before)
        assert before.high <= more.high  # type: ignore[union-attr]
        assert before.likely <= more.likely  # type: ignore[union-attr]


@given(COUNT, COUNT, st.integers(LEAST_TWICE_FOUND, 40))
def test_of_two_readers_neither_is_the_first(first: int, second: int, both: int) -> None:
    estimate = left_after_two_readers(first, second, both)
    assert ordered(estimate)
    assert estimate == left_after_two_readers(second, first, both)


@given(st.integers(LEAST_SAMPLED, 200), st.data())
def test_no_more_are_wrong_than_were_left_unread(typed: int, data: st.DataObject) -> None:
    wrong, unread = data.draw(st.integers(0, typed)), data.draw(st.integers(0, 300))
    estimate = left_in_unread(typed, wrong, unread)
    assert ordered(estimate)
    assert estimate.high <= unread  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "said",
    [
        left_after_planted(LEAST_PLANTED - 1, 0, 3),
        left_after_planted(LEAST_PLANTED_FOUND - 1, 30, 3),
        left_after_two_readers(30, 30, LEAST_TWICE_FOUND - 1),
        left_in_unread(LEAST_SAMPLED - 1, 0, 400),
    ],
)
def test_too_little_says_nothing(said: Estimate | None) -> None:
    assert said is None


def test_values_worked_out_elsewhere() -> None:
    # Chapman: (20+1)(16+1)/(12+1) - 1 = 26.46 mistakes, of which 24 were seen.
    assert left_after_two_readers(8, 4, 12).likely == pytest.approx(8 * 4 / 13)  # type: ignore[union-attr]
    # Sadinle: middle 5.5·10.5/7.5 = 7.7, spread 0.735; half a mistake less than was seen.
    shown = left_after_two_readers(5, 10, 7)
    assert shown is not None
    assert (shown.low, shown.high) == pytest.approx((1.323, 32.02), abs=0.01)
    # One number that nobody read, none wrong of twenty: wrong with the mean of Beta(0.5, 20.5), which is 0.024.
    assert left_in_unread(20, 0, 1) == Estimate(0, 0, 0)
    assert left_in_unread(20, 10, 1) == Estimate(0, 0, 1)


def test_a_page_has_its_share() -> None:
    assert Estimate(4, 2, 8).over(4) == Estimate(1, 0.5, 2)


def test_the_intervals_hold_what_they_say() -> None:
    """Readers who find a mistake with a known chance: what they leave is inside in nine of ten texts and more."""
    chance = random.Random(20261129)  # noqa: S311
    kept = {"planted": 0, "readers": 0, "sample": 0}
    texts = 200
    for _ in range(texts):
        finds, mistakes = chance.uniform(0.5, 0.95), chance.randint(15, 40)
        found = sum(chance.random() < finds for _ in range(30))
        real = sum(chance.random() < finds for _ in range(mistakes))
        kept["planted"] += holds(left_after_planted(found, 30 - found, real), mistakes - real)
        pairs = [(chance.random() < finds, chance.random() < finds) for _ in range(mistakes)]
        first, second, both = pairs.count((True, False)), pairs.count((False, True)), pairs.count((True, True))
        kept["readers"] += holds(left_after_two_readers(first, second, both), pairs.count((False, False)))
        wrong = [chance.random() < 1 - finds for _ in range(150)]
        kept["sample"] += holds(left_in_unread(50, sum(wrong[:50]), 100), sum(wrong[50:]))
    assert {name: count >= 0.9 * texts for name, count in kept.items()} == dict.fromkeys(kept, True), kept


def holds(estimate: Estimate | None, left: int) -> bool:
    """Whether an interval holds what is left; one that says nothing says nothing wrong."""
    return estimate is None or estimate.low - 0.5 <= left <= estimate.high + 0.5
