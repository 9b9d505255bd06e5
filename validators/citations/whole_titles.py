"""Titles in headlines that a known title cuts short.

"ĐỀ CƯƠNG LUẬT TIẾP DÂN Ở CƠ SỞ" over a text that says "Luật Tiếp dân ở cơ sở số 71/2026/QH16" is of that law, even
where a law with the shorter title is known: nothing but the text itself says where a title ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from validators.citations.find import FoundCitation
from validators.citations.laws.titles import title_key
from validators.citations.mentions import ActMention

_WORD = re.compile(r"[^\W_]+")


def with_whole_titles(text: str, found: Iterable[FoundCitation], titles: Sequence[str]) -> tuple[FoundCitation, ...]:
    """Citations of one text, those named by a title alone by the longest title that stands there.

    Args:
        text: Where they were found.
        found: As `find_citations` gives them.
        titles: Of acts that the same material names with their numbers.
    """
    return tuple(_with(text, one, whole_title(text, one.mention, titles)) for one in found)


def _with(text: str, one: FoundCitation, mention: ActMention) -> FoundCitation:
    if one.end != one.mention.end:  # a place follows the act
        return replace(one, mention=mention)
    return replace(one, mention=mention, end=mention.end, text=text[one.start : mention.end])


def whole_title(text: str, mention: ActMention, titles: Sequence[str]) -> ActMention:
    """A mention by its title alone, by the longest of these titles that begins with it and stands there."""
    act = mention.act
    if act.title is None or act.number is not None or mention.short:
        return mention
    said = title_key(act.title)
    following = f"{said} {title_key(text[mention.end : mention.end + _REACH])} "
    keys = {title_key(one): one for one in titles}
    longer = [key for key in keys if key.startswith(f"{said} ") and following.startswith(f"{key} ")]
    if not longer:
        return mention
    best = keys[max(longer, key=len)]
    return replace(mention, end=_end(text, mention.end, title_key(best), said), act=replace(act, title=best))


_REACH = 200  # characters of the longest title


def _end(text: str, start: int, whole: str, said: str) -> int:
    """Where the words end that make `said` the whole title."""
    for word in _WORD.finditer(text, start):
        if f"{said} {title_key(text[start : word.end()])}" == whole:
            return word.end()
    return start
