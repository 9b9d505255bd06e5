"""What the ledger of work knows of the sources of a batch: which are done and stand unchanged, which failed and how."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from converters.reading.finding.walk import Source
from converters.work.batch import Outcome
from converters.work.failures import FailureKind, is_poison, kind_of_problem
from pbgdpl_cli.errors import problem_behind
from pbgdpl_cli.i18n import moment
from pbgdpl_cli.state.database import now
from pbgdpl_cli.state.work_ledger import DONE, Stand, Work, WorkLedger
from pbgdpl_cli.version import software
from validators.problems import Message, Problem, UnreadableInput, say

Product = TypeVar("Product")


class SetAside(UnreadableInput):
    """Two workers were lost over it in an earlier run; it is not given to others unasked."""

    code = "set-aside"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of a product.

    Attributes:
        product: Where it stands; None where it is no single thing.
        stamp: How it stands there.
        told: What is told of it when it is found done, as JSON; None where it has to be looked at each time.
        kinds: How pages of it failed.
        known: Whether it is known to be what was asked for; else nothing is taken down.
    """

    product: Path | None = None
    stamp: str | None = None
    told: str | None = None
    kinds: tuple[str, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Memory(Generic[Product]):
    """How the products of a command are remembered.

    Attributes:
        step: Name of the command.
        settings: What decides how it works; with other settings a source is looked at again.
        kept: What is remembered of a product.
        recalled: The product of a source that is told of again; None where something is not as it was.
    """

    step: str
    settings: str
    kept: Callable[[Product], Kept]
    recalled: Callable[[Source, Work], Product | None]


@dataclass(frozen=True, slots=True)
class Remembered(Generic[Product]):
    """The ledger as one batch uses it.

    Attributes:
        ledger: Of this computer.
        memory: How the batch's products are remembered.
        out: The folder of products.
        home: Where the details of a defect are kept.
    """

    ledger: WorkLedger
    memory: Memory[Product]
    out: Path
    home: Path
    _place: str = field(init=False)
    _settings: str = field(init=False)

    def __post_init__(self) -> None:
        """What is the same for all sources is found out once."""
        digest = hashlib.sha256(self.memory.settings.encode("utf-8", "surrogateescape"))
        object.__setattr__(self, "_place", _text(self.out))
        object.__setattr__(self, "_settings", digest.hexdigest()[:16])

    def outcomes(self, sources: Sequence[Source]) -> Iterator[Outcome[Source, Product]]:
        """What is done already, of some sources, and which of them are set aside."""
        for source in sources:
            work = self._standing(source)
            if work is None:
                continue
            if work.outcome == DONE:
                product = self.memory.recalled(source, work)
                if product is not None:
                    yield Outcome(source, product=product)
            elif work.reason is not None and is_poison(work.reason) and work.program == software():
                yield Outcome(source, failure=_set_aside(work.reason, work.at))

    def failed_how(self, source: Source) -> frozenset[str]:
        """How a source, or pages of it, failed the last time."""
        work = self._last(source)
        return frozenset() if work is None else frozenset(work.kinds)

    def note(self, outcome: Outcome[Source, Product], stand: Stand | None) -> FailureKind | None:
        """Take down what became of a source.

        Args:
            outcome: What became of it.
            stand: How it stood before it was read; None where that is not known, and nothing can be taken down.

        Returns:
            How it failed.
        """
        failure = None if outcome.failure is None else problem_behind(outcome.failure, self.home)
        kept = self.memory.kept(outcome.product) if outcome.product is not None else Kept()
        kind = None if failure is None else kind_of_problem(failure)
        if stand is not None and kept.known:
            self.ledger.note(self._work(outcome.item, stand, kept, failure, kind))
        return kind

    def _work(
        self, source: Source, stand: Stand, kept: Kept, failure: Problem | None, kind: FailureKind | None
    ) -> Work:
        return Work(
            step=self.memory.step,
            source=name_of(source),
            out=self._place,
            bytes=stand.bytes,
            changed_ns=stand.changed_ns,
            settings=self._settings,
            outcome=DONE if failure is None else failure.code,
            kinds=kept.kinds if kind is None else (kind,),
            reason=None if failure is None else failure.message,
            product=None if kept.product is None else _text(kept.product),
            stamp=kept.stamp,
            told=kept.told,
            program=software(),
            at=now(),
        )

    def _standing(self, source: Source) -> Work | None:
        """What became of a source the last time, where it has not changed since and is worked on alike."""
        work = None if source.is_member else self._last(source)
        if work is None or work.settings != self._settings:
            return None
        return work if stand_of(source) == Stand(work.bytes, work.changed_ns) else None

    def _last(self, source: Source) -> Work | None:
        return self.ledger.of(self.memory.step, name_of(source), self._place)


def _set_aside(reason: Message, at: str) -> SetAside:
    return SetAside(
        say("Set aside on {day}: {reason}", day=moment(at), reason=reason),
        hint=say("To try it all the same: --retry crash."),
    )


def name_of(source: Source) -> str:
    """The source as the ledger names it: from anywhere the same."""
    place = _text(source.origin)
    if source.is_member:
        place += "/" + source.name.split(f"{source.origin.name}/", 1)[-1]
    return place


def _text(path: Path) -> str:
    """A path as text the ledger can hold; names of an old disk may be none."""
    return str(path.absolute()).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def stand_of(source: Source) -> Stand | None:
    """How a source stands now; None when it cannot be looked at."""
    try:
        return Stand.of(source.path)
    except OSError:
        return None


_TOLD_FROM = ("", "data", "data/review")
"""Folders of a package whose files decide what is told of it: its seal, its record, what people are asked and said."""


def stamp_of(package: str | Path) -> str:
    """How a package stands: another word as soon as a file in one of those folders is another one. None is opened."""
    stamp = hashlib.blake2b(digest_size=16)
    for name in _TOLD_FROM:
        stamp.update(_stands(os.path.join(package, name)))  # noqa: PTH118  (a hundred thousand times, pathlib is seen)
    return stamp.hexdigest()


def _stands(folder: str) -> bytes:
    """Names, sizes and times of change of the files of a folder; of one that is gone, that it is."""
    try:
        files = [(entry.name, entry.stat(follow_symlinks=False)) for entry in os.scandir(folder) if not entry.is_dir()]
    except OSError:
        return b"?"
    told = sorted(f"{name}/{facts.st_size}/{facts.st_mtime_ns}\n" for name, facts in files)
    return "".join(told).encode("utf-8", "surrogateescape")
