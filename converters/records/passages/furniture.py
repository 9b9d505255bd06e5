"""What is printed on a page without being part of the text: running headers, page numbers, rules, gazette lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from converters.reading.document import BlockKind, Page
from validators.language import legal_paper

_NUMBER_ONLY = re.compile(legal_paper.PAGE_NUMBER)
_RULE = re.compile(r"[-_–—=*~.…·\s]{3,400}|[-–—*~o0]{1,3}|[-_–—=*]{2,200}(?:o0o|oOo|&|\*\*\*|o)[-_–—=*]{2,200}")
_GAZETTE = re.compile(legal_paper.GAZETTE_LINE)
_SIGNED_ELECTRONICALLY = re.compile(rf"{legal_paper.SIGNED_ELECTRONICALLY}.{{0,120}}")
_SIGNER_DETAIL = re.compile(rf"{legal_paper.SIGNER_DETAIL}.{{0,120}}")
_EDGE_LINES = 2
_MOST_HEADER = 160
_MARGIN = 0.1  # of the page's height
_SAME_HEIGHT = 0.01


def repeated_lines(pages: Sequence[Page]) -> frozenset[str]:
    """Lines (digits blanked) that stand at the top or the bottom of at least three pages and of a third of all.

    On two pages a line repeats by chance more easily, so there it must stand first (or last) on both, at one height, in
    the margin, and not in capitals: titles and letterheads may well stand on both.
    """
    if len(pages) == 2:
        return _in_both_margins(pages)
    counts: Counter[str] = Counter()
    for page in pages:
        texts = [line.text for block in page.flow if block.kind is not BlockKind.TABLE for line in block.lines]
        edges = texts[:_EDGE_LINES] + texts[-_EDGE_LINES:] if len(texts) > 2 * _EDGE_LINES else []
        counts.update({_blanked(text) for text in edges if len(text) <= _MOST_HEADER})
    least = max(3, len(pages) // 3)
    return frozenset(text for text, count in counts.items() if count >= least and len(text) > 3)


def _in_both_margins(pages: Sequence[Page]) -> frozenset[str]:
    first, second = ([line for block in page.flow for line in block.lines] for page in pages)
    found: set[str] = set()
    for place in (0, -1) if min(len(first), len(second)) > 2 * _EDGE_LINES else ():
        one, other, height = first[place], second[place], pages[0].height
        if one.box is None or other.box is None or height is None or one.text.isupper():
            continue
        in_margin = one.box.bottom < _MARGIN * height or one.box.top > (1 - _MARGIN) * height
        level = abs(one.box.top - other.box.top) < _SAME_HEIGHT * height
        if in_margin and level and _blanked(one.text) == _blanked(other.text):
            found.add(_blanked(one.text))
    return frozenset(found)


def is_furniture(text: str, repeated: frozenset[str] = frozenset(), *, edge: bool = True) -> bool:
    """Whether a line is a running header, a page number, a rule or the note of an electronic signature.

    Args:
        text: The line.
        repeated: Lines that stand on many pages.
        edge: It is the first or the last of its page. Elsewhere a number alone is text: a hotline, a cell, a year.
    """
    stripped = text.strip()
    return bool(
        (edge and _NUMBER_ONLY.fullmatch(stripped))
        or _RULE.fullmatch(stripped)
        or (len(stripped) < _MOST_HEADER and _GAZETTE.fullmatch(stripped))
        or _blanked(stripped) in repeated
    )


def is_signer_detail(text: str) -> bool:
    """Whether a line goes with an electronic signature ("Email: …", "Cơ quan: …"); only where there is one."""
    return _SIGNER_DETAIL.fullmatch(text.strip()) is not None


def is_rule(text: str) -> bool:
    """Whether a line is a drawn rule, which parts what stands above it from what stands below."""
    stripped = text.strip()
    return len(stripped) > 2 and _RULE.fullmatch(stripped) is not None


def is_signature_note(text: str) -> bool:
    """Whether a line is what a signing program prints over a page."""
    return _SIGNED_ELECTRONICALLY.fullmatch(text.strip()) is not None


def _blanked(text: str) -> str:
    return re.sub(r"\d{1,9}", "#", text.strip())
