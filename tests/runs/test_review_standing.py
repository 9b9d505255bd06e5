"""How a batch stands, for programs: lines of JSON, a file of metrics, words beside the bar."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pbgdpl_cli.runs.batches.standing import LINE_EVERY, Standing, Tellers
from validators.problems import OutputProblem


@pytest.fixture
def now() -> list[float]:
    return [0.0]


@pytest.fixture
def standing(now: list[float]) -> Standing:
    standing = Standing(lambda: now[0], workers=lambda: ("máy 1", "máy 2"))
    standing.begin(40, 3)
    return standing


def test_lines_come_a_second_apart_and_at_the_ends(standing: Standing, now: list[float], tmp_path: Path) -> None:
    file, metrics = tmp_path / "tien-do.jsonl", tmp_path / "pbgdpl.prom"
    with Tellers(file, metrics).telling(standing) as tell:
        for _ in range(30):
            now[0] += LINE_EVERY / 2
            standing.read(1)
            tell()
        standing.read(0, "timeout")
        standing.finished("crash")
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [line["pages"] for line in lines] == [0, *range(2, 31, 2), 30]
    assert lines[-1] == {
        "at": lines[-1]["at"], "state": "ended", "pages": 30, "pages_total": 40, "sources": 1, "sources_total": 3,
        "failures": {"crash": 1, "timeout": 1}, "seconds_left": 0, "workers": ["máy 1", "máy 2"],
    }  # fmt: skip
    told = metrics.read_text("utf-8")
    assert "pbgdpl_pages_done 30\n" in told
    assert 'pbgdpl_failures{kind="crash"} 1\n' in told
    for line in told.splitlines():
        assert re.fullmatch(r'# TYPE \w+ gauge|\w+(\{kind="\w+"\})? [0-9.]+', line)
    assert list(tmp_path.iterdir()).__len__() == 2  # nothing unfinished is left


def test_the_time_left_is_told_as_to_a_person(standing: Standing, now: list[float]) -> None:
    assert standing.seconds_left() is None
    for _ in range(20):
        now[0] += 5
        standing.read(1)
    left = standing.seconds_left()
    assert left is not None
    assert 80 <= left <= 120


def test_beside_the_bar_stands_only_what_matters(standing: Standing) -> None:
    assert str(standing.aside()) == "2 workers"
    standing.finished("memory")
    assert str(standing.aside()) == "1 failed so far, 2 workers"
    assert Standing(workers=lambda: ("máy",)).aside() is None


def test_a_file_that_cannot_be_written_is_told_at_the_beginning(standing: Standing, tmp_path: Path) -> None:
    with pytest.raises(OutputProblem), Tellers(tmp_path / "no" / "x.jsonl").telling(standing):
        pass
