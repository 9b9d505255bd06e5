"""Citations in passages that go on in the next one.

A layout may tear a sentence apart: at the edge of a page, where a stamp stands between, or where a line was taken for a
heading. A citation that runs over the tear is found in the joined text and belongs to the passage it begins in.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from converters.reading.document import BlockKind, Method
from converters.records.citations.text_boxes import placed_cells
from converters.records.passages.markers import MARKERS
from converters.records.passages.passage import Passage
from validators.citations.find import FoundCitation, find_citations

_CLOSED = (".", ";", ":", "?", "!", "”", '"')
_OPEN_END = re.compile(
    r"(?<!\w)(?:số|của|ngày|tháng|năm|khoản|Điều|điểm|và|tại|theo"
    r"|Luật|Bộ luật|Nghị định|Thông tư|Quyết định|Nghị quyết)$"
)
_NAMED_LAW = re.compile(r"(?:Luật|Bộ luật|Pháp lệnh)\s[^.;:]{3,120}$", re.IGNORECASE)
_ITS_NUMBER = re.compile(r"\((?:Luật|Bộ luật|Pháp lệnh) số\s[^()]{5,60}\)$")
_LONGEST_PIECE = 100_000  # characters; no paragraph of a legal text comes near
_MOST = 40_000  # citations; a codification of a thousand pages holds fewer
_LONGEST_RUN = 12_000  # characters: a sentence is never longer, and time stays linear


def find_in_passages(passages: Sequence[Passage]) -> Iterator[tuple[Passage, FoundCitation]]:
    """Every citation with the passage it begins in, in order.

    Args:
        passages: In the order of the text.
    """
    every = (found for run in _runs(passages) for found in _in_run(run))
    return itertools.islice(every, _MOST)


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
    if first.text.endswith(_CLOSED) or MARKERS.match(second.text):
        return False
    if _ITS_NUMBER.match(second.text) and _NAMED_LAW.search(first.text):
        return True
    return second.text[0].islower() or _OPEN_END.search(first.text[-20:]) is not None


def _in_run(run: Sequence[Passage]) -> Iterator[tuple[Passage, FoundCitation]]:
    text = " ".join(passage.text for passage in run) if len(run) > 1 else run[0].text
    place, offset = 0, 0
    scanned = any(passage.method is Method.OCR for passage in run)
    for citation in _in_pieces(text, scanned=scanned):
        while place + 1 < len(run) and citation.start > offset + len(run[place].text):
            offset += len(run[place].text) + 1
            place += 1
        moved = _moved(citation, -offset) if offset else citation
        yield run[place], _in_its_cell(run[place], moved, scanned=scanned) if run[place].cells else moved


def _in_its_cell(passage: Passage, citation: FoundCitation, *, scanned: bool) -> FoundCitation:
    """A citation whose title does not run on into a name in the next cell ("Luật Giao thông" | "Lò Văn A")."""
    mention = citation.mention
    if mention.how != "title":
        return citation
    ends = (cell.end for cell in placed_cells(passage) if cell.start <= mention.start < cell.end < mention.end)
    end = next(ends, None)
    if end is None or not passage.text[end:].lstrip()[:1].isupper():
        return citation
    inside = find_citations(passage.text[citation.start : end], scanned=scanned)
    return _moved(inside[0], citation.start) if inside else citation


def _in_pieces(text: str, *, scanned: bool) -> Iterator[FoundCitation]:
    """The citations of a text; one longer than any paragraph is taken piece by piece, so that reading can stop."""
    start = 0
    while start < len(text):
        end = _piece_end(text, start)
        found = find_citations(text[start:end], scanned=scanned)
        yield from (_moved(one, start) if start else one for one in found)
        start = end


def _piece_end(text: str, start: int) -> int:
    """The end of a piece: after a sentence or a semicolon, else after a word, so that no citation is cut."""
    furthest = start + _LONGEST_PIECE
    if len(text) <= furthest:
        return len(text)
    marks = (text.rfind(mark, start + _LONGEST_PIECE // 2, furthest) for mark in ("; ", ". "))
    return (max(marks) + 1) or (text.rfind(" ", start, furthest) + 1) or furthest


def _moved(citation: FoundCitation, by: int) -> FoundCitation:
    mention = replace(citation.mention, start=citation.mention.start + by, end=citation.mention.end + by)
    return replace(citation, start=citation.start + by, end=citation.end + by, mention=mention)
