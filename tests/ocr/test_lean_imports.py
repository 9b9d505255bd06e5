"""A library is imported without one it can do without; that one is there afterwards as before."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from converters.ocr.engines.lean_imports import imported_without


@pytest.fixture
def greedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a module that loads another where it can."""
    (tmp_path / "ravenous_tables.py").write_text("")
    (tmp_path / "greedy_reader.py").write_text(
        "try:\n    import ravenous_tables\n    tables = True\nexcept ModuleNotFoundError:\n    tables = False\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield "greedy_reader"
    for name in ("ravenous_tables", "greedy_reader"):
        sys.modules.pop(name, None)


def test_the_other_one_is_not_loaded(greedy: str) -> None:
    assert imported_without("ravenous_tables", greedy).tables is False
    assert "ravenous_tables" not in sys.modules
    assert __import__("ravenous_tables").__name__ == "ravenous_tables"


def test_what_is_loaded_already_stays(greedy: str) -> None:
    loaded = __import__("ravenous_tables")
    assert imported_without("ravenous_tables", greedy).tables is True
    assert sys.modules["ravenous_tables"] is loaded


def test_a_library_that_is_missing_is_named_and_nothing_stays_behind() -> None:
    with pytest.raises(ModuleNotFoundError) as raised:
        imported_without("ravenous_tables", "no_such_reader")
    assert raised.value.name == "no_such_reader"
    assert "ravenous_tables" not in sys.modules
