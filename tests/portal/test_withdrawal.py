"""What is withdrawn is gone, files and all, unless another record has them; nobody overwrites another's change."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.migrations import MIGRATIONS
from pbgdpl_cli.portal.store.record_store import PutStatus
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.state.database import Database
from pbgdpl_cli.web.access import Access
from pbgdpl_cli.web.running_portal import PORTAL_FOLDER
from tests.upload.package_factory import make_record
from validators.sharing.fingerprint import canonical
from validators.sharing.record import FileEntry, Record

CONTENT = b"tranh co dong"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
FILE = FileEntry(path="data/a.png", role="infographic", media_type="image/png", sha256=SHA256, bytes=len(CONTENT))


def record_with_file(stores: PortalStores, title: str) -> Record:
    upload = stores.blobs.create(len(CONTENT))
    with stores.blobs.writing(upload) as writer:
        writer.write(CONTENT)
    arrived = stores.blobs.find(upload.identifier)
    assert arrived is not None
    stores.blobs.finish(arrived)
    record = make_record([FILE], title=title)
    stores.records.put(record)
    return record


def status_of_file(stores: PortalStores) -> int:
    client = TestClient(build_application(stores, Access(hosts=())))
    return client.get(f"/blobs/{SHA256}").status_code


def test_the_files_of_a_withdrawn_record_are_gone(stores: PortalStores) -> None:
    record = record_with_file(stores, "A")
    assert status_of_file(stores) == 200
    stores.records.withdraw(record.identifier)
    assert status_of_file(stores) == 410
    assert not stores.blobs.path_of(SHA256).exists()


def test_a_file_another_record_has_stays(stores: PortalStores) -> None:
    first, second = (record_with_file(stores, title) for title in "AB")
    stores.records.withdraw(first.identifier)
    assert status_of_file(stores) == 200
    stores.records.withdraw(second.identifier)
    assert status_of_file(stores) == 410


def test_what_is_sent_again_is_there_again(stores: PortalStores) -> None:
    record = record_with_file(stores, "A")
    revision = stores.records.put(record).revision
    stores.records.withdraw(record.identifier)
    assert stores.records.put(record, revision).status is PutStatus.MISSING_FILES
    record_with_file(stores, "B")
    assert stores.records.put(record, revision).status is PutStatus.CHANGED
    assert status_of_file(stores) == 200


def test_a_file_that_outlived_its_withdrawal_is_taken_at_the_next_start(home: Path) -> None:
    with PortalStores(home) as stores:
        record = record_with_file(stores, "A")
        stores.records.withdraw(record.identifier)
        stores.blobs.path_of(SHA256).write_bytes(CONTENT)
    with PortalStores(home) as stores:
        assert not stores.blobs.path_of(SHA256).exists()
        assert status_of_file(stores) == 410


def test_files_an_older_program_left_are_taken_too(home: Path) -> None:
    folder = home / PORTAL_FOLDER
    old = Database(folder / "portal.sqlite3", MIGRATIONS[:4])
    record = make_record([FILE])
    place = folder / "blobs" / SHA256[:2] / SHA256
    place.parent.mkdir(parents=True)
    place.write_bytes(CONTENT)
    old.execute("INSERT INTO blobs VALUES (?, ?, '2026-01-01')", (SHA256, len(CONTENT)))
    old.execute(
        "INSERT INTO records VALUES (1, ?, 'r', ?, 't', 'hoi-dap', '', '2026-01-01', '2026-01-01', '2026-01-02')",
        (record.identifier, canonical(record)),
    )
    old.execute("INSERT INTO record_files VALUES (1, ?, 'infographic', 'image/png', ?)", (FILE.path, SHA256))
    old.close()
    with PortalStores(home) as stores:
        assert status_of_file(stores) == 410
        assert not place.exists()


def test_of_many_who_replace_one_revision_only_one_does(stores: PortalStores) -> None:
    revision = stores.records.put(make_record(title="A")).revision
    identifier = make_record(title="A").identifier
    gate = threading.Barrier(4)
    answers: list[PutStatus] = []

    def put(number: int) -> None:
        gate.wait()
        record = make_record(title=f"A {number}", identifier=identifier)
        answers.append(stores.records.put(record, revision).status)

    threads = [threading.Thread(target=put, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(answer.value for answer in answers) == ["changed", *["other-revision"] * 3]
