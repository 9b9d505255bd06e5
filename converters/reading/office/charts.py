"""Charts of Office files (ECMA-376-1, 21.2): their titles, and their numbers as a table; what lies over sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from converters.reading.document import BlockKind
from converters.reading.office.diagrams import diagrams_below, read_diagrams
from converters.reading.office.flow import RichCell, RichParagraph, RichRun, RichTable
from converters.reading.office.package import Element, OfficePackage, Relation
from converters.reading.office.pictures import Picture

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_NAMES, _VALUES = ("cat", "xVal"), ("val", "yVal")


def charts_below(element: Element) -> list[str]:
    """Relationship ids of the charts below an element."""
    return [str(chart.get(f"{_R}id")) for chart in element.iter(f"{C}chart") if chart.get(f"{_R}id")]


def read_charts(
    package: OfficePackage, relations: Mapping[str, Relation], identities: Iterable[str]
) -> Iterator[RichParagraph | RichTable]:
    """What charts say, by the relationship ids of their parts."""
    for root in _charts(package, relations, identities):
        yield from read_chart(root)


def _charts(package: OfficePackage, relations: Mapping[str, Relation], identities: Iterable[str]) -> Iterator[Element]:
    for identity in identities:
        relation = relations.get(identity)
        root = None if relation is None or relation.external else package.beside(relation.target)
        if root is not None:
            yield root


def read_chart(root: Element) -> Iterator[RichParagraph | RichTable]:
    """What a chart says.

    Args:
        root: Of the chart's part.

    Yields:
        Its title and those of its axes, then a table: a row for each category, a column for each series.
    """
    yield from _titles(root)
    series = list(root.iter(f"{C}ser"))
    columns = [_points(one, _VALUES) for one in series]
    names = next((points for one in series if (points := _points(one, _NAMES))), {})
    if any(columns):
        yield _table([_name(one) for one in series], names, columns)


def drawn_over(package: OfficePackage, sheet: str) -> Iterator[RichParagraph | RichTable | Picture]:
    """What is drawn over a sheet (ECMA-376-1, 20.5): its text boxes, charts, diagrams and pictures.

    Args:
        package: The workbook.
        sheet: The sheet's part.

    Yields:
        Paragraphs of boxes and diagrams; a chart's titles, and its numbers where they stand in no cell of the
        workbook; pictures.
    """
    for drawing in package.related(sheet, "drawing"):
        root, relations = package.xml(drawing), package.relations(drawing)
        for paragraph in (item for shape in root.iter(f"{_X}sp") for item in shape.iter(f"{_A}p")):
            yield RichParagraph((RichRun("".join(item.text or "" for item in paragraph.iter(f"{_A}t"))),))
        for chart in _charts(package, relations, charts_below(root)):
            yield from _titles(chart) if _is_of_cells(chart) else read_chart(chart)
        yield from read_diagrams(package, relations, diagrams_below(root))
        for picture in root.iter(f"{_X}pic"):
            for blip in picture.iter(f"{_A}blip"):
                relation = relations.get(blip.get(f"{_R}embed", ""))
                if relation is not None and not relation.external and package.has(relation.target):
                    described = picture.find(f"{_X}nvPicPr/{_X}cNvPr")
                    words = None if described is None else described.get("descr")
                    yield Picture(package.read(relation.target), relation.target, words)


def _is_of_cells(chart: Element) -> bool:
    """Whether a chart draws cells of its own workbook; "[1]" names another one."""
    formulas = [item.text or "" for item in chart.iter(f"{C}f")]
    return bool(formulas) and not any("[" in formula for formula in formulas)


def _titles(root: Element) -> Iterator[RichParagraph]:
    for title in root.iter(f"{C}title"):
        text = "".join(item.text or "" for item in title.iter(f"{_A}t")).strip()
        if text:
            yield RichParagraph((RichRun(text),), kind=BlockKind.CAPTION)


def _name(series: Element) -> str:
    label = series.find(f"{C}tx")
    return "" if label is None else "".join(item.text or "" for item in label.iter(f"{C}v")).strip()


def _points(series: Element, kinds: tuple[str, ...]) -> dict[int, str]:
    """The values of a series by their number, as last calculated."""
    found: dict[int, str] = {}
    for kind in kinds:
        for holder in series.findall(C + kind):
            for point in holder.iter(f"{C}pt"):
                texts = [item.text or "" for item in point.iter(f"{C}v")]
                found.setdefault(int(point.get("idx", len(found))), _as_written(" ".join(texts)))
    return found


def _as_written(value: str) -> str:
    """A number without the tail a machine gives it."""
    return value.removesuffix(".0").strip()


def _table(heads: list[str], names: dict[int, str], columns: list[dict[int, str]]) -> RichTable:
    rows = sorted({index for column in columns for index in column} | set(names))
    cells = [_cell(0, place, text) for place, text in enumerate(["", *heads])]
    for row, index in enumerate(rows, start=1):
        texts = [names.get(index, ""), *(column.get(index, "") for column in columns)]
        cells += [_cell(row, place, text) for place, text in enumerate(texts)]
    return RichTable(tuple(cells), header_rows=1)


def _cell(row: int, column: int, text: str) -> RichCell:
    return RichCell(row, column, (RichParagraph((RichRun(text),)),) if text else ())
