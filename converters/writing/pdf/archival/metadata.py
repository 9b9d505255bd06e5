"""XMP packets (clause 6.6): well-formed, UTF-8, and with no property beyond those the standard predefines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pikepdf
from pikepdf import Dictionary, Stream

from converters.writing.pdf.archival.obstacle import Kind, Obstacle
from converters.writing.pdf.archival.walking import reachable

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_MM = "{http://ns.adobe.com/xap/1.0/mm/}"
_PDF = "{http://ns.adobe.com/pdf/1.3/}"
_ID = "{http://www.aiim.org/pdfa/ns/id/}"
_IGNORED = frozenset({f"{_RDF}about", "{http://www.w3.org/XML/1998/namespace}lang"})
LARGEST = 4_000_000  # bytes

# Of the XMP Specification (2005): the properties a document of an office has, by the form of their value.
_FORMS = {
    "Alt": [_DC + name for name in ("title", "description", "rights")],
    "Seq": [_DC + name for name in ("creator", "date")] + [_MM + "History"],
    "Bag": [_DC + name for name in ("contributor", "language", "publisher", "relation", "subject", "type")],
    "": [_DC + name for name in ("coverage", "format", "identifier", "source")]
    + [_XMP + name for name in ("CreateDate", "CreatorTool", "MetadataDate", "ModifyDate", "Label", "Nickname")]
    + [_MM + name for name in ("DocumentID", "InstanceID", "OriginalDocumentID", "RenditionClass", "VersionID")]
    + [_PDF + name for name in ("Keywords", "PDFVersion", "Producer")]
    + [_ID + name for name in ("part", "conformance", "amd", "corr")],
}
_FORM_OF = {name: form for form, names in _FORMS.items() for name in names}


def check_metadata(pdf: pikepdf.Pdf) -> Iterator[Obstacle]:
    """All metadata streams; that the catalogue has one is seen to when a file is marked."""
    for item in reachable(pdf):
        if isinstance(item, Dictionary | Stream):
            packet = item.get("/Metadata")
            if isinstance(packet, Stream):
                yield from check_packet(packet.read_bytes())


def check_packet(packet: bytes) -> Iterator[Obstacle]:
    """One XMP packet."""
    try:
        head, tree = _parsed(packet)
    except (ET.ParseError, UnicodeDecodeError, ValueError):
        yield Obstacle("6.6.2.1", Kind.METADATA, "XML")
        return
    if re.search(rb"\b(?:bytes|encoding)\s*=", head):
        yield Obstacle("6.6.2.1", Kind.METADATA, "packet header")
    for description in tree.iter(f"{_RDF}Description"):
        names = [name for name in description.attrib if name not in _IGNORED]
        strange = [name for name in names if _FORM_OF.get(name) != ""]
        strange += [item.tag for item in description if not _is_known(item)]
        yield from (Obstacle("6.6.2.3.1", Kind.METADATA, name.rpartition("}")[2]) for name in strange)


def _parsed(packet: bytes) -> tuple[bytes, ET.Element]:
    if len(packet) > LARGEST or b"<!" in packet.replace(b"<!--", b""):  # a document type may hold entities
        raise ValueError
    packet.decode("utf-8")
    head = re.match(rb"\s*(?:\xef\xbb\xbf)?<\?xpacket[^>]{0,200}\?>", packet)
    return head[0] if head else b"", ET.fromstring(packet.decode("utf-8").lstrip("\ufeff \r\n\t"))  # noqa: S314


def _is_known(item: ET.Element) -> bool:
    form = _FORM_OF.get(item.tag)
    if form is None or set(item.attrib) - _IGNORED:
        return False
    if form == "":
        return len(item) == 0
    if item.tag.endswith("}History"):  # a list of structures, all of them of the XMP Specification's own
        return False
    return len(item) == 1 and item[0].tag == f"{_RDF}{form}"
