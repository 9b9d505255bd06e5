"""What a person settled is settled for good, and nothing beside it is."""

from __future__ import annotations

import datetime as dt

import pytest

from converters.reading.boxes import Box
from converters.records.doubts.doubt import Doubt, doubt
from converters.records.doubts.settled import key_of, settled_now, still_open
from validators.problems import say
from validators.sharing.record import Evidence, Record

WHEN = dt.datetime(2026, 11, 29, 9, 30, tzinfo=dt.UTC)
PLACE = Box(100, 100, 300, 140)


def amount(box: Box | None, text: str = "300.000") -> Doubt:
    return doubt("amount", say("A second reading says otherwise."), page=1, box=box, text=text)


@pytest.mark.parametrize(
    ("other", "settled"),
    [
        (amount(PLACE), True),
        (amount(Box(103, 98, 304, 141)), True),  # read anew: some pixels beside
        (amount(Box(100, 500, 300, 540)), False),  # the same amount, further down
        (amount(None), False),
        (amount(PLACE, "800.000"), False),
    ],
)
def test_like_doubts_elsewhere_stay(other: Doubt, settled: bool) -> None:
    assert settled_now(amount(PLACE), "Trần Thị Bình Minh", WHEN).is_about(other) is settled


def test_two_like_doubts_have_two_names() -> None:
    assert key_of(amount(PLACE)) != key_of(amount(Box(100, 500, 300, 540)))


@pytest.mark.parametrize(
    ("pointer", "typed", "open_"),
    [("/publisher", "/publisher/name", 0), ("/publisher", "/publisher", 0), ("/publisher", "/number", 1),
     ("/content/1", "/content/1/text", 1), ("", "/title", 1)],
)  # fmt: skip
def test_who_typed_a_part_of_a_value_settled_the_doubt_about_it(pointer: str, typed: str, open_: int) -> None:
    record = Record(identifier="urn:uuid:mau", title="Mẫu", kind="to-roi",
                    evidence={typed: [Evidence(text="Sở Mẫu", method="person")]})  # fmt: skip
    doubts = [doubt("publisher", say("The issuing organ was not found."), pointer=pointer)]
    assert len(still_open(doubts, (), record)) == open_
