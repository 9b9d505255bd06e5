"""`pbgdpl ocr`: searchable PDF, text in reading order and word boxes for every input."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pbgdpl_cli.i18n import _
from pbgdpl_cli.result import OperationResult


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=_("Read scans: a searchable PDF, the text and the word boxes of every input."))
    def ocr(
        context: typer.Context,
        inputs: Annotated[list[Path], typer.Argument(metavar="INPUT…", help=_("Files, folders or ZIP archives."))],
        out: Annotated[Path, typer.Option("--out", "-o", help=_("Folder for the results."))] = Path("ocr"),
        jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help=_("Processes; 0 chooses for you."))] = 0,
        engine: Annotated[str, typer.Option("--engine", help=_("Reading engine."))] = "pytesseract",
        correct: Annotated[
            bool, typer.Option("--correct/--no-correct", help=_("Mend Vietnamese marks from context."))
        ] = True,
    ) -> OperationResult:
        from pbgdpl_cli.app import session_of
        from pbgdpl_cli.extras import require_extra

        require_extra("ocr")
        from pbgdpl_cli.runs.reading import ReadingChoice, run_ocr

        return run_ocr(session_of(context), inputs, ReadingChoice(out, jobs, engine, correct))
