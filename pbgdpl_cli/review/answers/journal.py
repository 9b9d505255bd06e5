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
        batch: Of the screen on which it was given with others, so that they can be taken back together; else empty.
    """

    key: str
    text: str | None
    who: str
    when: dt.datetime
    before: str = ""
    batch: str = ""


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
        return self._held()[0]

    def odd(self) -> Mapping[str, str]:
        """The places that a person marked on a screen, to be looked at one by one, with the name of the screen.

        Raises:
            DamagedJournal: It cannot be read.
        """
        return self._held()[1]

    def add(self, *answers: Answer, odd: Mapping[str, str] | None = None) -> None:
        """Write answers down, all at once; on the disk when this returns.

        Args:
            answers: What was answered.
            odd: Places to be looked at one by one, with the name of the screen on which they were marked.

        Raises:
            OSError: The disk refused.
        """
        marks = ({"key": key, "odd": batch} for key, batch in (odd or {}).items())
        self._kept.append(*({**asdict(one), "when": one.when.isoformat()} for one in answers), *marks)

    def take_back(self, keys: Iterable[str]) -> None:
        """The answers and marks with these keys hold no more: taken back, or in the package by now. Others stay.

        Raises:
            OSError: The disk refused.
        """
        self._kept.append(*({"key": key, "undone": True} for key in keys))
        if not any(self._held()):
            self.file.unlink(missing_ok=True)

    def exchange(self, gone: Iterable[str], added: Iterable[Answer]) -> None:
        """Take answers back and write others down, in one step: a power cut leaves either these or those.

        Raises:
            OSError: The disk refused.
        """
        undone = [{"key": key, "undone": True} for key in gone]
        self._kept.append(*undone, *({**asdict(answer), "when": answer.when.isoformat()} for answer in added))
        if not any(self._held()):
            self.file.unlink(missing_ok=True)

    def _held(self) -> tuple[dict[str, Answer], dict[str, str]]:
        held: dict[str, Answer] = {}
        odd: dict[str, str] = {}
        try:
            for values in self._kept.read():
                key = values["key"]
                held.pop(key, None)
                odd.pop(key, None)
                if "odd" in values:
                    odd[key] = values["odd"]
                elif not values.get("undone"):
                    held[key] = _answer(values)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedJournal(
                say("Answers that are not in their package yet cannot be read."),
                hint=say("Keep a copy of the file, then take it away: {path}", path=self.file),
                path=self.file,
            ) from error
        return held, odd


def _answer(values: Mapping[str, Any]) -> Answer:
    when = dt.datetime.fromisoformat(values["when"])
    return Answer(values["key"], values["text"], values["who"], when, values["before"], values.get("batch", ""))
