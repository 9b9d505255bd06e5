"""`pbgdpl export`: what may be given out, and one sentence and nothing written where it cannot be."""

from __future__ import annotations

import errno
import gc
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

from converters.exports.kinds import EXPORTS
from converters.progress import Silent
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.runs.export import KINDS, ExportChoice, ExportPayload, run
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import Settings
from pbgdpl_cli.terminal.console import Console
from tests.upload.package_factory import APPROVED, make_package

FULL = """
import resource, sys
sys.dont_write_bytecode = True  # compiled files cut at the limit would be there for whoever comes next
resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))
from pbgdpl_cli.app import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """An approved leaflet, a draft, and one with a citizen's number."""
    folder = tmp_path / "goi"
    make_package(folder, "duyet", title="Đã duyệt", **APPROVED)
    make_package(folder, "nhap", title="Còn nháp")
    told = [{"type": "paragraph", "text": "Ông A, số căn cước công dân 001085012345, đã nộp đơn."}]
    make_package(folder, "rieng", title="Có dữ liệu", content=told, **APPROVED)
    return folder


def export(tmp_path: Path, kind: str, *paths: Path, out: Path, include: str = "") -> OperationResult[ExportPayload]:
    settings = Settings(language="vi", json=True, verbosity=0, chosen_home=tmp_path / "home")
    session = Session(Console(settings, io.StringIO(), io.StringIO()))
    return run(session, ExportChoice(kind, paths, out, include))


NEEDED = {"dataset": "pyarrow", "xlsx": "openpyxl"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.real
def test_only_what_is_approved_and_nobodys_own_is_given(kind: str, shelf: Path, tmp_path: Path) -> None:
    if kind in NEEDED:
        pytest.importorskip(NEEDED[kind])
    result = export(tmp_path, kind, shelf, out=tmp_path / f"ra{next(iter(KINDS[kind]))}")
    assert result.data is not None
    assert (result.data.records, result.errors) == (1, ())
    assert {one.path.name: one.marks for one in result.data.left_out} == {"nhap": ("draft",), "rieng": ("personal",)}
    written = [path for path in (tmp_path / "ra").rglob("*") if path.is_file()] if (tmp_path / "ra").is_dir() else []
    assert not any(b"001085012345" in path.read_bytes() for path in written)


def test_what_is_asked_for_bears_its_mark(shelf: Path, tmp_path: Path) -> None:
    export(tmp_path, "chunks", shelf, out=tmp_path / "ra.jsonl", include="draft")
    chunks = [json.loads(line) for line in (tmp_path / "ra.jsonl").read_text("utf-8").splitlines()]
    assert {(chunk["title"], tuple(chunk["marks"])) for chunk in chunks} == {("Đã duyệt", ()), ("Còn nháp", ("draft",))}


@pytest.mark.parametrize(
    ("kind", "ending", "said"),
    [
        ("chunks", ".jsonl", "1 records, 1 pieces: "),
        ("qa", ".json", "1 records, 0 questions: "),
        ("ead", "", "1 records: "),
    ],
)
def test_what_was_written_is_counted_in_what_a_person_calls_it(
    kind: str, ending: str, said: str, shelf: Path, tmp_path: Path
) -> None:
    result = export(tmp_path, kind, shelf / "duyet", out=tmp_path / f"ra{ending}")
    assert str(result.lines[0]).startswith(said)


@pytest.mark.parametrize("kind", ["chunks", "static-site", "ead"])
def test_what_was_there_stays_where_nothing_can_be_read(kind: str, shelf: Path, tmp_path: Path) -> None:
    path = shelf / "duyet" / "data" / "record.json"
    path.write_text(path.read_text("utf-8").replace('"schema_version": "1.1"', '"schema_version": "0.9"'), "utf-8")
    target = tmp_path / ("ra.jsonl" if kind == "chunks" else "ra")
    if kind == "chunks":
        target.write_text("before", "utf-8")
    result = export(tmp_path, kind, shelf / "duyet", tmp_path / "khong-co", out=target)
    assert [error.code for error in result.errors] == ["not-a-package", "not-a-package"]
    assert not target.exists() or target.read_text("utf-8") == "before"


def test_what_a_killed_run_left_a_day_ago_goes(shelf: Path, tmp_path: Path) -> None:
    out, names = (
        tmp_path / "ra.jsonl",
        (".ra.jsonl.0a1b2c3d.part", ".ra.jsonl.ffffffff.part", ".ban.jsonl.0a1b2c3d.part"),
    )
    for name in names:
        (tmp_path / name).write_text("{")
    for name in (names[0], names[2]):
        os.utime(tmp_path / name, (1, 1))
    export(tmp_path, "chunks", shelf, out=out)
    assert [name for name in names if (tmp_path / name).exists()] == [*names[1:]]


def test_nothing_is_written_into_a_package(shelf: Path, tmp_path: Path) -> None:
    before = sorted((shelf / "duyet").rglob("*"))
    for target in (shelf / "duyet" / "ra.jsonl", shelf / "duyet" / "data" / "ra.jsonl", shelf / "duyet"):
        with pytest.raises(WrongUsage):
            export(tmp_path, "chunks", shelf, out=target)
    assert sorted((shelf / "duyet").rglob("*")) == before


def test_a_target_that_cannot_be_is_named_as_it_was_named(shelf: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as error:
        export(tmp_path, "chunks", shelf, out=tmp_path / "khong" / "ra.jsonl")
    assert error.value.filename == str(tmp_path / "khong")
    with pytest.raises(IsADirectoryError):
        export(tmp_path, "chunks", shelf, out=shelf)


@pytest.mark.real
@pytest.mark.skipif(os.name != "posix", reason="how large a file may be is set the POSIX way")
@pytest.mark.parametrize("kind", ["chunks", "dataset", "dataset-jsonl", "static-site", "xlsx"])
def test_a_full_disk_leaves_nothing_half_written(kind: str, shelf: Path, tmp_path: Path) -> None:
    if kind in NEEDED:
        pytest.importorskip(NEEDED[kind])
    many = [{"type": "paragraph", "text": f"Đoạn thứ {number} của tài liệu." * 9} for number in range(40)]
    make_package(shelf, "dai", title="Dài", content=many, **APPROVED)
    target = tmp_path / f"ra{next(iter(KINDS[kind]))}"
    line = [sys.executable, "-c", FULL, "--lang", "en", "export", kind, str(shelf), "-o", str(target)]
    done = subprocess.run(line, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1, done.stderr
    assert len(done.stderr.splitlines()) == 2, done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name not in {"goi", "home"}] == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is full is there on Linux")
def test_a_disk_that_is_full_at_the_end_of_a_workbook_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def full(_: Path) -> Iterator[BinaryIO]:
        with Path("/dev/full").open("wb") as stream:
            yield stream

    told: list[object] = []
    monkeypatch.setattr("converters.exports.sheet.replacing", full)
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    with pytest.raises(OSError, match=re.escape(os.strerror(errno.ENOSPC))):
        EXPORTS["xlsx"][".xlsx"].write([], Path("ra.xlsx"), Silent())
    gc.collect()
    assert told == []


ENDLESS = """
import itertools, resource, sys
from pathlib import Path
from converters.exports.kinds import EXPORTS
from converters.exports.material import Material
from converters.progress import Silent
from tests.upload.package_factory import make_record

resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 20, 4 << 20))
record = make_record(content=[{"type": "paragraph", "text": f"Đoạn {n}. " * 60} for n in range(200)])
try:
    endless = itertools.repeat(Material(record, Path("goi")))
    EXPORTS[sys.argv[1]][sys.argv[2]].write(endless, Path(sys.argv[3]), Silent())
except OSError as error:
    # The most it held itself: `ru_maxrss` begins with what its parent held.
    (most,) = (line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(error.errno, int(most) // 1024)
"""


@pytest.mark.real
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="what a process held is told by Linux")
@pytest.mark.parametrize(("kind", "ending"), [("chunks", ".jsonl"), ("dataset-jsonl", "")])
def test_more_chunks_than_the_disk_holds_end_where_it_does(kind: str, ending: str, tmp_path: Path) -> None:
    """However many there are: nothing is gathered in memory first, and nothing is left behind."""
    (tmp_path / f"ra{ending}").mkdir() if ending == "" else (tmp_path / f"ra{ending}").write_text("before", "utf-8")
    line = [sys.executable, "-c", ENDLESS, kind, ending, str(tmp_path / f"ra{ending}")]
    done = subprocess.run(line, capture_output=True, text=True, timeout=120, cwd=Path(__file__).parents[2])
    number, megabytes = map(int, done.stdout.split())
    assert (number, done.stderr) == (errno.EFBIG, "")
    assert megabytes < 400
    assert [path.name for path in tmp_path.iterdir()] == [f"ra{ending}"]
    assert not ending or (tmp_path / f"ra{ending}").read_text("utf-8") == "before"
    assert ending or list((tmp_path / "ra").iterdir()) == []
