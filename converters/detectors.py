"""Every table of detectors there is, for the test of their examples and for `python -m benchmarks.detectors`."""

from __future__ import annotations

from typing import Any

from converters.ocr.after_reading import addresses, codes, glued, labels, letterforms, phrases, symbols
from converters.ocr.second_reading.detectors import finding as second_reading
from converters.records.metadata.head import organs, own_date, own_number, text_openings, title_line
from converters.records.passages import markers
from validators.language.detector import Table

_AFTER_READING = (codes, addresses, glued, labels, phrases, letterforms, symbols)
_RECORDS = (markers, text_openings, title_line, own_number, own_date, organs)
_MODULES = (*_AFTER_READING, second_reading, *_RECORDS)


def tables() -> tuple[Table[Any, Any], ...]:
    """All tables, in the order of the modules that hold them."""
    return tuple(value for module in _MODULES for value in vars(module).values() if isinstance(value, Table))
