"""The tri-fold pamphlet: A4 landscape, three panels a side, bands, tinted boxes, a cover."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from examples.typeset.sheet import Sheet, Style
from examples.typeset.texts import Block

WIDTH, HEIGHT = 297.0, 210.0
PANEL = WIDTH / 3
MARGIN = 7.5
NAVY, TEAL, ORANGE, RED, INK = "#12467f", "#0b7a75", "#e2711d", "#b3202c", "#1d2430"
PALE_BLUE, PALE_TEAL, CREAM, WHITE = "#e6eef8", "#e2f3f0", "#fff4e0", "#ffffff"

BODY = Style(points=10.2, colour=INK)
SMALL = Style(points=8.6, colour="#3c4654", leading=1.3)
BAND = Style(points=12.2, bold=True, colour=WHITE, align="centre", leading=1.3)
SUB = Style(points=10.8, bold=True, colour=NAVY)
AMOUNT = Style(points=10.0, bold=True, colour=RED)


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and spacing of one panel."""

    band: str
    tint: str
    gap: float


@dataclass(slots=True)
class Column:
    """A panel being filled from top to bottom."""

    sheet: Sheet
    left: float
    top: float
    width: float
    look: Look

    def band(self, block: Block) -> None:
        """A heading, white on colour."""
        height = self.sheet.measure(block.text, BAND, self.width - 6) + 3.6
        self.sheet.box(self.left, self.top, self.width, height, self.look.band, radius=1.6)
        self.sheet.paragraph(block.text, self.left + 3, self.top + 1.7, self.width - 6, BAND)
        self.top += height + self.look.gap + 0.6

    def text(self, block: Block) -> None:
        """A paragraph of body text."""
        self.top = self.sheet.paragraph(block.text, self.left, self.top, self.width, BODY) + self.look.gap

    def small(self, block: Block) -> None:
        """A note in small print."""
        self.top = self.sheet.paragraph(block.text, self.left, self.top, self.width, SMALL) + self.look.gap

    def sub(self, block: Block) -> None:
        """A small heading in colour."""
        style = replace(SUB, colour=self.look.band)
        self.top = self.sheet.paragraph(block.text, self.left, self.top + 0.6, self.width, style) + 0.5

    def item(self, block: Block) -> None:
        """An item with a small square, which is a drawing and no text."""
        self.sheet.box(self.left + 0.6, self.top + 1.9, 1.7, 1.7, self.look.band)
        self.top = self.sheet.paragraph(block.text, self.left + 4.4, self.top, self.width - 4.4, BODY)
        self.top += self.look.gap * 0.6

    def caption(self, block: Block) -> None:
        """A line in capitals between two rules."""
        style = replace(SUB, colour=RED, align="centre", points=10.4)
        self.sheet.line((self.left, self.top + 0.8), (self.left + self.width, self.top + 0.8), RED, 0.4)
        self.top = self.sheet.paragraph(block.text, self.left, self.top + 1.5, self.width, style)
        self.sheet.line((self.left, self.top + 0.7), (self.left + self.width, self.top + 0.7), RED, 0.4)
        self.top += 1.2 + self.look.gap

    def fine(self, block: Block) -> None:
        """What is forbidden, from how much to how much, and where it is written."""
        behaviour, amount, basis = block.fields
        inner = self.width - 7
        styles = (replace(BODY, bold=True, points=9.9), AMOUNT, SMALL)
        height = sum(self.sheet.measure(text, style, inner) for text, style in zip(block.fields, styles, strict=True))
        self.sheet.box(self.left, self.top, self.width, height + 2.2, self.look.tint, radius=1.2)
        self.sheet.box(self.left, self.top, 1.6, height + 2.2, RED)
        top = self.top + 1.0
        for text, style in zip((behaviour, amount, basis), styles, strict=True):
            top = self.sheet.paragraph(text, self.left + 4.2, top, inner, style)
        self.top += height + 2.2 + self.look.gap

    def group(self, block: Block) -> None:
        """A name in a coloured tab and its examples beside it."""
        name, examples = block.fields
        tab = Style(points=10.2, bold=True, colour=WHITE, align="centre")
        height = max(self.sheet.measure(examples, BODY, self.width - 29), tab.line_height) + 2.4
        self.sheet.box(self.left, self.top, self.width, height, self.look.tint, radius=1.2)
        self.sheet.box(self.left, self.top, 24.5, height, self.look.band, radius=1.2)
        self.sheet.paragraph(name, self.left, self.top + (height - tab.line_height) / 2, 24.5, tab)
        self.sheet.paragraph(examples, self.left + 27, self.top + 1.2, self.width - 29, BODY)
        self.top += height + self.look.gap

    def box(self, block: Block) -> None:
        """A framed remark with a title."""
        title, text = block.fields
        style = replace(SUB, colour=ORANGE)
        height = self.sheet.measure(text, BODY, self.width - 7) + style.line_height + 3.2
        self.sheet.box(
            self.left, self.top, self.width, height, CREAM, radius=1.8, outline=ORANGE, stroke=0.45,
        )  # fmt: skip
        top = self.sheet.paragraph(title, self.left + 3.5, self.top + 1.3, self.width - 7, style)
        self.sheet.paragraph(text, self.left + 3.5, top, self.width - 7, BODY)
        self.top += height + self.look.gap

    def phone(self, block: Block) -> None:
        """Whom to call and the number, on one line."""
        name, number = block.fields
        who = replace(BODY, bold=True, points=10.6)
        digits = Style(points=13.5, bold=True, colour=RED, align="right")
        self.sheet.box(self.left, self.top, self.width, 8.2, self.look.tint, radius=1.2)
        self.sheet.disc((self.left + 4.4, self.top + 4.1), 2.2, self.look.band)
        self.sheet.paragraph(name, self.left + 9, self.top + 1.6, 45, who, note=False)
        self.sheet.paragraph(number, self.left + self.width - 38, self.top + 0.9, 35, digits, note=False)
        self.sheet.written.append(f"{name} {number}")
        self.top += 8.2 + self.look.gap * 0.8

    def imprint(self, block: Block) -> None:
        """A line of the imprint."""
        self.top = self.sheet.paragraph(block.text, self.left, self.top, self.width, replace(SMALL, align="centre"))

    def fill(self, blocks: tuple[Block, ...], between: float = 0.0) -> None:
        """Draw blocks one under another, with more room between them than the look asks for if given."""
        for block in blocks:
            draw: Callable[[Block], None] = getattr(self, block.kind)
            draw(block)
            self.top += 0.0 if block.kind in {"sub", "imprint"} else between


LOOKS = {
    "flap": Look(NAVY, PALE_BLUE, 1.8),
    "back": Look(TEAL, PALE_TEAL, 1.8),
    "left": Look(NAVY, PALE_BLUE, 2.0),
    "middle": Look(RED, "#fbeaea", 1.7),
    "right": Look(TEAL, PALE_TEAL, 1.6),
}
PAPERS = {"flap": "#f6f9fd", "back": "#f3faf8", "left": WHITE, "middle": "#fffaf5", "right": WHITE}


def _house(sheet: Sheet, x: float, y: float, size: float) -> None:
    """A house with a heart, the picture of the cover; ``x`` is its middle, ``y`` the tip of its roof."""
    half = size / 2
    sheet.polygon([(x - half * 1.22, y + half), (x, y), (x + half * 1.22, y + half)], ORANGE)
    sheet.polygon([(x - half * 0.94, y + half), (x, y + half * 0.23), (x + half * 0.94, y + half)], "#fbe3c6")
    sheet.box(x - half * 0.88, y + half - 0.2, half * 1.76, half * 1.08, "#fff8ee")
    heart = y + half * 1.3
    for side in (-1, 1):
        sheet.disc((x + side * half * 0.21, heart), half * 0.235, RED)
    low = heart + half * 0.62
    wide, deep = half * 0.405, heart + half * 0.13
    sheet.polygon([(x - wide, deep), (x, heart - half * 0.1), (x + wide, deep), (x, low)], RED)


def _cover(sheet: Sheet, left: float, blocks: tuple[Block, ...]) -> None:
    sheet.box(left, 0, PANEL, HEIGHT, NAVY)
    sheet.polygon([(left, 150), (WIDTH, 128), (WIDTH, HEIGHT), (left, HEIGHT)], "#0e3864")
    sheet.polygon([(left, 150), (WIDTH, 128), (WIDTH, 131), (left, 153)], ORANGE)
    styles = {
        "organ": (Style(points=10.8, bold=True, colour=WHITE, align="centre"), 0.0),
        "kind": (Style(points=13, bold=True, colour=NAVY, align="centre"), 11.0),
        "title": (Style(points=26, bold=True, colour=WHITE, align="centre", leading=1.28), 9.0),
        "subtitle": (Style(points=13, colour="#ffe3bd", align="centre"), 4.0),
        "slogan": (Style(points=12.5, bold=True, colour=WHITE, align="centre"), 58.0),
        "date": (Style(points=10, colour=WHITE, align="centre"), 8.0),
    }
    top = 14.0
    for block in blocks:
        style, space = styles[block.kind]
        top += space
        if block.kind == "kind":
            sheet.box(left + 22, top - 1.6, PANEL - 44, 9.6, "#ffd9a3", radius=4.8)
        top = sheet.paragraph(block.text, left + MARGIN, top, PANEL - 2 * MARGIN, style)
        if block.kind == "kind":
            top += 1.0
        if block.kind == "subtitle":
            _house(sheet, left + PANEL / 2, top + 5, 46)


def _spread(sheet: Sheet, left: float, name: str, blocks: tuple[Block, ...]) -> None:
    """Fill a panel so that it reaches down to its foot: once on scrap paper to measure, then for good."""
    foot = HEIGHT - 12.0
    scrap = Column(Sheet(WIDTH, HEIGHT), left + MARGIN, 10.0, PANEL - 2 * MARGIN, LOOKS[name])
    scrap.fill(blocks)
    stretched = [block for block in blocks if block.kind not in {"sub", "imprint"}]
    between = max(0.0, foot - scrap.top) / max(1, len(stretched) - 1)
    Column(sheet, left + MARGIN, 10.0, PANEL - 2 * MARGIN, LOOKS[name]).fill(blocks, min(between, 3.6))


def draw_page(panels: list[tuple[str, tuple[Block, ...]]]) -> Sheet:
    """Draw one side of the sheet: the cover first, then left to right, so that ``written`` is in reading order."""
    sheet = Sheet(WIDTH, HEIGHT)
    for number, (name, blocks) in sorted(enumerate(panels), key=lambda panel: panel[1][0] != "front"):
        left = number * PANEL
        if name == "front":
            _cover(sheet, left, blocks)
            continue
        sheet.box(left, 0, PANEL, HEIGHT, PAPERS[name])
        _spread(sheet, left, name, blocks)
        sheet.box(left, HEIGHT - 4.2, PANEL, 4.2, LOOKS[name].band)
    return sheet
