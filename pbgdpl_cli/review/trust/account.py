"""Every look that people took at a package, with its time: settled, put right, or read because of a setting."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from converters.corrections.readers.account import only_locked
from converters.corrections.readers.trials import Purpose, Trial, read_trials
from converters.corrections.stored import read_corrections
from converters.records.doubts.settled import Settled, key_of, read_settled
from converters.records.doubts.stored_doubts import read_stored_doubts
from pbgdpl_cli.review.trust.pace import TimedLook
from pbgdpl_cli.review.trying.numbers import number_kind

_ELSE = "word"  # kind of a look at words of which nothing else is known


def timed_looks(package: Path) -> Sequence[TimedLook]:
    """The looks of a package.

    Raises:
        OutputProblem: What people did in it cannot be read.
    """
    trials = read_trials(package)
    kinds = {key_of(one): one.kind for one in read_stored_doubts(package).doubts}
    kinds |= {one.key: one.kind for one in trials}
    settled, corrections = read_settled(package), read_corrections(package)
    looks = [TimedLook(one.who, one.when, _kind(one, kinds)) for one in settled]
    made = (*only_locked(settled, corrections), *(one for one in corrections if one.before != one.after))
    looks += [TimedLook(one.who, one.when, one.doubted or number_kind(one.after) or _ELSE) for one in made]
    looks += [TimedLook(one.who, one.when, one.kind) for one in trials if _is_look_of_its_own(one)]
    return list(dict.fromkeys(looks))


def _kind(settled: Settled, kinds: dict[str, str]) -> str:
    return kinds.get(settled.key) or number_kind(settled.text) or _ELSE


def _is_look_of_its_own(trial: Trial) -> bool:
    """Whether a look left nothing else: what was read of a sample is settled or put right, and told there."""
    return trial.purpose is Purpose.SECOND or (trial.purpose is not Purpose.SAMPLE and not trial.agreed)
