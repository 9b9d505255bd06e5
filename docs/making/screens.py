"""Take the handbook's pictures from the real screens: `python -m docs.making.screens PACKAGES`.

PACKAGES is a folder made by `pbgdpl convert` from the examples, with its doubtful places not answered yet; nothing
in it is changed. Chromium draws them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "images" / "handbook"
VALID = ROOT / "examples" / "valid" / "goi"
LANGUAGES = ("vi", "en")
SIZE = (1200, 760)  # pixels
COLOURS = 128
OPENING = 90.0  # seconds a program may take to say its address
_ADDRESS = re.compile(r"https?://127\.0\.0\.1:\d+\S*?(?=[\s).]*(?:\s|$))")


def main() -> None:
    """Take all pictures in both languages."""
    packages = Path(sys.argv[1]).resolve()
    TARGET.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            _take(packages, Path(folder), language)


def _take(packages: Path, folder: Path, language: str) -> None:
    settings = os.environ | {"PBGDPL_LANG": language, "PBGDPL_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    own = shutil.copytree(packages, folder / "packages")
    _run(settings, folder, "validate", own.name, "--for", "publishing", "--format", "html", "-o", "report.html")
    _shoot((folder / "report.html").as_uri(), f"report.{language}", folder)
    with _open(settings, folder, "review", "open", str(own), "--by", "Lê Văn Khánh") as address:
        _shoot(address, f"review.{language}", folder)
    with _open(settings, folder, "portal", "serve", "--port", "0", "--home", str(folder / "shelf")) as address:
        sent = _run(settings, folder, "--json", "upload", str(own), str(VALID), "--to", address)
        identifier = re.findall(r"/materials/[^\"\s]+", sent)[-1]
        _shoot(f"{address}/?lang={language}", f"shelf.{language}", folder)
        _shoot(f"{address}{identifier}?lang={language}", f"material.{language}", folder)


def _run(settings: Mapping[str, str], folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "pbgdpl_cli", *words]
    return subprocess.run(command, env=settings, cwd=folder, capture_output=True, text=True, check=False).stdout


@contextmanager
def _open(settings: Mapping[str, str], folder: Path, *words: str) -> Iterator[str]:
    """A page that is served as long as this lasts; its address."""
    told = folder / "told"
    with told.open("wb") as stream:
        command = [sys.executable, "-m", "pbgdpl_cli", *words]
        served = subprocess.Popen(command, env={**settings, "BROWSER": "true"}, stderr=stream, stdout=stream)
    try:
        end = time.monotonic() + OPENING
        while not (found := _ADDRESS.search(told.read_text("utf-8"))) and time.monotonic() < end:
            time.sleep(0.2)
        if not found:
            raise SystemExit(told.read_text("utf-8"))
        yield found[0].rstrip(".")
    finally:
        served.terminate()
        served.wait()


def _shoot(address: str, name: str, folder: Path) -> None:
    raw = folder / f"{name}.png"
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--virtual-time-budget=5000",
    ]
    size = f"--window-size={SIZE[0]},{SIZE[1]}"
    profile = f"--user-data-dir={folder / 'profile'}"
    subprocess.run(
        [*command, profile, size, f"--screenshot={raw}", address], check=True, capture_output=True, timeout=120
    )
    picture = Image.open(raw).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(TARGET / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
