"""stdout carries results only; stderr carries the rest; any code page will do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import road_inputs as inputs
from road_inputs import here, pbgdpl

pytestmark = pytest.mark.real


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "cp437", "ascii", "utf-8"])
class TestCodePages:
    def test_text(self, encoding: str, tmp_path: Path) -> None:
        source, bad = inputs.word_file(tmp_path, "Tờ gấp.docx"), inputs.empty_file(tmp_path)
        answer = pbgdpl("--lang", "vi", "convert", source, bad, "-o", tmp_path / "out", PYTHONIOENCODING=encoding)
        assert answer.code == 1
        assert "?" not in answer.out
        assert "?" not in answer.err
        assert "Traceback" not in answer.err

    def test_json_loses_nothing(self, encoding: str, tmp_path: Path) -> None:
        source = inputs.word_file(tmp_path, "Tờ gấp.docx")
        answer = pbgdpl("--json", "convert", source, "-o", tmp_path / "out", PYTHONIOENCODING=encoding)
        (package,) = json.loads(answer.out)["data"]["packages"]
        assert package["name"] == "Tờ gấp.docx"
        assert package["title"] == inputs.SENTENCES[0]


def test_vietnamese_code_page_keeps_every_mark(tmp_path: Path) -> None:
    import unicodedata

    source = inputs.word_file(tmp_path)
    answer = pbgdpl("--lang", "vi", "convert", source, "-o", tmp_path / "out", PYTHONIOENCODING="cp1258")
    assert inputs.SENTENCES[0] in unicodedata.normalize("NFC", answer.out)


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_no_locale_at_all(locale: dict[str, str], tmp_path: Path) -> None:
    source = inputs.word_file(tmp_path, "Tờ gấp.docx")
    answer = pbgdpl("--json", "convert", source, "-o", tmp_path / "out", PYTHONIOENCODING="utf-8", **locale)
    assert (answer.code, answer.err) == (0, "")
    assert len(list((tmp_path / "out").glob("*/bagit.txt"))) == 1


@pytest.mark.parametrize("command", ["ocr", "convert"])
def test_quiet_and_well_says_nothing(command: str, tmp_path: Path) -> None:
    answer = here("-q", command, inputs.word_file(tmp_path), "-o", tmp_path / "out")
    assert (answer.code, answer.out, answer.err) == (0, "", "")


@pytest.mark.parametrize("command", ["ocr", "convert"])
def test_quiet_tells_what_went_wrong_and_nothing_else(command: str, tmp_path: Path) -> None:
    good, bad = inputs.word_file(tmp_path), inputs.empty_file(tmp_path)
    answer = here("-q", "--lang", "en", command, good, bad, "-o", tmp_path / "out")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("Error [empty-file]")


@pytest.mark.parametrize("command", ["ocr", "convert"])
def test_json_is_the_only_thing_on_stdout_and_stderr_is_empty(command: str, tmp_path: Path) -> None:
    answer = here("--json", command, inputs.word_file(tmp_path), inputs.empty_file(tmp_path), "-o", tmp_path / "out")
    assert answer.out.count("\n") == 1
    assert answer.envelope["command"] == command
    assert answer.err == ""


def test_names_cannot_steer_the_terminal(tmp_path: Path) -> None:
    bad = tmp_path / "a\x1b[31mb.pdf"
    bad.write_bytes(b"")
    answer = here("convert", bad, inputs.word_file(tmp_path, "x\x1b[2J.docx"), "-o", tmp_path / "out")
    assert "\x1b" not in answer.out + answer.err
