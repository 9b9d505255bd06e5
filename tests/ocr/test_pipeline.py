"""A page read from end to end with an engine that knows what was drawn: the rooms of the reading fit together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
import pytest
from drawn_pages import blank, letter_rows

from converters.ocr.engines.protocol import Mode, ReadWord
from converters.ocr.options import OcrOptions, Switches
from converters.ocr.pipeline import read_page_image
from converters.reading.boxes import Box
from converters.reading.document import BlockKind, Page

ROWS = 6
TEXTS = (
    "Điều 1. Phạm vi điều chỉnh của Luật này",
    "1. Luật này quy định quyền của công dân.",
    "2. Nhà nước bảo đảm các quyền đó.",
    "Điều 2. Đối tượng áp dụng Luật này",
    "1. Cơ quan nhà nước và công chức.",
    "2. Tổ chức và cá nhân có liên quan.",
)
SCRAWL = "ÉÀ ˆgxz k¿"
ALONE = OcrOptions(after_reading=False, second_reading=False, switches=Switches(calibration=False))


@dataclass
class Slate:
    """Reads a text into every crop, words of equal width; remembers what it was asked."""

    texts: Sequence[str]
    confidence: float = 0.96
    doubtful: frozenset[str] = frozenset()
    calls: list[int] = field(default_factory=list)
    name: str = "slate"
    version: str = "1"

    def read(
        self, crops: Sequence[np.ndarray], *, mode: Mode = Mode.LINE, timeout: float = 120.0, alternatives: bool = True
    ) -> list[tuple[ReadWord, ...]]:
        self.calls.append(len(crops))
        return [tuple(self._words(text, crop)) for text, crop in zip(self.texts, crops, strict=False)] + [()] * (
            len(crops) - len(self.texts)
        )

    def _words(self, text: str, crop: np.ndarray) -> list[ReadWord]:
        words = text.split()
        inside = Box(16, 16, crop.shape[1] - 16, crop.shape[0] - 16)
        return [
            ReadWord(word, box, 0.35 if word in self.doubtful else self.confidence)
            for word, box in zip(words, inside.divided([1] * len(words)), strict=True)
        ]


def colour(grey: np.ndarray) -> np.ndarray:
    return np.repeat(grey[..., None], 3, axis=2)


def drawn(rows: int = ROWS, *, size: int = 24) -> np.ndarray:
    return colour(letter_rows(blank(900, 560), 60, 80, 840, rows, size=size, pitch=72))


def read(image: np.ndarray, engine: Slate, options: OcrOptions = ALONE) -> Page:
    return read_page_image(image, number=4, dpi=200.0, options=options, engine=engine)


@pytest.mark.real
def test_words_come_back_to_where_their_line_was_drawn() -> None:
    engine = Slate(TEXTS)
    page = read(drawn(), engine)
    assert (page.number, page.width, page.height, page.dpi) == (4, 900, 560, 200.0)
    lines = [line for block in page.flow for line in block.lines]
    assert [line.text for line in lines] == list(TEXTS)
    for row, line in enumerate(lines):
        assert line.box is not None
        assert abs(line.box.top - (80 + 72 * row)) < 14
        assert abs(line.box.left - 60) < 6
        assert all(word.box and line.box.contains(word.box) for word in line.words)
        assert [word.box.left for word in line.words if word.box] == sorted(word.box.left for word in line.words)  # type: ignore[union-attr]


@pytest.mark.real
def test_paragraphs_are_told_by_what_was_read() -> None:
    page = read(drawn(), Slate(TEXTS))
    assert [(block.kind, block.marker) for block in page.flow] == [
        (BlockKind.HEADING, None),
        (BlockKind.LIST_ITEM, "1."),
        (BlockKind.LIST_ITEM, "2."),
        (BlockKind.HEADING, None),
        (BlockKind.LIST_ITEM, "1."),
        (BlockKind.LIST_ITEM, "2."),
    ]
    for block in page.flow:
        assert block.box == Box.around_known(line.box for line in block.lines)


@pytest.mark.real
def test_the_engine_is_asked_once_a_page() -> None:
    engine = Slate(TEXTS)
    read(drawn(), engine)
    assert engine.calls == [ROWS]


@pytest.mark.parametrize("image", [colour(blank(600, 400)), colour(blank(12, 300)), colour(blank(300, 15))])
def test_pages_without_letters_need_no_engine(image: np.ndarray) -> None:
    engine = Slate(TEXTS)
    page = read(image, engine)
    assert page.blocks == ()
    assert engine.calls == []


@pytest.mark.real
def test_what_cannot_be_vietnamese_is_kept_apart_as_handwriting() -> None:
    page = read(drawn(), Slate((SCRAWL, *TEXTS[1:]), doubtful=frozenset(SCRAWL.split())))
    (apart,) = [block for block in page.blocks if block.kind is BlockKind.HANDWRITING]
    assert apart.text == SCRAWL
    assert "gxz" not in page.text


@pytest.mark.real
def test_with_the_step_left_out_it_stays_in_the_text() -> None:
    options = OcrOptions(
        after_reading=False, second_reading=False, switches=Switches(calibration=False, non_text=False, marks=False)
    )
    page = read(drawn(), Slate((SCRAWL, *TEXTS[1:]), doubtful=frozenset(SCRAWL.split())), options)
    assert SCRAWL in page.text


@pytest.mark.real
def test_a_page_number_stands_at_the_foot() -> None:
    image = drawn(4)
    image[520:540, 440:450] = 0
    image[520:540, 456:466] = 0
    page = read(image, Slate((*TEXTS[:4], "12")))
    assert page.flow[-1].kind is BlockKind.PAGE_NUMBER
    assert page.flow[-1].text == "12"


@pytest.mark.real
def test_a_bullet_is_told_by_its_shape_not_by_the_engine() -> None:
    image = drawn(3)
    cv2.circle(image, (24, 80 + 72 + 14), 7, (0, 0, 0), -1)
    page = read(image, Slate(TEXTS))
    (item,) = [word for block in page.flow for word in block.words if word.text == "•"]
    assert item.box is not None
    assert item.box.holds(24, 80 + 72 + 14)


@pytest.mark.real
def test_cells_of_a_ruled_table_are_read_cell_by_cell() -> None:
    page = colour(blank(900, 500))
    for y in (60, 200, 340):
        cv2.line(page, (60, y), (840, y), (0, 0, 0), 3)
    for x in (60, 450, 840):
        cv2.line(page, (x, 60), (x, 340), (0, 0, 0), 3)
    grey = page[..., 0].copy()
    for x in (100, 490):
        for y in (110, 250):
            grey = letter_rows(grey, x, y, x + 300, 1, size=24)
    read_page = read(colour(grey), Slate(("Hành vi", "Mức phạt", "Đốt pháo", "Năm triệu đồng")))
    (table,) = [block for block in read_page.flow if block.kind is BlockKind.TABLE]
    assert [(cell.row, cell.column, cell.text) for cell in table.cells] == [
        (0, 0, "Hành vi"), (0, 1, "Mức phạt"), (1, 0, "Đốt pháo"), (1, 1, "Năm triệu đồng"),
    ]  # fmt: skip
    assert all(cell.header == (cell.row == 0) for cell in table.cells)


@pytest.mark.real
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_boxes_are_in_pixels_of_the_image_as_stored(turns: int) -> None:
    upright = drawn()
    page = read(np.ascontiguousarray(np.rot90(upright, -turns)), Slate(TEXTS))
    assert page.rotation == 90 * turns
    first = page.flow[0].lines[0].box
    assert first is not None
    back = first.turned(turns, page.width or 0, page.height or 0)
    assert abs(back.left - 60) < 8
    assert abs(back.top - 80) < 16


@pytest.mark.real
def test_a_hardly_readable_page_is_told_as_a_whole() -> None:
    page = read(drawn(), Slate(tuple("gxz kqh brw" for _ in TEXTS), confidence=0.3))
    assert page.flow == ()
    assert [flag.kind for flag in page.flags] == ["page"]
    assert page.flags[0].box == (0, 0, 900, 560)
