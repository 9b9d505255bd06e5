"""The outline: A4 portrait in the layout of Nghị định số 30/2020/NĐ-CP, Phụ lục I, with page numbers and a table."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from examples.typeset.sheet import Sheet, Style
from examples.typeset.texts import Block

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT, TOP, BOTTOM = 30.0, 17.0, 20.0, 21.0
MEASURE = WIDTH - LEFT - RIGHT
BLACK = "#161616"

BODY = Style("serif", 14, BLACK, leading=1.22, align="justify", first=10.0)
STYLES = {
    "text": BODY,
    "item": BODY,
    "h1": replace(BODY, bold=True, align="left"),
    "h2": replace(BODY, family="serif-italic", bold=True, align="left"),
}
CENTRED = Style("serif", 13, BLACK, leading=1.22, align="centre")
CELL = Style("serif", 12.5, BLACK, leading=1.2)
COLUMNS = (84.0, 46.0, MEASURE - 84.0 - 46.0)
AFTER = 1.9


@dataclass(slots=True)
class Outline:
    """The pages being set, and how far down the last one is filled."""

    pages: list[Sheet] = field(default_factory=list)
    top: float = 0.0

    def turn(self) -> Sheet:
        """Start a page; from the second on it carries its number, centred in the top margin."""
        sheet = Sheet(WIDTH, HEIGHT)
        self.pages.append(sheet)
        if len(self.pages) > 1:
            sheet.paragraph(str(len(self.pages)), LEFT, 10.5, MEASURE, replace(CENTRED, points=13))
        self.top = TOP
        return sheet

    def room(self, height: float) -> Sheet:
        """The page on which a block of this height goes."""
        if not self.pages or self.top + height > HEIGHT - BOTTOM:
            return self.turn()
        return self.pages[-1]

    def running(self, block: Block) -> None:
        """A heading, paragraph or item; a heading is kept with two lines after it."""
        style = STYLES[block.kind]
        follow = 2.5 * BODY.line_height if block.kind in {"h1", "h2"} else 0.0
        sheet = self.room(sheet_height(block.text, style) + follow)
        self.top = sheet.paragraph(block.text, LEFT, self.top, MEASURE, style) + AFTER

    def part(self, block: Block) -> None:
        """A part: its number and its title, both centred and bold."""
        style = replace(CENTRED, points=14, bold=True)
        sheet = self.room(sheet_height("".join(block.fields), style) + 5 * BODY.line_height)
        self.top += 2.0
        for text in block.fields:
            self.top = sheet.paragraph(text, LEFT, self.top, MEASURE, style)
        self.top += AFTER

    def row(self, block: Block, *, head: bool) -> None:
        """A row of the ruled table, kept on one page."""
        style = replace(CELL, bold=head, align="centre" if head else "left")
        measured = Sheet(WIDTH, HEIGHT)
        cells = list(zip(block.fields, COLUMNS, strict=True))
        height = max(measured.measure(text, style, width - 4) for text, width in cells) + 2.4
        sheet = self.room(height)
        left = LEFT
        for text, width in cells:
            sheet.box(left, self.top, width, height, None, outline=BLACK, stroke=0.22)
            sheet.paragraph(text, left + 2, self.top + 1.1, width - 4, style)
            left += width
        self.top += height


def sheet_height(text: str, style: Style) -> float:
    """Height of a paragraph at the full measure, in millimetres."""
    return Sheet(1, 1).measure(text, style, MEASURE)


def _head(outline: Outline, blocks: dict[str, str]) -> None:
    """The two blocks of the head (boxes 1 to 4 of the decree's Annex I), then the type and the abstract."""
    sheet = outline.turn()
    bold = replace(CENTRED, bold=True)
    narrow, wide, right = 62.0, 101.0, LEFT + 62.0
    left = LEFT - 4
    sheet.paragraph(blocks["organ-above"], left, 20, narrow, CENTRED)
    sheet.paragraph(blocks["organ"], left, 25.6, narrow, bold)
    sheet.line((left + 22, 31.8), (left + narrow - 22, 31.8), BLACK)
    sheet.paragraph(blocks["number"], left, 34.5, narrow, CENTRED)
    sheet.paragraph(blocks["country"], right, 20, wide, replace(bold, points=12.5))
    sheet.paragraph(blocks["motto"], right, 25.4, wide, replace(bold, points=14))
    sheet.line((right + 19.5, 31.9), (right + wide - 19.5, 31.9), BLACK)
    italic = Style("serif-italic", 14, BLACK, align="centre", leading=1.22)
    sheet.paragraph(blocks["place-date"], right, 34.2, wide, italic)
    outline.top = 48
    title = replace(bold, points=14)
    outline.top = sheet.paragraph(blocks["type"], LEFT, outline.top, MEASURE, title)
    outline.top = sheet.paragraph(blocks["abstract"], LEFT + 6, outline.top, MEASURE - 12, title) + 1.4
    middle = LEFT + MEASURE / 2
    sheet.line((middle - 22, outline.top), (middle + 22, outline.top), BLACK)
    outline.top += 5


def _foot(outline: Outline, blocks: tuple[Block, ...]) -> None:
    """Nơi nhận at the left, the signature block level with it at the right; no signature is drawn."""
    sheet = outline.room(52)
    start = outline.top + 4
    top = start
    for block in blocks:
        if block.kind == "recipients":
            style = Style("serif-italic", 12, BLACK, bold=True, leading=1.2)
        elif block.kind == "recipient":
            style = Style("serif", 11, BLACK, leading=1.2)
        else:
            continue
        top = sheet.paragraph(block.text, LEFT, top, 74, style)
    top = start
    bold = replace(CENTRED, bold=True, points=14)
    for block in blocks:
        if block.kind == "authority":
            top = sheet.paragraph(block.text, LEFT + 82, top, MEASURE - 82, bold)
    signer = next(block.text for block in blocks if block.kind == "signer")
    sheet.paragraph(signer, LEFT + 82, top + 26, MEASURE - 82, bold)


HEAD = {"organ-above", "organ", "number", "country", "motto", "place-date", "type", "abstract"}
FOOT = {"recipients", "recipient", "authority", "signer"}


def draw(blocks: tuple[Block, ...]) -> list[Sheet]:
    """Set the whole outline; each page's ``written`` is its text in reading order."""
    outline = Outline()
    _head(outline, {block.kind: block.text for block in blocks if block.kind in HEAD})
    before = ""
    for block in blocks:
        if block.kind in HEAD | FOOT:
            continue
        if before == "row" != block.kind:
            outline.top += 2.5
        if block.kind == "part":
            outline.part(block)
        elif block.kind in {"table", "row"}:
            outline.row(block, head=block.kind == "table")
        else:
            outline.running(block)
        before = block.kind
    _foot(outline, tuple(block for block in blocks if block.kind in FOOT))
    return outline.pages
