"""What people put right in a text, for the next person: differences in colour, lines that stayed folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from converters.corrections.applying import Entry
from converters.corrections.as_left import PutRight
from converters.corrections.correction import Correction
from converters.corrections.places import lines_of
from pbgdpl_cli.review.answers.masking import NumbersToRead
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.lines.differences import Run, Was, runs
from pbgdpl_cli.review.metadata.form import without_numbers
from pbgdpl_cli.review.views.frame import Frame, heading, notice
from pbgdpl_cli.web.markup import Html, element, joined
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import say

_Log = Sequence[tuple[frozenset[str], Entry]]  # the lines each entry is about, as they are shown
_TAGS: dict[Was, str] = {"gone": "del", "new": "ins"}


def put_right_page(frame: Frame, index: int, pages: Sequence[PutRight]) -> str:
    """Every page on which people put something right.

    Args:
        frame: What is around it.
        index: Of the package.
        pages: These pages, in order.
    """
    tell, package = frame.tell, frame.queue.packages[index]
    title = tell(say("What was put right"))
    count, every = len(pages), len(package.page_numbers)
    told = say("Something was put right on {count} of {every} pages.", count=count, every=every)
    waiting = say("{count} answers of the review page are not in this package yet.", count=len(package.answers))
    return frame.page(
        title,
        heading(without_numbers(package, package.title), title),
        element("p", tell(told)),
        notice(tell(waiting)) if package.answers else None,
        *(_page(tell, index, package, one) for one in pages),
    )


def _page(tell: PageLanguage, index: int, package: PackageUnderReview, page: PutRight) -> Html:
    number = page.now.number
    numbers = NumbersToRead(place.text for place in package.unread_numbers(number))
    hide = partial(numbers.taken_out, mark=tell(say("[to be read]")))
    before, after = ([hide(line.text) for line in lines_of(one)] for one in (page.read, page.now))
    link = element("a", tell(say("page {page}", page=number)), href=f"/p/{index}/page/{number}")
    log = [(frozenset(map(hide, _lines_meant(one))), one) for one in page.log if one.before != one.after]
    return element("section", element("h2", link), *_runs(tell, runs(before, after), log))


def _runs(tell: PageLanguage, found: Sequence[Run], log: _Log) -> Iterator[Html]:
    for run in found:
        if not run.is_changed:
            summary = element("summary", tell(say("{count} lines that stayed as they were read", count=len(run.after))))
            yield element("details", summary, *(element("p", line) for line in run.after), class_="notes")
            continue
        words = [element(_TAGS[was], text) if was in _TAGS else text for was, text in run.words]
        yield element("p", joined(part for word in words for part in (word, " ")), class_="read-twice")
        yield from _whose(tell, run, log)


def _whose(tell: PageLanguage, run: Run, log: _Log) -> Iterator[Html]:
    """Who put these lines right, when, and why."""
    mine = [one for lines, one in log if lines.intersection(run.before)]
    for who, day, why in dict.fromkeys((one.who, one.when.date(), one.why) for one in mine):
        told = f"{who}, {tell.date(day)}"
        yield element("p", f"{told}: {why}" if why else told, class_="count")


def _lines_meant(entry: Entry) -> Sequence[str]:
    """The lines an entry of the log is about, as they stood."""
    return (entry.line,) if isinstance(entry, Correction) else [mark.text for mark in entry.lines]
