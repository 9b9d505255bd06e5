"""A package another run is changing: one sentence, exit code 1, nothing touched; with --wait it is done afterwards."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import road_inputs as inputs
from road_inputs import Answer, here

from pbgdpl_cli.terminal.console import Console
from validators.packages.changing import changing, locked_package
from validators.packages.locking import AT_ONCE
from validators.packages.swapping import make_staging
from validators.packages.verification import verify
from validators.problems import Message

VALID = inputs.ROOT / "examples" / "valid" / "goi"
SLOW = pytest.mark.real  # half a second of libraries each
COMMANDS = [
    pytest.param("sheet", id="sheet import"),
    pytest.param("fix", id="validate --fix"),
    pytest.param("derive", id="derive", marks=SLOW),
    pytest.param("convert", id="convert --again", marks=SLOW),
]


@pytest.fixture
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("validators.packages.changing.BRIEFLY", AT_ONCE)


@pytest.fixture
def root(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A draft with something to repair, made by `convert` where that is to be done again."""
    if request.node.callspec.params["command"] in {"sheet", "fix"}:
        return draft(tmp_path / "to-gap")
    inputs.word_file(tmp_path, "to-gap.docx")
    assert here("convert", tmp_path / "to-gap.docx", "-o", tmp_path).code == 0
    with changing(tmp_path / "to-gap") as change:
        record = change.record().model_copy(update={"title": "Nhan đề khác"})
        change.write_record(record.model_dump_json(exclude_none=True).encode())
    return tmp_path / "to-gap"


def draft(root: Path) -> Path:
    shutil.copytree(VALID, root)
    with changing(root) as change:
        text = (root / "data/record.json").read_text("utf-8")
        record = json.loads(text.replace("Kết hôn đúng", "Kết  hôn đúng"))
        record |= {"workflow": {"state": "draft", "events": []}, "approval": {}}
        change.write_record(json.dumps(record, ensure_ascii=False).encode())
    return root


def words(command: str, root: Path) -> tuple[str | Path, ...]:
    if command == "sheet":
        return ("sheet", "import", edited_sheet(root), root, "-o", root.with_name("status.xlsx"))
    if command == "derive":
        return ("derive", "infographic", root, "--draft")
    if command == "convert":
        return ("convert", root.with_name("to-gap.docx"), "-o", root.parent, "--again")
    return ("validate", root, "--fix")


def edited_sheet(root: Path) -> Path:
    sheet = root.with_name("s.xlsx")
    assert here("sheet", "export", root, "-o", sheet).code == 0
    title = json.loads((root / "data/record.json").read_text("utf-8"))["title"]
    book = openpyxl.load_workbook(sheet)
    for cell in (cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == title):
        cell.value = "Nhan đề khác"
    book.save(sheet)
    return sheet


def contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def told_locked(command: str, answer: Answer) -> bool:
    if command == "sheet":
        return any("is changing this package" in message for message in answer.data["rows"][0]["messages"])
    return [error["code"] for error in answer.errors] == ["package-locked"]


@pytest.mark.real
@pytest.mark.parametrize("command", COMMANDS)
def test_locked(command: str, root: Path, no_patience: None) -> None:
    asked, before = words(command, root), contents(root)
    with locked_package(root):
        answer = here("--json", *asked)
    assert (answer.code, told_locked(command, answer)) == (1, True)
    assert contents(root) == before
    assert inputs.leftovers(root.parent) == []
    assert not list(root.parent.glob("*.bak"))


@pytest.mark.real
@pytest.mark.parametrize("command", COMMANDS)
def test_waiting(command: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread holds the package until this program has said that it waits."""
    asked, before = words(command, root), contents(root)
    held, said, note = threading.Event(), threading.Event(), Console.note

    def hold() -> None:
        with locked_package(root):
            held.set()
            said.wait(60)

    def heard(console: Console, message: Message, **options: Any) -> None:
        note(console, message, **options)
        if message.text.startswith("Waiting for another run"):
            said.set()

    monkeypatch.setattr(Console, "note", heard)
    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    answer = here("--json", *asked, "--wait")
    holder.join()
    assert answer.code in ((0, 5) if command == "fix" else (0,)), answer.out
    assert answer.err.count("Waiting for another run to finish with this package") == 1
    assert contents(root) != before
    assert verify(root) == []


@pytest.mark.real
def test_the_others_are_repaired(tmp_path: Path, no_patience: None) -> None:
    for name in ("a", "b"):
        draft(tmp_path / name)
    with locked_package(tmp_path / "a"):
        answer = here("--json", "validate", tmp_path, "--fix")
    assert answer.code == 1
    assert [error["path"] for error in answer.errors] == [str(tmp_path / "a")]
    assert [repair["path"] for repair in answer.data["repairs"]] == [f"{tmp_path}/b/data/record.json"]


class TestLookingChangesNothing:
    """`validate`, `status` and `sheet export` read; what a crash or a person left beside packages stays."""

    @pytest.fixture(params=["validate", "status", "sheet export"])
    def look(self, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Path], Answer]:
        command: list[Any] = request.param.split()
        options = ["-o", tmp_path / "s.xlsx"] if command[0] == "sheet" else []
        return lambda folder: here("--json", *command, folder, *options)

    def test_a_persons_folder_is_not_taken_away(self, tmp_path: Path, look: Callable[[Path], Answer]) -> None:
        folder = tmp_path / "in"
        draft(folder / "work")
        draft(folder / ".work.previous")
        before = contents(folder)
        look(folder)
        assert contents(folder) == before

    def test_a_package_without_its_name_is_read(self, tmp_path: Path, look: Callable[[Path], Answer]) -> None:
        folder = tmp_path / "in"
        root = draft(folder / "to-gap")
        root.rename(make_staging(root).previous)
        before = contents(folder)
        answer = look(folder)
        assert answer.code in {0, 5}
        assert answer.data.get("checked", answer.data.get("rows", len(answer.data.get("packages", [])))) == 1
        assert contents(folder) == before
