"""Diagrams of Office files (SmartArt, ECMA-376-1, 21.4): what their shapes say, as a list in the order of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from converters.reading.office.drawn_text import paragraphs_of, words_of
from converters.reading.office.flow import RichParagraph, RichRun
from converters.reading.office.package import Element, OfficePackage, Relation
from converters.reading.paging.shapes import LABELLED

_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWN = {"pres", "parTrans", "sibTrans"}  # points that say how others are drawn


def diagrams_below(element: Element) -> list[str]:
    """Relationship ids of the data of the diagrams below an element."""
    return [str(item.get(f"{_R}dm")) for item in element.iter(f"{_DIAGRAM}relIds") if item.get(f"{_R}dm")]


def read_diagrams(
    package: OfficePackage, relations: Mapping[str, Relation], identities: Iterable[str]
) -> Iterator[RichParagraph]:
    """What diagrams say.

    Args:
        package: The file.
        relations: Of the part that shows them.
        identities: Relationship ids of their data.

    Yields:
        The paragraphs of each shape; shapes below others are deeper items.
    """
    for identity in identities:
        relation = relations.get(identity)
        root = None if relation is None or relation.external else package.beside(relation.target)
        if root is not None:
            yield from read_diagram(root)


def read_diagram(root: Element) -> Iterator[RichParagraph]:
    """What one diagram says, given the root of its data part."""
    points = {point.get("modelId", ""): point for point in root.iter(f"{_DIAGRAM}pt")}
    said = [item for identity, depth in _in_order(root, points) for item in _point(points[identity], depth)]
    if sum(bool(words_of(item)) for item in said) < 2:
        yield from (replace(item, label=None, depth=None) for item in said)
        return
    yield from said


def _point(point: Element, depth: int) -> Iterator[RichParagraph]:
    body = point.find(f"{_DIAGRAM}t")
    for paragraph in _joined(paragraphs_of(body)) if body is not None else ():
        text = words_of(paragraph)
        label = paragraph.label or ("•" if text and not LABELLED.match(text) else None)
        yield replace(paragraph, label=label, depth=depth)


def _joined(paragraphs: Iterable[RichParagraph]) -> list[RichParagraph]:
    """Paragraphs of a shape; what stands in parentheses below a line says more of it."""
    made: list[RichParagraph] = []
    for paragraph in paragraphs:
        if made and words_of(paragraph).startswith("(") and words_of(made[-1]):
            made[-1] = replace(made[-1], runs=(*made[-1].runs, RichRun(" "), *paragraph.runs))
        else:
            made.append(paragraph)
    return made


def _in_order(root: Element, points: Mapping[str, Element]) -> Iterator[tuple[str, int]]:
    """Points with their depth from 0, each parent before its children; those no connection leads to come last."""
    children: dict[str, list[tuple[int, str]]] = {}
    for tie in root.iter(f"{_DIAGRAM}cxn"):
        if tie.get("type", "parOf") == "parOf":
            place = tie.get("srcOrd", "0")
            order = int(place) if place.isdecimal() else 0
            children.setdefault(tie.get("srcId", ""), []).append((order, tie.get("destId", "")))
    seen: set[str] = set()
    tops = [identity for identity, point in points.items() if point.get("type") == "doc"]
    waiting = [(identity, -1) for identity in reversed(tops)]
    while waiting:
        identity, depth = waiting.pop()
        if identity in seen or identity not in points:
            continue
        seen.add(identity)
        if depth >= 0:
            yield identity, depth
        below = sorted(children.get(identity, ()), key=lambda child: child[0])
        waiting += [(child, depth + 1) for _, child in reversed(below)]
    for identity, point in points.items():
        if identity not in seen and point.get("type") not in _DRAWN:
            yield identity, 0
