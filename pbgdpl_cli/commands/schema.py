"""`pbgdpl schema`: the sharing schema, the code lists and the rules, for machines and for people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pbgdpl_cli.i18n import _
from pbgdpl_cli.result import OperationResult


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=_("Print the sharing schema: json (JSON Schema 2020-12), xsd, or md (reference for people)."))
    def schema(
        context: typer.Context,
        form: Annotated[str, typer.Option("--format", help=_("json, xsd or md."))] = "json",
        output: Annotated[Path | None, typer.Option("--output", "-o", help=_("Write into this file."))] = None,
    ) -> OperationResult:
        from pbgdpl_cli.app import session_of
        from pbgdpl_cli.runs.schema import print_schema

        return print_schema(session_of(context), form, output)
