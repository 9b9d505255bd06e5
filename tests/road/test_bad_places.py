"""Output folders that cannot be used: one sentence, before any long work, and nothing half done."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import road_inputs as inputs
from road_inputs import here


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A small file system in memory. Only root on Linux can make one."""
    folder.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("needs root on Linux to mount a file system")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True)
    if made.returncode != 0:
        pytest.skip("mounting is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("tongue", ["vi", "en"])
@pytest.mark.parametrize("command", ["ocr", "convert"])
@pytest.mark.parametrize("below", ["", "sau/nua"])
def test_a_file_where_the_folder_should_be(command: str, tongue: str, below: str, tmp_path: Path) -> None:
    place = tmp_path / "tep"
    place.write_text("của người khác", encoding="utf-8")
    answer = here("--lang", tongue, command, inputs.word_file(tmp_path), "-o", place / below)
    assert answer.code == 1
    assert answer.out == ""
    assert "[cannot-write]" in answer.err
    assert str(place / below) in answer.err
    assert "-o" in answer.err
    sign, *error = answer.err.splitlines()
    assert sign.endswith(" …")
    assert len(error) == 2
    assert place.read_text("utf-8") == "của người khác"


@pytest.mark.real
@pytest.mark.parametrize("tongue", ["vi", "en"])
@pytest.mark.parametrize("command", ["ocr", "convert"])
def test_read_only_folder(command: str, tongue: str, tmp_path: Path) -> None:
    with mounted(tmp_path / "chi-doc", "size=1m,ro") as place:
        answer = here("--json", "--lang", tongue, command, inputs.word_file(tmp_path), "-o", place)
    (error,) = answer.errors
    assert (answer.code, error["code"], error["path"]) == (1, "cannot-write", str(place))
    assert "-o" in error["hint"]


def grainy(scan: Path) -> None:
    """Give a clean scan the grain of a camera: it is read as fast, and no file of it can be small."""
    import numpy as np
    from PIL import Image

    with Image.open(scan) as image:
        paper = np.asarray(image.convert("L")).astype(np.int16)
    grain = np.random.default_rng(1).integers(-9, 1, paper.shape)
    Image.fromarray(np.clip(paper + grain, 0, 255).astype(np.uint8)).save(scan, dpi=(300, 300))


@pytest.mark.real
@pytest.mark.parametrize(("command", "products"), [("ocr", "outputs"), ("convert", "packages")])
def test_full_disk(command: str, products: str, tmp_path: Path) -> None:
    """What has room is still done; what has none leaves nothing behind."""
    large = inputs.scan(tmp_path, "lon.png")
    grainy(large)
    small = inputs.word_file(tmp_path, "nho.docx")
    with mounted(tmp_path / "day", "size=600k") as place:
        answer = here("--json", command, large, small, "-o", place)
        assert inputs.leftovers(place) == []
    (error,) = answer.errors
    assert (answer.code, error["code"], error["path"]) == (1, "disk-full", str(large))
    assert error["hint"]
    assert [item["name"] for item in answer.data[products]] == ["nho.docx"]


@pytest.mark.real
@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
def test_file_size_limit_is_told(tmp_path: Path) -> None:
    """A quota on single files (old USB sticks, ulimit) is no traceback either."""
    source = inputs.word_file(tmp_path)
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000));"
        "from pbgdpl_cli.app import run; sys.exit(run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, "--lang", "en", "convert", source, "-o", tmp_path / "out"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(inputs.ROOT)},
        timeout=120,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"Error [cannot-write] {source}" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".pbgdpl.lock"]


@pytest.mark.real
def test_result_that_cannot_be_printed(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    for words in (["doctor"], ["--json", "doctor"], ["--help"], ["schema"]):
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            done = subprocess.run(
                [sys.executable, "-m", "pbgdpl_cli", "--lang", "en", *words],
                stdout=full,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                env={**os.environ, "PYTHONPATH": str(inputs.ROOT)},
                timeout=60,
            )
        assert done.returncode == 1, words
        assert "Traceback" not in done.stderr
        assert "No space is left" in done.stderr, words


@pytest.mark.real
def test_no_streams_at_all(tmp_path: Path) -> None:
    """Started without a console, the work is done all the same."""
    if sys.platform == "win32":
        pytest.skip("descriptors are closed by a POSIX shell")
    source = inputs.word_file(tmp_path)
    script = 'exec "$0" -m pbgdpl_cli convert "$1" -o "$2" >&- 2>&- <&-'
    done = subprocess.run(
        ["sh", "-c", script, sys.executable, source, tmp_path / "out"],
        env={**os.environ, "PYTHONPATH": str(inputs.ROOT)},
        timeout=120,
    )
    assert done.returncode == 0
    assert (tmp_path / "out" / "tot" / "bagit.txt").is_file()


@pytest.mark.real
def test_packages_can_be_read_by_colleagues(tmp_path: Path) -> None:
    if os.name != "posix":
        pytest.skip("rights are POSIX")
    here("convert", inputs.word_file(tmp_path), "-o", tmp_path / "out")
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "out" / "tot").stat().st_mode & 0o777 == 0o777 & ~mask
    closed = [path for path in (tmp_path / "out").rglob("*") if path.stat().st_mode & 0o044 & ~mask != 0o044 & ~mask]
    assert closed == []


def test_the_very_long_path(tmp_path: Path) -> None:
    answer = here("--json", "--lang", "en", "convert", inputs.word_file(tmp_path), "-o", tmp_path / ("d" * 300))
    (error,) = answer.errors
    assert (answer.code, error["code"]) == (1, "cannot-write")
    assert "too long" in error["message"]
