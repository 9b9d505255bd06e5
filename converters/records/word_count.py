"""The account of a conversion: every word that was read stands in the record, or is named as left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from converters.reading.document import Document, Page, Word
from converters.records.doubts.doubt import Doubt, doubt
from validators.problems import say
from validators.sharing.counting import letters, placed, printed_texts
from validators.sharing.record import Block, LeftOut, WordCount

_RUN = re.compile(r"[^\W_]+")  # words may be parted or joined on the way: runs of letters and digits are compared


def count_words(document: Document, content: Sequence[Block], left_out: Sequence[LeftOut]) -> WordCount:
    """Hold what a record says against what was read.

    Args:
        document: As read.
        content: Of the record.
        left_out: What is known to stand nowhere in it.

    Returns:
        The account. Words that are neither in the record nor left out on purpose are `unknown`: a fault of ours.
    """
    read = sum(letters(word.text) for page in document.pages for word in _words(page))
    unknown = _missing(document, content, left_out) if read != _said(content, left_out) else []
    return WordCount(read=read, placed=placed(content), left_out=[*left_out, *unknown])


def _words(page: Page) -> list[Word]:
    return [word for block in page.blocks for word in block.words]


def _said(content: Sequence[Block], left_out: Sequence[LeftOut]) -> int:
    return sum(map(letters, printed_texts(content))) + sum(letters(one.text) for one in left_out)


def _missing(document: Document, content: Sequence[Block], left_out: Sequence[LeftOut]) -> list[LeftOut]:
    """Runs of letters that were read more often than they are said, by page."""
    said = Counter(run for text in printed_texts(content) for run in _RUN.findall(text))
    said.update(run for one in left_out for run in _RUN.findall(one.text))
    found: list[LeftOut] = []
    for page in document.pages:
        lost: list[str] = []
        for run in (run for word in _words(page) for run in _RUN.findall(word.text)):
            if said[run] > 0:
                said[run] -= 1
            else:
                lost.append(run)
        if lost:
            found.append(LeftOut(reason="unknown", text=" ".join(lost), page=page.number))
    return found


def count_doubts(count: WordCount) -> list[Doubt]:
    """What a person should look at because it stands nowhere in the record."""
    return [
        doubt("page", say("Words were read here that stand nowhere in the record."), page=one.page, text=one.text)
        for one in count.left_out
        if one.reason == "unknown"
    ]
