"""A sheet of paper to draw on in millimetres: wrapped text, boxes and bands; it remembers what it wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from examples.typeset.fonts import face
from examples.typeset.texts import BREAK, EMPHASIS

DPI = 300
Colour = str
Align = Literal["left", "centre", "right", "justify"]


def pixels(millimetres: float) -> int:
    """Millimetres to pixels of the drawing."""
    return round(millimetres / 25.4 * DPI)


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks: face, size in points, colour, leading as a factor, alignment, indents in mm."""

    family: str = "sans"
    points: float = 10.0
    colour: Colour = "#1b1b1b"
    bold: bool = False
    leading: float = 1.36
    align: Align = "left"
    first: float = 0.0
    hang: float = 0.0

    def font(self, *, bold: bool = False) -> ImageFont.FreeTypeFont:
        """The face to draw with; bold if the style or the word is."""
        return face(self.family, round(self.points / 72 * DPI), bold=self.bold or bold)

    @property
    def line_height(self) -> float:
        """Distance of baselines in millimetres."""
        return self.points / 72 * 25.4 * self.leading


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its emphasis and its width in pixels."""

    text: str
    bold: bool
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one line, its indent in pixels, and whether it ends its paragraph."""

    words: tuple[Word, ...]
    indent: float
    last: bool


def _words(text: str, style: Style) -> Iterator[Word]:
    for number, part in enumerate(text.split(EMPHASIS)):
        bold = number % 2 == 1
        for word in part.split():
            yield Word(word, bold, style.font(bold=bold).getlength(word))


def wrap(text: str, style: Style, width: float) -> list[Line]:
    """Break a text into lines: at its forced line ends, then wherever the measure (mm) is full."""
    return [line for piece in text.split(BREAK) for line in _fill(piece, style, width)]


def _fill(text: str, style: Style, width: float) -> list[Line]:
    """Break a paragraph into lines no wider than ``width`` millimetres, and where it says so.

    Raises:
        ValueError: a single word is wider than the line.
    """
    space = style.font().getlength(" ")
    lines: list[Line] = []
    current: list[Word] = []
    indent = pixels(style.first)
    used = 0.0
    for word in _words(text, style):
        needed = word.width + (space if current else 0)
        if current and indent + used + needed > pixels(width):
            lines.append(Line(tuple(current), indent, last=False))
            current, used, indent, needed = [], 0.0, pixels(style.hang), word.width
        if indent + needed > pixels(width):
            raise ValueError(f"{word.text!r} does not fit in {width} mm")
        current.append(word)
        used += needed
    lines.append(Line(tuple(current), indent, last=True))
    return lines


@dataclass(slots=True)
class Sheet:
    """A page being drawn, in millimetres from its top left corner; ``written`` is its text in drawing order."""

    width: float
    height: float
    paper: Colour = "#ffffff"
    image: Image.Image = field(init=False)
    pen: ImageDraw.ImageDraw = field(init=False)
    written: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (pixels(self.width), pixels(self.height)), self.paper)
        self.pen = ImageDraw.Draw(self.image)

    def box(
        self, left: float, top: float, width: float, height: float, fill: Colour | None,
        *, radius: float = 0.0, outline: Colour | None = None, stroke: float = 0.0,
    ) -> None:  # fmt: skip
        """A filled or outlined rectangle, with round corners if a radius is given."""
        shape = (pixels(left), pixels(top), pixels(left + width), pixels(top + height))
        self.pen.rounded_rectangle(shape, pixels(radius), fill=fill, outline=outline, width=pixels(stroke) or 1)

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: Colour, stroke: float = 0.25) -> None:
        """A straight rule."""
        points = [tuple(pixels(value) for value in point) for point in (start, end)]
        self.pen.line(points, fill=colour, width=max(1, pixels(stroke)))

    def disc(self, centre: tuple[float, float], radius: float, fill: Colour) -> None:
        """A filled circle."""
        x, y = centre
        self.pen.ellipse((pixels(x - radius), pixels(y - radius), pixels(x + radius), pixels(y + radius)), fill=fill)

    def polygon(self, points: list[tuple[float, float]], fill: Colour) -> None:
        """A filled polygon."""
        self.pen.polygon([(pixels(x), pixels(y)) for x, y in points], fill=fill)

    def measure(self, text: str, style: Style, width: float) -> float:
        """The height a paragraph will take, in millimetres."""
        return len(wrap(text, style, width)) * style.line_height

    def paragraph(self, text: str, left: float, top: float, width: float, style: Style, *, note: bool = True) -> float:
        """Draw a paragraph and return the millimetre below it.

        Args:
            text: NFC text; ``**`` marks emphasis, and no word may be half inside it.
            left: left edge, mm.
            top: top edge, mm.
            width: measure, mm.
            style: how it looks.
            note: whether to add it to ``written`` as a block of its own.

        Raises:
            ValueError: the paragraph would leave the sheet, or a word is wider than the measure.
        """
        lines = wrap(text, style, width)
        bottom = top + len(lines) * style.line_height
        if bottom > self.height or left < 0 or left + width > self.width:
            raise ValueError(f"{text[:40]!r} leaves the sheet: bottom {bottom:.1f} of {self.height} mm")
        for number, line in enumerate(lines):
            self._draw(line, left, top + number * style.line_height, width, style)
        if note:
            self.written.append(text)
        return bottom

    def _draw(self, line: Line, left: float, top: float, width: float, style: Style) -> None:
        space = style.font().getlength(" ")
        free = pixels(width) - line.indent - sum(word.width for word in line.words) - space * (len(line.words) - 1)
        x = pixels(left) + line.indent
        if style.align == "centre":
            x += free / 2
        elif style.align == "right":
            x += free
        elif style.align == "justify" and not line.last:
            space += free / max(1, len(line.words) - 1)
        baseline = pixels(top) + round(pixels(style.line_height) * 0.76)
        for word in line.words:
            font = style.font(bold=word.bold)
            self.pen.text((x, baseline), word.text, font=font, fill=style.colour, anchor="ls")
            x += word.width + space
