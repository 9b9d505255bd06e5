"""One truth about standing: what a record counts as, which steps it may take, and that nobody asks elsewhere."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterable
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import record as sample

from tests.checks.sources import dotted, sources
from tests.each import each
from validators.problems import Message
from validators.sharing.fingerprint import content_fingerprint
from validators.sharing.record import Record
from validators.sharing.standing import (
    Standing,
    WrongStep,
    claims_approval,
    contradiction,
    differing_last_step,
    next_step,
    recorded_standing,
    standing,
    steps_since_draft,
    transition,
    was_compared,
    was_edited_after_approval,
    was_reviewed,
)
from validators.sharing.vocabulary import vocabulary

DAY = dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
WHO = "Trần Thị Bình Minh"
D, C, A, P, R, W = (
    Standing.DRAFT, Standing.COMPARED, Standing.APPROVED, Standing.PUBLISHED, Standing.REJECTED, Standing.WITHDRAWN,
)  # fmt: skip
MOVES = {(D, C), (D, R), (D, W), (C, A), (C, R), (C, D), (C, W), (A, P), (A, D), (A, W), (P, D), (P, W), (R, D), (W, D)}
WAYS = {D: [], C: [C], A: [C, A], P: [C, A, P], R: [R], W: [W]}


def made(state: str = "draft", approval: dict[str, Any] | None = None, events: tuple[str, ...] = ()) -> Record:
    steps = [{"state": step, "at": DAY - dt.timedelta(days=9 - place)} for place, step in enumerate(events)]
    values = sample(workflow={"state": state, "events": steps}, approval=approval or {})
    return Record.model_validate(values)


def at(goal: Standing) -> Record:
    """A record that came where it is step by step."""
    record = made()
    for place, state in enumerate(WAYS[goal]):
        record = transition(record, state, who=WHO, when=DAY - dt.timedelta(days=5 - place))
    return record


def edited(record: Record) -> Record:
    return record.model_copy(update={"title": record.title + " (sửa)"})


def test_codes_are_those_of_the_list() -> None:
    assert [term.code for term in vocabulary("workflow-states").terms] == list(Standing)
    assert {state.term.code for state in Standing} == set(Standing)


@each(
    ("state", "approval", "counts_as"),
    [
        ("draft", None, D), ("compared", None, C), ("approved", "approved", A), ("published", "approved", P),
        ("withdrawn", "approved", W), ("withdrawn", None, W), ("withdrawn", "rejected", W),
        ("rejected", "rejected", R), ("rejected", None, R),
        # Contradictions: the less advanced holds.
        ("approved", None, D), ("published", None, D), ("draft", "approved", D), ("compared", "approved", C),
        ("rejected", "approved", R), ("published", "rejected", R), ("draft", "rejected", R),
    ],
)  # fmt: skip
def test_workflow_and_approval_give_one_standing(state: str, approval: str | None, counts_as: Standing) -> None:
    record = made(state, {"state": approval} if approval else None)
    assert record.standing is standing(record) is recorded_standing(record) is counts_as


def test_an_approval_that_is_missing_leaves_the_comparison() -> None:
    assert made("approved", events=("draft", "compared", "approved")).standing is C
    assert made("approved", events=("compared", "draft", "approved")).standing is D


@each(
    ("state", "approval", "says"),
    [
        ("draft", "approved", (D, A)), ("compared", "approved", (C, A)), ("rejected", "approved", (R, A)),
        ("approved", "rejected", (A, R)), ("published", "rejected", (P, R)),
        ("published", None, None), ("withdrawn", "approved", None), ("withdrawn", "rejected", None),
        ("approved", "approved", None), ("draft", "rejected", None), ("draft", None, None),
    ],
)  # fmt: skip
def test_contradictions_are_named(state: str, approval: str | None, says: tuple[Standing, Standing] | None) -> None:
    assert contradiction(made(state, {"state": approval} if approval else None)) == says


def test_the_last_step_may_differ_from_the_state() -> None:
    assert differing_last_step(made("approved", events=("draft", "published"))) == (A, P)
    assert differing_last_step(made("published", events=("draft", "published"))) is None
    assert differing_last_step(made("published")) is None


def test_a_text_changed_after_the_approval_is_a_draft() -> None:
    approved = at(A)
    assert approved.approval.text_sha256 == content_fingerprint(approved)
    changed = edited(approved)
    assert (approved.standing, changed.standing, recorded_standing(changed)) == (A, D, A)
    assert was_edited_after_approval(changed)
    assert claims_approval(changed)
    assert was_reviewed(changed)


def test_an_approval_without_a_hash_holds_for_any_text() -> None:
    record = made("approved", {"state": "approved", "by": WHO, "date": "2026-11-01"})
    assert edited(record).standing is A


def test_what_is_not_text_may_change() -> None:
    approved = at(A)
    assert approved.model_copy(update={"keywords": ["hôn nhân"], "files": []}).standing is A


@each(("start", "goal"), list(product(Standing, Standing)))
def test_every_pair_of_states(start: Standing, goal: Standing) -> None:
    record = at(start)
    # Whatever claims to be approved can begin again; so can nothing else that is a draft already.
    if (start, goal) in MOVES:
        after = transition(record, goal, who=WHO, when=DAY, why="thử")
        assert after.standing is goal
        assert contradiction(after) is None
        assert differing_last_step(after) is None
        last = after.workflow.events[-1]
        assert (last.state, last.at, last.by, last.note) == (goal, DAY, WHO, "thử")
        assert after.workflow.events[:-1] == record.workflow.events
    else:
        with pytest.raises(WrongStep) as caught:
            transition(record, goal, who=WHO, when=DAY)
        assert "pbgdpl review" in str(caught.value.hint)


def test_the_approval_follows() -> None:
    prepared = at(C).model_copy(update={"approval": at(C).approval.model_copy(update={"position": "Giám đốc"})})
    approved = transition(prepared, A, who=f" {WHO} ", when=DAY)
    assert (approved.approval.by, approved.approval.date, approved.approval.position) == (WHO, DAY.date(), "Giám đốc")
    assert transition(approved, P, who="Lê Văn Khánh", when=DAY).approval == approved.approval
    assert transition(approved, W, who=WHO, when=DAY).approval == approved.approval
    assert transition(approved, D, who=WHO, when=DAY).approval.state is None
    rejected = transition(prepared, R, who=WHO, when=DAY).approval
    assert (rejected.state, rejected.by, rejected.text_sha256) == ("rejected", WHO, None)


@each(
    "record",
    [
        made("published", events=("draft", "published")), made("draft", {"state": "approved"}),
        made("draft", events=("draft", "published")), edited(at(A)), edited(at(P)),
    ],
)  # fmt: skip
def test_a_record_that_contradicts_itself_can_begin_again(record: Record) -> None:
    after = transition(record, D, who=WHO, when=DAY)
    assert (after.standing, contradiction(after), differing_last_step(after), claims_approval(after)) == (
        D, None, None, False,
    )  # fmt: skip


def test_who_takes_the_step_is_named() -> None:
    with pytest.raises(WrongStep):
        transition(made(), C, who="  ", when=DAY)
    assert transition(at(A), D, who="", when=DAY).workflow.events[-1].by is None


def test_no_step_is_earlier_than_the_last() -> None:
    record = transition(made(), C, who=WHO, when=DAY)
    assert transition(record, A, who=WHO, when=DAY).standing is A
    with pytest.raises(WrongStep) as caught:
        transition(record, A, who=WHO, when=DAY - dt.timedelta(seconds=1))
    assert "2026-11-02" in str(caught.value)


def test_steps_before_the_last_draft_count_no_more() -> None:
    again = transition(at(P), D, who=WHO, when=DAY)
    assert was_compared(at(P))
    assert not was_compared(again)
    assert steps_since_draft(again) == []
    compared = transition(again, C, who=WHO, when=DAY)
    assert [(place, step.state) for place, step in steps_since_draft(compared)] == [(4, "compared")]


def test_reviewed_is_whatever_a_person_has_been_through() -> None:
    assert not was_reviewed(made())
    assert not was_reviewed(transition(at(P), D, who=WHO, when=DAY))
    assert all(was_reviewed(at(state)) for state in Standing if state is not D)


@each("state", list(Standing))
def test_the_next_step_leads_somewhere(state: Standing) -> None:
    told = next_step(at(state))
    assert isinstance(told, Message)
    goals = {"compare": C, "approve": A, "publish": P, "reopen": D}
    command = str(told).split("pbgdpl review ")[1].split()[0]
    assert (state, goals[command]) in MOVES


@given(st.lists(st.sampled_from(list(Standing)), max_size=12))
def test_whatever_is_tried_the_history_tells_the_standing(tries: list[Standing]) -> None:
    record = made()
    for place, goal in enumerate(tries):
        try:
            record = transition(record, goal, who=WHO, when=DAY + dt.timedelta(hours=place))
        except WrongStep:
            assert (record.standing, goal) not in MOVES
    events = record.workflow.events
    assert record.standing == (events[-1].state if events else "draft")
    assert contradiction(record) is None
    assert all(first.at <= second.at for first, second in pairwise(events))
    assert all((Standing(first.state), Standing(second.state)) in MOVES for first, second in pairwise(events))
    assert record.standing.is_approved <= (record.approval.text_sha256 is not None)


def readings(code: str) -> list[str]:
    return readings_of_a_state(ast.walk(ast.parse(code)))


def readings_of_a_state(code: Iterable[ast.AST]) -> list[str]:
    """Where code looks at `….workflow.state` or `….approval.state`, or asks a database or document for it."""
    found = []
    for node in code:
        if isinstance(node, ast.Attribute) and dotted(node).endswith((".workflow.state", ".approval.state")):
            found.append(dotted(node))
        if isinstance(node, ast.Call) and dotted(node.func).endswith(("value_at", "json_extract")):
            found += [
                text for text in map(ast.unparse, node.args) if "workflow/state" in text or "approval/state" in text
            ]
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += [part for part in ("$.workflow", "$.approval") if part in node.value]
    return found


def test_the_search_for_other_truths_finds_them() -> None:
    assert readings("if record.workflow.state == 'approved': pass") == ["record.workflow.state"]
    assert readings("value_at(record, '/workflow/state')") == ["'/workflow/state'"]
    assert readings("rows(\"… json_extract(body, '$.approval.state') …\")") == ["$.approval"]
    assert readings("record.standing.is_approved; hit('/approval/state')") == []


def test_nobody_else_decides_what_is_approved() -> None:
    others = {
        source.name: found
        for source in sources()
        if ("workflow" in source.text or "approval" in source.text)
        and (found := readings_of_a_state(source.nodes))
        and source.path.name != "standing.py"
    }
    assert others == {}
