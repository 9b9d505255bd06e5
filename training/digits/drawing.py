"""Draws what the network learns from: stretches of print with numbers, spoilt like scans, cut as crops are cut.

Numbers are of any digits, so that the network learns looks and no habits: "38/2/2941" is as likely as a real date.
Nothing is taken from any document; the words around the numbers are given.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from converters.ocr.second_reading.crops import Grey, cut
from converters.ocr.second_reading.digits.alphabet import spelled
from converters.ocr.second_reading.digits.reading import strip_of
from converters.reading.boxes import Box

Boxes = list[tuple[float, float, float, float]]
Rgb = npt.NDArray[np.uint8]
Colour = tuple[int, int, int]

SYMBOLS = ("NĐ-CP", "TT-BTP", "QĐ-TTg", "QH15", "NQ-HĐND", "QĐ-UBND", "TT-BCA", "TTLT-BTP-BNV", "CT-TTg", "KH-UBND")
SMALL_THINGS = ("a)", "b)", "đ)", "l)", "i)", "-", "–", "•", "+", "I.", "II.", "IV", "“Luật", "(khoản", "Điều", "đồng")
WIDEST = 900  # pixels of a crop
SMALLEST_DIGIT, LARGEST_DIGIT = 10.5, 38.0  # pixels on the scanned page


@dataclass(slots=True)
class Drawer:
    """Draws one crop after the other.

    Attributes:
        chance: Where all randomness comes from.
        fonts: Files of fonts that have every Vietnamese letter.
        words: What stands around the numbers.
    """

    chance: random.Random
    fonts: Sequence[Path]
    words: Sequence[str]
    _opened: dict[tuple[Path, int], ImageFont.FreeTypeFont] = field(default_factory=dict)

    def draw(self) -> tuple[Grey, str]:
        """A strip as the network sees it, and its signs."""
        while True:
            picture, boxes, words, digit, gap = self._printed()
            picture, boxes, slope, height = spoilt(picture, boxes, digit, self.chance)
            shaken = [_shaken(box, height, self.chance) for box in boxes]
            off = (0.85, 1.2) if self.chance.random() < 0.6 else (0.6, 1.35)
            room = gap * height / digit
            letter = height * self.chance.uniform(*off)
            crop, _ = cut(picture, shaken, letter, slope + self.chance.gauss(0, 0.004), room=(room, room))
            if crop.shape[1] <= WIDEST:
                moved = np.roll(crop, self.chance.randint(-2, 2), axis=0)
                return strip_of(moved), spelled(" ".join(words))

    def _font(self) -> tuple[ImageFont.FreeTypeFont, int]:
        size = round(np.exp(self.chance.uniform(np.log(15), np.log(46 if self.chance.random() < 0.95 else 90))))
        key = self.chance.choice(self.fonts), size
        if key not in self._opened:
            self._opened[key] = ImageFont.truetype(str(key[0]), size)
        return self._opened[key], size

    def _word(self) -> str:
        word, turn = self.chance.choice(self.words), self.chance.random()
        return word.upper() if turn < 0.1 else word.capitalize() if turn < 0.2 else word

    def _line(self) -> list[str]:
        """One to five words, most often with a number among them."""
        count = self.chance.choices((1, 2, 3, 4, 5), (12, 23, 40, 15, 10))[0]
        hot = self.chance.randrange(count)
        words = []
        for place in range(count):
            turn = self.chance.random()
            if (place == hot and turn < 0.9) or turn < 0.15:
                words.append(number(self.chance))
            else:
                words.append(self.chance.choice(SMALL_THINGS) if turn < 0.2 else self._word())
        return words

    def _printed(self) -> tuple[Rgb, Boxes, list[str], int, float]:
        """Three lines of print, the boxes of the middle one's words, the words, height of a digit, the gap of words."""
        font, size = self._font()
        words = self._line()
        top, bottom = font.getbbox("0")[1::2]
        pitch, gap = int(size * self.chance.uniform(1.12, 1.6)), font.getlength(" ") * self.chance.choice((1, 1, 1.5))
        width = int(sum(font.getlength(word) + gap for word in words) + 6 * size)
        paper, ink, light = _colours(self.chance)
        picture = Image.new("RGB", (width, 3 * pitch + size), paper)
        pen = ImageDraw.Draw(picture)
        for row in (0, 2):
            if self.chance.random() < 0.8:
                others = [self._word() if self.chance.random() < 0.8 else number(self.chance) for _ in range(7)]
                start = self.chance.uniform(-2 * size, size)
                _write(pen, others, font, ink, start, size / 2 + row * pitch, gap)
        left, level = self.chance.uniform(1, 3) * size, size / 2 + pitch
        before = self._word()
        _write(pen, [before], font, ink, left - gap - font.getlength(before), level, gap)
        boxes = _write(pen, words, font, ink, left, level, gap)
        if self.chance.random() < 0.7:
            _write(pen, [self._word()], font, ink, boxes[-1][2] + gap, level, gap)
        drawn = np.array(picture)
        if not light and self.chance.random() < 0.5:  # the panel ends beside the line
            drawn[: max(0, int(boxes[0][1]) - self.chance.randint(2, size))] = self.chance.randint(225, 255)
        return drawn, boxes, words, int(bottom - top), gap


def number(chance: random.Random) -> str:
    """A number in one of the forms documents use, of any digits."""

    def digits(low: int, high: int | None = None) -> str:
        count = chance.randint(low, high or low)
        drawn = "".join(chance.choice("0123456789") for _ in range(count))
        if count > 1 and chance.random() < 0.25:  # runs, as in amounts
            start = chance.randrange(count)
            drawn = drawn[:start] + chance.choice("0000158") * (count - start)
        return drawn

    amount = digits(1, 3) + "".join(
        "." + ("000" if chance.random() < 0.6 else digits(3)) for _ in range(chance.randint(1, 3))
    )
    forms = (
        amount,
        amount,
        f"{digits(1, 2)}/{digits(1, 2)}/{chance.choice(('20', '19', ''))}{digits(2)}",
        f"{digits(1, 4)}/20{digits(2)}/{chance.choice(SYMBOLS)}",
        f"{digits(1, 4)}/{chance.choice(SYMBOLS)}",
        f"{digits(1, 2)}{chance.choice(('%', ',' + digits(1) + '%', ',' + digits(1, 2)))}",
        f"0{digits(2, 3)}.{digits(3, 4)}.{digits(3, 4)}",
        f"0{digits(9)}",
        digits(4),
        f"{digits(1, 2)}{chance.choice('.):,;')}",
        f"({digits(1, 4)})",
        f"{digits(1, 2)}-{digits(1, 2)}",
        f"{digits(1, 2)}.{digits(1, 2)}{chance.choice(('', '.', '.' + digits(1)))}",
        f"{digits(1, 3)}{chance.choice('abcđĐ')}",
        digits(4, 8),
        f"{digits(1, 3)}{chance.choice(',;.')}",
        digits(1, 3),
    )
    return chance.choice(forms)


def spoilt(picture: Rgb, boxes: Boxes, digit: int, chance: random.Random) -> tuple[Rgb, Boxes, float, float]:
    """As a scanner, a copier and the years leave it; the boxes where they are then, the slope, a digit's height."""
    turned, boxes, slope = _turned(_faded(picture, chance), boxes, chance)
    noise = np.random.default_rng(chance.randrange(2**32))
    if chance.random() < 0.6:
        _speckle(turned, chance, noise)
    scale = min(1.0, np.exp(chance.uniform(np.log(SMALLEST_DIGIT), np.log(LARGEST_DIGIT))) / digit)
    spoiled = cv2.resize(turned, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height = digit * scale
    if chance.random() < 0.75:
        spoiled = cv2.GaussianBlur(spoiled, (0, 0), chance.uniform(0.3, 0.7 + height / 60))
    if chance.random() < 0.12:
        grow = cv2.erode if chance.random() < 0.5 else cv2.dilate
        spoiled = grow(spoiled, np.ones((2, 2), np.uint8))
    if chance.random() < 0.75:
        grain = noise.normal(0, chance.uniform(1, 12), spoiled.shape)
        spoiled = np.clip(spoiled + grain, 0, 255).astype(np.uint8)
    if chance.random() < 0.8:
        quality = [cv2.IMWRITE_JPEG_QUALITY, chance.randint(35, 92)]
        spoiled = np.asarray(cv2.imdecode(cv2.imencode(".jpg", spoiled, quality)[1], cv2.IMREAD_COLOR))
    scaled = [(left * scale, top * scale, right * scale, bottom * scale) for left, top, right, bottom in boxes]
    return np.asarray(spoiled, np.uint8), scaled, slope, height


def _faded(picture: Rgb, chance: random.Random) -> Rgb:
    """Weak toner, print shining through from the other side, yellow paper, uneven light."""
    faded = picture.astype(np.float32)
    if chance.random() < 0.35:
        faded = 255 - (255 - faded) * chance.uniform(0.6, 0.97)
    if chance.random() < 0.25:
        behind = cv2.GaussianBlur(np.ascontiguousarray(faded[:, ::-1]).mean(axis=2), (0, 0), chance.uniform(2, 6))
        faded -= ((255 - behind) * chance.uniform(0.04, 0.2))[..., np.newaxis]
    if chance.random() < 0.3:
        faded *= np.array([chance.uniform(0.6, 1) for _ in range(3)], np.float32)
    if chance.random() < 0.25:
        faded *= np.linspace(1, chance.uniform(0.55, 1), faded.shape[1], dtype=np.float32)[np.newaxis, :, np.newaxis]
    return np.clip(faded, 0, 255).astype(np.uint8)


def _turned(picture: Rgb, boxes: Boxes, chance: random.Random) -> tuple[Rgb, Boxes, float]:
    height, width = picture.shape[:2]
    angle = chance.gauss(0, 1.2) if chance.random() < 0.7 else 0.0
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    if chance.random() < 0.3:
        matrix[:, :2] += np.array([[chance.gauss(0, 0.01), chance.gauss(0, 0.02)], [chance.gauss(0, 0.01)] * 2])
    turned = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    moved: Boxes = []
    for left, top, right, bottom in boxes:
        corners = np.array([[left, top, 1], [right, top, 1], [left, bottom, 1], [right, bottom, 1]]) @ matrix.T
        moved.append((*corners.min(axis=0), *corners.max(axis=0)))
    return turned.astype(np.uint8), moved, float(matrix[1, 0] / matrix[0, 0])


def _speckle(picture: Rgb, chance: random.Random, noise: np.random.Generator) -> None:
    """Dust and holes, from one in 20,000 pixels to one in 1,700."""
    height, width = picture.shape[:2]
    for _ in range(noise.poisson(height * width * np.exp(chance.uniform(np.log(5e-5), np.log(6e-4))))):
        colour = (chance.randint(10, 70),) * 3 if chance.random() < 0.68 else (255, 255, 255)
        place = chance.randrange(width), chance.randrange(height)
        cv2.circle(picture, place, chance.choice((1, 1, 2, 2, 3, 3, 4)), colour, -1)


def _colours(chance: random.Random) -> tuple[Colour, Colour, bool]:
    """Paper, ink, and whether the paper is the lighter one."""
    if chance.random() < 0.72:
        paper, ink = _shade(chance, 215, 255), _shade(chance, 0, 60 if chance.random() < 0.7 else 110)
        return paper, ink, True
    return _shade(chance, 0, 140), _shade(chance, 230, 255), False


def _shade(chance: random.Random, low: int, high: int) -> Colour:
    return chance.randint(low, high), chance.randint(low, high), chance.randint(low, high)


def _write(
    pen: ImageDraw.ImageDraw,
    words: Sequence[str],
    font: ImageFont.FreeTypeFont,
    ink: Colour,
    left: float,
    top: float,
    gap: float,
) -> Boxes:
    boxes: Boxes = []
    for word in words:
        pen.text((left, top), word, font=font, fill=ink)
        boxes.append(pen.textbbox((left, top), word, font=font))
        left += font.getlength(word) + gap
    return boxes


def _shaken(box: tuple[float, float, float, float], height: float, chance: random.Random) -> Box:
    """A box as an engine gives it: a pixel or two off."""
    return Box(*(round(edge + chance.gauss(0, 0.06 * height)) for edge in box))
