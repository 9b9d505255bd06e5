"""`search`: packages below a folder that have the words, best first, each with the place that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.runs.each_package import Failures, each_package
from pbgdpl_cli.search.besides.told import how_besides
from pbgdpl_cli.search.excerpts import as_printed
from pbgdpl_cli.search.finding import Found, How, Wanted
from pbgdpl_cli.search.folder_index import FolderIndex, Hit
from pbgdpl_cli.session import Session
from pbgdpl_cli.terms import term
from validators.packages.package import Package, open_package
from validators.problems import Message, say


@dataclass(frozen=True, slots=True)
class SearchChoice:
    """What was chosen: words, the folder, how many to show, and whether words may stand far apart."""

    words: str
    folder: Path = Path()
    most: int = 10
    wide: bool = False


@dataclass(frozen=True, slots=True)
class SearchPayload:
    """What was found: how many in all, how, for which words, how many more have the words far apart, and the best.

    Attributes:
        total: Found in all.
        how: A value of `How`.
        sought: Stretches of words that were looked for.
        apart: How many more have all words, far apart.
        filled: How many at the end of all have only most of the words side by side.
        widened: What statutes say for everyday words that were typed, looked for besides them.
        found: The best of all.
    """

    total: int
    how: str
    sought: tuple[tuple[str, ...], ...]
    apart: int
    filled: int
    widened: tuple[tuple[str, ...], ...]
    found: tuple[Hit, ...]


def run(session: Session, choice: SearchChoice) -> OperationResult[SearchPayload]:
    """Bring the index of the folder up to date, then ask it. A package that cannot be read is an error of its own."""
    failures = Failures(session.settings.home)
    with FolderIndex(session.settings.home, choice.folder) as index:
        _bring_up_to_date(index, choice.folder, failures)
        found, hits = index.search(Wanted(choice.words, wide=choice.wide, thorough=True), choice.most)
    finds = found.finds
    total = len(found.numbers or ())
    return OperationResult(
        "search",
        SearchPayload(total, finds.how.value, finds.sought, finds.apart, found.filled, finds.widened, hits),
        _lines(choice, found, hits),
        tuple(failures.errors),
        succeeded=total,
        answers=True,
    )


def _bring_up_to_date(index: FolderIndex, folder: Path, failures: Failures) -> None:
    known = index.stamps()
    present: set[Path] = set()
    for item in each_package([folder], failures):
        present.add(item.path)
        with failures.of(item.path):
            package = open_package(item.path)
            stamp = _stamp(package)
            if known.get(item.path) != stamp:
                index.put(item.path, stamp, package.record())
    if gone := known.keys() - present:
        index.forget(gone)


def _stamp(package: Package) -> str:
    """By what a changed record is known without reading it."""
    state = package.record_path.stat()
    return f"{state.st_mtime_ns} {state.st_size} {state.st_ino}"


def _lines(choice: SearchChoice, found: Found, hits: tuple[Hit, ...]) -> tuple[Message | str, ...]:
    total = len(found.numbers or ())
    first: list[Message | str] = [say("{number} found for “{words}”", number=total, words=choice.words)]
    if not total:
        first = [say("Nothing was found for “{words}”.", words=choice.words)]
    elif found.finds.how is not How.CLOSE:
        first.append(_how(found, hits))
    first += how_besides(found)
    for number, hit in enumerate(hits, 1):
        first += ["", f"{number}. {hit.title} ({term('kinds', hit.kind)})", f"   {hit.path}"]
        first += [f"   {hit.excerpt}"] if hit.excerpt else []
    if total > len(hits):
        first += ["", say("{number} more: --most {total}", number=total - len(hits), total=total)]
    if found.finds.apart:
        first += ["", say("{number} more have all these words, but not together: --wide", number=found.finds.apart)]
    return tuple(first)


def _how(found: Found, hits: tuple[Hit, ...]) -> Message:
    sought = found.finds.sought
    if found.finds.how is How.REPAIRED:
        printed = (as_printed(f"{hit.title}\n{hit.excerpt}", sought) for hit in hits)
        meant = next(filter(None, printed), " ".join(word for words in sought for word in words))
        return say("Nothing has these words; shown is what has “{words}”.", words=meant)
    if found.finds.how is How.MOSTLY:
        return say("Nowhere do all these words stand together; first comes what has most of them side by side.")
    if found.finds.how is How.UNMARKED:
        return say("Nowhere do these words stand with these marks; these materials have them with others.")
    return say("Nowhere do these words stand together; these materials have all of them, here and there.")
