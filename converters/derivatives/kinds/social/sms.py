"""How long a short message is, and how Vietnamese is written without marks (3GPP TS 23.038).

A message of the GSM alphabet holds 160 letters, any other 70 units of UTF-16. Vietnamese with its marks is of the
second kind, so a longer statement is sent without marks: every letter, number and sign stays, only the marks go.
What is longer still goes in parts that phones join again (153 or 67 each), as many as a setting allows.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from validators.language.unicode_hygiene import normalized

Encoding = Literal["GSM-7", "UCS-2"]

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€")  # take the room of two letters
_PLAIN = str.maketrans(
    {"đ": "d", "Đ": "D", "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "\u00a0": " ",
     "•": "-", "²": "2", "³": "3", "[": "(", "]": ")"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """A short message.

    Attributes:
        text: As it is sent.
        encoding: By its letters.
        length: In letters of the GSM alphabet, or units of UTF-16.
        plain: Whether its marks were taken away.
    """

    text: str
    encoding: Encoding
    length: int
    plain: bool = False


def measured(text: str, *, plain: bool = False) -> Message:
    """A text as a message."""
    if all(sign in _BASIC or sign in _EXTENDED for sign in text):
        return Message(text, "GSM-7", len(text) + sum(sign in _EXTENDED for sign in text), plain)
    return Message(text, "UCS-2", len(text.encode("utf-16-le")) // 2, plain)


def without_marks(text: str) -> str:
    """A text without the marks of Vietnamese: "phạt tiền" becomes "phat tien". What is no Latin letter stays."""
    apart = normalized("NFD", text.translate(_PLAIN))
    kept = (
        sign
        for place, sign in enumerate(apart)
        if unicodedata.category(sign) != "Mn" or not _latin_before(apart, place)
    )
    return normalized("NFC", "".join(kept))


def _latin_before(text: str, place: int) -> bool:
    """Whether a mark stands on a letter a–z: marks of Khmer are letters of their own."""
    while place and unicodedata.category(text[place]) == "Mn":
        place -= 1
    return text[place].isascii()


_JOINED_ROOM = {"GSM-7": 7, "UCS-2": 3}  # what each of several joined parts gives to the number that joins them


def parts(message: Message, most: int) -> int:
    """How many messages it is sent as, which a phone shows as one.

    Args:
        message: The text.
        most: Room of one message of its encoding, in the units of `Message.length`.
    """
    if message.length <= most:
        return 1
    room = most - _JOINED_ROOM[message.encoding]
    count, used = 1, 0
    for sign in message.text:
        takes = measured(sign).length if message.encoding == "GSM-7" else len(sign.encode("utf-16-le")) // 2
        if used + takes > room:  # a letter is never parted
            count, used = count + 1, 0
        used += takes
    return count


def fitting(text: str, *, most: int, most_with_marks: int, most_parts: int) -> Message | None:
    """A text as one message: with its marks where one part holds it, else without, in as few parts as it takes.

    Args:
        text: All of it; nothing is shortened.
        most: Letters of a message of the GSM alphabet.
        most_with_marks: Units of any other.
        most_parts: Into how many it may be parted.

    Returns:
        The message; None where it takes more parts.
    """
    room = {"GSM-7": most, "UCS-2": most_with_marks}
    as_it_is, plain = measured(text), measured(without_marks(text), plain=True)
    if parts(as_it_is, room[as_it_is.encoding]) == 1:
        return as_it_is
    return plain if parts(plain, room[plain.encoding]) <= most_parts else None
