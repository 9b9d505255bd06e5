"""`pbgdpl schema`: the sharing schema, the code lists and the rules, for machines and for people."""

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

    @app.command(help=help_of("schema"), epilog=examples_of("schema"))
    def schema(
        context: typer.Context,
        form: Annotated[str, typer.Option("--format", help=_("json, xsd or md."))] = "json",
        output: Annotated[Path | None, typer.Option("--output", "-o", help=_("Write into this file."))] = None,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.schema import SchemaChoice, run

        return run(session_of(context), SchemaChoice(form, output))
