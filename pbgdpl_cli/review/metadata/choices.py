"""What a field offers while somebody types: found without marks too, so that "dat dai" finds "Đất đai"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from validators.language.syllables import base_key
from validators.sharing.communes import VALID_FROM, communes
from validators.sharing.sheet_columns import Column
from validators.sharing.vocabulary import name_of, vocabulary

PLACE_CODE, PLACE_NAME = "/place/code", "/place/name"
_MOST = 30  # offered at a time: more are not read
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something a field may hold.

    Attributes:
        value: What goes into the field.
        label: What people choose by.
        name: Of a place, what its name field is to say; empty for anything else.
    """

    value: str
    label: str
    name: str = ""


def offers_something(field: Column) -> bool:
    """Whether there is a list to choose from."""
    return bool(field.choices) or field.pointer == PLACE_CODE


def found(field: Column, typed: str, day: dt.date | None) -> Sequence[Offer]:
    """What a field offers for what was typed so far, the best first.

    Args:
        field: Which field.
        typed: Words or beginnings of words, with or without marks, in any order; of several values the last counts.
        day: The day of issue, on which places had their names; None where it is not known.
    """
    wanted = folded_words(typed.rpartition(";")[2] if field.kind == "choices" else typed)
    ranked = ((rank, at, one) for at, (key, one) in enumerate(_offers(field, day)) if (rank := rank_of(wanted, key)))
    return [one for _, _, one in sorted(ranked, key=lambda found: found[:2])[:_MOST]]


def place_of(code: str, day: dt.date | None) -> Offer | None:
    """The place with a code on a day."""
    return next((one for _, one in _places(day) if one.value == code), None)


def _offers(field: Column, day: dt.date | None) -> Sequence[tuple[str, Offer]]:
    if field.pointer == PLACE_CODE:
        return _places(day)
    return [(folded_words(choice), Offer(choice, choice)) for choice in field.choices]


def rank_of(wanted: str, key: str) -> int:
    """How well folded words fit what was typed, folded; 0 for not at all.

    Returns:
        1 for what begins so, 2 where every word begins one of its words, 3 where every word stands in it.
    """
    if key.startswith(wanted):
        return 1
    words, told = wanted.split(), key.split()
    if all(any(one.startswith(word) for one in told) for word in words):
        return 2
    return 3 if all(word in key for word in words) else 0


@cache
def _places(day: dt.date | None) -> tuple[tuple[str, Offer], ...]:
    return tuple((folded_words(one.label), one) for one in _places_on(day))


def _places_on(day: dt.date | None) -> Iterator[Offer]:
    """Provinces of a day, then communes where the day had the present ones; without a day, those of any day."""
    for term in vocabulary("provinces").terms:
        if day is None or term.holds_on(day):
            until = "" if term.valid_to is None else f" (– {term.valid_to:%d/%m/%Y})"
            yield Offer(term.code, f"{term.vi} · {term.code}{until}", term.vi)
    if day is None or day >= VALID_FROM:
        for unit in communes().values():
            yield Offer(unit.code, f"{unit.name}, {name_of('provinces', unit.province)} · {unit.code}", unit.name)


def folded_words(text: str) -> str:
    """A text by its words alone: without marks, case and signs."""
    return " ".join(_WORDS.findall(base_key(text).casefold()))
