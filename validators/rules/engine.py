"""Running rules over one material so that none can be switched off by what it looks at.

A rule that raises, one that is stopped because it takes too long, and findings beyond what a report can hold are
findings themselves (`checked.py`), and the other rules go on.
"""

from __future__ import annotations

import contextlib
import itertools
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import FrameType

from validators.problems import Message, TimeIsUp, say
from validators.rules.correct.checked import FINDINGS_CUT, RULE_NOT_RUN
from validators.rules.rule import Hit, Rule, hit
from validators.rules.subject import Subject

MOST_PER_RULE = 1000  # findings of one rule in one material that are told one by one; of the rest, how many there are
LONGEST = 60.0  # seconds of processor time for all rules over one material; the largest records there are take two
_LONGEST_AFTER = 5.0  # seconds for each rule that is still to run when those are up
_WAITING = 6  # times as long by the clock: a busy machine makes no rule fail, a disk that never answers does


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A place where a rule is broken, with the rule."""

    rule: Rule
    hit: Hit


def hits_of(rules: Sequence[Rule], subject: Subject) -> Iterator[RuleHit]:
    """What rules find in a material, in their order; never less than that in silence."""
    for rule in rules:
        try:
            found = iter(rule.check(subject))
            first = next(found, None)
            if first is None:  # as nearly always
                continue
            told = itertools.islice(itertools.chain((first,), found), MOST_PER_RULE)
            yield from [RuleHit(rule, one) for one in told]
            if rest := sum(1 for _ in found):
                yield RuleHit(FINDINGS_CUT, hit("", rule=rule.code, count=rest))
        except Exception as error:  # noqa: BLE001  (whatever a rule stumbles over: it is told, and the others go on)
            yield RuleHit(RULE_NOT_RUN, hit("", rule=rule.code, reason=reason_of(error)))


def reason_of(error: Exception) -> Message:
    """Why something was not run, in words."""
    if isinstance(error, TimeIsUp):
        return say("it took too long")
    return say("{kind}: {words}", kind=type(error).__name__, words=str(error)[:200])


@contextlib.contextmanager
def time_limit(seconds: float = LONGEST) -> Iterator[None]:
    """Raise `TimeIsUp` in the block when it takes too long, and again for every rule that goes on too long after that.

    Only where the system has such a clock and this is the main thread; elsewhere the bounds on bytes and values hold,
    and every rule is linear in them.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    set_timer = signal.setitimer
    by_processor = _alarm(set_timer, signal.SIGPROF, signal.ITIMER_PROF, seconds, _LONGEST_AFTER)
    by_clock = _alarm(set_timer, signal.SIGALRM, signal.ITIMER_REAL, seconds * _WAITING, _LONGEST_AFTER * _WAITING)
    with by_processor, by_clock:
        yield


@contextlib.contextmanager
def _alarm(
    set_timer: Callable[..., object], number: signal.Signals, clock: int, seconds: float, again: float
) -> Iterator[None]:
    before = signal.signal(number, _time_is_up)
    set_timer(clock, seconds, again)
    try:
        yield
    finally:
        set_timer(clock, 0)
        signal.signal(number, before)


def _time_is_up(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise TimeIsUp
