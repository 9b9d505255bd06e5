"""JSON-LD with schema.org terms: what search engines and linked-data stores read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from converters.records.crosswalks.description import description_from, description_of, record_of
from validators.sharing import record as model
from validators.sharing.vocabulary import name_of

CONTEXT = "https://schema.org"
_TYPES = {"van-ban-quy-pham": "Legislation", "van-ban-hanh-chinh": "DigitalDocument", "sach": "Book"}
_FORCE = {
    "in-force": "InForce", "partly-expired": "PartiallyInForce", "expired": "NotInForce",
    "not-yet-in-force": "NotInForce", "suspended": "NotInForce",
}  # fmt: skip


def to_json_ld(record: model.Record, cautions: Sequence[str] = ()) -> dict[str, Any]:
    """A record as a JSON-LD node; absent values have no key.

    Args:
        record: The record.
        cautions: What its readers must know; a record with any is no published work.
    """
    described = description_of(record)
    node: dict[str, Any] = {
        "@context": CONTEXT,
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
        "citation": list(_cited(record)),
        "encodingFormat": list(described.formats),
        "creativeWorkStatus": list(cautions),
    }
    return {name: value for name, value in node.items() if value not in (None, [], "")}


def _cited(record: model.Record) -> Iterator[dict[str, Any]]:
    """Each citation once; the same words of two acts are two."""
    first: dict[tuple[str, str | None], model.Citation] = {}
    for one in record.legal_basis:
        first.setdefault((one.text, one.act.number), one)
    yield from map(_legislation, first.values())


def _legislation(citation: model.Citation) -> dict[str, Any]:
    """A cited act; whether it is in force only where somebody looked, with the day and the source."""
    act, validity = citation.act, citation.validity
    force = _FORCE.get(validity.state)
    day = None if validity.as_of is None else validity.as_of.isoformat()
    node = {
        "@type": "Legislation",
        "name": citation.text,
        "legislationIdentifier": act.number,
        "legislationType": act.type,
        "legislationDate": act.date.isoformat() if act.date else None,
        "legislationPassedBy": _organization(act.organ),
        "legislationLegalForce": None if force is None else {"@id": f"https://schema.org/{force}"},
        "legislationDateVersion": day if force else None,
        "sdPublisher": _organization(validity.source) if force else None,
    }
    return {name: value for name, value in node.items() if value}


def _organization(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _supplied(citation: Mapping[str, str]) -> str:
    """A citation as a description holds it: its words, and the act's number."""
    number = citation.get("legislationIdentifier")
    return f"{citation['name']} [{number}]" if number else citation["name"]


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
                "citations": tuple(dict.fromkeys(map(_supplied, node.get("citation", ())))),
            }
        )
    )
    rights = record.rights.model_copy(update={"license": node.get("license")})
    return record.model_copy(update={"rights": rights})
