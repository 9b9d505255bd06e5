"""The terminal as one injected object: stdout carries results only, messages and progress go to stderr.

Tests hand in their own streams; nothing else in the program touches `sys.stdout`.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

from converters.progress import Progress, Silent
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ErrorItem, OperationResult, Table
from pbgdpl_cli.settings import Settings
from pbgdpl_cli.terminal.envelope import envelope
from pbgdpl_cli.terminal.tables import laid_out, on_one_line, printable
from validators.problems import Message, say


@dataclass(frozen=True, slots=True)
class Console:
    """Where this run writes."""

    settings: Settings
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)

    def note(self, message: Message, *, level: int = 0) -> None:
        """Say something that is not a result; level 1 is for -v, -1 is said even with -q."""
        if self.settings.verbosity >= level:
            print(printable(message), file=self.err, flush=True)

    def sign(self, what: Message) -> None:
        """A first sign that something is being done: said before anything is loaded or looked for."""
        if not self.settings.json:
            self.note(say("{what} …", what=what))

    def progress(self, unit: Message | None = None, aside: Callable[[], Message | None] = lambda: None) -> Progress:
        """A progress bar where a person is watching, a line now and then in a log; silence for -q and programs.

        Args:
            unit: What is counted ("pages"), if a person would count it.
            aside: What else a person should know at the moment.
        """
        if self.settings.verbosity < 0 or self.settings.json:
            return Silent()
        if not self.err.isatty():
            from pbgdpl_cli.terminal.progress_lines import ProgressLines

            return ProgressLines(self.err, unit, aside=aside)
        from pbgdpl_cli.terminal.progress_bar import ProgressBar

        return ProgressBar(self.err, aside)

    def render(self, result: OperationResult[object]) -> None:
        """Print a result: JSON on stdout, or text on stdout with errors on stderr."""
        if self.settings.json:
            print(envelope(result, ascii_only=not _is_unicode(self.out)), file=self.out, flush=True)
            return
        if result.body is not None:
            self.out.write(result.body)
        elif result.answers or self.settings.verbosity >= 0:
            for line in result.lines:
                self._print(line)
        self.out.flush()
        for error in result.errors:
            self.error(error)

    def _print(self, line: Message | Table | str) -> None:
        if isinstance(line, Table):
            print(laid_out(line, self._width()), file=self.out)
        else:
            print(printable(line), file=self.out)

    def _width(self) -> int | None:
        """Columns of the terminal; None where nobody is looking and nothing needs to be cut."""
        return shutil.get_terminal_size().columns if self.out.isatty() else None

    def hang_up(self) -> None:
        """Nobody takes our results any more: what is still to come goes nowhere, quietly."""
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.out.fileno())

    def error(self, error: ErrorItem) -> None:
        """Say on stderr what went wrong, and what helps."""
        where = f"{error.path}: " if error.path else ""
        sentence = f"{told(say('Error [{code}]', code=error.code))} {where}{told(error.message)}"
        print(on_one_line(sentence), file=self.err)
        if error.hint:
            print("  → " + on_one_line(told(error.hint)), file=self.err)


def _is_unicode(stream: TextIO) -> bool:
    name = codecs.lookup(stream.encoding).name if getattr(stream, "encoding", None) else "utf-8"
    return name.startswith("utf")
