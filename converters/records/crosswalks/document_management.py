"""The input fields of document-management systems, named and sized as NĐ 30/2020/NĐ-CP Annex VI prints them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from validators.citations.acts.act_types import BY_NAME, BY_SLUG
from validators.citations.acts.numbers import parse_number
from validators.sharing import record as model
from validators.sharing.vocabulary import name_of, vocabulary

LENGTHS: Mapping[str, int] = MappingProxyType(
    {
        "OrganId": 13,
        "TypeName": 100,
        "CodeNumber": 11,
        "CodeNotation": 30,
        "IssuedDate": 10,
        "OrganName": 200,
        "Subject": 500,
        "Language": 30,
        "PageAmount": 3,
        "Description": 500,
        "Position": 100,
        "FullName": 50,
    }
)
_DATE = "%d/%m/%Y"


def to_document_fields(record: model.Record, *, pages: int | None = None) -> dict[str, str]:
    """A record as the fields of Annex VI; absent values have no key, text longer than a field is cut at a word.

    `IssuedDate` must be a day: a record that knows only the month of issue has none.

    Args:
        record: The record.
        pages: How many pages the source has; no field of the record says so.
    """
    number = parse_number(record.number) if record.number else None
    fields = {
        "OrganId": record.publisher.organ_id if record.publisher else None,
        "TypeName": _type_name(record),
        "CodeNumber": number.serial if number else None,
        "CodeNotation": record.number[len(number.serial) :].lstrip("/-")
        if record.number and number and number.serial
        else None,
        "IssuedDate": record.date_issued.printed if record.date_issued and record.date_issued.exact else None,
        "OrganName": record.publisher.name if record.publisher else None,
        "Subject": record.title,
        "Language": name_of("languages", record.language),
        "PageAmount": str(pages) if pages is not None else None,
        "Description": record.description,
        "Position": record.signer.position if record.signer else None,
        "FullName": record.signer.name if record.signer else None,
    }
    return {name: _cut(value, LENGTHS[name]) for name, value in fields.items() if value}


def from_document_fields(fields: Mapping[str, str], identifier: str) -> model.Record:
    """A record from the fields of Annex VI.

    Args:
        fields: By name; unknown names are passed over.
        identifier: Of the material; the annex has no field that holds one of ours.

    Raises:
        ValueError: `IssuedDate` is not dd/mm/yyyy.
        pydantic.ValidationError: `Subject` is missing.
    """
    code, notation = fields.get("CodeNumber"), fields.get("CodeNotation")
    kind = BY_NAME.get(fields.get("TypeName", "").lower())
    numbered_by_year = notation is not None and notation[:4].isdigit()
    normative = kind is not None and (kind.normative or (kind.normative is None and numbered_by_year))
    issued = fields.get("IssuedDate")
    return model.Record.model_validate(
        {
            "identifier": identifier,
            "title": fields.get("Subject"),
            "kind": _kind_code(fields.get("TypeName")) or ("van-ban-quy-pham" if normative else "van-ban-hanh-chinh"),
            "language": _language_code(fields.get("Language")),
            "number": _joined(code, notation),
            "date_issued": dt.datetime.strptime(issued, _DATE).date() if issued else None,  # noqa: DTZ007 - a day, no time
            "publisher": {"name": fields["OrganName"], "organ_id": fields.get("OrganId")}
            if fields.get("OrganName")
            else None,
            "description": fields.get("Description"),
            "signer": {"name": fields["FullName"], "position": fields.get("Position")}
            if fields.get("FullName")
            else None,
        }
    )


def _joined(code: str | None, notation: str | None) -> str | None:
    if not code or not notation:
        return None
    number = parse_number(f"{code}-{notation}") if notation.endswith(("/TW", "/TU", "/HU", "/VPTW")) else None
    return number.text if number is not None else f"{code}/{notation}"


def _type_name(record: model.Record) -> str | None:
    number = parse_number(record.number) if record.number else None
    if number is not None and number.type is not None and number.type in BY_SLUG:
        return BY_SLUG[number.type].name
    first = next(
        (kind.name for kind in BY_NAME.values() if record.title.lower().startswith(kind.name.lower() + " ")), None
    )
    return first or name_of("kinds", record.kind)


def _kind_code(name: str | None) -> str | None:
    found = vocabulary("kinds").named(name) if name else None
    return found.code if found else None


def _language_code(name: str | None) -> str:
    found = vocabulary("languages").named(name) if name else None
    return found.code if found else "vi"


def _cut(text: str, length: int) -> str:
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return flat[: length - 1].rsplit(" ", 1)[0] + "…"
