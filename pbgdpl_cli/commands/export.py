"""`pbgdpl export`: records for others: passages, questions, other standards."""

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

    @app.command(help=help_of("export"), epilog=examples_of("export"))
    def export(
        context: typer.Context,
        kind: Annotated[
            str,
            typer.Argument(
                metavar="KIND",
                help=_(
                    "chunks, qa, dublin-core, json-ld, ead, akoma-ntoso, xlsx, dataset, dataset-jsonl or static-site."
                ),
            ),
        ],
        paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help=_("Packages, or folders of packages."))],
        out: Annotated[Path | None, typer.Option("--out", "-o", help=_("The file or folder to write."))] = None,
        include: Annotated[
            str,
            typer.Option(
                "--include",
                metavar="MARKS",
                help=_("Also what is marked: draft, withdrawn, expired, personal, or all."),
            ),
        ] = "",
        register_file: Annotated[
            Path | None,
            typer.Option(
                "--register",
                metavar="FILE",
                help=_("Register of legal acts: what it knows of the acts cited is given along."),
            ),
        ] = None,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.export import ExportChoice, run

        return run(session_of(context), ExportChoice(kind, tuple(paths), out, include, register_file))
