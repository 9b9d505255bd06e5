"""`pbgdpl search`: find packages by words, on one's own computer."""

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

    @app.command(help=help_of("search"), epilog=examples_of("search"))
    def search(
        context: typer.Context,
        words: Annotated[
            list[str], typer.Argument(metavar="WORDS…", help=_("With or without marks; “…” for an exact phrase."))
        ],
        folder: Annotated[
            Path, typer.Option("--in", metavar="FOLDER", help=_("Packages, or folders of packages."))
        ] = Path(),
        most: Annotated[int, typer.Option("--most", min=1, help=_("How many to show."))] = 10,
        wide: Annotated[bool, typer.Option("--wide", help=_("Also where the words stand far apart."))] = False,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.search import SearchChoice, run

        return run(session_of(context), SearchChoice(" ".join(words), folder, most, wide))
