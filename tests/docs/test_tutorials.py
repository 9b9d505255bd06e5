"""The tutorials do what they say: every command of them is run, and ends as the page says."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.docs.tutorial import ROOT, follow, steps_of

VI = ROOT / "docs" / "vi" / "bai"
EN = ROOT / "docs" / "en" / "tutorials"
PAGES = {
    "bien-tap-vien": "editor", "can-bo": "officer", "kho-tu-kiem-tra": "repository", "nguoi-giu-cong": "keeper",
}  # fmt: skip
EVERY = [*(VI / f"{name}.md" for name in PAGES), *(EN / f"{name}.md" for name in PAGES.values())]
MOST_LINES = 110  # two screens of steps with their explanation


@pytest.mark.parametrize("vietnamese", PAGES)
def test_both_languages_tell_the_same_steps(vietnamese: str) -> None:
    told = [list(steps_of(page)) for page in (VI / f"{vietnamese}.md", EN / f"{PAGES[vietnamese]}.md")]
    shapes = [[(step.line.split()[:3], step.exit_code, step.deed) for step in steps] for steps in told]
    verbs = [
        [(words[0], words[1] if words[0] == "pbgdpl" else "", *rest) for words, *rest in shape] for shape in shapes
    ]
    assert verbs[0] == verbs[1]
    assert len(verbs[0]) > 8


@pytest.mark.parametrize("page", EVERY, ids=lambda page: page.stem)
def test_they_are_short(page: Path) -> None:
    assert len(page.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.real
@pytest.mark.parametrize("page", EVERY, ids=lambda page: page.stem)
def test_every_command_ends_as_the_page_says(page: Path, tmp_path: Path) -> None:
    if os.name == "nt" or any(shutil.which(program) is None for program in ("bash", "git", "openssl", "curl")):
        pytest.skip("the steps are written for a shell with git, openssl and curl")
    assert follow(page, tmp_path, page.relative_to(ROOT / "docs").parts[0]) == ""
