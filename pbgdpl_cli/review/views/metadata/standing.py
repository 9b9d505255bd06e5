"""How a cited act stands after the office's register, and what the place cited says there."""

from __future__ import annotations

from pbgdpl_cli.review.metadata.cited import ActStanding
from pbgdpl_cli.web.cited_names import place_name
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import say
from validators.sharing.record import Citation


def in_register(tell: PageLanguage, standing: ActStanding | None) -> str:
    """The state of the place cited, and what became of the act."""
    if standing is None:
        return tell(say("the register does not know this act"))
    act = standing.act
    told = [tell.term("validity-states", standing.state)]
    if act.in_force_from is not None:
        told.append(tell(say("in force from {day}", day=tell.date(act.in_force_from))))
    if act.expires_on is not None:
        told.append(tell(say("until {day}", day=tell.date(act.expires_on))))
    if act.replaced_by:
        told.append(tell(say("replaced by {acts}", acts="; ".join(act.replaced_by))))
    if act.amended_by:
        told.append(tell(say("amended by {acts}", acts="; ".join(act.amended_by))))
    return " · ".join(told)


def text_of(tell: PageLanguage, citation: Citation, standing: ActStanding | None) -> Html | None:
    """What the place cited says; that the register lacks its text is said, too."""
    if standing is None or not citation.locator.article:
        return None
    place, text = place_name(citation.locator), standing.text
    if text is None:
        return element("p", tell(say("The register does not have the text of {place}.", place=place)), class_="count")
    lines = [*(element("p", line, class_="above-it") for line in text.above),
             *(element("p", line) for line in text.lines)]  # fmt: skip
    if text.is_cut:
        lines.append(element("p", tell(say("More stands there than is shown; open the act itself.")), class_="count"))
    source = say("Text from: {source}. Later changes of the act are not worked into it.", source=text.source or "–")
    summary = tell(say("What {place} says, after the register", place=place))
    return element(
        "details", element("summary", summary), element("blockquote", *lines, tabindex=0, aria_label=summary),
        element("p", tell(source), class_="count"), open=True, class_="law",
    )  # fmt: skip
