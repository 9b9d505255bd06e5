"""Image and form XObjects, graphics states, transparency (clauses 6.2.5, 6.2.6, 6.2.8, 6.2.9, 6.2.10)."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from converters.writing.pdf.archival.colour import check_colour_space
from converters.writing.pdf.archival.obstacle import Kind, Obstacle

INTENTS = frozenset(["/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"])
_BLENDS = frozenset(
    f"/{name}"
    for name in (
        *("Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn"),
        *("HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity"),
    )
)
_BITS = frozenset({1, 2, 4, 8, 16})
_OF_FORM = ("/OPI", "/PS", "/Ref")
_COLOUR_CHANNELS = frozenset({1, 3, 4})
_CIE_JAB = 19  # enumerated colour space of JPEG 2000, part 2
_BOX_HEAD = 8  # bytes


def check_x_object(item: pikepdf.Object, resources: pikepdf.Object | None) -> Iterator[Obstacle]:
    """An image or a form.

    Args:
        item: The stream.
        resources: Of the content that draws it, for default colour spaces.
    """
    kind = item.get("/Subtype")
    if kind == Name.Image:
        yield from _image(item, resources)
    elif kind != Name.Form or item.get("/Subtype2") == Name.PS or any(key in item for key in _OF_FORM):
        yield Obstacle("6.2.9", Kind.CONTENT, str(kind))
    else:
        yield from check_group(item)


def check_group(holder: pikepdf.Object) -> Iterator[Obstacle]:
    """The transparency group of a page or form."""
    group = holder.get("/Group")
    if isinstance(group, Dictionary):
        yield from check_colour_space(group.get("/CS"), None)


def _image(image: pikepdf.Object, resources: pikepdf.Object | None) -> Iterator[Obstacle]:
    for key in ("/Alternates", "/OPI"):
        if key in image:
            yield Obstacle("6.2.8", Kind.IMAGE, key)
    if image.get("/Interpolate"):
        yield Obstacle("6.2.8", Kind.IMAGE, "Interpolate")
    bits = image.get("/BitsPerComponent")
    if bits is not None and int(bits) not in ({1} if image.get("/ImageMask") else _BITS):
        yield Obstacle("6.2.8", Kind.IMAGE, "BitsPerComponent")
    if "/Intent" in image and str(image.Intent) not in INTENTS:
        yield Obstacle("6.2.6", Kind.IMAGE, "Intent")
    yield from check_colour_space(image.get("/ColorSpace"), resources)
    if isinstance(image.get("/SMask"), Stream):
        yield from _image(image.SMask, resources)
    filters = image.get("/Filter")
    last = filters[-1] if isinstance(filters, Array) and len(filters) else filters
    if last == Name.JPXDecode:
        yield from _jpeg_2000(image)


def _jpeg_2000(image: pikepdf.Object) -> Iterator[Obstacle]:
    """6.2.8.3: one to four colours of one depth, and one way to tell them."""
    head = _boxes(_boxes(image.read_raw_bytes()).get(b"jp2h", [b""])[0])
    header = head.get(b"ihdr", [b""])[0]
    if len(header) < 14 or b"bpcc" in head or header[10] == 255 or header[10] & 0x7F > 37:
        yield Obstacle("6.2.8.3", Kind.IMAGE, "JPX depth")
        return
    if int.from_bytes(header[8:10], "big") not in _COLOUR_CHANNELS or b"pclr" in head or b"cdef" in head:
        yield Obstacle("6.2.8.3", Kind.IMAGE, "JPX channels")
    methods = head.get(b"colr", [])
    if "/ColorSpace" not in image and (len(methods) != 1 or not _is_fit_method(methods[0])):
        yield Obstacle("6.2.8.3", Kind.IMAGE, "JPX colours")


def _is_fit_method(method: bytes) -> bool:
    if len(method) < 3 or method[0] not in {1, 2, 3}:
        return False
    return method[0] != 1 or int.from_bytes(method[3:7], "big") in {16, 17, 18}


def _boxes(data: bytes) -> dict[bytes, list[bytes]]:
    """The boxes of a JP2 file or super-box (ISO/IEC 15444-1, I.4) by type; none for anything else."""
    found: dict[bytes, list[bytes]] = {}
    place = 0
    while place + _BOX_HEAD <= len(data):
        length, kind, start = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8], _BOX_HEAD
        if length == 1:
            length, start = int.from_bytes(data[place + 8 : place + 16], "big"), 2 * _BOX_HEAD
        end = len(data) if length == 0 else place + length
        if end < place + start:
            break
        found.setdefault(kind, []).append(data[place + start : end])
        place = end
    return found


def check_graphics_state(state: pikepdf.Object) -> Iterator[Obstacle]:
    """An entry of ExtGState."""
    for key in ("/TR", "/HTP"):
        if key in state:
            yield Obstacle("6.2.5", Kind.CONTENT, key)
    if "/TR2" in state and Name.Default != state.TR2:
        yield Obstacle("6.2.5", Kind.CONTENT, "/TR2")
    if "/HT" in state and Name.Default != state.HT and not _is_fit_halftone(state.HT):
        yield Obstacle("6.2.5", Kind.CONTENT, "/HT")
    if "/RI" in state and str(state.RI) not in INTENTS:
        yield Obstacle("6.2.6", Kind.CONTENT, "/RI")
    modes = state.get("/BM")
    for mode in modes if isinstance(modes, Array) else [modes]:
        if mode is not None and str(mode) not in _BLENDS:
            yield Obstacle("6.2.10", Kind.CONTENT, "/BM")
    if int(state.get("/OPM", 0)) == 1 and (state.get("/OP") or state.get("/op")):
        yield Obstacle("6.2.4.2", Kind.COLOUR, "/OPM")


def _is_fit_halftone(halftone: pikepdf.Object) -> bool:
    return (
        isinstance(halftone, Dictionary)
        and int(halftone.get("/HalftoneType", 0)) == 1
        and not any(key in halftone for key in ("/HalftoneName", "/TransferFunction"))
    )
