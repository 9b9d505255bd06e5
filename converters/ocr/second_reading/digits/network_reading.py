"""What the network reads where the engine read a word: the same digits, the same signs, or something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from converters.ocr.second_reading.digits.alphabet import LETTER, OTHER, digits_of, spelled
from converters.ocr.second_reading.digits.reading import Sign

SURE = 0.9  # confidence from which a digit stands where a letter was read
SLACK = 3.0  # pixels of a crop: how far beside its word's box a sign may stand
_LETTER = re.compile(r"([^\s\dOo])([.,;:)]?)")  # O and 0 cannot be told apart by their looks
_AROUND = ".,;:()"
_EDGES = _AROUND + OTHER + LETTER  # around a number; "800.000đ" has a letter that need not be seen


@dataclass(frozen=True, slots=True)
class NetworkReading:
    """What the network reads in the place of one word.

    Attributes:
        text: Its signs.
        same_digits: Whether they have the word's digits, and no gap among them shows that two numbers ran together.
        same_signs: Whether all signs are the word's, those around it left out.
        confidence: Of the digit the network is least sure of, 0–1; 0 when it sees none.
    """

    text: str
    same_digits: bool
    same_signs: bool
    confidence: float


def network_readings(
    words: Sequence[str], spans: Sequence[tuple[float, float]], signs: Sequence[Sign]
) -> list[NetworkReading | None]:
    """What the network reads for each word; None for one without digits.

    Args:
        words: Of the crop, from left to right.
        spans: Left and right edge of each, in pixels of the crop.
        signs: As the network reads the crop.
    """
    wanted = [digits_of(word) for word in words if digits_of(word)]
    pieces = [list(run) for space, run in groupby(signs, key=lambda sign: sign.text == " ") if not space]
    in_order = [digits for piece in pieces if (digits := digits_of(_text(piece)))]
    # Boxes may be a little off; the numbers of a crop in their order are as good.
    return [
        _reading_of(word, span, pieces, all_digits=wanted == in_order) if digits_of(word) else None
        for word, span in zip(words, spans, strict=True)
    ]


def digit_for_letter(word: str, span: tuple[float, float], signs: Sequence[Sign]) -> str:
    """A label of one letter with the digit the network sees in its place ("I." is "1."); "" where it sees none.

    An engine that has read "I." reads it again when asked again, since both signs are nearly alike to it. To the
    network every letter is one sign, and no digit.

    Args:
        word: As the engine read it.
        span: Its left and right edge, in pixels of the crop.
        signs: As the network reads the crop.
    """
    label = _LETTER.fullmatch(word)
    inside = [sign for sign in signs if _within(sign, span) and sign.text not in _AROUND]
    if label is None or len(inside) != 1 or not inside[0].text.isdecimal() or inside[0].confidence < SURE:
        return ""
    return inside[0].text + label[2]


def _reading_of(
    word: str, span: tuple[float, float], pieces: Sequence[Sequence[Sign]], *, all_digits: bool
) -> NetworkReading:
    touched = [piece for piece in pieces if any(_within(sign, span) for sign in piece)]
    inside = [[sign for sign in piece if _within(sign, span)] for piece in touched]
    text = " ".join(_text(piece) for piece in inside)
    # A number is as long as its print: "700.000" is not the whole of a "36.700.000" that was torn.
    whole = [digits for piece in touched if (digits := digits_of(_text(piece)))]
    return NetworkReading(
        text if whole == [digits_of(text)] else " ".join(_text(piece) for piece in touched),
        same_digits=all_digits or whole == [digits_of(word)],
        same_signs=text.strip(_EDGES) == spelled(word).strip(_EDGES),
        confidence=min((sign.confidence for piece in inside for sign in piece if sign.text.isdecimal()), default=0.0),
    )


def _within(sign: Sign, span: tuple[float, float]) -> bool:
    return span[0] - SLACK <= sign.middle <= span[1] + SLACK


def _text(piece: Sequence[Sign]) -> str:
    return "".join(sign.text for sign in piece)


def respelled(word: str, seen: str) -> str:
    """The word with the digits and signs the network saw; "" where its letters cannot be told from them.

    >>> respelled("19/2020/NĐ-CP", "15/2020/a-a")
    '15/2020/NĐ-CP'
    """
    runs = _letter_runs(word)
    if seen.count(LETTER) != len(runs) or not digits_of(seen):
        return ""
    letters = iter(runs)
    return "".join(next(letters) if sign == LETTER else sign for sign in seen)


def _letter_runs(word: str) -> list[str]:
    return "".join(letter if letter.isalpha() else " " for letter in word).split()
