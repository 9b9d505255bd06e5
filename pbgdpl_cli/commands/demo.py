"""`pbgdpl demo`: the whole road on the example materials."""

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

    @app.command(help=help_of("demo"), epilog=examples_of("demo"))
    def demo(
        context: typer.Context,
        materials: Annotated[
            Path | None, typer.Argument(metavar="[FOLDER]", help=_("Materials; the examples when not given."))
        ] = None,
        out: Annotated[Path, typer.Option("--out", "-o", help=_("Folder for the results."))] = Path("demo-output"),
        port: Annotated[int, typer.Option("--port", help=_("Port of the portal; 0 takes a free one."))] = 8734,
    ) -> OperationResult[object]:
        for extra in ("ocr", "media", "portal"):
            require_extra(extra)
        from pbgdpl_cli.runs.demo import DemoChoice, run

        return run(session_of(context), DemoChoice(materials, out, port))
