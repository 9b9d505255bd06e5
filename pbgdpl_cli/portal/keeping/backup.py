"""A backup of a portal, also while it is being served.

The database is copied by SQLite's own backup, which sees one moment of it; then every file the copy names is linked or
copied beside it. Files are named by their content and never change, so a second backup into the same folder adds only
what is new. The manifest is written last: a folder without one, or with one that does not fit, is no backup.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from pbgdpl_cli.portal.store.stores import DATABASE_NAME
from pbgdpl_cli.state.database import now
from validators.packages.digests import sha256_of
from validators.packages.durable import replacing, replacing_by_name, sync_folder, write_text
from validators.packages.locking import only_one
from validators.problems import OutputProblem, UnreadableInput, say

MANIFEST = "backup.json"
BESIDE = "beside"  # folder of the office's own files: settings, logo, what readers said
FORMAT = 1
_TRIES = 3  # a file may be withdrawn between the copy of the database and the copy of the files
_BLOCK = 1 << 20


class NotABackup(UnreadableInput):
    """The folder holds no whole backup of a portal."""

    code = "not-a-backup"


class BackupInTheWay(OutputProblem):
    """The folder holds something else."""

    code = "backup-in-the-way"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself.

    Attributes:
        format: Of this file.
        made_at: When, ISO 8601, UTC.
        portal: The portal's own name.
        database: Name of the copied database in the folder.
        sha256: Its hash.
        records: Records that were online.
        files: Files.
        bytes: Bytes of all files.
        missing: Files the database names and the portal did not have.
    """

    format: int
    made_at: str
    portal: str
    database: str
    sha256: str
    records: int
    files: int
    bytes: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup did: its manifest, and how many files were linked, copied, and there already."""

    manifest: Manifest
    linked: int
    copied: int
    kept: int


def blob_place(folder: Path, sha256: str) -> Path:
    """Where a file lies in a portal's folder, and in a backup alike."""
    return folder / "blobs" / sha256[:2] / sha256


def back_up(portal: Path, target: Path, *, copy: bool = False) -> BackupReport:
    """Back up the portal in the folder `portal` into `target`.

    Args:
        portal: The portal's folder, with its database.
        target: A new or empty folder, or one that holds an earlier backup.
        copy: Copy every file, also where a link would do (a link takes no room, and shares the disk's fate).

    Raises:
        UnreadableInput: There is no portal.
        BackupInTheWay: The target holds something else.
        OSError: The target cannot be written or its disk is full; an earlier backup in it stays whole.
    """
    if not (portal / DATABASE_NAME).is_file():
        raise UnreadableInput(say("There is no portal here."), hint=say("Name its folder with --home."), path=portal)
    _check_target(portal, target)
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    with only_one(target / "backing-up.lock"):
        for attempt in range(1, _TRIES + 1):
            report = _one_try(portal, target, copy=copy, last=attempt == _TRIES)
            if report is not None:
                return report
    raise AssertionError  # the last try always returns


def _check_target(portal: Path, target: Path) -> None:
    inside = portal.resolve() in (target.resolve(), *target.resolve().parents)
    foreign = target.exists() and (not target.is_dir() or (any(target.iterdir()) and not _began_here(target)))
    if inside or foreign:
        raise BackupInTheWay(
            say("A backup needs a folder of its own."),
            hint=say("Name a new folder, best on another disk, or that of an earlier backup."),
            path=target,
        )


def _began_here(target: Path) -> bool:
    """Whether a backup was made, or begun, in a folder."""
    ours = {"blobs", BESIDE, MANIFEST, "backing-up.lock"}
    return all(entry.name in ours or entry.name.startswith(("portal-", ".")) for entry in target.iterdir())


def _one_try(portal: Path, target: Path, *, copy: bool, last: bool) -> BackupReport | None:
    """A backup, or None when files went while it was made and it is to be tried again."""
    database = target / f"portal-{secrets.token_hex(4)}.sqlite3"
    _copy_database(portal / DATABASE_NAME, database)
    done = {"linked": 0, "copied": 0, "kept": 0, "missing": 0}
    missing: list[str] = []
    named = list(files_named(database))
    for sha256, size in named:
        outcome = _take(blob_place(portal, sha256), blob_place(target, sha256), size, copy=copy)
        done[outcome] += 1
        if outcome == "missing":
            missing.append(sha256)
    if missing and not last:
        database.unlink()
        return None
    _take_beside(portal, target / BESIDE)
    manifest = _manifest(database, [size for sha256, size in named if sha256 not in missing], missing)
    write_text(target / MANIFEST, json.dumps(asdict(manifest), indent=1) + "\n")
    sync_folder(target)
    _drop_old(target, database, {sha256 for sha256, _ in named})
    return BackupReport(manifest, done["linked"], done["copied"], done["kept"])


def _take_beside(portal: Path, target: Path) -> None:
    """The office's own files in the portal's folder, anew; those that are gone there go here too."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(mode=0o700)
    for source in office_files(portal):
        with replacing(target / source.name) as stream:
            stream.write(source.read_bytes())


def office_files(portal: Path) -> list[Path]:
    """Files a person put beside the database, or readers filled: not the database itself, no locks, nothing hidden."""
    return [
        path
        for path in sorted(portal.iterdir())
        if path.is_file() and not path.name.startswith((DATABASE_NAME, ".")) and path.suffix != ".lock"
    ]


def _copy_database(source: Path, target: Path) -> None:
    with replacing_by_name(target) as temporary:
        with (
            closing(sqlite3.connect(source, timeout=30)) as there,
            closing(sqlite3.connect(temporary, isolation_level=None)) as here,
        ):
            there.backup(here)
            # One file without a log beside it, and without uploads, whose bytes stay behind.
            here.execute("PRAGMA journal_mode=DELETE")
            here.execute("DELETE FROM uploads")
        keep_private(temporary)


def keep_private(file: Path) -> None:
    """Let nobody else read a file; on Windows its folder decides that."""
    if os.name != "nt":
        file.chmod(0o600)


def files_named(database: Path) -> Iterator[tuple[str, int]]:
    """Hash and length of every file a database names, without those it knows to be lost."""
    with closing(sqlite3.connect(database)) as connection:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(blobs)")}
        lost = " WHERE lost_at IS NULL" if "lost_at" in columns else ""
        yield from connection.execute(f"SELECT sha256, bytes FROM blobs{lost} ORDER BY sha256")  # noqa: S608


def _take(source: Path, target: Path, size: int, *, copy: bool) -> str:
    """Bring one file over; how."""
    try:
        if target.is_file() and target.stat().st_size == size and not (copy and _same_file(source, target)):
            return "kept"
        if source.stat().st_size != size:
            return "missing"
        target.parent.mkdir(parents=True, exist_ok=True)
        if not copy and _linked(source, target):
            return "linked"
        return "copied" if copy_checked(source, target) else "missing"
    except FileNotFoundError:
        return "missing"


def _same_file(source: Path, target: Path) -> bool:
    return source.exists() and source.samefile(target)


def _linked(source: Path, target: Path) -> bool:
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        return False  # another disk, or a file system without links
    return True


def copy_checked(source: Path, target: Path) -> bool:
    """Copy a file that is named by its hash; False, and nothing is left, when the bytes are not those of the name."""
    digest = hashlib.sha256()
    with replacing(target) as written, source.open("rb") as read:
        while block := read.read(_BLOCK):
            digest.update(block)
            written.write(block)
    if digest.hexdigest() == target.name:
        return True
    target.unlink()
    return False


def _manifest(database: Path, sizes: list[int], missing: list[str]) -> Manifest:
    with closing(sqlite3.connect(database)) as connection:
        (records,) = connection.execute("SELECT count(*) FROM records WHERE withdrawn_at IS NULL").fetchone()
        (portal,) = connection.execute("SELECT value FROM facts WHERE name = 'portal'").fetchone()
    return Manifest(
        FORMAT, now(), portal, database.name, sha256_of(database), records, len(sizes), sum(sizes), tuple(missing)
    )


def _drop_old(target: Path, database: Path, named: set[str]) -> None:
    """Take away what earlier backups in this folder had and this one has not."""
    for old in target.glob("portal-*.sqlite3*"):
        if old != database:
            old.unlink()
    for place in target.glob("blobs/??/*"):
        if place.name not in named:
            place.unlink()


def manifest_of(folder: Path) -> Manifest:
    """The manifest of a backup whose database is as it was written.

    Raises:
        NotABackup: There is none, it was interrupted, or something in it changed.
    """
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(**{**told, "missing": tuple(told["missing"])})
        database = folder / Path(manifest.database).name
        whole = manifest.format == FORMAT and sha256_of(database) == manifest.sha256
    except (OSError, ValueError, TypeError, KeyError):
        whole = False
    if not whole:
        raise NotABackup(say("There is no whole backup in this folder."), hint=say("Take another backup."), path=folder)
    return manifest


def is_room_for(folder: Path, needed: int) -> bool:
    """Whether the disk of a folder that may not exist yet has so many bytes free."""
    place = next(parent for parent in (folder, *folder.resolve().parents) if parent.exists())
    return shutil.disk_usage(place).free > needed
