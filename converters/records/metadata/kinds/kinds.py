"""What kind of material a document is, and why (QĐ 14/2019/QĐ-TTg Điều 6.4; Luật 14/2012/QH13 Điều 11).

Asked in this order: a title that names the kind, a text that calls itself so, an official head, what the source is,
what the content holds, how the pages look. The first to answer decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from converters.reading.document import Document
from converters.records.metadata.head.letterhead import Letterhead
from converters.records.metadata.kinds.by_content import CONTENT_KINDS, Content
from converters.records.metadata.kinds.by_name import find_named_kind, kind_of_title
from converters.records.metadata.kinds.kind_found import KindFound
from converters.records.metadata.kinds.of_acts import kind_of_act
from converters.records.metadata.titles import find_title
from converters.records.passages.passage import Passage
from validators.citations.acts.act_types import BY_SLUG
from validators.problems import say


def _of_title(document: Document, passages: Sequence[Passage], head: Letterhead) -> KindFound | None:
    """The kind a title names that stands over several lines, or inside a table as those of sheets do."""
    title = find_title(document, passages, head)
    return None if title.guessed else kind_of_title(title.text, title.reads[0].passage if title.reads else None)


def find_kind(
    document: Document, passages: Sequence[Passage], head: Letterhead, questions: int, situations: int
) -> KindFound:
    """Choose the kind.

    Args:
        document: For its media type and page shapes.
        passages: All of them.
        head: The document's head.
        questions: How many questions with answers were found.
        situations: How many situations with solutions.
    """
    named = find_named_kind(passages) or _of_title(document, passages, head)
    if named is not None and not (head.official and head.type in BY_SLUG):
        return named
    if head.official and (act := kind_of_act(head)) is not None:
        return act
    found = CONTENT_KINDS.first(Content(document, passages, questions, situations))
    return found or KindFound("khac", say("Nothing says what kind of material it is."))
