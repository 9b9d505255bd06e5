"""A progress bar with an estimate, on stderr. Loaded only where a person is watching."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console as RichConsole
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Column

from pbgdpl_cli.i18n import told
from validators.problems import Message


class ProgressBar:
    """One line at a time, gone when its work is done."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def start(self, what: Message, total: int | None = None) -> None:
        """Begin a line."""
        self.finish()
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            MofNCompleteColumn(table_column=Column(no_wrap=True)),
            TimeRemainingColumn(compact=True, table_column=Column(no_wrap=True)),
            # A file's name is text, not markup, and gives way where the terminal is narrow.
            TextColumn("{task.fields[note]}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis")),
            console=RichConsole(file=self._stream),
            transient=True,
        )
        self._bar.start()
        self._task = self._bar.add_task(told(what), total=total, note="")

    def advance(self, steps: int = 1, note: str = "") -> None:
        """Move on."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=steps, note=note)

    def finish(self) -> None:
        """End the line."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = self._task = None
