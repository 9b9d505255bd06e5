"""What detectors look at, a word or a quantity in its place, and what they answer with, a span to be read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from converters.ocr.after_reading.labels import BULLETS
from converters.reading.document import Line, Word
from validators.language.quantities import Quantity, QuantityKind, find_quantities

FIRST_YEAR, LAST_YEAR = 1900, 2060  # no date of a document we may meet lies before or after
LABEL_UNITS = frozenset(("điều", "khoản", "điểm", "chương", "mục"))
_EDGES = ".,;:()[]“”\"'…"


@dataclass(frozen=True, slots=True)
class CriticalSpan:
    """Words on one line that say one thing in which a wrong character changes the law.

    Attributes:
        kind: Kind of the flag it would raise.
        line: Index of the line among the page's lines.
        first: First word, index into the line.
        last: One past its last word.
        checked: The words among them that must come out the same when read again, as indexes into the line.
        malformed: Whether its form alone shows that something is wrong.
        single_letter: Whether it is a label of one letter, which is also read alone.
        only_if_number: Whether it is a short word the engine was unsure of, to be doubted only if it turns out to be
            a number.
    """

    kind: str
    line: int
    first: int
    last: int
    checked: tuple[int, ...]
    malformed: bool = False
    single_letter: bool = False
    only_if_number: bool = False


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's lines and the quantities on them.

    Attributes:
        lines: In reading order, none empty.
        quantities: Which quantity a word is part of, by index of the line and of the word in it.
        latest_year: In which a document that is cited can have been issued.
    """

    lines: Sequence[Line]
    quantities: Mapping[tuple[int, int], Quantity]
    latest_year: int = LAST_YEAR


@dataclass(frozen=True)
class WordInLine:
    """A word of a page, in its place.

    Attributes:
        page: The page.
        line: Index of its line.
        index: Its index in the line.
    """

    page: PageText
    line: int
    index: int

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of its line."""
        return self.page.lines[self.line].words

    @cached_property
    def text(self) -> str:
        """As read."""
        return self.words[self.index].text

    @cached_property
    def before(self) -> str:
        """The word before, on the line above where this one opens its line; empty at the page's beginning."""
        if self.index:
            return self.words[self.index - 1].text
        return self.page.lines[self.line - 1].words[-1].text if self.line else ""

    @cached_property
    def following(self) -> str:
        """The next word of its line in small letters; empty at the line's end."""
        return self.words[self.index + 1].text.lower() if self.index + 1 < len(self.words) else ""

    @cached_property
    def core(self) -> str:
        """Without the punctuation around it."""
        return core(self.text)

    @cached_property
    def unit_before(self) -> str:
        """The word before in small letters, where it is a unit that has labels ("khoản"); empty where it is not."""
        unit = core(self.before).lower()
        return unit if unit in LABEL_UNITS else ""

    @cached_property
    def opens_line(self) -> bool:
        """Whether nothing but bullets stands before it on its line."""
        return all(word.text in BULLETS for word in self.words[: self.index])

    @cached_property
    def quantity(self) -> Quantity | None:
        """The quantity it is part of."""
        return self.page.quantities.get((self.line, self.index))

    @cached_property
    def three_before(self) -> list[str]:
        """The three words before it, in small letters, across lines."""
        above = [word.text for line in self.page.lines[max(0, self.line - 1) : self.line] for word in line.words[-3:]]
        return [text.lower() for text in [*above, *(word.text for word in self.words[: self.index])][-3:]]

    @cached_property
    def two_after(self) -> list[str]:
        """The two words after it, in small letters, across lines."""
        below = [word.text for line in self.page.lines[self.line + 1 : self.line + 2] for word in line.words[:2]]
        own = [word.text for word in self.words[self.index + 1 : self.index + 3]]
        return [text.lower() for text in [*own, *below][:2]]

    def span(
        self, kind: str, *, words: int = 1, malformed: bool = False, letter: bool = False, only_if_number: bool = False
    ) -> CriticalSpan:
        """A span of so many words that begins with this one, which alone is checked."""
        last = self.index + words
        return CriticalSpan(kind, self.line, self.index, last, (self.index,), malformed, letter, only_if_number)


@dataclass(frozen=True, slots=True)
class QuantityInLine:
    """A quantity as far as it stands on one line.

    Attributes:
        word: Its first word on the line.
        quantity: What was found; it may have begun on the line before.
        last: One past its last word on the line.
        checked: Those of its words that hold digits or the label, not just a unit ("đồng", "Điều").
    """

    word: WordInLine
    quantity: Quantity
    last: int
    checked: tuple[int, ...]

    @property
    def texts(self) -> list[str]:
        """The words that are checked."""
        return [self.word.words[index].text for index in self.checked]


def page_text(lines: Sequence[Line], latest_year: int = LAST_YEAR) -> PageText:
    """The lines with the quantities found on them; a quantity may run over a line's end."""
    texts = [line.text for line in lines]
    offsets = [0, *accumulate(len(text) + 1 for text in texts)]
    quantities = iter(find_quantities("\n".join(texts)))
    found: dict[tuple[int, int], Quantity] = {}
    quantity = next(quantities, None)
    for place, line in enumerate(lines):
        start = offsets[place]
        for index, word in enumerate(line.words):
            end = start + len(word.text)
            while quantity is not None and quantity.end <= start:
                quantity = next(quantities, None)
            if quantity is not None and quantity.start < end:
                found[place, index] = quantity
            start = end + 1
    return PageText(lines, found, latest_year)


def quantity_at(word: WordInLine) -> QuantityInLine | None:
    """The quantity that begins with this word, or goes on with it, up to its end on this line."""
    quantity = word.quantity
    if quantity is None:
        return None
    last = word.index + 1
    while last < len(word.words) and word.page.quantities.get((word.line, last)) is quantity:
        last += 1
    checked = tuple(i for i in range(word.index, last) if _carries(word.words[i].text, quantity))
    return QuantityInLine(word, quantity, last, checked)


def _carries(text: str, quantity: Quantity) -> bool:
    """Whether this word holds digits or the label."""
    if has_digit(text):
        return True
    if quantity.kind is QuantityKind.LOCATOR:
        return core(text).lower() not in LABEL_UNITS
    return quantity.kind is QuantityKind.NUMBER or not has_digit(quantity.text)


def core(text: str) -> str:
    """The word without the punctuation around it."""
    return text.strip(_EDGES)


def has_digit(text: str) -> bool:
    """Whether any sign of it is a digit."""
    return any(character.isdigit() for character in text)
