"""Every table of detectors there is, for the test of their examples and for `python benchmarks/detectors.py`."""

from __future__ import annotations

from typing import Any

from converters.derivatives.wording import conditions, sides
from converters.ocr.after_reading import addresses, codes, glued, labels, letterforms, phrases, symbols
from converters.ocr.assembly import (
    non_text,
    page_flags,
    pen_initials,
    signature_appearances,
    stamps_and_signatures,
)
from converters.ocr.second_reading.detectors import finding as second_reading
from converters.records.citations import grounds
from converters.records.content import heading_levels, openers, question_labels, quoting
from converters.records.items import deadlines, duties, fine_scopes, sanctions
from converters.records.metadata import cover_date, imprint, maker, no_titles, places, summary, titles
from converters.records.metadata.head import head_lines, organs, own_date, own_number, text_openings, title_line
from converters.records.metadata.kinds import by_content, by_name
from converters.records.passages import closing, furniture, markers, paragraph_breaks
from validators.citations import governing, roles
from validators.citations.acts import no_acts
from validators.citations.laws import no_laws
from validators.language.detector import DetectorTable

_AFTER_READING = (codes, addresses, glued, labels, phrases, letterforms, symbols)
_ASSEMBLY = (non_text, page_flags, pen_initials, signature_appearances, stamps_and_signatures)
_SECOND_READING = (second_reading,)
_PASSAGES = (furniture, markers, paragraph_breaks, closing)
_HEAD = (text_openings, title_line, head_lines, own_number, own_date, organs)
_METADATA = (*_HEAD, titles, no_titles, maker, imprint, cover_date, by_name, by_content, places, summary)
_CITATIONS = (no_acts, no_laws, roles, governing, grounds)
_CONTENT = (openers, heading_levels, question_labels, quoting)
_DERIVATIVES = (conditions, sides)
_ITEMS = (sanctions, fine_scopes, duties, deadlines)


def tables() -> tuple[DetectorTable[Any, Any], ...]:
    """All tables, in the order of the modules that hold them."""
    read = (*_ASSEMBLY, *_AFTER_READING, *_SECOND_READING, *_PASSAGES)
    modules = (*read, *_METADATA, *_CITATIONS, *_CONTENT, *_ITEMS, *_DERIVATIVES)
    found = {
        id(value): value for module in modules for value in vars(module).values() if isinstance(value, DetectorTable)
    }
    return tuple(found.values())
