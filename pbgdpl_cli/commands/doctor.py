"""`pbgdpl doctor`: what is installed, which versions, and the install line for what is missing."""

from __future__ import annotations

import typer

from pbgdpl_cli.commands import help_of
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.session import session_of
from pbgdpl_cli.terminal.help.examples import examples_of


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=help_of("doctor"), epilog=examples_of("doctor"))
    def doctor(context: typer.Context) -> OperationResult[object]:
        from pbgdpl_cli.runs.doctor import DoctorChoice, run

        return run(session_of(context), DoctorChoice())
