"""Dublin Core as `<meta>` tags for the head of a web page.

TT 24/2011/TT-BTTTT Điều 5 (several values parted by semicolons) and Điều 7; DCMI "Expressing Dublin Core in HTML".
"""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

from converters.records.crosswalks.description import (
    SEPARATOR,
    Description,
    description_from,
    description_of,
    record_of,
    split_values,
)
from converters.records.crosswalks.dublin_core import DC, TERMS, DublinCoreTerm, split_subjects, values_of
from validators.sharing import record as model

_DCTERMS = "http://purl.org/dc/terms/"
# Members with several values; the rest are one text each, semicolons and all.
_MANY = frozenset({"subjects", "keywords", "audiences", "citations", "formats"})


def _name(term: DublinCoreTerm) -> str:
    return f"DCTERMS.{term.refinement}" if term.refinement else f"DC.{term.element}"


def to_meta_tags(record: model.Record) -> str:
    """A record as lines of `<link>` and `<meta>`; several values of one element are parted by semicolons."""
    lines = [f'<link rel="schema.DC" href="{DC}">', f'<link rel="schema.DCTERMS" href="{_DCTERMS}">']
    for name, content in named_contents(record):
        lines.append(f'<meta name="{name}" content="{escape(" ".join(content.split()), quote=True)}">')
    return "\n".join(lines) + "\n"


def named_contents(record: model.Record) -> list[tuple[str, str]]:
    """Names ("DC.title", "DCTERMS.audience") and contents of the tags; absent values have none."""
    described = description_of(record)
    gathered: dict[str, list[str]] = {}
    for term in TERMS:
        gathered.setdefault(_name(term), []).extend(_parted(described, term))
    return [(name, SEPARATOR.join(values)) for name, values in gathered.items() if values]


def _parted(described: Description, term: DublinCoreTerm) -> tuple[str, ...]:
    """The values under a term; one of several gives up its own semicolons, which would part it."""
    values = values_of(described, term)
    return tuple(value.replace(";", ",") for value in values) if term.member in _MANY else values


def from_meta_tags(html: str) -> model.Record:
    """A record from the `<meta>` tags of a page; tags this project does not write are passed over.

    Raises:
        IncompleteDescription: Title or identifier is missing.
        pydantic.ValidationError: A value the sharing schema does not allow.
    """
    reader = _MetaReader()
    reader.feed(html)
    reader.close()
    held = reader.contents
    values: dict[str, object] = {
        term.member: split_values(held.get(_name(term))) if term.member in _MANY else held.get(_name(term))
        for term in TERMS
    }
    return record_of(description_from(values | split_subjects(split_values(held.get("DC.subject")))))


class _MetaReader(HTMLParser):
    """Keeps the first content of each name."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.contents: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, content = given.get("name"), (given.get("content") or "").strip()
        if tag == "meta" and name and content:
            self.contents.setdefault(name, content)
