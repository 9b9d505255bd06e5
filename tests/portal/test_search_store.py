"""The portal's index: made of an older store's records, read while another thread writes."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from pbgdpl_cli.portal.store.catalogue import SearchQuery
from pbgdpl_cli.portal.store.migrations import MIGRATIONS
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.search.finding import Wanted
from pbgdpl_cli.state.database import Database
from pbgdpl_cli.web.plain_text import plain_text
from pbgdpl_cli.web.running_portal import PORTAL_FOLDER
from tests.upload.package_factory import make_record
from validators.sharing.fingerprint import canonical


def test_the_records_of_an_older_store_are_found(home: Path) -> None:
    folder = home / PORTAL_FOLDER
    old = Database(folder / "portal.sqlite3", MIGRATIONS[:3])
    for number, (title, withdrawn) in enumerate((("Về đất đai", None), ("Đất đai cũ", "2026-01-01")), 1):
        record = make_record(title=title)
        old.execute(
            "INSERT INTO records VALUES (?, ?, 'r', ?, ?, 'hoi-dap', ?, '2026-01-01', '2026-01-01', ?)",
            (number, record.identifier, canonical(record), title, plain_text(record), withdrawn),
        )
    old.close()
    with PortalStores(home) as stores:
        found = stores.catalogue.search(SearchQuery(Wanted("dat dai")))
        assert [item.card.title for item in found.items] == ["Về đất đai"]
        assert stores.catalogue.search(SearchQuery()).total == 1


def test_a_search_does_not_wait_for_a_writer(stores: PortalStores) -> None:
    stores.records.put(make_record(title="Đất đai"))
    answers: list[int] = []

    def ask() -> None:
        answers.append(stores.catalogue.search(SearchQuery(Wanted("đất đai"))).total)

    with stores.database.transaction() as connection:
        connection.execute("UPDATE records SET withdrawn_at = '2026-01-01'")
        readers = [threading.Thread(target=ask) for _ in range(8)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join(timeout=20)
        assert answers == [1] * 8


def test_the_newest_first_when_asked(stores: PortalStores, monkeypatch: pytest.MonkeyPatch) -> None:
    for day, title in (("2026-01-02", "Đất đai"), ("2026-01-03", "Về việc khác")):
        monkeypatch.setattr("pbgdpl_cli.portal.store.record_store.now", lambda day=day: day)
        stores.records.put(make_record(title=title, content=[{"type": "paragraph", "text": "Đất đai."}]))
    best, newest = (
        [
            item.card.title
            for item in stores.catalogue.search(
                SearchQuery(Wanted("đất đai"), order="newest" if newest else "best")
            ).items
        ]
        for newest in (False, True)
    )
    assert (best[0], newest[0]) == ("Đất đai", "Về việc khác")
