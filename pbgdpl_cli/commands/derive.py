"""`pbgdpl derive`: infographics and videos from approved packages."""

from __future__ import annotations

from typing import Annotated

import typer

from pbgdpl_cli.commands import help_of
from pbgdpl_cli.extras import require_extra
from pbgdpl_cli.i18n import _
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.session import session_of


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=help_of("derive"))
    def derive(
        context: typer.Context,
        words: Annotated[
            list[str],
            typer.Argument(
                metavar="KIND... PACKAGE...",
                help=_("What to make (such as infographic or video), then packages or folders of packages."),
            ),
        ],
        draft: Annotated[
            bool, typer.Option("--draft", help=_("Also from text that is not approved; marked as a draft."))
        ] = False,
        portal_address: Annotated[
            str | None, typer.Option("--portal-address", metavar="URL", help=_("Portal the QR code leads to."))
        ] = None,
    ) -> OperationResult[object]:
        require_extra("media")
        from pbgdpl_cli.runs.derive import DeriveChoice, run

        return run(session_of(context), DeriveChoice(tuple(words), draft, portal_address))
