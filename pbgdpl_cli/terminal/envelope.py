"""The JSON envelope: what every command prints with `--json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import OperationResult
from validators.problems import Message
from validators.reports.plain import escaped

ENVELOPE_VERSION = 1


def envelope(result: OperationResult[object], *, ascii_only: bool = False) -> str:
    """The envelope of a result: one object, stable keys.

    Args:
        result: What a command did.
        ascii_only: Escape every letter beyond ASCII, for streams in a legacy code page: nothing may be lost there.
    """
    import json  # help pages and most runs need none

    body = {
        "version": ENVELOPE_VERSION,
        "command": result.command,
        "status": result.status.value,
        "exit_code": int(result.final_exit_code),
        "data": {} if result.data is None else result.data,
        "errors": [
            {
                "code": error.code,
                "message": told(error.message),
                "path": error.path,
                "hint": told(error.hint) if error.hint else None,
            }
            for error in result.errors
        ],
    }
    return escaped(json.dumps(body, ensure_ascii=ascii_only, default=jsonable))


def jsonable(value: object) -> object:
    """What JSON has for a value it does not know: sentences in the language in use, payloads by their fields."""
    if isinstance(value, Message):
        return told(value)
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return dict(value) if isinstance(value, Mapping) else str(value)
