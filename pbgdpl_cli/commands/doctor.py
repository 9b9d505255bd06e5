"""`pbgdpl doctor`: what is installed, which versions, and the install line for what is missing."""

from __future__ import annotations

import typer

from pbgdpl_cli.i18n import _
from pbgdpl_cli.result import OperationResult


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=_("What is installed, which versions, and how to install what is missing."))
    def doctor() -> OperationResult:
        from pbgdpl_cli.runs.doctor import diagnose

        return diagnose()
