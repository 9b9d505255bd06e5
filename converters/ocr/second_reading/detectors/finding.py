"""Finds what is read again on a page: one loop over one ordered table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from converters.ocr.second_reading.detectors.counts import BARE_NUMBER, MISSING
from converters.ocr.second_reading.detectors.dates import DATES, GAPS
from converters.ocr.second_reading.detectors.document_numbers import DOCUMENT_NUMBERS
from converters.ocr.second_reading.detectors.examples import marked_word
from converters.ocr.second_reading.detectors.labels import AFTER_UNIT
from converters.ocr.second_reading.detectors.number_forms import SPOILT, WELL_FORMED
from converters.ocr.second_reading.detectors.opening_labels import GROWN, OPENING
from converters.ocr.second_reading.detectors.quantities import QUANTITIES
from converters.ocr.second_reading.detectors.quantity_faults import QUANTITY_FAULTS
from converters.ocr.second_reading.detectors.subject import LAST_YEAR, CriticalSpan, PageText, WordInLine, page_text
from converters.ocr.second_reading.detectors.unsure_words import UNSURE_WORDS
from converters.reading.document import ASIDE, Line, Page
from validators.language.detector import DetectorTable

# What is well formed comes first, then what stands in a place where only one thing may stand, then what merely has a
# digit, then what has none. A spoilt label that opens a line may look like a date's part, so dates come before it.
SPANS: DetectorTable[WordInLine, CriticalSpan] = DetectorTable(
    "second-reading/spans",
    (
        *QUANTITIES,
        *AFTER_UNIT,
        *OPENING,
        *DOCUMENT_NUMBERS,
        *DATES,
        *GROWN,
        *BARE_NUMBER,
        *GAPS,
        *MISSING,
        *UNSURE_WORDS,
    ),
    example=marked_word,
)
TABLES: tuple[DetectorTable[Any, Any], ...] = (SPANS, QUANTITY_FAULTS, SPOILT, WELL_FORMED)
"""All that is asked of a page's words, and through them of quantities and numbers."""


def lines_of(page: Page) -> list[Line]:
    """The page's lines in reading order, asides left out."""
    return [line for block in page.flow if block.kind not in ASIDE for line in block.lines if line.words]


def find_spans(lines: Sequence[Line], latest_year: int = LAST_YEAR) -> list[CriticalSpan]:
    """Spans in order; no word is in two.

    Args:
        lines: Of a page, in reading order.
        latest_year: In which a document that is cited can have been issued.
    """
    page = page_text(lines, latest_year)
    found = [span for line in range(len(lines)) for span in _spans_of_line(page, line)]
    # A unit alone ("đ") whose number stands in the word or line before has nothing to be read again.
    return [span for span in found if span.checked]


def _spans_of_line(page: PageText, line: int) -> Iterator[CriticalSpan]:
    index = 0
    while index < len(page.lines[line].words):
        span = SPANS.first(WordInLine(page, line, index))
        if span is None:
            index += 1
        else:
            yield span
            index = span.last
