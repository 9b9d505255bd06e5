"""Places that people raised are open until somebody decides afterwards."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from converters.corrections.correction import Correction
from converters.corrections.readers.raised import DamagedRaised, Raised, decided, raised_json, read_raised, still_raised
from converters.reading.boxes import Box
from converters.records.doubts.settled import Settled
from validators.packages.package import RAISED

WHEN = dt.datetime(2026, 11, 29, 9, 30, tzinfo=dt.UTC)
LATER = WHEN + dt.timedelta(minutes=1)
PLACE, ELSEWHERE = Box(100, 100, 300, 140), Box(100, 500, 300, 540)
MARK = Raised(1, "amount", "300.000", "Lê Văn Khánh", WHEN, PLACE, "mờ")


def right(when: dt.datetime = LATER, box: Box = PLACE) -> Settled:
    return Settled("0" * 16, "300.000", "Trần Thị Bình Minh", when, None, box)


def put_right(when: dt.datetime = LATER, box: Box = PLACE) -> Correction:
    return Correction(1, box, "phạt 300.000", 5, "300.000", "800.000", "Trần Thị Bình Minh", when)


@pytest.mark.parametrize(
    ("raised", "settled", "corrections", "truth"),
    [
        (MARK, [], [], None),
        (MARK, [right()], [], "300.000"),
        (MARK, [], [put_right()], "800.000"),
        (MARK, [right(WHEN - dt.timedelta(seconds=1))], [], None),
        (MARK, [right(box=ELSEWHERE)], [put_right(box=ELSEWHERE)], None),
        (replace(MARK, seen=(1, 0)), [right(WHEN)], [], None),
        (replace(MARK, seen=(1, 0)), [right(WHEN), right(WHEN)], [], "300.000"),
        (replace(MARK, seen=(0, 1)), [], [put_right(WHEN)], None),
    ],
)
def test_what_comes_afterwards_decides(
    raised: Raised, settled: list[Settled], corrections: list[Correction], truth: str | None
) -> None:
    assert decided(raised, settled, corrections) == truth
    assert still_raised([raised], settled, corrections) == (() if truth else (raised,))


def test_the_list_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "data" / RAISED
    path.parent.mkdir(parents=True)
    assert read_raised(tmp_path) == ()
    kept = (MARK, replace(MARK, box=None, note=None, read="800.000", seen=(3, 4)))
    path.write_bytes(raised_json(kept))
    assert read_raised(tmp_path) == kept
    path.write_bytes(b"{")
    with pytest.raises(DamagedRaised):
        read_raised(tmp_path)
