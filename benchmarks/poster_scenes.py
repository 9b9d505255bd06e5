"""Sections of posters whose grounds are harder than panels: pictures, slanted boxes, grids without frames."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import poster_words as words
from PIL import Image, ImageDraw
from poster_canvas import (
    BRIGHT,
    DARK,
    INK,
    PALE,
    WHITE,
    Canvas,
    Colour,
    Written,
    decorate,
    fitting,
    height_of,
    icon,
    picture,
    width_of,
)

if TYPE_CHECKING:
    from poster_designs import Design, Frame

YELLOW = (255, 224, 120)


def two_coloured(canvas: Canvas, design: Design, text: str, frame: Frame, times: float) -> int:
    """A heading whose first words have one colour and whose others have another."""
    left, top, width = frame
    parts = text.split()
    half = max(1, len(parts) // 2)
    pair = (WHITE, YELLOW) if design.dark_ground else tuple(design.chance.sample(DARK, 2))
    style = fitting(text, design.style(times, pair[0], bold=True), width, 1)
    count = len(canvas.texts)
    first, last = " ".join(parts[:half]), " ".join(parts[half:])
    canvas.write(first, "heading", (left, top, 9999), style)
    start = left + round(width_of(f"{first} ", style))
    row = canvas.write(last, "heading", (start, top, 9999), replace(style, colour=pair[1]))
    del canvas.texts[count:]
    canvas.texts.append(Written(text, "heading", (left, top, start + round(width_of(last, style)), row)))
    return row + design.body // 4


def bare_grid(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Two rows of headed texts side by side, on the ground of the poster, without frames: read row by row."""
    left, top, width = frame
    body, chance = design.body, design.chance
    count = 2 if width < 40 * body else chance.choice((2, 3))
    gap = 3 * body
    wide = (width - gap * (count - 1)) // count
    style = design.style(colour=design.ink)
    cells = [
        [
            (design.say.one(words.HEADINGS), design.say.one(words.ITEMS), design.say.one(words.ITEMS))
            for _ in range(count)
        ]
        for _ in range(2)
    ]
    for row in cells:
        bottoms = []
        for index, (heading, *items) in enumerate(row):
            x = left + index * (wide + gap)
            place = two_coloured(canvas, design, heading, (x, top, wide), 1.15)
            for item in items:
                place = canvas.write(item, "item", (x, place, wide), style) + body // 4
            bottoms.append(place)
        top = max(bottoms) + round(1.2 * body)
    return top - body


def on_photo(canvas: Canvas, design: Design, frame: Frame) -> int:
    """White words with a shadow on a dark picture of the full width."""
    left, top, width = frame
    body, chance = design.body, design.chance
    heading, items = design.say.one(words.HEADINGS), [design.say.one(words.ITEMS) for _ in range(3)]
    style = design.style(1.05, WHITE, bold=chance.random() < 0.5, shadow=(0, 0, 0))
    inner = width - 6 * body
    tall = round(4.4 * body) + sum(height_of(item, style, inner) + body // 3 for item in items)
    canvas.image.paste(picture((canvas.image.width, tall), chance, dark=True), (0, top))
    head = fitting(heading, design.style(1.6, YELLOW, bold=True, shadow=(0, 0, 0)), inner, 1)
    place = canvas.write(heading, "heading", (left + 3 * body, top + body, inner), head) + body // 3
    for item in items:
        place = canvas.write(item, "item", (left + 3 * body, place, inner), style) + body // 3
    return top + tall


def timeline(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Numbered circles on a line from top to bottom, a word in colour and a sentence right of each."""
    left, top, width = frame
    body, chance = design.body, design.chance
    entries = [(design.say.one(words.KEYWORDS), design.say.one(words.ITEMS)) for _ in range(4)]
    key_style = design.style(1.1, YELLOW if design.dark_ground else chance.choice(DARK), bold=True)
    style, inner = design.style(colour=design.ink), width - round(4.5 * body)
    heights = [round(1.8 * body) + height_of(item, style, inner) + body // 2 for _, item in entries]
    x, shade, r = left + round(1.6 * body), chance.choice(DARK), round(1.1 * body)
    edge = WHITE if design.dark_ground else shade
    canvas.pen.line((x, top + r, x, top + sum(heights[:-1]) + r), fill=edge, width=max(2, body // 6))
    for number, ((key, item), height) in enumerate(zip(entries, heights, strict=True), start=1):
        canvas.pen.ellipse((x - r, top, x + r, top + 2 * r), fill=shade, outline=edge)
        digit = design.style(1.2, WHITE, bold=True, align="centre")
        canvas.write(str(number), "number", (x - r, top + round(0.3 * body), 2 * r), digit)
        place = canvas.write(key, "key", (left + 4 * body, top, inner), key_style)
        canvas.write(item, "item", (left + 4 * body, place, inner), style)
        top += height
    return top


def scan_me(canvas: Canvas, design: Design, frame: Frame) -> int:
    """A QR code, words beside it, and a logo with writing too small to read."""
    left, top, width = frame
    body, chance = design.body, design.chance
    side = round(7.0 * body)
    canvas.panel((left, top, left + width, top + side + body), WHITE, edge=design.main, radius=body // 2)
    qr_code(canvas, (left + body // 2, top + body // 2, side))
    text, place = design.say.one(words.SCANNED), top + body
    inner = width - side - round(9.0 * body)
    lead = fitting(text, design.style(1.2, design.main, bold=True), inner, 2)
    place = canvas.write(text, "lead", (left + side + 2 * body, place, inner), lead) + body // 4
    item = design.say.one(words.ITEMS)
    canvas.write(item, "item", (left + side + 2 * body, place, inner), fitting(item, design.style(0.95), inner, 2))
    _logo(canvas, (left + width - 3 * body, top + (side + body) // 2), round(2.2 * body))
    return top + side + body + chance.choice((0, 1))


def qr_code(canvas: Canvas, square: tuple[int, int, int]) -> None:
    """Something like a QR code at (left, top) of a side."""
    left, top, side = square
    cells = 25
    unit = max(1, side // cells)
    for row in range(cells):
        for column in range(cells):
            corner = (row < 7 or row >= cells - 7) and (column < 7 or column >= cells - 7)
            if canvas.chance.random() < 0.5 and not (corner and not (row >= cells - 7 and column >= cells - 7)):
                x, y = left + column * unit, top + row * unit
                canvas.pen.rectangle((x, y, x + unit - 1, y + unit - 1), fill=(0, 0, 0))
    for x, y in ((0, 0), (cells - 7, 0), (0, cells - 7)):
        for ring, shade in ((0, (0, 0, 0)), (1, WHITE), (2, (0, 0, 0))):
            box = (left + (x + ring) * unit, top + (y + ring) * unit,
                   left + (x + 7 - ring) * unit - 1, top + (y + 7 - ring) * unit - 1)  # fmt: skip
            canvas.pen.rectangle(box, fill=shade)


def _logo(canvas: Canvas, centre: tuple[int, int], r: int) -> None:
    """An emblem: a ring with a star, the name round it too small for anyone."""
    x, y = centre
    canvas.pen.ellipse((x - r, y - r, x + r, y + r), fill=(200, 20, 30), outline=(250, 210, 60), width=max(2, r // 8))
    star = [
        (x + round(0.5 * r * (1.0 if k % 2 == 0 else 0.42) * math.sin(k * math.pi / 5)),
         y - round(0.5 * r * (1.0 if k % 2 == 0 else 0.42) * math.cos(k * math.pi / 5))) for k in range(10)
    ]  # fmt: skip
    canvas.pen.polygon(star, fill=(250, 220, 60))
    for k in range(26):
        angle = k * math.tau / 26
        at = (x + round(0.76 * r * math.cos(angle)), y + round(0.76 * r * math.sin(angle)))
        canvas.pen.line((at[0], at[1], at[0] + max(1, r // 14), at[1] + max(1, r // 14)), fill=WHITE, width=1)


def letterhead(canvas: Canvas, design: Design, top: int) -> int:
    """A logo and the names of two organs beside it; returns the row below."""
    body = design.body
    upper, lower = design.say.one(words.ORGANS), design.say.one(words.UNITS)
    _logo(canvas, (3 * body, top + round(1.7 * body)), round(1.6 * body))
    light = WHITE if design.dark_ground else design.main
    style = design.style(0.95, light)
    count = len(canvas.texts)
    place = canvas.write(upper, "organ", (5 * body, top + body // 3, 9999), style)
    canvas.write(lower, "organ", (5 * body, place, 9999), replace(style, bold=True))
    first, last = canvas.texts[count:]
    del canvas.texts[count:]
    canvas.texts += [first, last]
    return top + round(3.6 * body)


def slanted_label(canvas: Canvas, design: Design, centre: tuple[int, int], text: str, fill: Colour) -> None:
    """A box with a few words, turned by some degrees."""
    body, chance = design.body, design.chance
    style = design.style(1.15, WHITE, bold=True, align="centre")
    wide = round(width_of(text, style)) + 2 * body
    scratch = Canvas(Image.new("RGB", (wide, 3 * body), fill), chance)
    scratch.write(text, "label", (0, round(0.8 * body), wide), style)
    mask = Image.new("L", scratch.image.size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, wide - 1, 3 * body - 1), body // 2, fill=255)
    turn = chance.choice((-5, -4, -3, 3, 4, 5))
    tile, mask = (
        image.rotate(turn, Image.Resampling.BICUBIC, expand=True) for image in (scratch.image, mask)
    )  # fmt: skip
    at = (centre[0] - tile.width // 2, centre[1] - tile.height // 2)
    canvas.image.paste(tile, at, mask)
    canvas.texts.append(Written(text, "label", (*at, at[0] + tile.width, at[1] + tile.height)))


def devices(canvas: Canvas, design: Design, frame: Frame) -> int:
    """A blob of colour with a telephone, a shield, a bubble of three lines, a slanted label, signs and leaves."""
    left, top, width = frame
    body = design.body
    tall, middle = round(15 * body), left + width // 2
    blob = tuple((value + 4 * 255) // 5 for value in design.main)
    canvas.pen.ellipse((left + width // 12, top, left + width * 11 // 12, top + round(1.25 * tall)), fill=blob)
    canvas.pen.rectangle((left, top + tall, left + width, top + round(1.3 * tall)), fill=_below(canvas, (left, top)))
    decorate(canvas, (left, top + body, left + width, top + tall - 4 * body), tuple(value - 20 for value in blob))
    wide = width * 3 // 10
    canvas.panel(
        (left + body, top + body, left + body + wide, top + 7 * body), WHITE, edge=(150, 160, 190), radius=body
    )
    icon(canvas, (left + round(3.2 * body), top + 4 * body), round(3.2 * body), style="disc")
    _lines(
        canvas, design, design.say.one(words.MESSAGES), (left + round(5.6 * body), top + round(1.6 * body), wide), INK
    )
    _phone(canvas, (middle, top + body, 3 * body, tall - 2 * body))
    label = design.say.one(words.LABELS)
    slanted_label(canvas, design, (middle, top + round(8.5 * body)), label, (16, 24, 52))
    right = left + width - body - wide
    canvas.panel((right, top + 2 * body, right + wide, top + 8 * body), (14, 18, 44), radius=body // 2)
    _lines(canvas, design, design.say.one(words.CALLS), (right + body, top + round(2.6 * body), wide), WHITE)
    for step in range(2):
        icon(canvas, (right + (2 + 4 * step) * body, top + tall - 3 * body), round(3.4 * body), style="solid")
        icon(canvas, (left + (3 + 5 * step) * body, top + tall - 3 * body), round(3.6 * body), style="solid")
    return top + tall


def _below(canvas: Canvas, place: tuple[int, int]) -> Colour:
    """The colour of the ground left of a place."""
    return canvas.image.getpixel((max(0, place[0] - 3), place[1]))  # type: ignore[return-value]


def _phone(canvas: Canvas, place: tuple[int, int, int, int]) -> None:
    middle, top, half, tall = place
    canvas.panel(
        (middle - half - 8, top, middle + half + 8, top + tall), (16, 24, 52), edge=(90, 100, 130), radius=half // 3
    )
    icon(canvas, (middle, top + half), round(1.2 * half), style="disc")
    icon(canvas, (middle, top + tall - round(0.7 * half)), round(0.6 * half), style="disc")


def _lines(canvas: Canvas, design: Design, lines: str, frame: Frame, ink: Colour) -> None:
    """Lines of a message, the first one bold."""
    left, top, width = frame
    room = width - round(6.4 * design.body)
    for index, line in enumerate(lines.split("|")):
        style = design.style(0.9, ink, bold=index == 0)
        top = canvas.write(line, "bubble", (left, top, 9999), fitting(line, style, max(room, 8 * design.body), 1))


def nested(canvas: Canvas, design: Design, frame: Frame) -> int:
    """A panel under a band with a number tile, cards with outlines in it, a picture and centred lines in each."""
    left, top, width = frame
    body, chance = design.body, design.chance
    count = 5 if width > 44 * body else 3
    heading, keyed, numbered = design.say.one(words.HEADINGS), chance.random() < 0.5, chance.random() < 0.5
    texts = [design.say.one(words.SHORT) for _ in range(count)]
    keys = [design.say.one(words.KEYWORDS) for _ in range(count)]
    gap, shade, number = round(0.5 * body), chance.choice(DARK), str(chance.randint(1, 9))
    wide = (width - gap * (count + 1)) // count
    style = design.style(0.92, align="centre")
    head = round(4.6 * body) + (round(1.6 * body) if keyed else 0)
    tall = head + max(height_of(text, style, wide - body) for text in texts) + body // 2
    bottom = top + round(3.4 * body) + tall + gap
    canvas.panel((left, top, left + width, bottom), (250, 253, 255), edge=shade, radius=body // 2)
    canvas.panel((left, top, left + width, top + round(2.4 * body)), shade, radius=body // 2)
    tile = tuple(value * 4 // 5 for value in shade)
    canvas.panel((left, top, left + round(2.6 * body), top + round(2.4 * body)), tile, edge=WHITE, radius=body // 2)  # type: ignore[arg-type]
    big = design.style(1.6, WHITE, bold=True, align="centre")
    canvas.write(number, "number", (left, top + round(0.3 * body), round(2.6 * body)), big)
    band = fitting(heading, design.style(1.2, WHITE, bold=True), width - 5 * body, 1)
    canvas.write(heading, "heading", (left + round(3.4 * body), top + round(0.6 * body), width), band)
    place = top + round(3.4 * body)
    for index, (text, key) in enumerate(zip(texts, keys, strict=True)):
        x = left + gap + index * (wide + gap)
        canvas.panel((x, place, x + wide, place + tall), WHITE, edge=(170, 180, 205), radius=body // 2)
        if numbered:
            _number(canvas, design, (x + wide // 2, place), index + 1)
        icon(canvas, (x + wide // 2, place + round(2.7 * body)), round(2.9 * body))
        if keyed:
            colour = fitting(key, design.style(1.05, (214, 30, 30), bold=True, align="centre"), wide - body, 1)
            canvas.write(key, "key", (x + body // 2, place + round(4.4 * body), wide - body), colour)
        canvas.write(text, "card", (x + body // 2, place + head, wide - body), style)
    return bottom


def _number(canvas: Canvas, design: Design, centre: tuple[int, int], number: int) -> None:
    x, y = centre
    r = round(0.85 * design.body)
    canvas.pen.ellipse((x - r, y - r, x + r, y + r), fill=design.chance.choice(DARK + BRIGHT[:1]))
    style = design.style(1.0, WHITE, bold=True, align="centre")
    canvas.write(str(number), "number", (x - r, y - round(0.65 * design.body), 2 * r), style)


def curved_banner(canvas: Canvas, box: tuple[int, int, int, int], colour: Colour) -> None:
    """A ground that ends below in an arc, with a lighter arc along it."""
    left, top, right, bottom = box
    bend = (bottom - top) // 4
    for step, shade in ((0, tuple(min(255, value + 70) for value in colour)), (bend // 4 + 2, colour)):
        canvas.pen.rectangle((left, top, right, bottom - bend - step), fill=shade)
        canvas.pen.pieslice(
            (left - (right - left) // 8, bottom - 3 * bend - step, right + (right - left) // 8, bottom - step),
            0, 180, fill=shade,
        )  # fmt: skip


def side_strip(canvas: Canvas, design: Design) -> None:
    """A strip along the right edge with words that run up it; nobody reads those from a page that stands upright."""
    width, height = canvas.image.size
    wide = round(1.3 * design.body)
    canvas.pen.rectangle((width - wide, 0, width, height), fill=design.main)
    for place in range(design.body, height, 4 * design.body):
        canvas.pen.polygon(
            [(width - wide + 3, place), (width - 3, place + design.body), (width - wide + 3, place + 2 * design.body)],
            fill=PALE[1],
        )
