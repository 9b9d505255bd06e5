"""Texts attached to an act (a statute it issues, a model contract): their articles are not the act's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from validators.sharing.record import Block, Division, Heading, Record


def attached_texts(record: Record) -> Mapping[int, str]:
    """Which blocks of the content belong to an attached text, and its heading.

    An attached text begins with a heading, and counts its articles anew: it has one whose number the act has already.
    "Điều 1" of a model contract must never be quoted as Điều 1 of the decree it is attached to.

    Returns:
        Place in the content → the heading it stands under.
    """
    own: set[str] = set()
    found: dict[int, str] = {}
    for heading, places in _stretches(record):
        labels = {label for place in places for label in _articles(record.content[place])}
        if heading is not None and labels & own:
            found |= dict.fromkeys(places, heading)
        else:
            own |= labels
    return found


def _stretches(record: Record) -> Iterator[tuple[str | None, list[int]]]:
    """Blocks by the outermost heading they stand under; None before the first."""
    heading, level = None, 0
    places: list[int] = []
    for place, block in enumerate(record.content):
        if isinstance(block, Heading) and (heading is None or block.level <= level):
            yield heading, places
            heading, level, places = block.text, block.level, []
        places.append(place)
    yield heading, places


def _articles(block: Block) -> Iterator[str]:
    """Numbers of the articles of a block; what is quoted inside an article is another act's."""
    if isinstance(block, Division):
        if block.type == "article":
            yield block.label
        else:
            for child in block.children:
                yield from _articles(child)
