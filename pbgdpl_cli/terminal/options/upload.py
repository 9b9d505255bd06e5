"""Options of `upload` that name tables people hand in or get back, and runs that are taken back."""

from __future__ import annotations

from typing import Any

import typer

from pbgdpl_cli.i18n import _


def to_option() -> Any:
    """`--to`, in the language of this run."""
    places = _("https://…, wordpress+https://…, plone+https://… or folder:PATH. Default: the portal here.")
    return typer.Option("--to", help=places)


def limit_option() -> Any:
    """`--limit-rate`, in the language of this run."""
    return typer.Option("--limit-rate", metavar="RATE", help=_("Bytes a second, e.g. 200k or 1.5M."))


def hours_option() -> Any:
    """`--between`, in the language of this run."""
    return typer.Option("--between", metavar="HH:MM-HH:MM", help=_("Send at these hours only."))


def allow_option() -> Any:
    """`--allow`, in the language of this run."""
    return typer.Option("--allow", metavar="CODE", help=_("Send even though this publishing rule objects."))


def drafts_option() -> Any:
    """`--drafts`, in the language of this run."""
    return typer.Option("--drafts", help=_("Also send texts that are not approved. Pictures that are drafts never go."))


def list_option() -> Any:
    """`--list`, in the language of this run."""
    return typer.Option("--list", metavar="FILE", help=_("Packages named by an .xlsx or .csv table, a row each."))


def receipts_option() -> Any:
    """`--receipts`, in the language of this run."""
    return typer.Option("--receipts", help=_("Write receipts to this .csv, .xlsx, .html or .json file."))


def report_option() -> Any:
    """`--report`, in the language of this run."""
    return typer.Option("--report", help=_("Write what became of each package, beside your own columns of --list."))


def failed_option() -> Any:
    """`--failed`, in the language of this run."""
    return typer.Option("--failed", help=_("Write what did not get there as a table for the next --list."))


def undo_option() -> Any:
    """`--undo`, in the language of this run."""
    return typer.Option("--undo", metavar="BATCH", help=_("Take back what an earlier run sent, named as it said."))
