"""What a comparison or an approval of a package rests on: who looked at what, for how long, and what is likely left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from converters.corrections.as_left import NoPagesKept, PagesAsLeft
from converters.corrections.cited.said import read_cited
from converters.corrections.correction import Correction
from converters.corrections.readers.account import account_of, only_locked
from converters.corrections.readers.raised import decided, read_raised
from converters.corrections.readers.trials import UNDOUBTED, Purpose, Trial, read_trials
from converters.corrections.stored import read_corrections
from converters.records.doubts.settled import Settled, read_settled
from converters.records.doubts.stored_doubts import read_stored_doubts
from pbgdpl_cli.review.answers.items import folded
from pbgdpl_cli.review.trust.account import timed_looks
from pbgdpl_cli.review.trust.estimate import Estimate, left_after_planted, left_after_two_readers, left_in_unread
from pbgdpl_cli.review.trust.pace import Spent, spent_by
from pbgdpl_cli.review.trust.undecided import OpenPlace, Undecided, items_in_doubt, open_listed, undecided_citations
from pbgdpl_cli.review.trying.numbers import bare
from pbgdpl_cli.review.trying.tasks import undoubted_of
from pbgdpl_cli.review.trying.tryouts import Tryouts, planted_elsewhere
from pbgdpl_cli.review.words.listed_places import good_and_passed, places_of_package
from validators.sharing.fingerprint import content_fingerprint
from validators.sharing.record import Record


@dataclass(frozen=True, slots=True)
class Reader:
    """What one person did.

    Attributes:
        name: Who.
        settled: Places found right as they stood.
        corrected: Places put right.
        found: Planted mistakes found.
        missed: Planted mistakes let stand.
        sampled: Undoubted numbers typed.
        read_second: Numbers read as the second person.
        seconds: Time between answers, pauses left out.
        timed: Places whose time is known.
    """

    name: str
    settled: int
    corrected: int
    found: int
    missed: int
    sampled: int
    read_second: int
    seconds: float
    timed: int


@dataclass(frozen=True, slots=True)
class ChangedOutside:
    """Words put right that nothing had doubted: a mistake the program did not see."""

    page: int
    before: str
    after: str
    who: str


@dataclass(frozen=True, slots=True)
class Planted:
    """Planted mistakes, and what is likely left in the places people looked at.

    Attributes:
        found: In this package.
        missed: In this package.
        elsewhere_found: By the same people, in other packages on this machine.
        elsewhere_missed: The same.
        left: From all of these together; None where they are too few.
        missed_on: Pages on which some were let stand.
        undecided: Nobody has found or let stand, on this machine.
    """

    found: int = 0
    missed: int = 0
    elsewhere_found: int = 0
    elsewhere_missed: int = 0
    left: Estimate | None = None
    missed_on: tuple[int, ...] = ()
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class Sampled:
    """Undoubted numbers typed, how many were wrong, how many nobody typed, and what is likely left among those."""

    typed: int = 0
    wrong: int = 0
    unread: int = 0
    left: Estimate | None = None


@dataclass(frozen=True, slots=True)
class ReadTwice:
    """Numbers that two people read.

    Attributes:
        places: How many.
        differing: Where the two read differently.
        undecided: Of these, those nobody has decided.
        only_first: Mistakes of the program that only the first reader found.
        only_second: Those that only the second found.
        both: Those that both found.
        left: What neither found; None where both found too few in common.
    """

    places: int = 0
    differing: int = 0
    undecided: int = 0
    only_first: int = 0
    only_second: int = 0
    both: int = 0
    left: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known of how a text was read.

    Attributes:
        identifier: Of the record.
        title: What people know it by.
        pages: Of the source.
        text_sha256: Which text it is about.
        open_places: Places that still need a person.
        settled: Places that somebody found right as they stood.
        corrected: Places that were put right.
        readers: Who looked, in the order of their first look.
        outside: What was put right without a doubt about it.
        planted: Of planted mistakes.
        sampled: Of the sample.
        twice: Of the second reading.
        planted_words: Of mistakes planted in words that nothing doubts.
        passed_over: Words that nobody is asked for, because they are on the publisher's list of good words.
        left_open: The worst of the places that still need a person.
        citations: Those nobody decided about.
        items: Fines, duties, time limits and procedures that rest on a doubted place.
    """

    identifier: str
    title: str
    pages: int
    text_sha256: str
    open_places: int
    settled: int
    corrected: int
    readers: tuple[Reader, ...]
    outside: tuple[ChangedOutside, ...]
    planted: Planted
    sampled: Sampled
    twice: ReadTwice
    passed_over: tuple[str, ...] = ()
    planted_words: Planted = Planted()
    left_open: tuple[OpenPlace, ...] = ()
    citations: tuple[Undecided, ...] = ()
    items: tuple[Undecided, ...] = ()


def basis_of(package: Path, record: Record, home: Path) -> Basis:
    """What is known of how the text of a package was read.

    Args:
        package: Its folder.
        record: Its record.
        home: The program's own folder, which knows how its people read elsewhere.

    Raises:
        OutputProblem: What people did in it cannot be read.
    """
    settled, corrections, trials = read_settled(package), read_corrections(package), read_trials(package)
    account, listed = account_of(package), places_of_package(package, record, home)
    return Basis(
        record.identifier,
        record.title,
        max(1, read_stored_doubts(package).pages),
        content_fingerprint(record),
        len(listed.waiting),
        account.settled,
        account.corrected,
        _readers(package, settled, corrections, trials),
        tuple(
            ChangedOutside(one.page, one.before, one.after, one.who)
            for one in corrections
            if one.doubted is None and one.before != one.after
        ),
        _planted(corrections, trials, home),
        _sampled(package, record, trials),
        _twice(package, corrections, settled, trials),
        tuple(good_and_passed(listed)),
        _planted_words(package, record, corrections, trials, home),
        open_listed(listed.waiting),
        undecided_citations(record, read_cited(package), listed.waiting),
        items_in_doubt(record, listed.waiting),
    )


def _readers(
    package: Path, settled: Sequence[Settled], corrections: Sequence[Correction], trials: Sequence[Trial]
) -> tuple[Reader, ...]:
    looks = [(one.when, one.who) for part in (settled, corrections, trials) for one in part]
    spent = spent_by(timed_looks(package))
    return tuple(
        _reader(name, settled, corrections, trials, spent.get(name, Spent()))
        for name in dict.fromkeys(who for _, who in sorted(looks))
    )


def _reader(
    name: str, settled: Sequence[Settled], corrections: Sequence[Correction], trials: Iterable[Trial], spent: Spent
) -> Reader:
    own = [one for one in trials if one.who == name]
    planted = [one for one in own if one.purpose is Purpose.PLANTED]
    locked = only_locked(settled, corrections)
    return Reader(
        name,
        sum(one.who == name for part in (settled, locked) for one in part),
        sum(one.who == name and one.before != one.after for one in corrections),
        sum(one.agreed for one in planted),
        sum(not one.agreed for one in planted),
        sum(one.purpose is Purpose.SAMPLE for one in own),
        sum(one.purpose is Purpose.SECOND for one in own),
        round(spent.seconds),
        spent.places,
    )


def _planted(corrections: Sequence[Correction], trials: Sequence[Trial], home: Path) -> Planted:
    """Real mistakes are counted in the places where readings may be planted: what is doubted, and the sample.

    How well a person reads is no matter of one leaflet: few places hold few planted mistakes, so those that the people
    of this package met elsewhere count too.
    """
    planted = [one for one in trials if one.purpose is Purpose.PLANTED and one.kind != UNDOUBTED]
    wrong = sum(one.purpose is Purpose.SAMPLE and not one.agreed for one in trials)
    real = sum(one.doubted is not None and one.before != one.after for one in corrections) + wrong
    return _measured(planted, real, home)


def _planted_words(
    package: Path, record: Record, corrections: Sequence[Correction], trials: Sequence[Trial], home: Path
) -> Planted:
    """Words that nothing doubts: real mistakes among them are those that were put right without a doubt about them."""
    planted = [one for one in trials if one.purpose is Purpose.PLANTED and one.kind == UNDOUBTED]
    real = sum(one.doubted is None and one.before != one.after for one in corrections)
    undecided = len(Tryouts(home, package, record.identifier).undecided_words)
    return replace(_measured(planted, real, home), undecided=undecided)


def _measured(planted: Sequence[Trial], real: int, home: Path) -> Planted:
    if not planted:
        return Planted()
    people, keys = {one.who for one in planted}, {one.key for one in planted}
    like = planted[0].kind == UNDOUBTED
    here = [one.agreed for one in planted]
    elsewhere = planted_elsewhere(home, people, keys)
    other = [one.agreed for one in elsewhere if (one.kind == UNDOUBTED) is like]
    counts = (here.count(True), here.count(False), other.count(True), other.count(False))
    left = left_after_planted(counts[0] + counts[2], counts[1] + counts[3], real)
    return Planted(*counts, left, tuple(sorted({one.page for one in planted if not one.agreed})))


def _sampled(package: Path, record: Record, trials: Sequence[Trial]) -> Sampled:
    typed = [one.agreed for one in trials if one.purpose is Purpose.SAMPLE]
    if not typed:
        return Sampled()
    try:
        every = len(undoubted_of(PagesAsLeft(package, record)))
    except NoPagesKept:
        return Sampled(len(typed), typed.count(False))
    unread = max(0, every - len(typed))
    wrong = typed.count(False)
    return Sampled(len(typed), wrong, unread, left_in_unread(len(typed), wrong, unread))


def _twice(
    package: Path, corrections: Sequence[Correction], settled: Sequence[Settled], trials: Sequence[Trial]
) -> ReadTwice:
    second = [one for one in trials if one.purpose is Purpose.SECOND]
    if not second:
        return ReadTwice()
    raised = {(one.page, one.box, one.who): one for one in read_raised(package) if one.read is not None}
    truths = [
        None if (one := raised.get((trial.page, trial.box, trial.who))) is None else decided(one, settled, corrections)
        for trial in second
    ]
    found = [_finders(*pair) for pair in zip(second, truths, strict=True)]
    only_first, only_second, both = (found.count(who) for who in ((True, False), (False, True), (True, True)))
    return ReadTwice(
        len(second),
        sum(not one.agreed for one in second),
        sum(truth is None and not trial.agreed for trial, truth in zip(second, truths, strict=True)),
        only_first,
        only_second,
        both,
        left_after_two_readers(only_first, only_second, both),
    )


def _finders(trial: Trial, truth: str | None) -> tuple[bool, bool]:
    """Whether the first and the second reader found a mistake of the program.

    Args:
        trial: What they read.
        truth: What was decided to stand there where they differ; where it is what the program read, there was none.
    """
    engine = folded(trial.engine or "")
    if truth is not None and folded(bare(truth)) == engine:
        return False, False
    return folded(trial.stands or "") != engine, folded(trial.reads or "") != engine
