"""PowerPoint files (.pptx, .pptm) to one page a slide: titles, text, tables, groups, diagrams, pictures and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from converters.legacy.conversion import Findings
from converters.reading.document import Block, BlockKind, Method, Page, ParagraphCount
from converters.reading.office.charts import charts_below, read_charts
from converters.reading.office.diagrams import diagrams_below, read_diagrams
from converters.reading.office.drawn_text import MC, A, formula_in, is_struck, paragraphs_of, words_of
from converters.reading.office.flow import (
    RichCell,
    RichParagraph,
    RichTable,
    block_of,
    table_of,
)
from converters.reading.office.package import Element, OfficePackage, open_office_package, title_in_properties
from converters.reading.office.pictures import Picture, PictureReader
from converters.reading.paging.read_pages import PagesRead
from converters.reading.paging.shapes import LABELLED, Shape, in_reading_order, titled
from converters.reading.problems import EmptyFile, TooLarge
from validators.problems import Message, say

_PRESENTATION = "ppt/presentation.xml"
_MAX_SLIDES = 2_000

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_TITLES = {"title", "ctrTitle"}
_BODIES = {"body", "obj"}
_FURNITURE = {"sldNum": None, "dt": BlockKind.FOOTER, "ftr": BlockKind.FOOTER, "hdr": BlockKind.HEADER}
_LEVEL = re.compile(rf"{re.escape(A)}lvl([1-9])pPr")
_BULLETS = (f"{A}buChar", f"{A}buAutoNum", f"{A}buBlip")


_Item = RichParagraph | RichTable | Picture


@dataclass(slots=True)
class _Tally:
    source: int = 0
    kept: int = 0
    hidden: int = 0
    remarks: int = 0
    findings: Findings = field(default_factory=Findings)


def read_slides(source: Path, pictures: PictureReader) -> PagesRead:
    """Read a PowerPoint file.

    Args:
        source: The file.
        pictures: Reads text in pictures by OCR, or leaves them be.

    Raises:
        Damaged, Unsafe, TooLarge, EmptyFile: It cannot be used.
    """
    with open_office_package(source) as package:
        tally = _Tally()
        parts = _slide_parts(package)
        if len(parts) > _MAX_SLIDES:
            raise TooLarge(say("The presentation has more than {number} slides.", number=_MAX_SLIDES), path=source)
        pages = tuple(_Slide(package, part, pictures, tally).page(number) for number, part in enumerate(parts, start=1))
        if not any(page.blocks for page in pages):
            raise EmptyFile(say("The presentation holds no text."), path=source)
        count = ParagraphCount(tally.source, tally.kept)
        return PagesRead(pages, title_in_properties(package), _notes(package, tally, pictures), count)


def _slide_parts(package: OfficePackage) -> list[str]:
    relations = package.relations(_PRESENTATION)
    identities = [item.get(f"{_R}id", "") for item in package.xml(_PRESENTATION).iter(f"{P}sldId")]
    targets = [relations[identity].target for identity in identities if identity in relations]
    return [target for target in targets if package.has(target)]


def _notes(package: OfficePackage, tally: _Tally, pictures: PictureReader) -> tuple[Message, ...]:
    notes = [*tally.findings.notes(), *pictures.notes(), *package.unread_notes()]
    if tally.hidden:
        notes.append(say("{number} hidden slides are among the pages.", number=tally.hidden))
    if tally.remarks:
        notes.append(say("{number} comments in the margin were left out.", number=tally.remarks))
    if tally.kept < tally.source:
        notes.append(say("{kept} of {source} paragraphs were kept.", kept=tally.kept, source=tally.source))
    return tuple(notes)


class _Slide:
    """Reads one slide."""

    def __init__(self, package: OfficePackage, part: str, pictures: PictureReader, tally: _Tally) -> None:
        self._package = package
        self._part = part
        self._pictures = pictures
        self._tally = tally
        self._relations = package.relations(part)
        self._layout = self._layout_places()
        self._bullets = _BodyBullets(package, part)

    def page(self, number: int) -> Page:
        """The slide as a page."""
        root = self._package.xml(self._part)
        hidden = root.get("show") in {"0", "false"}
        self._tally.hidden += hidden
        self._tally.remarks += sum(1 for part in self._comments() for _ in part.iter("{*}cm"))
        self._tally.source += _count(root)
        tree = root.find(f"{P}cSld/{P}spTree")
        shapes = titled(list(self._shapes(tree)) if tree is not None else [])
        items = self._numbered([item for shape in in_reading_order(shapes) for item in _headed(shape)])
        blocks = self._blocks(items)
        blocks += self._blocks(self._speaker_notes())
        return Page(number, None, None, None, tuple(blocks), Method.OFFICE, hidden=hidden)

    def _comments(self) -> Iterator[Element]:
        return (self._package.xml(part) for part in self._package.related(self._part, "comments"))

    def _numbered(self, items: list[_Item]) -> list[_Item]:
        """Items of which lone numbers that count from 1 (in circles, in a column) number what they stand before."""
        places = [place for place, item in enumerate(items[:-1]) if _numbers_next(item, items[place + 1])]
        numbers = [words_of(items[place]).strip() for place in places]  # type: ignore[arg-type]
        if len(places) < 2 or numbers != [str(number) for number in range(1, len(places) + 1)]:
            return items
        self._tally.kept += len(places)
        named = {place + 1: f"{number}." for place, number in zip(places, numbers, strict=True)}
        kept = (place for place in range(len(items)) if place not in places)
        return [_labelled(items[place], named.get(place)) for place in kept]

    def _blocks(self, items: Iterable[RichParagraph | RichTable | Picture]) -> list[Block]:
        blocks: list[Block] = []
        for item in items:
            if isinstance(item, Picture):
                blocks += self._pictures.blocks(item)
            elif (block := self._block(item)) is not None:
                blocks.append(block)
        return blocks

    def _block(self, item: RichParagraph | RichTable) -> Block | None:
        if isinstance(item, RichTable):
            self._tally.kept += sum(bool(words_of(paragraph)) for cell in item.cells for paragraph in cell.paragraphs)
            return table_of(item, self._tally.findings)
        self._tally.kept += bool(words_of(item))
        return block_of(item, self._tally.findings)

    def _shapes(self, tree: Element) -> Iterator[Shape[_Item]]:
        for child in tree:
            if child.tag == f"{P}sp":
                yield self._text_shape(child)
            elif child.tag == f"{P}grpSp":
                inner = [item for shape in in_reading_order(list(self._shapes(child))) for item in _headed(shape)]
                yield _shape(inner, _place(child.find(f"{P}grpSpPr/{A}xfrm")))
            elif child.tag == f"{P}graphicFrame":
                yield _shape(list(self._frame(child)), _place(child.find(f"{P}xfrm")))
            elif child.tag == f"{P}pic":
                yield _shape(list(self._picture(child)), _place(child.find(f"{P}spPr/{A}xfrm")))
            elif child.tag == f"{MC}AlternateContent":
                choice = child.find(f"{MC}Choice")
                yield from self._shapes(child if choice is None else choice)

    def _text_shape(self, shape: Element) -> Shape[_Item]:
        placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        kind = "" if placeholder is None else placeholder.get("type", "obj")
        place = _place(shape.find(f"{P}spPr/{A}xfrm"))
        if place is None and placeholder is not None:
            place = self._layout.get(placeholder.get("idx", "")) or self._layout.get(kind)
        body = shape.find(f"{P}txBody")
        paragraphs = list(paragraphs_of(body)) if body is not None else []
        if kind in _BODIES and placeholder is not None:
            paragraphs = _bulleted(body, paragraphs, self._bullets.depths(placeholder.get("idx", ""), kind))
        if kind in _FURNITURE:
            paragraphs = [replace(item, kind=_FURNITURE[kind] or BlockKind.PAGE_NUMBER) for item in paragraphs]
        size = 0 if kind else _letter_size(body)
        return replace(_shape(paragraphs, place), title=kind in _TITLES, size=size, kind=kind)

    def _frame(self, frame: Element) -> Iterator[RichTable | RichParagraph]:
        table = frame.find(f"{A}graphic/{A}graphicData/{A}tbl")
        if table is not None:
            yield _table(table)
            return
        for item in read_charts(self._package, self._relations, charts_below(frame)):
            cells = item.cells if isinstance(item, RichTable) else ()
            self._tally.source += sum(bool(cell.paragraphs) for cell in cells) or 1
            yield item
        yield from self._counted(read_diagrams(self._package, self._relations, diagrams_below(frame)))

    def _counted(self, paragraphs: Iterator[RichParagraph]) -> Iterator[RichParagraph]:
        """Paragraphs kept in another part than the slide's own."""
        for paragraph in paragraphs:
            self._tally.source += bool(words_of(paragraph))
            yield paragraph

    def _picture(self, picture: Element) -> Iterator[Picture]:
        for blip in picture.iter(f"{A}blip"):
            relation = self._relations.get(blip.get(f"{_R}embed", ""))
            if relation is not None and not relation.external and self._package.has(relation.target):
                properties = picture.find(f"{P}nvPicPr/{P}cNvPr")
                described = None if properties is None else properties.get("descr")
                yield Picture(self._package.read(relation.target), relation.target, described)

    def _speaker_notes(self) -> Iterator[RichParagraph]:
        for part in self._package.related(self._part, "notesSlide"):
            for shape in self._package.xml(part).iter(f"{P}sp"):
                placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
                body = shape.find(f"{P}txBody")
                if placeholder is not None and placeholder.get("type") == "body" and body is not None:
                    for paragraph in self._counted(paragraphs_of(body)):
                        yield replace(paragraph, kind=BlockKind.NOTE)

    def _layout_places(self) -> dict[str, _Place]:
        """Where the layout puts placeholders that do not say themselves, by index and by type."""
        places: dict[str, _Place] = {}
        for part in self._package.related(self._part, "slideLayout"):
            for shape in self._package.xml(part).iter(f"{P}sp"):
                placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
                place = _place(shape.find(f"{P}spPr/{A}xfrm"))
                if placeholder is not None and place is not None:
                    places.setdefault(placeholder.get("type", "obj"), place)
                    places.setdefault(placeholder.get("idx", ""), place)
        return places


_Place = tuple[int, int, int]  # top, left and width, in EMU


def _place(transform: Element | None) -> _Place | None:
    corner = None if transform is None else transform.find(f"{A}off")
    size = None if transform is None else transform.find(f"{A}ext")
    if corner is None:
        return None
    return int(corner.get("y", 0)), int(corner.get("x", 0)), int(size.get("cx", 0)) if size is not None else 0


def _shape(items: Sequence[_Item], place: _Place | None) -> Shape[_Item]:
    text = " ".join(words_of(item) for item in items if isinstance(item, RichParagraph))
    return Shape(tuple(items), text, place and place[:2], place[2] if place else 0)


def _numbers_next(item: _Item, after: _Item) -> bool:
    alone = isinstance(item, RichParagraph) and words_of(item).strip().isdecimal()
    return alone and isinstance(after, RichParagraph) and after.label is None and words_of(after).strip()[:1].isupper()


def _labelled(item: _Item, label: str | None) -> _Item:
    return replace(item, label=label, depth=0) if label and isinstance(item, RichParagraph) else item


def _letter_size(body: Element | None) -> float:
    """Of the largest letters of a text box, in points; 0 where it says nothing."""
    sizes = () if body is None else (item.get("sz", "") for item in body.iter(f"{A}rPr"))
    return max((int(size) / 100 for size in sizes if size.isdecimal()), default=0)


def _headed(shape: Shape[_Item]) -> tuple[_Item, ...]:
    """What stands in a shape, as headings where it is the slide's title."""
    if not shape.title:
        return shape.items
    return tuple(replace(item, heading=1) if isinstance(item, RichParagraph) else item for item in shape.items)


def _bulleted(body: Element | None, paragraphs: list[RichParagraph], depths: frozenset[int]) -> list[RichParagraph]:
    """Paragraphs of a body with the bullets its layout prints; one that stands alone is no list."""
    if body is None or sum(bool(words_of(paragraph)) for paragraph in paragraphs) < 2:
        return paragraphs
    depths = _own_depths(body.find(f"{A}lstStyle"), depths)
    made: list[RichParagraph] = []
    for element, paragraph in zip(body.iterfind(f"{A}p"), paragraphs, strict=True):
        depth, said = _bullet_of(element.find(f"{A}pPr"))
        text = words_of(paragraph)
        printed = said is None and depth in depths and paragraph.label is None and text and not LABELLED.match(text)
        made.append(replace(paragraph, label="•", depth=depth) if printed else paragraph)
    return made


def _table(table: Element) -> RichTable:
    cells = []
    for row, line in enumerate(table.iterfind(f"{A}tr")):
        for column, cell in enumerate(line.iterfind(f"{A}tc")):
            if cell.get("hMerge") in {"1", "true"} or cell.get("vMerge") in {"1", "true"}:
                continue
            body = cell.find(f"{A}txBody")
            paragraphs = tuple(paragraphs_of(body)) if body is not None else ()
            spans = int(cell.get("rowSpan", 1)), int(cell.get("gridSpan", 1))
            cells.append(RichCell(row, column, paragraphs, *spans))
    properties = table.find(f"{A}tblPr")
    header = properties is not None and properties.get("firstRow") in {"1", "true"}
    return RichTable(tuple(cells), header_rows=int(header))


def _count(root: Element) -> int:
    """Paragraphs with text, counted without regard to how they are read; slide numbers aside."""
    return sum(
        any(_formulas(paragraph))
        or any(
            (item.findtext(f"{A}t") or "").strip()
            for item in paragraph
            if item.tag in {f"{A}r", f"{A}fld"}
            and not item.get("type", "").startswith("slidenum")
            and not is_struck(item)
        )
        for paragraph in root.iter(f"{A}p")
        if not any(parent.tag == f"{MC}Fallback" for parent in paragraph.iterancestors())
    )


def _formulas(paragraph: Element) -> Iterator[str]:
    chosen = (item for choice in paragraph.iterfind(f"{MC}AlternateContent/{MC}Choice") for item in choice)
    return (formula_in(item) for item in (*paragraph, *chosen))


def _bullet_of(properties: Element | None) -> tuple[int, bool | None]:
    """The depth of a paragraph, from 0, and whether it says itself that it has a bullet; None where it does not say."""
    if properties is None:
        return 0, None
    depth = int(properties.get("lvl", 0))
    if properties.find(f"{A}buNone") is not None:
        return depth, False
    return depth, True if any(properties.find(tag) is not None for tag in _BULLETS) else None


def _own_depths(styles: Element | None, depths: frozenset[int]) -> frozenset[int]:
    """Depths that have bullets, after styles of lists had their say.

    Args:
        styles: `lstStyle` of a shape, or `bodyStyle` of a master.
        depths: What holds without them, from 0.
    """
    found = set(depths)
    for level in styles if styles is not None else ():
        match = _LEVEL.fullmatch(str(level.tag))
        said = _bullet_of(level)[1] if match is not None else None
        if match is not None and said is not None:
            (found.add if said else found.discard)(int(match.group(1)) - 1)
    return frozenset(found)


class _BodyBullets:
    """Which depths of a body have bullets, as the layout and the master of a slide have it."""

    def __init__(self, package: OfficePackage, slide: str) -> None:
        layouts = package.related(slide, "slideLayout")
        self._layouts = [package.xml(part) for part in layouts]
        self._master: frozenset[int] = frozenset()
        for part in layouts:
            for master in package.related(part, "slideMaster"):
                self._master = _own_depths(package.xml(master).find(f"{P}txStyles/{P}bodyStyle"), self._master)

    def depths(self, index: str, kind: str) -> frozenset[int]:
        """The depths with bullets, from 0, of a placeholder.

        Args:
            index: Of the placeholder; empty where it has none.
            kind: Its type, looked for where no placeholder of the layout has the index.
        """
        for layout in self._layouts:
            holders = {holder: shape for shape in layout.iter(f"{P}sp") for holder in shape.iter(f"{P}ph")}
            same = [shape for holder, shape in holders.items() if index and holder.get("idx") == index]
            alike = [shape for holder, shape in holders.items() if holder.get("type", "obj") == kind]
            for shape in (same or alike)[:1]:
                return _own_depths(shape.find(f"{P}txBody/{A}lstStyle"), self._master)
        return self._master
