"""Where a material stands on its way to readers, and the moves it may make.

A record says it in two places: `workflow` holds the steps that were taken, `approval` the decision of the head of the
drafting unit (QĐ 14/2019/QĐ-TTg, Điều 8.2.a and 8.4). Whoever asks whether a material is approved asks here:
`standing` weighs both, and where they contradict each other, the less advanced one holds. Whoever changes a state does
it with `transition`, which writes both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from validators.problems import Message, Problem, say
from validators.sharing.fingerprint import content_fingerprint
from validators.sharing.record import Approval, Record, Workflow, WorkflowEvent
from validators.sharing.vocabulary import Term, vocabulary


class Standing(StrEnum):
    """The codes of the list `workflow-states`."""

    DRAFT = "draft"
    COMPARED = "compared"
    APPROVED = "approved"
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    @property
    def is_approved(self) -> bool:
        """Whether the text may be shown as final: approved, published or not."""
        return self in {Standing.APPROVED, Standing.PUBLISHED}

    @property
    def term(self) -> Term:
        """Its entry in the code list, which messages show by its name."""
        found = vocabulary("workflow-states").find(self)
        assert found is not None  # noqa: S101  (a test holds list and enumeration together)
        return found


_MOVES: Mapping[Standing, frozenset[Standing]] = MappingProxyType(
    {
        Standing.DRAFT: frozenset({Standing.COMPARED, Standing.REJECTED, Standing.WITHDRAWN}),
        Standing.COMPARED: frozenset({Standing.APPROVED, Standing.REJECTED, Standing.DRAFT, Standing.WITHDRAWN}),
        Standing.APPROVED: frozenset({Standing.PUBLISHED, Standing.DRAFT, Standing.WITHDRAWN}),
        Standing.PUBLISHED: frozenset({Standing.DRAFT, Standing.WITHDRAWN}),
        Standing.REJECTED: frozenset({Standing.DRAFT}),
        Standing.WITHDRAWN: frozenset({Standing.DRAFT}),
    }
)
"""From where to where. Whatever is wrong with a text, it goes back to a draft and the whole way again."""

_COMPARE = say("Compare it with the original, then: pbgdpl review compare PACKAGE --by NAME")
_APPROVE = say("Have the head of the drafting unit approve it, then: pbgdpl review approve PACKAGE --by NAME")
_PUBLISH = say("Once readers can find it: pbgdpl review publish PACKAGE --by NAME")
_REOPEN = say("Make it a draft again first: pbgdpl review reopen PACKAGE --by NAME")
_NEXT: Mapping[Standing, Message] = MappingProxyType(
    {
        Standing.DRAFT: _COMPARE,
        Standing.COMPARED: _APPROVE,
        Standing.APPROVED: _PUBLISH,
        Standing.PUBLISHED: _REOPEN,
        Standing.REJECTED: _REOPEN,
        Standing.WITHDRAWN: _REOPEN,
    }
)


class WrongStep(Problem):
    """A step the material cannot take from where it stands, or not at that time."""

    code = "wrong-step"


def standing(record: Record) -> Standing:
    """Where the material stands: what is recorded, unless the text was changed after it was approved.

    A changed text is a draft: it was neither compared nor approved.
    """
    recorded = recorded_standing(record)
    return Standing.DRAFT if recorded.is_approved and was_edited_after_approval(record) else recorded


def recorded_standing(record: Record) -> Standing:
    """Where workflow and approval together say the material stands; whether the text is still the same is not asked."""
    state = Standing(record.workflow.state)
    if state is Standing.WITHDRAWN:
        return state
    if state is Standing.REJECTED or record.approval.state == "rejected":
        return Standing.REJECTED
    if state.is_approved and record.approval.state != "approved":
        return Standing.COMPARED if was_compared(record) else Standing.DRAFT
    return state


def claims_approval(record: Record) -> bool:
    """Whether workflow or approval says that the material is approved: then it is judged, and locked, as such."""
    return Standing(record.workflow.state).is_approved or record.approval.state == "approved"


def has_decision(record: Record) -> bool:
    """Whether the approval says yes or no."""
    return record.approval.state is not None


def contradiction(record: Record) -> tuple[Standing, Standing] | None:
    """What workflow and approval say, when they cannot both be right. A decision not recorded is missing, not wrong."""
    if not has_decision(record):
        return None
    says, decision = Standing(record.workflow.state), Standing(str(record.approval.state))
    if decision is Standing.APPROVED:
        wrong = not says.is_approved and says is not Standing.WITHDRAWN
    else:
        wrong = says.is_approved
    return (says, decision) if wrong else None


def differing_last_step(record: Record) -> tuple[Standing, Standing] | None:
    """The state the workflow names and the one its last step led to, when they differ.

    Where no step is told, it is a draft, unless it claims an approval: that may have been given elsewhere.
    """
    state, events = record.workflow.state, record.workflow.events
    if not events and (state == "draft" or claims_approval(record)):
        return None
    last = events[-1].state if events else "draft"
    return (Standing(state), Standing(last)) if last != state else None


def steps_since_draft(record: Record) -> list[tuple[int, WorkflowEvent]]:
    """The steps since the material last was a draft, each with its place among all; earlier ones count no more."""
    steps = list(enumerate(record.workflow.events))
    drafts = [place for place, step in steps if step.state == "draft"]
    return steps[drafts[-1] + 1 :] if drafts else steps


def was_compared(record: Record) -> bool:
    """Whether a person compared the text with the original since it last was a draft."""
    return any(step.state == "compared" for _, step in steps_since_draft(record))


def was_edited_after_approval(record: Record) -> bool:
    """Whether the text differs from the one approved. Approvals given elsewhere may not tell which text they mean."""
    approved = record.approval.text_sha256
    return approved is not None and approved != content_fingerprint(record)


def was_reviewed(record: Record) -> bool:
    """Whether a person has been through the material, so that no machine may overwrite it."""
    return standing(record) is not Standing.DRAFT or claims_approval(record)


def possible_steps(record: Record) -> tuple[Standing, ...]:
    """Where the material may go from where it stands, in the order in which people take the steps."""
    return tuple(state for state in Standing if state in _MOVES[standing(record)])


def next_step(record: Record) -> Message:
    """What a person does next to bring the material on, with the command."""
    return _NEXT[standing(record)]


def transition(record: Record, state: Standing, *, who: str, when: dt.datetime, why: str | None = None) -> Record:
    """The record after a step: the step is added to the workflow, and the approval follows.

    Args:
        record: Before.
        state: Where the step leads.
        who: The person who takes it; may be empty only for a step back to a draft, which a program can take.
        when: With its time zone; not before the last step.
        why: A note for those who read the history.

    Raises:
        WrongStep: The material cannot go there from where it stands, the step is earlier than the last one, or nobody
            is named.
    """
    _check_step(record, state, who, when)
    event = WorkflowEvent.model_validate({"state": state.value, "at": when, "by": who.strip() or None, "note": why})
    workflow = Workflow.model_validate({"state": state.value, "events": [*record.workflow.events, event]})
    return record.model_copy(update={"workflow": workflow, "approval": _approval_after(record, state, who, when)})


def _check_step(record: Record, state: Standing, who: str, when: dt.datetime) -> None:
    now = standing(record)
    # A record that contradicts itself can always be put straight by starting again.
    starts_again = state is Standing.DRAFT and (claims_approval(record) or differing_last_step(record) is not None)
    if state not in _MOVES[now] and not starts_again:
        raise WrongStep(
            say(
                "The material stands at “{now}”; from there it cannot go to “{wanted}”.",
                now=now.term,
                wanted=state.term,
            ),
            hint=_NEXT[now],
        )
    if not who.strip() and state is not Standing.DRAFT:
        raise WrongStep(say("Every step needs the name of the person who takes it."))
    last = max((aware(event.at) for event in record.workflow.events), default=None)
    if last is not None and when < last:
        raise WrongStep(
            say(
                "The last step was taken on {last}; a step on {day} would be earlier.",
                last=last.date(),
                day=when.date(),
            ),
            hint=say("Give the day this step was taken, as YYYY-MM-DD: --on"),
        )


def aware(moment: dt.datetime) -> dt.datetime:
    """The moment of a step, taken for UTC where the record gives no time zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _approval_after(record: Record, state: Standing, who: str, when: dt.datetime) -> Approval:
    if state is Standing.APPROVED:
        given = {
            "state": "approved",
            "by": who.strip(),
            "date": when.date(),
            "text_sha256": content_fingerprint(record),
        }
        return record.approval.model_copy(update=given)
    if state is Standing.REJECTED:
        return Approval(state="rejected", by=who.strip(), date=when.date())
    return record.approval if state in {Standing.PUBLISHED, Standing.WITHDRAWN} else Approval()
