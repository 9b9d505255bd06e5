"""Quoted wording (what an amending act puts in place of the old): where a quotation ends, also when its mark is lost.

Scanners lose and misread quotation marks, and people forget them. What is taken for quoted is kept out of the
structure of the document, so a quotation that is never closed must not run over the articles and clauses that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converters.records.content.openers import (
    LARGE_DIVISIONS,
    NEW_PARTS,
    POINT,
    match_article,
    match_small,
)
from converters.records.passages.passage import Passage
from validators.citations.locators import POINT_LETTERS
from validators.citations.repair import digits
from validators.language.detector import WordingTable, wording
from validators.language.legal_paper import one_of

_MARK = re.compile(r"[“”„«»\"]")
_BEFORE_OPENING = re.compile(r"(?:^|[\s(\[:])$")
_SHORTEST_QUOTE = 12  # passages: before, an article that follows in number is taken for one of the quoted
_LONGEST_QUOTE = 60  # passages after which a quotation that does close is doubted, if the numbering goes on inside it
_FARTHEST = 400  # passages within which a closing mark is looked for; a replaced chapter is shorter
_SKIPPED_ARTICLES = 2  # how far the next article's number may be off: one article may have been lost

AMENDMENTS = WordingTable(
    "content/amendments",
    (
        wording(
            "amends",
            one_of("Sửa đổi", "Bổ sung", "Bãi bỏ", "Thay thế", "(?:Thay|Bỏ) (?:cụm từ|từ)", "Bỏ (?:khoản|điểm)"),
            source="NĐ 78/2025/NĐ-CP: wording of acts that amend",
            gains="a clause that amends belongs to the act, never to the wording it quotes",
            positive=("Sửa đổi, bổ sung khoản 2 Điều 4 như sau:", "Bỏ cụm từ “trực thuộc”"),
            negative=("Bổn phận của con", "Người sửa đổi"),
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """The innermost units of the document itself where a quotation opens.

    Attributes:
        large: Labels of part, chapter and section, None where there is none.
        article: Label.
        clause: Label.
        point: Label.
    """

    large: tuple[str | None, ...] = ()
    article: str | None = None
    clause: str | None = None
    point: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """How many passages after the one that opens it belong to a quotation, and whether it was closed."""

    length: int
    closed: bool


def open_marks(text: str, before: int = 0) -> int:
    """How many quotation marks stand open after a text.

    Args:
        text: A mark is taken for opening or closing by what stands around it, for readers confuse them.
        before: How many stood open before it.
    """
    depth = before
    for match in _MARK.finditer(text):
        depth = depth + 1 if _opens(text, match, depth) else max(0, depth - 1)
    return depth


def _opens(text: str, match: re.Match[str], depth: int) -> bool:
    alone_before = _BEFORE_OPENING.search(text, 0, match.start()) is not None
    alone_after = match.end() == len(text) or text[match.end()].isspace()
    if alone_before and alone_after:
        return match.group() in "“„«" or (match.group() == '"' and depth == 0)
    return alone_before


def find_quotation(part: Sequence[object], place: int, standing: Standing) -> Quotation:
    """How far a quotation reaches that is open after a passage.

    Args:
        part: Passages in reading order; anything else (a question) ends a quotation.
        place: The passage after which it is open.
        standing: Where in the document it opens.
    """
    opening = part[place]
    depth = open_marks(opening.text) if isinstance(opening, Passage) else 0
    following: list[Passage] = []
    for piece in part[place + 1 : place + 1 + _FARTHEST]:
        if not isinstance(piece, Passage):
            break
        following.append(piece)
        depth = open_marks(piece.text, depth)
        if depth == 0:
            break
    closed = depth == 0
    onward = _onward(following, standing, closed=closed)
    if onward is not None:
        return Quotation(onward, closed=False)
    if standing.article is None and (not closed or len(following) > _SHORTEST_QUOTE):
        return Quotation(0, closed=False)  # outside acts nothing is quoted over many paragraphs
    return Quotation(len(following), closed)


def _onward(following: Sequence[Passage], standing: Standing, *, closed: bool) -> int | None:
    """Where the document's own numbering goes on inside what would be quoted."""
    if closed and len(following) <= 1:
        return None
    doubtful = not closed or len(following) > _LONGEST_QUOTE
    limit = next(_new_units(following, standing, doubtful=doubtful), None)
    small = list(_next_small(following[:limit], standing))
    amending = next((at for at, match in small if AMENDMENTS.match(following[at].text[match.end() :])), None)
    if amending is not None:
        return amending
    clauses = [at for at, match in small if match.re is not POINT]
    return clauses[-1] if clauses and doubtful else limit


def _new_units(following: Sequence[Passage], standing: Standing, *, doubtful: bool) -> Iterator[int]:
    """Articles, chapters and annexes that go on with the document's numbering."""
    for at, passage in enumerate(following):
        article = match_article(passage.text)
        if article is not None and _next_article(article["label"], standing.article):
            if doubtful or at >= _SHORTEST_QUOTE:
                yield at
        elif doubtful and (NEW_PARTS.match(passage.text) or _next_large(passage.text, standing)):
            yield at


def _next_article(label: str, current: str | None) -> bool:
    number = digits(label)
    if current is None or not (number.isdigit() and current.isdigit()):
        return False
    return 0 < int(number) - int(current) <= _SKIPPED_ARTICLES


def _next_large(text: str, standing: Standing) -> bool:
    match = LARGE_DIVISIONS.first(text)
    if match is None:
        return False
    number = _roman(match["label"])
    return number is not None and any(number - 1 == _roman(label) for label in standing.large if label)


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _roman(label: str) -> int | None:
    if label.isdigit():
        return int(label)
    values = [_ROMAN.get(letter) for letter in label.replace("1", "I").replace("l", "I")]
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values):
        return None
    return sum(-one if one < after else one for one, after in zip(known, [*known[1:], 0], strict=True))


def _next_small(following: Sequence[Passage], standing: Standing) -> Iterator[tuple[int, re.Match[str]]]:
    """Clauses and points whose label follows the one in which the quotation opened."""
    for at, passage in enumerate(following):
        match = match_small(passage.text)
        if match is None:
            continue
        current = standing.point if match.re is POINT else standing.clause
        if current is not None and _follows(match["label"], current, point=match.re is POINT):
            yield at, match


def _follows(label: str, current: str, *, point: bool) -> bool:
    if not point:
        number = digits(label)
        return number.isdigit() and current.isdigit() and int(number) == int(current) + 1
    place = POINT_LETTERS.find(current[:1])
    return 0 <= place < len(POINT_LETTERS) - 1 and label == POINT_LETTERS[place + 1]
