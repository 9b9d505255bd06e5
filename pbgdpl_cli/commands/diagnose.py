"""`pbgdpl diagnose`: a bundle for whoever looks for a fault, without personal data."""

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

    @app.command(help=help_of("diagnose"), epilog=examples_of("diagnose"))
    def diagnose(
        context: typer.Context,
        output: Annotated[
            Path | None,
            typer.Option("--output", "-o", help=_("The ZIP to write; else one named by day and time here.")),
        ] = None,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.diagnose import DiagnoseChoice, run

        return run(session_of(context), DiagnoseChoice(output))
