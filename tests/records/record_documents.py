"""Documents made of text, for tests of records."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Cell, Document, Flag, Line, Method, Page, Word
from converters.records.build import Draft, build_record

TODAY = dt.date(2026, 11, 22)


def line(text: str, top: int = 0, *, confidence: float | None = None, boxes: bool = False) -> Line:
    words, left = [], 100
    for piece in text.split():
        box = Box(left, top, left + 10 * len(piece), top + 20) if boxes else None
        words.append(Word(piece, box, confidence))
        left += 10 * len(piece) + 10
    around = Box(100, top, left, top + 20) if boxes else None
    return Line(tuple(words), around)


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, *, boxes: bool = False, top: int = 0) -> Block:
    lines = tuple(line(part, top + 30 * number, boxes=boxes) for number, part in enumerate(text.splitlines()))
    box = Box(100, top, 1500, top + 30 * len(lines)) if boxes else None
    return Block(kind, lines, box)


def page(*blocks: Block | str, number: int = 1, flags: tuple[Flag, ...] = ()) -> Page:
    made = tuple(one if isinstance(one, Block) else block(one) for one in blocks)
    return Page(number, None, None, None, made, Method.PLAIN, flags=flags)


def table(rows: list[list[str]], *, header: bool = True) -> Block:
    cells = tuple(
        Cell(row, column, tuple(line(part) for part in text.splitlines()), header=header and row == 0)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    lines = tuple(line(" ".join(texts)) for texts in rows)
    return Block(BlockKind.TABLE, lines, cells=cells)


def document(
    *pages: Page, name: str = "tai-lieu.txt", media_type: str = "text/plain", title: str | None = None
) -> Document:
    digest = hashlib.sha256("\f".join(one.text for one in pages).encode()).hexdigest()
    return Document(Path(name), media_type, digest, pages, title)


def draft(text: str, **options: str) -> Draft:
    """The draft of a text whose lines are paragraphs; a form feed begins a page."""
    pages = [
        page(*(part for part in body.splitlines() if part.strip()), number=number)
        for number, body in enumerate(text.split("\f"), start=1)
    ]
    return build_record(document(*pages, **options), today=TODAY)


DECISION = """ỦY BAN NHÂN DÂN
TỈNH HƯNG YÊN
Số: 12/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hưng Yên, ngày 05 tháng 02 năm 2026
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch phổ biến, giáo dục pháp luật năm 2026
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN
Căn cứ Luật Phổ biến, giáo dục pháp luật số 14/2012/QH13;
Căn cứ Quyết định số 14/2019/QĐ-TTg ngày 13 tháng 3 năm 2019 của Thủ tướng Chính phủ về xây dựng tủ sách;
Theo đề nghị của Giám đốc Sở Tư pháp.
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phổ biến, giáo dục pháp luật năm 2026.
Điều 2. Tổ chức thực hiện
1. Sở Tư pháp có trách nhiệm:
a) Hướng dẫn các xã, phường;
b) Tổng hợp kết quả;
c) Kiểm tra;
d) Đánh giá;
đ) Báo cáo trước ngày 15 tháng 12 năm 2026.
2. Ủy ban nhân dân cấp xã thực hiện khoản 1 Điều này và khoản 2 Điều 7 Luật Hộ tịch số 60/2014/QH13.
Điều 3. Quyết định này có hiệu lực kể từ ngày ký./.
Nơi nhận:
- Như Điều 3;
- Lưu: VT, NC.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn Mẫu
"""
