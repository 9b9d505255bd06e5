"""Converting what is there already, and what has the name of something else: nothing that was in a package goes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import road_inputs as inputs
from openpyxl import load_workbook
from road_inputs import here

from validators.packages.changing import changing
from validators.packages.verification import verify

pytestmark = pytest.mark.real


def record_in(root: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((root / "data/record.json").read_text("utf-8"))
    return record


@pytest.fixture
def root(tmp_path: Path) -> Path:
    inputs.word_file(tmp_path, "to-gap.docx")
    assert here("convert", tmp_path / "to-gap.docx", "-o", tmp_path / "out").code == 0
    return tmp_path / "out" / "to-gap"


def again(root: Path) -> inputs.Answer:
    return here("--json", "convert", root.parents[1] / "to-gap.docx", "-o", root.parent, "--again")


def test_the_same_package_is_made(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert again(root).code == 0
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_derivatives_and_what_others_put_in_stay(root: Path) -> None:
    assert here("derive", "infographic", root, "--draft").code == 0
    with changing(root) as change:
        change.write("ghi-chu.txt", b"note")
    before = record_in(root)
    assert again(root).code == 0
    after = record_in(root)
    assert sorted(entry["path"] for entry in after["files"]) == sorted(entry["path"] for entry in before["files"])
    assert after["accessibility"] == before["accessibility"]
    assert (root / "data/ghi-chu.txt").read_bytes() == b"note"
    assert verify(root) == []
    answer = here("--json", "derive", "infographic", root, "--draft")
    assert answer.data["derived"][0]["state"] == "unchanged"  # the text is the same, so the poster is still right


def test_what_was_changed_after_sealing_is_sealed_again_by_no_command(root: Path) -> None:
    assert here("sheet", "export", root, "-o", root.parent / "s.xlsx").code == 0
    book = load_workbook(root.parent / "s.xlsx")
    book.worksheets[0].cell(3, 2).value = "Tên khác"
    book.save(root.parent / "s.xlsx")
    record = root / "data/record.json"
    record.write_bytes(record.read_bytes() + b"\n")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for words in (
        ("convert", root.parents[1] / "to-gap.docx", "-o", root.parent, "--again"),
        ("derive", "infographic", root, "--draft"),
        ("review", "approve", root, "--by", "Trần Văn Thử"),
        ("review", "reopen", root, "--by", "Trần Văn Thử"),
        ("sheet", "import", root.parent / "s.xlsx", root),
        ("validate", root, "--fix"),
    ):
        assert here(*words).code != 0, words
        assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before, words
    assert verify(root)


def test_approved_while_it_was_being_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person finished the review in the minutes between the first look and the writing."""
    import converters.conversion as module

    real = module.build_record

    def build(*words: Any, **options: Any) -> Any:
        with changing(root) as change:
            record = record_in(root) | {"workflow": {"state": "approved", "events": []}}
            change.write_record(json.dumps(record).encode())
        return real(*words, **options)

    monkeypatch.setattr(module, "build_record", build)
    answer = again(root)
    assert [error["code"] for error in answer.errors] == ["reviewed"]
    assert record_in(root)["workflow"]["state"] == "approved"


def test_two_sources_of_one_name_in_one_run(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        inputs.word_file(tmp_path / folder, "to-gap.docx")
    with (tmp_path / "b" / "to-gap.docx").open("ab") as stream:
        stream.write(b"\0")  # another file, which Word opens all the same
    answer = here("--json", "convert", tmp_path / "a", tmp_path / "b", "-o", tmp_path / "out")
    assert answer.code == 0
    assert len({package["path"] for package in answer.data["packages"]}) == 2
    assert all(verify(Path(package["path"])) == [] for package in answer.data["packages"])


def test_made_by_another_run_while_it_was_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import converters.conversion as module

    inputs.word_file(tmp_path, "to-gap.docx")
    words = ("--json", "convert", tmp_path / "to-gap.docx", "-o", tmp_path / "out")
    real, inside = module.build_record, []

    def build(*arguments: Any, **options: Any) -> Any:
        if not inside:
            inside.append(True)
            assert inputs.pbgdpl(*words).code == 0
        return real(*arguments, **options)

    monkeypatch.setattr(module, "build_record", build)
    answer = here(*words)
    assert (answer.code, [package["state"] for package in answer.data["packages"]]) == (0, ["unchanged"])
    assert verify(tmp_path / "out" / "to-gap") == []
