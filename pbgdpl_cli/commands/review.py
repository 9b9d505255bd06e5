"""`pbgdpl review`: the steps a person takes with a material, from the comparison with the original to the reader.

A group, so that `pbgdpl review PACKAGE` stays free for the page in the browser.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

import typer

from pbgdpl_cli.commands import help_of
from pbgdpl_cli.extras import require_extra
from pbgdpl_cli.i18n import _, told
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.session import session_of
from pbgdpl_cli.terminal.help.examples import examples_of
from pbgdpl_cli.terminal.help.listed_group import ListedGroup
from pbgdpl_cli.terminal.options.waiting import lock_wait, wait_option
from validators.problems import Message, say

_Run = TypeVar("_Run", bound=Callable[..., Any])


# In the order help lists them: the way of a material.
_STEPS: Mapping[str, Message] = MappingProxyType({
    "open": say(
        "Open the review page in the browser: what needs a person, worst first. So does: pbgdpl review PACKAGE"
    ),
    "doubts": say("List what needs a person, worst first, each place with a key."),
    "settle": say("A person looked at a doubtful place, and it is right as it stands."),
    "correct": say("Put right what was read: record, content, searchable PDF and word boxes are made anew from it."),
    "export": say("Write what needs a person into a list, worst first: .xlsx, .csv, .md, or .pdf for the shelf."),
    "import": say("Take over what people wrote on such a list; numbers count only as typed, conflicts are shown."),
    "compare": say("A person compared the text with the original, word by word."),
    "approve": say("The head of the drafting unit approves the text as it is now; a later change ends the approval."),
    "publish": say("The approved material is where readers find it."),
    "reject": say("The head of the drafting unit did not approve it."),
    "sheet": say("Tell what an approval would rest on now: who looked, for how long, what is likely left."),
    "withdraw": say("It is taken back: readers shall not use it any more."),
    "reopen": say("It becomes a draft again, to be corrected, compared and approved anew."),
    "words": say("Show and change the good and bad words of a publisher; what people answered only proposes."),
    "waive": say("A person answers for one finding of validation: the record says who, when and why."),
})  # fmt: skip
# The steps that do nothing but change the standing, and the state they lead to.
_STATES = MappingProxyType({
    "compare": "compared", "publish": "published", "reject": "rejected", "withdraw": "withdrawn", "reopen": "draft",
})  # fmt: skip


class _Steps(ListedGroup):
    """`pbgdpl review PACKAGE…` is `pbgdpl review open PACKAGE…`: what is no step is a package."""

    listed = _STEPS

    def add(self, name: str, app: typer.Typer) -> None:
        """Add a step to an app of the library."""
        if name in _STATES:
            _add_step(app, name, _STATES[name])
        else:
            _WITH_CHOICES[name](app)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the step in front of packages."""
        if args and args[0] not in self.listed and _is_a_place(args[0]):
            args = ["open", *args]
        return list(super().parse_args(ctx, args))


def _is_a_place(word: str) -> bool:
    return not word.startswith("-") and ("/" in word or os.sep in word or Path(word).exists())


def register(app: typer.Typer) -> None:
    """Add the command and its steps."""
    review = typer.Typer(
        cls=_Steps, help=help_of("review"), epilog=examples_of("review"), no_args_is_help=True, rich_markup_mode=None
    )
    app.add_typer(review, name="review")


def _command(review: typer.Typer, name: str) -> Callable[[_Run], _Run]:
    return review.command(name, help=told(_STEPS[name]), epilog=examples_of(f"review {name}"))


def _paths() -> Any:
    return typer.Argument(metavar="PACKAGE…", help=_("Packages, folders of packages, or records."))


def _by() -> Any:
    return typer.Option("--by", metavar="NAME", help=_("Who takes the step."))


def _note() -> Any:
    return typer.Option("--note", metavar="TEXT", help=_("A note for those who read the history."))


def _on() -> Any:
    return typer.Option("--on", metavar="YYYY-MM-DD", help=_("The day of the step; today if not given."))


def _add_step(review: typer.Typer, name: str, state: str) -> None:
    @_command(review, name)
    def take_step(
        context: typer.Context,
        paths: Annotated[list[Path], _paths()],
        by: Annotated[str, _by()],
        note: Annotated[str | None, _note()] = None,
        on: Annotated[str | None, _on()] = None,
        wait: Annotated[bool, wait_option()] = False,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.review.steps import ReviewChoice, run
        from validators.sharing.standing import Standing

        session = session_of(context)
        waiting = lock_wait(session.console, wait=wait)
        return run(session, ReviewChoice(tuple(paths), name, Standing(state), by, on, note, wait=waiting))


def _add_open(review: typer.Typer) -> None:
    @_command(review, "open")
    def open_page(
        context: typer.Context,
        paths: Annotated[list[Path], typer.Argument(metavar="PACKAGE…", help=_("Packages, or folders of packages."))],
        by: Annotated[str | None, typer.Option("--by", metavar="NAME", help=_("Who reviews."))] = None,
        port: Annotated[int, typer.Option("--port", min=0, max=65535, help=_("Port; 0 takes a free one."))] = 0,
        browser: Annotated[bool, typer.Option("--browser/--no-browser", help=_("Whether to open the browser."))] = True,
        sample: Annotated[
            str | None,
            typer.Option("--sample", metavar="SHARE", help=_("Share of the undoubted numbers that is typed, too: 5%")),
        ] = None,
        plant: Annotated[
            int | None,
            typer.Option(
                "--plant",
                min=0,
                metavar="N",
                help=_("Show so many wrong readings on purpose, in doubts and in other words; told after."),
            ),
        ] = None,
        second_person: Annotated[
            bool, typer.Option("--second-person", help=_("A number that is read otherwise waits for a second person."))
        ] = False,
        second_reading: Annotated[
            bool, typer.Option("--second-reading", help=_("Read anew the numbers others have read, without seeing it."))
        ] = False,
    ) -> OperationResult[object]:
        require_extra("portal")
        from pbgdpl_cli.runs.review.open import OpenChoice, run

        choice = OpenChoice(tuple(paths), by, port, browser, sample, plant, second_person, second_reading)
        return run(session_of(context), choice)


def _add_doubts(review: typer.Typer) -> None:
    @_command(review, "doubts")
    def doubts(context: typer.Context, paths: Annotated[list[Path], _paths()]) -> OperationResult[object]:
        from pbgdpl_cli.runs.review.doubts import DoubtsChoice, show

        return show(session_of(context), DoubtsChoice(tuple(paths)))


def _add_settle(review: typer.Typer) -> None:
    @_command(review, "settle")
    def settle_doubt(
        context: typer.Context,
        package: Annotated[Path, typer.Argument(metavar="PACKAGE", help=_("A package."))],
        key: Annotated[str, typer.Argument(metavar="KEY", help=_("Of the place, from: pbgdpl review doubts"))],
        by: Annotated[str, typer.Option("--by", metavar="NAME", help=_("Who looked at the place."))],
        reads: Annotated[
            str | None,
            typer.Option("--reads", metavar="TEXT", help=_("What is printed there, typed anew; needed for numbers.")),
        ] = None,
        note: Annotated[str | None, _note()] = None,
        wait: Annotated[bool, wait_option()] = False,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.review.doubts import SettlingChoice, settle

        session = session_of(context)
        waiting = lock_wait(session.console, wait=wait)
        return settle(session, SettlingChoice(package, key, by, reads, note, waiting))


def _add_correct(review: typer.Typer) -> None:
    @_command(review, "correct")
    def correct(
        context: typer.Context,
        package: Annotated[Path, typer.Argument(metavar="PACKAGE", help=_("A package."))],
        text: Annotated[str, typer.Option("--text", metavar="TEXT", help=_("As it stands there now."))],
        to: Annotated[
            str,
            typer.Option(
                "--to",
                metavar="TEXT",
                help=_("As it is printed. The same, if it was read right; empty, if nothing is."),
            ),
        ],
        by: Annotated[str, typer.Option("--by", metavar="NAME", help=_("Who looked at the place."))],
        page: Annotated[int | None, typer.Option("--page", min=1, metavar="N", help=_("Only on this page."))] = None,
        nth: Annotated[
            int | None, typer.Option("--nth", min=1, metavar="N", help=_("Which of several places, from 1."))
        ] = None,
        everywhere: Annotated[bool, typer.Option("--all", help=_("All places that read so."))] = False,
        note: Annotated[str | None, _note()] = None,
        wait: Annotated[bool, wait_option()] = False,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.review.correct import CorrectionChoice, run

        session = session_of(context)
        waiting = lock_wait(session.console, wait=wait)
        return run(session, CorrectionChoice(package, text, to, by, page, nth, everywhere, note, waiting))


def _add_export(review: typer.Typer) -> None:
    @_command(review, "export")
    def export(
        context: typer.Context,
        paths: Annotated[list[Path], typer.Argument(metavar="PACKAGE…", help=_("Packages, or folders of packages."))],
        output: Annotated[
            Path, typer.Option("--output", "-o", help=_("The list to write: .xlsx, .csv, .md or .pdf."))
        ] = Path("can-xem.xlsx"),
        citations: Annotated[
            bool, typer.Option("--citations", help=_("Citations nobody decided about stand on the list, too."))
        ] = False,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.review.export import ListChoice, run

        return run(session_of(context), ListChoice(tuple(paths), output, citations))


def _add_import(review: typer.Typer) -> None:
    @_command(review, "import")
    def import_(
        context: typer.Context,
        source: Annotated[
            Path, typer.Argument(metavar="LIST", help=_("The list as filled in: .xlsx, .csv, .ods, .md."))
        ],
        paths: Annotated[list[Path], typer.Argument(metavar="PACKAGE…", help=_("Packages, or folders of packages."))],
        by: Annotated[str, typer.Option("--by", metavar="NAME", help=_("Who looked at the places."))],
        output: Annotated[
            Path | None,
            typer.Option(
                "--output",
                "-o",
                help=_("Where the sheet with status goes; itself if not given, where it loses nothing by that."),
            ),
        ] = None,
    ) -> OperationResult[object]:
        require_extra("sheet")
        from pbgdpl_cli.runs.review.take_back import TakingChoice, run

        return run(session_of(context), TakingChoice(source, tuple(paths), by, output))


def _add_approve(review: typer.Typer) -> None:
    @_command(review, "approve")
    def approve(
        context: typer.Context,
        paths: Annotated[list[Path], _paths()],
        by: Annotated[str, typer.Option("--by", metavar="NAME", help=_("Who approves."))],
        note: Annotated[str | None, _note()] = None,
        on: Annotated[str | None, _on()] = None,
        despite_doubts: Annotated[
            bool,
            typer.Option(
                "--despite-doubts",
                help=_("Also while places in the package still need a person; no number in doubt is passed over."),
            ),
        ] = False,
        allow: Annotated[
            list[str] | None, typer.Option("--allow", metavar="CODE", help=_("Approve despite this rule."))
        ] = None,
        position: Annotated[
            str | None, typer.Option("--position", metavar="TEXT", help=_("Position of who approves."))
        ] = None,
        basis: Annotated[
            str | None,
            typer.Option("--basis", metavar="TEXT", help=_("What the approval is based on, a decision for instance.")),
        ] = None,
        two_persons: Annotated[
            bool, typer.Option("--two-persons", help=_("Whoever compared the text does not approve it."))
        ] = False,
        wait: Annotated[bool, wait_option()] = False,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.review.steps import ReviewChoice, run
        from validators.sharing.standing import Standing

        session = session_of(context)
        choice = ReviewChoice(
            tuple(paths), "approve", Standing.APPROVED, by, on, note, despite_doubts, tuple(allow or ()),
            position, basis, two_persons, lock_wait(session.console, wait=wait),
        )  # fmt: skip
        return run(session, choice)


def _add_sheet(review: typer.Typer) -> None:
    @_command(review, "sheet")
    def sheet(context: typer.Context, paths: Annotated[list[Path], _paths()]) -> OperationResult[object]:
        from pbgdpl_cli.runs.review.sheets import show

        return show(session_of(context), paths)


def _add_words(review: typer.Typer) -> None:
    @_command(review, "words")
    def words(
        context: typer.Context,
        paths: Annotated[
            list[Path] | None,
            typer.Argument(metavar="PACKAGE…", help=_("Packages, or folders of packages, whose publishers are meant.")),
        ] = None,
        publisher: Annotated[
            str | None, typer.Option("--publisher", metavar="NAME", help=_("A publisher by its name."))
        ] = None,
        good: Annotated[
            list[str] | None, typer.Option("--good", metavar="WORD", help=_("A word that is right: no doubt there."))
        ] = None,
        bad: Annotated[
            list[str] | None,
            typer.Option(
                "--bad",
                metavar="WORD[=PRINTED]",
                help=_("A word that is mostly a misreading: a doubt wherever it stands."),
            ),
        ] = None,
        remove: Annotated[
            list[str] | None, typer.Option("--remove", metavar="WORD", help=_("Take a word off the lists."))
        ] = None,
        by: Annotated[str | None, typer.Option("--by", metavar="NAME", help=_("Who changes the lists."))] = None,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.review.words import WordsChoice, run

        choice = WordsChoice(
            tuple(paths or ()), publisher, tuple(good or ()), tuple(bad or ()), tuple(remove or ()), by
        )
        return run(session_of(context), choice)


def _add_waive(review: typer.Typer) -> None:
    @_command(review, "waive")
    def waive(
        context: typer.Context,
        paths: Annotated[list[Path], _paths()],
        code: Annotated[str, typer.Option("--code", metavar="CODE", help=_("Code of the finding."))],
        by: Annotated[str, typer.Option("--by", metavar="NAME", help=_("Who answers for it."))],
        why: Annotated[
            str | None, typer.Option("--why", metavar="TEXT", help=_("Why the finding does not hold here."))
        ] = None,
        at: Annotated[
            str | None, typer.Option("--at", metavar="POINTER", help=_("Place of the finding, as `--json` gives it."))
        ] = None,
        words: Annotated[
            str | None, typer.Option("--words", metavar="TEXT", help=_("Words that stand at the place."))
        ] = None,
        on: Annotated[str | None, _on()] = None,
        undo: Annotated[bool, typer.Option("--undo", help=_("Take the waiver out again."))] = False,
        wait: Annotated[bool, wait_option()] = False,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.review.waive import WaiveChoice, run

        session = session_of(context)
        waiting = lock_wait(session.console, wait=wait)
        return run(session, WaiveChoice(tuple(paths), code, by, why, at, words, on, undo, waiting))


_WITH_CHOICES: Mapping[str, Callable[[typer.Typer], None]] = MappingProxyType({
    "open": _add_open,
    "doubts": _add_doubts,
    "settle": _add_settle,
    "correct": _add_correct,
    "export": _add_export,
    "import": _add_import,
    "approve": _add_approve,
    "sheet": _add_sheet,
    "words": _add_words,
    "waive": _add_waive,
})  # fmt: skip
