"""What a refused command hints at leads on: the command named there is run as it stands.

Sentences of rules have tests of their own (`test_remedies_followed`).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from examples.validation_examples import base, package
from pbgdpl_cli.app import run
from validators.rules.catalogue import RULES

_COMMAND = re.compile(r"pbgdpl (?:[^\s.;,]|[.;,](?=\S))+(?: (?:[^\s.;,]|[.;,](?=\S))+)*")
NOTE = "Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi được kết hôn theo Điều 8 Luật Hôn nhân và gia đình số 52/2014/QH13.\n"


def hinted(argv: list[str], capsys: pytest.CaptureFixture[str], expected: str) -> list[str]:
    """The words of the command that a refused one hints at."""
    capsys.readouterr()
    assert run(["--lang", "en", *argv]) not in {0, 5}
    told = " ".join(capsys.readouterr().err.split())
    found = [words for words in _COMMAND.findall(told) if words.startswith(f"pbgdpl {expected}")]
    assert found, told
    return str(found[0]).split()[1:]


@pytest.fixture
def goi(tmp_path: Path) -> Path:
    package(tmp_path / "goi", base())
    return tmp_path / "goi"


def test_what_is_wrong_is_shown(goi: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = goi / "data/record.json"
    record.write_text(record.read_text("utf-8").replace('"kind": "to-gap"', '"kind": "to-gấp"'), encoding="utf-8")
    words = hinted(["review", "compare", str(goi), "--by", "An"], capsys, "validate")
    capsys.readouterr()
    assert run(words) == 5
    assert "DUNG023" in capsys.readouterr().out


def test_the_rules_are_listed(goi: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = hinted(["validate", str(goi), "--only", "DUNG9"], capsys, "schema")
    assert run(words) == 0
    listed = capsys.readouterr().out
    assert [rule.code for rule in RULES if rule.code not in listed] == []


def test_a_package_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "to-gap"
    folder.mkdir()
    (folder / "to-gap.txt").write_text(NOTE, encoding="utf-8")
    refused = ["review", "compare", str(folder), "--by", "An"]
    means = {"INPUT": str(folder / "to-gap.txt"), "FOLDER": str(tmp_path / "goi")}
    assert run([means.get(word, word) for word in hinted(refused, capsys, "convert")]) == 0
    assert run(["review", "compare", str(tmp_path / "goi/to-gap"), "--by", "An"]) == 0


def test_what_stands_in_the_way_of_an_approval_is_shown(goi: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = base() | {"workflow": {}, "approval": {}}
    made["content"][1]["text"] += " Gọi chị Mẫu số 0987 654 321."
    package(goi.parent / "khac", made)
    assert run(["review", "compare", str(goi.parent / "khac"), "--by", "An"]) == 0
    words = hinted(["review", "approve", str(goi.parent / "khac"), "--by", "Bình"], capsys, "validate")
    assert run(words) == 5
    assert "SACH322" in capsys.readouterr().out
