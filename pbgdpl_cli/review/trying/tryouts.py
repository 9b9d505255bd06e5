"""What is tried on the readers of one package: which wrong readings are shown where, and how people took them.

All of it stands in the program's own folder until the answers go into the package, so that it outlives a crash; which
readings were planted never leaves that folder. Lines are only ever added.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from converters.corrections.readers.trials import Purpose, Trial
from converters.reading.boxes import Box
from converters.reading.document import Page
from pbgdpl_cli.review.answers.durable_lines import FOLDER, DurableLines, place_of
from pbgdpl_cli.review.answers.items import ReviewItem, folded
from pbgdpl_cli.review.trying.misreadings import misread
from pbgdpl_cli.review.trying.planted_words import PlantedWord, chosen
from validators.problems import OutputProblem, say

_ENDING = ".tryouts.jsonl"
_PLACES_FOR_ONE = 3  # places for one planted reading: most of what a person is shown is what the program reads
_TRIAL = TypeAdapter(Trial)
_WORD = TypeAdapter(PlantedWord)

PageToPlant = tuple[Page, Sequence[Box]]
"""A page, and where something is doubted on it."""


class DamagedTryouts(OutputProblem):
    """What was planted in a package cannot be read: planted readings could be taken for the program's."""

    code = "damaged-tryouts"


def planted_elsewhere(home: Path, people: Collection[str], but: Collection[str]) -> Sequence[Trial]:
    """How these people took what was planted in all packages that were reviewed on this machine.

    Args:
        home: The program's own folder.
        people: Their names.
        but: Keys of places that are left out.
    """
    files = sorted((home / FOLDER).glob(f"*{_ENDING}"))
    trials = {one.name: one for file in files for one in _trials_in(file)}
    return [
        one for one in trials.values() if one.purpose is Purpose.PLANTED and one.who in people and one.key not in but
    ]


def _trials_in(file: Path) -> Sequence[Trial]:
    """The looks in a file; none where it is damaged, which is told when its package is opened."""
    try:
        return [_TRIAL.validate_python(line["trial"]) for line in DurableLines(file).read() if "trial" in line]
    except (OSError, ValueError, TypeError):
        return ()


class Tryouts:
    """The tryouts of one package.

    Args:
        home: The program's own folder.
        package: The package's folder.
        identifier: Of its record; also what the choice of places starts from, so that it is always the same.

    Raises:
        DamagedTryouts: What was planted before cannot be read.
    """

    def __init__(self, home: Path, package: Path, identifier: str) -> None:
        self._kept = DurableLines(place_of(home, package, identifier, _ENDING))
        self._identifier = identifier
        self._planted: dict[str, str] = {}
        self._words: dict[str, PlantedWord] = {}
        self._trials: dict[tuple[Purpose, str, str], Trial] = {}
        self._moved: set[tuple[Purpose, str, str]] = set()
        try:
            for line in self._kept.read():
                self._take(line)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedTryouts(
                say("What was planted in this package to see how people read cannot be read."),
                hint=say("Keep a copy of the file, then take it away: {path}", path=self._kept.file),
                path=self._kept.file,
            ) from error

    def _take(self, line: Mapping[str, Any]) -> None:
        if "word" in line:
            word = _WORD.validate_python(line["word"])
            self._words[word.key] = word
        elif "planted" in line:
            self._planted[line["planted"]] = str(line["shown"])
        elif "trial" in line:
            trial = _TRIAL.validate_python(line["trial"])
            self._trials[trial.name] = trial
            self._moved.discard(trial.name)
        else:
            purpose, key, who = line["moved"]
            self._moved.add((Purpose(purpose), key, who))

    @property
    def trials(self) -> Sequence[Trial]:
        """All looks that were taken on this machine, those in the package by now too."""
        return tuple(self._trials.values())

    @property
    def not_moved(self) -> Sequence[Trial]:
        """Looks that are not in the package yet."""
        return tuple(one for name, one in self._trials.items() if name not in self._moved)

    @property
    def missed(self) -> Mapping[str, str]:
        """Planted readings that somebody let stand, by the key of their place."""
        keys = [one.key for one in self.trials if one.purpose is Purpose.PLANTED and not one.agreed]
        shown = self._planted | {key: one.shown for key, one in self._words.items()}
        return {key: shown[key] for key in keys if key in shown}

    @property
    def has_words(self) -> bool:
        """Whether words were planted in lines that nothing doubts."""
        return bool(self._words)

    @property
    def undecided_words(self) -> Sequence[PlantedWord]:
        """Planted words that nobody has found or let stand."""
        decided = {one.key for one in self._trials.values() if one.purpose is Purpose.PLANTED}
        return [one for key, one in self._words.items() if key not in decided]

    def words_on(self, page: int, *, decided: bool = False) -> Sequence[PlantedWord]:
        """The planted words of a page that nobody has found or let stand; or all of them, decided or not."""
        if not any(one.page == page for one in self._words.values()):
            return ()
        words = self._words.values() if decided else self.undecided_words
        return [one for one in words if one.page == page]

    def plant_words(
        self, pages: Sequence[int], look: Callable[[int], PageToPlant | None], count: int, avoid: Collection[str] = ()
    ) -> None:
        """Choose a word on each of some pages, until so many were planted in all; the same choice every time.

        Args:
            pages: The numbers of the pages.
            look: Gives a page, with where something is doubted on it.
            count: Of planted words, at most.
            avoid: Words, in small letters, that are seen beside the pages.

        Raises:
            OSError: The disk refused.
        """
        used = {one.page for one in self._words.values()}
        free = sorted((one for one in pages if one not in used), key=lambda one: self._chance(f"page {one}").random())
        read = (page for number in free if (page := look(number)) is not None)
        new = list(islice(chosen(read, self._chance("words"), avoid), max(0, min(count, len(pages)) - len(used))))
        if new:
            self._kept.append(*({"word": _WORD.dump_python(one, mode="json")} for one in new))
            self._words.update((one.key, one) for one in new)

    def plant(self, items: Sequence[ReviewItem], count: int) -> None:
        """Choose places and what is shown there, until so many were planted in all; the same choice every time.

        Args:
            items: Places that nobody has answered.
            count: Of planted readings, at most.

        Raises:
            OSError: The disk refused.
        """
        free = [item for item in items if item.place is not None and item.text and item.key not in self._planted]
        room = min(count, (len(free) + len(self._planted)) // _PLACES_FOR_ONE) - len(self._planted)
        lines = [
            {"planted": item.key, "shown": shown}
            for item in sorted(free, key=lambda item: self._chance(item.key).random())
            if (shown := self._misread(item)) is not None
        ][: max(0, room)]
        if lines:
            self._kept.append(*lines)
            for line in lines:
                self._take(line)

    def _misread(self, item: ReviewItem) -> str | None:
        """A wrong reading that nothing else has suggested for the place: that one might be what is printed."""
        shown = misread(item.text, self._chance(f"{item.key} text"))
        suggested = {folded(one) for one in (item.text, *item.candidates)}
        return None if shown is None or folded(shown) in suggested else shown

    def _chance(self, name: str) -> random.Random:
        return random.Random(f"{self._identifier}\n{name}")  # noqa: S311  (no secret: the choice must come again)

    def planted_at(self, key: str) -> str | None:
        """What is shown at a place instead of what the program read; None where nothing is, or it was decided."""
        shown = self._planted.get(key)  # asked of every place of a carpet: few of them have any
        if shown is None or any(one.purpose is Purpose.PLANTED and one.key == key for one in self._trials.values()):
            return None
        return shown

    def ever_planted_at(self, key: str) -> str | None:
        """What was planted at a place, whether that was decided or not."""
        return self._planted.get(key)

    def shown(self, item: ReviewItem) -> ReviewItem:
        """A place as a person is to see it."""
        planted = self.planted_at(item.key)
        return item if planted is None else replace(item, text=planted)

    def took(self, trial: Trial) -> None:
        """Write a look down; on the disk when this returns.

        Raises:
            OSError: The disk refused.
        """
        line = {"trial": _TRIAL.dump_python(trial, mode="json")}
        self._kept.append(line)
        self._take(line)

    def moved(self, trials: Iterable[Trial]) -> None:
        """These looks are in the package now.

        Raises:
            OSError: The disk refused.
        """
        lines = [{"moved": list(one.name)} for one in trials]
        if lines:
            self._kept.append(*lines)
            for line in lines:
                self._take(line)
