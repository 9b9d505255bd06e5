"""Write the command reference from the program's own help, so that the two cannot drift apart.

Usage: python -m tests.checks.reference
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TARGETS = {"vi": ROOT / "docs" / "vi" / "lenh.md", "en": ROOT / "docs" / "en" / "commands.md"}
TITLES = {"vi": "# Các lệnh", "en": "# Commands"}
NOTES = {
    "vi": "Trang này được lập từ chính phần trợ giúp của chương trình (`./run docs`).",
    "en": "This page is written from the program's own help (`./run docs`).",
}


def help_of(language: str, *words: str) -> str:
    """What `pbgdpl WORDS --help` prints."""
    answer = subprocess.run(
        [sys.executable, "-m", "pbgdpl_cli", "--lang", language, *words, "--help"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100", "PBGDPL_HOME": os.devnull},
    )
    return answer.stdout.rstrip()


def reference(language: str) -> str:
    """The whole page."""
    from pbgdpl_cli.commands import COMMANDS

    parts = [TITLES[language], NOTES[language], _shown(help_of(language))]
    for name in COMMANDS:
        parts += [f"## pbgdpl {name}", _shown(help_of(language, name))]
        for inner in _inner(name):
            parts += [f"### pbgdpl {name} {inner}", _shown(help_of(language, name, inner))]
    return "\n\n".join(parts) + "\n"


def _inner(name: str) -> list[str]:
    """Names of a group's own commands."""
    import typer

    from pbgdpl_cli.commands import register

    app = typer.Typer()
    register(name, app)
    groups = {group.name: group.typer_instance for group in app.registered_groups}
    instance = groups.get(name)
    return [command.name or command.callback.__name__ for command in instance.registered_commands] if instance else []


def _shown(text: str) -> str:
    return f"```text\n{text}\n```"


def main() -> None:
    """Write the pages of all tongues."""
    for language, target in TARGETS.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(reference(language), encoding="utf-8")


if __name__ == "__main__":
    main()
