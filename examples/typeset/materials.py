"""The list of materials: for each, how its text becomes a file, and its true text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from examples.typeset import files, leaflets, office, outline, pamphlet, texts
from examples.typeset.sheet import DPI, Sheet
from examples.typeset.wear import Scanner, photograph, scan

Make = Callable[[Path, "Material"], list[list[str]]]


@dataclass(frozen=True, slots=True)
class Material:
    """One material: the slug of its text, its file's suffix, the seed of its wear, and what makes it."""

    name: str
    suffix: str
    seed: int
    make: Make


def _scanned(sheets: list[Sheet], scanners: list[Scanner], seed: int, target: Path, made: str) -> list[list[str]]:
    """Scan sheets into one PDF; gives back the text of each."""
    pages = [
        scan(sheet.image, DPI, scanner, seed + number)
        for number, (sheet, scanner) in enumerate(zip(sheets, scanners, strict=True))
    ]
    files.write_pdf(target, pages, scanners[0].dpi, made)
    return [sheet.written for sheet in sheets]


def make_pamphlet(target: Path, material: Material) -> list[list[str]]:
    """The tri-fold: outside and inside, scanned unfolded, with the two folds showing."""
    pages = texts.grouped(texts.load(material.name), "@page")
    sheets = [pamphlet.draw_page(texts.grouped(blocks, "@panel")) for _, blocks in pages]
    folds = (1 / 3, 2 / 3)
    scanners = [Scanner(skew=1.1, folds=folds), Scanner(skew=-0.7, folds=folds, noise=4.5)]
    return _scanned(sheets, scanners, material.seed, target, "2026-03-16")


def make_outline(target: Path, material: Material) -> list[list[str]]:
    """The outline: a sheet feeder skews each page a little differently."""
    sheets = outline.draw(texts.load(material.name))
    skews = (0.6, -0.9, 0.3, 1.2, -0.5)
    scanners = [Scanner(skew=skew, tint=(250, 249, 246), noise=4.5) for skew in skews[: len(sheets)]]
    return _scanned(sheets, scanners, material.seed, target, "2026-02-09")


def make_photo(target: Path, material: Material) -> list[list[str]]:
    """The leaflet on a desk, by phone."""
    sheet = leaflets.draw_firecrackers(texts.load(material.name))
    files.write_jpeg(target, photograph(sheet.image, material.seed), 72, quality=78)
    return [sheet.written]


def make_questions(target: Path, material: Material) -> list[list[str]]:
    """The questions and answers, scanned to a JPEG."""
    sheet = leaflets.draw_questions(texts.load(material.name))
    scanner = Scanner(skew=-1.4, noise=5.0, shadow=0.16)
    files.write_jpeg(target, scan(sheet.image, DPI, scanner, material.seed), scanner.dpi)
    return [sheet.written]


def make_word(target: Path, material: Material) -> list[list[str]]:
    """The Word outline."""
    content, lines = office.word_outline(texts.load(material.name))
    files.write_office(target, content)
    return [lines]


def make_lecture(target: Path, material: Material) -> list[list[str]]:
    """The lecture, with speaker notes."""
    content, pages = office.lecture(texts.grouped(texts.load(material.name), "@slide"))
    files.write_office(target, content)
    return pages


MATERIALS = (
    Material("to-gap-phong-chong-bao-luc-gia-dinh", ".pdf", 1301, make_pamphlet),
    Material("de-cuong-nghi-dinh-282-2025", ".pdf", 2202, make_outline),
    Material("hoi-dap-tro-giup-phap-ly", ".jpg", 3303, make_questions),
    Material("to-roi-dot-phao-dung-luat", ".jpg", 4404, make_photo),
    Material("de-cuong-luat-bao-ve-du-lieu-ca-nhan", ".docx", 0, make_word),
    Material("bai-giang-tu-sach-phap-luat", ".pptx", 0, make_lecture),
)


def make(folder: Path, material: Material) -> Path:
    """Make one material and the true text beside it; returns the material's file."""
    target = folder / f"{material.name}{material.suffix}"
    pages = material.make(target, material)
    texts.write_truth(folder / f"{material.name}.gt.txt", pages)
    return target
