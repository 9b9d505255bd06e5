"""Every rule takes as many times longer as its text is longer, over texts made to take long, wherever they stand.

What a rule takes over a text is held against what it takes over a quarter of it, in the same process and by the
processor's time of the thread: four times in what is linear, sixteen where everything is held against everything. What
looks steep is asked again over four times as much, since a short text may hold nothing for a rule yet; the best of some
tries counts.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Collection, Iterator
from typing import Any

import pytest
from rule_hits import subject_of
from worst_cases import (
    ALL_DIFFERENT,
    BEGINNINGS,
    all_different,
    everywhere,
    pumped,
    repeated,
)

from validators.rules.catalogue import RULES
from validators.rules.engine import hits_of
from validators.rules.limits import time_limit

SIZE = 4_000  # signs at each of about ninety places
TIMES = 4
STEEPEST = 8.0  # what takes n**1.5; what is linear takes four times as long, and noise does not double it in each try
LEAST = 0.003  # seconds; what is square and takes fewer takes some seconds over a million signs
TRIES = 4
PATIENCE = 20.0  # seconds for all rules over a record; they take one
# Which of the texts: every sixth with each run of the tests, "0:1" for all of them.
FIRST, STEP = map(int, os.environ.get("PBGDPL_GROWTH", "0:6").split(":"))
Making = Callable[[int], dict[str, Any]]


def seconds(document: dict[str, Any]) -> dict[str, float]:
    """What each rule takes over a record, by its code."""
    subject, taken = subject_of(document), {}
    gc.collect()
    gc.disable()  # it takes as long as there are objects, and falls on whichever rule makes the next one
    try:
        with time_limit(PATIENCE):
            for rule in RULES:
                start = time.thread_time()
                told = {one.rule.code for one in hits_of((rule,), subject)}
                taken[rule.code] = time.thread_time() - start
                assert not told & {"DUNG013", "DUNG015"} - {rule.code}, f"{rule.code} was not run to its end"
    finally:
        gc.enable()
    return taken


def steep(made: Making, size: int) -> dict[str, float]:
    """The rules that grow faster than their text, with how many times longer they take over four times as much."""
    found = _steeper(made, size, None)
    for _ in range(TRIES if found else 0):
        found = _steeper(made, size * TIMES, found.keys())
        if not found:
            break
    return found


def _steeper(made: Making, size: int, asked: Collection[str] | None) -> dict[str, float]:
    less, more = seconds(made(size)), seconds(made(size * TIMES))
    ratios = {code: more[code] / max(less[code], LEAST / 2 / STEEPEST) for code in more if more[code] > LEAST}
    return {code: ratio for code, ratio in ratios.items() if ratio > STEEPEST and (asked is None or code in asked)}


def texts() -> Iterator[tuple[str, Making]]:
    """What stands again and again, what always differs, and what each expression repeats; as records of some size."""
    for beginning in BEGINNINGS:
        yield beginning, lambda size, one=beginning: everywhere(repeated(one, size))  # type: ignore[misc]
    for name, one in ALL_DIFFERENT.items():
        yield name, lambda size, one=one: everywhere(all_different(one, size))  # type: ignore[misc]
    for long in pumped(SIZE * TIMES**2):
        yield long[:60], lambda size, one=long: everywhere(one[:size])  # type: ignore[misc]


@pytest.mark.real
def test_no_rule_grows_faster_than_its_text() -> None:
    found = {name: odd for name, made in list(texts())[FIRST::STEP] if (odd := steep(made, SIZE))}
    assert found == {}


def many(name: str, count: int) -> dict[str, Any]:
    """The full record with so many of one of its lists' members, each with a number of its own."""
    made = everywhere("Nghị định số 1/2020/NĐ-CP, Điều 1")
    *path, last = name.split("|")
    node = made
    for step in path:
        node = node[int(step)] if isinstance(node, list) else node[step]
    made_of = node[last]
    node[last] = [numbered(made_of[at % len(made_of)], at) for at in range(count)]
    return made


def numbered(value: Any, at: int) -> Any:
    if isinstance(value, dict):
        return {key: numbered(one, at) for key, one in value.items()}
    if isinstance(value, list):
        return [numbered(one, at) for one in value]
    return value.replace("1/2020", f"{at + 1}/2020") if isinstance(value, str) else value


LISTS = (
    "content", "legal_basis", "files", "workflow|events", "waivers", "keywords", "evidence|/title", "content|4|answer",
    "content|3|items", "content|8|children", "content|12|lines", "accessibility|captions", "content|11|steps",
    "word_count|left_out", "content|6|rows", "audiences",
)  # fmt: skip
MANY = 150


@pytest.mark.real
@pytest.mark.parametrize("name", LISTS)
def test_nor_than_the_number_of_its_parts(name: str) -> None:
    assert steep(lambda count: many(name, count), MANY) == {}
