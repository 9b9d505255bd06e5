"""Reading page images: ours beside plain tesseract and OCRmyPDF, on the same pages in the same run.

    python benchmarks/ocr.py --generator GEN.py --texts FOLDER [--seed N]   composes fresh pages, then measures
    python benchmarks/ocr.py --pages FOLDER [FOLDER …] [--truth FOLDER]     pages that are there (manifest.json)
    python benchmarks/ocr.py --born FOLDER --amounts 5                      born-digital PDFs spoilt, pages of numbers
    options: --engine tesserocr  --ocrmypdf PATH  --road  --numbers  --ablate  --reliability
             --calibrate  --only 'trifold_*'

All of it in one command (scans, their texts, and PDFs of one's own; OCRmyPDF apart):

    python benchmarks/ocr.py --generator GEN.py --texts TEXTS --pages SCANS --truth TEXTS_OF_SCANS --born PDFS
        --amounts 5 --ocrmypdf PATH --road --numbers --reliability

A manifest is a list of {"id", "image", "gt", "category", "profile"}; a folder without one may hold NAME.jpg beside
NAME.gt.txt, or the texts are in the folder `--truth` names. `--road` also times the whole way to a searchable PDF
(`ocr_road.py`), `--numbers` judges every amount, date, number and label (as `language.py` does). OCRmyPDF is
installed apart (`uv venv X && uv pip install --python X/bin/python ocrmypdf`), given by path.

CER and WER count order, BWER does not; DER counts wrong marks on right base letters. CPU is that of the process and
its children; ratios are to plain `tesseract --psm 3` with OMP_THREAD_LIMIT=1.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import as_in_workers  # noqa: F401  before NumPy
import numpy as np
from language import Sample as TextSample
from language import Tally, judge_numbers
from ocr_pages import write_amounts, write_born
from ocr_road import race
from PIL import Image
from processor_time import processor_seconds as cpu
from rapidfuzz.distance import Levenshtein

from converters.ocr.engines.opening import open_engine
from converters.ocr.engines.protocol import Engine
from converters.ocr.options import OcrOptions, Switches
from converters.ocr.pipeline import read_page_image
from converters.reading.document import Page

RUN = 3  # words that stand together elsewhere
BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 1.001)


@dataclass(frozen=True, slots=True)
class Sample:
    """A page image with its exact text."""

    name: str
    image: Path
    text: str
    category: str
    profile: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody read on a page, and what it cost."""

    text: str
    cpu: float
    wall: float
    page: Page | None = None


Reader = Callable[[Sample], Reading]


def main() -> None:
    arguments = parsed()
    with tempfile.TemporaryDirectory() as folder:
        samples = list(gathered(arguments, Path(folder)))
        if arguments.only:
            samples = [sample for sample in samples if fnmatch.fnmatch(sample.name, arguments.only)]
        if not samples:
            sys.exit("no pages")
        compare(samples, arguments)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--generator", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--pages", type=Path, nargs="*", default=[])
    parser.add_argument("--engine", default="pytesseract")
    parser.add_argument("--ocrmypdf", type=Path)
    parser.add_argument("--only")
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--born", type=Path)
    parser.add_argument("--most", type=int, default=20, help="pages of --born and of --road")
    parser.add_argument("--amounts", type=int, default=0)
    for name in ("ablate", "reliability", "calibrate", "bare", "road", "numbers"):
        parser.add_argument(f"--{name}", action="store_true")
    return parser.parse_args()


def gathered(arguments: argparse.Namespace, folder: Path) -> Iterable[Sample]:
    yield from made(arguments, folder)
    places = list(arguments.pages)
    if arguments.generator:
        composed = folder / "composed"
        command = [sys.executable, arguments.generator, "--seeds", arguments.texts, "--out", composed]
        subprocess.run([*command, "--seed", str(arguments.seed)], check=True)
        places.append(composed)
    for place in places:
        yield from samples_in(place, arguments.truth or place)


def made(arguments: argparse.Namespace, folder: Path) -> Iterable[Sample]:
    if arguments.born:
        write_born(folder / "born", arguments.born, arguments.most, arguments.seed)
        yield from samples_in(folder / "born", folder / "born")
    if arguments.amounts:
        write_amounts(folder / "amounts", arguments.amounts, arguments.seed)
        yield from samples_in(folder / "amounts", folder / "amounts")


def samples_in(place: Path, texts: Path) -> Iterable[Sample]:
    manifest = place / "manifest.json"
    if manifest.is_file():
        for entry in json.loads(manifest.read_text("utf-8")):
            text = beside(place, entry["gt"]).read_text("utf-8")
            yield Sample(entry["id"], beside(place, entry["image"]), text, entry["category"], entry["profile"])
        return
    for truth in sorted(texts.glob("*.gt.txt")):
        name = truth.name.removesuffix(".gt.txt")
        for image in (place / f"{name}.jpg", place / f"{name}.png"):
            if image.is_file():
                yield Sample(name, image, truth.read_text("utf-8"), place.name, "as given")


def beside(place: Path, name: str) -> Path:
    return Path(name) if Path(name).is_absolute() else place / Path(name).name


def compare(samples: Sequence[Sample], arguments: argparse.Namespace) -> None:
    engine = open_engine(arguments.engine)
    print(f"{len(samples)} pages; engine {engine.name} {engine.version}")
    options = OcrOptions(engine=arguments.engine, after_reading=not arguments.bare, second_reading=not arguments.bare)
    readers: dict[str, Reader] = {"tesseract psm 3": plain_tesseract, "ours": ours(options, engine)}
    if arguments.ocrmypdf:
        readers["ocrmypdf"] = lambda sample: ocrmypdf(sample, arguments.ocrmypdf)
    readings: dict[str, list[Reading]] = {name: [] for name in readers}
    for sample in samples:  # page by page, so that a machine that gets slower meanwhile does so for all
        for name, reader in readers.items():
            readings[name].append(reader(sample))
    for name, read in readings.items():
        show(name, samples, read, readings["tesseract psm 3"])
    if arguments.numbers:
        numbers(samples, readings["ours"])
    if arguments.road:
        images = [sample.image for sample in samples if sample.image.suffix == ".jpg"]
        step = max(1, len(images) // arguments.most)
        race(images[::step][: arguments.most], arguments.ocrmypdf, 2, arguments.engine)
    if arguments.ablate:
        ablate(samples, options, engine)
    if arguments.reliability or arguments.calibrate:
        pairs = [pair for sample, read in zip(samples, readings["ours"], strict=True) for pair in judged(sample, read)]
        reliability(pairs)
        if arguments.calibrate:
            print("table:", isotonic(pairs))


def ours(options: OcrOptions, engine: Engine) -> Reader:
    def read(sample: Sample) -> Reading:
        image = np.asarray(Image.open(sample.image, formats=["JPEG", "PNG"]).convert("RGB"))
        start, wall = cpu(), perf_counter()
        page = read_page_image(image, number=1, dpi=None, options=options, engine=engine)
        return Reading(page.text, cpu() - start, perf_counter() - wall, page)

    return read


def plain_tesseract(sample: Sample) -> Reading:
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    command = ["tesseract", sample.image, "-", "-l", "vie", "--psm", "3"]
    start, wall = cpu(), perf_counter()
    answer = subprocess.run(command, capture_output=True, env=environment, check=True)
    return Reading(answer.stdout.decode("utf-8", "replace"), cpu() - start, perf_counter() - wall)


def ocrmypdf(sample: Sample, program: Path) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text.txt"
        options = ["--deskew", "--rotate-pages", "--clean", "-l", "vie", "-j", "1", "--image-dpi", "200", "--quiet"]
        start, wall = cpu(), perf_counter()
        subprocess.run(
            [program, *options, "--sidecar", text, sample.image, Path(folder) / "out.pdf"],
            capture_output=True,
            check=False,
        )
        spent, passed = cpu() - start, perf_counter() - wall
        return Reading(text.read_text("utf-8") if text.is_file() else "", spent, passed)


def normal(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def base(text: str) -> str:
    return "".join(
        "d" if sign == "đ" else "D" if sign == "Đ" else unicodedata.normalize("NFD", sign)[0] for sign in text
    )


def errors(truth: str, read: str) -> Counter[str]:
    """Counts: wrong letters, words, words in any order, marks, and what they are shares of."""
    right, got = normal(truth), normal(read)
    words, found = right.split(), got.split()
    common = sum((Counter(words) & Counter(found)).values())
    aligned = wrong = 0
    for part in Levenshtein.opcodes(base(right), base(got)):
        if part.tag == "equal":
            pairs = zip(right[part.src_start : part.src_end], got[part.dest_start : part.dest_end], strict=True)
            letters = [(one, other) for one, other in pairs if one.isalpha()]
            aligned += len(letters)
            wrong += sum(one != other for one, other in letters)
    longer = max(len(words), len(found))
    return Counter(
        ce=Levenshtein.distance(right, got), cn=len(right), we=Levenshtein.distance(words, found), wn=len(words),
        be=longer - common, bn=longer, de=wrong, dn=aligned,
    )  # fmt: skip


def show(name: str, samples: Sequence[Sample], read: Sequence[Reading], plain: Sequence[Reading]) -> None:
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for sample, reading in zip(samples, read, strict=True):
        counted = errors(sample.text, reading.text)
        for group in dict.fromkeys(("ALL", sample.category, sample.profile)):
            groups[group].update(counted)
    for group, counted in groups.items():
        cer, wer, bwer, der = (100 * counted[key + "e"] / max(1, counted[key + "n"]) for key in "cwbd")
        print(f"{name:16} {group:12} CER {cer:6.2f}  WER {wer:6.2f}  BWER {bwer:6.2f}  DER {der:5.2f}")
    spent, passed = sum(item.cpu for item in read), sum(item.wall for item in read)
    ratio = spent / max(1e-9, sum(item.cpu for item in plain))
    print(
        f"{name:16} {spent / len(read):.2f} CPU-s/page = {ratio:.2f} × plain; {60 * len(read) / passed:.1f} pages/min\n"
    )


def numbers(samples: Sequence[Sample], read: Sequence[Reading]) -> None:
    """What became of every number that matters, by category."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for sample, reading in zip(samples, read, strict=True):
        if reading.page is not None:
            blocks = tuple(sample.text.split("\n"))
            text = TextSample(sample.name, sample.image, blocks)
            tallies[sample.category].numbers += judge_numbers(text, reading.page)
    for category, tally in tallies.items():
        tally.show_numbers(category)


def ablate(samples: Sequence[Sample], options: OcrOptions, engine: Engine) -> None:
    """What the pages are read like without one step at a time; the second reading changes no text and is left out."""
    whole = replace(options, second_reading=False)
    ablated = {"nothing": whole, "after_reading": replace(whole, after_reading=False)}
    for step in fields(Switches):
        ablated[step.name] = replace(whole, switches=replace(whole.switches, **{step.name: False}))
    for step, left in ablated.items():
        reader = ours(left, engine)
        total: Counter[str] = Counter()
        for sample in samples:
            total.update(errors(sample.text, reader(sample).text))
        cer, wer, bwer, der = (100 * total[key + "e"] / max(1, total[key + "n"]) for key in "cwbd")
        print(f"without {step:14} CER {cer:6.2f}  WER {wer:6.2f}  BWER {bwer:6.2f}  DER {der:5.2f}", flush=True)


def judged(sample: Sample, reading: Reading) -> list[tuple[float, bool]]:
    """For each word its confidence and whether it is right: it stands in the truth, in a run of words read alike.

    The order of runs does not matter: a text layer may be in another order than the page is read in, and confidence
    speaks of words.
    """
    if reading.page is None:
        return []
    words = [word for block in reading.page.flow for word in block.words]
    right = in_runs([word.text for word in words], normal(sample.text).split())
    return [(word.confidence or 0.0, ok) for word, ok in zip(words, right, strict=True)]


def in_runs(read: Sequence[str], truth: Sequence[str]) -> list[bool]:
    """Which words are right: by alignment, and what is left over in runs of at least `RUN` words, longest first."""
    right = [False] * len(read)
    left, wanted = list(range(len(read))), list(truth)
    parts = Levenshtein.opcodes(wanted, list(read))
    used = {place for part in parts if part.tag == "equal" for place in range(part.src_start, part.src_end)}
    for part in parts:
        if part.tag == "equal":
            right[part.dest_start : part.dest_end] = [True] * (part.dest_end - part.dest_start)
    left = [place for place in left if not right[place]]
    wanted = [word for place, word in enumerate(wanted) if place not in used]
    while True:
        matcher = SequenceMatcher(None, [read[place] for place in left], wanted, autojunk=False)
        found = matcher.find_longest_match()
        if found.size < RUN:
            return right
        for place in left[found.a : found.a + found.size]:
            right[place] = True
        del left[found.a : found.a + found.size]
        del wanted[found.b : found.b + found.size]


def reliability(pairs: Sequence[tuple[float, bool]]) -> None:
    print("confidence      words   right   said")
    for low, high in pairwise(BINS):
        inside = [(said, ok) for said, ok in pairs if low <= said < high]
        if inside:
            said, share = np.mean([value for value, _ in inside]), np.mean([ok for _, ok in inside])
            print(f"{low:.2f}–{min(high, 1):.2f}  {len(inside):8}  {100 * share:6.2f}  {100 * said:6.2f}")


def isotonic(pairs: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Pool adjacent violators over rounded confidences; the benchmark then runs with the table switched off."""
    groups: dict[float, list[bool]] = defaultdict(list)
    for said, ok in pairs:
        groups[round(said, 2)].append(ok)
    blocks = [[said, float(sum(oks)), float(len(oks))] for said, oks in sorted(groups.items())]
    pooled: list[list[float]] = []
    for said, good, count in blocks:
        pooled.append([said, good, count])
        while len(pooled) > 1 and pooled[-2][1] / pooled[-2][2] >= pooled[-1][1] / pooled[-1][2]:
            _, more, others = pooled.pop()
            pooled[-1][1] += more
            pooled[-1][2] += others
    return [(said, round((good + 0.5) / (count + 1), 4)) for said, good, count in pooled]


if __name__ == "__main__":
    main()
