"""Whether the house keeps its shape: `python -m tests.checks.shape`.

No function over 80 lines, no file over 500, no room of more than 12 modules without a reason written down here, no
regular expression over 150 characters without a verbose form. Printed is what is too large, and how the whole stands:
median and ninetieth percentile of functions, and lines of tests for each line of source.
"""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.checks.sources import ROOT, sources

LONGEST_FUNCTION = 80  # lines
LONGEST_FILE = 500  # lines
LARGEST_ROOM = 12  # modules besides __init__
LONGEST_EXPRESSION = 150  # characters of a pattern in one piece
LEAST_TESTS = 0.6  # lines of tests for each line of source
_RE_FUNCTIONS = frozenset(("compile", "search", "match", "fullmatch", "sub", "finditer", "findall", "split"))

# Rooms that may be flatter, and why.
FLAT_ON_PURPOSE = {
    "pbgdpl_cli/commands": "one small file a verb: the list of files is the list of commands",
    "validators/sharing": "one schema: each file is one question about a record, and most are asked by every room",
    "pbgdpl_cli/runs": "one module a verb, named like its command",
}


def lengths(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, int, int]]:
    """Name, first line and number of lines of every function, decorators left out."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1


def expressions(nodes: Iterable[ast.AST]) -> Iterator[tuple[int, int]]:
    """Line and length of every pattern written in one piece that is handed to `re` without `re.VERBOSE`."""
    for node in nodes:
        if _is_re_call(node) and not any("VERBOSE" in ast.unparse(part) for part in _options(node)):
            pattern = node.args[0]
            yield node.lineno, sum(len(part.value) for part in ast.walk(pattern) if _is_text(part))


def _is_re_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _RE_FUNCTIONS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and bool(node.args)
    )


def _options(call: ast.Call) -> list[ast.expr]:
    return [*call.args[1:], *(keyword.value for keyword in call.keywords)]


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def faults() -> Iterator[str]:
    """One line for everything that is too large."""
    rooms: dict[str, int] = {}
    for source in sources():
        path, name = source.path, source.name
        if path.name != "__init__.py":
            room = path.parent.relative_to(ROOT).as_posix()
            rooms[room] = rooms.get(room, 0) + 1
        if (long := source.text.count("\n")) > LONGEST_FILE:
            yield f"{name}: {long} lines; at most {LONGEST_FILE}"
        for function, line, many in lengths(source.nodes):
            if many > LONGEST_FUNCTION:
                yield f"{name}:{line}: {function} has {many} lines; at most {LONGEST_FUNCTION}"
        for line, many in expressions(source.nodes):
            if many > LONGEST_EXPRESSION:
                yield f"{name}:{line}: a pattern of {many} characters and no verbose form; at most {LONGEST_EXPRESSION}"
    for room, many in sorted(rooms.items()):
        if many > LARGEST_ROOM and room not in FLAT_ON_PURPOSE:
            yield f"{room}: {many} modules in one room; at most {LARGEST_ROOM}, or a reason in {Path(__file__).name}"


def ratio() -> float:
    """Lines of tests for each line of source."""
    files = [path for kind in ("*.py", "*.tsv") for path in (ROOT / "tests").rglob(kind)]  # a line of a table is a case
    tests = sum(path.read_text(encoding="utf-8").count("\n") for path in files)
    return tests / sum(source.text.count("\n") for source in sources())


def main() -> int:
    """Print; 1 when something is too large or tests are too few."""
    found = list(faults())
    functions = [many for source in sources() for _, _, many in lengths(source.nodes)]
    tests = ratio()
    summary = (
        f"{len(functions)} functions: median {statistics.median(functions):.0f} lines, "
        f"ninetieth percentile {statistics.quantiles(functions, n=10)[-1]:.0f}, longest {max(functions)}; "
        f"{tests:.2f} lines of tests a line of source"
    )
    sys.stdout.write("\n".join([*found, summary, ""]))
    return int(bool(found) or tests < LEAST_TESTS)


if __name__ == "__main__":
    sys.exit(main())
