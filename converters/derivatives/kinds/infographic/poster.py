"""The layout of the infographic: header with the title, cards, footer with publisher, date and QR code.

Rows and a grid of two columns are both tried at falling sizes, and the larger one that fits is taken. Points that do
not fit at a size a phone still shows go onto a further sheet ("1/3"); none is left out. What holds for the cards of a
sheet beside their own words is pinned below its header, and cards for which something else holds stand on another.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from converters.derivatives.drawing.cards import Card, CardDesign, narrow_card, wide_card
from converters.derivatives.drawing.codes import link_of, qr_code
from converters.derivatives.drawing.icons import icon_of_subject
from converters.derivatives.drawing.palette import DRAFT, QUIET_INK, WHITE, Palette, mix, palette_for
from converters.derivatives.drawing.scene import Panel, Pictogram, Rectangle, Scene, SceneItem, TextItem, text_box
from converters.derivatives.drawing.typography import Style, Typeface
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import FEWEST_POINTS, MOST_POINTS, KeyPoint, no_room
from converters.derivatives.wording.excerpts import safe_excerpt, tidy
from validators.sharing.record import Record

WIDTH, HEIGHT = 1080, 1350  # pixels, 4 : 5
_MARGIN = 56  # pixels from the edge
_GUTTER = 24  # pixels between cards
_FOOTER = 190  # pixels high: room for a QR code of four pixels a module
_LARGEST, _SMALLEST, _STEP = 1.42, 0.62, 0.02  # scales tried, as multiples of the design size
_READABLE = 0.74  # of the design size: 21 pixels of 1080, the smallest a phone shows legibly
_ROWS_PREFERRED = 0.88  # rows are taken when their letters are at least this large beside the grid's: they read better
_COMPACT_FROM = 4  # with more points than these the header gives way
_STRIPS = tuple(Style(size, bold=True, leading=1.3) for size in (25, 23, 21))  # pixels; 21 is still read on a phone
_STRIP_LINES = 4  # before the smaller size is taken
_STRIP_INDENT = 24  # pixels beside the bar
_CARD_GROWTH = 46  # pixels a card grows at most when there is room to spare; more looks empty
_GAP_GROWTH = 26  # pixels the space between cards grows at most


# Size and most lines of the title, in order of preference.
_TITLES = ((68, 2), (62, 3), (56, 3), (50, 4), (44, 4), (40, 5), (36, 6))
_COMPACT_TITLES = ((58, 1), (54, 2), (50, 2), (46, 2), (44, 3), (40, 3), (36, 4), (34, 5))
_NAMES = tuple(Style(size, bold=True, leading=1.25) for size in (30, 27, 24, 21))


@dataclass(frozen=True, slots=True)
class _Arrangement:
    """Cards in rows, at one scale."""

    scale: float
    rows: tuple[tuple[Card, ...], ...]

    @property
    def heights(self) -> list[int]:
        """Height of each row."""
        return [max(item.height for item in row) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One picture of a set.

    Attributes:
        points: Its cards.
        conditions: What holds for all of them, pinned to the sheet.
        number: Its place in the set, from 1.
        count: How many the set has.
    """

    points: tuple[KeyPoint, ...]
    conditions: tuple[str, ...]
    number: int = 1
    count: int = 1


@dataclass(frozen=True, slots=True)
class PosterStyle:
    """What all sheets of a set share.

    Attributes:
        typeface: To set them in.
        draft: Whether they must say that they are drafts.
        portal_address: For the QR code.
    """

    typeface: Typeface
    draft: bool = False
    portal_address: str | None = None


def sheets(record: Record, points: Sequence[KeyPoint], style: PosterStyle) -> tuple[Sheet, ...]:
    """Spread points over as few sheets as show them all at a readable size, in the order of the material.

    Raises:
        NoRoom: One card alone is too long for a sheet.
    """
    # What names its act is true beside cards of other acts, too; what does not would seem to be said of them.
    alike: dict[tuple[str, ...], list[KeyPoint]] = {}
    for point in points:
        alike.setdefault(tuple(one.text for one in point.conditions if not one.names_act), []).append(point)
    spread = [_sheet(chunk) for group in alike.values() for chunk in _chunks(record, group, style)]
    return tuple(replace(sheet, number=number, count=len(spread)) for number, sheet in enumerate(spread, 1))


def _sheet(points: Sequence[KeyPoint]) -> Sheet:
    return Sheet(tuple(points), tuple(dict.fromkeys(text for point in points for text in point.pinned_texts)))


def _chunks(record: Record, group: Sequence[KeyPoint], style: PosterStyle) -> list[tuple[KeyPoint, ...]]:
    """A group in parts of like size where these fit, else each as large as fits.

    Raises:
        NoRoom: One card alone does not.
    """
    fewest = -(-len(group) // MOST_POINTS)
    for count in range(fewest, min(fewest + 2, len(group) + 1)):
        parts = _of_like_size(group, count)
        if all(_fits(record, _sheet(part), style) for part in parts):
            return parts
    parts, rest = [], tuple(group)
    while rest:
        sizes = range(min(MOST_POINTS, len(rest)), 0, -1)
        fit = next((size for size in sizes if _fits(record, _sheet(rest[:size]), style)), 0)
        if not fit:
            raise no_room(rest[0])
        parts, rest = [*parts, rest[:fit]], rest[fit:]
    return parts


def _of_like_size(group: Sequence[KeyPoint], count: int) -> list[tuple[KeyPoint, ...]]:
    size, larger = divmod(len(group), count)
    ends = itertools.accumulate(size + (place < larger) for place in range(count))
    return [tuple(group[start:end]) for start, end in itertools.pairwise((0, *ends))]


def _fits(record: Record, sheet: Sheet, style: PosterStyle) -> bool:
    found = _laid_out(record, sheet, style)[2]
    return found is not None and found.scale >= _READABLE


def poster(record: Record, sheet: Sheet, style: PosterStyle) -> Scene:
    """Lay out one sheet of a record's infographic.

    Args:
        record: The material.
        sheet: What to show.
        style: What the sheets of the set share.
    """
    palette = palette_for(record.subjects)
    fixed, body, arranged = _laid_out(record, sheet, style)
    placed = _placed(arranged or _Arrangement(1.0, ()), body, palette)
    items = (*fixed, *placed, *_footer(record, palette, style.typeface, style.portal_address))
    return Scene(WIDTH, HEIGHT, palette.page, items, style.draft)


def _laid_out(
    record: Record, sheet: Sheet, style: PosterStyle
) -> tuple[tuple[SceneItem, ...], Rectangle, _Arrangement | None]:
    """Header and what is pinned below it, the room that is left, and the cards in it."""
    palette, typeface = palette_for(record.subjects), style.typeface
    compact = len(sheet.points) > _COMPACT_FROM or bool(sheet.conditions)
    head = _header(record, palette, typeface, draft=style.draft, compact=compact)
    strip = tuple(_strip(sheet, head[0].box.bottom, palette, typeface))
    top = strip[0].box.bottom if strip else head[0].box.bottom
    body = Rectangle(_MARGIN, top + _GUTTER + 6, WIDTH - _MARGIN, HEIGHT - _FOOTER - _GUTTER - 6)
    look = CardDesign(typeface, palette, next(iter(record.subjects), None))
    number = _number(sheet, head, palette, typeface)
    return (*head, *number, *strip), body, _largest(sheet.points, body, look)


def _strip(sheet: Sheet, top: int, palette: Palette, typeface: Typeface) -> Iterator[SceneItem]:
    """What holds for all cards below, in the record's own words, as large as a few lines allow."""
    if not sheet.conditions:
        return
    width = WIDTH - 2 * _MARGIN - _STRIP_INDENT
    for style in _STRIPS:
        lines = [line for text in sheet.conditions for line in typeface.wrap(text, style, width)]
        if len(lines) <= _STRIP_LINES:
            break
    box = Rectangle(_MARGIN + _STRIP_INDENT, top + 14, WIDTH - _MARGIN, top + 14 + style.line_height * len(lines))
    yield Panel(Rectangle(0, top, WIDTH, box.bottom + 14), palette.tint)
    yield Panel(Rectangle(_MARGIN, box.top + 2, _MARGIN + 8, box.bottom - 2), palette.accent, radius=4)
    yield TextItem(tuple(lines), box, style, palette.deep, palette.tint)


def _number(sheet: Sheet, head: tuple[SceneItem, ...], palette: Palette, typeface: Typeface) -> Iterator[SceneItem]:
    """The place of a sheet in its set: "1/3", at the right of the subject."""
    if sheet.count < 2:
        return
    style, lines = Style(28, bold=True), (f"{sheet.number}/{sheet.count}",)
    pill = next(item for item in head if isinstance(item, TextItem))
    left = WIDTH - _MARGIN - round(typeface.width(lines[0], style)) - 1
    yield TextItem(lines, text_box(typeface, lines, style, left, pill.box.top - 3), style, palette.bright, palette.deep)


def _header(
    record: Record, palette: Palette, typeface: Typeface, *, draft: bool, compact: bool
) -> tuple[SceneItem, ...]:
    banner = _banner() if draft else ()
    top = max((item.box.bottom for item in banner), default=0) + (32 if compact else 42)
    pill = _pill(words.subject_name(record), top, palette, typeface)
    title = _title(record, top + (58 if compact else 68), palette, typeface, _COMPACT_TITLES if compact else _TITLES)
    lead = () if compact else _lead(record, title, palette, typeface)
    bottom = max(item.box.bottom for item in (title, *lead)) + (28 if compact else 36)
    side = 300
    ornament = Rectangle(WIDTH - side + 34, bottom - side + 26, WIDTH + 34, bottom + 26)
    faint = mix(palette.deep, WHITE, 0.09)
    return (
        Panel(Rectangle(0, 0, WIDTH, bottom), palette.deep),
        Pictogram(icon_of_subject(next(iter(record.subjects), None)), ornament, faint, palette.deep),
        # What of the icon hangs below the header is covered again.
        Panel(Rectangle(0, bottom, WIDTH, ornament.bottom), palette.page),
        Panel(Rectangle(0, bottom - 8, WIDTH, bottom), palette.bright),
        *pill,
        title,
        *lead,
        *banner,
    )


def _banner() -> tuple[SceneItem, ...]:
    style = Style(25, bold=True)
    box = Rectangle(0, 0, WIDTH, 50)
    lines = (words.DRAFT_BANNER,)
    return (
        Panel(box, DRAFT),
        TextItem(lines, Rectangle(0, 8, WIDTH, 8 + style.line_height), style, WHITE, DRAFT, centred=True),
    )


def _pill(name: str, top: int, palette: Palette, typeface: Typeface) -> tuple[SceneItem, ...]:
    style = Style(23, bold=True)
    lines = (typeface.wrap(name.upper(), style, WIDTH - 2 * _MARGIN - 200)[0],)
    text = text_box(typeface, lines, style, _MARGIN + 20, top + 7)
    return (
        Panel(Rectangle(_MARGIN, top, text.right + 20, text.bottom + 7), palette.bright, radius=22),
        TextItem(lines, text, style, palette.deep, palette.bright),
    )


def _title(
    record: Record, top: int, palette: Palette, typeface: Typeface, sizes: Sequence[tuple[int, int]]
) -> TextItem:
    """The title as large as three lines allow; longer ones smaller, at last cut at a word."""
    title, width = tidy(record.title), WIDTH - 2 * _MARGIN - 110
    for size, most in sizes:
        style = Style(size, bold=True, leading=1.2)
        lines = typeface.balanced(title, style, width)
        if len(lines) <= most:
            break
    else:
        lines = (*lines[: most - 1], lines[most - 1].rstrip(" ,.;:") + "…")
    return TextItem(lines, text_box(typeface, lines, style, _MARGIN, top), style, WHITE, palette.deep)


def _lead(record: Record, title: TextItem, palette: Palette, typeface: Typeface) -> tuple[SceneItem, ...]:
    """What the material is about, under a title that leaves room for it."""
    said = safe_excerpt(record.description, 120) if record.description else None
    if said is None or len(title.lines) > 3 or said.casefold().rstrip(".") in record.title.casefold():
        return ()
    style = Style(28)
    lines = typeface.balanced(said, style, WIDTH - 2 * _MARGIN - 250)
    if len(lines) > 2:
        return ()
    box = text_box(typeface, lines, style, _MARGIN, title.box.bottom + 14)
    return (TextItem(lines, box, style, mix(WHITE, palette.deep, 0.12), palette.deep),)


def _largest(points: Sequence[KeyPoint], body: Rectangle, look: CardDesign) -> _Arrangement | None:
    rows = _fitting(points, body, look, columns=1)
    grid = _fitting(points, body, look, columns=2) if len(points) > FEWEST_POINTS else None
    if rows and (grid is None or rows.scale >= grid.scale * _ROWS_PREFERRED):
        return rows
    return grid


def _fitting(points: Sequence[KeyPoint], body: Rectangle, look: CardDesign, *, columns: int) -> _Arrangement | None:
    """The largest arrangement that fits, found by halving; None when even the smallest does not."""
    found = None
    low, high = 0, round((_LARGEST - _SMALLEST) / _STEP)
    while low <= high:
        step = (low + high) // 2
        scale = _SMALLEST + step * _STEP
        sized = CardDesign(look.typeface, look.palette, look.subject, scale)
        arranged = _Arrangement(scale, tuple(_rows(points, body, sized, columns)))
        if sum(arranged.heights) + _GUTTER * (len(arranged.rows) - 1) <= body.height:
            found, low = arranged, step + 1
        else:
            high = step - 1
    return found


def _rows(points: Sequence[KeyPoint], body: Rectangle, look: CardDesign, columns: int) -> Iterator[tuple[Card, ...]]:
    remaining = iter(points)
    narrow = (body.width - _GUTTER) // 2
    while group := tuple(itertools.islice(remaining, columns)):
        if len(group) == 1:
            yield (wide_card(group[0], body.width, look),)
        else:
            yield tuple(narrow_card(point, narrow, look) for point in group)


def _placed(arranged: _Arrangement, body: Rectangle, palette: Palette) -> Iterator[SceneItem]:
    """The cards in their places; spare height goes into the cards first, then between them."""
    count = len(arranged.rows)
    if not count:
        return
    spare = body.height - sum(arranged.heights) - _GUTTER * (count - 1)
    growth = min(spare // count, _CARD_GROWTH)
    gap = _GUTTER + min((spare - growth * count) // (count + 1), _GAP_GROWTH)
    used = sum(arranged.heights) + growth * count + gap * (count - 1)
    top = body.top + (body.height - used) // 2
    for row, height in zip(arranged.rows, arranged.heights, strict=True):
        left = body.left
        for item in row:
            yield from item.placed(left, top, height + growth, palette.page)
            left += item.width + _GUTTER
        top += height + growth + gap


def _footer(record: Record, palette: Palette, typeface: Typeface, portal_address: str | None) -> Iterator[SceneItem]:
    top = HEIGHT - _FOOTER
    yield Panel(Rectangle(0, top, WIDTH, HEIGHT), WHITE)
    yield Panel(Rectangle(0, top, WIDTH, top + 6), palette.accent)
    code = qr_code(link_of(record, portal_address), 0, 0, _FOOTER - 18)
    left = WIDTH - _MARGIN - code.box.width + 12
    placed = code.box.moved(left, top + 6 + (_FOOTER - 6 - code.box.height) // 2)
    yield type(code)(code.modules, placed, code.content)
    yield from _imprint(
        record, palette, typeface, Rectangle(_MARGIN, top + 26, left - 24, HEIGHT - 20), bool(portal_address)
    )


def _imprint(record: Record, palette: Palette, typeface: Typeface, box: Rectangle, linked: bool) -> Iterator[SceneItem]:
    """Who issued it and when, and what the code is for."""
    lines: list[tuple[tuple[str, ...], Style, tuple[int, int, int]]] = []
    if named := words.issuer(record):
        lines.append(((named[0],), Style(21), QUIET_INK))
        style = next((style for style in _NAMES if len(typeface.wrap(named[1], style, box.width)) <= 2), _NAMES[-1])
        lines.append((typeface.balanced(named[1], style, box.width)[:3], style, palette.deep))
    if issued := words.issued_line(record):
        lines.append(((issued,), Style(23), QUIET_INK))
    told = words.SCAN_FOR_ALL if linked else words.SCAN_FOR_IDENTIFIER
    if record.ai.generated:
        told = f"{words.AI_NOTICE} · {told}"
    lines.append(((told,), Style(23, bold=True), palette.accent))
    top = box.top + (box.height - sum(style.line_height * len(text) for text, style, _ in lines)) // 2
    for text, style, colour in lines:
        placed = text_box(typeface, text, style, box.left, top)
        yield TextItem(text, placed, style, colour, WHITE)
        top = placed.bottom
