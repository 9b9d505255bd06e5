"""What Word, Excel and PowerPoint files of before 2007 say (MS-CFB, MS-DOC, MS-XLS, MS-PPT).

They hold their texts as they are, in bytes of Windows or in pairs of bytes (UTF-16). So whatever reads as a text in
either is taken for one: more than a reader of the format finds, for what was deleted may still stand there. Numbers
that Excel keeps as such are no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.language.unicode_hygiene import normalized

BEGINS = b"\xd0\xcf\x11\xe0"
_SECTOR = 512  # bytes; every stream in such a file begins at a multiple of them
# Letters of ours in UTF-16: of Latin with its supplements, marks apart, punctuation, and those with two marks.
_PAIRS = re.compile(rb"(?:[\t\r\n\x07\x0b -~\xa0-\xff]\0|[\0-\xff][\x01\x02\x03\x1e]|[\x10-\x3f\xa0-\xaf]\x20){4,}")
_BYTES = re.compile(rb"[\t\r\n\x07\x0b -~\x80-\xff]{6,}")
_BREAKS = str.maketrans(dict.fromkeys("\r\x07\x0b", "\n"))  # ends of paragraphs, of cells, and of lines in both
_LEAST = 6  # letters and digits of a piece that may say something
_LOCKED = ("EncryptedPackage".encode("utf-16-le"), "EncryptedSummary".encode("utf-16-le"))  # names of streams
_WORD, _WORD_FLAGS = b"\xec\xa5", 0x0B  # how its stream begins, and where the byte stands that says “encrypted” (FIB)
_SHEET, _SHEET_NEXT, _FILE_PASS = b"\x09\x08\x10\0", 20, b"\x2f\0"  # BOF, and the record that may follow it


def is_under_password(data: bytes) -> bool:
    """Whether nobody reads such a file who does not know its password."""
    if any(name in data for name in _LOCKED):
        return True
    for start in range(_SECTOR, len(data), _SECTOR):
        if data.startswith(_WORD, start) and data[start + _WORD_FLAGS : start + _WORD_FLAGS + 1] > b"\0":
            return bool(data[start + _WORD_FLAGS] & 1)
        if data.startswith(_SHEET, start):
            return data.startswith(_FILE_PASS, start + _SHEET_NEXT)
    return False


def text_of_old_office(data: bytes) -> str:
    """Everything in it that reads as text, piece by piece; letters composed (NFC)."""
    return normalized("NFC", "\n".join(_pieces(data)).translate(_BREAKS))


def _pieces(data: bytes) -> Iterator[str]:
    for pattern, code in ((_PAIRS, "utf-16-le"), (_BYTES, "cp1258")):
        for found in pattern.finditer(data):
            said = found.group().decode(code, "replace")
            if sum(map(str.isalnum, said)) >= _LEAST:
                yield said
