"""Citations in a text: which act, and where in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from validators.citations.acts.numbers import find_numbers
from validators.citations.acts.standards import find_standards
from validators.citations.laws.known_laws import law_mentions
from validators.citations.laws.treaties import find_treaties
from validators.citations.locators import LocatorGroup, PlaceInAct, find_locators
from validators.citations.mentions import (
    ActMention,
    anaphors,
    blank_mentions,
    dated_mentions,
    inherit_types,
    numbered_mentions,
    short_numbered_mentions,
)
from validators.citations.repair import level
from validators.citations.role_lists import CitedSpan, find_roles
from validators.citations.roles import Role
from validators.citations.short_places import short_places
from validators.language.legal_paper import one_of

_OF = r"(?:(?:của|tại|trong|thuộc|theo|ở|được quy định tại|quy định tại)\s{1,3})?"
_ATTACHED = one_of("Quy chế", "Quy định", "Điều lệ", "Danh mục", "Phụ lục", "Hướng dẫn", "Chương trình", "bản Quy định")
_TO_ACT = re.compile(rf"\s{{0,3}},?\s{{0,2}}{_OF}(?:các\s{{1,3}})?(?:{_ATTACHED} (?:ban hành )?kèm theo\s{{1,3}})?")
_APPENDED_TO_ACT = re.compile(rf"{_TO_ACT.pattern}(?:,?\s?\(?(?:được )?(?:ban hành )?kèm theo\s{{1,3}})?")
"""An annex is issued together with its act ("Phụ lục II ban hành kèm theo …")."""
_FROM_ACT = re.compile(r"\s{0,3}[,(:]?\s{0,3}(?:cụ thể (?:là )?)?(?:tại\s{1,3}|ở\s{1,3}|theo\s{1,3})?")
_FARTHEST = 20  # characters between an act and a place in it that follows
_JOINT = re.compile(r"\s{0,3}(?:,|;|và|hoặc|, và)\s{1,3}(?:tại\s{1,3}|theo\s{1,3}|quy định tại\s{1,3})?")


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """A citation, as found.

    Attributes:
        start: First character, locators included.
        end: One past the last.
        text: As printed between them.
        mention: The act.
        locators: Where in the act, lists and ranges taken apart; empty when the whole act is meant.
        role: What the act is cited for, by the words around.
    """

    start: int
    end: int
    text: str
    mention: ActMention
    locators: tuple[PlaceInAct, ...] = ()
    role: Role = "mentioned"


def find_citations(text: str, *, scanned: bool = False) -> tuple[FoundCitation, ...]:
    """Every citation of an act in a text, in order; "Luật này" and its like among them, not yet resolved.

    Args:
        text: As printed, one paragraph or more.
        scanned: It was read from an image, so that titles may be damaged; only then is a damaged one put right.

    Returns:
        Citations whose `start` and `end` count characters of `text`.
    """
    levelled = level(text)
    mentions = find_mentions(text, levelled, scanned=scanned)
    if not mentions:
        return ()
    held = _attach(levelled, mentions, _places(levelled))
    found = [_citation(text, mention, held.get(place, [])) for place, mention in enumerate(mentions)]
    spans = [CitedSpan(one.start, one.end, one.mention.act.title or "") for one in found]
    roles = find_roles(levelled, spans)
    return tuple(one if role == one.role else replace(one, role=role) for one, role in zip(found, roles, strict=True))


def _places(levelled: str) -> tuple[LocatorGroup, ...]:
    """Places by words and by letters; a chain by letters may begin with a word ("điểm a K.1")."""
    worded = tuple(find_locators(levelled))
    lettered = [
        LocatorGroup(start, end, tuple(PlaceInAct(**labels) for labels in places))
        for start, end, places in short_places(levelled)
    ]
    if not lettered:
        return worded
    apart = (one for one in worded if not any(one.start < held.end and held.start < one.end for held in lettered))
    return tuple(sorted((*apart, *lettered), key=lambda group: group.start))


def find_mentions(text: str, levelled: str | None = None, *, scanned: bool = False) -> tuple[ActMention, ...]:
    """Every mention of an act, in order, without locators.

    Args:
        text: As printed.
        levelled: The same after `repair.level`, where that is at hand.
        scanned: See `find_citations`.
    """
    levelled = level(text) if levelled is None else levelled
    standards = list(find_standards(levelled))
    # "QCVN 06:2022/BXD/SĐ1" is one standard, and its end no other number.
    numbers = {
        number.start: number
        for number in find_numbers(text, levelled)
        if not any(one.start <= number.start < one.end for one in standards)
    }
    laws = list(law_mentions(levelled, numbers, scanned=scanned))
    claimed = {mention.number.start for mention in laws if mention.number is not None}
    found = laws + list(numbered_mentions(levelled, (one for one in numbers.values() if one.start not in claimed)))
    found += short_numbered_mentions(levelled, frozenset(numbers))
    found += dated_mentions(levelled)
    found += blank_mentions(text, levelled)
    found += anaphors(levelled)
    found += standards
    found = _without_titles_inside(found, list(find_treaties(levelled)))
    return tuple(inherit_types(sorted(found, key=lambda mention: (mention.start, -mention.end))))


def _without_titles_inside(found: list[ActMention], treaties: list[ActMention]) -> list[ActMention]:
    """All mentions; "Luật Biển" in the title of the Convention on the Law of the Sea names no law."""
    if not treaties:
        return found
    starts = [treaty.start for treaty in treaties]
    outside: list[ActMention] = []
    for one in found:
        before = bisect_left(starts, one.start) - 1
        if before < 0 or one.start >= treaties[before].end:
            outside.append(one)
    return outside + treaties


def _attach(
    levelled: str, mentions: Sequence[ActMention], groups: Sequence[LocatorGroup]
) -> dict[int, list[LocatorGroup]]:
    """Give each group of locators to the act after it, else to the act before it."""
    starts = [mention.start for mention in mentions]
    owner: dict[int, int] = {}
    for place, group in enumerate(groups):
        pattern = _APPENDED_TO_ACT if group.locators[-1].appendix else _TO_ACT
        reach = pattern.match(levelled, group.end, group.end + 90)
        following = bisect_left(starts, group.end)
        if reach is not None and following < len(starts) and starts[following] == reach.end():
            owner[place] = following
    for place in range(len(groups) - 2, -1, -1):
        if place not in owner and place + 1 in owner and _joined(levelled, groups[place], groups[place + 1]):
            owner[place] = owner[place + 1]
    _attach_backwards(levelled, mentions, groups, owner)
    held: dict[int, list[LocatorGroup]] = {}
    for place, mention in sorted(owner.items()):
        held.setdefault(mention, []).append(groups[place])
    return held


def _joined(levelled: str, first: LocatorGroup, second: LocatorGroup) -> bool:
    match = _JOINT.match(levelled, first.end, first.end + 30)
    return match is not None and match.end() == second.start


def _attach_backwards(
    levelled: str, mentions: Sequence[ActMention], groups: Sequence[LocatorGroup], owner: dict[int, int]
) -> None:
    """Forms like "Luật Đất đai, Điều 5" and "Bộ luật Dân sự (Điều 5)"."""
    ends = {mention.end: place for place, mention in enumerate(mentions)}
    for place, group in enumerate(groups):
        if place in owner:
            continue
        for distance in range(min(_FARTHEST, group.start + 1)):
            mention = ends.get(group.start - distance)
            gap = levelled[group.start - distance : group.start]
            if mention is not None and _FROM_ACT.fullmatch(gap) and (gap.strip() or distance == 1):
                owner[place] = mention
                break


def _citation(text: str, mention: ActMention, groups: Sequence[LocatorGroup]) -> FoundCitation:
    start = min([mention.start, *(group.start for group in groups)])
    end = max([mention.end, *(group.end for group in groups)])
    if text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end):
        end += 1
    locators = tuple(locator for group in groups for locator in group.locators)
    return FoundCitation(start, end, text[start:end], mention, locators)
