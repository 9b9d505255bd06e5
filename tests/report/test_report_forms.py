"""The same numbers as workbook, page, Markdown, and in the office's own form; read back."""

from __future__ import annotations

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from offices import DAY, office
from openpyxl import Workbook, load_workbook

from pbgdpl_cli.app import run
from pbgdpl_cli.report.forms.filled import filled_form
from pbgdpl_cli.report.forms.shipped import shipped_form
from pbgdpl_cli.report.forms.workbook import _fill
from pbgdpl_cli.report.placeholders import PLACEHOLDER, Names, WrongTemplate
from pbgdpl_cli.report.sections import Section
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import say

PERIOD = ("--from", "2026-01-01", "--to", "2026-06-30")
VI = PageLanguage("vi")
NAMES = Names({"materials.total": 1234, "work.hours": 2.5, "visits.total": None, "title": "=1+1"})


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def report(*words: str, language: str = "vi") -> int:
    return run(["--json", "--lang", language, "report", *words, "--as-of", DAY, "--no-check"])


class Parts(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.mark.real
class TestFiles:
    @pytest.fixture
    @staticmethod
    def goi(tmp_path: Path) -> str:
        return str(office(tmp_path / "goi"))

    def test_workbook(self, goi: str) -> None:
        assert report(goi, *PERIOD, "-o", "moi/bao-cao.xlsx") == 1
        book = load_workbook("moi/bao-cao.xlsx")
        overview = {row[0].value: row[1].value for row in book["Tổng quan"].iter_rows()}
        assert (overview["Số tài liệu"], overview["Phát hành trong kỳ"], overview["Số trang đã số hóa"]) == (4, 2, 7)
        kinds: Any = book["Loại"]
        rows = [tuple(cell.value for cell in row) for row in kinds.iter_rows()]
        assert ("Tờ gấp", 2, 2) in rows
        assert ("Phim, video", 1, 0) in rows
        (chart,) = kinds._charts
        first = next(at for at, row in enumerate(rows, 1) if row[0] == "Loại")
        assert chart.series[0].val.numRef.f == f"'Loại'!$B${first + 1}:$B${len(rows)}"
        assert chart.x_axis.tickLblSkip == 1

    def test_page_stands_alone_and_can_be_heard(self, goi: str) -> None:
        assert report(goi, "-o", "bao-cao.html") == 1
        text = Path("bao-cao.html").read_text("utf-8")
        parts = Parts(text)
        assert parts.of("html") == [{"lang": "vi"}]
        assert not re.findall(r"(?:src|href)=\"(?!#)|@import|url\(", text)
        assert len(parts.of("table")) == len(parts.of("caption")) == len(parts.of("h2"))
        assert all(head.get("scope") in {"col", "row"} for head in parts.of("th"))
        assert {bar["aria-hidden"] for bar in parts.of("td") if bar.get("class") == "b"} == {"true"}
        assert {one["href"] for one in parts.of("a")} >= {f"#{one['id']}" for one in parts.of("h2")}
        assert 'style="width:100.0%"' in text

    def test_markdown(self, goi: str) -> None:
        assert report(goi, *PERIOD, "-o", "bao-cao.md") == 1
        text = Path("bao-cao.md").read_text("utf-8")
        assert "Kỳ 01/01/2026 – 30/06/2026; số liệu đến ngày 30/11/2026" in text
        assert "Đã đếm 4 gói, không đọc được 1." in text
        assert "| Tờ gấp | 2 | 2 |" in text
        assert "0 tài liệu chỉ ghi tháng" in text

    @pytest.mark.parametrize("ending", ["md", "xlsx"])
    def test_the_form_that_comes_along_is_filled(self, goi: str, ending: str) -> None:
        assert run(["report", "--write-template", f"mau.{ending}"]) == 0
        assert report(goi, *PERIOD, "--template", f"mau.{ending}", "-o", f"bao-cao.{ending}") == 1
        if ending == "md":
            text = Path("bao-cao.md").read_text("utf-8")
            assert "| 3 | Tờ gấp | tài liệu | 2 | 2 |" in text
            assert "từ 01/01/2026 đến 30/06/2026" in text
        else:
            sheet = load_workbook("bao-cao.xlsx").worksheets[0]
            rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
            assert next(row for row in rows if row[1] == "Tờ gấp")[:5] == (3, "Tờ gấp", "tài liệu", 2, 2)
            assert next(row for row in rows if row[1] == "Kinh phí")[3:5] == ("nhập tay", "nhập tay")
            text = str(rows)
        assert "{{" not in text

    def test_a_form_needs_a_file_of_its_own_kind(self, goi: str, capsys: pytest.CaptureFixture[str]) -> None:
        Path("mau.md").write_text("{{ materials.total }}", encoding="utf-8")
        capsys.readouterr()
        assert report(goi, "--template", "mau.md", "-o", "bao-cao.html") == 2
        assert json.loads(capsys.readouterr().out)["errors"][0]["code"] == "usage"

    def test_an_unknown_number_is_told_with_its_line(self, goi: str, capsys: pytest.CaptureFixture[str]) -> None:
        Path("mau.md").write_text("a\n{{ materials.totl }}\n", encoding="utf-8")
        capsys.readouterr()
        assert report(goi, "--template", "mau.md", "-o", "bao-cao.md", language="en") == 4
        (error,) = json.loads(capsys.readouterr().out)["errors"]
        assert error["message"] == "The report has no number called “materials.totl” (line 2)."
        assert "“materials.total”" in error["hint"]
        assert not Path("bao-cao.md").exists()

    def test_the_sheet_part_is_asked_for_in_one_sentence(
        self, goi: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("pbgdpl_cli.extras.find_spec", lambda _: None)
        for name in [name for name in sys.modules if name.split(".")[0] == "openpyxl"]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        capsys.readouterr()
        assert report(goi, "-o", "bao-cao.xlsx", language="en") == 3
        (error,) = json.loads(capsys.readouterr().out)["errors"]
        assert "the part “sheet”" in error["message"]
        assert report(goi, "-o", "bao-cao.html") == 1  # which needs nothing more


def fill(folder: Path, text: str) -> str:
    template = folder / "mau.md"
    template.write_text(text, encoding="utf-8")
    return filled_form(template, NAMES, VI).decode("utf-8")


def test_a_row_is_as_high_as_what_is_wrapped_in_it_and_numbers_keep_away_from_words() -> None:
    long = " ".join(["Tài liệu mẫu"] * 20)
    section = Section("kinds", say("Kind"), say("Kind"), (say("Count"), say("Kind")), ((3, "Tờ gấp"), (12, long)))
    sheet = Workbook().create_sheet()
    _fill(sheet, section, ["Loại"], VI)
    head, short, high = sheet[3], sheet[4], sheet[5]
    assert sheet.row_dimensions[5].height >= sheet.row_dimensions[4].height * len(long) / 60
    assert [(row[0].alignment.horizontal, row[0].alignment.indent) for row in (head, short, high)] == [("right", 1)] * 3
    assert [row[1].alignment.horizontal for row in (head, short, high)] == [None] * 3


def test_numbers_are_written_the_vietnamese_way(tmp_path: Path) -> None:
    assert fill(tmp_path, "{{materials.total}} tài liệu, {{ work.hours }} giờ") == "1.234 tài liệu, 2,5 giờ"


def test_what_is_not_known_is_entered_by_hand(tmp_path: Path) -> None:
    assert fill(tmp_path, "Lượt: {{ visits.total }}") == "Lượt: nhập tay"


def test_months_and_places_without_materials_count_nothing(tmp_path: Path) -> None:
    assert fill(tmp_path, "{{ materials.by_month.2026-02 }} {{ materials.by_place.33.in_period }}") == "0 0"


@pytest.mark.parametrize(
    "name",
    ["materials.by_month.2026-13", "materials.by_place.99", "materials.by_kind.to-gp", "materials", ""],
)
def test_what_may_be_a_slip_counts_as_nothing_known(name: str, tmp_path: Path) -> None:
    with pytest.raises(WrongTemplate):
        fill(tmp_path, f"{{{{ {name} }}}}")


def test_a_placeholder_without_its_end_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(WrongTemplate, match=r"materials\.total"):
        fill(tmp_path, "{{ materials.total }")


def workbook(folder: Path, **cells: object) -> Path:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = "Biểu 1"
    for place, value in cells.items():
        sheet[place] = value
    book.save(folder / "mau.xlsx")
    return folder / "mau.xlsx"


def filled_cells(folder: Path, **cells: object) -> Any:
    (folder / "xong.xlsx").write_bytes(filled_form(workbook(folder, **cells), NAMES, VI))
    return load_workbook(folder / "xong.xlsx").worksheets[0]


def test_a_cell_of_one_number_holds_a_number(tmp_path: Path) -> None:
    sheet = filled_cells(tmp_path, B2="{{ materials.total }}", B3="=SUM(B2:B2)", B4="Có {{ materials.total }}")
    assert [sheet[place].value for place in ("B2", "B3", "B4")] == [1234, "=SUM(B2:B2)", "Có 1.234"]


def test_a_name_that_begins_like_a_formula_is_none(tmp_path: Path) -> None:
    cell = filled_cells(tmp_path, A1="{{ title }}")["A1"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_unknown_numbers_of_a_workbook_are_told_with_their_cells(tmp_path: Path) -> None:
    template = workbook(tmp_path, B2="{{ x }}", C7="{{ y }}", A1="{{ materials.total }}")
    with pytest.raises(WrongTemplate) as raised:
        filled_form(template, NAMES, VI)
    assert VI(raised.value.message) == (
        "Báo cáo không có số liệu tên là “x” (trang tính “Biểu 1”, ô B2), “y” (trang tính “Biểu 1”, ô C7)."
    )


def test_headers_and_footers_are_filled(tmp_path: Path) -> None:
    template = workbook(tmp_path)
    book = load_workbook(template)
    book.worksheets[0].oddFooter.center.text = "{{ materials.total }} tài liệu"
    book.save(template)
    (tmp_path / "xong.xlsx").write_bytes(filled_form(template, NAMES, VI))
    assert load_workbook(tmp_path / "xong.xlsx").worksheets[0].oddFooter.center.text == "1.234 tài liệu"


def test_what_is_no_workbook_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "mau.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(WrongTemplate):
        filled_form(tmp_path / "mau.xlsx", NAMES, VI)


def test_the_form_that_comes_along_names_its_sources() -> None:
    form = shipped_form()
    assert "14/2019/QĐ-TTg" in form
    assert "không phải biểu mẫu do cơ quan có thẩm quyền ban hành" in form
    assert all(match["end"] for match in PLACEHOLDER.finditer(form))
