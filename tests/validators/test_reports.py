"""Every form of report says the same findings, in the reader's language, and stays well-formed whatever they hold."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from dataclasses import asdict, replace
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import dumped, record

from examples.validation_examples import base, package
from pbgdpl_cli.web.page_language import PageLanguage
from validators.check import check_paths
from validators.options import CheckOptions
from validators.packages.package import Skipped, SkipReason
from validators.problems import say
from validators.report import Report, SwitchedOff
from validators.reports.form import Translator, location, report_data
from validators.reports.github import github
from validators.reports.junit import junit
from validators.reports.page import html_page
from validators.reports.plain import escaped, plain
from validators.reports.sarif import sarif
from validators.reports.text import summary, text
from validators.rules.catalogue import RULES
from validators.rules.finding import Finding, Gate, Severity

EXAMPLES = Path(__file__).parents[2] / "examples"
VI, EN = (Translator(language, PageLanguage(language)) for language in ("vi", "en"))
ERROR = Finding("DUNG165", Severity.ERROR, Gate.CORRECT, "goi/data/record.json", "/level",
                say("There is no district level on {date}.", date="2026-03-02"), 17, 12,
                say("Choose province or commune; the district level ended on 1 July 2025."))  # fmt: skip
WARNING = Finding("DU250", Severity.WARNING, Gate.COMPLETE, "goi/data/record.json", "/rights",
                  say("It is not said under which terms the material may be used."))  # fmt: skip
NOTE = Finding("DU209", Severity.NOTE, Gate.COMPLETE, "khac.json", "", say("No topic is given."), 3, 1)
REPORT = Report((ERROR, WARNING, NOTE), checked=3, known=2, reused=1, materials=("goi", "khac.json", "tot.json"))
EMPTY = Report((), checked=1, materials=("tot.json",))
SARIF = {
    "type": "object", "required": ["$schema", "version", "runs"],
    "properties": {"version": {"const": "2.1.0"}, "runs": {"type": "array", "items": {
        "type": "object", "required": ["tool", "results"], "properties": {"results": {"type": "array", "items": {
            "type": "object", "required": ["ruleId", "level", "message", "locations"],
            "properties": {"level": {"enum": ["error", "warning", "note", "none"]}},
        }}},
    }}},
}  # fmt: skip


def odd(words: str, path: str = "a.json") -> Report:
    """A report whose only finding holds some text."""
    finding = Finding("DU205", Severity.ERROR, Gate.COMPLETE, path, "/title", say("{reason}", reason=words), 1, 1)
    return Report((finding,), checked=1, materials=(path,))


def test_places_are_those_editors_open() -> None:
    assert [location(finding) for finding in REPORT.findings] == [
        "goi/data/record.json:17:12", "goi/data/record.json", "khac.json:3:1",
    ]  # fmt: skip


def test_lines_for_a_terminal() -> None:
    lines = text(REPORT, VI, notes=True, remedies=True).splitlines()
    assert lines[0].startswith("goi/data/record.json:17:12 lỗi DUNG165 Cấp: Không có cấp huyện")
    assert lines[1].startswith("    → ")
    assert lines[2].startswith("goi/data/record.json cảnh báo DU250")
    assert [line for line in lines if "DU209" in line]
    assert lines[-1] == PageLanguage("vi")(summary(REPORT))


def test_notes_and_remedies_may_be_left_out() -> None:
    lines = text(REPORT, EN, notes=False, remedies=False).splitlines()
    assert len(lines) == 4
    assert lines[-1] == "3 checked: 1 errors, 1 warnings, 1 notes."


def test_the_envelope() -> None:
    data = asdict(report_data(REPORT, EN))
    assert {name: data[name] for name in ("checked", "known", "reused", "counts")} == {
        "checked": 3, "known": 2, "reused": 1, "counts": {"error": 1, "warning": 1, "note": 1},
    }  # fmt: skip
    first = json.loads(json.dumps(data))["findings"][0]
    assert (first["code"], first["severity"], first["gate"], first["pointer"]) == ("DUNG165", "error", "dung", "/level")
    assert (first["field"], first["line"], first["column"]) == ("Level", 17, 12)
    assert json.loads(json.dumps(data))["findings"][1]["remedy"] is None


def test_sarif_names_every_rule_and_the_place_of_every_finding() -> None:
    made = json.loads(sarif(REPORT, EN, "1.2"))
    jsonschema.validate(made, SARIF)
    (run,) = made["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [rule.code for rule in RULES]
    assert not [
        rule for rule in run["tool"]["driver"]["rules"] if "{" in rule["shortDescription"]["text"].replace("{”", "")
    ]
    first, second, third = run["results"]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "DUNG165"
    assert [result["level"] for result in (first, second, third)] == ["error", "warning", "note"]
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 17, "startColumn": 12}
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert third["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "/"}]


def test_sarif_tells_a_finding_again_when_lines_have_moved() -> None:
    moved = Report((ERROR.at(40, 2),), checked=1)
    (first,), (second,) = (
        [result["partialFingerprints"] for result in json.loads(sarif(report, EN, "1"))["runs"][0]["results"]]
        for report in (Report((ERROR,), checked=1), moved)
    )
    assert first == second


def test_junit_has_a_case_a_material_and_fails_for_errors_only() -> None:
    suites = ET.fromstring(junit(REPORT, EN))
    (suite,) = suites
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "1", "0")
    cases = {case.get("name"): case for case in suite.iter("testcase")}
    assert list(cases) == ["goi", "khac.json", "tot.json"]
    failure = cases["goi"].find("failure")
    assert failure is not None
    assert failure.get("message") == "DUNG165"
    assert "DU250" in (cases["goi"].findtext("system-out") or "")
    assert cases["khac.json"].find("failure") is None
    assert list(cases["tot.json"]) == []


def test_github_marks_the_lines_of_a_change() -> None:
    lines = github(REPORT, EN).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice", "::notice"]
    assert "file=goi/data/record.json" in lines[0]
    assert "line=17" in lines[0]


@pytest.mark.parametrize("words", ["100 % đúng", "hai\ndòng", "a::b,c"])
def test_github_commands_stay_on_one_line(words: str) -> None:
    made = github(odd(words, path="a:b,c.json"), EN)
    assert made.count("\n") == 2  # the finding, and what was looked at
    assert "a%3Ab%2Cc.json" in made


def test_junit_weighs_in_the_reader_s_language() -> None:
    assert "17:12 lỗi DUNG165" in junit(REPORT, VI)
    assert "cảnh báo DU250" in junit(REPORT, VI)
    assert "17:12 error DUNG165" in junit(REPORT, EN)


def test_the_page_speaks_the_reader_s_language_and_counts() -> None:
    page = html_page(REPORT, VI)
    assert '<html lang="vi">' in page
    assert page.count("<li ") == 3
    assert page.count("<h2>") == 2
    assert "http" not in page.replace("https://", "http").split("</style>")[0]  # it needs nothing from elsewhere
    assert "<li" not in html_page(EMPTY, VI)


@pytest.mark.real
@given(st.text(max_size=80))
def test_no_text_breaks_a_form(words: str) -> None:
    report = odd(words)
    assert ET.fromstring(junit(report, EN)).get("failures") == "1"
    assert json.loads(sarif(report, EN, "1"))["runs"][0]["results"][0]["message"]["text"].endswith(plain(words))
    assert len(github(report, EN).splitlines()) == 2
    assert "<script" not in html_page(odd(words + "<script>"), EN)


STEERING = "a\x1b[8mb\x9b31mc\x07\x08\x7f\u202e\u2066\u200f\u2028\r\n::error::x\udc80"


def test_nothing_in_a_record_or_name_steers_who_shows_a_report() -> None:
    report = replace(odd(STEERING, path=f"{STEERING}.json"), skipped=(Skipped(Path(STEERING), SkipReason.LINK),))
    forms = [text(report, EN, notes=True, remedies=True), junit(report, EN), html_page(report, EN),
             sarif(report, EN, "1"), github(report, EN),
             escaped(json.dumps(asdict(report_data(report, EN)), ensure_ascii=False))]  # fmt: skip
    for made in forms:
        assert not [sign for sign in made if sign in STEERING and not sign.isascii()]
        assert not [sign for sign in made if ord(sign) < 32 and sign != "\n"]
        made.encode("utf-8")
    assert not [line for line in forms[0].splitlines() if line.startswith("::")]
    assert json.loads(forms[-1])["findings"][0]["path"] == f"{STEERING}.json"  # machines are given the very name


def test_findings_of_one_kind_stand_together() -> None:
    many = tuple(
        replace(WARNING, message=say("“{text}” is wrong.", text=line), line=line, column=1) for line in range(1, 9)
    )
    lines = text(Report((*many[:4], ERROR, *many[4:]), checked=1), EN, notes=False, remedies=True).splitlines()
    assert [line for line in lines if "DU250" in line][-1] == (
        "    … and 3 more DU250 in this file; all with: -v (6:1, 7:1, 8:1)"
    )
    assert len(text(Report(many, checked=1), EN, notes=True, remedies=False).splitlines()) == 10


def test_the_same_of_several_places_is_one_line_with_its_places() -> None:
    many = tuple(replace(WARNING, line=line, column=1) for line in range(1, 9))
    report = Report((*many[:4], ERROR, *many[4:]), checked=1)
    (line,) = (line for line in text(report, EN, notes=False, remedies=True).splitlines() if "DU250" in line)
    assert line.endswith(" may be used. (+ 2:1, 3:1, 4:1, 5:1, 6:1 … + 2)")
    (line,) = (line for line in text(report, EN, notes=True, remedies=False).splitlines() if "DU250" in line)
    assert line.endswith("(+ 2:1, 3:1, 4:1, 5:1, 6:1, 7:1, 8:1)")
    nowhere = (replace(WARNING, line=None, column=None, pointer=""),) * 3
    assert "(× 3)" in text(Report(nowhere, checked=1), EN, notes=True, remedies=False)
    page = html_page(report, EN)
    assert (page.count("<li class"), page.count("may be used")) == (2, 1)
    assert all(f"{line}:1 {WARNING.pointer}" in page for line in range(1, 9))


def test_every_form_tells_what_was_looked_at_and_what_not() -> None:
    skipped = (Skipped(Path("a.txt"), SkipReason.OTHER_KIND), Skipped(Path("b.json"), SkipReason.LINK))
    off = SwitchedOff("rule", ("DU201", "DU202", "DU204"), "--ignore")
    report = Report((), checked=1, materials=("c.json",), skipped=skipped, switched_off=(off,))
    lines = text(report, EN, notes=False, remedies=False).splitlines()
    assert lines[0] == "3 files and packages seen, 1 checked, 2 skipped (1 a link, 1 no JSON and no zip)."
    assert lines[1] == "Rules left out by --ignore: DU201–DU202, DU204"
    for made in (junit(report, EN), html_page(report, EN), github(report, EN)):
        assert lines[0] in made
        assert "DU201–DU202" in made
    assert json.loads(sarif(report, EN, "1"))["runs"][0]["properties"]["switchedOff"][0]["by"] == "--ignore"


@pytest.mark.parametrize(("path", "uri"), [
    ("Tờ gấp số 1/a b.json", "T%E1%BB%9D%20g%E1%BA%A5p%20s%E1%BB%91%201/a%20b.json"),
    ("a%20#?.json", "a%2520%23%3F.json"),
    ("/elsewhere/ấ.json", "file:///elsewhere/%E1%BA%A5.json"),
])  # fmt: skip
def test_sarif_names_files_as_addresses(path: str, uri: str) -> None:
    made = json.loads(sarif(odd("x", path=path), EN, "1"))["runs"][0]["results"][0]
    assert made["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_paths_are_relative_to_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    report = odd("x", path=(tmp_path / "goi" / "record.json").as_posix())
    made = json.loads(sarif(report, EN, "1"))["runs"][0]["results"][0]
    assert made["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "goi/record.json",
        "uriBaseId": "ROOT",
    }


# What the multitool asks for and is not given: an address of the project on the net, for it has none.
_NOT_GIVEN = {"SARIF2005"}


@pytest.mark.real
def test_microsofts_multitool_finds_nothing_wrong(tmp_path: Path) -> None:
    program = shutil.which("sarif-multitool")
    if program is None:
        pytest.skip("Microsoft's SARIF multitool is not installed: npm install -g @microsoft/sarif-multitool")
    paths = [EXAMPLES / "invalid", tmp_path / "thư mục có dấu cách"]
    package(paths[1] / "Gói số 1 (bản #2)%41", base())
    (paths[1] / 'tờ gấp: "2".json').write_bytes(dumped(record(level="district")))
    thousands = check_paths(paths, CheckOptions(dt.date(2026, 11, 22)))
    for kind, report, language in (("Sarif", EMPTY, EN), ("Sarif", thousands, VI), ("Ghas", thousands, EN)):
        made, told = tmp_path / "made.sarif", tmp_path / "told.sarif"
        made.write_text(sarif(report, language, "1.0"), encoding="utf-8")
        asked = [program, "validate", made, "-o", told, "--rule-kind", kind, "--log", "ForceOverwrite"]
        subprocess.run(asked, capture_output=True, timeout=300, check=True)
        results = json.loads(told.read_text("utf-8-sig"))["runs"][0].get("results", [])
        wrong = {one["ruleId"]: one["message"] for one in results if one.get("kind", "fail") == "fail"}
        assert {code: message for code, message in wrong.items() if code not in _NOT_GIVEN} == {}
