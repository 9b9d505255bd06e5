"""Sixty tables, born-digital and scanned: ours beside pdfplumber and img2table, cells and a TEDS-like score.

    python benchmarks/table_set.py [--seed N] [--only scanned-1*] [--img2table PYTHON] [--show] [--keep FOLDER]

Thirty are born-digital: rules under rows only, under the head only, between columns only, with open sides, or none at
all. Thirty are ruled and scanned: leaning 0.3–1° (four are level), most black-and-white at 200 dpi, two of three with
specks. Among both: annexes of fees, merged heads, rows and cells that go on over the page's end, heads that are said
again there, row numbers, wrapped cells, empty cells. Everything is invented, and every cell is known.

A table counts as its maker meant it, whole over its pages. "Cells" is the share of cells whose text, spans and place
among the rows and columns are right, rows being aligned in order. "TEDS" is 1 − distance ÷ nodes of the larger table,
as in Zhong et al., "Image-based table recognition" (2020), over the tree table → row → cell, in which a cell costs what
edit distance of its text is of its length, and 1 where it spans other columns. What a cell covers in the rows below it
counts as empty cells: a head over two lines without a rule between may be meant either way. pdfplumber reads no scans.

A table is silently wrong when some text stands in another cell than its own, or in none, and nothing was flagged about
it as a table; letters misread in their cell are not meant here.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import as_in_workers  # noqa: F401  before NumPy
import numpy as np
import pdfplumber
from PIL import Image
from rapidfuzz.distance import Levenshtein
from scanned_tables import scanned
from typesetting import FAMILIES, TableShape, Typeset, typeset_table

from converters.ocr.engines.opening import open_engine
from converters.ocr.options import OcrOptions
from converters.ocr.pipeline import read_page_image
from converters.progress import Silent
from converters.reading.document import BlockKind, Cell, Document, Page
from converters.reading.options import OcrPolicy
from converters.reading.pdf.render import render_page
from converters.reading.read import ReadingOptions, read_document
from converters.records.passages.paper import set_apart
from converters.records.passages.paragraphs import passages
from converters.records.passages.whole_tables import whole_tables

BORN, SCANS = 30, 30
DPI = 200
ALIKE = 0.34  # of a cell's letters may be misread in a text that stands in its place
PEER = """
import json, sys
from img2table.document import PDF, Image
from img2table.ocr import TesseractOCR
reader, rows = TesseractOCR(n_threads=1, lang="vie"), []
for path in sys.argv[1:]:
    kind = PDF if path.endswith(".pdf") else Image
    found = kind(path).extract_tables(ocr=reader, borderless_tables=True, min_confidence=1)
    tables = [t for page in sorted(found) for t in found[page]] if isinstance(found, dict) else found
    for table in tables:
        for row in table.content.values():
            rows.append([[cell.value or "", [cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2]] for cell in row])
print(json.dumps(rows))
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: its text and the columns it takes."""

    text: str
    columns: int = 1


Rows = list[list[Place]]


@dataclass(frozen=True, slots=True)
class Task:
    """A table to read: its name, its file, its pages as scanned (none of a born-digital one), what is right."""

    name: str
    path: Path
    scans: tuple[Path, ...]
    right: Rows


@dataclass(slots=True)
class Score:
    """Cells right of all, the scores of the tables, and what was read before it is given up."""

    right: int = 0
    cells: int = 0
    teds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    def tell(self, task: Task, read: Rows, *, told: bool) -> str:
        """Count a table that is torn, and one of which nothing was said; which of both it is."""
        if in_place(task.right, read):
            return ""
        self.wrong.append(task.name)
        if told:
            return ", torn"
        self.silent.append(task.name)
        return ", torn SILENTLY"

    def add(self, right: Rows, read: Rows) -> str:
        """Count one table; the figures of it."""
        cells, teds = sum(map(len, right)), similarity(right, read)
        hits = right_cells(right, read)
        self.right, self.cells = self.right + hits, self.cells + cells
        self.teds.append(teds)
        return f"{hits}/{cells} {teds:.3f}"


# --- the set --------------------------------------------------------------------------------------------------------


def shapes(seed: int) -> Iterator[tuple[str, TableShape]]:
    """The sixty, each sort in turn with chance numbers of rows, columns, paddings and contents."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    for number in range(BORN):
        yield f"born-{number:02}", _shape(("rows", "head", "none", "columns", "open")[number % 5], number // 5, chance)
    for number in range(SCANS):
        yield f"scanned-{number:02}", _shape("full", number, chance)


def _shape(rules: str, turn: int, chance: random.Random) -> TableShape:
    long = turn % 3 == 2
    return TableShape(
        rules=rules,
        head=("plain", "two-rows", "span")[turn % 3],
        aligned=chance.choice(("top", "middle")),
        columns=chance.choice((3, 4, 5)) if turn % 3 == 0 else chance.choice((4, 5)),
        rows=chance.choice((16, 19, 23)) if long else chance.choice((5, 8, 11)),
        padding=chance.choice((3.0, 4.0, 6.0)),
        size=chance.choice((10.5, 12.0, 13.0)),
        numbered=chance.random() < 0.7,
        groups=chance.random() < 0.3,
        empty=chance.choice((0.0, 0.0, 0.15)),
        by_rows=chance.random() < 0.5,
        cut=long,
        again=long and chance.random() < 0.5,
        fees=turn % 2 == 1,
        family=chance.choice(FAMILIES),
    )


def tasks(seed: int, folder: Path, only: str) -> Iterator[Task]:
    """The tables of the set, written to a folder one by one."""
    for number, (name, shape) in enumerate(shapes(seed)):
        if not fnmatch.fnmatch(name, only):
            continue
        path = folder / f"{name}.pdf"
        truth = typeset_table(shape, path, seed=seed * 1000 + number)
        scans = tuple(_scans(path, random.Random(f"{seed}/{name}"))) if shape.rules == "full" else ()  # noqa: S311
        yield Task(name, path, scans, _meant(truth))


def _scans(path: Path, chance: random.Random) -> Iterator[Path]:
    with pdfplumber.open(path) as pdf:
        count = len(pdf.pages)
    lean = chance.choice((0.0, 0.3, -0.3, 0.5, -0.5, 0.7, -0.7, 1.0, -1.0))
    specks = chance.choice((0, 150, 600))
    plain = chance.random() < 0.8
    for number in range(1, count + 1):
        drawn = Image.fromarray(render_page(path, number, float(DPI)).array).convert("L")
        place = path.with_name(f"{path.stem}-{number}.png")
        scanned(drawn, chance, lean=lean, specks=specks, plain=plain).save(place, dpi=(DPI, DPI))
        yield place


def _meant(truth: Typeset) -> Rows:
    return _expanded({place: (_closed(cell.text), cell.columns, cell.rows) for place, cell in truth.whole.items()})


def _expanded(cells: Mapping[tuple[int, int], tuple[str, int, int]]) -> Rows:
    """Cells by row and column (text, columns, rows) row by row; places that none begins in or runs over are empty."""
    width = max(column + columns for (_, column), (_, columns, _) in cells.items())
    height = max(row + rows for (row, _), (_, _, rows) in cells.items())
    rows: Rows = []
    for row in range(height):
        places: list[Place] = []
        column = 0
        while column < width:
            text, columns, _ = cells.get((row, column), ("", 1, 1))
            places.append(Place(text, columns))
            column += columns
        if any(place.text for place in places):
            rows.append(places)
    return rows


# --- readers --------------------------------------------------------------------------------------------------------


def ours() -> Callable[[Task], tuple[Rows, int, bool]]:
    """Reads a task: the largest table, how many flags its pages have, and whether one says so of a table."""
    engine, options = open_engine("pytesseract"), OcrOptions(engine="pytesseract")

    def pages(task: Task) -> tuple[Page, ...]:
        images = (np.asarray(Image.open(path).convert("RGB")) for path in task.scans)
        return tuple(
            read_page_image(image, number=number, dpi=None, options=options, engine=engine)
            for number, image in enumerate(images, 1)
        )

    def read(task: Task) -> tuple[Rows, int, bool]:
        if task.scans:
            document = Document(task.path, "application/pdf", "0" * 64, pages(task))
        else:
            never = ReadingOptions(ocr=OcrPolicy.NEVER)
            document = read_document(task.path, options=never, read_pages=lambda *_: iter(()), progress=Silent())
        whole, _ = whole_tables(passages(set_apart(document)[0]), sheets=False)
        tables = [rows_of(passage.cells) for passage in whole if passage.kind is BlockKind.TABLE and passage.cells]
        flags = [flag for page in document.pages for flag in page.flags]
        told = any(flag.kind == "table" for flag in flags)
        return max(tables, key=lambda rows: sum(map(len, rows)), default=[]), len(flags), told

    return read


def rows_of(cells: Sequence[Cell]) -> Rows:
    """Cells row by row."""
    return _expanded({(one.row, one.column): (_closed(one.text), one.column_span, one.row_span) for one in cells})


def plumbed(strategy: str) -> Callable[[Task], Rows]:
    """Tables as pdfplumber extracts them by one of its strategies, page under page."""
    settings = {"vertical_strategy": strategy, "horizontal_strategy": strategy}

    def read(task: Task) -> Rows:
        with pdfplumber.open(task.path) as pdf:
            tables = [
                max(found, key=lambda table: sum(map(len, table)))
                for page in pdf.pages
                if (found := page.extract_tables(settings))
            ]
        return [[Place(_closed(text or "")) for text in row] for table in tables for row in table]

    return read


def peer(python: Path) -> Callable[[Task], Rows]:
    """Tables as img2table extracts them, which repeats a cell in every place it covers."""

    def read(task: Task) -> Rows:
        places = task.scans or (task.path,)
        done = subprocess.run([python, "-I", "-c", PEER, *places], capture_output=True, text=True, check=False)
        answer = done.stdout.strip().splitlines()[-1:] or [""]
        rows: Rows = []
        above: list[list[float]] = []
        for row in json.loads(answer[0]) if answer[0].startswith("[") else []:
            boxes = [box for _, box in row]
            first = [(text, box) for at, (text, box) in enumerate(row) if box not in boxes[:at]]
            rows.append([Place("" if box in above else _closed(text), boxes.count(box)) for text, box in first])
            above = boxes
        return rows

    return read


def _closed(text: str) -> str:
    return "".join(text.split()).replace("–", "-")


# --- scores ---------------------------------------------------------------------------------------------------------


def right_cells(right: Rows, read: Rows) -> int:
    """Cells read right, at most, where rows are aligned in order."""
    return -round(_aligned([[-float(_hits(a, b)) for b in read] for a in right], 0.0, 0.0, len(right), len(read)))


def _hits(right: Sequence[Place], read: Sequence[Place]) -> int:
    """Cells of a row that stand in their place."""
    return sum(a.text == b.text and a.columns == b.columns for a, b in zip(right, read, strict=False))


def in_place(right: Rows, read: Rows) -> bool:
    """Whether every text stands in its row and column, some letters of it misread or not, and nothing stands beside."""
    return len(right) == len(read) and all(
        len(a) == len(b) and all(map(_is_in_place, a, b)) for a, b in zip(right, read, strict=True)
    )


def _is_in_place(right: Place, read: Place) -> bool:
    few = max(len(right.text), len(read.text)) <= 1
    return right.columns == read.columns and (few or _cell_distance(right, read) <= ALIKE)


def similarity(right: Rows, read: Rows) -> float:
    """TEDS-like: 1 where both are the same, 0 where nothing was read."""
    costs = [[_row_distance(a, b) for b in read] for a in right]
    lost, more = [1.0 + len(row) for row in right], [1.0 + len(row) for row in read]
    distance = _aligned(costs, lost, more, len(right), len(read))
    return 1 - distance / max(1 + sum(lost), 1 + sum(more))


def _row_distance(right: Sequence[Place], read: Sequence[Place]) -> float:
    costs = [[_cell_distance(a, b) for b in read] for a in right]
    return _aligned(costs, 1.0, 1.0, len(right), len(read))


def _cell_distance(right: Place, read: Place) -> float:
    if right.columns != read.columns:
        return 1.0
    return Levenshtein.normalized_distance(right.text, read.text)


def _aligned(
    costs: Sequence[Sequence[float]],
    lost: float | Sequence[float],
    more: float | Sequence[float],
    count: int,
    other: int,
) -> float:
    """The least that it costs to make one sequence of another, their items in order."""
    gone = [lost] * count if isinstance(lost, float) else lost
    new = [more] * other if isinstance(more, float) else more
    above = [sum(new[:at]) for at in range(other + 1)]
    for row in range(count):
        here = [above[0] + gone[row]]
        for column in range(other):
            least = min(above[column] + costs[row][column], above[column + 1] + gone[row], here[column] + new[column])
            here.append(least)
        above = here
    return above[other]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="*")
    parser.add_argument("--img2table", type=Path, help="a Python that has img2table, which is installed apart")
    parser.add_argument("--alone", action="store_true", help="leave pdfplumber out")
    parser.add_argument("--show", action="store_true", help="print the rows that are wrong")
    parser.add_argument("--keep", type=Path, help="leave the files there")
    chosen = parser.parse_args()
    read, scores = ours(), defaultdict[str, Score](Score)
    peers = {} if chosen.alone else {f"plumber {name}": plumbed(name) for name in ("lines", "text")}
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for task in tasks(chosen.seed, folder, chosen.only):
            sort = task.name.partition("-")[0]
            found, flags, told = read(task)
            score = scores[f"{sort}: ours"]
            torn = score.tell(task, found, told=told)
            said = [f"{task.name}: ours {score.add(task.right, found)}, {flags} flags{torn}"]
            others = {} if task.scans else dict(peers)
            if chosen.img2table:
                others["img2table"] = peer(chosen.img2table)
            for name, reader in others.items():
                said.append(f"{name} {scores[f'{sort}: {name}'].add(task.right, reader(task))}")
            print("; ".join(said), flush=True)
            if chosen.show:
                show(task.right, found)
    for name, score in sorted(scores.items()):
        teds = sum(score.teds) / len(score.teds)
        print(f"{name:24} cells {score.right}/{score.cells} = {100 * score.right / score.cells:.1f} %  TEDS {teds:.3f}")
        if name.endswith("ours"):
            print(f"    torn {len(score.wrong)}: {' '.join(score.wrong)}; silently {len(score.silent)}")


def show(right: Rows, read: Rows) -> None:
    """Print the rows that are nowhere read as they are."""
    for row in right:
        best = max(read, key=lambda other: _hits(row, other), default=[])
        if _hits(row, best) < len(row):
            print("   ", [place.text for place in row], "|", [place.text for place in best], file=sys.stdout)


if __name__ == "__main__":
    main()
