"""`<meta>` tags for the head of a web page (TT 24/2011/TT-BTTTT Điều 7; DCMI "Expressing Dublin Core in HTML")."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

from converters.records.crosswalks.core import SEPARATOR, core_from, core_of, record_of, split_values
from validators.sharing import record as model

_NAMES = {
    "DC.title": "title",
    "DC.creator": "creator",
    "DC.date": "date",
    "DC.description": "description",
    "DC.publisher": "publisher",
    "DC.identifier": "identifier",
    "DC.language": "language",
    "DC.source": "source",
    "DC.type": "kind",
    "DC.coverage": "place",
    "DC.rights": "rights",
    "DC.subject": "subjects",
    "keywords": "keywords",
    "DCTERMS.audience": "audiences",
    "DC.relation": "citations",
    "DC.format": "formats",
    "DCTERMS.bibliographicCitation": "number",
}
_MANY = frozenset({"subjects", "keywords", "audiences", "citations", "formats"})


def to_meta_tags(record: model.Record) -> str:
    """A record as lines of `<link>` and `<meta>`; several values of one element are parted by semicolons."""
    core = core_of(record)
    lines = [
        '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">',
        '<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">',
    ]
    for name, member in _NAMES.items():
        value = getattr(core, member)
        joined = SEPARATOR.join(one.replace(";", ",") for one in value) if isinstance(value, tuple) else value
        if joined:
            lines.append(f'<meta name="{name}" content="{escape(" ".join(joined.split()), quote=True)}">')
    return "\n".join(lines) + "\n"


def from_meta_tags(html: str) -> model.Record:
    """A record from the `<meta>` tags of a page; tags this project does not write are passed over.

    Raises:
        IncompleteDescription: Title or identifier is missing.
        pydantic.ValidationError: A value the sharing schema does not allow.
    """
    reader = _MetaReader()
    reader.feed(html)
    reader.close()
    return record_of(core_from(reader.values))


class _MetaReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.values: dict[str, object] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        member = _NAMES.get(given.get("name") or "")
        content = (given.get("content") or "").strip()
        if tag != "meta" or member is None or not content or member in self.values:
            return
        self.values[member] = split_values(content) if member in _MANY else content
