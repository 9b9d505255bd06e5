"""A signed page with real tesseract: its seal, signature, stamps and handwritten numbers, in ALTO and in --json too."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import cv2
import numpy as np
import pytest
from drawn_pages import Placed, font, text_page
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from converters.ocr.options import OcrOptions
from converters.ocr.pipeline import read_page_image
from converters.reading.boxes import Box
from converters.reading.document import ASIDE, BlockKind, Page

pytestmark = pytest.mark.real

Rgb = NDArray[np.uint8]
BLANKS: Placed = [
    ("Số:              /QĐ-UBND", (120, 80)),
    ("An Phú, ngày           tháng         năm 2025", (820, 80)),
]
BODY: Placed = [
    ("Điều 1. Ban hành kèm theo Quyết định này kế hoạch phổ biến pháp luật.", (120, 240)),
    ("Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.", (120, 310)),
    ("Điều 3. Các cơ quan, đơn vị chịu trách nhiệm thi hành.", (120, 380)),
]
SIGNED: Placed = [("KT. CHỦ TỊCH", (1130, 560)), ("PHÓ CHỦ TỊCH", (1130, 620)), ("Nguyễn Văn Bình", (1110, 980))]
DIGITS = {  # pen strokes in a unit square
    "1": [(0.2, 0.35), (0.6, 0.0), (0.5, 1.1)],
    "2": [(0.0, 0.3), (0.3, 0.0), (0.7, 0.2), (0.4, 0.7), (0.0, 1.0), (0.9, 1.1)],
    "7": [(0.0, 0.1), (0.8, 0.0), (0.4, 0.6), (0.2, 1.3)],
}


def written(image: Rgb, text: str, left: int, top: int, size: int = 34) -> None:
    for index, digit in enumerate(text):
        points = [(left + size * (0.9 * index + x), top + (4 * index) + size * y) for x, y in DIGITS[digit]]
        cv2.polylines(image, [np.array(points, np.int32)], False, (20, 20, 60), 4, cv2.LINE_AA)


def sealed(image: Rgb, column: int, row: int, level: int) -> None:
    radius, colour = 200, (level, level, level)
    cv2.circle(image, (column, row), radius, colour, 6, cv2.LINE_AA)
    cv2.circle(image, (column, row), 120, colour, 4, cv2.LINE_AA)
    canvas = Image.fromarray(image)
    for index, letter in enumerate("ỦY BAN NHÂN DÂN XÃ AN PHÚ"):
        angle = math.pi * (0.8 + index * 1.4 / 25)
        tile = Image.new("L", (60, 60), 0)
        ImageDraw.Draw(tile).text((30, 30), letter, font=font(34), fill=255, anchor="mm")
        tile = tile.rotate(-math.degrees(angle) - 90)
        place = (round(column + 160 * math.cos(angle)) - 30, round(row + 160 * math.sin(angle)) - 30)
        canvas.paste(colour, place, tile)
    ImageDraw.Draw(canvas).text((column, row), "AN PHÚ", font=font(36), fill=colour, anchor="mm")
    image[:] = np.asarray(canvas)


def signed(image: Rgb) -> None:
    x = np.linspace(0, 1, 300)
    y = 70 * np.sin(14 * x) * (1.2 - x) + 20 * np.sin(37 * x)
    points = np.stack([1180 + 420 * x, 820 + y], axis=1).astype(np.int32)
    cv2.polylines(image, [points], False, (15, 15, 15), 6, cv2.LINE_AA)


def decision(level: int = 110) -> Rgb:
    page = np.array(text_page([*BLANKS, *BODY, *SIGNED], width=1800, height=1300))
    written(page, "127", 205, 76)
    written(page, "21", 1075, 70)
    written(page, "7", 1310, 74)
    sealed(page, 1000, 800, level)
    signed(page)
    return page


@pytest.fixture(scope="module", params=[110, 10])
def read(request: pytest.FixtureRequest) -> Page:
    return read_page_image(decision(request.param), number=1, dpi=None, options=OcrOptions())


def test_the_print_is_all_there_and_nothing_of_the_seal(read: Page) -> None:
    words = read.text.split()
    for text, _ in [*BODY, *SIGNED]:
        for expected in text.split():
            assert expected in words
    assert "DÂN" not in words
    assert words.count("PHÚ") + words.count("Phú,") <= 1


def test_stamp_and_signature_are_regions(read: Page) -> None:
    boxes = {block.kind: block.box for block in read.blocks if block.kind in (BlockKind.STAMP, BlockKind.SIGNATURE)}
    left, top, right, bottom = boxes[BlockKind.STAMP] or Box(0, 0, 0, 0)
    assert abs(left - 800) + abs(top - 600) + abs(right - 1200) + abs(bottom - 1000) < 60
    left, top, right, bottom = boxes[BlockKind.SIGNATURE] or Box(0, 0, 0, 0)
    assert right > 1550
    assert 650 < top < bottom < 1000


def test_handwritten_numbers_are_flagged_and_not_trusted(read: Page) -> None:
    told = [flag for flag in read.flags if "hand" in flag.reason.text]
    for column in (250, 1105, 1325):
        assert any(flag.box and flag.box[0] <= column <= flag.box[2] and flag.box[1] < 130 for flag in told)
    assert {flag.kind for flag in told} <= {"number", "date"}
    assert not any(flag.box and flag.box[1] > 200 for flag in told)
    for block in read.flow:
        for word in block.words:
            if word.box and word.box[1] < 130 and any(character.isdigit() for character in word.text):
                assert "2025" in word.text or (word.confidence or 0) <= 0.5


def test_a_printed_form_is_not_taken_for_handwriting() -> None:
    lines: Placed = [("Số: 127/QĐ-UBND", (120, 80)), ("An Phú, ngày 21 tháng 7 năm 2025", (820, 80)), *BODY]
    page = read_page_image(text_page(lines, width=1800, height=600), number=1, dpi=None, options=OcrOptions())
    assert not [flag for flag in page.flags if "hand" in flag.reason.text]
    assert not [block for block in page.blocks if block.kind in ASIDE]


def test_an_empty_form_has_nothing_written_in_it() -> None:
    page = read_page_image(
        text_page([*BLANKS, *BODY], width=1800, height=600), number=1, dpi=None, options=OcrOptions()
    )
    assert not [flag for flag in page.flags if "hand" in flag.reason.text]


def framed(text: str) -> Rgb:
    page = Image.fromarray(text_page(BODY, width=1800, height=700))
    stamp = Image.new("L", (90 + 40 * len(text), 110), 255)
    draw = ImageDraw.Draw(stamp)
    draw.rectangle((4, 4, stamp.width - 5, 105), outline=90, width=6)
    draw.text((stamp.width / 2, 55), text, font=font(60), fill=90, anchor="mm")
    turned = stamp.rotate(3, expand=True, fillcolor=255)
    page.paste(turned, (150, 60))
    return np.asarray(page)


def test_a_framed_stamp_leaves_the_text() -> None:
    page = read_page_image(framed("SAO Y"), number=1, dpi=None, options=OcrOptions())
    assert page.text.split() == " ".join(text for text, _ in BODY).split()
    (stamp,) = [block for block in page.blocks if block.kind is BlockKind.STAMP]
    assert "SAO" in stamp.text.split()


def test_a_mark_of_secrecy_stays_in_the_text() -> None:
    page = read_page_image(framed("TUYỆT MẬT"), number=1, dpi=None, options=OcrOptions())
    assert "MẬT" in page.text


def test_alto_and_json_have_them_apart(tmp_path: Path) -> None:
    source = tmp_path / "scan.png"
    Image.fromarray(decision()).save(source)
    command = [
        sys.executable,
        "-m",
        "pbgdpl_cli",
        "--lang",
        "en",
        "--json",
        "ocr",
        str(source),
        "-o",
        str(tmp_path / "out"),
    ]
    answer = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)
    (output,) = json.loads(answer.stdout)["data"]["outputs"]
    text = Path(output["text"]).read_text(encoding="utf-8")
    assert "DÂN" not in text.split()
    told = [flag for flag in output["flagged"] if "written by hand" in flag["reason"]]
    assert {flag["kind"] for flag in told} == {"number", "date"}
    assert all(text[flag["start"] : flag["end"]] for flag in told if flag["text"])
    root = ET.parse(output["alto"]).getroot()
    kinds = {tag for block in root.iter() if (tag := block.get("TAGREFS"))}
    assert {"kind-stamp", "kind-signature", "kind-handwriting"} <= kinds
