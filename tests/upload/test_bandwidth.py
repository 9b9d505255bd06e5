from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.upload.bandwidth import Bandwidth, SendingHours, parse_hours, parse_rate

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "rate"),
    [("80000", 80000), ("200k", 204800), ("1.5M", 1572864), ("1,5m", 1572864), ("2MiB/s", 2 << 20), ("64 KB", 65536)],
)
def test_rates(text: str, rate: float) -> None:
    assert parse_rate(text) == rate


@pytest.mark.parametrize("text", ["", "fast", "-5", "0", "1.2.3", "5x", "٣", "1e9"])
def test_what_is_no_rate(text: str) -> None:
    with pytest.raises(WrongUsage):
        parse_rate(text)


@pytest.mark.parametrize("text", ["", "22-5", "25:00-05:00", "22:00", "22:60-05:00", "05:00-05:00", "a:b-c:d"])
def test_what_is_no_span_of_hours(text: str) -> None:
    with pytest.raises(WrongUsage):
        parse_hours(text)


@pytest.mark.parametrize(
    ("hour", "seconds"), [(21, 3600), (22, 0), (23, 0), (0, 0), (4, 0), (5, 17 * 3600), (12, 10 * 3600)]
)
def test_hours_over_midnight(hour: int, seconds: float) -> None:
    assert parse_hours("22:00-05:00").wait_from(DAY.replace(hour=hour)) == seconds


@given(st.times(), st.times(), st.datetimes(timezones=st.just(dt.UTC)).filter(lambda at: at.year < 9999))
def test_after_the_wait_the_window_is_open(start: dt.time, end: dt.time, moment: dt.datetime) -> None:
    hours = SendingHours(start, end)
    if start != end:
        wait = hours.wait_from(moment)
        assert 0 <= wait <= 86400
        assert hours.wait_from(moment + dt.timedelta(seconds=wait, microseconds=5)) == 0 or wait > 0


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.seconds += seconds

    def now(self) -> dt.datetime:
        return DAY.replace(hour=20) + dt.timedelta(seconds=self.seconds)


@given(st.lists(st.integers(min_value=1, max_value=100_000), max_size=50))
def test_the_rate_holds_over_any_pieces(pieces: list[int]) -> None:
    clock = Clock()
    bandwidth = Bandwidth(rate=1000, clock=lambda: clock.seconds, sleep=clock.sleep)
    for piece in pieces:
        bandwidth.spend(piece)
    assert clock.seconds == pytest.approx(sum(pieces) / 1000)


def test_a_rest_is_no_savings_account() -> None:
    clock = Clock()
    bandwidth = Bandwidth(rate=1000, clock=lambda: clock.seconds, sleep=clock.sleep)
    clock.seconds = 3600
    bandwidth.spend(5000)
    assert clock.seconds == 3605


def test_waiting_for_the_hours_is_told_once() -> None:
    clock, told = Clock(), []
    bandwidth = Bandwidth(hours=parse_hours("22:00-05:00"), waiting=told.append, now=clock.now, sleep=clock.sleep)
    bandwidth.wait_for_hours()
    assert told == [7200.0]
    assert clock.seconds == 7200


def test_without_limits_nothing_waits() -> None:
    def never(seconds: float) -> None:
        raise AssertionError(seconds)

    bandwidth = Bandwidth(sleep=never)
    bandwidth.spend(10**12)
    bandwidth.wait_for_hours()
