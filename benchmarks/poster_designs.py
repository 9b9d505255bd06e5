"""Designs of posters and leaflets: a head, sections in random order, a foot. All content is invented."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

import poster_words as words
from PIL import Image
from poster_canvas import (
    BRIGHT,
    DARK,
    INK,
    PALE,
    WHITE,
    Canvas,
    Colour,
    Style,
    Written,
    decorate,
    fitting,
    gradient,
    height_of,
    icon,
    picture,
    width_of,
)
from poster_covers import HEADS, folded_in_three, leaflet_ground
from poster_layouts import (
    arrows,
    big_number,
    bubbles,
    codes_in_a_row,
    colour_bands,
    do_and_dont,
    fee_table,
    rings,
    see_through,
    side_column,
    spread_wheel,
    two_languages,
    zigzag,
)
from poster_scenes import (
    bare_grid,
    curved_banner,
    devices,
    letterhead,
    nested,
    on_photo,
    scan_me,
    side_strip,
    timeline,
)

Frame = tuple[int, int, int]
"""Left, top, width."""


@dataclass(frozen=True, slots=True)
class Design:
    """The manner of one poster: body size in pixels, fonts, colours."""

    chance: random.Random
    say: words.Sayings
    body: int
    family: str
    main: Colour
    pale: Colour
    dark_ground: bool

    @property
    def ink(self) -> Colour:
        """Colour of text on the ground."""
        return WHITE if self.dark_ground else INK

    def style(self, times: float = 1.0, colour: Colour = INK, **more: object) -> Style:
        """Text so many times as large as the body's."""
        return Style(max(9, round(self.body * times)), colour, self.family, **more)  # type: ignore[arg-type]


def drawn(seed: str, *, designs: str = "all") -> Canvas:
    """One poster, of the "first" designs, of the "later" ones, or of "all"."""
    chance = random.Random(seed)  # noqa: S311
    if designs != "first" and chance.random() < LEAFLETS:
        return _leaflet(chance)
    width = chance.choice((1055, 1080, 1240, 1240, 1654, 2000))
    height = round(width * chance.choice((1.414, 1.414, 1.414, 0.707, 1.25, 1.6)))
    body = round(width / (chance.uniform(52, 66) if height > width else chance.uniform(66, 80)))
    design = Design(
        chance, words.Sayings(chance), body, chance.choice(("sans", "narrow", "sans", "serif")),
        chance.choice(DARK), chance.choice(PALE), chance.random() < 0.2,
    )  # fmt: skip
    canvas = Canvas(_ground(design, (width, height)), chance)
    foot = height - round(4.2 * body)
    heads = {"first": (_head,), "later": HEADS, "all": (_head, _head, *HEADS)}[designs]
    top = (chance.choice(heads) if len(heads) > 1 else _head)(canvas, design)
    sections = list({"first": SECTIONS, "later": LATER, "all": (*SECTIONS, *LATER)}[designs])
    chance.shuffle(sections)
    for section in (*sections, *sections):
        trial = Canvas(Image.new("RGB", (width, 4 * height)), random.Random(0))  # noqa: S311
        state = chance.getstate()
        needed = section(trial, Design(chance, words.Sayings(chance), *_rest(design)), (2 * body, 0, width - 4 * body))
        chance.setstate(state)
        if top + needed < foot:
            fresh = Design(chance, words.Sayings(chance), *_rest(design))
            top = section(canvas, fresh, (2 * body, top, width - 4 * body)) + round(1.1 * body)
    _foot(canvas, design, foot)
    if chance.random() < 0.2:
        side_strip(canvas, design)
    return canvas


def _leaflet(chance: random.Random) -> Canvas:
    """A leaflet folded in three, lying open."""
    width = chance.choice((1654, 2000, 2339))
    body, family = round(width / chance.uniform(105, 125)), chance.choice(("sans", "narrow", "serif"))
    design = Design(
        chance, words.Sayings(chance), body, family,
        chance.choice(DARK), chance.choice(PALE), False,
    )  # fmt: skip
    canvas = Canvas(Image.new("RGB", (width, round(width * 0.707)), leaflet_ground(design)), chance)
    folded_in_three(canvas, design)
    return canvas


def _rest(design: Design) -> tuple[int, str, Colour, Colour, bool]:
    return design.body, design.family, design.main, design.pale, design.dark_ground


def _ground(design: Design, size: tuple[int, int]) -> Image.Image:
    if design.dark_ground:
        dark = tuple(value // 2 for value in design.main)
        return gradient(size, design.main, dark)  # type: ignore[arg-type]
    kind = design.chance.randrange(4)
    if kind == 0:
        return Image.new("RGB", size, WHITE)
    if kind == 1:
        return Image.new("RGB", size, design.pale)
    return gradient(size, design.pale, design.chance.choice(PALE), across=kind == 3)


def _head(canvas: Canvas, design: Design) -> int:
    """Title with what stands over and under it; returns the row below."""
    chance, body, width = design.chance, design.body, canvas.image.width
    kind = chance.choice(("plain", "band", "picture", "ribbon", "curve"))
    times = chance.choice((2.0, 2.6, 3.4, 4.6, 6.0))
    squeeze = chance.choice((1.0, 1.0, 0.75, 0.6))
    over, title, under = (design.say.one(kind) for kind in (words.OVERLINES, words.TITLES, words.SUBTITLES))
    light = kind in ("band", "picture", "curve") or design.dark_ground
    shade = chance.choice((WHITE, (255, 224, 120))) if light else design.main
    style = Style(round(body * times), shade, design.family, True, squeeze, 1.3, "centre")
    if kind == "picture" and chance.random() < 0.5:
        style = Style(style.size, WHITE, design.family, True, squeeze, 1.3, "centre", outline=design.main)
    style = _adorned(style, design, light=light)
    inner = width - 4 * body
    style = fitting(title, style, inner, 3)
    under_style = design.style(1.25, WHITE if light else INK, align="centre", bold=chance.random() < 0.5)
    height = round(3.4 * body) + style.size // 4 + height_of(title, style, inner) + round(2.6 * body)
    if kind == "band":
        canvas.image.paste(gradient((width, height), design.main, chance.choice(DARK), across=True), (0, 0))
    elif kind == "curve":
        height += 2 * body
        curved_banner(canvas, (0, 0, width, height + height // 4), design.main)
        height += height // 4
    elif kind == "picture":
        height += round(body * chance.uniform(0, 6))
        canvas.image.paste(picture((width, height), chance, dark=True), (0, 0))
    if chance.random() < 0.6:
        decorate(
            canvas,
            (0, 0, width, height),
            tuple((value + 3 * other) // 4 for value, other in zip(design.main, design.pale, strict=True)),
        )  # type: ignore[arg-type]
    start = (
        letterhead(canvas, design, round(0.6 * body)) if kind in ("plain", "ribbon") and chance.random() < 0.4 else 0
    )
    top = start + round(0.8 * body)
    if kind == "ribbon":
        long = round(width_of(over, design.style(1.4, bold=True))) + 3 * body
        canvas.panel(
            ((width - long) // 2, top - 4, (width + long) // 2, top + round(2.1 * body)), design.main, radius=body // 2
        )
        canvas.write(over, "over", (2 * body, top, inner), design.style(1.4, WHITE, bold=True, align="centre"))
    else:
        canvas.write(over, "over", (2 * body, top, inner), design.style(1.1, WHITE if light else INK, align="centre"))
    top = canvas.write(title, "title", (2 * body, start + round(3.1 * body) + style.size // 4, inner), style)
    canvas.write(under, "under", (2 * body, top + body // 4, inner), under_style)
    return start + height + round(0.8 * body)


def _adorned(style: Style, design: Design, *, light: bool) -> Style:
    """The style of a title, at times with a shadow, or with another colour for its later lines."""
    chance = design.chance
    if chance.random() < 0.3:
        style = replace(style, shadow=(0, 0, 0) if light else (190, 190, 195))
    if chance.random() < 0.3:
        style = replace(style, second=(255, 224, 120) if light else chance.choice(DARK))
    return style


def _heading(canvas: Canvas, design: Design, frame: Frame, colour: Colour, inset: int = 0) -> int:
    """A heading in a band, with a number beside it, or plain, so far within the edge of its panel."""
    left, top, width = frame
    body, chance = design.body, design.chance
    text = design.say.one(words.HEADINGS)
    numbered = chance.random() < 0.5
    text = f"{chance.randint(1, 6)}. {text}" if numbered and chance.random() < 0.4 else text
    if chance.random() < 0.7:
        canvas.panel((left, top, left + width, top + round(2.0 * body)), colour, radius=chance.choice((0, body // 2)))
        place = left + body // 2
        if numbered and "." not in text:
            number = str(chance.randint(1, 6))
            canvas.panel(
                (left, top, left + 2 * body, top + 2 * body),
                tuple(value * 3 // 4 for value in colour),
                radius=body // 3,
            )  # type: ignore[arg-type]
            canvas.write(
                number, "number", (left, top + body // 4, 2 * body), design.style(1.3, WHITE, bold=True, align="centre")
            )
            place = left + round(2.6 * body)
        style = fitting(text, design.style(1.15, WHITE, bold=True), left + width - place, 1)
        canvas.write(text, "heading", (place, top + round(0.4 * body), left + width - place), style)
        return top + round(2.5 * body)
    shade = colour if inset or not design.dark_ground else WHITE
    left, top, width = left + inset, top + inset // 2, width - 2 * inset
    style = fitting(text, design.style(1.25, shade, bold=True), width, 1)
    return canvas.write(text, "heading", (left, top, width), style) + body // 3


def icon_list(canvas: Canvas, design: Design, frame: Frame) -> int:
    """A panel with a heading and lines with an icon before each."""
    left, top, width = frame
    body, chance = design.body, design.chance
    items = [design.say.one(words.ITEMS) for _ in range(chance.randint(3, 5))]
    style, inner = design.style(), width - round(5.2 * body)
    heights = [max(round(2.4 * body), height_of(item, style, inner) + round(0.7 * body)) for item in items]
    boxed = design.dark_ground or chance.random() < 0.7
    if boxed:
        bottom = top + round(2.9 * body) + sum(heights)
        canvas.panel((left, top, left + width, bottom), WHITE, edge=design.main, radius=body // 2)
    place = _heading(canvas, design, (left, top, width), design.main, body // 2 if boxed else 0)
    manner, dotted = chance.choice(("disc", "tile", "outline", "solid")), chance.random() < 0.4
    for item, height in zip(items, heights, strict=True):
        icon(canvas, (left + round(2.0 * body), place + height // 2), round(1.9 * body), style=manner)
        own = height_of(item, style, inner)
        canvas.write(item, "item", (left + round(4.2 * body), place + (height - own) // 2, inner), style)
        place += height
        if dotted and item != items[-1]:
            for x in range(left + 4 * body, left + width - body, max(4, body // 3)):
                canvas.pen.line((x, place, x + body // 6, place), fill=(150, 160, 170))
    return place + round(0.4 * body)


def cards(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Columns of cards: an icon, a word in colour, a few centred lines."""
    left, _, width = frame
    body, chance = design.body, design.chance
    place = _heading(canvas, design, frame, design.main)
    count = chance.randint(3, 5) if width > 30 * body else 2
    gap = round(0.7 * body)
    wide = (width - gap * (count - 1)) // count
    keyed, coloured = chance.random() < 0.6, chance.random() < 0.5
    texts = [design.say.one(words.SHORT) for _ in range(count)]
    keys = [design.say.one(words.KEYWORDS) for _ in range(count)]
    ground = chance.choice(DARK) if coloured else WHITE
    style = design.style(0.95, WHITE if coloured else INK, align="centre")
    inner = wide - body
    tall = max(height_of(text, style, inner) for text in texts)
    head = round(3.4 * body) + (round(1.7 * body) if keyed else 0)
    for index, (text, key) in enumerate(zip(texts, keys, strict=True)):
        x = left + index * (wide + gap)
        canvas.panel(
            (x, place, x + wide, place + head + tall + body // 2), ground, edge=(170, 180, 195), radius=body // 2
        )
        icon(canvas, (x + wide // 2, place + round(1.8 * body)), round(2.4 * body), style="disc" if coloured else None)
        if keyed:
            shade = (255, 224, 120) if coloured else chance.choice(BRIGHT)
            key_style = fitting(key, design.style(1.1, shade, bold=True, align="centre"), inner, 1)
            canvas.write(key, "key", (x + body // 2, place + round(3.3 * body), inner), key_style)
        canvas.write(text, "card", (x + body // 2, place + head, inner), style)
    return place + head + tall + body // 2


def steps(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Steps in a row: a number in a disc, an icon, a few lines, arrows between."""
    left, _, width = frame
    body, chance = design.body, design.chance
    place = _heading(canvas, design, frame, chance.choice(DARK))
    count = 4 if width > 30 * body else 3
    wide, pictured = width // count, chance.random() < 0.6
    texts = [design.say.one(words.SHORT) for _ in range(count)]
    style = design.style(0.95, INK, align="centre")
    inner, first = wide - round(2.2 * body), round(2.1 * body) + (round(2.7 * body) if pictured else 0)
    tall = max(height_of(text, style, inner) for text in texts)
    if design.dark_ground or chance.random() < 0.5:
        canvas.panel(
            (left, place, left + width, place + first + tall + body // 2),
            chance.choice(PALE),
            edge=design.main,
            radius=body // 2,
        )
    for index, text in enumerate(texts):
        x, middle = left + index * wide, left + index * wide + wide // 2
        shade, r = chance.choice(DARK), round(0.85 * body)
        canvas.pen.ellipse((middle - r, place + body // 4, middle + r, place + body // 4 + 2 * r), fill=shade)
        canvas.write(
            str(index + 1),
            "number",
            (middle - r, place + round(0.45 * body), 2 * r),
            design.style(1.0, WHITE, bold=True, align="centre"),
        )
        if pictured:
            icon(canvas, (middle, place + round(3.3 * body)), round(2.2 * body))
        canvas.write(text, "step", (x + round(1.1 * body), place + first, inner), style)
        if index < count - 1:
            y = place + first - body // 3
            canvas.pen.polygon(
                [
                    (x + wide - body // 2, y - body // 2),
                    (x + wide + body // 3, y),
                    (x + wide - body // 2, y + body // 2),
                ],
                fill=shade,
            )
    return place + first + tall + body // 2


def remembered(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Coloured cards side by side, an icon left of each text."""
    left, top, width = frame
    body, chance = design.body, design.chance
    count = 3 if width > 36 * body else 2
    gap = body
    wide = (width - gap * (count - 1)) // count
    texts = [design.say.one(words.ITEMS) for _ in range(count)]
    style, inner = design.style(bold=chance.random() < 0.3), wide - round(5.0 * body)
    tall = max(height_of(text, style, inner) for text in texts) + body
    for index, text in enumerate(texts):
        x, pale = left + index * (wide + gap), chance.choice(PALE[:5])
        edge = chance.choice(BRIGHT)
        canvas.panel((x, top, x + wide, top + tall), pale, edge=edge, radius=body // 2)
        icon(canvas, (x + round(2.2 * body), top + tall // 2), round(2.6 * body))
        canvas.write(text, "card", (x + round(4.4 * body), top + body // 2, inner), style)
    return top + tall


def figures(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Large figures with a line under each, on coloured tiles."""
    left, top, width = frame
    body, chance = design.body, design.chance
    count = 3
    wide = (width - 2 * body) // count
    for index, (figure, label) in enumerate(chance.sample(words.FIGURES, count)):
        x, shade = left + index * (wide + body), chance.choice(DARK)
        canvas.panel((x, top, x + wide, top + 6 * body), shade, radius=chance.choice((0, body)))
        text = words.filled(figure, chance)
        style = fitting(text, design.style(2.4, (255, 224, 120), bold=True, align="centre"), wide - body, 1)
        canvas.write(text, "figure", (x + body // 2, top + body // 2, wide - body), style)
        canvas.write(
            label,
            "card",
            (x + body // 2, top + round(3.6 * body), wide - body),
            fitting(label, design.style(0.9, WHITE, align="centre"), wide - body, 2),
        )
    return top + 6 * body


def scene(canvas: Canvas, design: Design, frame: Frame) -> int:
    """A picture with a speech bubble, a telephone and a label on it."""
    left, top, width = frame
    body, chance = design.body, design.chance
    tall = round(12 * body)
    canvas.image.paste(picture((width, tall), chance, dark=chance.random() < 0.5), (left, top))
    text = design.say.one(words.BUBBLES)
    wide = width // 4
    style = fitting(text, design.style(), wide - body, 2)
    canvas.panel((left + body, top + body, left + body + wide, top + round(4.4 * body)), WHITE, radius=body // 2)
    canvas.write(text, "bubble", (left + round(1.5 * body), top + round(1.4 * body), wide - body), style)
    middle = left + width // 2
    canvas.panel(
        (middle - 3 * body, top + body // 2, middle + 3 * body, top + tall - body // 2),
        (16, 24, 52),
        edge=(90, 100, 130),
        radius=body,
    )
    icon(canvas, (middle, top + 3 * body), round(2.6 * body), style="disc")
    label = design.say.one(words.LABELS)
    canvas.write(
        label,
        "label",
        (middle - round(2.6 * body), top + 5 * body, round(5.2 * body)),
        fitting(label, design.style(1.0, WHITE, bold=True, align="centre"), 5.2 * body, 2),
    )
    right = left + width - body - wide
    canvas.panel((right, top + 2 * body, right + wide, top + round(4.6 * body)), chance.choice(DARK), radius=body // 3)
    label = design.say.one(words.LABELS)
    canvas.write(
        label,
        "label",
        (right + body // 2, top + round(2.6 * body), wide - body),
        fitting(label, design.style(1.2, WHITE, bold=True, align="centre"), wide - body, 1),
    )
    for _ in range(3):
        icon(
            canvas,
            (chance.randint(left + 2 * body, left + width // 3), top + tall - round(2.5 * body)),
            round(2.8 * body),
        )
    return top + tall


def contacts(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Names with a number at the right end of each row."""
    left, top, width = frame
    body, chance = design.body, design.chance
    wide = round(width * chance.choice((0.4, 0.55, 1.0)))
    place = _heading(canvas, design, (left, top, wide), design.main)
    for name in chance.sample(words.CONTACTS, 4):
        number = words.filled(chance.choice(("{phone}", "11{n}", "0243.555.0{n}{n}")), chance)
        canvas.panel((left, place, left + wide, place + 2 * body), chance.choice(PALE[:5]), radius=body // 3)
        style, large = design.style(), design.style(1.2, design.main, bold=True)
        right = left + wide - round(0.8 * body) - round(width_of(number, large))
        _row(canvas, f"{name} {number}", ((left + body, name, style), (right, number, large)), place + body // 2)
        place += round(2.4 * body)
    return place


def _row(canvas: Canvas, text: str, parts: tuple[tuple[int, str, Style], ...], top: int) -> None:
    """Parts of one row as one box of text."""
    count = len(canvas.texts)
    for left, part, style in parts:
        canvas.write(part, "contact", (left, top, 9999), style)
    whole = canvas.texts[count:]
    del canvas.texts[count:]
    box = (whole[0].box[0], whole[0].box[1], whole[-1].box[2], whole[-1].box[3])
    canvas.texts.append(Written(text, "contact", box))


def prose(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Running text, one column or two."""
    left, top, width = frame
    body, chance = design.body, design.chance
    if chance.random() < 0.5:
        place = _heading(canvas, design, frame, design.main)
        style = design.style(colour=design.ink)
        return canvas.write(design.say.one(words.PARAGRAPHS), "prose", (left, place, width), style)
    wide = (width - 3 * body) // 2
    bottoms = []
    for x in (left, left + wide + 3 * body):
        place = _heading(canvas, design, (x, top, wide), design.main)
        bottoms.append(
            canvas.write(design.say.one(words.PARAGRAPHS), "prose", (x, place, wide), design.style(colour=design.ink))
        )
    return max(bottoms)


def pair(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Two panels side by side."""
    left, top, width = frame
    if width < 36 * design.body:
        return icon_list(canvas, design, frame)
    share = design.chance.choice((0.4, 0.5, 0.55))
    wide, gap = round(width * share), design.body
    first, second = design.chance.sample((icon_list, icon_list, cards), 2)
    bottom = first(canvas, design, (left, top, wide))
    return max(bottom, second(canvas, design, (left + wide + gap, top, width - wide - gap)))


def _foot(canvas: Canvas, design: Design, top: int) -> None:
    """A line of source, and a band with a slogan."""
    body, width, height = design.body, canvas.image.width, canvas.image.height
    source = design.say.one(words.SOURCES)
    canvas.write(
        source,
        "source",
        (2 * body, top, width - 4 * body),
        fitting(source, design.style(0.85, design.ink), width - 4 * body, 1),
    )
    canvas.pen.rectangle((0, top + round(1.8 * body), width, height), fill=design.main)
    text = design.say.one(words.FOOTERS)
    style = fitting(text, design.style(1.1, WHITE, bold=True, align="centre"), width - 12 * body, 1)
    canvas.write(text, "foot", (6 * body, top + round(2.3 * body), width - 12 * body), style)
    if design.chance.random() < 0.5:
        icon(canvas, (round(3 * body), top + round(3.0 * body)), round(1.6 * body), style="disc")


LEAFLETS = 0.12  # share of leaflets folded in three
LATER: tuple[Callable[[Canvas, Design, Frame], int], ...] = (
    fee_table, bubbles, colour_bands, arrows, two_languages, do_and_dont, codes_in_a_row, zigzag, rings, side_column,
    big_number, spread_wheel, see_through,
)  # fmt: skip
SECTIONS: tuple[Callable[[Canvas, Design, Frame], int], ...] = (
    icon_list, cards, steps, remembered, figures, scene, prose, contacts, pair,
    bare_grid, on_photo, timeline, scan_me, devices, nested, nested,
)  # fmt: skip
