"""Lists as readers meet them: collections, filters, order, what they look like without a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from css_paths import select
from lxml import html
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.pages.lists.asking import asked_of
from pbgdpl_cli.portal.shelf.settings import NAME, ShelfSettings
from pbgdpl_cli.portal.store.stores import PortalStores
from tests.upload.package_factory import APPROVED, make_record


@pytest.fixture
def client(stores: PortalStores) -> Iterator[TestClient]:
    with TestClient(build_application(stores), base_url="http://127.0.0.1") as opened:
        yield opened


def tree(client: TestClient, place: str) -> Any:
    reply = client.get(place)
    assert reply.status_code == 200
    return html.fromstring(reply.text)


def titles(page: Any) -> list[str]:
    return [one.text_content() for one in select(page, ".shelf h3")]


def put(stores: PortalStores, *made: tuple[str, str], **values: Any) -> None:
    for title, kind in made:
        stores.records.put(make_record(title=title, kind=kind, **{**APPROVED, **values}))


class TestCollections:
    def test_only_those_that_hold_something_are_shown(self, client: TestClient, stores: PortalStores) -> None:
        put(stores, ("A", "to-gap"), ("B", "hoi-dap"))
        names = [one.text_content() for one in select(tree(client, "/"), ".collections a")]
        assert names == ["Giới thiệu", "Tài liệu tuyên truyền", "Hỏi đáp pháp luật"]

    def test_one_is_a_page_of_its_own(self, client: TestClient, stores: PortalStores) -> None:
        put(stores, ("A", "to-gap"), ("B", "hoi-dap"))
        page = tree(client, "/?in=hoi-dap-phap-luat")
        assert titles(page) == ["B"]
        assert select(page, "h1")[0].text == "Hỏi đáp pháp luật"
        assert select(page, ".collections a[aria-current]")[0].text == "Hỏi đáp pháp luật"

    def test_a_search_stays_in_it(self, client: TestClient, stores: PortalStores) -> None:
        put(stores, ("Đất A", "to-gap"), ("Đất B", "hoi-dap"))
        page = tree(client, "/?in=hoi-dap-phap-luat&q=dat")
        assert titles(page) == ["Đất B"]
        assert select(page, "input[name=in]")[0].get("value") == "hoi-dap-phap-luat"

    def test_one_that_is_not_there_is_the_whole_shelf(self, client: TestClient, stores: PortalStores) -> None:
        put(stores, ("A", "to-gap"))
        assert titles(tree(client, "/?in=khong-co")) == ["A"]

    def test_an_office_has_its_own(self, stores: PortalStores) -> None:
        text = '[[collection]]\nid = "xa"\nname = "Của xã"\nname_en = "Ours"\nplaces = ["Xã Mẫu"]\n'
        (stores.folder / NAME).write_text(text, encoding="utf-8")
        put(stores, ("A", "to-gap"), place={"name": "Xã Mẫu"})
        put(stores, ("B", "to-gap"), place={"name": "Xã Khác"})
        with TestClient(build_application(stores), base_url="http://127.0.0.1") as client:
            assert titles(tree(client, "/?in=xa")) == ["A"]
            assert "Ours" in tree(client, "/?lang=en").text_content()


class TestFilters:
    def test_what_is_chosen_can_be_taken_away_above_the_finds(self, client: TestClient, stores: PortalStores) -> None:
        put(stores, ("A", "to-gap"), ("B", "sach"))
        (chip,) = select(tree(client, "/?kind=sach&q="), ".chips a")
        assert (chip.text, chip.get("href")) == ("Sách", "/")
        assert "Sách" in chip.get("aria-label")

    def test_rare_values_are_one_touch_away(self, client: TestClient, stores: PortalStores) -> None:
        for number in range(1, 13):
            put(stores, (f"T{number}", "sach"), subjects=[number])
        page = tree(client, "/")
        assert len(select(page, ".rest a")) == 4

    def test_the_chosen_value_stands_first(self, client: TestClient, stores: PortalStores) -> None:
        for number in range(1, 13):
            put(stores, (f"T{number}", "sach"), subjects=[number])
        values = [one.text_content() for one in select(tree(client, "/?subject=12"), ".filters li a")]
        assert values[:2] == ["Sách1", "Doanh nghiệp, hợp tác xã1"]

    def test_on_phones_a_link_opens_them(self, client: TestClient, stores: PortalStores) -> None:
        put(stores, ("A", "to-gap"))
        page = tree(client, "/")
        assert select(page, "a.narrow")[0].get("href") == "#filters"
        assert select(page, "aside")[0].get("id") == "filters"

    @pytest.mark.parametrize("facet", ["kind", "medium", "subject", "audience", "year", "place", "language"])
    def test_no_choice_leads_to_an_empty_page(self, client: TestClient, stores: PortalStores, facet: str) -> None:
        put(stores, ("A", "to-gap"), audiences=["students"], place={"name": "Xã Mẫu"}, date_issued="2024-01-01")
        put(stores, ("B", "sach"), audiences=["workers"], place={"name": "Xã Khác"}, subjects=[14])
        for link in select(tree(client, "/"), ".filters li a"):
            if f"{facet}=" in link.get("href"):
                assert titles(tree(client, link.get("href")))


class TestOrder:
    @pytest.mark.parametrize(
        ("sort", "expected"), [("title", ["Ăn", "Dân", "Đất"]), ("issued", ["Dân", "Ăn", "Đất"]), ("odd", None)]
    )
    def test_lists_come_as_asked(
        self, client: TestClient, stores: PortalStores, sort: str, expected: list[str] | None
    ) -> None:
        for title, day in (("Đất", "2024-01-01"), ("Dân", "2026-01-01"), ("Ăn", "2025-01-01")):
            put(stores, (title, "sach"), date_issued=day)
        page = tree(client, f"/?sort={sort}")
        assert titles(page) == (expected or titles(tree(client, "/")))
        assert len(select(page, ".order a[aria-current]")) == 1

    def test_best_is_offered_only_where_words_say_what_is_best(self, client: TestClient, stores: PortalStores) -> None:
        put(stores, ("Đất A", "sach"), ("Đất B", "sach"))
        assert len(select(tree(client, "/"), ".order a")) == 3
        assert len(select(tree(client, "/?q=dat"), ".order a")) == 4


class TestAsking:
    @pytest.mark.parametrize(
        ("query", "start"), [("start=24", 24), ("start=-1", 0), ("start=1e3", 0), ("start=9999999", 0), ("", 0)]
    )
    def test_places_in_the_list(self, query: str, start: int) -> None:
        assert asked_of(QueryParams(query), ShelfSettings()).query.start == start

    def test_what_is_too_long_is_cut(self) -> None:
        asked = asked_of(QueryParams(f"q={'a' * 999}&place={'b' * 999}"), ShelfSettings())
        assert len(asked.words) == 200
        assert len(asked.chosen["place"]) == 120

    @pytest.mark.parametrize(
        ("query", "whole"), [("", True), ("q=+", True), ("sort=title", True), ("kind=sach", False)]
    )
    def test_whether_everything_is_asked_for(self, query: str, whole: bool) -> None:
        assert asked_of(QueryParams(query), ShelfSettings()).is_whole is whole


class TestCards:
    def test_a_shouted_title_is_shown_in_ordinary_letters(self, client: TestClient, stores: PortalStores) -> None:
        put(stores, ("HỎI ĐÁP VỀ LUẬT ĐẤT ĐAI", "hoi-dap"))
        page = tree(client, "/")
        assert titles(page) == ["Hỏi đáp về Luật Đất đai"]
        assert select(page, ".cover-title")[0].text == "Hỏi đáp về Luật Đất đai"

    def test_found_words_are_marked_in_it(self, client: TestClient, stores: PortalStores) -> None:
        put(stores, ("HỎI ĐÁP VỀ LUẬT ĐẤT ĐAI", "hoi-dap"))
        assert [one.text for one in select(tree(client, "/?q=luat+dat+dai"), "h3 mark")] == ["Luật Đất đai"]

    def test_a_material_in_another_language_says_so(self, client: TestClient, stores: PortalStores) -> None:
        put(stores, ("Kev cai", "to-gap"), language="hmn")
        assert select(tree(client, "/"), ".card")[0].get("lang") == "hmn"

    def test_a_draft_is_marked(self, client: TestClient, stores: PortalStores) -> None:
        put(stores, ("A", "sach"), workflow={"state": "draft"}, approval={})
        assert select(tree(client, "/"), ".card .draft")[0].text == "Bản nháp"


@pytest.mark.parametrize("place", ["/", "/about", "/statistics", "/feedback", "/?in=sach-noi", "/?q=dat"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_speaks_one_language_and_runs_no_script(client: TestClient, place: str, language: str) -> None:
    reply = client.get(f"{place}{'&' if '?' in place else '?'}lang={language}")
    page = html.fromstring(reply.text)
    assert page.get("lang") == reply.headers["Content-Language"] == language
    assert not select(page, "script, [style], [onclick], iframe")
    assert len(select(page, "h1")) == 1
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
