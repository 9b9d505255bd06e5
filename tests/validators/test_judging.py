"""How a run judges: severities, policy, choice of codes, baseline, memory, repairs."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample import dumped, record

from pbgdpl_cli.web.page_language import PageLanguage
from validators.baseline import WrongBaseline, held_back, read_baseline, relative, write_baseline
from validators.check import check_paths
from validators.fixing import repair_all
from validators.options import CheckOptions, UnknownCode, is_asked, known_codes
from validators.problems import say
from validators.rules.catalogue import BY_CODE, RULES
from validators.rules.finding import Finding, Gate, Severity
from validators.rules.policy import Policy, WrongPolicy, read_policy
from validators.rules.policy_place import callers_policy, find_policy

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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize("code", ["DU999", "", "DU204,", " , "])
def test_a_code_nobody_has_or_that_every_rule_begins_with_is_refused(code: str) -> None:
    with pytest.raises(UnknownCode):
        known_codes((code,))


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


def test_settings_inside_what_is_judged_are_not_the_caller_s(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for folder in (tmp_path, content):
        (folder / "pbgdpl.toml").write_text("", encoding="utf-8")
    mine = tmp_path / "pbgdpl.toml"
    assert callers_policy([content], tmp_path) == mine
    assert callers_policy([content], content) == mine
    assert callers_policy([written(content / "a.json")], content) == mine
    assert callers_policy([tmp_path], content) is None


def test_a_memory_of_other_code_is_not_believed(tmp_path: Path) -> None:
    path, cache = written(tmp_path / "a.json"), tmp_path / "validation.sqlite"
    remembered([path], cache)
    with sqlite3.connect(cache) as connection:
        (key,) = connection.execute("SELECT key FROM result").fetchone()
        connection.execute("UPDATE result SET key = ?", (key[::-1],))
    assert remembered([path], cache)[0] == 0
    with sqlite3.connect(cache) as connection:
        connection.execute("UPDATE result SET result = '{}'")
    assert remembered([path], cache)[0] == 0


def test_memory_tells_in_the_reader_s_language(tmp_path: Path) -> None:
    path, cache = written(tmp_path / "a.json", approval={"state": "approved"}), tmp_path / "validation.sqlite"
    told = []
    for _ in range(2):
        report = check_paths([path], CheckOptions(DAY, cache=cache, only=("DU221", "DUNG165", "DUNG135")))
        told.append([PageLanguage("vi")(found.message) for found in report.findings])
    assert report.reused == 1
    assert told[0] == told[1]
    assert any("người" in sentence or "ngày" in sentence for sentence in told[0])


def finding(path: str, words: str = "x", line: int = 1) -> Finding:
    return Finding("DU205", Severity.ERROR, Gate.COMPLETE, path, "/title", say("{reason}", reason=words), line, 1)


def test_a_baseline_knows_a_finding_wherever_its_line_moves(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    mine = finding(str(tmp_path / "a.json"))
    assert write_baseline(path, [mine, mine.at(9, 9)]) == 2
    known = read_baseline(path)
    assert held_back([mine.at(40, 2)], known, tmp_path) == ([], [mine.at(40, 2)])
    for other in (
        finding(str(tmp_path / "b.json")),
        finding(str(tmp_path / "a.json"), "y"),
        replace(mine, mark="other"),
    ):
        assert held_back([other], known, tmp_path) == ([other], [])


def test_one_more_of_the_same_is_new(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    mine = finding(str(tmp_path / "a.json"))
    write_baseline(path, [mine])
    assert held_back([mine, mine], read_baseline(path), tmp_path) == ([mine], [mine])


def test_what_passes_with_the_days_is_no_part_of_a_finding(tmp_path: Path) -> None:
    path, late = tmp_path / "baseline.json", {"legal_basis": [{**record()["legal_basis"][0], "validity": {
        "state": "in-force", "as_of": "2026-01-01", "source": "x"}}], "date_issued": "2027-01-01"}  # fmt: skip
    written(tmp_path / "a.json", **late)
    asked = {"only": ("SONG411", "DUNG130")}
    report = check_paths([tmp_path / "a.json"], CheckOptions(DAY, **asked))
    assert write_baseline(path, report.findings) == 2
    known = read_baseline(path)
    later = CheckOptions(dt.date(2026, 12, 24), known=known, base=tmp_path, **asked)
    assert check_paths([tmp_path / "a.json"], later).known == 2


def test_two_citizens_and_two_questions_are_told_apart(tmp_path: Path) -> None:
    def content(*extra: dict[str, Any]) -> list[dict[str, Any]]:
        return [*record()["content"], *extra]

    first = {"type": "paragraph", "text": "Ông A, CCCD 033090001234."}
    asked = {"only": ("SACH320", "DU260")}
    path = written(tmp_path / "a.json", content=content(first, {"type": "question", "text": "Một?", "answer": []}))
    write_baseline(tmp_path / "baseline.json", check_paths([path], CheckOptions(DAY, **asked)).findings)
    second = {"type": "paragraph", "text": "Bà B, CCCD 033185009876."}
    third = {"type": "question", "text": "Hai?", "answer": []}
    written(path, content=content(second, first, third, {"type": "question", "text": "Một?", "answer": []}))
    options = CheckOptions(DAY, known=read_baseline(tmp_path / "baseline.json"), base=tmp_path, **asked)
    report = check_paths([path], options)
    assert [(found.code, found.pointer) for found in report.findings] == [
        ("SACH320", "/content/6/text"), ("DU260", "/content/8/answer"),
    ]  # fmt: skip
    assert report.known == 2
    assert [switched.kind for switched in report.switched_off] == ["finding"]


@pytest.mark.parametrize("body", ["", "[]", '{"findings": [{}]}', "{", '{"version": 1, "findings": []}'])
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
