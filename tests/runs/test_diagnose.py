"""A bundle for a maintainer holds what a fault is found by, and nothing that a person wrote or is called."""

from __future__ import annotations

import datetime as dt
import io
import json
import sqlite3
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from converters.work.failures import died
from pbgdpl_cli.diagnosis.counts import OTHER, counted
from pbgdpl_cli.diagnosis.defects import defects_told
from pbgdpl_cli.diagnosis.known_code import defines, known_exception, known_file
from pbgdpl_cli.diagnosis.surroundings import ToolTold, settings_told, system_told, tools_told
from pbgdpl_cli.result import Table
from pbgdpl_cli.runs.diagnose import CONTENTS, AlreadyThere, DiagnoseChoice, _write, run
from pbgdpl_cli.runs.doctor import ToolData
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import Settings
from pbgdpl_cli.state.work_ledger import WORK_FILE, Work, WorkLedger
from pbgdpl_cli.terminal.console import Console
from pbgdpl_cli.upload.ledger import LEDGER_FILE
from validators.problems import Message, say

PERSON, FOLDED, PHONE = "Trần Thị Bưởi", "tranthibuoi", "0987654321"
TEXT, HOST, MAIL = "bị phạt tiền từ 3.000.000 đồng", "may-chi-buoi", "buoi@xa-suoi-vang.example"
PLANTED = (
    PERSON,
    FOLDED,
    "Buoi",
    "Bưởi",
    PHONE,
    "0987 654 321",
    TEXT,
    "3.000.000",
    HOST,
    MAIL,
    "suoi-vang",
    "Suối Vàng",
)
HOME = f"/home/{FOLDED}/Xã Suối Vàng"

MIMICRY = f"""Traceback (most recent call last):
  File "{HOME}/.venv/lib/python3.11/site-packages/pbgdpl_cli/runs/convert.py", line 152, in run
    said = choice.said()  # {TEXT}
           ^^^^^^^^^^^^^
  File "C:\\Users\\{FOLDED}\\converters\\work\\batch.py", line 71, in one
  File "{HOME}/{FOLDED}.py", line {PHONE[:6]}, in {FOLDED}
  File "{HOME}/converters/{FOLDED}.py", line 3, in {FOLDED}
  File "{HOME}/converters/work/batch.py", line 3, in {FOLDED}
  File "{HOME}/site-packages/numpy/{FOLDED}.py", line 3, in run
  File "{HOME}/site-packages/{FOLDED}/core.py", line 3, in run
  File "/usr/lib/python3.11/json/decoder.py", line 355, in raw_decode
  File "/usr/lib/python3.11/{FOLDED}.py", line 355, in raw_decode
ValueError: {PERSON}, {PHONE}: {TEXT}
{PERSON}: {PHONE}
{FOLDED}: {TEXT}
{FOLDED}.Error: {TEXT}
converters.work.batch.{FOLDED}: {TEXT}
Traceback (most recent call last): {PERSON}

During handling of the above exception, another exception occurred:

PermissionError: [Errno 13] Permission denied: '{HOME}/{PERSON}.pdf'
FileNotFoundError: [Errno {PHONE}] {MAIL}
validators.problems.UnreadableInput: {TEXT}
converters.reading.rasters.NoSuchThing: {TEXT}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A program's folder in which everything that can hold a person's word does."""
    home = tmp_path / FOLDED / "Xã Suối Vàng"
    home.mkdir(parents=True)
    (home / "error.log").write_text(MIMICRY, "utf-8")
    (home / f"{FOLDED}.json").write_text(PERSON, "utf-8")
    with WorkLedger(home) as ledger:
        for number, (outcome, reason, step) in enumerate(
            [
                ("unreadable", died(7), "convert"),
                ("unreadable", Message(TEXT, {"name": PERSON}), "ocr"),
                (FOLDED, say("There is no such file or folder."), FOLDED),
                ("done", None, "convert"),
            ]
        ):
            ledger.note(work(number, outcome, reason, step))
    with sqlite3.connect(home / LEDGER_FILE) as connection:
        connection.execute("CREATE TABLE items (state TEXT, title TEXT)")
        connection.executemany("INSERT INTO items VALUES (?, ?)", [("confirmed", PERSON), (FOLDED, TEXT)])
    return home


def work(number: int, outcome: str, reason: Message | None, step: str) -> Work:
    return Work(
        step, f"{HOME}/{PERSON}-{number}.pdf", f"{HOME}/ra", 1, 2, FOLDED, outcome, ("crash", FOLDED), reason,
        f"{HOME}/ra/{number}", FOLDED, json.dumps({"title": TEXT}),
        ["pbgdpl-cli 0.1.0", f"pbgdpl-cli {FOLDED}"][number % 2],
        "2026-11-30T08:00:00+00:00",
    )  # fmt: skip


@pytest.fixture
def session(home: Path) -> Session:
    settings = Settings(language="en", json=False, verbosity=0, chosen_home=home)
    return Session(Console(settings, io.StringIO(), io.StringIO()))


def members(bundle: Path) -> Mapping[str, str]:
    with zipfile.ZipFile(bundle) as opened:
        return {name: opened.read(name).decode("utf-8") for name in opened.namelist()}


def shown_forms(text: str) -> Iterator[str]:
    """A text as it might stand in a file: composed, decomposed, escaped, in small letters."""
    for form in ("NFC", "NFD"):
        folded = unicodedata.normalize(form, text)
        yield from (folded.casefold(), json.dumps(folded)[1:-1].casefold(), folded.replace(" ", "%20").casefold())


def assert_clean(text: str) -> None:
    found = [word for word in PLANTED for form in shown_forms(word) if form in text.casefold()]
    assert found == []


@pytest.mark.real
class TestBundle:
    def test_nothing_planted_gets_out(self, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PBGDPL_PORTAL_TOKEN", f"mat-khau-{FOLDED}")
        monkeypatch.setenv("TESSDATA_PREFIX", HOME)
        monkeypatch.setattr("platform.node", lambda: HOST)
        run(session, DiagnoseChoice(tmp_path / "loi.zip"))
        bundle = (tmp_path / "loi.zip").read_bytes()
        for name, text in members(tmp_path / "loi.zip").items():
            assert_clean(name + text)
        assert_clean(bundle.decode("latin-1"))

    def test_what_is_in_it_is_said_and_stands_in_it(self, session: Session, tmp_path: Path) -> None:
        result = run(session, DiagnoseChoice(tmp_path / "loi.zip"))
        inside = members(tmp_path / "loi.zip")
        (table,) = (line for line in result.lines if isinstance(line, Table))
        assert [row[0] for row in table.rows] == list(inside)
        assert all(name in inside[CONTENTS] for name in inside if name != CONTENTS)
        assert result.data is not None
        assert {file.name: file.bytes for file in result.data.files} == {
            name: len(text.encode("utf-8")) for name, text in inside.items()
        }

    def test_a_fault_can_be_found_by_it(self, session: Session, tmp_path: Path) -> None:
        run(session, DiagnoseChoice(tmp_path / "loi.zip"))
        inside = members(tmp_path / "loi.zip")
        assert json.loads(inside["system.json"])["program"].startswith("pbgdpl-cli")
        assert "Tesseract" in [tool["name"] for tool in json.loads(inside["tools.json"])["tools"]]
        assert json.loads(inside["settings.json"])["home_files"]["error.log"] > 0
        assert sum(one["many"] for one in json.loads(inside["ledger.json"])["work"]) == 4
        assert "PermissionError [Errno 13]" in inside["defects.txt"]

    def test_no_file_is_written_over(self, session: Session, tmp_path: Path) -> None:
        (tmp_path / "loi.zip").write_bytes(b"mine")
        with pytest.raises(AlreadyThere):
            run(session, DiagnoseChoice(tmp_path / "loi.zip"))
        assert (tmp_path / "loi.zip").read_bytes() == b"mine"

    def test_a_program_that_never_ran_has_one_too(self, tmp_path: Path) -> None:
        settings = Settings(language="vi", json=True, verbosity=0, chosen_home=tmp_path / "none")
        run(Session(Console(settings, io.StringIO(), io.StringIO())), DiagnoseChoice(tmp_path / "loi.zip"))
        assert json.loads(members(tmp_path / "loi.zip")["ledger.json"])["work"] == []
        assert not (tmp_path / "none").exists()


def test_a_clock_in_1970_spoils_no_bundle(tmp_path: Path) -> None:
    _write(tmp_path / "loi.zip", {"a.txt": "một"}, dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
    assert members(tmp_path / "loi.zip") == {"a.txt": "một"}


class TestDefects:
    TOLD = defects_told(MIMICRY).splitlines()

    def test_places_in_known_code_are_told(self) -> None:
        assert '  File "pbgdpl_cli/runs/convert.py", line 152, in run' in self.TOLD
        assert '  File "converters/work/batch.py", line 71, in one' in self.TOLD
        assert '  File "json/decoder.py", line 355, in raw_decode' in self.TOLD

    def test_a_name_that_stands_in_no_code_is_none(self) -> None:
        assert '  File "converters/work/batch.py", line 3, in ?' in self.TOLD
        assert self.TOLD.count("  File (of another program)") == 5

    def test_errors_are_told_by_kind_and_number(self) -> None:
        assert "ValueError" in self.TOLD
        assert "PermissionError [Errno 13]" in self.TOLD
        assert "validators.problems.UnreadableInput" in self.TOLD
        assert not any("NoSuchThing" in line for line in self.TOLD)

    def test_what_is_left_out_is_counted(self) -> None:
        assert self.TOLD[-1] == "(8 lines are left out)"
        assert defects_told("") == ""

    def test_nothing_planted_is_told(self) -> None:
        assert_clean("\n".join(self.TOLD))


class TestKnownCode:
    @pytest.mark.parametrize(
        ("written", "known"),
        [
            ("/x/validators/problems.py", "validators/problems.py"),
            ("D:\\x\\Lib\\json\\decoder.py", "json/decoder.py"),
            ("/x/validators/../validators/problems.py", "validators/problems.py"),
            ("/x/validators/khong_co.py", None),
            ("/x/python3.11/site-packages/khong_co/a.py", None),
            ("/x/validators/../../etc/passwd", None),
            ("problems.py", None),
            ("", None),
        ],
    )
    def test_a_file_is_known_by_what_stands_here(self, written: str, known: str | None) -> None:
        assert known_file(written) == known

    def test_functions_and_classes_are_those_of_the_file(self) -> None:
        assert defines("validators/problems.py", "say")
        assert defines("validators/problems.py", "Problem", word="class")
        assert not defines("validators/problems.py", "Problem")
        assert not defines("validators/problems.py", "sa.")

    @pytest.mark.parametrize(
        ("name", "known"),
        [
            ("ValueError", True), ("json.decoder.JSONDecodeError", True), ("validators.problems.Problem", True),
            ("print", False), ("json.loads", False), ("validators.problems.say", False), ("a.b", False), (".", False),
        ],
    )  # fmt: skip
    def test_an_exception_is_one_of_code_that_is_known(self, name: str, known: bool) -> None:
        assert known_exception(name) is known


class TestCounts:
    def test_words_that_are_not_the_programs_are_other(self, home: Path) -> None:
        ledgers = counted(home)
        rows = [(one.step, one.outcome, one.kinds, one.program, one.many) for one in ledgers.work]
        assert ("convert", "unreadable", ("crash", OTHER), "pbgdpl-cli 0.1.0", 1) in rows
        assert (OTHER, OTHER, ("crash", OTHER), "pbgdpl-cli 0.1.0", 1) in rows
        assert ("ocr", "unreadable", ("crash", OTHER), OTHER, 1) in rows
        assert ledgers.said == {died(0).text: 1, "There is no such file or folder.": 1, OTHER: 1}
        assert ledgers.sent == {"confirmed": 1, OTHER: 1}

    def test_a_damaged_ledger_is_told_and_left(self, tmp_path: Path) -> None:
        (tmp_path / WORK_FILE).write_bytes(b"no ledger at all" * 100)
        before = (tmp_path / WORK_FILE).read_bytes()
        assert counted(tmp_path).unreadable == {WORK_FILE: "SQLITE_NOTADB"}
        assert (tmp_path / WORK_FILE).read_bytes() == before
        assert [path.name for path in tmp_path.iterdir()] == [WORK_FILE]


class TestSurroundings:
    def test_a_program_is_told_without_where_it_stands(self) -> None:
        details = {"languages": f"vie {FOLDED}", "model": HOME, "model_sha256": "0" * 64}
        tool = ToolData("Tesseract", True, True, "5.3.0", Path(HOME), say(""), {}, details)
        odd = ToolData("FFmpeg", False, True, f"n{FOLDED}", Path(HOME), say(""), {}, {"model_sha256": FOLDED})
        assert tools_told([tool, odd]) == [
            ToolTold("Tesseract", True, "5.3.0", "0" * 64, True), ToolTold("FFmpeg", True, None, None, None),
        ]  # fmt: skip

    def test_a_variable_is_told_by_its_name(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PBGDPL_PORTAL_TOKEN", PERSON)
        told = settings_told(Settings("en", False, 0, home))
        assert "PBGDPL_PORTAL_TOKEN" in str(told["variables_set"])
        assert_clean(json.dumps(told))

    def test_libraries_are_those_the_program_asks_for(self) -> None:
        libraries = system_told()["libraries"]
        assert isinstance(libraries, dict)
        assert {"pydantic", "typer"} <= set(libraries)
        assert "pytest" not in libraries
