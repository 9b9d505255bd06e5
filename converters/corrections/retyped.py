"""A line that a person typed anew, as corrections of the words that became others.

Words left as they were are not touched: whoever mends a letter at the end of a line has not looked at the amount in the
middle of it, and a doubt about that amount stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
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
