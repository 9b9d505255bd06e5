"""Slides on screens, some photographed: dark and light themes, the grid of the screen's pixels, glare, a slant.

    python benchmarks/screens.py --write FOLDER [--count 12] [--seed N]
    python benchmarks/posters.py --truth FOLDER [--show]

Every third one is the slide as stored, the others photographs of it. The boxes beside each are in reading order.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import as_in_workers  # noqa: F401  before NumPy
import cv2
import numpy as np
import poster_words as words
from numpy.typing import NDArray
from PIL import Image
from poster_canvas import DARK, INK, WHITE, Canvas, Style, fitting, gradient

Pixels = NDArray[np.float32]
WIDE, HIGH = 1600, 900
NIGHT = ((18, 18, 24), (30, 34, 46), (10, 25, 47), (45, 30, 60), (38, 50, 56))


def slide(chance: random.Random) -> Canvas:
    """A slide: a title and bullets, or two columns of them, or running text."""
    say, dark = words.Sayings(chance), chance.random() < 0.7
    first = chance.choice(NIGHT) if dark else WHITE
    second = tuple(min(255, value + 25) for value in first) if dark else (236, 241, 248)
    canvas = Canvas(gradient((WIDE, HIGH), first, second), chance)  # type: ignore[arg-type]
    ink = chance.choice((WHITE, (225, 228, 235), (190, 200, 215))) if dark else INK
    accent = chance.choice(((255, 214, 90), (120, 200, 255), (255, 150, 120))) if dark else chance.choice(DARK)
    family = chance.choice(("sans", "narrow", "serif"))
    title = say.one(words.TITLES)
    style = fitting(title, Style(58, accent, family, True), WIDE - 200, 1)
    top = canvas.write(title, "title", (100, 70, WIDE - 200), style) + 40
    kind = chance.choice(("bullets", "columns", "prose"))
    text = Style(chance.choice((30, 34, 40)), ink, family)
    if kind == "prose":
        for _ in range(2):
            top = canvas.write(say.one(words.PARAGRAPHS), "prose", (100, top, WIDE - 200), text) + 30
        return canvas
    wide = WIDE - 200 if kind == "bullets" else (WIDE - 280) // 2
    for column in range(1 if kind == "bullets" else 2):
        left, row = 100 + column * (wide + 80), top
        for _ in range(4):
            item = say.one(words.ITEMS)
            canvas.pen.ellipse((left, row + text.size // 2, left + 10, row + text.size // 2 + 10), fill=accent)
            row = canvas.write(item, "item", (left + 36, row, wide - 36), text) + text.size // 2
    return canvas


def photographed(image: Image.Image, chance: random.Random) -> Image.Image:
    """The picture a telephone takes of a screen: its cells, glare, a slant, a frame around, grain, JPEG."""
    noise = np.random.default_rng(chance.randrange(2**32))
    screen = np.asarray(image).astype(np.float32)
    screen = cv2.resize(screen, (2 * WIDE, 2 * HIGH), interpolation=cv2.INTER_LINEAR)
    screen[:, ::2] *= chance.uniform(0.82, 0.95)  # the gaps between cells, whose beat with the sensor's is the moiré
    screen[::2] *= chance.uniform(0.85, 0.97)
    room = round(2 * HIGH * chance.uniform(0.03, 0.09))
    framed = cv2.copyMakeBorder(screen, room, room, room, room, cv2.BORDER_CONSTANT, value=(24, 22, 20))
    tall, wide = framed.shape[:2]
    corners = np.array([(0, 0), (wide, 0), (wide, tall), (0, tall)], np.float32)
    size = chance.choice((1500, 1900, 2400))
    scale = size / wide
    moved = corners * scale + noise.uniform(-0.02, 0.02, (4, 2)).astype(np.float32) * size
    matrix = cv2.getPerspectiveTransform(corners, moved - moved.min(axis=0))
    extent = np.ceil((moved - moved.min(axis=0)).max(axis=0)).astype(int)
    seen: Pixels = cv2.warpPerspective(framed, matrix, (int(extent[0]), int(extent[1])), flags=cv2.INTER_LINEAR)  # type: ignore[assignment]
    rows, columns = np.mgrid[0 : seen.shape[0], 0 : seen.shape[1]].astype(np.float32)
    x, y = chance.uniform(0, seen.shape[1]), chance.uniform(0, seen.shape[0] / 2)
    glare = np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * (0.22 * seen.shape[1]) ** 2))
    seen += chance.uniform(0, 70) * glare[..., None]
    seen = seen * chance.uniform(0.75, 1.0) + noise.normal(0, chance.uniform(2, 6), seen.shape)
    seen = cv2.GaussianBlur(seen, (0, 0), chance.uniform(0.5, 0.9))
    return Image.fromarray(np.clip(seen, 0, 255).astype(np.uint8))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, required=True)
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--seed", type=int, default=20261101)
    arguments = parser.parse_args()
    arguments.write.mkdir(parents=True, exist_ok=True)
    for number in range(arguments.count):
        chance = random.Random(f"{arguments.seed}/{number}")  # noqa: S311
        canvas = slide(chance)
        image = canvas.image if number % 3 == 0 else photographed(canvas.image, chance)
        image.save(arguments.write / f"screen_{number:03}.jpg", quality=chance.choice((75, 85, 92)))
        boxes = "\n".join(f"{written.kind}\t{written.text}" for written in canvas.texts)
        (arguments.write / f"screen_{number:03}.boxes.txt").write_text(boxes, "utf-8")


if __name__ == "__main__":
    main()
