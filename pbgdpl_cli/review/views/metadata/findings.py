"""The findings of validation beside the metadata: errors first, each with the place it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from pbgdpl_cli.review.answers.values import key_of_field
from pbgdpl_cli.review.metadata.findings import ShownFinding
from pbgdpl_cli.review.views.frame import button, form
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say
from validators.sharing.metadata_fields import metadata_fields

MOST_SHOWN = 200
"""Findings of one package that are shown; `pbgdpl validate` tells all."""
# What these rules miss stands nowhere, so that they name no place; the form has one.
MISSING: Mapping[str, str] = MappingProxyType({
    "DU201": "/creator/name", "DU202": "/publisher/name", "DU203": "/date_issued", "DU204": "/description",
    "DU210": "/audiences", "DU211": "/level", "DU212": "/place/code", "SONG422": "/review_due",
})  # fmt: skip
_SEVERITIES = {"error": say("error"), "warning": say("warning"), "note": say("note")}


def findings_section(
    tell: PageLanguage, index: int, found: Sequence[ShownFinding] | Message | None, hide: Callable[[str], str]
) -> Html:
    """What validation says of a package.

    Args:
        tell: The language.
        index: Of the package.
        found: The findings; None while they are being looked for, a message where they cannot be.
        hide: Takes numbers that are still to be read out of a sentence.
    """
    if found is None:
        body: tuple[Html, ...] = (
            element(
                "p",
                tell(say("The page was shown first; validation looks at the package in the background …")),
                role="status",
            ),
        )
    elif isinstance(found, Message):
        body = (element("p", tell(found), class_="notice", role="status"),)
    elif not found:
        body = (element("p", tell(say("Validation finds nothing.")), role="status"),)
    else:
        rows = [_row(tell, index, one, hide) for one in found[:MOST_SHOWN]]
        body = (element("p", tell(_summary(found)), role="status"), element("ul", *rows, class_="findings"))
    return element(
        "section", element("h2", tell(say("What validation says"))), *body, id="findings",
        data_waiting="yes" if found is None else None, data_from=f"/p/{index}/findings",
    )  # fmt: skip


def _summary(found: Sequence[ShownFinding]) -> Message:
    counting = [one.finding for one in found if one.finding.waived is None]
    counts = {name: sum(one.severity == name for one in counting) for name in _SEVERITIES}
    return say("{error} errors, {warning} warnings, {note} notes; {waived} that somebody answers for.",
               **counts, waived=len(found) - len(counting))  # fmt: skip


def _row(tell: PageLanguage, index: int, one: ShownFinding, hide: Callable[[str], str]) -> Html:
    finding = one.finding
    return element(
        "li",
        element("span", tell(_SEVERITIES.get(finding.severity, say("note"))), class_=f"kind {finding.severity}"),
        element("code", finding.code), " ", hide(tell(finding.message)), " ", _link(tell, index, one),
        None if finding.remedy is None else element("div", hide(tell(finding.remedy)), class_="count"),
        _answering(tell, index, one),
    )  # fmt: skip


def _link(tell: PageLanguage, index: int, one: ShownFinding) -> Html | None:
    """The way to the place: a field of the form, else the page it was read at."""
    pointer = one.finding.pointer or MISSING.get(one.finding.code, "")
    for field in metadata_fields():
        if pointer and (field.pointer == pointer or field.pointer.startswith(f"{pointer}/")):
            return element("a", tell(say("To the field")), href=f"/p/{index}/form#{key_of_field(field)}")
    if one.page is None:
        return None
    return element("a", tell(say("page {page}", page=one.page)), href=f"/p/{index}/page/{one.page}")


def _answering(tell: PageLanguage, index: int, one: ShownFinding) -> Html | None:
    finding = one.finding
    place = (
        element("input", type="hidden", name="code", value=finding.code),
        element("input", type="hidden", name="pointer", value=finding.pointer),
    )
    if finding.waived is not None:
        told = say("{by} answers for it: {reason}", by=finding.waived.by, reason=finding.waived.reason)
        take_back = button(tell(say("Take it back")), name="undo", value="yes")
        return form(f"/p/{index}/waive", element("span", tell(told)), *place, take_back)
    if not one.waivable:
        return None
    why = element(
        "label",
        tell(say("Why it does not hold here")),
        element("input", type="text", name="why", required=True, autocomplete="off"),
    )
    return element(
        "details",
        element("summary", tell(say("I answer for it"))),
        form(f"/p/{index}/waive", *place, why, button(tell(say("Write it into the package"))), class_="answer"),
    )
