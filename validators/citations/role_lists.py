"""What citations take from their neighbours: members of a list share the role said of its first or of its last one.

"Thay thế Nghị định A và Nghị định B" replaces both. A citation within the words of another one ("Luật sửa đổi … của
Luật X") is no member of the list in which that one stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validators.citations.roles import AFTER, BEFORE, SUMMARY, Role, own_roles

_SIGNS = ("căn cứ", "sửa đổi", "bổ sung", "đính chính", "thay", "bỏ", "hiệu lực", "không còn")
"""One of them is in every sign, so that a text with none of them has only mentioned acts."""
_FORWARD = frozenset({"basis", "replacing", "repealing", "changing", "replaced by", "changed by", "wording changed"})
"""Signs before an act, which hold for the acts that follow it in a list."""
_BACKWARD = frozenset({"is replaced", "is repealed", "is changed", "changes", "replaces"})
"""Signs after an act, which hold for those before it in a list."""
_STRONG = frozenset({"basis", "replacing", "repealing"})
"""What is said so of a list is said of a member, too, that changes another act or was changed."""
_YIELDING = frozenset({"", "amending title"})
_YIELDING_TO_STRONG = _YIELDING | {"changes", "is changed"}
_JOINT = re.compile(r"\s{0,2}(?:,|;|và|hoặc|, và|; và|cùng với)?\s{1,2}(?:các\s)?", re.IGNORECASE)
_JOINT_AFTER_SUMMARY = re.compile(rf"{SUMMARY}(?:và|cùng với)\s{{1,2}}", re.IGNORECASE)
_NEXT_ITEM = re.compile(r"[^.:]{0,600};\s{1,2}(?:và\s)?(?:[a-zđ\d]{1,2}\)\s{1,2}|[-–+•]\s{0,2})?")
"""Between two members of an enumeration, the first of which may have a summary that names other acts; 600 characters
hold the longest titles of amending acts twice."""
_GOVERNED = re.compile(r"\b(?:bởi|bằng|theo|tại|của|trong|với|là|có)\s{1,3}$", re.IGNORECASE)
"""Words that tie an act to the words before it."""
_SUBJECT_AND_OBJECT = re.compile(
    r"""
    \s{0,2},?\s?(?:về|quy\sđịnh|hướng\sdẫn|điều\schỉnh|ban\shành|sửa\sđổi|bổ\ssung|đính\schính)(?!\w)
    (?:[^;.:()]{0,120}?\s(?:của|thi\shành|tại|theo|cho|trong|chi\stiết|sửa\sđổi|bổ\ssung|hướng\sdẫn))?
    \s{1,3}
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Between an act and one it is about: "[A] quy định chi tiết thi hành [B] hết hiệu lực" ends A, not B."""
_WORDS_BEFORE = 40  # characters in which the word stands that governs an act


@dataclass(frozen=True, slots=True)
class CitedSpan:
    """A citation as far as its role depends on it.

    Attributes:
        start: First character, locators included.
        end: One past the last.
        title: Of the act.
    """

    start: int
    end: int
    title: str = ""


def find_roles(levelled: str, spans: Sequence[CitedSpan]) -> list[Role]:
    """The role of every citation of a text.

    Args:
        levelled: A text after `repair.level`.
        spans: Its citations, in order.
    """
    lowered = levelled.lower() if spans else ""
    if not any(sign in lowered for sign in _SIGNS):
        return ["mentioned"] * len(spans)
    said: list[tuple[str, Role]] = [("", "mentioned")] * len(spans)
    for members in _siblings(spans):
        listed = _Listed(levelled, [spans[place] for place in members])
        for place, what in zip(members, listed.said(), strict=True):
            said[place] = what
    return [role for _, role in said]


def _siblings(spans: Sequence[CitedSpan]) -> Iterator[list[int]]:
    """Places of citations that stand in no other one, then of those that stand in the same one."""
    groups: dict[int, list[int]] = {}
    holders: list[int] = []
    for place, span in enumerate(spans):
        while holders and spans[holders[-1]].end < span.end:
            holders.pop()
        groups.setdefault(holders[-1] if holders else -1, []).append(place)
        holders.append(place)
    yield from groups.values()


class _Listed:
    """Citations that may be members of one list.

    Args:
        text: After `repair.level`.
        spans: None within another.
    """

    def __init__(self, text: str, spans: Sequence[CitedSpan]) -> None:
        self._text, self._spans = text, spans
        self._own = [self._own_roles(place) for place in range(len(spans))]
        self._said: list[tuple[str, Role]] = [next(iter(own), ("", "mentioned")) for own in self._own]

    def said(self) -> list[tuple[str, Role]]:
        """Sign and role of each; the sign is empty where nothing is said of it."""
        for place in range(1, len(self._spans)):
            self._give_to_subject(place)
        self._hand_on()
        self._hand_back()
        return self._said

    def _own_roles(self, place: int) -> tuple[tuple[str, Role], ...]:
        span = self._spans[place]
        end = self._spans[place + 1].start if place + 1 < len(self._spans) else len(self._text)
        before = self._text[max(0, span.start - BEFORE) : span.start]
        return own_roles(before, self._text[span.end : min(end, span.end + AFTER)], span.title)

    def _between(self, place: int, other: int) -> str:
        return self._text[self._spans[place].end : self._spans[other].start]

    def _give_to_subject(self, place: int) -> None:
        """What ends is the act the sentence is about, not the one that act is about."""
        if self._said[place][0] != "is repealed" or self._said[place - 1][0] not in {"", "changes"}:
            return
        if _SUBJECT_AND_OBJECT.fullmatch(self._between(place - 1, place)):
            self._said[place - 1] = self._said[place]
            self._said[place] = next(iter(self._own[place][1:]), ("", "mentioned"))

    def _hand_on(self) -> None:
        """From the first member to the others; an enumeration goes on behind the summaries of its members."""
        item: int | None = None  # the last member of the enumeration that is open
        for place in range(len(self._spans)):
            if item is not None and self._takes(item, place, _NEXT_ITEM):
                item = place
            elif place and self._said[place - 1][0] in _FORWARD and self._takes(place - 1, place, _JOINT):
                item = place if item == place - 1 else item
            elif self._opens_enumeration(place):
                item = place

    def _takes(self, giver: int, place: int, joint: re.Pattern[str]) -> bool:
        name = self._said[giver][0]
        yielding = _YIELDING_TO_STRONG if name in _STRONG else _YIELDING
        if self._said[place][0] not in yielding or not joint.fullmatch(self._between(giver, place)):
            return False
        self._said[place] = self._said[giver]
        return True

    def _opens_enumeration(self, place: int) -> bool:
        """Whether the members that follow are told by a semicolon alone: grounds, and what stands behind a colon."""
        name = self._said[place][0]
        return name == "basis" or (name in _STRONG and ":" in self._words_before(place))

    def _hand_back(self) -> None:
        for place in range(len(self._spans) - 2, -1, -1):
            if not self._said[place][0] and self._said[place + 1][0] in _BACKWARD and self._is_before(place):
                self._said[place] = self._said[place + 1]

    def _is_before(self, place: int) -> bool:
        """Whether a citation and the next one are spoken of together.

        "… được hướng dẫn bởi Nghị định A; Nghị định B không còn áp dụng": nothing is said of A there.
        """
        between = self._between(place, place + 1)
        governed = _GOVERNED.search(self._words_before(place)) is not None
        if _JOINT.fullmatch(between):
            return not (governed and ";" in between)
        return not governed and _JOINT_AFTER_SUMMARY.fullmatch(between) is not None

    def _words_before(self, place: int) -> str:
        start = self._spans[place].start
        return self._text[max(0, start - _WORDS_BEFORE) : start]
