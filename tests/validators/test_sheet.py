"""The sheet: out and back without loss, what people get wrong, and a real office program in between."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sample import dumped, record

from pbgdpl_cli.app import run
from tests.each import each
from validators.packages.verification import verify
from validators.sharing.record import Record
from validators.sharing.sheet_columns import COLUMNS, Column, UnreadableCell, cell_of, value_of, with_value

DRAFT = {"workflow": {"state": "draft", "events": []}, "approval": {}}
TRICKY = (
    "=1+1",
    "'quoted",
    "01",
    "1/2",
    "a; b",
    "line\nbreak",
    "đ Đ “…” 🙂",
    "+84",
    "@x",
    "0012",
    "TRUE",
    "1e5",
    "2026-01-01",
)


def materials(folder: Path, count: int = 3, **changes: Any) -> Path:
    folder.mkdir(exist_ok=True)
    for index in range(count):
        made = record(identifier=f"urn:uuid:{index}", **{**DRAFT, **changes})
        (folder / f"{index}.json").write_bytes(dumped(made))
    return folder


def do(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    code = run(["--lang", "en", "--json", *map(str, arguments)])
    return code, json.loads(capsys.readouterr().out)["data"]


def edit(sheet: Path, changes: dict[str, Any], row: int = 3) -> None:
    book = load_workbook(sheet)
    places = {cell.value: cell.column for cell in book.worksheets[0][1]}
    for pointer, value in changes.items():
        book.worksheets[0].cell(row, places[pointer]).value = value
    book.save(sheet)


def test_out_and_back_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = materials(tmp_path / "in")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert do(capsys, "sheet", "export", folder, "-o", tmp_path / "s.xlsx")[1]["rows"] == 3
    code, data = do(capsys, "sheet", "import", tmp_path / "s.xlsx", folder)
    assert (code, {row["state"] for row in data["rows"]}) == (0, {"unchanged"})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_headings_marks_and_drop_downs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    do(capsys, "sheet", "export", materials(tmp_path / "in"), "-o", tmp_path / "s.xlsx")
    sheet = load_workbook(tmp_path / "s.xlsx").worksheets[0]
    headings = [cell.value for cell in sheet[2]]
    assert headings[1:3] == ["Tên tài liệu *", "Loại tài liệu *"]
    assert headings[-4:-1] == ["Trạng thái", "Thông báo", "Gói"]
    assert sheet.row_dimensions[1].hidden
    assert all(cell.comment for cell in sheet[2][: len(COLUMNS)])
    assert len(sheet.data_validations.dataValidation) == sum(bool(column.choices) for column in COLUMNS)
    assert sheet.cell(3, 3).value == "Tờ gấp"


def test_changes_are_taken_over_with_a_person_as_evidence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = materials(tmp_path / "in", 1)
    do(capsys, "sheet", "export", folder, "-o", tmp_path / "s.xlsx")
    edit(tmp_path / "s.xlsx", {"/title": "Tên mới", "/date_issued": "5/4/2026", "/kind": "hỏi – đáp pháp luật",
                               "/subjects": "Đất đai; 8", "/ai/generated": "có", "/number": None})  # fmt: skip
    code, data = do(capsys, "sheet", "import", tmp_path / "s.xlsx", folder)
    made = json.loads((folder / "0.json").read_text(encoding="utf-8"))
    assert code == 0
    assert (made["title"], made["date_issued"], made["kind"], made["subjects"]) == (
        "Tên mới",
        "2026-04-05",
        "hoi-dap",
        [11, 8],
    )
    assert made["ai"]["generated"] is True
    assert "number" not in made
    assert made["evidence"]["/title"] == [{"text": "Tên mới", "method": "person", "inferred": False}]
    assert made["evidence"]["/number"] == [{"text": "", "method": "person", "inferred": False}]
    Record.model_validate(made)
    assert (folder / "0.json.bak").exists()
    assert data["rows"][0]["state"] == "ok"
    assert load_workbook(tmp_path / "s.xlsx").worksheets[0].cell(3, len(COLUMNS) + 1).value == "updated"


@pytest.mark.real
@pytest.mark.parametrize("written", ["4/2026", "04/2026", "2026-04", "tháng 4 năm 2026"])
def test_a_month_of_issue_stays_a_month(tmp_path: Path, capsys: pytest.CaptureFixture[str], written: str) -> None:
    folder = materials(tmp_path / "in", 1)
    do(capsys, "sheet", "export", folder, "-o", tmp_path / "s.xlsx")
    edit(tmp_path / "s.xlsx", {"/date_issued": written})
    assert do(capsys, "sheet", "import", tmp_path / "s.xlsx", folder)[0] == 0
    assert json.loads((folder / "0.json").read_text(encoding="utf-8"))["date_issued"] == "2026-04"
    do(capsys, "sheet", "export", folder, "-o", tmp_path / "again.xlsx")
    column = [column.pointer for column in COLUMNS].index("/date_issued") + 1
    cell = load_workbook(tmp_path / "again.xlsx").worksheets[0].cell(3, column)
    assert (cell.value, cell.number_format) == ("04/2026", "@")


DAY = Column("/date_issued", kind="issue-date")


@pytest.mark.parametrize(
    "written",
    ["2/3/2026", "2/3/26", "02.03.2026", "2026/03/02", "2026-3-2", "ngày 02 tháng 3 năm 2026", "2 thg 3, 2026", 46083,
     "46083", "March 2, 2026"],
)  # fmt: skip
def test_a_day_in_every_usual_writing(written: str | int) -> None:
    assert value_of(written, DAY) == value_of(written, Column("/reviewed_on", kind="date")) == "2026-03-02"


@pytest.mark.parametrize("written", ["32/1/2026", "2026", "quý I/2026", "chưa rõ", "2/3", "xuân 2026", 7])
def test_what_is_no_day_is_refused(written: str | int) -> None:
    with pytest.raises(UnreadableCell, match="not a date"):
        value_of(written, DAY)


def test_values_on_lines_of_their_own_are_several_values() -> None:
    assert value_of("kết hôn\n ly hôn;con nuôi\n", Column("/keywords", kind="words")) == [
        "kết hôn",
        "ly hôn",
        "con nuôi",
    ]


@pytest.mark.real
def test_what_cannot_be_read_is_said_cell_by_cell_and_the_rest_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = materials(tmp_path / "in", 2)
    do(capsys, "sheet", "export", folder, "-o", tmp_path / "s.xlsx")
    edit(
        tmp_path / "s.xlsx",
        {"/date_issued": "32/1/2026", "/kind": "sách hay", "/title": None, "/ai/generated": "maybe"},
    )
    edit(tmp_path / "s.xlsx", {"/title": "Tên khác"}, row=4)
    code, data = do(capsys, "sheet", "import", tmp_path / "s.xlsx", folder, "-o", tmp_path / "back.xlsx")
    assert code == 1
    assert [row["state"] for row in data["rows"]] == ["error", "ok"]
    words = load_workbook(tmp_path / "back.xlsx").worksheets[0].cell(3, len(COLUMNS) + 2).value
    for start in ("C3: ", "H3: ", "T3: "):
        assert start in words


def test_a_required_cell_left_empty_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = materials(tmp_path / "in", 1)
    do(capsys, "sheet", "export", folder, "-o", tmp_path / "s.xlsx")
    edit(tmp_path / "s.xlsx", {"/title": None})
    code, data = do(capsys, "sheet", "import", tmp_path / "s.xlsx", folder)
    assert (code, data["rows"][0]["state"]) == (1, "error")


@pytest.mark.real
def test_approved_materials_are_only_changed_when_reopened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/0.json").write_bytes(dumped(record()))
    do(capsys, "sheet", "export", tmp_path / "in", "-o", tmp_path / "s.xlsx")
    edit(tmp_path / "s.xlsx", {"/title": "Tên mới"})
    assert do(capsys, "sheet", "import", tmp_path / "s.xlsx", tmp_path / "in")[0] == 1
    assert do(capsys, "sheet", "import", tmp_path / "s.xlsx", tmp_path / "in", "--reopen")[0] == 0
    made = json.loads((tmp_path / "in/0.json").read_text(encoding="utf-8"))
    assert (made["workflow"]["state"], made["workflow"]["events"][-1]["state"], made["approval"]) == (
        "draft",
        "draft",
        {},
    )


def test_a_package_stays_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = tmp_path / "goi"
    shutil.copytree(Path(__file__).parents[2] / "examples/valid/goi", package)
    do(capsys, "sheet", "export", package, "-o", tmp_path / "s.xlsx")
    edit(tmp_path / "s.xlsx", {"/title": "Tên mới"})
    assert do(capsys, "sheet", "import", tmp_path / "s.xlsx", package, "--reopen")[0] == 0
    assert verify(package) == []
    assert (tmp_path / "goi.record.bak").exists()


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b"text"])
def test_what_is_no_sheet_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], body: bytes) -> None:
    (tmp_path / "s.xlsx").write_bytes(body)
    assert run(["--lang", "en", "sheet", "import", str(tmp_path / "s.xlsx"), str(tmp_path)]) == 4
    assert "wrong-sheet" in capsys.readouterr().err


def test_a_folder_in_the_place_of_the_sheet_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "sheet", "import", str(tmp_path), str(tmp_path)]) == 4
    told = capsys.readouterr().err
    assert "wrong-sheet" in told
    assert "sheet first" in told


@given(st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip())))
def test_any_text_survives_a_cell(text: str) -> None:
    column = Column("/title")
    assert value_of(cell_of({"title": text}, column), column) == text


@each("column", COLUMNS, ids=lambda column: column.pointer)
def test_every_column_of_the_valid_record_survives(column: Column) -> None:
    made = record()
    value = value_of(cell_of(made, column), column)
    assert with_value(made, column.pointer, value or None) == made or value is False


def test_a_date_in_a_text_column_is_refused() -> None:
    import datetime as dt

    with pytest.raises(UnreadableCell):
        value_of(dt.date(2026, 1, 2), Column("/number"))


@pytest.mark.real
def test_libreoffice_in_between_loses_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path / "in"
    folder.mkdir()
    for index, text in enumerate(TRICKY):
        made = record(identifier=f"urn:uuid:{index}", title=text, description=text, keywords=["a", "b"], **DRAFT)
        (folder / f"{index}.json").write_bytes(dumped(made))
    do(capsys, "sheet", "export", folder, "-o", tmp_path / "s.xlsx")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(tmp_path / "out"), str(tmp_path / "s.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    code, data = do(capsys, "sheet", "import", tmp_path / "out" / "s.xlsx", folder, "-o", tmp_path / "back.xlsx")
    assert [(row["row"], row["messages"], row["changes"]) for row in data["rows"] if row["state"] != "unchanged"] == []
    assert code == 0
    sheet = load_workbook(tmp_path / "out" / "s.xlsx").worksheets[0]
    assert sheet.row_dimensions[1].hidden
    assert len(sheet.data_validations.dataValidation) >= sum(bool(column.choices) for column in COLUMNS)
