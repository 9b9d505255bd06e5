"""JSON Pointers: RFC 6901's own examples, and what is built is found again."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from validators.sharing.pointer import below, is_place, json_pointer, parts_of, strings, value_at

RFC = {
    "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, 'k"l': 6, " ": 7, "m~n": 8,
}  # fmt: skip
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@each(
    ("pointer", "value"),
    [
        ("", RFC), ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/e^f", 3),
        ("/g|h", 4), ("/i\\j", 5), ('/k"l', 6), ("/ ", 7), ("/m~0n", 8),
    ],
)  # fmt: skip
def test_the_examples_of_the_standard(pointer: str, value: Any) -> None:
    assert value_at(RFC, pointer) == value
    assert json_pointer(*parts_of(pointer)) == pointer


@each("pointer", ["/foo/2", "/foo/-", "/foo/²", "/foo/bar", "/nothing", "/m~0n/0", "/foo/0/x"])
def test_what_leads_nowhere_is_none(pointer: str) -> None:
    assert value_at(RFC, pointer) is None


def test_building() -> None:
    assert json_pointer("legal_basis", 0, "act", "date") == "/legal_basis/0/act/date"
    assert json_pointer("evidence", "/content/4~", 0) == "/evidence/~1content~14~0/0"
    assert below("/files", 3, "path") == "/files/3/path"
    assert below("/files") == "/files"
    assert json_pointer() == ""


def test_a_place_in_a_list_is_digits_only() -> None:
    assert [part for part in ("0", "12", "-", "²", "1a", "") if is_place(part)] == ["0", "12"]


@given(st.lists(st.text() | st.integers(min_value=0, max_value=10**9)))
def test_parts_come_back_as_they_were(parts: list[str | int]) -> None:
    assert parts_of(json_pointer(*parts)) == [str(part) for part in parts]


@given(DOCUMENTS)
def test_every_string_is_found_where_it_is_said_to_stand(document: Any) -> None:
    for pointer, text in strings(document):
        assert value_at(document, pointer) == text


def test_strings_keep_their_order_and_leave_out_what_is_skipped() -> None:
    document = {"title": "A", "content": [{"type": "list", "items": ["b", "c"]}], "date": "2026-01-01"}
    assert list(strings(document, skipped=frozenset({"type", "date"}))) == [
        ("/title", "A"), ("/content/0/items/0", "b"), ("/content/0/items/1", "c"),
    ]  # fmt: skip
    assert list(strings("x", "/title")) == [("/title", "x")]
