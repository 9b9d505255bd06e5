"""The acts the materials cite, and what a change of the law touches: the same changes as `register check` tells."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pbgdpl_cli.i18n import told
from pbgdpl_cli.report.numbers import ActNumbers, ComingChange, Count, LawNumbers
from validators.citations.register import Register
from validators.citations.register.entries import key_of
from validators.rules.current.touching import CHANGES, TO_COME, Touch, act_of, name_cited, touches
from validators.rules.naming import entitled
from validators.sharing.record import Citation, Record

MOST_TITLES = 10
"""Titles named with a change; the number beside them is of all. A list of hundreds is what `register check` is for."""
_BASIS, _MENTIONED, _OTHERWISE, _UNSAID = "basis", "mentioned", "otherwise", "unsaid"


@dataclass(slots=True)
class _CitedAct:
    name: str
    title: str
    state: str | None
    roles: Counter[str] = field(default_factory=Counter)
    materials: int = 0


@dataclass(slots=True)
class _Change:
    days: int
    materials: int = 0
    titles: list[str] = field(default_factory=list)


_Coming = tuple[dt.date, str, str, str, str]  # day, act, change, scope, by: what makes a change one and the same


@dataclass(slots=True)
class LawTally:
    """What the materials counted so far rest on.

    Attributes:
        register: Where acts are looked up.
        path: Where that is.
        day: The law as it stands on this day.
        within: Days to look ahead.
    """

    register: Register
    path: Path
    day: dt.date
    within: int
    _acts: dict[str, _CitedAct] = field(default_factory=dict)
    _touched: Counter[str] = field(default_factory=Counter)
    _coming: dict[_Coming, _Change] = field(default_factory=dict)

    def add(self, record: Record) -> None:
        """Count a material: an act it cites often is still one."""
        touched = list(touches(record, self.register, self.day, self.within))
        uses = set(map(self._use, record.legal_basis))
        for key in {key for key, _ in uses}:
            self._acts[key].materials += 1
        for key, role in uses:
            self._acts[key].roles[role] += 1
        self._touched.update({one.change for one in touched if not one.change.startswith(TO_COME)})
        for change, days in dict(_to_come(touched)).items():
            self._note(change, days, record.title)

    def _use(self, citation: Citation) -> tuple[str, str]:
        act = act_of(citation, self.register)
        cited = name_cited(citation)
        key = key_of(act.number, act.title) if act else key_of(citation.act.number, citation.act.title) or cited
        if key not in self._acts:
            title, state = (act.title, act.state_on(self.day)) if act else (entitled(citation.act), None)
            name = act.name if act else cited
            self._acts[key] = _CitedAct(name, "" if title is None or title == name else title, state)
        return key, _role(citation)

    def _note(self, change: _Coming, days: int, title: str) -> None:
        known = self._coming.setdefault(change, _Change(days))
        known.materials += 1
        if len(known.titles) < MOST_TITLES:
            known.titles.append(title)

    def numbers(self) -> LawNumbers:
        """What was counted."""
        acts = sorted(self._acts.values(), key=lambda one: (-one.materials, one.name))
        touched = [Count(code, told(name), self._touched[code], 0) for code, name in CHANGES.items()]
        return LawNumbers(
            register=self.path,
            within=self.within,
            acts=tuple(map(_act, acts)),
            unknown=sum(one.state is None for one in acts),
            touched=tuple(one for one in touched if not one.code.startswith(TO_COME)),
            coming=tuple(
                ComingChange(date, known.days, act, change, scope, by, known.materials, tuple(known.titles))
                for (date, act, change, scope, by), known in sorted(self._coming.items())
            ),
        )


def _role(citation: Citation) -> str:
    if citation.role is None:
        return _UNSAID
    return citation.role if citation.role in {_BASIS, _MENTIONED} else _OTHERWISE


def _to_come(touched: list[Touch]) -> Iterator[tuple[_Coming, int]]:
    for one in touched:
        if one.change.startswith(TO_COME) and one.date is not None and one.days is not None:
            yield (one.date, one.act, one.change, one.scope, one.by), one.days


def _act(cited: _CitedAct) -> ActNumbers:
    by_role = (cited.roles[role] for role in (_BASIS, _MENTIONED, _OTHERWISE, _UNSAID))
    return ActNumbers(cited.name, cited.title, cited.state, cited.materials, *by_role)
