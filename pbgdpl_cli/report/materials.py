"""Counting records one after the other: what stays in memory is a number for each value, not the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pbgdpl_cli.i18n import told
from pbgdpl_cli.report.numbers import Count, FileNumbers, MaterialNumbers
from pbgdpl_cli.report.period import Period, Within
from pbgdpl_cli.terms import term
from validators.problems import say
from validators.sharing.issue_date import IssueDate
from validators.sharing.record import FileEntry, Record
from validators.sharing.standing import aware
from validators.sharing.vocabulary import vocabulary

_VIETNAMESE = "vi"
NONE = "none"
"""The code of what a record does not say."""


@dataclass(slots=True)
class ByValue:
    """How many materials have each value, all and those issued in the period."""

    counts: Counter[str] = field(default_factory=Counter)
    recent: Counter[str] = field(default_factory=Counter)

    def add(self, values: Iterable[str], *, recent: bool) -> None:
        """One material, with all its values; without any it counts as `NONE`."""
        each = set(values) or {NONE}
        self.counts.update(each)
        if recent:
            self.recent.update(each)

    def of_list(self, name: str) -> tuple[Count, ...]:
        """A number for every code of a code list, in its order, then for what no code list knows."""
        codes = list(dict.fromkeys(entry.code for entry in vocabulary(name).terms))
        others = sorted(set(self.counts) - set(codes) - {NONE})
        return self.named({code: term(name, code) for code in (*codes, *others)})

    def named(self, names: Mapping[str, str]) -> tuple[Count, ...]:
        """A number for every code, in the order of the names; last for what records do not say, if any does not."""
        shown = dict(names) | ({NONE: told(say("not entered"))} if self.counts[NONE] else {})
        return tuple(Count(code, name, self.counts[code], self.recent[code]) for code, name in shown.items())


@dataclass(slots=True)
class MaterialTally:
    """The materials counted so far."""

    period: Period
    total: int = 0
    recent: int = 0
    unsure: int = 0
    undated: int = 0
    kinds: ByValue = field(default_factory=ByValue)
    subjects: ByValue = field(default_factory=ByValue)
    audiences: ByValue = field(default_factory=ByValue)
    languages: ByValue = field(default_factory=ByValue)
    places: ByValue = field(default_factory=ByValue)
    place_names: dict[str, str] = field(default_factory=dict)
    months: ByValue = field(default_factory=ByValue)
    standings: ByValue = field(default_factory=ByValue)
    steps: ByValue = field(default_factory=ByValue)

    def add(self, record: Record) -> bool:
        """Count a record; returns whether it was issued in the period."""
        recent = self._date(record.date_issued)
        self.total += 1
        self.kinds.add([record.kind], recent=recent)
        self.subjects.add(map(str, record.subjects), recent=recent)
        self.audiences.add(record.audiences, recent=recent)
        self.languages.add([record.language], recent=recent)
        self.places.add(self._place(record), recent=recent)
        self.months.add([record.date_issued.isoformat()[:7]] if record.date_issued else (), recent=recent)
        self.standings.add([record.standing], recent=recent)
        self._steps(record)
        return recent

    def _date(self, issued: IssueDate | None) -> bool:
        if issued is None:
            self.undated += 1
            return False
        within = self.period.holds_issue(issued)
        self.unsure += within is Within.UNSURE
        self.recent += within is Within.YES
        return within is Within.YES

    def _place(self, record: Record) -> list[str]:
        if record.place is None:
            return []
        code = record.place.code or record.place.name
        self.place_names.setdefault(code, record.place.name)
        return [code]

    def _steps(self, record: Record) -> None:
        steps = {step.state for step in record.workflow.events}
        made = {step.state for step in record.workflow.events if self.period.holds_moment(aware(step.at))}
        self.steps.counts.update(steps)
        self.steps.recent.update(made)

    def numbers(self) -> MaterialNumbers:
        """What was counted."""
        places = sorted(self.place_names, key=lambda code: (-self.places.counts[code], code))
        months = sorted(set(self.months.counts) - {NONE})
        return MaterialNumbers(
            total=self.total,
            in_period=self.recent,
            date_unsure=self.unsure,
            date_unknown=self.undated,
            not_vietnamese=self.total - self.languages.counts[_VIETNAMESE],
            not_vietnamese_in_period=self.recent - self.languages.recent[_VIETNAMESE],
            by_kind=self.kinds.of_list("kinds"),
            by_subject=self.subjects.of_list("subjects"),
            by_audience=self.audiences.of_list("audiences"),
            by_language=self.languages.of_list("languages"),
            by_place=self.places.named({code: self.place_names[code] for code in places}),
            by_month=self.months.named({month: f"{month[5:]}/{month[:4]}" for month in months}),
            by_standing=self.standings.of_list("workflow-states"),
            steps=self.steps.of_list("workflow-states"),
        )


@dataclass(slots=True)
class FileTally:
    """The files of the packages counted so far."""

    pages: int = 0
    pages_recent: int = 0
    unknown: int = 0
    count: int = 0
    bytes: int = 0
    roles: ByValue = field(default_factory=ByValue)

    def add(self, files: Iterable[FileEntry], *, recent: bool) -> None:
        """Count the files of a material."""
        each = list(files)
        pages = _pages(each)
        self.unknown += pages is None
        self.pages += pages or 0
        self.pages_recent += (pages or 0) * recent
        self.count += len(each)
        self.bytes += sum(one.bytes for one in each)
        self.roles.add((one.role for one in each), recent=recent)

    def numbers(self) -> FileNumbers:
        """What was counted."""
        roles = self.roles.of_list("file-roles")
        return FileNumbers(self.pages, self.pages_recent, self.unknown, self.count, self.bytes, roles)


def _pages(files: Iterable[FileEntry]) -> int | None:
    """Pages of a material: of what is read of it, else of its source, which may be many pictures; never of both."""
    for role in ("access", "source"):
        told_pages = [one.pages for one in files if one.role == role and one.pages]
        if told_pages:
            return sum(told_pages)
    return None
