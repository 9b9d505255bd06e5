"""The examples of help pages are command lines the program takes, shown in both languages, whole on one line."""

from __future__ import annotations

import shlex
from typing import Any

import pytest
import typer

from pbgdpl_cli import i18n
from pbgdpl_cli.app import build, run
from pbgdpl_cli.commands import COMMANDS
from pbgdpl_cli.settings import Settings
from pbgdpl_cli.terminal.console import Console
from pbgdpl_cli.terminal.help.examples import EXAMPLES, examples_of
from tests.checks.reference import _inner

PAGES = ["", *COMMANDS, *(f"{name} {inner}" for name in COMMANDS for inner in _inner(name))]


def parsed(line: str) -> list[str]:
    """The commands a line goes through; raises a usage error where the program would tell one."""
    program, *words = shlex.split(line)
    assert program == "pbgdpl"
    i18n.activate("en")
    command: Any = typer.main.get_command(build(Console(Settings("en", json=False, verbosity=0))))
    context: Any = None
    gone: list[str] = []
    while True:
        context = command.make_context(command.name, list(words), parent=context)
        rest = [*context._protected_args, *context.args]
        if not hasattr(command, "get_command"):
            return gone
        gone.append(rest[0])
        command, words = command.get_command(context, rest[0]), rest[1:]
        assert command is not None, line
        if "--help" in words:
            return gone


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_examples_of_its_command_that_parse(page: str) -> None:
    lines = examples_of(page).splitlines()
    assert 2 <= len(lines) <= 3
    for line in lines:
        assert parsed(line)[: len(page.split())] == page.split()


@pytest.mark.real
@pytest.mark.parametrize(("language", "heading"), [("vi", "Ví dụ:"), ("en", "Examples:")])
@pytest.mark.parametrize("page", PAGES)
def test_help_shows_them(
    page: str, language: str, heading: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert run(["--lang", language, *page.split(), "--help"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[shown.index(heading) + 1 :] == [f"  {line}" for line in examples_of(page).splitlines()]


def test_no_example_is_of_a_command_that_is_gone() -> None:
    assert set(EXAMPLES) <= set(PAGES)


@pytest.mark.parametrize("line", ["pbgdpl convert", "pbgdpl convert x --no-such", "pbgdpl sheet export"])
def test_a_line_the_program_refuses_is_seen(line: str) -> None:
    with pytest.raises(typer.TyperException):
        parsed(line)
