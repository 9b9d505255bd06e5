"""The templates for CI: what they run is run here, against the good and the bad examples."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest

from pbgdpl_cli.app import run
from validators.rules.policy import read_policy

ROOT = Path(__file__).parents[2]
CI = ROOT / "examples" / "ci"
COMMAND = re.compile(r"pbgdpl (?:--lang \S+ )?validate content[^|\n]*")


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    shutil.copy(ROOT / "examples/valid/to-gap-hon-nhan.json", tmp_path / "content")
    shutil.copy(ROOT / "examples/valid/pbgdpl.toml", tmp_path)
    return tmp_path / "content"


def commands() -> list[str]:
    return [
        line.strip()
        for name in ("github.yml", "gitlab-ci.yml")
        for line in COMMAND.findall((CI / name).read_text("utf-8"))
    ]


@pytest.mark.real
@pytest.mark.parametrize("command", commands())
def test_every_command_of_the_templates_passes_good_and_fails_bad(content: Path, command: str) -> None:
    arguments = shlex.split(command)[1:]
    assert run(arguments) == 0
    shutil.copy(ROOT / "examples/invalid/DUNG105/fails.json", content)
    assert run(arguments) == 5


def test_there_are_commands_of_every_form() -> None:
    for form in ("github", "sarif", "html", "junit"):
        assert any(form in command for command in commands())


def test_the_hook_runs_what_it_names(content: Path) -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entry = re.search(r"entry: (.+)", hook)
    assert entry is not None
    assert run([*shlex.split(entry[1])[1:], str(content / "to-gap-hon-nhan.json")]) == 0


def test_the_settings_example_can_be_read() -> None:
    assert read_policy(CI / "pbgdpl.toml").severity["DU209"] == "warning"


def test_sarif_has_the_shape_code_hosts_need(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(ROOT / "examples/invalid/DUNG105/fails.json", content)
    run(["--lang", "en", "validate", "content", "--format", "sarif"])
    report = json.loads(capsys.readouterr().out)
    jsonschema.validate(report, SARIF)
    result = next(r for r in report["runs"][0]["results"] if r["ruleId"] == "DUNG105")
    assert report["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "DUNG105"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "content/fails.json"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 59


def test_junit_counts_and_names_every_material(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(ROOT / "examples/invalid/DUNG105/fails.json", content)
    run(["--lang", "en", "validate", "content", "--format", "junit"])
    root = ET.fromstring(capsys.readouterr().out.split("\n", 1)[1])
    suite = root.find("testsuite")
    assert suite is not None
    # The copy has the same identifier, so both fail.
    assert (suite.get("tests"), suite.get("failures")) == ("2", "2")
    names = [case.get("name") for case in suite if case.find("failure") is not None]
    assert names == ["content/fails.json", "content/to-gap-hon-nhan.json"]


def test_github_commands_point_at_lines(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(ROOT / "examples/invalid/DUNG105/fails.json", content)
    run(["--lang", "en", "validate", "content", "--format", "github"])
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("::error file=content/fails.json,line=59,col=17,title=DUNG105::") for line in lines)


def test_the_html_page_stands_alone(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(ROOT / "examples/invalid/SACH308/fails.json", content)
    run(["--lang", "vi", "validate", "content", "--format", "html"])
    page = capsys.readouterr().out
    assert "<br />" not in page
    assert "&lt;br /&gt;" in page
    assert "http" not in page
    assert 'lang="vi"' in page


SARIF = {
    "type": "object",
    "required": ["version", "runs", "$schema"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {
            "type": "object", "required": ["tool", "results"],
            "properties": {"results": {"type": "array", "items": {
                "type": "object", "required": ["ruleId", "level", "message", "locations"],
                "properties": {"level": {"enum": ["error", "warning", "note"]}},
            }}},
        }},
    },
}  # fmt: skip
