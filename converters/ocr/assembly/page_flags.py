"""Flags for a page as a whole: nothing on it, or nothing that can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from converters.reading.boxes import Box
from converters.reading.document import ASIDE, Block, BlockKind, Flag, Line, Method, Page, Step, Word
from validators.language.detector import Detector, DetectorTable
from validators.language.syllables import is_syllable
from validators.problems import Message, say

SURE = 0.9  # calibrated confidence of a word that counts as surely read
UNREADABLE = 0.2  # share of surely read letters below which nothing on a page is text
DOUBTFUL_SHARE = 0.5  # the same below which a page is doubtful, and a page of a few letters no text
FEW_LETTERS = 12
MERE_SIGNS = 0.25  # share of letters and digits up to which a text is dust read as dots and dashes
FEW_WORDS = 15
FOREIGN = 0.35  # share of Vietnamese syllables among the words
COARSE = 2.9  # enlargement: letters less than 8 pixels high, below about 90 dpi
EDGES = ".,;:!?()[]{}\"'“”‘’-–—/…*•+%"
DOUBTFUL = 0.6  # mean confidence below which a whole page is doubtful


def mean_confidence(page: Page) -> float:
    """Mean confidence of the words of the text, each weighted by its length; 0 for a page without text."""
    words = [(word.confidence, len(word.text)) for block in page.flow for word in block.words if word.confidence]
    letters = sum(length for _, length in words)
    return sum(confidence * length for confidence, length in words) / letters if letters else 0.0


def sure_share(page: Page) -> float:
    """Share of the letters of the text that stand in words the engine was sure of; 0 for a page without text."""
    words = [word for block in page.flow for word in block.words]
    letters = sum(len(word.text) for word in words)
    sure = sum(len(word.text) for word in words if word.confidence is None or word.confidence > SURE)
    return sure / letters if letters else 0.0


def with_page_flags(page: Page) -> Page:
    """The page, flagged as a whole if it is empty, doubtful or in another language.

    Where hardly a word was read with certainty (handwriting, pictures, other scripts) what was read is no text: it
    is attached apart. Printed pages have four times the certainty that is asked for here.
    """
    share = sure_share(page)
    signs = "".join(page.text.split())
    letters = sum(character.isalnum() for character in signs)
    if letters <= MERE_SIGNS * len(signs):
        return _emptied(page, say("No text was found on this page."))
    if share < (UNREADABLE if letters >= FEW_LETTERS and not _is_foreign(page) else DOUBTFUL_SHARE):
        return _put_aside(page)
    flags = [_flag(page, reason) for _, reason in DOUBTS.each(page)]
    return replace(page, flags=(*page.flags, *flags)) if flags else page


def is_coarse(steps: Sequence[Step]) -> bool:
    """Whether the page had to be enlarged so much that the shapes of letters are mostly guessed."""
    return any(step.name == "scale" and float(dict(step.values)["factor"]) > COARSE for step in steps)


def _is_foreign(page: Page) -> bool:
    """Whether hardly any word of three letters or more is a Vietnamese syllable."""
    words = [core for block in page.flow for word in block.words if len(core := word.text.strip(EDGES)) > 2]
    words = [word for word in words if any(letter.isalpha() for letter in word)]
    return len(words) >= FEW_WORDS and sum(map(is_syllable, words)) < FOREIGN * len(words)


def _is_doubtful(page: Page) -> bool:
    return sure_share(page) < DOUBTFUL_SHARE or mean_confidence(page) < DOUBTFUL


def _drawn(example: tuple[str, float, float]) -> Page:
    """A page of a text, its confidence and the factor the image was enlarged by."""
    text, confidence, factor = example
    line = Line(tuple(Word(word, None, confidence) for word in text.split()))
    steps = (Step("scale", (("factor", factor),)),)
    return Page(1, 800, 1000, None, (Block(BlockKind.PARAGRAPH, (line,)),), Method.OCR, steps=steps)


_VIETNAMESE = "Người dân liên hệ qua số điện thoại trong giờ hành chính để được tư vấn pháp luật miễn phí"
_ENGLISH = "The government shall publish every year one report about the state of education and the courts"

DOUBTS: DetectorTable[Page, Message] = DetectorTable(
    "page doubt",
    (
        Detector(
            name="little certainty", source="confidences of good and of hardly readable scans",
            gains="pages that have to be typed, told as such", positive=((_VIETNAMESE, 0.5, 1.0),),
            negative=((_VIETNAMESE, 0.97, 1.0),),
            find=lambda page: say("Most of this page was read with little certainty.") if _is_doubtful(page) else None,
        ),
        Detector(
            name="coarse image", source="letters below 8 pixels: what no engine can tell apart, it guesses",
            gains="faxes and screenshots, which read surely and wrongly", positive=((_VIETNAMESE, 0.97, 3.4),),
            negative=((_VIETNAMESE, 0.97, 2.0),),
            find=lambda page: say(
                "The image is so coarse that letters cannot be told apart reliably; scan at 200 dpi or more."
            ) if is_coarse(page.steps) else None,
        ),
        Detector(
            name="another language", source="share of Vietnamese syllables on pages in other languages",
            gains="annexes in other languages, whose words were made Vietnamese", positive=((_ENGLISH, 0.97, 1.0),),
            negative=((_VIETNAMESE, 0.97, 1.0), ("The government shall publish", 0.97, 1.0)),
            find=lambda page: say("Most words on this page are not Vietnamese.") if _is_foreign(page) else None,
        ),
    ),
    example=_drawn,
)  # fmt: skip
"""Why a page as a whole is to be looked at, though it has text."""


def _emptied(page: Page, reason: Message) -> Page:
    """The page without its bullets, dashes and dots, which alone are no text."""
    kept = tuple(block for block in page.blocks if block.kind in ASIDE)
    return replace(page, blocks=kept, flags=(_flag(page, reason),))


def _put_aside(page: Page) -> Page:
    """The page with all that was read on it kept apart, and one flag for all."""
    blocks = tuple(
        block if block.kind in ASIDE else Block(BlockKind.HANDWRITING, block.lines, block.box) for block in page.blocks
    )
    reason = say("Nothing on this page could be read reliably: it may be handwriting, a picture or another script.")
    return replace(page, blocks=blocks, flags=(_flag(page, reason),))


def _flag(page: Page, reason: Message) -> Flag:
    box = Box(0, 0, page.width, page.height) if page.width and page.height else None
    return Flag(page.number, box, -1, -1, "", (), "page", reason)
