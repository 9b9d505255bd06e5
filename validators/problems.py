"""What can be said to a person, and what can go wrong.

Rooms below the program never print and never choose a language: they hold a `Message`, and the program translates it
when it is shown. The tree of problems, each with a stable code:

    Problem
    ├── UnreadableInput     the file as given cannot be used
    │   ├── EmptyFile · WrongFormat · Encrypted · TooLarge · Damaged …  (named where they are found)
    ├── MissingDependency   an outside program, an extra or a font is not there
    ├── OutputProblem       the result cannot be written (read-only, disk full)
    └── …                   rooms add their own beside the code that raises them
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Self


class NamedInLanguages:
    """A value with a name in every language: what a Message holds instead of a sentence."""

    def name(self, language: str) -> str:
        """What it is called in a language."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Passing:
    """A value in a Message that changes by itself as days pass: shown, but no part of what the Message says."""

    value: object

    def __str__(self) -> str:
        """As it is shown."""
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for a person: English with `{names}`, translated by the program when it is shown.

    Attributes:
        text: The English sentence, which is also the key of its translation.
        values: What stands in the braces. A value may be a Message, or have a name in each
            language; it is translated too.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The English sentence, filled in."""
        return self.text.format(**{name: str(value) for name, value in self.values.items()})

    @property
    def lasting(self) -> str:
        """What is the same tomorrow: the sentence with its values, without those that pass."""
        return "|".join([self.text, *(str(value) for value in self.values.values() if not isinstance(value, Passing))])


def say(text: str, /, **values: object) -> Message:
    """Make a Message. The catalogue's extractor looks for this name."""
    return Message(text, values)


class Problem(Exception):
    """Something a person must be told, with a code a machine can rely on."""

    code: ClassVar[str] = "problem"

    def __init__(self, message: Message, *, hint: Message | None = None, path: Path | str | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.hint = hint
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        # Problems cross process borders; keyword arguments do not survive the default pickling.
        return _rebuild, (type(self), self.message, self.hint, self.path)

    def at(self, path: Path | str) -> Self:
        """The same problem with the file it concerns, when whoever raised it did not know the file."""
        if self.path is None:
            self.path = path
        return self


def _rebuild(kind: type[Problem], message: Message, hint: Message | None, path: Path | str | None) -> Problem:
    return kind(message, hint=hint, path=path)


class TimeIsUp(Exception):
    """Something took longer than it may; whoever set the limit answers for it, and nobody between catches it."""


class UnreadableInput(Problem):
    """The file as given cannot be read."""

    code = "unreadable"


class MissingDependency(Problem):
    """An outside program, an extra of ours, or a font is missing."""

    code = "missing-dependency"


class OutputProblem(Problem):
    """The result cannot be written where it was asked for."""

    code = "cannot-write"
