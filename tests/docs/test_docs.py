"""Documentation says what the program does: it is generated, or compared with the program here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.making import code_pages
from pbgdpl_cli.commands import COMMANDS
from pbgdpl_cli.result import ExitCode
from tests.checks.floors import FLOORS, comparable, locked_versions
from tests.checks.floors import objections as floor_objections
from tests.checks.licences import FORBIDDEN, locked_names
from tests.checks.licences import objections as licence_objections
from tests.checks.reference import TARGETS, reference

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
GUIDES = (ROOT / "docs" / "vi" / "huong-dan.md", ROOT / "docs" / "en" / "guide.md")
MADE = code_pages.pages()
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")))


@pytest.mark.parametrize("language", TARGETS)
def test_command_reference_is_what_help_prints(language: str) -> None:
    assert TARGETS[language].read_text("utf-8") == reference(language), "run ./run docs"


@pytest.mark.real
def test_the_picture_of_the_architecture_shows_the_code() -> None:
    drawing = ROOT / "docs" / "images" / "architecture.py"
    assert subprocess.run([sys.executable, drawing, "--check"], check=False).returncode == 0, f"run python {drawing}"


@pytest.mark.parametrize("command", COMMANDS)
def test_readme_and_guides_name_every_command(command: str) -> None:
    assert f"`pbgdpl {command}" in README
    for guide in GUIDES:
        assert f"pbgdpl {command}" in guide.read_text("utf-8"), guide.name


def test_readme_and_guides_name_no_command_that_is_not_there() -> None:
    for page in (ROOT / "README.md", *GUIDES):
        named = set(re.findall(r"pbgdpl (?:--[a-z]+ (?:en |vi )?)?([a-z]+)", page.read_text("utf-8")))
        assert named <= {*COMMANDS}, page.name


def test_messages_name_no_command_that_is_not_there() -> None:
    catalogue = "\n".join(path.read_text("utf-8") for path in (ROOT / "pbgdpl_cli" / "locale" / "vi").glob("*.po"))
    assert set(re.findall(r"pbgdpl ([a-z]+)", catalogue)) <= {*COMMANDS}


def test_readme_starts_with_two_commands_for_a_bare_machine() -> None:
    head = README[: README.index("## ")]
    assert "./run demo" in head
    assert "./run test" in head


@pytest.mark.parametrize("code", ExitCode)
def test_readme_names_every_exit_code(code: ExitCode) -> None:
    sentence = README[README.index("Exit codes:") :].split("\n\n", 1)[0]
    assert re.search(rf"\b{int(code)} ", sentence)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text("utf-8")):
        place = os.path.normpath(page.parent / target)
        assert Path(place).exists() or os.path.relpath(place, ROOT / "docs") in MADE, target


def test_contributing_names_commands_that_exist() -> None:
    run = (ROOT / "run").read_text("utf-8")
    for name in re.findall(r"`\./run ([a-z]+)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8")):
        assert re.search(rf"^\s+{name}\)", run, re.MULTILINE), name


class TestLocks:
    LOCK = ROOT / "requirements" / "all.txt"

    @pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda lock: lock.name)
    def test_hashes_and_no_addresses(self, lock: Path) -> None:
        text = lock.read_text("utf-8")
        assert text.count("--hash=sha256:") >= len(locked_versions(lock)) > 0
        assert "://" not in text

    def test_nothing_is_below_its_floor(self) -> None:
        assert floor_objections(self.LOCK) == []

    def test_a_version_below_its_floor_is_refused(self, tmp_path: Path) -> None:
        lock = tmp_path / "lock.txt"
        lock.write_text("pillow==12.1.0 \\\n    --hash=sha256:00\n", encoding="utf-8")
        assert len(floor_objections(lock)) == 1

    def test_floors_are_names_the_lock_knows_or_knew(self) -> None:
        assert comparable(FLOORS["pillow"][0]) > comparable("12.1.0")

    def test_licences_may_be_linked(self) -> None:
        assert licence_objections(locked_names(self.LOCK)) == []

    @pytest.mark.parametrize(
        ("licence", "refused"),
        [
            ("AGPL-3.0-only", True),
            ("GNU Affero General Public License v3", True),
            ("GPL-3.0-or-later", True),
            ("LGPL-2.1-or-later", False),
            ("GNU Lesser General Public License v3 (LGPLv3)", False),
            ("MIT", False),
        ],
    )
    def test_which_licences_are_refused(self, licence: str, refused: bool) -> None:
        assert bool(FORBIDDEN.search(licence)) is refused


def test_base_install_is_small() -> None:
    base = set(locked_names(ROOT / "requirements" / "base.txt"))
    assert not base & {"numpy", "pillow", "opencv-python-headless", "moviepy", "pytesseract", "starlette", "pikepdf"}
