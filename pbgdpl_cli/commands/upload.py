"""`pbgdpl upload`: packages to a portal or a folder, resumable, never twice; and back again."""

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
from pbgdpl_cli.terminal.options import upload as options
from validators.problems import say


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=help_of("upload"), epilog=examples_of("upload"))
    def upload(
        context: typer.Context,
        paths: Annotated[
            list[Path] | None, typer.Argument(metavar="PATH…", help=_("Packages, or folders of packages."))
        ] = None,
        to: Annotated[str | None, options.to_option()] = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only show what would be sent."))] = False,
        limit_rate: Annotated[str | None, options.limit_option()] = None,
        between: Annotated[str | None, options.hours_option()] = None,
        replace: Annotated[
            bool,
            typer.Option("--replace", help=_("Also replace materials on the portal that were not sent from here.")),
        ] = False,
        allow: Annotated[list[str] | None, options.allow_option()] = None,
        drafts: Annotated[bool, options.drafts_option()] = False,
        listed: Annotated[Path | None, options.list_option()] = None,
        receipts: Annotated[Path | None, options.receipts_option()] = None,
        report: Annotated[Path | None, options.report_option()] = None,
        failed: Annotated[Path | None, options.failed_option()] = None,
        undo: Annotated[str | None, options.undo_option()] = None,
        yes: Annotated[bool, typer.Option("--yes", help=_("With --undo: do not ask."))] = False,
    ) -> OperationResult[object]:
        require_extra("portal")
        session = session_of(context)
        if undo is not None:
            from pbgdpl_cli.runs.upload_undo import UndoChoice
            from pbgdpl_cli.runs.upload_undo import run as take_back

            if paths or listed:
                raise WrongUsage(say("--undo takes a run back as a whole; name no packages."))
            return take_back(session, UndoChoice(undo, to, yes, dry_run, receipts))
        if not (paths or listed):
            raise WrongUsage(say("Name packages, a --list of them, or a run to --undo."))
        from pbgdpl_cli.runs.upload import UploadChoice, run

        choice = UploadChoice(
            tuple(paths or ()), listed, to, limit_rate, between, receipts, dry_run=dry_run, replace=replace,
            allowed=tuple(allow or ()), drafts=drafts, report=report, failed=failed,
        )  # fmt: skip
        return run(session, choice)
