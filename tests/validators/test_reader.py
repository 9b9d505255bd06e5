"""Records from bytes nobody vouches for: every fault has a kind and a place, and values are found in any layout."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sample import record

from tests.each import each
from tests.properties import at_most
from validators.sharing.conformance import record_of, schema_faults, usable_record
from validators.sharing.pointer import json_pointer, value_at
from validators.sharing.reader import MAX_DEPTH, ReadingFault, SizeLimits, line_and_column, locate, read_record

LEAVES = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=12)
DOCUMENTS = st.dictionaries(
    st.text(max_size=6),
    st.recursive(
        LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_size=4,
)


@each(
    ("data", "faults", "usable"),
    [
        (b"", ["empty"], False),
        (b" \n\t", ["empty"], False),
        (b'{"a": 1}', [], True),
        (b'\xef\xbb\xbf{"a": 1}', ["bom"], True),
        ('{"a": "đ"}'.encode("utf-16"), ["encoding"], True),
        ('{"a": "đ"}'.encode("utf-16-le"), ["encoding"], True),
        ('{"a": "đ"}'.encode("utf-32"), ["encoding"], True),
        (b'{"a": "\xff"}', ["encoding"], True),
        (b'{"a": 1,,}', ["syntax"], False),
        (b'{"a": 1', ["truncated"], False),
        (b'{"a": "x', ["truncated"], False),
        (b'{"a": 1, "a": 2}', ["duplicate-key"], True),
        (b'{"a": NaN, "b": -Infinity}', ["not-a-number", "not-a-number"], True),
        (b'{"a": 1e400}', ["number-range"], True),
        (b'{"a": ' + b"9" * 31 + b"}", ["number-range"], True),
        (b"[1, 2]", ["not-an-object"], False),
        (b'"text"', ["not-an-object"], False),
        (b'{"a":' * (MAX_DEPTH + 1) + b"1" + b"}" * (MAX_DEPTH + 1), ["depth"], False),
        (b"[" * 100_000, ["depth"], False),
    ],
)  # fmt: skip
def test_every_fault_has_a_kind(data: bytes, faults: list[str], usable: bool) -> None:
    reading = read_record(data)
    assert [str(place.fault) for place in reading.faults] == faults
    assert (reading.value is not None) is usable


WRITTEN = st.sampled_from(
    ['"a"', '"b\\""', '"\\\\"', '"a:"', "1", '"n\\n"', "{}", '[""]', '{"a" : "\\""}', '{"a":1,"a":2}', "NaN"]
)


@given(
    st.lists(st.tuples(st.sampled_from(['"a"', '"b\\""', '"c\\\\"', '"\\u0061"']), WRITTEN), max_size=4),
    st.sampled_from(",\n "),
)
@settings(max_examples=at_most(400))
def test_a_name_that_stands_twice_is_seen_whatever_stands_beside_it(members: list[tuple[str, str]], gap: str) -> None:
    text = "{" + ",".join(f"{gap.strip(',')}{name}{gap.strip(',')}:{value}" for name, value in members) + "}"
    names = [json.loads(name) for name, _ in members]
    twice = len({*names}) < len(names) or any('"a":2' in value for _, value in members)
    faults = {place.fault for place in read_record(text.encode()).faults}
    assert (ReadingFault.DUPLICATE_KEY in faults) is twice
    assert (ReadingFault.NOT_A_NUMBER in faults) is ("NaN" in text)


def test_what_is_too_much_is_the_caller_s_to_say() -> None:
    data = json.dumps({"a": list(range(200))}).encode()
    assert [place.fault for place in read_record(data, SizeLimits(100, 1000)).faults] == [ReadingFault.TOO_LARGE]
    assert [place.fault for place in read_record(data, SizeLimits(10_000, 100)).faults] == [ReadingFault.ITEMS]
    assert read_record(data, SizeLimits(10_000, 1000)).faults == ()
    assert read_record(data, SizeLimits(10_000, 201)).faults == ()  # the list is a value, too
    assert [place.fault for place in read_record(data, SizeLimits(10_000, 200)).faults] == [ReadingFault.ITEMS]


def test_the_deepest_that_is_allowed_is_read() -> None:
    data = b'{"a":' * MAX_DEPTH + b"1" + b"}" * MAX_DEPTH
    assert read_record(data).faults == ()


@each(
    ("text", "fault", "at"),
    [
        ('{"a": 1, "b": 2, "a": 3}', "duplicate-key", '"a": 3'),
        ('{"a": {"b": 1}, "c": {"b": 1, "b": 2}}', "duplicate-key", '"b": 2'),
        ('{"NaN": 1, "a": NaN}', "not-a-number", "NaN}"),
        ('{"a": "1e400", "b": 1e400}', "number-range", "1e400}"),
    ],
)
def test_faults_point_at_what_is_wrong(text: str, fault: str, at: str) -> None:
    (place,) = read_record(text.encode()).faults
    assert (str(place.fault), place.offset) == (fault, text.rindex(at))


def test_the_last_of_two_values_counts_as_json_has_it() -> None:
    text = '{"a": 1,\n "a": 2}'
    assert read_record(text.encode()).value == {"a": 2}
    assert locate(text, "/a") == (2, 7)


@each(
    ("pointer", "place"),
    [
        ("", (1, 1)), ("/a", (2, 8)), ("/a/1", (2, 12)), ("/a/1/b~1c", (2, 20)), ("/a/7", (2, 8)), ("/nothing", (1, 1)),
        ("/a/1/b~1c/deeper", (2, 20)),
    ],
)  # fmt: skip
def test_a_place_or_that_of_the_nearest_ancestor(pointer: str, place: tuple[int, int]) -> None:
    assert locate('{\n  "a": [1, {"b/c": "x"}]\n}', pointer) == place


@each("text", ["", "{", '{"a"', "nothing"])
def test_no_place_in_what_is_no_json(text: str) -> None:
    assert locate(text, "/a") in (None, (1, 1))


@given(DOCUMENTS, st.sampled_from([None, 0, 2]))
def test_every_value_is_found_where_it_stands(document: dict[str, Any], indent: int | None) -> None:
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    lines = text.split("\n")
    for name, value in document.items():
        pointer = json_pointer(name)
        place = locate(text, pointer)
        assert place is not None
        line, column = place
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        assert json.JSONDecoder().raw_decode(rest)[0] == value == value_at(document, pointer)


def test_lines_and_columns_count_from_one_in_code_points() -> None:
    assert [line_and_column("ấ\nbc", offset) for offset in range(4)] == [(1, 1), (1, 2), (2, 1), (2, 2)]


@given(st.binary(max_size=200))
def test_any_bytes_can_be_read(data: bytes) -> None:
    reading = read_record(data)
    assert reading.value is None or isinstance(reading.value, dict)
    assert reading.value is not None or reading.faults


@each(
    ("changes", "pointer", "kind"),
    [
        ({"title": None}, "", "required"), ({"titel": "x"}, "/titel", "unknown"), ({"a/b": 1}, "/a~1b", "unknown"),
        ({"title": 5}, "/title", "type"), ({"kind": "pamphlet"}, "/kind", "enum"),
        ({"subjects": [46]}, "/subjects/0", "maximum"), ({"date_issued": "2.3.2026"}, "/date_issued", "format"),
        ({"content": [{"type": "poem", "text": "x"}]}, "/content/0/type", "block-type"),
        ({"content": [{"text": "x"}]}, "/content/0", "required"),
        ({"content": [{"type": "question", "text": "?", "answer": [{"type": "heading", "text": "x"}]}]},
         "/content/0/answer/0", "required"),
    ],
)  # fmt: skip
def test_a_violation_is_told_at_the_smallest_value(changes: dict[str, Any], pointer: str, kind: str) -> None:
    assert (pointer, kind) in {(fault.pointer, fault.kind) for fault in schema_faults(record(**changes))}


def test_a_record_is_used_without_what_breaks_the_schema() -> None:
    broken = record(level="village", subjects=[11, 46, 12, 99])
    kept = usable_record(broken, schema_faults(broken))
    assert kept is not None
    assert (kept.level, kept.subjects) == (None, [11, 12])
    assert broken["subjects"] == [11, 46, 12, 99]  # left as it was


def test_without_a_title_there_is_no_record() -> None:
    broken = record(title=None)
    assert usable_record(broken, schema_faults(broken)) is None


def test_a_record_is_read_whole_or_not_at_all() -> None:
    assert record_of(record()) == usable_record(record(), ())
    assert record_of({}) is None
    assert record_of(record(date_issued="0000-01-01")) is None
