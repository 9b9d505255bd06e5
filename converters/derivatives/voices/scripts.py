"""Sections as scripts: every passage made into words, and held against what is printed, before any voice speaks."""

from __future__ import annotations

import hashlib
import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converters.derivatives.speech.abbreviations import Abbreviations, standard_abbreviations
from converters.derivatives.speech.breaths import Breath, breaths
from converters.derivatives.speech.check import check_script
from converters.derivatives.speech.script import Pause, Script
from converters.derivatives.speech.speak import script_of, unspeakable
from converters.derivatives.telling.section import Section, Told
from validators.problems import Problem, say

_MARK_LENGTH = 8  # hexadecimal digits: two sections of one material never share them by chance
_SHOWN = 60  # letters of a passage that cannot be said
_LONGEST_BREATH = 32  # words; a voice that needs no breath pauses where the sense does
_MOST_NAMED = 8  # of what cannot be said, in one sentence
SYLLABLES_A_SECOND = 4.4  # of an announcer, pauses not counted; each word is one syllable


class CannotBeSaid(Problem):
    """A text holds what nobody should guess how to say."""

    code = "cannot-be-said"


@dataclass(frozen=True, slots=True)
class SectionScript:
    """What is said of one section.

    Attributes:
        section: As printed.
        scripts: One for each of its passages.
        parts: Pieces of each passage, joined by spaces, at whose ends a breath must end; empty where it need not.
    """

    section: Section
    scripts: tuple[Script, ...]
    parts: tuple[tuple[str, ...], ...] = ()

    @property
    def mark(self) -> str:
        """By which a recording is tied to these words."""
        spoken = "\n".join(script.spoken for script in self.scripts)
        return hashlib.sha256(spoken.encode("utf-8")).hexdigest()[:_MARK_LENGTH]

    @property
    def breaths(self) -> tuple[tuple[int, Breath], ...]:
        """Number of the passage, and each breath of it."""
        if self.parts:
            cut = zip(self.scripts, self.parts, strict=True)
            return tuple((number, one) for number, (script, parts) in enumerate(cut) for one in _cut(script, parts))
        each = enumerate(self.scripts)
        return tuple((number, breath) for number, script in each for breath in breaths(script, _LONGEST_BREATH))

    @property
    def seconds(self) -> float:
        """About how long it takes to say."""
        said = sum(len(breath.words) for _, breath in self.breaths) / SYLLABLES_A_SECOND
        return said + sum(breath.pause for _, breath in self.breaths) / 1000


def scripts_of(sections: Sequence[Section], table: Abbreviations | None = None) -> tuple[SectionScript, ...]:
    """The scripts of all sections.

    Raises:
        CannotBeSaid: An abbreviation, sign or figure is not known; it names its place and all others of its passage.
        ScriptDiffers: A script does not say what is printed.
    """
    known = table or standard_abbreviations()
    return tuple(SectionScript(one, tuple(_script(told, known) for told in one.passages)) for one in sections)


def _script(told: Told, table: Abbreviations) -> Script:
    unknown = unspeakable(told.text, table)
    if unknown:
        first = unknown[0]
        names = ", ".join(f"“{one.text}”" for one in unknown[:_MOST_NAMED])
        near = told.text[max(0, first.offset - _SHOWN // 2) : first.offset + _SHOWN // 2].replace("\n", " ")
        raise CannotBeSaid(
            say(
                "It is not known how to say {names}: letter {offset} of {pointer}, near “{near}”.",
                names=names, offset=first.offset + 1, pointer=told.pointer or say("the fixed words"), near=near,
            ),
            hint=say("Write it out with a plan, or add it to a table of abbreviations (--abbreviations)."),
        )  # fmt: skip
    script = script_of(told.text, table)
    check_script(told.text, script, table)
    return script


def _cut(script: Script, parts: Sequence[str]) -> Iterator[Breath]:
    """A script in breaths, one a part; words of one thing printed stay together."""
    ends = list(itertools.accumulate(len(part) + 1 for part in parts))
    for _, words in itertools.groupby(script.words, key=lambda word: bisect_right(ends, word.start)):
        yield Breath(tuple(words))


def given_words(breath: Breath) -> str:
    """The words of a breath as a voice gets them: a comma where it pauses, a full stop where a sentence ends."""
    return " ".join(_with_signs(breath))


def _with_signs(breath: Breath) -> Iterator[str]:
    for word in breath.words[:-1]:
        yield word.text + ("," if word.pause else "")
    yield breath.words[-1].text + ("." if breath.pause >= Pause.SENTENCE else ",")
