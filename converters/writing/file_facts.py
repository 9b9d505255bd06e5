"""How the files of a package were digitised: pages, resolution, colour, PDF version, PDF/A, signature.

The archive rules ask for them (NĐ 30/2020/NĐ-CP Annex I); the rules DU233–DU236 judge them. Only paper that was read by
recognition has a resolution and a colour: a page with a text layer of its own was never scanned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image, UnidentifiedImageError

from converters.reading.document import Document, Method
from converters.reading.pictures import PILLOW_FORMATS
from converters.writing.pdf.archival.document import is_signed
from converters.writing.pdf.searchable import PDF_MEDIA_TYPE
from validators.sharing.codes import Colour
from validators.sharing.record import FileEntry, PageFacts

_DEEPEST = 3  # drawings inside drawings
_RANK: dict[Colour, int] = {"bitonal": 0, "grey": 1, "colour": 2}
_GREY_MODES = frozenset({"L", "LA", "La", "I", "I;16", "I;16B", "I;16L", "F"})
_GREY_SPACES = frozenset({"/DeviceGray", "/CalGray"})


@dataclass(frozen=True, slots=True)
class _Scan:
    """One page as it was scanned; what is not known is None."""

    page: int
    dpi: int | None
    colour: Colour | None


def with_facts(entry: FileEntry, place: Path, document: Document) -> FileEntry:
    """The entry with what can be told of the file; the entry itself where nothing can.

    Args:
        entry: A source or an access copy.
        place: The file.
        document: What was read from the source; its pages say how they were read.
    """
    try:
        if entry.media_type == PDF_MEDIA_TYPE:
            return _of_pdf(entry, place, document)
        if entry.media_type.startswith("image/"):
            return _of_picture(entry, place, document)
    except (OSError, ValueError, pikepdf.PdfError, UnidentifiedImageError):  # facts are a service, never an obstacle
        return entry
    return entry


def _of_pdf(entry: FileEntry, place: Path, document: Document) -> FileEntry:
    with pikepdf.open(place) as pdf:
        whole = len(pdf.pages) != len(document.pages)  # where only some of its pages were converted
        places = [page.number - 1 if whole else number for number, page in enumerate(document.pages)]
        scans = [
            _Scan(page.number, _whole(page.dpi), _colour_of(pdf.pages[number]))
            for number, page in zip(places, document.pages, strict=True)
            if page.method is Method.OCR and number < len(pdf.pages)
        ]
        facts = {
            "pages": len(pdf.pages) or None,
            "pdf_version": pdf.pdf_version,
            "pdfa_part": _pdfa_part(pdf),
            "signature": "unverified" if is_signed(pdf) else "none",
        }
    return FileEntry.model_validate({**entry.model_dump(), **facts, **_of_scans(scans)})


def _of_picture(entry: FileEntry, place: Path, document: Document) -> FileEntry:
    scans = []
    with Image.open(place, formats=PILLOW_FORMATS) as image:
        frames = getattr(image, "n_frames", 1)
        for page in document.pages:
            image.seek(min(page.number, frames) - 1)
            scans.append(_Scan(page.number, _whole(page.dpi), _colour_of_mode(image.mode)))
    return FileEntry.model_validate({**entry.model_dump(), "pages": frames, **_of_scans(scans)})


def _of_scans(scans: Sequence[_Scan]) -> dict[str, object]:
    """Resolution and colour of the worst page, and the pages that are not as good as the best."""
    dpis = [scan.dpi for scan in scans if scan.dpi is not None]
    colours = [scan.colour for scan in scans if scan.colour is not None]
    if not dpis and not colours:
        return {}
    best_dpi, best_colour = max(dpis, default=None), max(colours, key=_RANK.__getitem__, default=None)
    worse = [
        PageFacts(page=scan.page, dpi=scan.dpi, colour=scan.colour)
        for scan in scans
        if (scan.dpi, scan.colour) != (best_dpi, best_colour)
    ]
    return {
        "dpi": min(dpis, default=None),
        "colour": min(colours, key=_RANK.__getitem__, default=None),
        "page_facts": [facts.model_dump() for facts in worse] or None,
    }


def _whole(dpi: float | None) -> int | None:
    return round(dpi) if dpi is not None and dpi >= 1 else None


def _colour_of(page: pikepdf.Page) -> Colour | None:
    """The colour of the largest picture on a page, which is the scan."""
    images = _pictures(page.resources)
    sized = [(int(image.get("/Width", 0)) * int(image.get("/Height", 0)), image) for image in images]
    if not sized:
        return None
    image = max(sized, key=lambda pair: pair[0])[1]
    if bool(image.get("/ImageMask", False)) or int(image.get("/BitsPerComponent", 8)) == 1:
        return "bitonal"
    return "grey" if _is_grey(image.get("/ColorSpace")) else "colour"


def _pictures(resources: object, depth: int = 0) -> Iterator[pikepdf.Object]:
    """The pictures of a page, also those inside drawings that it uses."""
    drawn = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    for one in drawn.values() if isinstance(drawn, pikepdf.Dictionary) else ():
        if not isinstance(one, pikepdf.Stream):
            continue
        if one.get("/Subtype") == pikepdf.Name.Image:
            yield one
        elif depth < _DEEPEST:
            yield from _pictures(one.get("/Resources"), depth + 1)


def _is_grey(space: object) -> bool:
    if isinstance(space, pikepdf.Name):
        return str(space) in _GREY_SPACES
    if not isinstance(space, pikepdf.Array) or not len(space):
        return False
    if str(space[0]) == "/ICCBased":
        return int(space[1].get("/N", 3)) == 1
    return str(space[0]) in _GREY_SPACES


def _colour_of_mode(mode: str) -> Colour:
    if mode == "1":
        return "bitonal"
    return "grey" if mode in _GREY_MODES else "colour"


def _pdfa_part(pdf: pikepdf.Pdf) -> str | None:
    with pdf.open_metadata() as metadata:
        part = str(metadata.get("pdfaid:part", "")).strip()
        conformance = str(metadata.get("pdfaid:conformance", "")).strip().lower()
    return f"{part}{conformance}" if part in {"1", "2", "3", "4"} and len(conformance) <= 1 else None
