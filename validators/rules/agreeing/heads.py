"""Does the record say what the head of its own paper does? Of records that people typed, too: both stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from validators.problems import say
from validators.rules.agreeing.printed_text import days_in, letters_of, words_of
from validators.rules.rule import ERROR, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.record import Closing, Letterhead, Record

_TOLD = 120  # signs of what is named that are told
_NUMBER = re.compile(r"(?<!\w)Số\s{0,2}[:.]\s{0,3}(\d[^\n]{0,60})", re.IGNORECASE)
_ORGAN_LINES = 4  # lines in which a head names its organ at most


def _head_says_other(subject: Subject) -> Iterator[Hit]:
    """Another number, day or organ than the head of the paper has."""
    record, heads = subject.record, subject.blocks_of(Letterhead)
    if record is None or not heads:
        return
    lines = heads[0][1].lines  # heads of what is attached follow
    yield from _other_number(record, lines)
    days = [(day, line) for line in lines for day in days_in(line)]
    issued = record.date_issued
    if issued and issued.day and days and all(day != (issued.day, issued.month, issued.year) for day, _ in days):
        yield hit("/date_issued", text=days[0][1][:_TOLD], value=str(issued))
    elif issued is None and len(days) == 1:
        yield hit("/date_issued", text=days[0][1][:_TOLD], value="")
    if record.publisher and not _is_named(record.publisher.name, heads):
        yield hit("/publisher/name", text=" ".join(lines[:_ORGAN_LINES])[:_TOLD], value=record.publisher.name)


def _other_number(record: Record, lines: list[str]) -> Iterator[Hit]:
    told = next((found[1] for line in lines if (found := _NUMBER.search(line))), None)
    number = letters_of(record.number or "").lstrip("0")
    if told and not (number and letters_of(told).lstrip("0").startswith(number)):
        yield hit("/number", text=told[:_TOLD], value=record.number or "")


def _is_named(organ: str, heads: list[tuple[str, Letterhead]]) -> bool:
    known = {word for _, head in heads for line in head.lines for word in words_of(line)}
    return {*words_of(organ)} <= known


def _position_not_signed(subject: Subject) -> Iterator[Hit]:
    """A position of whoever signed that the end of the paper does not have in its lines."""
    signer, ends = (subject.record.signer if subject.record else None), subject.blocks_of(Closing)
    if signer is None or not ends:
        return
    lines = [words_of(line) for _, end in ends for line in end.lines]
    pairs = {pair for line in lines for pair in pairwise(line)}
    breaks = {line[-1] for line in lines if line}, {line[0] for line in lines if line}
    for name, said in (("position", signer.position), ("name", signer.name)):
        for first, second in pairwise(words_of(said or "")):
            if (first, second) not in pairs and not (first in breaks[0] and second in breaks[1]):
                yield hit(f"/signer/{name}", text=" ".join(ends[-1][1].lines[-_ORGAN_LINES:])[:_TOLD], value=said)
                break


def _paper_says_other(subject: Subject) -> Iterator[Hit]:
    yield from _head_says_other(subject)
    yield from _position_not_signed(subject)


RULES = (
    Rule("DUNG175", "paper-says-other", ERROR, WARNING,
         say("The paper itself says “{text}”, the record “{value}”."), PBGDPL_LAW,
         say("Compare with the original; correct the value, or the head or end of the paper."), _paper_says_other),
)  # fmt: skip
