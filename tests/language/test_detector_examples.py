"""The examples of every detector are tests: it finds its positive ones and none of its negative ones."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import converters
import validators
from converters.detectors import tables
from validators.language.detector import Detector, Table

TABLES = tables()
DETECTORS = [(table, detector) for table in TABLES for detector in table.detectors]
NAMES = [table.full_name(detector) for table, detector in DETECTORS]
ROOTS = [Path(str(package.__file__)).parent for package in (converters, validators)]


@pytest.mark.parametrize(("table", "detector"), DETECTORS, ids=NAMES)
def test_a_detector_finds_its_examples_and_nothing_alike(table: Table[Any, Any], detector: Detector[Any, Any]) -> None:
    assert detector.positive
    assert detector.negative
    missed = [written for written in detector.positive if not detector.find(table.example(written))]
    mistaken = [written for written in detector.negative if detector.find(table.example(written))]
    assert not missed
    assert not mistaken


@pytest.mark.parametrize(("table", "detector"), DETECTORS, ids=NAMES)
def test_a_detector_says_where_it_comes_from_and_what_it_gains(
    table: Table[Any, Any], detector: Detector[Any, Any]
) -> None:
    assert len(detector.source.split()) >= 2
    assert len(detector.gains.split()) >= 2


def test_names_are_unique() -> None:
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []
    assert [name for name, count in Counter(table.name for table in TABLES).items() if count > 1] == []


def test_no_table_is_missing_from_the_list() -> None:
    """Every module that makes a table at its top is in `converters/detectors.py`."""
    made = {name for root in ROOTS for path in root.rglob("*.py") for name in _tables_made_in(path)}
    assert len(made) == len(TABLES)


def _tables_made_in(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    if "validators.language.detector" not in text:
        return []
    return [
        f"{path}:{node.lineno}"
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id in {"Table", "WordingTable"}
    ]
