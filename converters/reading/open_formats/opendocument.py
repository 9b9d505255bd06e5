"""OpenDocument texts, presentations and sheets (.odt, .odp, .ods) to pages of blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from converters.legacy.conversion import Findings
from converters.reading.document import Block, BlockKind, Method, Page
from converters.reading.office.flow import (
    Counts,
    RichParagraph,
    RichTable,
    block_of,
    sheet_name,
    table_of,
    unframed,
)
from converters.reading.office.package import Element, OfficePackage, open_office_package, worthy_title
from converters.reading.office.pictures import Picture, PictureReader
from converters.reading.open_formats.content import DRAW, OFFICE, ContentReader, Item
from converters.reading.open_formats.styles import PRESENTATION, STYLE, TABLE
from converters.reading.paging.read_pages import PagesRead
from converters.reading.paging.shapes import LABELLED, Shape, in_reading_order, titled
from converters.reading.problems import EmptyFile, damaged
from validators.problems import Message, say

SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_opendocument(source: Path, pictures: PictureReader) -> PagesRead:
    """Read an OpenDocument file.

    Args:
        source: The file.
        pictures: Reads text in pictures by OCR, or leaves them be.

    Raises:
        Damaged, Unsafe, TooLarge, EmptyFile: It cannot be used.
    """
    with open_office_package(source) as package:
        reader = _Reader(package, pictures)
        pages = tuple(page for page in reader.pages() if page.blocks)
        if not pages:
            raise EmptyFile(say("The document holds no text."), path=source)
        numbered = tuple(replace(page, number=number) for number, page in enumerate(pages, start=1))
        return PagesRead(numbered, reader.title(), reader.notes())


class _Reader:
    """Reads one file."""

    def __init__(self, package: OfficePackage, pictures: PictureReader) -> None:
        self._package = package
        self._pictures = pictures
        self._findings = Findings()
        self._counts = Counts()
        self._content = ContentReader(package, self._counts)

    def pages(self) -> Iterator[Page]:
        """Everything, page by page."""
        body = self._package.xml("content.xml").find(f"{OFFICE}body")
        if body is None or not len(body):
            raise damaged("content.xml")
        for part in body:
            if part.tag == f"{OFFICE}presentation":
                yield from map(self._slide, part.iterfind(f"{DRAW}page"))
            elif part.tag == f"{OFFICE}spreadsheet":
                yield from map(self._sheet, part.iterfind(f"{TABLE}table"))
            else:
                yield _page(
                    [*self._running("header"), *self._blocks(self._content.items(part)), *self._running("footer")]
                )

    def _slide(self, slide: Element) -> Page:
        hidden = self._content.styles.is_hidden_page(slide.get(f"{DRAW}style-name"))
        blocks: list[Block] = []
        notes: list[Block] = []
        shapes: list[Shape[Item]] = []
        for child in slide:
            if child.tag == f"{PRESENTATION}notes":
                notes = [replace(block, kind=BlockKind.NOTE) for block in self._blocks(self._content.items(child))]
            elif isinstance(child.tag, str):
                shapes.append(self._shape(child))
        for shape in in_reading_order(titled(shapes)):
            blocks += self._blocks(_headed(shape))
        return _page([*blocks, *notes], hidden=hidden)

    def _shape(self, shape: Element) -> Shape[Item]:
        items = _listed(tuple(map(_answering, self._content.items([shape]))))
        text = " ".join(run.text.strip() for item in items if isinstance(item, RichParagraph) for run in item.runs)
        top, left = _length(shape.get(f"{SVG}y")), _length(shape.get(f"{SVG}x"))
        place = None if top is None or left is None else (int(top * _EMU), int(left * _EMU))
        title = shape.get(f"{PRESENTATION}class") == "title"
        is_box = shape.tag in {f"{DRAW}frame", f"{DRAW}custom-shape"} and shape.get(f"{PRESENTATION}class") is None
        width = int((_length(shape.get(f"{SVG}width")) or 0) * _EMU)
        return Shape(items, text.strip(), place, width, title, self._content.styles.letter_size(shape) if is_box else 0)

    def _sheet(self, sheet: Element) -> Page:
        hidden = self._content.styles.is_hidden_table(sheet.get(f"{TABLE}style-name"))
        blocks = self._blocks(self._content.items([sheet]))
        if blocks:
            blocks = [*sheet_name(sheet.get(f"{TABLE}name", ""), alone=self._is_alone(sheet)), *blocks]
        return _page(blocks, hidden=hidden)

    def _is_alone(self, sheet: Element) -> bool:
        """Whether no other sheet of the file is shown."""
        styles = (other.get(f"{TABLE}style-name") for other in sheet.itersiblings(f"{TABLE}table", preceding=True))
        later = (other.get(f"{TABLE}style-name") for other in sheet.itersiblings(f"{TABLE}table"))
        return all(self._content.styles.is_hidden_table(style) for style in (*styles, *later))

    def _running(self, kind: str) -> list[Block]:
        """Headers or footers, each text once; page numbers alone are none."""
        if not self._package.has("styles.xml"):
            return []
        found: dict[str, Block] = {}
        for part in self._package.xml("styles.xml").iter(STYLE + kind):
            for block in self._blocks(self._content.items(part)):
                if block.text.strip("-–— ") and not block.text.strip("-–— ").isdecimal():
                    found.setdefault(block.text, replace(block, kind=BlockKind(kind), level=0, marker=None))
        return list(found.values())

    def _blocks(self, items: Iterable[Item]) -> list[Block]:
        parts = (part for item in items for part in ((isinstance(item, RichTable) and unframed(item)) or (item,)))
        return [block for part in parts for block in self._made_of(part)]

    def _made_of(self, item: RichParagraph | RichTable | Picture) -> list[Block]:
        if isinstance(item, Picture):
            return self._pictures.blocks(item)
        block = self._block(item)
        return [] if block is None else [block]

    def _block(self, item: RichParagraph | RichTable) -> Block | None:
        return table_of(item, self._findings) if isinstance(item, RichTable) else block_of(item, self._findings)

    def title(self) -> str | None:
        """The title among the file's properties."""
        found = self._package.xml("meta.xml").iter(_TITLE) if self._package.has("meta.xml") else ()
        return next((title for item in found if (title := worthy_title(item.text))), None)

    def notes(self) -> tuple[Message, ...]:
        """What a person should know."""
        notes = [*self._findings.notes(), *self._pictures.notes()]
        if self._counts.hidden_characters:
            notes.append(say("{number} hidden characters were left out.", number=self._counts.hidden_characters))
        content = self._package.xml("content.xml")
        if comments := sum(1 for _ in content.iter(f"{OFFICE}annotation")):
            notes.append(say("{number} comments in the margin were left out.", number=comments))
        return tuple(notes)


def _page(blocks: list[Block], *, hidden: bool = False) -> Page:
    return Page(1, None, None, None, tuple(blocks), Method.OFFICE, hidden=hidden)


def _headed(shape: Shape[Item]) -> Iterator[Item]:
    """What stands in a shape, as headings where it is the slide's title."""
    for item in shape.items:
        yield replace(item, heading=1) if shape.title and isinstance(item, RichParagraph) else item


def _listed(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Items of a shape; a paragraph that stands alone there is no list."""
    first = items[0] if len(items) == 1 else None
    if isinstance(first, RichParagraph) and first.label == "•":
        return (replace(first, label=None, depth=None),)
    return items


def _answering(item: Item) -> Item:
    """An item without its bullet where it opens with a label of its own ("Trả lời: …")."""
    if not isinstance(item, RichParagraph) or item.label is None:
        return item
    answers = LABELLED.match("".join(run.text for run in item.runs).strip())
    return replace(item, label=None, depth=None) if answers else item


_EMU = 360_000  # a centimetre
_UNITS = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72}


def _length(text: str | None) -> float | None:
    """Centimetres."""
    unit = (text or "")[-2:]
    try:
        return float((text or "")[:-2]) * _UNITS[unit]
    except (KeyError, ValueError):
        return None
