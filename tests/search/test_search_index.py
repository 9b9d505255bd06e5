"""The index follows what is put in and taken out; facets count what the choices leave."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbgdpl_cli.search.entry import FACETS, entry_of
from pbgdpl_cli.search.facets import Facets, flags, number_set
from pbgdpl_cli.search.finding import Wanted, search
from pbgdpl_cli.search.tables import create_tables, forget_entry, put_entry
from tests.search.shelf import Shelf, entry
from tests.upload.package_factory import make_record

KINDS = ("to-gap", "sach", "hoi-dap")
YEARS = ("2024", "2025")
ANSWER = {"type": "paragraph", "text": "Trẻ em."}
RECORDS = st.dictionaries(
    st.integers(1, 40), st.tuples(st.sampled_from(KINDS), st.sampled_from(YEARS), st.sampled_from(("đất", "án")))
)


def filled(records: dict[int, tuple[str, str, str]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    create_tables(connection)
    for number, (kind, year, word) in records.items():
        put_entry(connection, number, entry("Tài liệu", word, (("kind", kind), ("year", year))))
    return connection


@given(RECORDS, st.sampled_from(("", *KINDS)), st.sampled_from(("", *YEARS)))
def test_facets_respect_each_other_but_not_themselves(
    records: dict[int, tuple[str, str, str]], kind: str, year: str
) -> None:
    chosen = {facet: value for facet, value in (("kind", kind), ("year", year)) if value}
    found = search(filled(records), Facets(), Wanted("đất", chosen))
    having = {number: record for number, record in records.items() if record[2] == "đất"}
    expected = {number for number, (k, y, _) in having.items() if kind in ("", k) and year in ("", y)}
    assert set(found.numbers or ()) == expected
    for value in KINDS:
        many = sum(k == value and year in ("", y) for k, y, _ in having.values())
        assert found.facets["kind"].get(value, 0) == many
    for value in YEARS:
        many = sum(y == value and kind in ("", k) for k, y, _ in having.values())
        assert found.facets["year"].get(value, 0) == many


@given(RECORDS, st.lists(st.integers(1, 40), unique=True))
def test_facets_follow_what_changes(records: dict[int, tuple[str, str, str]], gone: list[int]) -> None:
    connection, facets = filled(records), Facets()
    search(connection, facets, Wanted())
    for number in gone:
        forget_entry(connection, number)
    fresh = search(connection, Facets(), Wanted()).facets
    assert search(connection, facets, Wanted()).facets == fresh
    assert sum(fresh["kind"].values()) == len(records.keys() - set(gone))


def test_facets_are_read_anew_after_very_many_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pbgdpl_cli.search.tables._KEPT_CHANGES", 4)
    connection, facets = filled({}), Facets()
    put_entry(connection, 1, entry("A", "đất"))
    search(connection, facets, Wanted())
    for number in range(2, 15):
        put_entry(connection, number, entry("A", "đất"))
    assert search(connection, facets, Wanted()).facets["kind"] == {"to-gap": 14}


@given(st.sets(st.integers(0, 300)))
def test_a_set_holds_its_numbers(numbers: set[int]) -> None:
    members = number_set(numbers)
    assert {number for number in range(301) if members >> number & 1} == numbers


@given(RECORDS, st.lists(st.integers(1, 40), unique=True), st.sampled_from(("", *KINDS)), st.sampled_from(("", *YEARS)))
def test_places_are_counted_and_chosen_as_years_are(
    records: dict[int, tuple[str, str, str]], gone: list[int], kind: str, place: str
) -> None:
    connection, facets = sqlite3.connect(":memory:", isolation_level=None), Facets()
    create_tables(connection)
    for number, (own, year, word) in records.items():
        put_entry(connection, number, entry("Tài liệu", word, (("kind", own), ("year", year), ("place", year))))
        search(connection, facets, Wanted())
    for number in gone:
        forget_entry(connection, number)
    chosen = {"kind": kind} if kind else {}
    by_place, by_year = (
        search(connection, facets, Wanted("đất", chosen | ({facet: place} if place else {})))
        for facet in ("place", "year")
    )
    assert by_place.numbers == by_year.numbers
    assert by_place.facets["place"] == by_year.facets["year"]
    assert by_place.facets["kind"] == by_year.facets["kind"]
    assert facets.members(connection, (frozenset({("place", "2024"), ("place", "2025")}),)) == number_set(
        records.keys() - set(gone)
    )
    assert search(connection, Facets(), Wanted()).facets == search(connection, facets, Wanted()).facets


@given(st.sets(st.integers(0, 300)), st.integers(0, 40))
def test_flags_say_of_each_number_whether_it_is_in(numbers: set[int], more: int) -> None:
    most = max(numbers, default=0) + more
    assert {number for number, held in enumerate(flags(number_set(numbers), most)) if held} == numbers
    assert len(flags(number_set(numbers), most)) == most + 1


@given(RECORDS, st.lists(st.integers(1, 40), unique=True))
def test_what_is_taken_out_is_found_no_more(records: dict[int, tuple[str, str, str]], gone: list[int]) -> None:
    connection = filled(records)
    for number in gone:
        forget_entry(connection, number)
    left = {number for number, record in records.items() if record[2] == "án" and number not in gone}
    assert set(search(connection, Facets(), Wanted("án")).numbers or ()) == left
    for table in ("search_exact", "search_plain"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")


def test_a_record_is_found_by_all_that_describes_it() -> None:
    record = make_record(
        title="Tờ gấp", keywords=["trọng tài"], publisher={"name": "Sở Tư pháp tỉnh Mẫu"}, subjects=[11],
        content=[{"type": "question", "text": "Ai được miễn phí?", "answer": [ANSWER]}],
        legal_basis=[{"text": "Nghị định số 30/2020/NĐ-CP", "act": {}}],
    )  # fmt: skip
    made = entry_of(record)
    shelf = Shelf({})
    put_entry(shelf.connection, 1, made)
    shelf.names = ["it"]
    for words in ("trọng tài", "sở tư pháp", "đất đai", "miễn phí", "trẻ em", "NĐ 30", "tờ gấp"):
        assert shelf.ask(words)[0] == ["it"], words
    assert {facet for facet, _ in made.facets} <= set(FACETS)
    assert ("subject", "11") in made.facets
