"""What the after-reading and the second reading are worth, beside plain tesseract on the same pages in the same run.

    python benchmarks/language.py --perfect FOLDER           words changed in texts without errors (.txt, .pdf)
    python benchmarks/language.py --pages FOLDER [FOLDER …]  pages with exact text, ours against `tesseract --psm 3`

A folder of pages holds NAME.jpg or NAME.png beside NAME.gt.txt; with `--truth OTHER` the texts are in another folder.
If NAME.blocks.json is there, with [{"type", "text"}], it is used for the numbers, since labels open its blocks.
Printed: marks fixed and broken, words wrong in any order (BWER), marks wrong on right letters (DER), and for every kind
of number: wrong and silent, wrong and flagged, right but flagged in vain, missing.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import as_in_workers  # noqa: F401  before NumPy
import numpy as np
import pypdfium2
import pytesseract
from PIL import Image
from processor_time import processor_seconds
from rapidfuzz.distance import Levenshtein

from converters.ocr.after_reading.correct import correct_page, correct_text
from converters.ocr.engines.opening import open_engine
from converters.ocr.options import OcrOptions
from converters.ocr.pipeline import read_page_image
from converters.ocr.second_reading.check import check_page
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from validators.language.quantities import find_quantities
from validators.language.syllables import base_key, tone_key
from validators.language.unicode_hygiene import clean_text

_WORDS = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(r"(?:\d{1,2}\.|[a-eghik-vxyđ]\))(?= )")
_EDGES = ".,;:()[]“”\"'"


@dataclass(frozen=True, slots=True)
class Sample:
    """A page image with its text; `blocks` are its paragraphs."""

    name: str
    image: Path
    blocks: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.blocks)


def main() -> None:
    options = _arguments()
    os.environ["OMP_THREAD_LIMIT"] = "1"  # without it plain tesseract spends several times the CPU
    if options.perfect:
        harm(options.perfect)
    if options.pages:
        compare(
            [sample for folder in options.pages for sample in samples(folder, options.truth or folder)], options.engine
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--perfect", type=Path, help="folder of texts without errors")
    parser.add_argument("--pages", type=Path, nargs="+", help="folders of page images with their texts")
    parser.add_argument("--truth", type=Path, help="where the texts are, if not beside the images")
    parser.add_argument("--engine", default="pytesseract")
    return parser.parse_args()


def samples(folder: Path, truth: Path) -> Iterator[Sample]:
    for image in sorted((*folder.glob("*.jpg"), *folder.glob("*.png"))):
        text, blocks = truth / f"{image.stem}.gt.txt", truth / f"{image.stem}.blocks.json"
        if blocks.is_file():
            parts = [block["text"] for block in json.loads(blocks.read_text("utf-8"))]
        elif text.is_file():
            parts = text.read_text("utf-8").split("\n")
        else:
            continue
        yield Sample(image.stem, image, tuple(clean_text(part) for part in parts))


# --- harm on perfect text -------------------------------------------------------------------------------------------


def harm(folder: Path) -> None:
    changed = total = 0
    for path in sorted((*folder.glob("*.txt"), *folder.glob("*.pdf"))):
        before = [" ".join(line.split()) for line in _exact(path).split("\n")]
        after = correct_text("\n".join(before)).split("\n")
        words = sum(len(line.split()) for line in before)
        differing = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
        count = sum(_word_changes(*pair) for pair in differing)
        print(f"{path.name[:50]:50} {words:7} words  {count:4} changed  {1000 * count / max(words, 1):6.2f} ‰")
        changed, total = changed + count, total + words
    print(f"{'all':50} {total:7} words  {changed:4} changed  {1000 * changed / max(total, 1):6.2f} ‰ (target ≤ 1)")


def _exact(path: Path) -> str:
    if path.suffix == ".txt":
        return clean_text(path.read_text("utf-8"))
    with pypdfium2.PdfDocument(path) as document:
        return clean_text("\n".join(page.get_textpage().get_text_range() for page in document))


def _word_changes(before: str, after: str) -> int:
    return Levenshtein.distance(before.split(), after.split())


# --- pages ----------------------------------------------------------------------------------------------------------


def compare(pages: list[Sample], engine_name: str) -> None:
    engine = open_engine(engine_name)
    quiet = OcrOptions(engine=engine_name, after_reading=False, second_reading=False)
    tallies = {name: Tally() for name in ("tesseract --psm 3", "engine alone", "after-reading", "second reading")}
    for sample in pages:
        image = np.asarray(Image.open(sample.image, formats=("JPEG", "PNG")).convert("RGB"))
        plain = tallies["tesseract --psm 3"].timed(lambda image=image: plain_page(image))
        read = tallies["engine alone"].timed(
            lambda image=image: read_page_image(image, number=1, dpi=None, options=quiet, engine=engine)
        )
        corrected = tallies["after-reading"].timed(lambda read=read: correct_page(read))
        checked = tallies["second reading"].timed(
            lambda image=image, page=corrected: check_page(page, image, engine=engine)
        )
        for tally, page in zip(tallies.values(), (plain, read, corrected, checked), strict=True):
            tally.add(sample, page)
        tallies["after-reading"].count_changes(sample, read, corrected)
    for name, tally in tallies.items():
        tally.show(name, tallies["tesseract --psm 3"])
    tallies["second reading"].show_numbers("ours")
    tallies["tesseract --psm 3"].show_numbers("tesseract --psm 3")


def plain_page(image: np.ndarray) -> Page:
    """What `tesseract --psm 3` reads, as a page."""
    rows = pytesseract.image_to_data(
        Image.fromarray(image), lang="vie", config="--psm 3", output_type=pytesseract.Output.DICT
    )
    lines: dict[tuple[int, ...], list[Word]] = {}
    keys = zip(*(rows[name] for name in ("block_num", "par_num", "line_num")), strict=True)
    for key, text, confidence in zip(keys, rows["text"], rows["conf"], strict=True):
        if text.strip():
            word = Word(unicodedata.normalize("NFC", text.strip()), None, float(confidence) / 100)
            lines.setdefault(key, []).append(word)
    block = Block(BlockKind.PARAGRAPH, tuple(Line(tuple(words)) for words in lines.values()))
    return Page(1, image.shape[1], image.shape[0], None, (block,), Method.OCR)


class Tally:
    """Errors of one way of reading, summed over pages."""

    def __init__(self) -> None:
        self.words = self.wrong_words = self.letters = self.wrong_marks = self.fixed = self.broken = 0
        self.seconds = 0.0
        self.numbers: Counter[tuple[str, str]] = Counter()

    def timed(self, work: Callable[[], Page]) -> Page:
        """Do it, and add up the CPU seconds of this process and its children."""
        start = processor_seconds()
        page = work()
        self.seconds += processor_seconds() - start
        return page

    def add(self, sample: Sample, page: Page) -> None:
        """Count what is wrong with a page."""
        wanted, found = Counter(sample.text.split()), Counter(page.text.split())
        most = max(wanted.total(), found.total())
        self.words, self.wrong_words = self.words + most, self.wrong_words + most - (wanted & found).total()
        pairs = _aligned(sample.text, page.text)
        self.letters += sum(len(right) for right, _ in pairs)
        self.wrong_marks += sum(a != b for right, read in pairs for a, b in zip(right, read, strict=True))
        self.numbers += judge_numbers(sample, page)

    def count_changes(self, sample: Sample, before: Page, after: Page) -> None:
        """Count words whose marks were put right, and words that were right before."""
        wrong, still = (
            Counter(pair for pair in _aligned(sample.text, page.text) if pair[0] != pair[1]) for page in (before, after)
        )
        self.fixed, self.broken = self.fixed + (wrong - still).total(), self.broken + (still - wrong).total()

    def show(self, name: str, peer: Tally) -> None:
        """One line, with the ratio to the peer."""
        bwer, der = self.wrong_words / max(self.words, 1), self.wrong_marks / max(self.letters, 1)
        ratio = der / (peer.wrong_marks / max(peer.letters, 1)) if peer.wrong_marks else float("nan")
        changes = f"  fixed {self.fixed}, broken {self.broken}" if self.fixed else ""
        print(
            f"{name:18} BWER {100 * bwer:6.2f} %  DER {100 * der:5.2f} % ({ratio:4.2f} × plain)"
            f"  CPU {self.seconds:6.1f} s{changes}"
        )

    def show_numbers(self, name: str) -> None:
        """A table of numbers by kind."""
        kinds = sorted({kind for kind, _ in self.numbers})
        states = ("right", "in vain", "wrong flagged", "wrong silent", "missing flagged", "missing")
        print(f"\nnumbers, {name}:\n{'':12}" + "".join(f"{state:>16}" for state in states))
        for kind in kinds:
            print(f"{kind:12}" + "".join(f"{self.numbers[kind, state]:16}" for state in states))
        sums = [sum(self.numbers[kind, state] for kind in kinds) for state in states]
        print(f"{'all':12}" + "".join(f"{count:16}" for count in sums))
        print(f"{'':12}" + "".join(f"{100 * count / max(sum(sums), 1):15.2f}%" for count in sums))


def _aligned(wanted: str, found: str) -> list[tuple[str, str]]:
    """Pairs of words with the same base letters that stand in the same place; tones in one placement, small letters."""
    first, second = ([tone_key(word).lower() for word in _WORDS.findall(clean_text(text))] for text in (wanted, found))
    opcodes = Levenshtein.opcodes([base_key(word) for word in first], [base_key(word) for word in second])
    return [
        pair
        for code in opcodes
        if code.tag == "equal"
        for pair in zip(first[code.src_start : code.src_end], second[code.dest_start : code.dest_end], strict=True)
    ]


# --- numbers --------------------------------------------------------------------------------------------------------


def judge_numbers(sample: Sample, page: Page) -> Counter[tuple[str, str]]:
    """For every number of the text: kind and what became of it."""
    wanted, quantities = _numbers_of(sample)
    words = [word for block in page.flow for line in block.lines for word in line.words]
    right, read = [_bare(word) for word in wanted], [_bare(word.text) for word in words]
    places = _places(right, read)
    found: Counter[tuple[str, str]] = Counter()
    for kind, indexes in quantities:
        at = [places.get(index) for index in indexes]
        flagged = any(place is not None and _is_flagged(page, words[place]) for place in at)
        found[
            kind, _state([right[index] for index in indexes], [None if p is None else read[p] for p in at], flagged)
        ] += 1
    return found


def _numbers_of(sample: Sample) -> tuple[list[str], list[tuple[str, list[int]]]]:
    words: list[str] = []
    quantities: list[tuple[str, list[int]]] = []
    for text in sample.blocks:
        spans = [(match.start(), match.end()) for match in re.finditer(r"\S+", text)]
        for quantity in find_quantities(text):
            inside = [i for i, (start, end) in enumerate(spans) if start < quantity.end and end > quantity.start]
            digits = [i for i in inside if any(letter.isdigit() for letter in text[slice(*spans[i])])]
            quantities.append((quantity.kind.value, [len(words) + i for i in digits or inside[-1:]]))
        if _LABEL.match(text):
            quantities.append(("label", [len(words)]))
        words += [text[start:end] for start, end in spans]
    return words, quantities


def _places(right: list[str], read: list[str]) -> dict[int, int]:
    """Which word read stands for which word of the text."""
    return {
        source: target
        for code in Levenshtein.opcodes(right, read)
        if code.tag in ("equal", "replace")
        for source, target in zip(
            range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=False
        )
    }


def _state(right: list[str], read: list[str | None], flagged: bool) -> str:
    if right == read:
        return "in vain" if flagged else "right"
    text = " ".join(word or "" for word in read)
    alike = Levenshtein.normalized_similarity(" ".join(right), text) >= 0.34
    short = len(" ".join(right)) <= 2 and 0 < len(text) <= 3  # a label of one letter read as another
    state = "wrong" if None not in read and (alike or short) else "missing"
    return f"{state} flagged" if flagged else "wrong silent" if state == "wrong" else state


def _is_flagged(page: Page, word: Word) -> bool:
    return any(
        flag.box is not None and word.box is not None and _touch(flag.box, word.box) and word.text in flag.text
        for flag in page.flags
    )


def _touch(first: Box, second: Box) -> bool:
    return first.gap_across(second) < 0 and first.gap_down(second) < 0


def _bare(word: str) -> str:
    return word.strip(_EDGES).replace("–", "-")


if __name__ == "__main__":
    main()
