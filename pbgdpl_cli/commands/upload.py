"""`pbgdpl upload`: packages to a portal or a folder, resumable, never twice."""

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

    @app.command(help=help_of("upload"), epilog=examples_of("upload"))
    def upload(
        context: typer.Context,
        paths: Annotated[
            list[Path] | None, typer.Argument(metavar="PATH…", help=_("Packages, or folders of packages."))
        ] = None,
        to: Annotated[
            str | None,
            typer.Option(
                "--to",
                help=_("https://…, wordpress+https://…, plone+https://… or folder:PATH. Default: the portal here."),
            ),
        ] = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only show what would be sent."))] = False,
        limit_rate: Annotated[
            str | None, typer.Option("--limit-rate", metavar="RATE", help=_("Bytes a second, e.g. 200k or 1.5M."))
        ] = None,
        between: Annotated[
            str | None, typer.Option("--between", metavar="HH:MM-HH:MM", help=_("Send at these hours only."))
        ] = None,
        replace: Annotated[
            bool,
            typer.Option("--replace", help=_("Also replace materials on the portal that were not sent from here.")),
        ] = False,
        allow: Annotated[
            list[str] | None,
            typer.Option("--allow", metavar="CODE", help=_("Send even though this publishing rule objects.")),
        ] = None,
        drafts: Annotated[
            bool, typer.Option("--drafts", help=_("Also send pictures that are drafts, with a text that is one."))
        ] = False,
        listed: Annotated[
            Path | None,
            typer.Option("--list", metavar="FILE", help=_("Packages named by an .xlsx or .csv table, a row each.")),
        ] = None,
        receipts: Annotated[
            Path | None, typer.Option("--receipts", help=_("Write receipts to this .csv, .xlsx, .html or .json file."))
        ] = None,
        report: Annotated[
            Path | None,
            typer.Option("--report", help=_("Write what became of each package, beside your own columns of --list.")),
        ] = None,
        failed: Annotated[
            Path | None,
            typer.Option("--failed", help=_("Write what did not get there as a table for the next --list.")),
        ] = None,
        undo: Annotated[
            str | None,
            typer.Option("--undo", metavar="BATCH", help=_("Take back what an earlier run sent, named as it said.")),
        ] = None,
        yes: Annotated[bool, typer.Option("--yes", help=_("With --undo: do not ask."))] = False,
    ) -> OperationResult[object]:
        require_extra("portal")
        if undo is not None:
            from pbgdpl_cli.runs.upload_undo import UndoChoice
            from pbgdpl_cli.runs.upload_undo import run as take_back

            if paths or listed:
                raise WrongUsage(say("--undo takes a run back as a whole; name no packages."))
            return take_back(session_of(context), UndoChoice(undo, to, yes, dry_run, receipts))
        if not (paths or listed):
            raise WrongUsage(say("Name packages, a --list of them, or a run to --undo."))
        from pbgdpl_cli.runs.upload import UploadChoice, run

        choice = UploadChoice(
            tuple(paths or ()), listed, to, limit_rate, between, receipts, dry_run=dry_run, replace=replace,
            allowed=tuple(allow or ()), drafts=drafts, report=report, failed=failed,
        )  # fmt: skip
        return run(session_of(context), choice)
