"""What settings ask of readers, told to them: planted readings afterwards, marks and notes, what two readers read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converters.corrections.places import WordPlace, place_at
from converters.corrections.readers.trials import Purpose, Trial
from pbgdpl_cli.review.answers.items import ReviewItem
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.trying.marks import LONGEST_NOTE
from pbgdpl_cli.review.views.frame import Frame, button, form, heading, shown_text
from pbgdpl_cli.web.markup import Html, element, joined
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import say


def tried_section(tell: PageLanguage, index: int, package: PackageUnderReview, who: str) -> Html | None:
    """What there is to tell of a package besides its places; None when there is nothing."""
    parts = [*_planted(tell, package), *_waiting(tell, package, who), *_two_readers(tell, index, package)]
    return element("section", element("h2", package.title), *parts) if parts else None


def _planted(tell: PageLanguage, package: PackageUnderReview) -> Iterator[Html]:
    """How people took what was shown on purpose; what is still undecided is not told."""
    done = [one for one in package.tried.trials if one.purpose is Purpose.PLANTED]
    if not done:
        return
    found = sum(one.agreed for one in done)
    told = say(
        "Some readings were wrong on purpose, to see how people read: {found} were found, {missed} were let stand. "
        "None of them is in the package; places where one was let stand are asked for again.",
        found=found,
        missed=len(done) - found,
    )
    yield element("p", tell(told))
    missed = package.tried.missed
    rows = [
        element("tr", element("td", str(one.page)), element("td", missed[one.key]), element("td", one.who))
        for one in done
        if not one.agreed and one.key in missed
    ]
    if rows:
        headings = (say("Page"), say("Shown on purpose, and let stand"), say("Who"))
        yield _table(tell, headings, rows)


def _table(tell: PageLanguage, headings: Sequence[object], rows: Sequence[Html]) -> Html:
    head = element("tr", *(element("th", tell(one), scope="col") for one in headings))  # type: ignore[arg-type]
    return element("table", element("thead", head), element("tbody", *rows))


def _waiting(tell: PageLanguage, package: PackageUnderReview, who: str) -> Iterator[Html]:
    count = len(package.waits_for_another(who))
    if count:
        yield element(
            "p",
            tell(
                say(
                    "{count} numbers wait for a second person: you read them otherwise than the program. "
                    "What you read is kept.",
                    count=count,
                )
            ),
        )
    marks = len(package.marks.waiting)
    if marks:
        yield element("p", tell(say("{count} places are marked for the next person.", count=marks)))


def _two_readers(tell: PageLanguage, index: int, package: PackageUnderReview) -> Iterator[Html]:
    if package.work.second_reader is None and _second(package):
        yield element("p", element("a", tell(say("What two people read")), href=f"/p/{index}/second-reading"))


def _second(package: PackageUnderReview) -> Sequence[Trial]:
    return [one for one in package.trials if one.purpose is Purpose.SECOND]


def notes_at(tell: PageLanguage, package: PackageUnderReview, item: ReviewItem) -> Html | None:
    """What others say of a place, behind a fold: a note may tell a number that is to be read."""
    notes = [one for one in package.raised if one.note and one.is_at(item.page, item.box, item.text)]
    if not notes:
        return None
    lines = [element("p", tell(say("{who}: {note}", who=one.who, note=one.note))) for one in notes]
    summary = element("summary", tell(say("Notes of others about this place: {count}", count=len(notes))))
    return element("details", summary, *lines, class_="notes")


def mark_form(tell: PageLanguage, index: int, item: ReviewItem) -> Html | None:
    """Marks a place as doubtful for the next person."""
    if item.page is None:
        return None
    field = element("input", type="text", name="note", id="note", maxlength=LONGEST_NOTE, autocomplete="off")
    return element(
        "details",
        element("summary", tell(say("Doubtful: leave it to the next person (Alt+N)")), id="mark"),
        form(
            f"/p/{index}/item/{item.key}/mark",
            element("label", tell(say("Your note for the next person")), field),
            button(tell(say("Mark as doubtful"))),
            class_="answer",
        ),
        class_="notes",
    )


def second_reading_page(frame: Frame, index: int) -> str:
    """What two people read, line by line; lines that both read alike are folded."""
    tell, package = frame.tell, frame.queue.packages[index]
    title = tell(say("What two people read"))
    if package.work.second_reader is not None:
        return frame.page(
            title,
            heading(package.title, title),
            element("p", tell(say("The second reader does not see what the first has read."))),
        )
    trials = sorted(_second(package), key=lambda one: (one.page, one.box or ()))
    differing = sum(not one.agreed for one in trials)
    told = say("{count} numbers were read by two people; {differing} of them differently.",
               count=len(trials), differing=differing)  # fmt: skip
    return frame.page(
        title, heading(package.title, title), element("p", tell(told)), *_runs(tell, index, package, trials)
    )


def _runs(tell: PageLanguage, index: int, package: PackageUnderReview, trials: Sequence[Trial]) -> Iterator[Html]:
    """Differences in the open, what lies between them folded."""
    alike: list[Html] = []
    for trial in trials:
        line = _line(tell, index, package, trial)
        if trial.agreed:
            alike.append(line)
            continue
        yield from _folded(tell, alike)
        alike = []
        yield line
    yield from _folded(tell, alike)


def _folded(tell: PageLanguage, lines: Sequence[Html]) -> Iterator[Html]:
    if lines:
        summary = element("summary", tell(say("{count} numbers that both read alike", count=len(lines))))
        yield element("details", summary, *lines, class_="notes")


def _line(tell: PageLanguage, index: int, package: PackageUnderReview, trial: Trial) -> Html:
    where = element("a", tell(say("page {page}", page=trial.page)), href=f"/p/{index}/page/{trial.page}")
    page = package.page(trial.page)
    place = None if page is None or trial.box is None else place_at(page, trial.box)
    before, stands, after = _around(place, trial.stands or "")
    now = None
    if not trial.agreed and stands != trial.stands:
        now = element("span", tell(say("by now: {text}", text=shown_text(tell, stands))), class_="count")
    read = element("b", stands) if trial.agreed else _both(tell, trial)
    return element("p", where, " ", before, read, after, " ", now, class_="read-twice")


def _both(tell: PageLanguage, trial: Trial) -> Html:
    first = element("del", trial.stands or "", title=tell(say("The first reader")))
    second = element("ins", shown_text(tell, trial.reads), title=tell(say("The second reader: {who}", who=trial.who)))
    return joined((first, " ", second))


def _around(place: WordPlace | None, stands: str) -> tuple[str, str, str]:
    """A line around a place, and what stands in it by now; the place alone where it is not there any more."""
    if place is None:
        return "", stands, ""
    place = place.narrowed_to(stands)
    text = place.line.text
    return text[: place.start], place.text, text[place.stop :]
