"""The worked example of a kind outside this program: installed as anyone would, used, and checked as its guide says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from derivative_records import bookshelf_record, mediation_record
from test_derive import package

from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import choose_key_points
from validators.packages.package import open_package
from validators.packages.verification import verify

ROOT = Path(__file__).parents[2]
UV = shutil.which("uv") or str(ROOT / ".venv-tools" / "bin" / "uv")

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example and a broken add-on installed."""
    folder = tmp_path_factory.mktemp("site")
    source = folder / "source"
    shutil.copytree(ROOT / "examples" / "derivative", source)
    installed = folder / "installed"
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--python", sys.executable, "--target", str(installed))
    subprocess.run([UV, "pip", "install", *options, str(source)], check=True, timeout=120)
    broken = installed / "broken-1.0.dist-info"
    broken.mkdir()
    (broken / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n", encoding="utf-8")
    (broken / "entry_points.txt").write_text("[pbgdpl.derivatives]\nbroken = not_there:KIND\n", encoding="utf-8")
    return installed


def derive(site: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(site), str(ROOT)))}
    command = [sys.executable, "-m", "pbgdpl_cli", "--lang", "en", "--json", "derive", *arguments]
    ran = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120)
    return ran.returncode, json.loads(ran.stdout)


def test_the_example_is_found_made_and_not_made_twice(site: Path, tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record())
    code, envelope = derive(site, "meeting-card", str(root))
    assert (code, envelope["data"]["derived"][0]["state"]) == (0, "made")
    card = (root / "data" / "derivatives" / "meeting-card.txt").read_text(encoding="utf-8")
    for point in choose_key_points(mediation_record()).points:
        assert point.as_sentence in card
        assert point.citation in card
    assert words.DRAFT_BANNER not in card
    assert verify(root) == []
    (entry,) = open_package(root).record().files
    assert (entry.path, entry.role, entry.media_type) == ("derivatives/meeting-card.txt", "transcript", "text/plain")
    assert derive(site, "meeting-card", str(root))[1]["data"]["derived"][0]["state"] == "unchanged"


def test_a_draft_of_the_example_says_so(site: Path, tmp_path: Path) -> None:
    root = package(tmp_path / "material", bookshelf_record(approval={}))
    assert derive(site, "meeting-card", str(root))[0] == 1
    assert derive(site, "--draft", "meeting-card", str(root))[0] == 0
    card = (root / "data" / "derivatives" / "meeting-card.txt").read_text(encoding="utf-8")
    assert card.startswith(words.DRAFT_BANNER)
    assert re.search(r"^\[[0-9a-f]{64}\]$", card, re.MULTILINE)


def test_a_broken_add_on_is_told_and_the_others_are_made(site: Path, tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record())
    code, envelope = derive(site, "broken", "meeting-card", "infographic", str(root))
    assert (code, envelope["status"]) == (1, "partial")
    assert [made["kind"] for made in envelope["data"]["derived"]] == ["meeting-card", "infographic"]
    (error,) = envelope["errors"]
    assert error["code"] == "broken-kind"
    assert "“broken”" in error["message"]


def test_a_wrong_word_names_the_example_too(site: Path) -> None:
    code, envelope = derive(site, "podcast", "x")
    assert code == 2
    assert "meeting-card" in envelope["errors"][0]["hint"]
