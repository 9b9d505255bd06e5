"""Pages with exact text for `ocr.py`: born-digital PDFs rendered and spoilt like scans, and pages full of numbers.

    python benchmarks/ocr_pages.py OUT --born FOLDER [--most 20] [--seed N]   pages of PDFs that hold text
    python benchmarks/ocr_pages.py OUT --amounts 5 [--seed N]                 pages of amounts, dates, numbers

Written: NAME.jpg beside NAME.gt.txt. What is printed on a born-digital page is what its text layer says, but a layer
may be in another order than a person reads: there BWER and DER count, not CER.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from converters.progress import Silent
from converters.reading.document import Method, Page
from converters.reading.pdf.render import render_page
from converters.reading.read import ReadingOptions, read_document
from examples.typeset.fonts import face

FEWEST_WORDS = 60
WIDTH, HEIGHT, MARGIN = 1654, 2339, 140  # A4 at 200 dpi
AMOUNTS = (
    "Phạt tiền từ {low} đồng đến {high} đồng đối với hành vi nêu tại điểm {point} khoản {clause} Điều {article}.",
    "Mức hỗ trợ: {low} đồng/người/tháng, không quá {months} tháng, kể từ ngày {date}.",
    "Quyết định số {number}/QĐ-UBND ngày {day} tháng {month} năm {year}; điện thoại {phone}.",
    "Tỷ lệ tham gia đạt {share}%, tăng {more}% so với năm {year}; tổng kinh phí {high} đồng.",
    "Thời hạn giải quyết: {days} ngày làm việc, lệ phí {low} đồng, nộp trước ngày {date}.",
    "Khoản {clause} Điều {article} Luật số {number}/{year}/QH15: từ {low} đồng đến {high} đồng.",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--born", type=Path)
    parser.add_argument("--most", type=int, default=20)
    parser.add_argument("--amounts", type=int, default=0)
    parser.add_argument("--seed", type=int, default=20260101)
    arguments = parser.parse_args()
    if arguments.born:
        write_born(arguments.out, arguments.born, arguments.most, arguments.seed)
    write_amounts(arguments.out, arguments.amounts, arguments.seed)


def write_born(out: Path, folder: Path, most: int, seed: int) -> None:
    """Pages of the PDFs of a folder whose text layers are exact, evenly over the files."""
    chance = random.Random(seed)  # noqa: S311
    files = sorted(folder.glob("*.pdf"))
    for turn in range(most):
        source = files[turn % len(files)]
        pages = [page for page in text_pages(source) if len(page.text.split()) >= FEWEST_WORDS]
        if pages:
            page = chance.choice(pages)
            image = Image.fromarray(render_page(source, page.number, 200.0).array)
            write(out, f"born_{turn:03}_{source.stem[:20]}_{page.number}", spoilt(image, chance), page.text)


def text_pages(source: Path) -> Iterator[Page]:
    document = read_document(source, options=ReadingOptions(), read_pages=lambda *_: iter(()), progress=Silent())
    return (page for page in document.pages if page.method is Method.TEXT_LAYER)


def write_amounts(out: Path, count: int, seed: int) -> None:
    """Pages whose every line holds numbers that matter."""
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")  # noqa: S311
        size = chance.choice((24, 27, 30, 34))
        font = face(chance.choice(("sans", "serif")), size)
        image = Image.new("RGB", (WIDTH, HEIGHT), "white")
        pen = ImageDraw.Draw(image)
        lines: list[str] = []
        top = MARGIN
        while top < HEIGHT - MARGIN:
            line = chance.choice(AMOUNTS).format(**numbers(chance))
            for part in wrapped(line, font, pen):
                pen.text((MARGIN, top), part, font=font, fill="black")
                top += round(1.55 * size)
                lines.append(part)
            top += size // 2
        write(out, f"amounts_{number:03}", spoilt(image, chance), "\n".join(lines))


def numbers(chance: random.Random) -> dict[str, str]:
    """Invented, but of the sizes laws use."""
    low = chance.choice((1, 2, 3, 5, 8)) * 10 ** chance.choice((5, 6, 7)) * chance.choice((1, 1.5))
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(2008, 2026)
    return {
        "low": f"{int(low):,}".replace(",", "."),
        "high": f"{int(low * chance.choice((2, 3))):,}".replace(",", "."),
        "point": chance.choice("abcdđeghi"),
        "clause": str(chance.randint(1, 9)),
        "article": str(chance.randint(3, 160)),
        "months": str(chance.randint(2, 24)),
        "days": str(chance.randint(3, 45)),
        "date": f"{day:02}/{month:02}/{year}",
        "day": f"{day:02}",
        "month": f"{month:02}",
        "year": str(year),
        "number": str(chance.randint(2, 2900)),
        "phone": f"0{chance.randint(200, 989)}.{chance.randint(0, 999):03}.{chance.randint(0, 999):03}",
        "share": f"{chance.randint(2, 99)},{chance.randint(0, 9)}",
        "more": str(chance.randint(1, 60)),
    }


def wrapped(text: str, font: object, pen: ImageDraw.ImageDraw) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and pen.textlength(longer, font=font) > WIDTH - 2 * MARGIN:  # type: ignore[arg-type]
            yield line
            longer = word
        line = longer
    yield line


def spoilt(image: Image.Image, chance: random.Random) -> Image.Image:
    """As a worn office scanner would give it: askew, soft, unevenly lit, grained."""
    turned = image.rotate(chance.uniform(-1.2, 1.2), Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 0.9))), np.float32)
    height, width = soft.shape[:2]
    light = np.linspace(1.0, chance.uniform(0.82, 1.0), width)[np.newaxis, :, np.newaxis]
    grain = np.random.default_rng(chance.randrange(2**32)).normal(0, chance.uniform(2, 8), (height, width, 1))
    return Image.fromarray(np.clip(soft * light + grain, 0, 255).astype(np.uint8))


def write(out: Path, name: str, image: Image.Image, text: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    stream = BytesIO()
    image.save(stream, "JPEG", quality=65, dpi=(200, 200))
    (out / f"{name}.jpg").write_bytes(stream.getvalue())
    (out / f"{name}.gt.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
