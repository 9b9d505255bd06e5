"""A scene as the content of a PDF page.

Coordinates are those of the scene, from the left top corner downwards; letters are turned upright again one by one.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw

from converters.derivatives.drawing.icons import ICONS, IconPart
from converters.derivatives.drawing.palette import DRAFT, INK_COLOUR, WHITE, Colour, mix
from converters.derivatives.drawing.pdf.document import PdfDocument, utf16
from converters.derivatives.drawing.pdf.letters import PdfFont, is_written
from converters.derivatives.drawing.scene import (
    WATERMARK,
    WATERMARK_SLANT,
    Code,
    Disc,
    Panel,
    Pictogram,
    Picture,
    Rectangle,
    Scene,
    SceneItem,
    TextItem,
    shadows,
)
from converters.derivatives.drawing.typography import Style, Typeface, drawn

_ROUND = 0.5523  # of a radius: how far a Bézier curve's handles stand, for a quarter of a circle
_FINE = 4  # pixels of a picture of letters, for one of the scene
_GHOST = "GS0"  # graphics state of the watermark


@dataclass(slots=True)
class Reach:
    """How far what touches an edge of a scene is drawn beyond it, in its pixels: bleed, or the rest of a panel."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0


@dataclass(slots=True)
class PdfCanvas:
    """What is drawn on pages, and the fonts and pictures it needs.

    Attributes:
        document: Where fonts and pictures go.
        typeface: Letters.
        fonts: By their file.
        pictures: Name and number of those drawn.
        parts: Operators of the page.
    """

    document: PdfDocument
    typeface: Typeface
    fonts: dict[Path, PdfFont] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)

    def paint(self, scene: Scene, reach: Reach) -> None:
        """Draw a scene at the origin."""
        frame = Rectangle(0, 0, scene.width, scene.height)
        self._shape(self._box(frame, frame, reach), scene.ground)
        for item in scene.items:
            self._item(item, frame, reach)
        if scene.draft:
            self._watermark(scene)
        for item in scene.items:
            if isinstance(item, Code):
                self._code(item)

    def taken(self) -> bytes:
        """The operators so far; the next page begins empty."""
        content = "\n".join(self.parts).encode("ascii")
        self.parts.clear()
        return content

    def _item(self, item: SceneItem, frame: Rectangle, reach: Reach) -> None:
        match item:
            case Panel():
                for box, radius, shade in shadows(item):
                    self._shape(_rounded(_edges(box), radius), shade)
                self._shape(_rounded(self._edges_reaching(item.box, frame, reach), item.radius), item.colour)
            case Disc():
                self._shape(_rounded(_edges(item.box), item.box.width / 2), item.colour)
            case Pictogram():
                for part in ICONS[item.name]:
                    self._icon_part(part, item)
            case TextItem():
                self._text(item)
            case Picture():
                self._picture(Image.open(io.BytesIO(item.content), formats=("PNG",)).convert("RGBA"), item.box)
            case Code():
                return  # last, so that it can be scanned through no watermark

    def _box(self, box: Rectangle, frame: Rectangle, reach: Reach) -> str:
        return _rounded(self._edges_reaching(box, frame, reach), 0)

    @staticmethod
    def _edges_reaching(box: Rectangle, frame: Rectangle, reach: Reach) -> tuple[float, float, float, float]:
        left, top, right, bottom = _edges(box)
        return (
            left - reach.left if left <= frame.left else left,
            top - reach.top if top <= frame.top else top,
            right + reach.right if right >= frame.right else right,
            bottom + reach.bottom if bottom >= frame.bottom else bottom,
        )

    def _shape(self, path: str, colour: Colour) -> None:
        self.parts.append(f"{_rgb(colour)} rg {path} f")

    def _icon_part(self, part: IconPart, item: Pictogram) -> None:
        unit, colour = item.box.width / 100, item.hole if part.hole else item.colour
        points = [(item.box.left + x * unit, item.box.top + y * unit) for x, y in part.points]
        width = max(1.0, part.width * unit)
        match part.kind:
            case "line":
                self._stroke(_polyline(points), width, colour)
            case "area":
                self._shape(f"{_polyline(points)} h", colour)
            case "disc" | "box":
                (left, top), (right, bottom) = points
                radius = (right - left) / 2 if part.kind == "disc" else min(width, (right - left) / 2)
                self._shape(_rounded((left, top, right, bottom), radius), colour)
            case "ring":
                (left, top), (right, bottom) = points
                edges = (left + width / 2, top + width / 2, right - width / 2, bottom - width / 2)
                self._stroke(_rounded(edges, (edges[2] - edges[0]) / 2), width, colour)
            case "arc":
                self._arc(points, part.angles, width, colour)

    def _stroke(self, path: str, width: float, colour: Colour) -> None:
        self.parts.append(f"{_rgb(colour)} RG {_n(width)} w 1 J 1 j {path} S")

    def _arc(
        self, points: Sequence[tuple[float, float]], angles: tuple[float, float], width: float, colour: Colour
    ) -> None:
        (left, top), (right, bottom) = points
        x, y, across, down = (left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2
        filled = width >= across
        inset = 0.0 if filled else width / 2
        steps = max(2, round((angles[1] - angles[0]) / 5))
        turns = [math.radians(angles[0] + (angles[1] - angles[0]) * step / steps) for step in range(steps + 1)]
        along = [(x + (across - inset) * math.cos(turn), y + (down - inset) * math.sin(turn)) for turn in turns]
        if filled:
            self._shape(f"{_polyline([(x, y), *along])} h", colour)
        else:
            self._stroke(_polyline(along), width, colour)

    def _text(self, item: TextItem) -> None:
        rise = (item.style.line_height + self.typeface.cap_height(item.style)) // 2
        for number, line in enumerate(item.lines):
            left = float(item.box.left)
            if item.centred:
                left += (item.box.width - self.typeface.width(line, item.style)) / 2
            self._line(line, item.style, (left, item.box.top + number * item.style.line_height + rise), item.colour)

    def _line(self, line: str, style: Style, place: tuple[float, float], colour: Colour) -> None:
        left, baseline = place
        for path, piece, width in self.typeface.measured_pieces(line, style):
            if is_written(path, piece):
                self._written(path, piece, style, (left, baseline), colour)
            else:
                self._drawn(path, piece, style, (left, baseline), colour)
            left += width

    def _written(self, path: Path, piece: str, style: Style, place: tuple[float, float], colour: Colour) -> None:
        """A run as letters, each where it was measured: kerned as on a picture, or a word would eat up its space."""
        font = self.fonts.setdefault(path, PdfFont(path, f"F{len(self.fonts)}"))
        shown, used = [], 0.0
        for word, start in self.typeface.word_starts(piece, path, style):
            letters = self.typeface.letter_starts(word, path, style)
            for (number, advance), within in zip(font.glyphs(word), letters, strict=True):
                at = (start + within) / style.size
                shift = round((used - at) * 1000)
                shown.append(f"{shift} <{number:04X}>" if shift else f"<{number:04X}>")
                used += advance - shift / 1000
        x, y = place
        self.parts.append(
            f"BT {_rgb(colour)} rg /{font.name} {style.size} Tf 1 0 0 -1 {_n(x)} {_n(y)} Tm [{''.join(shown)}] TJ ET"
        )

    def _drawn(self, path: Path, piece: str, style: Style, place: tuple[float, float], colour: Colour) -> None:
        """A run as a picture of its letters, which says what they are."""
        font = self.typeface.loaded(path, style.size * _FINE)
        left, top, right, bottom = font.getbbox(piece, anchor="ls")
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (math.ceil(right - left), math.ceil(bottom - top)), 0)
        ImageDraw.Draw(mask).text((-left, -top), piece, font=font, fill=255, anchor="ls")
        letters = Image.new("RGBA", mask.size, (*colour, 0))
        letters.putalpha(mask)
        self.parts.append(f"/Span << /ActualText <{utf16(drawn(piece)).hex()}> >> BDC")
        x, y = place[0] + left / _FINE, place[1] + top / _FINE
        self._image(letters, (x, y, x + mask.width / _FINE, y + mask.height / _FINE))
        self.parts.append("EMC")

    def _picture(self, picture: Image.Image, box: Rectangle) -> None:
        self._image(picture, _edges(box))

    def _image(self, picture: Image.Image, edges: tuple[float, float, float, float]) -> None:
        size = f"/Width {picture.width} /Height {picture.height} /BitsPerComponent 8"
        alpha = self.document.stream(
            picture.getchannel("A").tobytes(), f"/Type /XObject /Subtype /Image {size} /ColorSpace /DeviceGray"
        )
        number = self.document.stream(
            picture.convert("RGB").tobytes(),
            f"/Type /XObject /Subtype /Image {size} /ColorSpace /DeviceRGB /SMask {alpha} 0 R",
        )
        name = f"P{number}"
        self.pictures[name] = number
        left, top, right, bottom = edges
        self.parts.append(f"q {_n(right - left)} 0 0 {_n(top - bottom)} {_n(left)} {_n(bottom)} cm /{name} Do Q")

    def _code(self, item: Code) -> None:
        side = item.box.width / len(item.modules)
        self._shape(_rounded(_edges(item.box), 0), WHITE)
        squares = [
            f"{_n(item.box.left + column * side)} {_n(item.box.top + row * side)} {_n(side)} {_n(side)} re"
            for row, modules in enumerate(item.modules)
            for column, dark in enumerate(modules)
            if dark
        ]
        self.parts.append(f"{_rgb(INK_COLOUR)} rg {' '.join(squares)} f")

    def _watermark(self, scene: Scene) -> None:
        """Large slanting words over the whole."""
        style = Style(scene.width // 8, bold=True)
        turn = math.radians(-WATERMARK_SLANT)
        cosine, sine = _n(math.cos(turn)), math.sin(turn)
        diagonal, step = scene.width + scene.height, round(self.typeface.width(f"{WATERMARK}   ", style))
        middle = f"{cosine} {_n(sine)} {_n(-sine)} {cosine} {_n(scene.width / 2)} {_n(scene.height / 2)} cm"
        clip = f"0 0 {scene.width} {scene.height} re W n"
        self.parts.append(f"q {clip} /{_GHOST} gs {middle}")
        for row, top in enumerate(range(-diagonal // 2, diagonal // 2, style.size * 3)):
            for left in range(-diagonal // 2 + (row % 2) * step // 2, diagonal // 2, step):
                self._line(WATERMARK, style, (left, top), DRAFT)
        self.parts.append("Q")


def crossing(lines: Sequence[tuple[float, float, float, float]], width: float) -> str:
    """Thin lines, such as marks for cutting and folding, from point to point."""
    paths = " ".join(f"{_n(x)} {_n(y)} m {_n(right)} {_n(bottom)} l S" for x, y, right, bottom in lines)
    return f"{_rgb(mix(INK_COLOUR, WHITE, 0.1))} RG {_n(width)} w 0 J {paths}"


def _edges(box: Rectangle) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


def _n(number: float) -> str:
    """A number as short as it is exact enough."""
    return f"{number:.3f}".rstrip("0").rstrip(".") if number % 1 else str(int(number))


def _rgb(colour: Colour) -> str:
    return " ".join(_n(channel / 255) for channel in colour)


def _polyline(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_n(x)} {_n(y)} {'l' if place else 'm'}" for place, (x, y) in enumerate(points))


def _rounded(edges: tuple[float, float, float, float], radius: float) -> str:
    """The outline of a rectangle with round corners; of an ellipse where the radius is half its side."""
    left, top, right, bottom = edges
    radius = min(radius, (right - left) / 2, (bottom - top) / 2)
    if radius <= 0:
        return f"{_n(left)} {_n(top)} {_n(right - left)} {_n(bottom - top)} re"
    return " ".join(_round_path(left, top, right, bottom, radius))


def _round_path(left: float, top: float, right: float, bottom: float, radius: float) -> Iterator[str]:
    """A path clockwise from the left top corner, a curve a corner."""
    far = radius * (1 - _ROUND)
    yield f"{_n(left + radius)} {_n(top)} m {_n(right - radius)} {_n(top)} l"
    yield _curve(right - far, top, right, top + far, right, top + radius)
    yield f"{_n(right)} {_n(bottom - radius)} l"
    yield _curve(right, bottom - far, right - far, bottom, right - radius, bottom)
    yield f"{_n(left + radius)} {_n(bottom)} l"
    yield _curve(left + far, bottom, left, bottom - far, left, bottom - radius)
    yield f"{_n(left)} {_n(top + radius)} l"
    yield f"{_curve(left, top + far, left + far, top, left + radius, top)} h"


def _curve(*numbers: float) -> str:
    return f"{' '.join(map(_n, numbers))} c"
