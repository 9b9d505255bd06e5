"""The report's parts by themselves: periods, names of numbers, cells, and an office without a single package."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from pbgdpl_cli.report.counting import OfficeTally
from pbgdpl_cli.report.findings import finding_numbers
from pbgdpl_cli.report.forms.cells import EMPTY, is_number, shown
from pbgdpl_cli.report.forms.filled import filled_form, loses_drawings
from pbgdpl_cli.report.forms.markdown import markdown
from pbgdpl_cli.report.forms.page import page
from pbgdpl_cli.report.forms.shipped import shipped_form, shipped_workbook
from pbgdpl_cli.report.forms.workbook import workbook
from pbgdpl_cli.report.laws import LawTally
from pbgdpl_cli.report.numbers import OfficeNumbers, PackageNumbers, VisitNumbers
from pbgdpl_cli.report.period import Period, Within
from pbgdpl_cli.report.placeholders import (
    Names,
    Unknown,
    WrongTemplate,
    filled,
    names_of,
    names_to_come,
    refuse,
)
from pbgdpl_cli.report.sections import Cell, sections, subtitle_of
from pbgdpl_cli.web.page_language import PageLanguage
from validators.citations.register.store import Register
from validators.problems import say
from validators.report import FindingCounts, Gate, Severity
from validators.sharing.issue_date import IssueDate

VI, EN = PageLanguage("vi"), PageLanguage("en")
TODAY = dt.date(2026, 11, 30)
DAYS = st.dates(dt.date(2025, 12, 1), dt.date(2026, 4, 1))


def nothing(period: Period | None = None) -> OfficeNumbers:
    """The numbers of an office that has no package yet."""
    tally = OfficeTally(
        Path("nha"), period or Period(), LawTally(Register(sqlite3.connect(":memory:")), Path("so.csv"), TODAY, 90)
    )
    return tally.numbers(TODAY, PackageNumbers(0, 0, 0, 0), (), None, VisitNumbers())


class TestPeriods:
    @example(dt.date(2026, 1, 31), None, dt.date(2026, 1, 1))
    @example(None, dt.date(2026, 1, 1), dt.date(2026, 1, 1))
    @example(dt.date(2026, 1, 5), dt.date(2026, 1, 9), dt.date(2026, 1, 1))
    @given(st.none() | DAYS, st.none() | DAYS, st.dates(dt.date(2025, 12, 1), dt.date(2026, 3, 31)))
    def test_a_month_is_in_when_all_its_days_are_and_out_when_none_is(
        self, first: dt.date | None, last: dt.date | None, day: dt.date
    ) -> None:
        if first and last and last < first:
            first, last = last, first
        period, month = Period(first, last), IssueDate(day.year, day.month)
        held = [period.holds(month.first + dt.timedelta(at)) for at in range((month.last - month.first).days + 1)]
        expected = Within.YES if all(held) else Within.UNSURE if any(held) else Within.NO
        assert period.holds_issue(month) is expected
        assert period.holds_issue(IssueDate.of(day)) is (Within.YES if period.holds(day) else Within.NO)

    @given(DAYS)
    def test_without_bounds_every_day_is_in(self, day: dt.date) -> None:
        assert Period().holds(day)
        assert not Period().is_bounded
        assert Period(first=day).is_bounded
        assert Period(last=day).is_bounded

    def test_a_moment_is_of_the_day_it_was_where_it_was_written_down(self) -> None:
        hanoi = dt.timezone(dt.timedelta(hours=7))
        new_year = dt.datetime(2026, 1, 1, 0, 30, tzinfo=hanoi)
        assert Period(first=dt.date(2026, 1, 1)).holds_moment(new_year)
        assert not Period(first=dt.date(2026, 1, 1)).holds_moment(new_year.astimezone(dt.UTC))

    @pytest.mark.parametrize(
        ("period", "told"),
        [
            (Period(), "As of 30/11/2026"),
            (Period(dt.date(2026, 1, 1)), "Period from 01/01/2026; as of 30/11/2026"),
            (Period(None, dt.date(2026, 6, 30)), "Period up to 30/06/2026; as of 30/11/2026"),
            (Period(dt.date(2026, 1, 1), dt.date(2026, 6, 30)), "Period 01/01/2026 – 30/06/2026; as of 30/11/2026"),
        ],
    )
    def test_the_days_it_is_about_are_told(self, period: Period, told: str) -> None:
        assert EN(subtitle_of(nothing(period))) == told


@pytest.mark.parametrize(
    ("cell", "vietnamese", "english"),
    [
        (None, EMPTY, EMPTY),
        (0, "0", "0"),
        (999, "999", "999"),
        (1000, "1.000", "1,000"),
        (1234567, "1.234.567", "1,234,567"),
        (0.0, "0", "0"),
        (0.5, "0,5", "0.5"),
        (10.0, "10", "10"),
        (100.10, "100,1", "100.1"),
        (1234.567, "1.234,57", "1,234.57"),
        (999.999, "1.000", "1,000"),
        (dt.date(2026, 3, 9), "09/03/2026", "9 March 2026"),
        ("Tờ gấp", "Tờ gấp", "Tờ gấp"),
        (say("{a}/{b}", a=3, b=say("x")), "3/x", "3/x"),
    ],
)
def test_a_cell_is_shown_as_people_write_it(cell: Cell, vietnamese: str, english: str) -> None:
    assert (shown(cell, VI), shown(cell, EN)) == (vietnamese, english)


@pytest.mark.parametrize(
    ("cell", "number"), [(None, True), (0, True), (2.5, True), ("5", False), (TODAY, False), (say("5"), False)]
)
def test_what_is_not_known_stands_with_the_numbers(cell: Cell, number: bool) -> None:
    assert is_number(cell) is number


class TestNames:
    NAMES = Names({"materials.total": 4, "visits.total": None, "laws.acts.rows": 0}, ("laws.acts.",))

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("materials.total", 4),
            ("materials.by_month.2026-01", 0),
            ("materials.by_month.2026-12.in_period", 0),
            ("visits.by_month.2026-01", None),
            ("materials.by_place.33", 0),
            ("laws.acts.7.act", None),
        ],
    )
    def test_a_number_there_is_or_may_come_to_be_is_found(self, name: str, value: int | None) -> None:
        assert self.NAMES.find(name) == value

    @pytest.mark.parametrize(
        "name",
        [
            "materials.by_month.2026-00", "materials.by_month.2026-1", "materials.by_month.2026-01.total",
            "work.by_month.2026-01", "materials.by_place.0", "materials.by_place.00000", "materials.by_place.331",
            "laws.act.1", "Materials.total", "materials.total.in_period",
        ],
    )  # fmt: skip
    def test_any_other_name_is_a_slip(self, name: str) -> None:
        with pytest.raises(KeyError):
            self.NAMES.find(name)

    def test_months_of_the_portal_count_nothing_once_visits_are_known(self) -> None:
        assert Names({"visits.total": 0}).find("visits.by_month.2026-01") == 0

    def test_rows_are_called_by_their_code_else_by_their_place(self) -> None:
        @dataclass(frozen=True)
        class Kind:
            code: str
            count: int
            in_period: int

        @dataclass(frozen=True)
        class Act:
            act: str

        @dataclass(frozen=True)
        class Numbers:
            kinds: tuple[Kind, ...]
            acts: tuple[Act, ...]
            words: tuple[str, ...]
            none: tuple[str, ...] = ()

        numbers: Any = Numbers((Kind("to-gap", 3, 1),), (Act("Luật A"), Act("Luật B")), ("một", "hai"))
        assert names_of(numbers).values == {
            "kinds.rows": 1, "kinds.to-gap": 3, "kinds.to-gap.code": "to-gap", "kinds.to-gap.count": 3,
            "kinds.to-gap.in_period": 1, "acts.rows": 2, "acts.1.act": "Luật A", "acts.2.act": "Luật B",
            "words": "một; hai", "none.rows": 0,
        }  # fmt: skip

    def test_a_form_that_asks_for_what_may_come_is_no_slip_before_the_counting_and_is_one_after(self) -> None:
        assert names_to_come(nothing()).find("laws.coming.1.act") is None
        with pytest.raises(KeyError):
            names_of(nothing()).find("laws.coming.1.act")


class TestFilling:
    @staticmethod
    def fill(text: str) -> tuple[str, list[Unknown]]:
        return filled(text, Names({"a": 1, "a.b": "hai"}), str, lambda at: say("{at}", at=at))

    @pytest.mark.parametrize(
        ("text", "made"),
        [
            ("", ""),
            ("{{a}}{{ a }}", "11"),
            ("{{\ta.b }} {a} }}", "hai {a} }}"),
            ("{{{a}}}", "{{{a}}}"),
            ("{ {a} }", "{ {a} }"),
        ],
    )
    def test_only_names_in_two_braces_are_numbers(self, text: str, made: str) -> None:
        assert self.fill(text)[0] == made

    @pytest.mark.parametrize(
        ("text", "names", "places"),
        [
            ("{{x}} {{a}} {{y}}", ["x", "y"], ["0", "12"]),
            ("{{ a }", ["a"], ["0"]),
            ("{{ a\n}}", ["a"], ["0"]),
            ("é{{}}", [""], ["1"]),
            ("{{ {{ a }}", [""], ["0"]),
        ],
    )
    def test_slips_stay_as_they_stand_and_are_told_with_their_place(
        self, text: str, names: list[str], places: list[str]
    ) -> None:
        _, unknown = self.fill(text)
        assert ([one.name for one in unknown], [str(one.place) for one in unknown]) == (names, places)

    @given(st.text("ab{} \n", max_size=20).filter(lambda text: "{{" not in text))
    def test_a_text_without_a_placeholder_is_left_as_it_is(self, text: str) -> None:
        assert self.fill(text) == (text, [])

    def test_of_many_slips_the_first_five_are_told_and_the_rest_counted(self) -> None:
        unknown = [Unknown(f"x{at}", say("line {line}", line=at)) for at in range(1, 9)]
        with pytest.raises(WrongTemplate) as raised:
            refuse(unknown, Names({"zz": 1}), Path("mau.md"))
        told = str(raised.value.message)
        assert "“x5” (line 5), and 3 more" in told
        assert "x6" not in told
        assert "Meant" not in str(raised.value.hint)
        refuse([], Names({}), Path("mau.md"))

    def test_a_form_keeps_its_ends_of_lines_and_loses_the_mark_of_windows(self, tmp_path: Path) -> None:
        form = tmp_path / "mau.TXT"
        form.write_bytes(b"\xef\xbb\xbfa\r\n{{ a }}\r\n")
        assert filled_form(form, Names({"a": 7}), VI) == b"a\r\n7\r\n"

    def test_a_form_in_another_encoding_is_told_of_and_nothing_is_made(self, tmp_path: Path) -> None:
        form = tmp_path / "mau.md"
        form.write_bytes("Báo cáo {{ a }}".encode("utf-16"))
        with pytest.raises(WrongTemplate) as raised:
            filled_form(form, Names({"a": 7}), VI)
        assert raised.value.path == form

    @pytest.mark.parametrize("name", ["mau.md", "hong.xlsx"])
    def test_what_is_no_workbook_has_no_drawings_to_lose(self, name: str, tmp_path: Path) -> None:
        (tmp_path / name).write_bytes(b"xl/drawings/")
        assert not loses_drawings(tmp_path / name)


class _Tables(HTMLParser):
    """How many cells each row of a page has, by table."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: list[list[int]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append(0)
        elif tag in {"td", "th"}:
            self.tables[-1][-1] += 1


@pytest.mark.parametrize("tell", [VI, EN], ids=["vi", "en"])
class TestAnOfficeWithoutPackages:
    def test_every_part_has_rows_of_one_length(self, tell: PageLanguage) -> None:
        del tell
        made = sections(nothing())
        assert made[0].key == "overview"
        assert len({one.key for one in made}) == len(made)
        assert all(len(row) == len(one.columns) for one in made for row in one.rows)

    def test_markdown_and_page_have_its_tables_and_no_hole(self, tell: PageLanguage) -> None:
        made = sections(nothing())
        text = markdown(nothing(), tell)
        assert text.count("\n## ") == len(made)
        rows = [line for line in text.splitlines() if line.startswith("|")]
        assert len(rows) == sum(len(one.rows) + 2 for one in made)
        tables = _Tables(page(nothing(), tell)).tables
        assert [len(table) for table in tables] == [len(one.rows) + 1 for one in made]
        assert all(len(set(table)) == 1 for table in tables)
        assert not re.search(r"None|\{\w*\}", text)

    def test_a_workbook_has_a_sheet_a_part(self, tell: PageLanguage) -> None:
        book = load_workbook(BytesIO(workbook(nothing(), tell)))
        assert book.sheetnames == [tell(one.short)[:31] for one in sections(nothing())]

    def test_the_form_that_comes_along_asks_for_no_number_there_is_not(
        self, tell: PageLanguage, tmp_path: Path
    ) -> None:
        (tmp_path / "mau.md").write_text(shipped_form(), "utf-8")
        assert b"{{" not in filled_form(tmp_path / "mau.md", names_to_come(nothing()), tell)


def test_both_forms_that_come_along_ask_for_the_same_numbers() -> None:
    sheet: Any = load_workbook(BytesIO(shipped_workbook())).worksheets[0]
    cells = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)
    asked = [set(re.findall(r"\{\{\s*([\w.-]+)\s*\}\}", text)) for text in (cells, shipped_form())]
    assert asked[0] == asked[1] != set()


def test_what_was_not_checked_is_not_known_and_what_was_checked_adds_up() -> None:
    unchecked = finding_numbers(None)
    assert (unchecked.errors, unchecked.warnings, unchecked.notes) == (None, None, None)
    gates = list(Gate)
    by_gate = {(gates[0], Severity.ERROR): 2, (gates[-1], Severity.ERROR): 3, (gates[0], Severity.NOTE): 1}
    found = finding_numbers(FindingCounts(by_gate, checked=4, materials_with_errors=3))
    assert (found.materials_with_errors, found.errors, found.warnings, found.notes) == (3, 5, 0, 1)
