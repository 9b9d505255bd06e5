"""What a list can be narrowed by, and what it is narrowed by."""

from __future__ import annotations

from collections.abc import Mapping

from pbgdpl_cli.portal.pages.frame import PageRequest
from pbgdpl_cli.portal.pages.lists.asking import Asked
from pbgdpl_cli.portal.store.catalogue import SearchResults
from pbgdpl_cli.web.markup import Html, element
from validators.problems import Message, say

_SHOWN_VALUES = 8  # of one facet; the others are one touch away
_MOST_VALUES = 60  # of one facet
# What the list is narrowed by, in the order of the page: its heading, and the list that names its codes, if it has one.
_GROUPS: dict[str, tuple[Message, str | None]] = {
    "kind": (say("Kind of material"), "kinds"),
    "medium": (say("Watch, listen, look"), "file-roles"),
    "subject": (say("Subject"), "subjects"),
    "audience": (say("For whom"), "audiences"),
    "year": (say("Year"), None),
    "place": (say("Place"), None),
    "language": (say("Language"), "languages"),
}
_ALWAYS = ("kind", "subject")  # the others only where there is something to choose


def filters(asked: PageRequest, question: Asked, found: SearchResults) -> Html | None:
    """The choices beside a list, each with how many it leaves."""
    tell = asked.language
    groups = []
    for facet, (heading, vocabulary) in _GROUPS.items():
        present = question.chosen.get(facet)
        counts = ({present: 0} if present else {}) | dict(found.found.facets[facet])
        if not counts or (len(counts) < 2 and facet not in _ALWAYS and not present):
            continue
        choices = [
            _choice(asked, facet, value, tell.term(vocabulary, value) if vocabulary else value, many,
                    chosen=present == value, least=not found.found.finds.whole)
            for value, many in _in_order(facet, counts, present)
        ]  # fmt: skip
        groups.append(_group(asked, tell(heading), choices, is_open=facet in _ALWAYS or present is not None))
    if not groups:
        return None
    close = element("a", tell(say("Close the filters")), href="#found", class_="button close")
    return element("aside", *groups, close, aria_label=tell(say("Narrow the list")), class_="filters", id="filters")


def _in_order(facet: str, counts: Mapping[str, int], present: str | None) -> list[tuple[str, int]]:
    """Values as people look for them: what is chosen, years from the last to the first, all else by how many."""
    values = sorted(counts.items(), reverse=True) if facet == "year" else list(counts.items())
    values.sort(key=lambda value: value[0] != present)
    return values[:_MOST_VALUES]


def _group(asked: PageRequest, heading: str, choices: list[Html], *, is_open: bool) -> Html:
    rest = choices[_SHOWN_VALUES:]
    return element(
        "details",
        element("summary", element("h2", heading)),
        element("ul", *(element("li", choice) for choice in choices[:_SHOWN_VALUES])),
        element(
            "details",
            element("summary", asked.language(say("{number} more", number=len(rest)))),
            element("ul", *(element("li", choice) for choice in rest)),
            class_="rest",
        )
        if rest
        else None,
        open=is_open,
    )


def _choice(asked: PageRequest, name: str, value: str, label: str, many: int, *, chosen: bool, least: bool) -> Html:
    """One choice; a plus sign behind the number says that it is the least there are."""
    return element(
        "a",
        element("span", label),
        element("span", asked.language.number(many) + "+" * least, class_="count"),
        href=asked.here(**{name: "" if chosen else value, "start": "", "lang": ""}),
        aria_current="true" if chosen else None,
        title=asked.language(say("Remove this filter")) if chosen else None,
    )


def chips(asked: PageRequest, question: Asked) -> Html | None:
    """What the list is narrowed by, each with the way to take it away; on phones this stands above the finds."""
    tell = asked.language
    made = []
    for facet, value in question.chosen.items():
        vocabulary = _GROUPS[facet][1]
        label = tell.term(vocabulary, value) if vocabulary else value
        away = tell(say("Remove the filter {name}", name=label))
        made.append(element("a", label, href=asked.here(**{facet: "", "start": "", "lang": ""}), aria_label=away))
    if not made:
        return None
    return element("ul", *(element("li", chip) for chip in made), class_="chips", aria_label=tell(say("Filters")))
