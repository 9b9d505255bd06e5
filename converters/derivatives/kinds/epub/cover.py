"""The cover of the e-book: title, who issued it and when, on the colours of its subject or of a theme."""

from __future__ import annotations

import io
from dataclasses import dataclass

from converters.derivatives.drawing.icons import icon_of_subject
from converters.derivatives.drawing.organ import organ
from converters.derivatives.drawing.palette import DRAFT, WHITE, Colour, Palette
from converters.derivatives.drawing.scene import (
    Panel,
    Pictogram,
    Rectangle,
    Scene,
    SceneItem,
    TextItem,
    paint,
    text_box,
)
from converters.derivatives.drawing.theme import Theme
from converters.derivatives.drawing.typography import Style, Typeface
from converters.derivatives.saying import words
from validators.sharing.record import Record

WIDTH, HEIGHT = 1200, 1920  # pixels, 1 : 1.6 as shops of e-books ask for
_MARGIN = 96
_ICON = 200
_TITLE_TOP = 480
_TITLE_ROOM = 860  # pixels down, in which the title is set as large as it fits
_TITLE_SIZES = range(92, 35, -4)  # pixels of an em
_SMALL = Style(40, leading=1.35)
_STRONG = Style(42, bold=True, leading=1.35)
_FOOT = 220  # pixels from the bottom at which the issuer's lines end
_BAND = 132


@dataclass(frozen=True, slots=True)
class _Cover:
    typeface: Typeface
    width: int = WIDTH - 2 * _MARGIN

    def text(self, text: str, style: Style, top: int, colour: Colour, ground: Colour) -> TextItem:
        lines = self.typeface.wrap(text, style, self.width)
        return TextItem(lines, text_box(self.typeface, lines, style, _MARGIN, top), style, colour, ground)

    def title(self, text: str, ground: Colour) -> TextItem:
        """As large as it fits; the smallest size holds 500 letters."""
        for size in _TITLE_SIZES:
            item = self.text(text, Style(size, bold=True, leading=1.24), _TITLE_TOP, WHITE, ground)
            if item.box.height <= _TITLE_ROOM:
                break
        return item


def cover_scene(
    record: Record, typeface: Typeface, colours: Palette, theme: Theme | None = None, *, draft: bool
) -> Scene:
    """The cover before it is painted."""
    cover = _Cover(typeface)
    icon = Rectangle(_MARGIN, 150, _MARGIN + _ICON, 150 + _ICON)
    items: list[SceneItem] = [
        Panel(Rectangle(_MARGIN, _TITLE_TOP - 60, _MARGIN + 180, _TITLE_TOP - 48), colours.bright),
        Pictogram(icon_of_subject(record.subjects[0] if record.subjects else None), icon, colours.bright, colours.deep),
        cover.title(record.title.strip(), colours.deep),
    ]
    if theme:
        items += organ(theme, typeface, Rectangle(_MARGIN, 48, WIDTH - _MARGIN, 0), colours.deep)
    below = HEIGHT - _FOOT
    for text, style in reversed(_imprint(record)):
        item = cover.text(text, style, 0, WHITE, colours.deep)
        below -= item.box.height
        items.append(cover.text(text, style, below, WHITE, colours.deep))
    if draft:
        band = Rectangle(0, HEIGHT - _BAND, WIDTH, HEIGHT)
        words_of_it = cover.text(words.DRAFT_BANNER, Style(36, bold=True), HEIGHT - _BAND + 40, WHITE, DRAFT)
        items += [Panel(band, DRAFT), words_of_it]
    return Scene(WIDTH, HEIGHT, colours.deep, tuple(items), draft)


def _imprint(record: Record) -> list[tuple[str, Style]]:
    issuer = words.issuer(record)
    said = [(issuer[1], _STRONG)] if issuer else []
    said += [(line, _SMALL) for line in (words.issued_line(record), words.subject_name(record)) if line]
    said += [(words.AI_NOTICE, _SMALL)] if record.ai.generated else []
    return said


def cover_png(
    record: Record, typeface: Typeface, colours: Palette, theme: Theme | None = None, *, draft: bool
) -> bytes:
    """The cover as PNG; the same record gives the same bytes."""
    stream = io.BytesIO()
    paint(cover_scene(record, typeface, colours, theme, draft=draft), typeface).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def cover_alt(record: Record, *, draft: bool) -> str:
    """What the cover says, for those who cannot see it."""
    said = [words.DRAFT_BANNER] if draft else []
    said += [f"{words.COVER}: {record.title.strip().rstrip('.')}", *(text for text, _ in _imprint(record))]
    return ". ".join(said) + "."
