"""Wrong words shown on purpose in lines that nothing doubts: how well do people read the rest of a page?

They stand in the lines of a whole page as it is shown, and nowhere else: not in the pages, nor in anything that is put
into a package. Whoever puts such a line right has found one; whoever lets the line stand, or says that the page is
read, has missed it, is told at once, and sees what the program read.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from converters.corrections.places import lines_of
from converters.reading.boxes import Box
from converters.reading.document import Line, Page, Word
from pbgdpl_cli.review.answers.items import Said, folded
from pbgdpl_cli.review.trying.misreadings import misread
from pbgdpl_cli.review.words.harmless import may_be_number, touch

_SHORTEST = 3  # letters: of shorter words most misreadings are words that nobody would notice missing


@dataclass(frozen=True, slots=True)
class PlantedWord:
    """A wrong word.

    Attributes:
        key: Its name.
        page: Number of the page.
        box: Where it stands.
        text: What the program read.
        shown: What is shown instead.
    """

    key: str
    page: int
    box: Box
    text: str
    shown: str


def choose(
    page: Page, doubted: Sequence[Box], chance: random.Random, avoid: Collection[str] = ()
) -> PlantedWord | None:
    """A word of a page that nothing doubts, in a line that nothing doubts; None where there is none.

    Args:
        page: As it is shown.
        doubted: Where something is doubted on it.
        chance: Chooses.
        avoid: Words, in small letters, that are seen beside the page: its title tells how they read.
    """
    lines = [line for line in lines_of(page) if not any(_meets(line, box) for box in doubted)]
    words = [word for line in lines for word in line.words if _is_plain(word) and word.text.casefold() not in avoid]
    chance.shuffle(words)
    for word in words:
        shown = misread(word.text, chance)
        if shown is not None and word.box is not None and not may_be_number(shown):
            return PlantedWord(_key(page, word.box), page.number, word.box, word.text, shown)
    return None


def _key(page: Page, box: Box) -> str:
    return f"planted-{page.number}-{'-'.join(map(str, box))}"


def _meets(line: Line, box: Box) -> bool:
    return any(touch(word.box, box) for word in line.words)


def _is_plain(word: Word) -> bool:
    """Whether a word may be planted: letters alone, read by the program, and no number in words."""
    letters = word.text.isalpha() and len(word.text) >= _SHORTEST
    return letters and word.box is not None and not word.by_person and not may_be_number(word.text)


def with_planted(line: Line, planted: Iterable[PlantedWord]) -> Line:
    """A line as it is shown."""
    shown: dict[tuple[Box | None, str], str] = {(one.box, one.text): one.shown for one in planted}
    if not any((word.box, word.text) in shown for word in line.words):
        return line
    words = (replace(word, text=shown.get((word.box, word.text), word.text)) for word in line.words)
    return replace(line, words=tuple(words))


def held_by(line: Line, planted: Iterable[PlantedWord]) -> list[PlantedWord]:
    """The wrong words that stand in a line."""
    held = {(word.box, word.text) for word in line.words}
    return [one for one in planted if (one.box, one.text) in held]


def let_stand(one: PlantedWord, line: Line, said: Said) -> bool:
    """Whether what a person sent for a line still bears a wrong word."""
    return not said.nothing and _count(one.shown, said.typed or "") > _count(one.shown, line.text)


def without(planted: Iterable[PlantedWord], typed: str) -> str:
    """What a person sent, with what the program read in the place of wrong words."""
    for one in planted:
        typed = _whole(one.shown).sub(one.text, typed)  # letters alone: nothing that a template would read
    return typed


def _count(word: str, text: str) -> int:
    return len(_whole(word).findall(folded(text)))


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


def chosen(
    pages: Iterable[tuple[Page, Sequence[Box]]], chance: random.Random, avoid: Collection[str]
) -> Iterator[PlantedWord]:
    """One word of each page that has one."""
    return (one for page, doubted in pages if (one := choose(page, doubted, chance, avoid)) is not None)
