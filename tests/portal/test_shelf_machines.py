"""What programs find: feeds, site map, formats and sets of OAI-PMH, and an older store made ready for all that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.oai.formats import FORMATS, provenance_xml
from pbgdpl_cli.portal.oai.harvest import Harvest, HarvestSpan
from pbgdpl_cli.portal.oai.sets import sets_of
from pbgdpl_cli.portal.pages.machines import discovery
from pbgdpl_cli.portal.shelf.collections import DEFAULTS, Collection
from pbgdpl_cli.portal.shelf.settings import NAME
from pbgdpl_cli.portal.store.catalogue import SearchQuery
from pbgdpl_cli.portal.store.migrations import MIGRATIONS
from pbgdpl_cli.portal.store.provenance import Provenance
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.search.entry import entry_of, facets_of
from pbgdpl_cli.search.finding import Wanted
from pbgdpl_cli.search.tables import put_entry
from pbgdpl_cli.state.database import Database
from pbgdpl_cli.web.plain_text import plain_text
from pbgdpl_cli.web.running_portal import PORTAL_FOLDER
from tests.upload.package_factory import APPROVED, entry, make_record
from validators.sharing.fingerprint import canonical
from validators.sharing.record import Record
from validators.sharing.xsd import NAMESPACE

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def client(stores: PortalStores) -> Iterator[TestClient]:
    with TestClient(build_application(stores), base_url="http://127.0.0.1") as opened:
        yield opened


def xml(client: TestClient, place: str) -> ET.Element:
    reply = client.get(place)
    assert reply.status_code == 200
    return ET.fromstring(reply.content)


class TestFeeds:
    def test_an_entry_says_where_when_and_what(self, client: TestClient, stores: PortalStores) -> None:
        record = make_record(title="TỜ GẤP VỀ LUẬT ĐẤT ĐAI", kind="to-gap", description="Tóm tắt.", **APPROVED)
        stores.records.put(record)
        (one,) = xml(client, "/feed.atom").findall(f"{ATOM}entry")
        assert one.findtext(f"{ATOM}id") == record.identifier
        assert one.findtext(f"{ATOM}title") == "Tờ gấp về Luật Đất đai"
        assert one.findtext(f"{ATOM}summary") == "Tóm tắt."
        assert one.find(f"{ATOM}link").get("href") == f"http://127.0.0.1/materials/{record.identifier}"  # type: ignore[union-attr]
        assert dt.datetime.fromisoformat(one.findtext(f"{ATOM}updated") or "").tzinfo
        (item,) = xml(client, "/feed.rss").iter("item")
        assert parsedate_to_datetime(item.findtext("pubDate") or "").tzinfo
        assert item.find("guid").get("isPermaLink") == "false"  # type: ignore[union-attr]

    def test_an_empty_shelf_has_a_feed(self, client: TestClient) -> None:
        root = xml(client, "/feed.atom")
        for name in ("id", "title", "updated", "author"):
            assert root.find(f"{ATOM}{name}") is not None
        assert xml(client, "/feed.rss").find("channel/link") is not None

    @pytest.mark.parametrize("query", ["?kind=sach", "?q=sach", "?in=tai-lieu-tuyen-truyen&kind=sach"])
    def test_it_is_narrowed_as_a_list_is(self, client: TestClient, stores: PortalStores, query: str) -> None:
        stores.records.put(make_record(title="Sách", kind="sach", **APPROVED))
        stores.records.put(make_record(title="Tờ", kind="to-gap", **APPROVED))
        assert [one.findtext("title") for one in xml(client, f"/feed.rss{query}").iter("item")] == ["Sách"]

    def test_signs_xml_cannot_hold_do_no_harm(self, client: TestClient, stores: PortalStores) -> None:
        stores.records.put(make_record(title="A\x00<b>&\ufffe", **APPROVED))
        assert [one.findtext("title") for one in xml(client, "/feed.rss").iter("item")] == ["A<b>&"]


class TestDiscovery:
    def test_a_large_shelf_has_several_site_maps(
        self, client: TestClient, stores: PortalStores, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(discovery, "_MOST", 2)
        for number in range(5):
            stores.records.put(make_record(title=f"T{number}", **APPROVED))
        parts = [one.text or "" for one in xml(client, "/sitemap.xml").iter() if one.tag.endswith("loc")]
        assert parts == [f"http://127.0.0.1/sitemap-{part}.xml" for part in (1, 2, 3)]
        held = [
            one.text
            for part in parts
            for one in xml(client, part.removeprefix("http://127.0.0.1")).iter()
            if one.tag.endswith("loc")
        ]
        assert len(held) == len(set(held)) == 6  # five materials and the first page
        assert client.get("/sitemap-4.xml").status_code == 404
        assert client.get("/sitemap-0.xml").status_code == 404

    def test_addresses_are_those_people_know(self, stores: PortalStores) -> None:
        (stores.folder / NAME).write_text('address = "https://tusach.example"\n', encoding="utf-8")
        stores.records.put(make_record(**APPROVED))
        with TestClient(build_application(stores), base_url="http://127.0.0.1") as client:
            for place in (
                "/sitemap.xml",
                "/robots.txt",
                "/opensearch.xml",
                "/feed.atom",
                "/openapi.json",
                "/oai?verb=Identify",
            ):
                text = client.get(place).text
                assert "https://tusach.example" in text
                assert "127.0.0.1" not in text


class TestFormats:
    @pytest.mark.parametrize("prefix", sorted(FORMATS))
    def test_a_record_names_where_its_form_is_described(self, prefix: str) -> None:
        made = FORMATS[prefix].metadata(canonical(make_record(**APPROVED)), "https://tusach.example")
        place = made.get("xsi:schemaLocation") or ""
        assert place.startswith(FORMATS[prefix].namespace)
        assert "Hỏi đáp về Luật Đất đai" in "".join(made.itertext())

    def test_our_own_has_no_blanks_of_its_own(self) -> None:
        made = FORMATS["pbgdpl"].metadata(canonical(make_record(title="  A  B ", **APPROVED)), "")
        again = ET.fromstring(ET.tostring(made))
        assert again.findtext(f"{{{NAMESPACE}}}title") == "  A  B "

    def test_provenance_says_which_portal_when_and_what(self) -> None:
        origin = Provenance(
            "urn:a", "urn:b", "p", "https://tinh.example", "2026-01-01T00:00:00Z", "r", "2026-02-01T00:00:00+00:00"
        )
        said = provenance_xml(origin)[0]
        assert said.get("harvestDate") == "2026-02-01T00:00:00Z"
        assert [one.text for one in said] == ["https://tinh.example/oai", "urn:b", "2026-01-01T00:00:00Z", NAMESPACE]


class TestSets:
    def specs(self, **values: Any) -> set[str]:
        return {one.spec for one in sets_of(facets_of(make_record(**values)), DEFAULTS)}

    def test_by_kind_subject_and_collection(self) -> None:
        assert self.specs(kind="sach", subjects=[11, 14]) == {
            "kind.sach", "subject.11", "subject.14", "collection.tai-lieu-tuyen-truyen",
        }  # fmt: skip

    def test_by_what_there_is_to_watch(self) -> None:
        film = entry("derivatives/v.mp4", b"v", "video")
        facets = facets_of(make_record([film], kind="khac", subjects=[]))
        assert {one.spec for one in sets_of(facets, DEFAULTS)} == {"kind.khac", "collection.video"}

    def test_names_are_vietnamese(self) -> None:
        own = (Collection("xa", "Của xã", "Ours", kinds=("sach",)),)
        names = {one.spec: one.name for one in sets_of([("kind", "sach"), ("subject", "11")], own)}
        assert names == {"kind.sach": "Sách", "subject.11": "Đất đai", "collection.xa": "Của xã"}


class TestOlderStore:
    """A store of the time before the catalogue shows, sorts and hands on what it holds."""

    @pytest.fixture
    def old_home(self, home: Path) -> Path:
        old = Database(home / PORTAL_FOLDER / "portal.sqlite3", MIGRATIONS[:5])
        film = entry("derivatives/v.mp4", b"v", "video")
        held: list[tuple[Record, str | None]] = [
            (make_record([film], title="Đất", **APPROVED), None),
            (make_record(title="Nháp"), None),
            (make_record(title="Cũ", **APPROVED), "2026-01-02T00:00:00+00:00"),
        ]
        for number, (record, withdrawn) in enumerate(held, 1):
            old.execute(
                "INSERT INTO records VALUES (?, ?, 'r', ?, ?, 'hoi-dap', ?, ?, ?, ?)",
                (number, record.identifier, canonical(record), record.title, plain_text(record),
                 *2 * ("2026-01-01T00:00:00+00:00",), withdrawn),
            )  # fmt: skip
            if withdrawn is None:
                with old.transaction() as connection:
                    put_entry(connection, number, entry_of(record))
        old.execute("DELETE FROM search_facets WHERE facet = 'medium'")  # which the index did not know then
        old.close()
        return home

    def test_lists_show_and_sort_it(self, old_home: Path) -> None:
        with PortalStores(old_home) as stores:
            found = stores.catalogue.search(SearchQuery(order="title"))
            assert [one.card.title for one in found.items] == ["Đất", "Nháp"]
            assert stores.catalogue.count(()) == 2

    def test_harvesters_are_told_of_what_went(self, old_home: Path) -> None:
        with PortalStores(old_home) as stores:
            found, _ = Harvest(stores, DEFAULTS).page(HarvestSpan())
            assert [(one.there, "collection.video" in one.sets) for one in found] == [(True, True), (False, False)]

    def test_it_can_be_narrowed_to_what_there_is_to_watch(self, old_home: Path) -> None:
        with PortalStores(old_home) as stores:
            found = stores.catalogue.search(SearchQuery(Wanted("", {"medium": "video"})))
            assert [one.card.title for one in found.items] == ["Đất"]
