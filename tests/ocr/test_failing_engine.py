"""Tesseract that fails, hangs or answers nonsense is one clear problem, and costs no more than its page."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import numpy as np
import pytest

from converters.ocr.engines.protocol import EngineFailure, EngineTimeout
from converters.ocr.engines.pytesseract_engine import PytesseractEngine

CROPS = [np.full((40, 200), 255, np.uint8)]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs are shell scripts here")


def program(folder: Path, *lines: str) -> PytesseractEngine:
    """An engine whose tesseract is a script of these lines."""
    path = folder / "tesseract"
    path.write_text("\n".join(["#!/bin/sh", 'if [ "$1" = --version ]; then echo tesseract 5.3.0; exit 0; fi', *lines]))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return PytesseractEngine(path, "5.3.0")


def test_nothing_to_read_starts_no_program(tmp_path: Path) -> None:
    assert PytesseractEngine(tmp_path / "none", "5").read([]) == []


def test_what_it_said_last_is_told(tmp_path: Path) -> None:
    engine = program(tmp_path, "echo 'read_params_file: cannot open' >&2", "exit 1")
    with pytest.raises(EngineFailure) as raised:
        engine.read(CROPS)
    assert "read_params_file" in str(raised.value.message.values["reason"])
    assert not isinstance(raised.value, EngineTimeout)


def test_a_program_that_hangs_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(EngineTimeout):
        program(tmp_path, "exec sleep 60").read(CROPS, timeout=0.3)


def test_an_answer_of_another_kind_reads_nothing(tmp_path: Path) -> None:
    engine = program(tmp_path, "echo '<html>nothing of ours</html>' > \"$2.hocr\"")
    assert engine.read(CROPS * 2) == [(), ()]


def test_a_program_that_cannot_be_started(tmp_path: Path) -> None:
    path = tmp_path / "tesseract"
    path.write_bytes(b"\x00not a program")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(EngineFailure):
        PytesseractEngine(path, "?").read(CROPS)


@pytest.mark.parametrize("before", [None, "4"])
def test_the_environment_is_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None) -> None:
    monkeypatch.delenv("OMP_THREAD_LIMIT", raising=False)
    if before is not None:
        monkeypatch.setenv("OMP_THREAD_LIMIT", before)
    seen = tmp_path / "seen"
    with pytest.raises(EngineFailure):
        program(tmp_path, f'echo "$OMP_THREAD_LIMIT" > "{seen}"', "exit 3").read(CROPS)
    assert seen.read_text().strip() == "1"
    assert os.environ.get("OMP_THREAD_LIMIT") == before
