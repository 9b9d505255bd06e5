"""The lines of a page before and after people put them right, told apart word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Was = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of a page that stand one after the other.

    Attributes:
        before: As they were read.
        after: As they stand now; the same where nobody changed them.
        words: Of changed lines: what stayed, what went and what came, in order.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    words: tuple[tuple[Was, str], ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether somebody put something right in it."""
        return self.before != self.after


def runs(before: Sequence[str], after: Sequence[str]) -> Sequence[Run]:
    """Lines as they were read, held against those that stand now: by turns those that stayed, and those that did not.

    Args:
        before: As they were read.
        after: As they stand now.
    """
    return [
        Run(was := tuple(before[start:stop]), now := tuple(after[begin:end]), () if was == now else _words(was, now))
        for _, start, stop, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    ]


def _words(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[Was, str], ...]:
    was, now = " ".join(before).split(), " ".join(after).split()
    return tuple(_parts(was, now))


def _parts(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[Was, str]]:
    for tag, start, stop, begin, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", " ".join(was[start:stop])
            continue
        if stop > start:
            yield "gone", " ".join(was[start:stop])
        if end > begin:
            yield "new", " ".join(now[begin:end])
