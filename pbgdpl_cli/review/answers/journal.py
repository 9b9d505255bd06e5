"""What a person answers, written down at once: a closed tab, a power cut or `kill -9` costs the word being typed.

The journal stands in the program's own folder, one file a package, until its answers are put into the package. Lines
are only ever added; taking an answer back adds a line too, so that undoing works over sessions.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from validators.packages.durable import sync_folder
from validators.problems import OutputProblem, say

FOLDER = "review"


class DamagedJournal(OutputProblem):
    """Answers that are not in the package yet cannot be read."""

    code = "damaged-journal"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said of one place.

    Attributes:
        key: Of the place.
        text: What is printed there; None where it is right as it stands and no text is asked for.
        who: Who looked.
        when: With the offset from UTC.
        before: What stood there when the person looked; where something else stands by now, the answer is none.
    """

    key: str
    text: str | None
    who: str
    when: dt.datetime
    before: str = ""


class Journal:
    """The answers for one package that are not in it yet.

    Args:
        home: The program's own folder.
        package: The package's folder.
        identifier: Of its record: another package at the same place has answers of its own.
    """

    def __init__(self, home: Path, package: Path, identifier: str) -> None:
        name = hashlib.sha256(f"{package.resolve()}\n{identifier}".encode()).hexdigest()[:32]
        self.file = home / FOLDER / f"{name}.jsonl"

    def answers(self) -> Mapping[str, Answer]:
        """The answers that hold, by key, in the order in which they were given.

        Raises:
            DamagedJournal: It cannot be read. A last line that was cut by a power failure is no answer.
        """
        held: dict[str, Answer] = {}
        try:
            for values in self._lines():
                held.pop(values["key"], None)
                if not values.get("undone"):
                    held[values["key"]] = _answer(values)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedJournal(
                say("Answers that are not in their package yet cannot be read."),
                hint=say("Keep a copy of the file, then take it away: {path}", path=self.file),
                path=self.file,
            ) from error
        return held

    def add(self, answer: Answer) -> None:
        """Write an answer down; on the disk when this returns.

        Raises:
            OSError: The disk refused.
        """
        self.exchange((), [answer])

    def take_back(self, keys: Iterable[str]) -> None:
        """The answers with these keys hold no more: taken back, or in the package by now. Others stay.

        Raises:
            OSError: The disk refused.
        """
        self.exchange(keys, ())

    def exchange(self, gone: Iterable[str], added: Iterable[Answer]) -> None:
        """Take answers back and write others down, in one step: a power cut leaves either these or those.

        Raises:
            OSError: The disk refused.
        """
        undone = [{"key": key, "undone": True} for key in gone]
        self._append(*undone, *({**asdict(answer), "when": answer.when.isoformat()} for answer in added))
        if not self.answers():
            self.file.unlink(missing_ok=True)

    def _append(self, *values: Mapping[str, object]) -> None:
        made = not self.file.exists()
        self.file.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in values)
        descriptor = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            _drop_cut_line(descriptor)
            _write_all(descriptor, lines.encode("utf-8"))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if made:
            sync_folder(self.file.parent)

    def _lines(self) -> list[dict[str, Any]]:
        try:
            lines = self.file.read_bytes().split(b"\n")
        except FileNotFoundError:
            return []
        whole = lines[:-1]  # what stands behind the last line break was being written when the power went
        return [json.loads(line) for line in whole if line.strip()]


def _write_all(descriptor: int, content: bytes) -> None:
    """Write to the end; a disk that is nearly full takes a part and says nothing of the rest."""
    while content:
        content = content[os.write(descriptor, content) :]


def _drop_cut_line(descriptor: int) -> None:
    """Take away a line that was being written when the power went, so that the next one stands alone."""
    size = os.fstat(descriptor).st_size
    content = os.pread(descriptor, size, 0) if hasattr(os, "pread") else os.read(descriptor, size)
    if content and not content.endswith(b"\n"):
        os.ftruncate(descriptor, content.rfind(b"\n") + 1)


def _answer(values: Mapping[str, Any]) -> Answer:
    when = dt.datetime.fromisoformat(values["when"])
    return Answer(values["key"], values["text"], values["who"], when, values["before"])
