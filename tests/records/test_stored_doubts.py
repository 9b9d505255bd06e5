"""The list "needs a person" in packages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.conversion import ConversionOptions, convert_source
from converters.reading.read import ReadingOptions
from converters.records.doubts.doubt import HARM, Doubt
from converters.records.doubts.stored_doubts import StoredDoubts, read_stored_doubts, stored_doubts_json
from tests.properties import at_most
from validators.packages.package import NEEDS_PERSON
from validators.problems import Message, say

_MESSAGES = st.recursive(
    st.builds(Message, st.text(max_size=20), st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=9))),
    lambda inner: st.builds(Message, st.text(max_size=20), st.dictionaries(st.text(max_size=5), inner, max_size=2)),
    max_leaves=3,
)
_DOUBTS = st.builds(
    lambda kind, **rest: Doubt(kind=kind, harm=HARM[kind], **rest),
    kind=st.sampled_from(sorted(HARM)),
    pointer=st.text(max_size=12),
    page=st.none() | st.integers(1, 900),
    box=st.none() | st.tuples(*[st.integers(0, 9000)] * 4),
    text=st.text(max_size=30),
    candidates=st.lists(st.text(max_size=9), max_size=3).map(tuple),
    reason=_MESSAGES,
)


def kept_in(folder: Path, content: bytes) -> StoredDoubts:
    path = folder / "data" / NEEDS_PERSON
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return read_stored_doubts(folder)


@settings(max_examples=at_most(30), deadline=None)
@given(doubts=st.lists(_DOUBTS, max_size=4).map(tuple), pages=st.integers(0, 99))
def test_what_is_kept_comes_back(
    tmp_path_factory: pytest.TempPathFactory, doubts: tuple[Doubt, ...], pages: int
) -> None:
    kept = StoredDoubts(pages, doubts)
    assert kept_in(tmp_path_factory.mktemp("kept"), stored_doubts_json(kept)) == kept


def test_values_json_does_not_know_become_text(tmp_path: Path) -> None:
    odd = Doubt("", 1, None, "", (), "date", say("{day} is in the future.", day=dt.date(2030, 1, 2)), 80)
    (back,) = kept_in(tmp_path, stored_doubts_json(StoredDoubts(1, (odd,)))).doubts
    assert str(back.reason) == "2030-01-02 is in the future."


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"null", b"\xff", b'{"pages": 1, "doubts": [{}]}', b'{"pages": 1, "doubts": 5}', b"[" * 5000],
)
def test_a_list_that_is_broken_is_empty(tmp_path: Path, content: bytes) -> None:
    assert kept_in(tmp_path, content) == StoredDoubts()


def test_a_package_without_a_list_has_none(tmp_path: Path) -> None:
    assert read_stored_doubts(tmp_path) == StoredDoubts()


def test_an_unchanged_package_gives_its_doubts_again(tmp_path: Path) -> None:
    source = tmp_path / "quyet-dinh.txt"
    source.write_text(
        "ỦY BAN NHÂN DÂN\nXÃ MẪU\nSố: /QĐ-UBND\nMẫu, ngày tháng 02 năm 2025\nQUYẾT ĐỊNH\nVề việc mẫu\n", "utf-8"
    )
    options = ConversionOptions(tmp_path / "out", False, dt.date(2026, 11, 22), "test 1", ReadingOptions())
    first = convert_source(source, source.name, options, lambda *_: iter(()))
    second = convert_source(source, source.name, options, lambda *_: iter(()))
    assert first.made
    assert not second.made
    assert second.doubts == first.doubts
    assert {doubt.kind for doubt in second.doubts} >= {"number", "date"}
    assert second.pages == first.pages == 1
