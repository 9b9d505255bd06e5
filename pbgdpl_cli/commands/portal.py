"""`pbgdpl portal`: the embedded portal, what it takes over from another, and what its keeper does."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pbgdpl_cli.commands import help_of
from pbgdpl_cli.extras import require_extra
from pbgdpl_cli.i18n import _
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.session import session_of
from pbgdpl_cli.terminal.help.examples import examples_of

# As in `pbgdpl_cli.portal`, which `--help` must not import.
_PORT = 8734


def _home_option() -> Any:
    return typer.Option("--home", help=_("Folder the portal lives in; default: the program's own."))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help=help_of("portal"), epilog=examples_of("portal"), no_args_is_help=True)
    _add_serve(group)
    _add_harvest(group)
    _add_tokens(group)
    _add_audit(group)
    _add_backup(group)
    _add_restore(group)
    _add_check(group)
    app.add_typer(group, name="portal")


def _add_serve(group: typer.Typer) -> None:
    @group.command(help=_("Serve the bookshelf until Ctrl-C."), epilog=examples_of("portal serve"))
    def serve(
        context: typer.Context,
        port: Annotated[int, typer.Option("--port", min=0, max=65535, help=_("Port; 0 takes a free one."))] = _PORT,
        home: Annotated[Path | None, _home_option()] = None,
        host: Annotated[str, typer.Option("--host", help=_("Address to listen on."))] = "127.0.0.1",
        allow_others: Annotated[
            bool,
            typer.Option(
                "--allow-others",
                help=_("Accept connections from other computers; needs a token, --certificate, --key and --address."),
            ),
        ] = False,
        public: Annotated[
            str | None,
            typer.Option(
                "--address", metavar="URL", help=_("Address others reach it by: https://NAME. Needs a token.")
            ),
        ] = None,
        certificate: Annotated[
            Path | None, typer.Option("--certificate", metavar="FILE", help=_("Certificate to encrypt with (PEM)."))
        ] = None,
        key: Annotated[
            Path | None, typer.Option("--key", metavar="FILE", help=_("Private key of the certificate (PEM)."))
        ] = None,
        quota: Annotated[
            str | None,
            typer.Option("--quota", metavar="SIZE", help=_("What one office may have here: 500M, 20G, 1T.")),
        ] = None,
    ) -> OperationResult[object]:
        require_extra("portal")
        from pbgdpl_cli.runs.portal.serve import PortalChoice, run

        choice = PortalChoice(home, host, port, allow_others, public, certificate, key, quota)
        return run(session_of(context), choice)


def _add_harvest(group: typer.Typer) -> None:
    @group.command(help=_("Take over what another portal hands on."), epilog=examples_of("portal harvest"))
    def harvest(
        context: typer.Context,
        url: Annotated[str, typer.Argument(metavar="URL", help=_("The other portal's address."))],
        home: Annotated[Path | None, _home_option()] = None,
        part: Annotated[
            str | None, typer.Option("--set", help=_("Only a set of it, such as collection.tin-tuc or kind.to-gap."))
        ] = None,
        replace: Annotated[
            bool, typer.Option("--replace", help=_("Also replace what was changed or withdrawn here."))
        ] = False,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only tell what would be taken."))] = False,
    ) -> OperationResult[object]:
        require_extra("portal")
        from pbgdpl_cli.runs.portal.harvest import PortalHarvestChoice, run

        return run(session_of(context), PortalHarvestChoice(url, home, part, replace, dry_run))


def _add_tokens(group: typer.Typer) -> None:
    tokens = typer.Typer(
        help=_("Who may write on the portal: make, list and revoke tokens."),
        epilog=examples_of("portal token"),
        no_args_is_help=True,
    )
    _add_token_add(tokens)
    _add_token_list(tokens)
    _add_token_revoke(tokens)
    group.add_typer(tokens, name="token")


def _add_token_add(tokens: typer.Typer) -> None:
    @tokens.command("add", help=_("Make a token; it is shown once."), epilog=examples_of("portal token add"))
    def add(
        context: typer.Context,
        office: Annotated[
            str, typer.Option("--office", help=_("Whose it is; an uploader writes for this office only."))
        ],
        role: Annotated[
            str, typer.Option("--role", help=_("What it lets do: reader, uploader, editor or administrator."))
        ] = "uploader",
        days: Annotated[int, typer.Option("--days", min=1, max=1096, help=_("It ends after so many days."))] = 365,
        home: Annotated[Path | None, _home_option()] = None,
    ) -> OperationResult[object]:
        require_extra("portal")
        from pbgdpl_cli.runs.portal.tokens import AddChoice, add

        return add(session_of(context), AddChoice(office, role, days, home))


def _add_token_list(tokens: typer.Typer) -> None:
    @tokens.command("list", help=_("List the tokens, without their secrets."), epilog=examples_of("portal token list"))
    def list_all(
        context: typer.Context, home: Annotated[Path | None, _home_option()] = None
    ) -> OperationResult[object]:
        require_extra("portal")
        from pbgdpl_cli.runs.portal.tokens import list_all

        return list_all(session_of(context), home)


def _add_token_revoke(tokens: typer.Typer) -> None:
    @tokens.command("revoke", help=_("End a token now."), epilog=examples_of("portal token revoke"))
    def revoke(
        context: typer.Context,
        token: Annotated[str, typer.Argument(metavar="ID", help=_("Its ID, as “portal token list” shows it."))],
        home: Annotated[Path | None, _home_option()] = None,
    ) -> OperationResult[object]:
        require_extra("portal")
        from pbgdpl_cli.runs.portal.tokens import revoke

        return revoke(session_of(context), token, home)


def _add_audit(group: typer.Typer) -> None:
    @group.command(
        help=_("Show who wrote what, when, from where, and how it ended."), epilog=examples_of("portal audit")
    )
    def audit(
        context: typer.Context,
        last: Annotated[int, typer.Option("--last", min=1, max=1_000_000, help=_("So many rows, the newest."))] = 50,
        since: Annotated[
            str, typer.Option("--since", metavar="DAY", help=_("Only from this day on (YYYY-MM-DD)."))
        ] = "",
        home: Annotated[Path | None, _home_option()] = None,
    ) -> OperationResult[object]:
        require_extra("portal")
        from pbgdpl_cli.runs.portal.audit import AuditChoice, run

        return run(session_of(context), AuditChoice(last, since, home))


def _add_backup(group: typer.Typer) -> None:
    @group.command(
        help=_("Back up the portal into a folder, also while it is being served."), epilog=examples_of("portal backup")
    )
    def backup(
        context: typer.Context,
        folder: Annotated[
            Path, typer.Argument(metavar="FOLDER", help=_("A new folder, or that of an earlier backup."))
        ],
        copy: Annotated[bool, typer.Option("--copy", help=_("Copy every file, where a link would do, too."))] = False,
        home: Annotated[Path | None, _home_option()] = None,
    ) -> OperationResult[object]:
        require_extra("portal")
        from pbgdpl_cli.runs.portal.keeping import run_backup

        return run_backup(session_of(context), folder, home, copy=copy)


def _add_restore(group: typer.Typer) -> None:
    @group.command(
        help=_("Make the portal from a backup; every file is checked."), epilog=examples_of("portal restore")
    )
    def restore(
        context: typer.Context,
        folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=_("The folder of the backup."))],
        replace: Annotated[
            bool, typer.Option("--replace", help=_("Put a portal that is there aside, under another name."))
        ] = False,
        home: Annotated[Path | None, _home_option()] = None,
    ) -> OperationResult[object]:
        require_extra("portal")
        from pbgdpl_cli.runs.portal.keeping import run_restore

        return run_restore(session_of(context), folder, home, replace=replace)


def _add_check(group: typer.Typer) -> None:
    @group.command(
        help=_("Find and mend what a power cut left behind. Exit code 5 when something stays wrong."),
        epilog=examples_of("portal check"),
    )
    def check(
        context: typer.Context,
        mend: Annotated[bool, typer.Option("--mend/--no-mend", help=_("Put right what can be."))] = True,
        every_byte: Annotated[
            bool, typer.Option("--every-byte", help=_("Read every file whole and compare its hash, too."))
        ] = False,
        home: Annotated[Path | None, _home_option()] = None,
    ) -> OperationResult[object]:
        require_extra("portal")
        from pbgdpl_cli.runs.portal.keeping import run_check

        return run_check(session_of(context), home, mend=mend, every_byte=every_byte)
