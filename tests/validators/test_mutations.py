"""Every field of a valid record broken in twenty ways: each break is caught, with a code that fits."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sample import record

from validators.check import check_paths
from validators.options import CheckOptions

DAY = dt.date(2026, 11, 22)
# What stands in a field instead of its value. None of them is right anywhere, except where EXCUSED says so.
WRONG: tuple[Any, ...] = (
    5, -1, 1.5, True, [], {}, [None], {"x": 1}, None, "", "   ", "\u0000", "x\u200by", "x\ufffdy", "Ã¡Ã ",
    "e\u0302\u0301",
    "Ðiều", "2026-13-45", "Cháu CCCD 033099001234", "<br/>&nbsp;",
)  # fmt: skip


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, (*path, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from leaves(part, (*path, index))
    else:
        yield path


def broken(path: tuple[str | int, ...], wrong: Any) -> dict[str, Any]:
    made: Any = copy.deepcopy(record())
    node = made
    for part in path[:-1]:
        node = node[part]
    node[path[-1]] = wrong
    result: dict[str, Any] = made
    return result


def at(path: tuple[str | int, ...]) -> Any:
    node: Any = record()
    for part in path:
        node = node[part]
    return node


FREE = (
    # Machine readings and notes may hold any words: they are evidence of what was printed, errors included.
    "evidence", "files", "workflow",
)  # fmt: skip


def is_excused(path: tuple[str | int, ...], wrong: Any) -> bool:
    """Breaks that are none: the same kind of value, an optional field left out, or free words in evidence."""
    value, name = at(path), path[-1]
    if type(value) is type(wrong) and not isinstance(value, str):
        return (
            isinstance(value, bool)
            or name in {"confidence", "page", "bytes", "quantity", "level", "basis"}
            or (wrong > 0 and ("box" in path or "subjects" in path))
        )
    if isinstance(value, float) and isinstance(wrong, int) and not isinstance(wrong, bool):
        return False
    if wrong is None:
        return True  # absent is absent; what must not be absent has its own rules, tested by the examples
    if path[0] in FREE and isinstance(wrong, str):
        return True
    return isinstance(wrong, str) and wrong == "2026-13-45" and _is_free_text(path)


def _is_free_text(path: tuple[str | int, ...]) -> bool:
    return str(path[-1]) not in {"date", "as_of", "date_issued", "reviewed_on", "review_due", "at"}


PATHS = list(leaves(record()))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: "/".join(map(str, path)))
def test_every_break_is_caught(path: tuple[str | int, ...], tmp_path: Path) -> None:
    names = {}
    for index, wrong in enumerate(WRONG):
        if not is_excused(path, wrong):
            (tmp_path / f"{index:02}.json").write_text(json.dumps(broken(path, wrong)), encoding="utf-8")
            names[f"{index:02}.json"] = wrong
    report = check_paths([tmp_path], CheckOptions(DAY, ignore=("SACH34",)))
    assert report.checked == len(names)
    caught = {Path(finding.path).name for finding in report.findings}
    assert [names[name] for name in names if name not in caught] == []
    pointers = {(Path(f.path).name, f.pointer) for f in report.findings}
    schema = [f for f in report.findings if f.code.startswith("DUNG02")]
    wanted = "/" + "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in path)
    assert all(f.pointer == wanted or wanted.startswith(f.pointer) or f.pointer.startswith(wanted) for f in schema)
    assert pointers
