"""Amending acts: "Luật này" inside the quoted new wording is the amended law, not the law that amends it.

An amending act announces what it changes ("Sửa đổi, bổ sung khoản 2 Điều 3 như sau:") and then quotes the new wording
(NĐ 34/2016/NĐ-CP Annex I; NĐ 78/2025/NĐ-CP). The quotation speaks with the voice of the amended act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from converters.records.citations.cited import Cited
from converters.records.passages.passage import Passage
from validators.citations.mentions import ActName
from validators.language.legal_paper import one_of

_LABELS = one_of(r"(?:Điều|khoản)\s\d{1,3}[a-zđ]?\s?[.:]\s{0,2}", r"\d{1,3}[a-zđ]?\s?[.)]\s{0,2}", r"[a-zđ]\)\s{0,2}")
_CHANGES = one_of("Sửa đổi", "Bổ sung", "Thay thế", "Bãi bỏ", "Thay cụm từ", "Bỏ cụm từ")
_INSTRUCTION = re.compile(
    rf"{_LABELS}?{_CHANGES}(?!\w)",
    re.IGNORECASE,
)
_AS_FOLLOWS = re.compile(r"như sau\s{0,2}:\s{0,2}$", re.IGNORECASE)
_ARTICLE = re.compile(r"Điều\s\d{1,3}[a-zđ]?\s?[.:]")
_LONGEST_LEAD = 24  # characters before a quotation mark in which “như sau:” or nothing stands
_QUOTES = re.compile(r"[“”]")


@dataclass(slots=True)
class _Reading:
    """Where reading stands.

    Attributes:
        amended: The act being amended.
        announced: The passage before announced new wording.
        depth: How deep in quotations.
        unmarked: The quotation has no opening mark, so it ends at the next article at the latest.
    """

    amended: ActName | None = None
    announced: bool = False
    depth: int = 0
    unmarked: bool = False

    def quoted(self, text: str) -> list[tuple[int, int]]:
        """The quoted parts of a passage; new wording that was announced is quoted even if its mark was not read."""
        parts: list[tuple[int, int]] = []
        start = 0
        if self.announced and self.depth == 0 and "“" not in text[:_LONGEST_LEAD]:
            self.depth, self.unmarked = 1, True
        elif self.unmarked and _ARTICLE.match(text):
            self.depth, self.unmarked = 0, False
        for mark in _QUOTES.finditer(text):
            opens = mark.group() == "“"
            if opens and self.depth == 0 and not self._announced_before(text, mark.start()):
                continue
            if opens and self.depth == 0:
                start = mark.start()
            if not opens and self.depth == 1:
                parts.append((start, mark.start()))
            self.depth = max(0, self.depth + (1 if opens else -1))
            self.unmarked = self.unmarked and self.depth > 0
        if self.depth:
            parts.append((start, len(text)))
        return parts

    def _announced_before(self, text: str, place: int) -> bool:
        if place <= _LONGEST_LEAD and self.announced and not text[:place].strip():
            return True
        return _AS_FOLLOWS.search(text, max(0, place - _LONGEST_LEAD), place) is not None


def announces_wording(text: str) -> bool:
    """Whether a passage announces the new wording of an act: "Sửa đổi Điều 7 như sau:"."""
    return _INSTRUCTION.match(text) is not None and _AS_FOLLOWS.search(text) is not None


def with_amended_acts(passages: Sequence[Passage], cited: Sequence[Cited]) -> Iterator[Cited]:
    """The citations, those in quoted new wording with the act that wording belongs to.

    Args:
        passages: The document's text.
        cited: Citations of an act that may amend others, in order.
    """
    by_passage: dict[int, list[Cited]] = {}
    for one in cited:
        by_passage.setdefault(id(one.passage), []).append(one)
    reading = _Reading()
    for passage in passages:
        here = by_passage.get(id(passage), [])
        instruction = _INSTRUCTION.match(passage.text) is not None
        if instruction:
            # A closing mark that was not printed or not read must not turn the rest of the act into a quotation.
            reading.depth, reading.unmarked = 0, False
            acts = [one.resolved.act for one in here if not one.resolved.own and not one.resolved.lost]
            reading.amended = acts[-1] if acts else reading.amended
        quoted = [] if instruction and _AS_FOLLOWS.search(passage.text) else reading.quoted(passage.text)
        for one in here:
            inside = any(start <= one.citation.start < end for start, end in quoted)
            yield _as_amended(one, reading.amended) if inside and _is_this(one) else one
        reading.announced = announces_wording(passage.text)


def _is_this(one: Cited) -> bool:
    return one.resolved.own and one.citation.mention.short


def _as_amended(one: Cited, amended: ActName | None) -> Cited:
    if amended is None or amended.type != one.resolved.act.type:
        return replace(one, resolved=replace(one.resolved, act=one.citation.mention.act, own=False, lost=True))
    return replace(one, resolved=replace(one.resolved, act=amended, own=False, inferred=True))
