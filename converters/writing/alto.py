"""ALTO 4 (Library of Congress): the words of every page with their boxes, confidence and other readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Document, Line, Page, Word

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_TEXT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_VALUE = {**_TEXT, ord('"'): "&quot;", ord("\r"): "&#13;", ord("\n"): "&#10;", ord("\t"): "&#09;"}


@dataclass(slots=True)
class _Lines:
    """The lines of an indented XML file. A tree built first (ElementTree) takes four times as long a page."""

    written: list[str] = field(default_factory=list)
    depth: int = 0

    def empty(self, name: str, values: Mapping[str, str] | None = None) -> None:
        """An element without content."""
        self.written.append(f"{' ' * self.depth}<{name}{_values(values)} />")

    def text(self, name: str, text: str, values: Mapping[str, str] | None = None) -> None:
        """An element that holds nothing but text."""
        if text:
            self.written.append(f"{' ' * self.depth}<{name}{_values(values)}>{text.translate(_TEXT)}</{name}>")
        else:
            self.empty(name, values)

    @contextmanager
    def within(self, name: str, values: Mapping[str, str] | None = None) -> Iterator[None]:
        """An element that holds what is written meanwhile."""
        place = len(self.written)
        self.written.append(f"{' ' * self.depth}<{name}{_values(values)}>")
        self.depth += 1
        yield
        self.depth -= 1
        if len(self.written) == place + 1:
            self.written.pop()
            self.empty(name, values)
        else:
            self.written.append(f"{' ' * self.depth}</{name}>")


def _values(values: Mapping[str, str] | None) -> str:
    return "".join([f' {name}="{value.translate(_VALUE)}"' for name, value in values.items()]) if values else ""


def alto(document: Document, *, software: str) -> bytes:
    """The document as ALTO 4.4, UTF-8; pages without geometry are left out.

    Args:
        document: What was read.
        software: Name and version of what read it, for the processing step.
    """
    lines = _Lines([_DECLARATION])
    place = {"xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}", "SCHEMAVERSION": "4.4"}
    with lines.within("alto", {**place, "xmlns": NAMESPACE, "xmlns:xsi": XSI}):
        _description(lines, document, software)
        with lines.within("Tags"):
            for kind in BlockKind:
                lines.empty("StructureTag", {"ID": _tag(kind), "LABEL": kind.value})
        with lines.within("Layout"):
            for page in document.pages:
                if page.width and page.height:
                    _page(lines, page)
    return "\n".join(lines.written).encode()


def _tag(kind: BlockKind) -> str:
    return f"kind-{kind.value}"


def _description(lines: _Lines, document: Document, software: str) -> None:
    name, _, version = software.partition(" ")
    with lines.within("Description"):
        lines.text("MeasurementUnit", "pixel")
        with lines.within("sourceImageInformation"):
            lines.text("fileName", document.source.name)
        with lines.within("Processing", {"ID": "reading"}), lines.within("processingSoftware"):
            lines.text("softwareName", name)
            lines.text("softwareVersion", version)


def _page(lines: _Lines, page: Page) -> None:
    values = {
        "ID": f"page-{page.number}",
        "PHYSICAL_IMG_NR": str(page.number),
        "WIDTH": str(page.width),
        "HEIGHT": str(page.height),
    }
    if page.rotation:
        # How the text lies in the image, counter-clockwise; ours is the turn that puts it right.
        values["ROTATION"] = str((360 - page.rotation) % 360)
    space = {"HPOS": "0", "VPOS": "0", "WIDTH": str(page.width), "HEIGHT": str(page.height)}
    with lines.within("Page", values), lines.within("PrintSpace", space):
        for index, block in enumerate(page.blocks, start=1):
            if block.box:
                _block(lines, block, f"block-{page.number}-{index}")


def _block(lines: _Lines, block: Block, identifier: str) -> None:
    place = {"ID": identifier, **_geometry(block.box), "TAGREFS": _tag(block.kind)}
    if block.kind in {BlockKind.FIGURE, BlockKind.PICTURE} and not block.lines:
        lines.empty("Illustration", place)
    elif block.cells:
        _table(lines, block, place)
    else:
        with lines.within("TextBlock", place):
            _printed(lines, block.lines)


def _table(lines: _Lines, block: Block, place: dict[str, str]) -> None:
    """A table is a composed block of one text block a cell."""
    with lines.within("ComposedBlock", {**place, "TYPE": "table"}):
        for cell in block.cells:
            if boxes := [box for line in cell.lines if (box := _line_box(line))]:
                identifier = f"{place['ID']}-{cell.row}-{cell.column}"
                with lines.within("TextBlock", {"ID": identifier, **_geometry(Box.around(boxes))}):
                    _printed(lines, cell.lines)


def _line_box(line: Line) -> Box | None:
    return line.box or Box.around_known(word.box for word in line.words)


def _printed(lines: _Lines, printed: Iterable[Line]) -> None:
    for line in printed:
        words = [word for word in line.words if word.box]
        if not words:
            continue
        with lines.within("TextLine", _geometry(_line_box(line))):
            for index, word in enumerate(words):
                if index:
                    lines.empty("SP")
                _word(lines, word)


def _word(lines: _Lines, word: Word) -> None:
    values = {"CONTENT": word.text, **_geometry(word.box)}
    if word.confidence is not None:
        values["WC"] = f"{word.confidence:.3f}"
    others = _other_readings(word)
    if not others:
        lines.empty("String", values)
        return
    with lines.within("String", values):
        for purpose, text in others:
            lines.text("ALTERNATIVE", text, {"PURPOSE": purpose})


def _other_readings(word: Word) -> list[tuple[str, str]]:
    engine = [("engine", word.engine_text)] if word.engine_text else []
    return engine + [("alternative", text) for text in word.alternatives]


def _geometry(box: Box | None) -> dict[str, str]:
    if box is None:
        return {}
    return {"HPOS": str(box.left), "VPOS": str(box.top), "WIDTH": str(box.width), "HEIGHT": str(box.height)}
