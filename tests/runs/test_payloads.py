"""Every command: a typed choice in, a typed payload out, and the envelope's keys as they are published."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import io
import json
import pkgutil
import shutil
import typing
from pathlib import Path
from typing import Any

import pytest

from pbgdpl_cli import commands, i18n, runs
from pbgdpl_cli.commands import COMMANDS
from pbgdpl_cli.result import ErrorItem, ExitCode, OperationResult
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import Settings
from pbgdpl_cli.terminal.console import Console
from pbgdpl_cli.terminal.envelope import envelope
from validators.problems import say

ROOT = Path(__file__).parents[2]
VALID = ROOT / "examples" / "valid"
SHARED = {
    "upload_progress",
    "derive_sound",
    "days",
    "each_package",
    "register_choice",
    "register_entries",
    "register_place",
}
RUNS = sorted({module.name for module in pkgutil.iter_modules(runs.__path__) if not module.ispkg} - SHARED)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    i18n.activate("en")
    settings = Settings("en", json=True, verbosity=0, chosen_home=tmp_path / "home")
    return Session(Console(settings, io.StringIO(), io.StringIO()))


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    shutil.copytree(VALID / "goi", tmp_path / "packages" / "goi")
    return tmp_path / "packages"


def data_of(result: OperationResult[object]) -> dict[str, Any]:
    """The `data` member as a machine reads it."""
    data: dict[str, Any] = json.loads(envelope(result))["data"]
    return data


@pytest.mark.parametrize("name", [*RUNS, "review.steps", "review.waive"])
def test_a_run_takes_a_session_and_a_frozen_choice_and_gives_a_frozen_payload(name: str) -> None:
    module = importlib.import_module(f"{runs.__name__}.{name}")
    hints = typing.get_type_hints(module.run, vars(module))
    assert list(inspect.signature(module.run).parameters) == ["session", "choice"]
    assert hints["session"] is Session
    payloads = typing.get_args(typing.get_args(hints["return"])[0]) or typing.get_args(hints["return"])
    for kind in (hints["choice"], *payloads):
        assert dataclasses.is_dataclass(kind)
        assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]


def test_every_command_has_a_run() -> None:
    groups = {
        "register": ["register_build", "register_check", "register_show"],
        "sheet": ["sheet_export", "sheet_import"],
        "derive": ["derive", "derive_plan"],
        "status": ["status", "why"],
        "upload": ["upload", "upload_undo"],
    }
    wanted = [run for name in COMMANDS if name not in {"review", "portal"} for run in groups.get(name, [name])]
    assert sorted(wanted) == RUNS  # those of review and portal have rooms of their own


def test_every_command_has_a_module_and_no_other() -> None:
    assert {module.name for module in pkgutil.iter_modules(commands.__path__)} == set(COMMANDS)


class TestSerialising:
    def test_payloads_by_their_fields_sentences_in_the_language_in_use(self) -> None:
        @dataclasses.dataclass(frozen=True)
        class Part:
            path: Path
            note: object

        @dataclasses.dataclass(frozen=True)
        class Whole:
            parts: tuple[Part, ...]
            absent: None = None

        i18n.activate("en")
        result = OperationResult("x", Whole((Part(Path("a") / "b", say("Page {number}", number=3)),)))
        assert data_of(result) == {"parts": [{"path": str(Path("a/b")), "note": "Page 3"}], "absent": None}

    def test_no_payload_is_an_empty_object(self) -> None:
        failed = ErrorItem("x", say("It went wrong."), ExitCode.SOME_FAILED)
        assert data_of(OperationResult("x", errors=(failed,))) == {}


def test_schema(session: Session, tmp_path: Path) -> None:
    from pbgdpl_cli.runs.schema import SchemaChoice, run

    printed = run(session, SchemaChoice("json"))
    assert list(data_of(printed)) == ["id", "format", "text", "path"]
    assert printed.body == data_of(printed)["text"]
    written = run(session, SchemaChoice("xsd", tmp_path / "s.xsd"))
    assert (written.body, data_of(written)["path"]) == (None, str(tmp_path / "s.xsd"))
    assert (tmp_path / "s.xsd").read_text("utf-8") == data_of(written)["text"]


def test_status(session: Session, packages: Path) -> None:
    from pbgdpl_cli.runs.status import StatusChoice, run

    (packages / "broken" / "data").mkdir(parents=True)
    (packages / "broken" / "data" / "record.json").write_text("{}", encoding="utf-8")
    result = run(session, StatusChoice((packages, packages / "absent")))
    (item,) = data_of(result)["packages"]
    assert list(item) == [
        "path", "identifier", "title", "kind", "state", "approved", "derived", "stale", "reasons",
        "uploads", "portal",
    ]  # fmt: skip
    assert item["path"] == str(packages / "goi")
    assert [Path(error.path or "").name for error in result.errors] == ["record.json", "absent"]
    assert result.final_exit_code is ExitCode.SOME_FAILED


@pytest.mark.real
def test_upload_and_what_status_tells_of_it(session: Session, packages: Path, tmp_path: Path) -> None:
    from pbgdpl_cli.runs.status import StatusChoice
    from pbgdpl_cli.runs.status import run as status
    from pbgdpl_cli.runs.upload import UploadChoice, run

    choice = UploadChoice((packages, tmp_path / "absent"), to=f"folder:{tmp_path / 'stick'}")
    result = run(session, choice)
    data = data_of(result)
    assert list(data) == ["target", "items", "batch", "seconds_due"]
    (item,) = data["items"]
    assert list(item) == ["path", "identifier", "state", "remote", "bytes_sent", "bytes_due", "findings"]
    assert item["state"] == "sent"
    assert [error.path for error in result.errors] == [str(tmp_path / "absent")]
    (upload,) = data_of(status(session, StatusChoice((packages,))))["packages"][0]["uploads"]
    assert list(upload) == ["target", "state", "current", "remote", "at"]
    assert (upload["state"], upload["current"]) == ("confirmed", True)


def test_nothing_to_upload_opens_no_target(session: Session, tmp_path: Path) -> None:
    from pbgdpl_cli.runs.upload import UploadChoice, run

    (tmp_path / "none").mkdir()
    result = run(session, UploadChoice((tmp_path / "none",), to=f"folder:{tmp_path / 'stick'}"))
    assert (data_of(result), result.final_exit_code) == ({}, ExitCode.UNREADABLE)
    assert not (tmp_path / "stick").exists()


@pytest.mark.real
def test_sheets(session: Session, packages: Path, tmp_path: Path) -> None:
    from pbgdpl_cli.runs import sheet_export, sheet_import

    (packages / "broken.json").write_text('{"schema_version": "1.1"', encoding="utf-8")
    sheet = tmp_path / "metadata.xlsx"
    exported = sheet_export.run(session, sheet_export.ExportChoice((packages,), sheet))
    assert data_of(exported) == {"path": str(sheet), "rows": 1}
    assert [error.path for error in exported.errors] == [str(packages / "broken.json")]
    imported = sheet_import.run(session, sheet_import.ImportChoice(sheet, (packages / "goi",)))
    data = data_of(imported)
    assert list(data) == ["path", "rows"]
    assert [list(row) for row in data["rows"]] == [["row", "identifier", "state", "changes", "messages", "sheet"]]
    assert (data["rows"][0]["state"], imported.final_exit_code) == ("unchanged", ExitCode.DONE)


@pytest.mark.real
def test_a_mistyped_path_costs_no_sheet(session: Session, packages: Path, tmp_path: Path) -> None:
    from pbgdpl_cli.runs import sheet_export, sheet_import

    sheet = tmp_path / "metadata.xlsx"
    sheet_export.run(session, sheet_export.ExportChoice((packages,), sheet))
    before = sheet.read_bytes()
    absent = (tmp_path / "absent",)
    for result in (
        sheet_export.run(session, sheet_export.ExportChoice(absent, sheet)),
        sheet_import.run(session, sheet_import.ImportChoice(sheet, absent)),
    ):
        assert (data_of(result), result.final_exit_code) == ({}, ExitCode.UNREADABLE)
    assert sheet.read_bytes() == before


def test_validate(session: Session, packages: Path, tmp_path: Path) -> None:
    from pbgdpl_cli.runs.validate import ValidateChoice, run

    result = run(session, ValidateChoice((packages,), as_of="2026-01-01", form="json"))
    data = data_of(result)
    assert list(data) == [
        "checked", "known", "reused", "counts", "findings", "seen", "skipped", "switched_off", "waived", "repairs",
    ]  # fmt: skip
    assert result.body is not None
    report = json.loads(result.body)
    assert report == {name: value for name, value in data.items() if name != "repairs"}
    baseline = run(session, ValidateChoice((packages,), as_of="2026-01-01", write_baseline=tmp_path / "b.json"))
    assert list(data_of(baseline)) == ["baseline", "path"]
    assert 0 < data_of(baseline)["baseline"] <= len(data["findings"])  # the same in several places is kept once
    held_back = run(session, ValidateChoice((packages,), as_of="2026-01-01", baseline=tmp_path / "b.json"))
    assert data_of(held_back)["known"] == len(data["findings"])


def test_convert_and_ocr(session: Session, tmp_path: Path) -> None:
    from pbgdpl_cli.runs import convert, ocr

    source = tmp_path / "tờ rơi.txt"
    source.write_text("TỜ RƠI\n\nĐiều 1. Phạm vi điều chỉnh\n1. Luật này quy định.\n", encoding="utf-8")
    inputs = (source, tmp_path / "absent.pdf")
    converted = convert.run(session, convert.ConvertChoice(inputs, tmp_path / "packages", jobs=1))
    (package,) = data_of(converted)["packages"]
    assert list(package) == [
        "source", "name", "path", "identifier", "kind", "title", "pages", "state", "needs_person", "notes",
    ]  # fmt: skip
    assert (package["state"], package["source"]) == ("made", str(source))
    assert all(
        list(doubt) == ["pointer", "page", "box", "text", "candidates", "kind", "reason"]
        for doubt in package["needs_person"]
    )
    assert [error.path for error in converted.errors] == [str(tmp_path / "absent.pdf")]
    read = ocr.run(session, ocr.OcrChoice(inputs, tmp_path / "ocr", jobs=1))
    (output,) = data_of(read)["outputs"]
    assert list(output) == [
        "source", "name", "pdf", "text", "alto", "pages", "pdf_a", "notes", "flagged", "state",
    ]  # fmt: skip
    again = ocr.run(session, ocr.OcrChoice(inputs, tmp_path / "ocr", jobs=1))
    assert data_of(again)["outputs"][0]["state"] == "unchanged"


@pytest.mark.real
def test_doctor(session: Session) -> None:
    from pbgdpl_cli.runs.doctor import DoctorChoice, run

    data = data_of(run(session, DoctorChoice()))
    assert list(data) == [
        "program", "python", "system", "cores", "safe_jobs", "missing_parts", "shared_names", "fonts", "tools",
    ]  # fmt: skip
    assert list(data["fonts"]) == ["family", "path", "install"]
    assert all(
        list(tool) == ["name", "needed", "present", "version", "path", "purpose", "install", "details"]
        for tool in data["tools"]
    )
