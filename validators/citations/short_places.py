"""Places in letters for their units, as people note them down: "Đ.44", "K2 Đ8", "điểm a K.1, Đ.12 BLDS".

Such letters name rooms, roads and goods too ("nhà K2 Đ8"), so they are a place only where an act stands beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNIT = r"(?:[ĐK]\.?\s?\d{1,3}[a-zđ]?(?!\w|[./-]\d)|đ(?:iểm|\.)\s?[a-zđ](?!\w))"
_CHAIN = re.compile(rf"(?<![\w.]){_UNIT}(?:,?\s{{1,2}}{_UNIT}){{0,3}}")
_ONE = re.compile(r"(?P<unit>[ĐKđ])(?:iểm)?\.?\s?(?P<label>\d{1,3}[a-zđ]?|[a-zđ])")
_NAMES = {"Đ": "article", "K": "clause", "đ": "point"}


def short_places(levelled: str) -> Iterator[tuple[int, int, dict[str, str]]]:
    """Every chain of such places that names an article once.

    Args:
        levelled: A text after `repair.level`.

    Yields:
        First character, one past the last, and the labels by their units ("article", "clause", "point").
    """
    for match in _CHAIN.finditer(levelled):
        found = [(_NAMES[one["unit"]], one["label"]) for one in _ONE.finditer(match.group())]
        labels = dict(found)
        if "article" in labels and len(labels) == len(found):
            yield match.start(), match.end(), labels
