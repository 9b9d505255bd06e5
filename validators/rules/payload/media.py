"""What pictures, sound and video say of themselves: comments, captions of cameras, names of those who made them.

Such words stand near the beginning or the end of a file, as they are. What shows and sounds is no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from validators.language.unicode_hygiene import normalized

_REACH = 256 << 10  # bytes at either end that are looked through
# Letters of ours in UTF-8, and in UTF-16 as Windows writes comments: what packed pixels never make by chance.
_PLAIN = re.compile(rb"(?:[ -~]|[\xc3-\xc6][\x80-\xbf]|\xe1[\xba\xbb][\x80-\xbf]){10,}")
_PAIRS = re.compile(rb"(?:[ -~\xc0-\xff]\0|[\0-\xff][\x01\x1e]){10,}")


def text_of_media(path: Path) -> str:
    """Everything at its ends that reads as text, piece by piece; letters composed (NFC)."""
    with path.open("rb") as stream:
        ends = stream.read(_REACH)
        stream.seek(max(path.stat().st_size - _REACH, len(ends)))
        ends += b"\0" + stream.read(_REACH)
    return normalized("NFC", "\n".join(_pieces(ends)))


def _pieces(data: bytes) -> Iterator[str]:
    for pattern, code in ((_PLAIN, "utf-8"), (_PAIRS, "utf-16-le")):
        yield from (found.group().decode(code, "replace") for found in pattern.finditer(data))
