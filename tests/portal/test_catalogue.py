from __future__ import annotations

import random
import threading
from typing import Any

import pytest

from pbgdpl_cli.portal.shelf.collections import Collection
from pbgdpl_cli.portal.store.catalogue import _RELATED, Catalogue, SearchQuery, title_key
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.portal.store.visits import DOWNLOADED, OPENED, MaterialVisits
from pbgdpl_cli.search.finding import Wanted
from tests.upload.package_factory import make_record

ALPHABETICAL = [
    "An ninh", "Ăn uống", "Ấn phẩm", "Bà mẹ", "Dân sự", "Đất đai", "Em bé", "Ê kíp", "Luật 2", "Luật 10", "Ô tô", "Ơn",
    "Ưu đãi",
]  # fmt: skip


def act(number: str) -> dict[str, Any]:
    return {"text": f"Nghị định số {number}", "act": {"number": number}}


def titles(catalogue: Catalogue, **values: Any) -> list[str]:
    return [item.card.title for item in catalogue.search(SearchQuery(**values)).items]


def test_titles_sort_as_in_a_dictionary() -> None:
    shuffled = random.Random(1).sample(ALPHABETICAL, len(ALPHABETICAL))  # noqa: S311
    assert sorted(shuffled, key=title_key) == ALPHABETICAL


def test_lists_are_sorted_as_asked(stores: PortalStores) -> None:
    for title, day in (("Đất", "2024-01-01"), ("Dân", "2026-01-01"), ("Ăn", "2025-01-01")):
        stores.records.put(make_record(title=title, date_issued=day))
    assert titles(stores.catalogue, order="title") == ["Ăn", "Dân", "Đất"]
    assert titles(stores.catalogue, order="issued") == ["Dân", "Ăn", "Đất"]
    assert titles(stores.catalogue, order="title", start=1, most=1) == ["Dân"]


def test_a_collection_is_searched_and_its_choices_are_counted_within(stores: PortalStores) -> None:
    stores.records.put(make_record(title="Sách đất", kind="sach", subjects=[11]))
    stores.records.put(make_record(title="Tờ gấp đất", kind="to-gap", subjects=[14]))
    books = Collection("sach", "Sách", "Books", kinds=("sach",))
    found = stores.catalogue.search(SearchQuery(Wanted("đất", within=books.within)))
    assert [item.card.title for item in found.items] == ["Sách đất"]
    assert found.found.facets["subject"] == {"11": 1}
    assert stores.catalogue.search(SearchQuery(Wanted(within=books.within))).total == 1
    assert (stores.catalogue.count(books.within), stores.catalogue.count(())) == (1, 2)


def test_materials_on_the_same_act_are_related_before_those_on_the_same_subject(stores: PortalStores) -> None:
    this = make_record(title="Này", subjects=[11], legal_basis=[act("1/2025/NĐ-CP")])
    stores.records.put(this)
    stores.records.put(make_record(title="Cùng chủ đề", subjects=[11]))
    stores.records.put(make_record(title="Cùng văn bản", subjects=[14], legal_basis=[act("1/2025/NĐ-CP")]))
    stores.records.put(make_record(title="Khác", subjects=[20], legal_basis=[act("2/2025/NĐ-CP")]))
    related = [one.card.title for one in stores.catalogue.related(this.identifier)]
    assert related == ["Cùng văn bản", "Cùng chủ đề"]


def test_the_newest_of_a_subject_are_related_and_the_shelf_is_not_read_for_them(stores: PortalStores) -> None:
    this = make_record(title="Này", subjects=[11])
    stores.records.put(this)
    for number in range(120):
        stores.records.put(make_record(title=f"Số {number}", subjects=[11 if number % 2 else 14]))
    related = [one.card.title for one in stores.catalogue.related(this.identifier)]
    assert related == ["Số 119", "Số 117", "Số 115", "Số 113", "Số 111", "Số 109"]
    plan = stores.database.rows(f"EXPLAIN QUERY PLAN {_RELATED}", {"identifier": this.identifier, "most": 6})
    steps = [str(row["detail"]) for row in plan]
    assert any("search_subjects" in step for step in steps)
    read_whole = {step.split()[1] for step in steps if step.startswith("SCAN")}
    assert read_whole.isdisjoint({"own", "other", "one", "records", "catalogue", "catalogue_acts", "search_facets"})


def test_what_is_withdrawn_or_replaced_leaves_lists(stores: PortalStores) -> None:
    old, gone = make_record(title="Cũ"), make_record(title="Bỏ")
    stores.records.put(old)
    stores.records.put(gone)
    stores.records.withdraw(gone.identifier)
    newer = old.model_copy(update={"title": "Mới"})
    stores.records.put(newer, stores.records.find(old.identifier).revision)  # type: ignore[union-attr]
    assert titles(stores.catalogue, order="title") == ["Mới"]
    assert stores.catalogue.cards([old.identifier, gone.identifier])[old.identifier].title == "Mới"
    assert gone.identifier not in stores.catalogue.cards([gone.identifier])


class TestVisits:
    def test_openings_and_downloads_are_counted_by_material(self, stores: PortalStores) -> None:
        for what in (OPENED, OPENED, DOWNLOADED):
            stores.visits.note("urn:a", what)
        stores.visits.note("urn:b", OPENED)
        assert stores.visits.most_read(30, 9) == (MaterialVisits("urn:a", 2, 1), MaterialVisits("urn:b", 1, 0))
        assert list(stores.visits.by_month(3).values()) == [(3, 1)]

    def test_no_count_is_lost_between_threads(self, stores: PortalStores) -> None:
        def read() -> None:
            for _ in range(150):
                stores.visits.note("urn:a", OPENED)
                stores.visits.write_down()

        threads = [threading.Thread(target=read) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert stores.visits.most_read(1, 1)[0].opened == 300

    def test_nothing_but_day_material_and_number_is_kept(self, stores: PortalStores) -> None:
        columns = [row["name"] for row in stores.database.rows("PRAGMA table_info(visits)")]
        assert columns == ["day", "identifier", "what", "many"]


@pytest.mark.parametrize("query", [SearchQuery(order="odd"), SearchQuery(start=10**6), SearchQuery(Wanted("%00"))])
def test_odd_queries_are_answered(stores: PortalStores, query: SearchQuery) -> None:
    stores.records.put(make_record())
    assert stores.catalogue.search(query).total in (0, 1)
