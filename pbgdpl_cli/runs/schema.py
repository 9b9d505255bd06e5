"""The sharing schema in the form asked for."""

from __future__ import annotations

from pathlib import Path

from pbgdpl_cli.app import Session
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import OperationResult
from validators.packages.durable import write_text
from validators.problems import say
from validators.sharing.schema import SCHEMA_ID, committed_schema, dumped

FORMATS = ("json", "xsd", "md")


def print_schema(session: Session, form: str, output: Path | None) -> OperationResult:
    """The schema as the body of a result, or written into a file."""
    if form not in FORMATS:
        raise WrongUsage(say("Unknown form “{form}”; use {known}.", form=form, known=", ".join(FORMATS)))
    body = _made(form, session.settings.language)
    data = {"id": SCHEMA_ID, "format": form, "text": body, "path": str(output) if output else None}
    if output is None:
        return OperationResult("schema", data=data, body=body)
    write_text(output, body)
    return OperationResult("schema", data=data, lines=(say("Written: {path}", path=output),))


def _made(form: str, language: str) -> str:
    if form == "xsd":
        from validators.sharing.xsd import xsd

        return xsd()
    if form == "md":
        from validators.reports.reference import reference

        return reference(language, told)
    return dumped(committed_schema())
