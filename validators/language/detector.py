"""Detectors: what tells one thing from another in a legal text, as data, in ordered tables run by one loop.

A heuristic that stands alone can be read, tested and measured; a condition in the middle of a long function cannot. So
each says where its knowledge comes from and what it gains, and shows an example it finds and one it must not find. The
examples are tests (`tests/language/test_detector_examples.py`), and `python benchmarks/detectors.py` prints what a set
of documents loses when a detector is left out. The tables are listed in `converters/detectors.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Generic, Literal, TypeVar

Subject = TypeVar("Subject")
Finding = TypeVar("Finding")
_NOTHING = r"(?!)"
How = Literal["match", "search", "fullmatch"]

_LEFT_OUT: ContextVar[frozenset[str]] = ContextVar("_LEFT_OUT", default=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector(Generic[Subject, Finding]):
    """One thing to look for.

    Attributes:
        name: What it finds; unique in its table.
        source: The law, standard or layout it is known from, or the kind of document that has it.
        gains: What would be lost without it.
        positive: Examples it finds, as its table has them written down; at least one.
        negative: Examples it must not find, alike enough to be mistaken; at least one.
        find: What it finds in a subject; None, or an empty value, when it finds nothing.
        pattern: The expression, where that is all there is to the detector (see `wording`).
        how: How the expression is put to a text.
    """

    name: str
    source: str
    gains: str
    positive: tuple[Any, ...]
    negative: tuple[Any, ...]
    find: Callable[[Subject], Finding | None]
    pattern: str = ""
    how: How = "match"


def wording(
    name: str,
    pattern: str,
    *,
    source: str,
    gains: str,
    positive: tuple[str, ...],
    negative: tuple[str, ...],
    how: How = "match",
) -> Detector[str, re.Match[str]]:
    """A detector that is an expression and nothing else.

    Args:
        name: As in `Detector`, like all that is not named here.
        pattern: Without flags; what is read in any case stands in `(?i:…)`.
        source: See there.
        gains: See there.
        positive: Texts.
        negative: Texts.
        how: `match` at the beginning, `search` anywhere, or `fullmatch`.
    """
    return Detector(
        name=name,
        source=source,
        gains=gains,
        positive=positive,
        negative=negative,
        find=_asking(pattern, how),
        pattern=pattern,
        how=how,
    )


@dataclass(frozen=True, slots=True)
class DetectorTable(Generic[Subject, Finding]):
    """Detectors in the order in which they are asked.

    Attributes:
        name: Unique among all tables ("head/number").
        detectors: What they are asked for, the surest first.
        example: Makes a subject of an example as it is written down; by default examples are subjects.
    """

    name: str
    detectors: tuple[Detector[Subject, Finding], ...]
    example: Callable[[Any], Subject] = lambda written: written

    def each(self, subject: Subject) -> Iterator[tuple[Detector[Subject, Finding], Finding]]:
        """Every detector that finds something, in order, with what it finds."""
        for detector in self.asked():
            found = detector.find(subject)
            if found:
                yield detector, found

    def first(self, subject: Subject) -> Finding | None:
        """What the first detector finds that finds anything."""
        for detector in self.asked():
            found = detector.find(subject)
            if found:
                return found
        return None

    def asked(self) -> tuple[Detector[Subject, Finding], ...]:
        """The detectors, without those left out."""
        left_out = _LEFT_OUT.get()
        if not left_out:
            return self.detectors
        return tuple(detector for detector in self.detectors if self.full_name(detector) not in left_out)

    def full_name(self, detector: Detector[Any, Any]) -> str:
        """The name of a detector among those of all tables."""
        return f"{self.name}/{detector.name}"


@dataclass(frozen=True, slots=True)
class WordingTable(DetectorTable[str, "re.Match[str]"]):
    """Detectors made by `wording`, all asked at once: their expressions are the alternatives of one, in table order.

    Attributes:
        before: An expression that may stand before every one of them (a quotation mark, an ornament).
    """

    before: str = ""
    _whole: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        prefixed = (
            replace(detector, find=_asking(self._joined([detector]), detector.how)) for detector in self.detectors
        )
        object.__setattr__(self, "detectors", tuple(prefixed))
        object.__setattr__(self, "_whole", re.compile(self._joined(self.detectors)))

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression of the whole table, without the detectors left out."""
        return _compiled(self._joined(self.asked())) if _LEFT_OUT.get() else self._whole

    def match(self, text: str, *span: int) -> re.Match[str] | None:
        """What stands at the beginning of a text, or of a span of it."""
        return (self.pattern if _LEFT_OUT.get() else self._whole).match(text, *span)

    def fullmatch(self, text: str, *span: int) -> re.Match[str] | None:
        """A whole text, or a whole span of it."""
        return (self.pattern if _LEFT_OUT.get() else self._whole).fullmatch(text, *span)

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        """The leftmost place in a text, or in a span of it."""
        return (self.pattern if _LEFT_OUT.get() else self._whole).search(text, *span)

    def _joined(self, detectors: Sequence[Detector[str, re.Match[str]]]) -> str:
        alternatives = "|".join(detector.pattern for detector in detectors) or _NOTHING
        return f"{self.before}(?:{alternatives})"


def _asking(pattern: str, how: How) -> Callable[[str], re.Match[str] | None]:
    """Puts an expression to a text; it is compiled when it is first needed alone."""

    def find(text: str) -> re.Match[str] | None:
        found: re.Match[str] | None = getattr(_compiled(pattern), how)(text)
        return found

    return find


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@contextmanager
def leaving_out(*full_names: str) -> Iterator[None]:
    """Run without some detectors, to see what they gain; only what runs in this context is changed.

    Args:
        full_names: Of tables and detectors ("head/number/labelled").
    """
    token = _LEFT_OUT.set(_LEFT_OUT.get() | frozenset(full_names))
    try:
        yield
    finally:
        _LEFT_OUT.reset(token)
