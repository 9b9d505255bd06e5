"""Short cells of tables, read where no words stand around them to go by: numbers, crosses, row numbers.

An engine takes a lone 7 for an H and 56 for S6, drops the comma of 82,3, and does not know a small x from a capital.
The digits network sees nothing but the signs themselves. Where the two disagree on a number the engine reads the cell
again at two other sizes; what the engine never read stands in the record with little confidence, so that the second
reading of the page asks again and doubts what is not confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.engines.second_size import at_larger_size, at_second_size
from converters.ocr.layout.crops import Crop
from converters.ocr.layout.layout import Layout, LayoutLine
from converters.ocr.preparation.arrays import Grey
from converters.ocr.preparation.components import Components
from converters.ocr.second_reading.crops import LETTER_HEIGHT
from converters.ocr.second_reading.digits.alphabet import digits_of
from converters.ocr.second_reading.digits.reading import read_signs
from converters.ocr.second_reading.lone_signs import with_lone_signs
from converters.ocr.second_reading.row_numbers import out_of_step
from converters.reading.boxes import Box

LONGEST = 24  # letters of a cell that may be a number, or two of a range
FEW = 2  # letters of a cell that may be a misread row number
DIGIT, CLEAR = (1.15, 1.8), 0.4  # letter heights of a digit, and from it to the rules of its cell
SURE = 0.95  # engine confidence from which a number that is written as one is not looked at
UNSURE = 0.8  # engine confidence under which letters may be a misread number
KNOWN = 0.9  # network confidence of each sign of a number
UNCONFIRMED = 0.5  # confidence of what the network alone has read
SMALL = 1.25  # letter heights that a small letter is high at most; a capital is 1.4
ROOM = 1.0  # heights of its digits around a line in the strip the network sees
TWINS = frozenset("CKOPSUVWXZ")  # capitals that are small letters at another size
_ROMAN = re.compile(r"[IVXL]+|[Oo]")  # what only its place tells from 1 and 0
_EDGES = ".,;:()'|"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?(?: ?[-–] ?\d+(?:[.,]\d+)*%?)?")

Read = tuple[ReadWord, ...]
ReadImages = Callable[[Sequence[Grey]], Sequence[Read]]


def with_cells(
    layout: Layout,
    crops: Sequence[Crop],
    readings: Sequence[Read],
    read: ReadImages,
    components: Components,
    height: float,
) -> list[Read]:
    """The readings, those of short cells put right where there is evidence of another one.

    Args:
        layout: Of the page.
        crops: One for each of its lines.
        readings: What the engine read in each.
        read: Has the engine read further images.
        components: Of the page.
        height: Of a small letter, in pixels of the layout.
    """
    taken = with_lone_signs(layout, crops, readings, components, height)
    seen = {}
    odd = out_of_step(layout, taken)
    for index, (line, crop) in enumerate(zip(layout.lines, crops, strict=True)):
        if line.cell is None or line.fragment.letters > LONGEST:
            continue
        taken[index] = _sized(line, taken[index], height)
        number = _network_number(line, crop) if index in odd or _may_be_misread(line, taken[index], height) else None
        if number is not None and index in odd and odd[index].fit(number):
            taken[index] = _written(taken[index], number, UNCONFIRMED)
        elif number is not None and _bare(number) != _bare(_text(taken[index])):
            seen[index] = number
    others = read([at_size(crops[i].image) for i in seen for at_size in (at_second_size, at_larger_size)])
    for place, (index, number) in enumerate(seen.items()):
        taken[index] = _decided(taken[index], number, others[2 * place : 2 * place + 2])
    return taken


def _sized(line: LayoutLine, words: Read, height: float) -> Read:
    """A lone letter that looks the same small and large, as its height says."""
    if len(words) != 1 or words[0].text not in TWINS or line.fragment.height > SMALL * height:
        return words
    return (replace(words[0], text=words[0].text.lower()),)


def _may_be_misread(line: LayoutLine, words: Read, height: float) -> bool:
    text = _text(words)
    if not any(map(str.isalnum, text)):
        return _is_digit_like(line, height)
    if not any(map(str.isdigit, text)) and line.fragment.letters > FEW:
        return False
    return _NUMBER.fullmatch(text) is None or _confidence(words) < SURE


def _is_digit_like(line: LayoutLine, height: float) -> bool:
    """Whether what was read as a stroke is as high as a digit and clear of the rules: no piece of a rule is both."""
    if line.cell is None:
        return False
    clear = min(line.fragment.box.left - line.cell.box.left, line.cell.box.right - line.fragment.box.right)
    return DIGIT[0] * height <= line.fragment.height <= DIGIT[1] * height and clear >= CLEAR * height


def _network_number(line: LayoutLine, crop: Crop) -> str | None:
    """The number the network reads in a cell, where it is sure of every sign of one."""
    signs = read_signs(as_strip(line, crop))
    text = "".join(sign.text for sign in signs).strip()
    if not _NUMBER.fullmatch(text) or min(sign.confidence for sign in signs if sign.text != " ") < KNOWN:
        return None
    return text


def as_strip(line: LayoutLine, crop: Crop) -> Grey:
    """The cell as the network wants it: digits `LETTER_HEIGHT` high, in the middle."""
    top, bottom = ((2 * edge - crop.top) * crop.scale for edge in (line.fragment.top, line.fragment.bottom))
    factor = LETTER_HEIGHT / max(bottom - top, 1.0)
    room = round(ROOM * (bottom - top))
    padded = np.pad(crop.image, ((room, room), (0, 0)), constant_values=255)
    middle, reach = round((top + bottom) / 2) + room, round((0.5 + ROOM) * (bottom - top))
    part = padded[max(0, middle - reach) : middle + reach]
    size = max(1, round(part.shape[1] * factor)), max(1, round(part.shape[0] * factor))
    return np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC), np.uint8)


def _decided(words: Read, number: str, others: Sequence[Read]) -> Read:
    """The number where the engine has read it too, or has read no number at all; what the engine read otherwise."""
    text = _text(words)
    agreeing = [other for other in others if _bare(_text(other)) == _bare(number)]
    if agreeing:
        return _written(words, number, max(_confidence(other) for other in agreeing))
    if any(map(str.isdigit, text)):  # a sign that was lost is seen by the network, not made up by it
        kept = _NUMBER.fullmatch(text) is not None and digits_of(text) != digits_of(number)
    elif not any(map(str.isalnum, text)):
        kept = False
    else:
        kept = _confidence(words) >= UNSURE or _ROMAN.fullmatch(text) is not None
    return words if kept else _written(words, number, UNCONFIRMED)


def _written(words: Read, number: str, confidence: float) -> Read:
    """The number in the place of what was read, word for word where both have as many."""
    texts = number.split()
    if len(texts) == len(words):
        boxes = [word.box for word in words]
    else:
        texts, boxes = ["".join(texts)], [Box.around(word.box for word in words)] if words else []
    return tuple(ReadWord(text, box, confidence) for text, box in zip(texts, boxes, strict=False))


def _bare(text: str) -> str:
    """What must be the same: no white space, no stop behind a row number, one kind of dash."""
    return "".join(text.split()).replace("–", "-").strip(_EDGES)


def _text(words: Read) -> str:
    return " ".join(word.text for word in words)


def _confidence(words: Read) -> float:
    return min((word.confidence for word in words), default=0.0)
