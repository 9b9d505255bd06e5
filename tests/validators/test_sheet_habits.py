"""What officers and office programs do to a sheet on its way: nothing is lost, nothing is overwritten in silence."""

from __future__ import annotations

import copy
import csv
import datetime as dt
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sample import dumped, record

from pbgdpl_cli.app import run
from pbgdpl_cli.sheets.workbook import KEYS

Worksheet = Any

TITLES = ("Tờ gấp về hộ tịch", "Hỏi đáp về căn cước", "Đề cương về hòa giải", "Bài giảng về cư trú")
LONG = "dài " * 9000
PLACE = {key: number for number, key in enumerate(KEYS, start=1)}

pytestmark = pytest.mark.real


class Office:
    """A folder of four drafts and the sheet exported from it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder / "in", capsys
        self.folder.mkdir()
        self.sheet = folder / "s.xlsx"
        for index, title in enumerate(TITLES):
            self.put(index, title=title, creator={"name": f"Phòng số {index}"}, place={"code": "01", "name": "Hà Nội"})
        self.run("sheet", "export", self.folder, "-o", self.sheet)

    def put(self, index: int, **changes: Any) -> None:
        path = self.folder / f"{index}.json"
        before = (
            json.loads(path.read_text("utf-8"))
            if path.exists()
            else record(identifier=f"urn:uuid:{index}", workflow={"state": "draft", "events": []}, approval={})
        )
        path.write_bytes(dumped(before | changes))

    def record(self, index: int) -> dict[str, Any]:
        made: dict[str, Any] = json.loads((self.folder / f"{index}.json").read_text("utf-8"))
        return made

    def records(self) -> list[dict[str, Any]]:
        return [self.record(index) for index in range(len(TITLES))]

    def run(self, *words: object) -> dict[str, Any]:
        run(["--lang", "en", "--json", *map(str, words)])
        envelope: dict[str, Any] = json.loads(self.capsys.readouterr().out)
        return envelope

    def edit(self, change: Callable[[Worksheet], object]) -> None:
        book = load_workbook(self.sheet)
        change(book.worksheets[0])
        book.save(self.sheet)

    def import_(self, *words: object, sheet: Path | None = None) -> dict[str, Any]:
        return self.run("sheet", "import", sheet or self.sheet, self.folder, *words)

    def states(self, *words: object, sheet: Path | None = None) -> dict[str, str]:
        """State by the last part of the identifier; of several rows the gravest."""
        rows = self.import_(*words, sheet=sheet)["data"]["rows"]
        grave = ["unchanged", "ok", "conflict", "error"]
        states: dict[str, str] = {}
        for row in rows:
            name = row["identifier"].rpartition(":")[2]
            states[name] = max(states.get(name, "unchanged"), row["state"], key=grave.index)
        return states


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)


def put(row: int, key: str, value: Any) -> Callable[[Worksheet], None]:
    return lambda sheet: setattr(sheet.cell(row, PLACE[key]), "value", value)


def swap_rows(sheet: Worksheet) -> None:
    for place in range(1, len(KEYS) + 1):
        one, other = sheet.cell(3, place), sheet.cell(6, place)
        one.value, other.value = other.value, one.value


def all_rows_upside_down(sheet: Worksheet) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for number, row in enumerate(reversed(rows), start=1):
        for place, value in enumerate(row, start=1):
            sheet.cell(number, place).value = value


def move_a_column(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        one, other = row[PLACE["/title"] - 1], row[PLACE["/description"] - 1]
        one.value, other.value = other.value, one.value


def filter_and_hide(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A2:X6"
    sheet.row_dimensions[4].hidden = sheet.column_dimensions["C"].hidden = True


def note_in_a_column_of_ones_own(sheet: Worksheet) -> None:
    sheet.insert_cols(2)
    sheet.cell(4, 2).value = "hỏi lại chị Mẫu"


def copy_the_sheet(sheet: Worksheet) -> None:
    sheet.parent.copy_worksheet(sheet)
    sheet.title = "Bản của tôi"


def headings_only(sheet: Worksheet) -> None:
    sheet.delete_rows(1)


def title_above(sheet: Worksheet) -> None:
    sheet.insert_rows(1, 2)
    sheet.cell(1, 1).value = "DANH SÁCH TÀI LIỆU"
    sheet.merge_cells("A1:F1")


def other_quiet_things(sheet: Worksheet) -> None:
    """Zeros lost, days as numbers, months as days, forms of Unicode, spaces at the end, numbers of topics."""
    sheet.cell(3, PLACE["/place/code"]).value = 1
    sheet.cell(3, PLACE["/reviewed_on"]).number_format = "General"
    sheet.cell(4, PLACE["/title"]).value = TITLES[1].replace("ă", "a\u0306") + " "


def pasted_into_a_new_book(sheet: Worksheet) -> None:
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    book = sheet.parent
    for old in book.worksheets[1:]:
        book.remove(old)
    fresh = book.create_sheet("Sheet1")
    for row in values:
        fresh.append(row)
    book.remove(sheet)


def blank_rows_and_headings_between(sheet: Worksheet) -> None:
    sheet.insert_rows(5, 2)
    for cell in sheet[2]:
        sheet.cell(6, cell.column).value = cell.value


def keys_cleared(sheet: Worksheet) -> None:
    sheet.cell(1, PLACE["/title"]).value = sheet.cell(1, PLACE["#base"]).value = None


def written_otherwise(sheet: Worksheet) -> None:
    sheet.cell(3, PLACE["/subjects"]).value = 8
    sheet.cell(3, PLACE["/ai/generated"]).value = False
    sheet.cell(3, PLACE["/date_issued"]).value = dt.datetime(2026, 3, 2, 15, 30)  # noqa: DTZ001  (cells know no zones)
    sheet.cell(3, PLACE["/reviewed_on"]).value = 46296
    sheet.cell(3, PLACE["/number"]).value = "15/TL-STP\n"
    sheet.cell(4, PLACE["/kind"]).value = "TỜ GẤP"
    sheet.cell(4, PLACE["/date_issued"]).value = "2/3/2026"


@pytest.mark.parametrize(
    "habit",
    [swap_rows, all_rows_upside_down, move_a_column, filter_and_hide, note_in_a_column_of_ones_own, copy_the_sheet,
     headings_only, title_above, other_quiet_things, pasted_into_a_new_book, blank_rows_and_headings_between,
     keys_cleared, written_otherwise],
)  # fmt: skip
def test_habits_that_change_nothing(office: Office, habit: Callable[[Worksheet], None]) -> None:
    before = office.records()
    office.edit(habit)
    assert office.states() == dict.fromkeys("0123", "unchanged")
    assert office.records() == before


def two_copies_that_differ(sheet: Worksheet) -> None:
    sheet.append([cell.value for cell in sheet[3]])
    sheet.cell(3, PLACE["/description"]).value = "Sửa ở dòng trên."
    sheet.cell(7, PLACE["/rights/license"]).value = "CC BY 4.0"


def a_column_sorted_alone(sheet: Worksheet) -> None:
    for row, title in enumerate(sorted(TITLES), start=3):
        sheet.cell(row, PLACE["/title"]).value = title


def cells_shifted_down(sheet: Worksheet) -> None:
    for row, title in enumerate((None, *TITLES[:-1]), start=3):
        sheet.cell(row, PLACE["/creator/name"]).value = title and f"Phòng số {row - 4}"


def merge(sheet: Worksheet) -> None:
    sheet.merge_cells(start_row=3, end_row=4, start_column=PLACE["/number"], end_column=PLACE["/number"])


def identifiers_exchanged(sheet: Worksheet) -> None:
    one, other = sheet.cell(3, 1), sheet.cell(4, 1)
    one.value, other.value = other.value, one.value


def a_column_twice(sheet: Worksheet) -> None:
    for row in range(1, 7):
        sheet.cell(row, len(KEYS) + 1).value = sheet.cell(row, PLACE["/title"]).value
    sheet.cell(3, PLACE["/title"]).value = "Tên mới"


def without_stamps(sheet: Worksheet) -> None:
    sheet.delete_cols(PLACE["#base"])
    sheet.cell(3, PLACE["/title"]).value = "Tên mới"


@pytest.mark.parametrize(
    ("habit", "refused"),
    [
        (two_copies_that_differ, "0"),
        (a_column_sorted_alone, "023"),
        (cells_shifted_down, "0123"),
        (merge, "1"),
        (identifiers_exchanged, "01"),
        (a_column_twice, "0"),
        (without_stamps, "03"),
        (put(3, "/title", '=UPPER("tờ gấp")'), "0"),
        (put(3, "/title", "#REF!"), "0"),
        (put(3, "/number", "Err:502"), "0"),
        (put(3, "/number", 1.234), "0"),
        (put(3, "/title", 15), "0"),
        (put(3, "/number", "01-Feb"), "0"),
        (put(3, "/keywords", "1,5E+11"), "0"),
        (put(3, "/title", "Tá» gáº¥p vá» há»\x99 tá»\x8bch".replace("\x99", "™").replace("\x8b", "‹")), "0"),
        (put(3, "/title", "T? g?p v? h? t?ch"), "0"),
        (put(3, "/title", "To g?p ve h? tich"), "0"),
        (put(3, "/identifier", None), ""),
        (put(3, "/identifier", "urn:uuid:99"), "99"),
        (put(3, "/date_issued", "3/2/2026"), "0"),
        (put(3, "/title", "  "), "0"),
    ],
)
def test_habits_that_are_refused_with_a_sentence(
    office: Office, habit: Callable[[Worksheet], object], refused: str
) -> None:
    before = office.records()
    office.edit(habit)
    office.edit(put(6, "/description", "Phần này vẫn được ghi."))
    answer = office.import_("-o", office.folder.parent / "back.xlsx")
    wrong = [row for row in answer["data"]["rows"] if row["state"] == "error"]
    assert answer["exit_code"] == 1
    assert {row["identifier"].rpartition(":")[2] for row in wrong} - {""} == (
        {refused} if refused == "99" else set(refused)
    )
    assert all(row["messages"] and row["sheet"] for row in wrong)
    assert [now for index, now in enumerate(office.records()) if index < 3] == before[:3]
    assert (office.record(3) == before[3]) is ("3" in refused)


def test_a_row_whose_package_changed_is_a_conflict_and_shown(office: Office) -> None:
    other = office.sheet.with_name("other.xlsx")
    shutil.copy(office.sheet, other)
    office.edit(put(3, "/description", "Lời của người thứ nhất."))
    assert office.states()["0"] == "ok"
    book = load_workbook(other)
    put(3, "/rights/license", "CC BY 4.0")(book.worksheets[0])
    put(4, "/rights/license", "CC BY 4.0")(book.worksheets[0])
    book.save(other)
    answer = office.import_(sheet=other)
    rows = answer["data"]["rows"]
    assert [row["state"] for row in rows] == ["conflict", "ok", "unchanged", "unchanged"]
    assert (answer["exit_code"], office.record(0)["description"]) == (1, "Lời của người thứ nhất.")
    assert "license" not in office.record(0)["rights"]
    back: Any = load_workbook(other).worksheets[0]
    assert back.cell(3, PLACE["#status"]).value == "conflict"
    assert "Lời của người thứ nhất." in str(back.cell(3, PLACE["#messages"]).value)
    assert "pbgdpl sheet export" in str(back.cell(3, PLACE["#messages"]).value)


def test_a_text_corrected_meanwhile_is_a_conflict_and_a_picture_made_is_none(office: Office) -> None:
    office.put(0, content=[{"type": "paragraph", "text": "Đã sửa theo bản gốc."}])
    office.put(1, accessibility={"alt_texts": {"derivatives/a.png": "Hình"}})
    office.edit(lambda sheet: [put(row, "/description", "Mới.")(sheet) for row in (3, 4)])
    assert office.states() == {"0": "conflict", "1": "ok", "2": "unchanged", "3": "unchanged"}


def test_an_old_sheet_reverts_nothing(office: Office) -> None:
    office.put(0, title="Tên người khác đã sửa")
    answer = office.import_()
    assert [row["state"] for row in answer["data"]["rows"]] == ["unchanged"] * 4
    assert "Tên người khác đã sửa" in str(answer["data"]["rows"][0]["messages"])
    assert office.record(0)["title"] == "Tên người khác đã sửa"


def test_one_name_filled_down_is_taken_over(office: Office) -> None:
    office.edit(lambda sheet: [put(row, "/creator/name", "Phòng số 0")(sheet) for row in range(3, 7)])
    assert office.states() == {"0": "unchanged", "1": "ok", "2": "ok", "3": "ok"}
    assert {one["creator"]["name"] for one in office.records()} == {"Phòng số 0"}


def test_a_line_of_sums_below_is_told_of_and_the_rest_goes_on(office: Office) -> None:
    office.edit(put(8, "/title", "Tổng cộng: 4 tài liệu"))
    office.edit(put(3, "/title", "Tên mới"))
    rows = office.import_()["data"]["rows"]
    assert [row["state"] for row in rows] == ["ok", "unchanged", "unchanged", "unchanged", "error"]


def test_the_sheet_that_comes_back_goes_on(office: Office) -> None:
    for description in ("Lần một.", "Lần hai."):
        office.edit(put(3, "/description", description))
        assert office.states()["0"] == "ok"
    assert office.record(0)["description"] == "Lần hai."


def test_of_a_copied_sheet_only_the_changed_row_counts(office: Office) -> None:
    office.edit(copy_the_sheet)
    office.edit(put(3, "/title", "Tên mới"))
    assert office.states()["0"] == "ok"
    assert office.record(0)["title"] == "Tên mới"


def test_a_row_that_was_copied_and_changed_is_no_change_of_its_material(office: Office) -> None:
    """Who copies a row and gives the copy another title means another material, which a sheet does not make."""

    def copy_the_row(sheet: Worksheet) -> None:
        sheet.append([cell.value for cell in sheet[3]])
        put(sheet.max_row, "/title", "Tài liệu khác")(sheet)

    title = office.record(0)["title"]
    office.edit(copy_the_row)
    assert office.states()["0"] == "error"
    assert office.record(0)["title"] == title


def test_two_materials_of_one_identifier_are_told_apart_by_their_place(office: Office) -> None:
    office.put(1, identifier="urn:uuid:0")
    office.run("sheet", "export", office.folder, "-o", office.sheet)
    office.edit(put(4, "/rights/license", "CC BY 4.0"))
    office.import_()
    assert [bool(one["rights"].get("license")) for one in office.records()] == [False, True, False, False]
    office.edit(put(4, "#path", "elsewhere/1.json"))
    office.edit(put(4, "/rights/license", "CC0"))
    assert office.states()["0"] == "error"


def test_a_deleted_row_is_told_of_and_its_material_stays(office: Office) -> None:
    before = office.records()
    office.edit(lambda sheet: sheet.delete_rows(4))
    run(["--lang", "en", "sheet", "import", str(office.sheet), str(office.folder)])
    assert "1 materials have no row and were left as they are" in office.capsys.readouterr().out
    assert office.records() == before


@pytest.mark.parametrize(
    ("changes", "key"),
    [({"description": LONG}, "/description"), ({"title": "Tờ\x01gấp"}, "/title"),
     ({"date_issued": 20260302}, "/date_issued"),
     ({"date_issued": "2026-02-31"}, "/date_issued"), ({"keywords": [1, 2]}, "/keywords"),
     ({"place": "Hà Nội"}, "/place/code"), ({"subjects": "8"}, "/subjects")],
)  # fmt: skip
def test_what_no_cell_holds_goes_out_and_back(office: Office, changes: dict[str, Any], key: str) -> None:
    path = office.folder / "0.json"
    path.write_text(json.dumps(office.record(0) | changes), encoding="utf-8")
    assert office.run("sheet", "export", office.folder, "-o", office.sheet)["exit_code"] == 0
    before = office.record(0)
    assert office.states() == dict.fromkeys("0123", "unchanged")
    office.edit(put(3, "/rights/license", "CC BY 4.0"))
    office.import_()
    assert {name: office.record(0)[name] for name in changes} == {name: before[name] for name in changes}


def test_a_record_that_is_not_read_exactly_is_left(office: Office) -> None:
    path = office.folder / "0.json"
    path.write_text(json.dumps(office.record(0) | {"title": "a\ud800"}), encoding="utf-8")
    before = path.read_bytes()
    office.run("sheet", "export", office.folder, "-o", office.sheet)
    office.edit(put(3, "/rights/license", "CC BY 4.0"))
    assert (office.states()["0"], path.read_bytes()) == ("error", before)


def test_a_cut_text_is_not_taken_for_the_whole(office: Office) -> None:
    office.put(0, description=LONG)
    office.run("sheet", "export", office.folder, "-o", office.sheet)
    office.edit(lambda sheet: put(3, "/description", "X" + sheet.cell(3, PLACE["/description"]).value)(sheet))
    assert office.states()["0"] == "error"
    assert office.record(0)["description"] == LONG


def csv_of(sheet: Path, encoding: str, delimiter: str) -> Path:
    rows = load_workbook(sheet).worksheets[0].iter_rows(values_only=True)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([f"{v:%d/%m/%Y}" if hasattr(v, "strftime") else v for v in row] for row in rows)
    told = text.getvalue()
    if encoding == "cp1258":
        import unicodedata

        told = "".join(_for_1258(unicodedata.normalize("NFC", sign)) for sign in told)
    path = sheet.with_suffix(".csv")
    path.write_bytes(told.encode(encoding))
    return path


def _for_1258(sign: str) -> str:
    """A letter as Vietnamese Windows writes it: the vowel, then the tone."""
    import unicodedata

    parts = unicodedata.normalize("NFD", sign)
    tones = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
    vowel = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
    return vowel + tones


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-16-le", ","), ("cp1258", ";")],
)
def test_a_csv_of_any_kind(office: Office, encoding: str, delimiter: str) -> None:
    assert office.states(sheet=csv_of(office.sheet, encoding, delimiter)) == dict.fromkeys("0123", "unchanged")
    office.edit(put(4, "/title", "Tên đã sửa: ữ, ợ"))
    answer = office.import_(sheet=csv_of(office.sheet, encoding, delimiter))
    assert [row["state"] for row in answer["data"]["rows"]] == ["unchanged", "ok", "unchanged", "unchanged"]
    assert office.record(1)["title"] == "Tên đã sửa: ữ, ợ"
    assert office.sheet.exists()
    assert Path(answer["data"]["path"]).name == "s-2.xlsx"  # neither the CSV nor the workbook beside it is written over


def test_a_csv_exported(office: Office) -> None:
    path = office.sheet.with_name("bang.csv")
    office.run("sheet", "export", office.folder, "-o", path)
    assert office.states(sheet=path) == dict.fromkeys("0123", "unchanged")
    assert office.run("sheet", "export", office.folder, "-o", path.with_suffix(".ods"))["exit_code"] == 2


def test_an_older_sheet_of_the_name_is_kept(office: Office) -> None:
    office.edit(put(3, "/title", "Chưa nhập lại"))
    office.run("sheet", "export", office.folder, "-o", office.sheet)
    assert load_workbook(office.sheet.with_name("s-1.xlsx")).worksheets[0].cell(3, 2).value == "Chưa nhập lại"


def test_a_zip_is_told_of_and_the_rest_goes_on(office: Office) -> None:
    goi = Path(__file__).parents[2] / "examples/valid/goi"
    with zipfile.ZipFile(office.folder / "goi.zip", "w") as archive:
        for path in goi.rglob("*"):
            archive.write(path, Path("goi") / path.relative_to(goi))
    answer = office.run("sheet", "export", office.folder, "-o", office.sheet)
    assert (answer["exit_code"], answer["data"]["rows"]) == (1, 4) or answer["errors"]
    assert [Path(error["path"]).name for error in answer["errors"]] == ["goi.zip"]


def test_pictures_on_the_sheet_are_not_lost(office: Office) -> None:
    with zipfile.ZipFile(office.sheet, "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG")
    before = office.sheet.read_bytes()
    answer = office.import_()
    assert office.sheet.read_bytes() == before
    assert Path(answer["data"]["path"]).name == "s-1.xlsx"


@pytest.mark.parametrize("ending", ["ods", "csv", "xlsx"])
def test_libreoffice_saves_it_in_its_own_formats(office: Office, ending: str) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    office.put(2, title="=1+1", description="dòng một\ndòng hai", date_issued="2026-04", reviewed_on="2026-01-02")
    office.run("sheet", "export", office.folder, "-o", office.sheet)
    office.edit(put(4, "/title", "Tên đã sửa"))
    out = office.folder.parent / "out"
    subprocess.run(
        [program, f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless", "--convert-to",
         {"csv": "csv:Text - txt - csv (StarCalc):44,34,76"}.get(ending, ending),
         "--outdir", str(out), str(office.sheet)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    before = copy.deepcopy(office.records())
    rows = office.import_(sheet=out / f"s.{ending}")["data"]["rows"]
    assert [row["state"] for row in rows] == ["unchanged", "ok", "unchanged", "unchanged"], rows
    assert office.record(1)["title"] == "Tên đã sửa"
    assert [office.record(index) for index in (0, 2, 3)] == [before[index] for index in (0, 2, 3)]


def test_a_cell_that_excel_cut_off_is_not_taken_over(office: Office) -> None:
    office.edit(put(3, "/description", "dài " * 9000))  # the library cuts it as Excel does
    office.edit(put(4, "/description", "Ngắn."))
    assert office.states("-o", office.folder.parent / "back.xlsx") == {
        "0": "error", "1": "ok", "2": "unchanged", "3": "unchanged",
    }  # fmt: skip


def test_an_empty_workbook_is_no_sheet_of_ours(office: Office) -> None:
    Workbook().save(office.sheet)
    assert office.import_()["errors"][0]["code"] == "wrong-sheet"
