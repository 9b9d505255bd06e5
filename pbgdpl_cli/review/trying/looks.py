"""What a package keeps of looks that settings asked for, when answers go into it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from converters.corrections.correction import Correction
from converters.corrections.readers.raised import Raised, raised_json, read_raised
from converters.corrections.readers.trials import Purpose, Trial, read_trials, trials_json, with_trials
from converters.corrections.stored import read_corrections
from converters.records.doubts.settled import read_settled
from pbgdpl_cli.review.answers.items import ReviewItem, folded
from pbgdpl_cli.review.answers.journal import Answer
from pbgdpl_cli.review.trying.numbers import read_by_engine
from validators.packages.changing import PackageChange
from validators.packages.package import RAISED, TRIALS

Pair = tuple[ReviewItem, Answer]


def sample_trials(pairs: Iterable[Pair], sampled: Collection[str]) -> Sequence[Trial]:
    """What people read at the places of the sample."""
    return [_trial(Purpose.SAMPLE, *pair, None) for pair in pairs if pair[0].key in sampled]


def second_trials(pairs: Iterable[Pair], corrections: Sequence[Correction]) -> Sequence[Trial]:
    """What a second reader read, beside what the first did and what the program had read before."""
    return [
        _trial(Purpose.SECOND, item, answer, read_by_engine(corrections, item.doubt))
        for item, answer in pairs
        if item.doubt is not None
    ]


def differences(trials: Iterable[Trial]) -> Sequence[Raised]:
    """Where two people read differently: places for somebody to decide."""
    return [
        Raised(one.page, one.kind, one.stands or "", one.who, one.when, one.box, read=one.reads)
        for one in trials
        if one.purpose is Purpose.SECOND and not one.agreed
    ]


def put(change: PackageChange, trials: Sequence[Trial], raised: Sequence[Raised]) -> None:
    """Put looks and marks into a package that is being changed; what is there already is not put twice.

    Raises:
        OutputProblem: What people did in it before cannot be read.
        OSError: The disk refused.
    """
    if trials:
        change.write(TRIALS, trials_json(with_trials(read_trials(change.root), trials)))
    if raised:
        kept = read_raised(change.root)
        known = {one.name for one in kept}
        seen = len(read_settled(change.root)), len(read_corrections(change.root))
        new = [replace(one, seen=seen) for one in raised if one.name not in known]
        change.write(RAISED, raised_json((*kept, *new)))


def _trial(purpose: Purpose, item: ReviewItem, answer: Answer, engine: str | None) -> Trial:
    reads = item.text if answer.text is None else answer.text
    return Trial(
        purpose, item.key, item.page or 0, item.kind, answer.who, answer.when.replace(microsecond=0),
        folded(reads) == folded(item.text), item.box, item.text, reads, engine,
    )  # fmt: skip
