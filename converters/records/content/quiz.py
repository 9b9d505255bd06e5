"""Multiple-choice questions: their options, and keys printed after the last question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converters.reading.document import BlockKind
from converters.records.content.question_labels import KEY, KEY_HEADING, OPTION, OPTIONS_IN_LINE, asks
from converters.records.content.tree import Node, PassageSpan
from converters.records.passages.passage import Passage

_KEY_LINES = 40  # below the heading in which keys are looked for
_FEWEST_KEYS = 2
_NUMBER = re.compile(r"\d{1,3}")
_MOST_OPTIONS = 6  # a quiz has A to E; one more is looked at


@dataclass(frozen=True, slots=True)
class Key:
    """The right option of a question: the question's number and where number and letter are printed."""

    number: int
    span: PassageSpan


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


def find_keys(part: Sequence[Passage], after: int) -> tuple[list[list[Key]], int]:
    """The keys under a heading "ĐÁP ÁN", by line, and where that heading stands; none when fewer than two are found.

    Args:
        part: Passages in reading order.
        after: The place of the last question.
    """
    for place in range(after + 1, len(part)):
        if not KEY_HEADING.match(part[place].text):
            continue
        lines = [_keys_in(passage) for passage in part[place : place + _KEY_LINES]]
        if sum(map(len, lines)) >= _FEWEST_KEYS:
            return [line for line in lines if line], place
    return [], len(part)


def _keys_in(passage: Passage) -> list[Key]:
    if passage.kind is BlockKind.TABLE:
        return []
    return [
        Key(int(match["number"]), PassageSpan(passage, match.start(), match.end()))
        for match in KEY.finditer(passage.text)
    ]


def give_keys(questions: Sequence[Node], lines: Sequence[Sequence[Key]]) -> set[int]:
    """Move keys to their questions.

    A line goes if it holds nothing else and a question waits for each key; any other stays where it is printed.

    Args:
        questions: In order; by number as printed, where none has a number by their order.
        lines: The keys of each line.

    Returns:
        The `id` of every passage that was moved.
    """
    waiting = _by_number(questions)
    moved: set[int] = set()
    for keys in lines:
        numbers = [key.number for key in keys]
        alone = _letters(keys[0].span.passage.text) == "".join(_letters(key.span.text) for key in keys)
        if alone and len(set(numbers)) == len(numbers) and waiting.keys() >= set(numbers):
            for key in keys:
                waiting.pop(key.number).children.append(Node("paragraph", [key.span], inferred=True))
            moved.add(id(keys[0].span.passage))
    return moved


def _by_number(questions: Sequence[Node]) -> dict[int, Node]:
    """The questions with options and without an answer; none where two bear one number."""
    printed = [_NUMBER.search(node.marker or "") for node in questions]
    if not any(printed):
        numbers: list[int] = list(range(1, len(questions) + 1))
    else:
        numbers = [int(match.group()) if match else 0 for match in printed]
    if len(set(numbers)) < len(numbers):
        return {}
    return {
        number: node
        for number, node in zip(numbers, questions, strict=True)
        if not any(child.type == "paragraph" for child in node.children[1:])
    }


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
