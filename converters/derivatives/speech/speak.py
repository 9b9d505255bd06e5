"""`script_of(text)`: the text as a voice says it, or the first thing in it that nobody should guess at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converters.derivatives.speech.abbreviations import Abbreviations, standard_abbreviations
from converters.derivatives.speech.forms.figures import CODES, FIGURES
from converters.derivatives.speech.forms.locators import LOCATORS
from converters.derivatives.speech.forms.times import TIMES
from converters.derivatives.speech.forms.words import NUMBERS_AND_NAMES, WORDS
from converters.derivatives.speech.script import Pause, Said, Script, Unspeakable, Word

_FORMS = (*CODES, *NUMBERS_AND_NAMES, *LOCATORS, *TIMES, *FIGURES, *WORDS)
_FORMS_OF = {opening: tuple(form for form in _FORMS if opening in form.opens) for opening in "a0-"}
_SPACE = re.compile(r"[^\S\n]+")
_TOKEN = re.compile(r"\w+|\S")
_REFUSED = re.compile(r"(?:[^\s,;:!?()“”\"]|(?<=\d)[,.:](?=\d))+")
_LONGEST_SHOWN = 40  # characters of what cannot be said


def script_of(text: str, table: Abbreviations | None = None) -> Script:
    """The words of a text with their pauses.

    Args:
        text: NFC.
        table: What abbreviations stand for; the standard table when none is given.

    Raises:
        Unspeakable: The first abbreviation, sign or figure that is not known or could be said in two ways.
    """
    said: list[Said] = []
    for piece in _pieces(text, table or standard_abbreviations()):
        if isinstance(piece, Unspeakable):
            raise piece
        said.append(piece)
    return Script(tuple(_words(said)))


def unspeakable(text: str, table: Abbreviations | None = None) -> tuple[Unspeakable, ...]:
    """Everything in a text that cannot be said, in order: what an office would add to its table or write out."""
    return tuple(piece for piece in _pieces(text, table or standard_abbreviations()) if isinstance(piece, Unspeakable))


def _pieces(text: str, table: Abbreviations) -> Iterator[Said | Unspeakable]:
    place = 0
    while place < len(text):
        said = _said_at(text, place, table)
        if said:
            yield from said
            place = max(place + 1, *(piece.end for piece in said))
        elif space := _SPACE.match(text, place):
            place = space.end()
        else:
            shown = _REFUSED.match(text, place) or _TOKEN.match(text, place)
            printed = shown.group()[:_LONGEST_SHOWN].rstrip(".") if shown else ""
            yield Unspeakable(printed or text[place], place)
            place += max(1, len(printed))


def _said_at(text: str, place: int, table: Abbreviations) -> list[Said] | None:
    first = text[place]
    for form in _FORMS_OF["a" if first.isalpha() else "0" if first.isdecimal() else "-"]:
        match = form.pattern.match(text, place)
        said = form.say(match, table) if match else None
        if said:
            return said
    return None


def _words(said: list[Said]) -> Iterator[Word]:
    """Words one by one; a pause goes to the word before it."""
    waiting: Word | None = None
    for piece in said:
        for word in piece.words.split():
            if waiting:
                yield waiting
            waiting = Word(word, piece.start, piece.end)
        if waiting and piece.pause > waiting.pause:
            waiting = Word(waiting.text, waiting.start, waiting.end, Pause(piece.pause))
    if waiting:
        yield waiting
