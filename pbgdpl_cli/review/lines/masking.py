"""Numbers that a person shall still read for himself, hidden in the lines they stand in.

A sign such as "[?1]" stands in the field in the place of each. Whoever lets it stand has said nothing of the number;
whoever types over it has read it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence


def masked(text: str, numbers: Sequence[str]) -> str:
    """A text with a sign in the place of each number, wherever it stands in it."""
    for number, sign in _signs(numbers):
        text = _whole(number).sub(sign, text)  # a sign holds nothing that a pattern would read
    return text


def unmasked(text: str, numbers: Sequence[str]) -> str:
    """What was typed, with the numbers in the place of the signs that were let stand."""
    for number, sign in _signs(numbers):
        text = text.replace(sign, number)
    return text


def replaced(typed: str, line: str, numbers: Sequence[str]) -> tuple[str, ...]:
    """The numbers of a line that a person typed otherwise than they were read.

    Args:
        typed: With the signs that were let stand.
        line: As it stands, with the numbers.
        numbers: Those hidden in it.
    """
    whole = unmasked(typed, numbers)
    return tuple(one for one in numbers if len(_whole(one).findall(whole)) < len(_whole(one).findall(line)))


def still_hidden(typed: str, numbers: Sequence[str]) -> tuple[str, ...]:
    """The numbers whose signs stand in what was typed."""
    return tuple(number for number, sign in _signs(numbers) if sign in typed)


def _signs(numbers: Sequence[str]) -> list[tuple[str, str]]:
    """Longest first, so that no number is taken for a part of another."""
    signs = [(number, f"[?{place}]") for place, number in enumerate(dict.fromkeys(numbers), start=1)]
    return sorted(signs, key=lambda pair: -len(pair[0]))


def _whole(number: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(number)}(?!\w)")
