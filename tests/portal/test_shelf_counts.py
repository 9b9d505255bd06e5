"""What the shelf counts and sorts by: visits by day, where records came from, titles, cards, short addresses."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbgdpl_cli.portal.store.catalogue import card_of, title_key
from pbgdpl_cli.portal.store.provenance import Origins, Provenance
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.portal.store.visits import DOWNLOADED, OPENED, MaterialVisits
from tests.upload.package_factory import entry, make_record


def visited(stores: PortalStores, days_ago: int, identifier: str, what: str, many: int) -> None:
    day = dt.datetime.now().astimezone().date() - dt.timedelta(days=days_ago)
    stores.database.execute("INSERT INTO visits VALUES (?, ?, ?, ?)", (day.isoformat(), identifier, what, many))


@pytest.mark.parametrize(("days", "opened"), [(1, 1), (2, 11), (7, 11), (8, 111), (400, 111)])
def test_only_the_last_days_are_counted(stores: PortalStores, days: int, opened: int) -> None:
    for days_ago, many in ((0, 1), (1, 10), (7, 100)):
        visited(stores, days_ago, "urn:a", OPENED, many)
    assert stores.visits.most_read(days, 9) == (MaterialVisits("urn:a", opened, 0),)


def test_the_most_read_come_first_then_the_most_taken_then_by_name(stores: PortalStores) -> None:
    for identifier, opened, taken in (("urn:d", 1, 9), ("urn:b", 5, 0), ("urn:c", 5, 3), ("urn:a", 5, 0)):
        visited(stores, 0, identifier, OPENED, opened)
        visited(stores, 0, identifier, DOWNLOADED, taken)
    order = [one.identifier for one in stores.visits.most_read(1, 9)]
    assert order == ["urn:c", "urn:a", "urn:b", "urn:d"]
    assert [one.identifier for one in stores.visits.most_read(1, 2)] == order[:2]


def test_months_are_told_from_the_last_and_so_many_at_most(
    stores: PortalStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, what, many in (("2026-01-31", OPENED, 3), ("2026-02-01", OPENED, 4), ("2025-12-31", DOWNLOADED, 5)):
        monkeypatch.setattr("pbgdpl_cli.portal.store.visits._today", lambda day=day: dt.date.fromisoformat(day))
        for number in range(many):
            stores.visits.note(f"urn:{number}", what)
        stores.visits.write_down()
    assert list(stores.visits.by_month(2).items()) == [("2026-02", (4, 0)), ("2026-01", (3, 0))]
    assert stores.visits.by_month(12)["2025-12"] == (0, 5)


def test_visits_outlive_the_portals_end(tmp_path: Path) -> None:
    for _ in range(3):
        with PortalStores(tmp_path) as portal:
            portal.visits.note("urn:a", OPENED)
    with PortalStores(tmp_path) as portal:
        assert portal.visits.most_read(2, 1)[0].opened == 3


def test_where_a_record_came_from_is_told_as_it_was_last_noted(stores: PortalStores) -> None:
    first = Provenance("urn:a", "urn:a", "cong-b", "https://b.example", "2026-01-01", "r1", "2026-01-02")
    origins = Origins(stores.database)
    assert origins.of("urn:a") is None
    origins.note(first)
    assert origins.of("urn:a") == first
    origins.note(replace(first, address="https://moi.example", revision="r2"))
    assert origins.of("urn:a") == replace(first, address="https://moi.example", revision="r2")
    assert origins.of("urn:b") is None


def test_how_far_each_portal_was_gone_through_is_its_own(stores: PortalStores) -> None:
    origins = Origins(stores.database)
    origins.note_reached("cong-b", "https://b.example", "2026-01-01T00:00:00Z")
    origins.note_reached("cong-b", "https://moi.example", "2026-02-01T00:00:00Z")
    assert (origins.reached("cong-b"), origins.reached("cong-c")) == ("2026-02-01T00:00:00Z", None)


@pytest.mark.parametrize(
    ("paths", "cover"),
    [
        (["source/a.pdf"], None),
        (["derivatives/a.png"], "derivatives/a.png"),
        (["derivatives/a.pdf"], None),
        (["derivatives/a.png", "derivatives/bia.png"], "derivatives/bia.png"),
    ],
)
def test_the_picture_made_for_lists_stands_for_the_material(paths: list[str], cover: str | None) -> None:
    roles = {"derivatives/bia.png": "thumbnail"}
    files = {path: entry(path, path.encode(), roles.get(path)) for path in paths}
    assert card_of(make_record(list(files.values()))).cover == (files[cover].sha256 if cover else None)


def test_who_drafted_stands_where_nobody_issued() -> None:
    assert (
        card_of(make_record(publisher=None, creator={"name": "Phòng Tư pháp xã Mẫu"})).issuer == "Phòng Tư pháp xã Mẫu"
    )
    assert card_of(make_record(publisher=None)).issuer is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Điều 9", "Điều 10"),
        ("Lan", "Lán"),
        ("mà cả", "ma túy"),  # another word decides before the tone does
        ("“Đất đai”", "Đất ở"),
        ("anh", "ân"),
        ("Tết", "Tệt"),
        ("o", "ô"),
        ("ô", "ơ"),
        ("d", "đ"),
        ("u", "ư"),
    ],
)
def test_which_title_comes_first(first: str, second: str) -> None:
    assert sorted([second, first], key=title_key) == [first, second]


@given(st.text("aAăâđĐêôơưáÁ019 .-", max_size=15))
def test_a_title_sorts_alike_however_its_marks_are_encoded(title: str) -> None:
    assert title_key(unicodedata.normalize("NFD", title)) == title_key(title) == title_key(title.upper())


def test_cards_are_of_what_is_there(stores: PortalStores) -> None:
    catalogue = stores.catalogue
    record = make_record(title="Có")
    stores.records.put(record)
    assert set(catalogue.cards([record.identifier, "urn:khong-co", record.identifier])) == {record.identifier}
    assert catalogue.cards([]) == {}
    assert catalogue.related("urn:khong-co") == ()


@pytest.mark.parametrize(("short", "found"), [("{eight}", True), ("{all}", True), ("00000000", False)])
def test_a_short_address_names_one_record_or_none(stores: PortalStores, short: str, found: bool) -> None:
    record = make_record(title="Ngắn")
    stores.records.put(record)
    uuid = record.identifier.removeprefix("urn:uuid:")
    said = short.format(eight=uuid[:8], all=uuid)
    assert stores.records.find_short(said) == (record.identifier if found else None)
    twin = record.model_copy(update={"identifier": record.identifier[:-1] + ("0" if uuid[-1] != "0" else "1")})
    stores.records.put(twin)
    assert stores.records.find_short(said) == (record.identifier if short == "{all}" else None)
