"""What the portal does with a shelf of any size: no page goes through all of it, and none leaves anything out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from css_paths import select
from lxml import html
from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.oai import harvest
from pbgdpl_cli.portal.oai.harvest import Harvest, HarvestSpan
from pbgdpl_cli.portal.oai.sets import sets_of
from pbgdpl_cli.portal.pages import statistics
from pbgdpl_cli.portal.pages.machines import discovery
from pbgdpl_cli.portal.shelf.collections import DEFAULTS, Collection
from pbgdpl_cli.portal.store.catalogue import SearchQuery
from pbgdpl_cli.portal.store.migrations import MIGRATIONS
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.search.entry import facets_of
from pbgdpl_cli.search.finding import Wanted
from pbgdpl_cli.state.database import Database
from tests.upload.package_factory import APPROVED, entry, make_record
from validators.sharing.record import Record

KINDS = ("sach", "to-gap", "hoi-dap", "am-thanh")
WHOLE = ("records", "catalogue", "catalogue_acts", "search_facets", "search_text", "search_changes", "visits",
         "record_files", "handed_on")  # fmt: skip
CITED = [{"text": "Nghị định số 9/2025/NĐ-CP", "act": {"number": "9/2025/NĐ-CP"}}]
OAI = "{http://www.openarchives.org/OAI/2.0/}"


def record_of(number: int, **values: Any) -> Record:
    state = APPROVED if number % 5 else {}
    own = {
        "title": f"Tài liệu số {number}", "kind": KINDS[number % 4], "subjects": [1 + number % 3],
        "place": {"name": f"Xã Mẫu {number % 7}"} if number % 2 else None, "date_issued": f"20{10 + number % 9}-01-01",
        "legal_basis": CITED if number % 3 else [], **state, **values,
    }  # fmt: skip
    return make_record([entry("derivatives/a.mp4", b"1", "video")] if number % 6 == 0 else [], **own)


def bring(stores: PortalStores, content: bytes) -> None:
    upload = stores.blobs.create(len(content))
    with stores.blobs.writing(upload) as writer:
        writer.write(content)
    arrived = stores.blobs.find(upload.identifier)
    assert arrived is not None
    stores.blobs.finish(arrived)


@pytest.fixture
def shelf(stores: PortalStores) -> PortalStores:
    """Forty records: of four kinds and some places, one of five a draft, three withdrawn, one a draft again."""
    bring(stores, b"1")
    for number in range(40):
        stores.records.put(record_of(number))
    for number in (3, 11, 12):
        stores.records.withdraw(record_of(number).identifier)
    again = record_of(7, workflow={"state": "draft"}, approval={})
    stored = stores.records.find(again.identifier)
    assert stored is not None
    stores.records.put(again, stored.revision)
    return stores


@pytest.fixture
def client(shelf: PortalStores) -> Iterator[TestClient]:
    with TestClient(build_application(shelf), base_url="http://127.0.0.1") as opened:
        yield opened


ADDRESSES = (
    "/", "/?start=24", "/?in=sach-noi", "/?kind=sach&sort=title", "/?place=X%C3%A3%20M%E1%BA%ABu%201&sort=issued",
    "/?q=t%C3%A0i%20li%E1%BB%87u", "/?q=s%E1%BB%91%203&kind=sach&sort=title", "/about", "/feed.atom", "/feed.rss?q=a",
    "/sitemap-1.xml", "/api/records?limit=50&start=10", "/api/collections", "/oai?verb=Identify",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc", "/oai?verb=ListIdentifiers&metadataPrefix=pbgdpl&set=kind.sach",
    "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-01-01", "/metrics", "/m/00000000-00", "/statistics",
    "/materials/{material}", "/materials/{material}/read", "/api/records/{material}",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_reads_the_whole_of_a_table(client: TestClient, shelf: PortalStores, address: str) -> None:
    client.get("/?kind=sach")  # what is narrowed by, and an order, are read once after a change
    client.get("/feed.atom")
    client.get("/?kind=sach&sort=title")
    client.get("/?kind=sach&sort=issued")
    asked: list[str] = []
    connection = shelf.database._connection
    connection.set_trace_callback(asked.append)
    assert client.get(address.format(material=quote(record_of(8).identifier))).status_code in (200, 404)
    connection.set_trace_callback(None)
    read = {
        (row["detail"].split()[1], statement)
        for statement in dict.fromkeys(asked)
        if statement.lstrip().startswith(("SELECT", "WITH"))
        for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")
        if row["detail"].startswith("SCAN")
    }
    assert asked
    assert [statement for table, statement in read if table in WHOLE] == []


@pytest.mark.parametrize("within", [(), (frozenset({("kind", "sach")}),), (frozenset({("place", "Xã Mẫu 3")}),)])
@pytest.mark.parametrize("order", ["newest", "issued", "title"])
def test_every_page_of_every_part_is_where_it_belongs(shelf: PortalStores, order: str, within: Any) -> None:
    def page(start: int, most: int) -> list[str]:
        found = shelf.catalogue.search(SearchQuery(Wanted(within=within), start, most, order))
        assert found.total == shelf.catalogue.count(within)
        return [one.card.identifier for one in found.items]

    whole = page(0, 100)
    assert len(whole) == shelf.catalogue.count(within) > 0
    assert [one for start in range(0, 40, 3) for one in page(start, 3)] == whole
    shelf.records.put(record_of(75))  # of the kind and the place: what was read before holds no longer
    assert set(page(0, 100)) - set(whole) <= {record_of(75).identifier}
    assert len(page(0, 100)) == shelf.catalogue.count(within)


class TestHarvest:
    """By set or whole, in pages of any size: what the sets of each record say, in the order of changes."""

    COLLECTIONS = (
        *DEFAULTS,
        Collection("dat", "Đất", "Land", ("sach", "to-gap"), (), (1, 2), ("Xã Mẫu 1", "Xã Mẫu 5")),
    )

    @pytest.mark.parametrize("most", [1, 3, 100])
    @pytest.mark.parametrize("spec", ["kind.sach", "subject.2", "collection.video", "collection.dat", "kind.x", "x"])
    def test_a_set_is_what_says_it_is_of_it(
        self, shelf: PortalStores, spec: str, most: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(harvest, "PAGE", 2)
        assert pages(shelf, HarvestSpan(set_spec=spec), most, self.COLLECTIONS) == [
            one for one in pages(shelf, HarvestSpan(), 100, self.COLLECTIONS) if spec in one[1]
        ]

    def test_a_span_of_time_holds_for_a_set(self, shelf: PortalStores) -> None:
        shelf.database.execute("UPDATE records SET changed_at = '2026-03-01T10:00:00+00:00' WHERE number % 4 < 3")
        span = HarvestSpan("2026-03-01T00:00:00+00:00", "2026-03-02T00:00:00+00:00", set_spec="kind.to-gap")
        found = pages(shelf, span, 2, self.COLLECTIONS)
        assert found
        assert found == [one for one in pages(shelf, HarvestSpan(span.first, span.last), 100, self.COLLECTIONS)
                         if "kind.to-gap" in one[1]]  # fmt: skip

    def test_what_changes_between_two_pages_comes_again_and_nothing_is_left_out(self, shelf: PortalStores) -> None:
        seen = Harvest(shelf, DEFAULTS)
        first, more = seen.page(HarvestSpan(set_spec="kind.sach"), 2)
        assert more is not None
        changed = record_of(16, description="Khác")
        stored = shelf.records.find(changed.identifier)
        assert stored is not None
        shelf.database.execute(
            "UPDATE records SET changed_at = '2020-01-01' WHERE identifier <> ?", (changed.identifier,)
        )
        first, more = seen.page(HarvestSpan(set_spec="kind.sach"), 2)
        shelf.records.put(changed, stored.revision)
        rest = pages(shelf, more or HarvestSpan(), 3, DEFAULTS)
        named = [one.identifier for one in first] + [identifier for identifier, _ in rest]
        assert named[-1] == changed.identifier
        wanted = {
            record_of(number).identifier for number in range(40)
            if KINDS[number % 4] == "sach" and (number % 5 or number == 16)
        }  # fmt: skip
        assert wanted == set(named)

    def test_the_sets_named_are_those_records_have(self, shelf: PortalStores) -> None:
        rows = shelf.database.rows("SELECT facets FROM catalogue")
        facets = [[(name, value) for name, value in json.loads(row["facets"])] for row in rows]
        assert set(Harvest(shelf, self.COLLECTIONS).sets()) == {
            one for some in facets for one in sets_of(some, self.COLLECTIONS)
        }


def pages(shelf: PortalStores, span: HarvestSpan, most: int, collections: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Identifiers and sets of everything a harvester gets, page by page."""
    found: list[tuple[str, tuple[str, ...]]] = []
    more: HarvestSpan | None = span
    while more is not None:
        page, more = Harvest(shelf, collections).page(more, most)
        assert len(page) <= most
        found += [(one.identifier, one.sets) for one in page]
    return found


def test_a_feed_holds_what_is_approved_however_many_drafts_came_since(client: TestClient, shelf: PortalStores) -> None:
    for number in range(200):
        shelf.records.put(make_record(title=f"Nháp {number}"))
    titles = [one.findtext("title") for one in ET.fromstring(client.get("/feed.rss").content).iter("item")]
    assert len(titles) == 28
    assert not [title for title in titles if "Nháp" in str(title)]
    found = ET.fromstring(client.get(f"/feed.rss?q={quote('tài liệu')}").content).iter("item")
    assert sorted(one.findtext("title") or "" for one in found) == sorted(map(str, titles))


def test_site_maps_that_lost_all_they_had_are_not_named(
    client: TestClient, shelf: PortalStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discovery, "_MOST", 10)
    for number in range(10, 20):
        shelf.records.withdraw(record_of(number).identifier)
    index = client.get("/sitemap.xml").text
    assert "/sitemap-1.xml" in index
    assert "/sitemap-2.xml" not in index
    assert client.get("/sitemap-2.xml").status_code == 404
    held = "".join(client.get(f"/sitemap-{part}.xml").text for part in (1, 3, 4, 5))
    shared = {
        row["identifier"]
        for row in shelf.database.rows("SELECT identifier FROM catalogue WHERE there AND state = 'shared'")
    }
    assert {one for number in range(40) if (one := record_of(number).identifier) in held} == shared


def test_statistics_name_the_most_frequent_and_how_many_more(
    client: TestClient, shelf: PortalStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics, "_MOST_VALUES", 4)
    shelf.records.put(make_record(title="Chợ", place={"name": "Xã A & B #1"}))
    shelf.records.put(make_record(title="Chợ hai", place={"name": "Xã A & B #1"}))
    page = html.fromstring(client.get("/statistics").text)
    (places,) = [table for table in select(page, "table") if (table.findtext("caption") or "") == "Địa bàn"]
    assert len(select(places, "tbody tr")) == 5
    assert select(places, "tbody tr")[-1].text_content() == "Xem thêm 4"
    assert [one.get("href") for one in select(page, "a") if "A %26" in (one.get("href") or "")] == []
    assert client.get("/?place=X%C3%A3+A+%26+B+%231").text.count("Chợ") >= 2


def test_months_of_an_older_store_are_summed_once(home: Path) -> None:
    before = len(MIGRATIONS) - 1 - [one.__name__ for one in MIGRATIONS][::-1].index("m012_large_shelves")
    older = Database(home / "portal" / "portal.sqlite3", MIGRATIONS[:before])
    for day, many in (("2026-01-03", 2), ("2026-01-31", 5), ("2026-02-01", 1)):
        older.execute("INSERT INTO visits VALUES (?, 'urn:a', 'opened', ?)", (day, many))
    older.close()
    for _ in range(2):
        with PortalStores(home) as stores:
            assert stores.visits.by_month(9) == {"2026-02": (1, 0), "2026-01": (7, 0)}


def test_a_cover_is_no_blank_card_while_its_picture_loads(client: TestClient, shelf: PortalStores) -> None:
    bring(shelf, b"2")
    shelf.records.put(make_record([entry("derivatives/a.png", b"2", "infographic")], title="Có ảnh"))
    cover = next(
        one for one in select(html.fromstring(client.get("/").text), ".cover") if "Có ảnh" in one.text_content()
    )
    assert [one.get("class") for one in cover] == ["cover-kind", "cover-title", "cover-foot", "cover-picture"]


def test_facets_of_a_record_name_one_place_at_most() -> None:
    assert [value for facet, value in facets_of(record_of(1)) if facet == "place"] == ["Xã Mẫu 1"]
