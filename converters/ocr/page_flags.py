"""Flags for a page as a whole: nothing on it, or nothing that can be trusted."""

from __future__ import annotations

from dataclasses import replace

from converters.reading.document import Flag, Page
from validators.problems import Message, say

DOUBTFUL = 0.6  # mean confidence below which a whole page is doubtful


def mean_confidence(page: Page) -> float:
    """Of the words of the text, each weighted by its length; 0 for a page without text."""
    words = [(word.confidence, len(word.text)) for block in page.flow for word in block.words if word.confidence]
    letters = sum(length for _, length in words)
    return sum(confidence * length for confidence, length in words) / letters if letters else 0.0


def with_page_flags(page: Page) -> Page:
    """The page, flagged as a whole if it is empty or doubtful."""
    if not page.text.strip():
        reason = say("No text was found on this page.")
    elif mean_confidence(page) < DOUBTFUL:
        reason = say("Most of this page was read with little certainty.")
    else:
        return page
    return replace(page, flags=(*page.flags, _flag(page, reason)))


def _flag(page: Page, reason: Message) -> Flag:
    box = (0, 0, page.width, page.height) if page.width and page.height else None
    return Flag(page.number, box, -1, -1, "", (), "page", reason)
