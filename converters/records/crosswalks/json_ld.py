"""JSON-LD with schema.org terms: what search engines and linked-data stores read."""

from __future__ import annotations

from typing import Any

from converters.records.crosswalks.description import description_from, description_of, record_of
from validators.sharing import record as model
from validators.sharing.vocabulary import name_of

_TYPES = {"van-ban-quy-pham": "Legislation", "van-ban-hanh-chinh": "DigitalDocument", "sach": "Book"}


def to_json_ld(record: model.Record) -> dict[str, Any]:
    """A record as a JSON-LD node; absent values have no key."""
    described = description_of(record)
    node: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(record.kind, "LearningResource"),
        "@id": described.identifier,
        "identifier": described.identifier,
        "name": described.title,
        "additionalType": described.kind,
        "inLanguage": described.language,
        "creator": _organization(described.creator),
        "publisher": _organization(described.publisher),
        "datePublished": described.date,
        "abstract": described.description,
        "about": [{"@type": "DefinedTerm", "name": label} for label in described.subjects],
        "keywords": list(described.keywords),
        "audience": [
            {"@type": "Audience", "identifier": code, "name": name_of("audiences", code)}
            for code in described.audiences
        ],
        "spatialCoverage": {"@type": "Place", "name": described.place} if described.place else None,
        "license": record.rights.license,
        "copyrightNotice": described.rights,
        "isBasedOn": described.source,
        "legislationIdentifier": described.number,
        "citation": [{"@type": "Legislation", "name": text} for text in described.citations],
        "encodingFormat": list(described.formats),
    }
    return {name: value for name, value in node.items() if value not in (None, [], "")}


def _organization(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def from_json_ld(node: dict[str, Any]) -> model.Record:
    """A record from a node as `to_json_ld` writes it.

    Raises:
        IncompleteDescription: `name` or `identifier` is missing.
        pydantic.ValidationError: A value the sharing schema does not allow.
    """
    record = record_of(
        description_from(
            {
                "title": node.get("name"),
                "identifier": node.get("identifier") or node.get("@id"),
                "kind": node.get("additionalType"),
                "language": node.get("inLanguage"),
                "creator": (node.get("creator") or {}).get("name"),
                "publisher": (node.get("publisher") or {}).get("name"),
                "date": node.get("datePublished"),
                "description": node.get("abstract"),
                "subjects": tuple(term["name"] for term in node.get("about", ())),
                "keywords": tuple(node.get("keywords", ())),
                "audiences": tuple(audience["identifier"] for audience in node.get("audience", ())),
                "place": (node.get("spatialCoverage") or {}).get("name"),
                "rights": node.get("copyrightNotice"),
                "source": node.get("isBasedOn"),
                "number": node.get("legislationIdentifier"),
                "citations": tuple(citation["name"] for citation in node.get("citation", ())),
            }
        )
    )
    rights = record.rights.model_copy(update={"license": node.get("license")})
    return record.model_copy(update={"rights": rights})
