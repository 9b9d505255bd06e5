"""Draw what was understood of a page on the page itself: blocks in reading order with their kind, words, flags.

python benchmarks/overlay.py OUT.png PAGE.jpg
python benchmarks/overlay.py OUT.png SOURCE.pdf --page 2 --engine tesserocr
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from converters.ocr.options import OcrOptions
from converters.ocr.pipeline import read_page_image
from converters.reading.document import ASIDE, Block, Page
from converters.reading.rasters import load_page

COLOURS = ("#c62828", "#1565c0", "#2e7d32", "#ef6c00", "#6a1b9a", "#00838f", "#5d4037", "#ad1457")
ASIDE_COLOUR = "#757575"
LONGEST = 1800  # pixels of the picture's long side


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("source", type=Path)
    parser.add_argument("--page", type=int, default=1)
    parser.add_argument("--engine", default="pytesseract")
    arguments = parser.parse_args()
    loaded = load_page(arguments.source, arguments.page)
    options = OcrOptions(engine=arguments.engine)
    page = read_page_image(loaded.array, number=loaded.number, dpi=loaded.dpi, options=options)
    picture = drawn(Image.fromarray(loaded.array), page)
    picture.thumbnail((LONGEST, LONGEST))
    picture.save(arguments.out)
    print(page.text)


def drawn(image: Image.Image, page: Page) -> Image.Image:
    """The page image with everything drawn on it."""
    picture = image.convert("RGB")
    draw = ImageDraw.Draw(picture)
    unit = max(1, max(picture.size) // 900)
    font = ImageFont.load_default(size=10 * unit)
    order = 0
    for block in page.blocks:
        aside = block.kind in ASIDE
        colour = ASIDE_COLOUR if aside else COLOURS[order % len(COLOURS)]
        draw_block(draw, block, colour, "" if aside else str(order), unit, font)
        order += not aside
    for flag in page.flags:
        if flag.box is not None:
            draw.rectangle(flag.box, outline="#ff00ff", width=3 * unit)
    return picture


def draw_block(
    draw: ImageDraw.ImageDraw, block: Block, colour: str, number: str, unit: int, font: ImageFont.FreeTypeFont
) -> None:
    if block.box is None:
        return
    draw.rectangle(block.box, outline=colour, width=2 * unit)
    label = " ".join(part for part in (number, block.kind.value, block.marker or "") if part)
    draw.text((block.box.left, max(0, block.box.top - 12 * unit)), label, fill=colour, font=font)
    for word in block.words:
        if word.box is not None:
            draw.rectangle(word.box, outline=colour, width=1)
    for cell in block.cells:
        for line in cell.lines:
            if line.box is not None:
                draw.text(line.box[:2], f"{cell.row},{cell.column}", fill=colour, font=font)


if __name__ == "__main__":
    main()
