from __future__ import annotations

import errno
import hashlib
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest

from pbgdpl_cli.portal.store import blobs as module
from pbgdpl_cli.portal.store.blobs import BlobStore, ContentMismatch, NoRoom, QuotaReached
from pbgdpl_cli.portal.store.limits import PortalLimits
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.state.database import Database
from tests.upload.package_factory import noise

CONTENT = noise(3_000_000, 7)
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def part_of(home: Path, identifier: str) -> Path:
    return home / "portal" / "parts" / identifier


def send(store: BlobStore, content: bytes, expected: str | None = None) -> str:
    upload = store.create(len(content), expected_sha256=expected)
    with store.writing(upload) as writer:
        writer.write(content)
    arrived = store.find(upload.identifier)
    assert arrived is not None
    return store.finish(arrived).sha256 or ""


def test_a_whole_file_gets_its_place_by_content(stores: PortalStores) -> None:
    assert send(stores.blobs, CONTENT, SHA256) == SHA256
    assert stores.blobs.path_of(SHA256).read_bytes() == CONTENT
    assert stores.blobs.size_of(SHA256) == len(CONTENT)


def test_the_same_file_twice_is_one_file(stores: PortalStores, home: Path) -> None:
    send(stores.blobs, CONTENT)
    send(stores.blobs, CONTENT)
    assert len(list((home / "portal" / "blobs").glob("??/*"))) == 1
    assert not list((home / "portal" / "parts").iterdir())


def test_an_empty_file_is_whole_at_once(stores: PortalStores) -> None:
    assert stores.blobs.create(0).sha256 == hashlib.sha256(b"").hexdigest()


def test_a_file_that_is_not_the_one_announced_is_thrown_away(stores: PortalStores, home: Path) -> None:
    with pytest.raises(ContentMismatch):
        send(stores.blobs, CONTENT, "0" * 64)
    assert stores.blobs.size_of(SHA256) is None
    assert not list((home / "portal" / "parts").iterdir())


def test_what_was_written_before_a_failure_counts(stores: PortalStores) -> None:
    upload = stores.blobs.create(len(CONTENT))
    with suppress(RuntimeError), stores.blobs.writing(upload) as writer:
        writer.write(CONTENT[:10])
        raise RuntimeError
    arrived = stores.blobs.find(upload.identifier)
    assert arrived is not None
    assert arrived.committed == 10


def test_with_a_checksum_pending_nothing_counts_before_commit(stores: PortalStores) -> None:
    upload = stores.blobs.create(len(CONTENT))
    with stores.blobs.writing(upload, hold_back=True) as writer:
        writer.write(CONTENT[:2_000_000])
    arrived = stores.blobs.find(upload.identifier)
    assert arrived is not None
    assert arrived.committed == 0


def test_a_part_file_is_cut_back_to_what_was_committed(stores: PortalStores, home: Path) -> None:
    upload = stores.blobs.create(len(CONTENT))
    with stores.blobs.writing(upload) as writer:
        writer.write(CONTENT[:1000])
    with part_of(home, upload.identifier).open("ab") as stream:
        stream.write(b"\0" * 5000)  # what a power cut may leave behind: length without content
    stores.blobs.cut_back(module.FileUpload(upload.identifier, len(CONTENT), 1000, "", None, None, 0))
    assert part_of(home, upload.identifier).read_bytes() == CONTENT[:1000]


def test_a_start_cuts_back_part_files(home: Path) -> None:
    with PortalStores(home) as stores:
        upload = stores.blobs.create(len(CONTENT))
        with stores.blobs.writing(upload) as writer:
            writer.write(CONTENT[:1000])
    with part_of(home, upload.identifier).open("ab") as stream:
        stream.write(b"\0" * 5000)
    with PortalStores(home):
        assert part_of(home, upload.identifier).stat().st_size == 1000


def test_a_start_gives_up_an_upload_whose_bytes_are_gone(home: Path) -> None:
    with PortalStores(home) as stores:
        upload = stores.blobs.create(len(CONTENT))
        with stores.blobs.writing(upload) as writer:
            writer.write(CONTENT[:1000])
    with part_of(home, upload.identifier).open("r+b") as stream:
        stream.truncate(10)
    with PortalStores(home) as stores:
        assert stores.blobs.find(upload.identifier) is None


def test_a_start_adopts_a_whole_file_without_a_row(home: Path) -> None:
    with PortalStores(home) as stores:
        send(stores.blobs, CONTENT)
        stores.database.execute("DELETE FROM blobs")
        assert stores.blobs.size_of(SHA256) is None
    with PortalStores(home) as stores:
        assert stores.blobs.size_of(SHA256) == len(CONTENT)


def test_a_start_throws_away_a_file_that_is_not_its_name(home: Path) -> None:
    with PortalStores(home) as stores:
        send(stores.blobs, CONTENT)
        stores.database.execute("DELETE FROM blobs")
        stores.blobs.path_of(SHA256).write_bytes(b"other")
    with PortalStores(home) as stores:
        assert stores.blobs.size_of(SHA256) is None
        assert not stores.blobs.path_of(SHA256).exists()


def test_a_start_removes_parts_nobody_knows(home: Path) -> None:
    with PortalStores(home):
        part_of(home, "orphan").write_bytes(b"x")
    with PortalStores(home):
        assert not part_of(home, "orphan").exists()


def test_a_lost_blob_counts_as_missing(stores: PortalStores) -> None:
    send(stores.blobs, CONTENT)
    stores.blobs.path_of(SHA256).unlink()
    assert stores.blobs.size_of(SHA256) is None


def test_unfinished_uploads_live_two_weeks_at_least(stores: PortalStores) -> None:
    upload = stores.blobs.create(5)
    assert upload.expires - time.time() >= 14 * 24 * 3600


def test_an_expired_upload_is_gone_with_its_bytes(stores: PortalStores, home: Path) -> None:
    upload = stores.blobs.create(5)
    stores.database.execute("UPDATE uploads SET expires = 1")
    assert stores.blobs.find(upload.identifier) is None
    stores.blobs.drop_expired()
    assert not part_of(home, upload.identifier).exists()


def test_a_file_larger_than_the_disk_is_refused_before_it_travels(stores: PortalStores) -> None:
    with pytest.raises(NoRoom):
        stores.blobs.create(1 << 60)


@pytest.fixture
def narrow(home: Path) -> Iterator[PortalStores]:
    """A portal that takes little."""
    limits = PortalLimits(most_unfinished=3, office_unfinished=2, office_bytes=100)
    with PortalStores(home, limits) as opened:
        yield opened


def test_uploads_that_never_began_make_way_for_others(narrow: PortalStores, monkeypatch: pytest.MonkeyPatch) -> None:
    stores = narrow
    begun = stores.blobs.create(10)
    with stores.blobs.writing(begun) as writer:
        writer.write(b"12345")
    announced = [stores.blobs.create(10) for _ in range(2)]
    later = time.time() + module.NEVER_BEGUN_SECONDS + 1
    monkeypatch.setattr(module.time, "time", lambda: later)
    stores.blobs.create(10)
    assert stores.blobs.find(begun.identifier) is not None
    assert [stores.blobs.find(upload.identifier) for upload in announced] == [None, None]


def test_too_many_unfinished_uploads_are_refused(narrow: PortalStores) -> None:
    for _ in range(3):
        narrow.blobs.create(1)
    with pytest.raises(NoRoom):
        narrow.blobs.create(1)


def test_one_office_leaves_room_for_the_others(narrow: PortalStores) -> None:
    for _ in range(2):
        narrow.blobs.create(1, office="A")
    with pytest.raises(NoRoom):
        narrow.blobs.create(1, office="A")
    assert narrow.blobs.create(1, office="B").office == "B"


def test_an_office_has_its_share_and_no_more(narrow: PortalStores) -> None:
    blobs = narrow.blobs
    upload = blobs.create(60, office="A")
    with pytest.raises(QuotaReached):
        blobs.create(41, office="A")
    with blobs.writing(upload) as writer:
        writer.write(noise(60, 1))
    arrived = blobs.find(upload.identifier)
    assert arrived is not None
    blobs.finish(arrived)
    assert blobs.used_by("A") == 60
    with pytest.raises(QuotaReached):
        blobs.create(41, office="A")
    blobs.create(100, office="B")
    blobs.create(40, office="A")


def test_the_database_keeps_its_promises(stores: PortalStores) -> None:
    assert stores.database.rows("PRAGMA journal_mode")[0][0] == "wal"
    assert stores.database.rows("PRAGMA synchronous")[0][0] == 2  # FULL


def test_migrations_run_once_and_in_order(tmp_path: Path) -> None:
    seen = []

    def m001_first(connection: object) -> None:
        seen.append(1)

    def m002_second(connection: object) -> None:
        seen.append(2)

    Database(tmp_path / "a.sqlite3", (m001_first,)).close()
    Database(tmp_path / "a.sqlite3", (m001_first, m002_second)).close()
    Database(tmp_path / "a.sqlite3", (m001_first, m002_second)).close()
    assert seen == [1, 2]


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    def m001_table(connection: object) -> None:
        connection.execute("CREATE TABLE t (x)")  # type: ignore[attr-defined]

    database = Database(tmp_path / "a.sqlite3", (m001_table,))
    with suppress(RuntimeError), database.transaction() as connection:
        connection.execute("INSERT INTO t VALUES (1)")
        raise RuntimeError
    assert database.rows("SELECT * FROM t") == []
    database.close()


class TestWhileItArrives:
    """The disk is at one commit while more is taken in; what arrives is hashed on its way."""

    def test_nothing_counts_that_the_disk_is_still_at(
        self, stores: PortalStores, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        started, released = Event(), Event()

        def slow_disk(descriptor: int) -> None:
            del descriptor
            started.set()
            assert released.wait(10)

        monkeypatch.setattr(module, "COMMIT_PAUSE", 0.0)
        monkeypatch.setattr(module.os, "fsync", slow_disk)
        upload = stores.blobs.create(len(CONTENT))
        with stores.blobs.writing(upload) as writer:
            writer.write(CONTENT[:2_000_000])
            assert started.wait(10)
            writer.write(CONTENT[2_000_000:])  # taken in meanwhile
            assert committed(stores.blobs, upload.identifier) == 0
            released.set()
        assert committed(stores.blobs, upload.identifier) == len(CONTENT)

    def test_what_the_disk_did_not_take_is_told_and_does_not_count(
        self, stores: PortalStores, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full_disk(descriptor: int) -> None:
            raise OSError(errno.ENOSPC, "full")

        monkeypatch.setattr(module, "COMMIT_PAUSE", 0.0)
        upload = stores.blobs.create(len(CONTENT))
        with monkeypatch.context() as patch:
            patch.setattr(module.os, "fsync", full_disk)
            with pytest.raises(OSError, match="full"), stores.blobs.writing(upload) as writer:
                writer.write(CONTENT)
        assert committed(stores.blobs, upload.identifier) == 0
        with stores.blobs.writing(upload) as writer:
            writer.write(CONTENT)
        assert finished(stores.blobs, upload.identifier) == SHA256

    def test_it_is_not_read_again_when_whole(self, stores: PortalStores, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "sha256_of", lambda path: pytest.fail("read again"))
        upload = stores.blobs.create(len(CONTENT))
        for start in range(0, len(CONTENT), 1_000_000):
            present = stores.blobs.find(upload.identifier)
            assert present is not None
            with stores.blobs.writing(present) as writer:
                writer.write(CONTENT[start : start + 1_000_000])
        assert finished(stores.blobs, upload.identifier) == SHA256

    def test_after_another_start_what_arrived_before_is_read(self, home: Path) -> None:
        with PortalStores(home) as stores:
            upload = stores.blobs.create(len(CONTENT), expected_sha256=SHA256)
            with stores.blobs.writing(upload) as writer:
                writer.write(CONTENT[:1_000_000])
        with PortalStores(home) as stores:
            present = stores.blobs.find(upload.identifier)
            assert present is not None
            with stores.blobs.writing(present) as writer:
                writer.write(CONTENT[1_000_000:])
            assert finished(stores.blobs, upload.identifier) == SHA256

    def test_what_does_not_count_is_not_hashed_either(self, stores: PortalStores) -> None:
        upload = stores.blobs.create(len(CONTENT), expected_sha256=SHA256)
        with stores.blobs.writing(upload, hold_back=True) as writer:
            writer.write(b"damaged on its way")
        with stores.blobs.writing(upload) as writer:
            writer.write(CONTENT)
        assert finished(stores.blobs, upload.identifier) == SHA256

    def test_what_took_long_is_read_again(
        self, stores: PortalStores, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        upload = stores.blobs.create(len(CONTENT), expected_sha256=SHA256)
        with stores.blobs.writing(upload) as writer:
            writer.write(CONTENT)
        with part_of(home, upload.identifier).open("r+b") as part:
            part.write(b"rot")
        monkeypatch.setattr(module, "BELIEVED_SECONDS", -1.0)
        with pytest.raises(ContentMismatch):
            finished(stores.blobs, upload.identifier)


def committed(store: BlobStore, identifier: str) -> int:
    upload = store.find(identifier)
    assert upload is not None
    return upload.committed


def finished(store: BlobStore, identifier: str) -> str | None:
    upload = store.find(identifier)
    assert upload is not None
    return store.finish(upload).sha256
