"""From text as a legacy file holds it (Western characters) to Vietnamese, encoding by encoding.

Every function works letter by letter and keeps, for each piece of the result, the place it came from, so that a
sentence cut into many runs (as Word does) can be converted as a whole and dealt out again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from converters.legacy.fonts import Encoding
from converters.legacy.tables import TCVN3, TCVN3_TONES, VISCII, VNI_ALONE, VNI_PAIRS, VPS
from validators.language.unicode_hygiene import normalized

# What Word and others put for bytes they could not place: symbol fonts (U+F0xx) and a few look-alikes.
_SYMBOL_AREA = range(0xF020, 0xF100)
_LOOK_ALIKES = {"μ": 0xB5, "ħ": 0xA7, "Ð": 0xD0, "ð": 0xF0, "\u2011": 0x2D, "¯": 0xAF, "∙": 0xB7, "―": 0x97}
_OPTIONAL_HYPHEN = 0xAD
_HORNED_U = frozenset("ưứừửữự")
_VOWELS = frozenset("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the result.

    Attributes:
        text: What it is now.
        start: Index in the given text it came from.
        lost: The character could not be converted and stands as it was.
    """

    text: str
    start: int
    lost: bool = False


def code_of(character: str) -> int | None:
    """The byte a character stood for in the legacy file, None for characters no byte stands for."""
    point = ord(character)
    if point < 0x80 or 0xA0 <= point <= 0xFF:
        return point
    if point in _SYMBOL_AREA:
        return point - 0xF000
    if character in _LOOK_ALIKES:
        return _LOOK_ALIKES[character]
    if 0x80 <= point < 0xA0:
        return point
    encoded = character.encode("cp1252", "ignore")
    return encoded[0] if len(encoded) == 1 else None


def decode(text: str, encoding: Encoding) -> list[Piece]:
    """Convert a stretch of text that is in one encoding.

    Args:
        text: As read from the file: Western characters standing for bytes.
        encoding: What they really are.

    Returns:
        Pieces in order; joined and normalised to NFC they are the converted text.
    """
    return _DECODERS[encoding](text)


def joined_pieces(pieces: list[Piece]) -> str:
    """The converted text, NFC."""
    return normalized("NFC", "".join(piece.text for piece in pieces))


def _decode_unicode(text: str) -> list[Piece]:
    return [Piece(character, index) for index, character in enumerate(text)]


def _decode_tcvn3(text: str) -> list[Piece]:
    pieces: list[Piece] = []
    for index, character in enumerate(text):
        code = code_of(character)
        if code in TCVN3_TONES and not (pieces and pieces[-1].text[-1:] in _VOWELS):
            pieces.append(Piece(character, index))  # a degree sign, an acute accent on its own
        elif code == _OPTIONAL_HYPHEN and _tcvn3_letter(text, index + 1) in _HORNED_U:
            continue  # "thưương": a hyphen for line ends, which shares its code with ư
        elif code is not None and code in TCVN3:
            pieces.append(Piece(TCVN3[code], index))
        else:
            pieces.append(_kept(character, index))
    return pieces


def _tcvn3_letter(text: str, index: int) -> str:
    code = code_of(text[index]) if index < len(text) else None
    return TCVN3.get(code, "") if code is not None else ""


def _decode_by(table: Mapping[int, str]) -> Callable[[str], list[Piece]]:
    def decode_table(text: str) -> list[Piece]:
        pieces = []
        for index, character in enumerate(text):
            code = code_of(character)
            found = table.get(code) if code is not None else None
            pieces.append(Piece(found, index) if found else _kept(character, index))
        return pieces

    return decode_table


def _decode_cp1258(text: str) -> list[Piece]:
    pieces = []
    for index, character in enumerate(text):
        code = code_of(character)
        decoded = bytes([code]).decode("cp1258", "ignore") if code is not None else ""
        pieces.append(Piece(decoded or character, index, lost=not decoded and code is not None))
    return pieces


_VNI_MARKS = frozenset("ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË")


def _decode_vni(text: str) -> list[Piece]:
    text = "".join(_from_symbol_area(character) for character in text)
    pieces = []
    position = 0
    while position < len(text):
        letter, width, lost = _vni_at(text, position)
        pieces.append(Piece(letter, position, lost))
        position += width
    return pieces


def _vni_at(text: str, position: int) -> tuple[str, int, bool]:
    """The letter that begins here, how many characters it takes, and whether it makes no sense in VNI."""
    vowel = text[position]
    mark = text[position + 1 : position + 2]
    pair = VNI_PAIRS.get((vowel.lower(), mark.lower())) if mark else None
    if pair is not None:
        pair = normalized("NFC", pair)
        return (pair.upper() if vowel.isupper() else pair), 2, False
    return VNI_ALONE.get(vowel, vowel), 1, vowel in _VNI_MARKS


def _from_symbol_area(character: str) -> str:
    point = ord(character)
    if point not in _SYMBOL_AREA:
        return character
    return bytes([point - 0xF000]).decode("cp1252", "ignore") or character


def _kept(character: str, index: int) -> Piece:
    """A character without a place in the table: punctuation is itself, anything else is a loss."""
    point = ord(character)
    lost = point in _SYMBOL_AREA or 0x80 <= point < 0xA0 or (0xC0 <= point <= 0xFF and character.isalpha())
    return Piece(character, index, lost)


_DECODERS: Mapping[Encoding, Callable[[str], list[Piece]]] = {
    Encoding.UNICODE: _decode_unicode,
    Encoding.TCVN3: _decode_tcvn3,
    Encoding.VNI: _decode_vni,
    Encoding.VPS: _decode_by(VPS),
    Encoding.VISCII: _decode_by(VISCII),
    Encoding.CP1258: _decode_cp1258,
}
