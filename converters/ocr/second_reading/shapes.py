"""Digits compared with the page's other digits: a 0 with a speck in it may be read as 9 twice, but looks like a 0.

A page is printed in few fonts, and its digits are all of one height. So the page itself is the best pattern book: every
digit is laid over all others, and one that is nearer to those of another value than to those of its own was misread.
(Adapting to the document's own shapes is an old idea: G. Nagy and Y. Xu, “Automatic prototype extraction for adaptive
OCR”, ICDAR 1997.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from converters.ocr.second_reading.crops import LETTER_HEIGHT, Grey

HEIGHT, WIDTH = 20, 16  # pixels of a pattern: the digit's height, and room for its width
NEIGHBOURS = 3  # so many of a value must be alike before they are held against another
MOST = 60  # digits of a value that are laid over each digit
NEARER = 0.7  # a digit is doubted when another value is so much nearer than its own
SMALLEST = 5  # pixels of ink; smaller pieces are dirt
SHORTEST = 0.62  # of the letter height; points, commas and dashes are lower
TALLEST = 1.8  # of it; a digit may have grown into a mark above or below
_SHIFTS = tuple((dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1))

OFF = 0.2  # of the distance of two digits: how far off its place the next may be
FEWEST = 3  # digits found one after the other that show the first one to be no dirt
GAP = 0.15  # of it: the room between them

Place = tuple[int, int]
Piece = tuple[int, int, int, int]
"""Left, top, width and height in pixels of the crop."""
Pattern = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Printed:
    """A word with digits as it is printed.

    Attributes:
        place: Line and word.
        text: As read.
        ink: The word cut out, black on white, letters LETTER_HEIGHT high.
    """

    place: Place
    text: str
    ink: Grey


@dataclass(frozen=True, slots=True)
class Digit:
    """One printed digit.

    Attributes:
        place: Line and word it belongs to.
        index: Its place in the word's text.
        read: What it was read as.
        pattern: HEIGHT × WIDTH, 0 paper to 1 ink.
    """

    place: Place
    index: int
    read: str
    pattern: Pattern


def misread(words: Sequence[Printed]) -> dict[Place, str]:
    """What the words say by the shapes of their digits, where that is not what was read."""
    found: dict[Place, dict[int, str]] = {}
    for digit, other in misfits(digits_of(words)):
        found.setdefault(digit.place, {})[digit.index] = other
    return {
        word.place: "".join(found[word.place].get(index, sign) for index, sign in enumerate(word.text))
        for word in words
        if word.place in found
    }


def digits_of(words: Sequence[Printed]) -> list[Digit]:
    """The digits that can be told apart in the ink of words.

    First of the words whose ink falls apart into as many pieces as they have signs. They tell how far from each other
    digits stand on this page; with that those of other words are found, where specks or touching letters are between.
    """
    pieces = {word.place: _pieces(word.ink) for word in words}
    sure = {word.place: _one_to_one(word.text, pieces[word.place]) for word in words}
    spacing = _spacing([(word.text, sure[word.place]) for word in words])
    digits: list[Digit] = []
    for word in words:
        found = sure[word.place] or _walked(word.text, pieces[word.place], spacing)
        if found:
            digits += _patterns(word, found)
    return digits


def _patterns(word: Printed, found: Mapping[int, Piece]) -> Iterator[Digit]:
    paper = np.float32(1) - word.ink.astype(np.float32) / np.float32(255)
    top = median(piece[1] for piece in found.values())
    bottom = median(piece[1] + piece[3] for piece in found.values())
    for index, piece in found.items():
        yield Digit(word.place, index, word.text[index], _pattern(paper, piece, top, bottom))


def _one_to_one(text: str, pieces: Sequence[Piece]) -> dict[int, Piece]:
    """Each digit's piece of ink, where there are as many pieces as signs and those of digits are as high as digits."""
    if len(pieces) != len(text):
        return {}
    found = {index: piece for index, piece in enumerate(pieces) if text[index].isdigit()}
    return found if all(_is_tall(piece) for piece in found.values()) else {}


def _spacing(words: Sequence[tuple[str, Mapping[int, Piece]]]) -> dict[str, float]:
    """Usual distance of the middles of two digits, by what stands between them ("", "/", ".")."""
    seen: dict[str, list[float]] = {}
    for text, found in words:
        for first, second in pairwise(sorted(found)):
            if second - first <= 2:
                between = text[first + 1 : second]
                seen.setdefault(between, []).append(_middle(found[second]) - _middle(found[first]))
    return {between: median(distances) for between, distances in seen.items() if len(distances) >= NEIGHBOURS}


def _walked(text: str, pieces: Sequence[Piece], spacing: Mapping[str, float]) -> dict[int, Piece]:
    """Each digit's piece from the left up to where one does not stand where it should; specks are stepped over.

    Digits that have grown together are cut apart: all digits of a font are equally wide.
    """
    pitch = spacing.get("")
    if pitch is None or not text[0].isdigit():
        return {}
    tall = [part for piece in pieces if _is_tall(piece) for part in _cut_apart(piece, pitch)]
    if not tall or tall[0][2] > pitch:
        return {}
    found = {0: tall[0]}
    last = 0
    for index in range(1, len(text)):
        if not text[index].isdigit():
            continue
        wanted = spacing.get(text[last + 1 : index])
        if wanted is None:
            break
        reach = _middle(found[last]) + wanted
        piece = min(tall, key=lambda piece: abs(_middle(piece) - reach))
        if abs(_middle(piece) - reach) > OFF * pitch or piece[2] > pitch:
            break
        found[index] = piece
        last = index
    return found if len(found) >= FEWEST else {}


def _cut_apart(piece: Piece, pitch: float) -> list[Piece]:
    left, top, width, height = piece
    parts = max(1, round((width + GAP * pitch) / pitch))
    return [(round(left + part * width / parts), top, round(width / parts), height) for part in range(parts)]


def _is_tall(piece: Piece) -> bool:
    return SHORTEST * LETTER_HEIGHT <= piece[3] <= TALLEST * LETTER_HEIGHT


def _middle(piece: Piece) -> float:
    return piece[0] + piece[2] / 2


def misfits(digits: Sequence[Digit]) -> Iterator[tuple[Digit, str]]:
    """The digits that are more like those of another value on the page, and that value."""
    references = list(_references(digits))
    if len(references) < 2 * NEIGHBOURS:
        return
    values = sorted({digit.read for digit in references})
    nearest = _nearest(digits, references, values)
    for digit, distances in zip(digits, nearest, strict=True):
        own = distances[values.index(digit.read)]
        other = int(np.argmin(distances))
        if own < np.inf and distances[other] < NEARER * own:
            yield digit, values[other]


def _references(digits: Sequence[Digit]) -> Iterator[Digit]:
    """Of each value at most MOST digits, from all over the page: a page of tables has thousands."""
    for value in sorted({digit.read for digit in digits}):
        alike = [digit for digit in digits if digit.read == value]
        yield from alike[:: -(-len(alike) // MOST)]


def _nearest(digits: Sequence[Digit], references: Sequence[Digit], values: Sequence[str]) -> npt.NDArray[np.float32]:
    """For each digit and value how far away the nearest ones of other words are; infinite where there are too few."""
    distances = _distances(digits, references)
    places = {place: number for number, place in enumerate(dict.fromkeys(digit.place for digit in digits))}
    own, others = (np.array([places[digit.place] for digit in some]) for some in (digits, references))
    distances[own[:, None] == others[None, :]] = np.inf
    read = np.array([digit.read for digit in references])
    nearest = np.full((len(digits), len(values)), np.inf, np.float32)
    for column, value in enumerate(values):
        near = distances[:, read == value]
        if near.shape[1] >= NEIGHBOURS:
            nearest[:, column] = np.partition(near, NEIGHBOURS - 1, axis=1)[:, :NEIGHBOURS].mean(axis=1)
    return nearest


def _distances(digits: Sequence[Digit], references: Sequence[Digit]) -> npt.NDArray[np.float32]:
    """From each digit to each reference: squared difference of patterns laid over each other as well as they can be."""
    flat = np.stack([digit.pattern.ravel() for digit in digits])
    patterns = np.stack([digit.pattern for digit in references])
    lengths = (flat**2).sum(axis=1)[:, None] + (patterns**2).sum(axis=(1, 2))[None, :]
    alike = np.full(lengths.shape, -np.inf, np.float32)
    for dy, dx in _SHIFTS:
        shifted = np.roll(patterns, (dy, dx), axis=(1, 2)).reshape(len(references), -1)
        np.maximum(alike, flat @ shifted.T, out=alike)
    distances: npt.NDArray[np.float32] = np.maximum(lengths - 2 * alike, 0)
    return distances


def _pattern(word: Pattern, piece: Piece, top: float, bottom: float) -> Pattern:
    """A digit at HEIGHT, its middle in the middle, a little blurred so that its edges need not fall on one pixel."""
    factor = (HEIGHT - 2) / max(bottom - top, 1)
    centre = piece[0] + piece[2] / 2
    matrix = np.array([[factor, 0, WIDTH / 2 - factor * centre], [0, factor, 1 - factor * top]], np.float32)
    scaled = cv2.warpAffine(word, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
    return cv2.GaussianBlur(scaled, (0, 0), 0.7).astype(np.float32)


def _pieces(word: Grey) -> list[Piece]:
    """Left, top, width and height of a word's signs, from left to right; ink that stands above other ink is joined."""
    _, ink = cv2.threshold(np.ascontiguousarray(word), 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    boxes = sorted((int(x), int(y), int(w), int(h)) for x, y, w, h, area in stats[1:] if area >= SMALLEST)
    joined: list[Piece] = []
    for left, top, width, height in boxes:
        if joined and left + width / 2 <= joined[-1][0] + joined[-1][2]:
            x, y, w, h = joined[-1]
            end, low = max(x + w, left + width), max(y + h, top + height)
            joined[-1] = (x, min(y, top), end - x, low - min(y, top))
        else:
            joined.append((left, top, width, height))
    return joined
