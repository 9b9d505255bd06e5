"""What a paper is about (trích yếu): below its type, or after "V/v" in a letter (NĐ 30/2020/NĐ-CP Annex I, II.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.records.metadata.head.organs import ISSUED
from converters.records.metadata.head.own_number import NumberRead
from converters.records.metadata.head.text_openings import TEXT_OPENINGS
from converters.records.metadata.head.title_line import opens_with_type, type_in
from converters.records.passages.passage import Passage, ReadValue

_SUBJECT = re.compile(r"V/v\s?:?\s?", re.IGNORECASE)
_MOST_LINES = 8  # passages of a summary
_LONGEST_LINE = 250  # characters; a longer passage is text
_LONGEST = 500  # characters of a summary
_LONGEST_ON_TITLE = 30  # characters after the type that make a summary of their own
_LINES_BELOW = 4  # passages below the head of a letter in which "V/v" may stand
_SHORTEST = 12  # characters that must be left when issuer, number and date are taken away


def find_abstract(head: Sequence[Passage], title: int, number: NumberRead | None) -> tuple[ReadValue | None, int]:
    """What stands between the type and the beginning of the text; and where that text begins.

    Args:
        head: The first passages of a document.
        title: The place of the line that names the type.
        number: The paper's number.
    """
    match = type_in(head[title].text)
    own = match["rest"].strip() if match is not None else ""
    late = next((place for place, passage in enumerate(head) if number is not None and passage is number[1]), -1)
    # The left column of the head may stand between the type and what it is about.
    after = max(title, late) + 1
    lines = _lines(head[after : after + _MOST_LINES])
    end = after + len(lines)
    if own and (not lines or not opens_with_type(head[title].text) or len(own) > _LONGEST_ON_TITLE):
        text = _without_issuer(" ".join([own, *(line.text for line in lines)]).strip())
        return ReadValue(text, head[title], match.start("rest") if match else 0, len(head[title].text)), end
    if not lines:
        return None, end
    text = _without_issuer(" ".join(line.text.strip() for line in lines))
    return ReadValue(text, lines[0], 0, len(lines[0].text)), end


def find_subject(head: Sequence[Passage], limit: int) -> tuple[ReadValue | None, int]:
    """Forms like "V/v …" of a letter (công văn); and where the text after it begins.

    Args:
        head: The first passages of a document.
        limit: How many of them belong to the head.
    """
    for place, passage in enumerate(head[: limit + _LINES_BELOW]):
        match = _SUBJECT.search(passage.text)
        if match is not None:
            text = passage.text[match.end() :].strip()
            return (ReadValue(text, passage, match.end(), len(passage.text)) if text else None), place + 1
    return None, limit


def _lines(below: Sequence[Passage]) -> list[Passage]:
    lines: list[Passage] = []
    for passage in below:
        if TEXT_OPENINGS.match(passage.text) or (lines and _looks_like_text(passage, lines)):
            break
        lines.append(passage)
    return lines


def _looks_like_text(passage: Passage, lines: Sequence[Passage]) -> bool:
    return (
        len(passage.text) > _LONGEST_LINE
        or lines[-1].text.rstrip().endswith(".")
        or passage.text.rstrip().endswith((".", ";", ":"))
        or sum(len(line.text) for line in lines) > _LONGEST
    )


def _without_issuer(abstract: str) -> str:
    """What an act is about, without the issuer, number and date its title names before."""
    match = ISSUED.match(abstract)
    if match is None or len(abstract) - match.end() < _SHORTEST:
        return abstract
    return (match["joint"] or "") + abstract[match.end() :]
