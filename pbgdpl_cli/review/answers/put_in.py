"""What an answer becomes in a package: a doubt settled, words put right, words added where none was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from converters.corrections.correction import Correction
from converters.corrections.lines.arrangement import Arrangement, Change
from converters.corrections.retyped import retyped, retyped_over
from converters.records.doubts.settled import Settled, settled_now
from pbgdpl_cli.review.answers.items import ReviewItem, folded
from pbgdpl_cli.review.answers.journal import Answer
from validators.problems import Message


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of the answers for a package.

    Attributes:
        count: How many are in the package now.
        left: How many are kept, because something else stands at their places by now.
        told: Places that are read otherwise than when they were corrected.
        pairs: The places, and the answers that are in the package now.
    """

    count: int
    left: int = 0
    told: tuple[Message, ...] = ()
    pairs: tuple[tuple[ReviewItem, Answer], ...] = ()


def settled_by(item: ReviewItem, answer: Answer) -> Settled | None:
    """The doubt that an answer settles because it stands rightly; None where it does not."""
    if item.doubt is None or (answer.text is not None and folded(answer.text) != folded(item.text)):
        return None
    return settled_now(item.doubt, answer.who, answer.when.replace(microsecond=0), text=item.text)


def corrections_by(item: ReviewItem, answer: Answer) -> Sequence[Correction]:
    """What an answer puts right, or confirms as it stands."""
    if not item.places or answer.text is None:
        return ()
    when = answer.when.replace(microsecond=0)
    if item.place is None:
        return retyped_over(item.over, answer.text, answer.who, when)
    if item.doubt is None:
        return retyped(item.place.page, item.place.line, answer.text, answer.who, when)
    return [item.place.corrected_to(answer.text, answer.who, when)]


def added_by(item: ReviewItem, answer: Answer) -> Arrangement | None:
    """The words that are printed where none was read."""
    if not item.is_ink or item.page is None or not folded(answer.text or ""):
        return None
    when = answer.when.replace(microsecond=0)
    text = folded(answer.text or "")
    return Arrangement(item.key, Change.ADDED, item.page, "", text, answer.who, when, box=item.box)
