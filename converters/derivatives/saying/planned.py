"""Key points as a plan wants them: pinned, ordered, left out, in other words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from converters.derivatives.saying.account import LeftOut, Reason
from converters.derivatives.saying.joining.parts_of_procedures import told_in_parts
from converters.derivatives.saying.key_points import (
    MOST_POINTS,
    KeyPoint,
    KeyPoints,
    nothing_to_show,
    require_key_points,
    whole_choice,
)
from converters.derivatives.wording.emphasis import emphasis_of
from converters.derivatives.wording.plan import Plan, PlanRow, Show, WrongPlan
from validators.problems import Message, say
from validators.sharing.record import Record

REWORDED = "diễn đạt lại"  # behind the provision of a card that is not in the record's own words


def planned_key_points(record: Record, plan: Plan, *, draft: bool) -> KeyPoints:
    """The key points of a record as a plan wants them.

    Args:
        record: The material.
        plan: Rows by which passages are shown or not.
        draft: Whether rewordings that nobody approved may be shown.

    Raises:
        WrongPlan: It does not fit the material, shows what names no provision, or rewords without approval.
    """
    usable, chosen = whole_choice(record)
    rows = {(row.pointer, row.text): row for row in plan.rows}
    points = {(point.pointer, point.text): point for point in usable}
    points |= {(one.pointer, one.text): one for one in _in_other_words(chosen, points, rows)}
    _check_fits(rows, points, chosen)
    kept: list[tuple[float, KeyPoint]] = []
    left_out: list[LeftOut] = []
    for place, (key, point) in enumerate(points.items()):
        row = rows.get(key, PlanRow(*key))
        was_chosen = any((one.pointer, one.text) == key for one in chosen.points)
        if row.show is Show.NO or (row.show is Show.AS_CHOSEN and not was_chosen):
            if row.show is Show.NO:
                left_out.append(LeftOut(point.pointer, Reason.EXCLUDED, point.text))
            continue
        order = row.order if row.order is not None else _BEHIND + place
        kept.append((order, _as_planned(point, row, draft=draft)))
    kept.sort(key=lambda pair: pair[0])
    told = {id(row) for row in rows.values() if row.rewording and row.show is not Show.NO}
    reworded = [point for key, point in points.items() if key in rows and id(rows[key]) in told]
    return chosen.with_points([point for _, point in kept], left_out, reworded)


def _in_other_words(
    chosen: KeyPoints, points: Mapping[tuple[str, str], KeyPoint], rows: Mapping[tuple[str, str], PlanRow]
) -> Iterator[KeyPoint]:
    """What cannot be shown as it stands, and a plan shows in other words."""
    for point in chosen.only_reworded:
        row = rows.get((point.pointer, point.text))
        if row is None or row.show not in _SHOWN or (point.pointer, point.text) in points:
            continue
        if not row.rewording:
            raise WrongPlan(
                say("“{text}” can be shown in other words only.", text=point.text[:60]),
                hint=say("Enter them in the plan, and who approved them."),
            )
        yield point


_SHOWN = frozenset({Show.PINNED, Show.YES})
_BEHIND = 100_000  # rows without a number stand behind those with one, as the material runs


def _as_planned(point: KeyPoint, row: PlanRow, *, draft: bool) -> KeyPoint:
    point = replace(point, pinned=point.pinned or row.show in _SHOWN)
    if not row.rewording:
        return point
    if not row.approved_by and not draft:
        raise WrongPlan(
            say("Nobody approved the rewording “{text}”.", text=row.rewording[:80]),
            hint=say("Enter in the plan who approved it – or use --draft for a watermarked draft."),
        )
    emphasis = point.emphasis if point.emphasis and point.is_fine else emphasis_of(row.rewording)
    cited = f"{point.citation} · {REWORDED}"
    return replace(point, text=row.rewording, citation=cited, emphasis=emphasis, title="", steps=())


def _check_fits(
    rows: dict[tuple[str, str], PlanRow], points: dict[tuple[str, str], KeyPoint], chosen: KeyPoints
) -> None:
    known = {(one.pointer, one.text) for one in chosen.account.left_out} | set(points)
    for key, row in rows.items():
        if key not in known:
            raise WrongPlan(
                say("The plan does not fit the text any more: “{text}” does not stand at {place}.", text=row.text[:60],
                    place=row.pointer),
                hint=say("Make it anew with: pbgdpl derive plan PACKAGE"),
            )  # fmt: skip
        if key not in points and row.show in _SHOWN:
            raise WrongPlan(
                say("“{text}” cannot be shown: it {reason}.", text=row.text[:60], reason=row.reason or "–"),
                hint=say("Confirm its provision in legal_basis, or put it right: pbgdpl review correct PACKAGE"),
            )


def points_to_show(
    record: Record, plan: Plan | None, *, draft: bool, most: int = MOST_POINTS, in_steps: bool = False
) -> KeyPoints:
    """What a derivative shows: what its plan wants, or the program's own choice.

    Args:
        record: The material.
        plan: Of a person; None for the program's choice.
        draft: Whether rewordings that nobody approved may be shown.
        most: How many beside the fines, where no plan says which.
        in_steps: Whether procedures are shown step by step; else long ones are told over several cards.

    Raises:
        WrongPlan: The plan does not fit.
        NothingToShow: There is nothing.
    """
    points = require_key_points(record, most=most) if plan is None else planned_key_points(record, plan, draft=draft)
    points = points if in_steps else told_in_parts(points)
    if not points.points:
        raise nothing_to_show(points.account)
    return points


def rows_of(record: Record, told: Callable[[Message], str] = str) -> Sequence[PlanRow]:
    """The rows of a new plan: what is chosen, what could be, and what cannot be shown and why.

    Args:
        record: The material.
        told: Puts a reason into the reader's language.
    """
    return tuple(_rows_of(record, told))


def _rows_of(record: Record, told: Callable[[Message], str]) -> Iterator[PlanRow]:
    usable, chosen = whole_choice(record)
    taken = {(point.pointer, point.text) for point in chosen.points}
    for number, point in enumerate(chosen.points, 1):
        yield PlanRow(point.pointer, point.text, Show.YES, number, citation=point.citation)
    for point in usable:
        if (point.pointer, point.text) not in taken:
            yield PlanRow(point.pointer, point.text, Show.AS_CHOSEN, citation=point.citation)
    could = {(point.pointer, point.text) for point in usable}
    cited = {(point.pointer, point.text): point.citation for point in chosen.only_reworded}
    told_there = {(pointer, point.text) for point in chosen.only_reworded for pointer in point.also}
    for one in chosen.account.left_out:
        key = (one.pointer, one.text)
        if one.reason is Reason.NO_STATEMENT or key in could or key in told_there - set(cited):
            continue
        reason = told(one.reason.message)
        if key in cited:
            reason = told(say("{reason}; it can be shown in other words", reason=reason))
        yield PlanRow(one.pointer, one.text, Show.NO, citation=cited.get(key, ""), reason=reason)
