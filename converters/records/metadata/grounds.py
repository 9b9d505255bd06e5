"""What concluded values rest on: the first words of the text that name a subject, an audience or a keyword."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from converters.records.content.tree import Evidence
from converters.records.metadata.topics import AUDIENCE_WORDS, SUBJECT_WORDS
from converters.records.passages.passage import Passage
from validators.sharing.pointer import json_pointer

_CONSIDERED = 400  # passages
_LONGEST = 4000  # characters of a passage


def ground(
    evidence: Evidence,
    text: Sequence[Passage],
    *,
    subjects: Sequence[int],
    audiences: Sequence[str],
    keywords: Sequence[str],
) -> None:
    """Give every subject, audience and keyword, and the language, the place that speaks for it.

    "general" is concluded from nobody being named, and the language from the letters: both rest on how the text begins.

    Args:
        evidence: Is given the entries, all of them inferred.
        text: Passages in reading order.
        subjects: Topic numbers.
        audiences: Vocabulary codes.
        keywords: Titles of laws.
    """
    wanted = [
        *((json_pointer("subjects", place), _pattern(SUBJECT_WORDS[number])) for place, number in enumerate(subjects)),
        *((json_pointer("audiences", place), AUDIENCE_WORDS.get(code)) for place, code in enumerate(audiences)),
        *((json_pointer("keywords", place), _pattern([word])) for place, word in enumerate(keywords)),
        ("/language", None),
    ]
    for pointer, pattern in wanted:
        found = _first(pattern, text)
        if found is not None:
            passage, start, end = found
            evidence[pointer] = [passage.evidence(start, end, inferred=True)]


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)", re.IGNORECASE)


def _first(pattern: re.Pattern[str] | None, text: Sequence[Passage]) -> tuple[Passage, int, int] | None:
    for passage in text[:_CONSIDERED]:
        if pattern is None:
            return (passage, 0, min(len(passage.text), 120)) if any(map(str.isalpha, passage.text)) else None
        match = pattern.search(passage.text, 0, _LONGEST)
        if match is not None:
            return passage, match.start(), match.end()
    return None
