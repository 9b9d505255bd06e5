"""Addresses of mail and of the web, which an underline beneath them spoils in the same few ways.

They are written in the letters of ASCII (RFC 1035, RFC 5321): a g whose foot runs into the underline is read as "ø",
an @ as "(2" or "(Q". Schemes are few (RFC 3986): "hffps" can only be https.
"""

from __future__ import annotations

import re

from converters.reading.document import Word

_LETTERS = str.maketrans("øØ", "gg")
_MAIL = re.compile(
    r"(?P<name>[\w.+-]{1,64})(?:[(][2Qa@]\)?|©|®)(?P<host>(?:[\w-]{1,63}\.){1,4}(?:vn|com|org|net)\W{0,3})"
)
_SCHEME = re.compile(r"h[tf]{1,4}p(s?)://(?=\S)")
_HOST = re.compile(r"(?P<host>(?:\S{0,99}[\w-]\.)?[øØgG][oO][vV]\.[vV])[nNmMiI](?P<rest>\W\S{0,99})?")
_ADDRESS = re.compile(r"(?:\w{3,6}://|www\.)\S{3,}|[\w.+-]{1,64}@\S{3,}|\S{1,99}\.(?:vn|com|org|net)\W{0,3}")


def mend_address(word: Word) -> Word:
    """The word with its address put right; the engine's reading is kept beside it."""
    text = _SCHEME.sub(r"http\1://", word.text, count=1)
    if mail := _MAIL.fullmatch(text):
        text = f"{mail['name']}@{mail['host']}"
    if (host := _HOST.fullmatch(text)) and not (text.isascii() and text.isupper()):
        text = host["host"].lower() + "n" + (host["rest"] or "")
    if _ADDRESS.fullmatch(text):
        text = text.translate(_LETTERS)
    return word.mended(text)
