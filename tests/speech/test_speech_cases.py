"""What is said for what is printed: over two thousand cases by family, in `cases/`, two columns each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from converters.derivatives.speech.check import differences
from converters.derivatives.speech.script import Unspeakable
from converters.derivatives.speech.speak import script_of, unspeakable
from tests.each import each

CASES = Path(__file__).parent / "cases"
LEAST_CASES = 2_000


@cache
def rows(family: str) -> tuple[tuple[str, str], ...]:
    """Both columns of a table: as printed, and what is said or refused."""
    lines = (CASES / f"{family}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple((line.split("\t")[0], line.split("\t")[1]) for line in lines if not line.startswith("#"))


FAMILIES = sorted(path.stem for path in CASES.glob("*.tsv") if path.stem != "refused")


def test_there_are_enough_cases_and_none_twice() -> None:
    printed = [case for family in FAMILIES for case, _ in rows(family)]
    assert len(set(printed)) == len(printed) >= LEAST_CASES


@pytest.mark.real
@pytest.mark.parametrize("family", FAMILIES)
def test_each_case_is_said_and_read_back(family: str) -> None:
    wrong = []
    for printed, said in rows(family):
        script = script_of(printed)
        if script.spoken != said or differences(printed, script):
            wrong.append((printed, script.spoken, differences(printed, script)))
    assert wrong == []


@each(("printed", "refused"), rows("refused"))
def test_what_cannot_be_said_stops_with_its_place(printed: str, refused: str) -> None:
    with pytest.raises(Unspeakable) as caught:
        script_of(printed)
    assert caught.value.text == refused
    assert printed[caught.value.offset :].startswith(refused)


def test_all_that_cannot_be_said_is_listed_at_once() -> None:
    found = unspeakable("Theo XYZT, phạt 50.000đ/cp ở khu I.")
    assert [(problem.text, problem.offset) for problem in found] == [("XYZT", 5), ("cp", 24), ("I", 33)]
