"""How a run judges: severities, policy, choice of codes, baseline, memory, repairs."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from sample import dumped, record

from tests.each import each
from validators.baseline import WrongBaseline, finding_fingerprint, read_baseline, relative, write_baseline
from validators.check import check_paths
from validators.fixing import repair_all
from validators.options import CheckOptions, UnknownCode, is_asked, known_codes
from validators.problems import say
from validators.rules.catalogue import BY_CODE, RULES
from validators.rules.finding import Finding, Gate, Severity
from validators.rules.policy import Policy, WrongPolicy, find_policy, read_policy

DAY = dt.date(2026, 11, 22)
DRAFT = {"workflow": {"state": "draft", "events": []}, "approval": {}}


def written(path: Path, **changes: Any) -> Path:
    path.write_bytes(dumped(record(**changes)))
    return path


def severities(path: Path, code: str, **options: Any) -> list[Severity]:
    report = check_paths([path], CheckOptions(DAY, only=(code,), **options))
    return [finding.severity for finding in report.findings]


@pytest.mark.parametrize(
    ("changes", "publishing", "severity"),
    [
        (DRAFT, False, Severity.WARNING), (DRAFT, True, Severity.ERROR),
        ({"workflow": {"state": "compared", "events": []}, "approval": {}}, False, Severity.WARNING),
        ({}, False, Severity.ERROR),
        # Whatever claims to be approved is judged as such, whichever of the two says so.
        ({"approval": {}}, False, Severity.ERROR),
        ({"workflow": {"state": "draft", "events": []}}, False, Severity.ERROR),
        ({"workflow": {"state": "withdrawn", "events": []}, "approval": {}}, False, Severity.WARNING),
    ],
)  # fmt: skip
def test_what_only_a_person_can_decide_weighs_more_once_finished(
    tmp_path: Path, changes: dict[str, Any], publishing: bool, severity: Severity
) -> None:
    path = written(tmp_path / "a.json", description=None, **changes)
    assert severities(path, "DU204", publishing=publishing) == [severity]


def test_a_file_that_cannot_be_opened_is_an_error_in_any_state(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 no zip")
    assert severities(path, "DUNG013") == [Severity.ERROR]


def test_the_office_may_weigh_otherwise(tmp_path: Path) -> None:
    policy = Policy.model_validate({"severity": {"DU204": "note"}})
    assert severities(written(tmp_path / "a.json", description=None), "DU204", policy=policy) == [Severity.NOTE]


@each(
    ("code", "only", "ignore", "asked"),
    [
        ("DU204", (), (), True), ("DU204", ("DU2",), (), True), ("DU204", ("SACH",), (), False),
        ("DU204", ("DU",), ("DU204",), False), ("DU204", (), ("DU205",), True),
    ],
)  # fmt: skip
def test_codes_or_their_beginnings(code: str, only: tuple[str, ...], ignore: tuple[str, ...], asked: bool) -> None:
    assert is_asked(code, only, ignore) is asked


def test_codes_are_taken_as_people_write_them() -> None:
    assert known_codes(("du2, sach301", " DUNG141 ")) == ("DU2", "SACH301", "DUNG141")
    assert known_codes(("", " , ")) == ()
    with pytest.raises(UnknownCode):
        known_codes(("DU999",))


def test_every_rule_names_its_gate_and_has_one_code() -> None:
    assert len(BY_CODE) == len(RULES)
    gates = {"DUNG": Gate.CORRECT, "DU": Gate.COMPLETE, "SACH": Gate.CLEAN, "SONG": Gate.CURRENT}
    assert all(rule.gate is gates[rule.code.rstrip("0123456789")] for rule in RULES)


@pytest.mark.parametrize("body", ["[validate]\nstrict = true", "[validate\n", "[validate]\nreview_months = 0", "\xff"])
def test_settings_that_cannot_be_followed(tmp_path: Path, body: str) -> None:
    path = tmp_path / "pbgdpl.toml"
    path.write_bytes(body.encode("latin-1"))
    with pytest.raises(WrongPolicy):
        read_policy(path)


def test_settings_are_looked_for_as_far_as_the_repository_goes(tmp_path: Path) -> None:
    inner = tmp_path / "repository" / "goi"
    inner.mkdir(parents=True)
    (tmp_path / "pbgdpl.toml").write_text("", encoding="utf-8")
    assert find_policy(inner) == tmp_path / "pbgdpl.toml"
    (tmp_path / "repository" / ".git").mkdir()
    assert find_policy(inner) is None
    (tmp_path / "repository" / "pbgdpl.toml").write_text("", encoding="utf-8")
    assert find_policy(inner / "record.json") == tmp_path / "repository" / "pbgdpl.toml"


def finding(path: str, words: str = "x", line: int = 1) -> Finding:
    return Finding("DU205", Severity.ERROR, Gate.COMPLETE, path, "/title", say("{reason}", reason=words), line, 1)


def test_a_baseline_knows_a_finding_wherever_its_line_moves(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    mine = finding(str(tmp_path / "a.json"))
    assert write_baseline(path, [mine, mine.at(9, 9)]) == 1
    known = read_baseline(path)
    assert finding_fingerprint(mine.at(40, 2), tmp_path) in known
    for other in (finding(str(tmp_path / "b.json")), finding(str(tmp_path / "a.json"), "y")):
        assert finding_fingerprint(other, tmp_path) not in known


@pytest.mark.parametrize("body", ["", "[]", '{"findings": [{}]}', "{"])
def test_what_is_no_baseline(tmp_path: Path, body: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(WrongBaseline):
        read_baseline(path)


def test_paths_outside_stay_as_they_are(tmp_path: Path) -> None:
    assert relative(str(tmp_path / "in" / "a.json"), tmp_path) == "in/a.json"
    assert relative("/elsewhere/a.json", tmp_path) == "/elsewhere/a.json"


def remembered(paths: list[Path], cache: Path, **options: Any) -> tuple[int, list[tuple[str, Severity]]]:
    report = check_paths(paths, CheckOptions(DAY, cache=cache, **options))
    return report.reused, [(found.code, found.severity) for found in report.findings]


def test_memory_gives_the_same_answer_and_forgets_what_changed(tmp_path: Path) -> None:
    paths = [written(tmp_path / "a.json", description=None), written(tmp_path / "b.json")]
    cache = tmp_path / "home" / "validation.sqlite"
    first = remembered(paths, cache)
    assert first[0] == 0
    assert remembered(paths, cache) == (2, first[1])
    assert remembered(paths, cache, publishing=True)[0] == 0  # other questions, other answers
    written(paths[0], description=None, title="Khác")
    assert remembered(paths, cache)[0] == 1


def test_memory_keeps_what_duplicates_need(tmp_path: Path) -> None:
    paths = [written(tmp_path / "a.json"), written(tmp_path / "b.json")]
    cache = tmp_path / "validation.sqlite"
    first = remembered(paths, cache, only=("SACH340",))
    assert first == (0, [("SACH340", Severity.ERROR)])
    assert remembered(paths, cache, only=("SACH340",)) == (2, first[1])


def test_a_damaged_memory_is_begun_anew(tmp_path: Path) -> None:
    cache = tmp_path / "validation.sqlite"
    cache.write_bytes(b"no database at all" * 100)
    assert remembered([written(tmp_path / "a.json")], cache)[0] == 0
    assert remembered([tmp_path / "a.json"], cache)[0] == 1


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"title": "Kết  hôn "}, ["/title"]), ({"schema_version": None}, ["/schema_version"]),
        ({"keywords": ["Ðất đai"]}, ["/keywords/0"]),
        ({"content": [{"type": "list", "items": ["một", "Ðiều 1"]}]}, ["/content/0/items/1"]),
        ({"accessibility": {"alt_texts": {"a/b.png": "Ðồ họa"}}}, ["/accessibility/alt_texts/a~1b.png"]),
    ],
)  # fmt: skip
def test_repairs_are_told_by_place(tmp_path: Path, changes: dict[str, Any], pointers: list[str]) -> None:
    path = written(tmp_path / "a.json", **changes)
    (repair,) = repair_all([path])
    assert list(repair.changes) == pointers
    assert json.loads(Path(repair.backup).read_bytes()) == record(**changes)
    assert repair_all([path]) == []


def test_what_needs_judgement_is_not_repaired(tmp_path: Path) -> None:
    for name, body in (("a.json", b"{"), ("b.json", b'{"schema_version": "1.0", "title": "\xff"}')):
        (tmp_path / name).write_bytes(body)
    assert repair_all([tmp_path / "a.json", tmp_path / "b.json"]) == []
