"""`pbgdpl convert`: a package for every material."""

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
    dry_run_option,
    existing_option,
    force_ocr_option,
    kind_option,
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
from pbgdpl_cli.terminal.options.waiting import lock_wait, wait_option
from validators.problems import say


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=help_of("convert"), epilog=examples_of("convert"))
    def convert(
        context: typer.Context,
        inputs: Annotated[list[Path], typer.Argument(metavar="INPUT…", help=_("Files, folders or ZIP archives."))],
        out: Annotated[Path, typer.Option("--out", "-o", help=_("Folder of packages."))] = Path("packages"),
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
        title: Annotated[
            str | None, typer.Option("--title", metavar="TEXT", help=_("Title of the material; of one input only."))
        ] = None,
        kind: Annotated[str | None, kind_option()] = None,
        again: Annotated[
            bool, typer.Option("--again", help=_("Convert anew what is there already; the same as --existing redo."))
        ] = False,
        existing: Annotated[str, existing_option()] = "skip",
        retry: Annotated[str | None, retry_option()] = None,
        progress_json: Annotated[Path | None, progress_json_option()] = None,
        metrics_file: Annotated[Path | None, metrics_option()] = None,
        log_file: Annotated[Path | None, log_option()] = None,
        dry_run: Annotated[bool, dry_run_option()] = False,
        wait: Annotated[bool, wait_option()] = False,
    ) -> OperationResult[object]:
        require_extra("ocr")
        session = session_of(context)
        session.console.sign(say("Converting"))
        from pbgdpl_cli.runs.batches.page_pool import cluster_choice
        from pbgdpl_cli.runs.batches.source_choice import priority_choice, retry_kinds
        from pbgdpl_cli.runs.batches.standing import Tellers
        from pbgdpl_cli.runs.convert import ConvertChoice, estimate, existing_choice, run

        choice = ConvertChoice(
            tuple(inputs), out, jobs, engine, correct, pages, dpi, force_ocr, queue, retry_kinds(retry),
            cluster_choice(scheduler, (tls_ca, tls_cert, tls_key), queue),
            Tellers(progress_json, metrics_file, log_file),
            priority_choice(priority),
            wait=lock_wait(session.console, wait=wait), title=title, kind=kind,
            existing=existing_choice(existing, again=again),
        )  # fmt: skip
        return estimate(session, choice) if dry_run else run(session, choice)
