"""Waivers: single findings a person answers for, named in the record with who, when and why.

A waiver takes away one finding, is told in every report, and is itself a finding when it says too little or waives
nothing. What could not be checked, form, files and missing steps cannot be waived (`Rule.waivable`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from validators.problems import Message, say
from validators.rules.finding import WaivedBy
from validators.rules.rule import ERROR, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import json_pointer, value_at
from validators.sharing.record import Waiver


@dataclass(frozen=True, slots=True)
class Held:
    """A waiver that counts, with its place in the record."""

    place: int
    code: str
    pointer: str | None
    words: str | None
    waived: WaivedBy

    def fits(self, code: str, pointer: str, said: str) -> bool:
        """Whether it names a finding, whose place says `said`."""
        return (
            self.code == code
            and (self.pointer is None or self.pointer == pointer)
            and (self.words is None or self.words in said)
        )


def held_waivers(subject: Subject) -> list[Held]:
    """The waivers that count: a place or words, and who, when, why."""
    if subject.record is None or not subject.policy.waivers:
        return []
    return [
        Held(place, waiver.code, waiver.pointer, waiver.words or None,
             WaivedBy((waiver.by or "").strip(), str(waiver.on), (waiver.reason or "").strip()))
        for place, waiver in enumerate(subject.record.waivers)
        if _missing(waiver, subject.day) is None
    ]  # fmt: skip


def waived(found: Iterable[tuple[Rule, Hit]], held: Sequence[Held], subject: Subject) -> Iterator[Held | None]:
    """For every finding the waiver that takes it away; each takes one, and what its own words repeat of it."""
    left = list(held)
    repeating = {json_pointer("waivers", waiver.place, "words"): waiver for waiver in held}
    for rule, one in found:
        repeated = repeating.get(one.pointer)
        if repeated and repeated.code == rule.code and rule.waivable:
            yield repeated
            continue
        said = _said_at(one, subject)
        taken = next((waiver for waiver in left if rule.waivable and waiver.fits(rule.code, one.pointer, said)), None)
        if taken:
            left.remove(taken)
        yield taken


def _said_at(one: Hit, subject: Subject) -> str:
    value = value_at(subject.reading.value, one.pointer) if one.pointer.startswith("/") else None
    return value if isinstance(value, str) else " ".join(str(part) for part in one.values.values())


def needless(
    held: Iterable[Held], rules: Mapping[str, Rule], is_asked: Callable[[str], bool]
) -> Iterator[tuple[Rule, Hit]]:
    """Findings for waivers that waive nothing, of rules that were asked for."""
    for waiver in held:
        rule = rules.get(waiver.code)
        if rule is None or not rule.waivable:
            why = say("no rule has this code") if rule is None else say("it cannot be waived")
        elif is_asked(waiver.code):
            why = say("there is no such finding at this place")
        else:
            continue
        yield WAIVES_NOTHING, hit(json_pointer("waivers", waiver.place), waived=waiver.code, why=why)


def _missing(waiver: Waiver, day: dt.date) -> Message | None:
    if not (waiver.by or "").strip():
        return say("who")
    if waiver.on is None or waiver.on > day:
        return say("when")
    if not (waiver.reason or "").strip():
        return say("why")
    return None if waiver.pointer is not None or (waiver.words or "").strip() else say("which finding")


def _incomplete(subject: Subject) -> Iterator[Hit]:
    for place, waiver in enumerate(subject.record.waivers if subject.record else ()):
        if missing := _missing(waiver, subject.day):
            yield hit(json_pointer("waivers", place), waived=waiver.code, missing=missing)


def _elsewhere(subject: Subject) -> Iterator[Hit]:
    """Found when all findings of a material are known."""
    del subject
    return iter(())


_WRITE_IT = say("Write it with: pbgdpl review waive PACKAGE --code CODE --at POINTER --by NAME --why REASON")
WAIVES_NOTHING = Rule(
    "DUNG191", "waives-nothing", WARNING, WARNING, say("The waiver of {waived} waives nothing: {why}."), PBGDPL_LAW,
    say("Take it out with: pbgdpl review waive PACKAGE --code CODE --at POINTER --by NAME --undo"), _elsewhere,
)  # fmt: skip
RULES = (
    Rule("DUNG190", "waiver-incomplete", ERROR, ERROR,
         say("The waiver of {waived} does not count, for it does not say {missing}."), PBGDPL_LAW, _WRITE_IT,
         _incomplete),
    WAIVES_NOTHING,
)  # fmt: skip
