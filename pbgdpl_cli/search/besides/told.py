"""What a reader is told of finds that are there besides what was typed."""

from __future__ import annotations

import re

from pbgdpl_cli.search.finding import Found
from validators.problems import Message, say

_GROUPS = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
"""Between the groups of a sum."""


def how_besides(found: Found) -> list[Message]:
    """What else was looked for, and which finds have only some of the words; nothing where nothing was found."""
    told: list[Message] = []
    if found.numbers and found.finds.widened:
        words = _GROUPS.sub(".", ", ".join(" ".join(stretch) for stretch in found.finds.widened))
        told.append(say("Looked for as well, as laws say it: “{words}”.", words=words))
    if found.filled:
        told.append(say("Not all these words stand together in the last {number}, only most.", number=found.filled))
    return told
