"""Word files (.docx, .docm) to pages of blocks: everything that is printed, once, in its order.

Read from the XML itself, because common libraries leave out footnotes, text boxes, content controls and inserted text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from converters.legacy.conversion import Findings
from converters.reading.document import Block, BlockKind, Method, Page, ParagraphCount
from converters.reading.office.charts import read_charts
from converters.reading.office.diagrams import read_diagrams
from converters.reading.office.flow import (
    Counts,
    RichCell,
    RichParagraph,
    RichRun,
    RichTable,
    are_panels,
    block_of,
    table_of,
    without_repeats,
)
from converters.reading.office.formulas import M, formula_text
from converters.reading.office.package import Element, OfficePackage, open_office_package, title_in_properties
from converters.reading.office.pictures import Picture, PictureReader
from converters.reading.office.word.numbering import Numbering
from converters.reading.office.word.styles import Styles, W, is_on, value
from converters.reading.office.word.tables import (
    NESTED,
    cells_of,
    is_counted,
    is_deleted,
    is_labelled,
    is_layout,
    row_folds,
    rows_of,
)
from converters.reading.office.word.text import ParagraphText, TextReader
from converters.reading.paging.headings import list_marker
from converters.reading.paging.read_pages import PagesRead
from converters.reading.problems import EmptyFile
from validators.problems import Message, Problem, say

_DOCUMENT = "word/document.xml"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True, slots=True)
class PageEnd:
    """A page of the printed document ends here."""


FlowItem = RichParagraph | RichTable | Picture | Block | PageEnd
ReadInside = Callable[[bytes, str], PagesRead]
"""Reads a file that lies inside another, given its bytes and its name."""


@dataclass(slots=True)
class _Notes:
    """Footnotes and endnotes: their elements, and the numbers they are printed with."""

    elements: dict[tuple[str, str], Element] = field(default_factory=dict)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)

    def label(self, kind: str, identity: str) -> str:
        """The printed number, given in the order of the references."""
        number = sum(other == kind for other, _ in self.labels) + 1
        return self.labels.setdefault((kind, identity), str(number))


def read_word(source: Path, pictures: PictureReader, read_inside: ReadInside) -> PagesRead:
    """Read a Word file.

    Args:
        source: The file.
        pictures: Reads text in pictures by OCR, or leaves them be.
        read_inside: Reads the documents of other kinds that Word files may hold as a part of their text.

    Raises:
        Damaged, Unsafe, TooLarge, EmptyFile: It cannot be used.
    """
    with open_office_package(source) as package:
        reader = _WordReader(package, pictures, read_inside)
        pages = reader.pages()
        if not pages:
            raise EmptyFile(say("The document holds no text."), path=source)
        return PagesRead(pages, title_in_properties(package), reader.account(), reader.paragraphs())


class _WordReader:
    """Reads one file."""

    def __init__(self, package: OfficePackage, pictures: PictureReader, read_inside: ReadInside) -> None:
        self._package = package
        self._read_inside = read_inside
        self._pictures = pictures
        self._styles = Styles(package, _DOCUMENT)
        self._numbering = Numbering(package, _DOCUMENT)
        self._notes = _Notes()
        self._counts = Counts()
        self._findings = Findings()
        self._cells_open = 0
        self._root = package.xml(_DOCUMENT)
        self._relations = package.relations(_DOCUMENT)
        self._text = TextReader(self._styles, self._counts, self._notes.label, running=False)
        for kind in ("footnote", "endnote"):
            for part in package.related(_DOCUMENT, f"{kind}s"):
                for element in package.xml(part).iter(W + kind):
                    if element.get(f"{W}type") in {None, "normal"}:
                        self._notes.elements[kind, element.get(f"{W}id", "")] = element

    def pages(self) -> tuple[Page, ...]:
        """All pages with something on them."""
        pages: list[list[Block]] = [[]]
        body = self._root.find(f"{W}body")
        for item in self._items(body) if body is not None else ():
            if isinstance(item, PageEnd):
                if pages[-1]:
                    pages.append([])
            else:
                pages[-1] += self._blocks(item)
        pages = [blocks for blocks in pages if blocks]
        headers, footers = self._running()
        if not pages and (headers or footers):
            pages = [[]]
        if pages:
            pages[0][:0] = headers
            pages[-1] += footers
        return tuple(
            Page(number, None, None, None, tuple(blocks), Method.OFFICE) for number, blocks in enumerate(pages, start=1)
        )

    def _blocks(self, item: RichParagraph | RichTable | Picture | Block) -> list[Block]:
        if isinstance(item, Block):
            return [item]
        if isinstance(item, Picture):
            return self._pictures.blocks(item)
        made = table_of(item, self._findings) if isinstance(item, RichTable) else block_of(item, self._findings)
        return [] if made is None else [made]

    def _items(self, container: Element) -> Iterator[FlowItem]:
        """Everything below a container, in order."""
        for child in container:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag == f"{W}altChunk":
                yield from self._chunk(child)
            elif child.tag in NESTED:
                yield from self._items(child)
            elif isinstance(child.tag, str) and child.tag.startswith(M):
                yield RichParagraph((RichRun(formula_text(child)),))

    def _chunk(self, element: Element) -> Iterator[Block]:
        """A document of another kind that is printed here as part of this one (ECMA-376-1, 17.17.2)."""
        relation = self._relations.get(element.get(f"{_R}id", ""))
        if relation is None or relation.external or not self._package.has(relation.target):
            return
        try:
            inside = self._read_inside(self._package.read(relation.target), relation.target)
        except Problem:
            self._package.unread.append(relation.target)
            return
        yield from (block for page in inside.pages for block in page.blocks)

    def _paragraph(self, element: Element, reader: TextReader | None = None) -> Iterator[FlowItem]:
        text = (reader or self._text).read(element)
        if _is_initial(element):
            self._counts.kept += not text.empty
            return  # the paragraph it opens begins with it
        if (initial := element.getprevious()) is not None and _is_initial(initial):
            text.runs[:0] = (reader or self._text).read(initial).runs
        if text.breaks_before:
            yield PageEnd()
        rich = self._rich(element, text)
        if not text.empty:
            self._counts.kept += 1
            yield rich
        elif rich.label and self._cells_open:
            yield replace(rich, runs=(RichRun(rich.label),), label=None)  # "STT": numbered cells without text
        elif text.deleted:
            self._counts.deleted += 1
        self._counts.deleted_characters += text.deleted
        yield from self._beside(text)
        if text.breaks_after:
            yield PageEnd()

    def _beside(self, text: ParagraphText) -> Iterator[FlowItem]:
        """What is anchored in a paragraph: text boxes, pictures, charts, notes."""
        for box in text.boxes:
            yield from (_boxed(item) for item in self._items(box) if not isinstance(item, PageEnd))
        for identity, described in text.pictures:
            if (picture := self._picture(identity, described)) is not None:
                yield picture
        yield from read_charts(self._package, self._relations, text.charts)
        yield from read_diagrams(self._package, self._relations, text.diagrams)
        for key in text.notes:
            yield from self._note(key)

    def _rich(self, element: Element, text: ParagraphText) -> RichParagraph:
        properties = element.find(f"{W}pPr")
        look = self._styles.paragraph(value(properties, "pStyle"))
        centring = value(properties, "jc")
        outline = value(properties, "outlineLvl")
        heading = int(outline) + 1 if outline and outline.isdecimal() and int(outline) < 9 else look.heading
        label, depth = None, None
        identity, place = self._number_of(properties, look.numbering)
        if identity not in {None, "0"}:
            label, depth = self._numbering.label(identity, place), place
        return RichParagraph(
            tuple(text.runs),
            heading=heading,
            label=label,
            depth=depth,
            centred=centring == "center" if centring else look.centred,
        )

    def _number_of(
        self, properties: Element | None, inherited: tuple[str | None, str] | None
    ) -> tuple[str | None, int]:
        """(numId, level) of a paragraph; its own word goes before its style's."""
        own = None if properties is None else properties.find(f"{W}numPr")
        identity, place = inherited or (None, "0")
        if own is not None:
            identity = value(own, "numId") or identity
            place = value(own, "ilvl") or place
        return identity, int(place) if place.isdecimal() else 0

    def _note(self, key: tuple[str, str]) -> Iterator[FlowItem]:
        element = self._notes.elements.get(key)
        if element is None:
            return
        label: str | None = self._notes.labels.get(key)
        for item in self._items(element):
            if isinstance(item, RichParagraph):
                yield replace(item, kind=BlockKind.FOOTNOTE, label=label or item.label)
                label = None
            elif not isinstance(item, PageEnd):
                yield item

    def _picture(self, identity: str, described: str | None) -> Picture | None:
        relation = self._relations.get(identity)
        if relation is None or relation.external or not self._package.has(relation.target):
            return None
        return Picture(self._package.read(relation.target), relation.target, described)

    def _table(self, element: Element) -> Iterator[FlowItem]:
        rows = [row for row in rows_of(element) if not is_deleted(row)]
        if not self._cells_open and all(len(cells_of(row)) == 1 for row in rows):
            for row in rows:  # a frame around text, not a table
                yield from self._items(cells_of(row)[0])
            return
        if not self._cells_open and row_folds(rows):
            for cell in cells_of(rows[0]):
                yield from self._items(cell)
            return
        if not self._cells_open and is_layout(element, rows, self._styles):
            yield from self._layout(rows)
            return
        cells: list[RichCell] = []
        loose: list[FlowItem] = []
        open_cells: dict[int, int] = {}
        for number, row in enumerate(rows):
            self._row(row, number, cells, open_cells, loose)
        header_rows = sum(is_on(row.find(f"{W}trPr/{W}tblHeader")) is True for row in rows[:5])
        table = RichTable(tuple(cells), header_rows)
        if self._cells_open or not are_panels(table):
            yield table
        else:
            yield from (paragraph for cell in cells for paragraph in cell.paragraphs)
        yield from loose

    def _row(
        self, row: Element, number: int, cells: list[RichCell], open_cells: dict[int, int], loose: list[FlowItem]
    ) -> None:
        column = int(value(row.find(f"{W}trPr"), "gridBefore") or 0)
        for cell in cells_of(row):
            properties = cell.find(f"{W}tcPr")
            span = int(value(properties, "gridSpan") or 1)
            merge = None if properties is None else properties.find(f"{W}vMerge")
            self._cells_open += 1
            paragraphs = tuple(self._flat(cell, loose))
            self._cells_open -= 1
            if merge is not None and merge.get(f"{W}val") != "restart" and column in open_cells:
                above = cells[open_cells[column]]
                cells[open_cells[column]] = replace(
                    above, row_span=number - above.row + 1, paragraphs=(*above.paragraphs, *paragraphs)
                )
            else:
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = len(cells)
                cells.append(RichCell(number, column, paragraphs, column_span=span))
            column += span

    def _flat(self, container: Element, loose: list[FlowItem]) -> Iterator[RichParagraph]:
        """Paragraphs of a cell; tables inside it cell by cell; pictures are put after the table."""
        for item in self._items(container):
            if isinstance(item, RichParagraph):
                yield item
            elif isinstance(item, RichTable):
                for cell in item.cells:
                    yield from cell.paragraphs
            elif not isinstance(item, PageEnd):
                loose.append(item)

    def _layout(self, rows: list[Element]) -> Iterator[FlowItem]:
        """A table without lines sets blocks side by side: column by column, as the page is read; labels row by row."""
        grid = [cells_of(row) for row in rows]
        columns = range(max(map(len, grid), default=0))
        by_column = (cells[column] for column in columns for cells in grid if column < len(cells))
        by_row = is_labelled(grid) or is_counted(grid)
        for cell in chain.from_iterable(grid) if by_row else by_column:
            for item in self._items(cell):
                # Bold and centred is how such blocks are set, not what they are.
                yield _plain(item) if isinstance(item, RichParagraph) else item

    def _running(self) -> tuple[list[Block], list[Block]]:
        """Headers and footers, each text once."""
        found = []
        for kind in (BlockKind.HEADER, BlockKind.FOOTER):
            blocks: list[Block] = []
            for part in self._package.related(_DOCUMENT, kind.value):
                blocks += self._running_part(part, kind)
            found.append(list(without_repeats(blocks)))
        return found[0], found[1]

    def _running_part(self, part: str, kind: BlockKind) -> Iterator[Block]:
        body, self._text = self._text, TextReader(self._styles, self._counts, self._notes.label, running=True)
        relations, self._relations = self._relations, self._package.relations(part)
        try:
            for item in self._items(self._package.xml(part)):
                if isinstance(item, RichParagraph):
                    block = block_of(replace(item, kind=kind), self._findings)
                    if block is not None and not block.text.strip("-–— ").isdecimal():
                        yield block
                elif isinstance(item, RichTable) and (table := table_of(item, self._findings)) is not None:
                    yield replace(table, kind=kind)
        finally:
            self._text, self._relations = body, relations

    def paragraphs(self) -> ParagraphCount:
        """The account: what the XML holds against what was kept."""
        roots = [self._root]
        roots += [self._notes.elements[key] for key in self._notes.labels if key in self._notes.elements]
        source = sum(count_paragraphs(root) for root in roots)
        for kind in ("header", "footer"):
            running = [self._package.xml(part) for part in self._package.related(_DOCUMENT, kind)]
            source += sum(count_paragraphs(root, page_numbers=False) for root in running)
        return ParagraphCount(source, self._counts.kept, self._counts.deleted)

    def account(self) -> tuple[Message, ...]:
        """What a person should know."""
        notes = [*self._findings.notes(), *self._pictures.notes()]
        counts = self._counts
        if counts.deleted_characters:
            notes.append(
                say(
                    "Tracked changes: inserted text was kept, {number} deleted characters were left out.",
                    number=counts.deleted_characters,
                )
            )
        if counts.struck_characters:
            notes.append(say("{number} characters that are struck out were left out.", number=counts.struck_characters))
        if counts.hidden_characters:
            notes.append(say("{number} hidden characters were left out.", number=counts.hidden_characters))
        comments = sum(
            len(list(self._package.xml(part).iter(f"{W}comment")))
            for part in self._package.related(_DOCUMENT, "comments")
        )
        if comments:
            notes.append(say("{number} comments in the margin were left out.", number=comments))
        notes += self._package.unread_notes()
        count = self.paragraphs()
        if count.kept < count.source:
            notes.append(say("{kept} of {source} paragraphs were kept.", kept=count.kept, source=count.source))
        return tuple(notes)


_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNPRINTED = {W + name for name in ("vanish", "strike", "dstrike")}
_LEFT_OUT = {_FALLBACK, W + "del", W + "moveFrom", W + "pPr"}


def count_paragraphs(root: Element, *, page_numbers: bool = True) -> int:
    """Paragraphs with text below an element, counted without regard to how they are read."""
    inked = (list(_ink(element)) for element in _all_paragraphs(root))
    return sum(bool(texts) and (page_numbers or not "".join(texts).strip("-–— ").isdecimal()) for texts in inked)


def _all_paragraphs(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag in _LEFT_OUT or not isinstance(child.tag, str):
            continue
        if child.tag == f"{W}tr" and is_deleted(child):
            continue
        if child.tag == f"{W}p":
            yield child
        yield from _all_paragraphs(child)


def _ink(element: Element) -> Iterator[str]:
    """Texts of a paragraph's own runs that are more than white space."""
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == f"{W}p" or not isinstance(child.tag, str):
            continue
        if child.tag == f"{W}t" and (child.text or "").strip():
            yield child.text
        hidden = child.tag == f"{W}r" and _is_unprinted(child.find(f"{W}rPr"))
        if not hidden and child.tag != f"{W}txbxContent":
            yield from _ink(child)


def _is_unprinted(properties: Element | None) -> bool:
    marks = properties if properties is not None else ()
    return any(mark.tag in _UNPRINTED and is_on(mark) for mark in marks)


def _is_initial(paragraph: Element) -> bool:
    """Whether a paragraph is only the large first letter of the one below it (ECMA-376-1, 17.3.1.11)."""
    frame = paragraph.find(f"{W}pPr/{W}framePr") if paragraph.tag == f"{W}p" else None
    if frame is None or frame.get(f"{W}dropCap", "none") == "none":
        return False
    opened = paragraph.getnext()
    return opened is not None and opened.tag == f"{W}p" and not _is_initial(opened)


def _boxed(item: FlowItem) -> FlowItem:
    """What stands in a text box: the middle of a box is not the middle of the page, and heads nothing outside."""
    return replace(item, centred=False) if isinstance(item, RichParagraph) else item


def _plain(item: RichParagraph) -> RichParagraph:
    """A paragraph and no heading, unless it opens with a sign of its own, as the lines below "Nơi nhận:" do."""
    text = "".join(run.text for run in item.runs).strip()
    if item.kind is not None or item.label is not None or list_marker(text) is not None:
        return item
    return replace(item, kind=BlockKind.PARAGRAPH)
