"""Declaring a file PDF/A-2b (ISO 19005-2): when nothing stands against it, and not otherwise."""

from __future__ import annotations

import contextlib
import re
from itertools import chain
from xml.etree import ElementTree as ET

import pikepdf
from pikepdf import Array, Dictionary, Name

from converters.writing.pdf.archival.colour_profile import srgb_profile
from converters.writing.pdf.archival.document import PRINT, check_document
from converters.writing.pdf.archival.drawing import Shown, check_drawing
from converters.writing.pdf.archival.fonts import check_fonts
from converters.writing.pdf.archival.metadata import check_metadata
from converters.writing.pdf.archival.obstacle import Kind, Obstacle
from converters.writing.pdf.archival.structure import check_structure
from converters.writing.pdf.archival.walking import BROKEN, annotations_of

PRODUCER = "pbgdpl-cli"
# Newer headers are not PDF/A-2 (clause 6.1.2).
NEWEST_VERSION = "1.7"
_CLAIMS = ("pdfaid:part", "pdfaid:conformance", "pdfaid:amd", "pdfaid:corr", "pdfaid:rev", "pdfuaid:part")
_DECLARED = re.compile(r' xmlns:\w+="[^"]*"')
_OUTER = (" xmlns:x=", " xmlns:rdf=")
_PREFIXES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}


def archive_obstacles(pdf: pikepdf.Pdf) -> tuple[Obstacle, ...]:
    """What stands against declaring a file PDF/A-2b beside an sRGB output intent; empty when nothing does.

    Every requirement of ISO 19005-2 level B that a file written by qpdf can fail is looked at, in the order of what it
    costs: the first group that fails ends the search.
    """
    shown: dict[tuple[int, int], Shown] = {}
    for group in (
        check_document(pdf),
        check_metadata(pdf),
        chain(check_structure(pdf), check_drawing(pdf, shown)),
        check_fonts(shown.values()),
    ):
        try:
            found = set(group)
        except BROKEN as error:  # what cannot be looked at cannot be vouched for
            found = {Obstacle("6.1", Kind.STRUCTURE, type(error).__name__)}
        if found:
            return tuple(sorted(found))
    return ()


def print_links(pdf: pikepdf.Pdf) -> None:
    """Give links the flag clause 6.3.2 asks of every annotation; a link without appearance prints nothing anyway."""
    for page in pdf.pages:
        for annotation in annotations_of(page):
            flags = annotation.get("/F", 0)
            plain = isinstance(flags, int) and not flags & ~PRINT and "/AP" not in annotation
            if annotation.get("/Subtype") == Name.Link and plain:
                annotation.F = PRINT


def mark_as_archive(pdf: pikepdf.Pdf) -> None:
    """Declare the file PDF/A-2b. Call it only where `archive_obstacles` finds nothing, after `describe`."""
    profile = pdf.make_stream(srgb_profile(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=b"sRGB",
        Info=b"sRGB IEC61966-2.1",
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "B"
    _tidy(pdf)


def describe(pdf: pikepdf.Pdf, *, title: str, language: str) -> None:
    """Title, language and producer, in XMP and in the document information alike; what was there before is kept.

    A claim of the source to be PDF/A or PDF/UA is taken out: it was made for a file without our text.
    """
    pdf.Root.Lang = language.encode("ascii")
    preferences = pdf.Root.get("/ViewerPreferences")
    kept = dict(preferences.items()) if isinstance(preferences, Dictionary) else {}
    pdf.Root.ViewerPreferences = Dictionary({**kept, "/DisplayDocTitle": True})
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata.load_from_docinfo(pdf.docinfo, delete_missing=False, raise_failure=False)
        metadata["dc:title"] = title
        metadata["dc:language"] = [language]
        metadata["pdf:Producer"] = PRODUCER
        for claim in _CLAIMS:
            with contextlib.suppress(KeyError):
                del metadata[claim]
    pdf.docinfo["/Title"] = title
    pdf.docinfo["/Producer"] = PRODUCER
    _tidy(pdf)


def _tidy(pdf: pikepdf.Pdf) -> None:
    """Name spaces declared where properties are described: Apache XmpBox looks for them nowhere else."""
    try:
        tree = ET.fromstring(pdf.Root.Metadata.read_bytes().decode("utf-8").strip("\ufeff \r\n\t"))  # noqa: S314 - just written
    except (ET.ParseError, UnicodeDecodeError):
        return
    for prefix, space in _PREFIXES.items():
        ET.register_namespace(prefix, space)
    head, rest = ET.tostring(tree, encoding="unicode").split(">", 1)
    spaces = [space for space in _DECLARED.findall(head) if not space.startswith(_OUTER)]
    for space in spaces:
        head = head.replace(space, "")
    described = rest.replace("<rdf:Description", "<rdf:Description" + "".join(spaces))
    packet = f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{head}>{described}\n<?xpacket end="w"?>'
    pdf.Root.Metadata = pdf.make_stream(packet.encode("utf-8"), Type=Name.Metadata, Subtype=Name.XML)
