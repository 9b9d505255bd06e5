"""One place of a page that a person looked at: what stood there, and what stands there now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from converters.reading.boxes import Box


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person typed for some words of a line. `before` and `after` are alike where the words were right.

    Attributes:
        page: Number of the page, from 1.
        box: Around the words, in pixels of the page image as stored; None where pages have no geometry.
        line: The line they stood in, as it was read.
        start: Their first code point in it.
        before: The words as they were read, with single spaces.
        after: The words as they are, with single spaces; empty where nothing stands there.
        who: Who looked at the place.
        when: With the offset from UTC.
        why: A note for those who read the history.
        doubted: Kind of the doubt that it settles; None where nothing there was doubted.
        size: Width and height of the page image its places are in pixels of; None where that was not kept.
    """

    page: int
    box: Box | None
    line: str
    start: int
    before: str
    after: str
    who: str
    when: dt.datetime
    why: str | None = None
    doubted: str | None = None
    size: tuple[int, int] | None = None
