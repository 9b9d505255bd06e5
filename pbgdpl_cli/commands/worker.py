"""`pbgdpl worker`: read pages for the runs of other computers that share a folder with this one."""

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
from pbgdpl_cli.terminal.options.reading import tls_ca_option, tls_cert_option, tls_key_option


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=help_of("worker"), epilog=examples_of("worker"))
    def worker(
        context: typer.Context,
        place: Annotated[
            str,
            typer.Argument(
                metavar="FOLDER|ADDRESS",
                help=_("The shared folder, as this computer sees it, or the address of a Dask scheduler."),
            ),
        ],
        jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help=_("Processes; 0 chooses for you."))] = 0,
        engine: Annotated[str, typer.Option("--engine", help=_("OCR engine."))] = "pytesseract",
        once: Annotated[bool, typer.Option("--once", help=_("Stop when no page waits."))] = False,
        tls_ca: Annotated[Path | None, tls_ca_option()] = None,
        tls_cert: Annotated[Path | None, tls_cert_option()] = None,
        tls_key: Annotated[Path | None, tls_key_option()] = None,
    ) -> OperationResult[object]:
        require_extra("ocr")
        from pbgdpl_cli.runs.worker import WorkerChoice, run, run_in_cluster

        choice = WorkerChoice(place, jobs, engine, once, (tls_ca, tls_cert, tls_key))
        return (run_in_cluster if choice.in_cluster else run)(session_of(context), choice)
