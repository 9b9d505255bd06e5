"""Does a PDF hold pictures of the resolution and colour that are said of it? By the heads of the pictures alone.

A picture's head is never packed (ISO 32000-1, 7.5.7: a stream stands in no other), so size and bits are always there to
be read; a colour space or a page's size may stand elsewhere, and is then not judged.
"""

from __future__ import annotations

import re

from validators.problems import Message, say
from validators.sharing.record import FileEntry

_HEAD = re.compile(rb"<<(?:[^<>]|<<[^<>]{0,400}>>|<[0-9A-Fa-f\s]{0,200}>){0,600}>>\s{0,3}stream")
_IS_PICTURE = re.compile(rb"/Subtype\s{0,4}/Image")
_SIZE = re.compile(rb"/(?:Width|Height)\s{1,4}(\d{1,6})")
_BITS = re.compile(rb"/BitsPerComponent\s{1,4}(\d{1,2})")
_BY_ONE_BIT = re.compile(rb"/ImageMask\s{1,4}true|/CCITTFaxDecode|/JBIG2Decode")
_OF_COLOUR = re.compile(rb"/Device(?:RGB|CMYK)|/CalRGB|/Lab")
_OF_GREY = re.compile(rb"/ColorSpace\s{0,4}/(?:DeviceGray|CalGray)")
_SHEET = re.compile(rb"/MediaBox\s{0,4}\[\s{0,4}[\d.-]+\s+[\d.-]+\s+([\d.]{1,8})\s+([\d.]{1,8})\s{0,4}\]")
_POINTS = 72  # of an inch
_SPREAD = 1.1  # of the pictures' resolutions: then they are scans of one machine
_BEYOND = 1.25  # of a resolution: scanners round it, and trim the paper
_MOST_HEADS = 4000


def pictures_say_other(entry: FileEntry, data: bytes) -> Message | None:
    """What a PDF's pictures are, where the record says otherwise of every one of them; None where nothing is known."""
    heads = [found.group() for _, found in zip(range(_MOST_HEADS), _HEAD.finditer(data), strict=False)]
    pictures = [head for head in heads if _IS_PICTURE.search(head)]
    if not pictures or entry.page_facts:
        return None
    if entry.colour and (colour := _colour(pictures)) and colour != entry.colour:
        return _COLOURS[colour]
    dpi = _resolution(pictures, data, entry.pages) if entry.dpi else None
    if entry.dpi and dpi and not dpi / _BEYOND <= entry.dpi <= dpi * _BEYOND:
        return say("its pictures have about {dpi} dpi", dpi=round(dpi))
    return None


_COLOURS: dict[str, Message] = {
    "bitonal": say("its pictures are black and white"),
    "grey": say("its pictures are grey"),
    "colour": say("its pictures are in colour"),
}


def _colour(pictures: list[bytes]) -> str | None:
    """What all pictures are; None where they differ, or do not say it themselves."""
    kinds = {_kind(picture) for picture in pictures}
    return kinds.pop() if len(kinds) == 1 else None


def _kind(picture: bytes) -> str | None:
    bits = _BITS.search(picture)
    if _BY_ONE_BIT.search(picture) or (bits and bits[1] == b"1"):
        return "bitonal"
    if _OF_GREY.search(picture):
        return "grey"
    return "colour" if _OF_COLOUR.search(picture) else None


def _resolution(pictures: list[bytes], data: bytes, pages: int | None) -> float | None:
    """Pixels an inch, where each page is one picture and all are alike."""
    sheets = {max(float(wide), float(high)) for wide, high in _SHEET.findall(data)}
    longest = [max(map(int, _SIZE.findall(one)), default=0) for one in pictures]
    if len(pictures) != pages or len(sheets) != 1 or min(longest) < 1 or (sheet := sheets.pop()) < 1:
        return None
    low, high = (pixels / sheet * _POINTS for pixels in (min(longest), max(longest)))
    return low if high <= low * _SPREAD else None
