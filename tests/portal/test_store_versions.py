"""A portal of every version there was opens with this one, whole: records, files, search, what was withdrawn."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pbgdpl_cli.portal.keeping.checking import check
from pbgdpl_cli.portal.store.catalogue import SearchQuery
from pbgdpl_cli.portal.store.migrations import MIGRATIONS
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.search.finding import Wanted
from pbgdpl_cli.state.database import Database
from tests.upload.package_factory import entry, make_record, noise
from validators.sharing.fingerprint import canonical, revision_of

CONTENT = noise(500, 4)
SHA256 = hashlib.sha256(CONTENT).hexdigest()
KEPT = make_record([entry("source/a.pdf", CONTENT)], title="Còn lại")
GONE = make_record(title="Đã rút")


def portal_of(home: Path, version: int) -> None:
    """A portal as the first so many migrations made it, with a file, an upload, a record and a withdrawn one."""
    folder = home / "portal"
    place = folder / "blobs" / SHA256[:2] / SHA256
    place.parent.mkdir(parents=True)
    place.write_bytes(CONTENT)
    (folder / "parts").mkdir()
    (folder / "parts" / "u1").write_bytes(b"12345")
    database = Database(folder / "portal.sqlite3", MIGRATIONS[:version])
    database.execute("INSERT INTO blobs (sha256, bytes, stored_at) VALUES (?, ?, '2999-01-01')", (SHA256, len(CONTENT)))
    database.execute(
        "INSERT INTO uploads (id, length, committed, created_at, expires) VALUES ('u1', 9, 5, '2026-01-01', 9e12)"
    )
    if version >= 2:
        for number, record, withdrawn in ((1, KEPT, None), (2, GONE, "2026-02-01")):
            database.execute(
                "INSERT INTO records (number, identifier, revision, body, title, kind, text, received_at, changed_at,"
                " withdrawn_at) VALUES (?, ?, ?, ?, ?, ?, 'lời văn', '2026-01-01', '2026-01-01', ?)",
                (
                    number,
                    record.identifier,
                    revision_of(record),
                    canonical(record),
                    record.title,
                    record.kind,
                    withdrawn,
                ),
            )
        database.execute(
            "INSERT INTO record_files VALUES (1, 'source/a.pdf', 'source', 'application/pdf', ?)", (SHA256,)
        )
    database.close()


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_every_version_opens(home: Path, version: int) -> None:
    portal_of(home, version)
    if version >= 4:
        check(home)  # from then on the index is filled by putting records, which this older portal did by hand
    with PortalStores(home) as stores:
        assert stores.blobs.size_of(SHA256) == len(CONTENT)
        upload = stores.blobs.find("u1")
        assert upload is not None
        assert (upload.committed, upload.office) == (5, None)
        assert stores.name
        if version >= 2:
            assert stores.records.held([KEPT.identifier, GONE.identifier]) == {KEPT.identifier: revision_of(KEPT)}
            assert stores.catalogue.search(SearchQuery(Wanted("còn lại"))).total == 1
            withdrawn = stores.records.find(GONE.identifier)
            assert withdrawn is not None
            assert withdrawn.withdrawn_at
        stores.records.put(make_record(title="Mới"))
    assert check(home, every_byte=True).findings == ()
