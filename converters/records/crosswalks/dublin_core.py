"""Dublin Core as XML, in the form OAI-PMH calls `oai_dc` (fifteen elements, ISO 15836-1:2017)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from converters.records.crosswalks.core import Core, core_from, core_of, record_of, subject_number
from validators.problems import UnreadableInput, say
from validators.sharing import record as model

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LOCATION = f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_NUMBER_PREFIX = "Số: "
_MOST_CHARACTERS = 2_000_000


class NotDublinCore(UnreadableInput):
    """The XML is not an `oai_dc` record."""

    code = "not-dublin-core"


def to_dublin_core(record: model.Record) -> str:
    """A record as an `oai_dc:dc` document, UTF-8 text with its XML declaration."""
    root = ET.Element(f"{{{OAI_DC}}}dc", {f"{{{_XSI}}}schemaLocation": _LOCATION})
    for name, value in _elements(core_of(record)):
        ET.SubElement(root, f"{{{DC}}}{name}").text = _printable(value)
    for prefix, namespace in (("oai_dc", OAI_DC), ("dc", DC), ("xsi", _XSI)):
        ET.register_namespace(prefix, namespace)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _elements(core: Core) -> Iterator[tuple[str, str]]:
    numbered = f"{_NUMBER_PREFIX}{core.number}" if core.number else None
    pairs: tuple[tuple[str, object], ...] = (
        ("title", core.title),
        ("creator", core.creator),
        ("subject", core.subjects),
        ("subject", core.keywords),
        ("description", core.description),
        ("publisher", core.publisher),
        ("date", core.date),
        ("type", core.kind),
        ("format", core.formats),
        ("identifier", core.identifier),
        ("identifier", numbered),
        ("source", core.source),
        ("language", core.language),
        ("relation", core.citations),
        ("coverage", core.place),
        ("rights", core.rights),
    )
    for name, value in pairs:
        for one in value if isinstance(value, tuple) else (value,):
            if one:
                yield name, str(one)


def _printable(text: str) -> str:
    """Without the control characters XML 1.0 forbids."""
    return "".join(character for character in text if character >= " " or character in "\t\n")


def from_dublin_core(text: str) -> model.Record:
    """A record from an `oai_dc:dc` document.

    Raises:
        NotDublinCore: No well-formed XML of that kind, or one with a document type (entities could blow up).
        IncompleteDescription: Title or identifier is missing.
        pydantic.ValidationError: A value the sharing schema does not allow.
    """
    root = _parsed(text)
    held: dict[str, list[str]] = {}
    for child in root:
        if child.tag.startswith(f"{{{DC}}}") and child.text and child.text.strip():
            held.setdefault(child.tag.removeprefix(f"{{{DC}}}"), []).append(child.text.strip())
    named = held.get("identifier", [])
    identifiers = [one for one in named if not one.startswith(_NUMBER_PREFIX)]
    numbers = [one.removeprefix(_NUMBER_PREFIX) for one in named if one.startswith(_NUMBER_PREFIX)]
    subjects = held.get("subject", [])
    return record_of(
        core_from(
            {
                "title": _first(held, "title"),
                "identifier": next(iter([*identifiers, *numbers]), None),
                "number": numbers[0] if numbers else None,
                "subjects": tuple(one for one in subjects if subject_number(one) is not None),
                "keywords": tuple(one for one in subjects if subject_number(one) is None),
                "citations": tuple(held.get("relation", ())),
                "kind": _first(held, "type"),
                "place": _first(held, "coverage"),
                **{
                    name: _first(held, name)
                    for name in ("creator", "publisher", "date", "description", "language", "rights", "source")
                },
            }
        )
    )


def _parsed(text: str) -> ET.Element:
    if len(text) > _MOST_CHARACTERS or "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise NotDublinCore(say("The XML declares a document type or is too large."))
    try:
        root = ET.fromstring(text.removeprefix("\ufeff"))  # noqa: S314 - without a document type nothing can expand
    except ET.ParseError as error:
        raise NotDublinCore(say("The XML is not well-formed.")) from error
    if root.tag != f"{{{OAI_DC}}}dc":
        raise NotDublinCore(say("The XML is not an oai_dc record."))
    return root


def _first(held: dict[str, list[str]], name: str) -> str | None:
    return next(iter(held.get(name, ())), None)
