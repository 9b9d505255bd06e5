"""Another package under our names: one sentence, not a traceback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pbgdpl_cli import namesakes
from pbgdpl_cli.result import ExitCode

ROOT = Path(__file__).parents[2]


def started(folder: Path, *words: str, python_path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The program run from `folder`, which holds (some of) our packages."""
    path = os.pathsep.join(map(str, filter(None, [python_path, folder])))
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "pbgdpl_cli", *words], capture_output=True, check=False, env=environment,
        cwd=python_path or folder, encoding="utf-8",
    )  # fmt: skip


def foreign(folder: Path, name: str, code: str) -> Path:
    """A folder with another's package in it."""
    (folder / name).mkdir(parents=True)
    (folder / name / "__init__.py").write_text(code, encoding="utf-8")
    return folder


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder where another distribution's files can overwrite ours."""
    folder = tmp_path / "site-packages"
    for name in ("pbgdpl_cli", "converters", "validators"):
        (folder / name).mkdir(parents=True)
        for file in (ROOT / name).glob("*.py"):
            shutil.copy(file, folder / name)
    return folder


@pytest.mark.parametrize("name", namesakes.NAMES)
@pytest.mark.parametrize(("language", "words"), [("en", "is not part of pbgdpl-cli"), ("vi", "không phải của")])
def test_a_package_found_before_ours(tmp_path: Path, name: str, language: str, words: str) -> None:
    place = foreign(tmp_path / "other", name, "from nowhere import url  # as theirs begins\n")
    answer = started(ROOT, "--lang", language, "status", python_path=place)
    assert answer.returncode == ExitCode.MISSING
    assert answer.stdout == ""
    sentence, hint = answer.stderr.splitlines()
    assert sentence.startswith(f"[{namesakes.CODE}]")
    assert words in sentence
    assert str(place / name) in sentence
    assert all(line in hint for line in namesakes.INSTALL_LINES)


@pytest.mark.parametrize(
    "code", ["from .between import between\n", "__version__ = '0.35.0'\n", "raise RuntimeError('no')\n"]
)
def test_files_of_ours_that_were_overwritten(copied: Path, code: str) -> None:
    (copied / "validators" / "__init__.py").write_text(code, encoding="utf-8")
    answer = started(copied, "--lang", "en", "--json", "doctor")
    assert (answer.returncode, answer.stderr) == (ExitCode.MISSING, "")
    body = json.loads(answer.stdout)
    assert list(body) == ["version", "command", "status", "exit_code", "data", "errors"]
    assert list(body["errors"][0]) == ["code", "message", "path", "hint"]
    assert body["errors"][0]["path"] == str(copied / "validators")


def test_what_uninstalling_the_other_took_away_with_it(copied: Path) -> None:
    (copied / "validators" / "__init__.py").unlink()
    answer = started(copied, "--lang", "en", "doctor")
    assert answer.returncode == ExitCode.MISSING
    assert "once had" in answer.stderr


def test_ours_are_ours() -> None:
    assert namesakes.foreign_package() is None


def test_a_terminal_without_vietnamese_letters_gets_english(tmp_path: Path) -> None:
    place = foreign(tmp_path / "other", "validators", "")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(place), str(ROOT)]),
        "PYTHONIOENCODING": "ascii",
        "PBGDPL_LANG": "vi",
    }
    answer = subprocess.run(
        [sys.executable, "-m", "pbgdpl_cli", "status"], capture_output=True, check=False, env=environment, cwd=place
    )
    assert answer.returncode == ExitCode.MISSING
    assert b"is not part of" in answer.stderr


def test_another_distribution_that_brings_our_name_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "validators-0.35.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: validators\nVersion: 0.35.0\n", encoding="utf-8")
    (info / "top_level.txt").write_text("validators\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert list(namesakes.also_installed()) == [("validators", "validators")]
