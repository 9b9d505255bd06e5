"""Lists beside a record come back as they were kept or are refused whole; sentences come back as sentences."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.kept_lists import KeptList
from converters.message_json import members_of, message_of, spoken
from validators.packages.bag import PAYLOAD
from validators.problems import Message, OutputProblem, say


class DamagedNotes(OutputProblem):
    """The notes of these tests cannot be read."""

    code = "damaged-notes"


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody said of a page."""

    who: str
    page: int | None = None


NOTES = KeptList("ghi-chu.jsonl", Note, DamagedNotes, say("The notes cannot be read."))
NOTED = st.builds(Note, st.text(max_size=12), st.none() | st.integers(0, 9999))


def kept(package: Path, content: bytes) -> Path:
    place = package / PAYLOAD / NOTES.name
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(content)
    return place


def test_a_package_without_the_list_has_no_entries(tmp_path: Path) -> None:
    assert NOTES.read(tmp_path) == ()
    kept(tmp_path, b"")
    assert NOTES.read(tmp_path) == ()


@given(st.lists(NOTED, max_size=5))
def test_what_was_kept_comes_back_in_its_order(tmp_path_factory: pytest.TempPathFactory, notes: list[Note]) -> None:
    package = tmp_path_factory.mktemp("goi")
    kept(package, NOTES.json(notes))
    assert NOTES.read(package) == tuple(notes)


@given(st.lists(NOTED, max_size=4), st.lists(NOTED, max_size=4))
def test_a_list_is_only_ever_added_to(before: list[Note], after: list[Note]) -> None:
    assert NOTES.json([*before, *after]) == NOTES.json(before) + NOTES.json(after)


@given(st.lists(NOTED, max_size=6))
def test_each_entry_has_one_line_whatever_its_words(notes: list[Note]) -> None:
    assert len(NOTES.json(notes).splitlines()) == len(notes)


@pytest.mark.parametrize("gap", [b"\n\n", b"\r\n", b"\n \t\n"], ids=["empty", "windows", "blank"])
def test_other_ends_of_lines_and_empty_lines_change_nothing(gap: bytes, tmp_path: Path) -> None:
    notes = (Note("Lê Văn Mẫu", 1), Note("Trần Thị Mẫu"))
    kept(tmp_path, NOTES.json(notes).replace(b"\n", gap))
    assert NOTES.read(tmp_path) == notes


def test_a_member_that_may_be_missing_may_be_missing(tmp_path: Path) -> None:
    kept(tmp_path, b'{"who": "a"}\n')
    assert NOTES.read(tmp_path) == (Note("a"),)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b'{"who": "a", "page": 1', id="cut off"),
        pytest.param(b'{"page": 1}', id="without a name"),
        pytest.param(b'{"who": "a", "page": "hai"}', id="no number"),
        pytest.param(b'{"who": null}', id="nobody"),
        pytest.param(b'["a", {}]', id="another form"),
        pytest.param(b'{"who": "a"} {"who": "b"}', id="two on a line"),
        pytest.param(b'{"who": "\xff\xfe"}', id="not UTF-8"),
        pytest.param(b"\x00", id="nothing but a zero"),
    ],
)
def test_one_damaged_line_refuses_the_whole_list_and_leaves_it(line: bytes, tmp_path: Path) -> None:
    content = NOTES.json([Note("a", 1)]) + line + b"\n" + NOTES.json([Note("b", 2)])
    place = kept(tmp_path, content)
    with pytest.raises(DamagedNotes) as raised:
        NOTES.read(tmp_path)
    assert raised.value.path == place
    assert str(raised.value.message) == "The notes cannot be read."
    assert str(tmp_path) in str(raised.value.hint)
    assert place.read_bytes() == content


def test_a_folder_in_the_place_of_the_list_is_damage_too(tmp_path: Path) -> None:
    (tmp_path / PAYLOAD / NOTES.name).mkdir(parents=True)
    with pytest.raises(DamagedNotes):
        NOTES.read(tmp_path)


PLAIN = st.text(max_size=6) | st.integers(-99, 99) | st.booleans() | st.none()
VALUE_NAMES = st.sampled_from(["trang", "tên", "text", "values"])
SENTENCES = st.recursive(
    st.builds(Message, st.text(max_size=9), st.dictionaries(VALUE_NAMES, PLAIN, max_size=3)),
    lambda inner: st.builds(Message, st.text(max_size=9), st.dictionaries(VALUE_NAMES, PLAIN | inner, max_size=3)),
    max_leaves=4,
)


@given(SENTENCES)
def test_a_sentence_comes_back_with_those_inside_it(sentence: Message) -> None:
    assert message_of(json.loads(json.dumps(members_of(sentence)))) == sentence


@given(SENTENCES)
def test_a_whole_sentence_is_left_as_it_is(sentence: Message) -> None:
    assert spoken(sentence) == sentence


def test_what_json_has_no_place_for_is_kept_as_text() -> None:
    members = members_of(say("{place}: {pages}", place=Path("goi/a"), pages=(1, 2)))
    assert members == {"text": "{place}: {pages}", "values": {"place": str(Path("goi/a")), "pages": "(1, 2)"}}


@pytest.mark.parametrize(
    "members",
    [
        None, "Một câu.", 5, [], {}, {"text": "a"}, {"values": {}}, {"text": "a", "values": {}, "more": 1},
        {"text": "a", "values": None}, {"text": "a", "values": ["b"]}, {"text": 5, "values": {}},
    ],
)  # fmt: skip
def test_members_of_no_sentence_give_none(members: object) -> None:
    assert message_of(members) is None
