"""`pbgdpl register`: the office's own register of legal acts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pbgdpl_cli.commands import help_of
from pbgdpl_cli.i18n import _
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.session import session_of
from pbgdpl_cli.terminal.help.examples import examples_of


def _register_option() -> Any:
    return typer.Option(
        "--register",
        help=_("The register; else that of pbgdpl.toml, register.sqlite here, or the small one that comes along."),
    )


def _as_of_option() -> Any:
    return typer.Option("--as-of", help=_("Apply the law as it stands on this day (YYYY-MM-DD)."))


def register(app: typer.Typer) -> None:
    """Add the command and its three halves."""
    group = typer.Typer(
        help=help_of("register"), epilog=examples_of("register"), no_args_is_help=True, rich_markup_mode=None
    )
    _add_build(group)
    _add_show(group)
    _add_check(group)
    app.add_typer(group, name="register")


def _add_build(group: typer.Typer) -> None:
    @group.command(
        "build",
        help=_("Make or complete a register from lists of acts (CSV, JSON, XLSX) and from packages of legal acts."),
        epilog=examples_of("register build"),
    )
    def build(
        context: typer.Context,
        sources: Annotated[
            list[Path], typer.Argument(metavar="SOURCE…", help=_("Lists of acts, packages, or folders."))
        ],
        output: Annotated[
            Path, typer.Option("--output", "-o", help=_("The register: .sqlite, or .csv or .json to look at."))
        ] = Path("register.sqlite"),
        shipped: Annotated[
            bool, typer.Option("--with-shipped", help=_("Enter the small register that comes along, too."))
        ] = False,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.register_build import BuildChoice, run

        return run(session_of(context), BuildChoice(tuple(sources), output, shipped))


def _add_show(group: typer.Typer) -> None:
    @group.command(
        "show",
        help=_("Tell the life of one act, and which materials cite it."),
        epilog=examples_of("register show"),
    )
    def show(
        context: typer.Context,
        act: Annotated[str, typer.Argument(metavar="ACT", help=_("Its number (14/2019/QĐ-TTg) or its title."))],
        folders: Annotated[
            list[Path] | None, typer.Option("--in", help=_("Materials to look through for who cites it."))
        ] = None,
        register_file: Annotated[Path | None, _register_option()] = None,
        as_of: Annotated[str | None, _as_of_option()] = None,
        place: Annotated[
            str | None,
            typer.Option("--place", metavar="PLACE", help=_("Show what a place of it says: “khoản 2 Điều 5”.")),
        ] = None,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.register_show import ShowChoice, run

        return run(session_of(context), ShowChoice(act, tuple(folders or ()), register_file, as_of, place))


def _add_check(group: typer.Typer) -> None:
    @group.command(
        "check",
        help=_("List every material touched by a change of the law. Exit code 5 when one rests on what has ended."),
        epilog=examples_of("register check"),
    )
    def check(
        context: typer.Context,
        paths: Annotated[list[Path], typer.Argument(metavar="FOLDER…", help=_("Packages, folders, zips or records."))],
        register_file: Annotated[Path | None, _register_option()] = None,
        as_of: Annotated[str | None, _as_of_option()] = None,
        within: Annotated[
            int, typer.Option("--within", min=0, max=36500, help=_("Days to look ahead for what will change."))
        ] = 90,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.register_check import RegisterCheckChoice, run

        return run(session_of(context), RegisterCheckChoice(tuple(paths), register_file, as_of, within))
