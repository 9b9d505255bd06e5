"""Every command a remedy or a hint names is one the program has, with options it takes; what they promise, they do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
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
_NAMED = re.compile(r"(?<![\w/.-])pbgdpl (?=\S)")
_WORD = re.compile(r"--?[a-z][a-z-]*|--|[a-z]+|[^\W\d_a-z]+(?:_[^\W\d_a-z]+)*|\{[a-z_]*\}")
_CLOSING = '.,;:)”’"»`'


def lines_in(text: str) -> Iterator[str]:
    """The command lines a text names, each as far as its words are commands, options, or stand for something."""
    for found in _NAMED.finditer(text):
        words = []
        for word in text[found.end() :].split():
            bare = word.rstrip(_CLOSING)
            if not _WORD.fullmatch(bare):
                break
            words.append(bare)
            if bare != word:
                break
        if words:
            yield " ".join(words)


def strings_of(tree: ast.AST) -> Iterator[str]:
    """Every string of a module, those that are put together with {} in place of what is put in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def translations() -> Iterator[str]:
    """What is said in Vietnamese: commands and options are the same there, words that stand for something are not."""
    for path in (ROOT / "pbgdpl_cli/locale/vi").glob("*.po"):
        yield re.sub(r'"\n"', "", path.read_text("utf-8"))


@cache
def commands() -> tuple[str, ...]:
    """The command lines in whatever the program can say: remedies, hints, examples, help, in both languages."""
    said = [rule.remedy.text for rule in RULES]
    for package in ("validators", "pbgdpl_cli", "converters"):
        for path in (ROOT / package).rglob("*.py"):
            text = path.read_text("utf-8")
            said += strings_of(ast.parse(text)) if "pbgdpl " in text else ()
    return tuple(sorted({line for text in (*said, *translations()) for line in lines_in(text)}))


@cache
def program() -> Any:
    """The program's own tree of commands."""
    return typer.main.get_command(build(Console(Settings("en", json=False, verbosity=0))))


def wrong_word(line: str) -> str | None:
    """The first word that is neither a command nor an option of it; words after a command are what it is given."""
    command, taking = program(), options_of(program())
    words = iter(line.split())
    for word in words:
        inside = getattr(command, "commands", {})
        if word == "--" or (inside and word.startswith("{")):
            return None  # nothing is known of what follows
        if word in inside:
            command = command.get_command(command.context_class(command), word)
            taking |= options_of(command)
        elif word in taking:
            if taking[word]:
                next(words, None)
        elif word.startswith("-") or (word[0].islower() and inside):
            return word
    return None


def options_of(command: Any) -> dict[str, bool]:
    """The options of a command, and whether each takes a word."""
    options = [one for one in command.params if one.param_type_name == "option"]
    names = ((name, one) for one in options for name in (*one.opts, *one.secondary_opts))
    return {name: not (one.is_flag or one.count) for name, one in names} | {"--help": False}


def test_commands_in_sentences_exist() -> None:
    assert len(commands()) > 100
    assert {line: wrong for line in commands() if (wrong := wrong_word(line))} == {}


def test_hints_whose_line_is_put_in_and_those_said_in_vietnamese_are_among_them() -> None:
    assert {"convert INPUT -o FOLDER", "sheet export PACKAGE", "sheet export GÓI", "review compare PACKAGE --by NAME"
            } <= set(commands())  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["validat", "review approved PACKAGE", "validate PATH --repair", "review PACKAGE --of", "--lang vi kiem tra"],
)
def test_one_that_does_not_exist_would_be_found(line: str) -> None:
    assert wrong_word(line)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Mend it first with: pbgdpl validate PATH --fix.", ["validate PATH --fix"]),
        ("Chạy “pbgdpl sheet export GÓI” rồi sửa.", ["sheet export GÓI"]),
        ("the folder /opt/pbgdpl holds", []),
        ("run pbgdpl derive video {path} --draft, or pbgdpl doctor", ["derive video {path} --draft", "doctor"]),
    ],
)
def test_lines_are_found_in_sentences(text: str, lines: list[str]) -> None:
    assert list(lines_in(text)) == lines


def test_fix_does_what_remedies_say_it_does(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"\xef\xbb\xbf" + dumped(record(title=" Ðăng ký\u200b ", schema_version=None, evidence={})))
    assert run(["validate", str(path), "--fix"]) == 0
    text = path.read_text("utf-8")
    assert '"title": "Đăng ký"' in text
    assert '"schema_version": "1.1"' in text


def test_what_words_in_capitals_stand_for_is_said_in_the_readers_language() -> None:
    """A line copied from a Vietnamese sentence into an English one keeps its words; one that is translated, none."""
    english = {"PACKAGE", "FOLDER", "SOURCE", "SHEET", "NAME", "REASON", "POINTER", "CODE"}
    said = re.findall(r'^msgstr "(.*)"$', "\n".join(translations()), re.MULTILINE)
    lines = [line for text in said for line in lines_in(text)]
    assert len(lines) > 50
    assert [line for line in lines if english & set(line.split())] == []
