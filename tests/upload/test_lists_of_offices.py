"""Lists as offices keep them: other headings and commas, cells like formulas, receipts from strange hands."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from pbgdpl_cli.errors import PortalProblem, WrongUsage
from pbgdpl_cli.upload.delivery.outcomes import DONE, UploadItem, UploadOutcome, UploadReport, ending
from pbgdpl_cli.upload.ledger import ItemState, open_ledger
from pbgdpl_cli.upload.problems import PortalConflict, PortalRefused, PortalUnreachable
from pbgdpl_cli.upload.reports.hand_over import returned_in, take_over
from pbgdpl_cli.upload.reports.lists import WrongList, read_list
from pbgdpl_cli.upload.reports.receipts import check_receipts_place, write_receipts
from pbgdpl_cli.upload.reports.report import Line, check_failed_place, lines_of, write_failed, write_report
from pbgdpl_cli.upload.reports.tables import active, write_table
from pbgdpl_cli.upload.secrecy import NotForPublishing
from pbgdpl_cli.upload.transports.protocol import RETURNED
from tests.properties import at_most
from validators.problems import Problem, UnreadableInput, say

Make = Callable[..., Path]
CELLS = st.text("aĐ=+-@'\",;\n 1", max_size=8)


def listed(place: Path, text: str) -> Path:
    place.write_text(text, encoding="utf-8")
    return place


class TestHeadings:
    @pytest.mark.parametrize(
        "heading",
        ["path", "PATH", "Package", "folder", "Gói", "GÓI", "gói tài liệu", "Goi\u0301", "Đường dẫn", "đường_dẫn",
         "DUONG DAN", "Thư mục", "thu-muc goi", " Thư mục gói: "],
    )  # fmt: skip
    def test_where_a_package_stands_is_headed_in_many_ways(self, package: Make, tmp_path: Path, heading: str) -> None:
        package(name="mot")
        found = read_list(listed(tmp_path / "x.csv", f"STT,{heading}\n1,packages/mot\n"))
        assert (found.column, bool(found.rows[0].package)) == (1, True)

    @pytest.mark.parametrize("heading", ["Tên gói thầu", "pathway", "Số gói", "đường", "", "/"])
    def test_what_is_headed_otherwise_is_no_such_column(self, tmp_path: Path, heading: str) -> None:
        with pytest.raises(WrongList, match="path"):
            read_list(listed(tmp_path / "x.csv", f"STT,{heading}\n1,packages/mot\n"))

    @pytest.mark.parametrize("sign", [";", "\t", ","])
    def test_commas_of_a_title_do_not_part_columns(self, package: Make, tmp_path: Path, sign: str) -> None:
        package(name="mot")
        title = "Hôn nhân, gia đình; trẻ em, người già; đất, nhà\tvà rừng"
        stream = io.StringIO()
        csv.writer(stream, delimiter=sign).writerows([["Gói", "Tên"], ["packages/mot", title]])
        (row,) = read_list(listed(tmp_path / "x.csv", stream.getvalue())).rows
        assert (row.cells, bool(row.package)) == (("packages/mot", title), True)

    def test_rows_may_be_shorter_longer_and_empty(self, tmp_path: Path) -> None:
        found = read_list(listed(tmp_path / "x.csv", "\n\nSTT,Gói,Ai\n\n1,a\n,,\n2,b,c,d,e\n"))
        assert [(row.number, row.cells) for row in found.rows] == [(5, ("1", "a", "")), (7, ("2", "b", "c"))]


class TestRows:
    @pytest.mark.parametrize("named", ["x" * 300, "a\0b", "packages", "packages/mot/data", "C:\\goi", "*", "~"])
    def test_a_row_that_names_no_package_stops_no_other(self, package: Make, tmp_path: Path, named: str) -> None:
        for name in ("mot", "hai"):
            package(name=name, title=name)
        rows = read_list(listed(tmp_path / "x.csv", f"Gói\n{named}\npackages/mot\n")).rows
        assert [bool(row.package) for row in rows] == [False, True]
        assert rows[0].problem is not None
        assert "2" in str(rows[0].problem.message)

    def test_one_package_by_two_names_is_named_once(self, package: Make, tmp_path: Path) -> None:
        place = package(name="mot")
        rows = read_list(listed(tmp_path / "x.csv", f"Gói\npackages/../packages/mot\n{place}\n./packages/mot/\n")).rows
        assert [bool(row.package) for row in rows] == [True, False, False]

    @pytest.mark.parametrize("name", ["+2026", "-cu", "@xa", "=mot", "'mot"])
    def test_a_failed_package_is_found_again_whatever_its_name(
        self, package: Make, tmp_path: Path, home: Path, name: str
    ) -> None:
        package(name=name)
        source = listed(tmp_path / "packages" / "x.csv", f"Gói,Ghi chú\n{name},=1+1\n")
        report = UploadReport("memory:a", ())
        for again in ("lai.csv", "lai-nua.csv", "lai.xlsx"):
            found = read_list(source)
            assert [row.package.path.name if row.package else None for row in found.rows] == [name]
            source = tmp_path / "packages" / again
            write_failed(source, lines_of(report, home, found), found)


class TestTables:
    @settings(max_examples=at_most(30))
    @given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=4))
    def test_no_cell_is_a_formula_and_none_is_lost(self, rows: list[list[str]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "x.csv"
            write_table(place, "x", ["Gói", "=Tên"], rows)
            with place.open(encoding="utf-8-sig", newline="") as stream:
                read = [*csv.reader(stream)]
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in read for cell in row)
        assert [[active(cell) for cell in row] for row in read[1:]] == [[active(cell) for cell in row] for row in rows]

    @pytest.mark.parametrize("kind", ["csv", "xlsx", "html"])
    @pytest.mark.parametrize("cell", ["a\x0bb", "\x00", "t\udce1p.pdf", "x" * 40_000, "\r\n", "&<>\"'", "🏛️"])
    def test_whatever_a_cell_holds_the_table_is_written(self, tmp_path: Path, kind: str, cell: str) -> None:
        place = tmp_path / f"x.{kind}"
        write_table(place, "x" * 40, ["a", "b"], [[cell, "Lò Thị Mận"]])
        if kind == "xlsx":
            sheet = load_workbook(place).active
            assert sheet is not None
            assert sheet["B2"].value == "Lò Thị Mận"
        else:
            assert "Lò Thị Mận" in place.read_text(encoding="utf-8")

    @pytest.mark.parametrize("text", ["javascript:alert(1)", "http:/x", "https://a b", "xhttps://a", "HTTPS://a"])
    def test_only_an_address_is_linked(self, tmp_path: Path, text: str) -> None:
        write_table(tmp_path / "x.html", "x", ["a"], [[text], ["https://cong.example/1"]])
        assert (tmp_path / "x.html").read_text(encoding="utf-8").count("<a ") == 1

    @pytest.mark.parametrize("check", [check_receipts_place, check_failed_place])
    @pytest.mark.parametrize("name", ["x", "x.docx", "x.csv.bak", ".csv", "khong-co/x.csv"])
    def test_a_place_nothing_can_be_written_to_is_told(
        self, tmp_path: Path, check: Callable[[Path], None], name: str
    ) -> None:
        with pytest.raises(WrongUsage):
            check(tmp_path / name)

    def test_a_ledger_of_nothing_gives_empty_receipts(self, tmp_path: Path, home: Path) -> None:
        write_receipts(home, None, tmp_path / "x.JSON")
        assert json.loads((tmp_path / "x.JSON").read_text(encoding="utf-8")) == []


class TestReceiptsThatComeBack:
    RECEIPT: ClassVar[dict[str, Any]] = {
        "target": "https://cong.example", "identifier": "urn:1", "revision": "r1", "confirmed_at": "2026-03-01",
    }  # fmt: skip

    @pytest.fixture
    def handed(self, home: Path) -> Path:
        """A home whose ledger knows one package as handed over."""
        with open_ledger(home) as ledger:
            item = ledger.plan("folder:x", "urn:1", "r1", Path("goi"), "Tờ gấp")
            for state in (ItemState.SENDING, ItemState.RECORD_SENT, ItemState.CONFIRMED):
                item = ledger.step(item, state)
        return home

    def test_they_are_believed_once(self, handed: Path, tmp_path: Path) -> None:
        listed(tmp_path / RETURNED, json.dumps([self.RECEIPT, self.RECEIPT | {"target": "https://khac.example"}]))
        assert [take_over(handed, "folder:x", tmp_path) for _ in range(2)] == [2, 0]
        with open_ledger(handed) as ledger:
            (item,) = ledger.items("https://cong.example")
        assert (item.title, item.state, item.confirmed_at) == ("Tờ gấp", ItemState.CONFIRMED, "2026-03-01")

    @pytest.mark.parametrize("changed", [{"revision": "r2"}, {"identifier": "urn:2"}, {"target": "folder:x"}])
    def test_what_was_never_handed_over_is_not_believed(
        self, handed: Path, tmp_path: Path, changed: dict[str, Any]
    ) -> None:
        listed(tmp_path / RETURNED, json.dumps([self.RECEIPT | changed]))
        assert take_over(handed, "folder:x", tmp_path) == 0

    def test_another_folder_is_not_believed(self, handed: Path, tmp_path: Path) -> None:
        listed(tmp_path / RETURNED, json.dumps([self.RECEIPT]))
        assert take_over(handed, "folder:khac", tmp_path) == 0

    @pytest.mark.parametrize(
        "changed",
        [{"allowed": 5}, {"allowed": None}, {"allowed": [1]}, {"remote": {}}, {"sent_at": [1]}, {"files": []},
         {"files": {"a": 5}}, {"files": {"\ud800": "a"}}, {"target": "\ud800"}, {"revision": 1},
         {"confirmed_at": None}],
    )  # fmt: skip
    def test_a_broken_one_stops_no_other(self, handed: Path, tmp_path: Path, changed: dict[str, Any]) -> None:
        listed(tmp_path / RETURNED, json.dumps([self.RECEIPT | changed, self.RECEIPT]))
        assert take_over(handed, "folder:x", tmp_path) == 1

    @pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[1, [], null]", b"[" * 100_000, b'["a"]'])
    def test_a_file_that_is_none_holds_none(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / RETURNED).write_bytes(content)
        assert returned_in(tmp_path) == []


@pytest.mark.parametrize(
    ("kind", "outcome", "state"),
    [
        (PortalUnreachable, "waiting", None),
        (PortalConflict, "conflict", ItemState.CONFLICT),
        (PortalRefused, "refused", ItemState.REFUSED),
        (PortalProblem, "refused", ItemState.REFUSED),
        (NotForPublishing, "refused", ItemState.REFUSED),
        (UnreadableInput, "failed", ItemState.FAILED),
    ],
)
def test_a_problem_ends_a_package_and_is_tried_again(
    home: Path, kind: type[Problem], outcome: str, state: ItemState | None
) -> None:
    problem = kind(say("No."))
    assert ending(problem) == (outcome, state)
    item = UploadItem(Path("goi"), None, "Tờ gấp", UploadOutcome(outcome), problem=problem)
    (line,) = lines_of(UploadReport("memory:a", (item,)), home, None)
    assert (line.failed, line.problem) == (True, problem)
    assert UploadOutcome(outcome) not in DONE


class TestColumnsOfOneName:
    @given(st.lists(st.sampled_from(["Ghi chú", "Ghi chú (2)", "", "result", "STT"]), max_size=6))
    def test_a_json_report_holds_every_cell_of_the_list(self, extra: list[str]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self.check(Path(folder), extra)

    def check(self, folder: Path, extra: list[str]) -> None:
        text = io.StringIO()
        csv.writer(text).writerows([["gói", *extra], ["khong-co", *(f"ô {n}" for n in range(len(extra)))]])
        found = read_list(listed(folder / "x.csv", text.getvalue()))
        lines = tuple(Line(row, None, None) for row in found.rows)
        write_report(folder / "r.json", lines, found)
        (row,) = json.loads((folder / "r.json").read_text("utf-8"))
        assert {f"ô {n}" for n in range(len(extra))} <= set(row.values())
        assert set(found.headings) <= set(row)

    def test_the_first_keeps_its_name_and_the_second_is_counted(self, tmp_path: Path) -> None:
        found = read_list(listed(tmp_path / "x.csv", "gói,Ghi chú,Ghi chú\nkhong-co,một,hai\n"))
        write_report(tmp_path / "r.json", tuple(Line(row, None, None) for row in found.rows), found)
        (row,) = json.loads((tmp_path / "r.json").read_text("utf-8"))
        assert (row["Ghi chú"], row["Ghi chú (2)"]) == ("một", "hai")
