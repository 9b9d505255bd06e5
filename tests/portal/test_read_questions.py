"""What programs may ask of the read interface, and what they are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from pbgdpl_cli.portal.api.questions import MOST, USUAL, WrongQuestion, parameters, query_of
from pbgdpl_cli.portal.shelf.collections import Collection
from pbgdpl_cli.portal.shelf.settings import ShelfSettings
from pbgdpl_cli.portal.store.catalogue import SearchQuery
from pbgdpl_cli.search.finding import Wanted

SHELF = ShelfSettings()
NO_COLLECTIONS = replace(SHELF, collections=())


def test_without_parameters_everything_is_asked_for_a_page_at_a_time() -> None:
    assert query_of(QueryParams(""), SHELF) == SearchQuery(Wanted(counted=False), most=USUAL)


def test_all_that_is_said_is_asked() -> None:
    asked = query_of(
        QueryParams("q=%20đất%20&kind=sach&subject=11&year=2026&sort=title&start=24&limit=100&in=video"), SHELF
    )
    assert (asked.wanted.words, asked.start, asked.most, asked.order) == ("đất", 24, MOST, "title")
    assert dict(asked.wanted.chosen) == {"kind": "sach", "subject": "11", "year": "2026"}
    video = SHELF.collection("video")
    assert video is not None
    assert asked.wanted.within == video.within


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("page=2", "page"),
        ("Q=đất", "Q"),
        ("q=a&q=b", "q"),
        ("q=a&q=a", "q"),
        (f"q={'a' * 201}", "q"),
        ("kind=sachh", "kind"),
        ("kind=", "kind"),
        ("in=khong-co", "in"),
        ("medium=source", "medium"),
        ("subject=0", "subject"),
        ("subject=46", "subject"),
        ("subject=011", "subject"),
        ("subject=1e1", "subject"),
        ("subject=%D9%A1", "subject"),  # a digit, but no Latin one
        ("year=26", "year"),
        ("year=20260", "year"),
        ("year=2026%0A", "year"),
        ("place=", "place"),
        (f"place={'a' * 121}", "place"),
        ("language=v", "language"),
        ("language=vi_VN", "language"),
        ("sort=random", "sort"),
        ("start=-1", "start"),
        ("start=1000001", "start"),
        ("start=00", "start"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=%2B5", "limit"),
        ("limit=5.0", "limit"),
        ("limit=99999999999999999999", "limit"),
    ],
)
def test_what_is_not_offered_is_refused_by_name(said: str, named: str) -> None:
    with pytest.raises(WrongQuestion, match=rf"\b{named}\b"):
        query_of(QueryParams(said), SHELF)


def test_a_long_unknown_name_is_not_told_back_whole() -> None:
    with pytest.raises(WrongQuestion) as refused:
        query_of(QueryParams({"x" * 5000: "1"}), SHELF)
    assert len(str(refused.value)) < 100


def test_a_shelf_without_collections_offers_none() -> None:
    assert "in" not in {one.name for one in parameters(NO_COLLECTIONS)}
    with pytest.raises(WrongQuestion):
        query_of(QueryParams("in=video"), NO_COLLECTIONS)


@given(st.dictionaries(st.sampled_from([one.name for one in parameters(SHELF)]), st.text(max_size=8), max_size=3))
def test_whatever_is_asked_is_refused_or_within_bounds(said: dict[str, str]) -> None:
    try:
        asked = query_of(QueryParams(said), SHELF)
    except WrongQuestion:
        return
    assert 1 <= asked.most <= MOST
    assert 0 <= asked.start <= 1_000_000
    assert all(said[facet] == value for facet, value in asked.wanted.chosen.items())


def test_every_value_the_description_lists_is_taken() -> None:
    for one in parameters(SHELF):
        for value in one.schema.get("enum", ()):
            query_of(QueryParams({one.name: value}), SHELF)
        for bound in ("minimum", "maximum"):
            if bound in one.schema:
                query_of(QueryParams({one.name: str(one.schema[bound])}), SHELF)


def test_a_collection_needs_one_of_each_it_names() -> None:
    one = Collection("x", "X", "X", kinds=("sach",), media=("audio",), subjects=(11,), places=("Xã Mẫu", "Xã Khác"))
    assert one.within == (
        frozenset({("kind", "sach"), ("medium", "audio")}),
        frozenset({("subject", "11")}),
        frozenset({("place", "Xã Mẫu"), ("place", "Xã Khác")}),
    )
    assert Collection("y", "Y", "Why").name("vi") == "Y"
    assert Collection("y", "Y", "Why").name("en") == "Why"
