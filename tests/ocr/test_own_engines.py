"""A person's own engine, installed as a package of its own; and engines that hang, or eat all memory."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drawn_pages import text_page
from PIL import Image

from converters.ocr.engines.opening import engine_names, open_engine
from converters.ocr.options import OcrOptions
from converters.work import local_pool
from converters.work.local_pool import LocalPool
from converters.work.page_reader import PageReader
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.runs.convert import ConvertChoice, ConvertPayload, run
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import Settings
from pbgdpl_cli.terminal.console import Console

pytestmark = pytest.mark.real

# As the guides print it, but for what it reads.
ENGINE = """
import os
import time
from dataclasses import dataclass

from converters.ocr.engines.protocol import Mode, ReadWord
from converters.reading.boxes import Box


@dataclass(frozen=True)
class Slate:
    name: str = "slate"
    version: str = "1.0"
    habit: str = "reads"

    def read(self, crops, *, mode=Mode.LINE, timeout=120.0, alternatives=True):
        if len(crops) == 3 and self.habit == "hangs" and "SLATE_IS_WELL" not in os.environ:
            while True:
                time.sleep(60)
        if self.habit == "dies" and "SLATE_IS_WELL" not in os.environ:
            with open(os.environ["SLATE_DEATHS"], "a") as stream:
                stream.write("x")
            os._exit(1)
        if len(crops) == 3 and self.habit == "eats":
            hoard = [bytearray(b"x") * 2**28]
            while True:
                hoard.append(bytearray(hoard[-1]))
        return [(ReadWord("giải", Box(2, 2, crop.shape[1] // 2, crop.shape[0] - 2), 0.98),
                 ReadWord("hòa", Box(crop.shape[1] // 2 + 4, 2, crop.shape[1] - 2, crop.shape[0] - 2), 0.97))
                for crop in crops]


def open_engine():
    return Slate()


def open_hanging():
    return Slate(habit="hangs")


def open_dying():
    return Slate(habit="dies")


def open_hungry():
    return Slate(habit="eats")
"""
ENTRY_POINTS = """[pbgdpl.engines]
slate = slate_engine:open_engine
slate-hangs = slate_engine:open_hanging
slate-dies = slate_engine:open_dying
slate-eats = slate_engine:open_hungry
"""


def wheel(folder: Path) -> Path:
    """A wheel as any build tool makes it (binary distribution format 1.0)."""
    info = "slate_engine-1.0.dist-info"
    files = {
        "slate_engine.py": ENGINE,
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: slate-engine\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": ENTRY_POINTS,
    }
    record = "".join(f"{name},sha256={digest(text)},{len(text.encode())}\n" for name, text in files.items())
    path = folder / "slate_engine-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            archive.writestr(name, text)
    return path


def digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


OWN_TOOLS = str(Path(__file__).parents[2] / ".venv-tools" / "bin")  # where ./run puts its uv


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package, installed by an installer."""
    folder = tmp_path_factory.mktemp("own")
    place = folder / "site"
    uv = shutil.which("uv") or shutil.which("uv", path=OWN_TOOLS)
    installer = [uv, "pip", "install", "--offline"] if uv else [sys.executable, "-m", "pip", "install", "--no-index"]
    command = [*installer, "--no-deps", "--target", place, wheel(folder)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    if done.returncode:
        pytest.skip(f"no installer works here: {done.stderr.decode('utf-8', 'replace')[-300:]}")
    return place


@pytest.fixture
def with_package(installed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The package on the path of this process and of workers started from it."""
    monkeypatch.syspath_prepend(str(installed))
    yield
    sys.modules.pop("slate_engine", None)


def source(folder: Path) -> Path:
    """Three pages; the second has three lines and is what bad engines stumble over."""
    one = text_page([("Điều 5. Hòa giải ở cơ sở", (120, 100))])
    three = text_page([(f"Khoản {number}. Hòa giải viên ở cơ sở", (120, 100 + 200 * number)) for number in range(3)])
    pages = [Image.fromarray(page) for page in (one, three, one)]
    path = folder / "pages.tiff"
    pages[0].save(path, save_all=True, append_images=pages[1:], compression="tiff_lzw")
    return path


@pytest.mark.usefixtures("with_package")
def test_the_engine_is_known_and_opened_by_its_name() -> None:
    assert "slate" in engine_names()
    engine = open_engine("slate")
    (words,) = engine.read([np.full((40, 200), 255, np.uint8)])
    assert [word.text for word in words] == ["giải", "hòa"]


def test_the_program_reads_with_it(installed: Path, tmp_path: Path) -> None:
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, [str(installed), os.environ.get("PYTHONPATH", "")])),
        "PBGDPL_HOME": str(tmp_path / "home"),
    }
    command = [sys.executable, "-m", "pbgdpl_cli", "--json", "ocr", "--engine", "slate", "-o", tmp_path / "out"]
    answer = subprocess.run(
        [*command, source(tmp_path)], capture_output=True, env=environment, check=False, timeout=300,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    data = json.loads(answer.stdout)
    assert data["status"] == "success", answer.stderr.decode("utf-8", "replace")
    assert (tmp_path / "out" / "pages.txt").read_text("utf-8").split() == ["giải", "hòa"] * 5


@pytest.mark.usefixtures("with_package")
def test_a_page_that_hangs_is_given_up_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_pool, "GRACE", 14.0)  # room for a worker to load
    options = OcrOptions(engine="slate-hangs", page_timeout=1.0)
    with LocalPool(1) as pool:
        first, second, third = PageReader(pool, options, ahead=3)(source(tmp_path), [1, 2, 3])
    assert first.text.split() == third.text.split() == ["giải", "hòa"]
    assert "took too long" in str(second.failure)


def converted(folder: Path, engine: str, **chosen: Any) -> OperationResult[ConvertPayload]:
    session = Session(Console(Settings("en", True, 0, folder / "home"), io.StringIO(), io.StringIO()))
    return run(session, ConvertChoice((folder,), folder / "goi", jobs=1, engine=engine, **chosen))


@pytest.mark.usefixtures("with_package")
def test_what_two_workers_died_over_is_set_aside_until_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deaths = tmp_path / "deaths"
    monkeypatch.setenv("SLATE_DEATHS", str(deaths))
    page = tmp_path / "page.png"
    Image.fromarray(text_page([("Điều 5. Hòa giải ở cơ sở", (120, 100))])).save(page)
    convert = partial(converted, tmp_path, "slate-dies")
    first, second = convert(), convert()
    assert deaths.read_text() == "xx"
    assert [error.code for error in (*first.errors, *second.errors)] == [first.errors[0].code, "set-aside"]
    assert "Set aside on" in str(second.errors[0].message)
    assert "Two processes died over page 1" in str(second.errors[0].message)
    convert(retry=frozenset({"crash"}))
    assert deaths.read_text() == "xxxx"
    page.touch()  # another file, for all anybody knows
    monkeypatch.setenv("SLATE_IS_WELL", "1")
    assert [one.state for one in convert().data.packages] == ["made"]


@pytest.mark.usefixtures("with_package")
def test_only_what_took_too_long_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is really up, the page stands as failed in a package, and a run that asks for it reads it."""
    monkeypatch.setattr(local_pool, "_seconds", lambda task: 15.0)
    book = source(tmp_path)
    (tmp_path / "hỏng.pdf").write_bytes(b"%PDF-1.4 x")

    convert = partial(converted, tmp_path, "slate-hangs")
    first = convert()
    (made,) = first.data.packages
    assert (made.state, made.pages) == ("made", 3)
    assert sorted(error.path and Path(error.path).name for error in first.errors) == ["hỏng.pdf", book.name]
    monkeypatch.setenv("SLATE_IS_WELL", "1")
    assert convert().data.packages[0].state == "unchanged"
    assert convert(retry=frozenset({"crash"})).data.packages == ()
    again = convert(retry=frozenset({"timeout"}))
    assert [(one.path, one.state) for one in again.data.packages] == [(made.path, "made")]
    assert again.errors == ()
    assert (made.path / "data" / "content.md").read_text("utf-8").count("giải hòa") == 5
    assert convert(retry=frozenset({"timeout"})).data.packages == ()


@pytest.mark.usefixtures("with_package")
def test_a_page_that_eats_all_memory_is_given_up_and_the_rest_is_read(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    options = OcrOptions(engine="slate-eats", memory_limit=2 * 1024**3)
    with LocalPool(1) as pool:
        first, second, third = PageReader(pool, options, ahead=3)(source(tmp_path), [1, 2, 3])
    assert first.text.split() == third.text.split() == ["giải", "hòa"]
    assert "memory" in str(second.failure)
