"""`pbgdpl derive`: infographics and videos from approved packages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from converters.progress import Silent
from pbgdpl_cli import errors
from pbgdpl_cli.app import session_of
from pbgdpl_cli.i18n import _
from pbgdpl_cli.result import ErrorItem, OperationResult, Table
from pbgdpl_cli.terminal.console import Console
from pbgdpl_cli.waiting import lock_wait, wait_option
from validators.packages.changing import BRIEFLY
from validators.packages.locking import LockWait
from validators.problems import Message, Problem, say

if TYPE_CHECKING:
    from converters.derivatives.derived import Derived, DeriveOptions


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=_("Make infographics and short videos from approved packages."))
    def derive(
        context: typer.Context,
        words: Annotated[
            list[str],
            typer.Argument(
                metavar="KIND... PACKAGE...",
                help=_("What to make (infographic, video), then packages or folders of packages."),
            ),
        ],
        draft: Annotated[
            bool, typer.Option("--draft", help=_("Also from text that is not approved; marked as a draft."))
        ] = False,
        portal_address: Annotated[
            str | None, typer.Option("--portal-address", metavar="URL", help=_("Portal the QR code leads to."))
        ] = None,
        wait: Annotated[bool, wait_option()] = False,
    ) -> OperationResult:
        from pbgdpl_cli.extras import require_extra

        require_extra("media")
        from converters.derivatives.derived import DeriveOptions

        console = session_of(context).console
        kinds, places = split_words(words)
        options = DeriveOptions(draft=draft, portal_address=portal_address, progress=console.progress())
        return run(kinds, places, options, console, lock_wait(console, wait=wait))


def split_words(words: Sequence[str]) -> tuple[list[str], list[Path]]:
    """Kinds come first; the first word that is no kind, and all after it, are packages.

    Raises:
        WrongUsage: There is no kind, or no package.
    """
    from converters.derivatives.registry import KINDS

    count = next((place for place, word in enumerate(words) if word not in KINDS), len(words))
    known = ", ".join(KINDS)
    if not count:
        raise errors.WrongUsage(
            say("“{word}” is nothing that can be made.", word=words[0]),
            hint=say("Name what to make first: {known}.", known=known),
        )
    if count == len(words):
        raise errors.WrongUsage(
            say("No package is named."), hint=say("Example: {line}", line=f"pbgdpl derive {words[0]} FOLDER")
        )
    return list(dict.fromkeys(words[:count])), [Path(word) for word in words[count:]]


def run(
    kinds: Sequence[str],
    places: Sequence[Path],
    options: DeriveOptions,
    console: Console,
    wait: LockWait = BRIEFLY,
) -> OperationResult:
    """Derive every package found; one that fails does not stop the others."""
    from converters.derivatives.derive import derive_package

    derived: list[Derived] = []
    failed: list[ErrorItem] = []
    roots = list(_packages(places, failed))
    # A video takes long enough to show its own progress, one bar at a time.
    progress = Silent() if "video" in kinds else options.progress
    progress.start(say("Making {kinds}", kinds=", ".join(kinds)), len(roots))
    for root in roots:
        for kind in kinds:
            try:
                derived += derive_package(root, [kind], options, wait)
            except Problem as problem:
                failed.append(errors.item_of(problem.at(root)))
            except OSError as error:
                failed.append(errors.item_of(errors.from_os_error(error).at(root)))
        progress.advance(1, root.name)
    progress.finish()
    for note in (note for result in derived for note in result.notes):
        console.note(note)
    return OperationResult(
        "derive",
        data={"derived": [_as_data(result) for result in derived]},
        lines=_lines(derived),
        errors=tuple({(item.code, item.path): item for item in failed}.values()),  # a refusal holds for every kind
        succeeded=len(derived),
    )


def _packages(places: Sequence[Path], failed: list[ErrorItem]) -> Iterator[Path]:
    """Package folders at or below the places named; a place with none is a failure of its own."""
    from validators.packages.faults import NotAPackage
    from validators.packages.package import PackageForm, find_packages

    for place in places:
        try:
            found = [item.path for item in find_packages([place]) if item.form is PackageForm.FOLDER]
        except Problem as problem:
            failed.append(errors.item_of(problem.at(place)))
            continue
        if not found:
            hint = say("Make packages with: {line}", line="pbgdpl convert INPUT -o FOLDER")
            failed.append(errors.item_of(NotAPackage(say("There is no package here."), hint=hint, path=place)))
        yield from found


def _as_data(result: Derived) -> dict[str, object]:
    return {
        "package": str(result.package),
        "kind": result.kind,
        "path": str(result.path),
        "state": result.state,
        "draft": result.draft,
        "companions": {role: str(path) for role, path in result.companions.items()},
        "notes": list(result.notes),
    }


def _lines(derived: Sequence[Derived]) -> tuple[Message | Table, ...]:
    if not derived:
        return ()
    rows = tuple((_state(result), result.kind, str(result.path)) for result in derived)
    made = sum(result.state == "made" for result in derived)
    summary = say("{made} made, {present} already there.", made=made, present=len(derived) - made)
    return (Table((say("State"), say("Kind"), say("File")), rows), summary)


def _state(result: Derived) -> Message:
    if result.state == "unchanged":
        return say("already there")
    return say("draft") if result.draft else say("made")
