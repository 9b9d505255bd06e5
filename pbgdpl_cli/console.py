"""The terminal as one injected object: stdout carries results only, messages and progress go to stderr.

Tests hand in their own streams; nothing else in the program touches `sys.stdout`.
"""

from __future__ import annotations

import codecs
import json
import sys
import unicodedata
from dataclasses import dataclass, field
from typing import TextIO

from converters.progress import Progress, Silent
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ENVELOPE_VERSION, ErrorItem, OperationResult, Table
from pbgdpl_cli.settings import Settings
from validators.problems import Message, say


def fold_unprintable(error: UnicodeError) -> tuple[str, int]:
    """Write letters a legacy code page lacks without their marks ("Luật" → "Luat") instead of failing or "?"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end].replace("đ", "d").replace("Đ", "D")
    plain = unicodedata.normalize("NFD", lost).encode("ascii", "ignore").decode()
    return plain or "?", error.end


codecs.register_error("pbgdpl-fold", fold_unprintable)


def prepare_streams() -> None:
    """Make the process's own streams safe for Vietnamese whatever the code page is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="pbgdpl-fold")


@dataclass(frozen=True, slots=True)
class Console:
    """Where this run writes."""

    settings: Settings
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)

    def note(self, message: Message, *, level: int = 0) -> None:
        """Say something that is not a result; level 1 is for -v, -1 is said even with -q."""
        if self.settings.verbosity >= level:
            print(told(message), file=self.err, flush=True)

    def progress(self) -> Progress:
        """A progress bar where a person is watching, otherwise silence."""
        if self.settings.verbosity < 0 or self.settings.json or not self.err.isatty():
            return Silent()
        from pbgdpl_cli.progress_bar import ProgressBar

        return ProgressBar(self.err)

    def render(self, result: OperationResult) -> None:
        """Print a result: JSON on stdout, or text on stdout with errors on stderr."""
        if self.settings.json:
            print(envelope(result), file=self.out, flush=True)
            return
        if result.body is not None:
            self.out.write(result.body)
        else:
            for line in result.lines:
                self._print(line)
        self.out.flush()
        for error in result.errors:
            self._print_error(error)

    def _print(self, line: Message | Table | str) -> None:
        if isinstance(line, Table):
            print(laid_out(line), file=self.out)
        else:
            print(_words(line), file=self.out)

    def _print_error(self, error: ErrorItem) -> None:
        where = f"{error.path}: " if error.path else ""
        print(told(say("Error [{code}]", code=error.code)) + f" {where}{told(error.message)}", file=self.err)
        if error.hint:
            print("  → " + told(error.hint), file=self.err)


def _words(value: Message | str) -> str:
    return told(value) if isinstance(value, Message) else value


def envelope(result: OperationResult) -> str:
    """The JSON envelope, one object, stable keys."""
    body = {
        "version": ENVELOPE_VERSION,
        "command": result.command,
        "status": result.status.value,
        "exit_code": int(result.final_exit_code),
        "data": result.data,
        "errors": [
            {
                "code": error.code,
                "message": told(error.message),
                "path": error.path,
                "hint": told(error.hint) if error.hint else None,
            }
            for error in result.errors
        ],
    }
    return json.dumps(body, ensure_ascii=False, default=_jsonable)


def _jsonable(value: object) -> object:
    return told(value) if isinstance(value, Message) else str(value)


def display_width(text: str) -> int:
    """Columns a text takes: combining marks take none, East Asian wide letters two."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def laid_out(table: Table) -> str:
    """A table as text, columns as wide as their widest cell."""
    rows = [[_words(cell) for cell in row] for row in (table.headings, *table.rows)]
    widths = [max(display_width(row[column]) for row in rows) for column in range(len(table.headings))]
    rule = ["─" * width for width in widths]
    lines = (_spread(row, widths) for row in (rows[0], rule, *rows[1:]))
    return "\n".join(line.rstrip() for line in lines)


def _spread(row: list[str], widths: list[int]) -> str:
    return "  ".join(cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True))
