"""Words an engine drops: how many of those taken out of a reading are doubted by their ink, and doubts of whole pages.

    python benchmarks/dropped_words.py --generator GEN.py --texts FOLDER [--seed N] [--only 'admin_*']
    python benchmarks/dropped_words.py --pages FOLDER [--truth FOLDER]      and all options of `ocr.py` that make pages

Each page is read once. Then words are taken out of the reading, a few at a time and each of another line, as a layout
or an engine drops them ("nếu có vướng mắc" → "nếu có mắc"); the place where each was printed should be doubted. Words
of one letter or of signs alone are not taken. The doubts of the readings as they were are counted too; those of pages
on which no fewer words were read than are printed are in vain.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import as_in_workers  # noqa: F401  before NumPy
import numpy as np
from ocr import Sample, gathered, normal, ours, parsed
from PIL import Image

from converters.ocr.assembly.unread_ink import with_unread_ink
from converters.ocr.engines.opening import open_engine
from converters.ocr.options import OcrOptions
from converters.ocr.preparation.arrays import Rgb
from converters.reading.document import Block, Line, Page, Word

AT_ONCE, TIMES = 4, 3  # words taken out of a page together, and how often
FEWEST = 8  # words of a line from which one may be taken: what is left says where the line runs


def main() -> None:
    arguments = parsed()
    options = OcrOptions(engine=arguments.engine)
    read, count = ours(options, open_engine(arguments.engine)), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        samples = [one for one in gathered(arguments, Path(folder)) if Path(one.name).match(arguments.only or "*")]
        for sample in samples:
            page = read(sample).page
            if page is not None:
                image = np.asarray(Image.open(sample.image, formats=["JPEG", "PNG"]).convert("RGB"))
                judge(sample, page, image, random.Random(sample.name), count)  # noqa: S311  (no secret)
    found, taken = count["found"], count["taken"]
    print(f"{count['pages']} pages; of {taken} words taken out {found} doubted = {100 * found / max(taken, 1):.1f} %")
    for length in sorted(key for key in count if key.startswith("letters")):
        print(f"   {length}: {count['found ' + length]}/{count[length]}")
    print(f"doubts of whole pages: {count['doubts']}, of them on pages that were read whole: {count['in vain']}")


def judge(sample: Sample, page: Page, image: Rgb, chance: random.Random, count: Counter[str]) -> None:
    """Count one page."""
    count["pages"] += 1
    own = [flag for flag in page.flags if flag.kind == "ink"]
    count["doubts"] += len(own)
    count["in vain"] += len(own) if len(normal(page.text).split()) >= len(normal(sample.text).split()) else 0
    bare = replace(page, flags=())
    for _ in range(TIMES):
        gone = chosen(page, chance)
        flags = with_unread_ink(_without(bare, gone), image).flags
        for word in gone:
            length = f"letters {min(len(word.text), 7)}"
            hit = word.box is not None and any(
                flag.box is not None and flag.box.shared_area(word.box) > 0.3 * word.box.area for flag in flags
            )
            count["taken"], count[length] = count["taken"] + 1, count[length] + 1
            count["found"], count[f"found {length}"] = count["found"] + hit, count[f"found {length}"] + hit
            if not hit:
                print(f"   {sample.name}: {word.text} at {word.box}")


def chosen(page: Page, chance: random.Random) -> list[Word]:
    """Words to take out, each of another line."""
    lines = [line for block in page.flow for line in block.lines if len(line.words) >= FEWEST]
    some = chance.sample(lines, min(AT_ONCE, len(lines)))
    picked = [chance.choice([word for word in line.words if _is_word(word)] or [None]) for line in some]
    return [word for word in picked if word is not None]


def _is_word(word: Word) -> bool:
    return sum(map(str.isalpha, word.text)) > 1 and word.box is not None


def _without(page: Page, gone: Sequence[Word]) -> Page:
    names = set(map(id, gone))

    def kept(lines: Sequence[Line]) -> tuple[Line, ...]:
        return tuple(replace(line, words=tuple(word for word in line.words if id(word) not in names)) for line in lines)

    def block_without(block: Block) -> Block:
        return replace(block, lines=kept(block.lines))

    return replace(page, blocks=tuple(map(block_without, page.blocks)))


if __name__ == "__main__":
    main()
