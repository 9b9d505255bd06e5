"""Posters and leaflets of many designs, drawn here, and how much of them is read: ours beside plain tesseract.

    python benchmarks/posters.py [--count 40] [--seed N] [--engine tesserocr] [--write FOLDER] [--show]
    python benchmarks/posters.py --truth FOLDER      images that are there: NAME.png beside NAME.boxes.txt, a box a line

Printed for each reader: CER (text in reading order), boxes whole (a box is whole when a run of words of the text is
within 2 % of its letters), words missing (no word of the text is the same, marks and case counted), words that
nothing resembles, junk (words of the text that no word of the poster resembles) a page, neighbouring boxes found in
order, titles whole. The same seeds give the same posters; take seeds that were not looked at to judge.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from time import process_time

import as_in_workers  # noqa: F401  before NumPy
import numpy as np
from PIL import Image
from poster_canvas import spoilt
from poster_designs import drawn
from rapidfuzz.distance import Levenshtein

from converters.ocr.engines.opening import open_engine
from converters.ocr.options import OcrOptions
from converters.ocr.pipeline import read_page_image

WHOLE = 0.02  # letters wrong in a box that counts as read whole
ALIKE = 0.5  # letters wrong up to which a word is the other one misread
_DASHES, _QUOTES, _BULLETS = re.compile("[–—−]"), re.compile("[“”„]"), re.compile("[•●▪■◦|]")


@dataclass(frozen=True, slots=True)
class Poster:
    """An image and its boxes (kind, text) in reading order."""

    name: str
    image: Path
    boxes: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Score:
    """Sums over posters."""

    count: Counter[str] = field(default_factory=Counter)
    cpu: float = 0.0

    def line(self, name: str) -> str:
        """As printed."""
        n = self.count
        share = {key: 100 * n[key] / max(1, n[of]) for key, of in
                 (("edits", "letters"), ("whole", "boxes"), ("missing", "words"), ("gone", "words"),
                  ("ordered", "pairs"), ("titles", "all titles"))}  # fmt: skip
        return (
            f"{name:10} CER {share['edits']:6.2f}  boxes whole {n['whole']}/{n['boxes']} = {share['whole']:5.1f} %"
            f"  words missing {share['missing']:5.2f} % (nothing like them {share['gone']:5.2f} %)  junk"
            f" {n['junk'] / max(1, n['pages']):5.2f}/page  in order {share['ordered']:5.1f} %"
            f"  titles {share['titles']:5.1f} %  CPU {self.cpu / max(1, n['pages']):.2f} s/page"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=20260601)
    parser.add_argument("--engine", default="pytesseract")
    parser.add_argument("--designs", choices=("all", "first", "later"), default="all")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--show", action="store_true", help="name what is missing and what is junk")
    parser.add_argument("--no-peer", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = arguments.write or Path(place)
        posters = list(given(arguments.truth)) if arguments.truth else list(made(folder, arguments))
        if not arguments.write or arguments.truth:
            compare(posters, arguments)


def made(folder: Path, arguments: argparse.Namespace) -> Iterator[Poster]:
    """Draw the posters of a seed into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(arguments.count):
        canvas = drawn(f"{arguments.seed}/{number}", designs=arguments.designs)
        image, quality = spoilt(canvas.image, canvas.chance)
        path = folder / f"poster_{number:03}.{'png' if quality == 100 else 'jpg'}"
        image.save(path, **({} if quality == 100 else {"quality": quality}))
        boxes = tuple((written.kind, written.text) for written in canvas.texts)
        (folder / f"{path.stem}.boxes.txt").write_text("\n".join(f"{kind}\t{text}" for kind, text in boxes), "utf-8")
        yield Poster(path.stem, path, boxes)


def given(folder: Path) -> Iterator[Poster]:
    """Posters with their boxes in a file."""
    for truth in sorted(folder.glob("*.boxes.txt")):
        lines = [line.split("\t", 1) for line in truth.read_text("utf-8").splitlines() if line.strip()]
        name = truth.name.removesuffix(".boxes.txt")
        image = next(path for end in ("png", "jpg") if (path := folder / f"{name}.{end}").is_file())
        yield Poster(name, image, tuple((kind, text) for kind, text in lines))


def compare(posters: Sequence[Poster], arguments: argparse.Namespace) -> None:
    engine = open_engine(arguments.engine)
    options = OcrOptions(engine=arguments.engine)
    scores = {"ours": Score(), "tesseract": Score()}
    for poster in posters:
        start = process_time()
        image = np.asarray(Image.open(poster.image, formats=["PNG", "JPEG"]).convert("RGB"))
        page = read_page_image(image, number=1, dpi=None, options=options, engine=engine)
        scores["ours"].cpu += process_time() - start
        judge(poster, page.text, scores["ours"], show=arguments.show)
        if not arguments.no_peer:
            judge(poster, plain_tesseract(poster.image), scores["tesseract"], show=False)
        sys.stdout.flush()
    print(f"{len(posters)} posters, engine {engine.name} {engine.version}")
    for name, score in scores.items():
        if score.count["pages"]:
            print(score.line(name))


def plain_tesseract(image: Path) -> str:
    command = ["tesseract", image, "-", "-l", "vie", "--psm", "3"]
    answer = subprocess.run(command, capture_output=True, env=os.environ | {"OMP_THREAD_LIMIT": "1"}, check=True)
    return answer.stdout.decode("utf-8", "replace")


def normal(text: str) -> str:
    """What does not count: kinds of dashes and quotes, bullets, white space."""
    text = _QUOTES.sub('"', _DASHES.sub("-", unicodedata.normalize("NFC", text)))
    return " ".join(_BULLETS.sub(" ", text).split())


def judge(poster: Poster, text: str, score: Score, *, show: bool) -> None:
    """Count what of a poster stands in a text."""
    read = normal(text).split()
    boxes = [(kind, normal(said)) for kind, said in poster.boxes]
    places = found_places([said for _, said in boxes], read)
    n = score.count
    n["pages"] += 1
    n["boxes"] += len(boxes)
    n["whole"] += sum(place is not None for place in places)
    n["all titles"] += sum(kind == "title" for kind, _ in boxes)
    n["titles"] += sum(kind == "title" and place is not None for (kind, _), place in zip(boxes, places, strict=True))
    found = [place for place in places if place is not None]
    n["pairs"] += max(0, len(found) - 1)
    n["ordered"] += sum(first < second for first, second in pairwise(found))
    whole = " ".join(said for _, said in boxes)
    n["letters"] += len(whole)
    edits = Levenshtein.distance(whole, " ".join(read))
    n["edits"] += edits
    missing, gone, junk = leftovers(whole.split(), read)
    n["words"] += len(whole.split())
    n["missing"], n["gone"], n["junk"] = n["missing"] + len(missing), n["gone"] + len(gone), n["junk"] + len(junk)
    if show:
        broken = [f"{kind}: {said}" for (kind, said), place in zip(boxes, places, strict=True) if place is None]
        print(f"{poster.name}: {len(found)}/{len(boxes)}, CER {100 * edits / len(whole):.2f}")
        for name, left in (("broken", broken), ("gone", gone), ("junk", junk)):
            print(f"   {name} {left}")
        late = [
            boxes[i][1] for i, (a, b) in enumerate(pairwise(places), 1) if a is not None and b is not None and b < a
        ]
        print(f"   out of order {late}")


def found_places(boxes: Sequence[str], read: Sequence[str]) -> list[int | None]:
    """For each box the index of the word it begins with, None where it is not whole; longest boxes first."""
    taken = [False] * len(read)
    places: list[int | None] = [None] * len(boxes)
    for index in sorted(range(len(boxes)), key=lambda index: -len(boxes[index])):
        want, size = boxes[index], len(boxes[index].split())
        spans = ((start, start + long) for long in (size, size - 1, size + 1) if long > 0
                 for start in range(len(read) - long + 1))  # fmt: skip
        for start, end in spans:
            if any(taken[start:end]):
                continue
            if Levenshtein.distance(want, " ".join(read[start:end])) <= WHOLE * len(want):
                places[index] = start
                taken[start:end] = [True] * (end - start)
                break
    return places


def leftovers(truth: Sequence[str], read: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Words missing, those of them that nothing read resembles, and words read that nothing printed resembles."""
    missing = list((Counter(truth) - Counter(read)).elements())
    more = list((Counter(read) - Counter(truth)).elements())
    pairs = sorted(
        (Levenshtein.normalized_distance(first.casefold(), second.casefold()), i, j)
        for i, first in enumerate(missing) for j, second in enumerate(more)
    )  # fmt: skip
    used: tuple[set[int], set[int]] = (set(), set())
    for distance, i, j in pairs:
        if distance <= ALIKE and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
    gone = [word for i, word in enumerate(missing) if i not in used[0]]
    return missing, gone, [word for j, word in enumerate(more) if j not in used[1]]


if __name__ == "__main__":
    main()
