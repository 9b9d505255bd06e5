"""The report as headings, sentences and tables: what every form writes, each in its own way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pbgdpl_cli.report.numbers import Count, OfficeNumbers
from pbgdpl_cli.terms import term
from validators.citations.register.store import SHIPPED
from validators.problems import Message, say
from validators.rules.current.touching import CHANGES

Cell = str | int | float | dt.date | Message | None
"""None is shown as "–": not looked at, or not known."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report.

    Attributes:
        key: Its name for programs.
        heading: What it is about.
        short: The same in few letters, for the tab of a workbook.
        columns: Headings of the table.
        rows: Its rows; the first cell of each is its heading.
        bar: The column that is drawn as bars; None for none.
        notes: Sentences that say how the numbers are meant.
    """

    key: str
    heading: Message
    short: Message
    columns: tuple[Message, ...]
    rows: tuple[tuple[Cell, ...], ...]
    bar: int | None = None
    notes: tuple[Message, ...] = ()


def title_of(numbers: OfficeNumbers) -> Message:
    """The heading of the whole report."""
    del numbers
    return say("Report on legal-education materials")


def subtitle_of(numbers: OfficeNumbers) -> Message:
    """The days it is about."""
    day = _shown(numbers.day)
    if numbers.first and numbers.last:
        return say(
            "Period {first} – {last}; as of {day}", first=_shown(numbers.first), last=_shown(numbers.last), day=day
        )
    if numbers.first:
        return say("Period from {first}; as of {day}", first=_shown(numbers.first), day=day)
    if numbers.last:
        return say("Period up to {last}; as of {day}", last=_shown(numbers.last), day=day)
    return say("As of {day}", day=day)


def sections(numbers: OfficeNumbers) -> tuple[Section, ...]:
    """All parts that have anything to say, the overview first."""
    bounded = numbers.first is not None or numbers.last is not None
    made = [overview(numbers), *_materials(numbers, bounded=bounded), *_state(numbers, bounded=bounded)]
    return tuple(section for section in made if section.rows)


def overview(numbers: OfficeNumbers) -> Section:
    """The figures asked for most, one a row."""
    return Section(
        "overview", say("Overview"), say("Overview"), (say("Figure"), say("How many")), tuple(_figures(numbers)),
        notes=tuple(_account(numbers)),
    )  # fmt: skip


def _shown(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _account(numbers: OfficeNumbers) -> Iterator[Message]:
    """What was counted, and what was not."""
    seen = numbers.packages
    yield say("{count} packages were counted, {failed} could not be read.", count=seen.counted, failed=seen.not_counted)
    if seen.other_forms:
        yield say("{count} zips and single records are not counted: packages are.", count=seen.other_forms)
    if seen.same_identifier:
        yield say("{count} packages bear an identifier counted before: probably copies.", count=seen.same_identifier)
    yield say("Time spent is the least: between answers, pauses longer than five minutes left out.")
    materials = numbers.materials
    if (numbers.first or numbers.last) and (materials.date_unsure or materials.date_unknown):
        yield say(
            "Not counted as issued in the period: {unknown} without a date, {unsure} of a month partly in it.",
            unknown=materials.date_unknown, unsure=materials.date_unsure,
        )  # fmt: skip


def _figures(numbers: OfficeNumbers) -> Iterator[tuple[Cell, ...]]:
    materials, files, work, findings = numbers.materials, numbers.files, numbers.work, numbers.findings
    yield say("Materials"), materials.total
    if numbers.first or numbers.last:
        yield say("Issued in the period"), materials.in_period
    yield say("Pages digitised"), files.pages
    if files.pages_unknown:
        yield say("Materials whose pages are not known"), files.pages_unknown
    yield say("Files"), files.count
    yield say("Size of the files, MB"), round(files.bytes / 1_000_000, 1)
    yield say("Open doubts"), work.open_doubts
    yield say("Numbers among them"), work.open_numbers
    yield say("Citations nobody decided about"), work.open_citations
    yield say("Doubts settled"), work.settled
    yield say("Corrections made"), work.corrected
    yield say("Mistakes among them that nothing had doubted"), work.unseen
    yield say("People who looked"), work.people
    yield say("Hours people spent, at least"), work.hours
    yield say("Materials with errors"), findings.materials_with_errors
    yield say("Errors found"), findings.errors
    yield say("Acts cited"), len(numbers.laws.acts)
    yield say("Visits to the portal"), numbers.visits.total


def _by(key: str, heading: Message, short: Message, of: Message, counts: Iterable[Count], *, bounded: bool) -> Section:
    columns = (of, say("Materials"), *((say("Issued in the period"),) if bounded else ()))
    rows = tuple((one.name, one.count, *((one.in_period,) if bounded else ())) for one in counts if one.count)
    return Section(key, heading, short, columns, rows, bar=1)


def _materials(numbers: OfficeNumbers, *, bounded: bool) -> Iterator[Section]:
    made = numbers.materials
    kind, place, month = say("Kind"), say("Place"), say("Month of issue")
    yield _by("standing", say("Materials by standing"), say("Standing"), say("Standing"), made.by_standing,
              bounded=bounded)  # fmt: skip
    if bounded:
        rows = tuple((one.name, one.in_period) for one in made.steps if one.in_period)
        notes = (say("A material counts at every step it took in the period, whatever came after."),)
        yield Section("steps", say("Steps taken in the period"), say("Steps"), (say("Step"), say("Materials")), rows,
                      bar=1, notes=notes)  # fmt: skip
    yield _by("kind", say("Materials by kind"), kind, kind, made.by_kind, bounded=bounded)
    yield _by("subject", say("Materials by subject of the codification"), say("Subject"), say("Subject"),
              made.by_subject, bounded=bounded)  # fmt: skip
    yield _by("audience", say("Materials by audience"), say("Audience"), say("Audience"), made.by_audience,
              bounded=bounded)  # fmt: skip
    yield _by("language", say("Materials by language"), say("Language"), say("Language"), made.by_language,
              bounded=bounded)  # fmt: skip
    yield _by("place", say("Materials by place"), place, place, made.by_place, bounded=bounded)
    yield _by("month", say("Materials by month of issue"), say("Month"), month, made.by_month, bounded=bounded)
    yield _by("files", say("Materials by what there is of them"), say("Files"), say("What there is"),
              numbers.files.by_role, bounded=bounded)  # fmt: skip


def _state(numbers: OfficeNumbers, *, bounded: bool) -> Iterator[Section]:
    yield _by("waiting", say("Whose turn it is"), say("Waiting"), say("Waits for"), numbers.work.waiting,
              bounded=bounded)  # fmt: skip
    checked = numbers.findings.errors is not None
    gates = tuple((one.name, one.errors, one.warnings, one.notes) for one in numbers.findings.by_gate if checked)
    heads = (say("Gate"), say("Errors"), say("Warnings"), say("Notes"))
    yield Section("findings", say("What checking finds"), say("Findings"), heads, gates, bar=1)
    yield _coming(numbers)
    touched = tuple((one.name, one.count) for one in numbers.laws.touched if one.count)
    change = (say("Change"), say("Materials"))
    yield Section("touched", say("Materials that cite an act that …"), say("Touched"), change, touched, bar=1)
    yield _acts(numbers)
    yield _uploads(numbers)
    yield from _visits(numbers)


def _coming(numbers: OfficeNumbers) -> Section:
    heads = (say("From"), say("Days"), say("Act"), say("Change"), say("By"), say("Materials"), say("Which"))
    rows = tuple(
        (one.date, one.days, f"{one.act} {one.scope}".strip(), CHANGES[one.change], one.by or None, one.materials,
         _titles(one.titles, one.materials))
        for one in numbers.laws.coming
    )  # fmt: skip
    heading = say("What the law will change in the next {days} days", days=numbers.laws.within)
    return Section("coming", heading, say("Coming changes"), heads, rows)


def _titles(titles: Sequence[str], count: int) -> str:
    return "; ".join(titles) + (" …" if count > len(titles) else "")


def _acts(numbers: OfficeNumbers) -> Section:
    heads = (say("Act"), say("Title"), say("State"), say("Materials"), say("As basis"), say("As mentioned"),
             say("Otherwise"), say("Use not said"))  # fmt: skip
    rows = tuple(
        (one.code, one.title or None, None if one.state is None else term("validity-states", one.state), one.materials,
         one.as_basis, one.as_mentioned, one.otherwise, one.unsaid)
        for one in numbers.laws.acts
    )  # fmt: skip
    notes = tuple(_looked_up(numbers))
    return Section("acts", say("Acts the materials rest on"), say("Acts"), heads, rows, notes=notes)


def _looked_up(numbers: OfficeNumbers) -> Iterator[Message]:
    laws = numbers.laws
    if laws.register == SHIPPED:
        yield say("Looked up in the small register that comes along: the acts the examples cite.")
    if laws.unknown:
        yield say("The register does not know {count} of them: their state stays empty.", count=laws.unknown)


def _uploads(numbers: OfficeNumbers) -> Section:
    bounded = numbers.first is not None or numbers.last is not None
    heads = (say("Portal"), say("Confirmed"), say("Of these, an older version"), say("Failed"), say("Begun"),
             say("MB sent"), *((say("Confirmed in the period"),) if bounded else ()))  # fmt: skip
    rows = tuple(
        (one.code, one.confirmed, one.outdated, one.failed, one.begun, round(one.bytes / 1_000_000, 2),
         *((one.confirmed_in_period,) if bounded else ()))
        for one in numbers.uploads.targets
    )  # fmt: skip
    others = numbers.uploads.others
    notes = (say("{count} materials sent earlier are not among the packages counted.", count=others),) if others else ()
    return Section("uploads", say("Sent to portals"), say("Sent"), heads, rows, bar=1, notes=notes)


def _visits(numbers: OfficeNumbers) -> Iterator[Section]:
    visits = numbers.visits
    months = tuple((f"{one.code[5:]}/{one.code[:4]}", one.count) for one in visits.by_month)
    yield Section("visits", say("Visits to the portal by month"), say("Visits"), (say("Month"), say("Visits")), months,
                  bar=1)  # fmt: skip
    pages = tuple((one.code, one.count) for one in visits.by_page)
    more = (visits.pages or 0) - len(pages)
    notes = (say("{count} more pages were opened less often.", count=more),) if more > 0 else ()
    yield Section("pages", say("Pages opened most"), say("Pages"), (say("Page"), say("Visits")), pages, bar=1,
                  notes=notes)  # fmt: skip
