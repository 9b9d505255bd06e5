"""The numbers of a report, as programs get them; every form is made of these.

None stands for what was not looked at and what no data of ours tells: a form leaves it to be entered by hand.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Count:
    """How many materials have a value.

    Attributes:
        code: Of the value ("to-gap", "2026-03"); "none" where a record says nothing.
        name: As people call it.
        count: All of them.
        in_period: Of these, those that were issued in the period.
    """

    code: str
    name: str
    count: int
    in_period: int


@dataclass(frozen=True, slots=True)
class PackageNumbers:
    """What was looked at.

    Attributes:
        counted: Packages the numbers are of.
        not_counted: What could not be read; each is an error of its own.
        other_forms: Zips and single records that were met, and are copies or parts of packages: not counted.
        same_identifier: Of the packages counted, those that bear an identifier counted before: copies, probably.
    """

    counted: int
    not_counted: int
    other_forms: int
    same_identifier: int


@dataclass(frozen=True, slots=True)
class MaterialNumbers:
    """The materials. A material has one kind, place, month and standing, and any number of subjects and audiences.

    Attributes:
        total: All of them.
        in_period: Issued in the period.
        date_unsure: Of a month that lies only partly in the period: not counted as issued in it.
        date_unknown: Whose day of issue nobody entered.
        not_vietnamese: In another language than Vietnamese.
        not_vietnamese_in_period: Of these, issued in the period.
        by_kind: By kind of material.
        by_subject: By topic of the codification (pháp điển).
        by_audience: By whom they are for.
        by_language: By language (Luật 14/2012/QH13 Điều 17.2 asks for those of ethnic minorities).
        by_place: By the place they are for.
        by_month: By month of issue.
        by_standing: By where they stand today.
        steps: How many took a step in the period ("approved"), whatever came after; `count` is of all time.
    """

    total: int
    in_period: int
    date_unsure: int
    date_unknown: int
    not_vietnamese: int
    not_vietnamese_in_period: int
    by_kind: tuple[Count, ...]
    by_subject: tuple[Count, ...]
    by_audience: tuple[Count, ...]
    by_language: tuple[Count, ...]
    by_place: tuple[Count, ...]
    by_month: tuple[Count, ...]
    by_standing: tuple[Count, ...]
    steps: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class FileNumbers:
    """What the packages hold.

    Attributes:
        pages: Pages digitised, as the files themselves say.
        pages_in_period: Of these, those of materials issued in the period.
        pages_unknown: Materials none of whose files says how many pages it has.
        count: Files.
        bytes: Their size.
        by_role: Materials that have files of a role ("video").
    """

    pages: int
    pages_in_period: int
    pages_unknown: int
    count: int
    bytes: int
    by_role: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class WorkNumbers:
    """What people did in the period, and what waits for them today.

    Attributes:
        settled: Doubts somebody found to stand rightly.
        corrected: Places put right.
        unseen: Of these, mistakes nothing had doubted.
        people: How many looked.
        seconds: The least they spent: between answers, pauses left out.
        hours: The same, to one decimal.
        open_doubts: Places nobody has looked at.
        open_numbers: Of these, numbers.
        open_citations: Citations nobody decided about.
        not_applied: Answers that are not in their packages yet.
        waiting: Materials by whose turn it is.
    """

    settled: int
    corrected: int
    unseen: int
    people: int
    seconds: float
    hours: float
    open_doubts: int
    open_numbers: int
    open_citations: int
    not_applied: int
    waiting: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class GateNumbers:
    """What checking finds at one of the four gates: đúng, đủ, sạch, sống; None where nothing was checked."""

    code: str
    name: str
    errors: int | None
    warnings: int | None
    notes: int | None


@dataclass(frozen=True, slots=True)
class FindingNumbers:
    """What checking finds today; None where nothing was checked."""

    materials_with_errors: int | None
    errors: int | None
    warnings: int | None
    notes: int | None
    by_gate: tuple[GateNumbers, ...]


@dataclass(frozen=True, slots=True)
class ActNumbers:
    """An act the materials cite.

    Attributes:
        code: Its number, else its title.
        title: As the register knows it, else as cited; empty where nobody says.
        state: A code of the validity states, by the register; None where it does not know the act.
        materials: How many cite it.
        as_basis: How many rest on it.
        as_mentioned: How many mention it.
        otherwise: How many cite it as amended, replaced, repealed, amending or replacing.
        unsaid: How many do not say what they cite it for.
    """

    code: str
    title: str
    state: str | None
    materials: int
    as_basis: int
    as_mentioned: int
    otherwise: int
    unsaid: int


@dataclass(frozen=True, slots=True)
class ComingChange:
    """A change of the law that is to come, and what it touches.

    Attributes:
        date: From which day.
        days: Until then.
        act: The act that changes.
        change: "will-expired", "will-partly-expired", "will-suspended" or "will-amended".
        scope: The part of it, where not the whole.
        by: The act that does it.
        materials: How many cite what changes.
        titles: The first of these.
    """

    date: dt.date
    days: int
    act: str
    change: str
    scope: str
    by: str
    materials: int
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LawNumbers:
    """What the materials rest on.

    Attributes:
        register: Where states were looked up.
        within: Days looked ahead.
        acts: Every act cited, the most cited first.
        unknown: Of these, how many the register does not know.
        touched: Materials by the change that touches them already ("expired").
        coming: What is to come, by day.
    """

    register: Path
    within: int
    acts: tuple[ActNumbers, ...]
    unknown: int
    touched: tuple[Count, ...]
    coming: tuple[ComingChange, ...]


@dataclass(frozen=True, slots=True)
class TargetNumbers:
    """What one portal has of the packages counted.

    Attributes:
        code: The target's name in the ledger.
        confirmed: Materials whose record was read back from it.
        outdated: Of these, those of which it has an older version only.
        confirmed_in_period: Of these, those confirmed in the period.
        failed: Materials that did not get there: failed, refused, or in conflict.
        begun: Materials on their way.
        bytes: What travelled, in all runs.
    """

    code: str
    confirmed: int
    outdated: int
    confirmed_in_period: int
    failed: int
    begun: int
    bytes: int


@dataclass(frozen=True, slots=True)
class UploadNumbers:
    """What was sent.

    Attributes:
        targets: One each.
        others: Materials in the ledger that are not among the packages counted.
    """

    targets: tuple[TargetNumbers, ...]
    others: int


@dataclass(frozen=True, slots=True)
class PageVisits:
    """A page and how often it was opened in the period."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class VisitNumbers:
    """How often the portal's pages were opened in the period; None without a file that says so.

    Attributes:
        total: In all.
        days: Days somebody came.
        first: The first of them.
        last: The last.
        by_month: Month and visits.
        by_page: The pages opened most, the most first.
        pages: How many pages were opened at all.
    """

    total: int | None = None
    days: int | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    by_month: tuple[PageVisits, ...] = ()
    by_page: tuple[PageVisits, ...] = ()
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class OfficeNumbers:
    """All numbers of a report.

    Attributes:
        day: The day they are of.
        first: First day of the period; None for no bound.
        last: Its last day.
    """

    day: dt.date
    first: dt.date | None
    last: dt.date | None
    packages: PackageNumbers
    materials: MaterialNumbers
    files: FileNumbers
    work: WorkNumbers
    findings: FindingNumbers
    laws: LawNumbers
    uploads: UploadNumbers
    visits: VisitNumbers
