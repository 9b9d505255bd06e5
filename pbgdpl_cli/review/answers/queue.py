"""The places a person should look at, over all packages, worst first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from heapq import merge
from itertools import islice

from pbgdpl_cli.review.answers.items import ReviewItem
from pbgdpl_cli.review.answers.package import PackageUnderReview

_Place = tuple[int, str]  # index of the package, key of the place


class ReviewQueue:
    """All packages under review, in the order in which they were named.

    Args:
        packages: The packages.
    """

    def __init__(self, packages: Sequence[PackageUnderReview]) -> None:
        self.packages = tuple(packages)

    @property
    def waiting(self) -> int:
        """Places that nobody has answered."""
        return sum(package.waiting_count for package in self.packages)

    def next_waiting(self, later: Collection[_Place] = (), count: int = 1) -> list[tuple[int, ReviewItem]]:
        """The places whose mistakes would do most harm, over all packages; the earlier package on a tie.

        Args:
            later: Packages and keys of places that a person put off.
            count: How many are wanted at most.
        """
        open_places = (place for place in self._worst_first() if place not in later)
        places = [(index, self.packages[index].item(key)) for index, key in islice(open_places, count)]
        return [(index, item) for index, item in places if item is not None]

    def _worst_first(self) -> Iterator[_Place]:
        each = (_ranked(index, package) for index, package in enumerate(self.packages))
        return ((index, key) for _, index, key in merge(*each, key=lambda one: one[:2]))


def _ranked(index: int, package: PackageUnderReview) -> Iterator[tuple[int, int, str]]:
    return ((-doubt.harm, index, key) for key, doubt in package.worst_first())
