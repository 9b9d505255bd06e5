"""Later sections of posters: tables, bubbles, bands, arrows, two languages, tiles, codes in a row, figures in rings."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

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
    fitting,
    gradient,
    height_of,
    icon,
    picture,
    width_of,
)
from poster_scenes import YELLOW, qr_code

if TYPE_CHECKING:
    from poster_designs import Design, Frame

AMOUNTS, PROVISIONS = ("{low}–{high}",), ("Điều {n}", "khoản {n} Điều 1{n}")
GREEN, RED = (20, 130, 60), (200, 30, 40)


def fee_table(canvas: Canvas, design: Design, frame: Frame) -> int:
    """A table in colours: a dark row of heads, rows in two shades, without rules or with white ones."""
    left, top, width = frame
    body, chance = design.body, design.chance
    heads = ("Hành vi vi phạm", "Mức phạt (đồng)", "Căn cứ")
    shares, rules = (0.5, 0.3, 0.2), chance.random() < 0.4
    rows = [tuple(map(design.say.one, (words.SHORT, AMOUNTS, PROVISIONS))) for _ in range(chance.randint(3, 5))]
    place, shade, pale = top, chance.choice(DARK), chance.choice(PALE[:5])
    for index, cells in enumerate((heads, *rows)):
        style = design.style(1.0, WHITE, bold=True) if index == 0 else design.style(0.95)
        tall = body + max(
            height_of(cell, style, share * width - body) for cell, share in zip(cells, shares, strict=True)
        )
        fill = shade if index == 0 else (pale if index % 2 else WHITE)
        canvas.pen.rectangle((left, place, left + width, place + tall), fill=fill)
        x = left
        for cell, share in zip(cells, shares, strict=True):
            canvas.write(cell, "cell", (x + body // 2, place + body // 2, round(share * width) - body), style)
            x += round(share * width)
            if rules and x < left + width - body:
                canvas.pen.line((x, place, x, place + tall), fill=(150, 160, 180), width=max(1, body // 12))
        place += tall
    return place


def bubbles(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Question and answer in round bubbles with tails, from the left and from the right."""
    left, top, width = frame
    body, chance = design.body, design.chance
    place = top
    for number in range(2):
        wide = round(width * chance.uniform(0.6, 0.75))
        question = f"Hỏi: {design.say.one(words.QUESTIONS)}"
        answer = f"Đáp: {design.say.one(words.ITEMS)}. {design.say.one(words.ITEMS)}."
        for text, x, fill, ink in (
            (question, left, chance.choice(DARK), WHITE), (answer, left + width - wide, chance.choice(PALE[:5]), INK),
        ):  # fmt: skip
            style = design.style(1.0, ink, bold=ink is WHITE)
            tall = height_of(text, style, wide - 4 * body) + round(1.4 * body)
            canvas.panel((x, place, x + wide, place + tall), fill, edge=design.main, radius=round(1.4 * body))
            tail = x + 3 * body if x == left else x + wide - 4 * body
            foot = place + tall - 1
            canvas.pen.polygon([(tail, foot), (tail + body, foot), (tail, foot + round(0.8 * body))], fill=fill)
            canvas.write(text, "speech", (x + 2 * body, place + round(0.7 * body), wide - 4 * body), style)
            place += tall + round(1.1 * body)
        place += body // 2 * (number == 0)
    return place - body


def colour_bands(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Bands of the full width in colours one under the other, a sentence and a large number in each."""
    _, top, width = frame
    body, chance = design.body, design.chance
    place, wide = top, canvas.image.width
    arrow = chance.random() < 0.5
    for number in range(1, chance.choice((3, 4, 5)) + 1):
        text, shade = design.say.one(words.ITEMS), chance.choice(DARK)
        style = design.style(1.1, WHITE, bold=chance.random() < 0.5)
        tall = height_of(text, style, width - 8 * body) + round(1.4 * body)
        if arrow:
            tip = wide - 3 * body
            canvas.pen.polygon(
                [(0, place), (tip, place), (wide - body, place + tall // 2), (tip, place + tall), (0, place + tall)],
                fill=shade,
            )
        else:
            canvas.image.paste(gradient((wide, tall), shade, chance.choice(DARK), across=True), (0, place))
        figure = design.style(2.0, YELLOW, bold=True)
        canvas.write(f"{number}", "number", (3 * body, place + (tall - round(2.2 * body)) // 2, 4 * body), figure)
        canvas.write(text, "item", (6 * body, place + round(0.7 * body), width - 8 * body), style)
        place += tall + (body // 4 if arrow else 0)
    return place


def arrows(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Steps in a row of arrows (chevrons), each with "BƯỚC n" and a few words under it."""
    left, top, width = frame
    body, chance = design.body, design.chance
    count = 4 if width > 46 * body else 3
    wide, tall, point = width // count, 3 * body, round(1.2 * body)
    texts = [design.say.one(words.SHORT) for _ in range(count)]
    style = design.style(0.95, design.ink, align="centre")
    for index in range(count):
        x, shade = left + index * wide, chance.choice(DARK)
        right = x + wide - body // 3
        canvas.pen.polygon(
            [(x, top), (right - point, top), (right, top + tall // 2), (right - point, top + tall), (x, top + tall),
             (x + point * (index > 0), top + tall // 2)], fill=shade,
        )  # fmt: skip
        head = design.style(1.15, WHITE, bold=True, align="centre")
        inner = wide - round(2.6 * body)
        canvas.write(f"BƯỚC {index + 1}", "number", (x + round(1.3 * body), top + round(0.8 * body), inner), head)
        canvas.write(texts[index], "step", (x + body // 2, top + tall + body // 2, wide - 2 * body), style)
    return top + tall + body // 2 + max(height_of(text, style, wide - 2 * body) for text in texts)


def two_languages(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Each sentence in Vietnamese, the same in English under it, smaller and in another colour."""
    left, top, width = frame
    body, chance = design.body, design.chance
    place = top
    shade = YELLOW if design.dark_ground else chance.choice(DARK)
    for viet, english in chance.sample(words.PAIRED, 3):
        canvas.pen.ellipse(
            (left, place + body // 3, left + round(0.9 * body), place + round(1.25 * body)), fill=chance.choice(BRIGHT)
        )
        style = design.style(1.1, design.ink, bold=True)
        place = canvas.write(viet, "item", (left + 2 * body, place, width - 2 * body), style)
        family = design.family if design.family != "serif" else "serif-italic"
        other = replace(design.style(0.95, shade), family=family)
        place = canvas.write(english, "english", (left + 2 * body, place, width - 2 * body), other) + body // 2
    return place


def do_and_dont(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Two columns: a green one with ticks, a red one with crosses."""
    left, top, width = frame
    body, chance = design.body, design.chance
    gap = body
    wide = (width - gap) // 2
    style, inner = design.style(), wide - 4 * body
    sides = []
    for head, shade in (("NÊN LÀM", GREEN), ("KHÔNG NÊN LÀM", RED)):
        sides.append((head, shade, [design.say.one(words.ITEMS) for _ in range(3)]))
    tall = max(sum(height_of(item, style, inner) + body // 2 for item in items) for _, _, items in sides)
    for index, (head, shade, items) in enumerate(sides):
        x = left + index * (wide + gap)
        pale = tuple((value + 9 * 255) // 10 for value in shade)
        canvas.panel((x, top, x + wide, top + tall + round(3.4 * body)), pale, edge=shade, radius=body)  # type: ignore[arg-type]
        label = design.style(1.2, WHITE, bold=True, align="centre")
        long = round(width_of(head, label)) + 3 * body
        middle = x + wide // 2
        canvas.panel(
            (middle - long // 2, top + body // 4, middle + long // 2, top + round(2.6 * body)), shade, radius=body
        )
        canvas.write(head, "heading", (x, top + round(0.75 * body), wide), label)
        place = top + 3 * body
        for item in items:
            _mark(
                canvas, (x + round(1.7 * body), place + round(0.65 * body)), round(0.5 * body), shade, good=index == 0
            )
            place = canvas.write(item, "item", (x + 3 * body, place, inner), style) + body // 2
    return top + tall + round(3.4 * body) + chance.choice((0, 1))


def _mark(canvas: Canvas, centre: tuple[int, int], r: int, colour: Colour, *, good: bool) -> None:
    x, y = centre
    wide = max(2, r // 2)
    if good:
        canvas.pen.line((x - r, y, x - r // 4, y + r * 2 // 3, x + r, y - r), fill=colour, width=wide)
    else:
        canvas.pen.line((x - r, y - r, x + r, y + r), fill=colour, width=wide)
        canvas.pen.line((x - r, y + r, x + r, y - r), fill=colour, width=wide)


def codes_in_a_row(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Three codes side by side, two lines under each."""
    left, top, width = frame
    body = design.body
    count = 3
    wide, side = width // count, round(6.5 * body)
    texts = design.chance.sample(words.CODED, count)
    style = design.style(0.95, design.ink, align="centre")
    for index, text in enumerate(texts):
        x = left + index * wide + (wide - side) // 2
        canvas.panel((x - body // 2, top, x + side + body // 2, top + side + body), WHITE, edge=design.main)
        qr_code(canvas, (x, top + body // 2, side))
        canvas.write(
            text, "caption", (left + index * wide + body, top + side + round(1.3 * body), wide - 2 * body), style
        )
    tall = max(height_of(text, style, wide - 2 * body) for text in texts)
    return top + side + round(1.3 * body) + tall


def zigzag(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Rows of a picture and a text beside it, the picture now left, now right."""
    left, top, width = frame
    body, chance = design.body, design.chance
    place, wide = top, round(width * 0.3)
    for index in range(2):
        heading, text = design.say.one(words.HEADINGS), design.say.one(words.PARAGRAPHS)
        style, inner = design.style(colour=design.ink), width - wide - 2 * body
        tall = max(8 * body, height_of(text, style, inner) + 2 * body)
        x = left if index == 0 else left + width - wide
        canvas.image.paste(picture((wide, tall), chance, dark=chance.random() < 0.5), (x, place))
        icon(canvas, (x + wide // 2, place + tall // 2), round(3.6 * body))
        column = left + wide + 2 * body if index == 0 else left
        shade = YELLOW if design.dark_ground else chance.choice(DARK)
        head = fitting(heading, design.style(1.3, shade, bold=True), inner, 1)
        below = canvas.write(heading, "heading", (column, place, inner), head) + body // 4
        canvas.write(text, "prose", (column, below, inner), style)
        place += tall + body
    return place - body


def rings(canvas: Canvas, design: Design, frame: Frame) -> int:
    """Large rings with a share in each and a line under it."""
    left, top, width = frame
    body, chance = design.body, design.chance
    count = 4 if width > 46 * body else 3
    wide, r = width // count, round(3.2 * body)
    labels = [design.say.one(words.SHARES) for _ in range(count)]
    style = design.style(0.95, design.ink, align="centre")
    for index, label in enumerate(labels):
        middle, share = left + index * wide + wide // 2, chance.randint(12, 96)
        box = (middle - r, top, middle + r, top + 2 * r)
        canvas.pen.ellipse(box, outline=(205, 210, 220), width=max(3, round(0.7 * body)))
        canvas.pen.arc(box, -90, -90 + round(3.6 * share), fill=chance.choice(BRIGHT), width=max(3, round(0.7 * body)))
        big = design.style(1.8, design.ink, bold=True, align="centre")
        canvas.write(f"{share}%", "figure", (middle - r, top + r - round(1.2 * body), 2 * r), big)
        canvas.write(label, "card", (left + index * wide + body // 2, top + 2 * r + body // 2, wide - body), style)
    return top + 2 * r + body // 2 + max(height_of(label, style, wide - body) for label in labels)


def side_column(canvas: Canvas, design: Design, frame: Frame) -> int:
    """A dark column at the left with a heading in it, lines in a light panel beside it."""
    left, top, width = frame
    body, chance = design.body, design.chance
    heading, items = design.say.one(words.HEADINGS), [design.say.one(words.ITEMS) for _ in range(4)]
    wide = round(width * 0.24)
    style, inner = design.style(), width - wide - 3 * body
    tall = sum(height_of(item, style, inner) + body // 2 for item in items) + round(1.2 * body)
    canvas.panel((left, top, left + width, top + tall), WHITE, edge=design.main, radius=body)
    canvas.panel((left, top, left + wide, top + tall), chance.choice(DARK), radius=body)
    head = fitting(heading, design.style(1.35, WHITE, bold=True, align="centre"), wide - body, 4)
    own = height_of(heading, head, wide - body)
    canvas.write(heading, "heading", (left + body // 2, top + (tall - own) // 2, wide - body), head)
    place = top + round(0.8 * body)
    for item in items:
        y = place + round(0.65 * body)
        x, third = left + wide + body, body // 3
        canvas.pen.polygon([(x, y - third), (x + round(0.6 * body), y), (x, y + third)], fill=design.main)
        place = canvas.write(item, "item", (left + wide + 2 * body, place, inner), style) + body // 2
    return top + tall


def big_number(canvas: Canvas, design: Design, frame: Frame) -> int:
    """One figure as high as the heading and the line beside it: "5 ĐIỀU CẦN NHỚ"."""
    left, top, width = frame
    body, chance = design.body, design.chance
    figure, heading, line = (
        str(chance.randint(3, 9)),
        design.say.one(words.COUNTED),
        design.say.one(words.SUBTITLES),
    )
    shade = YELLOW if design.dark_ground else chance.choice(BRIGHT)
    large = design.style(4.6, shade, bold=True)
    canvas.write(figure, "number", (left, top - body // 2, 4 * body), large)
    x = left + round(width_of(figure, large)) + body
    style = fitting(heading, design.style(1.9, design.ink, bold=True), width - (x - left), 1)
    place = canvas.write(heading, "heading", (x, top + round(0.9 * body), width), style)
    canvas.write(line, "under", (x, place, width - (x - left)), design.style(1.05, design.ink))
    return top + round(5.4 * body)


def spread_wheel(canvas: Canvas, design: Design, frame: Frame) -> int:
    """A disc in the middle with a word, texts left and right of it, dotted lines from one to the other."""
    left, top, width = frame
    body, chance = design.body, design.chance
    r, rows = round(4.2 * body), 2
    middle, wide = left + width // 2, width // 2 - round(6.2 * body)
    texts = [design.say.one(words.ITEMS) for _ in range(2 * rows)]
    style = design.style(0.98, design.ink)
    step = max(round(4.6 * body), max(height_of(text, style, wide) for text in texts) + body)
    tall = rows * step
    y = top + tall // 2
    canvas.pen.ellipse((middle - r, y - r, middle + r, y + r), fill=chance.choice(DARK))
    word = design.say.one(words.KEYWORDS)
    big = fitting(word, design.style(1.6, WHITE, bold=True, align="centre"), 2 * r - body, 1)
    for index, text in enumerate(texts):
        if index == rows:  # read after what stands left of it
            canvas.write(word, "label", (middle - r, y - round(1.1 * body), 2 * r), big)
        side, row = divmod(index, rows)
        x = left if side == 0 else middle + round(6.2 * body)
        at = top + row * step
        canvas.write(text, "item", (x, at, wide), style)
        edge = middle + round(math.copysign(5.0 * body, side - 0.5))
        for k in range(4):
            dot = edge + k * body // 3 * (1 if side else -1)
            canvas.pen.ellipse((dot, at + body, dot + body // 8, at + body + body // 8), fill=design.main)
    return top + tall


def see_through(canvas: Canvas, design: Design, frame: Frame) -> int:
    """A picture of the full width, a panel on it through which it shines, a heading and running text in the panel."""
    _, top, width = frame
    body, chance = design.body, design.chance
    heading, text = design.say.one(words.HEADINGS), design.say.one(words.PARAGRAPHS)
    inner = width - 8 * body
    dark = chance.random() < 0.5
    ink = WHITE if dark else INK
    style = design.style(1.05, ink)
    tall = height_of(text, style, inner) + round(6.2 * body)
    wide = canvas.image.width
    ground = picture((wide, tall), chance, dark=chance.random() < 0.5)
    panel = ground.crop((3 * body, body, wide - 3 * body, tall - body))
    veil = gradient(panel.size, (10, 20, 45) if dark else WHITE, (20, 35, 60) if dark else (245, 248, 252))
    ground.paste(Image.blend(panel, veil, chance.uniform(0.7, 0.88)), (3 * body, body))
    canvas.image.paste(ground, (0, top))
    shade = YELLOW if dark else design.main
    head = fitting(heading, design.style(1.5, shade, bold=True, align="centre"), inner, 1)
    left = (wide - inner) // 2
    place = canvas.write(heading, "heading", (left, top + 2 * body, inner), head) + body // 3
    canvas.write(text, "prose", (left, place, inner), style)
    return top + tall
