"""`pbgdpl portal serve` and `harvest`: the embedded portal, and what it takes over from another."""

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

# As in `pbgdpl_cli.portal.server`, which `--help` must not import.
_PORT = 8734


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help=help_of("portal"), epilog=examples_of("portal"), no_args_is_help=True)
    app.add_typer(group, name="portal")
    _add_serve(group)
    _add_harvest(group)


def _add_serve(group: typer.Typer) -> None:
    @group.command(help=_("Serve the bookshelf until Ctrl-C."), epilog=examples_of("portal serve"))
    def serve(
        context: typer.Context,
        port: Annotated[int, typer.Option("--port", min=0, max=65535, help=_("Port; 0 takes a free one."))] = _PORT,
        home: Annotated[
            Path | None, typer.Option("--home", help=_("Folder the portal lives in; default: the program's own."))
        ] = None,
        host: Annotated[str, typer.Option("--host", help=_("Address to listen on."))] = "127.0.0.1",
        allow_others: Annotated[
            bool,
            typer.Option(
                "--allow-others", help=_("Accept connections from other computers; needs PBGDPL_PORTAL_TOKEN.")
            ),
        ] = False,
    ) -> OperationResult[object]:
        require_extra("portal")
        from pbgdpl_cli.runs.portal import PortalChoice, run

        return run(session_of(context), PortalChoice(home, host, port, allow_others))


def _add_harvest(group: typer.Typer) -> None:
    @group.command(help=_("Take over what another portal hands on."), epilog=examples_of("portal harvest"))
    def harvest(
        context: typer.Context,
        url: Annotated[str, typer.Argument(metavar="URL", help=_("The other portal's address."))],
        home: Annotated[
            Path | None, typer.Option("--home", help=_("Folder the portal lives in; default: the program's own."))
        ] = None,
        part: Annotated[
            str | None, typer.Option("--set", help=_("Only a set of it, such as collection.tin-tuc or kind.to-gap."))
        ] = None,
        replace: Annotated[
            bool, typer.Option("--replace", help=_("Also replace what was changed or withdrawn here."))
        ] = False,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only tell what would be taken."))] = False,
    ) -> OperationResult[object]:
        require_extra("portal")
        from pbgdpl_cli.runs.portal_harvest import PortalHarvestChoice, run

        return run(session_of(context), PortalHarvestChoice(url, home, part, replace, dry_run))
