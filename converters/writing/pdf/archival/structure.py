"""How a file is built: streams, names, strings, numbers, page sizes (clauses 6.1.6–6.1.13).

The header, the cross-reference table, the file identifier, line ends and the spelling of hexadecimal strings (6.1.2 to
6.1.5 and 6.1.9) are the work of qpdf, which writes every file anew; encryption (6.1.3) is never written.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from converters.writing.pdf.archival.obstacle import Kind, Obstacle
from converters.writing.pdf.archival.walking import reachable

_FILTERS = frozenset(
    (
        *("/ASCIIHexDecode", "/ASCII85Decode", "/FlateDecode", "/RunLengthDecode"),
        *("/CCITTFaxDecode", "/JBIG2Decode", "/DCTDecode", "/JPXDecode"),
    )
)
# qpdf decodes these and writes /FlateDecode instead.
_REWRITTEN = frozenset({"/LZWDecode"})
LONGEST_STRING = 32767  # bytes
LONGEST_NAME = 127  # bytes
LARGEST_INTEGER = 2**31 - 1
LARGEST_REAL = 3.403e38
SMALLEST_REAL = 1.175e-38
SHORTEST_SIDE, LONGEST_SIDE = 3.0, 14_400.0  # units of user space
_REALS = (float, Decimal)
_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")


def check_structure(pdf: pikepdf.Pdf) -> Iterator[Obstacle]:
    """All objects of the file, and the boxes of its pages."""
    for item in reachable(pdf):
        yield from _object(item)
    for page in pdf.pages:
        for key in _BOXES:
            if isinstance(page.obj.get(key), Array) and not _is_fit_size([float(edge) for edge in page.obj[key]]):
                yield Obstacle("6.1.13", Kind.STRUCTURE, key)


def _is_fit_size(box: list[float]) -> bool:
    sides = (abs(box[2] - box[0]), abs(box[3] - box[1])) if len(box) == 4 else (0.0,)
    return all(SHORTEST_SIDE <= side <= LONGEST_SIDE for side in sides)


def _object(item: object) -> Iterator[Obstacle]:
    if isinstance(item, Stream):
        yield from _stream(item)
    if isinstance(item, Stream | Dictionary):
        if any(len(key.encode("utf-8", "surrogateescape")) > LONGEST_NAME + 1 for key in item.keys()):  # noqa: SIM118
            yield Obstacle("6.1.13", Kind.STRUCTURE, "name")
        if "/EF" in item and item.get("/Type") in {None, Name.Filespec, Name.F}:
            yield Obstacle("6.8", Kind.ATTACHMENT, "EF")
    elif isinstance(item, String) and len(bytes(item)) > LONGEST_STRING:
        yield Obstacle("6.1.13", Kind.STRUCTURE, "string")
    elif isinstance(item, Name) and len(str(item).encode("utf-8", "surrogateescape")) > LONGEST_NAME + 1:
        yield Obstacle("6.1.13", Kind.STRUCTURE, "name")
    elif is_number_too_large(item):
        yield Obstacle("6.1.13", Kind.STRUCTURE, "number")


def is_number_too_large(item: object) -> bool:
    """Whether a number is beyond what readers must be able to hold (6.1.13), or nearer to 0."""
    if isinstance(item, int):
        return not isinstance(item, bool) and not -LARGEST_INTEGER - 1 <= item <= LARGEST_INTEGER
    if not isinstance(item, _REALS):
        return False
    value = abs(float(item))
    return value > LARGEST_REAL or 0 < value < SMALLEST_REAL


def _stream(stream: pikepdf.Object) -> Iterator[Obstacle]:
    if any(key in stream for key in ("/F", "/FFilter", "/FDecodeParms")):
        yield Obstacle("6.1.7.1", Kind.STRUCTURE, "F")
    named = stream.get("/Filter")
    filters = [str(name) for name in named] if isinstance(named, Array) else [str(named)] if named is not None else []
    for name in filters:
        if name not in _FILTERS and not (name in _REWRITTEN and len(filters) == 1):
            yield Obstacle("6.1.7.2", Kind.STRUCTURE, name)
