"""Where what was put right is offered again: in material of the same publisher, series or typeface."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from validators.problems import Message, say
from validators.sharing.record import Record

_NUMBERING = re.compile(r"(?:số|kỳ|tập|quý|tháng|năm|phần|bài|quyển|đợt)?\s*(?:\d[\d/.\-–]*|\b[ivxlc]+\b)")
_SHORTEST = 2  # words of what a title leaves: "Tờ gấp số 3" is a series, "Số 3" names nothing


class ScopeKind(StrEnum):
    """What material has in common."""

    PUBLISHER = "publisher"
    SERIES = "series"
    FACE = "face"


@dataclass(frozen=True, slots=True)
class Scope:
    """Some material.

    Attributes:
        kind: What it has in common.
        name: The publisher, the series or the typeface; empty for any material.
    """

    kind: ScopeKind = ScopeKind.PUBLISHER
    name: str = ""


EVERYWHERE = Scope()
FACES = {"serif": say("Serif (like Times)"), "sans": say("Sans-serif (like Arial)"), "mono": say("Typewriter")}
KINDS = {
    ScopeKind.PUBLISHER: say("Publisher"), ScopeKind.SERIES: say("Series"), ScopeKind.FACE: say("Typeface"),
}  # fmt: skip


def name_of_scope(scope: Scope) -> Message | str:
    """What people call it."""
    return FACES.get(scope.name, scope.name) if scope.kind is ScopeKind.FACE else scope.name


def scopes_of(record: Record, face: str) -> Sequence[Scope]:
    """What a material belongs to, the narrowest first; what is not known is left out.

    Args:
        record: Of the material.
        face: Its typeface ("serif"); empty where that was not told.
    """
    publisher = "" if record.publisher is None else record.publisher.name
    names = (
        (ScopeKind.SERIES, series_of(record.title, publisher)),
        (ScopeKind.PUBLISHER, publisher),
        (ScopeKind.FACE, face),
    )
    return [Scope(kind, name) for kind, name in names if name]


def series_of(title: str, publisher: str) -> str:
    """The series of a publisher a title belongs to: what it says without numbers, volumes and years."""
    left = " ".join(_NUMBERING.sub(" ", title.casefold()).strip(" .,;:-–").split())
    return f"{left} ({publisher})" if publisher and len(left.split()) >= _SHORTEST else ""
