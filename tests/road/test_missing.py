"""What is not installed is named, with the line that installs it; what does not need it still works."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import road_inputs as inputs
from road_inputs import ROOT, Answer, here

from pbgdpl_cli.extras import _WITNESSES

# Import names of what the base install brings; everything else of ours comes with an extra.
EXTRAS = {
    "ocr": "pytesseract numpy cv2 PIL pillow_heif pypdfium2 pikepdf pdfplumber docx pptx openpyxl fontTools",
    "media": "moviepy PIL numpy segno fontTools",
    "sheet": "openpyxl",
    "portal": "starlette uvicorn httpx2 keyring PIL",
}
# Named where it is asked for; who never asked is not told that it is missing.
UNASKED = {"cluster": "distributed", "dataset": "pyarrow", "remote": "fsspec paramiko s3fs"}
HIDING = """
import sys
from importlib.machinery import PathFinder

hidden = set(sys.argv[1].split())

class Filtered(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in hidden else super().find_spec(name, path, target)

sys.meta_path[:] = [Filtered if finder is PathFinder else finder for finder in sys.meta_path]
from pbgdpl_cli.app import run
sys.exit(run(sys.argv[2:]))
"""


def without(modules: str, *words: str | Path) -> Answer:
    """Run the program where some modules are not installed."""
    done = subprocess.run(
        [sys.executable, "-c", HIDING, modules, "--lang", "en", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        timeout=120,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


ALL = " ".join((*EXTRAS.values(), *UNASKED.values()))


@pytest.mark.real
@pytest.mark.parametrize(
    ("words", "extra"),
    [
        (["ocr", "x.pdf"], "ocr"),
        (["convert", "x.pdf"], "ocr"),
        (["demo"], "ocr"),
        (["derive", "infographic", "x"], "media"),
        (["upload", "x", "--to", "http://127.0.0.1:9"], "portal"),
        (["portal", "serve"], "portal"),
        (["export", "dataset", "x"], "dataset"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_commands_name_the_line_that_installs_their_extra(words: list[str], extra: str, tmp_path: Path) -> None:
    answer = without(ALL, "--json", *words)
    (error,) = answer.errors
    assert (answer.code, error["code"]) == (3, "missing-dependency")
    assert f'pip install "pbgdpl-cli[{extra}]"' in error["hint"]


@pytest.mark.real
@pytest.mark.parametrize("words", [["--help"], ["schema"], ["validate", "--help"], ["status"]], ids="-".join)
def test_base_commands_need_no_extra(words: list[str]) -> None:
    answer = without(ALL, *words)
    assert answer.code == 0, answer.err
    assert answer.out


@pytest.mark.real
def test_validate_needs_no_extra(tmp_path: Path) -> None:
    here("convert", inputs.word_file(tmp_path), "-o", tmp_path / "out")
    here_answer = here("--json", "--lang", "en", "validate", tmp_path / "out")
    answer = without(ALL, "--json", "validate", tmp_path / "out")
    assert answer.code == here_answer.code
    assert answer.data["findings"] == here_answer.data["findings"]


def test_doctor_runs_without_extras_and_names_them() -> None:
    answer = without(ALL, "doctor")
    assert "Traceback" not in answer.err
    for extra in EXTRAS:
        assert f'pip install "pbgdpl-cli[{extra}]"' in answer.out


def test_every_extra_that_is_named_can_be_installed() -> None:
    offered = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert set(_WITNESSES) <= set(offered)


def test_witnesses_are_modules_of_their_extra() -> None:
    for extra, modules in _WITNESSES.items():
        assert set(modules) <= set((EXTRAS | UNASKED)[extra].split())


class TestWithoutTesseract:
    @pytest.fixture(autouse=True)
    def empty_path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        nothing = tmp_path / "bin"
        nothing.mkdir()
        monkeypatch.setenv("PATH", str(nothing))
        if Path("/usr/local/bin/tesseract").exists() or Path("/opt/homebrew/bin/tesseract").exists():
            pytest.skip("tesseract stands where it is found without PATH")

    @pytest.mark.parametrize("command", ["ocr", "convert"])
    def test_scans_are_refused_with_the_install_line(self, command: str, tmp_path: Path) -> None:
        answer = here("--json", command, inputs.scan(tmp_path), "-o", tmp_path / "out")
        (error,) = answer.errors
        assert (answer.code, error["code"]) == (3, "missing-dependency")
        assert "tesseract" in error["hint"].lower()
        assert "install" in error["hint"]

    @pytest.mark.real
    def test_word_files_are_still_converted(self, tmp_path: Path) -> None:
        answer = here("--json", "convert", inputs.word_file(tmp_path), inputs.scan(tmp_path), "-o", tmp_path / "out")
        assert answer.code == 1
        assert [error["code"] for error in answer.errors] == ["missing-dependency"]
        assert [package["name"] for package in answer.data["packages"]] == ["tot.docx"]

    @pytest.mark.real
    def test_doctor_says_so(self) -> None:
        answer = here("--json", "--lang", "en", "doctor")
        assert answer.code == 3
        assert "missing-dependency" in [error["code"] for error in answer.errors]
        (tool,) = [tool for tool in answer.data["tools"] if tool["name"] == "Tesseract"]
        assert not tool["present"]
        assert set(tool["install"]) == {"Debian/Ubuntu", "Fedora", "macOS", "Windows"}


@pytest.mark.real
@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_tesseract_without_its_vietnamese_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = tmp_path / "bin" / "tesseract"
    stand_in.parent.mkdir()
    stand_in.write_text("#!/bin/sh\necho 'List of available languages (1):'\necho eng\n", encoding="utf-8")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{stand_in.parent}:{os.environ['PATH']}")
    answer = here("--json", "--lang", "en", "ocr", inputs.scan(tmp_path), "-o", tmp_path / "out")
    (error,) = answer.errors
    assert answer.code == 3
    assert "Vietnamese model" in error["message"]
