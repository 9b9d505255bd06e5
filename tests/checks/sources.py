"""The program's own source, read and walked once for all that look at it."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).parents[2]
ROOMS = ("pbgdpl_cli", "converters", "validators")

Node = TypeVar("Node", bound=ast.AST)


class Source:
    """A module; its syntax tree is made when it is first asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text("utf-8")

    @property
    def name(self) -> str:
        """Its path from the project's folder, with slashes."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All of its syntax tree, breadth first."""
        return tuple(ast.walk(self.tree))


@cache
def sources() -> tuple[Source, ...]:
    """Every module of the program, by room and name."""
    return tuple(Source(path) for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))


def nodes(*kinds: type[Node]) -> Iterator[tuple[Source, Node]]:
    """Every node of some kinds, with the module it stands in."""
    for kind in kinds:
        yield from _by_kind().get(kind, [])


@cache
def _by_kind() -> dict[type[ast.AST], list[tuple[Source, Any]]]:
    found: dict[type[ast.AST], list[tuple[Source, Any]]] = {}
    gc.disable()  # all of it is kept
    try:
        for source in sources():
            for node in source.nodes:
                found.setdefault(type(node), []).append((source, node))
    finally:
        gc.enable()
    return found


def dotted(node: ast.AST) -> str:
    """Names joined by dots as they are written ("os.path.join"); what is not a name is "*" ("*.strip")."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "*"
