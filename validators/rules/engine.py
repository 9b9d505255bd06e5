"""Running rules over one material so that none can be switched off by what it looks at.

A rule that raises, one that is stopped because it takes too long, and findings beyond what a report can hold are
findings themselves (`checked.py`), and the other rules go on.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validators.problems import Message, TimeIsUp, say
from validators.rules.correct.checked import FINDINGS_CUT, RULE_NOT_RUN
from validators.rules.rule import MOST_PER_RULE, Hit, Rule, hit
from validators.rules.subject import Subject


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A place where a rule is broken, with the rule."""

    rule: Rule
    hit: Hit


def hits_of(rules: Sequence[Rule], subject: Subject) -> Iterator[RuleHit]:
    """What rules find in a material, in their order; never less than that in silence."""
    for rule in rules:
        hits: list[RuleHit] = []
        _add_hits(rule, subject, hits)
        yield from hits


def hits_of_each(rules: Sequence[Rule], subjects: Sequence[Subject]) -> list[list[RuleHit]]:
    """What `hits_of` gives for each of some materials. Each rule looks at all of them before the next one does.

    Its code and tables are at hand then: over small records that takes three quarters of the time. So that none waits
    for another's end, they are few and small, and where one is stopped by a limit, it is not known by whose fault.
    """
    hits: list[list[RuleHit]] = [[] for _ in subjects]
    pairs = list(zip(subjects, hits, strict=True))
    for rule in rules:
        for subject, own in pairs:
            _add_hits(rule, subject, own)
    return hits


def _add_hits(rule: Rule, subject: Subject, hits: list[RuleHit]) -> None:
    try:
        found = iter(rule.check(subject))
        first = next(found, None)
        if first is None:  # as nearly always
            return
        told = itertools.islice(itertools.chain((first,), found), MOST_PER_RULE)
        hits += [RuleHit(rule, one) for one in told]
        if rest := sum(1 for _ in found):
            hits.append(RuleHit(FINDINGS_CUT, hit("", rule=rule.code, count=rest)))
    except Exception as error:  # noqa: BLE001  (whatever a rule stumbles over: it is told, and the others go on)
        hits.append(RuleHit(RULE_NOT_RUN, hit("", rule=rule.code, reason=reason_of(error))))


def reason_of(error: Exception) -> Message:
    """Why something was not run, in words."""
    if isinstance(error, TimeIsUp):
        return say("it took too long")
    return say("{kind}: {words}", kind=type(error).__name__, words=str(error)[:200])
