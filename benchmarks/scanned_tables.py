"""Scanned tables drawn here, and how many of their cells are read right: ours, img2table, plain tesseract.

    python benchmarks/scanned_tables.py [--count 32] [--seed N] [--engine tesserocr] [--img2table PYTHON] [--show]

Tables with rules, with rules across only, and without; 200 and 300 dpi, black-and-white or grey, leaning up to 1°; with
row numbers, amounts, cells of several lines and a heading. A cell is right when it stands in its row and column with
exactly its text (white space aside). For plain tesseract, which knows no cells, a cell counts as right when its text
stands in what was read at all. Everything is invented. Row numbers are also counted by themselves.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import as_in_workers  # noqa: F401  before NumPy
import cv2
import numpy as np
import poster_words as words
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from posters import normal, plain_tesseract

from converters.ocr.engines.opening import open_engine
from converters.ocr.options import OcrOptions
from converters.ocr.pipeline import read_page_image
from converters.reading.document import BlockKind, Page
from examples.typeset.fonts import face

PEER = """
import json, sys
from img2table.document import Image
from img2table.ocr import TesseractOCR
reader = TesseractOCR(n_threads=1, lang="vie")
found = Image(sys.argv[1]).extract_tables(ocr=reader, borderless_tables=True, min_confidence=1)
print(json.dumps([[[cell.value or "" for cell in row] for row in table.content.values()] for table in found]))
"""
PLACES = (
    "An Phú", "Bắc Lộc", "Cẩm Đình", "Đông Sơn", "Gia Mỹ", "Hương Khê", "Kim Bảng", "Lệ Thủy", "Mỹ Đức", "Nghĩa Hưng",
    "Phước Long", "Quảng Lợi", "Rạch Gầm", "Sơn Tịnh", "Tân Lộc", "Ưng Hòa", "Vĩnh Thuận", "Xuân Trường", "Yên Định",
)  # fmt: skip
TASKS = (
    "Đăng ký lại khai sinh", "Cấp bản sao trích lục hộ tịch", "Thẩm định hồ sơ cấp phép xây dựng nhà ở riêng lẻ",
    "Chứng thực chữ ký", "Sao y bản chính", "Đăng ký biện pháp bảo đảm", "Cấp giấy xác nhận tình trạng hôn nhân",
    "Xác nhận thông tin về cư trú", "Cấp đổi thẻ căn cước", "Đăng ký tạm trú", "Thay đổi, cải chính hộ tịch",
    "Công chứng hợp đồng chuyển nhượng quyền sử dụng đất", "Giám định tư pháp", "Khai tử đúng hạn",
)  # fmt: skip
NOTES = ("Theo Điều {n}", "Miễn cho hộ nghèo", "", "", "Không áp dụng với trẻ em dưới 6 tuổi", "Nộp một lần")


@dataclass(frozen=True, slots=True)
class Table:
    """A drawn table: its rows of cells, and the page."""

    rows: list[list[str]]
    image: Image.Image
    kind: str


@dataclass(slots=True)
class Score:
    """Cells of one reader."""

    count: Counter[str] = field(default_factory=Counter)


def drawn(seed: str) -> Table:
    """One page with a title and a table."""
    chance = random.Random(seed)  # noqa: S311
    dpi = chance.choice((200, 300))
    kind = chance.choice(("ruled", "ruled", "ruled", "across", "none"))
    rows, shares = _content(chance)
    width, height = round(8.27 * dpi), round(11.69 * dpi)
    image = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(image)
    size = round(chance.uniform(11, 13.5) / 72 * dpi)
    family = chance.choice(("serif", "serif", "sans", "narrow"))
    plain, bold = face(family, size), face(family, size, bold=True)
    left, right = round(0.9 * dpi), width - round(0.7 * dpi)
    title = chance.choice(("BIỂU MỨC THU PHÍ, LỆ PHÍ", "PHỤ LỤC DANH SÁCH ĐỊA PHƯƠNG", "BẢNG TỔNG HỢP"))
    pen.text(((left + right) / 2, 0.7 * dpi), title, font=bold, fill=0, anchor="mm")
    edges = [left + round((right - left) * sum(shares[:index]) / sum(shares)) for index in range(len(shares) + 1)]
    top, used = round(1.1 * dpi), []
    room, step = round(0.35 * size), round(1.25 * size)
    lines: list[int] = []
    for number, row in enumerate(rows):
        font = bold if number == 0 else plain
        cells = [_wrapped(text, font, edges[i + 1] - edges[i] - 2 * room) for i, text in enumerate(row)]
        tall = step * max(map(len, cells)) + 2 * room
        if top + tall > height - dpi:
            break
        lines.append(top)
        for index, cell in enumerate(cells):
            down = top + room + (0 if kind == "none" else (tall - 2 * room - step * len(cell)) // 2)
            for line in cell:
                centred = index == 0 or number == 0
                x = (edges[index] + edges[index + 1]) / 2 if centred else edges[index] + room
                pen.text((x, down), line, font=font, fill=0, anchor="ma" if centred else "la")
                down += step
        used.append(row)
        top += tall
    _rule(pen, kind, edges, [*lines, top], max(1, round(chance.uniform(0.4, 1.0) / 72 * dpi)))
    return Table(used, scanned(image, chance), kind)


def _content(chance: random.Random) -> tuple[list[list[str]], list[float]]:
    def amount() -> str:
        return f"{chance.randint(5, 900) * 1000:,}".replace(",", ".") + chance.choice((" đồng", "", "đ"))

    if chance.random() < 0.45:
        head, shares = ["STT", "Tên địa phương", "Ký hiệu"], [1.0, 3.6, 3.4]
        rows = [
            [str(n), place, ", ".join(str(chance.randint(11, 99)) for _ in range(chance.randint(1, 3)))]
            for n, place in enumerate(chance.sample(PLACES, chance.randint(9, 19)), 1)
        ]
        return [head, *rows], shares
    head, shares = ["TT", "Nội dung công việc", "Mức thu", "Ghi chú"], [0.8, 4.2, 2.0, 2.6]
    rows = [
        [str(n), task, amount(), words.filled(chance.choice(NOTES), chance)]
        for n, task in enumerate(chance.sample(TASKS, chance.randint(6, 14)), 1)
    ]
    return [head, *rows], shares


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def _rule(pen: ImageDraw.ImageDraw, kind: str, edges: Sequence[int], lines: Sequence[int], thick: int) -> None:
    if kind == "none":
        return
    for row in lines:
        pen.line((edges[0], row, edges[-1], row), fill=0, width=thick)
    if kind == "ruled":
        for column in edges:
            pen.line((column, lines[0], column, lines[-1]), fill=0, width=thick)


def scanned(
    image: Image.Image,
    chance: random.Random,
    *,
    lean: float | None = None,
    specks: int = 0,
    plain: bool | None = None,
) -> Image.Image:
    """Leaning, a little soft, grey or black-and-white, with some dust.

    Args:
        image: As drawn.
        chance: Decides what is not given.
        lean: Degrees.
        specks: How many dots there are on the page.
        plain: Whether it is black-and-white.
    """
    lean = chance.choice((0.0, 0.3, -0.35, 0.5, -0.7, 1.0)) if lean is None else lean
    turned = image.rotate(lean, Image.Resampling.BICUBIC, fillcolor=255)
    soft: NDArray[np.uint8] = cv2.GaussianBlur(np.asarray(turned), (0, 0), chance.uniform(0.3, 0.8)).astype(np.uint8)
    noise = np.random.default_rng(chance.randrange(2**32))
    grainy = soft + noise.normal(0, chance.uniform(1, 6), soft.shape)
    if chance.random() < 0.6 if plain is None else plain:
        grainy = np.where(grainy > chance.choice((110, 128, 150)), 255, 0)
    made = np.clip(grainy, 0, 255).astype(np.uint8)
    for _ in range(specks):
        _speck(made, chance)
    return Image.fromarray(made)


def _speck(page: NDArray[np.uint8], chance: random.Random) -> None:
    """A dot of toner or dust, of one to four pixels, anywhere."""
    wide, tall = (1 + int(chance.random() ** 2 * 4) for _ in range(2))
    left, top = chance.randrange(page.shape[1]), chance.randrange(page.shape[0])
    page[top : top + tall, left : left + wide] = chance.choice((0, 40, 90))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=32)
    parser.add_argument("--seed", type=int, default=20260701)
    parser.add_argument("--engine", default="pytesseract")
    parser.add_argument("--img2table", type=Path, help="a Python that has img2table, which is installed apart")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    engine = open_engine(arguments.engine)
    options = OcrOptions(engine=arguments.engine)
    scores: dict[str, Score] = {}
    with tempfile.TemporaryDirectory() as place:
        for number in range(arguments.count):
            table = drawn(f"{arguments.seed}/{number}")
            path = (arguments.keep or Path(place)) / f"table_{number:03}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            table.image.save(path)
            image = np.asarray(table.image.convert("RGB"))
            page = read_page_image(image, number=1, dpi=None, options=options, engine=engine)
            readings = {"ours": grids(page), "tesseract": plain_tesseract(path)}
            if arguments.img2table:
                readings["img2table"] = peer(arguments.img2table, path)
            for name, read in readings.items():
                for key in (name, f"{name}, {table.kind}"):
                    judge(
                        table, read, scores.setdefault(key, Score()), number if arguments.show and key == "ours" else -1
                    )
            n = scores["ours"].count
            n["flags"] += len(page.flags)
            n["as text"] += not any(block.kind is BlockKind.TABLE for block in page.blocks)
    for name, score in sorted(scores.items()):
        n = score.count
        print(
            f"{name:20} cells right {n['right']}/{n['cells']} = {100 * n['right'] / n['cells']:.1f} %"
            f"  row numbers {n['numbers']}/{n['rows']}  rows whole {n['whole']}/{n['rows']}"
        )
    n = scores["ours"].count
    print(f"tables left as text: {n['as text']} of {arguments.count}; flags {n['flags'] / arguments.count:.1f} a page")


def grids(page: Page) -> list[list[list[str]]]:
    """The tables of a page as rows of texts."""
    found = []
    for block in page.blocks:
        if block.cells:
            rows = [["" for _ in range(1 + max(cell.column for cell in block.cells))]
                    for _ in range(1 + max(cell.row for cell in block.cells))]  # fmt: skip
            for cell in block.cells:
                rows[cell.row][cell.column] = " ".join(line.text for line in cell.lines)
            found.append(rows)
    return found


def peer(python: Path, image: Path) -> list[list[list[str]]]:
    done = subprocess.run([python, "-I", "-c", PEER, image], capture_output=True, text=True, check=False)
    answer = done.stdout.strip().splitlines()[-1:] or [""]
    return json.loads(answer[0]) if answer[0].startswith("[") else []  # type: ignore[no-any-return]


def judge(table: Table, read: list[list[list[str]]] | str, score: Score, show: int) -> None:
    """Count the cells that are right."""
    n = score.count
    grid = [row for rows in read for row in rows] if isinstance(read, list) else []
    text = _closed(read) if isinstance(read, str) else ""
    for number, row in enumerate(table.rows):
        own = [_closed(cell) for cell in row]
        shown = _row_of(own, grid, number)
        right = [
            (cell in text) if text else (index < len(shown) and shown[index] == cell) for index, cell in enumerate(own)
        ]
        n["cells"] += len(own)
        n["right"] += sum(right)
        n["rows"] += 1
        n["numbers"] += right[0]
        n["whole"] += all(right)
        if show >= 0 and not all(right):
            print(show, table.kind, own, "|", shown, file=sys.stdout)


def _closed(text: str) -> str:
    """A text without its white space."""
    return "".join(normal(text).split())


def _row_of(own: Sequence[str], grid: Sequence[Sequence[str]], number: int) -> list[str]:
    """The read row that has most cells of a drawn one, near its place."""
    rows = [[_closed(cell) for cell in row] for row in grid[max(0, number - 2) : number + 3]]
    return max(rows, key=lambda row: sum(a == b for a, b in zip(row, own, strict=False)), default=[])


if __name__ == "__main__":
    main()
