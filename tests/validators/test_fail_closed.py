"""What could not be checked is an error with a code: nothing that is looked at switches a rule off in silence."""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rule_hits import subject_of
from sample import dumped, record

from validators.baseline import read_baseline, write_baseline
from validators.check import check_paths
from validators.options import CheckOptions
from validators.problems import TimeIsUp
from validators.report import Report
from validators.rules import limits
from validators.rules.catalogue import BY_CODE, RULES
from validators.rules.engine import hits_of, hits_of_each
from validators.rules.finding import Severity
from validators.rules.limits import rarely_collected, time_limit
from validators.rules.policy import Policy
from validators.rules.rule import MOST_PER_RULE, Hit, Rule, hit
from validators.rules.subject import Subject

DAY = dt.date(2026, 11, 22)
GUARDS = {"DUNG013", "DUNG015", "DUNG016", "DUNG017", "DUNG018", "DUNG019"}


def checked(*paths: Path, **options: Any) -> Report:
    return check_paths(paths, CheckOptions(DAY, **options))


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings}


def written(path: Path, content: bytes | dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else dumped(content))
    return path


def rule(check: Any) -> Rule:
    return replace(BY_CODE["DU201"], check=check)


def _raises(subject: Subject) -> Iterator[Hit]:
    yield hit("/title")
    raise ZeroDivisionError(subject.path)


def _never_ends(subject: Subject) -> Iterator[Hit]:
    del subject
    while True:
        pass


def _many(subject: Subject) -> Iterator[Hit]:
    del subject
    return (hit(f"/content/{index}") for index in range(MOST_PER_RULE + 7))


class TestRunning:
    """One rule cannot stop another."""

    def test_a_rule_that_raises_is_told_and_the_others_go_on(self) -> None:
        told = [(one.rule.code, one.hit.values.get("rule")) for one in hits_of([rule(_raises), *RULES], self.bad())]
        assert ("DUNG015", "DU201") in told
        assert ("DUNG165", None) in told

    def test_so_it_is_where_each_rule_looks_at_all_materials_before_the_next(self) -> None:
        rules, subjects = [rule(_raises), *RULES, rule(_many)], [self.bad(), subject_of(record()), self.bad()]
        assert hits_of_each(rules, subjects) == [list(hits_of(rules, one)) for one in subjects]

    def stopped(self) -> None:
        list(hits_of(RULES, self.bad()))  # what rules read once is read, and takes none of so short a time
        with time_limit(0.05):
            told = list(hits_of([rule(_never_ends), *RULES], self.bad()))
        assert [one.hit.values["rule"] for one in told if one.rule.code == "DUNG015"] == ["DU201"]
        assert "DUNG165" in {one.rule.code for one in told}

    def test_one_that_does_not_end_is_stopped(self) -> None:
        self.stopped()

    def test_so_it_is_in_a_thread_of_a_server(self) -> None:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(self.stopped).result()

    def test_so_it_is_on_a_system_without_timers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(limits.signal, "setitimer", raising=False)
        self.stopped()

    def test_nothing_is_raised_once_the_block_has_ended(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(limits.signal, "setitimer", raising=False)
        for _ in range(3):
            with contextlib.suppress(TimeIsUp), time_limit(0.001):
                until = time.monotonic() + 0.002
                while time.monotonic() < until:
                    pass
        assert sum(range(10_000)) == 49_995_000

    @pytest.mark.real
    @pytest.mark.parametrize("late", [True, False])
    def test_whoever_traces_afterwards_is_not_held_up(self, late: bool) -> None:
        """Python 3.11 goes round for ever where something was sent to a thread that never came."""
        program = (
            "import contextlib, sys, threading, time\n"
            "from validators.problems import TimeIsUp\n"
            "from validators.rules.limits import time_limit\n"
            "def judge(seconds, work):\n"
            "    with contextlib.suppress(TimeIsUp), time_limit(seconds):\n"
            "        until = time.monotonic() + work\n"
            "        while time.monotonic() < until: pass\n"
            f"thread = threading.Thread(target=judge, args={(0.01, 0.5) if late else (5.0, 0.01)})\n"
            "thread.start(); thread.join()\n"
            "sys.settrace(lambda *_: None)\n"
            "print((lambda: 'went on')())\n"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
        assert done.stdout == "went on\n"

    def test_looking_for_cycles_is_as_often_as_before_once_a_material_was_looked_at(self, tmp_path: Path) -> None:
        before = gc.get_threshold()
        with rarely_collected():
            assert gc.get_threshold()[0] > before[0]
            with rarely_collected():
                pass
            assert gc.get_threshold()[0] > before[0]
        checked(written(tmp_path / "a.json", b"{"))
        assert gc.get_threshold() == before

    def test_whoever_has_settled_how_often_is_left_alone(self) -> None:
        before = gc.get_threshold()
        gc.set_threshold(0)
        try:
            with rarely_collected():
                assert gc.get_threshold()[0] == 0
        finally:
            gc.set_threshold(*before)

    @pytest.mark.real
    def test_a_search_that_never_comes_back_ends_the_process_as_failed(self) -> None:
        """No exception reaches a search of the C library on a system without timers: then no report is made at all."""
        program = (
            "import signal; vars(signal).pop('setitimer', None)\n"
            "import re; from validators.rules import limits\n"
            "limits._AT_LAST = 1\n"
            "with limits.time_limit(0.1): re.match('(a+)+$', 'a' * 60 + 'b')\n"
            "print('checked')\n"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode != 0
        assert done.stdout == ""

    def test_findings_that_are_not_listed_are_counted(self) -> None:
        told = list(hits_of([rule(_many)], self.bad()))
        assert len(told) == MOST_PER_RULE + 1
        assert told[-1].hit.values == {"rule": "DU201", "count": 7}

    def bad(self) -> Subject:
        return subject_of(record(level="district"))


@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        ({"reviewed_on": "0000-10-01"}, "DUNG024", "/reviewed_on"),
        ({"keywords": ["a\ud800"]}, "DUNG014", ""),
        ({"reviewed_on": "9999-12-31"}, "DUNG137", "/reviewed_on"),
        ({"date_issued": "9999-12-31", "review_due": None, "reviewed_on": None}, "DUNG130", "/date_issued"),
        ({"workflow": {"state": "draft", "events": [{"state": "draft", "at": "0000-01-01T00:00:00Z"}]}}, "DUNG024",
         "/workflow/events/0/at"),
    ],
)  # fmt: skip
def test_an_odd_value_is_told_and_hides_nothing(
    tmp_path: Path, changes: dict[str, Any], code: str, pointer: str
) -> None:
    content = [*record()["content"], {"type": "situation", "text": "Cháu Hoa, 13 tuổi, bị ép lấy chồng."}]
    made = record(**{"content": content, "level": "district", **changes})
    path = written(tmp_path / "a.json", json.dumps(made).encode())
    report = checked(path)
    assert (code, pointer) in {(finding.code, finding.pointer) for finding in report.findings}
    assert {"DU261", "SACH331"} <= codes(report)
    assert "DUNG015" not in codes(report)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"PK\x03\x04", dumped(record(kind=7))])
@pytest.mark.parametrize("options", [
    {"only": ("SACH",)}, {"ignore": ("DUNG", "DU", "SACH", "SONG")},
    {"policy": Policy.model_validate({"severity": dict.fromkeys(BY_CODE, "note")}), "only": ("SACH301",)},
])  # fmt: skip
def test_no_choice_of_rules_makes_what_was_not_checked_good(
    tmp_path: Path, body: bytes, options: dict[str, Any]
) -> None:
    report = checked(written(tmp_path / "a.json", body), **options)
    assert report.failed
    assert codes(report) & GUARDS


def test_no_baseline_holds_back_what_was_not_checked(tmp_path: Path) -> None:
    path = written(tmp_path / "a.zip", b"PK\x03\x04")
    assert write_baseline(tmp_path / "baseline.json", checked(path).findings) == 0
    assert checked(path, known=read_baseline(tmp_path / "baseline.json"), base=tmp_path).failed


def test_guards_weigh_the_same_for_drafts() -> None:
    assert {rule.code for rule in RULES if rule.always} == GUARDS
    assert all(BY_CODE[code].draft is Severity.ERROR for code in GUARDS)


class TestPlaces:
    """Folders and what stands in them."""

    def test_a_place_with_nothing_to_check_is_an_error_unless_that_is_fine(self, tmp_path: Path) -> None:
        written(tmp_path / "a" / "ghi-chu.txt", b"x")
        written(tmp_path / "b" / "a.json", record())
        report = checked(tmp_path / "a", tmp_path / "b")
        assert [(finding.code, finding.path) for finding in report.findings] == [
            ("DUNG016", (tmp_path / "a").as_posix())
        ]
        assert not checked(tmp_path / "a", allow_empty=True).failed

    def test_everything_seen_is_counted_with_a_reason(self, tmp_path: Path) -> None:
        written(tmp_path / "a.json", record())
        written(tmp_path / "b.json", b'{"name": "x", "version": "1.0", "files": [], "keywords": []}')
        written(tmp_path / "c.txt", b"x")
        written(tmp_path / ".d.json", record())
        (tmp_path / "e.json").symlink_to(tmp_path / "a.json")
        os.mkfifo(tmp_path / "f.json")
        report = checked(tmp_path)
        assert (report.seen, report.checked) == (6, 1)
        assert {one.path.name: str(one.reason) for one in report.skipped} == {
            "b.json": "no-record", "c.txt": "other-kind", ".d.json": "hidden", "e.json": "link", "f.json": "device",
        }  # fmt: skip
        assert {Path(found.path).name for found in report.findings if found.code == "DUNG017"} == {"e.json", "f.json"}

    def test_what_is_no_file_is_not_read_even_when_it_is_named(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "f.json")
        assert codes(checked(tmp_path / "f.json")) == {"DUNG016", "DUNG017"}

    def test_depth_has_an_end(self, tmp_path: Path) -> None:
        written(tmp_path.joinpath(*["x"] * 80) / "a.json", record())
        assert codes(checked(tmp_path)) == {"DUNG016", "DUNG017"}


def test_a_record_that_cannot_be_read_stays_an_error_whatever_the_settings_say(tmp_path: Path) -> None:
    (tmp_path / "cut.json").write_text('{"title": ', encoding="utf-8")
    milder = Policy(severity={"DUNG001": Severity.NOTE, "DUNG003": Severity.NOTE})
    told = {one.code: one.severity for one in check_paths([tmp_path], CheckOptions(DAY, policy=milder)).findings}
    assert told["DUNG003"] is Severity.NOTE
    assert Severity.ERROR in told.values()
    plain = {one.code for one in check_paths([tmp_path], CheckOptions(DAY)).findings}
    assert plain == {"DUNG003"}, "one file, one finding"
