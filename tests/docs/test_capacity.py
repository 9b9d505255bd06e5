"""The simulation beside the capacity page: every page is read, and what spoils it costs what it must."""

from __future__ import annotations

import pytest

from benchmarks.capacity import told
from benchmarks.capacity_simulation import CORES, SCENARIOS, Cost, Scenario, simulated_hours

COST = Cost(cpu=5.0, written=1_000_000, source=500_000)
PAGES = 6_000


def hours(scenario: Scenario, seed: int = 0) -> float:
    return simulated_hours(COST, scenario, seed, PAGES)


def test_without_trouble_every_core_reads_all_the_time() -> None:
    assert hours(Scenario()) == pytest.approx(PAGES * COST.cpu / (6 * CORES) / 3600, rel=0.02)


def test_slow_machines_cost_no_more_than_they_are_slow() -> None:
    ideal, machines = hours(Scenario()), 4 + 2 * 0.5
    assert hours(Scenario((1.0,) * 4 + (0.5,) * 2)) == pytest.approx(ideal * 6 / machines, rel=0.05)


def test_a_weak_link_is_the_limit_where_it_is_slower_than_the_cores() -> None:
    link = 0.5  # Mbit/s
    by_link = PAGES / 6 * COST.source * 8 / (link * 1e6) / 3600
    assert hours(Scenario(link=link)) == pytest.approx(by_link, rel=0.05)


@pytest.mark.parametrize("seed", range(3))
def test_machines_that_are_switched_off_cost_time_and_no_page(seed: int) -> None:
    often, never = Scenario(off_every=0.2, off_for=0.2), Scenario()
    assert hours(never) < hours(often, seed) < 6 * hours(never)
    assert hours(often, seed) == hours(often, seed)


def test_every_scenario_comes_to_an_end() -> None:
    for scenario in SCENARIOS.values():
        assert hours(scenario) >= hours(SCENARIOS["nothing"])


def test_time_is_told_in_hours_then_days() -> None:
    assert [told(*case) for case in ((0.1, 12), (11.4, 12), (30, 12), (1200, 12))] == [
        "1 h",
        "11 h",
        "2.5 days",
        "100 days",
    ]
