"""`pbgdpl ocr`: searchable PDF, text in reading order and word boxes for every input."""

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
    pages_option,
    priority_option,
    progress_json_option,
    queue_option,
    retry_option,
    scheduler_option,
    tls_ca_option,
    tls_cert_option,
    tls_key_option,
)
from validators.problems import say


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=help_of("ocr"), epilog=examples_of("ocr"))
    def ocr(
        context: typer.Context,
        inputs: Annotated[list[Path], typer.Argument(metavar="INPUT…", help=_("Files, folders or ZIP archives."))],
        out: Annotated[Path, typer.Option("--out", "-o", help=_("Folder for the results."))] = Path("ocr"),
        jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help=_("Processes; 0 chooses for you."))] = 0,
        engine: Annotated[str, typer.Option("--engine", help=_("OCR engine."))] = "pytesseract",
        correct: Annotated[
            bool, typer.Option("--correct/--no-correct", help=_("Correct Vietnamese diacritics from context."))
        ] = True,
        pages: Annotated[str | None, pages_option()] = None,
        dpi: Annotated[int | None, dpi_option()] = None,
        force_ocr: Annotated[bool, force_ocr_option()] = False,
        queue: Annotated[Path | None, queue_option()] = None,
        scheduler: Annotated[str | None, scheduler_option()] = None,
        tls_ca: Annotated[Path | None, tls_ca_option()] = None,
        tls_cert: Annotated[Path | None, tls_cert_option()] = None,
        tls_key: Annotated[Path | None, tls_key_option()] = None,
        priority: Annotated[str, priority_option()] = "normal",
        retry: Annotated[str | None, retry_option()] = None,
        progress_json: Annotated[Path | None, progress_json_option()] = None,
        metrics_file: Annotated[Path | None, metrics_option()] = None,
        log_file: Annotated[Path | None, log_option()] = None,
    ) -> OperationResult[object]:
        require_extra("ocr")
        session = session_of(context)
        session.console.sign(say("Reading"))
        from pbgdpl_cli.runs.batches.page_pool import cluster_choice
        from pbgdpl_cli.runs.batches.source_choice import priority_choice, retry_kinds
        from pbgdpl_cli.runs.batches.standing import Tellers
        from pbgdpl_cli.runs.ocr import OcrChoice, run

        choice = OcrChoice(
            tuple(inputs), out, jobs, engine, correct, pages, dpi, force_ocr, queue, retry_kinds(retry),
            cluster_choice(scheduler, (tls_ca, tls_cert, tls_key), queue),
            Tellers(progress_json, metrics_file, log_file),
            priority=priority_choice(priority),
        )  # fmt: skip
        return run(session, choice)
