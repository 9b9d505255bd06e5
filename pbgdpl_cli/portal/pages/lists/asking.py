"""What a visitor's address asks for: words, collection, choices, order, place in the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from pbgdpl_cli.portal.shelf.collections import Collection
from pbgdpl_cli.portal.shelf.settings import ShelfSettings
from pbgdpl_cli.portal.store.catalogue import ORDERS, SearchQuery
from pbgdpl_cli.search.entry import FACETS
from pbgdpl_cli.search.finding import Wanted

PAGE = 24
LONGEST_WORDS = 200  # characters
LONGEST_VALUE = 120  # characters
_MOST_DIGITS = 6  # of the place in the list


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the shelf, and the collection it is asked in."""

    query: SearchQuery
    collection: Collection | None

    @property
    def words(self) -> str:
        """What was typed."""
        return self.query.wanted.words

    @property
    def chosen(self) -> Mapping[str, str]:
        """What the list is narrowed by."""
        return self.query.wanted.chosen

    @property
    def is_whole(self) -> bool:
        """Whether everything is asked for."""
        return not (self.words or self.chosen or self.collection)


def asked_of(values: QueryParams, shelf: ShelfSettings) -> Asked:
    """What the values of an address ask for; what makes no sense asks for nothing."""
    collection = shelf.collection(values.get("in", ""))
    start = values.get("start", "")
    order = values.get("sort", "best")
    chosen = {facet: value[:LONGEST_VALUE] for facet in FACETS if (value := values.get(facet, ""))}
    wanted = Wanted(
        values.get("q", "")[:LONGEST_WORDS].strip(), chosen, wide=values.get("wide") == "1",
        within=collection.within if collection else (), thorough=values.get("thorough") == "1",
    )  # fmt: skip
    at = int(start) if start.isascii() and start.isdecimal() and len(start) <= _MOST_DIGITS else 0
    return Asked(SearchQuery(wanted, at, PAGE, order if order in ORDERS else "best"), collection)
