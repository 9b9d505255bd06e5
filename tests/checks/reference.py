"""Write the command reference from the program's own help, so that the two cannot drift apart.

Usage: python -m tests.checks.reference
"""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TARGETS = {"vi": ROOT / "docs" / "vi" / "lenh.md", "en": ROOT / "docs" / "en" / "commands.md"}
TITLES = {"vi": "# Các lệnh", "en": "# Commands"}
NOTES = {
    "vi": "Trang này được lập từ chính phần trợ giúp của chương trình (`./run docs`).",
    "en": "This page is written from the program's own help (`./run docs`).",
}


def help_of(language: str, *words: str) -> str:
    """What `pbgdpl WORDS --help` prints on a terminal of 100 columns."""
    from pbgdpl_cli.app import run

    before = {name: os.environ.get(name) for name in ("COLUMNS", "LANGUAGE")}
    os.environ["COLUMNS"] = "100"
    try:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            assert run(["--lang", language, *words, "--help"]) == 0
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})
    return printed.getvalue().rstrip()


def reference(language: str) -> str:
    """The whole page."""
    from pbgdpl_cli.commands import COMMANDS

    parts = [TITLES[language], NOTES[language], _shown(help_of(language))]
    for name in COMMANDS:
        parts += [f"## pbgdpl {name}", _shown(help_of(language, name))]
        for inner in _inner(name):
            parts += [f"### pbgdpl {name} {inner}", _shown(help_of(language, name, *inner.split()))]
    return "\n\n".join(parts) + "\n"


def _inner(name: str) -> list[str]:
    """Names of a group's own commands, and of those of the groups in it ("token", "token add")."""
    import typer

    from pbgdpl_cli.commands import add_command

    app = typer.Typer()
    add_command(name, app)
    return list(_below(typer.main.get_group(app).commands[name]))


def _below(group: Any) -> Iterator[str]:
    for name in group.list_commands(None) if hasattr(group, "list_commands") else ():
        yield name
        yield from (f"{name} {inner}" for inner in _below(group.commands[name]))


def _shown(text: str) -> str:
    return f"```text\n{text}\n```"


def main() -> None:
    """Write the pages of all languages."""
    for language, target in TARGETS.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(reference(language), encoding="utf-8")


if __name__ == "__main__":
    main()
