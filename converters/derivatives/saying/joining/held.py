"""What holds for other passages: of which act it is, and how far it reaches."""

from __future__ import annotations

import re

from converters.derivatives.saying.passages import Place
from converters.derivatives.saying.provisions import ProvisionFinder
from converters.derivatives.wording.conditions import Condition, Reach, reach_of
from converters.derivatives.wording.excerpts import capitalised, without_marks
from converters.derivatives.wording.lines import MARKER


def condition_of(sources: ProvisionFinder, text: str, place: Place, beside: frozenset[str] = frozenset()) -> Condition:
    """What holds for others: of the act it names, else of the one its passage names, or the section."""
    acts = sources.acts_in(text)
    reach, names_act = reach_of(text), bool(acts)
    if not acts and len(beside) == 1:
        acts = beside
    elif not acts:
        act = place.scope.act or (sources.principal_act if reach is not Reach.ALL else None)
        own = sources.key_of(act) if act else acts
        acts = own if place.scope.named <= own else acts
    said = re.sub(r"\s*:$", ".", capitalised(without_marks(MARKER.sub("", text))))
    return Condition(place.pointer, said, place.section, acts, reach, names_act)
