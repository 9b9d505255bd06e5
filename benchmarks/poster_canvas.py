"""A canvas that remembers what was written on it, box by box, and the icons, pictures and grounds of posters."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from PIL import Image, ImageDraw

from examples.typeset.fonts import face

Colour = tuple[int, int, int]
WHITE, BLACK, INK = (255, 255, 255), (0, 0, 0), (24, 30, 44)
DARK = ((13, 60, 140), (150, 20, 32), (8, 110, 92), (90, 36, 130), (20, 40, 70), (190, 70, 10), (40, 110, 40))
BRIGHT = ((22, 119, 204), (240, 140, 22), (21, 152, 91), (220, 40, 50), (150, 42, 160), (0, 150, 160))
PALE = ((255, 249, 232), (232, 243, 255), (234, 249, 238), (255, 236, 236), (245, 240, 255), (255, 255, 255))


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: pixels of the font, width of its letters against the usual, space of lines in font sizes."""

    size: int
    colour: Colour = INK
    family: str = "sans"
    bold: bool = False
    squeeze: float = 1.0
    leading: float = 1.32
    align: str = "left"
    outline: Colour | None = None
    shadow: Colour | None = None
    second: Colour | None = None  # of the lines after the first


@dataclass(frozen=True, slots=True)
class Written:
    """A box of text: what it says, what it is on the poster, and where (left, top, right, bottom)."""

    text: str
    kind: str
    box: tuple[int, int, int, int]


def width_of(text: str, style: Style) -> float:
    """Pixels a line takes."""
    return face(style.family, style.size, bold=style.bold).getlength(text) * style.squeeze


def wrapped(text: str, style: Style, width: float) -> list[str]:
    """The lines of a text."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, style) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def fitting(text: str, style: Style, width: float, most: int = 99) -> Style:
    """The style, smaller where a word is wider than its box or the text takes more lines than wanted."""
    while style.size > 9:
        lines = wrapped(text, style, width)
        if len(lines) <= most and max(width_of(line, style) for line in lines) <= width:
            break
        style = replace(style, size=style.size - max(1, style.size // 20))
    return style


@dataclass(slots=True)
class Canvas:
    """An image and the texts on it, in reading order."""

    image: Image.Image
    chance: random.Random
    texts: list[Written] = field(default_factory=list)

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        """To draw shapes with."""
        return ImageDraw.Draw(self.image)

    def write(self, text: str, kind: str, place: tuple[int, int, int], style: Style) -> int:
        """Write a box at (left, top) of a width; returns the pixel row below it."""
        left, top, width = place
        lines = wrapped(text, style, width)
        row, reached = top, [left + width, left]
        for number, line in enumerate(lines):
            long = width_of(line, style)
            start = left + {"left": 0.0, "centre": (width - long) / 2, "right": width - long}[style.align]
            other = number and style.second is not None
            self._line(line, round(start), row, replace(style, colour=style.second) if other else style)
            reached = [min(reached[0], round(start)), max(reached[1], round(start + long))]
            row += round(style.leading * style.size)
        self.texts.append(Written(text, kind, (reached[0], top, reached[1], row)))
        return row

    def _line(self, line: str, left: int, top: int, style: Style) -> None:
        font = face(style.family, style.size, bold=style.bold)
        border = max(2, style.size // 12) if style.outline else 0
        room = style.size // 2 + border
        size = (math.ceil(font.getlength(line)) + 2 * room, round(2.2 * style.size) + 2 * room)
        drop = max(1, style.size // 14)
        for colour, stroke, off in ((style.shadow, 0, drop), (style.outline, border, 0), (style.colour, 0, 0)):
            if colour is not None:
                mask = Image.new("L", size)
                ImageDraw.Draw(mask).text((room, room), line, font=font, fill=255, stroke_width=stroke)
                if style.squeeze != 1.0:
                    mask = mask.resize((max(1, round(size[0] * style.squeeze)), size[1]), Image.Resampling.LANCZOS)
                at = (left - round(room * style.squeeze) + off, top - room - round(0.18 * style.size) + off)
                self.image.paste(colour, (*at, at[0] + mask.width, at[1] + mask.height), mask)

    def panel(
        self, box: tuple[int, int, int, int], fill: Colour | None, *, edge: Colour | None = None, radius: int = 0
    ) -> None:
        """A rectangle, round at its corners."""
        self.pen.rounded_rectangle(box, radius, fill=fill, outline=edge, width=max(1, self.image.width // 700))


def height_of(text: str, style: Style, width: float) -> int:
    """Pixels a box takes from top to bottom."""
    return round(style.leading * style.size) * len(wrapped(text, style, width))


def gradient(size: tuple[int, int], first: Colour, second: Colour, *, across: bool = False) -> Image.Image:
    """A ground that goes from one colour to another."""
    width, height = size
    steps = np.linspace(0, 1, width if across else height)[:, None]
    colours = np.array(first) * (1 - steps) + np.array(second) * steps
    rows = colours[None, :, :].repeat(height, 0) if across else colours[:, None, :].repeat(width, 1)
    return Image.fromarray(rows.astype(np.uint8))


def picture(size: tuple[int, int], chance: random.Random, *, dark: bool) -> Image.Image:
    """Something like a photo out of focus: clouds of colour, a horizon, shapes, grain."""
    width, height = size
    noise = np.random.default_rng(chance.randrange(2**32))
    low, high = (15, 110) if dark else (150, 250)
    coarse = noise.uniform(low, high, (max(2, height // 90), max(2, width // 90), 3)).astype(np.float32)
    field_ = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    image = np.clip(field_, 0, 255).astype(np.uint8)
    for _ in range(chance.randint(3, 9)):
        x, y, r = chance.randrange(width), chance.randrange(height), chance.randint(8, max(9, height // 4))
        shade = [chance.randint(low, high) for _ in range(3)]
        cv2.circle(image, (x, y), r, shade, -1)
    soft = cv2.GaussianBlur(image, (0, 0), chance.uniform(2.0, 6.0)).astype(np.float32)
    soft += noise.normal(0, chance.uniform(1, 4), soft.shape)
    return Image.fromarray(np.clip(soft, 0, 255).astype(np.uint8))


def decorate(canvas: Canvas, box: tuple[int, int, int, int], colour: Colour) -> None:
    """Faint ornaments: circuits, halftone dots, leaves, rings."""
    left, top, right, bottom = box
    chance, pen = canvas.chance, canvas.pen
    unit = max(2, canvas.image.width // 260)
    for _ in range(chance.randint(4, 10)):
        side = (right - left) // 7  # texts stand in the middle
        x, y = (
            chance.choice((chance.randint(left, left + side), chance.randint(right - side, right))),
            chance.randint(top, bottom),
        )
        kind = chance.randrange(4)
        if kind == 0:
            pen.line((x, y, x + 14 * unit, y, x + 20 * unit, y + 6 * unit), fill=colour, width=max(1, unit // 2))
            pen.ellipse((x + 19 * unit, y + 5 * unit, x + 22 * unit, y + 8 * unit), outline=colour)
        elif kind == 1:
            for row in range(6):
                for column in range(8):
                    cx, cy = x + 3 * unit * column, y + 3 * unit * row
                    pen.ellipse((cx, cy, cx + unit, cy + unit), fill=colour)
        elif kind == 2:
            pen.ellipse((x, y, x + 9 * unit, y + 9 * unit), outline=colour, width=max(1, unit // 2))
        else:
            pen.polygon([(x, y), (x + 9 * unit, y - 6 * unit), (x + 12 * unit, y + 3 * unit)], fill=colour)


def icon(canvas: Canvas, centre: tuple[int, int], size: int, *, style: str | None = None) -> None:
    """An icon in one of four manners: in a disc, in a tile, a bare outline, a bare solid."""
    chance = canvas.chance
    style = style or chance.choice(("disc", "tile", "outline", "solid"))
    colour, half = chance.choice(DARK + BRIGHT), size // 2
    x, y = centre
    box = (x - half, y - half, x + half, y + half)
    if style == "disc":
        canvas.pen.ellipse(box, fill=colour)
    elif style == "tile":
        canvas.pen.rounded_rectangle(box, size // 6, fill=chance.choice(PALE[:5]))
    drawn = WHITE if style == "disc" else colour
    _figure(canvas.pen, chance, (x, y), round(0.3 * size if style in ("disc", "tile") else 0.45 * size), drawn)


def _figure(  # noqa: C901  a list of pictures
    pen: ImageDraw.ImageDraw, chance: random.Random, centre: tuple[int, int], r: int, colour: Colour
) -> None:
    """What the icon shows."""
    x, y = centre
    w = max(2, r // 4)
    match chance.randrange(12):
        case 0:  # tick
            pen.line((x - r, y, x - r // 4, y + r * 2 // 3, x + r, y - r * 2 // 3), fill=colour, width=w)
        case 1:  # lock
            pen.rectangle((x - r * 2 // 3, y - r // 6, x + r * 2 // 3, y + r), fill=colour)
            pen.arc((x - r // 2, y - r, x + r // 2, y + r // 3), 180, 360, fill=colour, width=w)
        case 2:  # house
            pen.polygon([(x - r, y), (x, y - r), (x + r, y)], fill=colour)
            pen.rectangle((x - r * 2 // 3, y, x + r * 2 // 3, y + r), fill=colour)
        case 3:  # person
            pen.ellipse((x - r // 2, y - r, x + r // 2, y), fill=colour)
            pen.pieslice((x - r, y + r // 8, x + r, y + 2 * r), 180, 360, fill=colour)
        case 4:  # magnifying glass
            pen.ellipse((x - r, y - r, x + r // 2, y + r // 2), outline=colour, width=w)
            pen.line((x + r // 3, y + r // 3, x + r, y + r), fill=colour, width=w + 1)
        case 5:  # clock
            pen.ellipse((x - r, y - r, x + r, y + r), outline=colour, width=w)
            pen.line((x, y - r * 2 // 3, x, y, x + r // 2, y), fill=colour, width=w)
        case 6:  # warning
            pen.polygon([(x - r, y + r), (x, y - r), (x + r, y + r)], outline=colour, width=w)
            pen.line((x, y - r // 3, x, y + r // 3), fill=colour, width=w)
            pen.ellipse((x - w // 2, y + r // 2, x + w // 2, y + r // 2 + w), fill=colour)
        case 7:  # receiver of a telephone
            pen.arc((x - r, y - r, x + r, y + r), 100, 260, fill=colour, width=2 * w)
            pen.ellipse((x - r // 2, y - r, x + r // 4, y - r // 3), fill=colour)
            pen.ellipse((x - r // 2, y + r // 3, x + r // 4, y + r), fill=colour)
        case 8:  # bank note
            pen.rectangle((x - r, y - r * 2 // 3, x + r, y + r * 2 // 3), outline=colour, width=w)
            pen.ellipse((x - r // 3, y - r // 3, x + r // 3, y + r // 3), outline=colour, width=w)
        case 9:  # shield
            pen.polygon([(x - r, y - r), (x + r, y - r), (x + r, y), (x, y + r), (x - r, y)], outline=colour, width=w)
            pen.line((x - r // 3, y - r // 6, x, y + r // 4, x + r // 2, y - r // 2), fill=colour, width=w)
        case 10:  # forbidden
            pen.ellipse((x - r, y - r, x + r, y + r), outline=(214, 30, 30), width=w)
            pen.line((x - r * 2 // 3, y - r * 2 // 3, x + r * 2 // 3, y + r * 2 // 3), fill=(214, 30, 30), width=w)
            pen.rectangle((x - r // 3, y - r // 2, x + r // 3, y + r // 2), outline=colour, width=max(1, w // 2))
        case _:  # bars and waves
            for step in range(2 if r < 8 else 3):
                pen.arc((x - r + step * w, y - r + step * w, x + r - step * w, y + r), 200, 340, colour, w)
            pen.ellipse((x - w, y + r // 2, x + w, y + r // 2 + 2 * w), fill=colour)


def spoilt(image: Image.Image, chance: random.Random) -> tuple[Image.Image, int]:
    """As such pictures come: sharp, or made soft by a smaller copy, and the JPEG quality (100 stands for PNG)."""
    if chance.random() < 0.3:
        image = Image.fromarray(cv2.GaussianBlur(np.asarray(image), (0, 0), chance.uniform(0.4, 0.8)))
    return image, chance.choice((100, 100, 92, 85, 75))
