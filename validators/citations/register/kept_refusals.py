"""Refused rows kept in the register itself: whoever cites such an act is told as long as it is not put right."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from validators.citations.register.entries import Refusal
from validators.problems import Message

TABLE = """
CREATE TABLE IF NOT EXISTS refused (
  line INTEGER NOT NULL, sheet TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, reason TEXT NOT NULL,
  UNIQUE (line, sheet, name, reason));
"""


def keep(connection: sqlite3.Connection, refused: Iterable[Refusal], entered: Iterable[str]) -> None:
    """Take down refused rows, and strike those of acts that have been entered since.

    Args:
        connection: Of a register open for writing.
        refused: The rows of the list just read.
        entered: Keys of the acts just entered.
    """
    connection.executemany("DELETE FROM refused WHERE key = ? AND key != ''", [(key,) for key in set(entered)])
    connection.executemany(
        "INSERT OR IGNORE INTO refused VALUES (?,?,?,?,?)",
        [
            (row.line, row.sheet, row.name, row.key, json.dumps(_plain(row.reason), ensure_ascii=False))
            for row in refused
        ],
    )


def kept(connection: sqlite3.Connection) -> tuple[Refusal, ...]:
    """The refused rows a register holds; none where it was made before they were kept."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'refused'").fetchone():
        return ()
    rows = connection.execute("SELECT line, sheet, name, key, reason FROM refused ORDER BY rowid")
    return tuple(
        Refusal(line, _message(json.loads(reason)), name, key, sheet) for line, sheet, name, key, reason in rows
    )


def _plain(message: Message) -> dict[str, Any]:
    """A message as JSON holds it: its sentence, and its values, which may be messages themselves."""
    values = {
        name: _plain(value) if isinstance(value, Message) else str(value) for name, value in message.values.items()
    }
    return {"text": message.text, "values": values}


def _message(plain: dict[str, Any]) -> Message:
    values = {name: _message(value) if isinstance(value, dict) else value for name, value in plain["values"].items()}
    return Message(plain["text"], values)
