"""Answers that were given together on one screen: looked at again, and taken back one by one or all at once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from pbgdpl_cli.review.answers.journal import Answer
from pbgdpl_cli.review.answers.queue import ReviewQueue


def new_batch(kind: str) -> str:
    """A name for a screen of a kind."""
    return f"{kind}-{secrets.token_hex(8)}"


def answers_of(queue: ReviewQueue, batch: str) -> Sequence[tuple[int, Answer]]:
    """The answers of a screen that still hold and are in no package yet, with the indices of their packages."""
    return [
        (index, answer)
        for index, package in enumerate(queue.packages)
        for answer in package.answers.values()
        if batch and answer.batch == batch
    ]


def take_back(queue: ReviewQueue, batch: str) -> int:
    """All answers and marks of a screen hold no more; how many answers those were.

    Raises:
        OSError: The disk refused.
    """
    count = 0
    for package in queue.packages:
        answers = [key for key, answer in package.answers.items() if answer.batch == batch]
        marks = [key for key, one in package.odd.items() if one == batch]
        if batch and (answers or marks):
            package.take_back(*answers, *marks)
            count += len(answers)
    return count
