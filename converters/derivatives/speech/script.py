"""What a voice is given: words with the place each stands for, and the pauses between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from validators.problems import Problem, say


class Pause(IntEnum):
    """Silence after a word, in milliseconds: half a breath, a breath, and the breath of a new paragraph."""

    NONE = 0
    CLAUSE = 250
    SENTENCE = 500
    PARAGRAPH = 800


@dataclass(frozen=True, slots=True)
class Word:
    """One word to be said.

    Attributes:
        text: Letters only, lower case.
        start: First code point in the source of what it stands for.
        end: One past the last; the same as `start` for a word that the sense asks for and nothing is printed of.
        pause: The silence after it.
    """

    text: str
    start: int
    end: int
    pause: Pause = Pause.NONE


@dataclass(frozen=True, slots=True)
class Script:
    """All that is said, in order."""

    words: tuple[Word, ...]

    @property
    def spoken(self) -> str:
        """The words alone, one space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def punctuated(self) -> str:
        """The words with a comma or a full stop where the voice pauses."""
        signs = {Pause.NONE: "", Pause.CLAUSE: ",", Pause.SENTENCE: ".", Pause.PARAGRAPH: ".\n"}
        return " ".join(word.text + signs[word.pause] for word in self.words).replace("\n ", "\n").rstrip("\n")


@dataclass(frozen=True, slots=True)
class Said:
    """Words for one stretch of the source.

    Attributes:
        words: One or more, one space between them; empty for what is passed over in silence.
        start: First code point.
        end: One past the last.
        pause: The silence after the last word.
    """

    words: str
    start: int
    end: int
    pause: Pause = Pause.NONE


class Unspeakable(Problem):
    """An abbreviation, a sign or a figure that could be said in more than one way, or in none that is known.

    Attributes:
        text: As printed.
        offset: First code point in the source.
    """

    code = "unspeakable"

    def __init__(self, text: str, offset: int) -> None:
        super().__init__(
            say("“{text}” at letter {offset} cannot be said: it is not known how.", text=text, offset=offset + 1),
            hint=say("Write it out, or add it to the table of abbreviations."),
        )
        self.text = text
        self.offset = offset

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.text, self.offset)
