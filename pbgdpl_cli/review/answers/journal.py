"""What a person answers, written down at once: a closed tab, a power cut or `kill -9` costs the word being typed.

The journal stands in the program's own folder, one file a package, until its answers are put into the package. Lines
are only ever added; taking an answer back adds a line too, so that undoing works over sessions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pbgdpl_cli.review.answers.durable_lines import DurableLines, place_of
from validators.problems import OutputProblem, say


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
        self._kept = DurableLines(place_of(home, package, identifier, ".jsonl"))
        self.file = self._kept.file

    def answers(self) -> Mapping[str, Answer]:
        """The answers that hold, by key, in the order in which they were given.

        Raises:
            DamagedJournal: It cannot be read. A last line that was cut by a power failure is no answer.
        """
        held: dict[str, Answer] = {}
        try:
            for values in self._kept.read():
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
        self._kept.append(*undone, *({**asdict(answer), "when": answer.when.isoformat()} for answer in added))
        if not self.answers():
            self.file.unlink(missing_ok=True)


def _answer(values: Mapping[str, Any]) -> Answer:
    when = dt.datetime.fromisoformat(values["when"])
    return Answer(values["key"], values["text"], values["who"], when, values["before"])
