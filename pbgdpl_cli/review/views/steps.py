"""Where a material stands, what an approval would rest on, and the steps a person may take with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.metadata.form import without_numbers
from pbgdpl_cli.review.views.frame import Frame, button, form, heading, notice
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say
from validators.sharing.record import Record
from validators.sharing.standing import Standing, possible_steps

_NAMES: Mapping[Standing, Message] = MappingProxyType({
    Standing.COMPARED: say("I compared the text with the original, word by word"),
    Standing.APPROVED: say("Approve the text as it stands in the package"),
    Standing.PUBLISHED: say("It is where readers find it"),
    Standing.REJECTED: say("Not approved"),
    Standing.WITHDRAWN: say("Take it back from readers"),
    Standing.DRAFT: say("Make it a draft again, to be corrected"),
})  # fmt: skip
_FIRST = (Standing.COMPARED, Standing.APPROVED, Standing.PUBLISHED)  # steps that lead on; others stand behind a fold


@dataclass(frozen=True, slots=True)
class StepsLook:
    """What the page of steps shows besides the record.

    Attributes:
        basis: What a comparison or an approval would rest on now.
        told: What became of the step that was asked for before.
        sent: The fields of that step where it could not be taken; nothing typed is lost.
    """

    basis: Sequence[Message]
    told: Sequence[Message] = ()
    sent: Mapping[str, str] = field(default_factory=dict)


def steps_page(frame: Frame, index: int, look: StepsLook) -> str:
    """Where a material stands, and what may be done with it."""
    tell, package = frame.tell, frame.queue.packages[index]
    record = package.record
    title = tell(say("Standing"))
    return frame.page(
        title,
        heading(without_numbers(package, package.title), title),
        *(notice(tell(one)) for one in look.told),
        notice(tell(package.trouble)) if package.trouble is not None else None,
        element("p", tell(say("It stands at: ")), element("strong", _state(tell, package.standing))),
        *_in_the_way(tell, package),
        *(_step(frame, index, state, look.sent) for state in possible_steps(record) if state in _FIRST),
        *_others(frame, index, record, look.sent),
        element("h2", tell(say("What a comparison or an approval would rest on now"))),
        element("ul", *(element("li", tell(one)) for one in look.basis)),
        element(
            "p",
            element("a", tell(say("What was put right")), href=f"/p/{index}/put-right"),
            element("a", tell(say("What validation finds")), href=f"/p/{index}/form#findings"),
            class_="ways",
        ),
        _history(tell, record),
    )


def state_link(tell: PageLanguage, index: int, standing: Standing) -> Html:
    """Where a material stands, leading to its steps."""
    words = say("Standing: {state}", state=standing.term)
    return element("a", tell(words), href=f"/p/{index}/standing", class_="count")


def _state(tell: PageLanguage, state: Standing) -> str:
    return tell.term("workflow-states", state.value)


def _in_the_way(tell: PageLanguage, package: PackageUnderReview) -> Iterator[Html]:
    """What has to be done before an approval, with the way there."""
    if package.answers:
        count = say("{count} answers of the review page are not in this package yet.", count=len(package.answers))
        yield notice(tell(count), " ", element("a", tell(say("To the overview")), href="/"))
    if package.waiting_count:
        count = say("{count} places in this package still need a person.", count=package.waiting_count)
        yield notice(tell(count), " ", element("a", tell(say("To the worst place")), href="/next"))


def _others(frame: Frame, index: int, record: Record, sent: Mapping[str, str]) -> Iterator[Html]:
    states = [state for state in possible_steps(record) if state not in _FIRST]
    if states:
        summary = element("summary", frame.tell(say("Other steps")))
        is_open = sent.get("state", "") in {state.value for state in states}
        forms = [_step(frame, index, state, sent) for state in states]
        yield element("details", summary, *forms, open=is_open, class_="notes")


def _step(frame: Frame, index: int, state: Standing, sent: Mapping[str, str]) -> Html:
    """One step, with what is asked for it."""
    tell, mine = frame.tell, sent if sent.get("state") == state.value else {}
    approving = state is Standing.APPROVED
    today = dt.datetime.now().astimezone().date().isoformat()
    return form(
        f"/p/{index}/standing",
        element("h2", tell(_NAMES[state])),
        element("input", type="hidden", name="state", value=state.value),
        _field(tell, state, "by", say("Name"), mine.get("by", frame.who), required=True),
        _field(tell, state, "position", say("Position"), mine.get("position", "")) if approving else None,
        _field(tell, state, "document", say("Basis, a decision for instance"), mine.get("document", ""))
        if approving
        else None,
        _field(tell, state, "day", say("Day of the step"), mine.get("day", today), kind="date", max=today),
        _field(tell, state, "note", say("A note for those who read the history"), mine.get("note", "")),
        _despite(tell, frame.queue.packages[index], mine) if approving else None,
        button(tell(say("Record the step “{state}”", state=state.term)), class_="main" if state in _FIRST else None),
        class_="step",
    )


def _field(
    tell: PageLanguage, state: Standing, name: str, label: Message, value: str, *, kind: str = "text",
    required: bool = False, **more: str,
) -> Html:  # fmt: skip
    key = f"{state.value}-{name}"
    marks: dict[str, str | bool] = {"id": key, "name": name, "type": kind, "value": value, "required": required, **more}
    return element("p", element("label", tell(label), for_=key), element("input", **marks))


def _despite(tell: PageLanguage, package: PackageUnderReview, sent: Mapping[str, str]) -> Html | None:
    if not (package.waiting_count or package.answers):
        return None
    words = say("Approve although places are open; it is noted. No number in doubt is passed over.")
    box = element("input", type="checkbox", name="despite", value="yes", checked="despite" in sent)
    return element("p", element("label", box, " ", tell(words), class_="box"))


def _history(tell: PageLanguage, record: Record) -> Html:
    """The steps taken so far; the last one first."""
    if not record.workflow.events:
        return element("p", tell(say("No step was taken yet.")), class_="count")
    headings = (say("Step"), say("Day of the step"), say("Name"), say("Note"))
    rows = [
        element(
            "tr",
            element("td", _state(tell, Standing(one.state))),
            element("td", tell.date(one.at.date())),
            element("td", one.by or "–"),
            element("td", one.note or ""),
        )
        for one in reversed(record.workflow.events)
    ]
    head = element("tr", *(element("th", tell(one), scope="col") for one in headings))
    table = element("table", element("thead", head), element("tbody", *rows))
    return element("section", element("h2", tell(say("Steps taken"))), table)
