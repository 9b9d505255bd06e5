"""The library of tesseract in a child process: it reads what the program reads, and no fault of it costs a page."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from converters.ocr.engines.library_child import FAILED, LENGTH, NUMBERS, Library
from converters.ocr.engines.library_process import LibraryProcess, library_process
from converters.ocr.engines.protocol import EngineTimeout, Mode
from converters.ocr.engines.pytesseract_engine import PytesseractEngine, open_engine
from converters.ocr.preparation.arrays import Grey
from tests.each import each

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there the library is looked for")
GREETING = (
    "import sys, struct, time\nout = sys.stdout.buffer\nout.write(struct.pack('<i', 5) + b'5.3.0')\nout.flush()\n"
)


def line_of(text: str) -> Grey:
    """A crop with a line of black text on white."""
    crop = np.full((64, 40 + 24 * len(text)), 255, np.uint8)
    cv2.putText(crop, text, (20, 46), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 3, cv2.LINE_AA)
    return np.asarray(crop, np.uint8)


CROPS = [line_of("Dieu 17. Pham vi"), line_of("2.500.000"), np.full((40, 200), 255, np.uint8), line_of("15/10/2025")]


def child_of(script: str, version: str = "5.3.0") -> LibraryProcess:
    """A child that greets as tesseract 5.3.0 and then runs a script."""
    return LibraryProcess(version, (sys.executable, "-I", "-S", "-c", GREETING + script))


@pytest.fixture(scope="module")
def engine() -> PytesseractEngine:
    """The installed tesseract with its library."""
    opened = open_engine()
    assert opened.library is not None
    return opened


@pytest.fixture(scope="module")
def by_program(engine: PytesseractEngine) -> PytesseractEngine:
    """The same without its library."""
    return replace(engine, library=None)


@linux
@pytest.mark.real
@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("alternatives", [True, False])
def test_library_and_program_read_the_same(
    engine: PytesseractEngine, by_program: PytesseractEngine, mode: Mode, alternatives: bool
) -> None:
    read = engine.read(CROPS, mode=mode, alternatives=alternatives)
    assert read == by_program.read(CROPS, mode=mode, alternatives=alternatives)
    assert "".join(word.text for word in read[1]) == "2.500.000"
    assert any(word.alternatives for words in read for word in words) or not alternatives


@linux
@pytest.mark.real
def test_what_was_read_before_changes_nothing(engine: PytesseractEngine) -> None:
    once = engine.read(CROPS)
    assert engine.read(CROPS[::-1])[::-1] == once
    assert [engine.read([crop])[0] for crop in CROPS] == once


@linux
@pytest.mark.real
def test_a_child_that_was_killed_costs_nothing(engine: PytesseractEngine, by_program: PytesseractEngine) -> None:
    expected = by_program.read(CROPS)
    library = engine.library
    assert engine.read(CROPS) == expected
    assert library is not None
    assert library._child is not None
    first = library._child
    first.kill()
    first.wait()
    assert engine.read(CROPS) == expected  # by the program
    assert engine.read(CROPS) == expected
    assert library._child is not None
    assert library._child.pid != first.pid


@linux
@pytest.mark.real
def test_a_closed_child_is_gone(engine: PytesseractEngine) -> None:
    engine.read(CROPS[:1])
    assert engine.library is not None
    child = engine.library._child
    assert child is not None
    assert child.poll() is None
    engine.library.close()
    assert child.returncode == 0


READS = """
import sys, time
import numpy as np
from converters.ocr.engines.pytesseract_engine import open_engine
engine = open_engine()
engine.read([np.full((40, 200), 255, np.uint8)])
print(engine.library._child.pid, flush=True)
time.sleep(float(sys.argv[1]))
"""


@linux
@pytest.mark.real
@pytest.mark.parametrize("killed", [False, True])
def test_a_child_ends_with_its_parent(killed: bool) -> None:
    reader = subprocess.Popen([sys.executable, "-c", READS, "60" if killed else "0"], stdout=subprocess.PIPE)
    assert reader.stdout is not None
    with reader, reader.stdout:
        child = int(reader.stdout.readline())
        if killed:
            reader.kill()
        reader.wait()
    until = time.monotonic() + (30 if killed else 0)  # who leaves by itself has waited for its child
    while is_running(child):
        assert time.monotonic() < until
        time.sleep(0.05)


def is_running(process: int) -> bool:
    """Whether a process runs; one that has ended and was not asked for yet does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@linux
@pytest.mark.real
def test_another_model_is_read_by_the_program(engine: PytesseractEngine) -> None:
    assert engine.with_model("eng").library is None


@pytest.mark.real
def test_a_child_that_hangs_is_stopped() -> None:
    hanging = child_of("time.sleep(60)")
    begun = time.monotonic()
    with pytest.raises(EngineTimeout):
        hanging.read(CROPS, 7, 0.5, alternatives=True)
    assert time.monotonic() - begun < 30
    assert hanging.usable
    assert hanging._child is None


FAULTS = {
    "another version is not used": ("", "5.3.1", False),
    "one that leaves is asked again": ("sys.exit(3)", "5.3.0", True),
    "one that fails is asked again": (f"sys.stdin.buffer.read({NUMBERS.size})\nout.write({FAILED!r})", "5.3.0", True),
    "half an answer is none": (f"out.write({LENGTH.pack(100)!r} + b'<div')", "5.3.0", True),
}


@pytest.mark.real
@pytest.mark.parametrize("fault", FAULTS)
def test_a_child_that_cannot_tell(fault: str) -> None:
    script, version, usable = FAULTS[fault]
    child = child_of(script, version)
    assert child.read(CROPS, 7, 30.0, alternatives=True) is None
    assert child.usable is usable
    assert child._child is None


@pytest.mark.real
def test_a_library_that_is_not_there_is_asked_once(tmp_path: Path) -> None:
    command = (sys.executable, "-I", "-S", sys.modules[Library.__module__].__file__ or "", "libnothing.so.5")
    child = LibraryProcess("5.3.0", (*command, str(tmp_path), "vie", "textord_all_prop=1"))
    assert child.read(CROPS, 7, 30.0, alternatives=True) is None
    assert not child.usable


def test_a_program_that_is_not_there_starts_no_child(tmp_path: Path) -> None:
    child = LibraryProcess("5.3.0", (str(tmp_path / "none"),))
    assert child.read(CROPS, 7, 30.0, alternatives=True) is None
    assert not child.usable


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A place for programs; what was found for them is forgotten."""
    yield tmp_path
    library_process.cache_clear()


@each("start", [b"#!/bin/sh\nexec tesseract", b"", b"MZ\x90\x00"])
def test_what_stands_in_for_tesseract_has_no_library(folder: Path, start: bytes) -> None:
    program = folder / "tesseract"
    program.write_bytes(start)
    library_process.cache_clear()
    assert library_process(program, "5.3.0", folder, "vie", ("a=b",)) is None


def test_no_program_no_library(folder: Path) -> None:
    assert library_process(folder / "none", "5.3.0", folder, "vie", ("a=b",)) is None


@linux
def test_whoever_asks_has_the_same_child(folder: Path) -> None:
    program = folder / "tesseract"
    program.write_bytes(b"\x7fELF and so on")
    first, second = (library_process(program, "5.3.0", folder, "vie", ("a=b",)) for _ in range(2))
    assert first is not None
    assert first is second
    assert library_process(program, "5.3.0", folder, "eng", ("a=b",)) is not first


def test_a_library_of_another_kind_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="libnothing"):
        Library("libnothing.so.5", str(tmp_path), "vie", ("a=b",))
