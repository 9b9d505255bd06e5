"""The flow of an OpenDocument file: paragraphs, lists, tables, notes and text boxes, in the order they are printed."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from converters.reading.document import BlockKind
from converters.reading.office.flow import Counts, RichCell, RichParagraph, RichRun, RichTable, folds
from converters.reading.office.formulas import lowered, raised
from converters.reading.office.package import Element, OfficePackage
from converters.reading.office.pictures import Picture
from converters.reading.open_formats.objects import MATH, chart_titles, mathml_text
from converters.reading.open_formats.styles import TABLE, TEXT, OpenLook, OpenStyles, label_of

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
_MOST_REPEATED = 200  # cells or rows that are written once and stand for many; empty sheets end with a million
_SKIPPED = {TEXT + name for name in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "alphabetical-index-auto-mark-file")} | {f"{OFFICE}annotation", f"{OFFICE}forms"}  # fmt: skip  # noqa: E501
_PAGE_FIELDS = {f"{TEXT}page-number", f"{TEXT}page-count"}

Item = RichParagraph | RichTable | Picture


class ContentReader:
    """Reads elements of one file."""

    def __init__(self, package: OfficePackage, counts: Counts) -> None:
        self.styles = OpenStyles(package)
        self._package = package
        self._counts = counts
        self._beside: list[Item] = []
        self._numbers: dict[tuple[str | None, int], int] = {}

    def items(self, container: Element) -> Iterator[Item]:
        """Everything below an element, in order."""
        for child in container:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag in {f"{TEXT}p", f"{TEXT}h"}:
                yield from self._with_beside(self._paragraph(child))
            elif tag == f"{TEXT}list":
                yield from self._list(child, None, [])
            elif tag == f"{TABLE}table" and (columns := _folded(child)):
                for column in columns:
                    yield from self.items(column)
            elif tag == f"{TABLE}table":
                yield from self._with_beside(self.table(child))
            elif tag.startswith(DRAW):
                yield from self._drawn(child)
            elif child.get(f"{TEXT}display") != "none":
                yield from self.items(child)

    def _with_beside(self, item: Item) -> Iterator[Item]:
        """A paragraph or table, then the notes, boxes and pictures anchored in it."""
        yield item
        beside, self._beside = self._beside, []
        yield from beside

    def _paragraph(self, element: Element) -> RichParagraph:
        style = element.get(f"{TEXT}style-name")
        runs = tuple(self._runs(element, self.styles.look(style)))
        level = element.get(f"{TEXT}outline-level") if element.tag == f"{TEXT}h" else None
        heading = int(level) if level and level.isdecimal() else None
        return RichParagraph(runs, heading=heading, centred=self.styles.centred(style))

    def _runs(self, element: Element, look: OpenLook) -> Iterator[RichRun]:
        if element.text:
            yield from self._run(element.text, look)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._inline(child, look)
            if child.tail:
                yield from self._run(child.tail, look)

    def _inline(self, child: Element, look: OpenLook) -> Iterator[RichRun]:
        tag = child.tag
        if tag == f"{TEXT}s":
            yield from self._run(" " * int(child.get(f"{TEXT}c", "1")), look)
        elif tag in {f"{TEXT}tab", f"{TEXT}line-break"}:
            yield RichRun("\t" if tag == f"{TEXT}tab" else "\n", look.font, bool(look.bold))
        elif tag == f"{TEXT}note":
            yield from self._note(child, look)
        elif tag.startswith(DRAW):
            if formula := self._formula(child):
                yield from self._run(formula, look)
            else:
                self._beside += self._apart(self._drawn(child))
        elif tag not in _SKIPPED | _PAGE_FIELDS:
            own = self.styles.look(child.get(f"{TEXT}style-name")) if tag == f"{TEXT}span" else OpenLook()
            yield from self._runs(child, own.over(look))

    def _run(self, text: str, look: OpenLook) -> Iterator[RichRun]:
        if look.unprinted:
            self._counts.hidden_characters += len(text)
            return
        text = text.replace("\n", " ").replace(
            "\u2011", "-"
        )  # white space of the file; a hyphen that never ends a line
        if look.capitals:
            text = text.upper()
        if look.position:
            text = (raised if look.position == "super" else lowered)(text) or text
        yield RichRun(text, look.font, bool(look.bold))

    def _note(self, note: Element, look: OpenLook) -> Iterator[RichRun]:
        label = (note.findtext(f"{TEXT}note-citation") or "").strip()
        body = note.find(f"{TEXT}note-body")
        inside = self._apart(self.items(body)) if body is not None else []
        for index, item in enumerate(inside):
            kept = item
            if isinstance(item, RichParagraph):
                kept = replace(item, kind=BlockKind.FOOTNOTE, label=None if index else label or None)
            self._beside.append(kept)
        yield RichRun(raised(label) or label, look.font, bool(look.bold))

    def _apart(self, items: Iterator[Item]) -> list[Item]:
        """Items of their own flow, read while another paragraph is under way."""
        around, self._beside = self._beside, []
        found = list(items)
        self._beside = around
        return found

    def _list(self, element: Element, style: str | None, around: list[int]) -> Iterator[Item]:
        style = element.get(f"{TEXT}style-name") or style
        depth = len(around)
        level = self.styles.level(style, depth)
        if element.get(f"{TEXT}continue-numbering") != "true" and not element.get(f"{TEXT}continue-list"):
            start = level.get(f"{TEXT}start-value", "1") if level is not None else "1"
            self._numbers[style, depth] = int(start) - 1
        for entry in element:
            if entry.tag == f"{TEXT}list-header":
                yield from self.items(entry)
            elif entry.tag == f"{TEXT}list-item":
                yield from self._list_item(entry, style, around, level)

    def _list_item(self, entry: Element, style: str | None, around: list[int], level: Element | None) -> Iterator[Item]:
        depth = len(around)
        own = entry.get(f"{TEXT}start-value")
        number = int(own) if own else self._numbers.get((style, depth), 0) + 1
        self._numbers[style, depth] = number
        counters = [*around, number]
        label = label_of(level, counters)
        for child in entry:
            if child.tag == f"{TEXT}list":
                yield from self._list(child, style, counters)
                continue
            for item in self.items([child]):
                if isinstance(item, RichParagraph) and item.kind is None and label:
                    yield replace(item, label=label, depth=depth)
                    label = None
                else:
                    yield item

    def table(self, element: Element) -> RichTable:
        """A table with its spans; repeated cells and rows are written out, empty ones only so far."""
        cells: list[RichCell] = []
        heads = 0
        row = 0
        for line, is_head in _rows(element):
            found = self._row(line, row)
            repeated = min(int(line.get(f"{TABLE}number-rows-repeated", "1")), _MOST_REPEATED)
            for again in range(repeated if any(cell.paragraphs for cell in found) else 1):
                cells += [replace(cell, row=row + again) for cell in found]
            row += repeated if found else 1
            heads += is_head and heads == row - 1
        return RichTable(_without_empty_edges(cells), heads)

    def _row(self, line: Element, row: int) -> list[RichCell]:
        cells: list[RichCell] = []
        column = 0
        for cell in line:
            if cell.tag not in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
                continue
            repeated = min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), _MOST_REPEATED)
            if cell.tag == f"{TABLE}table-cell":
                paragraphs = tuple(self._flat(cell))
                spans = [int(cell.get(f"{TABLE}number-{kind}-spanned", "1")) for kind in ("rows", "columns")]
                cells += [RichCell(row, column + again, paragraphs, *spans) for again in range(repeated)]
            column += repeated
        return cells

    def _flat(self, cell: Element) -> Iterator[RichParagraph]:
        for item in self._apart(self.items(cell)):
            if isinstance(item, RichParagraph):
                yield item
            elif isinstance(item, RichTable):
                yield from (paragraph for inner in item.cells for paragraph in inner.paragraphs)
            else:
                self._beside.append(item)

    def _drawn(self, element: Element) -> Iterator[Item]:
        """What a frame holds: the text of a box, a table, a picture; of several forms of one thing the first."""
        if element.tag == f"{DRAW}image":
            target = element.get(f"{XLINK}href", "").removeprefix("./")
            if self._package.has(target):
                yield Picture(self._package.read(target), target, _described(element))
            return
        objects = [root for child in element if (root := self._object(child)) is not None]
        if objects:
            yield from self._charted(objects[0])
            return
        images = 0
        for child in element:
            if child.tag == f"{DRAW}image":
                images += 1
                if images > 1:
                    continue
            yield from self.items([child])

    def _object(self, element: Element) -> Element | None:
        """The content of an object inside the file: a formula, a chart."""
        if element.tag != f"{DRAW}object":
            return None
        part = posixpath.join(element.get(f"{XLINK}href", "").removeprefix("./"), "content.xml")
        return self._package.xml(part) if self._package.has(part) else None

    def _formula(self, frame: Element) -> str:
        roots = (root for child in frame if (root := self._object(child)) is not None)
        return next((mathml_text(root) for root in roots if root.tag == f"{MATH}math"), "")

    def _charted(self, root: Element) -> Iterator[Item]:
        if root.tag == f"{MATH}math":
            yield RichParagraph((RichRun(mathml_text(root)),))
        for title in chart_titles(root):
            yield RichParagraph((RichRun(title),), kind=BlockKind.CAPTION)
        for table in root.iter(f"{TABLE}table"):
            yield replace(self.table(table), header_rows=1)


def _described(image: Element) -> str | None:
    """What its author says a picture shows (OpenDocument 1.3, 10.7 and 19.381)."""
    frame = image.getparent()
    said = () if frame is None else (frame.findtext(f"{SVG}desc"), frame.findtext(f"{SVG}title"))
    return next((text for text in said if text), None)


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child, False
        elif child.tag == f"{TABLE}table-header-rows":
            yield from ((row, True) for row, _ in _rows(child))
        elif child.tag in {f"{TABLE}table-rows", f"{TABLE}table-row-group"}:
            yield from _rows(child)


def _folded(table: Element) -> list[Element]:
    """The cells of a table whose only row sets text in columns side by side; none for any other table."""
    rows = [row for row, _ in _rows(table)]
    cells = [cell for row in rows[:1] for cell in row if cell.tag == f"{TABLE}table-cell"]
    inked = [sum(any(map(str.strip, item.itertext())) for item in cell.iter(f"{TEXT}p", f"{TEXT}h")) for cell in cells]
    return cells if len(rows) == 1 and folds(inked) else []


def _without_empty_edges(cells: list[RichCell]) -> tuple[RichCell, ...]:
    """Without the empty rows and columns that sheets go on with to their ends."""
    inked = [cell for cell in cells if any(run.text.strip() for item in cell.paragraphs for run in item.runs)]
    last_row = max((cell.row for cell in inked), default=-1)
    last_column = max((cell.column + cell.column_span - 1 for cell in inked), default=-1)
    return tuple(cell for cell in cells if cell.row <= last_row and cell.column <= last_column)
