"""Every error the program can tell, found in its source: the class with its code, and what is said when raised."""

from __future__ import annotations

import ast
import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("validators", "converters", "pbgdpl_cli")
NAMED = Path(__file__).with_name("errors.tsv")
_EXITS = {
    "UnreadableInput": 4, "MissingDependency": 3, "OutputProblem": 1, "WrongUsage": 2, "PortalProblem": 6,
    "Interrupted": 130,
}  # fmt: skip


@dataclass(frozen=True)
class Named:
    """What a person wrote about a code: its meaning, and what to do where the program's own hints do not say it all."""

    vi: str
    en: str
    do_vi: str = ""
    do_en: str = ""


@dataclass
class ErrorCode:
    """One code.

    Attributes:
        code: As `--json` gives it.
        kind: Name of its class.
        bases: Names of the classes it is a kind of.
        file: Where the class stands, from the root of the project.
        sentences: What the program says then, in English, the keys of their translations.
        hints: What it advises, likewise.
    """

    code: str
    kind: str
    bases: tuple[str, ...]
    file: str
    sentences: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)


@cache
def named() -> dict[str, Named]:
    """The meanings, by code."""
    with NAMED.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {code: Named(*cells) for code, *cells in rows[1:]}


@cache
def errors() -> dict[str, ErrorCode]:
    """All of them, by code, in order."""
    found: dict[str, ErrorCode] = {}
    raised: dict[str, list[ast.Call]] = defaultdict(list)
    for path, node in _nodes():
        if isinstance(node, ast.ClassDef) and (code := _code(node)):
            bases = tuple(ast.unparse(base) for base in node.bases)
            found[node.name] = ErrorCode(code, node.name, bases, path.relative_to(ROOT).as_posix())
            raised[node.name] += _own_calls(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            raised[node.func.id].append(node)
    for kind, error in found.items():
        _add_sentences(error, raised[kind])
    return {error.code: error for error in sorted(found.values(), key=lambda error: error.code)}


def exit_of(error: ErrorCode) -> int:
    """The exit code, as `pbgdpl_cli/errors.py` decides it by class."""
    if error.kind in _EXITS:
        return _EXITS[error.kind]
    above = {one.kind: one for one in errors().values()}
    return next((exit_of(above[base]) for base in error.bases if base in above), 1)


def _nodes() -> Iterator[tuple[Path, ast.AST]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                yield path, node


def _code(node: ast.ClassDef) -> str | None:
    for line in node.body:
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "code" and node.bases:
            return line.value.value if isinstance(line.value, ast.Constant) else None
    return None


def _own_calls(node: ast.ClassDef) -> list[ast.Call]:
    """`super().__init__(say(…))` of a class that says its own sentence."""
    return [
        call for call in ast.walk(node) if isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__"
    ]


def _add_sentences(error: ErrorCode, calls: list[ast.Call]) -> None:
    for call in calls:
        error.sentences += [text for part in call.args for text in _said(part) if text not in error.sentences]
        hints = [keyword.value for keyword in call.keywords if keyword.arg == "hint"]
        error.hints += [text for part in hints for text in _said(part) if text not in error.hints]


def _said(part: ast.AST) -> Iterator[str]:
    for node in ast.walk(part):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "say" and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)
