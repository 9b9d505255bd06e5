"""Tables that fit the terminal, and progress that leaves nothing behind."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console as RichConsole

from converters.progress import Silent, under_way
from converters.reading.finding.walk import Source
from pbgdpl_cli.result import Table
from pbgdpl_cli.runs.batches.page_progress import PageProgress
from pbgdpl_cli.terminal.progress_bar import ProgressBar
from pbgdpl_cli.terminal.tables import display_width, laid_out
from validators.problems import Message, say

words = st.text("abcđêộ ớ", min_size=1, max_size=70)
tables = st.lists(st.tuples(words, words, words), min_size=1, max_size=6)


@given(tables, st.integers(40, 200))
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, str, str]], width: int) -> None:
    table = Table((say("Source"), say("Title"), say("Result")), tuple(rows))
    assert all(display_width(line) <= width for line in laid_out(table, width).split("\n"))


@given(tables)
def test_without_a_terminal_nothing_is_cut(rows: list[tuple[str, str, str]]) -> None:
    shown = laid_out(Table((say("Source"), say("Title"), say("Result")), tuple(rows)))
    assert all(cell.rstrip() in shown for row in rows for cell in row)


def test_the_widest_column_gives_way_and_says_so() -> None:
    table = Table((say("Source"), say("Pages")), (("to-gap-phong-chong-bao-luc-gia-dinh.pdf", "12"),))
    line = laid_out(table, 30).split("\n")[2]
    assert line.endswith("…  12")


@pytest.mark.parametrize("name", ["x\ny", "x\ty", "x\x1b[31my", "x\x9by"])
def test_a_name_stays_on_its_line(name: str) -> None:
    assert laid_out(Table((say("Source"),), ((name,),))).split("\n")[2].startswith("x ")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_is_gone_when_the_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    bar = ProgressBar(stream)
    bar.start(say("Reading"), 3)
    bar.advance(note="[bold]rất dài " + "x" * 80)
    bar.finish()
    shown = stream.getvalue()
    assert shown.rstrip("\n").endswith("\x1b[2K")  # the line is erased last
    assert "\x1b[?25h" in shown  # and the cursor is back
    frames = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown).replace("\r", "\n").split("\n")
    assert all(RichConsole(width=60).measure(frame).maximum <= 60 for frame in frames)
    assert any("[bold]" in frame for frame in frames)


def shown_by(bar_use: Callable[[ProgressBar], None], monkeypatch: pytest.MonkeyPatch) -> str:
    """What a bar drew at last, without the signs that steer the terminal."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    bar_use(ProgressBar(stream))
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", stream.getvalue())


def test_a_piece_of_work_within_another_has_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def use(bar: ProgressBar) -> None:
        with under_way(bar, say("Packages"), 2):
            with under_way(bar, say("Frames"), 30):
                bar.advance(7)
                bar._bar.refresh()  # type: ignore[union-attr]
            bar.advance(note="one")
        assert bar._bar is None

    shown = shown_by(use, monkeypatch)
    assert re.search(r"Frames +\S+ +7/30", shown)
    assert re.search(r"Packages +\S+ +1/2", shown)


def test_a_total_may_become_known_and_is_not_overrun(monkeypatch: pytest.MonkeyPatch) -> None:
    def use(bar: ProgressBar) -> None:
        with under_way(bar, say("Checking")):
            bar.advance(total=4)
            bar.advance(9.5, total=4)

    assert re.search(r"Checking \S+ +4/4", shown_by(use, monkeypatch))


def test_a_piece_of_work_ends_however_it_ends() -> None:
    heard: list[str] = []

    class Heard(Silent):
        def start(self, what: Message, total: float | None = None) -> None:
            heard.append(f"start {what} {total}")

        def finish(self) -> None:
            heard.append("finish")

    with pytest.raises(KeyError), under_way(Heard(), say("Reading"), 3):
        raise KeyError
    assert heard == ["start Reading 3", "finish"]


class Counted:
    """A progress that counts."""

    def __init__(self) -> None:
        self.steps = 0

    def start(self, what: Message, total: float | None = None) -> None: ...

    def advance(self, steps: float = 1, note: str = "", *, total: float | None = None) -> None:
        self.steps += steps

    def finish(self) -> None: ...


@pytest.mark.real
def test_pages_are_counted_and_every_source_ends_at_its_total(tmp_path: Path) -> None:
    from PIL import Image

    book = tmp_path / "sach.tif"
    page = Image.new("1", (8, 8))
    page.save(book, "TIFF", save_all=True, append_images=[page, page, page])
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"")
    sources = [Source(path, path, path.name) for path in (book, broken)]
    counted = Counted()
    pace = PageProgress(counted, sources)
    assert pace.total == 5
    for _ in range(9):  # a page read twice does not run the bar over its end
        pace.page_read(book)
    assert counted.steps == 3
    for source in sources:
        pace.finished(source)
    assert counted.steps == pace.total
