"""Other readings of a place, beside its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pbgdpl_cli.review.views.frame import button
from pbgdpl_cli.web.markup import Html, element, joined
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import say

MOST_READINGS = 9  # Alt+1 to Alt+9
_READING = say("It is being read anew …")


@dataclass(frozen=True, slots=True)
class Anew:
    """What a place read anew has to show.

    Attributes:
        reading: It is being read.
        readings: What was read and may be seen; None where nobody asked.
        hidden: Something was read that the person shall not see before typing.
        after: How many other readings stand beside the field already.
        by: The engines that read each of them so.
    """

    reading: bool = False
    readings: Sequence[str] | None = None
    hidden: bool = False
    after: int = 0
    by: Mapping[str, Sequence[str]] = field(default_factory=dict)


def anew_part(tell: PageLanguage, state: Anew) -> str:
    """Where the place is being read, or what was read."""
    if state.reading:
        return element("p", element("progress", aria_label=tell(_READING)), " ", tell(_READING))
    if state.hidden:
        return element("p", tell(say("It was read anew. Type what is printed first; then the readings are shown.")))
    if state.readings is None:
        return Html("")
    if not state.readings:
        return element("p", tell(say("Read anew, it reads no other way.")))
    return element("p", tell(say("Read anew: ")), reading_buttons(state.readings, state.after, state.by))


def reading_buttons(readings: Sequence[str], after: int = 0, by: Mapping[str, Sequence[str]] | None = None) -> Html:
    """A button for each reading, which puts it into the field and no further.

    Args:
        readings: Each once.
        after: So many others.
        by: The engines that read each so; told where they are known.
    """
    buttons = [
        button(f"Alt+{number}: {one}{_told_by(one, by or {})}", type="button", id=f"reading-{number}", data_reading=one)
        for number, one in enumerate(readings[: MOST_READINGS - after], start=after + 1)
    ]
    return joined(piece for one in buttons for piece in (one, " "))


def _told_by(reading: str, by: Mapping[str, Sequence[str]]) -> str:
    engines = by.get(reading, ())
    return f" ({', '.join(engines)})" if engines else ""
