"""How fast and at which hours bytes may travel: `--limit-rate 200k`, `--between 22:00-05:00`."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from pbgdpl_cli.errors import WrongUsage
from validators.problems import say

_RATE = re.compile(r"(\d{1,9})(?:[.,](\d{1,3}))?\s*([kKmMgG]?)(?:i?[bB])?(?:/s)?", re.ASCII)
_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})", re.ASCII)
_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
_DAY = dt.timedelta(days=1)
_LONGEST_SLEEP_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class SendingHours:
    """A daily window, local time; it may run over midnight."""

    start: dt.time
    end: dt.time

    def wait_from(self, moment: dt.datetime) -> float:
        """Seconds until the window is open; 0 when it is."""
        if self._holds(moment.time()):
            return 0.0
        opening = dt.datetime.combine(moment.date(), self.start, moment.tzinfo)
        if opening < moment:
            opening += _DAY
        return (opening - moment).total_seconds()

    def lasts(self, seconds: float, moment: dt.datetime) -> float:
        """Seconds from a moment on until something is done that takes so many and goes on within the hours only."""
        waits = self.wait_from(moment)
        begins = moment + dt.timedelta(seconds=waits)
        span = self._seconds(self.start, self.end)
        first = self._seconds(begins.time(), self.end)
        if seconds <= first:
            return waits + seconds
        nights, rest = divmod(seconds - first, span)
        if rest == 0:
            nights, rest = nights - 1, span
        return waits + first + (nights + 1) * _DAY.total_seconds() - span + rest

    @staticmethod
    def _seconds(start: dt.time, end: dt.time) -> float:
        day = dt.date(2000, 1, 1)
        return (dt.datetime.combine(day, end) - dt.datetime.combine(day, start)).total_seconds() % _DAY.total_seconds()

    def _holds(self, time_of_day: dt.time) -> bool:
        if self.start <= self.end:
            return self.start <= time_of_day < self.end
        return time_of_day >= self.start or time_of_day < self.end


def parse_rate(text: str) -> float:
    """Bytes a second from "200k", "1.5M", "80000". k is 1024 bytes.

    Raises:
        WrongUsage: The text is no rate.
    """
    match = _RATE.fullmatch(text.strip())
    if match is None:
        raise WrongUsage(
            say("“{text}” is not a rate.", text=text), hint=say("Write bytes a second: 80000, 200k or 1.5M.")
        )
    rate = float(f"{match[1]}.{match[2] or 0}") * _UNITS[match[3].lower()]
    if rate < 1:
        raise WrongUsage(
            say("The rate must be at least one byte a second."), hint=say("Leave --limit-rate out for no limit.")
        )
    return rate


def parse_hours(text: str) -> SendingHours:
    """A window from "22:00-05:00".

    Raises:
        WrongUsage: The text is no such window.
    """
    match = _HOURS.fullmatch(text.strip())
    span = _span(*(int(number) for number in match.groups())) if match else None
    if span is None:
        raise WrongUsage(
            say("“{text}” is not a span of hours.", text=text), hint=say("Write it like this: 22:00-05:00.")
        )
    start, end = span
    if start == end:
        raise WrongUsage(say("The hours start and end at the same time."), hint=say("Write it like this: 22:00-05:00."))
    return SendingHours(start, end)


def _span(start_hour: int, start_minute: int, end_hour: int, end_minute: int) -> tuple[dt.time, dt.time] | None:
    try:
        return dt.time(start_hour, start_minute), dt.time(end_hour, end_minute)
    except ValueError:
        return None


def _local_now() -> dt.datetime:
    return dt.datetime.now().astimezone()


@dataclass(slots=True)
class Bandwidth:
    """Waits, before bytes go out, until the limits allow them.

    Attributes:
        rate: Bytes a second, None for no limit.
        hours: When bytes may travel, None for always.
        waiting: Is told how many seconds a wait for the hours will last, once per wait.
    """

    rate: float | None = None
    hours: SendingHours | None = None
    waiting: Callable[[float], None] | None = None
    now: Callable[[], dt.datetime] = _local_now
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _free_at: float = field(default=0.0, init=False)

    def spend(self, count: int) -> None:
        """Before `count` bytes go out: wait until the rate allows them."""
        if self.rate is None:
            return
        present = self.clock()
        self._free_at = max(self._free_at, present) + count / self.rate
        if self._free_at > present:
            self.sleep(self._free_at - present)

    def lasts(self, count: int, pace: float | None) -> float | None:
        """Seconds until so many bytes have gone, the hours waited for; None where nobody knows how fast the line is.

        Args:
            count: Bytes.
            pace: Bytes a second the line lately took.
        """
        known = [speed for speed in (self.rate, pace) if speed]
        if not known:
            return None
        seconds = count / min(known)
        return seconds if self.hours is None else self.hours.lasts(seconds, self.now())

    def wait_for_hours(self) -> None:
        """Before a piece goes out: wait until the hours have come. Sleeps by the minute: a clock may be set."""
        told = False
        while self.hours is not None and (seconds := self.hours.wait_from(self.now())) > 0:
            if self.waiting is not None and not told:
                self.waiting(seconds)
                told = True
            self.sleep(min(seconds, _LONGEST_SLEEP_SECONDS))
