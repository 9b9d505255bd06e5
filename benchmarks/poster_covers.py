"""Later heads of posters, and leaflets folded in three that lie open on the scanner."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import poster_words as words
from poster_canvas import (
    BRIGHT,
    DARK,
    INK,
    PALE,
    WHITE,
    Canvas,
    Style,
    fitting,
    gradient,
    height_of,
    icon,
    picture,
    width_of,
)
from poster_scenes import YELLOW, qr_code

if TYPE_CHECKING:
    from poster_designs import Design


def beside_picture(canvas: Canvas, design: Design) -> int:
    """The title left in three lines, a picture right of it."""
    body, chance, width = design.body, design.chance, canvas.image.width
    over, title, under = (design.say.one(kind) for kind in (words.OVERLINES, words.TITLES, words.SUBTITLES))
    inner = round(width * 0.55)
    ink = WHITE if design.dark_ground else design.main
    style = fitting(title, Style(round(3.6 * body), ink, design.family, True, 1.0, 1.15), inner, 3)
    top = canvas.write(over, "over", (2 * body, body, inner), design.style(1.2, design.ink, bold=True))
    top = canvas.write(title, "title", (2 * body, top + body // 2, inner), style)
    line = fitting(under, design.style(1.1, design.ink), inner, 2)
    bottom = canvas.write(under, "under", (2 * body, top + body // 2, inner), line) + body
    x = 4 * body + inner
    canvas.image.paste(picture((width - x, bottom), chance, dark=chance.random() < 0.4), (x, 0))
    for step in range(3):
        icon(canvas, (x + (4 + 6 * step) * body, bottom // 2), round(4 * body))
    return bottom + body


def boxed_title(canvas: Canvas, design: Design) -> int:
    """A picture of the full width, a white box on it with the title, the first words small and the others large."""
    body, chance, width = design.body, design.chance, canvas.image.width
    lead, title, under = (design.say.one(kind) for kind in (words.OVERLINES, words.TITLES, words.SUBTITLES))
    inner = round(width * chance.choice((0.6, 0.75)))
    style = fitting(title, Style(round(3.2 * body), design.main, design.family, True, 1.0, 1.2, "centre"), inner, 2)
    tall = round(5.4 * body) + height_of(title, style, inner)
    ground = picture((width, tall + 6 * body), chance, dark=chance.random() < 0.7)
    canvas.image.paste(ground, (0, 0))
    left = (width - inner) // 2
    canvas.panel((left - body, 3 * body, left + inner + body, 3 * body + tall), WHITE, radius=chance.choice((0, body)))
    small = design.style(1.2, INK, align="centre")
    top = canvas.write(lead, "over", (left, round(3.8 * body), inner), small)
    top = canvas.write(title, "title", (left, top + body // 3, inner), style)
    line = fitting(under, design.style(1.1, INK, align="centre"), inner, 1)
    canvas.write(under, "under", (left, top + body // 3, inner), line)
    return tall + 7 * body


def slanted_ground(canvas: Canvas, design: Design) -> int:
    """Two colours that meet in a slant behind the title, a star with a few words in it at the right."""
    body, chance, width = design.body, design.chance, canvas.image.width
    title, under = design.say.one(words.TITLES), design.say.one(words.SUBTITLES)
    inner = width - 14 * body
    style = fitting(title, Style(round(4.0 * body), WHITE, design.family, True, 0.85, 1.2), inner, 2)
    tall = height_of(title, style, inner) + round(4.2 * body)
    canvas.pen.rectangle((0, 0, width, tall), fill=design.main)
    other = chance.choice(DARK)
    canvas.pen.polygon([(width // 2, 0), (width, 0), (width, tall), (width // 3, tall)], fill=other)
    top = canvas.write(title, "title", (2 * body, body, inner), style)
    line = fitting(under, design.style(1.2, YELLOW), inner, 1)
    canvas.write(under, "under", (2 * body, top + body // 3, inner), line)
    label, r = design.say.one(words.LABELS), round(4.4 * body)
    x, y = width - 6 * body, tall // 2
    canvas.pen.regular_polygon((x, y, r), 12, rotation=chance.randrange(30), fill=YELLOW)
    star = fitting(label, design.style(1.2, (190, 20, 30), bold=True, align="centre"), round(1.5 * r), 2)
    canvas.write(label, "label", (x - r, y - height_of(label, star, round(1.5 * r)) // 2, 2 * r), star)
    return tall + body


HEADS = (beside_picture, boxed_title, slanted_ground)


def folded_in_three(canvas: Canvas, design: Design) -> None:
    """Three leaves side by side, each read to its end, the cover first."""
    width, height = canvas.image.size
    wide = width // 3
    cover = design.chance.choice((0, 2))
    for leaf in (cover, *(leaf for leaf in range(3) if leaf != cover)):
        left = leaf * wide
        (_cover if leaf == cover else _inner_leaf)(canvas, design, left, wide)
    for fold in (wide, 2 * wide):  # the shade of a fold
        for step in range(max(2, width // 300)):
            column = canvas.image.crop((fold + step, 0, fold + step + 1, height)).point(lambda value: value * 9 // 10)
            canvas.image.paste(column, (fold + step, 0))


def _cover(canvas: Canvas, design: Design, left: int, wide: int) -> None:
    body, chance, height = design.body, design.chance, canvas.image.height
    ground = gradient((wide, height), design.main, chance.choice(DARK))
    canvas.image.paste(ground, (left, 0))
    inner, x = wide - 4 * body, left + 2 * body
    centred = design.style(1.05, WHITE, align="centre")
    top = canvas.write(design.say.one(words.ORGANS), "organ", (x, 2 * body, inner), centred)
    top = canvas.write(design.say.one(words.UNITS), "organ", (x, top, inner), replace(centred, bold=True))
    title = design.say.one(words.TITLES)
    over = design.say.one(words.OVERLINES)
    top = canvas.write(over, "over", (x, top + 5 * body, inner), design.style(1.3, YELLOW, align="centre"))
    style = fitting(title, Style(round(3.0 * body), WHITE, design.family, True, 1.0, 1.25, "centre"), inner, 4)
    top = canvas.write(title, "title", (x, top + body, inner), style)
    tall = height - top - 12 * body
    if tall > 4 * body:
        canvas.image.paste(picture((inner, tall), chance, dark=chance.random() < 0.5), (x, top + 2 * body))
    foot = f"{words.filled('{place}', chance)}, tháng {chance.randint(1, 12)} năm 2026"
    canvas.write(foot, "foot", (x, height - 4 * body, inner), centred)


def _inner_leaf(canvas: Canvas, design: Design, left: int, wide: int) -> None:
    body, chance, height = design.body, design.chance, canvas.image.height
    x, inner, top = left + 2 * body, wide - 4 * body, 2 * body
    while top < height - 16 * body:
        heading = design.say.one(words.HEADINGS)
        shade = chance.choice(DARK)
        if chance.random() < 0.5:
            canvas.panel((x - body, top, x + inner + body, top + 2 * body), shade, radius=chance.choice((0, body)))
            style = fitting(heading, design.style(1.1, WHITE, bold=True, align="centre"), inner, 1)
            canvas.write(heading, "heading", (x, top + round(0.4 * body), inner), style)
            top += round(2.6 * body)
        else:
            style = fitting(heading, design.style(1.25, shade, bold=True), inner, 1)
            top = canvas.write(heading, "heading", (x, top, inner), style) + body // 3
            line = (x, top - body // 4, x + 6 * body, top - body // 4)
            canvas.pen.line(line, fill=chance.choice(BRIGHT), width=max(2, body // 6))
            top += body // 2
        top = _leaf_text(canvas, design, (x, top, inner)) + body
    if top < height - 10 * body and chance.random() < 0.6:
        side = 6 * body
        qr_code(canvas, (x, top, side))
        text = design.say.one(words.SCANNED)
        style = fitting(text, design.style(1.0, bold=True), inner - side - body, 3)
        canvas.write(text, "caption", (x + side + body, top + body, inner - side - body), style)


def _leaf_text(canvas: Canvas, design: Design, frame: tuple[int, int, int]) -> int:
    x, top, inner = frame
    body, chance = design.body, design.chance
    if chance.random() < 0.4:
        return canvas.write(design.say.one(words.PARAGRAPHS), "prose", frame, design.style())
    sign, style = chance.choice(("•", "–", "✓", "1.")), design.style()
    for number in range(1, 4):
        item = design.say.one(words.ITEMS)
        if sign == "✓":
            icon(canvas, (x + body // 2, top + round(0.7 * body)), body, style="disc")
            top = canvas.write(item, "item", (x + round(1.6 * body), top, inner - 2 * body), style)
        else:
            lead = f"{number}." if sign == "1." else sign
            canvas.write(lead, "sign", (x, top, 2 * body), style)
            canvas.texts.pop()
            at = x + round(width_of(lead, style)) + body // 2
            bottom = canvas.write(item, "item", (at, top, inner - (at - x)), style)
            last = canvas.texts.pop()
            text = f"{lead} {item}" if sign != "•" else item
            canvas.texts.append(replace(last, text=text))
            top = bottom
        top += body // 3
    return top


def leaflet_ground(design: Design) -> tuple[int, int, int]:
    """The paper of a leaflet."""
    return design.chance.choice((WHITE, PALE[0], PALE[1]))
