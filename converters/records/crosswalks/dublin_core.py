"""Dublin Core: one mapping of a record, told in two ways.

The fifteen elements (ISO 15836-1:2017) are what the `oai_dc` of OAI-PMH holds, one XML element a value. The head of a
web page may say more: there DCTERMS refine an element, and several values of one stand in one tag.

What goes where, and why:

- `subject` holds the topics by number and name *and* the free keywords: DCMI takes "keywords, key phrases or
  classification codes".
- `identifier` holds the record's own identifier and, marked "Số: ", the number and symbol printed on the paper, which
  identify it formally too. Pages say the latter as `DCTERMS.bibliographicCitation`, a refinement of `identifier`.
- `format` lists media types in order of their names: the order of a package's files says nothing about the material.
- `contributor` stays empty: a record knows who led the drafting (`creator`), not who else took part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from converters.records.crosswalks.description import (
    Description,
    description_from,
    description_of,
    record_of,
    subject_number,
)
from converters.records.crosswalks.xml_writing import document, xml_text
from validators.problems import UnreadableInput, say
from validators.sharing import record as model

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
OAI_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_NUMBER_PREFIX = "Số: "
_MOST_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class DublinCoreTerm:
    """Where one member of a description goes.

    Attributes:
        member: Of `Description`.
        element: Which of the fifteen elements; None when none can hold it.
        refinement: The DCTERMS name pages use instead.
        prefix: What stands before the value where only the element can be named.
    """

    member: str
    element: str | None
    refinement: str | None = None
    prefix: str = ""


TERMS = (
    DublinCoreTerm("title", "title"),
    DublinCoreTerm("creator", "creator"),
    DublinCoreTerm("subjects", "subject"),
    DublinCoreTerm("keywords", "subject"),
    DublinCoreTerm("description", "description"),
    DublinCoreTerm("publisher", "publisher"),
    DublinCoreTerm("date", "date"),
    DublinCoreTerm("kind", "type"),
    DublinCoreTerm("formats", "format"),
    DublinCoreTerm("identifier", "identifier"),
    DublinCoreTerm("number", "identifier", "bibliographicCitation", _NUMBER_PREFIX),
    DublinCoreTerm("source", "source"),
    DublinCoreTerm("language", "language"),
    DublinCoreTerm("citations", "relation"),
    DublinCoreTerm("place", "coverage"),
    DublinCoreTerm("rights", "rights"),
    DublinCoreTerm("audiences", None, "audience"),
)
"""The mapping, in the order of ISO 15836-1."""


class NotDublinCore(UnreadableInput):
    """The XML is not an `oai_dc` record."""

    code = "not-dublin-core"


def elements(record: model.Record) -> Iterator[tuple[str, str]]:
    """Names of the fifteen elements ("title") and values, a pair a value; absent values give none."""
    described = description_of(record)
    for term in TERMS:
        if term.element is not None:
            yield from ((term.element, term.prefix + value) for value in values_of(described, term))


def values_of(described: Description, term: DublinCoreTerm) -> tuple[str, ...]:
    """What a description says under a term; empty when it says nothing."""
    value = getattr(described, term.member)
    return value if isinstance(value, tuple) else (value,) if value else ()


def to_dublin_core(record: model.Record, cautions: Sequence[str] = ()) -> str:
    """A record as an `oai_dc:dc` document, UTF-8 text with its XML declaration.

    Args:
        record: The record.
        cautions: What its readers must know, each as a further description.
    """
    root = ET.Element(f"{{{OAI_DC}}}dc", {f"{{{XSI}}}schemaLocation": f"{OAI_DC} {OAI_DC_SCHEMA}"})
    for name, value in (*elements(record), *(("description", caution) for caution in cautions)):
        ET.SubElement(root, f"{{{DC}}}{name}").text = xml_text(value)
    return document(root, {"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})


def from_dublin_core(text: str) -> model.Record:
    """A record from an `oai_dc:dc` document.

    Raises:
        NotDublinCore: No well-formed XML of that kind, or one with a document type (entities could blow up).
        IncompleteDescription: Title or identifier is missing.
        pydantic.ValidationError: A value the sharing schema does not allow.
    """
    held: dict[str, list[str]] = {}
    for child in _parsed(text):
        if child.tag.startswith(f"{{{DC}}}") and child.text and child.text.strip():
            held.setdefault(child.tag.removeprefix(f"{{{DC}}}"), []).append(child.text.strip())
    values: dict[str, object] = {
        term.member: _first(held, term.element)
        for term in TERMS
        if term.element is not None and term.member not in ("subjects", "keywords", "citations", "formats", "number")
    }
    values |= _identifiers(held) | split_subjects(held.get("subject", ()))
    values["citations"] = tuple(held.get("relation", ()))
    return record_of(description_from(values))


def split_subjects(subjects: Iterable[str]) -> dict[str, object]:
    """The values of `subject` taken apart: topics by their number, everything else as keywords."""
    told = tuple(subjects)
    return {
        "subjects": tuple(one for one in told if subject_number(one) is not None),
        "keywords": tuple(one for one in told if subject_number(one) is None),
    }


def _identifiers(held: dict[str, list[str]]) -> dict[str, object]:
    named = held.get("identifier", [])
    own = [one for one in named if not one.startswith(_NUMBER_PREFIX)]
    numbers = [one.removeprefix(_NUMBER_PREFIX) for one in named if one.startswith(_NUMBER_PREFIX)]
    return {"identifier": next(iter([*own, *numbers]), None), "number": next(iter(numbers), None)}


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
