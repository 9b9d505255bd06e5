"""Builds the command tree and runs one command: parse, run, turn what went wrong into one sentence, render."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from pbgdpl_cli import errors, i18n
from pbgdpl_cli.commands import COMMANDS, add_command
from pbgdpl_cli.i18n import _
from pbgdpl_cli.result import ExitCode, OperationResult
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import Settings
from pbgdpl_cli.terminal.clock import tell_of_wrong_clock
from pbgdpl_cli.terminal.console import Console
from pbgdpl_cli.terminal.help.examples import examples_of
from pbgdpl_cli.terminal.help.listed_group import ListedGroup
from pbgdpl_cli.terminal.help.pages import usage_hint, usage_message
from pbgdpl_cli.terminal.interrupts import remembered_interrupts
from pbgdpl_cli.terminal.streams import prepare_streams
from validators.problems import Problem, say

PROGRAM = "pbgdpl"


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code. Never raises, never shows a traceback."""
    prepare_streams()
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:  # outside of any command: at the very beginning, or while the result is printed
        return ExitCode.INTERRUPTED


def _run(arguments: list[str]) -> int:
    language = i18n.choose(arguments, os.environ)
    i18n.activate(language)
    verbosity = sum(word in {"-v", "--verbose"} for word in arguments) - ("-q" in arguments or "--quiet" in arguments)
    console = Console(Settings(language, "--json" in arguments, verbosity))
    result = _outcome(arguments, console)
    return ExitCode.DONE if result is None else _shown(console, result)


def _shown(console: Console, result: OperationResult[object]) -> int:
    try:
        console.render(result)
    except BrokenPipeError:
        console.hang_up()  # whoever read us (head, less) has gone; the work itself is done
    except OSError as error:
        console.hang_up()
        problem = errors.from_os_error(error)
        console.note(say("The result could not be printed. {reason}", reason=problem.message), level=-1)
        return result.final_exit_code or ExitCode.SOME_FAILED
    return result.final_exit_code


def _outcome(arguments: list[str], console: Console) -> OperationResult[object] | None:
    command = next((word for word in arguments if not word.startswith("-") and word not in i18n.LANGUAGES), "")
    with remembered_interrupts() as interrupts:
        try:
            answer = build(console)(args=arguments, prog_name=PROGRAM, standalone_mode=False)
        except (KeyboardInterrupt, typer.Abort):
            return _failed(command, errors.Interrupted())
        except Exception as error:  # noqa: BLE001  (the last line of defence: a traceback shown to a user is a bug)
            problem = errors.Interrupted() if interrupts.asked else _problem_behind(error, console.settings)
            return _failed(command, problem)
    if answer == ExitCode.INTERRUPTED:  # the library answers Ctrl-C with an exit code
        return _failed(command, errors.Interrupted())
    return answer if isinstance(answer, OperationResult) else None


def _problem_behind(error: Exception, settings: Settings) -> Problem:
    """What a person is told about an exception that ended a command."""
    if isinstance(error, typer.TyperException):
        return errors.WrongUsage(usage_message(error), hint=usage_hint(error, PROGRAM))
    return errors.problem_behind(error, settings.home)


def _failed(command: str, problem: Problem) -> OperationResult[object]:
    return OperationResult(command, errors=(errors.item_of(problem),))


@dataclass(frozen=True, slots=True)
class VersionPayload:
    """Name and version of the program."""

    software: str


def _version() -> OperationResult[object]:
    from pbgdpl_cli.version import software  # looks through what is installed, which nothing else here needs

    return OperationResult("version", VersionPayload(software()), body=f"{software()}\n")


class ProgramGroup(ListedGroup):
    """The program itself: its commands are imported when they are called."""

    listed = COMMANDS

    def add(self, name: str, app: typer.Typer) -> None:
        """Import a command and add it to an app of the library."""
        add_command(name, app)


def build(console: Console) -> typer.Typer:
    """The command tree, its help in the language in use."""
    app = typer.Typer(
        name=PROGRAM,
        help=_("Turn paper legal-education material into checked, structured, shareable records."),
        epilog=examples_of(""),
        cls=ProgramGroup,
        invoke_without_command=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )

    @app.callback()
    def globals_(
        context: typer.Context,
        lang: Annotated[str, typer.Option("--lang", help=_("Language: vi or en."))] = i18n.active_language(),
        json: Annotated[bool, typer.Option("--json", help=_("Print one JSON object instead of text."))] = False,
        quiet: Annotated[
            bool, typer.Option("--quiet", "-q", help=_("Show only errors and what was asked for."))
        ] = False,
        verbose: Annotated[
            int, typer.Option("--verbose", "-v", count=True, show_default=False, help=_("Show more messages."))
        ] = 0,
        version: Annotated[bool, typer.Option("--version", help=_("Show the version and exit."))] = False,
    ) -> None:
        if lang not in i18n.LANGUAGES:
            raise errors.WrongUsage(say("Unknown language “{lang}”; use vi or en.", lang=lang))
        del json, quiet, verbose  # read before parsing, so that usage errors follow them too
        context.obj = Session(console)
        tell_of_wrong_clock(console)
        if version:
            console.render(_version())
            raise typer.Exit
        if context.invoked_subcommand is None:
            print(context.get_help(), file=console.out)

    return app
