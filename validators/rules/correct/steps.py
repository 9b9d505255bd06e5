"""Were the steps taken in turn, and does the approval say what its step does?

Which steps are missing altogether is told by DU222; here all are there, and the record still contradicts itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from validators.problems import say
from validators.rules.rule import ERROR, QD14_WORKFLOW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import json_pointer
from validators.sharing.standing import Standing, claims_approval, steps_since_draft

# What comes right before, by Decision 14/2019/QĐ-TTg, Article 8.4.
_BEFORE: Mapping[str, str] = MappingProxyType(
    {Standing.APPROVED.value: Standing.COMPARED.value, Standing.PUBLISHED.value: Standing.APPROVED.value}
)


def _out_of_turn(subject: Subject) -> Iterator[Hit]:
    steps = steps_since_draft(subject.record) if subject.record else []
    states = {step.state for _, step in steps}
    last = Standing.DRAFT.value
    for index, step in steps:
        needed = _BEFORE.get(step.state)
        if needed in states and last != needed:
            yield hit(
                json_pointer("workflow", "events", index, "state"),
                state=Standing(step.state).term, before=Standing(last).term, needed=Standing(str(needed)).term,
            )  # fmt: skip
        last = step.state


def _approval_and_step(subject: Subject) -> Iterator[Hit]:
    """Who approved and when stand in two places; the program writes both at once."""
    record = subject.record
    if record is None or not claims_approval(record):
        return
    steps = [step for _, step in steps_since_draft(record) if Standing(step.state) is Standing.APPROVED]
    approval = record.approval
    if not steps or not approval.by or approval.date is None:
        return  # DU221 and DU222 tell what is missing
    step = steps[-1]
    if step.by and step.by.casefold().split() != approval.by.casefold().split():
        yield hit("/approval/by", said=approval.by, other=step.by)
    if step.at.date() != approval.date:
        yield hit("/approval/date", said=approval.date, other=step.at.date())


_AGAIN = say(
    "Take the steps again with the program, which writes both; begin with: pbgdpl review reopen PACKAGE --by NAME"
)

RULES = (
    Rule("DUNG143", "steps-out-of-turn", ERROR, ERROR,
         say("The step “{state}” follows “{before}”; it has to follow “{needed}”."), QD14_WORKFLOW, _AGAIN,
         _out_of_turn),
    Rule("DUNG144", "approval-and-step", WARNING, WARNING,
         say("The approval says {said}, the step that led to it {other}."), QD14_WORKFLOW, _AGAIN,
         _approval_and_step),
)  # fmt: skip
