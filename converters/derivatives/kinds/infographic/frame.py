"""What stands around the cards of a sheet: title and subject, what is pinned, imprint; and the room that is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from converters.derivatives.drawing.cards import BODY, BODY_LEAST, SOURCE_LEAST
from converters.derivatives.drawing.icons import icon_of_subject
from converters.derivatives.drawing.organ import organ
from converters.derivatives.drawing.palette import DRAFT, WHITE, mix
from converters.derivatives.drawing.scene import (
    Panel,
    Pictogram,
    Rectangle,
    SceneItem,
    TextItem,
    moved,
    text_box,
)
from converters.derivatives.drawing.typography import Style
from converters.derivatives.kinds.infographic.formats import Frame
from converters.derivatives.kinds.infographic.imprint import imprint
from converters.derivatives.kinds.infographic.style import PosterStyle, Sheet
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import NoRoom
from converters.derivatives.wording.excerpts import safe_excerpt, tidy
from converters.derivatives.wording.leaning import says_nothing_alone
from converters.derivatives.wording.word_pairs import kept_together
from validators.problems import say
from validators.sharing.record import Record

MARGIN = 56  # pixels from the edge
_GUTTER = 24
_BESIDE = 640  # pixels of the column beside the cards of a wide picture
_FOLD_MARGIN = 52  # pixels from the edges of a panel: 6 mm
_STRIP_EDGE, _BETWEEN_CONDITIONS = 16, 10  # pixels
_LARGEST_TITLE = 72  # pixels, on a sheet of its own
# Size and most lines of the title, in order of preference; a longer one takes the lines it takes at the last.
_TITLES = ((68, 2), (62, 3), (56, 3), (50, 4), (44, 4), (40, 5), (36, 99))
_COMPACT_TITLES = ((56, 1), (48, 2), (44, 2), (40, 3), (36, 4), (34, 99))
_BESIDE_TITLES = ((60, 4), (54, 5), (48, 6), (42, 7), (38, 9), (34, 99))


_TORN_HEAD = re.compile(r"^\W*(?:Là|Gồm|Bao gồm|Do|Được|Bị|[a-zà-ỹđ]\w*)\b")  # says nothing of what


@dataclass(frozen=True, slots=True)
class Framed:
    """What stands around the cards, and the room for them."""

    items: tuple[SceneItem, ...]
    body: Rectangle


def framed(record: Record, sheet: Sheet, style: PosterStyle, *, compact: bool) -> Framed:
    """What stands around the cards of a sheet.

    Args:
        record: The material.
        sheet: Its place in the set, and what is pinned to it.
        style: What the sheets of the set share.
        compact: Whether the title gives way to the cards.
    """
    match style.format.frame:
        case Frame.ABOVE_AND_BELOW:
            return _above_and_below(record, sheet, style, compact=compact)
        case Frame.BESIDE:
            return _beside(record, sheet, style)
        case Frame.FOLDED:
            return _panel(sheet, style)


def _above_and_below(record: Record, sheet: Sheet, style: PosterStyle, *, compact: bool) -> Framed:
    width, height = style.format.width, style.format.height
    head = _header(record, sheet, style, compact=compact)
    top = head[0].box.bottom
    strip = _strip(sheet.conditions, Rectangle(0, top, width, top), style)
    foot = imprint(record, width - 2 * MARGIN, style)
    edge = height - foot.height - 44
    footer = (
        Panel(Rectangle(0, edge, width, height), WHITE),
        Panel(Rectangle(0, edge, width, edge + 6), style.palette.accent),
        *(moved(item, MARGIN, edge + 26) for item in foot.items),
    )
    top = strip[0].box.bottom if strip else top
    return Framed((*head, *strip, *footer), Rectangle(MARGIN, top + _GUTTER, width - MARGIN, edge - _GUTTER))


def _beside(record: Record, sheet: Sheet, style: PosterStyle) -> Framed:
    """Title, what is pinned and imprint in a column on the left."""
    width, height, deep = style.format.width, style.format.height, style.palette.deep
    banner = _banner(width) if style.draft else ()
    top = banner[0].box.bottom if banner else 0
    inner = _BESIDE - 2 * 44
    items = list(_organ(style, Rectangle(44, top + 36, 44 + inner, 0)))
    below = max((item.box.bottom for item in items), default=top + 20)
    items += _pill(words.subject_name(record), Rectangle(44, below + 16, 44 + inner, 0), style)
    if sheet.titled:
        place = Rectangle(44, items[-1].box.bottom + 22, 44 + inner, 0)
        items.append(_fitting_title(record, place, style, _BESIDE_TITLES))
    lowest = items[-1].box.bottom
    foot = imprint(record, inner, style)
    edge = height - foot.height - 40
    strip = _strip(sheet.conditions, Rectangle(0, lowest + 24, _BESIDE, 0), style)
    grounds = (
        Panel(Rectangle(0, 0, _BESIDE, height), deep),
        Panel(Rectangle(0, edge, _BESIDE, height), WHITE),
        Panel(Rectangle(_BESIDE, 0, _BESIDE + 8, height), style.palette.bright),
    )
    number = _number(sheet, style, width - MARGIN, top + 12, style.palette.deep, style.palette.page)
    over = (bool(strip) and strip[0].box.bottom > edge) or lowest > edge
    start = top + (60 if number else 36)
    body = Rectangle(_BESIDE + 8 + 44, start, width - 44, start if over else height - 36)
    placed = (moved(item, 44, edge + 20) for item in foot.items)
    return Framed((*grounds, *items, *strip, *placed, *banner, *number), body)


def _panel(sheet: Sheet, style: PosterStyle) -> Framed:
    """A panel of a leaflet: what is pinned at its head, nothing else."""
    width, height = style.format.width, style.format.height
    strip = _strip(sheet.conditions, Rectangle(0, 0, width, 0), style, above=_FOLD_MARGIN)
    top = strip[0].box.bottom if strip else _FOLD_MARGIN - _GUTTER
    return Framed(strip, Rectangle(_FOLD_MARGIN, top + _GUTTER, width - _FOLD_MARGIN, height - _FOLD_MARGIN))


def _strip(
    conditions: Sequence[str], place: Rectangle, style: PosterStyle, *, above: int = _STRIP_EDGE
) -> tuple[SceneItem, ...]:
    """What holds for all cards, in the record's own words, over the width of `place` from its top.

    Each condition stands by itself, for one that names an act at its end would run into the next; above the first are
    `above` pixels, on paper enough for the knife.
    """
    if not conditions:
        return ()
    margin = MARGIN if place.width > 700 else 44
    width, letters = place.width - 2 * margin - 24, Style(BODY_LEAST, bold=True, leading=1.28)
    left, top, palette = place.left + margin, place.top + above, style.palette
    texts: list[TextItem] = []
    for text in conditions:
        lines = style.typeface.wrap(text, letters, width)
        start = texts[-1].box.bottom + _BETWEEN_CONDITIONS if texts else top
        box = Rectangle(left + 24, start, place.right - margin, start + letters.line_height * len(lines))
        texts.append(TextItem(lines, box, letters, palette.deep, palette.tint))
    bottom = texts[-1].box.bottom
    return (
        Panel(Rectangle(place.left, place.top, place.right, bottom + _STRIP_EDGE), palette.tint),
        Panel(Rectangle(left, top + 2, left + 8, bottom - 2), palette.accent, radius=4),
        *texts,
    )


def _header(record: Record, sheet: Sheet, style: PosterStyle, *, compact: bool) -> tuple[SceneItem, ...]:
    width, palette = style.format.width, style.palette
    banner = _banner(width) if style.draft else ()
    top = max((item.box.bottom for item in banner), default=0) + (26 if compact else 40)
    office = _organ(style, Rectangle(MARGIN, top, width - MARGIN, 0))
    top = max((item.box.bottom + 14 for item in office), default=top)
    pill = _pill(words.subject_name(record), Rectangle(MARGIN, top, width - MARGIN - 120, 0), style)
    place = Rectangle(MARGIN, pill[0].box.bottom + (14 if compact else 22), width - MARGIN, 0)
    sizes = _COMPACT_TITLES if compact else _TITLES
    title = (_fitting_title(record, place, style, sizes),) if sheet.titled else ()
    lead = () if compact or not title else _lead(record, title[0], style)
    bottom = max(item.box.bottom for item in (*pill, *title, *lead)) + (24 if compact else 34)
    side = min(300, bottom)
    ornament = Rectangle(width - side + 34, bottom - side + 26, width + 34, bottom + 26)
    number = _number(sheet, style, width - MARGIN, pill[0].box.top, palette.bright, palette.deep)
    return (
        Panel(Rectangle(0, 0, width, bottom), palette.deep),
        Pictogram(
            icon_of_subject(next(iter(record.subjects), None)), ornament, mix(palette.deep, WHITE, 0.09), palette.deep
        ),
        # What of the icon hangs below the header is covered again.
        Panel(Rectangle(0, bottom, width, ornament.bottom), palette.page),
        Panel(Rectangle(0, bottom - 8, width, bottom), palette.bright),
        *office,
        *pill,
        *title,
        *lead,
        *banner,
        *number,
    )


def _banner(width: int) -> tuple[SceneItem, ...]:
    style = Style(SOURCE_LEAST, bold=True)
    box = Rectangle(0, 8, width, 8 + style.line_height)
    text = TextItem((words.DRAFT_BANNER,), box, style, WHITE, DRAFT, centred=True)
    return Panel(Rectangle(0, 0, width, box.bottom + 8), DRAFT), text


def _organ(style: PosterStyle, place: Rectangle) -> tuple[SceneItem, ...]:
    return organ(style.theme, style.typeface, place, style.palette.deep)


def _pill(name: str, place: Rectangle, style: PosterStyle) -> tuple[SceneItem, ...]:
    letters, palette = Style(SOURCE_LEAST, bold=True), style.palette
    lines = style.typeface.wrap(name.upper(), letters, place.width - 40)
    text = text_box(style.typeface, lines, letters, place.left + 20, place.top + 5)
    return (
        Panel(Rectangle(place.left, place.top, text.right + 20, text.bottom + 5), palette.bright, radius=22),
        TextItem(lines, text, letters, palette.deep, palette.bright),
    )


def _number(
    sheet: Sheet, style: PosterStyle, right: int, top: int, colour: tuple[int, int, int], ground: tuple[int, int, int]
) -> tuple[SceneItem, ...]:
    """The place of a sheet in its set: "1/3"."""
    if sheet.count <= 1:
        return ()
    letters, lines = Style(30, bold=True), (f"{sheet.number}/{sheet.count}",)
    left = right - round(style.typeface.width(lines[0], letters)) - 1
    return (TextItem(lines, text_box(style.typeface, lines, letters, left, top), letters, colour, ground),)


def _fitting_title(record: Record, place: Rectangle, style: PosterStyle, sizes: Sequence[tuple[int, int]]) -> TextItem:
    """The title as large as a few lines allow; a long one at the smallest size, whole."""
    title = kept_together(tidy(record.title))  # "VI | PHẠM" is read twice
    width = place.width - (60 if place.width > 700 else 0)
    for size, most in sizes:
        letters = Style(size, bold=True, leading=1.2)
        lines = style.typeface.balanced(title, letters, width)
        if len(lines) <= most:
            break
    box = text_box(style.typeface, lines, letters, place.left, place.top)
    return TextItem(lines, box, letters, WHITE, style.palette.deep)


def _description(record: Record, longest: int) -> str | None:
    """What the material is about in so many letters; None where its description is a piece torn from the text."""
    said = safe_excerpt(record.description, longest) if record.description else None
    torn = said is None or _TORN_HEAD.match(said) is not None or says_nothing_alone(said, under_a_question=False)
    return None if torn else said


def _lead(record: Record, title: TextItem, style: PosterStyle) -> tuple[SceneItem, ...]:
    """What the material is about, under a title that leaves room for it."""
    said = _description(record, 120)
    if said is None or len(title.lines) > 3 or said.casefold().rstrip(".") in record.title.casefold():
        return ()
    lines = style.typeface.balanced(said, BODY, style.format.width - 2 * MARGIN - 150)
    if len(lines) > 2:
        return ()
    palette = style.palette
    box = text_box(style.typeface, lines, BODY, MARGIN, title.box.bottom + 14)
    return (TextItem(lines, box, BODY, mix(WHITE, palette.deep, 0.12), palette.deep),)


def has_cover(record: Record, style: PosterStyle) -> bool:
    """Whether the title is so long that it has a sheet of its own."""
    match style.format.frame:
        case Frame.ABOVE_AND_BELOW:
            width, sizes = style.format.width - 2 * MARGIN, _COMPACT_TITLES
        case Frame.BESIDE:
            width, sizes = _BESIDE - 2 * 44, _BESIDE_TITLES
        case Frame.FOLDED:
            return False
    return len(_fitting_title(record, Rectangle(0, 0, width, 0), style, sizes).lines) > sizes[-2][1] + 1


def title_sheet(record: Record, sheet: Sheet, style: PosterStyle) -> Iterator[SceneItem]:
    """A long title, large, with who says it.

    Raises:
        NoRoom: It is too long even so.
    """
    width, height, palette = style.format.width, style.format.height, style.palette
    yield Panel(Rectangle(0, 0, width, height), palette.deep)
    banner = _banner(width) if style.draft else ()
    yield from banner
    top = banner[0].box.bottom if banner else 0
    office = _organ(style, Rectangle(MARGIN, top + 44, width - MARGIN - 120, 0))
    pill_top = max((item.box.bottom for item in office), default=top + 30) + 24
    pill = _pill(words.subject_name(record), Rectangle(MARGIN, pill_top, width - MARGIN - 120, 0), style)
    yield from (*office, *pill, *_number(sheet, style, width - MARGIN, top + 44, palette.bright, palette.deep))
    foot = imprint(record, width - 2 * MARGIN, style)
    edge = height - foot.height - 44
    title = _title_between(record, Rectangle(MARGIN, pill[0].box.bottom + 30, width - MARGIN, edge - 30), style)
    yield title
    yield Panel(Rectangle(0, edge, width, height), WHITE)
    yield Panel(Rectangle(0, edge, width, edge + 8), palette.bright)
    yield from (moved(item, MARGIN, edge + 26) for item in foot.items)


def _title_between(record: Record, place: Rectangle, style: PosterStyle) -> TextItem:
    """The title as large as it fits into a place, in its middle.

    Raises:
        NoRoom: It does not fit at a size that can be read.
    """
    for size in range(_LARGEST_TITLE, BODY_LEAST - 1, -4):
        title = _fitting_title(record, place, style, ((size, 99),))
        if title.box.height <= place.height:
            return replace(title, box=title.box.moved(0, (place.height - title.box.height) // 3))
    raise NoRoom(say("The title is too long for a picture: {count} letters.", count=len(record.title)))


def cover(record: Record, style: PosterStyle, number: str = "") -> Iterator[SceneItem]:
    """The first panel of a leaflet: office, subject, title; which of several it is."""
    width, height, palette = style.format.width, style.format.height, style.palette
    yield Panel(Rectangle(0, 0, width, height), palette.deep)
    subject = icon_of_subject(next(iter(record.subjects), None))
    yield Pictogram(
        subject, Rectangle(width - 520, height - 620, width - 20, height - 120), palette.accent, palette.deep
    )
    banner = _banner(width) if style.draft else ()
    yield from banner
    office = _organ(style, Rectangle(_FOLD_MARGIN, 90, width - _FOLD_MARGIN, 0))
    yield from office
    top = max((item.box.bottom for item in office), default=200) + 120
    pill = _pill(words.subject_name(record), Rectangle(_FOLD_MARGIN, top, width - _FOLD_MARGIN, 0), style)
    yield from pill
    place = Rectangle(_FOLD_MARGIN, pill[0].box.bottom + 40, width - _FOLD_MARGIN, 0)
    title = _fitting_title(record, place, style, ((78, 5), (66, 7), (56, 9), (48, 12), (40, 99)))
    yield title
    yield Panel(
        Rectangle(_FOLD_MARGIN, title.box.bottom + 40, _FOLD_MARGIN + 160, title.box.bottom + 50), palette.bright
    )
    lead = _description(record, 200)
    if lead:
        lines = style.typeface.wrap(lead, BODY, width - 2 * _FOLD_MARGIN)
        box = text_box(style.typeface, lines, BODY, _FOLD_MARGIN, title.box.bottom + 90)
        yield TextItem(lines, box, BODY, WHITE, palette.deep)
    if number:
        letters = Style(44, bold=True)
        box = text_box(style.typeface, (number,), letters, _FOLD_MARGIN, height - _FOLD_MARGIN - letters.line_height)
        yield TextItem((number,), box, letters, palette.bright, palette.deep)


def back(record: Record, style: PosterStyle) -> Iterator[SceneItem]:
    """The last panel of a leaflet: the imprint at its foot."""
    width, height = style.format.width, style.format.height
    foot = imprint(record, width - 2 * _FOLD_MARGIN, style, below=True)
    edge = height - foot.height - 2 * _FOLD_MARGIN
    yield Panel(Rectangle(0, edge, width, height), WHITE)
    yield Panel(Rectangle(0, edge, width, edge + 6), style.palette.accent)
    yield from (moved(item, _FOLD_MARGIN, edge + _FOLD_MARGIN) for item in foot.items)
