"""`schema`: the sharing schema in the format asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.session import Session
from validators.packages.durable import write_text
from validators.problems import say
from validators.sharing.schema import SCHEMA_ID, committed_schema, dumped

FORMATS = ("json", "xsd", "md")


@dataclass(frozen=True, slots=True)
class SchemaChoice:
    """What was chosen: the format, and the file to write; None for standard output."""

    format: str = "json"
    output: Path | None = None


@dataclass(frozen=True, slots=True)
class SchemaPayload:
    """The schema's own identifier, its text, and where that was written."""

    id: str
    format: str
    text: str
    path: Path | None


def run(session: Session, choice: SchemaChoice) -> OperationResult[SchemaPayload]:
    """The schema as the body of a result, or written into a file."""
    if choice.format not in FORMATS:
        raise WrongUsage(say("Unknown format “{form}”; use {known}.", form=choice.format, known=", ".join(FORMATS)))
    text = _schema_text(choice.format, session.settings.language)
    payload = SchemaPayload(SCHEMA_ID, choice.format, text, choice.output)
    if choice.output is None:
        return OperationResult("schema", payload, body=text)
    write_text(choice.output, text)
    return OperationResult("schema", payload, lines=(say("Written: {path}", path=choice.output),))


def _schema_text(form: str, language: str) -> str:
    if form == "xsd":
        from validators.sharing.xsd import xsd

        return xsd()
    if form == "md":
        from validators.reports.reference import reference

        return reference(language, told)
    return dumped(committed_schema())
