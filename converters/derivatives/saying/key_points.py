"""What a material says that is worth a card, each with the provision it rests on and the conditions that hold for it.

Every text is a run of whole passages of the record under the heading they stand under (`joining/runs`): no sentence is
taken out of a passage, none is cut; what is too long is left out and named, for a person to reword. A passage becomes
a candidate when it names its provision, stands under a heading or lead-in that does, or is a structured block tied to
one (`candidates`). All fines are taken, so that none looks like the only one; of the rest the best, while there is
room. What is not taken is named in `KeyPoints.account`, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from converters.derivatives.saying.account import EMPTY, Account, LeftOut, Reason, in_order, settled, told_truly
from converters.derivatives.saying.words import FINE
from converters.derivatives.wording.conditions import Condition, Held, Reach, holding
from converters.derivatives.wording.emphasis import Emphasis, emphasis_of, holds_money
from converters.derivatives.wording.excerpts import (
    LONGEST_HEADING,
    beginning_of_steps,
    ended,
    promises_more,
    without_citation,
)
from converters.derivatives.wording.torn import is_whole
from converters.records.parts.sentences import sentences
from validators.problems import Message, Problem, say
from validators.sharing.record import Record

if TYPE_CHECKING:
    from converters.derivatives.saying.passages import Candidate, Found

FEWEST_POINTS = 3  # fewer look like an accident; a note says so
MOST_POINTS = 6  # beside fines: as many as a picture holds at a readable size, and a minute of video
_SHORTEST = 12  # letters; less is a label, not a statement
LONGEST_WHOLE = 420  # letters of a card: more does not fit a picture at a size that can be read


class NothingToShow(Problem):
    """The material holds no passage that names its provision."""

    code = "no-key-points"


class NoRoom(Problem):
    """A card, with what is pinned to it, does not fit at a size that can be read."""

    code = "no-room"


class PointKind(StrEnum):
    """What a key point is, which decides its icon."""

    SANCTION = "sanction"
    RIGHT = "right"
    DUTY = "duty"
    DEADLINE = "deadline"
    PROCEDURE = "procedure"
    ANSWER = "answer"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One card.

    Attributes:
        kind: What it is.
        text: The record's own words, whole passages.
        citation: The provision, as a card shows it.
        locator: The place in the act alone ("khoản 2 Điều 20"); empty when only the act is known.
        pointer: JSON Pointer (RFC 6901) of the block it was taken from.
        heading: The heading or question it stands under, when short enough to show.
        emphasis: A number worth showing large, if there is one.
        conditions: What holds for it beside its own text, word for word; pinned to whatever it is shown on.
        also: Pointers of other passages it says.
        pinned: Whether it must be shown: a fine among fines, or what a plan pins.
        aside: Whether it stands in a note beside the text, and is shown only where a plan chooses it.
        of_act: Whether an act lays it down; steps may be the material's own.
        title: What is done by the steps; empty where there are none.
        steps: What is to be done one after another, whole, whatever of it `text` has room for; with its number.
    """

    kind: PointKind
    text: str
    citation: str
    locator: str
    pointer: str
    heading: str | None = None
    emphasis: Emphasis | None = None
    conditions: tuple[Condition, ...] = ()
    also: tuple[str, ...] = ()
    pinned: bool = False
    aside: bool = False
    of_act: bool = True
    title: str = ""
    steps: tuple[tuple[int, str], ...] = ()

    @property
    def is_fine(self) -> bool:
        """Whether it says what a breach costs."""
        said = f"{self.heading or ''} {self.text}"
        if self.kind is PointKind.SANCTION or _WARNED.search(self.text):
            return True
        return _FINE.search(said) is not None and (holds_money(said) or _OF_INCOME.search(said) is not None)

    @property
    def in_steps(self) -> bool:
        """Whether there is more than one step: a lone "1" counts nothing."""
        return len(self.steps) > 1

    @property
    def pinned_texts(self) -> tuple[str, ...]:
        """The words of its conditions, each once."""
        return tuple(dict.fromkeys(one.text for one in self.conditions))

    @property
    def is_answer(self) -> bool:
        """Whether it stands under a question."""
        return bool(self.heading and self.heading.endswith("?"))

    @property
    def figure(self) -> str:
        """Its number with what it is ("Phạt tiền: 2.000.000 – 3.000.000 đồng"); empty where the text has it."""
        if not self.emphasis or self.emphasis.full in self.text:
            return ""
        said = f"{self.heading or ''} {self.text}".casefold()
        is_named = not self.emphasis.is_money or self.kind is not PointKind.SANCTION or "phạt" in said
        return self.emphasis.full if is_named else f"{FINE}: {self.emphasis.full}"

    @property
    def unsaid_figure(self) -> str:
        """Its number for one who hears or reads it in a line; empty where the text says it in whatever form."""
        if not self.emphasis:
            return ""
        numbers = re.findall(r"\d+(?:[.,]\d+)*", self.emphasis.full)
        said = all(re.search(rf"(?<![\d.,]){re.escape(number)}(?![.,]?\d)", self.text) for number in numbers)
        return "" if said and self.emphasis.unit.split()[-1] in self.text else self.emphasis.full

    @property
    def as_sentence(self) -> str:
        """All of it as one line of text: heading, number, text, provision."""
        parts = [f"{self.heading.rstrip(':. ')}:" if self.heading and not self.is_answer else self.heading]
        if self.unsaid_figure:
            parts.append(f"{self.unsaid_figure}.")
        parts += [self.text, f"({self.citation})."]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class KeyPoints:
    """The points chosen, in the order of the material.

    Attributes:
        points: All fines, and others up to as many as asked for.
        ranks: For each point its rank, 0 the last one to leave out.
        note: Says so when there are fewer than three.
        account: What of the material is shown and what not.
        only_reworded: What rests on a provision, but can be shown in a person's words alone: too long, torn or leaning.
    """

    points: tuple[KeyPoint, ...]
    ranks: tuple[int, ...]
    note: Message | None = None
    account: Account = EMPTY
    only_reworded: tuple[KeyPoint, ...] = ()

    @property
    def account_with_steps(self) -> Account:
        """The account of what shows `steps` whole, however little of them `text` has room for."""
        return self.account.shown_whole([point.pointer for point in self.points if point.in_steps])

    @property
    def fewest(self) -> int:
        """How many must be shown at least."""
        return max(sum(point.pinned for point in self.points), min(FEWEST_POINTS, len(self.points)))

    def with_points(
        self, points: Sequence[KeyPoint], left_out: Iterable[LeftOut], reworded: Iterable[KeyPoint] = ()
    ) -> KeyPoints:
        """Other points in the order given, the first ranked best; of some, here in their own words, others are told."""
        shown = [pointer for point in points for pointer in _shown_with(point)]
        own = (*points, *reworded)
        said = {(pointer, point.text) for point in own for pointer in (point.pointer, *point.also)}
        rest = [one for one in self.account.left_out if (one.pointer, one.text) not in said]
        gone = [
            LeftOut(point.pointer, Reason.NO_ROOM, point.text)
            for point in self.points
            if point.pointer not in shown and point.pointer not in {one.pointer for one in left_out}
        ]
        listed = sorted((*rest, *left_out, *gone), key=lambda one: in_order(one.pointer))
        account = Account(tuple(dict.fromkeys(shown)), tuple(dict.fromkeys(listed)))
        by_rank = sorted(range(len(points)), key=lambda place: not points[place].pinned)
        ranks = {place: rank for rank, place in enumerate(by_rank)}
        return replace(self, points=tuple(points), ranks=tuple(ranks[at] for at in range(len(points))), account=account)

    def fewer(self, count: int) -> KeyPoints:
        """The `count` points of the best rank, pinned ones first, in order; the account says what was left out."""
        kept = [(point, rank) for point, rank in zip(self.points, self.ranks, strict=True) if rank < count]
        gone = [point for point, rank in zip(self.points, self.ranks, strict=True) if rank >= count]
        return replace(
            self,
            points=tuple(point for point, _ in kept),
            ranks=tuple(rank for _, rank in kept),
            account=self.account.moved_out(
                [point.pointer for point in gone], Reason.NO_ROOM, [point.text for point in gone]
            ),
        )


def _places(found: Sequence[Found]) -> dict[int, int]:
    """For everything found, by its id, its place as the material runs: a fine's is where the text says it."""
    runs = [(min(map(in_order, (one.pointer, *getattr(one, "also", ())))), at) for at, one in enumerate(found)]
    return {id(found[at]): place for place, (_, at) in enumerate(sorted(runs))}


def _shown_with(point: KeyPoint) -> Iterator[str]:
    yield from (point.pointer, *point.also)
    yield from (one.pointer for one in point.conditions)


def choose_key_points(record: Record, *, most: int = MOST_POINTS) -> KeyPoints:
    """Choose the key points of a record.

    Args:
        record: The material.
        most: How many at most beside the fines; fewer the more fines there are.

    Returns:
        Points in the order of the material, none saying what another says.
    """
    return whole_choice(record, most=most)[1]


def whole_choice(record: Record, *, most: int = MOST_POINTS) -> tuple[tuple[KeyPoint, ...], KeyPoints]:
    """Every point a record could show, in order, and the choice of them; see `choose_key_points`."""
    from converters.derivatives.saying.candidates import walked  # the patterns of citations take long to load

    found = list(walked(record))
    order = _places(found)
    left_out = [one for one in found if isinstance(one, LeftOut)]
    usable: list[tuple[Candidate, KeyPoint]] = []
    others: list[tuple[Candidate, KeyPoint]] = []
    for candidate in (one for one in found if not isinstance(one, LeftOut | Condition)):
        made, hindered = _point(candidate)
        if hindered is None:
            usable.append((candidate, made))
            left_out += _steps_cut_away(candidate, made)
        else:
            others.append((candidate, replace(made, text=candidate.text, title="", steps=())))
            left_out += (LeftOut(at, hindered, candidate.text) for at in (made.pointer, *made.also))
    conditions = [replace(one, at=order[id(one)]) for one in found if isinstance(one, Condition)]
    reworded = tuple(point for _, point in _under_conditions([*usable, *others], conditions, order)[len(usable) :])
    usable = _under_conditions(usable, conditions, order)
    open_to_all = [place for place, (_, point) in enumerate(usable) if not point.aside]
    ordered = _answers_in_turn(sorted(open_to_all, key=lambda place: (-_worth(*usable[place]), place)), usable)
    chosen = _chosen(ordered, [point for _, point in usable], most)
    rank = {place: number for number, place in enumerate(chosen)}
    places = sorted(chosen)
    points = tuple(replace(usable[place][1], pinned=usable[place][1].is_fine) for place in places)
    left_out += [_unchosen(point, points) for place, (_, point) in enumerate(usable) if place not in rank]
    pinned = {one for point in points for one in point.conditions}
    left_out += [LeftOut(one.pointer, Reason.LEANS, one.text) for one in conditions if one not in pinned]
    covered = {pointer for point in points for pointer in point.also}
    shown = [pointer for point in points for pointer in _shown_with(point)]
    listed = [one for one in left_out if one.pointer not in covered and not _is_told_along(one, points, shown)]
    left_out = told_truly(listed, [point.text for point in points])
    note = None
    if len(places) < FEWEST_POINTS:
        note = say("Fewer than three passages of this material name their provision: {count}.", count=len(places))
    account = settled(record, shown, left_out)
    choice = KeyPoints(points, tuple(rank[place] for place in places), note, account, reworded)
    return tuple(point for _, point in usable), choice


def require_key_points(record: Record, *, most: int = MOST_POINTS) -> KeyPoints:
    """The key points of a record that must have one, `most` of them beside the fines.

    Raises:
        NothingToShow: There is none; it says what stands in the way.
    """
    points = choose_key_points(record, most=most)
    if not points.points:
        raise nothing_to_show(points.account)
    return points


def no_room(point: KeyPoint) -> NoRoom:
    """That a card is too long for what it is to be shown on."""
    return NoRoom(
        say(
            "The card of {place} with all that holds for it is too long for a picture: “{text}”.",
            place=point.pointer, text=f"{point.text[:80]}…",
        ),
        hint=say("Shorten it or leave it out with a plan: pbgdpl derive plan PACKAGE"),
    )  # fmt: skip


def nothing_to_show(account: Account) -> NothingToShow:
    """That there is no card, and what stands in the way most often."""
    reasons = [one.reason for one in account.left_out if one.reason is not Reason.NO_STATEMENT]
    if not reasons or set(reasons) == {Reason.NO_PROVISION}:
        return NothingToShow(
            say("No passage of this material names the provision it rests on, so there is nothing to show."),
            hint=say("Check legal_basis and content in record.json; every card must name its provision."),
        )
    often = max(dict.fromkeys(reasons), key=lambda reason: (reason is not Reason.NO_PROVISION, reasons.count(reason)))
    return NothingToShow(
        say("No passage of this material can be shown; of {count} it holds: {reason}.", count=reasons.count(often),
            reason=often.message),
        hint=say("Which and why: pbgdpl derive plan PACKAGE"),
    )  # fmt: skip


def _point(candidate: Candidate) -> tuple[KeyPoint, Reason | None]:
    """A card of a whole passage under its whole heading, never a part of either; and why it cannot be shown as such."""
    heading, text = _under_heading(candidate)
    if len(candidate.steps) > 1 and len(text) > LONGEST_WHOLE:
        text = beginning_of_steps(candidate.title, candidate.steps, LONGEST_WHOLE) or text
    kind = PointKind(candidate.kind)
    figure = None if len(candidate.steps) > 1 else emphasis_of(text)
    if figure and not figure.is_money and (candidate.also or len(sentences(text)) > 1):
        figure = None  # of one statement of several
    if heading is None and kind is PointKind.SANCTION and candidate.emphasis:
        # A sum alone does not say that it is to be paid.
        heading = FINE
    point = KeyPoint(
        kind,
        text,
        candidate.source.label,
        candidate.source.place,
        candidate.pointer,
        heading,
        candidate.emphasis or figure,
        also=candidate.also,
        aside=candidate.aside,
        of_act=bool(candidate.source.keys),
        title=candidate.title,
        steps=tuple(enumerate(candidate.steps, 1)),
    )
    return point, candidate.only_reworded or _hindrance(text, candidate)


def _hindrance(text: str, candidate: Candidate) -> Reason | None:
    """Why a text is no card as it stands."""
    if len(text) + sum(len(words) for words, _ in candidate.beside) > LONGEST_WHOLE:
        return Reason.TOO_LONG
    is_scrap = len(text) < _SHORTEST and not candidate.emphasis
    return Reason.UNCLEAR if is_scrap or promises_more(text) or not is_whole(text) else None


def _under_heading(candidate: Candidate) -> tuple[str | None, str]:
    """Heading and text; a heading too long to stand over it opens the text, for without it that may say more."""
    text = ended(without_citation(candidate.text, candidate.source.printed))
    heading = candidate.heading or None
    if heading is None or len(heading) <= LONGEST_HEADING:
        return heading, text
    return None, f"{heading} {text}" if heading.endswith("?") else f"{heading}: {text}"


def _steps_cut_away(candidate: Candidate, point: KeyPoint) -> list[LeftOut]:
    """The steps that did not fit behind the first ones."""
    gone = [step for step in candidate.steps if step.rstrip(" ;.") not in point.text] if point.in_steps else []
    return [LeftOut(candidate.pointer, Reason.TOO_LONG, " ".join(gone))] if gone else []


_PENAL_CODE = "Bộ luật Hình sự"


def _under_conditions(
    usable: Sequence[tuple[Candidate, KeyPoint]], conditions: Sequence[Condition], order: Mapping[int, int]
) -> list[tuple[Candidate, KeyPoint]]:
    """Each point with the conditions that hold for it."""
    statements = [
        Held(one.section, one.source.keys, point.is_fine, _PENAL_CODE in point.citation, order[id(one)], _number(point))
        for one, point in usable
    ]
    held = holding(conditions, statements)
    return [
        (one, replace(point, conditions=(*(it for it in ones if it.text.rstrip(".") not in point.text), *_beside(one))))
        for (one, point), ones in zip(usable, held, strict=True)
    ]


def _number(point: KeyPoint) -> str:
    """The number a row bears, where no heading bears one that might be meant."""
    row = _ROW_NUMBER.match(point.text)
    return row[1] if row and not _ROW_NUMBER.match(point.heading or "") else ""


_ROW_NUMBER = re.compile(r"(\d{1,2})[.)]\s")


def _beside(candidate: Candidate) -> Iterator[Condition]:
    """What is read along with this card alone, in one piece."""
    parts = (words.rstrip(" ;,") for words, _ in candidate.beside)
    said = " ".join(part if part.endswith((".", "!", "?", "…", ":")) else f"{part}." for part in parts)
    return (Condition(at, said, candidate.section, reach=Reach.SECTION) for _, at in candidate.beside)


def _answers_in_turn(ordered: Sequence[int], usable: Sequence[tuple[Candidate, KeyPoint]]) -> list[int]:
    """The same where of several statements of one answer the first is taken first: the next may except from it."""
    waiting: dict[str, list[int]] = {}
    for place in sorted(ordered):
        waiting.setdefault(usable[place][1].pointer, []).append(place)
    return [waiting[point.pointer].pop(0) if (point := usable[place][1]).is_answer else place for place in ordered]


def _chosen(ordered: Sequence[int], points: list[KeyPoint], most: int) -> list[int]:
    """Places by rank: all fines, then the best of the rest while there is room."""
    fines: list[int] = []
    for place in (place for place in ordered if points[place].is_fine):
        if not _repeats(points[place], [points[other] for other in fines], ""):
            fines.append(place)
    others = [place for place in ordered if not points[place].is_fine]
    sheets = -(-len(fines) // MOST_POINTS)  # what room is left beside the fines is used
    return _varied(others, points, max(most, sheets * most), fines)


def _is_told_along(one: LeftOut, points: Sequence[KeyPoint], shown: Sequence[str]) -> bool:
    """Whether a passage that says nothing alone is told with the one it is of."""
    if one.reason not in {Reason.LEANS, Reason.NO_PROVISION} or one.pointer not in shown:
        return False
    words = one.text.casefold().rstrip(" .;,")
    return any(words in said.casefold() for point in points for said in (point.text, *point.pinned_texts))


def _unchosen(point: KeyPoint, chosen: Sequence[KeyPoint]) -> LeftOut:
    if point.aside:
        return LeftOut(point.pointer, Reason.ASIDE, point.text)
    reason = Reason.REPEATS if _repeats(point, chosen, "") else Reason.NO_ROOM
    return LeftOut(point.pointer, reason, point.text)


_FINE = re.compile(r"\bphạt\b", re.IGNORECASE)
_OF_INCOME = re.compile(r"\d\s?% (?:tổng )?(?:doanh thu|giá trị)\b|\bgấp \d+ lần\b", re.IGNORECASE)  # a fine by share
_WARNED = re.compile(r"\b(?:bị|:) (?:xử )?phạt cảnh cáo\b", re.IGNORECASE)  # a row of a table of fines without a sum


# How much a reader gains from a point: what it costs or what one may do comes before what merely holds.
_WORTH_BY_KIND = {
    PointKind.SANCTION: 5.0,
    PointKind.RIGHT: 4.0,
    PointKind.DUTY: 4.0,
    PointKind.DEADLINE: 4.0,
    PointKind.PROCEDURE: 3.0,
    PointKind.ANSWER: 3.0,
    PointKind.RULE: 2.0,
}
_WORTH_OF_AN_ARTICLE = 3.0  # the provision can be looked up
_WORTH_OF_A_NUMBER = 2.0  # there is something to show large
_WORTH_BY_TIE = {"own": 1.5, "inherited": 0.5}  # the surer the provision, the better
_BEST_LENGTH = 90  # letters: a sentence of middling length reads best on a card
_LENGTH_PER_WORTH = 120  # letters away from it that cost one


def _worth(candidate: Candidate, point: KeyPoint) -> float:
    worth = _WORTH_BY_KIND[point.kind]
    worth += _WORTH_OF_AN_ARTICLE if candidate.source.precise else 0.0
    worth += _WORTH_OF_A_NUMBER if point.emphasis else 0.0
    worth += _WORTH_BY_TIE.get(candidate.tie, 0.0)
    return worth - abs(len(point.text) - _BEST_LENGTH) / _LENGTH_PER_WORTH


def _varied(ordered: Sequence[int], points: Sequence[KeyPoint], most: int, taken: Sequence[int]) -> list[int]:
    """Those taken, then the best places, none twice.

    Headings take turns, then provisions, so that no one matter fills the page.
    """
    chosen = list(taken)
    for turn in ("heading", "citation", ""):
        for place in ordered:
            used = [points[other] for other in chosen]
            if len(chosen) < most and place not in chosen and not _repeats(points[place], used, turn):
                chosen.append(place)
    return chosen


def _repeats(point: KeyPoint, used: Iterable[KeyPoint], turn: str) -> bool:
    for other in used:
        one, two = (item.text.casefold().rstrip(" .;…") for item in (point, other))
        same_sum = not point.emphasis or not other.emphasis or point.emphasis == other.emphasis
        if (one in two or two in one) and same_sum and point.citation == other.citation:
            return True
        if turn and point.citation == other.citation:
            return True
        if turn == "heading" and point.heading not in (None, FINE) and point.heading == other.heading:
            return True
    return False
