"""How many cells of born-digital tables are read right, beside what pdfplumber makes of the same pages.

    python benchmarks/tables.py [--seed N] [--keep FOLDER] [--show]

Tables of many shapes are typeset here, so that every cell is known: with rules under rows only, under the head only,
between columns only, with open sides or without any; with heads over several columns, wrapped cells set at the top or
in the middle, row numbers, empty cells, titles of groups of rows, and over the end of a page. A cell is right when its
text stands in its row and column of its table. Pages of other things that stand side by side (columns of text, lists,
letterheads, signatures, contents) are read too: there every table found is a wrong one.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
from tableless_pages import other_pages
from typesetting import Sheet, TableShape, Typeset, typeset_table

from converters.progress import Silent
from converters.reading.document import BlockKind
from converters.reading.options import OcrPolicy
from converters.reading.read import ReadingOptions, read_document

Placed = dict[tuple[int, int, int], str]  # text by page, row and column
Reader = Callable[[Path], list[tuple[int, Placed]]]

BODY_RULES = ("rows", "head", "none", "columns", "open")
HEADS = ("plain", "span", "two-rows")
ALIGNED = ("top", "middle")


def shapes(seed: int) -> Iterator[TableShape]:
    """All kinds of rules, heads and alignment, each with chance numbers of rows, columns, paddings and contents."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    for rules in BODY_RULES:
        for head in HEADS:
            for aligned in ALIGNED:
                yield TableShape(
                    rules=rules,
                    head=head,
                    aligned=aligned,
                    columns=chance.choice((3, 4, 4, 5)),
                    rows=chance.choice((4, 6, 9, 22)),
                    padding=chance.choice((3.0, 4.0, 6.0)),
                    size=chance.choice((10.0, 12.0, 13.0)),
                    numbered=chance.random() < 0.7,
                    groups=chance.random() < 0.3,
                    empty=chance.choice((0.0, 0.0, 0.15)),
                    by_rows=chance.random() < 0.5,
                )


def ours(path: Path) -> list[tuple[int, Placed]]:
    """Tables as this program reads them."""
    options = ReadingOptions(ocr=OcrPolicy.NEVER)
    document = read_document(path, options=options, read_pages=lambda *_: iter(()), progress=Silent())
    return [
        (page.number, {(page.number, cell.row, cell.column): _plain(cell.text) for cell in block.cells})
        for page in document.pages
        for block in page.blocks
        if block.kind is BlockKind.TABLE
    ]


def plumbed(strategy: str) -> Reader:
    """Tables as pdfplumber extracts them by one of its strategies."""

    def read(path: Path) -> list[tuple[int, Placed]]:
        settings = {"vertical_strategy": strategy, "horizontal_strategy": strategy}
        with pdfplumber.open(path) as pdf:
            return [
                (
                    page.page_number,
                    {
                        (page.page_number, row, column): _plain(text or "")
                        for row, texts in enumerate(table)
                        for column, text in enumerate(texts)
                    },
                )
                for page in pdf.pages
                for table in page.extract_tables(settings)
            ]

    return read


def _plain(text: str) -> str:
    return " ".join(text.split())


@dataclass
class Score:
    """Cells read right, cells there are, and tables found where there is none."""

    right: int = 0
    cells: int = 0
    false: int = 0

    @property
    def percent(self) -> float:
        """Of the cells that are right."""
        return 100 * self.right / max(self.cells, 1)


def right_cells(truth: Typeset, found: list[tuple[int, Placed]]) -> int:
    """Cells with text that stand where they belong, in the table of their page that fits best."""
    right = 0
    for page, wanted in truth.by_page().items():
        tables = [placed for number, placed in found if number == page]
        right += max((sum(placed.get(place) == text for place, text in wanted.items()) for placed in tables), default=0)
    return right


def main() -> None:
    """Print the share of right cells, shape by shape and in all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="leave the PDF files there")
    parser.add_argument("--alone", action="store_true", help="leave pdfplumber out")
    parser.add_argument("--show", action="store_true", help="print the cells that are wrong")
    chosen = parser.parse_args()
    readers: dict[str, Reader] = {"ours": ours} | (
        {} if chosen.alone else {"plumber lines": plumbed("lines"), "plumber text": plumbed("text")}
    )
    scores = {name: Score() for name in readers}
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for number, shape in enumerate(shapes(chosen.seed)):
            path = folder / f"table-{number:02d}.pdf"
            truth = typeset_table(shape, path, seed=chosen.seed * 1000 + number)
            line = [f"{path.stem} {shape}"]
            for name, reader in readers.items():
                found = reader(path)
                right, cells = right_cells(truth, found), len(truth.cells)
                scores[name].right += right
                scores[name].cells += cells
                line.append(f"{name} {right}/{cells}")
                if chosen.show and name == "ours" and right < cells:
                    _show(truth, found)
            print("; ".join(line))
        for sheet in other_pages(folder, chosen.seed):
            _count_false(sheet, readers, scores)
    for name, score in scores.items():
        print(f"{name:15} {score.percent:6.2f} % of {score.cells} cells right, {score.false} false tables")


def _count_false(sheet: Sheet, readers: dict[str, Reader], scores: dict[str, Score]) -> None:
    counts = []
    for name, reader in readers.items():
        number = len(reader(sheet.path))
        scores[name].false += number
        counts.append(f"{name} {number}")
    print(f"{sheet.name}: false tables: {', '.join(counts)}")


def _show(truth: Typeset, found: list[tuple[int, Placed]]) -> None:
    for page, wanted in truth.by_page().items():
        tables = [placed for number, placed in found if number == page]
        print(f"   page {page}: {len(tables)} tables")
        best = max(tables, key=lambda placed: sum(placed.get(k) == v for k, v in wanted.items()), default={})
        for place, text in wanted.items():
            if best.get(place) != text:
                print(f"   {place} wanted {text!r} found {best.get(place)!r}")


if __name__ == "__main__":
    main()
