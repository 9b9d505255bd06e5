"""Places in letters for their units, as people note them down: "Đ.44", "K2 Đ8", "điểm a K.1, Đ.12 BLDS".

Such letters name rooms, roads and goods too ("nhà K2 Đ8"), so they are a place only where an act stands beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NEXT = r"(?!\w|[./-]\d)"
_LABEL = rf"\d{{1,3}}[a-zđ]?{_NEXT}"
_UNIT = rf"(?:Đ\.?\s?{_LABEL}(?:(?:, | và ){_LABEL})*+|K\.?\s?{_LABEL}|đ(?:iểm|\.)\s?[a-zđ](?!\w))"
_CHAIN = re.compile(rf"(?<![\w.]){_UNIT}(?:,?\s{{1,2}}{_UNIT}){{0,3}}")
_ONE = re.compile(r"(?P<unit>[ĐKđ])(?:iểm)?\.?\s?(?P<labels>\d{1,3}[a-zđ]?(?:(?:, | và )\d{1,3}[a-zđ]?)*|[a-zđ])")
_JOINT = re.compile(r", | và ")
_NAMES = {"Đ": "article", "K": "clause", "đ": "point"}


def short_places(levelled: str) -> Iterator[tuple[int, int, tuple[dict[str, str], ...]]]:
    """Every chain of such places that names an article, or several and nothing smaller.

    Args:
        levelled: A text after `repair.level`.

    Yields:
        First character, one past the last, and of each place the labels by their units ("article", "clause", "point").
    """
    for match in _CHAIN.finditer(levelled):
        found = [(_NAMES[one["unit"]], one["labels"]) for one in _ONE.finditer(match.group())]
        articles = [label for unit, labels in found if unit == "article" for label in _JOINT.split(labels)]
        smaller = dict(one for one in found if one[0] != "article")
        if len(articles) == 1 and len(smaller) == len(found) - 1:
            yield match.start(), match.end(), ({"article": articles[0], **smaller},)
        elif len(articles) > 1 and not smaller:
            yield match.start(), match.end(), tuple({"article": article} for article in articles)
