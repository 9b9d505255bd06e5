"""How many mistakes are likely left, with an interval, from three things people did; or that it cannot be said.

Each estimate is about other places, and none is about words that nobody looked at:

- **Planted mistakes** (`left_after_planted`): of mistakes put in on purpose some were found and some not, and so it was
  with real ones. Mills, H. D. (1972), On the statistical validation of computer programs, IBM FSC-72-6015. The chance
  to find one has a Beta posterior from Jeffreys' prior (Brown, Cai, DasGupta 2001, Interval estimation for a binomial
  proportion, Statistical Science 16:101–133); of the number of real ones nothing is known before (a flat prior: that
  none was found does not prove that there was none). What is left is then beta-negative-binomial.
- **Two readers** (`left_after_two_readers`): capture and recapture. Point: Chapman, D. G. (1951), Univ. Calif. Publ.
  Statist. 1:131–160. Interval: Sadinle, M. (2009), Transformed logit confidence intervals for small populations in
  single capture–recapture estimation, Communications in Statistics 38:1909–1924.
- **A sample of undoubted numbers** (`left_in_unread`): the share found wrong, carried over to those nobody read;
  beta-binomial, with Jeffreys' prior again.

All intervals hold 95 %. Counts are of mistakes, not of characters.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

LEAST_PLANTED = 10  # planted mistakes decided; of fewer, the interval reaches from nothing to many times what was found
LEAST_PLANTED_FOUND = 5  # below, the posterior has so long a tail that its upper end says nothing
LEAST_TWICE_FOUND = 7  # found by both: from there the bias of Chapman's estimate is small (Robson, Regier 1964)
LEAST_SAMPLED = 20  # numbers typed: twenty without a mistake leave one wrong in ten possible
_TAIL = 0.025  # on either side of an interval
_Z = 1.959964  # of the normal distribution, for that tail
_JEFFREYS = 0.5
_LAST = 100_000  # mistakes; a tail that is longer is cut there, which only ever is the upper end of a useless interval


@dataclass(frozen=True, slots=True)
class Estimate:
    """Mistakes that are likely left.

    Attributes:
        likely: The middle.
        low: Lower end of the interval.
        high: Upper end.
    """

    likely: float
    low: float
    high: float

    def over(self, pages: int) -> Estimate:
        """The same for each of some pages."""
        return Estimate(self.likely / pages, self.low / pages, self.high / pages)


def left_after_planted(found: int, missed: int, mistakes: int) -> Estimate | None:
    """Real mistakes left in the places people looked at; None when too few were planted to say anything.

    Args:
        found: Planted mistakes that the reader put right.
        missed: Planted mistakes that the reader let stand.
        mistakes: Real ones that were put right in the same kind of places.
    """
    if found + missed < LEAST_PLANTED or found < LEAST_PLANTED_FOUND:
        return None
    shape, a, b = mistakes + 1.0, found + _JEFFREYS, missed + _JEFFREYS
    return _middle(_beta_negative_binomial(shape, a, b))


def left_after_two_readers(only_first: int, only_second: int, both: int) -> Estimate | None:
    """Mistakes that neither of two readers found; None when too few were found by both to say anything.

    Args:
        only_first: Mistakes that only the first reader found.
        only_second: Mistakes that only the second found, who did not see the first one's readings.
        both: Mistakes that both found.
    """
    if both < LEAST_TWICE_FOUND:
        return None
    first, second, shared = only_first + 0.5, only_second + 0.5, both + 0.5
    spread = math.sqrt(1 / shared + (1 / first + 1 / second) + shared / (first * second))
    middle = first * second / shared
    # Sadinle counts half a mistake less than was seen by both together; nothing is less than nothing.
    low, high = (max(0.0, middle * math.exp(sign * _Z * spread) - 0.5) for sign in (-1, 1))
    return Estimate(min(high, max(low, only_first * only_second / (both + 1))), low, high)


def left_in_unread(typed: int, wrong: int, unread: int) -> Estimate | None:
    """Wrong numbers among those that nobody doubted and nobody read; None when too few were typed to say anything.

    Args:
        typed: Undoubted numbers, chosen at random, that a person typed.
        wrong: Of these, those that were not what the program had read.
        unread: Undoubted numbers that nobody typed.
    """
    if typed < LEAST_SAMPLED:
        return None
    return _middle(_beta_binomial(unread, wrong + _JEFFREYS, typed - wrong + _JEFFREYS))


def _beta_negative_binomial(shape: float, a: float, b: float) -> Iterator[float]:
    """Probabilities of 0, 1, 2 … misses before a success whose chance is Beta(a, b), `shape` successes being seen."""
    chance = math.exp(_log_beta(a + shape, b) - _log_beta(a, b))
    for count in range(_LAST):
        yield chance
        chance *= (shape + count) * (b + count) / ((count + 1) * (a + b + shape + count))


def _beta_binomial(of: int, a: float, b: float) -> Iterator[float]:
    """Probabilities of 0, 1, 2 … hits of `of`, the chance of each being Beta(a, b)."""
    log_all = _log_beta(a, b)
    for count in range(of + 1):
        ways = math.lgamma(of + 1) - math.lgamma(count + 1) - math.lgamma(of - count + 1)
        yield math.exp(ways + _log_beta(a + count, b + of - count) - log_all)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _middle(chances: Iterator[float]) -> Estimate:
    """Median and interval of a distribution over whole numbers from 0."""
    wanted, found, below, count = [_TAIL, 0.5, 1 - _TAIL], [], 0.0, 0
    for count, chance in enumerate(chances):
        below += chance
        while wanted and below >= wanted[0]:
            found.append(count)
            wanted.pop(0)
        if not wanted:
            break
    found += [count] * len(wanted)
    low, likely, high = map(float, found)
    return Estimate(likely, low, high)
