"""`pbgdpl status`: one look at everything: converted, approved, derived, stale, uploaded."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pbgdpl_cli.i18n import _
from pbgdpl_cli.result import OperationResult


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=_("What is converted, approved, derived, out of date, uploaded."))
    def status(
        context: typer.Context,
        paths: Annotated[
            list[Path] | None,
            typer.Argument(metavar="PATH…", help=_("Packages, or folders of packages; default: this folder.")),
        ] = None,
    ) -> OperationResult:
        from pbgdpl_cli.app import session_of
        from pbgdpl_cli.state.overview import overview

        return overview(session_of(context).settings.home, paths or [Path()])
