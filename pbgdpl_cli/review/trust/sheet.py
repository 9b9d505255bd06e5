"""The sheet of a comparison or an approval: what it rests on, for a program (JSON) and for a file (Markdown)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from pbgdpl_cli.review.trust.basis import Basis, Planted, Reader, ReadTwice, Sampled
from pbgdpl_cli.review.trust.estimate import (
    LEAST_PLANTED,
    LEAST_PLANTED_FOUND,
    LEAST_SAMPLED,
    LEAST_TWICE_FOUND,
    Estimate,
)
from pbgdpl_cli.review.trust.pace import LONGEST_LOOK
from pbgdpl_cli.review.trust.undecided import MOST_LISTED, OpenPlace, Undecided
from pbgdpl_cli.review.words.kinds import kind_of
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say

_VERSION = 1  # of the stored form


@dataclass(frozen=True, slots=True)
class Step:
    """The step a sheet is about.

    Attributes:
        state: Where it leads ("compared", "approved").
        by: Who takes it.
        at: When.
        position: Of the person.
        document: What it is based on: a decision, a submission.
        note: What the history says of it.
    """

    state: str
    by: str
    at: dt.datetime
    position: str | None = None
    document: str | None = None
    note: str | None = None


def sheet_files(step: Step, basis: Basis, tell: PageLanguage) -> Mapping[str, bytes]:
    """The sheet as files of the package, by their names in it."""
    return {
        f"review/{step.state}.json": sheet_json(step, basis),
        f"review/{step.state}.md": sheet_markdown(step, basis, tell).encode("utf-8"),
    }


def sheet_json(step: Step, basis: Basis) -> bytes:
    """The sheet for programs."""
    values = {
        "version": _VERSION,
        "step": {**asdict(step), "at": step.at.isoformat()},
        "longest_look_seconds": LONGEST_LOOK.total_seconds(),
        "basis": asdict(basis),
    }
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def sheet_markdown(step: Step, basis: Basis, tell: PageLanguage) -> str:
    """The sheet for people."""
    parts = [
        f"# {tell(_TITLES[step.state])}",
        *_facts(step, basis, tell),
        f"## {tell(say('Who looked at what'))}",
        _readers(basis, tell),
        f"## {tell(say('How many mistakes are likely left'))}",
        *(f"- {_plain(tell(one))}" for one in left_lines(basis, tell)),
        f"## {tell(say('Put right without a doubt about it'))}",
        *_outside(basis, tell),
        *_undecided(basis, tell),
    ]
    return "\n".join(_spaced(parts)) + "\n"


_TITLES = {
    "compared": say("Sheet of the comparison with the original"),
    "approved": say("Sheet of the approval"),
}


def _spaced(parts: list[str]) -> Iterator[str]:
    """An empty line around everything that is no item of a list."""
    for before, part in zip(["", *parts], parts, strict=False):
        if before and not (before.startswith("- ") and part.startswith("- ")):
            yield ""
        yield part


def _facts(step: Step, basis: Basis, tell: PageLanguage) -> Iterator[str]:
    facts: list[tuple[Message, str | None]] = [
        (say("Material"), basis.title),
        (say("Identifier"), basis.identifier),
        (say("Text (SHA-256)"), basis.text_sha256),
        (say("Pages"), str(basis.pages)),
        (say("Compared by") if step.state == "compared" else say("Approved by"), step.by),
        (say("Position"), step.position),
        (say("Basis"), step.document),
        (say("Day of the step"), tell.date(step.at.date())),
        (say("Note"), step.note),
        (say("Places found right as they stood"), str(basis.settled)),
        (say("Places put right"), str(basis.corrected)),
        (say("Places that still need a person"), str(basis.open_places)),
        (say("Not asked for: good words of the publisher"), ", ".join(basis.passed_over)),
    ]
    for name, value in facts:
        if value:
            yield f"- **{tell(name)}:** {_plain(value)}"


def _readers(basis: Basis, tell: PageLanguage) -> str:
    if not basis.readers:
        return tell(say("Nobody has settled or corrected anything in this text."))
    headings = (
        say("Name"), say("Right as read"), say("Put right"), say("Planted found"), say("Planted missed"),
        say("Undoubted numbers typed"), say("Read as second person"), say("Time"),
    )  # fmt: skip
    rows = [[tell(one) for one in headings], ["---"] * len(headings)]
    rows += [_row(one, tell) for one in basis.readers]
    minutes = int(LONGEST_LOOK.total_seconds() // 60)
    told = say(
        "Time: at least; between answers, as far as at most {minutes} minutes lay between them.", minutes=minutes
    )
    return "\n".join([*(f"| {' | '.join(row)} |" for row in rows), "", tell(told)])


def _row(reader: Reader, tell: PageLanguage) -> list[str]:
    counts = (reader.settled, reader.corrected, reader.found, reader.missed, reader.sampled, reader.read_second)
    return [_plain(reader.name), *map(str, counts), tell(time_told(reader.seconds)) if reader.timed else "–"]


def time_told(seconds: float) -> Message:
    """A time for people: minutes, or hours and minutes; what is less than a minute is one."""
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return say("{minutes} min", minutes=minutes)
    return say("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)


def _outside(basis: Basis, tell: PageLanguage) -> Iterator[str]:
    if not basis.outside:
        yield tell(say("Nothing."))
    for one in basis.outside:
        told = say("Page {page}: “{before}” → “{after}” ({who})", page=one.page, before=one.before, after=one.after,
                   who=one.who)  # fmt: skip
        yield f"- {_plain(tell(told))}"


def _undecided(basis: Basis, tell: PageLanguage) -> Iterator[str]:
    """What a step is taken in spite of, place by place; nothing is said where there is nothing."""
    parts = (
        (say("Places that still need a person"), [_open(one, tell) for one in basis.left_open], basis.open_places),
        (say("Fines, duties and time limits that rest on a doubted place"), [_at(one, tell) for one in basis.items],
         len(basis.items)),
        (say("Citations nobody decided about"), [_at(one, tell) for one in basis.citations], len(basis.citations)),
    )  # fmt: skip
    for heading, lines, count in parts:
        if count:
            yield f"## {tell(heading)} ({count})"
            yield from (f"- {_plain(line)}" for line in lines[:MOST_LISTED])
        if count > MOST_LISTED:
            yield tell(say("{count} more are not listed here.", count=count - MOST_LISTED))


def _open(place: OpenPlace, tell: PageLanguage) -> str:
    kind = kind_of(place.kind)
    named = kind if isinstance(kind, str) else tell(kind)
    where = _page(place.page, tell)
    return f"{where}: {named} – {place.text}" if place.text else f"{where}: {named}"


def _at(one: Undecided, tell: PageLanguage) -> str:
    told = f"{_page(one.page, tell)}: {one.text}"
    return tell(say("{citation} (in doubt)", citation=told)) if one.in_doubt else told


def _page(page: int | None, tell: PageLanguage) -> str:
    return "–" if page is None else tell(say("page {page}", page=page))


def basis_lines(basis: Basis, tell: PageLanguage) -> tuple[Message, ...]:
    """What a step rests on, in sentences."""
    return (_looked(basis), *left_lines(basis, tell), *_in_spite_of(basis))


def _in_spite_of(basis: Basis) -> Iterator[Message]:
    """What a step is taken in spite of."""
    if basis.citations:
        yield say(
            "Nobody decided about {count} citations, {doubted} of them in doubt; the sheet lists them.",
            count=len(basis.citations),
            doubted=sum(one.in_doubt for one in basis.citations),
        )
    if basis.items:
        yield say(
            "{count} fines, duties or time limits rest on doubted places; the sheet lists them.", count=len(basis.items)
        )


def _looked(basis: Basis) -> Message:
    """What people did with a text, in a sentence."""
    if not basis.readers:
        return say("Nobody has settled or corrected anything in this text.")
    seconds = sum(one.seconds for one in basis.readers)
    people = ", ".join(one.name for one in basis.readers)
    looked = say(
        "Looked at: {settled} places were right, {corrected} were put right, {outside} of these without a doubt "
        "about them. By: {people}.",
        settled=basis.settled,
        corrected=basis.corrected,
        outside=len(basis.outside),
        people=people,
    )
    if not any(one.timed for one in basis.readers):
        return looked
    return say("{looked} Time spent: at least {time}.", looked=looked, time=time_told(seconds))


def left_lines(basis: Basis, tell: PageLanguage) -> list[Message]:
    """What is likely left, in a sentence for each way it was measured; where it was not, that is said."""
    return [
        *_of_planted(basis.planted, basis.pages, tell),
        *_of_planted_words(basis.planted_words, basis.pages, tell),
        *_of_sample(basis.sampled, basis.pages, tell),
        *_of_two_readers(basis.twice, basis.pages, tell),
        say("Of words that nothing doubted and nobody read, nothing is known."),
    ]


def _of_planted(planted: Planted, pages: int, tell: PageLanguage) -> Iterator[Message]:
    count = planted.found + planted.missed
    if not count:
        yield say("No mistakes were planted: how well people read was not measured.")
        return
    yield say("Planted mistakes: {found} of {count} were found.", found=planted.found, count=count)
    yield from _missed(planted)
    yield from _elsewhere_and_left(planted, say("In the places people looked at"), pages, tell)


def _of_planted_words(planted: Planted, pages: int, tell: PageLanguage) -> Iterator[Message]:
    """Of words that nothing doubted, in the text that people read page by page."""
    count = planted.found + planted.missed
    if not count and not planted.undecided:
        return
    yield say("Planted in words that nothing doubted: {found} of {count} were found; {undecided} stand on pages nobody "
              "said to have read.", found=planted.found, count=count, undecided=planted.undecided)  # fmt: skip
    if count:
        yield from _missed(planted)
        where = say("Among words that nothing doubted, in the text people read page by page")
        yield from _elsewhere_and_left(planted, where, pages, tell)


def _missed(planted: Planted) -> Iterator[Message]:
    if planted.missed_on:
        yield say("Planted and let stand: on pages {pages}.", pages=", ".join(map(str, planted.missed_on)))


def _elsewhere_and_left(planted: Planted, where: Message, pages: int, tell: PageLanguage) -> Iterator[Message]:
    elsewhere = planted.elsewhere_found + planted.elsewhere_missed
    if elsewhere:
        yield say(
            "The same people found {found} of {count} planted in other packages; these count for the estimate, too.",
            found=planted.elsewhere_found,
            count=elsewhere,
        )
    if planted.left is None:
        yield say(
            "These are too few to say how many mistakes are left: at least {least} are needed, {found} of them found.",
            least=LEAST_PLANTED,
            found=LEAST_PLANTED_FOUND,
        )
        return
    yield _left(where, planted.left, pages, tell)


def _of_sample(sampled: Sampled, pages: int, tell: PageLanguage) -> Iterator[Message]:
    if not sampled.typed:
        yield say("No undoubted numbers were typed: how many of them are wrong was not measured.")
        return
    yield say(
        "Undoubted numbers typed: {typed}, {wrong} of them were wrong and are put right.",
        typed=sampled.typed,
        wrong=sampled.wrong,
    )
    if sampled.left is None:
        yield say("These are too few to say how many of the others are wrong: at least {least} are needed.",
                  least=LEAST_SAMPLED)  # fmt: skip
        return
    yield _left(
        say("Among the {count} undoubted numbers nobody typed", count=sampled.unread), sampled.left, pages, tell
    )


def _of_two_readers(twice: ReadTwice, pages: int, tell: PageLanguage) -> Iterator[Message]:
    if not twice.places:
        yield say("No second person read the numbers.")
        return
    yield say(
        "Numbers read by two people: {count}, {differing} of them differently, {undecided} of these are not decided.",
        count=twice.places,
        differing=twice.differing,
        undecided=twice.undecided,
    )
    if twice.left is None:
        yield say(
            "Both found {both} of the same mistakes: too few to say how many neither found, for {least} are needed.",
            both=twice.both,
            least=LEAST_TWICE_FOUND,
        )
        return
    yield _left(say("Among the numbers both read"), twice.left, pages, tell)


def _left(where: Message, left: Estimate, pages: int, tell: PageLanguage) -> Message:
    page = left.over(pages)
    return say(
        "{where}, about {likely} mistakes are likely left ({low} to {high}, with 95 %); {page} a page ({page_low} to "
        "{page_high}).",
        where=where,
        likely=_decimal(left.likely, tell),
        low=_decimal(left.low, tell),
        high=_decimal(left.high, tell),
        page=_decimal(page.likely, tell),
        page_low=_decimal(page.low, tell),
        page_high=_decimal(page.high, tell),
    )


def _decimal(value: float, tell: PageLanguage) -> str:
    """Whole numbers as they are, others with two digits: an interval of a page is often below one."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if tell.language == "vi" else text


def _plain(text: str) -> str:
    """A text as Markdown shows it, whatever signs it holds."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#" else sign for sign in " ".join(text.split()))
