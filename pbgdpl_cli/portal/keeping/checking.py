"""What a power cut, a failing disk or a careless hand leaves in a portal's folder: found, told, and mended.

Nothing a sender brought is thrown away for good: a file whose bytes are not those of its name is moved to `damaged/`,
and marked as lost, so that the next `upload` of its package brings it again.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pbgdpl_cli.portal.keeping.backup import blob_place
from pbgdpl_cli.portal.store.blobs import LIFETIME_SECONDS
from pbgdpl_cli.portal.store.stores import DATABASE_NAME, portal_database
from pbgdpl_cli.portal.trust.audit import Audit
from pbgdpl_cli.search.entry import entry_of
from pbgdpl_cli.search.tables import forget_entry, put_entry
from pbgdpl_cli.state.database import Database, now
from pbgdpl_cli.web.running_portal import PORTAL_FOLDER
from validators.packages.digests import sha256_of
from validators.packages.locking import AlreadyRunning, only_one
from validators.problems import Message, UnreadableInput, say
from validators.sharing.record import Record

_SETTLED_SECONDS = 600  # what is younger may be the work of a request that is being answered
_MOST_NAMED = 5  # records named with a lost file


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """Something that is not as it should be.

    Attributes:
        code: What kind of thing.
        what: The file, record or upload.
        message: It as a sentence.
        mended: Whether it is in order now.
    """

    code: str
    what: str
    message: Message
    mended: bool


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found, and over how many records and files.

    Attributes:
        findings: In the order they were found.
        records: Records that are online.
        files: Files.
        serving: Whether the portal was being served: then nothing was mended.
    """

    findings: tuple[CheckFinding, ...]
    records: int
    files: int
    serving: bool


@dataclass(frozen=True, slots=True)
class _Checked:
    folder: Path
    database: Database
    mend: bool
    every_byte: bool

    def count(self, query: str) -> int:
        row = self.database.row(query)
        return 0 if row is None else int(row[0])


def check(home: Path, *, mend: bool = True, every_byte: bool = False) -> CheckReport:
    """Check the portal of `home`, and mend it unless it is being served.

    Args:
        home: The folder the portal lives in.
        mend: Put right what can be.
        every_byte: Hash every file and index every record anew, too; as long as reading the whole portal takes.

    Raises:
        UnreadableInput: There is no portal, or its database cannot be opened.
    """
    folder = home / PORTAL_FOLDER
    if not (folder / DATABASE_NAME).is_file():
        raise UnreadableInput(say("There is no portal here."), hint=say("Name its folder with --home."), path=folder)
    try:
        with only_one(folder / "serving.lock"):
            return _checked(folder, mend=mend, every_byte=every_byte, serving=False)
    except AlreadyRunning:
        return _checked(folder, mend=False, every_byte=every_byte, serving=True)


def _checked(folder: Path, *, mend: bool, every_byte: bool, serving: bool) -> CheckReport:
    try:
        with closing(portal_database(folder)) as database:
            portal = _Checked(folder, database, mend, every_byte)
            findings = list(_database(portal))
            if not findings:
                looks = _LOOKS if not serving else _LOOKS_WHILE_SERVING
                findings = [finding for look in looks for finding in look(portal)]
            return CheckReport(
                tuple(findings),
                portal.count("SELECT count(*) FROM records WHERE withdrawn_at IS NULL"),
                portal.count("SELECT count(*) FROM blobs"),
                serving,
            )
    except sqlite3.DatabaseError as error:
        raise UnreadableInput(
            say("The portal's database cannot be read: {reason}.", reason=error),
            hint=say("Restore the last backup: {line}", line="pbgdpl portal restore FOLDER --replace"),
            path=folder / DATABASE_NAME,
        ) from error


def _database(portal: _Checked) -> Iterator[CheckFinding]:
    for pragma in ("integrity_check(20)", "foreign_key_check"):
        for row in portal.database.rows(f"PRAGMA {pragma}"):
            told = " ".join(map(str, row))
            if told != "ok":
                yield CheckFinding(
                    "database-damaged",
                    told,
                    say("The database is damaged: {reason}. Restore a backup.", reason=told),
                    False,
                )


def _files(portal: _Checked) -> Iterator[CheckFinding]:
    for row in portal.database.rows("SELECT sha256, bytes, lost_at FROM blobs"):
        place = blob_place(portal.folder, row["sha256"])
        problem = _problem_of(place, row["bytes"], every_byte=portal.every_byte)
        if problem is None and row["lost_at"] is not None and portal.mend:
            portal.database.execute("UPDATE blobs SET lost_at = NULL WHERE sha256 = ?", (row["sha256"],))
        if problem is not None:
            if portal.mend:
                _mark_lost(portal, row["sha256"], place)
            yield CheckFinding(problem, row["sha256"], _told_of(portal, row["sha256"]), False)


def _problem_of(place: Path, size: int, *, every_byte: bool) -> str | None:
    if not place.is_file():
        return "file-missing"
    if place.stat().st_size != size or (every_byte and sha256_of(place) != place.name):
        return "file-damaged"
    return None


def _mark_lost(portal: _Checked, sha256: str, place: Path) -> None:
    if place.is_file():
        aside = portal.folder / "damaged" / sha256
        aside.parent.mkdir(exist_ok=True)
        place.replace(aside)
    portal.database.execute("UPDATE blobs SET lost_at = coalesce(lost_at, ?) WHERE sha256 = ?", (now(), sha256))


def _told_of(portal: _Checked, sha256: str) -> Message:
    rows = portal.database.rows(
        "SELECT DISTINCT identifier FROM record_files JOIN records ON number = record WHERE sha256 = ? LIMIT ?",
        (sha256, _MOST_NAMED),
    )
    names = ", ".join(row["identifier"] for row in rows) or "–"
    return say("A file is lost: {name}. Upload these materials again: {records}.", name=sha256[:12], records=names)


def _orphans(portal: _Checked) -> Iterator[CheckFinding]:
    """Whole files that no record came for within the life of an upload."""
    before = (datetime.now(UTC) - timedelta(seconds=LIFETIME_SECONDS)).isoformat(timespec="seconds")
    for row in portal.database.rows(
        "SELECT sha256 FROM blobs WHERE stored_at < ? AND NOT EXISTS"
        " (SELECT 1 FROM record_files WHERE record_files.sha256 = blobs.sha256)",
        (before,),
    ):
        if portal.mend:
            portal.database.execute("DELETE FROM blobs WHERE sha256 = ?", (row["sha256"],))
            blob_place(portal.folder, row["sha256"]).unlink(missing_ok=True)
        yield CheckFinding(
            "file-orphan",
            row["sha256"],
            say("A file belongs to no material: {name}.", name=row["sha256"][:12]),
            portal.mend,
        )


def _unknown_files(portal: _Checked) -> Iterator[CheckFinding]:
    """Files in their place without a row: whole ones are taken in, as at every start; the others are set aside."""
    known = {row["sha256"] for row in portal.database.rows("SELECT sha256 FROM blobs")}
    withdrawn = {row["sha256"] for row in portal.database.rows("SELECT sha256 FROM withdrawn_files")}
    for place in sorted((portal.folder / "blobs").glob("??/*")):
        if place.name in known or not _is_settled(place):
            continue
        if portal.mend:
            _take_in(portal, place, withdrawn=place.name in withdrawn)
        yield CheckFinding(
            "file-unknown", place.name, say("A file stands in no list: {name}.", name=place.name[:12]), portal.mend
        )


def _take_in(portal: _Checked, place: Path, *, withdrawn: bool) -> None:
    if withdrawn:
        place.unlink()
    elif sha256_of(place) == place.name:
        portal.database.execute(
            "INSERT INTO blobs (sha256, bytes, stored_at) VALUES (?, ?, ?)", (place.name, place.stat().st_size, now())
        )
    else:
        (portal.folder / "damaged").mkdir(exist_ok=True)
        place.replace(portal.folder / "damaged" / place.name)


def _parts(portal: _Checked) -> Iterator[CheckFinding]:
    """Uploads that ended, whose bytes are gone, and bytes whose upload is gone."""
    alive = set()
    for row in portal.database.rows("SELECT id, committed, expires FROM uploads WHERE sha256 IS NULL"):
        part = portal.folder / "parts" / row["id"]
        if row["expires"] > time.time() and part.is_file() and part.stat().st_size >= row["committed"]:
            alive.add(row["id"])
            continue
        if portal.mend:
            portal.database.execute("DELETE FROM uploads WHERE id = ?", (row["id"],))
        yield _stale(row["id"], portal)
    parts = portal.folder / "parts"
    for part in sorted(parts.iterdir()) if parts.is_dir() else ():
        if part.name not in alive and (portal.mend or _is_settled(part)):
            if portal.mend:
                part.unlink()
            yield _stale(part.name, portal)


def _stale(identifier: str, portal: _Checked) -> CheckFinding:
    told = say("An upload that cannot go on: {name}. Its sender begins it anew.", name=identifier)
    return CheckFinding("upload-stale", identifier, told, portal.mend)


def _is_settled(place: Path) -> bool:
    return place.stat().st_mtime < time.time() - _SETTLED_SECONDS


def _index(portal: _Checked) -> Iterator[CheckFinding]:
    """Records the search does not know, and entries of records that are not online."""
    for query, code in (
        (
            "SELECT number FROM records WHERE withdrawn_at IS NULL EXCEPT SELECT number FROM search_text",
            "index-missing",
        ),
        (
            "SELECT number FROM search_text EXCEPT SELECT number FROM records WHERE withdrawn_at IS NULL",
            "index-surplus",
        ),
    ):
        for row in portal.database.rows(query):
            if portal.mend:
                _index_anew(portal, row["number"])
            told = say("Search and records are out of step: record {number}.", number=row["number"])
            yield CheckFinding(code, str(row["number"]), told, portal.mend)


def _index_anew(portal: _Checked, number: int) -> None:
    with portal.database.transaction() as connection:
        forget_entry(connection, number)
        row = connection.execute(
            "SELECT body, text FROM records WHERE number = ? AND withdrawn_at IS NULL", (number,)
        ).fetchone()
        if row is not None:
            put_entry(connection, number, entry_of(Record.model_validate_json(row["body"]), row["text"]))


def _full_text(portal: _Checked) -> Iterator[CheckFinding]:
    """Whether the full-text tables hold what they say; they can be made anew from the texts beside them."""
    for table in ("search_exact", "search_plain"):
        try:
            with portal.database.transaction() as connection:
                connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        except sqlite3.DatabaseError:
            if portal.mend:
                portal.database.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608
            yield CheckFinding("index-damaged", table, say("The search index was damaged."), portal.mend)


def _audit(portal: _Checked) -> Iterator[CheckFinding]:
    broken = Audit(portal.database).first_broken()
    if broken is not None:
        told = say("The log was changed at row {number}: what it says from there on is not sure.", number=broken)
        yield CheckFinding("audit-changed", str(broken), told, False)


_LOOKS: tuple[Callable[[_Checked], Iterator[CheckFinding]], ...] = (
    _files, _orphans, _unknown_files, _parts, _index, _full_text, _audit,
)  # fmt: skip
# A look at the full-text tables keeps writers waiting for as long as it takes.
_LOOKS_WHILE_SERVING = tuple(look for look in _LOOKS if look is not _full_text)
