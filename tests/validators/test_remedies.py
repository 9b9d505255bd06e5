"""Every command a remedy or a hint names is one the program has, with options it takes; what they promise, they do."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from sample import dumped, record

from pbgdpl_cli.app import build, run
from pbgdpl_cli.settings import Settings
from pbgdpl_cli.terminal.console import Console
from validators.rules.catalogue import RULES

ROOT = Path(__file__).parents[2]
_WORD = r"(?:--?[a-z-]+|[a-z]+(?![\w’/])|[A-Z]+(?![\w/])|\{[a-z]+\})"
_COMMAND = re.compile(rf"pbgdpl ({_WORD}(?: {_WORD})*)")


@cache
def commands() -> tuple[str, ...]:
    """The commands in every sentence that is said with `say`, and in the remedies of rules."""
    said = [rule.remedy.text for rule in RULES]
    for package in ("validators", "pbgdpl_cli", "converters"):
        for path in (ROOT / package).rglob("*.py"):
            text = path.read_text("utf-8")
            calls = ast.walk(ast.parse(text)) if "pbgdpl " in text else ()
            said += [one.value for node in calls if isinstance(node, ast.Call)
                     for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]  # fmt: skip
    return tuple(sorted({found for text in said for found in _COMMAND.findall(text)}))


def wrong_word(words: str) -> str | None:
    """The first word that is neither a command nor an option of it; words after a command are what it is given."""
    command: Any = typer.main.get_command(build(Console(Settings("en", json=False, verbosity=0))))
    options = {option for one in command.params for option in one.opts}
    for word in words.split():
        inside = getattr(command, "commands", {})
        if word in inside:
            command = command.get_command(command.context_class(command), word)
            options |= {option for one in command.params for option in one.opts}
        elif (word.startswith("-") and word not in options) or (word[0].islower() and inside):
            return word
    return None


def test_commands_in_sentences_exist() -> None:
    assert len(commands()) > 10
    assert {words: wrong for words in commands() if (wrong := wrong_word(words))} == {}


@pytest.mark.parametrize("words", ["validat", "review approved PACKAGE", "validate PATH --repair"])
def test_one_that_does_not_exist_would_be_found(words: str) -> None:
    assert wrong_word(words)


def test_fix_does_what_remedies_say_it_does(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"\xef\xbb\xbf" + dumped(record(title=" Ðăng ký\u200b ", schema_version=None, evidence={})))
    assert run(["validate", str(path), "--fix"]) == 0
    text = path.read_text("utf-8")
    assert '"title": "Đăng ký"' in text
    assert '"schema_version": "1.1"' in text
