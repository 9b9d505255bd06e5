"""`derive`: pictures, videos, sound and more from approved packages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from converters.derivatives.batch import Outcome, derive_each
from converters.derivatives.derive import kinds_in_formats, preview_package
from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.drawing.theme import read_theme
from converters.derivatives.kept_accounts import KeptAccounts
from converters.derivatives.kept_facts import KeptFacts
from converters.derivatives.models.writing import KeptAnswers, Writing
from converters.derivatives.registry import any_shows_progress, is_kind, kind_names
from converters.derivatives.saying.account import LeftOut, Reason
from converters.derivatives.standing.known_law import KnownLaw
from converters.derivatives.wording.plan import read_plan
from converters.progress import Silent, under_way
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.runs.derive_sound import FilmChoice, SoundChoice
from pbgdpl_cli.runs.each_package import Failures, each_package
from pbgdpl_cli.runs.register_place import offices_register_path
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import default_jobs
from pbgdpl_cli.terminal.tables import shortened
from validators.packages.changing import BRIEFLY
from validators.packages.locking import LockWait
from validators.problems import Message, say

_ACCOUNTS, _ANSWERS, _FACTS = "accounts", "answers", "facts"  # folders below the program's own
_LEFT_OUT_WIDTH = 48  # letters of a passage that is left out


@dataclass(frozen=True, slots=True)
class DeriveChoice:
    """What was chosen.

    Attributes:
        words: Kinds, then packages or folders of packages, as written on the command line.
        draft: Whether text that is not approved may be used; the results are marked.
        portal_address: The portal a QR code leads to.
        plan: A plan of one material: what is pinned, ordered, left out, said in other words.
        wait: How long to wait for another run that is changing a package.
        sound: Who speaks, how loud and how long.
        film: Shape, size and music of a video.
        reviewed_by: Who looked at what the program added of its own.
        limits: Length limits of posts and messages, as written ("sms=160").
        formats: Forms in which to make each kind that has them.
        theme: A theme: colours, logo, name and font of the office.
        jobs: Processes at most; 0 for as many as this machine bears.
        model: Which model drafts texts.
        register: The register of acts; None for the office's own, if it has one.
    """

    words: tuple[str, ...]
    draft: bool = False
    portal_address: str | None = None
    plan: Path | None = None
    wait: LockWait = BRIEFLY
    sound: SoundChoice = field(default_factory=SoundChoice)
    film: FilmChoice = field(default_factory=FilmChoice)
    reviewed_by: str | None = None
    limits: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    theme: Path | None = None
    jobs: int = 0
    model: str | None = None
    register: Path | None = None


@dataclass(frozen=True, slots=True)
class DerivativeData:
    """One derivative, made or there already.

    Attributes:
        package: The package it lies in.
        kind: Of the derivative.
        path: Its main file.
        state: "made" or "unchanged".
        draft: Whether it is marked as one.
        companions: Files made with it, by their role.
        notes: What a person should know.
        further: Its further pages.
        shown: JSON Pointers of the passages it shows.
        left_out: Passages it does not show, and why.
    """

    package: Path | None
    kind: str
    path: Path
    state: str
    draft: bool
    companions: Mapping[str, Path]
    notes: tuple[Message, ...]
    further: tuple[Path, ...] = ()
    shown: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class DerivePayload:
    """Everything that was asked for and is there now."""

    derived: tuple[DerivativeData, ...]


def run(session: Session, choice: DeriveChoice) -> OperationResult[DerivePayload]:
    """Derive every package found; one that fails does not stop the others."""
    kinds, places = split_words(choice.words)
    console = session.console
    progress = console.progress()
    plan = read_plan(choice.plan.read_bytes()) if choice.plan else None
    options = DeriveOptions(
        draft=choice.draft,
        portal_address=choice.portal_address,
        progress=progress,
        plan=plan,
        speaking=choice.sound.speaking(session.settings.home),
        filming=choice.film.filming(session.settings.home),
        reviewed_by=choice.reviewed_by,
        limits=tuple(map(_limit, choice.limits)),
        theme=read_theme(choice.theme) if choice.theme else None,
        formats=choice.formats,
        writing=Writing(choice.model, KeptAnswers(session.settings.home / _ANSWERS)),
        accounts=KeptAccounts(session.settings.home / _ACCOUNTS),
        facts=KeptFacts(session.settings.home / _FACTS),
        law=KnownLaw(choice.register or offices_register_path(places)),
    )
    if choice.formats:
        kinds_in_formats(kinds, choice.formats)  # a name that is none is refused before anything is made
    failures = Failures(session.settings.home)
    packages = list(each_package(places, failures))
    if plan is not None and len(packages) > 1:
        raise WrongUsage(say("A plan is for one material; {count} packages are named.", count=len(packages)))
    if choice.film.preview is not None and (len(packages), kinds) != (1, ["video"]):
        raise WrongUsage(say("A preview is of one video of one package."))
    derived: list[Derived] = []
    # Some kinds take long enough to show their own progress, one bar at a time, and use all cores by themselves.
    busy = any_shows_progress(kinds)
    jobs, shown = (1, Silent()) if busy else (choice.jobs or default_jobs(), progress)
    with under_way(shown, say("Making {kinds}", kinds=", ".join(kinds)), len(packages)):
        for outcome in _outcomes(choice, kinds, [found.path for found in packages], options, jobs):
            derived += outcome.derived
            for failure in outcome.failures:
                failures.add(failure, outcome.root)
            shown.advance(note=outcome.root.name)
    told: list[Message] = []
    for note in (note for result in derived for note in result.notes):
        if note not in told:
            told.append(note)
            console.note(note)
    return OperationResult(
        "derive",
        DerivePayload(tuple(map(_data, derived))),
        lines=_lines(derived),
        errors=tuple(failures.errors),
        succeeded=len(derived),
    )


def _outcomes(
    choice: DeriveChoice, kinds: Sequence[str], roots: Sequence[Path], options: DeriveOptions, jobs: int
) -> Iterator[Outcome]:
    """What becomes of each package; of a preview, which leaves the package as it is, too."""
    if choice.film.preview is None:
        yield from derive_each(roots, kinds, options, choice.wait, jobs=jobs)
        return
    for root in roots:
        try:
            yield Outcome(root, (preview_package(root, kinds[0], choice.film.preview, options),))
        except Exception as error:  # noqa: BLE001  (told like any other failure, whatever a library throws)
            yield Outcome(root, failures=(error,))


def _limit(written: str) -> tuple[str, int]:
    name, _, length = written.partition("=")
    if not length.isdecimal():
        raise WrongUsage(say("“{text}” is no length limit.", text=written), hint=say("Write it like sms=160."))
    return name.strip(), int(length)


def split_words(words: Sequence[str]) -> tuple[list[str], list[Path]]:
    """Kinds come first; the first word that is no kind, and all after it, are packages.

    Raises:
        WrongUsage: There is no kind, or no package.
    """
    count = next((place for place, word in enumerate(words) if not is_kind(word)), len(words))
    if not count:
        raise WrongUsage(
            say("“{word}” is not a kind of derivative.", word=words[0]),
            hint=say("Name what to make first: {known}.", known=", ".join(kind_names())),
        )
    if count == len(words):
        raise WrongUsage(
            say("No package is named."), hint=say("Example: {line}", line=f"pbgdpl derive {words[0]} FOLDER")
        )
    return list(dict.fromkeys(words[:count])), [Path(word) for word in words[count:]]


def _data(result: Derived) -> DerivativeData:
    companions = {str(role): path for role, path in result.companions.items()}
    return DerivativeData(
        result.package,
        result.kind,
        result.path,
        result.state,
        result.draft,
        companions,
        tuple(result.notes),
        tuple(page.path for page in result.further),
        result.account.shown,
        result.account.left_out,
    )


def _lines(derived: Sequence[Derived]) -> tuple[Message | Table, ...]:
    if not derived:
        return ()
    rows = tuple(
        (_state(result), result.kind, str(path))
        for result in derived
        for path in (result.path, *(page.path for page in result.further))
    )
    made = sum(result.state == "made" for result in derived)
    summary = say("{made} made, {present} already there.", made=made, present=len(derived) - made)
    return (Table((say("State"), say("Kind"), say("File")), rows), *_accounts(derived), summary)


def _accounts(derived: Sequence[Derived]) -> Iterator[Message | Table]:
    """What each derivative leaves out, but for what states no rule; that stands in the JSON."""
    for result in derived:
        account = result.account
        told = [one for one in account.left_out if one.reason is not Reason.NO_STATEMENT]
        yield say(
            "{kind}: {shown} passages shown, {count} left out.", kind=result.kind, shown=len(account.shown),
            count=len(told),
        )  # fmt: skip
        if told:
            rows = tuple((one.pointer, one.reason.message, shortened(one.text, _LEFT_OUT_WIDTH)) for one in told)
            yield Table((say("Passage"), say("Left out because it"), say("Text")), rows)


def _state(result: Derived) -> Message:
    if result.state == "unchanged":
        return say("already there")
    return say("draft") if result.draft else say("made")
