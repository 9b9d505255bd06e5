"""đủ: does a picture or a page show anything? One without width or height is none, whatever its file says else."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from validators.problems import say
from validators.rules.rule import ACCESSIBLE, ERROR, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import json_pointer

_LOOKED_AT = 1 << 20  # bytes from the beginning: heads of photographs carry previews before their size
_NUMBER = rb"\s{1,9}(-?\d{1,9}(?:\.\d{0,9})?)"
_MEDIA_BOX = re.compile(rb"/MediaBox\s{0,9}\[\s{0,9}(-?\d{1,9}(?:\.\d{0,9})?)" + _NUMBER * 3 + rb"\s{0,9}\]")
# Segments of a JPEG that say its size: SOF0 to SOF15 but DHT, JPG and DAC (ITU-T T.81, table B.1).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def sizes_of(data: bytes) -> Iterator[tuple[float, float]]:
    """Width and height a PNG, GIF or JPEG says, or each page of a PDF; none where nothing is said plainly."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        yield struct.unpack(">II", data[16:24])
    elif data.startswith(b"GIF8") and len(data) >= 10:
        yield struct.unpack("<HH", data[6:10])
    elif data.startswith(b"\xff\xd8\xff"):
        yield from _of_jpeg(data)
    elif data.startswith(b"%PDF-"):
        for found in _MEDIA_BOX.finditer(data):
            left, bottom, right, top = map(float, found.groups())
            yield abs(right - left), abs(top - bottom)


def _of_jpeg(data: bytes) -> Iterator[tuple[float, float]]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            yield width, height
            return
        at += 2 + max(length, 2)


def _show_nothing(subject: Subject) -> Iterator[Hit]:
    for index, entry in enumerate(subject.record.files if subject.record and subject.package else ()):
        path = subject.package.own_file(entry.path) if subject.package else None
        if path and any(not (width and height) for width, height in sizes_of(_beginning(path))):
            yield hit(json_pointer("files", index), name=entry.path)


def _beginning(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_LOOKED_AT)


RULES = (
    Rule("DU219", "picture-without-size", ERROR, WARNING,
         say("“{name}” has a picture or page without width or height."), ACCESSIBLE,
         say("Make another package from the right file, in another folder: pbgdpl convert SOURCE -o FOLDER"),
         _show_nothing),
)  # fmt: skip
