"""Good and bad words of one publisher.

A good word is no doubt in its material: an old name, a dialect word, an abbreviation that the program cannot know. A
bad word is valid, but is often what recognition makes of another one there ("tiên" for "tiền"): wherever it stands it
is a doubt. People put words on the lists; what they answered only ever proposes. No number is ever on a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pbgdpl_cli.review.answers.items import folded
from pbgdpl_cli.review.words.harmless import may_be_number
from pbgdpl_cli.review.words.kept import LinesAbout
from validators.problems import Problem, say

_FOLDER = Path("review") / "words"
_MOST_WORDS = 4  # of an entry: what is longer is no word misread
_MARKS = ".,;:!?()“”\"'…"


class Sort(StrEnum):
    """On which list a word is; `none` takes it off."""

    GOOD = "good"
    BAD = "bad"
    NONE = "none"


class NoListedWord(Problem):
    """Something is no word for a list."""

    code = "no-listed-word"


@dataclass(frozen=True, slots=True)
class ListedWord:
    """A word on a list.

    Attributes:
        word: In small letters.
        sort: Good or bad.
        printed: What is mostly printed where a bad word is read; empty where nobody said.
        who: Who put it there.
        day: When, as YYYY-MM-DD.
    """

    word: str
    sort: Sort
    printed: str = ""
    who: str = ""
    day: str = ""


def as_listed(text: str) -> str:
    """A word as lists know it: without the marks beside it, in small letters."""
    return folded(text).strip(_MARKS).casefold()


class WordLists:
    """The lists of one publisher.

    Args:
        home: The program's own folder.
        publisher: Its name, as records bear it; without one there are no lists.
    """

    def __init__(self, home: Path, publisher: str) -> None:
        self.publisher = publisher
        self._lines = LinesAbout(home / _FOLDER, publisher)
        self.file = self._lines.file

    def words(self) -> Mapping[str, ListedWord]:
        """What is on the lists, by word; of two lines about one word the later holds."""
        found: dict[str, ListedWord] = {}
        for line in self._lines:
            word, sort = as_listed(str(line.get("word", ""))), str(line.get("list", ""))
            if sort in tuple(Sort) and is_listable(word):
                found.pop(word, None)
                told = (folded(str(line.get(name, ""))) for name in ("printed", "who", "day"))
                found[word] = ListedWord(word, Sort(sort), *told)
        return {word: one for word, one in found.items() if one.sort is not Sort.NONE}

    def found_right(self) -> Counter[str]:
        """How often a doubted word was right as it was read, by word."""
        counted: Counter[str] = Counter()
        for line in self._lines:
            if isinstance(line.get("right"), int):
                counted[as_listed(str(line.get("word", "")))] += max(0, line["right"])
        return counted

    def put(self, word: str, sort: Sort, who: str, printed: str = "") -> None:
        """Put a word on a list, or take it off; on the disk when this returns.

        Raises:
            NoListedWord: It is empty, too long, or may be a number; or a bad word would be printed as itself.
            OSError: The disk refused.
        """
        name = as_listed(word)
        if not self.publisher or not is_listable(name) or (printed and not is_listable(as_listed(printed))):
            raise NoListedWord(say("“{word}” is no word for a list: one to four words, no number.", word=word))
        if as_listed(printed) == name:
            raise NoListedWord(say("“{word}” cannot be a misreading of itself.", word=word))
        self._lines.add([{"word": name, "list": sort.value, "printed": folded(printed), "who": who}])

    def learn(self, right: Mapping[str, int]) -> None:
        """Words that were doubted, and right as read, so many times; they only propose.

        Raises:
            OSError: The disk refused.
        """
        self._lines.add([{"word": word, "right": count} for word, count in right.items() if is_listable(word)])


def is_listable(word: str) -> bool:
    """Whether words may be on a list: a few, and no number."""
    return 0 < len(word.split()) <= _MOST_WORDS and not may_be_number(word)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word that a person may put on a list.

    Attributes:
        word: In small letters.
        sort: On which.
        printed: What it was put right to, for a bad word.
        count: How many answers speak for it.
    """

    word: str
    sort: Sort
    printed: str
    count: int


LEAST_ANSWERS = 3  # that speak for a proposal: two like mistakes may be chance


def proposals(
    listed: Mapping[str, ListedWord], right: Mapping[str, int], taken: Mapping[tuple[str, str], int]
) -> Sequence[Proposal]:
    """What answers speak for, the most often first; words on a list are not proposed.

    Args:
        listed: What is on the lists.
        right: How often a doubted word was right as read.
        taken: How often words were put right: as read and as printed.
    """
    wrong: Counter[str] = Counter()
    for (read, _), count in taken.items():
        wrong[as_listed(read)] += count
    good = [
        Proposal(word, Sort.GOOD, "", count)
        for word, count in right.items()
        if count >= LEAST_ANSWERS and not wrong[word] and is_listable(word)
    ]
    bad = [
        Proposal(as_listed(read), Sort.BAD, printed, count)
        for (read, printed), count in taken.items()
        if count >= LEAST_ANSWERS and count > right.get(as_listed(read), 0) and is_listable(as_listed(read))
    ]
    found = {one.word: one for one in sorted((*good, *bad), key=lambda one: one.count) if one.word not in listed}
    return sorted(found.values(), key=lambda one: -one.count)
