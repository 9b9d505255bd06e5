"""Pages that were read are kept until the product is there, come back as they were, and are never waited for."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Cell, Flag, Line, Method, Page, Step, Word
from converters.reading.page_json import decoded, encoded
from converters.work.kept_pages import LONGEST_KEPT, KeptPages, PageStore
from converters.work.page_tasks import failed_page
from validators.problems import Message, say

TEXT = st.text(max_size=12)
WHOLE = st.integers(-5, 10_000)
PART = st.floats(0, 1)
MAYBE_BOX = st.none() | st.builds(Box, WHOLE, WHOLE, WHOLE, WHOLE)
VALUES = st.recursive(
    TEXT | WHOLE | PART | st.booleans() | st.none(),
    lambda values: st.builds(Message, TEXT, st.dictionaries(TEXT, values, max_size=3)),
    max_leaves=4,
)
MESSAGES = st.builds(Message, TEXT, st.dictionaries(TEXT, VALUES, max_size=3))


def several(what: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(what, max_size=3).map(tuple)


WORDS = st.builds(Word, TEXT, MAYBE_BOX, st.none() | PART, st.none() | TEXT, several(TEXT))
LINES = st.builds(Line, several(WORDS), MAYBE_BOX)
CELLS = st.builds(Cell, WHOLE, WHOLE, several(LINES), WHOLE, WHOLE, st.booleans())
BLOCKS = st.builds(
    Block, st.sampled_from(BlockKind), several(LINES), MAYBE_BOX, WHOLE, st.none() | TEXT, several(CELLS), st.booleans()
)
FLAGS = st.builds(Flag, WHOLE, MAYBE_BOX, WHOLE, WHOLE, TEXT, several(TEXT), TEXT, MESSAGES)
STEPS = st.builds(Step, TEXT, several(st.tuples(TEXT, PART | WHOLE | TEXT)))
PAGES = st.builds(
    Page,
    st.integers(1, 9_999),
    st.none() | WHOLE,
    st.none() | WHOLE,
    st.none() | PART,
    several(BLOCKS),
    st.sampled_from(Method),
    st.none() | MESSAGES,
    st.sampled_from([0, 90, 180, 270]),
    several(STEPS),
    several(FLAGS),
    st.none() | MESSAGES,
)


@pytest.mark.real
@given(PAGES)
def test_a_page_comes_back_equal(page: Page) -> None:
    content = encoded(page)
    assert content is not None
    assert decoded(content) == page


@given(st.binary(max_size=60) | PAGES.map(lambda page: (encoded(page) or b"")[:-1]))
def test_what_is_no_page_is_none(content: bytes) -> None:
    assert decoded(content) is None


def test_a_sentence_that_would_not_come_back_is_not_kept() -> None:
    assert encoded(Page(1, 1, 1, None, (), Method.OCR, reason=say("{path}", path=Path("a")))) is None
    assert encoded(Page(1, 1, 1, None, (), Method.OCR, reason=say("{thing}", thing=object()))) is None


class Reader:
    """Reads nothing, but counts what it is asked for."""

    def __init__(self, failing: Sequence[int] = (), stopping: int = 99) -> None:
        self.asked: list[int] = []
        self.failing, self.stopping = failing, stopping

    def __call__(self, source: Path, numbers: Sequence[int]) -> Iterator[Page]:
        for number in numbers:
            if number == self.stopping:
                raise KeyboardInterrupt
            self.asked.append(number)
            yield (
                failed_page(number, say("No."))
                if number in self.failing
                else page_with(f"{source.name} {number}", number)
            )


def page_with(text: str, number: int) -> Page:
    word = Word(text, Box(1, 2, 3, 4), 0.5)
    return Page(number, 100, 200, 300.0, (Block(BlockKind.PARAGRAPH, (Line((word,)),)),), Method.OCR)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "sach.pdf"
    path.write_bytes(b"a book")
    return path


@pytest.fixture
def store(tmp_path: Path) -> PageStore:
    return PageStore(tmp_path / "home" / "pages", lambda: "reader 1")


def kept_files(store: PageStore) -> list[str]:
    return sorted(path.name for path in store.folder.rglob("*.*"))


def test_what_was_interrupted_goes_on_there(source: Path, store: PageStore) -> None:
    with pytest.raises(KeyboardInterrupt):
        list(KeptPages(Reader(stopping=3), store)(source, range(1, 6)))
    assert kept_files(store) == ["1.json", "2.json"]
    reader = Reader()
    pages = list(KeptPages(reader, store)(source, [5, 1, 2, 3, 4]))
    assert [page.number for page in pages] == [5, 1, 2, 3, 4]
    assert pages == list(Reader()(source, [5, 1, 2, 3, 4]))
    assert reader.asked == [5, 3, 4]


def test_nothing_is_left_when_the_product_is_there(source: Path, store: PageStore) -> None:
    kept = KeptPages(Reader(), store)
    list(kept(source, [1, 2]))
    kept.discard()
    assert list(store.folder.iterdir()) == []


def test_pages_that_failed_are_read_again_and_the_others_are_not(source: Path, store: PageStore) -> None:
    kept = KeptPages(Reader(failing=[2]), store)
    list(kept(source, [1, 2, 3]))
    kept.discard()
    reader = Reader()
    list(KeptPages(reader, store)(source, [1, 2, 3]))
    assert reader.asked == [2]


@pytest.mark.parametrize("content", [b"", b"\x00{", b"[]", b'{"number": 1}', "foreign"])
def test_what_cannot_be_read_back_is_read_again(content: bytes | str, source: Path, store: PageStore) -> None:
    list(KeptPages(Reader(), store)(source, [1, 2]))
    (file,) = store.folder.glob("*/1.json")
    file.write_bytes(file.with_name("2.json").read_bytes() if isinstance(content, str) else content)
    reader = Reader()
    assert [page.number for page in KeptPages(reader, store)(source, [1, 2])] == [1, 2]
    assert reader.asked == [1]


def test_another_file_or_another_reader_finds_nothing(source: Path, store: PageStore) -> None:
    list(KeptPages(Reader(), store)(source, [1]))
    newer = Reader()
    list(KeptPages(newer, PageStore(store.folder, lambda: "reader 2"))(source, [1]))
    source.write_bytes(b"another book")
    changed = Reader()
    list(KeptPages(changed, store)(source, [1]))
    assert newer.asked == changed.asked == [1]


def test_the_same_file_elsewhere_is_the_same_document(source: Path, store: PageStore) -> None:
    list(KeptPages(Reader(), store)(source, [1]))
    moved = source.rename(source.with_name("ban-sao.pdf"))
    reader = Reader()
    list(KeptPages(reader, store)(moved, [1]))
    assert reader.asked == []


def test_a_disk_that_takes_nothing_does_not_stop_the_reading(source: Path, store: PageStore) -> None:
    store.folder.parent.mkdir()
    store.folder.write_bytes(b"in the way")
    kept = KeptPages(Reader(), store)
    assert [page.number for page in kept(source, [1, 2])] == [1, 2]
    assert kept.full
    kept.discard()
    store.sweep()


def test_what_nobody_came_back_for_is_taken_away(source: Path, store: PageStore) -> None:
    list(KeptPages(Reader(), store)(source, [1]))
    (folder,) = store.folder.iterdir()
    foreign = store.folder / "notes"
    foreign.mkdir()
    for path in (folder, foreign):
        os.utime(path, (0, time.time() - LONGEST_KEPT + 60))
    store.sweep()
    assert folder.is_dir()
    store.sweep(time.time() + 120)
    assert list(store.folder.iterdir()) == [foreign]
