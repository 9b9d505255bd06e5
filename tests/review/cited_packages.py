"""A leaflet that cites acts: a drawn page, read word by word at its places, as recognition would give it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from converters.conversion import ConversionOptions, Converted, convert_source
from converters.derivatives.drawing.fonts import find_family, font_folders
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from converters.reading.options import ReadingOptions
from validators.citations.register import Register

DAY = dt.date(2026, 11, 29)
FINE = "Theo điểm a khoản 2 Điều 5 Nghị định số 12/2020/NĐ-CP, vượt đèn đỏ bị phạt tiền."
RIGHT = "Người dân có quyền theo Điều 7 Luật Mẫu mực số 45/2019/QH14 của Quốc hội."
CLAUSE = "Việc nộp hồ sơ theo khoản 3 Điều 9 Nghị định số 13/2021/NĐ-CP được miễn phí."
MISSED = "Xem thêm Đ.4 của bản quy định kèm theo để biết cách làm."
LINES = ("Hỏi đáp về an toàn trong làng xóm", FINE, RIGHT, CLAUSE, MISSED)
_SIZE, _STEP, _LEFT = (1800, 700), 100, 80  # pixels of the page, from line to line, of its margin
_FONT = 36  # pixels


def picture(folder: Path, lines: Sequence[str] = LINES, name: str = "to-gap.png") -> Path:
    """The page as it is scanned."""
    path = folder / name
    page = Image.new("RGB", _SIZE, "white")
    for at, line in enumerate(lines):
        ImageDraw.Draw(page).text((_LEFT, _STEP * (at + 1)), line, font=_font(), fill="black")
    page.save(path, dpi=(200, 200))
    return path


def read(lines: Sequence[str] = LINES) -> Page:
    """The page as it is read."""
    blocks = [_block(line, _STEP * (at + 1), heading=at == 0) for at, line in enumerate(lines)]
    return Page(1, *_SIZE, 200.0, tuple(blocks), Method.OCR)


def package_of(folder: Path, lines: Sequence[str] = LINES, *, again: bool = False) -> Converted:
    """The package of the page; read with other words, `again` makes it anew as `convert --again` does."""
    source = folder / "to-gap.png"
    if not source.exists():
        picture(folder)

    def pages(source: Path, numbers: object) -> Iterator[Page]:
        del source, numbers
        yield read(lines)

    options = ConversionOptions(folder / "goi", again, DAY, "pbgdpl-cli 0", ReadingOptions())
    return convert_source(source, "to-gap.png", options, pages)


def register_of(folder: Path) -> Path:
    """The office's register: two of the acts, one with the words of a clause and its points."""
    acts = [
        {
            "number": "12/2020/NĐ-CP", "type": "nghi-dinh", "title": "Về việc mẫu", "date": "2020-02-01",
            "events": [
                {"kind": "in-force", "date": "2020-03-01"},
                {"kind": "expired", "date": "2026-01-01", "by": "99/2025/NĐ-CP"},
            ],
            "texts": [
                {"place": "Điều 5", "text": "Điều 5. Xử phạt người đi bộ"},
                {"place": "khoản 2 Điều 5", "text": "2. Phạt tiền đối với một trong các hành vi sau:"},
                {"place": "điểm a khoản 2 Điều 5", "text": "a) Không chấp hành tín hiệu đèn;"},
                {"place": "điểm b khoản 2 Điều 5", "text": "b) Đi không đúng phần đường;"},
            ],
        },
        {"number": "31/2024/QH15", "type": "luat", "title": "Đất đai", "date": "2024-01-18"},
    ]  # fmt: skip
    (folder / "so.json").write_text(json.dumps({"acts": acts}), "utf-8")
    made = Register.create(folder / "so.sqlite")
    made.import_file(folder / "so.json")
    made.close()
    return folder / "so.sqlite"


@cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(find_family(font_folders()).regular), _FONT)


def _block(line: str, top: int, *, heading: bool) -> Block:
    words, left = [], float(_LEFT)
    for text in line.split():
        right = left + _font().getlength(text)
        words.append(Word(text, Box(round(left), top, round(right), top + _FONT + 8)))
        left = right + _font().getlength(" ")
    box = Box(_LEFT, top, round(left), top + _FONT + 8)
    return Block(BlockKind.HEADING if heading else BlockKind.PARAGRAPH, (Line(tuple(words), box),), box)
