"""Lists people hand in, and what they get back: their own columns, our results, the failed rows for the next try."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.i18n import activate, active_language
from pbgdpl_cli.upload.delivery.outcomes import UploadItem, UploadOutcome, UploadReport
from pbgdpl_cli.upload.ledger import ItemState, Ledger, SentAs
from pbgdpl_cli.upload.problems import PortalRefused
from pbgdpl_cli.upload.reports.lists import WrongList, read_list
from pbgdpl_cli.upload.reports.receipts import write_receipts
from pbgdpl_cli.upload.reports.report import check_report_place, lines_of, write_failed, write_report
from validators.problems import say

Make = Callable[..., Path]


def write_csv(place: Path, rows: list[list[str]], delimiter: str = ",") -> Path:
    with place.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return place


def read_csv(place: Path) -> list[dict[str, str]]:
    with place.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def source(package: Make, tmp_path: Path) -> Path:
    """A list of two packages and three rows that name none, with columns of the office's own."""
    package(name="mot", title="Một")
    package(name="hai", title="Hai")
    rows = [
        ["Danh sách quý IV", "", ""],
        ["STT", "Gói", "Người phụ trách"],
        ["1", "packages/mot", "Lò Thị Mận"],
        ["2", "packages/khong-co", "Lò Thị Mận"],
        ["3", "packages/hai", "=1+1"],
        ["4", "packages/mot", ""],
        ["5", "", "Quên ghi"],
    ]
    return write_csv(tmp_path / "ds.csv", rows)


def report_of(home: Path, tmp_path: Path) -> UploadReport:
    """One sent, one refused."""
    ledger = Ledger(home)
    place = tmp_path / "packages" / "mot"
    item = ledger.plan("memory:a", "urn:1", "r1", place, "Một")
    item = ledger.step(item, ItemState.SENDING)
    how = SentAs(ledger.begin_batch("memory:a", None), ("SACH310",), drafts=True)
    ledger.note_sending(item, {"source/goc.pdf": "ab12"}, how)
    item = ledger.step(item, ItemState.RECORD_SENT)
    ledger.step(item, ItemState.CONFIRMED, remote="https://cong.example/1")
    ledger.close()
    sent = UploadItem(place, "urn:1", "Một", UploadOutcome.SENT, "https://cong.example/1", 9, revision="r1")
    other = UploadItem(
        tmp_path / "packages" / "hai", "urn:2", "Hai", UploadOutcome.REFUSED, problem=PortalRefused(say("No."))
    )
    return UploadReport("memory:a", (sent, other), "b1")


def test_every_row_is_looked_at_and_named_by_its_number(source: Path) -> None:
    listed = read_list(source)
    assert [row.number for row in listed.rows] == [3, 4, 5, 6, 7]
    assert [bool(row.package) for row in listed.rows] == [True, False, True, False, False]
    sentences = [str(row.problem.message) for row in listed.rows if row.problem]
    assert [sentence.split(":")[0] for sentence in sentences] == ["Row 4", "Row 6", "Row 7"]
    assert "row 3" in sentences[1]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_list_is_read_whatever_parts_its_columns(package: Make, tmp_path: Path, delimiter: str) -> None:
    package(name="mot")
    place = write_csv(tmp_path / "x.csv", [["a", "path", "b"], ["1", "packages/mot", "2"]], delimiter)
    assert read_list(place).rows[0].package is not None


def test_a_list_from_a_spreadsheet_is_read(package: Make, tmp_path: Path) -> None:
    package(name="mot")
    book = Workbook()
    assert book.active is not None
    book.active.append(["Số", "Đường dẫn"])
    book.active.append([7, "packages/mot"])
    book.save(tmp_path / "x.xlsx")
    (row,) = read_list(tmp_path / "x.xlsx").rows
    assert (row.cells, bool(row.package)) == (("7", "packages/mot"), True)


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00"])
def test_what_is_no_list_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(WrongList):
        read_list(tmp_path / "x.csv")


def test_a_damaged_spreadsheet_and_another_ending_are_told(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK no")
    (tmp_path / "x.doc").write_bytes(b"")
    with pytest.raises(WrongList):
        read_list(tmp_path / "x.xlsx")
    with pytest.raises(WrongUsage):
        read_list(tmp_path / "x.doc")


def test_the_report_stands_beside_the_offices_own_columns(source: Path, tmp_path: Path, home: Path) -> None:
    listed = read_list(source)
    lines = lines_of(report_of(home, tmp_path), home, listed)
    write_report(tmp_path / "r.csv", lines, listed)
    rows = read_csv(tmp_path / "r.csv")
    assert [row["STT"] for row in rows] == ["1", "2", "3", "4", "5"]
    first = rows[0]
    assert (first["result"], first["remote"], first["revision"]) == ("sent", "https://cong.example/1", "r1")
    assert (first["files"], first["allowed"], first["drafts"]) == ("ab12  source/goc.pdf", "SACH310", "yes")
    assert all((first["sent_at"], first["confirmed_at"], first["batch"]))
    assert [row["code"] for row in rows[1:]] == ["wrong-row", "portal-refused", "wrong-row", "wrong-row"]


def test_the_report_comes_in_every_format(source: Path, tmp_path: Path, home: Path) -> None:
    listed = read_list(source)
    lines = lines_of(report_of(home, tmp_path), home, listed)
    for ending in ("xlsx", "json", "html"):
        write_report(tmp_path / f"r.{ending}", lines, listed)
    sheet = load_workbook(tmp_path / "r.xlsx").active
    assert sheet is not None
    assert [sheet["C4"].value, sheet["C4"].data_type] == ["=1+1", "s"]
    first = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))[0]
    assert (first["Gói"], first["result"]) == ("packages/mot", "sent")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert '<a href="https://cong.example/1">' in page
    assert page.count("<tr>") == 6


def test_people_read_headings_in_their_language(source: Path, tmp_path: Path, home: Path) -> None:
    listed = read_list(source)
    lines = lines_of(report_of(home, tmp_path), home, listed)
    before = active_language()
    activate("vi")
    try:
        write_report(tmp_path / "r.xlsx", lines, listed)
        write_failed(tmp_path / "lai.xlsx", lines, listed)
        again = read_list(tmp_path / "lai.xlsx")
        write_failed(tmp_path / "lai-nua.xlsx", lines_of(report_of(home, tmp_path), home, again), again)
        assert read_list(tmp_path / "lai-nua.xlsx").headings == again.headings
    finally:
        activate(before)
    sheet = load_workbook(tmp_path / "r.xlsx").active
    assert sheet is not None
    named = [str(cell.value) for cell in sheet[1]]
    assert {"Kết quả", "Lý do chưa gửi được", "Gửi lúc", "Đợt gửi"} < set(named)
    assert not {"result", "problem", "sent_at", "batch"} & set(named)


@pytest.mark.parametrize("ending", ["xlsx", "html", "csv", "json"])
def test_people_read_states_in_their_language_and_programs_codes(tmp_path: Path, home: Path, ending: str) -> None:
    sent = report_of(home, tmp_path)
    before = active_language()
    activate("vi")
    try:
        write_receipts(home, None, tmp_path / f"bn.{ending}")
        write_report(tmp_path / f"bc.{ending}", lines_of(sent, home, None), None)
    finally:
        activate(before)
    as_code = ending == "json"
    with closing(Ledger(home)) as ledger:
        (item,) = ledger.items()
    for place, code, words in (("bn", "confirmed", "đã tới nơi"), ("bc", "sent", "đã gửi")):
        cells = cells_of(tmp_path / f"{place}.{ending}")
        assert (code in cells, words in cells) == (as_code, not as_code)
        # What is sorted and searched keeps its times as they are.
        assert (item.sent_at in cells) == (ending in ("csv", "json"))


def cells_of(place: Path) -> set[str]:
    """What stands in a table, whatever its format."""
    if place.suffix == ".xlsx":
        sheet = load_workbook(place).active
        assert sheet is not None
        return {str(cell.value) for row in sheet.iter_rows() for cell in row}
    text = place.read_text(encoding="utf-8-sig")
    if place.suffix == ".html":
        return set(re.findall(r"<t[hd][^>]*>([^<]*)<", text))
    if place.suffix == ".csv":
        return {cell for row in csv.reader(text.splitlines()) for cell in row}
    return {str(value) for row in json.loads(text) for value in row.values()}


def test_a_cell_cannot_become_html_or_a_formula(package: Make, tmp_path: Path, home: Path) -> None:
    package(name="mot")
    place = write_csv(tmp_path / "x.csv", [["path", "note"], ["packages/mot", "<script>x</script>"], ["", "=cmd"]])
    listed = read_list(place)
    lines = lines_of(report_of(home, tmp_path), home, listed)
    write_report(tmp_path / "r.html", lines, listed)
    write_report(tmp_path / "r.csv", lines, listed)
    assert "<script>" not in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert [row["note"] for row in read_csv(tmp_path / "r.csv")] == ["<script>x</script>", "'=cmd"]


def test_what_failed_is_a_list_for_the_next_try(source: Path, tmp_path: Path, home: Path) -> None:
    listed = read_list(source)
    lines = lines_of(report_of(home, tmp_path), home, listed)
    write_failed(tmp_path / "lai.csv", lines, listed)
    again = read_list(tmp_path / "lai.csv")
    assert [row.cells[0] for row in again.rows] == ["2", "3", "4", "5"]
    assert [row.package.path.name for row in again.rows if row.package] == ["hai", "mot"]
    # Once more: our columns do not pile up.
    write_failed(tmp_path / "lai-nua.csv", lines_of(report_of(home, tmp_path), home, again), again)
    assert read_list(tmp_path / "lai-nua.csv").headings == again.headings


def test_a_list_of_what_failed_may_stand_elsewhere(source: Path, tmp_path: Path, home: Path) -> None:
    listed = read_list(source)
    elsewhere = tmp_path / "khac"
    elsewhere.mkdir()
    write_failed(elsewhere / "lai.xlsx", lines_of(report_of(home, tmp_path), home, listed), listed)
    assert any(row.package and row.package.path.name == "hai" for row in read_list(elsewhere / "lai.xlsx").rows)


def test_without_a_list_packages_stand_under_their_paths(tmp_path: Path, home: Path) -> None:
    lines = lines_of(report_of(home, tmp_path), home, None)
    write_failed(tmp_path / "lai.csv", lines, None)
    (row,) = read_csv(tmp_path / "lai.csv")
    assert (Path(row["path"]).name, row["code"]) == ("hai", "portal-refused")


def test_a_report_nobody_could_write_is_told_before(tmp_path: Path) -> None:
    for place in (tmp_path / "r.pdf", tmp_path / "khong" / "r.csv"):
        with pytest.raises(WrongUsage):
            check_report_place(place)


def test_receipts_are_a_page_too(tmp_path: Path, home: Path) -> None:
    report_of(home, tmp_path)
    write_receipts(home, None, tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert all(word in page for word in ("r1", "ab12", "SACH310", "https://cong.example/1"))


def test_a_moved_package_is_a_row_that_names_none(source: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "packages" / "hai")
    assert sum(row.package is not None for row in read_list(source).rows) == 1
