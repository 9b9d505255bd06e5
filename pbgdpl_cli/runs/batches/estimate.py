"""How long a batch will take and how much it will write, judged by a few of its pages that are really read."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from converters.reading.finding.walk import Source
from converters.reading.page_choice import PageChoice, chosen
from converters.reading.rasters import count_pages
from validators.problems import Problem

SAMPLE = 8  # pages that are read; twice as many would narrow the band by a third and take twice as long
SEED = 20260101  # the same folder gives the same sample
_RESAMPLES = 2000
_CONFIDENCE = 0.9
_SMALL_SAMPLE = (
    1.25  # of eight, drawing again tells too narrow a band (Student's t to normal, and √(8/7)); with it four
)
# times of five hold, counted on pages one in five of which takes three times as long


@dataclass(frozen=True, slots=True)
class Unit:
    """What is read at once for the sample.

    Attributes:
        source: A file.
        page: One page of it; None for a whole file that has no page images.
    """

    source: Source
    page: int | None


@dataclass(frozen=True, slots=True)
class Cost:
    """What a unit cost.

    Attributes:
        seconds: By the clock, one process.
        bytes: Written, besides the copy of the source.
    """

    seconds: float
    bytes: int


@dataclass(frozen=True, slots=True)
class Band:
    """A number that is not known: four times of five it lies between.

    Attributes:
        low: At least.
        likely: Best guess.
        high: At most.
    """

    low: float
    likely: float
    high: float

    def scaled(self, factor: float, plus: float = 0.0) -> Band:
        """The same of so many, and something that is known on top."""
        return Band(*(factor * value + plus for value in (self.low, self.likely, self.high)))


def units_of(sources: Sequence[Source], choice: PageChoice | None) -> list[Unit]:
    """All that is to be read, page by page."""
    return [Unit(source, page) for source in sources for page in _pages(source, choice)]


def sampled(units: Sequence[Unit], count: int = SAMPLE, seed: int = SEED) -> list[Unit]:
    """Some of them, each as likely as any other; the same ones each time."""
    return random.Random(seed).sample(units, min(count, len(units)))  # noqa: S311  a sample, no secret


def measured(units: Sequence[Unit], cost: Callable[[Unit], Cost]) -> list[Cost]:
    """What units cost; those that cannot be read are left out."""
    costs: list[Cost] = []
    for place, unit in enumerate(units):
        try:
            if place == 0:
                cost(unit)  # starts the worker and loads the models, which the others find loaded
            costs.append(cost(unit))
        except (Problem, OSError):
            continue
    return costs


def band(values: Sequence[float], seed: int = SEED) -> Band:
    """The mean of all that these were drawn from, by drawing again from what was drawn (bootstrap).

    Args:
        values: At least one.
        seed: Of the drawing.
    """
    chance = random.Random(seed)  # noqa: S311
    means = sorted(fmean(chance.choices(values, k=len(values))) for _ in range(_RESAMPLES))
    outside = round(_RESAMPLES * (1 - _CONFIDENCE) / 2)
    likely = fmean(values)
    low, high = (likely + _SMALL_SAMPLE * (end - likely) for end in (means[outside], means[-1 - outside]))
    return Band(max(0.0, low), likely, high)


def _pages(source: Source, choice: PageChoice | None) -> Sequence[int | None]:
    try:
        return chosen(choice, count_pages(source.path)) or (None,)
    except (Problem, OSError):
        return (None,)
