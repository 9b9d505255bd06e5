"""Files on the portal: by content once whole, by committed offset while they arrive.

What the database says is on the disk is on the disk: bytes are fsynced first, then the offset is committed, while
more are taken in. After a power cut a part file may be longer than its committed offset and hold anything there; it is
cut back before use.
A whole file is hashed, fsynced, renamed into its place, the folder is fsynced, and only then it gets its row. A file
that has its place but no row (the program died in between) is adopted at the next start.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import FileIO
from pathlib import Path
from sqlite3 import Connection, Row

from pbgdpl_cli.portal.store import former
from pbgdpl_cli.portal.store.limits import PortalLimits
from pbgdpl_cli.portal.store.syncing import sync_files, sync_folders
from pbgdpl_cli.state.database import Database, now
from validators.packages.digests import sha256_of
from validators.problems import Problem, say

COMMIT_EVERY = 1 << 20  # bytes; what a sudden end of the portal costs on a slow line
COMMIT_PAUSE = 0.25  # seconds between two commits of one upload: on a quick line a disk does little else otherwise
BELIEVED_SECONDS = 600.0  # an upload that took longer is read once more when whole: a disk may have changed its bytes
LIFETIME_SECONDS = 21 * 24 * 3600
SPARE_BYTES = 16 << 20
_ADOPTED = "INSERT INTO blobs (sha256, bytes, stored_at) VALUES (?, ?, ?)"
_KEPT = (
    "INSERT INTO blobs (sha256, bytes, stored_at, office) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (sha256) DO UPDATE SET lost_at = NULL"
)
NEVER_BEGUN_SECONDS = 600  # an upload announced so long ago, of which no byte came, makes way for others


class NoRoom(Problem):
    """The portal's disk is full, or too many uploads are unfinished."""

    code = "portal-full"


class QuotaReached(NoRoom):
    """The office has used up its share of the portal."""

    code = "quota-reached"


class ContentMismatch(Problem):
    """What arrived is not what was announced."""

    code = "checksum-mismatch"


@dataclass(frozen=True, slots=True)
class FileUpload:
    """A file on its way.

    Attributes:
        identifier: The last part of its address.
        length: Bytes of the whole file.
        committed: Bytes known to be on the disk.
        metadata: The client's Upload-Metadata header, as sent.
        expected_sha256: What the client says the whole file hashes to, if it does.
        sha256: What it hashes to, once it is whole and in its place.
        expires: When it is given up, in seconds since 1970.
        office: Whose token began it; None where there was none.
    """

    identifier: str
    length: int
    committed: int
    metadata: str
    expected_sha256: str | None
    sha256: str | None
    expires: float
    office: str | None = None


class PartWriter:
    """Appends to one part file, committing as it goes. Made by `BlobStore.writing`.

    While the disk is at a commit, more is taken in: else line and disk wait for each other in turn. What arrives is
    hashed on its way, so that a whole file need not be read again.
    """

    def __init__(
        self, database: Database, upload: FileUpload, stream: FileIO, digest: hashlib._Hash | None, *, hold_back: bool
    ) -> None:
        self._database = database
        self._stream = stream
        self._identifier = upload.identifier
        self._hold_back = hold_back
        self._digest = digest
        self._written = upload.committed
        self._disk: ThreadPoolExecutor | None = None
        self._syncing: Future[None] | None = None
        self._committed_at = time.monotonic()
        self.offset = upload.committed

    def write(self, block: bytes | bytearray) -> None:
        """Append bytes. With `hold_back` nothing counts until `commit`: the client sent a checksum to check first."""
        left = memoryview(block)
        while left:
            left = left[self._stream.write(left) :]
        self._written += len(block)
        if self._digest is not None:
            self._digest.update(block)
        if self._syncing is not None and self._syncing.done():
            self._settle()
        rested = time.monotonic() - self._committed_at >= COMMIT_PAUSE
        if self._written - self.offset >= COMMIT_EVERY and rested and self._syncing is None and not self._hold_back:
            self._disk = self._disk or ThreadPoolExecutor(1)
            self._syncing = self._disk.submit(self._bring_to_disk, self._written)

    def commit(self) -> None:
        """Make what was written durable, then say so."""
        self._settle()
        if self.offset < self._written:
            self._bring_to_disk(self._written)

    def _settle(self) -> None:
        """Wait for a commit under way; raises what went wrong with it."""
        syncing, self._syncing = self._syncing, None
        if syncing is not None:
            syncing.result()

    def _bring_to_disk(self, offset: int) -> None:
        os.fsync(self._stream.fileno())
        self._database.execute("UPDATE uploads SET committed = ? WHERE id = ?", (offset, self._identifier))
        self.offset = offset
        self._committed_at = time.monotonic()

    @property
    def is_committed(self) -> bool:
        """Whether all that was written is known to be on the disk."""
        return self.offset == self._written

    def let_go(self) -> None:
        """Wait until the disk is no longer at it: then the stream may be closed."""
        if self._disk is not None:
            self._disk.shutdown()


@dataclass(frozen=True, slots=True)
class _DigestSoFar:
    """What the first `offset` bytes of an upload hash to, and since when they came (`time.monotonic`)."""

    offset: int
    digest: hashlib._Hash
    begun: float


class BlobStore:
    """The portal's files."""

    def __init__(
        self, folder: Path, database: Database, limits: PortalLimits | None = None, *, beside: bool = False
    ) -> None:
        self._limits = limits or PortalLimits()
        self._whole = folder / "blobs"
        self._parts = folder / "parts"
        self._database = database
        # Of uploads on their way. Lost with the program: what arrived before is read then.
        self._digests: dict[str, _DigestSoFar] = {}
        # Where request bodies lie while they wait: on the portal's own disk, without a name.
        self.spool = folder / "spool"
        for place in (self._whole, self._parts, self.spool):
            place.mkdir(parents=True, exist_ok=True)
        if not beside:
            self._recover()

    def path_of(self, sha256: str) -> Path:
        """Where a whole file is, or would be."""
        return self._whole / sha256[:2] / sha256

    def size_of(self, sha256: str) -> int | None:
        """Bytes of a whole file, None when the portal does not have it."""
        row = self._database.row("SELECT bytes FROM blobs WHERE sha256 = ?", (sha256,))
        return int(row["bytes"]) if row is not None and self.path_of(sha256).is_file() else None

    def was_withdrawn(self, sha256: str) -> bool:
        """Whether a file went with a record that was withdrawn."""
        row = self._database.row("SELECT 1 FROM withdrawn_files WHERE sha256 = ?", (sha256,))
        return row is not None and self.size_of(sha256) is None

    def remove(self, hashes: Iterable[str]) -> None:
        """Take files from the disk that `forget_files` named. One that stays is taken at the next start."""
        for sha256 in hashes:
            self.path_of(sha256).unlink(missing_ok=True)

    def create(
        self, length: int, metadata: str = "", expected_sha256: str | None = None, office: str | None = None
    ) -> FileUpload:
        """Begin an upload.

        Raises:
            QuotaReached: The office would have more here than it may.
            NoRoom: The disk cannot take that many bytes, or too many uploads are unfinished.
        """
        self.drop_expired()
        self._check_room(length, office)
        identifier = uuid.uuid4().hex
        self._part(identifier).touch()
        self._database.execute(
            "INSERT INTO uploads (id, length, metadata, expected_sha256, created_at, expires, office)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (identifier, length, metadata, expected_sha256, now(), time.time() + LIFETIME_SECONDS, office),
        )
        upload = self.find(identifier)
        assert upload is not None  # noqa: S101  (its row was written on the line above)
        return self.finish(upload) if length == 0 else upload

    def _check_room(self, length: int, office: str | None) -> None:
        full = shutil.disk_usage(self._parts).free < length + SPARE_BYTES
        if full or (self.unfinished() >= self._limits.most_unfinished and not self._drop_empty()):
            raise NoRoom(say("The portal has no room for this file."), hint=say("Free some space on the portal."))
        if office is None:
            return
        if self.unfinished(office) >= self._limits.office_unfinished and not self._drop_empty():
            raise NoRoom(
                say("Too many files of this office are on their way."), hint=say("Finish those that were begun first.")
            )
        if self._limits.office_bytes is not None and self.used_by(office) + length > self._limits.office_bytes:
            raise QuotaReached(
                say("The office has used up its share of this portal."),
                hint=say("Withdraw what is no longer needed, or ask the portal's administrator."),
            )

    def unfinished(self, office: str | None = None) -> int:
        """Uploads on their way, of one office or of all."""
        row = self._database.row(
            "SELECT count(*) AS many FROM uploads WHERE sha256 IS NULL AND (:office IS NULL OR office = :office)",
            {"office": office},
        )
        return 0 if row is None else int(row["many"])

    def used_by(self, office: str) -> int:
        """Bytes an office has here: whole files it brought, and what it announced."""
        row = self._database.row(
            "SELECT (SELECT coalesce(sum(bytes), 0) FROM blobs WHERE office = :office)"
            " + (SELECT coalesce(sum(length), 0) FROM uploads WHERE office = :office AND sha256 IS NULL) AS used",
            {"office": office},
        )
        return 0 if row is None else int(row["used"])

    def _drop_empty(self) -> bool:
        """Give up the uploads that were announced a while ago and never begun; whether there were any.

        Announcing costs nothing, so whoever announces thousands would keep all others out for weeks. Nobody loses a
        byte: a sender whose announcement is gone makes another one.
        """
        rows = self._database.rows(
            "SELECT id FROM uploads WHERE sha256 IS NULL AND committed = 0 AND expires < ?",
            (time.time() + LIFETIME_SECONDS - NEVER_BEGUN_SECONDS,),
        )
        for row in rows:
            self.end(row["id"])
        return bool(rows)

    def find(self, identifier: str) -> FileUpload | None:
        """An upload by its identifier; None when it never was, was ended, or has expired."""
        row = self._database.row("SELECT * FROM uploads WHERE id = ? AND expires > ?", (identifier, time.time()))
        return None if row is None else _upload(row)

    @contextmanager
    def writing(self, upload: FileUpload, *, hold_back: bool = False) -> Iterator[PartWriter]:
        """Append to an upload from its committed offset on.

        What was written but not committed when the block ends is committed too, unless `hold_back`.
        """
        with self._part(upload.identifier).open("r+b", buffering=0) as stream:
            stream.truncate(upload.committed)
            stream.seek(upload.committed)
            so_far = self._digest_to(upload)
            digest = None if so_far is None else so_far.digest
            writer = PartWriter(self._database, upload, stream, digest, hold_back=hold_back)
            try:
                yield writer
            finally:
                try:
                    if not hold_back:
                        writer.commit()
                finally:
                    writer.let_go()
                    if so_far is not None and writer.is_committed:
                        self._digests[upload.identifier] = replace(so_far, offset=writer.offset)

    def _digest_to(self, upload: FileUpload) -> _DigestSoFar | None:
        """What its committed bytes hash to, to go on from; None where that is not known, or was learnt long ago."""
        so_far = self._digests.pop(upload.identifier, None) or _DigestSoFar(0, hashlib.sha256(), time.monotonic())
        is_late = time.monotonic() - so_far.begun > BELIEVED_SECONDS
        return None if is_late or so_far.offset != upload.committed else so_far

    def cut_back(self, upload: FileUpload) -> None:
        """Cut the part file to what is known to be on the disk."""
        part = self._part(upload.identifier)
        if upload.sha256 is None and part.exists() and part.stat().st_size > upload.committed:
            with part.open("r+b") as stream:
                stream.truncate(upload.committed)

    def finish(self, upload: FileUpload) -> FileUpload:
        """Check a whole part file and put it in its place.

        Raises:
            ContentMismatch: Its hash is not the one announced; the upload is thrown away.
        """
        part = self._part(upload.identifier)
        so_far = self._digest_to(upload)
        sha256 = sha256_of(part) if so_far is None else so_far.digest.hexdigest()
        if upload.expected_sha256 not in (None, sha256):
            self.end(upload.identifier)
            raise ContentMismatch(say("The file arrived damaged: its checksum is not the one announced."))
        self._put_in_place({part: self.path_of(sha256)})
        with self._database.transaction() as connection:
            connection.execute(_KEPT, (sha256, upload.length, now(), upload.office))
            connection.execute("UPDATE uploads SET sha256 = ? WHERE id = ?", (sha256, upload.identifier))
        return replace(upload, committed=upload.length, sha256=sha256)

    def take_in(self, files: Sequence[tuple[str, bytes]], office: str | None = None) -> None:
        """Keep small whole files, given with their SHA-256; one that is here already is left as it is.

        Args:
            files: Hash and content of each.
            office: Whose token brought them; None where there was none.

        Raises:
            QuotaReached: The office would have more here than it may.
            ContentMismatch: One hashes to something else; none is kept.
            NoRoom: The disk cannot take them.
        """
        if any(hashlib.sha256(content).hexdigest() != sha256 for sha256, content in files):
            raise ContentMismatch(say("The file arrived damaged: its checksum is not the one announced."))
        fresh = [(sha256, content) for sha256, content in dict(files).items() if self.size_of(sha256) is None]
        self._check_room(sum(len(content) for _, content in fresh), office)
        parts = {self._part(uuid.uuid4().hex): self.path_of(sha256) for sha256, _ in fresh}
        try:
            for part, (_, content) in zip(parts, fresh, strict=True):
                part.write_bytes(content)
            sync_files(parts)
            self._put_in_place(parts)
        except BaseException:
            for part in parts:
                part.unlink(missing_ok=True)
            raise
        with self._database.transaction() as connection:
            rows = [(sha256, len(content), now(), office) for sha256, content in fresh]
            connection.executemany(_KEPT, rows)

    def _put_in_place(self, parts: Mapping[Path, Path]) -> None:
        """Give files that are on the disk their names there; returns when the names are on the disk too."""
        folders = {target.parent for target in parts.values()}
        fresh = [folder for folder in folders if not folder.is_dir()]
        for folder in fresh:
            folder.mkdir(exist_ok=True)
        for part, target in parts.items():
            part.replace(target)
        sync_folders([*folders, self._whole] if fresh else folders)

    def end(self, identifier: str) -> None:
        """Forget an upload and what has arrived of it; a whole file stays."""
        self._digests.pop(identifier, None)
        self._database.execute("DELETE FROM uploads WHERE id = ?", (identifier,))
        self._part(identifier).unlink(missing_ok=True)

    def drop_expired(self) -> None:
        """Give up uploads nobody came back for."""
        for row in self._database.rows("SELECT id FROM uploads WHERE expires <= ?", (time.time(),)):
            self.end(row["id"])

    def _part(self, identifier: str) -> Path:
        return self._parts / identifier

    def _recover(self) -> None:
        """Put database and disk in step after a stop of any kind."""
        self.drop_expired()
        self._adopt_files_without_row()
        self._recover_uploads()

    def _adopt_files_without_row(self) -> None:
        known = {row["sha256"] for row in self._database.rows("SELECT sha256 FROM blobs")}
        withdrawn = {row["sha256"] for row in self._database.rows("SELECT sha256 FROM withdrawn_files")}
        for place in self._whole.glob("??/*"):
            if place.name not in known:
                if place.name not in withdrawn and sha256_of(place) == place.name:
                    size = place.stat().st_size
                    self._database.execute(_ADOPTED, (place.name, size, now()))
                else:
                    place.unlink()

    def _recover_uploads(self) -> None:
        uploads = [_upload(row) for row in self._database.rows("SELECT * FROM uploads WHERE sha256 IS NULL")]
        for upload in uploads:
            part = self._part(upload.identifier)
            if part.exists() and part.stat().st_size >= upload.committed:
                self.cut_back(upload)
            else:
                # The bytes are gone or already in their place: the client asks for the blob, then starts again.
                self.end(upload.identifier)
        alive = {upload.identifier for upload in uploads}
        for part in self._parts.iterdir():
            if part.name not in alive:
                part.unlink()


def forget_files(connection: Connection, record: int, *, history: bool = True) -> list[str]:
    """Part a withdrawn record from its files, and from those it had before, inside the caller's transaction.

    Args:
        connection: To the portal's database.
        record: The record's number.
        history: Whether former revisions are kept at all; older portals did not.

    Returns:
        Hashes of the files that no other record has: they are no longer files of the portal, and are to be removed.
    """
    own = {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM record_files WHERE record = ?", (record,))}
    connection.execute("DELETE FROM record_files WHERE record = ?", (record,))
    if history:
        row = connection.execute("SELECT identifier FROM records WHERE number = ?", (record,)).fetchone()
        own |= former.forget(connection, row["identifier"])
    others = "SELECT 1 FROM record_files WHERE sha256 = ?"
    gone = sorted(sha256 for sha256 in own if connection.execute(others, (sha256,)).fetchone() is None)
    gone = [sha256 for sha256 in gone if not (history and former.has(connection, sha256))]
    for sha256 in gone:
        connection.execute("DELETE FROM blobs WHERE sha256 = ?", (sha256,))
        connection.execute("INSERT OR IGNORE INTO withdrawn_files VALUES (?)", (sha256,))
    return gone


def _upload(row: Row) -> FileUpload:
    return FileUpload(
        row["id"], row["length"], row["committed"], row["metadata"], row["expected_sha256"], row["sha256"],
        row["expires"], row["office"],
    )  # fmt: skip


def digest_named(name: str) -> hashlib._Hash | None:
    """A checksum by its tus name, None when it is not offered."""
    return hashlib.new(name, usedforsecurity=False) if name in CHECKSUMS else None


CHECKSUMS = ("sha256", "sha1", "md5")
