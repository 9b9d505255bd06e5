"""Backups that are taken while the portal serves and restored byte for byte; checks that mend what a cut leaves."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pbgdpl_cli.portal.keeping import backup as module
from pbgdpl_cli.portal.keeping.backup import BackupInTheWay, NotABackup, back_up
from pbgdpl_cli.portal.keeping.checking import CheckReport, check
from pbgdpl_cli.portal.keeping.restoring import PortalInTheWay, restore
from pbgdpl_cli.portal.store.catalogue import SearchQuery
from pbgdpl_cli.portal.store.stores import NewerPortal, PortalStores
from pbgdpl_cli.portal.trust.audit import Audit
from pbgdpl_cli.search.finding import Wanted
from tests.upload.package_factory import entry, make_record, noise
from validators.problems import UnreadableInput
from validators.sharing.record import Record

CONTENTS = [noise(3000, seed) for seed in range(3)]
HASHES = [hashlib.sha256(content).hexdigest() for content in CONTENTS]


def store(stores: PortalStores, content: bytes) -> None:
    upload = stores.blobs.create(len(content))
    with stores.blobs.writing(upload) as writer:
        writer.write(content)
    arrived = stores.blobs.find(upload.identifier)
    assert arrived is not None
    stores.blobs.finish(arrived)


def fill(stores: PortalStores) -> list[Record]:
    """Three records with a file each, one upload on its way, a row in the log."""
    records = []
    for number, content in enumerate(CONTENTS):
        store(stores, content)
        records.append(make_record([entry("source/a.pdf", content)], title=f"Tài liệu {number}"))
        stores.records.put(records[-1])
    with stores.blobs.writing(stores.blobs.create(100)) as writer:
        writer.write(b"x" * 50)
    Audit(stores.database).write(who="a", action="b", what="c", result="ok")
    return records


@pytest.fixture
def filled(home: Path) -> Path:
    """The folder of a portal with something in it, at rest."""
    with PortalStores(home) as stores:
        fill(stores)
    return home / "portal"


def blobs_of(portal: Path) -> dict[str, bytes]:
    return {place.name: place.read_bytes() for place in sorted(portal.glob("blobs/??/*"))}


def tables_of(database: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(database)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_") and name != "uploads"
        ]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}


class TestBackup:
    def test_a_portal_that_serves_is_restored_byte_for_byte(self, home: Path, tmp_path: Path) -> None:
        with PortalStores(home) as stores:
            fill(stores)
            report = back_up(home / "portal", tmp_path / "b")
        assert (report.manifest.records, report.manifest.files, report.manifest.missing) == (3, 3, ())
        restored = restore(tmp_path / "b", tmp_path / "new")
        assert blobs_of(restored.portal) == blobs_of(home / "portal")
        assert tables_of(restored.portal / "portal.sqlite3") == tables_of(home / "portal" / "portal.sqlite3")
        with PortalStores(tmp_path / "new") as stores:
            assert stores.catalogue.search(SearchQuery(Wanted("tài liệu 1"))).total == 1
            assert stores.blobs.unfinished() == 0
        assert check(tmp_path / "new", every_byte=True).findings == ()

    def test_the_offices_own_files_come_along(self, filled: Path, tmp_path: Path) -> None:
        (filled / "shelf.toml").write_text('name = "Tủ sách"\n', encoding="utf-8")
        (filled / "feedback.csv").write_bytes(b"x")
        (filled / "serving.lock").touch()
        back_up(filled, tmp_path / "b")
        (filled / "feedback.csv").unlink()
        back_up(filled, tmp_path / "b")
        restored = restore(tmp_path / "b", tmp_path / "new").portal
        assert (restored / "shelf.toml").read_bytes() == (filled / "shelf.toml").read_bytes()
        assert not (restored / "feedback.csv").exists()

    def test_links_on_the_same_disk_copies_on_demand(self, filled: Path, tmp_path: Path) -> None:
        first = back_up(filled, tmp_path / "b")
        place = module.blob_place(tmp_path / "b", HASHES[0])
        assert (first.linked, first.copied, place.samefile(module.blob_place(filled, HASHES[0]))) == (3, 0, True)
        again = back_up(filled, tmp_path / "b")
        assert (again.linked, again.copied, again.kept) == (0, 0, 3)
        copied = back_up(filled, tmp_path / "b", copy=True)
        assert (copied.copied, place.samefile(module.blob_place(filled, HASHES[0]))) == (3, False)

    def test_where_no_link_can_be_made_files_are_copied(
        self, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_links(*_: object) -> None:
            raise OSError(18, "Invalid cross-device link")

        monkeypatch.setattr(os, "link", no_links)
        assert back_up(filled, tmp_path / "b").copied == 3
        assert blobs_of(tmp_path / "b") == blobs_of(filled)

    def test_the_next_one_adds_what_is_new_and_drops_what_was_withdrawn(self, home: Path, tmp_path: Path) -> None:
        with PortalStores(home) as stores:
            records = fill(stores)
            back_up(home / "portal", tmp_path / "b")
            stores.records.withdraw(records[0].identifier)
            store(stores, b"neu")
            report = back_up(home / "portal", tmp_path / "b")
        assert (report.linked, report.kept) == (1, 2)
        assert set(blobs_of(tmp_path / "b")) == {*HASHES[1:], hashlib.sha256(b"neu").hexdigest()}
        assert len(list((tmp_path / "b").glob("*.sqlite3"))) == 1

    def test_what_is_withdrawn_while_it_is_made_is_not_missed(
        self, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with PortalStores(home) as stores:
            records, take = fill(stores), module._take

            def withdrawing(source: Path, target: Path, size: int, *, copy: bool) -> str:
                stores.records.withdraw(records[1].identifier)
                return take(source, target, size, copy=copy)

            monkeypatch.setattr(module, "_take", withdrawing)
            manifest = back_up(home / "portal", tmp_path / "b").manifest
        assert (manifest.records, manifest.files, manifest.missing) == (2, 2, ())

    def test_a_lost_file_is_named_and_the_rest_is_kept(self, filled: Path, tmp_path: Path) -> None:
        module.blob_place(filled, HASHES[0]).unlink()
        assert back_up(filled, tmp_path / "b").manifest.missing == (HASHES[0],)
        assert set(blobs_of(restore(tmp_path / "b", tmp_path / "new").portal)) == set(HASHES[1:])

    @pytest.mark.parametrize("where", ["portal", "portal/b", "full"])
    def test_a_backup_needs_a_folder_of_its_own(self, filled: Path, home: Path, where: str) -> None:
        (home / "full").mkdir()
        (home / "full" / "thesis.docx").touch()
        with pytest.raises(BackupInTheWay):
            back_up(filled, home / where)
        assert not (filled / "b").exists()

    def test_without_a_portal_there_is_nothing_to_back_up(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableInput):
            back_up(tmp_path / "portal", tmp_path / "b")
        assert not (tmp_path / "b").exists()

    @pytest.mark.real
    def test_it_is_one_moment_of_a_portal_that_is_being_written(self, home: Path, tmp_path: Path) -> None:
        with PortalStores(home) as stores:
            stop = threading.Event()

            def write() -> None:
                number = 0
                while not stop.is_set():
                    content = noise(2000, 1000 + number)
                    store(stores, content)
                    stores.records.put(make_record([entry("source/a.pdf", content)], title=f"B {number}"))
                    number += 1

            writer = threading.Thread(target=write)
            writer.start()
            try:
                reports = [back_up(home / "portal", tmp_path / f"b{number}") for number in range(3)]
            finally:
                stop.set()
                writer.join(timeout=60)
        for number, report in enumerate(reports):
            assert report.manifest.missing == ()
            restore(tmp_path / f"b{number}", tmp_path / f"new{number}")
            assert check(tmp_path / f"new{number}", every_byte=True).findings == ()


class TestRestore:
    @pytest.mark.parametrize("harm", ["manifest", "half-manifest", "database", "blob", "blob-bytes"])
    def test_what_is_not_whole_is_refused_before_anything_changes(
        self, filled: Path, tmp_path: Path, harm: str
    ) -> None:
        target = tmp_path / "b"
        back_up(filled, target, copy=True)
        harms: dict[str, Callable[[], object]] = {
            "manifest": (target / "backup.json").unlink,
            "half-manifest": lambda: (target / "backup.json").write_text('{"format": 1', encoding="utf-8"),
            "database": lambda: next(target.glob("*.sqlite3")).write_bytes(b"SQLite format 3\0"),
            "blob": module.blob_place(target, HASHES[2]).unlink,
            "blob-bytes": lambda: module.blob_place(target, HASHES[2]).write_bytes(noise(3000, 9)),
        }
        harms[harm]()
        before = blobs_of(filled)
        for home in (tmp_path / "new", filled.parent):
            with pytest.raises(NotABackup):
                restore(target, home, replace=True)
        assert not (tmp_path / "new" / "portal" / "portal.sqlite3").exists()
        assert blobs_of(filled) == before

    def test_a_portal_that_is_there_is_put_aside_never_overwritten(self, filled: Path, tmp_path: Path) -> None:
        back_up(filled, tmp_path / "b")
        with pytest.raises(PortalInTheWay):
            restore(tmp_path / "b", filled.parent)
        report = restore(tmp_path / "b", filled.parent, replace=True)
        assert report.aside is not None
        assert blobs_of(report.aside) == blobs_of(filled)

    def test_a_manifest_leads_out_of_its_folder_nowhere(self, filled: Path, tmp_path: Path) -> None:
        back_up(filled, tmp_path / "b")
        place = tmp_path / "b" / "backup.json"
        told = json.loads(place.read_text(encoding="utf-8"))
        told["database"] = f"../{told['database']}"
        (tmp_path / told["database"][3:]).write_bytes(b"x")
        place.write_text(json.dumps(told), encoding="utf-8")
        assert restore(tmp_path / "b", tmp_path / "new").portal.is_dir()

    def test_one_of_a_later_program_is_refused(self, home: Path, tmp_path: Path) -> None:
        with PortalStores(home) as stores:
            stores.database.execute("INSERT INTO migrations VALUES ('m999_later', '2030')")
        back_up(home / "portal", tmp_path / "b")
        with pytest.raises(NewerPortal):
            restore(tmp_path / "b", tmp_path / "new")
        with pytest.raises(NewerPortal):
            PortalStores(home)


def codes(report: CheckReport) -> list[tuple[str, bool]]:
    return [(finding.code, finding.mended) for finding in report.findings]


class TestCheck:
    def test_a_portal_that_is_in_order(self, filled: Path) -> None:
        report = check(filled.parent, every_byte=True)
        assert (report.findings, report.records, report.files, report.serving) == ((), 3, 3, False)

    @pytest.mark.parametrize("harm", ["gone", "cut", "zeros"])
    def test_a_lost_file_is_asked_for_again(self, filled: Path, harm: str) -> None:
        home, place = filled.parent, module.blob_place(filled, HASHES[0])
        if harm == "gone":
            place.unlink()
        else:
            place.write_bytes(CONTENTS[0][:100] if harm == "cut" else bytes(3000))
        (finding,) = check(home, every_byte=True).findings
        assert (finding.code, finding.mended) == ("file-missing" if harm == "gone" else "file-damaged", False)
        with PortalStores(home) as stores:
            record = make_record([entry("source/a.pdf", CONTENTS[0])], title="Tài liệu 0")
            assert stores.records.held([record.identifier]) == {}
            store(stores, CONTENTS[0])
            assert stores.records.held([record.identifier]) != {}
        assert check(home, every_byte=True).findings == ()

    def test_a_damaged_file_is_set_aside_not_thrown_away(self, filled: Path) -> None:
        module.blob_place(filled, HASHES[0]).write_bytes(b"half")
        check(filled.parent)
        assert (filled / "damaged" / HASHES[0]).read_bytes() == b"half"

    def test_a_file_no_record_came_for_goes_after_the_life_of_an_upload(self, home: Path) -> None:
        with PortalStores(home) as stores:
            store(stores, b"orphan")
            store(stores, b"fresh")
            sha256 = hashlib.sha256(b"orphan").hexdigest()
            stores.database.execute("UPDATE blobs SET stored_at = '2026-01-01' WHERE sha256 = ?", (sha256,))
        assert codes(check(home)) == [("file-orphan", True)]
        assert set(blobs_of(home / "portal")) == {hashlib.sha256(b"fresh").hexdigest()}

    def test_a_file_in_no_list_is_taken_in_when_it_is_what_its_name_says(self, filled: Path) -> None:
        for name, content in ((hashlib.sha256(b"ganz").hexdigest(), b"ganz"), ("ab" * 32, b"anders")):
            place = module.blob_place(filled, name)
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(content)
            os.utime(place, (1, 1))
        assert codes(check(filled.parent)) == [("file-unknown", True)] * 2
        assert (filled / "damaged" / ("ab" * 32)).exists()
        assert check(filled.parent).findings == ()

    @pytest.mark.parametrize("harm", ["cut", "gone", "expired", "nobody's"])
    def test_an_upload_that_cannot_go_on_is_ended(self, filled: Path, harm: str) -> None:
        (part,) = (filled / "parts").iterdir()
        with closing(sqlite3.connect(filled / "portal.sqlite3", isolation_level=None)) as connection:
            if harm == "cut":
                part.write_bytes(b"x" * 10)
            elif harm == "gone":
                part.unlink()
            elif harm == "expired":
                connection.execute("UPDATE uploads SET expires = 1")
            else:
                connection.execute("DELETE FROM uploads WHERE sha256 IS NULL")
        report = check(filled.parent)
        assert {finding.code for finding in report.findings} == {"upload-stale"}
        assert all(finding.mended for finding in report.findings)
        assert not list((filled / "parts").iterdir())
        assert check(filled.parent).findings == ()

    @pytest.mark.parametrize(
        ("harm", "code"),
        [
            ("DELETE FROM search_text WHERE number = 2", "index-missing"),
            ("UPDATE records SET withdrawn_at = '2026-01-01' WHERE number = 2", "index-surplus"),
            ("INSERT INTO search_exact (search_exact) VALUES ('delete-all')", "index-damaged"),
            ("UPDATE search_text SET title = 'anders' WHERE number = 1", "index-damaged"),
        ],
    )
    def test_search_is_brought_in_step(self, filled: Path, harm: str, code: str) -> None:
        with closing(sqlite3.connect(filled / "portal.sqlite3", isolation_level=None)) as connection:
            connection.execute(harm)
        report = check(filled.parent)
        assert code in {finding.code for finding in report.findings}
        assert all(finding.mended for finding in report.findings)
        assert check(filled.parent).findings == ()

    def test_while_it_serves_nothing_is_mended(self, filled: Path) -> None:
        module.blob_place(filled, HASHES[0]).unlink()
        with module.only_one(filled / "serving.lock"):
            report = check(filled.parent)
        assert (codes(report), report.serving) == ([("file-missing", False)], True)
        with PortalStores(filled.parent) as stores:
            assert stores.database.rows("SELECT 1 FROM blobs WHERE lost_at IS NOT NULL") == []

    def test_asked_to_mend_nothing_it_mends_nothing(self, filled: Path) -> None:
        (part,) = (filled / "parts").iterdir()
        part.write_bytes(b"")
        assert codes(check(filled.parent, mend=False)) == [("upload-stale", False)]
        assert part.exists()

    def test_a_database_that_is_none_is_one_sentence(self, filled: Path) -> None:
        (filled / "portal.sqlite3").write_bytes(b"x" * 4096)
        with pytest.raises(UnreadableInput, match="cannot be read"):
            check(filled.parent)

    def test_a_log_that_was_changed_is_told(self, filled: Path) -> None:
        with closing(sqlite3.connect(filled / "portal.sqlite3", isolation_level=None)) as connection:
            connection.execute("DROP TRIGGER audit_no_update")
            connection.execute("UPDATE audit SET who = 'x'")
        assert codes(check(filled.parent)) == [("audit-changed", False)]
