"""The full road, page images to a searchable PDF: `pbgdpl ocr` beside `ocrmypdf`, on one PDF in the same run.

    python benchmarks/ocr_road.py --ocrmypdf PATH --pages FOLDER [FOLDER …] [--most 20] [--jobs 2] [--engine tesserocr]

All pages found (.jpg) become the pages of one PDF, with their own bytes. Both start from nothing, as a person would
start them: we with `--jobs` processes, OCRmyPDF with `--deskew --rotate-pages --clean -l vie` and its own choice of
jobs. Printed: pages a minute, which depend on what else the machine does, and processor seconds, which hardly do.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

DPI = 200.0  # where an image does not say
PLAUSIBLE = (70.0, 700.0)


@dataclass(frozen=True, slots=True)
class Run:
    """What a program took."""

    wall: float
    cpu: float
    written: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, nargs="+", required=True)
    parser.add_argument("--ocrmypdf", type=Path)
    parser.add_argument("--most", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--engine", default="pytesseract")
    arguments = parser.parse_args()
    images = [image for folder in arguments.pages for image in sorted(folder.glob("*.jpg"))]
    step = max(1, len(images) // arguments.most)
    race(images[::step][: arguments.most], arguments.ocrmypdf, arguments.jobs, arguments.engine)


def race(images: Sequence[Path], peer: Path | None, jobs: int, engine: str) -> None:
    """Both over the same pages, and the ratio."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source = folder / "pages.pdf"
        bound(images, source)
        program = [sys.executable, "-m", "pbgdpl_cli", "ocr", "--engine", engine, "-j", str(jobs)]
        ours = timed([*program, "-o", folder / "ours", source], folder / "ours" / "pages.pdf")
        show("pbgdpl ocr", ours, len(images))
        if peer is not None:
            options = ["--quiet", "--deskew", "--rotate-pages", "--clean", "-l", "vie"]
            theirs = timed([peer, *options, source, folder / "theirs.pdf"], folder / "theirs.pdf")
            show("ocrmypdf", theirs, len(images))
            faster, cheaper = theirs.wall / ours.wall, theirs.cpu / ours.cpu
            print(f"ours: {faster:.2f} × the pages a minute, {cheaper:.2f} × by processor time")


def bound(images: Sequence[Path], target: Path) -> None:
    """The images as the pages of one PDF, JPEG bytes as they are."""
    pdf = pikepdf.new()
    for image in images:
        with Image.open(image, formats=("JPEG",)) as opened:
            (width, height), grey = opened.size, opened.mode == "L"
            said = float(opened.info.get("dpi", (DPI,))[0])
        scale = 72 / (said if PLAUSIBLE[0] <= said <= PLAUSIBLE[1] else DPI)
        stream = pdf.make_stream(
            image.read_bytes(), Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, BitsPerComponent=8,
            ColorSpace=Name.DeviceGray if grey else Name.DeviceRGB, Filter=Name.DCTDecode,
        )  # fmt: skip
        page = Dictionary(
            Type=Name.Page,
            MediaBox=[0, 0, width * scale, height * scale],
            Resources=Dictionary(XObject=Dictionary(Scan=stream)),
            Contents=pdf.make_stream(f"{width * scale} 0 0 {height * scale} 0 0 cm /Scan Do".encode("ascii")),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.save(target)


def timed(command: Sequence[str | Path], product: Path) -> Run:
    before, start = getrusage(RUSAGE_CHILDREN), perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    after, wall = getrusage(RUSAGE_CHILDREN), perf_counter() - start
    if not product.is_file():
        sys.exit(f"{command[0]} wrote nothing: {done.stderr.decode('utf-8', 'replace')[-500:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, product.stat().st_size)


def show(name: str, run: Run, pages: int) -> None:
    print(
        f"{name:12} {pages} pages in {run.wall:6.1f} s = {60 * pages / run.wall:5.1f} pages/min;"
        f" {run.cpu / pages:.2f} CPU-s/page; PDF {run.written / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
