"""Write pictures and PDFs of pictures so that the same drawing gives the same bytes."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from pathlib import Path

from PIL import Image

QUALITY = 68


def write_jpeg(target: Path, image: Image.Image, dpi: int, quality: int = QUALITY) -> None:
    """Write a baseline JPEG with its resolution."""
    image.save(target, "JPEG", quality=quality, dpi=(dpi, dpi), subsampling="4:2:0", optimize=True)


def write_pdf(target: Path, pages: list[Image.Image], dpi: int, made: str, quality: int = QUALITY) -> None:
    """Write a PDF that is nothing but page images, as an office scanner makes it.

    Args:
        target: where.
        pages: RGB images at ``dpi``.
        dpi: gives the page its size in points.
        made: date of the scan, YYYY-MM-DD, so that the bytes do not depend on the clock.
        quality: of the JPEG inside.
    """
    moment = time.strptime(made, "%Y-%m-%d")
    pages[0].save(
        target, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=quality,
        creationDate=moment, modDate=moment, producer="", title="",
    )  # fmt: skip


def write_office(target: Path, content: bytes) -> None:
    """Repack an Office file (a ZIP) with one fixed time, so that it depends on its content only."""
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, source.read(name))
