"""Options of what is made of packages: from which text, for which portal, in which form and look."""

from __future__ import annotations

from typing import Any

import typer

from pbgdpl_cli.i18n import _


def draft_option() -> Any:
    """`--draft`, in the language of this run."""
    return typer.Option("--draft", help=_("Also from text that is not approved; marked as a draft."))


def portal_option() -> Any:
    """`--portal-address`, in the language of this run."""
    return typer.Option("--portal-address", metavar="URL", help=_("Portal the QR code leads to."))


def plan_option() -> Any:
    """`--plan`, in the language of this run."""
    return typer.Option("--plan", metavar="FILE", help=_("A filled-in plan of one package; it is kept in the package."))


def format_option() -> Any:
    """`--format`, in the language of this run."""
    return typer.Option(
        "--format",
        metavar="NAME",
        help=_("Form of an infographic: portrait, square, story, wide, a4, a3 or trifold; may be repeated."),
    )


def theme_option() -> Any:
    """`--theme`, in the language of this run."""
    return typer.Option(
        "--theme", metavar="FILE", help=_("Colours, logo, name and font of the office; kept in the package.")
    )


def register_option() -> Any:
    """`--register`, in the language of this run."""
    return typer.Option(
        "--register", metavar="FILE",
        help=_("Register of legal acts: of law that has ended by it nothing is made for the public."),
    )  # fmt: skip


def out_option() -> Any:
    """`--out`, in the language of this run."""
    return typer.Option("--out", "-o", metavar="FILE", help=_("Where “derive plan” writes the plan."))


def jobs_option() -> Any:
    """`--jobs`, in the language of this run."""
    return typer.Option("--jobs", "-j", min=0, help=_("Processes; 0 chooses for you."))


def reviewed_by_option() -> Any:
    """`--reviewed-by`, in the language of this run."""
    return typer.Option(
        "--reviewed-by",
        metavar="NAME",
        help=_("Who looked at the wrong answers of a quiz or read what a model wrote; it says so."),
    )


def model_option() -> Any:
    """`--model`, in the language of this run."""
    return typer.Option(
        "--model",
        metavar="NAME[:DETAIL]",
        help=_("Which model drafts ai-summary or ai-easy; none comes with this program."),
    )


def limit_option() -> Any:
    """`--limit`, in the language of this run."""
    return typer.Option(
        "--limit",
        metavar="NAME=LETTERS",
        help=_("Longest post or message: facebook, zalo, notice, sms, sms-unicode, sms-parts; may be repeated."),
    )
