"""The demonstration: its example materials are found, and the whole road is gone once, then nothing is done twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from road_inputs import MATERIALS, pbgdpl, word_file

from pbgdpl_cli.runs.demo import EXAMPLES


def test_materials_of_this_copy_are_the_ones_it_takes_without_being_told() -> None:
    assert EXAMPLES == MATERIALS
    assert {path.suffix for path in EXAMPLES.iterdir()} >= {".pdf", ".docx", ".pptx", ".jpg"}


@pytest.mark.real
def test_whole_road_is_gone_once(tmp_path: Path) -> None:
    materials = tmp_path / "materials"
    materials.mkdir()
    word_file(materials)
    words = ("--json", "demo", materials, "-o", tmp_path / "out", "--port", "0")
    first = pbgdpl(*words, cwd=tmp_path, PBGDPL_HOME=str(tmp_path / "home"))
    assert (first.code, first.errors) == (0, [])
    assert {item["kind"] for item in first.data["derived"]} == {"infographic", "video"}
    assert [item["state"] for item in first.data["uploaded"]] == ["sent"]
    again = pbgdpl(*words, cwd=tmp_path, PBGDPL_HOME=str(tmp_path / "home"))
    assert (again.code, {item["state"] for item in again.data["derived"]}) == (0, {"unchanged"})
