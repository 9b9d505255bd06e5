"""A person answers for one finding: it is told and no longer counts; nothing else is ever taken away that way."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from sample import dumped, record

from pbgdpl_cli.app import run
from validators.check import check_paths
from validators.options import CheckOptions
from validators.packages.verification import verify
from validators.report import Report
from validators.rules.catalogue import RULES
from validators.rules.policy import Policy

DAY = dt.date(2026, 11, 22)
PERSON: dict[str, Any] = {"by": "Trần Thị Bình Minh", "on": "2026-10-02", "reason": "Chọn sau, khi lập danh mục."}
NO_SUBJECT = {"code": "DU209", "pointer": "/subjects", **PERSON}
PHONES = [
    {"type": "paragraph", "text": "Gọi ông Nguyễn Văn Thử, số 0912 345 678, hoặc bà Trần Thị Mẫu, số 0912 345 679."}
]


def checked(folder: Path, policy: Policy | None = None, only: tuple[str, ...] = (), **changes: Any) -> Report:
    path = folder / "r.json"
    path.write_bytes(dumped(record(schema_version="1.1", **changes)))
    return check_paths([path], CheckOptions(DAY, policy or Policy(), only=only))


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def test_a_waived_finding_is_told_and_does_not_count(tmp_path: Path) -> None:
    assert "DU209" in codes(checked(tmp_path, subjects=[]))
    report = checked(tmp_path, subjects=[], waivers=[NO_SUBJECT])
    assert "DU209" not in codes(report)
    assert [(one.code, one.waived and one.waived.by) for one in report.waived] == [("DU209", "Trần Thị Bình Minh")]


def test_an_office_may_follow_none(tmp_path: Path) -> None:
    report = checked(tmp_path, Policy(waivers=False), subjects=[], waivers=[NO_SUBJECT])
    assert "DU209" in codes(report)


@pytest.mark.parametrize("lacking", ["by", "on", "reason", "pointer"])
def test_one_that_says_too_little_does_not_count(tmp_path: Path, lacking: str) -> None:
    found = codes(checked(tmp_path, subjects=[], waivers=[NO_SUBJECT | {lacking: None}]))
    assert {"DU209", "DUNG190"} <= set(found)


def test_a_day_to_come_is_no_day(tmp_path: Path) -> None:
    assert "DUNG190" in codes(checked(tmp_path, subjects=[], waivers=[NO_SUBJECT | {"on": "2027-01-01"}]))


@pytest.mark.parametrize(
    "waiver",
    [NO_SUBJECT, NO_SUBJECT | {"code": "DU999"}, NO_SUBJECT | {"pointer": "/title"}, NO_SUBJECT | {"words": "khác"}],
)
def test_one_that_waives_nothing_is_told(tmp_path: Path, waiver: dict[str, Any]) -> None:
    assert "DUNG191" in codes(checked(tmp_path, waivers=[waiver]))


def test_rules_that_were_not_asked_for_make_none_needless(tmp_path: Path) -> None:
    assert codes(checked(tmp_path, only=("DUNG", "SACH"), waivers=[NO_SUBJECT])) == []


def test_each_takes_one_finding(tmp_path: Path) -> None:
    one = {"code": "SACH322", "words": "0912 345 678", **PERSON}
    count = codes(checked(tmp_path, content=PHONES)).count("SACH322")
    assert count > 1
    assert codes(checked(tmp_path, content=PHONES, waivers=[one])).count("SACH322") == count - 1
    fresh = [{"type": "paragraph", "text": PHONES[0]["text"].replace("345", "999")}]
    assert codes(checked(tmp_path, content=fresh, waivers=[one])).count("SACH322") == count


def test_what_was_not_checked_done_or_sealed_is_never_waived() -> None:
    never = {rule.code for rule in RULES if not rule.waivable}
    assert {"DUNG013", "DUNG015", "DUNG019", "DUNG024", "DUNG073", "DU220", "DUNG183", "DUNG190", "DUNG191"} <= never
    assert not never & {"SACH320", "SACH310", "DUNG114", "SONG411", "DU209"}


def test_duplicates_across_materials_too(tmp_path: Path) -> None:
    for name, waivers in (("a", []), ("b", [{"code": "SACH340", "pointer": "/identifier", **PERSON}])):
        (tmp_path / f"{name}.json").write_bytes(dumped(record(schema_version="1.1", waivers=waivers)))
    report = check_paths([tmp_path], CheckOptions(DAY, Policy()))
    assert "SACH340" not in codes(report)
    assert [one.code for one in report.waived] == ["SACH340"]
    assert "DUNG191" in codes(check_paths([tmp_path / "b.json"], CheckOptions(DAY, Policy())))


def test_results_kept_for_the_next_run_keep_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/r.json").write_bytes(dumped(record(schema_version="1.1", subjects=[], waivers=[NO_SUBJECT])))
    options = CheckOptions(DAY, Policy(), cache=tmp_path / "memory.sqlite")
    first, second = (check_paths([tmp_path / "in"], options) for _ in range(2))
    assert (first.waived, second.reused) == (second.waived, 1)


def told(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    code = run(["--lang", "en", *map(str, words)])
    return code, capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "html", "github"])
def test_every_report_says_who_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    (tmp_path / "r.json").write_bytes(dumped(record(schema_version="1.1", subjects=[], waivers=[NO_SUBJECT])))
    _, out = told(capsys, "validate", tmp_path / "r.json", "--format", form)
    assert "Trần Thị Bình Minh" in out
    assert "Chọn sau, khi lập danh mục." in out


def test_the_command_writes_it_into_a_package_and_takes_it_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goi = tmp_path / "goi"
    shutil.copytree(Path(__file__).parents[2] / "examples/valid/goi", goi)
    words = ("review", "waive", goi, "--code", "DU209", "--at", "/subjects", "--by", "Trần Thị Bình Minh")
    assert told(capsys, *words)[0] == 2  # no reason
    assert told(capsys, *words, "--why", "Chọn sau.")[0] == 0
    made = json.loads((goi / "data/record.json").read_text("utf-8"))
    assert made["waivers"][0]["reason"] == "Chọn sau."
    assert (made["schema_version"], verify(goi)) == ("1.1", [])
    assert told(capsys, *words, "--undo")[0] == 0
    after = json.loads((goi / "data/record.json").read_text("utf-8"))
    assert after["waivers"] == []


@pytest.mark.parametrize("code", ["DUNG073", "DU220", "XYZ"])
def test_the_command_refuses_what_cannot_be_waived(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    words = ("review", "waive", tmp_path, "--code", code, "--at", "", "--by", "A", "--why", "B")
    assert told(capsys, *words)[0] in {1, 2}
