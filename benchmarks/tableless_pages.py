"""Pages typeset here on which things stand side by side that are no tables."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from typesetting import ACTS, HEIGHT, MARGIN, PROSE, WIDTH, Pages, Sheet, width_of, wrapped


def other_pages(folder: Path, seed: int) -> Iterator[Sheet]:
    """One of each kind, written into a folder."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    for name, draw in (
        ("columns-2", lambda pages: _prose_columns(pages, 2, chance)),
        ("columns-3", lambda pages: _prose_columns(pages, 3, chance)),
        ("list", _list_page),
        ("letter", _letter),
        ("contents", _contents),
        ("prose", lambda pages: _paragraph(pages, MARGIN, HEIGHT - 80, WIDTH - 2 * MARGIN, 30)),
        ("questions", _questions),
    ):
        pages = Pages()
        pages.new()
        draw(pages)
        pages.save(folder / f"{name}.pdf")
        yield Sheet(name, folder / f"{name}.pdf")


def _paragraph(pages: Pages, x: float, y: float, room: float, lines: int) -> None:
    text = PROSE * 8
    for index, line in enumerate(wrapped(text, room, 11)[:lines]):
        pages.text(x, y - 14 * index, line, 11)


def _prose_columns(pages: Pages, number: int, chance: random.Random) -> None:
    room = (WIDTH - 2 * MARGIN) / number
    for column in range(number):
        x = MARGIN + column * room
        pages.text(x, HEIGHT - 80, f"{column + 1}. Quyền của người dân", 11, bold=True)
        _paragraph(pages, x, HEIGHT - 100, room - 14, chance.randint(24, 40))


def _list_page(pages: Pages) -> None:
    y = HEIGHT - 80
    for number in range(1, 15):
        pages.text(MARGIN, y, f"{number}.", 12)
        for line in wrapped(ACTS[number % len(ACTS)] + ", " + PROSE[:90], WIDTH - 2 * MARGIN - 40, 12):
            pages.text(MARGIN + 30, y, line, 12)
            y -= 15


def _letter(pages: Pages) -> None:
    for x, lines in (
        (80, ("UBND XÃ BÌNH AN", "TỔ HÒA GIẢI", "Số: 15/BC-THG")),
        (
            300,
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Bình An, ngày 03 tháng 4 năm 2026"),
        ),
    ):
        for index, line in enumerate(lines):
            pages.text(x, HEIGHT - 70 - 17 * index, line, 11, bold=index < 2)
    pages.rule(90, HEIGHT - 92, 150, HEIGHT - 92)
    pages.rule(340, HEIGHT - 92, 470, HEIGHT - 92)
    _paragraph(pages, MARGIN, HEIGHT - 150, WIDTH - 2 * MARGIN, 16)
    for x, lines in (
        (MARGIN, ("Nơi nhận:", "- Như trên;", "- Tổ dân phố số 5;", "- Lưu: VT.")),
        (350, ("TM. TỔ HÒA GIẢI", "TỔ TRƯỞNG", "", "Lê Văn Ví Dụ")),
    ):
        for index, line in enumerate(lines):
            pages.text(x, 300 - 16 * index, line or " ", 11, bold=x > 300)


def _contents(pages: Pages) -> None:
    for number in range(1, 20):
        y = HEIGHT - 80 - 18 * number
        title = f"Điều {number}. {ACTS[number % len(ACTS)]}"[:60]
        pages.text(MARGIN, y, title, 12)
        dots = "." * int((WIDTH - 2 * MARGIN - 40 - width_of(title, 12)) / width_of(".", 12))
        pages.text(MARGIN + width_of(title, 12) + 4, y, dots, 12)
        pages.text(WIDTH - MARGIN - 20, y, str(number + 2), 12)


def _questions(pages: Pages) -> None:
    y = HEIGHT - 80
    for number in range(1, 8):
        pages.text(MARGIN, y, f"Câu {number}: Ai phải chịu trách nhiệm?", 12, bold=True)
        for place, letter in enumerate("ABCD"):
            x = MARGIN + 20 + (place % 2) * 230
            pages.text(x, y - 18 - 18 * (place // 2), f"{letter}. {ACTS[(number + place) % len(ACTS)]}"[:32], 12)
        y -= 66
