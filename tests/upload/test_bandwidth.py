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


HOUR = 3600.0


@pytest.mark.parametrize(
    ("hour", "sending", "lasts"),
    [
        (22, HOUR, HOUR),
        (21, HOUR, 2 * HOUR),
        (22, 7 * HOUR, 7 * HOUR),  # until the hours end
        (22, 8 * HOUR, 25 * HOUR),  # an hour of the second night
        (4, 2 * HOUR, 19 * HOUR),
        (12, 15 * HOUR, (10 + 2 * 24 + 1) * HOUR),
        (12, 14 * HOUR, (10 + 24 + 7) * HOUR),
    ],
)
def test_what_takes_so_long_within_the_hours(hour: int, sending: float, lasts: float) -> None:
    assert parse_hours("22:00-05:00").lasts(sending, DAY.replace(hour=hour)) == lasts


@given(st.integers(1, 300_000), st.integers(0, 86399))
def test_what_is_expected_is_what_a_clock_shows(seconds: int, of_the_day: int) -> None:
    hours = parse_hours("22:00-05:00")
    moment = DAY + dt.timedelta(seconds=of_the_day)
    ends = moment + dt.timedelta(seconds=hours.lasts(seconds, moment))
    nights = 0.0
    at = moment
    while at < ends:  # an hour's end at a time
        step = min(ends, at.replace(minute=0, second=0) + dt.timedelta(hours=1))
        nights += (step - at).total_seconds() if hours.wait_from(at) == 0 else 0
        at = step
    assert nights == seconds


@pytest.mark.parametrize(
    ("rate", "pace", "seconds"), [(None, None, None), (100.0, None, 10), (None, 50.0, 20), (100.0, 50.0, 20)]
)
def test_the_slower_of_limit_and_line_decides(rate: float | None, pace: float | None, seconds: float | None) -> None:
    assert Bandwidth(rate).lasts(1000, pace) == seconds
