"""The three to six things a material says that are worth a card, each with the provision it rests on.

Extractive: every text is the record's own, cut only where `excerpts` allows. A passage becomes a candidate when it

1. is a structured block (sanction, right, duty, deadline, procedure) whose `basis` names a citation, or
2. holds the text of one of the record's citations, or
3. stands under a heading, question or list opening that holds one, or
4. is in a material that rests on one citation only.

What cannot carry its source is left out; when fewer than three are left, fewer are used and `KeyPoints.note` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from converters.derivatives.saying.candidates import Candidate, candidates
from converters.derivatives.saying.emphasis import Emphasis, emphasis_of
from converters.derivatives.saying.excerpts import safe_excerpt, without_citation
from converters.derivatives.saying.words import FINE
from validators.problems import Message, Problem, say
from validators.sharing.record import Record

FEWEST_POINTS = 3  # fewer look like an accident; a note says so
MOST_POINTS = 6  # as many as a picture holds at a readable size, and a minute of video
_SHORTEST = 12  # letters; less is a label, not a statement
_LONGEST_TEXT = 170  # letters; more fills a narrow card below the size a phone still shows
_LONGEST_HEADING = 90  # letters; more pushes the text of a narrow card out


class NothingToShow(Problem):
    """The material holds no passage that names its provision."""

    code = "no-key-points"


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
        text: The record's own words, shortened at most.
        citation: The provision, as a card shows it.
        locator: The place in the act alone ("khoản 2 Điều 20"); empty when only the act is known.
        pointer: JSON Pointer (RFC 6901) of the block it was taken from.
        heading: The heading or question it stands under, when short enough to show.
        emphasis: A number worth showing large, if there is one.
    """

    kind: PointKind
    text: str
    citation: str
    locator: str
    pointer: str
    heading: str | None = None
    emphasis: Emphasis | None = None

    @property
    def is_answer(self) -> bool:
        """Whether it stands under a question."""
        return bool(self.heading and self.heading.endswith("?"))

    @property
    def as_sentence(self) -> str:
        """All of it as one line of text: heading, number, text, provision."""
        parts = [f"{self.heading.rstrip(':. ')}:" if self.heading and not self.is_answer else self.heading]
        if self.emphasis and self.emphasis.full not in self.text:
            parts.append(f"{self.emphasis.full}.")
        parts += [self.text, f"({self.citation})."]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class KeyPoints:
    """The points chosen, in the order of the material.

    Attributes:
        points: At most as many as asked for.
        ranks: For each point its rank, 0 the last one to leave out.
        note: Says so when there are fewer than three.
    """

    points: tuple[KeyPoint, ...]
    ranks: tuple[int, ...]
    note: Message | None = None

    def fewer(self, count: int) -> KeyPoints:
        """The `count` points of the best rank, still in the order of the material."""
        kept = [(point, rank) for point, rank in zip(self.points, self.ranks, strict=True) if rank < count]
        return replace(self, points=tuple(point for point, _ in kept), ranks=tuple(rank for _, rank in kept))


def choose_key_points(record: Record, *, most: int = MOST_POINTS, longest: int = _LONGEST_TEXT) -> KeyPoints:
    """Choose the key points of a record.

    Args:
        record: The material.
        most: How many at most.
        longest: Letters a point's text may have.

    Returns:
        Points in the order of the material, none saying what another says.
    """
    usable = [(candidate, point) for candidate in candidates(record) if (point := _point(candidate, longest))]
    ordered = sorted(range(len(usable)), key=lambda place: (-_worth(*usable[place]), place))
    chosen = _varied(ordered, [point for _, point in usable], most)
    rank = {place: number for number, place in enumerate(chosen)}
    places = sorted(chosen)
    note = None
    if len(places) < FEWEST_POINTS:
        note = say("Fewer than three passages of this material name their provision: {count}.", count=len(places))
    return KeyPoints(tuple(usable[place][1] for place in places), tuple(rank[place] for place in places), note)


def require_key_points(record: Record) -> KeyPoints:
    """The key points of a record that must have one.

    Raises:
        NothingToShow: There is none.
    """
    points = choose_key_points(record)
    if not points.points:
        raise NothingToShow(
            say("No passage of this material names the provision it rests on, so there is nothing to show."),
            hint=say("Check legal_basis and content in record.json; every card must name its provision."),
        )
    return points


def _point(candidate: Candidate, longest: int) -> KeyPoint | None:
    text = safe_excerpt(without_citation(candidate.text, candidate.source.printed), longest)
    if text is None or len(text) < _SHORTEST or not _is_whole(text):
        return None
    heading = candidate.heading if candidate.heading and len(candidate.heading) <= _LONGEST_HEADING else None
    kind = PointKind(candidate.kind)
    if heading is None and kind is PointKind.SANCTION and candidate.emphasis:
        # A sum alone does not say that it is to be paid.
        heading = FINE
    return KeyPoint(
        kind,
        text,
        candidate.source.label,
        candidate.source.place,
        candidate.pointer,
        heading,
        candidate.emphasis or emphasis_of(text),
    )


def _is_whole(text: str) -> bool:
    """Whether nothing was torn off and it was read well."""
    return not any(sign.search(text) for sign in _TORN) and _is_paired(text) and _is_readable(text)


def _is_paired(text: str) -> bool:
    """Whether brackets and quotation marks come in pairs."""
    return all(text.count(opening) == text.count(closing) for opening, closing in ("()", "[]", "“”"))


def _is_readable(text: str) -> bool:
    """Whether it is made of letters rather than of scraps."""
    return sum(letter.isalpha() or letter.isspace() for letter in text) > len(text) * _LETTERS


_LETTERS = 0.7  # share of letters and spaces in a text that was read well; tables of numbers have less

# A lone consonant is no word: most often a bullet that was read as a letter. "điểm b" and "100 m" are not meant.
_MAY_PRECEDE_A_LETTER = r"(?<!điểm)(?<!Điểm)(?<!và)(?<!hoặc)(?<!\d)"
_STRAY_LETTER = re.compile(
    _MAY_PRECEDE_A_LETTER + r"(?:^|(?<=\w)\s|[;:.,]\s)[bcdghklmnpqrstvxđ®©@€°»«|](?=\s)"
)  # fmt: skip
# The next line was lost: no sentence ends with these.
_WANTS_MORE = (
    "các", "những", "của", "và", "hoặc", "là", "được", "cho", "với", "theo", "tại", "có", "một", "bị", "để", "khi",
    "mà", "như", "từ", "đến", "trong", "về", "số",
)  # fmt: skip
_TORN_END = re.compile(rf"\b(?:{'|'.join(_WANTS_MORE)})\W?$", re.IGNORECASE)
_TORN_HEAD = re.compile(r"^[\d.]+ đồng\b")  # the rest of a list of sums
_TORN = (_TORN_HEAD, _STRAY_LETTER, _TORN_END)

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


def _varied(ordered: Sequence[int], points: Sequence[KeyPoint], most: int) -> list[int]:
    """The best places, none twice. Headings take turns, then provisions, so that no one matter fills the page."""
    chosen: list[int] = []
    for turn in ("heading", "citation", ""):
        for place in ordered:
            used = [points[other] for other in chosen]
            if len(chosen) < most and place not in chosen and not _repeats(points[place], used, turn):
                chosen.append(place)
    return chosen


def _repeats(point: KeyPoint, used: Iterable[KeyPoint], turn: str) -> bool:
    for other in used:
        one, two = (item.text.casefold().rstrip(" .;…") for item in (point, other))
        if one in two or two in one:
            return True
        if turn and point.citation == other.citation:
            return True
        if turn == "heading" and point.heading not in (None, FINE) and point.heading == other.heading:
            return True
    return False
