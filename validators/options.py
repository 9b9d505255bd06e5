"""How a validation run judges: policy, day, purpose, which codes, what is known already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from validators.problems import Problem, say
from validators.report import SwitchedOff
from validators.rules.catalogue import BY_CODE
from validators.rules.finding import Severity
from validators.rules.policy import Policy
from validators.rules.rule import Rule


class UnknownCode(Problem):
    """A code no rule has."""

    code = "unknown-code"


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How to judge.

    Attributes:
        day: The day judged for.
        policy: The office's settings.
        publishing: Judge drafts as if they were to be published now.
        only: Codes or their beginnings ("DU2") to look at; empty for all.
        ignore: Codes or their beginnings to leave out.
        register: The register of acts, if the office keeps one.
        known: Fingerprints of findings the baseline holds, and how often each may come.
        base: Paths in fingerprints are relative to this folder.
        baseline_name: What the report calls the baseline.
        allow_empty: Whether a place without any material is fine.
        switched_off: What of the rules does not count, and by whose word.
        jobs: Processes; 1 stays in this one.
        cache: Where results of unchanged materials are kept; None keeps nothing.
        believed_from: See `verify`; None reads every file.
    """

    day: dt.date
    policy: Policy = field(default_factory=Policy)
    publishing: bool = False
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    register: Path | None = None
    known: Mapping[str, int] = field(default_factory=dict)
    base: Path = field(default_factory=Path)
    baseline_name: str = ""
    allow_empty: bool = False
    switched_off: tuple[SwitchedOff, ...] = ()
    jobs: int = 1
    cache: Path | None = None
    believed_from: int | None = None

    def asks_for(self, rule: Rule) -> bool:
        """Whether a rule is looked at."""
        return rule.always or is_asked(rule.code, self.only, self.ignore)

    def severity(self, rule: Rule, *, finished: bool) -> Severity:
        """How much a rule weighs for a draft, or for a material that claims to be approved."""
        if rule.always:
            return rule.severity
        as_finished = self.publishing or finished
        return self.policy.severity_of(rule.code, rule.severity if as_finished else rule.draft)


def is_asked(code: str, only: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    """Whether a code is among those asked for; both take codes or their beginnings."""
    return (not only or code.startswith(only)) and not (ignore and code.startswith(ignore))


def may_be_waived(code: str) -> bool:
    """Whether there is a rule with this code, for whose findings a person may answer."""
    return code in BY_CODE and BY_CODE[code].waivable


def known_codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Codes in capitals.

    Raises:
        UnknownCode: No rule has this code, nor does one begin with it.
    """
    wanted = tuple(part.strip().upper() for code in codes for part in code.split(","))
    for code in wanted:
        if not code or not any(known.startswith(code) for known in BY_CODE):  # all codes begin with nothing
            raise UnknownCode(
                say("There is no rule “{code}”.", code=code),
                hint=say("List the rules with: pbgdpl schema --format md."),
            )
    return wanted
