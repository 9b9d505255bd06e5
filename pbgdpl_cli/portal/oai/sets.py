"""The sets harvesters may take one by one: collections, kinds and subjects."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterator
from dataclasses import dataclass

from pbgdpl_cli.portal.shelf.collections import Collection
from pbgdpl_cli.search.facets import Within
from validators.sharing.vocabulary import name_of

_BY_FACET = {"kind": "kinds", "subject": "subjects"}


@dataclass(frozen=True, slots=True)
class SetOfRecords:
    """A set; its spec has no colon, which would make a tree of it."""

    spec: str
    name: str


def sets_of(facets: Some[tuple[str, str]], collections: tuple[Collection, ...]) -> Iterator[SetOfRecords]:
    """The sets a record with these facets belongs to."""
    for facet, value in facets:
        if facet in _BY_FACET:
            yield SetOfRecords(f"{facet}.{value}", name_of(_BY_FACET[facet], value))
    yield from (set_of(one) for one in collections if one.holds(facets))


def set_of(collection: Collection) -> SetOfRecords:
    """The set of a collection."""
    return SetOfRecords(f"collection.{collection.identifier}", collection.vi)


def part_of(spec: str, collections: tuple[Collection, ...]) -> Within | None:
    """The part of the shelf that is a set; None where there is no such set."""
    facet, _, value = spec.partition(".")
    if facet in _BY_FACET:
        return (frozenset({(facet, value)}),)
    return next((one.within for one in collections if set_of(one).spec == spec), None)
