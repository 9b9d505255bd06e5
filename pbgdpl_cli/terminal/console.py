"""The terminal as one injected object: stdout carries results only, messages and progress go to stderr.

Tests hand in their own streams; nothing else in the program touches `sys.stdout`.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import json
import os
import shutil
import sys
import unicodedata
from dataclasses import dataclass, field
from typing import TextIO

from converters.progress import Progress, Silent
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ENVELOPE_VERSION, ErrorItem, OperationResult, Table
from pbgdpl_cli.settings import Settings
from validators.problems import Message, say

# Control characters in a file's name may not steer the terminal; line ends and tabs are ours.
_CONTROLS = dict.fromkeys([code for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"], " ")

# What tables and sentences use besides letters, in signs every code page has.
_PLAIN_SIGNS = str.maketrans({
    "đ": "d", "Đ": "D", "─": "-", "→": ">", "…": "...", "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'",
    "•": "*", "·": "-", "×": "x", "✓": "+", "✗": "x",
})  # fmt: skip
# Code page 1258 writes a Vietnamese tone as a sign of its own after the letter (Unicode, "bestfit1258").
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WINDOWS_VIETNAMESE = "cp1258"


def fold_unprintable(error: UnicodeError) -> tuple[str, int]:
    """Write letters a legacy code page lacks without their marks ("Luật" → "Luat") instead of failing or "?"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(map(_plain, lost)), error.end


def spell_out_tones(error: UnicodeError) -> tuple[str, int]:
    """For code page 1258: the letter, then its tone ("ậ" → "â" and dot below), so that nothing is lost."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_toned, error.object[error.start : error.end])), error.end


def _plain(letter: str) -> str:
    sign = letter.translate(_PLAIN_SIGNS)
    folded = unicodedata.normalize("NFD", sign).encode("ascii", "ignore").decode()
    return folded or ("" if unicodedata.combining(letter) else "?")


def _toned(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    spelt = base + "".join(part for part in parts if part in _TONES)
    try:
        spelt.encode(_WINDOWS_VIETNAMESE)
    except UnicodeEncodeError:
        return _plain(letter)
    return spelt


codecs.register_error("pbgdpl-fold", fold_unprintable)
codecs.register_error("pbgdpl-tones", spell_out_tones)


def prepare_streams() -> None:
    """Make the process's own streams safe for Vietnamese whatever the code page is, and for their absence."""
    # Without a console (pythonw, a closed descriptor) Python has no streams at all.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            name = codecs.lookup(stream.encoding).name
            stream.reconfigure(errors="pbgdpl-tones" if name == _WINDOWS_VIETNAMESE else "pbgdpl-fold")


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
        from pbgdpl_cli.terminal.progress_bar import ProgressBar

        return ProgressBar(self.err)

    def render(self, result: OperationResult) -> None:
        """Print a result: JSON on stdout, or text on stdout with errors on stderr."""
        if self.settings.json:
            print(envelope(result, ascii_only=not _is_unicode(self.out)), file=self.out, flush=True)
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
            print(laid_out(line, self._width()), file=self.out)
        else:
            print(_words(line).translate(_CONTROLS), file=self.out)

    def _width(self) -> int | None:
        """Columns of the terminal; None where nobody is looking and nothing needs to be cut."""
        return shutil.get_terminal_size().columns if self.out.isatty() else None

    def hang_up(self) -> None:
        """Nobody takes our results any more: what is still to come goes nowhere, quietly."""
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.out.fileno())

    def _print_error(self, error: ErrorItem) -> None:
        where = f"{error.path}: " if error.path else ""
        sentence = f"{told(say('Error [{code}]', code=error.code))} {where}{told(error.message)}"
        print(_on_one_line(sentence), file=self.err)
        if error.hint:
            print("  → " + _on_one_line(told(error.hint)), file=self.err)


def _words(value: Message | str) -> str:
    return told(value) if isinstance(value, Message) else value


def _is_unicode(stream: TextIO) -> bool:
    name = codecs.lookup(stream.encoding).name if getattr(stream, "encoding", None) else "utf-8"
    return name.startswith("utf")


def envelope(result: OperationResult, *, ascii_only: bool = False) -> str:
    """The JSON envelope, one object, stable keys.

    Args:
        result: What a command did.
        ascii_only: Escape every letter beyond ASCII, for streams in a legacy code page: nothing may be lost there.
    """
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
    return json.dumps(body, ensure_ascii=ascii_only, default=_jsonable)


def _jsonable(value: object) -> object:
    return told(value) if isinstance(value, Message) else str(value)


def display_width(text: str) -> int:
    """Columns a text takes: combining marks take none, East Asian wide letters two."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def laid_out(table: Table, width: int | None = None) -> str:
    """A table as text, columns as wide as their widest cell.

    Args:
        table: What to show.
        width: Columns there is room for; the widest columns are cut until it fits. None for no bound.
    """
    rows = [[_on_one_line(_words(cell)) for cell in row] for row in (table.headings, *table.rows)]
    widths = [max(display_width(row[column]) for row in rows) for column in range(len(table.headings))]
    if width is not None:
        widths = _narrowed(widths, width - _GAP * (len(widths) - 1))
    rule = ["─" * column for column in widths]
    lines = (_spread(row, widths) for row in (rows[0], rule, *rows[1:]))
    return "\n".join(line.rstrip() for line in lines)


_GAP = 2
_NARROWEST = 6


def _narrowed(widths: list[int], room: int) -> list[int]:
    """Take from the widest columns, one by one, until all have room or nothing sensible is left to take."""
    narrowed = list(widths)
    while sum(narrowed) > room and max(narrowed) > _NARROWEST:
        narrowed[narrowed.index(max(narrowed))] -= 1
    return narrowed


def _on_one_line(text: str) -> str:
    """Line ends in a file's name or a system's message may not break a line of ours."""
    return " ".join(text.translate(_CONTROLS).split("\n")).replace("\t", " ")


def _cut(text: str, width: int) -> str:
    """At most so many columns, ending in "…" when something was left out."""
    if display_width(text) <= width:
        return text
    while display_width(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _spread(row: list[str], widths: list[int]) -> str:
    cells = [_cut(cell, width) for cell, width in zip(row, widths, strict=True)]
    padded = (cell + " " * (width - display_width(cell)) for cell, width in zip(cells, widths, strict=True))
    return (" " * _GAP).join(padded)
