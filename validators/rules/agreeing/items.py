"""Do typed items rest on what their words name, and say what the text says? They repeat it to be sorted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from validators.citations.acts.numbers import number_key
from validators.citations.find import FoundCitation, find_citations
from validators.citations.locators import PlaceInAct
from validators.language.sought import parts
from validators.problems import say
from validators.rules.agreeing.printed_text import CELLS_APART, PrintedText, letters_of, printed_text, words_of
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
    text = printed_text(subject, typed=True)
    for pointer, block, words in _resting(subject) if text else ():
        basis = _cited(subject, block.basis)
        is_bare = block.basis is None and isinstance(block, Sanction)
        if subject.record and is_bare and (told := _read_beside(subject.record, pointer)):
            yield hit(below(pointer, "basis"), basis="–", text=told[:_TOLD])
        if text is None or subject.record is None or basis is None:
            continue
        told = _elsewhere(subject.record, pointer, block)
        if told is None and not _is_own(basis, subject.record):
            told = _other_place(text.holding(words), basis) or _place_beside(subject.record, pointer, basis, text)
        if told:
            yield hit(below(pointer, "basis"), basis=basis.text[:_TOLD], text=told[:_TOLD])


def _cited(subject: Subject, index: int | None) -> Citation | None:
    cited = subject.record.legal_basis if subject.record else ()
    return cited[index] if index is not None and index < len(cited) else None


def _is_own(basis: Citation, record: Record) -> bool:
    """Whether an act of law rests an item on a place of its own: what its words name are exceptions and conditions."""
    return basis.found == "context" and basis.act.number is not None and basis.act.number == record.number


def _elsewhere(record: Record, pointer: str, block: _Item) -> str | None:
    """The citation that was read where an item was, where the one it is said to rest on was not read there."""
    items = record.evidence.get(pointer, ())
    read = "".join(letters_of(item.text) for item in items)
    if not read or block.basis is None or any(item.method == "person" for item in items):
        return None
    if _was_read_in(record, block.basis, read):
        return None
    there = (index for index in range(len(record.legal_basis)) if _was_read_in(record, index, read))
    return next((record.legal_basis[index].text for index in there), None)


def _read_beside(record: Record, pointer: str) -> str | None:
    """The place in an act that was read where a fine was, which rests on nothing."""
    items = record.evidence.get(pointer, ())
    read = "".join(letters_of(item.text) for item in items)
    if not read or any(item.method == "person" for item in items):
        return None
    placed = (index for index, one in enumerate(record.legal_basis) if one.locator.article and one.found != "person")
    return next((record.legal_basis[at].text for at in placed if _was_read_in(record, at, read)), None)


def _was_read_in(record: Record, index: int, read: str) -> bool:
    """Whether the words of a citation stand among some that were read, or those among its own."""
    noted = record.evidence.get(f"/legal_basis/{index}", ())
    own = (letters_of(item.text) for item in noted)
    return record.legal_basis[index].found == "person" or any(one and (one in read or read in one) for one in own)


def _other_place(pieces: Sequence[tuple[str, str]], basis: Citation) -> str | None:
    """The first place some pieces name, where none of those they name may be the one of a citation."""
    named = [one for _, piece in pieces for one in _placed_in(piece)]
    if named:
        return None if any(_may_be(one, basis) for one in named) else named[0].text
    return _bare_place(pieces, basis)


@lru_cache(maxsize=_REMEMBERED)
def _placed_in(piece: str) -> tuple[FoundCitation, ...]:
    """What a piece cites places of."""
    return tuple(one for part in parts(piece, _LONGEST) for one in find_citations(part) if one.locators)


def _bare_place(pieces: Sequence[tuple[str, str]], basis: Citation) -> str | None:
    """The cell of a row that is nothing but a place in an act named elsewhere, where no such cell has the one given."""
    cells = [cell for pointer, row in pieces if "/rows/" in pointer for cell in row.split(CELLS_APART)]
    places = [(cell, place) for cell in cells if _PLACE_ALONE.match(cell) for place in places_in(cell)]
    if not places or any(_is_place(place, basis.locator) for _, place in places):
        return None
    return places[0][0]


def _place_beside(record: Record, pointer: str, basis: Citation, text: PrintedText) -> str | None:
    """The line of a leaflet behind a fine that is nothing but a place, where neither it nor the one before is given.

    Only of a fine that was read from two lines, conduct and amount: a sentence names its place itself.
    """
    read = [letters_of(item.text) for item in record.evidence.get(pointer, ()) if item.method != "person"]
    if len(read) != _LINES_OF_A_FINE or not basis.locator.article:
        return None
    pieces = list(text.pieces.values())
    for at in range(len(pieces) - 1):
        if letters_of(pieces[at]) == read[0] and letters_of(pieces[at + 1]) == read[1]:
            around = [pieces[spot] for spot in (at + 2, at - 1) if 0 <= spot < len(pieces)]
            beside = [piece for piece in around if len(piece) < _SHORT and _PLACE_ALONE.match(piece)]
            places = [place for piece in beside for place in places_in(piece)]
            return None if not places or any(_is_place(one, basis.locator) for one in places) else beside[0]
    return None


_LINES_OF_A_FINE = 2
_SHORT = 120  # signs of a line that names a place in an act and nothing else
_PLACE_ALONE = re.compile(r"\W{0,3}(?:điểm|khoản|điều)\s", re.IGNORECASE)


_Item = Sanction | RightOrDuty | Deadline | Procedure


def _resting(subject: Subject) -> Iterator[tuple[str, _Item, str]]:
    """Items that name their basis, with the words by which they are found in the text."""
    yield from ((pointer, block, block.behaviour) for pointer, block in subject.blocks_of(Sanction))
    yield from ((pointer, block, block.text) for pointer, block in subject.blocks_of(RightOrDuty))
    yield from ((pointer, block, block.text) for pointer, block in subject.blocks_of(Deadline))


def _may_be(found: FoundCitation, basis: Citation) -> bool:
    """Whether a place some words name may be the one of a citation; what neither says is believed."""
    number, other = found.mention.act.number, basis.act.number
    if number and other and number_key(number) != number_key(other):
        return False
    return any(_is_place(place, basis.locator) for place in found.locators)


def _is_place(place: PlaceInAct, locator: Locator) -> bool:
    return (place.article, place.clause, place.point) == (locator.article, locator.clause, locator.point)


def _other_words(subject: Subject) -> Iterator[Hit]:
    """Words that stand nowhere in the text, a holder whom they do not name, a right that they call a duty."""
    text = printed_text(subject)
    for pointer, _, words in _resting(subject) if text else ():
        if text and letters_of(words) not in text.letters:
            if not _is_narrowed(words, text):
                yield hit(pointer, said=words[:_TOLD], text=_nearest(words, text)[:_TOLD])
        elif other := _read_as_other(subject, pointer, words):
            yield hit(pointer, said=words[:_TOLD], text=other[:_TOLD])
    holders = {letters_of(one.holder) for _, one in subject.blocks_of(RightOrDuty) if one.holder}
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
    for pointer, block in limits if typed else ():
        wanted = _without_figures(block.text)
        if typed is None or len(wanted) < _ENOUGH_LETTERS or letters_of(block.text) in typed.letters:
            continue
        other = next((piece for piece in typed.pieces.values() if wanted in _without_figures(piece)), None)
        if other:
            yield hit(pointer, said=block.text[:_TOLD], text=other[:_TOLD])


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
    conditions = (found.start() for found in _CONDITION.finditer(words))
    return any(
        letters_of(words[:spot]) in text.letters and letters_of(words[spot:]) in text.letters for spot in conditions
    )


_CONDITION = re.compile(r",\s(?:đối với|trong|trường hợp|khi|nếu|do|mà|có)\s", re.IGNORECASE)


def _other_steps(subject: Subject, text: PrintedText) -> Iterator[Hit]:
    """Steps of a procedure in another order than the text has, or with one left out that the text numbers."""
    procedures = subject.blocks_of(Procedure)
    letters = [letters_of(piece) for piece in text.pieces.values()] if procedures else []
    for pointer, block in procedures:
        found: list[int] = []
        for at, step in enumerate(map(letters_of, block.steps)):
            holding = [place for place, piece in enumerate(letters) if step in piece]
            behind = [place for place in holding if not found or place >= found[-1]]
            if holding and not behind:
                yield hit(below(pointer, "steps", at), said=block.steps[at][:_TOLD], text=block.steps[at - 1][:_TOLD])
                break
            found += behind[:1]
        else:
            if missing := _step_left_out(list(text.pieces.values()), found):
                yield hit(below(pointer, "steps"), said=block.title[:_TOLD], text=missing[:_TOLD])


_STEP = re.compile(r"\W{0,3}Bước\s{1,3}(\d{1,2})", re.IGNORECASE)


def _step_left_out(pieces: Sequence[str], found: Sequence[int]) -> str | None:
    """The first step by number, beside or between those of a procedure, that is none of them."""
    numbered = [at for at, piece in enumerate(pieces) if _STEP.match(piece)] if found else []
    if not set(numbered) & set(found):
        return None
    first, last = min(found), max(found)
    while first - 1 in numbered:
        first -= 1
    while last + 1 in numbered:
        last += 1
    return next((pieces[at] for at in numbered if first <= at <= last and at not in found), None)


def _nearest(words: str, text: PrintedText) -> str:
    """The piece that has the most of some words."""
    wanted = set(words_of(words))
    return max(text.pieces.values(), key=lambda piece: len(wanted.intersection(words_of(piece))), default="")


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
    return _SUBJECT.match(words) is None and letters_of(holder) in text.letters


def _announced(block: RightOrDuty, text: PrintedText, holders: AbstractSet[str]) -> str | None:
    """The line above a list that announces whose rights or duties follow, where it is somebody else's.

    Only of words that name nobody themselves, and where each place of the text that has them is announced so.
    """
    holder = letters_of(block.holder or "")
    if holder in letters_of(block.text) or not holders:
        return None
    spots = {pointer for pointer, _ in text.holding(block.text)}
    pieces, found = list(text.pieces.items()), []
    for at, (pointer, _) in enumerate(pieces):
        if pointer in spots:
            above = (piece for _, piece in pieces[max(at - _ABOVE, 0) : at + 1][::-1] if _ANNOUNCES.search(piece))
            found.append(next(above, None))
    if not found or any(one is None or holder in letters_of(one) for one in found):
        return None
    return found[0] if any(other in letters_of(found[0] or "") for other in holders) else None


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
