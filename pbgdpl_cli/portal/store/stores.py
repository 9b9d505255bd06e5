"""The portal's parts as one object, handed to every endpoint."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Self, cast

from starlette.requests import Request

from pbgdpl_cli.portal.store.blobs import BlobStore
from pbgdpl_cli.portal.store.catalogue import Catalogue
from pbgdpl_cli.portal.store.limits import PortalLimits
from pbgdpl_cli.portal.store.migrations import MIGRATIONS
from pbgdpl_cli.portal.store.provenance import Origins
from pbgdpl_cli.portal.store.record_store import RecordStore
from pbgdpl_cli.portal.store.visits import Visits
from pbgdpl_cli.state.database import Database
from pbgdpl_cli.web.running_portal import PORTAL_FOLDER
from validators.problems import Problem, say

DATABASE_NAME = "portal.sqlite3"


class NewerPortal(Problem):
    """The folder was written by a later version of the program, which knows what this one does not."""

    code = "newer-portal"


def portal_database(folder: Path) -> Database:
    """The database of a portal's folder, brought up to this version. Also while the portal is being served.

    Raises:
        NewerPortal: A later version wrote it; nothing was changed.
    """
    place = folder / DATABASE_NAME
    database = Database(place, MIGRATIONS)
    known = {migration.__name__ for migration in MIGRATIONS}
    if any(row["name"] not in known for row in database.rows("SELECT name FROM migrations")):
        database.close()
        raise NewerPortal(
            say("This portal was written by a later version of the program."),
            hint=say("Install that version, or restore a backup made by this one."),
            path=place,
        )
    return database


class PortalStores:
    """Database, files and records of one portal folder."""

    def __init__(self, home: Path, limits: PortalLimits | None = None, *, beside: bool = False) -> None:
        """Open the folder of a portal.

        Args:
            home: The program's own folder.
            limits: How much the portal takes.
            beside: Another process may be serving it: half-sent uploads are that one's, and are let alone.
        """
        folder = home / PORTAL_FOLDER
        self.folder = folder
        self.limits = limits or PortalLimits()
        self.database = portal_database(folder)
        self.blobs = BlobStore(folder, self.database, self.limits, beside=beside)
        self.records = RecordStore(self.database, self.blobs)
        self.catalogue = Catalogue(self.database)
        self.visits = Visits(self.database)
        self.origins = Origins(self.database)
        # Identifiers of the uploads a request is writing to at this moment: one writer each.
        self.being_written: set[str] = set()
        # A large record takes many times its length while it is read: one at a time.
        self.large_records = asyncio.Semaphore(1)

    @property
    def name(self) -> str:
        """The portal's own name, made once."""
        row = self.database.row("SELECT value FROM facts WHERE name = 'portal'")
        return "" if row is None else str(row["value"])

    def close(self) -> None:
        """Let go of the files."""
        self.visits.write_down()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def stores_of(request: Request) -> PortalStores:
    """The stores of the portal a request was sent to; `build_application` put them there."""
    return cast("PortalStores", request.app.state.stores)
