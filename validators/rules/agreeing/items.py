"""Do typed items rest on what their words name, and say what the text says? They repeat it to be sorted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice, pairwise

from validators.citations.acts.numbers import number_key
from validators.citations.find import FoundCitation, find_citations
from validators.citations.locators import PlaceInAct
from validators.language.sought import parts
from validators.problems import say
from validators.rules.agreeing.printed_text import CELLS_APART, PrintedText, letters_of, printed_text, words_of
from validators.rules.agreeing.standing import Standing
from validators.rules.correct.printed import places_in
from validators.rules.rule import ERROR, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below
from validators.sharing.record import Citation, Deadline, Locator, Procedure, Record, RightOrDuty, Sanction

_LONGEST = 20_000  # signs of a piece that are looked through at once
_REMEMBERED = 256  # pieces: as many items as there are may stand in one, however long it is
_TOLD = 120  # signs of what is named that are told


def _other_basis(subject: Subject) -> Iterator[Hit]:
    """Words that name places in acts, none of which is the one the item is said to rest on."""
    text, record = printed_text(subject, typed=True), subject.record
    if text is None or record is None:
        return
    readings = _Readings(record)
    for pointer, block, words in _resting(subject):
        basis, read = _cited(subject, block.basis), _read_for(record, pointer)
        is_bare = block.basis is None and isinstance(block, Sanction)
        if is_bare and read and (told := readings.first_place(read)):
            yield hit(below(pointer, "basis"), basis="–", text=told[:_TOLD])
        if block.basis is None or basis is None:
            continue
        told = readings.first_other(read, block.basis) if read else None
        if told is None and not _is_own(basis, record):
            named = text.of_holding(words, _named)
            told = named.other_than(basis) or _place_beside(record, pointer, basis, text)
        if told:
            yield hit(below(pointer, "basis"), basis=basis.text[:_TOLD], text=told[:_TOLD])


def _cited(subject: Subject, index: int | None) -> Citation | None:
    cited = subject.record.legal_basis if subject.record else ()
    return cited[index] if index is not None and index < len(cited) else None


def _is_own(basis: Citation, record: Record) -> bool:
    """Whether an act of law rests an item on a place of its own: what its words name are exceptions and conditions."""
    return basis.found == "context" and basis.act.number is not None and basis.act.number == record.number


def _read_for(record: Record, pointer: str) -> str:
    """Letters of what an item was read from; none of what a person gave."""
    items = record.evidence.get(pointer, ())
    return "" if any(item.method == "person" for item in items) else "".join(letters_of(item.text) for item in items)


class _Readings:
    """What the citations of a record were read from, each reading once."""

    def __init__(self, record: Record) -> None:
        self._cited = record.legal_basis
        self._by_person = [at for at, one in enumerate(self._cited) if one.found == "person"]
        owners: dict[str, set[int]] = defaultdict(set)
        for at in range(len(self._cited)):
            for item in record.evidence.get(f"/legal_basis/{at}", ()):
                owners[letters_of(item.text)].add(at)
        owners.pop("", None)
        self._owners = list(owners.values())
        self._placed = [[at for at in sorted(own) if self._is_placed(at)] for own in self._owners]
        self._standing = Standing(list(owners))

    def _is_placed(self, at: int) -> bool:
        return bool(self._cited[at].locator.article) and self._cited[at].found != "person"

    def _in(self, read: str) -> set[int]:
        """The readings that stand among the letters of another, or have them among theirs."""
        return {*self._standing.held_by(read), *self._standing.holding(read)}

    def first_other(self, read: str, basis: int) -> str | None:
        """The citation that was read where an item was, where the one it is said to rest on was not read there."""
        there = self._in(read) if self._cited[basis].found != "person" else None
        if there is None or any(basis in self._owners[one] for one in there):
            return None
        first = min((*(min(self._owners[one]) for one in there), *self._by_person[:1]), default=None)
        return None if first is None else self._cited[first].text

    def first_place(self, read: str) -> str | None:
        """The place in an act that was read where a fine was, which rests on nothing."""
        first = min((own[0] for own in map(self._placed.__getitem__, self._in(read)) if own), default=None)
        return None if first is None else self._cited[first].text


_Place = tuple[str | None, str | None, str | None]


@dataclass(frozen=True)
class _Named:
    """The places some pieces name.

    Attributes:
        first: The words of the first of them; "" where there are none.
        acts: By place the numbers of the acts it is in, as they are compared; None where none is said.
        cell: The first cell of a row that is nothing but a place in an act named elsewhere.
        bare: The places of such cells.
    """

    first: str
    acts: Mapping[_Place, AbstractSet[str | None]]
    cell: str
    bare: AbstractSet[_Place]

    def other_than(self, basis: Citation) -> str | None:
        """The first place named, where none of them may be the one of a citation; what neither says is believed."""
        at = (basis.locator.article, basis.locator.clause, basis.locator.point)
        if not self.first:
            return self.cell if self.cell and at not in self.bare else None
        number, acts = basis.act.number, self.acts.get(at, frozenset())
        is_one = bool(acts) if not number else None in acts or number_key(number) in acts
        return None if is_one else self.first


def _named(pieces: Sequence[tuple[str, str]]) -> _Named:
    cited = [one for _, piece in pieces for one in _placed_in(piece)]
    acts: dict[_Place, set[str | None]] = defaultdict(set)
    for one in cited:
        number = one.mention.act.number
        for place in one.locators:
            acts[place.article, place.clause, place.point].add(number_key(number) if number else None)
    rows = () if cited else (row for pointer, row in pieces if "/rows/" in pointer)
    cells = [cell for row in rows for cell in row.split(CELLS_APART) if _PLACE_ALONE.match(cell)]
    bare = [(cell, place) for cell in cells for place in places_in(cell)]
    return _Named(
        cited[0].text if cited else "", acts, bare[0][0] if bare else "",
        {(place.article, place.clause, place.point) for _, place in bare},
    )  # fmt: skip


@lru_cache(maxsize=_REMEMBERED)
def _placed_in(piece: str) -> tuple[FoundCitation, ...]:
    """What a piece cites places of."""
    return tuple(one for part in parts(piece, _LONGEST) for one in find_citations(part) if one.locators)


def _place_beside(record: Record, pointer: str, basis: Citation, text: PrintedText) -> str | None:
    """The line of a leaflet behind a fine that is nothing but a place, where neither it nor the one before is given.

    Only of a fine that was read from two lines, conduct and amount: a sentence names its place itself.
    """
    read = [letters_of(item.text) for item in record.evidence.get(pointer, ()) if item.method != "person"]
    if len(read) != _LINES_OF_A_FINE or not basis.locator.article:
        return None
    at = text.of_all(_pairs).get((read[0], read[1]))
    if at is None:
        return None
    around = [text.listed[spot][1] for spot in (at + 2, at - 1) if 0 <= spot < len(text.listed)]
    beside = [piece for piece in around if len(piece) < _SHORT and _PLACE_ALONE.match(piece)]
    places = [place for piece in beside for place in places_in(piece)]
    return None if not places or any(_is_place(one, basis.locator) for one in places) else beside[0]


def _pairs(pieces: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
    """By two pieces next to each other, as they are compared, where they first stand."""
    letters = [letters_of(piece) for _, piece in pieces]
    return {pair: at for at, pair in reversed(list(enumerate(pairwise(letters))))}


_LINES_OF_A_FINE = 2
_SHORT = 120  # signs of a line that names a place in an act and nothing else
_PLACE_ALONE = re.compile(r"\W{0,3}(?:điểm|khoản|điều)\s", re.IGNORECASE)


_Item = Sanction | RightOrDuty | Deadline | Procedure


def _resting(subject: Subject) -> Iterator[tuple[str, _Item, str]]:
    """Items that name their basis, with the words by which they are found in the text."""
    yield from ((pointer, block, block.behaviour) for pointer, block in subject.blocks_of(Sanction))
    yield from ((pointer, block, block.text) for pointer, block in subject.blocks_of(RightOrDuty))
    yield from ((pointer, block, block.text) for pointer, block in subject.blocks_of(Deadline))


def _is_place(place: PlaceInAct, locator: Locator) -> bool:
    return (place.article, place.clause, place.point) == (locator.article, locator.clause, locator.point)


def _other_words(subject: Subject) -> Iterator[Hit]:
    """Words that stand nowhere in the text, a holder whom they do not name, a right that they call a duty."""
    text = printed_text(subject)
    for pointer, _, words in _resting(subject) if text else ():
        if text and not text.says(words):
            if not _is_narrowed(words, text):
                yield hit(pointer, said=words[:_TOLD], text=_nearest(words, text)[:_TOLD])
        elif other := _read_as_other(subject, pointer, words):
            yield hit(pointer, said=words[:_TOLD], text=other[:_TOLD])
    holders = Standing(sorted({letters_of(one.holder) for _, one in subject.blocks_of(RightOrDuty) if one.holder}))
    for pointer, block in subject.blocks_of(RightOrDuty) if text else ():
        if text and block.holder and not _is_of(block.holder, block.text, text):
            yield hit(below(pointer, "holder"), said=block.holder[:_TOLD], text=block.text[:_TOLD])
        elif text and block.holder and (other := _announced(block, text, holders)):
            yield hit(below(pointer, "holder"), said=block.holder[:_TOLD], text=other[:_TOLD])
        if _is_other(block):
            yield hit(below(pointer, "type"), said=block.type, text=block.text[:_TOLD])
    yield from _other_steps(subject, text) if text else _other_time(subject)


def _other_time(subject: Subject) -> Iterator[Hit]:
    """Of what people typed: a time limit whose very words stand in the text, with other figures."""
    limits = subject.blocks_of(Deadline)
    typed = printed_text(subject, typed=True) if limits else None
    if typed is None:
        return
    pieces = typed.of_all(_pieces_without_figures)
    for pointer, block in limits:
        wanted = _without_figures(block.text)
        if len(wanted) >= _ENOUGH_LETTERS and not typed.says(block.text) and (places := pieces.holding(wanted)):
            yield hit(pointer, said=block.text[:_TOLD], text=typed.listed[places[0]][1][:_TOLD])


def _pieces_without_figures(pieces: Sequence[tuple[str, str]]) -> Standing:
    return Standing([_without_figures(piece) for _, piece in pieces])


def _without_figures(text: str) -> str:
    return "".join(sign for sign in letters_of(text) if not sign.isdigit())


_ENOUGH_LETTERS = 30  # of a time limit that is known again


def _read_as_other(subject: Subject, pointer: str, words: str) -> str | None:
    """What an item was read from, where that has next to none of its words: another item's."""
    items = subject.record.evidence.get(pointer, ()) if subject.record else ()
    if not items or any(item.method == "person" for item in items):
        return None
    read = " ".join(item.text for item in items)
    wanted, known = set(words_of(words)), set(words_of(read))
    return read if wanted and len(wanted & known) < _LEAST_SHARE * len(wanted) else None


_LEAST_SHARE = 0.7  # of an item's words that its evidence has; above a list stands what its points go on with


def _is_narrowed(words: str, text: PrintedText) -> bool:
    """Whether a conduct is one that is said above, with a condition that is said below."""
    conditions = [found.start() for found in _CONDITION.finditer(words)]
    # What goes on longer is said more seldom: of the beginnings that are said the longest leaves the shortest end.
    said = bisect_left(conditions, True, key=lambda spot: not text.says(words[:spot]))
    return said > 0 and text.says(words[conditions[said - 1] :])


_CONDITION = re.compile(r",\s(?:đối với|trong|trường hợp|khi|nếu|do|mà|có)\s", re.IGNORECASE)


def _other_steps(subject: Subject, text: PrintedText) -> Iterator[Hit]:
    """Steps of a procedure in another order than the text has, or with one left out that the text numbers."""
    for pointer, block in subject.blocks_of(Procedure):
        found: list[int] = []
        for at, step in enumerate(block.steps):
            holding = text.places(step) if letters_of(step) else range(len(text.listed))
            behind = bisect_left(holding, found[-1]) if found else 0
            if holding and behind == len(holding):
                yield hit(below(pointer, "steps", at), said=block.steps[at][:_TOLD], text=block.steps[at - 1][:_TOLD])
                break
            found += holding[behind : behind + 1]
        else:
            if missing := _step_left_out(text, found):
                yield hit(below(pointer, "steps"), said=block.title[:_TOLD], text=missing[:_TOLD])


_STEP = re.compile(r"\W{0,3}Bước\s{1,3}(\d{1,2})", re.IGNORECASE)


def _step_left_out(text: PrintedText, found: Sequence[int]) -> str | None:
    """The first step by number, beside or between those of a procedure, that is none of them."""
    (steps, numbered), known = text.of_all(_numbered_steps), set(found)
    if not any(map(numbered.__contains__, known)):
        return None
    first, last = numbered.get(min(found) - 1, (min(found), 0))[0], numbered.get(max(found) + 1, (0, max(found)))[1]
    rest = (at for at in islice(steps, bisect_left(steps, first), None) if at not in known)
    missing = next(rest, last + 1)
    return text.listed[missing][1] if missing <= last else None


def _numbered_steps(pieces: Sequence[tuple[str, str]]) -> tuple[Sequence[int], Mapping[int, tuple[int, int]]]:
    """Which pieces are steps by number, each with the first and last of those it stands among."""
    numbered = [at for at, (_, piece) in enumerate(pieces) if _STEP.match(piece)]
    among: dict[int, tuple[int, int]] = {}
    for _, run in groupby(enumerate(numbered), key=lambda one: one[1] - one[0]):
        steps = [at for _, at in run]
        among.update(dict.fromkeys(steps, (steps[0], steps[-1])))
    return numbered, among


def _nearest(words: str, text: PrintedText) -> str:
    """The piece that has the most of some words; those of next to all pieces are not counted where there are many."""
    having = text.of_all(_by_word)
    known = sorted((having[word] for word in set(words_of(words)) if word in having), key=len)
    rare = [places for places in known if len(places) <= _OFTEN] or [places[:_OFTEN] for places in known[:1]]
    often = Counter(place for places in rare for place in places)
    best = min(often, key=lambda place: (-often[place], place), default=0)
    return text.listed[best][1] if text.listed else ""


_OFTEN = 500  # pieces; no leaflet has as many


def _by_word(pieces: Sequence[tuple[str, str]]) -> Mapping[str, Sequence[int]]:
    """The pieces that have a word, in order."""
    having: dict[str, list[int]] = defaultdict(list)
    for at, (_, piece) in enumerate(pieces):
        for word in set(words_of(piece)):
            having[word].append(at)
    return having


# Who has to or may do something, where a sentence begins with it and goes on so.
_SUBJECT = re.compile(
    r"""
    (?!(?:Trước|Sau|Khi|Trong|Trường|Nếu|Theo|Ngoài|Đối|Từ|Để|Căn|Việc)(?!\w))
    \w[^,.;:()\n]{2,45}\s(?:phải|có\s(?:quyền|trách\snhiệm|nghĩa\svụ))(?!\w)
    """,
    re.VERBOSE,
)


def _is_of(holder: str, words: str, text: PrintedText) -> bool:
    """Whether words name a holder, or the text does where they name nobody themselves."""
    if letters_of(holder) in letters_of(words):
        return not _names_another(holder, words)
    return _SUBJECT.match(words) is None and text.says(holder)


def _announced(block: RightOrDuty, text: PrintedText, holders: Standing) -> str | None:
    """The line above a list that announces whose rights or duties follow, where it is somebody else's.

    Only of words that name nobody themselves, and where each place of the text that has them is announced so.
    """
    holder = letters_of(block.holder or "")
    if holder in letters_of(block.text):
        return None
    above = text.of_all(_announcements)
    found = dict.fromkeys(above[at] for at in text.places(block.text))
    if not found or None in found or any(holder in letters_of(one or "") for one in found):
        return None
    first = next(iter(found))
    return first if holders.held_by(letters_of(first or "")) else None


def _announcements(pieces: Sequence[tuple[str, str]]) -> Sequence[str | None]:
    """For each piece itself or the nearest above it that announces something."""
    found: list[str | None] = []
    last = -_ABOVE - 1
    for at, (_, piece) in enumerate(pieces):
        last = at if _ANNOUNCES.search(piece) else last
        found.append(pieces[last][1] if at - last <= _ABOVE else None)
    return found


_ABOVE = 40  # lines a list may be long
_ANNOUNCES = re.compile(
    r"""
    (?<!\w)(?:quyền|nghĩa\svụ|trách\snhiệm|phải|được|thẩm\squyền)(?!\w)[^.;:]{0,80}(?: : \s* | \Z)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _names_another(holder: str, words: str) -> bool:
    """Whether a sentence begins with somebody else who may or has to do something, and this one comes behind that."""
    first = _SUBJECT.match(words)
    return first is not None and letters_of(holder) not in letters_of(first.group())


_RIGHT = re.compile(r"(?<!\w)có\squyền(?!\w)", re.IGNORECASE)
_DUTY = re.compile(r"(?<!\w)(?:phải|trách\snhiệm|nghĩa\svụ|không\sđược)(?!\w)", re.IGNORECASE)
_FORBIDS = re.compile(r"(?<!\w)(?:cấm|buộc)(?!\w)", re.IGNORECASE)
_MAY = re.compile(r"(?<!\w)(?:quyền|được|có\sthể)(?!\w)", re.IGNORECASE)


def _is_other(block: RightOrDuty) -> bool:
    """Whether words say plainly what an item is not."""
    if block.type == "right" and block.holder and (after := _behind(block.holder, block.text)):
        return _BOUND.match(after) is not None
    if block.type == "duty":
        bound = _DUTY.search(block.text) or _FORBIDS.search(block.text)
        return _RIGHT.search(block.text) is not None and not bound
    return _DUTY.search(block.text) is not None and _MAY.search(block.text) is None


def _behind(holder: str, words: str) -> str:
    """What words say of a holder they name."""
    before, _, after = words.casefold().partition(holder.casefold())
    return after.lstrip() if len(before) < len(words) else ""


_BOUND = re.compile(r"(?:đều\s|cũng\s)?(?:phải|có\s(?:trách\snhiệm|nghĩa\svụ)|không\sđược|chịu\strách\snhiệm)(?!\w)")

_COMPARE = say("Compare with the original; correct the item or the text.")

RULES = (
    Rule("DUNG128", "item-and-its-basis", ERROR, WARNING,
         say("This is said to rest on “{basis}”, but its words name “{text}”."), PBGDPL_LAW, _COMPARE, _other_basis),
    Rule("DUNG156", "item-and-its-words", WARNING, WARNING,
         say("“{said}” is not what the words say: “{text}”."), PBGDPL_LAW, _COMPARE, _other_words),
)  # fmt: skip
