"""`convert --queue` with a helping `worker`: the same packages as alone, and nothing left on the share."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from road_inputs import MATERIALS, here

pytestmark = pytest.mark.real
SCAN = MATERIALS / "hoi-dap-tro-giup-phap-ly.jpg"


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_packages_are_the_same_whoever_reads(tmp_path: Path) -> None:
    share = tmp_path / "chia-se"
    worker = subprocess.Popen([sys.executable, "-m", "pbgdpl_cli", "-q", "worker", share, "-j", "1"])
    try:
        shared = here("--json", "convert", SCAN, "-o", tmp_path / "chung", "-j", "1", "--queue", share)
    finally:
        worker.kill()
        worker.wait()
    alone = here("--json", "convert", SCAN, "-o", tmp_path / "rieng", "-j", "1")
    assert (shared.code, alone.code) == (0, 0)
    ours, theirs = files_of(tmp_path / "chung"), files_of(tmp_path / "rieng")
    assert ours.keys() == theirs.keys()
    assert {name for name in ours if ours[name] != theirs[name]} == set()
    assert [path for path in (share / "runs").rglob("*") if path.is_file()] == []


def test_a_folder_with_other_things_is_no_queue(tmp_path: Path) -> None:
    (tmp_path / "ảnh.jpg").write_bytes(b"")
    answer = here("--json", "convert", SCAN, "-o", tmp_path / "goi", "--queue", tmp_path)
    assert answer.code == 1
    assert answer.errors[0]["code"] == "cannot-write"
