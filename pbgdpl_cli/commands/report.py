"""`pbgdpl report`: the office's own numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pbgdpl_cli.commands import help_of
from pbgdpl_cli.i18n import _
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.session import session_of
from pbgdpl_cli.terminal.help.examples import examples_of


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=help_of("report"), epilog=examples_of("report"))
    def report(
        context: typer.Context,
        paths: Annotated[
            list[Path] | None, typer.Argument(metavar="PATH…", help=_("Packages, or folders of packages."))
        ] = None,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", help=_("The file to write: .xlsx, .html or .md."))
        ] = None,
        template: Annotated[
            Path | None,
            typer.Option("--template", help=_("Your own form (.xlsx, .md, .txt) with {{ names }} of numbers in it.")),
        ] = None,
        write_template: Annotated[
            Path | None,
            typer.Option("--write-template", metavar="FILE", help=_("Write a form to change (.xlsx or .md).")),
        ] = None,
        first: Annotated[
            str | None, typer.Option("--from", metavar="DAY", help=_("First day of the period (YYYY-MM-DD)."))
        ] = None,
        last: Annotated[
            str | None, typer.Option("--to", metavar="DAY", help=_("Last day of the period (YYYY-MM-DD)."))
        ] = None,
        register_file: Annotated[
            Path | None,
            typer.Option(
                "--register",
                help=_(
                    "The register; else that of pbgdpl.toml, register.sqlite here, or the small one that comes along."
                ),
            ),
        ] = None,
        as_of: Annotated[
            str | None, typer.Option("--as-of", help=_("Apply the law as it stands on this day (YYYY-MM-DD)."))
        ] = None,
        within: Annotated[
            int, typer.Option("--within", min=0, max=36500, help=_("Days to look ahead for what will change."))
        ] = 90,
        visits: Annotated[
            Path | None,
            typer.Option("--visits", help=_("Visits to the portal: CSV or JSON with day, page and number.")),
        ] = None,
        check: Annotated[
            bool,
            typer.Option("--check/--no-check", help=_("Whether the packages are checked, which takes longest.")),
        ] = True,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.report import ReportChoice, run

        return run(
            session_of(context),
            ReportChoice(
                tuple(paths or ()), output, template, first, last, register_file, as_of, within, visits, check,
                write_template,
            ),
        )  # fmt: skip
