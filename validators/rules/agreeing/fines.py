"""Does every fine say what the text says of it, and does every fine of the text stand among the items?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from validators.problems import say
from validators.rules.agreeing.printed_text import PrintedText, letters_of, printed_text, row_of, words_of
from validators.rules.agreeing.standing import Standing
from validators.rules.correct.printed import amounts_in, fine_ranges, told_amount, without_ranges
from validators.rules.rule import ERROR, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below
from validators.sharing.record import Deadline, Model, RightOrDuty, Sanction

_REMEMBERED = 256  # pieces: as many fines as there are may stand in one, however long it is
_TOLD = 120  # signs of what is named that are told
_FINED = re.compile(r"(?<!\w)phạt(?!\w)", re.IGNORECASE)
_IS_FINED = re.compile(r"(?<!\w)(?:phạt\stiền|bị\sphạt)(?!\w)", re.IGNORECASE)
_DENIED = re.compile(r"(?<!\w)(?:không|chưa|cấm)\s{1,3}\Z", re.IGNORECASE)


def _other_fine(subject: Subject) -> Iterator[Hit]:
    """Amounts that stand nowhere in the text, or are of another conduct there."""
    fines = subject.blocks_of(Sanction)
    text, typed = printed_text(subject), printed_text(subject, typed=True)
    ranges = _Ranges.of(subject, typed) if fines and typed and text is None else None
    for pointer, block in fines if typed else ():
        wanted = {amount for amount in (block.amount_min, block.amount_max) if amount is not None}
        if typed is None or not wanted:
            continue
        is_other = not _is_said(typed, block.behaviour, wanted, by_hand=text is None)
        if is_other or (ranges is not None and ranges.say_half(block)):
            yield hit(pointer, amounts=_dong(*sorted(wanted)), text=block.behaviour[:_TOLD])


@dataclass(frozen=True)
class _Ranges:
    """The ranges of money in a text people typed.

    Attributes:
        told: All of them.
        lowest: The lower ends of those that no item has.
        highest: The upper ones.
    """

    told: AbstractSet[tuple[int, int]]
    lowest: AbstractSet[int]
    highest: AbstractSet[int]

    @classmethod
    def of(cls, subject: Subject, text: PrintedText) -> _Ranges:
        """Those of a record's text."""
        told = {ends for _, piece in _of_money(subject, text) for ends in _amounts_told(piece)}
        alone = told - {(one.amount_min, one.amount_max) for _, one in subject.blocks_of(Sanction)}
        return cls(told, {low for low, _ in alone}, {high for _, high in alone})

    def say_half(self, fine: Sanction) -> bool:
        """Whether the text says no such range, and one with the same end at one side which no item has."""
        low, high = fine.amount_min, fine.amount_max
        if low is None or high is None or low == high or (low, high) in self.told:
            return False
        return low in self.lowest or high in self.highest


def _dong(*amounts: int) -> str:
    return " – ".join(f"{amount:,}".replace(",", ".") for amount in amounts)


def _is_said(text: PrintedText, behaviour: str, wanted: set[int], *, by_hand: bool) -> bool:
    """Whether the text says some amounts of a conduct; what people typed need not say them at all."""
    holding = text.of_holding(behaviour, _fines_in)
    if by_hand and not holding:
        return True
    if len(wanted) == 1 and holding:  # one end of a range is not the fine
        return wanted <= text.of_holding(behaviour, _single_amounts)
    said = text.of_holding(behaviour, _amounts_of_fines) if holding else text.of_all(_amounts_said)
    first, *others = (said.get(amount, frozenset()) for amount in wanted)
    return not first.isdisjoint(*others) if others else bool(first)


def _fines_in(pieces: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(pointer, piece) for pointer, piece in pieces if _tells_fine(pointer, piece)]


def _amounts_of_fines(pieces: Sequence[tuple[str, str]]) -> Mapping[int, frozenset[int]]:
    return _amounts_said(_fines_in(pieces))


def _amounts_said(pieces: Sequence[tuple[str, str]]) -> Mapping[int, frozenset[int]]:
    """Which of some pieces say an amount."""
    said: dict[int, set[int]] = defaultdict(set)
    for at, (_, piece) in enumerate(pieces):
        for amount in amounts_in(piece):
            said[amount].add(at)
    return {amount: frozenset(places) for amount, places in said.items()}


def _tells_fine(pointer: str, piece: str) -> bool:
    """Whether a piece says itself how much a fine is: a row of a table, or a sentence on a fine."""
    return bool(_amounts_told(piece)) and ("/rows/" in pointer or _FINED.search(piece) is not None)


@lru_cache(maxsize=_REMEMBERED)
def _amounts_told(piece: str) -> tuple[tuple[int, int], ...]:
    """The ranges of money in a piece, in đồng."""
    told = ((told_amount(low), told_amount(high)) for low, high in fine_ranges(piece))
    return tuple((low, high) for low, high in told if low and high)


def _single_amounts(pieces: Sequence[tuple[str, str]]) -> frozenset[int]:
    """The amounts of fines that are no end of a range."""
    return frozenset(amount for _, piece in _fines_in(pieces) for amount in amounts_in(without_ranges(piece)))


def _fine_without_item(subject: Subject) -> Iterator[Hit]:
    """A fine the text says from an amount to another, which no item has though others are there."""
    text, fines = printed_text(subject, typed=True), subject.blocks_of(Sanction)
    by_hand = printed_text(subject) is None  # then one item may stand for all places that say its fine
    known = Counter((block.amount_min, block.amount_max) for _, block in fines)
    lines: Counter[tuple[int, int]] = Counter()
    for pointer, piece in _of_money(subject, text) if text and fines else ():
        if _IS_FINED.search(piece) or (len(piece) < _LINE and _is_fine_alone(piece) and _reads_lines(subject)):
            for ends in _amounts_told(piece):
                lines[ends] += 1
                if lines[ends] > known[ends] and not (by_hand and ends in known):
                    yield hit(pointer, amounts=_dong(*ends), text=piece[:_TOLD])


def _of_money(subject: Subject, text: PrintedText) -> Iterator[tuple[str, str]]:
    """The pieces that may tell an amount; of a table the rows."""
    cells = {row_of(pointer) for pointer, _ in subject.composed.holding(_MONEY)}
    for pointer, piece in text.pieces.items() if cells else ():
        if pointer in cells:
            yield pointer, piece


_MONEY = ("đồng", *(f"{digit}đ" for digit in range(10)))


def _is_fine_alone(piece: str) -> bool:
    """Whether a line is an amount to another and nothing else, as leaflets set a fine below what was done."""
    return "đồng" in piece and letters_of(without_ranges(piece)) in _FINE_ALONE


def _reads_lines(subject: Subject) -> bool:
    """Whether fines of this text were read from such lines, so that each of them is one."""
    fines, read = subject.blocks_of(Sanction), subject.record.evidence if subject.record else {}
    return any(_is_fine_alone(item.text) for pointer, _ in fines for item in read.get(pointer, ()))


_LINE = 80  # signs of a line that is a fine alone
_FINE_ALONE = frozenset({"", "tu", "phat", "phattu", "phattien", "phattientu", "mucphat", "mucphattu"})


def _other_conduct(subject: Subject) -> Iterator[Hit]:
    """Conduct the text names only with a denial before it; what else a fine brings, or for whom it is, said nowhere."""
    yield from _typed_denial(subject)
    text, odd = printed_text(subject), dict[str, str]()  # by the conduct, of which there may be many alike
    for pointer, block in subject.blocks_of(Sanction) if text else ():
        if text is None or subject.record is None:
            continue
        if (told := odd.get(block.behaviour)) is None:
            told = odd[block.behaviour] = _denied_or_cut(block.behaviour, text)
        if told:
            yield hit(below(pointer, "behaviour"), said=block.behaviour[:_TOLD], text=told[:_TOLD])
        read = "".join(letters_of(item.text) for item in subject.record.evidence.get(pointer, ()))
        for name, said, known in (("other", block.other, read), ("subject", read and block.subject, "")):
            if said and not (letters_of(said) in known if known else text.says(said)):
                yield hit(below(pointer, name), said=said[:_TOLD], text=block.behaviour[:_TOLD])


def _denied_or_cut(behaviour: str, text: PrintedText) -> str:
    """The first piece of those with a conduct, where each denies it or goes on with more; else nothing."""
    pieces = [piece for _, piece in text.holding(behaviour)]
    return pieces[0] if pieces and (_all(_is_denied, behaviour, pieces) or _all(_is_cut, behaviour, pieces)) else ""


def _typed_denial(subject: Subject) -> Iterator[Hit]:
    """Of what people typed: a fine whose sentence is its conduct but for a denial, more or less; each sentence once."""
    text = printed_text(subject, typed=True) if printed_text(subject) is None else None
    fines = ((" ".join(words_of(block.behaviour)), block) for _, block in subject.blocks_of(Sanction))
    conducts = {(words, block.amount_min, block.amount_max): block.behaviour for words, block in fines}
    if text is None or all(len(_affirmed(words)) < _ENOUGH for words, *_ in conducts):
        return
    pieces = list(_of_money(subject, text))
    told = Standing([" ".join(words_of(piece)) for _, piece in pieces])
    left = _Affirmed(pieces, told.texts)
    saying = {words: frozenset(told.holding(words)) for words in dict.fromkeys(words for words, *_ in conducts)}
    for (words, *ends), behaviour in conducts.items():
        for at in left.take_but(saying[words], " ".join(_affirmed(words)), (ends[0], ends[1])):
            place, piece = pieces[at]
            yield hit(place, said=behaviour[:_TOLD], text=piece[:_TOLD])


class _Affirmed:
    """Pieces without their denials: which of them say a conduct and its fine and have not been told yet."""

    def __init__(self, pieces: Sequence[tuple[str, str]], words: Iterable[str]) -> None:
        self._standing = Standing([" ".join(_affirmed(one)) for one in words])
        self._fined: dict[tuple[int | None, int | None], set[int]] = defaultdict(set)
        for at, (_, piece) in enumerate(pieces):
            for ends in _amounts_told(piece):
                self._fined[ends].add(at)
        self._having: dict[str, frozenset[int]] = {}
        self._left: dict[tuple[str, tuple[int | None, int | None]], list[int]] = {}

    def take_but(self, but: AbstractSet[int], words: str, ends: tuple[int | None, int | None]) -> list[int]:
        """The places, in order, of those that are not among some others; they are not given again."""
        if words.count(" ") < _ENOUGH - 1:
            return []
        if (known := self._left.get((words, ends))) is None:
            having = self._having.get(words) or frozenset(self._standing.holding(words))
            self._having[words] = having
            known = sorted(self._fined.get(ends, set()) & having)
        self._left[words, ends] = [at for at in known if at in but]
        return [at for at in known if at not in but]


def _affirmed(words: str) -> list[str]:
    return [word for word in words.split() if word not in _DENIALS]


_DENIALS = frozenset({"khong", "chua"})
_ENOUGH = 3  # words of a conduct by which it is known again


def _all(holds: Callable[[str, str], bool], behaviour: str, pieces: Sequence[str]) -> bool:
    return all(holds(behaviour, piece) for piece in pieces)


def _is_cut(behaviour: str, piece: str) -> bool:
    """Whether words break off amid a sentence, that goes on with what else was done."""
    spots = [found.end() for found in re.finditer(re.escape(behaviour[-_TOLD:]), piece, re.IGNORECASE)]
    return bool(spots) and all(_GOES_ON.match(piece, spot) for spot in spots)


_GOES_ON = re.compile(r"\s?(?!\s?(?:bị|có|thì|đều|cũng|sẽ|phải|là|được)(?!\w))[^\W\d_]", re.IGNORECASE)


def _is_denied(behaviour: str, piece: str) -> bool:
    spots = [found.start() for found in re.finditer(re.escape(behaviour[:_TOLD]), piece, re.IGNORECASE)]
    return bool(spots) and all(_DENIED.search(piece, max(spot - 10, 0), spot) for spot in spots)


def _item_twice(subject: Subject) -> Iterator[Hit]:
    """An item that stands more often than the text says its words."""
    items: list[tuple[str, str, Model]] = [
        (pointer, block.behaviour, block) for pointer, block in subject.blocks_of(Sanction)
    ]
    items += [(pointer, block.text, block) for pointer, block in subject.blocks_of(RightOrDuty)]
    items += [(pointer, block.text, block) for pointer, block in subject.blocks_of(Deadline)]
    often = Counter(block.model_dump_json() for _, _, block in items) if len(items) > 1 else Counter()
    text = printed_text(subject, typed=True) if any(count > 1 for count in often.values()) else None
    seen: Counter[str] = Counter()
    for pointer, words, block in items if text else ():
        key = block.model_dump_json()
        seen[key] += 1
        if text and seen[key] > max(text.letters.count(letters_of(words)), 1):
            yield hit(pointer, said=words[:_TOLD])


_COMPARE = say("Compare with the original; correct the item or the text.")


RULES = (
    Rule("DUNG155", "fine-and-text", ERROR, WARNING,
         say("The text does not say a fine of {amounts} đồng for “{text}”."), PBGDPL_LAW, _COMPARE, _other_fine),
    Rule("DUNG157", "fine-without-item", ERROR, WARNING,
         say("The text says a fine of {amounts} đồng which no item has: “{text}”."), PBGDPL_LAW, _COMPARE,
         _fine_without_item),
    Rule("DUNG158", "item-twice", WARNING, WARNING,
         say("“{said}” stands among the items more often than in the text."), PBGDPL_LAW,
         say("Keep one of them."), _item_twice),
    Rule("DUNG159", "conduct-and-text", ERROR, WARNING,
         say("“{said}” is not what the text says of this fine: “{text}”."), PBGDPL_LAW, _COMPARE, _other_conduct),
)  # fmt: skip
