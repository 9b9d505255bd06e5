"""The pictures of a video: the bar of progress, a card with statement, figure and provision, the caption below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converters.derivatives.drawing.cards import icon_of
from converters.derivatives.drawing.codes import link_of, qr_code
from converters.derivatives.drawing.icons import icon_of_subject
from converters.derivatives.drawing.organ import organ_centred
from converters.derivatives.drawing.palette import DRAFT, INK_COLOUR, WHITE, Colour, Palette, mix, palette_for
from converters.derivatives.drawing.scene import (
    Disc,
    Panel,
    Pictogram,
    Rectangle,
    Scene,
    SceneItem,
    TextItem,
    moved,
    text_box,
)
from converters.derivatives.drawing.theme import Theme
from converters.derivatives.drawing.typography import Style, Typeface, glue
from converters.derivatives.kinds.video.cues import spread
from converters.derivatives.kinds.video.shapes import Shape
from converters.derivatives.kinds.video.timeline import Segment
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import KeyPoint, no_room
from converters.derivatives.wording.excerpts import tidy
from converters.derivatives.wording.word_pairs import kept_together
from validators.sharing.record import Record

_CAPTIONS = tuple(Style(size, bold=True, leading=1.28) for size in (50, 46, 42, 38, 34))
_CAPTION_LINES = 2
_PADDING = 34  # pixels within a card
_ICON = 96
_SCALES = (
    1.0,
    0.92,
    0.85,
    0.78,
    0.72,
    0.6,
)  # of everything on a card, until it fits; below, a text is spread over cards
_LEAST_TEXT, _LEAST_SOURCE, _LEAST_STRIP = 33, 28, 27  # pixels that a telephone shows legibly
_TEXT, _HEADING, _FIGURE, _UNIT, _SOURCE, _STRIP = 48, 44, 136, 60, 36, 33
_LONG_TEXT, _FULL_TEXT = 150, 60  # letters from which a text is set smaller, and below which it is set larger
_LARGER = 1.3
_MOST_FIGURE_LINES, _MOST_PAGES = 3, 6
_ONE_LINE_BELOW = 0.8  # scale from which a number takes one line, before a statement is spread over cards
_GAP = 18  # pixels between what stands on a card


@dataclass(frozen=True, slots=True)
class Look:
    """What all pictures of a video share.

    Attributes:
        shape: Where everything stands.
        typeface: To set it in.
        parts: How many cards the video has.
        draft: Whether it must say that it is one.
        link: Portal address for the closing card's code.
        voice: Who speaks, where it must be shown.
        palette: Colours of a theme; None for those of the material's subject.
        theme: Of the office, whose logo and name stand over the title.
    """

    shape: Shape
    typeface: Typeface
    parts: int = 1
    draft: bool = False
    link: str | None = None
    voice: str = ""
    palette: Palette | None = None
    theme: Theme | None = None

    def colours(self, record: Record) -> Palette:
        """What the pictures of a material are drawn in."""
        return self.palette or palette_for(record.subjects)


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one thing on a card."""

    lines: tuple[str, ...]
    style: Style
    colour: Colour
    ground: Colour
    padding: int = 0

    @property
    def height(self) -> int:
        return self.style.line_height * len(self.lines) + 2 * self.padding


def bar_parts(shape: Shape, count: int) -> tuple[Rectangle, ...]:
    """The places of the progress bar's parts, one a card."""
    bar, gap = shape.bar, 10
    width = (bar.width - gap * (count - 1)) / count
    starts = (bar.left + place * (width + gap) for place in range(count))
    return tuple(Rectangle(round(start), bar.top, round(start + width), bar.bottom) for start in starts)


def frame(record: Record, segment: Segment, cue: int | None, look: Look) -> Scene:
    """One picture of the video.

    Args:
        record: The material.
        segment: Which card.
        cue: Which of its captions is drawn; None for none.
        look: What all pictures share.

    Raises:
        NoRoom: A card is too long; `pages_of` spreads it.
    """
    palette, shape = look.colours(record), look.shape
    items: list[SceneItem] = [*wordless(record, look).items, *_imprint(record, look)]
    if segment.card.point:
        card = _point_card(record, segment.card.point, segment.card.text, look)
        if card is None:
            raise no_room(segment.card.point)
        items += card
        if cue is not None:
            items += _caption(segment.cues[cue].text, look, palette.deep)
    elif segment.start == 0:
        items += _middled(tuple(_title_card(record, look)), shape.whole)
    else:
        items += _middled(tuple(_closing_card(record, look)), shape.whole)
    return Scene(shape.width, shape.height, palette.deep, tuple(items), look.draft)


def wordless(record: Record, look: Look) -> Scene:
    """What every picture of the video has and no card changes: the ground, the bar, and a draft's banner."""
    shape, ground = look.shape, look.colours(record).deep
    bar = (Panel(box, mix(ground, WHITE, 0.25), radius=5) for box in bar_parts(shape, look.parts))
    banner = _banner(shape) if look.draft else ()
    return Scene(shape.width, shape.height, ground, (_ornament(record, look), *bar, *banner), look.draft)


def pages_of(record: Record, point: KeyPoint, look: Look) -> tuple[str, ...]:
    """A point's text as it is spread over cards, each with all that belongs to it.

    Raises:
        NoRoom: Too many cards would be needed.
    """
    for count in range(1, _MOST_PAGES + 1):
        texts = (point.text,) if count == 1 else spread(point.text, count)
        if all(_point_card(record, point, text, look) is not None for text in texts):
            return texts
    raise no_room(point)


def _ornament(record: Record, look: Look) -> SceneItem:
    """The subject's icon, large and faint, running out of the lower corner."""
    palette, shape = look.colours(record), look.shape
    side = 360 if shape.height > shape.width else 240
    box = Rectangle(shape.width - side, shape.height - side + 60, shape.width + 40, shape.height + 100)
    return Pictogram(
        icon_of_subject(next(iter(record.subjects), None)), box, mix(palette.deep, WHITE, 0.08), palette.deep
    )


def _imprint(record: Record, look: Look) -> Iterator[SceneItem]:
    """Who issued it and who speaks, small, on every card: cards are passed on as pictures of their own."""
    palette, box = look.colours(record), look.shape.imprint
    named = words.issuer(record)
    style, top = Style(28, leading=1.3), box.top
    for text in (named[1] if named else "", look.voice):
        lines = look.typeface.wrap(text, style, box.width)[:2] if text else ()
        if lines and top + style.line_height * len(lines) <= look.shape.height:
            place = text_box(look.typeface, lines, style, box.left, top)
            yield TextItem(lines, place, style, mix(WHITE, palette.deep, 0.18), palette.deep)
            top = place.bottom


def _middled(items: tuple[SceneItem, ...], room: Rectangle) -> Iterator[SceneItem]:
    """Items as high above the middle of a room as below it."""
    top, bottom = min(item.box.top for item in items), max(item.box.bottom for item in items)
    shift = (room.top + room.bottom) // 2 - (top + bottom) // 2
    return (moved(item, 0, shift) for item in items)


def _banner(shape: Shape) -> tuple[SceneItem, ...]:
    style = Style(28, bold=True)
    box = Rectangle(0, shape.banner, shape.width, shape.banner + 56)
    text = Rectangle(0, box.top + 10, shape.width, box.top + 10 + style.line_height)
    return (Panel(box, DRAFT), TextItem((words.DRAFT_BANNER,), text, style, WHITE, DRAFT, centred=True))


def _centred(text: str, styles: Sequence[Style], most: int, box: Rectangle, look: _Ink, typeface: Typeface) -> TextItem:
    """Text across a box, as large as `most` lines allow; it starts at the top of the box."""
    for style in styles:
        lines = typeface.balanced(text, style, box.width)
        if len(lines) <= most and max(typeface.width(line, style) for line in lines) <= box.width:
            break
    placed = Rectangle(box.left, box.top, box.right, box.top + style.line_height * len(lines))
    return TextItem(lines, placed, style, look.colour, look.ground, centred=True)


@dataclass(frozen=True, slots=True)
class _Ink:
    colour: Colour
    ground: Colour


def _title_card(record: Record, look: Look) -> Iterator[SceneItem]:
    palette, room = look.colours(record), look.shape.whole
    office = organ_centred(look.theme, look.typeface, room, palette.deep) if look.theme else ()
    yield from office
    top = max((item.box.bottom + 40 for item in office), default=room.top)
    side = 220 if room.height > 800 and not office else 150 if room.height > 800 or not office else 100
    middle = (room.left + room.right) // 2
    icon = Rectangle(middle - side // 2, top, middle + side // 2, top + side)
    yield Disc(icon, palette.bright)
    subject = next(iter(record.subjects), None)
    yield Pictogram(icon_of_subject(subject), icon.inset(side // 5), palette.deep, palette.bright)
    field = Rectangle(room.left, icon.bottom + 24, room.right, room.bottom)
    small = (Style(34, bold=True), Style(30, bold=True))
    named = _centred(words.subject_name(record), small, 2, field, _Ink(palette.bright, palette.deep), look.typeface)
    yield named
    styles = tuple(Style(size, bold=True, leading=1.22) for size in (84, 76, 68, 60, 52, 46, 40, 36))
    below = Rectangle(room.left, named.box.bottom + 24, room.right, room.bottom)
    yield _centred(tidy(record.title), styles, 6, below, _Ink(WHITE, palette.deep), look.typeface)


def _point_card(record: Record, point: KeyPoint, text: str, look: Look) -> tuple[SceneItem, ...] | None:
    """The card at the largest size at which all of it fits; None where none is legible."""
    for scale in _SCALES:
        made = _scaled_card(record, point, text, look, scale)
        if made is not None:
            return made
    return None


def _scaled_card(record: Record, point: KeyPoint, text: str, look: Look, scale: float) -> tuple[SceneItem, ...] | None:
    palette, room = look.colours(record), look.shape.card
    strip = tuple(_strip(point, palette, look, scale))
    top = max((item.box.bottom for item in strip), default=room.top - 12) + 12
    panel = Rectangle(room.left, top, room.right, room.bottom)
    inner = panel.inset(_PADDING, 24)
    foot = _block(point.citation, _size(_SOURCE, scale, _LEAST_SOURCE), inner.width - 40, look, palette.deep,
                  palette.tint, 12)  # fmt: skip
    body = tuple(_body(point, text, inner.width, palette, look, scale))
    side = _ICON if scale >= _ONE_LINE_BELOW else 0  # an icon gives way before words do
    free = inner.height - side - foot.height - sum(block.height for block in body) - _GAP * (len(body) + 1)
    if free < 0 or (body and max(look.typeface.width(line, one.style) for one in body for line in one.lines)
                    > inner.width):  # fmt: skip
        return None
    middle = (panel.left + panel.right) // 2
    icon = Rectangle(middle - side // 2, inner.top, middle + side // 2, inner.top + side)
    source = Rectangle(inner.left, inner.bottom - foot.height, inner.right, inner.bottom)
    subject = next(iter(record.subjects), None)
    mark = Pictogram(icon_of(point, subject), icon.inset(22), WHITE, palette.accent)
    badge = (Disc(icon, palette.accent), mark) if side else ()
    return (
        *strip,
        Panel(panel, WHITE, radius=32),
        *badge,
        *_placed(body, inner, icon.bottom + (_GAP if side else 0), free // (len(body) + 1)),
        Panel(source, palette.tint, radius=18),
        TextItem(foot.lines, source.inset(0, foot.padding), foot.style, palette.deep, palette.tint, centred=True),
    )


def _placed(body: Sequence[_Block], inner: Rectangle, top: int, spare: int) -> Iterator[SceneItem]:
    top += spare
    for block in body:
        box = Rectangle(inner.left, top, inner.right, top + block.height)
        yield TextItem(block.lines, box, block.style, block.colour, block.ground, centred=True)
        top = box.bottom + _GAP + spare // 2


def _size(size: int, scale: float, least: int) -> Style:
    return Style(max(least, round(size * scale)), bold=True, leading=1.26)


def _block(text: str, style: Style, width: int, look: Look, colour: Colour, ground: Colour, padding: int = 0) -> _Block:
    return _Block(set_lines(text, style, width, look.typeface), style, colour, ground, padding)


def set_lines(text: str, style: Style, width: int, typeface: Typeface) -> tuple[str, ...]:
    """A text in as few lines as it takes, of like length, none ending inside a word of two syllables."""
    units = kept_together(glue(text)).split(" ")
    if any(typeface.width(unit, style) > width for unit in units):
        return typeface.balanced(text, style, width)
    lines = _filled(units, style, width, typeface)
    narrower = width
    while narrower > width // 2:
        narrower -= width // 40
        tried = _filled(units, style, narrower, typeface)
        if len(tried) > len(lines) or any(typeface.width(line, style) > narrower for line in tried):
            break
        lines = tried
    return lines


def _filled(units: Sequence[str], style: Style, width: int, typeface: Typeface) -> tuple[str, ...]:
    lines = [units[0]]
    for unit in units[1:]:
        longer = f"{lines[-1]} {unit}"
        if typeface.width(longer, style) <= width:
            lines[-1] = longer
        else:
            lines.append(unit)
    return tuple(lines)


def _body(point: KeyPoint, text: str, width: int, palette: Palette, look: Look, scale: float) -> Iterator[_Block]:
    """Heading, figure with its unit, and the statement, from the top."""
    if point.heading:
        yield _block(point.heading, _size(_HEADING, scale, _LEAST_TEXT), width, look, palette.deep, WHITE)
    if point.emphasis:
        for size in range(round(_FIGURE * scale), _LEAST_TEXT, -6):
            figure = _block(
                point.emphasis.figure, Style(size, bold=True, leading=1.1), width, look, palette.accent, WHITE
            )
            whole = all(look.typeface.width(line, figure.style) <= width for line in figure.lines)
            most = 1 if scale < _ONE_LINE_BELOW else _MOST_FIGURE_LINES - (size > 2 * _HEADING)
            if whole and len(figure.lines) <= most:
                break
        yield figure
        yield _block(point.emphasis.unit, _size(_UNIT, scale * 0.9, _LEAST_TEXT), width, look, palette.accent, WHITE)
    larger = _LARGER if len(text) <= _FULL_TEXT and not point.emphasis else 1.0
    smaller = 0.9 if len(text) > _LONG_TEXT else 1.0
    yield _block(text, _size(_TEXT, scale * larger * smaller, _LEAST_TEXT), width, look, INK_COLOUR, WHITE)


def _strip(point: KeyPoint, palette: Palette, look: Look, scale: float) -> Iterator[SceneItem]:
    """What holds for the card beside its own words, above the panel on every picture of it."""
    if not point.conditions:
        return
    room, ground = look.shape.card, mix(palette.deep, WHITE, 0.12)
    style = Style(max(_LEAST_STRIP, round(_STRIP * scale)), bold=True, leading=1.28)
    lines = tuple(line for text in point.pinned_texts for line in look.typeface.wrap(text, style, room.width - 56))
    box = Rectangle(room.left, room.top, room.right, room.top + style.line_height * len(lines) + 20)
    yield Panel(box, ground, radius=16)
    yield Panel(Rectangle(box.left, box.top + 12, box.left + 8, box.bottom - 12), palette.bright, radius=4)
    yield TextItem(lines, box.inset(22, 10), style, WHITE, ground)


def _caption(text: str, look: Look, ground: Colour) -> tuple[SceneItem, ...]:
    """The caption, on a darker box of its own: it must be found at once."""
    dark, room = mix(ground, INK_COLOUR, 0.55), look.shape.caption
    inner = room.inset(24, 16)
    for style in _CAPTIONS:
        lines = set_lines(text, style, inner.width, look.typeface)
        if len(lines) <= _CAPTION_LINES:
            break
    placed = Rectangle(inner.left, inner.top, inner.right, inner.top + style.line_height * len(lines))
    said = TextItem(lines, placed, style, WHITE, dark, centred=True)
    box = Rectangle(room.left, room.top, room.right, said.box.bottom + 16)
    return (Panel(box, dark, radius=22), said)


def _closing_card(record: Record, look: Look) -> Iterator[SceneItem]:
    palette, room, face = look.colours(record), look.shape.whole, look.typeface
    white, quiet = _Ink(WHITE, palette.deep), _Ink(mix(WHITE, palette.deep, 0.15), palette.deep)
    code = qr_code(link_of(record, look.link), 0, 0, 380 if room.height > 800 else 300)
    side = code.box.width
    left, top = (room.left + room.right - side) // 2, room.top + 24
    yield Panel(Rectangle(left - 24, top - 24, left + side + 24, top + side + 24), WHITE, radius=30)
    yield type(code)(code.modules, code.box.moved(left, top), code.content)
    told = words.SCAN_FOR_ALL if look.link else words.SCAN_FOR_IDENTIFIER
    bottom = top + side + 44
    lines: list[tuple[str, tuple[Style, ...], int, _Ink]] = [
        (told, (Style(40, bold=True), Style(34, bold=True)), 2, _Ink(palette.bright, palette.deep))
    ]
    if named := words.issuer(record):
        styles = tuple(Style(size, bold=True, leading=1.25) for size in (50, 44, 38, 34))
        lines += [(named[0], (Style(34),), 1, quiet), (named[1], styles, 4, white)]
    notes = (words.issued_line(record), words.AI_NOTICE if record.ai.generated else "")
    lines += [(note, (Style(34), Style(30)), 2, white) for note in notes if note]
    for text, styles, most, ink in lines:
        said = _centred(text, styles, most, Rectangle(room.left, bottom, room.right, room.bottom), ink, face)
        yield said
        bottom = said.box.bottom + 14
