"""What `pbgdpl review export` does: the open places of packages as a list for the desk or the shelf."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.extras import require_extra
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.lists.citations import citation_places
from pbgdpl_cli.review.lists.places import ListedPlace, places_by_page, ranked
from pbgdpl_cli.runs.each_package import Failures
from pbgdpl_cli.runs.review.under_review import packages_under_review
from pbgdpl_cli.runs.sheet_export import kept_before
from pbgdpl_cli.session import Session
from validators.problems import say


@dataclass(frozen=True, slots=True)
class ListChoice:
    """What was chosen.

    Attributes:
        paths: Packages, or folders of packages.
        output: The list to write; its ending says in which form.
        citations: Whether citations nobody decided about stand on it, too.
    """

    paths: tuple[Path, ...]
    output: Path
    citations: bool = False


@dataclass(frozen=True, slots=True)
class ListPayload:
    """The list, and how many places it has."""

    path: Path
    places: int


_Write = Callable[[Path, Sequence[ListedPlace]], int]


def run(session: Session, choice: ListChoice) -> OperationResult[ListPayload]:
    """Write the open places of packages into one list; a package that cannot be reviewed does not stop the others.

    Raises:
        WrongUsage: The list's name ends in none of the forms there are, or there are too many places for paper.
    """
    ending = choice.output.suffix.lower()
    if ending not in _WRITERS:
        raise WrongUsage(
            say("A list is written as {known}, not as “{ending}”.", known=", ".join(_WRITERS), ending=ending or "?"),
            hint=say("Give it such a name: {line}", line=f"-o {choice.output.stem or 'can-xem'}.xlsx"),
            path=choice.output,
        )
    failures = Failures(session.settings.home)
    packages = list(packages_under_review(session, choice.paths, failures, to_change=False))
    if failures.errors and not packages:  # a list that is there already is not lost to a mistyped path
        return OperationResult("review export", errors=tuple(failures.errors))
    choice.output.parent.mkdir(parents=True, exist_ok=True)
    with kept_before(choice.output) as kept:
        count = _WRITERS[ending](choice.output, _in_order(packages, ending, citations=choice.citations))
    lines = [say("{count} places were written into {path}.", count=count, path=choice.output)]
    if kept:
        lines.append(say("The list that had this name is kept: {path}", path=kept))
    return OperationResult(
        "review export",
        ListPayload(choice.output, count),
        tuple(lines),
        tuple(failures.errors),
        succeeded=len(packages),
    )


def _in_order(packages: Sequence[PackageUnderReview], ending: str, *, citations: bool) -> Sequence[ListedPlace]:
    """Worst first; on paper in the order in which somebody leafs through the original."""
    cited = {id(one): list(citation_places(one)) if citations else [] for one in packages}
    if ending == ".pdf":
        return [place for one in packages for place in (*places_by_page(one), *cited[id(one)])]
    return sorted((*ranked(packages), *chain.from_iterable(cited.values())), key=lambda place: -place.harm)


def _xlsx(path: Path, places: Sequence[ListedPlace]) -> int:
    require_extra("sheet")
    from pbgdpl_cli.review.lists.sheets import write_xlsx

    return write_xlsx(path, places)


def _csv(path: Path, places: Sequence[ListedPlace]) -> int:
    require_extra("sheet")
    from pbgdpl_cli.review.lists.sheets import write_csv

    return write_csv(path, places)


def _markdown(path: Path, places: Sequence[ListedPlace]) -> int:
    require_extra("sheet")
    from pbgdpl_cli.review.lists.markdown import write_markdown

    return write_markdown(path, places)


def _shelf(path: Path, places: Sequence[ListedPlace]) -> int:
    require_extra("ocr")
    from pbgdpl_cli.review.lists.shelf import write_shelf_list

    return write_shelf_list(path, places)


_WRITERS: Mapping[str, _Write] = MappingProxyType({".xlsx": _xlsx, ".csv": _csv, ".md": _markdown, ".pdf": _shelf})
