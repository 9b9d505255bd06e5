"""A line that a person typed anew, as corrections of the words that became others.

Words left as they were are not touched: whoever mends a letter at the end of a line has not looked at the amount in the
middle of it, and a doubt about that amount stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate

from converters.corrections.correction import Correction
from converters.corrections.places import WordPlace
from converters.corrections.typed import apart, runs
from converters.reading.document import Line
from validators.language.unicode_hygiene import clean_text


def retyped(page: int, line: Line, typed: str, who: str, when: dt.datetime) -> tuple[Correction, ...]:
    """The corrections that make a line read as it was typed.

    Args:
        page: Number of the page, from 1.
        line: As it stands.
        typed: The whole line as it is printed; empty where nothing is.
        who: Who typed it.
        when: With the offset from UTC.
    """
    old, new = [word.text for word in line.words], clean_text(typed).split()
    starts = list(accumulate((len(word) + 1 for word in old), initial=0))
    made = []
    for first, last, start, stop in apart(runs(old, new)):
        place = WordPlace(page, line, starts[first], starts[last] - 1)
        made.append(place.corrected_to(" ".join(new[start:stop]), who, when))
    return in_turn(made)


def retyped_over(places: Sequence[WordPlace], typed: str, who: str, when: dt.datetime) -> tuple[Correction, ...]:
    """The corrections that make words of several lines read as they were typed, each word in the line it stood in."""
    old = [place.text.split() for place in places]
    shares = _shared_out(old, clean_text(typed).split())
    made = [place.corrected_to(" ".join(words), who, when) for place, words in zip(places, shares, strict=True)]
    return in_turn(made)


def _shared_out(old: Sequence[Sequence[str]], new: Sequence[str]) -> list[list[str]]:
    """Typed words, each to the line of the word it stands for."""
    line_of = [at for at, words in enumerate(old) for _ in words]
    shares: list[list[str]] = [[] for _ in old]
    opcodes = SequenceMatcher(None, [word for words in old for word in words], new, autojunk=False).get_opcodes()
    for _, first, last, start, stop in opcodes:
        for place in range(start, stop):
            at = first + (place - start) * (last - first) // (stop - start) if last > first else max(0, first - 1)
            shares[line_of[min(at, len(line_of) - 1)]].append(new[place])
    return shares


def in_turn(made: Sequence[Correction]) -> tuple[Correction, ...]:
    """Corrections made at one time, each to be found after those before it.

    Places are found by their boxes; without any, by what their line reads. So the last place of such a line comes
    first, and those before it are told what the line reads by then.
    """
    placed = [one for one in made if one.box is not None]
    unplaced = sorted((one for one in made if one.box is None), key=lambda one: (one.page, -one.start))
    reads: dict[tuple[int, str], str] = {}
    for one in unplaced:
        line = reads.get((one.page, one.line), one.line)
        placed.append(replace(one, line=line))
        changed = line[: one.start] + one.after + line[one.start + len(one.before) :]
        reads[one.page, one.line] = " ".join(changed.split())  # words taken away leave no space
    return tuple(placed)
