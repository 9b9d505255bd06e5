"""Code lists with dates: which code meant what on which day."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from validators.problems import NamedInLanguages

FOLDER = Path(__file__).parent / "vocabularies"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


@dataclass(frozen=True, slots=True)
class Term(NamedInLanguages):
    """One entry of a code list.

    Attributes:
        code: As records hold it.
        vi: Vietnamese name.
        en: English name.
        valid_from: First day it holds; None for "since before this list".
        valid_to: Last day it holds; None for "still".
        details: Further members of the entry, by name.
    """

    code: str
    vi: str
    en: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    details: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """The code: what machines compare. People are shown `name`."""
        return self.code

    def name(self, language: str) -> str:
        """The name in a language: Vietnamese for "vi", English for any other."""
        return self.vi if language == "vi" else self.en

    def holds_on(self, day: dt.date) -> bool:
        """Whether the entry is valid on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A published code list."""

    identifier: str
    version: str
    vi: str
    en: str
    source: str
    terms: tuple[Term, ...]

    def on(self, day: dt.date) -> tuple[Term, ...]:
        """The entries valid on a day."""
        return tuple(term for term in self.terms if term.holds_on(day))

    def named(self, name: str) -> Term | None:
        """The entry with this Vietnamese name."""
        return next((term for term in self.terms if term.vi == name), None)

    def find(self, code: str, day: dt.date | None = None) -> Term | None:
        """The entry of a code, on a day if one is given."""
        return next((term for term in self.terms if term.code == code and (day is None or term.holds_on(day))), None)


@cache
def vocabulary(name: str) -> Vocabulary:
    """A code list by the name of its file, e.g. `provinces`."""
    body = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Vocabulary(
        identifier=body["id"],
        version=body["version"],
        vi=body["title"]["vi"],
        en=body["title"]["en"],
        source=body["source"],
        terms=tuple(_term(entry) for entry in body["terms"]),
    )


def name_of(name: str, code: object, language: str = "vi") -> str:
    """What a code of a list is called in a language; the code itself when the list does not hold it.

    Args:
        name: Of the code list, as `vocabulary` takes it ("kinds").
        code: The code ("to-gap"; topics have numbers).
        language: "vi" or "en".
    """
    found = vocabulary(name).find(str(code))
    return found.name(language) if found else str(code)


def _term(entry: dict[str, Any]) -> Term:
    known = {"code", "vi", "en", "valid_from", "valid_to"}
    return Term(
        code=str(entry["code"]),
        vi=entry["vi"],
        en=entry["en"],
        valid_from=_date(entry.get("valid_from")),
        valid_to=_date(entry.get("valid_to")),
        details={name: value for name, value in entry.items() if name not in known},
    )


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
