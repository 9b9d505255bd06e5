"""A progress bar with an estimate, on stderr. Loaded only where a person is watching."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TextIO

from rich.console import Console as RichConsole
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
)
from rich.table import Column

from pbgdpl_cli.i18n import told
from pbgdpl_cli.terminal.time_left import TimeLeft, roughly
from validators.problems import Message


class ProgressBar:
    """One line a piece of work, the innermost last; gone when its work is done."""

    def __init__(self, stream: TextIO, aside: Callable[[], Message | None] = lambda: None) -> None:
        self._aside = aside
        self._stream = stream
        self._bar: Progress | None = None
        self._tasks: list[TaskID] = []
        self._left: list[TimeLeft] = []

    def start(self, what: Message, total: float | None = None) -> None:
        """Begin a line below those there are."""
        if self._bar is None:
            self._bar = _bar(self._stream)
            self._bar.start()
        self._tasks.append(self._bar.add_task(told(what), total=total, note="", left="", aside=""))
        self._left.append(TimeLeft(monotonic()))

    def advance(self, steps: float = 1, note: str = "", *, total: float | None = None) -> None:
        """Move the last line on, not over its end."""
        if self._bar is None:
            return
        task = self._bar.tasks[-1]
        end = total if total is not None else task.total
        done = task.completed + steps if end is None else min(task.completed + steps, end)
        left = self._told_left(steps, None if end is None else end - done)
        aside = self._aside()
        self._bar.update(
            task.id, total=end, completed=done, note=note, left=left, aside="" if aside is None else told(aside)
        )

    def _told_left(self, steps: float, rest: float | None) -> str:
        now = monotonic()
        self._left[-1].advance(steps, now)
        seconds = None if rest is None else self._left[-1].seconds(rest, now)
        return "" if seconds is None else told(roughly(seconds))

    def finish(self) -> None:
        """End the last line."""
        if self._bar is None:
            return
        task = self._tasks.pop()
        self._left.pop()
        if self._tasks:
            self._bar.remove_task(task)
        else:
            self._bar.stop()
            self._bar = None


def _bar(stream: TextIO) -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(table_column=Column(no_wrap=True)),
        TextColumn("{task.fields[left]}", table_column=Column(no_wrap=True)),
        TextColumn("{task.fields[aside]}", table_column=Column(no_wrap=True)),
        # A file's name is text, not markup, and gives way where the terminal is narrow.
        TextColumn("{task.fields[note]}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis")),
        console=RichConsole(file=stream),
        transient=True,
    )
