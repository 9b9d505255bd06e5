"""Dublin Core as `<meta>` elements of a page (Thông tư 24/2011/TT-BTTTT, Điều 3–5 and 7)."""

from __future__ import annotations

from validators.sharing.record import Record


def dublin_core(record: Record) -> list[tuple[str, str]]:
    """Names and contents. Absent ones are left out.

    Several values stand in one element, parted by semicolons (Điều 5).
    """
    values = [
        ("DC.title", record.title),
        ("DC.creator", record.creator.name if record.creator else None),
        ("DC.date", record.date_issued.isoformat() if record.date_issued else None),
        ("DC.description", record.description),
        ("DC.publisher", record.publisher.name if record.publisher else None),
        ("DC.identifier", record.identifier),
        ("DC.language", record.language),
        ("DC.source", record.rights.source),
        ("DC.subject", "; ".join(record.keywords)),
        ("DC.coverage", record.place.name if record.place else None),
        ("DC.type", record.kind),
        ("DC.format", "; ".join(sorted({file.media_type for file in record.files}))),
        ("DC.relation", "; ".join(citation.text for citation in record.legal_basis)),
        ("DC.rights", record.rights.statement),
    ]
    return [(name, value) for name, value in values if value]
