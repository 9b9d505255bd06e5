"""Killed, interrupted, cut off in the middle: the same command again finishes, and nothing is left lying about."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import bagit
import pytest
import road_inputs as inputs
from road_inputs import here

from converters.writing.leftovers import LOCK, at_work, is_abandoned, sweep_workspaces
from validators.packages.changing import changing
from validators.packages.swapping import make_staging

pytestmark = pytest.mark.real
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")


@pytest.fixture(scope="module")
def materials(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight pages to read, no two alike: enough to be interrupted in."""
    folder = tmp_path_factory.mktemp("materials")
    for number in range(1, 9):
        inputs.scan(folder, f"a{number}.png", (f"Trang {number}", *inputs.SENTENCES))
    return folder


@contextmanager
def started(*words: str | Path, **environ: str) -> Iterator[subprocess.Popen[str]]:
    """The program in a process group of its own, as a shell starts it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pbgdpl_cli", "--lang", "en", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(inputs.ROOT), **environ},
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def wait_for(what: Path, pattern: str) -> None:
    """Until the first product is there."""
    for _ in range(1200):
        if any(what.glob(pattern)):
            return
        time.sleep(0.05)
    pytest.fail(f"nothing like {pattern} appeared")


@POSIX
@pytest.mark.parametrize(
    ("command", "first", "products"), [("ocr", "*.alto.xml", "outputs"), ("convert", "a*", "packages")]
)
def test_killed_and_run_again(command: str, first: str, products: str, materials: Path, tmp_path: Path) -> None:
    out, temporary = tmp_path / "out", tmp_path / "tmp"
    temporary.mkdir()
    with started(command, materials, "-o", out, TMPDIR=str(temporary)) as process:
        wait_for(out, first)
        time.sleep(0.3)  # the mark that it is whole comes last
        process.kill()
        process.wait()
    for package in out.glob("a*/"):
        assert bagit.Bag(str(package)).validate()  # whole, or not there
    assert list(temporary.glob("pbgdpl-run-*")) != []
    with started("--json", command, materials, "-o", out, TMPDIR=str(temporary)) as process:
        answer = inputs.Answer(process.wait(120), *process.communicate())
    assert answer.code == 0
    states = [item["state"] for item in answer.data[products]]
    assert len(states) == len(list(materials.iterdir()))
    assert "unchanged" in states
    assert inputs.leftovers(out) == []
    assert list(temporary.iterdir()) == []


@POSIX
@pytest.mark.parametrize("command", ["ocr", "convert"])
@pytest.mark.parametrize("moment", ["out", "out/a*"], ids=["starting", "working"])
def test_ctrl_c(command: str, moment: str, materials: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with started(command, materials, "-o", out) as process:
        wait_for(tmp_path, moment)
        os.killpg(process.pid, signal.SIGINT)
        printed, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert "Traceback" not in told
    assert "KeyboardInterrupt" not in told
    assert printed == ""
    assert inputs.leftovers(out) == []
    sign, error, *_ = told.splitlines()
    assert sign == ("Reading …" if command == "ocr" else "Converting …")
    assert error.startswith("Error [interrupted]")
    assert "same command" in told


def kept_pages(home: Path) -> dict[str, int]:
    """The pages kept, and when each was written."""
    return {path.name: path.stat().st_mtime_ns for path in home.glob("pages/*/*.json")}


@POSIX
@pytest.mark.parametrize("command", ["ocr", "convert"])
def test_a_book_goes_on_at_the_page_where_it_was_killed(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, home, out = inputs.scanned_book(tmp_path), tmp_path / "home", tmp_path / "out"
    monkeypatch.setenv("PBGDPL_HOME", str(home))
    with started(command, book, "-o", out, "-j", "1") as process:
        wait_for(home, "pages/*/2.json")
        process.kill()
        process.wait()
    before = kept_pages(home)
    assert 2 <= len(before) < 6
    with monkeypatch.context() as patched:
        # The rest is read, then a later step fails: what was read stays.
        patched.setattr("converters.conversion.build_record", _defect)
        patched.setattr("converters.transcription.placed_flags", _defect)
        (error,) = here("--json", "--lang", "en", command, book, "-o", out, "-j", "1").errors
        assert error["code"] == "internal"
        assert "The pages that were read are kept" in error["hint"]
    after = kept_pages(home)
    assert sorted(after) == [f"{number}.json" for number in range(1, 7)]
    assert {name: after[name] for name in before} == before
    with monkeypatch.context() as patched:
        # Nothing is left to read: the engine is not asked for.
        patched.setattr("converters.work.local_pool.LocalPool.submit", _defect)
        answer = here("--json", command, book, "-o", out, "-j", "1")
    assert answer.code == 0
    assert kept_pages(home) == {}
    (made,) = answer.data["outputs" if command == "ocr" else "packages"]
    assert (made["pages"], made["state"]) == (6, "made")


def _defect(*_: object, **__: object) -> NoReturn:
    raise ZeroDivisionError


@POSIX
def test_reader_that_leaves_early(materials: Path, tmp_path: Path) -> None:
    """`pbgdpl ocr … | head -1`."""
    source = inputs.word_file(tmp_path)
    script = '"$0" -m pbgdpl_cli ocr "$1" -o "$2" | head -1; echo "${PIPESTATUS[0]}"'
    done = subprocess.run(
        ["bash", "-c", script, sys.executable, source, tmp_path / "out"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(inputs.ROOT)},
        timeout=120,
    )
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == "Reading …\n"


class TestLeftovers:
    def unfinished(self, folder: Path) -> list[Path]:
        package, file = make_staging(folder / "to-gap"), folder / ".to-gap.txt.0a1b2c3d.part"
        file.write_bytes(b"half")
        return [package.folder, file]

    def test_of_a_dead_run_are_taken_away(self, tmp_path: Path) -> None:
        left = self.unfinished(tmp_path)
        with at_work(tmp_path):
            assert not any(path.exists() for path in left)

    def test_of_a_run_at_work_stay(self, tmp_path: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from converters.writing.leftovers import at_work\n"
            "with at_work(Path(sys.argv[1])): print('ready', flush=True); sys.stdin.read()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", code, tmp_path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(inputs.ROOT)},
        ) as other:
            assert other.stdout is not None
            other.stdout.readline()
            file = self.unfinished(tmp_path)[1]
            with at_work(tmp_path):
                assert file.exists()
            assert not is_abandoned(tmp_path)
            other.kill()
        with at_work(tmp_path):
            assert not file.exists()

    def test_what_is_not_ours_stays(self, tmp_path: Path) -> None:
        names = [".git", "a.part", ".a.part", ".bao-cao.staging", ".bao-cao.0a1b2c3d.staging", ".x.ABCDEFGH.part"]
        for name in names:
            (tmp_path / name).write_bytes(b"x")
        with at_work(tmp_path):
            assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names, LOCK])

    def test_of_a_package_another_command_is_changing_stay(self, tmp_path: Path) -> None:
        """It holds the package's own lock, not the folder's."""
        with changing(tmp_path / "to-gap") as change:
            change.write("record.json", b"{}")
            with at_work(tmp_path):
                assert change.data.is_dir()

    def test_a_package_that_lost_its_name_is_given_it_back(self, tmp_path: Path) -> None:
        with changing(tmp_path / "to-gap") as change:
            change.write("record.json", b"{}")
        (tmp_path / "to-gap").rename(make_staging(tmp_path / "to-gap").previous)
        with at_work(tmp_path):
            assert (tmp_path / "to-gap/data/record.json").is_file()

    def test_workspaces_of_dead_runs(self, tmp_path: Path) -> None:
        dead, alive, foreign = (tmp_path / name for name in ("run-dead", "run-alive", "run-foreign"))
        for folder in (dead, alive, foreign):
            folder.mkdir()
        with at_work(dead):
            pass
        with at_work(alive):
            sweep_workspaces(tmp_path, "run-")
            assert sorted(path.name for path in tmp_path.iterdir()) == ["run-alive", "run-foreign"]


def test_two_runs_at_once_do_not_hurt_each_other(materials: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ("--json", "convert", materials, "-o", out)
    with started(*words) as first, started(*words) as second:
        answers = [inputs.Answer(process.wait(180), *process.communicate()) for process in (first, second)]
    assert [answer.code for answer in answers] == [0, 0]
    assert inputs.leftovers(out) == []
    for package in out.glob("a*/"):
        assert bagit.Bag(str(package)).validate()
    again = here(*words)
    assert {package["state"] for package in again.data["packages"]} == {"unchanged"}


def test_a_defect_with_one_file_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import converters.conversion

    real = converters.conversion.build_record

    def broken(document: object, **options: object) -> object:
        if document.source.name == "mot.docx":  # type: ignore[attr-defined]
            raise ZeroDivisionError
        return real(document, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(converters.conversion, "build_record", broken)
    inputs.word_file(tmp_path, "mot.docx")
    inputs.word_file(tmp_path, "hai.docx")
    answer = here("--json", "convert", tmp_path / "mot.docx", tmp_path / "hai.docx", "-o", tmp_path / "out")
    (error,) = answer.errors
    assert (answer.code, error["code"], error["path"]) == (1, "internal", str(tmp_path / "mot.docx"))
    assert [package["name"] for package in answer.data["packages"]] == ["hai.docx"]
    log = Path(os.environ["PBGDPL_HOME"]) / "error.log"
    assert "ZeroDivisionError" in log.read_text("utf-8")
