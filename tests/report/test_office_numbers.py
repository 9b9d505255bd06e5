"""Numbers of packages that are counted here by hand."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from offices import DAY, DECREE, REGISTER, office, package, steps

from converters.records.doubts.doubt import doubt
from converters.records.doubts.settled import settled_json, settled_now
from converters.records.doubts.stored_doubts import StoredDoubts, stored_doubts_json
from pbgdpl_cli.app import run
from pbgdpl_cli.report.materials import MaterialTally
from pbgdpl_cli.report.period import Period, Within
from validators.packages.changing import changing
from validators.packages.package import NEEDS_PERSON, SETTLED
from validators.problems import say
from validators.sharing.issue_date import IssueDate

pytestmark = pytest.mark.real  # every test runs commands


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_text(REGISTER, encoding="utf-8")
    assert run(["--json", "register", "build", "list.csv"]) == 0
    return tmp_path


def report(capsys: pytest.CaptureFixture[str], *words: str | Path, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert run(["--json", "--lang", "en", "report", "--as-of", DAY, "--no-check", *map(str, words)]) == code
    return dict(json.loads(capsys.readouterr().out))


def counts(rows: list[dict[str, Any]], member: str = "count") -> dict[str, int]:
    return {row["code"]: row[member] for row in rows if row[member]}


@pytest.fixture
def data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    answer = report(capsys, office(tmp_path / "goi"), "--from", "2026-01-01", "--to", "2026-06-30", code=1)
    assert [Path(error["path"]).parts[-3] for error in answer["errors"]] == ["hong"]
    return dict(answer["data"])


def test_what_was_counted_and_what_not(data: dict[str, Any]) -> None:
    assert data["packages"] == {"counted": 4, "not_counted": 1, "other_forms": 0, "same_identifier": 0}
    assert (data["first"], data["last"], data["day"]) == ("2026-01-01", "2026-06-30", DAY)


def test_materials(data: dict[str, Any]) -> None:
    made = data["materials"]
    assert (made["total"], made["in_period"], made["date_unknown"], made["date_unsure"]) == (4, 2, 1, 0)
    assert counts(made["by_kind"]) == {"to-gap": 2, "de-cuong": 1, "video": 1}
    assert counts(made["by_kind"], "in_period") == {"to-gap": 2}
    assert len(made["by_kind"]) == 22
    assert counts(made["by_subject"]) == {"8": 2, "9": 1, "none": 2}
    assert counts(made["by_audience"]) == {"workers": 1, "students": 1, "none": 3}
    assert made["by_place"] == [
        {"code": "33", "name": "Tỉnh Hưng Yên", "count": 2, "in_period": 2},
        {"code": "none", "name": "not entered", "count": 2, "in_period": 0},
    ]
    assert counts(made["by_month"]) == {"2025-12": 1, "2026-03": 2, "none": 1}
    assert counts(made["by_standing"]) == {"draft": 2, "published": 1, "withdrawn": 1}
    assert counts(made["steps"]) == {"draft": 2, "compared": 2, "approved": 2, "published": 2, "withdrawn": 1}
    assert counts(made["steps"], "in_period") == {"draft": 1, "compared": 1, "approved": 1, "published": 1}
    assert (made["not_vietnamese"], made["not_vietnamese_in_period"]) == (1, 0)


def test_pages_are_those_of_what_is_read_else_of_the_source(data: dict[str, Any]) -> None:
    files = data["files"]
    assert (files["pages"], files["pages_in_period"], files["pages_unknown"]) == (4 + 3, 7, 2)
    assert (files["count"], files["bytes"]) == (7, 7000)
    assert counts(files["by_role"]) == {"source": 2, "access": 1, "none": 2}


def test_laws(data: dict[str, Any]) -> None:
    laws = data["laws"]
    assert [tuple(act.values()) for act in laws["acts"]] == [
        ("314/2024/QH15", "Luật Mẫu", None, 2, 0, 1, 1, 0),
        ("815/2025/NĐ-CP", "", "in-force", 2, 2, 0, 0, 0),
    ]
    assert laws["unknown"] == 1
    (change,) = laws["coming"]
    assert (change["date"], change["days"], change["change"]) == ("2027-01-01", 32, "will-amended")
    assert (change["act"], change["by"], change["materials"]) == ("815/2025/NĐ-CP", "9/2026/NĐ-CP", 2)
    assert change["titles"] == ["Tài liệu mẫu 1", "Tài liệu mẫu 2"]


def test_the_law_is_looked_at_so_far_ahead(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package(tmp_path / "goi", 1, legal_basis=[DECREE])
    assert report(capsys, "goi", "--within", "31")["data"]["laws"]["coming"] == []


def test_whose_turn_it_is_and_findings_nobody_asked_for(data: dict[str, Any]) -> None:
    assert counts(data["work"]["waiting"]) == {"comparer": 2, "nobody": 2}
    assert data["findings"]["errors"] is None
    assert data["visits"]["total"] is None


def test_work_of_the_period_and_doubts_of_today(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = package(tmp_path / "goi", 1)
    reason = say("A second reading says otherwise.")
    doubts = [doubt("amount", reason, page=1, text=f"{at}00.000") for at in range(1, 6)]
    moments = [dt.datetime(2026, month, 2, 8, minute, tzinfo=dt.UTC) for month, minute in ((1, 0), (2, 0), (2, 3))]
    done = [settled_now(one, "Lê Văn Mẫu", when) for one, when in zip(doubts, moments, strict=False)]
    with changing(root) as change:
        change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(1, tuple(doubts))))
        change.write(SETTLED, settled_json(done))
    work = report(capsys, "goi", "--from", "2026-02-01")["data"]["work"]
    assert (work["settled"], work["corrected"], work["people"], work["seconds"]) == (2, 0, 1, 180)
    assert (work["open_doubts"], work["open_numbers"]) == (2, 2)
    assert counts(work["waiting"]) == {"reviewer": 1}
    assert report(capsys, "goi")["data"]["work"]["settled"] == 3


def test_findings_are_those_of_validate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package(tmp_path / "goi", 1, legal_basis=[DECREE])
    package(tmp_path / "goi", 2, **steps("draft", "compared", "approved", "published"))
    run(["--json", "validate", "goi", "--as-of", DAY])
    found = json.loads(capsys.readouterr().out)["data"]["findings"]
    assert run(["--json", "report", "goi", "--as-of", DAY]) == 0
    told = json.loads(capsys.readouterr().out)["data"]["findings"]
    wrong = [one for one in found if one["severity"] == "error"]
    assert (told["errors"], told["materials_with_errors"]) == (len(wrong), 1)
    assert wrong
    assert {Path(one["path"]).parts[1] for one in wrong} == {"goi-2"}
    for gate in told["by_gate"]:
        for severity in ("error", "warning", "note"):
            of_both = [one for one in found if (one["gate"], one["severity"]) == (gate["code"], severity)]
            assert gate[f"{severity}s"] == len(of_both)


def test_copies_zips_and_records_are_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package(tmp_path / "goi", 1)
    package(tmp_path / "goi" / "ban-sao", 1)
    (tmp_path / "goi" / "a.zip").write_bytes(b"PK")
    seen = report(capsys, "goi")["data"]["packages"]
    assert seen == {"counted": 2, "not_counted": 0, "other_forms": 1, "same_identifier": 1}


def test_nothing_counted_leaves_the_last_report_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bao-cao.md").write_text("cũ", encoding="utf-8")
    answer = report(capsys, "khong-co", "-o", "bao-cao.md", code=4)
    assert answer["data"] == {}
    assert (tmp_path / "bao-cao.md").read_text("utf-8") == "cũ"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("goi", "--from", "2026-02-01", "--to", "2026-01-01"), "ends (2026-01-01) before it begins"),
        (("goi", "--to", "tháng ba"), "is not a date"),
        (("goi", "-o", "bao-cao.docx"), "ends in none of"),
        ((), "Name packages"),
    ],
)
def test_choices_that_make_no_sense(words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    (error,) = report(capsys, *words, code=2)["errors"]
    assert told in error["message"]


def test_a_month_partly_in_the_period_is_not_sure() -> None:
    half = Period(dt.date(2026, 3, 10), dt.date(2026, 3, 20))
    assert half.holds_issue(IssueDate.of("2026-03")) is Within.UNSURE
    assert Period(None, dt.date(2026, 3, 30)).holds_issue(IssueDate.of("2026-03")) is Within.UNSURE
    assert Period(dt.date(2026, 3, 1), dt.date(2026, 3, 31)).holds_issue(IssueDate.of("2026-03")) is Within.YES
    assert half.holds_issue(IssueDate.of("2026-04")) is Within.NO
    assert half.holds_issue(IssueDate.of("2026-03-20")) is Within.YES


def test_a_tally_holds_numbers_and_no_records() -> None:
    tally = MaterialTally(Period())
    assert tally.numbers().total == 0
    assert not any(one.count for one in tally.numbers().by_kind)
