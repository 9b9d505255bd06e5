"""`pbgdpl sheet`: metadata as an XLSX sheet, edited in Excel or LibreOffice, and read back."""

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
from pbgdpl_cli.terminal.options.waiting import lock_wait, wait_option


def register(app: typer.Typer) -> None:
    """Add the command and its two halves."""
    sheet = typer.Typer(
        help=help_of("sheet"),
        epilog=examples_of("sheet"),
        no_args_is_help=True,
        rich_markup_mode=None,
    )

    @sheet.command(
        "export",
        help=_("Write the metadata of all materials into one XLSX sheet."),
        epilog=examples_of("sheet export"),
    )
    def export(
        context: typer.Context,
        paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help=_("Packages, folders or records."))],
        output: Annotated[Path, typer.Option("--output", "-o", help=_("The sheet to write: .xlsx or .csv."))] = Path(
            "metadata.xlsx"
        ),
    ) -> OperationResult[object]:
        require_extra("sheet")
        from pbgdpl_cli.runs.sheet_export import ExportChoice, run

        return run(session_of(context), ExportChoice(tuple(paths), output))

    @sheet.command(
        "import",
        help=_("Write changes made in a sheet back into the packages; the sheet gets a status column."),
        epilog=examples_of("sheet import"),
    )
    def import_(
        context: typer.Context,
        source: Annotated[Path, typer.Argument(metavar="SHEET", help=_("The sheet as edited: .xlsx, .ods or .csv."))],
        paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help=_("Packages, folders or records."))],
        output: Annotated[
            Path | None,
            typer.Option(
                "--output",
                "-o",
                help=_("Where the sheet with status goes; itself if not given, where it loses nothing by that."),
            ),
        ] = None,
        reopen: Annotated[bool, typer.Option("--reopen", help=_("Approved materials become drafts again."))] = False,
        wait: Annotated[bool, wait_option()] = False,
    ) -> OperationResult[object]:
        require_extra("sheet")
        from pbgdpl_cli.runs.sheet_import import ImportChoice, run

        session = session_of(context)
        waiting = lock_wait(session.console, wait=wait)
        return run(session, ImportChoice(source, tuple(paths), output, reopen, waiting))

    app.add_typer(sheet, name="sheet")
