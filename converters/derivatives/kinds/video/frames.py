"""The cards of the video, 1080 × 1920: a bar of progress, a panel with icon, number and provision, the caption below.

What matters stays clear of the lowest sixth and the uppermost tenth, where phones and networks put their own buttons.
"""

from __future__ import annotations

from collections.abc import Iterator

from converters.derivatives.drawing.cards import icon_of
from converters.derivatives.drawing.codes import link_of, qr_code
from converters.derivatives.drawing.icons import icon_of_subject
from converters.derivatives.drawing.palette import DRAFT, INK_COLOUR, WHITE, Colour, mix, palette_for
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
from converters.derivatives.drawing.typography import Style, Typeface
from converters.derivatives.kinds.video.timeline import Segment
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import KeyPoint, no_room
from converters.derivatives.wording.excerpts import tidy
from validators.sharing.record import Record

WIDTH, HEIGHT = 1080, 1920
_MARGIN = 72
BAR = Rectangle(_MARGIN, 150, WIDTH - _MARGIN, 160)
_BAR_GAP = 12
_PANEL = Rectangle(_MARGIN, 430, WIDTH - _MARGIN, 1160)
_CAPTION = Rectangle(_MARGIN, 1200, WIDTH - _MARGIN, 1540)
_IMPRINT = Rectangle(_MARGIN, 1640, WIDTH - 360, 1760)
_CAPTION_STYLES = tuple(Style(size, bold=True, leading=1.3) for size in (58, 54, 50, 46))
_ICON = 190
_STRIP_TOP = 180
_STRIPS = tuple(Style(size, bold=True, leading=1.28) for size in (32, 30, 28))  # pixels; 28 is the least a phone shows
_STRIP_LINES, _MOST_STRIP_LINES = 4, 7  # before the smaller size is taken; before the card has no room left
_MOST_FIGURE_LINES = 3
_FIGURE_LEADING, _UNIT_ROOM = 1.14, 80  # of the size; pixels the unit takes below the figure


def bar_parts(count: int) -> tuple[Rectangle, ...]:
    """The places of the progress bar's parts, one a segment."""
    width = (BAR.width - _BAR_GAP * (count - 1)) / count
    starts = (BAR.left + place * (width + _BAR_GAP) for place in range(count))
    return tuple(Rectangle(round(start), BAR.top, round(start + width), BAR.bottom) for start in starts)


def frame(
    record: Record, segment: Segment, cue: int | None, typeface: Typeface, *, parts: int, draft: bool, link: str | None
) -> Scene:
    """One picture of the video.

    Args:
        record: The material.
        segment: Which card.
        cue: Which of its captions is drawn; None for none.
        typeface: To set it in.
        parts: How many segments the video has.
        draft: Whether it must say that it is one.
        link: Portal address for the closing card's code.
    """
    palette = palette_for(record.subjects)
    ground = palette.deep
    items: list[SceneItem] = [*wordless(record, parts=parts, draft=draft).items]
    if segment.point:
        strip = tuple(_strip(record, segment.point, typeface))
        items += strip
        items += _point_card(record, segment.point, typeface, _panel_below(strip))
        items += _imprint(record, typeface)
        if cue is not None:
            items += _caption(segment.cues[cue].text, typeface, ground)
    elif segment.start == 0:
        items += _middled(tuple(_title_card(record, typeface)))
    else:
        items += _middled(tuple(_closing_card(record, typeface, link)))
    return Scene(WIDTH, HEIGHT, ground, tuple(items), draft)


def wordless(record: Record, *, parts: int, draft: bool) -> Scene:
    """What every picture of the video has and no card changes: the ground, the bar, and a draft's banner."""
    ground = palette_for(record.subjects).deep
    bar = (Panel(box, mix(ground, WHITE, 0.25), radius=5) for box in bar_parts(parts))
    return Scene(WIDTH, HEIGHT, ground, (_ornament(record), *bar, *(_banner() if draft else ())), draft)


def _ornament(record: Record) -> SceneItem:
    """The subject's icon, large and faint, running out of the lower corner."""
    palette = palette_for(record.subjects)
    box = Rectangle(WIDTH - 360, 1590, WIDTH + 40, 1990)
    return Pictogram(
        icon_of_subject(next(iter(record.subjects), None)), box, mix(palette.deep, WHITE, 0.08), palette.deep
    )


def _imprint(record: Record, typeface: Typeface) -> Iterator[SceneItem]:
    """Who issued it, small, on every card: cards are passed on as pictures of their own."""
    named = words.issuer(record)
    if named is None:
        return
    palette, style = palette_for(record.subjects), Style(30, leading=1.3)
    lines = typeface.wrap(named[1], style, _IMPRINT.width)[:3]
    colour = mix(WHITE, palette.deep, 0.18)
    yield TextItem(lines, text_box(typeface, lines, style, _IMPRINT.left, _IMPRINT.top), style, colour, palette.deep)


def _middled(items: tuple[SceneItem, ...]) -> Iterator[SceneItem]:
    """A card as high above the middle as below it, counted between the bar and where buttons may lie."""
    top, bottom = min(item.box.top for item in items), max(item.box.bottom for item in items)
    shift = (BAR.bottom + _IMPRINT.top) // 2 - (top + bottom) // 2
    return (moved(item, 0, shift) for item in items)


def _banner() -> tuple[SceneItem, ...]:
    style = Style(30, bold=True)
    box = Rectangle(0, 60, WIDTH, 120)
    text = Rectangle(0, 70, WIDTH, 70 + style.line_height)
    return (Panel(box, DRAFT), TextItem((words.DRAFT_BANNER,), text, style, WHITE, DRAFT, centred=True))


def _pill(name: str, top: int, record: Record, typeface: Typeface) -> tuple[SceneItem, ...]:
    palette, style = palette_for(record.subjects), Style(30, bold=True)
    line = typeface.wrap(name.upper(), style, WIDTH - 2 * _MARGIN - 60)[0]
    width = round(typeface.width(line, style)) + 56
    box = Rectangle((WIDTH - width) // 2, top, (WIDTH + width) // 2, top + style.line_height + 20)
    text = Rectangle(box.left, top + 10, box.right, box.bottom - 10)
    return (
        Panel(box, palette.bright, radius=30),
        TextItem((line,), text, style, palette.deep, palette.bright, centred=True),
    )


def _centred(
    text: str, styles: tuple[Style, ...], most: int, box: Rectangle, colour: Colour, ground: Colour, typeface: Typeface
) -> TextItem:
    """Text across a box, as large as `most` lines allow; it starts at the top of the box."""
    for style in styles:
        lines = typeface.balanced(text, style, box.width)
        if len(lines) <= most and max(typeface.width(line, style) for line in lines) <= box.width:
            break
    if len(lines) > most:
        lines = (*lines[: most - 1], lines[most - 1].rstrip(" ,.;:") + "…")
    placed = Rectangle(box.left, box.top, box.right, box.top + style.line_height * len(lines))
    return TextItem(lines, placed, style, colour, ground, centred=True)


def _title_card(record: Record, typeface: Typeface) -> Iterator[SceneItem]:
    palette = palette_for(record.subjects)
    icon = Rectangle((WIDTH - 300) // 2, 400, (WIDTH + 300) // 2, 700)
    yield Disc(icon, palette.bright)
    subject = next(iter(record.subjects), None)
    yield Pictogram(icon_of_subject(subject), icon.inset(66), palette.deep, palette.bright)
    yield from _pill(words.subject_name(record), 770, record, typeface)
    styles = tuple(Style(size, bold=True, leading=1.22) for size in (92, 84, 76, 68, 60, 52, 46))
    box = Rectangle(_MARGIN, 890, WIDTH - _MARGIN, 1400)
    title = _centred(tidy(record.title), styles, 5, box, WHITE, palette.deep, typeface)
    yield title
    if named := words.issuer(record):
        style = (Style(38), Style(34), Style(30))
        below = Rectangle(_MARGIN, title.box.bottom + 50, WIDTH - _MARGIN, HEIGHT)
        yield Panel(
            Rectangle(WIDTH // 2 - 60, title.box.bottom + 22, WIDTH // 2 + 60, title.box.bottom + 28), palette.bright
        )
        yield _centred(named[1], style, 3, below, mix(WHITE, palette.deep, 0.1), palette.deep, typeface)


def _strip(record: Record, point: KeyPoint, typeface: Typeface) -> Iterator[SceneItem]:
    """What holds for the card beside its own words, above the panel on every picture of it.

    Raises:
        NoRoom: It is too long to be read there.
    """
    if not point.conditions:
        return
    palette = palette_for(record.subjects)
    ground = mix(palette.deep, WHITE, 0.12)
    for style in _STRIPS:
        lines = tuple(line for text in point.pinned_texts for line in typeface.wrap(text, style, _PANEL.width - 40))
        if len(lines) <= _STRIP_LINES:
            break
    if len(lines) > _MOST_STRIP_LINES:
        raise no_room(point)
    box = Rectangle(_PANEL.left, _STRIP_TOP, _PANEL.right, _STRIP_TOP + style.line_height * len(lines) + 20)
    yield Panel(box, ground, radius=16)
    yield Panel(Rectangle(box.left, box.top + 12, box.left + 8, box.bottom - 12), palette.bright, radius=4)
    yield TextItem(lines, box.inset(22, 10), style, WHITE, ground)


def _panel_below(strip: tuple[SceneItem, ...]) -> Rectangle:
    """The panel, lower where the strip above it is tall."""
    bottom = max((item.box.bottom for item in strip), default=0)
    top = max(_PANEL.top, bottom + 14 + _ICON // 2)
    return Rectangle(_PANEL.left, top, _PANEL.right, _PANEL.bottom)


def _point_card(record: Record, point: KeyPoint, typeface: Typeface, panel: Rectangle) -> tuple[SceneItem, ...]:
    """White panel; its contents are centred between the icon on its edge and the provision at its foot."""
    palette = palette_for(record.subjects)
    icon = Rectangle((WIDTH - _ICON) // 2, panel.top - _ICON // 2, (WIDTH + _ICON) // 2, panel.top + _ICON // 2)
    foot = tuple(_foot(point, palette.tint, palette.deep, typeface))
    room = Rectangle(_PANEL.left + 48, icon.bottom + 10, _PANEL.right - 48, foot[0].box.top - 20)
    body = tuple(_body(point, room, palette.accent, palette.deep, typeface))
    spare = room.bottom - body[-1].box.bottom
    return (
        Panel(panel, WHITE, radius=40),
        Disc(icon.inset(-10), palette.deep),
        Disc(icon, palette.accent),
        Pictogram(icon_of(point, next(iter(record.subjects), None)), icon.inset(44), WHITE, palette.accent),
        *(moved(item, 0, max(0, spare // 2)) for item in body),
        *foot,
    )


def _body(point: KeyPoint, room: Rectangle, accent: Colour, deep: Colour, typeface: Typeface) -> Iterator[SceneItem]:
    top = room.top
    heading_styles = tuple(
        Style(size, bold=True, leading=1.26) for size in ((44, 40, 36, 32) if point.emphasis else (68, 60, 52, 46, 40))
    )
    heading = point.heading or ("" if point.emphasis else _place_name(point))
    if heading:
        said = _centred(heading, heading_styles, 2 if point.emphasis else 4, room, deep, WHITE, typeface)
        yield said
        top = said.box.bottom + 10
    if point.emphasis:
        spare = room.bottom - top - _UNIT_ROOM  # a strip above makes the panel lower
        sizes = [size for size in (170, 150, 130, 110, 96, 84, 72) if size * _FIGURE_LEADING <= spare]
        figure_styles = tuple(Style(size, bold=True, leading=_FIGURE_LEADING) for size in (*sizes, 62))
        box = Rectangle(room.left, top, room.right, room.bottom)
        # A range with all its digits takes two lines; a figure is never cut.
        most = 1 if _fits_one_line(point.emphasis.figure, figure_styles[-1], room, typeface) else _MOST_FIGURE_LINES
        figure = _centred(point.emphasis.figure, figure_styles, most, box, accent, WHITE, typeface)
        yield figure
        below = Rectangle(room.left, figure.box.bottom, room.right, room.bottom)
        units = tuple(Style(size, bold=True, leading=1.2) for size in (64, 54, 44))
        yield _centred(point.emphasis.unit, units, 2, below, accent, WHITE, typeface)


def _fits_one_line(text: str, style: Style, room: Rectangle, typeface: Typeface) -> bool:
    return typeface.width(text, style) <= room.width


def _place_name(point: KeyPoint) -> str:
    return point.locator[:1].upper() + point.locator[1:] if point.locator else point.citation


def _foot(point: KeyPoint, tint: Colour, deep: Colour, typeface: Typeface) -> Iterator[SceneItem]:
    """The provision, at the foot of the panel: the place and the act each on its own line when one is too short."""
    style = Style(36, bold=True, leading=1.3)
    width = _PANEL.width - 140
    lines = typeface.wrap(point.citation, style, width)
    if len(lines) > 1 and point.locator and point.citation.casefold().startswith(point.locator.casefold()):
        cut = len(point.locator)
        pieces = (point.citation[:cut], point.citation[cut:].strip())
        lines = tuple(line for piece in pieces for line in typeface.balanced(piece, style, width))
    height = style.line_height * len(lines) + 28
    box = Rectangle(_PANEL.left + 40, _PANEL.bottom - 40 - height, _PANEL.right - 40, _PANEL.bottom - 40)
    yield Panel(box, tint, radius=20)
    yield TextItem(lines, box.inset(0, 14), style, deep, tint, centred=True)


def _caption(text: str, typeface: Typeface, ground: Colour) -> tuple[SceneItem, ...]:
    """The caption, on a darker box of its own: it must be found at once."""
    dark = mix(ground, INK_COLOUR, 0.55)
    said = _centred(text, _CAPTION_STYLES, 4, _CAPTION.inset(36, 30), WHITE, dark, typeface)
    box = Rectangle(_CAPTION.left, _CAPTION.top, _CAPTION.right, said.box.bottom + 30)
    return (Panel(box, dark, radius=28), said)


def _closing_card(record: Record, typeface: Typeface, link: str | None) -> Iterator[SceneItem]:
    palette = palette_for(record.subjects)
    code = qr_code(link_of(record, link), 0, 0, 460)
    side = code.box.width
    left, top = (WIDTH - side) // 2, 460
    yield Panel(Rectangle(left - 30, top - 30, left + side + 30, top + side + 30), WHITE, radius=36)
    yield type(code)(code.modules, code.box.moved(left, top), code.content)
    told = words.SCAN_FOR_ALL if link else words.SCAN_FOR_IDENTIFIER
    box = Rectangle(_MARGIN, top + side + 66, WIDTH - _MARGIN, HEIGHT)
    hint = _centred(told, (Style(44, bold=True),), 1, box, palette.bright, palette.deep, typeface)
    yield hint
    top = hint.box.bottom + 60
    if named := words.issuer(record):
        quiet = mix(WHITE, palette.deep, 0.15)
        label = _centred(
            named[0], (Style(36),), 1, Rectangle(_MARGIN, top, WIDTH - _MARGIN, HEIGHT), quiet, palette.deep, typeface
        )
        yield label
        styles = tuple(Style(size, bold=True, leading=1.25) for size in (56, 50, 44, 38))
        below = Rectangle(_MARGIN, label.box.bottom + 6, WIDTH - _MARGIN, HEIGHT)
        name = _centred(named[1], styles, 3, below, WHITE, palette.deep, typeface)
        yield name
        top = name.box.bottom + 24
    notes = [text for text in (words.issued_line(record), words.AI_NOTICE if record.ai.generated else "") if text]
    for note in notes:
        line = _centred(
            note,
            (Style(36), Style(32)),
            2,
            Rectangle(_MARGIN, top, WIDTH - _MARGIN, HEIGHT),
            WHITE,
            palette.deep,
            typeface,
        )
        yield line
        top = line.box.bottom
