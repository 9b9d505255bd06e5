"""`pbgdpl status`: one look at everything: converted, approved, derived, stale, uploaded."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pbgdpl_cli.commands import help_of
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.extras import require_extra
from pbgdpl_cli.i18n import _
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.session import session_of
from pbgdpl_cli.terminal.help.examples import examples_of
from validators.problems import say


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=help_of("status"), epilog=examples_of("status"))
    def status(
        context: typer.Context,
        paths: Annotated[
            list[Path] | None,
            typer.Argument(metavar="PATH…", help=_("Packages, or folders of packages; default: this folder.")),
        ] = None,
        review: Annotated[
            bool,
            typer.Option(
                "--review",
                help=_(
                    "What waits for people, instead: for whom, since when, how many places, and how long it will take."
                ),
            ),
        ] = False,
        portal: Annotated[
            bool, typer.Option("--portal", help=_("Also ask the portal what was changed there since it was sent."))
        ] = False,
        to: Annotated[
            str | None, typer.Option("--to", help=_("With --portal: which one. Default: the portal here."))
        ] = None,
        read: Annotated[
            bool, typer.Option("--read", help=_("With --portal: read every file, here and there, and compare."))
        ] = False,
        why: Annotated[
            bool,
            typer.Option("--why", help=_("What each package was made from, and whether it still stands; what failed.")),
        ] = False,
    ) -> OperationResult[object]:
        if review:
            from pbgdpl_cli.runs.review.waiting import run as waiting

            return waiting(session_of(context), tuple(paths) if paths else (Path(),))
        if portal:
            require_extra("portal")
        elif to or read:
            raise WrongUsage(say("--to and --read go with --portal."))
        if why:
            from pbgdpl_cli.runs.why import WhyChoice
            from pbgdpl_cli.runs.why import run as reasons

            return reasons(session_of(context), WhyChoice(tuple(paths)) if paths else WhyChoice())
        from pbgdpl_cli.runs.status import StatusChoice, run

        return run(session_of(context), StatusChoice(tuple(paths or (Path(),)), portal, to, read))
