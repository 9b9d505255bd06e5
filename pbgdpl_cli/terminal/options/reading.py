"""Options of `ocr` and `convert` alike: which pages, how sharp, whether text layers count, and who reads."""

from __future__ import annotations

from typing import Any

import typer

from pbgdpl_cli.i18n import _

COARSEST, FINEST = 150, 600  # dpi: below, letters of a leaflet are too small to be read; above, nothing is gained


def pages_option() -> Any:
    """`--pages`, in the language of this run."""
    return typer.Option(
        "--pages", metavar="PAGES", help=_("Only these pages of PDFs and pictures, such as 1-5,8,20- (20 to the last).")
    )


def dpi_option() -> Any:
    """`--dpi`, in the language of this run."""
    return typer.Option(
        "--dpi",
        metavar="N",
        min=COARSEST,
        max=FINEST,
        help=_("Resolution PDF pages are read at, and pictures are taken to have that name none."),
    )


def force_ocr_option() -> Any:
    """`--force-ocr`, in the language of this run."""
    return typer.Option("--force-ocr", help=_("Read every page by OCR, even where the PDF holds good text."))


def queue_option() -> Any:
    """`--queue`, in the language of this run."""
    return typer.Option(
        "--queue",
        metavar="FOLDER",
        help=_("A folder several computers share; those that run “pbgdpl worker FOLDER” read pages too."),
    )


def scheduler_option() -> Any:
    """`--scheduler`, in the language of this run."""
    return typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help=_("A Dask scheduler whose workers read the pages: tls://HOST:PORT, or tcp://127.0.0.1:PORT."),
    )


def tls_ca_option() -> Any:
    """`--tls-ca`, in the language of this run."""
    return _certificate("ca", _("The certificate by which the others of a cluster are judged (PEM)."))


def tls_cert_option() -> Any:
    """`--tls-cert`, in the language of this run."""
    return _certificate("cert", _("This computer's certificate (PEM)."))


def tls_key_option() -> Any:
    """`--tls-key`, in the language of this run."""
    return _certificate("key", _("The key of that certificate (PEM)."))


def _certificate(name: str, told: str) -> Any:
    return typer.Option(
        f"--tls-{name}", metavar="FILE", help=told, envvar=f"PBGDPL_TLS_{name.upper()}", show_envvar=False
    )


def kind_option() -> Any:
    """`--kind` of `convert`, in the language of this run."""
    return typer.Option("--kind", metavar="CODE", help=_("Kind of the material, such as to-gap; of one input only."))


def existing_option() -> Any:
    """`--existing` of `convert`, in the language of this run."""
    return typer.Option("--existing", metavar="CHOICE", help=_("Where a package is there: skip, redo, abort."))


def dry_run_option() -> Any:
    """`--dry-run` of `convert`, in the language of this run."""
    return typer.Option("--dry-run", help=_("Write nothing: how much is left, and how long it will take."))


def progress_json_option() -> Any:
    """`--progress-json`, in the language of this run."""
    return typer.Option(
        "--progress-json", metavar="FILE", help=_("Add a line of JSON on the progress each second; “-” for stderr.")
    )


def metrics_option() -> Any:
    """`--metrics-file`, in the language of this run."""
    return typer.Option(
        "--metrics-file", metavar="FILE", help=_("Keep the progress in this file, as Prometheus reads it.")
    )


def log_option() -> Any:
    """`--log-file`, in the language of this run."""
    return typer.Option(
        "--log-file", metavar="FILE", help=_("Add a line of JSON on every page and source, with the run's id.")
    )


def priority_option() -> Any:
    """`--priority`, in the language of this run."""
    return typer.Option(
        "--priority",
        metavar="CHOICE",
        help=_("Beside other runs of the folder or cluster: high, normal, low. Low also leaves this computer to you."),
    )


def retry_option() -> Any:
    """`--retry`, in the language of this run."""
    return typer.Option(
        "--retry",
        metavar="KINDS",
        help=_(
            "Only what failed so the last time, or has pages that did: timeout, crash, memory, unreadable, empty,"
            " missing, refused, or all."
        ),
    )
