"""`pbgdpl demo`: the whole road on the example materials."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pbgdpl_cli.i18n import _
from pbgdpl_cli.result import OperationResult


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=_("The whole road on the examples: convert, derive, validate, upload, show."))
    def demo(
        context: typer.Context,
        materials: Annotated[
            Path | None, typer.Argument(metavar="[FOLDER]", help=_("Materials; the examples when not given."))
        ] = None,
        out: Annotated[Path, typer.Option("--out", "-o", help=_("Folder for the results."))] = Path("demo-output"),
        port: Annotated[int, typer.Option("--port", help=_("Port of the portal; 0 takes a free one."))] = 8734,
    ) -> OperationResult:
        from pbgdpl_cli.app import session_of
        from pbgdpl_cli.extras import require_extra

        for extra in ("ocr", "media", "portal"):
            require_extra(extra)
        from pbgdpl_cli.runs.demo import Demonstration

        return Demonstration(session_of(context), materials, out, port).run()
