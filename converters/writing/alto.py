"""ALTO 4 (Library of Congress): the words of every page with their boxes, confidence and other readings."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Document, Line, Page, Word

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def alto(document: Document, *, software: str) -> bytes:
    """The document as ALTO 4.4, UTF-8; pages without geometry are left out.

    Args:
        document: What was read.
        software: Name and version of what read it, for the processing step.
    """
    ET.register_namespace("", NAMESPACE)
    ET.register_namespace("xsi", XSI)
    root = ET.Element(_name("alto"), {f"{{{XSI}}}schemaLocation": f"{NAMESPACE} {SCHEMA}", "SCHEMAVERSION": "4.4"})
    _description(root, document, software)
    tags = ET.SubElement(root, _name("Tags"))
    for kind in BlockKind:
        ET.SubElement(tags, _name("StructureTag"), {"ID": _tag(kind), "LABEL": kind.value})
    layout = ET.SubElement(root, _name("Layout"))
    for page in document.pages:
        if page.width and page.height:
            _page(layout, page)
    ET.indent(root, " ")
    # As text first: straight into UTF-8, ElementTree resets an encoder at each of its writes, a third of the time.
    return f"{_DECLARATION}\n{ET.tostring(root, encoding='unicode')}".encode()


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _tag(kind: BlockKind) -> str:
    return f"kind-{kind.value}"


def _description(root: ET.Element, document: Document, software: str) -> None:
    description = ET.SubElement(root, _name("Description"))
    ET.SubElement(description, _name("MeasurementUnit")).text = "pixel"
    source = ET.SubElement(description, _name("sourceImageInformation"))
    ET.SubElement(source, _name("fileName")).text = document.source.name
    processing = ET.SubElement(description, _name("Processing"), {"ID": "reading"})
    tool = ET.SubElement(processing, _name("processingSoftware"))
    name, _, version = software.partition(" ")
    ET.SubElement(tool, _name("softwareName")).text = name
    ET.SubElement(tool, _name("softwareVersion")).text = version


def _page(layout: ET.Element, page: Page) -> None:
    values = {
        "ID": f"page-{page.number}",
        "PHYSICAL_IMG_NR": str(page.number),
        "WIDTH": str(page.width),
        "HEIGHT": str(page.height),
    }
    if page.rotation:
        # How the text lies in the image, counter-clockwise; ours is the turn that puts it right.
        values["ROTATION"] = str((360 - page.rotation) % 360)
    element = ET.SubElement(layout, _name("Page"), values)
    space = ET.SubElement(
        element,
        _name("PrintSpace"),
        {"HPOS": "0", "VPOS": "0", "WIDTH": str(page.width), "HEIGHT": str(page.height)},
    )
    for index, block in enumerate(page.blocks, start=1):
        if block.box:
            _block(space, block, f"block-{page.number}-{index}")


def _block(space: ET.Element, block: Block, identifier: str) -> None:
    place = {"ID": identifier, **_geometry(block.box), "TAGREFS": _tag(block.kind)}
    if block.kind in {BlockKind.FIGURE, BlockKind.PICTURE} and not block.lines:
        ET.SubElement(space, _name("Illustration"), place)
        return
    if block.cells:
        _table(space, block, place)
        return
    element = ET.SubElement(space, _name("TextBlock"), place)
    _lines(element, block.lines)


def _table(space: ET.Element, block: Block, place: dict[str, str]) -> None:
    """A table is a composed block of one text block a cell."""
    table = ET.SubElement(space, _name("ComposedBlock"), {**place, "TYPE": "table"})
    for cell in block.cells:
        if boxes := [box for line in cell.lines if (box := _line_box(line))]:
            identifier = f"{place['ID']}-{cell.row}-{cell.column}"
            element = ET.SubElement(table, _name("TextBlock"), {"ID": identifier, **_geometry(Box.around(boxes))})
            _lines(element, cell.lines)


def _line_box(line: Line) -> Box | None:
    return line.box or Box.around_known(word.box for word in line.words)


def _lines(parent: ET.Element, lines: Iterable[Line]) -> None:
    for line in lines:
        words = [word for word in line.words if word.box]
        if not words:
            continue
        element = ET.SubElement(parent, _name("TextLine"), _geometry(_line_box(line)))
        for index, word in enumerate(words):
            if index:
                ET.SubElement(element, _name("SP"))
            _word(element, word)


def _word(line: ET.Element, word: Word) -> None:
    values = {"CONTENT": word.text, **_geometry(word.box)}
    if word.confidence is not None:
        values["WC"] = f"{word.confidence:.3f}"
    element = ET.SubElement(line, _name("String"), values)
    for purpose, text in _other_readings(word):
        ET.SubElement(element, _name("ALTERNATIVE"), {"PURPOSE": purpose}).text = text


def _other_readings(word: Word) -> list[tuple[str, str]]:
    engine = [("engine", word.engine_text)] if word.engine_text else []
    return engine + [("alternative", text) for text in word.alternatives]


def _geometry(box: Box | None) -> dict[str, str]:
    if box is None:
        return {}
    return {"HPOS": str(box.left), "VPOS": str(box.top), "WIDTH": str(box.width), "HEIGHT": str(box.height)}
