"""The formats a record is handed on in: Dublin Core, and our own with everything the sharing schema holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from converters.records.crosswalks.dublin_core import DC, OAI_DC, OAI_DC_SCHEMA, XSI, elements
from converters.records.crosswalks.xml_writing import xml_text
from pbgdpl_cli.portal.shelf.addresses import material_path
from pbgdpl_cli.portal.store.provenance import Provenance
from validators.sharing.record import Record
from validators.sharing.xsd import NAMESPACE, record_element

PROVENANCE = "http://www.openarchives.org/OAI/2.0/provenance"


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        prefix: What harvesters call it.
        namespace: Of its elements.
        schema: Where its XSD is; a path is on this portal.
        metadata: A record (as JSON) in it; the second argument is the portal's address.
    """

    prefix: str
    namespace: str
    schema: str
    metadata: Callable[[str, str], ET.Element]


def _dublin_core(body: str, base: str) -> ET.Element:
    names = {"xmlns:oai_dc": OAI_DC, "xmlns:dc": DC, "xmlns:xsi": XSI}
    core = ET.Element("oai_dc:dc", names | {"xsi:schemaLocation": f"{OAI_DC} {OAI_DC_SCHEMA}"})
    record = Record.model_validate(json.loads(body) | {"content": []})  # which Dublin Core says nothing of, and is long
    for name, value in elements(record):
        ET.SubElement(core, f"dc:{name}").text = xml_text(value)
    ET.SubElement(core, "dc:identifier").text = xml_text(base + material_path(record.identifier))
    return core


def _own(body: str, base: str) -> ET.Element:
    root = record_element(json.loads(body))
    _as_written(root)
    root.set("xmlns", NAMESPACE)
    root.set("xmlns:xsi", XSI)
    root.set("xsi:schemaLocation", f"{NAMESPACE} {base}/schema/record.xsd")
    return root


def _as_written(root: ET.Element) -> None:
    """Names under a default namespace, for the whole answer has its own prefixes; texts as XML can hold them."""
    for one in root.iter():
        one.tag = one.tag.rpartition("}")[2]
        one.text = one.text and xml_text(one.text)
        for name, value in one.items():
            one.set(name, xml_text(value))


FORMATS: Mapping[str, Format] = {
    one.prefix: one
    for one in (
        Format("oai_dc", OAI_DC, OAI_DC_SCHEMA, _dublin_core),
        Format("pbgdpl", NAMESPACE, "/schema/record.xsd", _own),
    )
}


def provenance_xml(origin: Provenance) -> ET.Element:
    """Where a record was taken from (https://www.openarchives.org/OAI/2.0/guidelines-provenance.htm)."""
    names = {"xmlns": PROVENANCE, "xmlns:xsi": XSI, "xsi:schemaLocation": f"{PROVENANCE} {PROVENANCE}.xsd"}
    root = ET.Element("provenance", names)
    altered = {"harvestDate": origin.taken_at.replace("+00:00", "Z"), "altered": "false"}
    said = ET.SubElement(root, "originDescription", altered)
    for name, text in (
        ("baseURL", f"{origin.address}/oai"),
        ("identifier", origin.original),
        ("datestamp", origin.datestamp),
        ("metadataNamespace", NAMESPACE),
    ):
        ET.SubElement(said, name).text = xml_text(text)
    return root
