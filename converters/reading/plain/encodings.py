"""Bytes of a text file to Unicode: marks and validity first, then the letters."""

from __future__ import annotations

from converters.legacy.conversion import Findings
from converters.legacy.decoding import decode, joined_pieces
from converters.legacy.detection import detect, likeness
from converters.legacy.fonts import Encoding
from converters.reading.plain.viqr import from_viqr
from validators.language.unicode_hygiene import clean_text

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE = 200_000  # bytes judged by letters
_HEAD = 4096  # bytes judged by their zeros
_UTF16_ZEROS = 0.1  # of the head's bytes that are zero on one side of the pairs, in UTF-16; stray zeros are fewer
_BELIEVED = 0.5  # share of marked words that are syllables, from which a declared encoding is taken at its word


def decode_bytes(data: bytes, findings: Findings, declared: str | None = None, *, by_letters: bool = True) -> str:
    """Decode a text file.

    Args:
        data: All of it.
        findings: Told of conversions.
        declared: The encoding the file itself names, tried after UTF-8.
        by_letters: Convert text of before Unicode by its letters; False leaves it as Western characters for whoever
            knows the fonts.

    Returns:
        Text. Bytes that are no valid UTF-8 or UTF-16 are read as Western letters and converted by what they spell.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    if data.count(0) and (wide := _wide(data)):
        return data.decode(wide, "replace")
    try:
        unicode = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return _unmarked(unicode, findings) if by_letters and unicode.isascii() else unicode
    if (text := _as_declared(data, declared)) is not None:
        return text
    western = western_text(data)
    encoding = detect(western[:_SAMPLE]) if by_letters else Encoding.UNICODE
    if encoding is Encoding.UNICODE:
        return western
    pieces = decode(western, encoding)
    findings.letters[encoding] += sum(piece.text != western[piece.start] for piece in pieces)
    findings.lost.update(piece.text for piece in pieces if piece.lost)
    return joined_pieces(pieces)


def _unmarked(text: str, findings: Findings) -> str:
    """Plain ASCII: Vietnamese with its marks written as signs (VIQR), or text as it stands."""
    decoded = from_viqr(text)
    if decoded is None:
        return text
    findings.viqr += sum(not letter.isascii() for letter in decoded)
    return decoded


def western_text(data: bytes) -> str:
    """Windows-1252, with the five bytes it leaves open kept as they are."""
    return "".join(map(_WESTERN.__getitem__, data))


_WESTERN = tuple(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: zeros stand on one side of the pairs."""
    even, odd = data[:_HEAD:2].count(0), data[1:_HEAD:2].count(0)
    if max(even, odd) < min(len(data), _HEAD) * _UTF16_ZEROS:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _as_declared(data: bytes, declared: str | None) -> str | None:
    """The declared encoding, if it exists and makes Vietnamese of the bytes."""
    if not declared or declared.lower() in {"utf-8", "utf8", "x-user-defined", "windows-1252", "iso-8859-1"}:
        return None
    try:
        text = clean_text(data.decode(declared))
    except (LookupError, UnicodeDecodeError):
        return None
    return text if likeness(text[:_SAMPLE]).rate >= _BELIEVED else None
