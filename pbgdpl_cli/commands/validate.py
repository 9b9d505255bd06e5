"""`pbgdpl validate`: every rule over packages, zips and record files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pbgdpl_cli.commands import help_of
from pbgdpl_cli.i18n import _
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.session import session_of
from pbgdpl_cli.terminal.help.examples import examples_of
from pbgdpl_cli.terminal.options.waiting import lock_wait, wait_option


def _register_option() -> Any:
    return typer.Option("--register", help=_("Register of legal acts: SQLite, CSV, JSON or XLSX."))


def _migrate_option() -> Any:
    return typer.Option("--migrate", help=_("Bring records of schema 1.0 to 1.1, and repair what is safe."))


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=help_of("validate"), epilog=examples_of("validate"))
    def validate(
        context: typer.Context,
        paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help=_("Packages, folders, zips or records."))],
        form: Annotated[str, typer.Option("--format", help=_("text, json, sarif, junit, html or github."))] = "text",
        only: Annotated[
            list[str] | None, typer.Option("--only", help=_("Only these codes, or their beginnings."))
        ] = None,
        ignore: Annotated[list[str] | None, typer.Option("--ignore", help=_("Leave these codes out."))] = None,
        purpose: Annotated[
            str | None, typer.Option("--for", help=_("working, or publishing: drafts judged as finished."))
        ] = None,
        as_of: Annotated[
            str | None, typer.Option("--as-of", help=_("Apply the law as it stands on this day (YYYY-MM-DD)."))
        ] = None,
        register_file: Annotated[Path | None, _register_option()] = None,
        config: Annotated[
            Path | None, typer.Option("--config", help=_("Settings file; else the nearest pbgdpl.toml here or above."))
        ] = None,
        trust_config: Annotated[
            bool, typer.Option("--trust-config", help=_("Follow a pbgdpl.toml that stands with what is checked."))
        ] = False,
        allow_empty: Annotated[
            bool, typer.Option("--allow-empty", help=_("A place with nothing to check is no error."))
        ] = False,
        baseline: Annotated[
            Path | None, typer.Option("--baseline", help=_("Findings in this file do not count."))
        ] = None,
        write_baseline: Annotated[
            Path | None, typer.Option("--write-baseline", help=_("Write all findings into this file."))
        ] = None,
        fix: Annotated[
            bool, typer.Option("--fix", help=_("Repair what is safe; the old record is kept beside it."))
        ] = False,
        migrate: Annotated[bool, _migrate_option()] = False,
        wait: Annotated[bool, wait_option()] = False,
        incremental: Annotated[
            bool, typer.Option("--incremental", help=_("Skip what has not changed since the last run."))
        ] = False,
        jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help=_("Processes; 0 chooses for you."))] = 0,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", help=_("Write the report into this file."))
        ] = None,
    ) -> OperationResult[object]:
        from pbgdpl_cli.runs.validate import ValidateChoice, run

        choice = ValidateChoice(
            paths=tuple(paths), form=form, only=tuple(only or ()), ignore=tuple(ignore or ()), purpose=purpose,
            as_of=as_of, register=register_file, config=config, baseline=baseline, write_baseline=write_baseline,
            fix=fix, migrate=migrate,
            wait=lock_wait(session_of(context).console, wait=wait), incremental=incremental, jobs=jobs,
            output=output, trust_config=trust_config, allow_empty=allow_empty,
        )  # fmt: skip
        return run(session_of(context), choice)
