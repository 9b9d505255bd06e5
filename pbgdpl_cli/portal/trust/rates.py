"""How often one asker may ask: a bucket of requests that refills as time goes by, one an address or token."""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address

from pbgdpl_cli.portal.store.limits import PortalLimits

_MOST_KNOWN = 10_000  # askers remembered; about a megabyte
_HOME_NETWORK = 64  # bits; one IPv6 subscriber has all addresses below these


class TooOften(Exception):
    """An asker used up its requests; `wait` seconds until the next one."""

    def __init__(self, wait: float) -> None:
        super().__init__()
        self.wait = wait


class TooMany(Exception):
    """Too many requests are being served at this moment."""


class Rates:
    """Buckets and counts of who is asking now; used from one event loop only."""

    def __init__(self, limits: PortalLimits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # requests left, and when that was
        self._asking: Counter[str] = Counter()
        self._writing = 0

    def spend(self, asker: str) -> None:
        """Take one request from a bucket.

        Raises:
            TooOften: It is empty.
        """
        now, most = self._clock(), self._limits.requests_in_a_burst
        left, moment = self._buckets.pop(asker, (float(most), now))
        left = min(most, left + (now - moment) * self._limits.requests_a_second)
        self._buckets[asker] = (max(left - 1, 0.0) if left >= 1 else left, now)
        if len(self._buckets) > _MOST_KNOWN:
            self._buckets.popitem(last=False)
        if left < 1:
            raise TooOften((1 - left) / self._limits.requests_a_second)

    @contextmanager
    def being_served(self, asker: str | None, *, writes: bool) -> Iterator[None]:
        """Count a request while it is served. `asker` is None for who has no limit of its own.

        Raises:
            TooMany: Its asker, or all writers together, have as many as may be.
        """
        if asker and self._asking[asker] >= self._limits.asked_at_once:
            raise TooMany
        if writes and self._writing >= self._limits.writing_at_once:
            raise TooMany
        key = asker or ""
        self._asking[key] += 1
        self._writing += writes
        try:
            yield
        finally:
            self._writing -= writes
            self._asking[key] -= 1
            if not self._asking[key]:
                del self._asking[key]


def asker_of(address: str) -> str:
    """The name an address is counted under: itself, or its subscriber's network."""
    try:
        number = ip_address(address)
    except ValueError:
        return address
    if isinstance(number, IPv6Address) and number.ipv4_mapped is None:
        return f"{int(number) >> (128 - _HOME_NETWORK):x}/{_HOME_NETWORK}"
    return str(number)
