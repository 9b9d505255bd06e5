"""A citation in a passage with the act it means, and what tells one act from another."""

from __future__ import annotations

from dataclasses import dataclass

from converters.records.passages.passage import Passage
from validators.citations.acts.numbers import number_key
from validators.citations.find import FoundCitation
from validators.citations.laws.titles import title_key
from validators.citations.mentions import ActName, HowFound
from validators.citations.resolve import Resolved


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in a passage, resolved.

    Attributes:
        passage: Where it stands.
        resolved: The act it means.
        bare: Only a place is printed ("khoản 2 Điều 37"); the act was concluded.
    """

    passage: Passage
    resolved: Resolved
    bare: bool = False

    @property
    def how(self) -> HowFound:
        """By what the act was told; by the context where the words themselves name none in full."""
        return "context" if self.bare or self.citation.mention.short else self.citation.mention.how

    @property
    def citation(self) -> FoundCitation:
        """As found."""
        return self.resolved.citation


def act_key(act: ActName) -> str:
    """What tells one act from another: the number (with the day, where numbers come again), else type and title."""
    if act.number is not None:
        again = act.number.count("/") < 2 and act.date is not None
        return f"{number_key(act.number)}{'@' + act.date.isoformat() if again and act.date else ''}"
    day = act.date.isoformat() if act.date else str(act.year or "")
    return f"{act.type}:{title_key(act.title or '')}:{day}:{act.organ or ''}"
