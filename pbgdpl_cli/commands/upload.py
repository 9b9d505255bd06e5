"""`pbgdpl upload`: packages to a portal or a folder, resumable, never twice."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pbgdpl_cli.commands import help_of
from pbgdpl_cli.extras import require_extra
from pbgdpl_cli.i18n import _
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.session import session_of
from pbgdpl_cli.terminal.help.examples import examples_of


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=help_of("upload"), epilog=examples_of("upload"))
    def upload(
        context: typer.Context,
        paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help=_("Packages, or folders of packages."))],
        to: Annotated[
            str | None,
            typer.Option("--to", help=_("https://…, wordpress+https://… or folder:PATH. Default: the portal here.")),
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
        receipts: Annotated[
            Path | None, typer.Option("--receipts", help=_("Write receipts to this .csv, .xlsx or .json file."))
        ] = None,
    ) -> OperationResult[object]:
        require_extra("portal")
        from pbgdpl_cli.runs.upload import UploadChoice, run

        choice = UploadChoice(
            tuple(paths), to, limit_rate, between, receipts, dry_run=dry_run, replace=replace,
            allowed=tuple(allow or ()),
        )  # fmt: skip
        return run(session_of(context), choice)
