"""What `pbgdpl review import` does: what people wrote on a list, taken over into the packages as on the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from converters.records.doubts.settled import read_settled
from pbgdpl_cli.errors import WrongUsage, from_os_error
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import ExitCode, OperationResult
from pbgdpl_cli.review.answers.cited import key_in
from pbgdpl_cli.review.answers.items import ReviewItem, Said, answered, folded
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.put_in import Applied
from pbgdpl_cli.review.lists.answers import ListedAnswer, said_of
from pbgdpl_cli.review.lists.citations import decide, says_the_same
from pbgdpl_cli.review.lists.places import base_of
from pbgdpl_cli.review.lists.returned import ReturnedList
from pbgdpl_cli.review.metadata.acts_offered import ActsOffered
from pbgdpl_cli.review.metadata.deciding import Became, Deciding
from pbgdpl_cli.runs.each_package import Failures
from pbgdpl_cli.runs.review.under_review import checks_of, packages_under_review
from pbgdpl_cli.runs.sheet_export import kept_before
from pbgdpl_cli.runs.sheet_import import free_name
from pbgdpl_cli.session import Session
from validators.citations.register import Register
from validators.problems import Message, Problem, say


class State(StrEnum):
    """What became of one place of a list.

    Attributes:
        TAKEN: The answer is in the package.
        UNCHANGED: Nothing was written, or the very same is in the package already.
        CONFLICT: Something else stands there by now, somebody else answered, or the list says two things.
        ERROR: It cannot be taken for an answer, or not yet: a number that differs is asked for once more.
    """

    TAKEN = "ok"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class TakingChoice:
    """What was chosen.

    Attributes:
        source: The list as filled in.
        paths: The packages it is about.
        by: Who looked at the places.
        output: Where the sheet with status goes; None for itself, where it can take it without losing anything.
    """

    source: Path
    paths: tuple[Path, ...]
    by: str
    output: Path | None = None


@dataclass(frozen=True, slots=True)
class PlaceData:
    """What became of one place: where on the list, its key, ok, unchanged, conflict or error, and why."""

    where: str
    key: str
    state: State
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class TakingPayload:
    """Every place of the list; the sheet with status, None for a list that takes none."""

    places: tuple[PlaceData, ...]
    path: Path | None


@dataclass(slots=True)
class _Case:
    """A place of the list on its way into its package."""

    answer: ListedAnswer
    package: PackageUnderReview | None = None
    item: ReviewItem | None = None
    state: State = State.UNCHANGED
    message: Message | None = None
    said: Said | None = None

    @property
    def cites(self) -> bool:
        """Whether it is a citation with something written beside it."""
        return self.said is not None and key_in(self.answer.key) is not None

    def ends(self, state: State, message: Message | None) -> None:
        """Nothing more is done with it."""
        self.state, self.message, self.said = state, message, None


_NAMES = {
    State.TAKEN: say("in the package"),
    State.UNCHANGED: say("nothing new"),
    State.CONFLICT: say("look again"),
    State.ERROR: say("not taken"),
}


def run(session: Session, choice: TakingChoice) -> OperationResult[TakingPayload]:
    """Take over what people wrote on a list; a sheet gets status and messages.

    Raises:
        WrongUsage: No name.
        WrongSheet: It is none of our lists.
    """
    if not choice.by.strip():
        raise WrongUsage(say("Say who looked at the place: --by NAME"))
    came_back = ReturnedList(choice.source)
    failures = Failures(session.settings.home)
    packages: dict[str, list[PackageUnderReview]] = defaultdict(list)
    for package in packages_under_review(session, choice.paths, failures):
        packages[package.identifier].append(package)
    if failures.errors and not packages:  # then no row can be about anything, and the list stays as it is
        return OperationResult("review import", errors=tuple(failures.errors))
    cases = [_case(answer, packages) for answer in came_back.answers]
    _refuse_twins(cases)
    _write_down(cases, choice.by.strip())
    _decide_about([case for case in cases if case.cites], session, choice)
    notes = [note for package in _packages_of(cases) for note in _put_in(package, cases)]
    target = _marked(came_back, cases, choice, notes)
    return _result(cases, (*came_back.notes, *notes), target, failures)


def _case(answer: ListedAnswer, packages: Mapping[str, Sequence[PackageUnderReview]]) -> _Case:
    case = _Case(answer)
    if not answer.says_something:
        return case
    found = packages.get(answer.material, ())
    if len(found) != 1:
        case.ends(State.ERROR, _no_one_package(answer, found))
        return case
    case.package = found[0]
    if key_in(answer.key) is not None:
        case.said = Said()  # what it says is weighed when it is written down
        return case
    case.item = case.package.item(answer.key)
    _look(case, case.package)
    return case


def _no_one_package(answer: ListedAnswer, found: Sequence[PackageUnderReview]) -> Message:
    if found:
        paths = ", ".join(one.path.as_posix() for one in found)
        return say("Several packages have the identifier “{identifier}” ({paths}); name one of them alone.",
                   identifier=answer.material, paths=paths)  # fmt: skip
    return say("None of the packages named has the identifier “{identifier}”.", identifier=answer.material)


def _look(case: _Case, package: PackageUnderReview) -> None:
    """What the place is by now, and what the answer says of it."""
    answer, item = case.answer, case.item
    if item is None or item.doubt is None:
        case.ends(*_gone(answer, package))
    elif answer.base != base_of(item):
        case.ends(State.CONFLICT, say("Something else stands there than when the list was made; make a new list."))
    else:
        said = said_of(answer, item)
        case.said = said if isinstance(said, Said) else None
        if isinstance(said, Message):
            case.ends(State.ERROR, said)
        elif (kept := package.answers.get(item.key)) is not None and not _agree(kept.text, said.text, item):
            case.ends(State.CONFLICT, say("Somebody answered “{other}” on the page, and that answer is not in the "
                                          "package yet; decide there which one holds.",
                                          other=item.text if kept.text is None else kept.text))  # fmt: skip


def _agree(one: str | None, other: str | None, item: ReviewItem) -> bool:
    return folded(item.text if one is None else one) == folded(item.text if other is None else other)


def _gone(answer: ListedAnswer, package: PackageUnderReview) -> tuple[State, Message]:
    """A place that is open no more: an answer that says what was settled is no conflict."""
    held = next((one for one in reversed(read_settled(package.path)) if one.key == answer.key), None)
    if held is not None and folded(answer.typed) in {"", folded(held.text)}:
        return State.UNCHANGED, say("{who} settled this place already, and it says the same.", who=held.who)
    if held is not None:
        return State.CONFLICT, say("{who} found “{text}” right there; this answer was not taken.",
                                   who=held.who, text=held.text)  # fmt: skip
    return State.CONFLICT, say("That place is on no list any more: it was put right, or its words were changed. "
                               "This answer was not taken.")  # fmt: skip


def _refuse_twins(cases: Sequence[_Case]) -> None:
    """One place on several rows: the same answer counts once, different ones not at all."""
    of_one: dict[tuple[str, str], list[_Case]] = defaultdict(list)
    for case in cases:
        if case.answer.says_something:
            of_one[case.answer.material, case.answer.key].append(case)
    for twins in of_one.values():
        if len({case.answer.content for case in twins}) > 1:
            rows = ", ".join(case.answer.where for case in twins)
            for case in twins:
                case.ends(State.CONFLICT, say("Several rows are about this place and say different things ({rows}); "
                                              "keep one of them.", rows=rows))  # fmt: skip


def _write_down(cases: Sequence[_Case], who: str) -> None:
    """Every answer onto the disk before anything goes into a package, as on the page."""
    for case in cases:
        if case.package is not None and case.item is not None and case.said is not None:
            try:
                case.package.answer(answered(case.item, case.said, who))
            except OSError as error:
                case.ends(State.ERROR, from_os_error(error).message)


def _decide_about(cases: Sequence[_Case], session: Session, choice: TakingChoice) -> None:
    """Every decision about a citation onto the disk, as on the page."""
    register = checks_of(session, choice.paths).register if cases else None
    acts = ActsOffered(None if register is None else Register.open(register))
    for case in cases:
        if (package := case.package) is None:
            continue
        deciding = Deciding(package, acts, choice.by.strip())
        try:
            became, message = decide(package, deciding, case.answer)
        except OSError as error:
            case.ends(State.ERROR, from_os_error(error).message)
            continue
        if became is Became.MEANWHILE:
            case.ends(*_decided_meanwhile(case.answer, package, deciding))
        elif became is not Became.SAVED:
            case.ends(State.ERROR, message)


def _decided_meanwhile(answer: ListedAnswer, package: PackageUnderReview, deciding: Deciding) -> tuple[State, Message]:
    if (same := says_the_same(package, deciding, answer)) is not None:
        return State.UNCHANGED, say("{who} settled this place already, and it says the same.", who=same.who)
    return State.CONFLICT, say("This citation was decided about or changed since the list was made; make a new list.")


def _packages_of(cases: Sequence[_Case]) -> Iterator[PackageUnderReview]:
    """The packages that something is written down for, each once."""
    yield from {id(case.package): case.package for case in cases if case.package and case.said}.values()


def _put_in(package: PackageUnderReview, cases: Sequence[_Case]) -> Sequence[Message]:
    """The answers of one package in one transaction; what happens to all of them happens to each."""
    mine = [case for case in cases if case.package is package and case.said is not None]
    applied = Applied(0)
    try:
        applied = package.apply({case.answer.key for case in mine})
    except (Problem, OSError) as error:
        problem = error if isinstance(error, Problem) else from_os_error(error)
        for case in mine:
            case.ends(State.ERROR, say("The answer is kept, but not in the package yet: {reason}",
                                       reason=problem.message))  # fmt: skip
        return ()
    for case in mine:
        case.state = State.TAKEN
        if case.answer.key in package.answers:
            case.ends(State.CONFLICT, say("Something else stands there by now; the answer is kept, and shown on the "
                                          "page."))  # fmt: skip
    return applied.told


def _marked(came_back: ReturnedList, cases: Sequence[_Case], choice: TakingChoice, notes: list[Message]) -> Path | None:
    """Write status and messages into the sheet; None for a list that takes none."""
    sheet = came_back.sheet
    if sheet is None:
        return None
    for at, case in enumerate(cases):
        row = came_back.row(at)
        if row is not None and case.answer.says_something:
            words = [] if case.message is None else [told(case.message)]
            sheet.mark(row, case.state, told(_NAMES[case.state]), words, None)
    target = choice.output or (choice.source if sheet.may_be_written_over else free_name(choice.source))
    if target == choice.source:
        sheet.save(target)
        return target
    with kept_before(target) as kept:
        sheet.save(target)
    notes += [say("The list that had this name is kept: {path}", path=kept)] if kept else []
    return target


def _result(
    cases: Sequence[_Case], notes: Sequence[Message], target: Path | None, failures: Failures
) -> OperationResult[TakingPayload]:
    places = tuple(PlaceData(case.answer.where, case.answer.key, case.state, case.message) for case in cases)
    counts = {state.value: sum(one.state is state for one in places) for state in State}
    told_of = tuple(
        say("{where}: {message}", where=one.where, message=one.message) for one in places if one.message is not None
    )
    summary = say("{ok} answers are in their packages now, {unchanged} say nothing new, {conflict} are in conflict, "
                  "{error} were not taken.", **counts)  # fmt: skip
    see = () if target is None else (say("See the list with what became of each row: {path}", path=target),)
    left = counts["conflict"] or counts["error"] or failures.errors
    return OperationResult(
        "review import", TakingPayload(places, target), (*told_of, *notes, summary, *see), tuple(failures.errors),
        succeeded=counts["ok"], exit_code=ExitCode.SOME_FAILED if left else ExitCode.DONE,
    )  # fmt: skip
