"""The demonstration: its example materials are found, and the whole road is gone once, then nothing is done twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from road_inputs import MATERIALS, here, word_file

from pbgdpl_cli.runs.demo import EXAMPLES


def test_materials_of_this_copy_are_the_ones_it_takes_without_being_told() -> None:
    assert EXAMPLES == MATERIALS
    assert {path.suffix for path in EXAMPLES.iterdir()} >= {".pdf", ".docx", ".pptx", ".jpg"}


@pytest.mark.real
def test_whole_road_is_gone_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    materials = tmp_path / "materials"
    materials.mkdir()
    word_file(materials)
    words = ("--json", "demo", materials, "-o", tmp_path / "out", "--port", "0")
    monkeypatch.setenv("PBGDPL_HOME", str(tmp_path / "home"))
    first = here(*words)
    assert [(item["state"], item["kind"]) for item in first.data["packages"]] == [("made", "to-gap")]
    assert {item["kind"] for item in first.data["derived"]} == {"infographic", "video"}
    assert first.data["address"].startswith("http://127.0.0.1:")
    assert {item["state"] for item in first.data["uploaded"]} == {"sent"}
    again = here(*words)
    assert {item["state"] for item in again.data["packages"]} == {"unchanged"}
    assert {item["state"] for item in again.data["derived"]} == {"unchanged"}
    assert {item["state"] for item in again.data["uploaded"]} == {"unchanged"}
