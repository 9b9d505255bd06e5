"""Do the text and the legal basis of a record that was read name the same acts?"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from validators.citations.acts.numbers import number_key
from validators.citations.find import find_citations
from validators.language.sought import parts
from validators.problems import say
from validators.rules.agreeing.printed_text import PrintedText, letters_of, printed_text, words_of
from validators.rules.agreeing.standing import Standing
from validators.rules.correct.citing import mentions_in
from validators.rules.correct.printed import places_in
from validators.rules.rule import ERROR, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below
from validators.sharing.record import Citation, Record

_LONGEST = 20_000  # signs of a piece that are looked through at once
_TOLD = 120  # signs of what is named that are told


def _not_in_basis(subject: Subject) -> Iterator[Hit]:
    """An act of law that the text names by its number, or a place in one, and the legal basis does not."""
    yield from _typed_places_differ(subject)
    text = printed_text(subject)
    if text is None or subject.record is None:
        return
    known, places = _numbers_known(subject), _places_known(subject.record)
    yield from _description_names_other(subject.record, known)
    told: set[object] = set()
    # A head names the material itself, in broken lines.
    pieces = (one for one in text.pieces.items() if "/" in one[1] and "/lines/" not in one[0])
    for pointer, piece in ((pointer, part) for pointer, whole in pieces for part in parts(whole, _LONGEST)):
        for mention in mentions_in(piece):
            number = mention.number
            if number is None or number.key is None or not number.year:
                continue
            if number.key not in known and number.key not in told:
                told.add(number.key)
                yield hit(pointer, text=piece[mention.start : mention.end][:_TOLD])
            elif places.get(number.key):
                yield from _places_not_in_basis(pointer, piece, places, told)
                break  # all of the piece were looked at


def _typed_places_differ(subject: Subject) -> Iterator[Hit]:
    """Of what people typed, who need not quote all they cite: a place of an act that the legal basis has not.

    Only where the legal basis has a place in the same act that the text has not: one of the two was mistyped.
    """
    text, record = printed_text(subject, typed=True), subject.record
    if text is None or record is None or record.word_count is not None:
        return
    places = _places_known(record)
    if not any(places.values()):
        return
    named = [
        (pointer, number_key(found.mention.act.number or ""), (one.article, one.clause, one.point), found.text)
        for pointer, piece in text.pieces.items() if "/" in piece and "iều " in piece
        for part in parts(piece, _LONGEST) for found in find_citations(part) for one in found.locators
    ]  # fmt: skip
    yield from _other_numbers(record, named)
    text_places: dict[str, set[_Place]] = defaultdict(set)
    for _, key, place, _ in named:
        text_places[key].add(place)
    known = {key: _PlacesThatMayBe(places[key]) for key in text_places if places.get(key)}
    others = {key: _PlacesThatMayBe(text_places[key]) for key in known}
    unsaid = {key for key in known if not all(map(others[key].may_hold, places[key]))}
    for pointer, key, place, said in named:
        if key in unsaid and not known[key].may_hold(place):
            yield hit(pointer, text=said[:_TOLD])


def _other_numbers(record: Record, named: Sequence[tuple[str, str, _Place, str]]) -> Iterator[Hit]:
    """A place the legal basis has in an act of another serial number, where the text never names it in that act."""
    said = {(key, place) for _, key, place, _ in named}
    alike: dict[tuple[_Place, str], list[int]] = defaultdict(list)
    for at, (_, key, place, _) in enumerate(named):
        alike[place, key.partition("/")[2]].append(at)
    asked: dict[tuple[_Place, str], set[str]] = defaultdict(set)
    for citation in record.legal_basis:
        key = number_key(citation.act.number or "")
        place = (citation.locator.article, citation.locator.clause, citation.locator.point)
        rest = key.partition("/")[2]
        if place[0] and rest and (key, place) not in said:
            asked[place, rest].add(key)
    for here, keys in asked.items():
        for pointer, key, _, words in map(named.__getitem__, alike.get(here, ())):
            if keys != {key}:
                yield hit(pointer, text=words[:_TOLD])


class _PlacesThatMayBe:
    """Places in an act, asked for one that may be among them: what one of two does not say is believed."""

    def __init__(self, places: Iterable[_Place]) -> None:
        self._by_said: dict[tuple[bool, ...], set[_Place]] = defaultdict(set)
        for place in places:
            self._by_said[_said(place)].add(place)
        self._shortened: dict[tuple[tuple[bool, ...], tuple[bool, ...]], set[_Place]] = {}

    def may_hold(self, place: _Place) -> bool:
        """Whether one of them is, or may be, the same."""
        said = _said(place)
        return any(_with_alone(place, own) in self._with_alone(own, said) for own in self._by_said)

    def _with_alone(self, own: tuple[bool, ...], said: tuple[bool, ...]) -> set[_Place]:
        found = self._shortened.get((own, said))
        if found is None:
            found = self._shortened[own, said] = {_with_alone(one, said) for one in self._by_said[own]}
        return found


def _said(place: _Place) -> tuple[bool, ...]:
    return tuple(map(bool, place))


def _with_alone(place: _Place, said: tuple[bool, ...]) -> _Place:
    article, clause, point = (one if is_said and one else None for one, is_said in zip(place, said, strict=True))
    return article, clause, point


def _description_names_other(record: Record, known: frozenset[str]) -> Iterator[Hit]:
    for part in parts(record.description or "", _LONGEST):
        for mention in mentions_in(part) if "/" in part else ():
            number = mention.number
            if number and number.key and number.year and number.key not in known:
                yield hit("/description", text=part[mention.start : mention.end][:_TOLD])


def _places_known(record: Record) -> dict[str, set[_Place]]:
    """The places the legal basis has in each act it numbers; an act of which none are given is cited as a whole."""
    places: dict[str, set[_Place]] = {}
    for citation in record.legal_basis:
        if citation.act.number:
            place = (citation.locator.article, citation.locator.clause, citation.locator.point)
            places.setdefault(number_key(citation.act.number), set()).update({place} if any(place) else ())
    return places


_Place = tuple[str | None, str | None, str | None]


def _places_not_in_basis(
    pointer: str, piece: str, places: Mapping[str, set[_Place]], told: set[object]
) -> Iterator[Hit]:
    for found in find_citations(piece):
        key = number_key(found.mention.act.number or "")
        for one in found.locators if places.get(key) else ():
            place = (one.article, one.clause, one.point)
            if place not in places[key] and (key, place) not in told:
                told.add((key, place))
                yield hit(pointer, text=found.text[:_TOLD])


def _numbers_known(subject: Subject) -> frozenset[str]:
    """Numbers the record gives acts, and its own."""
    record = subject.record
    cited = record.legal_basis if record else ()
    said = [one for citation in cited for one in _numbers_of(citation)]
    own = [record.number] if record and record.number else []
    return frozenset(number_key(number) for number in (*said, *own))


def _numbers_of(citation: Citation) -> Iterator[str]:
    act = citation.act
    yield from filter(None, (act.number, *(act.amended_by or ()), *(act.replaced_by or ())))
    mentions = (mention for part in parts(citation.text, _LONGEST) for mention in mentions_in(part))
    yield from (mention.number.text for mention in mentions if mention.number and mention.number.text)


def _not_in_text(subject: Subject) -> Iterator[Hit]:
    """A citation that was found in the text, and whose words stand nowhere in it."""
    text = printed_text(subject)
    for pointer, citation in subject.citations if text and subject.record else ():
        if text is None or subject.record is None or citation.found in {None, "person"}:
            continue
        number = citation.act.number
        if citation.found == "context" and number and number == subject.record.number:
            if (article := citation.locator.article) and not text.says(f"Điều {article}"):
                yield hit(below(pointer, "locator", "article"), text=citation.text[:_TOLD])  # a place of its own
        elif not text.says(citation.text):
            yield hit(below(pointer, "text"), text=citation.text[:_TOLD])
        elif number and not (_is_said(number, text) or _is_read(number, citation.text)):
            yield hit(below(pointer, "act", "number"), text=number[:_TOLD])
        else:
            yield from _title_or_day_not_in_text(pointer, citation, text)


def _typed_and_not_in_text(subject: Subject) -> Iterator[Hit]:
    """Of what people typed: an act the text never names, where the text names another of its type that is not cited."""
    text, record = printed_text(subject, typed=True), subject.record
    if text is None or record is None or printed_text(subject) is not None or not record.legal_basis:
        return
    unsaid = [
        (pointer, citation) for pointer, citation in subject.citations
        if citation.act.number and not _is_said(citation.act.number, text)
    ]  # fmt: skip
    if not unsaid:
        return  # before all acts of the text are sought, which takes as long as many rules together
    known = _numbers_known(subject)
    pieces = (piece for piece in text.pieces.values() if ("19" in piece or "20" in piece) and _YEAR.search(piece))
    numbers = (mention.number for piece in pieces for part in parts(piece, _LONGEST) for mention in mentions_in(part))
    kinds = {one.type for one in numbers if one and one.type and one.key and one.year and one.key not in known}
    for pointer, citation in unsaid:
        if citation.act.type in kinds:
            yield hit(below(pointer, "act", "number"), text=str(citation.act.number)[:_TOLD])


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")  # without one no number of an act is whole


_ENDED = ("bai bo", "het hieu luc", "huy bo", "cham dut", "thay the", "thay cho", "khong con", "ngung", "het han")
_CHANGED = {
    "repealed": _ENDED,
    "replaced": _ENDED,
    "amended": ("sua doi", "bo sung", "thay the"),
    "amending": ("sua doi", "bo sung"),
    "replacing": ("thay the", "thay cho"),
}
"""What the text says of an act that is cited for its change, in small letters without marks."""


def _role_not_in_text(subject: Subject) -> Iterator[Hit]:
    """An act said to be repealed, replaced or amended, of which the text tells no such thing."""
    text = printed_text(subject)
    for pointer, citation in subject.citations if text else ():
        signs = _CHANGED.get(citation.role or "")
        if text is not None and citation.found not in {None, "person"} and _rests_on_nothing(citation, text):
            yield hit(below(pointer, "role"), text=citation.text[:_TOLD])
        if text is None or not signs or citation.found in {None, "person"}:
            continue
        if not any(map(text.says, signs)):
            yield hit(below(pointer, "role"), text=citation.text[:_TOLD])


def _rests_on_nothing(citation: Citation, text: PrintedText) -> bool:
    """Whether an act is said to be what a paper rests on that says of none that it does ("Căn cứ …"), or the other way.

    Each of the acts a paper of an organ rests on has a line of its own, which begins and ends so.
    """
    if citation.role == "mentioned" and citation.found == "number":
        line, lines = f"Căn cứ {citation.text}".casefold(), text.of_all(_ended_lines)
        at = bisect_left(lines, line)
        return at < len(lines) and lines[at].startswith(line)
    if citation.role != "basis":
        return False
    wanted, resting = letters_of(citation.text), text.of_all(_resting)
    return not (resting.holding(wanted) if wanted else resting.texts)


def _ended_lines(pieces: Sequence[tuple[str, str]]) -> Sequence[str]:
    """What ends as each line of a list but the last does, in small letters, sorted."""
    return sorted(piece.casefold() for _, piece in pieces if piece.endswith(";"))


def _resting(pieces: Sequence[tuple[str, str]]) -> Standing:
    """What says that something rests on something."""
    return Standing([letters_of(piece) for _, piece in pieces if _RESTS.search(piece)])


_RESTS = re.compile(r"căn\s{1,3}cứ|(?<!\w)(?:chiếu|theo|thực\s{1,3}hiện|xét)(?!\w)", re.IGNORECASE)


def _place_not_in_words(subject: Subject) -> Iterator[Hit]:
    """A place that is none of those the words of a citation that was found name, nor the whole act."""
    for pointer, citation in subject.citations:
        named = places_in(citation.text)
        locator = citation.locator
        given = (locator.article, locator.clause, locator.point)
        if named and citation.found in _BY_WHAT_IS_AROUND:
            says_less = len(named) == 1 and any(
                getattr(named[0], name) and not getattr(locator, name) for name in ("article", "clause", "point")
            )
        else:
            says_less = bool(named) and given not in {(one.article, one.clause, one.point) for one in named}
        if says_less:
            label = " ".join(part for part in given if part) or "–"
            yield hit(below(pointer, "locator"), text=f"{label}: {citation.text}"[:_TOLD])


_BY_WHAT_IS_AROUND = frozenset({"context", "person", None})  # a list names the clause above its items


def _basis_not_in_text(subject: Subject) -> Iterator[Hit]:
    yield from _not_in_text(subject)
    yield from _typed_and_not_in_text(subject)
    yield from _role_not_in_text(subject)
    yield from _place_not_in_words(subject)


def _title_or_day_not_in_text(pointer: str, citation: Citation, text: PrintedText) -> Iterator[Hit]:
    """What is said of an act besides its number, where no words say it."""
    title = citation.act.title
    day = None if citation.validity.as_of else citation.act.date  # or it was looked up
    if title and not {*words_of(title)} <= text.words:
        yield hit(below(pointer, "act", "title"), text=title[:_TOLD])
    if day and (day.day, day.month, day.year) not in text.days:
        yield hit(below(pointer, "act", "date"), text=day.isoformat())


def _is_said(number: str, text: PrintedText) -> bool:
    """Whether a text says a number, or what begins it where it was said shortly ("Nghị định 168")."""
    serial, year = (*number.split("/"), "")[:2]
    if not text.may_hold(letters_of(serial)):
        return False  # as of most acts a text does not name
    return text.says(number) or {letters_of(serial), letters_of(year[:4])} <= text.words


def _is_read(number: str, words: str) -> bool:
    """Whether words that stand in the text are read as a number: in "4O /QĐ-UBND" a letter stands for a zero."""
    read = (mention.number for part in parts(words, _LONGEST) for mention in mentions_in(part))
    return number_key(number) in {one.key for one in read if one}


_COMPARE = say("Compare with the original; correct the text or the legal basis.")

RULES = (
    Rule("DUNG126", "act-not-in-basis", WARNING, WARNING,
         say("The text names “{text}”, the legal basis does not."), PBGDPL_LAW, _COMPARE, _not_in_basis),
    Rule("DUNG127", "basis-not-in-text", ERROR, WARNING,
         say("“{text}” is said to be cited, and stands nowhere in the text."), PBGDPL_LAW, _COMPARE,
         _basis_not_in_text),
)  # fmt: skip
