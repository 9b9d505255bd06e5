"""The key of a quiz where it was printed: under its heading behind the questions, not beside each of them.

A record holds each right option with its question, where programs look for it; a reader of the text is not told the
answer below the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from validators.sharing.record import Block, Heading, Paragraph, Question

_HEADING = re.compile(r"\W{0,3}(?:BẢNG |PHẦN )?(?:ĐÁP ÁN|Đáp án)\b.{0,60}$")
_KEY = re.compile(r"\d{1,3}\s?[-–.:)]?\s?[A-Ea-e]\W{0,2}$")


def with_keys_below(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with the keys of questions put under the heading that was left without them.

    Args:
        blocks: Siblings; without such a heading at their end they stay as they are.
    """
    if not blocks or not isinstance(blocks[-1], Heading) or not _HEADING.match(blocks[-1].text):
        return list(blocks)
    made: list[Block] = []
    keys: list[str] = []
    for block in blocks:
        key = _key(block)
        if isinstance(block, Question) and key is not None:
            keys.append(key)
            block = block.model_copy(update={"answer": block.answer[:-1]})  # noqa: PLW2901
        made.append(block)
    return [*made, Paragraph(text="; ".join(key.strip(" ;.,") for key in keys))] if keys else made


def _key(block: Block) -> str | None:
    last = block.answer[-1] if isinstance(block, Question) and len(block.answer) > 1 else None
    return last.text if isinstance(last, Paragraph) and _KEY.match(last.text) else None
