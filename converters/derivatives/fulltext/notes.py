"""Citations in running text, linked to a note that says which act is meant and whether it is in force.

Linked is only what prints its act itself ("khoản 2 Điều 20 Luật Hòa giải ở cơ sở"): "khoản 3 Điều 4" alone is of an
act that stands elsewhere, and a link to the wrong one would be worse than none. Where two entries of the legal basis
have the same printed words and are of different provisions, neither is linked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from converters.derivatives.fulltext.tree import Node, lines, node
from converters.derivatives.saying.citation_labels import act_label, citation_label
from converters.derivatives.saying.words import LOOKED_UP, VALIDITY
from converters.derivatives.wording.excerpts import tidy
from validators.sharing.record import Citation, Record
from validators.sharing.vocabulary import name_of


@dataclass
class Notes:
    """The legal basis of a record as notes, and which of them the pages so far have linked to.

    Attributes:
        record: The material.
        for_book: Whether links are marked as an e-book's notes are.
        linked: Places in `legal_basis` that were linked since the last `taken`.
    """

    record: Record
    for_book: bool = False
    linked: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._by_words = _by_words(self.record)
        longest_first = sorted(self._by_words, key=lambda words: (-len(words), words))
        self._pattern = re.compile("|".join(_spaced(words) for words in longest_first)) if longest_first else None

    def woven(self, text: str) -> list[Node]:
        """A text with its citations as links."""
        if self._pattern is None:
            return lines(text)
        parts: list[Node] = []
        end = 0
        for found in self._pattern.finditer(text):
            parts += [*lines(text[end : found.start()]), self._link(found.group())]
            end = found.end()
        return [*parts, *lines(text[end:])]

    def taken(self) -> list[int]:
        """Places linked since the last time, in the order of the legal basis."""
        taken, self.linked = sorted(set(self.linked)), []
        return taken

    def _link(self, printed: str) -> Node:
        place = self._by_words[tidy(printed)]
        self.linked.append(place)
        kinds = {"epub__type": "noteref", "role": "doc-noteref"} if self.for_book else {}
        return node("a", *lines(printed), href=f"#{note_id(place)}", class_="cited", **kinds)


def note_id(place: int) -> str:
    """The id of the note of an entry of the legal basis."""
    return f"can-cu-{place + 1}"


def note_text(citation: Citation) -> str:
    """Which provision is meant, of which act, and whether it is in force as far as that was looked up."""
    act = citation.act
    parts = [citation_label(citation)]
    if act.number and act.number not in parts[0]:
        parts.append(act.number)
    named = act_label(act)
    if act.title and tidy(act.title).casefold() not in f"{parts[0]} {named}".casefold():
        parts.append(tidy(act.title))
    if act.organ:
        parts.append(act.organ)
    if act.date:
        parts.append(f"{act.date:ngày %d/%m/%Y}")
    return f"{', '.join(parts)}. {validity_text(citation)}"


def validity_text(citation: Citation) -> str:
    """Whether its act is in force, when that was looked up and where."""
    validity = citation.validity
    said = f"{VALIDITY}: {name_of('validity-states', validity.state).lower()}"
    if validity.as_of:
        source = f", {validity.source}" if validity.source else ""
        said += f" ({LOOKED_UP} ngày {validity.as_of:%d/%m/%Y}{source})"
    return f"{said}."


def _by_words(record: Record) -> dict[str, int]:
    """Printed words that name one provision, with its place in the legal basis."""
    places: dict[str, int] = {}
    meant: dict[str, set[str]] = {}
    for place, citation in enumerate(record.legal_basis):
        words = tidy(citation.text)
        if not _prints_its_act(words) or not act_label(citation.act):
            continue
        places.setdefault(words, place)
        meant.setdefault(words, set()).add(citation_label(citation))
    return {words: place for words, place in places.items() if len(meant[words]) == 1}


def _spaced(words: str) -> str:
    """A pattern for words that may be parted by any space in the text, and are no piece of longer ones."""
    return r"(?<![\w/.])" + r"\s+".join(map(re.escape, words.split())) + r"(?![\w/])"


def _prints_its_act(words: str) -> bool:
    """Whether it names an act, and not "Luật này"."""
    from validators.citations.find import find_mentions  # its patterns take long to load

    return any(mention.number is not None or mention.act.title for mention in find_mentions(words))


def all_notes(record: Record) -> Iterator[tuple[int, str]]:
    """Every entry of the legal basis with its place, those that say the same once."""
    told: set[str] = set()
    for place, citation in enumerate(record.legal_basis):
        text = note_text(citation)
        if text not in told:
            told.add(text)
            yield place, text
