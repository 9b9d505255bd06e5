"""A dry run judges by a few pages: drawn the same way each time, with a band that holds what it says."""

from __future__ import annotations

import random
from pathlib import Path
from statistics import fmean

import pytest

from converters.reading.finding.walk import Source
from pbgdpl_cli.runs.batches.estimate import SAMPLE, Cost, Unit, band, measured, sampled
from validators.problems import UnreadableInput, say


def units(count: int) -> list[Unit]:
    return [Unit(Source(Path("a.pdf"), Path("a.pdf"), "a.pdf"), number) for number in range(1, count + 1)]


def test_the_sample_is_the_same_each_time_and_never_larger_than_all() -> None:
    assert sampled(units(500)) == sampled(units(500))
    assert len({unit.page for unit in sampled(units(500))}) == SAMPLE
    assert sampled(units(500)) != sampled(units(500), seed=1)
    assert [len(sampled(units(count))) for count in (0, 3)] == [0, 3]


def test_what_cannot_be_read_is_left_out_and_the_first_is_read_twice() -> None:
    read: list[int | None] = []

    def cost(unit: Unit) -> Cost:
        read.append(unit.page)
        if unit.page == 2:
            raise UnreadableInput(say("broken"))
        return Cost(1.0, 10)

    assert measured(units(3), cost) == [Cost(1.0, 10)] * 2
    assert read == [1, 1, 2, 3]


@pytest.mark.real
def test_the_band_holds_the_truth_about_as_often_as_it_says() -> None:
    """Of pages as they are: most take some seconds, one in five three times as long."""
    chance = random.Random(7)  # noqa: S311
    pages = [chance.uniform(2, 5) * (3 if chance.random() < 0.2 else 1) for _ in range(5000)]
    truth, held, trials = fmean(pages), 0, 200
    for trial in range(trials):
        found = band(chance.sample(pages, SAMPLE), seed=trial)
        assert found.low <= found.likely <= found.high
        held += found.low <= truth <= found.high
    assert 0.74 <= held / trials <= 0.92  # four times of five, give or take what 200 trials tell
