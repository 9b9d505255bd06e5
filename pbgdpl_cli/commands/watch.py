"""`pbgdpl watch`: convert what a scanner puts into a folder, as it comes."""

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
from pbgdpl_cli.terminal.options.reading import (
    dpi_option,
    force_ocr_option,
    log_option,
    metrics_option,
    priority_option,
    queue_option,
    scheduler_option,
    tls_ca_option,
    tls_cert_option,
    tls_key_option,
)


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=help_of("watch"), epilog=examples_of("watch"))
    def watch(
        context: typer.Context,
        folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=_("Where the scanner puts its files."))],
        out: Annotated[Path, typer.Option("--out", "-o", help=_("Folder of packages."))] = Path("packages"),
        settled: Annotated[
            float,
            typer.Option(
                "--settled", metavar="SECONDS", min=0.1, help=_("A file unchanged for so long counts as whole.")
            ),
        ] = 10.0,
        once: Annotated[bool, typer.Option("--once", help=_("Stop when every file that is there is done."))] = False,
        jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help=_("Processes; 0 chooses for you."))] = 0,
        engine: Annotated[str, typer.Option("--engine", help=_("OCR engine."))] = "pytesseract",
        correct: Annotated[
            bool, typer.Option("--correct/--no-correct", help=_("Correct Vietnamese diacritics from context."))
        ] = True,
        dpi: Annotated[int | None, dpi_option()] = None,
        force_ocr: Annotated[bool, force_ocr_option()] = False,
        queue: Annotated[Path | None, queue_option()] = None,
        scheduler: Annotated[str | None, scheduler_option()] = None,
        tls_ca: Annotated[Path | None, tls_ca_option()] = None,
        tls_cert: Annotated[Path | None, tls_cert_option()] = None,
        tls_key: Annotated[Path | None, tls_key_option()] = None,
        priority: Annotated[str, priority_option()] = "normal",
        metrics_file: Annotated[Path | None, metrics_option()] = None,
        log_file: Annotated[Path | None, log_option()] = None,
    ) -> OperationResult[object]:
        require_extra("ocr")
        session = session_of(context)
        from pbgdpl_cli.runs.batches.page_pool import cluster_choice
        from pbgdpl_cli.runs.batches.source_choice import priority_choice
        from pbgdpl_cli.runs.batches.standing import Tellers
        from pbgdpl_cli.runs.convert import ConvertChoice
        from pbgdpl_cli.runs.watch import WatchChoice, run

        converting = ConvertChoice(
            (), out, jobs, engine, correct, None, dpi, force_ocr, queue,
            cluster=cluster_choice(scheduler, (tls_ca, tls_cert, tls_key), queue),
            tellers=Tellers(None, metrics_file, log_file),
            priority=priority_choice(priority),
        )  # fmt: skip
        return run(session, WatchChoice(folder, converting, settled, once))
