"""What was changed beside the program is told where it stands; whatever the program changes itself is not."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples.validation_examples import base, package
from tests.properties import at_most
from validators.check import check_paths
from validators.options import CheckOptions
from validators.packages.bag import payload_digests, read_bag_info, write_tag_files
from validators.packages.changing import changing
from validators.packages.digests import sha256_of
from validators.packages.package import APPROVED, CORRECTIONS, MADE, NEEDS_PERSON, READ_PAGES, SETTLED
from validators.sharing.made import changed_since, made_json, made_of, noted, with_files
from validators.sharing.said_values import with_said

Record = dict[str, Any]
DAY = dt.date(2026, 11, 22)


def told(goi: Path) -> list[str]:
    """Where the rule finds something: places of the record, or files beside it."""
    found = [one for one in check_paths([goi], CheckOptions(DAY)).findings if one.code == "DUNG178"]
    return sorted(one.pointer or Path(one.path).relative_to(goi).as_posix() for one in found)


@pytest.fixture
def goi(tmp_path: Path) -> Path:
    """A package as a conversion leaves it."""
    made = tmp_path / "goi"
    package(made, base(), {NEEDS_PERSON: b"{}\n"})
    with changing(made) as change:
        record = json.loads((made / "data/record.json").read_bytes())
        change.write(MADE, made_json(record, {NEEDS_PERSON: sha256_of(made / "data" / NEEDS_PERSON)}))
    return made


def by_hand(goi: Path, change: Callable[[Record], object]) -> None:
    """Change a record and seal the bag again, as a script does that knows bags and not this program."""
    place = goi / "data/record.json"
    record = json.loads(place.read_bytes())
    change(record)
    place.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    sealed(goi)


def sealed(goi: Path) -> None:
    write_tag_files(goi, read_bag_info(goi), payload_digests(goi))


def by_the_program(goi: Path, change: Callable[[Record], Record]) -> None:
    record = json.loads((goi / "data/record.json").read_bytes())
    with changing(goi) as made:
        made.write_record(json.dumps(change(record), ensure_ascii=False).encode())


class TestByHand:
    def test_what_was_not_changed_is_not_told(self, goi: Path) -> None:
        assert told(goi) == []
        by_hand(goi, lambda record: record.update(dict(reversed(record.items()))))  # the order says nothing
        assert told(goi) == []

    @pytest.mark.parametrize(
        ("change", "place"),
        [
            (lambda record: record.update(title="Khác"), "/title"),
            (lambda record: record["content"][4]["answer"][1].update(subject="tổ chức"), "/content/4/answer/1/subject"),
            (lambda record: record["content"][4]["answer"][1].update(basis=0), "/content/4/answer/1/basis"),
            (lambda record: record["content"][3]["items"].reverse(), "/content/3/items/0"),
            (lambda record: record["content"].pop(1), "/content/1"),
            (lambda record: record["content"].pop(), "/content"),
            (lambda record: record["legal_basis"][1].update(role="basis"), "/legal_basis/1/role"),
            (lambda record: record["evidence"]["/title"][0].update(confidence=1.0), "/evidence/~1title/0/confidence"),
            (lambda record: record["evidence"]["/title"][0]["box"].__setitem__(2, 941), "/evidence/~1title/0/box/2"),
            (lambda record: record["evidence"].pop("/number"), "/evidence/~1number"),
            (lambda record: record["approval"].update(document="12/QĐ-UBND"), "/approval/document"),
            (lambda record: record["workflow"]["events"][1].update(by="Ai đó"), "/workflow/events/1/by"),
            (lambda record: record["files"][1].update(dpi=600), "/files/1/dpi"),
            (lambda record: record.update(retention={"period": "20 năm"}), "/retention"),
            (lambda record: record.pop("description"), "/description"),
        ],
    )
    def test_a_change_is_told_at_its_place(self, goi: Path, change: Callable[[Record], object], place: str) -> None:
        by_hand(goi, change)
        assert place in told(goi)

    def test_files_change_their_order_without_a_word(self, goi: Path) -> None:
        by_hand(goi, lambda record: record["files"].reverse())
        assert told(goi) == []


class TestByTheProgram:
    def test_what_a_person_says_is_noted(self, goi: Path) -> None:
        by_the_program(goi, lambda record: with_said(record, "/title", "Kết hôn đúng luật ở xã"))
        assert told(goi) == []

    def test_it_notes_its_own_places_alone(self, goi: Path) -> None:
        by_hand(goi, lambda record: record["content"][1].update(text="Nam từ đủ 22 tuổi."))
        by_the_program(goi, lambda record: with_said(record, "/title", "Kết hôn đúng luật ở xã"))
        assert told(goi) == ["/content/1/text"]  # nobody washes a change by another one

    def test_a_list_that_grows_is_noted_as_a_whole(self, goi: Path) -> None:
        by_the_program(goi, lambda record: {**record, "keywords": [*record["keywords"], "hộ tịch"]})
        assert told(goi) == []

    def test_it_notes_files_beside_the_record(self, goi: Path) -> None:
        with changing(goi) as change:
            change.write(SETTLED, b'{"key": "a"}\n')
            change.write(APPROVED, b'{"step": {}}\n')
        assert [place for place in told(goi) if place.startswith("data/")] == []
        with changing(goi) as change:
            change.remove(APPROVED)
        assert told(goi) == []


class TestBeside:
    @pytest.mark.parametrize("name", [NEEDS_PERSON, CORRECTIONS, READ_PAGES, APPROVED])
    def test_a_file_laid_in_or_written_over_is_told(self, goi: Path, name: str) -> None:
        (goi / "data" / name).write_bytes(b'{"version": 2}\n')
        sealed(goi)
        assert told(goi) == [f"data/{name}"]

    def test_a_file_taken_out_is_told(self, goi: Path) -> None:
        (goi / "data" / NEEDS_PERSON).unlink()
        sealed(goi)
        assert told(goi) == [f"data/{NEEDS_PERSON}"]

    @pytest.mark.parametrize(
        "spoiled", [b"", b"{}", gzip.compress(b"[]"), gzip.compress(b'{"version":1}'), b"\x1f\x8b"]
    )
    def test_digests_that_cannot_be_read_are_told_and_stay(self, goi: Path, spoiled: bytes) -> None:
        (goi / "data" / MADE).write_bytes(spoiled)
        sealed(goi)
        assert told(goi) == [f"data/{MADE}"]
        by_the_program(goi, lambda record: with_said(record, "/title", "Khác"))
        assert told(goi) == [f"data/{MADE}"]  # nothing makes them good but another reading

    def test_digests_taken_out_are_missed_where_the_pages_tell_of_them(self, tmp_path: Path) -> None:
        for name, head in (("now", {"version": 1, "made": MADE}), ("before", {"version": 1})):
            pages = gzip.compress(json.dumps(head).encode() + b"\n", mtime=0)
            package(tmp_path / name, base(), {READ_PAGES: pages})
        assert told(tmp_path / "now") == [f"data/{MADE}"]
        assert told(tmp_path / "before") == []  # an older program read it


values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab~/", max_size=2), inner, max_size=3),
    max_leaves=8,
)
records = st.dictionaries(st.sampled_from(["title", "content", "evidence", "files"]), values)


class TestDigests:
    @settings(max_examples=at_most(60))
    @given(records)
    def test_the_same_record_differs_nowhere(self, record: Record) -> None:
        assert list(changed_since(made_of(made_json(record, {})), record)) == []

    @settings(max_examples=at_most(60))
    @given(records, records)
    def test_another_record_differs_somewhere(self, record: Record, other: Record) -> None:
        differs = json.dumps(record, sort_keys=True) != json.dumps(other, sort_keys=True)
        assert bool(list(changed_since(made_of(made_json(record, {})), other))) == differs

    @settings(max_examples=at_most(60))
    @given(records, records)
    def test_what_the_program_changes_differs_nowhere(self, record: Record, other: Record) -> None:
        made = made_of(made_json(record, {}))
        assert list(changed_since(made_of(noted(made, record, other)), other)) == []

    def test_nothing_of_the_text_stands_in_them(self) -> None:
        stored = gzip.decompress(made_json({"title": "Lê Văn Mẫu", "number": 12}, {}))
        said = json.loads(stored)["said"]
        assert all(len(one) == 6 and one.isalpha() for one in said.values())
        assert "Mẫu".encode() not in stored

    def test_files_come_and_go(self) -> None:
        made = made_of(made_json({}, {"a": "1", "b": "2"}))
        assert dict(made_of(with_files(made, {"a": None, "c": "3"})).files) == {"b": "2", "c": "3"}

    def test_the_same_record_has_the_same_bytes(self) -> None:
        assert made_json(base(), {"a": "1"}) == made_json(base(), {"a": "1"})


def _places() -> Iterator[str]:
    record = {"files": [{"path": "a/b", "role": "source", "bytes": 1}, {"path": "c", "role": "access", "bytes": 2}]}
    other = {"files": [{"path": "c", "role": "access", "bytes": 3}, {"path": "a/b", "role": "source", "bytes": 1}]}
    yield from changed_since(made_of(made_json(record, {})), other)


def test_a_file_is_told_where_it_stands_now() -> None:
    assert list(_places()) == ["/files/0/bytes"]
