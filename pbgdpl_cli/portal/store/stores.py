"""The portal's parts as one object, handed to every endpoint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pbgdpl_cli.portal.store.blobs import BlobStore
from pbgdpl_cli.portal.store.migrations import MIGRATIONS
from pbgdpl_cli.portal.store.record_store import Shelf
from pbgdpl_cli.state.database import Database

FOLDER = "portal"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the portal allows.

    Attributes:
        token: Who writes must present it; None lets every program on this machine write.
        hosts: Host names it answers to, without port; another name is a DNS rebinding trick. Empty answers to all.
        most_bytes: The largest file.
        most_record_bytes: The largest record.
        stall_seconds: How long a sender may be silent inside a request; then what arrived is kept, the rest given up.
    """

    token: str | None = None
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "::1")
    most_bytes: int = 4 << 30
    most_record_bytes: int = 32 << 20
    stall_seconds: float = 30.0


class House:
    """Database, files and records of one portal folder."""

    def __init__(self, home: Path, rules: Rules | None = None) -> None:
        folder = home / FOLDER
        self.rules = rules or Rules()
        self.database = Database(folder / "portal.sqlite3", MIGRATIONS)
        self.blobs = BlobStore(folder, self.database)
        self.shelf = Shelf(self.database, self.blobs)
        # Uploads being written at this moment, by identifier: one writer each.
        self.busy: set[str] = set()

    @property
    def name(self) -> str:
        """The portal's own name, made once."""
        row = self.database.row("SELECT value FROM facts WHERE name = 'portal'")
        return "" if row is None else str(row["value"])

    def close(self) -> None:
        """Let go of the files."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
