from __future__ import annotations

from converters.ocr.layout.columns import reading_order
from converters.ocr.layout.fragments import Fragment
from converters.reading.boxes import Box

HEIGHT = 10.0


def piece(left: int, top: int, right: int, letters: int = 12) -> Fragment:
    return Fragment(Box(left, top - 3, right, top + 13), top, top + 10, (), letters)


def read(page: list[Fragment]) -> list[Fragment]:
    return [line for block in reading_order(page, HEIGHT) for line in block.lines]


def test_recipients_beside_a_signer_are_read_first_though_one_row_only_is_level() -> None:
    body = [piece(40, y, 760, 60) for y in range(40, 240, 25)]
    recipients = [piece(40, y, 220) for y in (300, 330, 352, 374, 396)]
    signer = [piece(460, 274, 640), piece(430, 300, 680), piece(440, 460, 660)]
    assert read([*signer, *recipients, *body]) == [*body, *recipients, *signer]


def test_a_number_beside_a_date_stays_over_the_title() -> None:
    number, date, title = piece(60, 40, 240), piece(420, 40, 760), piece(300, 90, 520)
    body = [piece(40, y, 760, 60) for y in range(130, 330, 25)]
    assert read([*body, title, date, number]) == [number, date, title, *body]
