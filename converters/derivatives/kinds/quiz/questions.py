"""Questions from statements: one figure of a statement is taken out, and stands among three that the law does not say.

Of every second fine it is asked which act it is for, of answers without a figure where they stand (`choices`).

A wrong answer is never one that could be right: it is no figure that the record holds anywhere for the same kind of
thing, it does not meet the right one where that is a range, and it is neither its double nor its half, which is what
organisations pay or what a person pays of it. Every question names the provision, by which only one answer is right.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from converters.derivatives.kinds.quiz.choices import asks_for_the_act, asks_for_the_source
from converters.derivatives.kinds.quiz.figures import Figure, figures, is_half_of_a_range
from converters.derivatives.kinds.quiz.question import WRONG_ANSWERS, QuizQuestion, in_a_sentence, said, with_held
from converters.derivatives.saying.account import Account, LeftOut, Reason, passages
from converters.derivatives.saying.key_points import KeyPoint, KeyPoints, NothingToShow
from converters.derivatives.wording.emphasis import dotted
from validators.problems import say
from validators.sharing.content import blocks
from validators.sharing.record import Record, Sanction

BLANK = "……"
_PLACE_IN_BRACKETS = re.compile(r"\([^()]*\b(?:Điều|khoản|điểm)\s[^()]*\)", re.IGNORECASE)
# "Which figure does it prescribe", not "what is true": "in 5 days" also holds where the law says "in 3 days".
_ASKED = "Theo {provision}, con số được quy định ở chỗ trống ({blank}) là con số nào?"
_TIMES_FOR_OTHERS = (2.0, 0.5)  # organisations pay double, or individuals half (Luật Xử lý vi phạm hành chính)


class NoQuestion(NothingToShow):
    """No statement holds a figure that can be asked for."""

    code = "no-question"


def quiz_questions(record: Record, points: KeyPoints) -> tuple[tuple[QuizQuestion, ...], Account]:
    """The questions that the points of a record give, and what is shown by them.

    Raises:
        NoQuestion: None gives one.
    """
    held = figures_of(record)
    made = list(_asked(points.points, held))
    # The same words with two answers: each would be a second true answer of the other.
    stems = Counter(question.stem for _, question in made if question is not None)
    asked = [(point, one) for point, one in made if one is not None and stems[one.stem] == 1]
    if not asked:
        raise NoQuestion(
            say("No statement of this material holds a figure that can be asked for."),
            hint=say("Questions are made of sums, time limits, ages and counts whose provision is known."),
        )
    kept = {point.pointer for point, _ in asked}
    silent = [point for point, _ in made if point.pointer not in kept]
    left_out = [LeftOut(point.pointer, Reason.NO_FIGURE, point.text) for point in silent]
    account = points.with_points([point for point, _ in asked], left_out).account
    questions = (replace(one, id=f"cau-{number:03d}") for number, (_, one) in enumerate(asked, 1))
    return tuple(questions), account


def _asked(points: Sequence[KeyPoint], held: Sequence[Figure]) -> Iterator[tuple[KeyPoint, QuizQuestion | None]]:
    """A question a point: of its figure; of every second fine which act it is for; else where an answer stands."""
    fines = 0
    for point in points:
        if not point.of_act:
            yield point, None
            continue
        fines += point.is_fine
        by_act = asks_for_the_act(point, points) if point.is_fine and fines % 2 == 0 else None
        yield point, by_act or _question(point, held) or asks_for_the_source(point, points)


def figures_of(record: Record) -> tuple[Figure, ...]:
    """Every figure a record holds anywhere."""
    texts = [text for _, text in passages(record)]
    for _, block in blocks(record.content):
        if isinstance(block, Sanction):
            sums = [dotted(amount) for amount in (block.amount_min, block.amount_max) if amount is not None]
            texts += [f"{' đến '.join(sums)} đồng" if sums else "", block.subject or "", block.other or ""]
    texts += [citation.text for citation in record.legal_basis]
    return tuple(found for text in texts for found in figures(text))


def _question(point: KeyPoint, held: Sequence[Figure]) -> QuizQuestion | None:
    """The question of the first figure of a point that can be asked for."""
    statement = said(point)
    cited = list(_PLACE_IN_BRACKETS.finditer(statement))
    for figure in figures(statement):
        if cited and figure.start > cited[-1].end():
            continue  # of a sentence that the provision is not printed for
        if figure.unit == "giờ" and _is_on_the_clock(statement[: figure.start], statement[figure.end :]):
            continue  # "từ 36 giờ hôm trước" is no answer anybody would give
        rest = with_held(f"{statement[: figure.start]}{BLANK}{statement[figure.end :]}", point)
        if is_half_of_a_range(figure, statement) or _told(figure, rest) or _is_asked_with(figure, point):
            continue
        wrong = wrong_answers(figure, held, point.pointer)
        if wrong is None:
            continue
        asked = _ASKED.format(provision=in_a_sentence(point.citation), blank=BLANK)
        options = [text for _, text in sorted([*wrong, (figure.values, figure.text)])]
        stem = f"{asked}\n{rest}"
        right = options.index(figure.text)
        return QuizQuestion("", stem, tuple(options), right, statement, point.citation, point.pointer)
    return None


def _is_on_the_clock(before: str, behind: str) -> bool:
    """Whether hours are a time of the day: "từ 22 giờ hôm trước", "sau 15 giờ", but not "sau 12 giờ kể từ khi …"."""
    if _PART_OF_THE_DAY.match(behind):
        return True
    return _AT_HOUR.search(before) is not None and _COUNTED_FROM.match(behind) is None


_AT_HOUR = re.compile(r"\b(?:từ|trước|sau|lúc|vào)\s*$", re.IGNORECASE)
_PART_OF_THE_DAY = re.compile(r"\s*(?:sáng|trưa|chiều|tối|đêm|hôm|ngày)\b", re.IGNORECASE)
_COUNTED_FROM = re.compile(r"\s*(?:làm việc|kể từ|tính từ|sau khi|trở)", re.IGNORECASE)


def _is_asked_with(figure: Figure, point: KeyPoint) -> bool:
    """Whether a figure stands in the question above an answer: what is asked about is not what is asked for."""
    return point.is_answer and figure.end <= len(point.heading or "")


def _told(figure: Figure, rest: str) -> bool:
    """Whether what is left of the statement gives the answer away."""
    return any(set(other.values) & set(figure.values) for other in figures(rest) if other.kind == figure.kind)


def wrong_answers(figure: Figure, held: Sequence[Figure], seed: str) -> list[tuple[tuple[int, ...], str]] | None:
    """Three other figures nothing in the record says, near the right one; None where there are not so many.

    Args:
        figure: The right one.
        held: All figures of the record.
        seed: Decides how many are smaller, so that the right answer stands at no fixed place.
    """
    alike = [one for one in held if one.kind == figure.kind]
    usable = [
        (values, text)
        for values in figure.candidates()
        if not _could_be_right(values, figure, alike) and (text := figure.like(values)) is not None
    ]
    usable = list(_apart(sorted(usable, key=lambda one: _distance(one[0], figure.values))))
    smaller = [one for one in usable if one[0] < figure.values]
    larger = [one for one in usable if one[0] > figure.values]
    wanted = hashlib.sha256(seed.encode()).digest()[0] % (WRONG_ANSWERS + 1)
    below = min(len(smaller), max(wanted, WRONG_ANSWERS - len(larger)))
    chosen = smaller[:below] + larger[: WRONG_ANSWERS - below]
    return chosen if len(chosen) == WRONG_ANSWERS else None


def _could_be_right(values: tuple[int, ...], figure: Figure, alike: Sequence[Figure]) -> bool:
    """Whether a figure could be true of something: the record says it, or it meets the right one."""
    if values[0] <= figure.values[-1] and figure.values[0] <= values[-1]:
        return True
    for other in (figure, *alike):
        if values == other.values or (len(values) == 1 and values[0] in other.values):
            return True
        if figure.is_money and any(
            values == tuple(round(one * times) for one in other.values) for times in _TIMES_FOR_OTHERS
        ):
            return True
    return False


def _apart(ordered: Sequence[tuple[tuple[int, ...], str]]) -> Iterator[tuple[tuple[int, ...], str]]:
    """Those that share nothing with one before."""
    kept: list[tuple[int, ...]] = []
    for values, text in ordered:
        if all(values[-1] <= other[0] or other[-1] <= values[0] for other in kept):
            kept.append(values)
            yield values, text


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[float, tuple[int, ...]]:
    """How unlike two figures look: by their size, and more by how wide they are, which would tell the right one."""
    width = abs(math.log(one[-1] / one[0]) - math.log(other[-1] / other[0]))
    return abs(math.log(one[0] / other[0])) + _WEIGHT_OF_WIDTH * width, one


_WEIGHT_OF_WIDTH = 3.0
