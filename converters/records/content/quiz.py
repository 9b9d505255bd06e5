"""Multiple-choice questions: their options, and keys printed after the last question."""

from __future__ import annotations

from collections.abc import Sequence

from converters.reading.document import BlockKind
from converters.records.content.question_labels import KEY, KEY_HEADING, OPTION, OPTIONS_IN_LINE, asks
from converters.records.content.tree import Node, PassageSpan
from converters.records.passages.passage import Passage

_MOST_OPTIONS = 6  # a quiz has A to E; one more is looked at


def options_at(part: Sequence[Passage], place: int, end: int) -> Sequence[Passage]:
    """The options "A. …", "B. …" that begin here; none unless there are two in order, beginning with the first letter.

    Args:
        part: Passages in reading order.
        place: Where they should begin.
        end: One past the last passage they may take.
    """
    if place < end and OPTIONS_IN_LINE.match(part[place].text):
        return part[place : place + 1]
    taken = 0
    for passage in part[place : min(end, place + _MOST_OPTIONS)]:
        match = OPTION.match(passage.text)
        # What asks is a question that a case falls into ("a) Is he right? b) Who pays?"), not a choice.
        if match is None or asks(passage.text) or match["letter"].upper() != "ABCDE"[taken : taken + 1]:
            break
        taken += 1
    # "a)" and "b)" also number the points of an answer; those follow a lead-in, options follow a question.
    asked = place > 0 and not part[place - 1].text.rstrip().endswith(":")
    return part[place : place + taken] if taken >= 2 and asked else ()


def find_keys(part: Sequence[Passage], after: int) -> tuple[dict[int, PassageSpan], int]:
    """The key of each question, by number, where a heading "ĐÁP ÁN" opens a list of keys; and where that begins.

    Args:
        part: Passages in reading order.
        after: The place of the last question.
    """
    for place in range(after + 1, len(part)):
        if not KEY_HEADING.match(part[place].text):
            continue
        keys: dict[int, PassageSpan] = {}
        for passage in part[place : place + 40]:
            for number, span in _keys_in(passage).items():
                keys.setdefault(number, span)
        if len(keys) >= 2:
            return keys, place
    return {}, len(part)


def _keys_in(passage: Passage) -> dict[int, PassageSpan]:
    if passage.kind is BlockKind.TABLE:
        return {}
    return {
        int(match["number"]): PassageSpan(passage, match.start("letter"), match.end())
        for match in KEY.finditer(passage.text)
    }


def key_node(span: PassageSpan) -> Node:
    """The key of a question, put where its answer belongs."""
    return Node("paragraph", [span], lead="Đáp án: ", inferred=True)
