"""What is to be drawn, as data: shapes, icons, text and codes with their places. Painting comes after.

Layout and painting are apart so that tests can ask a scene whether anything overflows, collides or is hard to read,
without looking at pixels. Shapes are painted three times as large and reduced, which gives smooth edges.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

from converters.derivatives.drawing.icons import ICONS, draw_icon
from converters.derivatives.drawing.palette import DRAFT, INK_COLOUR, WHITE, Colour, mix
from converters.derivatives.drawing.typography import Style, Typeface

_SMOOTHING = 3  # times as large as shown, then reduced: smooth edges
_SHADOW = 9  # pixels a card's shadow reaches
_SHADOW_DEPTH = 0.09  # of ink at the card's edge
WATERMARK_SLANT = 28  # degrees
_WATERMARK_OPACITY = 58  # of 255: seen at a glance, with the text still to be checked under it
WATERMARK = "BẢN NHÁP"


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place in pixels, right and bottom excluded."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.bottom - self.top

    def inset(self, across: int, down: int | None = None) -> Rectangle:
        """The box inside, smaller on each side."""
        down = across if down is None else down
        return Rectangle(self.left + across, self.top + down, self.right - across, self.bottom - down)

    def moved(self, across: int, down: int) -> Rectangle:
        """The same box elsewhere."""
        return Rectangle(self.left + across, self.top + down, self.right + across, self.bottom + down)

    def holds(self, other: Rectangle) -> bool:
        """Whether the other lies inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def meets(self, other: Rectangle) -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Panel:
    """A filled rectangle with round corners; `shadow` is the colour of the ground it throws a soft shadow on."""

    box: Rectangle
    colour: Colour
    radius: int = 0
    shadow: Colour | None = None


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle."""

    box: Rectangle
    colour: Colour


@dataclass(frozen=True, slots=True)
class Pictogram:
    """An icon of `icons`, in one colour, with `hole` for what shows through."""

    name: str
    box: Rectangle
    colour: Colour
    hole: Colour


@dataclass(frozen=True, slots=True)
class TextItem:
    """Lines of text, set from the top of the box; `ground` is what they stand on, for the contrast."""

    lines: tuple[str, ...]
    box: Rectangle
    style: Style
    colour: Colour
    ground: Colour
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: rows of modules, True for dark, quiet zone included."""

    modules: tuple[tuple[bool, ...], ...]
    box: Rectangle
    content: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG file, fitted into its box."""

    content: bytes
    box: Rectangle


SceneItem = Panel | Disc | Pictogram | TextItem | Code | Picture


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture before it is painted."""

    width: int
    height: int
    ground: Colour
    items: tuple[SceneItem, ...]
    draft: bool = False

    @property
    def frame(self) -> Rectangle:
        """The whole picture."""
        return Rectangle(0, 0, self.width, self.height)

    @property
    def texts(self) -> tuple[TextItem, ...]:
        """The text items."""
        return tuple(item for item in self.items if isinstance(item, TextItem))


def text_box(typeface: Typeface, lines: tuple[str, ...], style: Style, left: int, top: int) -> Rectangle:
    """The place lines of text take."""
    width = max((typeface.width(line, style) for line in lines), default=0.0)
    return Rectangle(left, top, left + round(width + 0.5), top + style.line_height * len(lines))


def moved(item: SceneItem, across: int, down: int) -> SceneItem:
    """The same item elsewhere."""
    return replace(item, box=item.box.moved(across, down))


def paint(scene: Scene, typeface: Typeface) -> Image.Image:
    """Paint a scene.

    Returns:
        An RGB image of the scene's size; the same scene and fonts give the same pixels.
    """
    large = Image.new("RGB", (scene.width * _SMOOTHING, scene.height * _SMOOTHING), scene.ground)
    pencil = ImageDraw.Draw(large)
    for item in scene.items:
        _paint_shape(pencil, item)
    picture = large.reduce(_SMOOTHING)
    pencil = ImageDraw.Draw(picture)
    for item in scene.items:
        if isinstance(item, TextItem):
            _paint_text(pencil, item, typeface)
        elif isinstance(item, Picture):
            _paint_picture(picture, item)
    if scene.draft:
        picture = _watermarked(picture, typeface)
    pencil = ImageDraw.Draw(picture)
    for item in scene.items:
        if isinstance(item, Code):
            # Last, so that it can be scanned through no watermark.
            _paint_code(pencil, item)
    return picture


def _paint_shape(pencil: ImageDraw.ImageDraw, item: SceneItem) -> None:
    match item:
        case Panel():
            for box, radius, shade in shadows(item):
                pencil.rounded_rectangle(_enlarged(box), radius=radius * _SMOOTHING, fill=shade)
            pencil.rounded_rectangle(_enlarged(item.box), radius=item.radius * _SMOOTHING, fill=item.colour)
        case Disc():
            pencil.ellipse(_enlarged(item.box), fill=item.colour)
        case Pictogram():
            corner = (item.box.left * _SMOOTHING, item.box.top * _SMOOTHING)
            draw_icon(pencil, ICONS[item.name], corner, item.box.width * _SMOOTHING, item.colour, item.hole)
        case _:
            return


def shadows(panel: Panel) -> Iterator[tuple[Rectangle, int, Colour]]:
    """Rings that darken towards a panel: what a blurred shadow looks like on a plain ground; box, radius, colour."""
    for spread in range(_SHADOW, 0, -1) if panel.shadow is not None else ():
        shade = mix(panel.shadow or WHITE, INK_COLOUR, _SHADOW_DEPTH * (1 - spread / (_SHADOW + 1)) ** 2)
        yield panel.box.inset(-spread).moved(0, _SHADOW // 3), panel.radius + spread, shade


def _enlarged(box: Rectangle) -> list[int]:
    edges = (box.left, box.top, box.right, box.bottom)
    left, top, right, bottom = (edge * _SMOOTHING for edge in edges)
    return [left, top, right - 1, bottom - 1]


def _paint_text(pencil: ImageDraw.ImageDraw, item: TextItem, typeface: Typeface) -> None:
    rise = (item.style.line_height + typeface.cap_height(item.style)) // 2
    for number, line in enumerate(item.lines):
        left = float(item.box.left)
        if item.centred:
            left += (item.box.width - typeface.width(line, item.style)) / 2
        baseline = item.box.top + number * item.style.line_height + rise
        for font, piece in typeface.pieces(line, item.style):
            pencil.text((round(left), baseline), piece, font=font, fill=item.colour, anchor="ls")
            left += font.getlength(piece)


def _paint_picture(ground: Image.Image, item: Picture) -> None:
    with Image.open(io.BytesIO(item.content), formats=("PNG",)) as opened:
        fitted = opened.convert("RGBA").resize((item.box.width, item.box.height), Image.Resampling.LANCZOS)
    ground.paste(fitted, (item.box.left, item.box.top), fitted)


def _paint_code(pencil: ImageDraw.ImageDraw, item: Code) -> None:
    side = item.box.width // len(item.modules)
    pencil.rectangle([item.box.left, item.box.top, item.box.right - 1, item.box.bottom - 1], fill=WHITE)
    for row, modules in enumerate(item.modules):
        for column, dark in enumerate(modules):
            if dark:
                left, top = item.box.left + column * side, item.box.top + row * side
                pencil.rectangle([left, top, left + side - 1, top + side - 1], fill=INK_COLOUR)


def _watermarked(picture: Image.Image, typeface: Typeface) -> Image.Image:
    """Large slanting words over the whole, which no crop of a card escapes."""
    style = Style(picture.width // 8, bold=True)
    diagonal = picture.width + picture.height
    mask = Image.new("L", (diagonal, diagonal), 0)
    pencil = ImageDraw.Draw(mask)
    step = round(typeface.width(f"{WATERMARK}   ", style))
    for row, top in enumerate(range(0, diagonal, style.size * 3)):
        for left in range(-step + (row % 2) * step // 2, diagonal, step):
            pencil.text((left, top), WATERMARK, font=typeface.font(style), fill=_WATERMARK_OPACITY)
    slanted = mask.rotate(WATERMARK_SLANT, resample=Image.Resampling.BILINEAR)
    left, top = (diagonal - picture.width) // 2, (diagonal - picture.height) // 2
    window = slanted.crop((left, top, left + picture.width, top + picture.height))
    return Image.composite(Image.new("RGB", picture.size, DRAFT), picture, window)
