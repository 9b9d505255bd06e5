"""Schema and models agree on every record: what both take is a record, what either refuses is told with its place."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from sample import record

from tests.each import each
from validators.packages.faults import NotAPackage
from validators.packages.package import parsed_record
from validators.sharing.conformance import model_faults, record_of, schema_faults, usable_record
from validators.sharing.pointer import value_at

# Values that one reader takes and another does not.
ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 46, 1.0, 1.5, -0.0, 2**31, 2**64, 10**25, 1e308, "", "x", " ", "5", "1.0", "1.1",
    "1.2", "true", "null", "đ", "\x00", "\u200b", "\ufffd", [], [1], [None], ["x"], [[]], {}, {"x": 1}, [1, 2, 3, 4],
    [1.0, 2, 3, 4], [1, 2, 3, 4, 5], {"type": "paragraph", "text": "x"}, "draft", "approved", "P1D", "vi", "VI",
    "vi-VN", "vi-",
    "vi\n", "a" * 64, "a" * 64 + "\n", "A" * 64, 1767225600, "1767225600", 20260101, "20260101", "2026-01-01",
    "0000-01-01", "2026-02-30", "2024-02-29", "9999-12-31", "10000-01-01", "2026-1-1", "２０２６-01-01", "+2026-01-01",
    " 2026-01-01", "2026-01-01\n", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00", "2026-01-01t00:00:00z",
    "2026-01-01T24:00:00Z",
    "2026-01-01 00:00:00Z", "2026-01-01T23:59:60Z", "2016-12-31T23:59:60Z", "2026-01-01T00:00:00+24:00",
    "2026-01-01T00:00:00+23:59", "2026-01-01T00:00:00.1234567890Z", "2026-01-01T00:00Z", "0000-01-01T00:00:00Z",
    "2026-01-01T00:00:00-00:00", "2026-01-01T00:00:00+0700",
)  # fmt: skip
BLOCKS: list[dict[str, Any]] = [
    {"type": "table", "rows": [["a", ""]], "header_rows": 1, "caption": "x"}, {"type": "figure", "alt": "x"},
    {"type": "article", "label": "1", "marker": "Điều 1.", "children": [{"type": "clause", "label": "1"}]},
    {"type": "situation", "text": "x", "solution": [{"type": "right", "text": "x", "holder": "y", "basis": 0}]},
    {"type": "deadline", "text": "x", "quantity": 3, "unit": "day"},
    {"type": "procedure", "title": "x", "steps": ["a"]},
    {"type": "letterhead", "lines": ["x"]}, {"type": "closing", "lines": ["x"]},
    *({"type": name, "text": "x", "pages": [1, 2]} for name in ("furniture", "stamp", "watermark")),
]  # fmt: skip
FULL = record(
    content=[*record()["content"], *BLOCKS],
    signer={"name": "x"},
    accessibility={"alt_texts": {"a": "b"}, "captions": ["x"], "transcript": "x"},
    word_count={"read": 5, "placed": {"content": 5}, "left_out": [{"reason": "unknown", "text": "x", "page": 1}]},
)
DIGITS = ("0", "9", "17", "-1", "007")  # names that look like places in a list
Steps = tuple[str | int, ...]


def nodes(value: Any, path: Steps = ()) -> Iterator[Steps]:
    if path:
        yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield from nodes(part, (*path, step))


PATHS = list(nodes(FULL))
NAMES = sorted({step for path in PATHS for step in path if isinstance(step, str)})


def mutated(seed: int) -> dict[str, Any]:
    """The full record with one to three odd values, missing members, or members of other places."""
    chance = random.Random(seed)  # noqa: S311  (repeatable, not secret)
    made: dict[str, Any] = json.loads(json.dumps(FULL))
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        *path, last = chance.choice(PATHS)
        node: Any = made
        for step in path:
            known = (isinstance(node, dict) and step in node) or (isinstance(node, list) and isinstance(step, int))
            node = node[step] if known and not (isinstance(node, list) and int(step) >= len(node)) else None
        if isinstance(node, dict):
            _change(node, str(last), chance)
        elif isinstance(node, list) and isinstance(last, int) and last < len(node):
            node[last] = copy.deepcopy(chance.choice(ODD))
    return made


def _change(node: dict[str, Any], name: str, chance: random.Random) -> None:
    match chance.randrange(6):
        case 0:
            node.pop(name, None)
        case 1:
            node[chance.choice((*NAMES, *DIGITS))] = copy.deepcopy(chance.choice(ODD))
        case 2:
            node[name] = node.get(chance.choice(NAMES))
        case _:
            node[name] = copy.deepcopy(chance.choice(ODD))


def agree(document: dict[str, Any]) -> None:
    """Fail where one of the readers is silent about what another refuses."""
    text = json.dumps(document, ensure_ascii=False)
    faults = schema_faults(document)
    usable = None if faults else record_of(document)
    if usable is None:
        more = model_faults(document, faults)
        assert faults or more, "the models refuse what nobody complains about"
        for fault in more:
            assert fault.pointer == "" or value_at(document, fault.pointer) is not None
        usable_record(document, (*faults, *more))
    try:
        assert parsed_record(text.encode(), "record.json") == usable
    except NotAPackage:
        assert usable is None


@pytest.mark.real
@pytest.mark.parametrize("start", range(0, 1000, 50))
def test_schema_and_models_agree(start: int) -> None:
    for seed in range(start, start + 50):
        agree(mutated(seed))


def test_a_name_of_digits_is_a_name_and_no_place_in_a_list() -> None:
    document = record(accessibility={"alt_texts": {"9": 5, "0": "x"}})
    assert [fault.pointer for fault in schema_faults(document)] == ["/accessibility/alt_texts/9"]
    agree(document)
    agree(record(evidence={"0": [{"text": 5}], "17": 3}))


@each("names", [("9",), ("007",), ("+3",), ("7", "007"), ("007", "7"), ("0", "00"), ("-1",), ("1" * 30,)])
def test_whichever_of_them_holds_what_is_wrong(names: tuple[str, ...]) -> None:
    for wrong in names:
        texts = {name: 5 if name == wrong else "x" for name in names}
        document = record(accessibility={"alt_texts": texts})
        assert [fault.pointer for fault in schema_faults(document)] == [f"/accessibility/alt_texts/{wrong}"]
        agree(document)


def test_what_is_left_of_a_record_moves_nothing() -> None:
    broken = record()
    broken["content"][1] = {"type": "poem"}
    broken["legal_basis"][0] = {"text": 5}
    kept = usable_record(broken, schema_faults(broken))
    assert kept is not None
    assert [block.type for block in kept.content] == [
        "heading", "paragraph", "heading", "list", "question", "paragraph",
    ]  # fmt: skip
    assert [citation.act.number for citation in kept.legal_basis] == [None, "82/2020/NĐ-CP"]
