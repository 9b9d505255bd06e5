"""Citations in passages that go on in the next one.

A layout may tear a sentence apart: at the edge of a page, where a stamp stands between, or where a line was taken for a
heading. A citation that runs over the tear is found in the joined text and belongs to the passage it begins in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from converters.reading.document import BlockKind
from converters.records.passages import MARKER, Passage
from validators.citations.find import Citation, find_citations

_CLOSED = (".", ";", ":", "?", "!", "”", '"')
_OPEN_END = re.compile(
    r"(?<!\w)(?:số|của|ngày|tháng|năm|khoản|Điều|điểm|và|tại|theo"
    r"|Luật|Bộ luật|Nghị định|Thông tư|Quyết định|Nghị quyết)$"
)
_LONGEST_RUN = 12_000  # characters: a sentence is never longer, and time stays linear


def find_in_passages(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Citation]]:
    """Every citation with the passage it begins in, in order.

    Args:
        passages: In the order of the text.
    """
    for run in _runs(passages):
        yield from _in_run(run) if len(run) > 1 else ((run[0], one) for one in find_citations(run[0].text))


def _runs(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    run: list[Passage] = []
    length = 0
    for passage in passages:
        if run and (length > _LONGEST_RUN or not goes_on(run[-1], passage)):
            yield run
            run, length = [], 0
        run.append(passage)
        length += len(passage.text)
    if run:
        yield run


def goes_on(first: Passage, second: Passage) -> bool:
    """Whether the second passage continues the sentence of the first."""
    if BlockKind.TABLE in {first.kind, second.kind} or not first.text or not second.text:
        return False
    if first.text.endswith(_CLOSED) or MARKER.match(second.text):
        return False
    return second.text[0].islower() or _OPEN_END.search(first.text[-20:]) is not None


def _in_run(run: Sequence[Passage]) -> Iterator[tuple[Passage, Citation]]:
    text = " ".join(passage.text for passage in run)
    place, offset = 0, 0
    for citation in find_citations(text):
        while place + 1 < len(run) and citation.start > offset + len(run[place].text):
            offset += len(run[place].text) + 1
            place += 1
        yield run[place], _moved(citation, -offset)


def _moved(citation: Citation, by: int) -> Citation:
    mention = replace(citation.mention, start=citation.mention.start + by, end=citation.mention.end + by)
    return replace(citation, start=citation.start + by, end=citation.end + by, mention=mention)
