"""A portal from its backup: every file is hashed on the way, and nothing takes its place before all of it is there."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.errors import DiskFull
from pbgdpl_cli.portal.keeping.backup import (
    BESIDE,
    Manifest,
    NotABackup,
    blob_place,
    copy_checked,
    files_named,
    is_room_for,
    keep_private,
    manifest_of,
)
from pbgdpl_cli.portal.store.stores import DATABASE_NAME, portal_database
from pbgdpl_cli.web.running_portal import PORTAL_FOLDER
from validators.packages.durable import sync_folder, sync_tree
from validators.packages.locking import only_one
from validators.problems import OutputProblem, say

_UNFINISHED = f"{PORTAL_FOLDER}.restoring"


class PortalInTheWay(OutputProblem):
    """A portal is there already."""

    code = "portal-in-the-way"


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was restored, where, and where the portal that stood there was put aside."""

    manifest: Manifest
    portal: Path
    aside: Path | None


def restore(backup: Path, home: Path, *, replace: bool = False) -> RestoreReport:
    """Make the portal of `home` from a backup.

    Args:
        backup: The folder of the backup; it is only read.
        home: The folder the portal lives in.
        replace: Put a portal that is there aside, under another name.

    Raises:
        NotABackup: It is none, or files of it are missing or damaged.
        PortalInTheWay: A portal is there and `replace` was not set.
        AlreadyRunning: A portal is being served from there.
        NewerPortal: A later version of the program made it.
        DiskFull: There is no room for it.
    """
    manifest = manifest_of(backup)
    portal, unfinished = home / PORTAL_FOLDER, home / _UNFINISHED
    with only_one(portal / "serving.lock"):
        occupied = (portal / DATABASE_NAME).exists()
    if occupied and not replace:
        raise PortalInTheWay(
            say("There is a portal already."),
            hint=say("Name another folder with --home, or add --replace: the present portal is put aside."),
            path=portal,
        )
    if not is_room_for(home, manifest.bytes):
        raise DiskFull(say("No space is left on the disk."), hint=say("Free some space."), path=home)
    _stage(backup, manifest, unfinished)
    aside = _put_aside(portal) if occupied else None
    shutil.rmtree(portal, ignore_errors=True)
    unfinished.replace(portal)
    sync_folder(home)
    return RestoreReport(manifest, portal, aside)


def _stage(backup: Path, manifest: Manifest, unfinished: Path) -> None:
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True, mode=0o700)
    database = unfinished / DATABASE_NAME
    shutil.copyfile(backup / Path(manifest.database).name, database)
    keep_private(database)
    for sha256, _ in files_named(database):
        target = blob_place(unfinished, sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        source = blob_place(backup, sha256)
        if sha256 not in manifest.missing and not (source.is_file() and copy_checked(source, target)):
            shutil.rmtree(unfinished)
            raise NotABackup(
                say("A file of the backup is missing or damaged: {name}.", name=sha256),
                hint=say("Restore from another backup."),
                path=source,
            )
    for source in sorted((backup / BESIDE).glob("*")):
        shutil.copyfile(source, unfinished / Path(source.name).name)
    portal_database(unfinished).close()  # brought up to this version; a later one is refused before anything moves
    sync_tree(unfinished)


def _put_aside(portal: Path) -> Path:
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S")
    aside = portal.with_name(f"{portal.name}.before-{stamp}")
    portal.replace(aside)
    return aside
