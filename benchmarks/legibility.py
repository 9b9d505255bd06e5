"""How well what is drawn can be read: every text box of every layout read back by Tesseract, at full size and at 360.

    python benchmarks/legibility.py [portrait square story wide]

Prints, by layout and format, the share of characters read back (1 less the edit distance a character, spaces apart), of
boxes with letters of 27 pixels and more, and the worst box. Contact sheets are written by `--sheets FOLDER`: each
layout, short, usual and cruel, beside each other, and the first sheet 360 pixels wide as a phone shows it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytesseract
from PIL import Image, ImageOps
from rapidfuzz.distance import Levenshtein

from converters.derivatives.drawing.fonts import BUNDLED
from converters.derivatives.drawing.palette import palette_for
from converters.derivatives.drawing.scene import Scene, TextItem, paint
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kinds.infographic.formats import FORMATS
from converters.derivatives.kinds.infographic.poster import poster, sheets
from converters.derivatives.kinds.infographic.style import PosterStyle

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "derivatives"))
from layout_cases import LAYOUT_NAMES, SORTS, points_of, record_of

FACE = Typeface(BUNDLED)
_MARGIN = 14  # pixels of plain ground around a box, without which Tesseract loses letters at the edge


def scenes(layout: str, sort: str, form: str) -> list[Scene]:
    record = record_of(sort)
    style = PosterStyle(FACE, palette_for(record.subjects), format=FORMATS[form])
    return [poster(record, sheet, style) for sheet in sheets(record, points_of(layout, sort), style)]


def plain(text: str) -> str:
    """Without spaces; dashes of all lengths count as one."""
    return re.sub(r"\s", "", text.replace("\u00a0", " ")).replace("–", "-").replace("—", "-")


def read_back(picture: Image.Image, item: TextItem) -> str:
    box = item.box
    crop = picture.crop((box.left, box.top, box.right, box.bottom)).convert("L")
    if crop.getpixel((0, 0)) < 128:
        crop = ImageOps.invert(crop)
    ground = Image.new("L", (crop.width + 2 * _MARGIN, crop.height + 2 * _MARGIN), crop.getpixel((0, 0)))
    ground.paste(crop, (_MARGIN, _MARGIN))
    mode = "7" if len(item.lines) == 1 else "6"
    return str(pytesseract.image_to_string(ground, lang="vie", config=f"--psm {mode}"))


def measured(scene: Scene) -> Iterator[tuple[int, int, str, str]]:
    """For each box: wrong characters, characters, what it says, what was read."""
    picture = paint(scene, FACE)
    for item in scene.texts:
        said = plain(" ".join(item.lines))
        read = plain(read_back(picture, item))
        yield Levenshtein.distance(said, read), len(said), said, read


def contact_sheets(folder: Path, forms: list[str]) -> None:
    folder.mkdir(exist_ok=True)
    for form in forms:
        for layout in LAYOUT_NAMES:
            pictures = [paint(scenes(layout, sort, form)[0 if sort != "cruel" else -1], FACE) for sort in SORTS]
            small = pictures[1].resize(
                (360, round(pictures[1].height * 360 / pictures[1].width)), Image.Resampling.LANCZOS
            )
            half = [one.resize((one.width // 2, one.height // 2), Image.Resampling.LANCZOS) for one in pictures]
            row = [*half, small]
            whole = Image.new("RGB", (sum(one.width + 10 for one in row), max(one.height for one in row)), (90, 90, 90))
            left = 0
            for one in row:
                whole.paste(one, (left, 0))
                left += one.width + 10
            whole.save(folder / f"{form}-{layout}.png")


def main(words: list[str]) -> None:
    forms = [word for word in words if word in FORMATS] or ["portrait"]
    if "--sheets" in words:
        contact_sheets(Path(words[words.index("--sheets") + 1]), forms)
        return
    for form in forms:
        for layout in LAYOUT_NAMES:
            boxes = [box for scene in scenes(layout, "typical", form) for box in measured(scene)]
            wrong, all_of_them = sum(box[0] for box in boxes), sum(box[1] for box in boxes)
            worst = worst_of(boxes)
            print(f"{form:9} {layout:11} {1 - wrong / all_of_them:7.2%} of {all_of_them:5}; worst: {worst}")


def worst_of(boxes: list[tuple[int, int, str, str]]) -> str:
    wrong, _, said, read = max(boxes, key=lambda box: box[0] / max(1, box[1]))
    return f"“{said[:40]}” read as “{read[:40]}”" if wrong else "none"


if __name__ == "__main__":
    main(sys.argv[1:])
