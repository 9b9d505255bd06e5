"""What makes a PDF fit for keeping: PDF/A-2b (ISO 19005-2) metadata and output intent."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import ImageCms

PRODUCER = "pbgdpl-cli"


@cache
def _srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def mark_as_archive(pdf: pikepdf.Pdf, *, title: str, language: str) -> None:
    """Declare the file PDF/A-2b: output intent, XMP that agrees with the document information, language."""
    profile = pdf.make_stream(_srgb_profile(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=b"sRGB",
        Info=b"sRGB IEC61966-2.1",
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    describe(pdf, title=title, language=language)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "B"


def describe(pdf: pikepdf.Pdf, *, title: str, language: str) -> None:
    """Title, language and producer, in XMP and in the document information alike."""
    pdf.Root.Lang = language.encode("ascii")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:language"] = [language]
        metadata["pdf:Producer"] = PRODUCER
    pdf.docinfo["/Title"] = title
    pdf.docinfo["/Producer"] = PRODUCER


def archive_obstacles(pdf: pikepdf.Pdf) -> list[str]:
    """What keeps a file made by others from being declared PDF/A-2b; empty when nothing was found.

    This looks for the usual causes only (fonts not embedded, scripts, encryption, attachments). It is meant to
    keep us from claiming too much; it is not a validator.
    """
    return sorted({*_document_obstacles(pdf), *(found for page in pdf.pages for found in _page_obstacles(page))})


def _document_obstacles(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "encryption"
    if "/AcroForm" in pdf.Root:
        yield "form"
    if "/AA" in pdf.Root or "/OpenAction" in pdf.Root:
        yield "action"
    names = pdf.Root.get("/Names", Dictionary())
    if "/JavaScript" in names:
        yield "script"
    if "/EmbeddedFiles" in names:
        yield "attachment"


def _page_obstacles(page: pikepdf.Page) -> Iterator[str]:
    resources = page.obj.get("/Resources", Dictionary())
    for font in _values(resources.get("/Font")):
        if not _embedded(font):
            yield "font"
    for image in _values(resources.get("/XObject")):
        if image.get("/ColorSpace") == Name.DeviceCMYK:
            yield "cmyk"
        if "/SMask" in image or image.get("/Subtype") == Name.Form:
            yield "transparency-or-form"
    if "/Annots" in page.obj:
        yield "annotation"


def _values(dictionary: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    if dictionary is not None:
        yield from (value for _, value in dictionary.items())


def _embedded(font: pikepdf.Object) -> bool:
    holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = holder.get("/FontDescriptor")
    return descriptor is not None and any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
