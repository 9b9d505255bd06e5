"""What a package keeps for its review comes back as it was, and what cannot be read is never taken for nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_documents import block, document, page

from converters.corrections.correction import Correction
from converters.corrections.lines.arrangement import Change, TypedCell
from converters.corrections.lines.making import Wanted, arrangement_of
from converters.corrections.stored import DamagedLog, log_json, pages_json, read_corrections, read_log, read_pages
from converters.reading.boxes import Box
from validators.packages.package import CORRECTIONS, READ_PAGES

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
BOXES = st.none() | st.builds(Box, *(st.integers(0, 9999) for _ in range(4)))
TIMES = st.datetimes(timezones=st.just(dt.UTC))
LOGS = st.lists(
    st.builds(
        Correction, st.integers(1, 9), BOXES, TEXT, st.integers(0, 99), TEXT, TEXT, TEXT, TIMES, st.none() | TEXT
    ),
    max_size=4,
)


def kept(folder: Path, name: str, content: bytes) -> Path:
    place = folder / "data" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return folder


@given(LOGS)
def test_a_log_comes_back(tmp_path_factory: pytest.TempPathFactory, log: list[Correction]) -> None:
    folder = tmp_path_factory.mktemp("goi")
    assert list(read_corrections(kept(folder, CORRECTIONS, log_json(log)))) == log


def test_a_log_of_an_older_program_is_read_and_written_as_it_was(tmp_path: Path) -> None:
    line = (
        '{"page":1,"box":[1,2,3,4],"line":"a b","start":0,"before":"a","after":"c","who":"A",'
        '"when":"2026-11-29T09:30:00Z","why":null,"doubted":null}\n'
    )
    (entry,) = read_log(kept(tmp_path, CORRECTIONS, line.encode()))
    assert (entry.before, entry.after, entry.size) == ("a", "c", None)
    assert b'"version"' not in log_json([entry])


def test_lines_put_in_order_stand_in_the_same_log(tmp_path: Path) -> None:
    where, when = page(block("a b\nc", boxes=True)), dt.datetime(2026, 11, 29, tzinfo=dt.UTC)
    joined = arrangement_of(where, Wanted(Change.JOINED, 0, 1), "k", "A", when)
    typed = arrangement_of(where, Wanted(Change.TABLE, 0, 1, cells=(TypedCell(0, 0, "a"),)), "l", "A", when)
    word = Correction(1, None, "a", 0, "a", "b", "A", when)
    assert joined is not None
    assert typed is not None
    log = (word, joined, replace(typed, size=(100, 200)))
    assert read_log(kept(tmp_path, CORRECTIONS, log_json(log))) == log


def test_no_log_is_an_empty_one(tmp_path: Path) -> None:
    assert read_corrections(tmp_path) == ()


@pytest.mark.parametrize("content", [b"{", b"[]\n", b'{"page": 1}\n', b"\xff\xfe\n", b'{"page": "x", "box": 3}\n'])
def test_a_damaged_log_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(DamagedLog):
        read_corrections(kept(tmp_path, CORRECTIONS, content))


def test_pages_come_back(tmp_path: Path) -> None:
    read = document(page(block("Điều 1. Phạm vi", boxes=True)), page(block("Trang hai"), number=2), title="Tên")
    content = pages_json(read)
    assert content is not None
    assert read_pages(kept(tmp_path, READ_PAGES, content), read.source) == read
    assert pages_json(read) == content


@pytest.mark.parametrize("content", [b"", b"x", b"\x1f\x8b\x08\x00cut"])
def test_pages_that_cannot_be_read_are_none(tmp_path: Path, content: bytes) -> None:
    assert read_pages(kept(tmp_path, READ_PAGES, content), tmp_path / "x.pdf") is None
