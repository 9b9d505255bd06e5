"""Citations on a list: those nobody decided about, and what was written beside one taken for a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from converters.corrections.cited.said import CitationSaid, Decision, identity_of, latest
from pbgdpl_cli.review.answers.cited import answer_key, key_in, mark_of_citation
from pbgdpl_cli.review.answers.items import folded
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.lists.answers import NO_CHOICE, TWO_THINGS, Choice, ListedAnswer
from pbgdpl_cli.review.lists.columns import AGAIN, COLUMNS, NO_CITATION, NOTHING, RIGHT
from pbgdpl_cli.review.lists.places import ListedPlace, title_of
from pbgdpl_cli.review.metadata.acts_offered import Unreadable
from pbgdpl_cli.review.metadata.cited import CitedPlace, citations_of
from pbgdpl_cli.review.metadata.deciding import Became, Deciding, TypedCitation, base_of
from pbgdpl_cli.review.metadata.form import hiding
from pbgdpl_cli.web.cited_names import act_name, place_name
from validators.citations.locators import find_locators
from validators.citations.repair import level
from validators.problems import Message, say
from validators.sharing.record import Citation

_HARM = 50  # of 100: a wrong act misleads, and most of those that nothing doubts are right
_SAME = {Choice.RIGHT: Decision.CONFIRMED, Choice.NO_CITATION: Decision.REMOVED}


def citation_places(package: PackageUnderReview) -> Iterator[ListedPlace]:
    """The citations of a package that nobody decided about, in the order of the record."""
    hide, title = hiding(package), title_of(package)
    for one in citations_of(package, None, dt.date.max):
        if not one.is_decided:
            reads = "" if one.is_hidden else hide(named(one.citation))
            yield ListedPlace(
                package.identifier, answer_key(one.key), base_of(one), title, one.page, one.box, package.source,
                say("Citation"), None, reads, (), hide(one.citation.text), one.is_hidden, _HARM, is_citation=True,
            )  # fmt: skip


def named(citation: Citation) -> str:
    """Place and act, as they are typed on a list."""
    return " ".join(part for part in (place_name(citation.locator), act_name(citation.act)) if part)


def decide(package: PackageUnderReview, deciding: Deciding, answer: ListedAnswer) -> tuple[Became, Message | None]:
    """Take what was written beside a citation for a decision, and write it down.

    Args:
        package: Which it is of.
        deciding: Decides there.
        answer: What was written.

    Returns:
        What became of it, and a sentence where there is one.

    Raises:
        OSError: The disk refused.
    """
    if (fault := _fault(answer)) is not None:
        return Became.REFUSED, fault
    key = key_in(answer.key)
    one = next(iter(citations_of(package, None, dt.date.max, only=key)), None)
    if one is None:
        return Became.MEANWHILE, None
    sent = _parted(answer, one.citation, is_hidden=one.is_hidden)
    if answer.choice is Choice.RIGHT:
        return deciding.confirm(one, sent)
    if answer.choice is Choice.NO_CITATION:
        return deciding.remove(one, sent)
    became, told = deciding.correct(one, sent)
    return became, _differs(one) if became is Became.DIFFERS else told


def says_the_same(package: PackageUnderReview, deciding: Deciding, answer: ListedAnswer) -> CitationSaid | None:
    """What is in the package already, where that is what was written: a list may be taken over twice."""
    last = next((one for one in latest(package.cited) if one.key == key_in(answer.key)), None)
    if last is None or last.before is None or mark_of_citation(last.before) != answer.base:
        return None
    if answer.choice is not None:
        return last if last.decision is _SAME.get(answer.choice) else None
    try:
        made = deciding.made(last.before, _parted(answer, last.before))
    except Unreadable:
        return None
    return last if last.after is not None and identity_of(made) == identity_of(last.after) else None


def _fault(answer: ListedAnswer) -> Message | None:
    if answer.fault is not None:
        return answer.fault
    if answer.choice is Choice.UNKNOWN:
        return NO_CHOICE
    if answer.choice is Choice.NOTHING:
        return say("“{nothing}” says nothing of a citation: choose “{right}” or “{none}”, or type act and place.",
                   nothing=NOTHING, right=RIGHT, none=NO_CITATION)  # fmt: skip
    if folded(answer.typed) and answer.choice is not None:
        return Message(TWO_THINGS.text, {"choice": RIGHT if answer.choice is Choice.RIGHT else NO_CITATION})
    return None if folded(answer.typed) or answer.choice else say("Nothing was typed.")


def _parted(answer: ListedAnswer, citation: Citation, *, is_hidden: bool = False) -> TypedCitation:
    """What was typed, parted into an act and a place in it; a place alone is one of the act that was read.

    Where that act is still to be read by a person, it has to be typed.
    """
    text = folded(answer.typed)
    groups = list(find_locators(level(text)))
    place = text[groups[0].start : groups[-1].end] if groups else ""
    act = (text[: groups[0].start] + text[groups[-1].end :]).strip(" ,;") if groups else text
    if not act and not is_hidden:
        act = act_name(citation.act) or ""
    typed = TypedCitation(act=act, place=place, role=citation.role or "", base=answer.base)
    return replace(typed, first=typed.sign) if folded(answer.again) == text else typed


def _differs(one: CitedPlace) -> Message:
    return say(
        "The program reads “{text}”. Look again, and type once more what is printed in the column “{column}”.",
        text=named(one.citation), column=COLUMNS[AGAIN],
    )  # fmt: skip
