"""Whether a derivative still shows what the material says: its text, its plan, its look, and the law it rests on.

Whoever asks (`validate`, `status`, `upload`) asks here. What the register of acts knows is asked by the rules, which
have it; here counts what the record itself says.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from validators.problems import Message, say

if TYPE_CHECKING:  # who only asks what designs there are needs no records
    from validators.sharing.record import Citation, FileEntry, Record

PLAN = "derivatives/plan.xlsx"
"""Where a package keeps the plan its derivatives follow, below `data/`."""

THEME = "derivatives/theme.toml"
"""Where a package keeps the theme its pictures follow, below `data/`."""

NO_THEME = hashlib.sha256(b"").hexdigest()
"""What a picture says it followed that could follow a theme and had none."""

DESIGNS = MappingProxyType(
    {
        "infographic": 8, "video": 9, "audio": 7, "loudspeaker": 7, "loudspeaker-script": 7,
        "epub": 3, "web": 6, "quiz": 6, "slides": 6, "social": 6, "ai-summary": 1, "ai-easy": 1,
    }
)  # fmt: skip
"""Raised whenever this program would make something else of the same record; older derivatives are then out of date."""

HANDED_OUT = frozenset({"infographic", "video", "audio", "ebook", "web-page", "quiz", "slides", "social"})
"""Roles of derivatives that people are given; captions, transcripts and thumbnails come with one of them."""

_DERIVED = HANDED_OUT | {"captions", "transcript", "thumbnail"}
_ENDED = frozenset({"expired", "suspended"})
_NOT_RESTED_ON = frozenset({"replaced", "repealed", "amended"})  # cited as what is no more, or as what was changed


class Stale(StrEnum):
    """Why a derivative is out of date."""

    TEXT = "text"
    DRAFT = "draft"
    PLAN = "plan"
    THEME = "theme"
    LOOK = "look"
    PROGRAM = "program"
    LAW = "law"

    @property
    def message(self) -> Message:
        """The reason as a person is told it."""
        return _SAID[self]


_SAID = {
    Stale.TEXT: say("it was made from an earlier text"),
    Stale.DRAFT: say("it is a draft, and the text is approved"),
    Stale.PLAN: say("it was made by another plan"),
    Stale.THEME: say("it was made by another theme"),
    Stale.LOOK: say("what stands beside the text has changed since"),
    Stale.PROGRAM: say("an earlier program made it, which showed other things"),
    Stale.LAW: say("the law it rests on is no longer in force"),
}


@dataclass(frozen=True, slots=True)
class Standard:
    """What derivatives of a material are held against.

    Attributes:
        record: The material.
        content_sha256: Of the package's `content.md`, from which older files say they were made; empty for none.
        plan_sha256: Of the package's plan; None when it has none.
        day: The day they are judged for.
        law_ended: Whether the register says that the law has ended.
        theme_sha256: Of the package's theme; None when it has none.
    """

    record: Record
    content_sha256: str
    plan_sha256: str | None
    day: dt.date
    law_ended: bool = False
    theme_sha256: str | None = None

    def why_stale(self, entry: FileEntry) -> Stale | None:
        """Why a file of the record is out of date; None when it is not, or is no derivative."""
        from validators.sharing.fingerprint import content_fingerprint

        if entry.role not in _DERIVED or not entry.derived_text_sha256:
            return None
        if entry.derived_text_sha256 not in {content_fingerprint(self.record), self.content_sha256}:
            return Stale.TEXT
        return self._why_made_anew(entry)

    def _why_made_anew(self, entry: FileEntry) -> Stale | None:
        made = entry.made_by
        if made is None:
            return None
        if made.draft:
            return Stale.DRAFT if self.record.standing.is_approved else None
        if self.law_ended or any(has_ended(citation, self.day) for citation in self.record.legal_basis):
            return Stale.LAW
        if made.plan_sha256 != self.plan_sha256:
            return Stale.PLAN
        if made.theme_sha256 is not None and made.theme_sha256 != (self.theme_sha256 or NO_THEME):
            return Stale.THEME
        if made.look_sha256 is not None and made.look_sha256 != look_fingerprint(self.record):
            return Stale.LOOK
        kind, design, *_ = (*(made.program or "").split(" "), "", "")
        return Stale.PROGRAM if kind in DESIGNS and design != str(DESIGNS[kind]) else None


def has_ended(citation: Citation, day: dt.date) -> bool:
    """Whether an act a material rests on has ended by a day, as far as its record says."""
    end = end_of(citation)
    return end is not None and end <= day


def end_of(citation: Citation) -> dt.date | None:
    """The first day on which a material can rest on an act no longer, as far as its record says.

    The first of all days where the act was found to have ended, or to be suspended; None where no end is known.
    """
    if citation.role in _NOT_RESTED_ON:
        return None
    return dt.date.min if citation.validity.state in _ENDED else citation.act.expires_on


def look_fingerprint(record: Record) -> str:
    """SHA-256 of what derivatives show beside the text: identifier, kind, language, maker, subjects, use of AI."""
    beside = record.model_dump(mode="json", include={"identifier", "kind", "language", "creator", "subjects"})
    beside["ai"] = bool(record.ai.generated)
    return hashlib.sha256(json.dumps(beside, sort_keys=True).encode("utf-8")).hexdigest()


def drafts(record: Record) -> Collection[str]:
    """Paths of the derivatives that are marked as drafts."""
    return [entry.path for entry in record.files if entry.made_by is not None and entry.made_by.draft]


def unreviewed(record: Record) -> Collection[str]:
    """Paths of the derivatives that hold words of the program's own, which no person has looked at yet."""
    return [entry.path for entry in record.files if entry.made_by is not None and entry.made_by.needs_review]
