"""Colour spaces and ICC profiles (clauses 6.2.3, 6.2.4), beside an output intent for sRGB."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from converters.writing.pdf.archival.obstacle import Kind, Obstacle
from converters.writing.pdf.archival.walking import values_of

_HEADER = 128  # bytes of an ICC profile (ICC.1:2001-12, 6.1)
_CLASSES = frozenset({b"prtr", b"mntr", b"scnr", b"spac"})
_COMPONENTS = {b"GRAY": 1, b"RGB ": 3, b"Lab ": 3, b"CMYK": 4}
NEWEST_PROFILE = 4  # 6.2.4.2 names ICC.1:1998 to ISO 15076-1; version 5 came later
MOST_COLOURANTS = 32  # 6.1.13
_DEVICE = {"/DeviceRGB", "/DeviceGray", "/RGB", "/G", "/CalRGB", "/CalGray", "/Lab", "/Pattern"}
_CMYK = {"/DeviceCMYK", "/CMYK"}
_DEEPEST = 8


def check_colour_space(
    space: pikepdf.Object | None, resources: pikepdf.Object | None, depth: int = 0
) -> Iterator[Obstacle]:
    """A colour space, and those it is built on.

    Args:
        space: Name or array; None says nothing.
        resources: Where names and default colour spaces are looked up.
        depth: How many spaces this one is inside of.
    """
    if space is None:
        return
    if depth > _DEEPEST:
        yield Obstacle("6.2.4", Kind.COLOUR, "nesting")
    elif isinstance(space, Array) and len(space):
        yield from _family(space, resources, depth)
    elif str(space) in _CMYK:
        if not _has_default(resources, "/DefaultCMYK"):
            yield Obstacle("6.2.4.3", Kind.COLOUR, "DeviceCMYK")
    elif str(space) not in _DEVICE:
        named = _named(resources, str(space))
        if named is None:
            yield Obstacle("6.2.2", Kind.CONTENT, str(space))
        yield from check_colour_space(named, resources, depth + 1)


def _family(space: pikepdf.Object, resources: pikepdf.Object | None, depth: int) -> Iterator[Obstacle]:
    family = str(space[0])
    if family == "/ICCBased":
        yield from _icc(space)
    elif family in {"/Indexed", "/I", "/Pattern"}:
        if len(space) > 1:
            yield from check_colour_space(space[1], resources, depth + 1)
    elif family in {"/Separation", "/DeviceN"}:
        yield from _spot(space, family, resources, depth)
    elif len(space) == 1:
        yield from check_colour_space(space[0], resources, depth + 1)
    elif family not in _DEVICE:
        yield Obstacle("6.2.4", Kind.COLOUR, family)


def _spot(space: pikepdf.Object, family: str, resources: pikepdf.Object | None, depth: int) -> Iterator[Obstacle]:
    if len(space) < 4:
        yield Obstacle("6.2.4.4", Kind.COLOUR, family)
        return
    yield from check_colour_space(space[2], resources, depth + 1)
    if family == "/DeviceN":  # 6.2.4.4 wants each spot colour described under Colorants
        described = {name for name, _ in values_of(space[4], "/Colorants")} if len(space) > 4 else set()
        processes = {"/Cyan", "/Magenta", "/Yellow", "/Black", "/None"}
        missing = [str(name) for name in space[1] if str(name) not in processes and str(name) not in described]
        if missing or len(space[1]) > MOST_COLOURANTS:
            yield Obstacle("6.2.4.4", Kind.COLOUR, family)


def _icc(space: pikepdf.Object) -> Iterator[Obstacle]:
    stream = space[1] if len(space) > 1 else None
    if not isinstance(stream, Stream) or not is_fit_profile(stream, _CLASSES):
        yield Obstacle("6.2.4.2", Kind.COLOUR, "ICCBased")


def is_fit_profile(stream: pikepdf.Object, classes: frozenset[bytes]) -> bool:
    """Whether an ICC profile is one the standard knows, with the number of components its stream says."""
    try:
        header = stream.read_bytes()[:_HEADER]
    except pikepdf.PdfError:
        return False
    components = _COMPONENTS.get(header[16:20])
    return (
        len(header) == _HEADER
        and header[36:40] == b"acsp"
        and header[8] <= NEWEST_PROFILE
        and header[12:16] in classes
        and components == int(stream.get("/N", 0))
    )


def _named(resources: pikepdf.Object | None, name: str) -> pikepdf.Object | None:
    spaces = resources.get("/ColorSpace") if isinstance(resources, Dictionary) else None
    return spaces.get(name) if isinstance(spaces, Dictionary) else None


def _has_default(resources: pikepdf.Object | None, name: str) -> bool:
    default = _named(resources, name)
    return isinstance(default, Array) and len(default) > 0 and default[0] in {Name.ICCBased, Name.DeviceN}
