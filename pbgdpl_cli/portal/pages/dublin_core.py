"""Dublin Core of a record: for `<meta>` elements (Thông tư 24/2011/TT-BTTTT, Điều 3–5 and 7) and for harvesters."""

from __future__ import annotations

from collections.abc import Iterator

from validators.sharing.record import Record


def elements(record: Record) -> Iterator[tuple[str, str]]:
    """Element names ("title") and values, one pair a value; what the record does not have is left out."""
    single = {
        "title": record.title,
        "creator": record.creator.name if record.creator else None,
        "date": record.date_issued.isoformat() if record.date_issued else None,
        "description": record.description,
        "publisher": record.publisher.name if record.publisher else None,
        "identifier": record.identifier,
        "language": record.language,
        "source": record.rights.source,
        "coverage": record.place.name if record.place else None,
        "type": record.kind,
        "rights": record.rights.statement,
    }
    yield from ((name, value) for name, value in single.items() if value)
    yield from (("subject", keyword) for keyword in record.keywords)
    yield from (("format", media_type) for media_type in sorted({file.media_type for file in record.files}))
    yield from (("relation", text) for text in dict.fromkeys(citation.text for citation in record.legal_basis))


def dublin_core(record: Record) -> list[tuple[str, str]]:
    """Names ("DC.title") and contents; several values stand in one element, parted by semicolons (Điều 5)."""
    gathered: dict[str, list[str]] = {}
    for name, value in elements(record):
        gathered.setdefault(f"DC.{name}", []).append(value)
    return [(name, "; ".join(values)) for name, values in gathered.items()]
