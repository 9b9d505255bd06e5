"""Whether a number was written by hand, from how far it strays from print and how sure the engine was of it."""

from __future__ import annotations

from dataclasses import dataclass

from converters.ocr.handwriting.print_profile import Deviation


@dataclass(frozen=True, slots=True)
class Limits:
    """How far digits must be from print to count as a sign of handwriting.

    Of numbers printed and scanned at 100–300 dpi, 95 in 100 keep within 0.09 of a small letter's height.

    Attributes:
        foot: See `Deviation`.
        height: See `Deviation`.
        uneven: See `Deviation`.
        space: See `Deviation`.
        needed: How many signs it takes of a number the engine was unsure of.
        needed_of_sure: How many it takes otherwise.
        softened: Share of the limits that is enough for a number the engine was unsure of.
    """

    foot: float
    height: float
    uneven: float
    space: float
    needed: int
    needed_of_sure: int
    softened: float


IN_FORM = Limits(foot=0.11, height=0.11, uneven=0.17, space=1.9, needed=1, needed_of_sure=1, softened=0.5)
"""In a place that is usually filled in by hand."""

IN_TEXT = Limits(foot=0.17, height=0.17, uneven=0.25, space=1.6, needed=2, needed_of_sure=5, softened=1.0)
"""In running text, where nearly all is print."""

UNSURE = 0.85  # confidence of the engine below which it was unsure
HARDLY_READ = 0.5  # the same below which what stands in a blank of a form is no print


def is_handwritten(strayed: Deviation | None, confidence: float, *, form: bool) -> bool:
    """Whether a number was written by hand.

    Args:
        strayed: How far its digits are from print; None when that could not be measured.
        confidence: The engine's, of its least sure word.
        form: Whether it stands where numbers are usually filled in by hand.
    """
    limits, unsure = (IN_FORM if form else IN_TEXT), confidence < UNSURE
    if form and (confidence < HARDLY_READ or (unsure and strayed is None)):
        return True
    if strayed is None:
        return False
    share = limits.softened if unsure else 1.0
    signs = (
        strayed.foot > share * limits.foot,
        strayed.height > share * limits.height,
        strayed.uneven > share * limits.uneven,
        strayed.space > limits.space,
    )
    return sum(signs) >= (limits.needed if unsure else limits.needed_of_sure)
