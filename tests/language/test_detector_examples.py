"""The examples of every detector are tests: it finds its positive ones and none of its negative ones."""

from __future__ import annotations

import ast
from collections import Counter
from typing import Any

from converters.detectors import tables
from tests.checks.sources import dotted, sources
from tests.each import each
from validators.language.detector import Detector, DetectorTable

TABLES = tables()
DETECTORS = [(table, detector) for table in TABLES for detector in table.detectors]
NAMES = [table.full_name(detector) for table, detector in DETECTORS]


@each(("table", "detector"), DETECTORS, ids=NAMES)
def test_a_detector_finds_its_examples_and_nothing_alike(
    table: DetectorTable[Any, Any], detector: Detector[Any, Any]
) -> None:
    assert detector.positive
    assert detector.negative
    missed = [written for written in detector.positive if not detector.find(table.example(written))]
    mistaken = [written for written in detector.negative if detector.find(table.example(written))]
    assert not missed
    assert not mistaken


@each(("table", "detector"), DETECTORS, ids=NAMES)
def test_a_detector_says_where_it_comes_from_and_what_it_gains(
    table: DetectorTable[Any, Any], detector: Detector[Any, Any]
) -> None:
    assert len(detector.source.split()) >= 2
    assert len(detector.gains.split()) >= 2


def test_names_are_unique() -> None:
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []
    assert [name for name, count in Counter(table.name for table in TABLES).items() if count > 1] == []


def test_no_table_is_missing_from_the_list() -> None:
    """Every module that makes a table at its top is in `converters/detectors.py`."""
    makers = [source for source in sources() if "validators.language.detector" in source.text]
    made = [node for source in makers for node in source.tree.body if _makes_a_table(node)]
    assert len(made) == len(TABLES)


def _makes_a_table(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Call)
        and dotted(node.value.func) in {"DetectorTable", "WordingTable"}
    )
