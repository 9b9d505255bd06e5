"""Pages of the bookshelf by themselves: every material where it belongs, addresses that any stick can follow."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from converters.exports.material import Mark, Material
from pbgdpl_cli.bookshelf.frame import Frame
from pbgdpl_cli.bookshelf.index import _packed, for_browsers
from pbgdpl_cli.bookshelf.lists import Card, card_of, list_pages
from pbgdpl_cli.bookshelf.material_page import Shown, material_page
from pbgdpl_cli.web.page_language import PageLanguage
from validators.sharing.record import Record

EN = PageLanguage("en")
HOME, INNER = Frame(EN), Frame(EN, "../")
SHA = "0" * 64


def card(title: str = "Tờ gấp", name: str = "goi", kind: str = "to-gap", subjects: tuple[int, ...] = (),
         cautions: tuple[str, ...] = ()) -> Card:  # fmt: skip
    return Card(title, name, kind, subjects, "", cautions)


def record_of(**changed: Any) -> Record:
    return Record.model_validate(
        {"identifier": "urn:uuid:0a1b2c3d-0000-4000-8000-000000000003", "title": "Tài liệu mẫu", "kind": "to-gap",
         "language": "vi", **changed}
    )  # fmt: skip


def file(path: str, role: str, media_type: str = "application/pdf") -> dict[str, Any]:
    return {"path": path, "role": role, "media_type": media_type, "sha256": SHA, "bytes": 4_200_000}


def page_of(*marks: Mark, **changed: Any) -> str:
    record = record_of(**changed)
    return material_page(INNER, Shown(Material(record, Path("goi"), marks), "goi a", tuple(record.files)))


class Elements(HTMLParser):
    """The elements of a page with their attributes, and whether every one that opens is closed in its turn."""

    VOID = frozenset({"img", "input", "link", "meta", "br", "source", "track"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag]


CARDS = st.builds(
    Card,
    st.text("aă<&\"'>Đ ", min_size=1, max_size=8),
    st.text("ab-1", min_size=1, max_size=4),
    st.sampled_from(["to-gap", "de-cuong", "video"]),
    st.lists(st.integers(1, 45), max_size=2, unique=True).map(tuple),
    st.text("ab<", max_size=3),
    st.lists(st.sampled_from(["Lưu ý: <dự thảo>."]), max_size=1).map(tuple),
)


class TestLists:
    def test_an_empty_shelf_has_a_home_and_an_empty_list(self) -> None:
        pages = dict(list_pages(HOME, INNER, []))
        assert set(pages) == {"index.html", "danh-muc/tat-ca.html"}
        assert "<nav aria-label" not in pages["index.html"]
        for text in pages.values():
            Elements(text)

    @given(st.lists(CARDS, max_size=5))
    def test_a_material_stands_in_the_list_of_its_kind_and_of_each_topic_and_nowhere_else(
        self, cards: list[Card]
    ) -> None:
        pages = dict(list_pages(HOME, INNER, cards))
        expected = {"danh-muc/tat-ca.html": len(cards)}
        for one in cards:
            for name in (f"loai-{one.kind}", *(f"chu-de-{number}" for number in one.subjects)):
                place = f"danh-muc/{name}.html"
                expected[place] = expected.get(place, 0) + 1
        assert set(pages) == {"index.html", *expected}
        for place, many in expected.items():
            links = Elements(pages[place]).of("a")
            assert sum((link["href"] or "").startswith("../tai-lieu/") for link in links) == many

    @given(st.lists(CARDS, max_size=4))
    def test_home_leads_to_every_list(self, cards: list[Card]) -> None:
        pages = dict(list_pages(HOME, INNER, cards))
        links = {link["href"] for link in Elements(pages["index.html"]).of("a")}
        assert {place for place in pages if place.startswith("danh-muc/")} <= links

    def test_all_are_sorted_by_title_and_the_largest_group_comes_first(self) -> None:
        cards = [card("b", kind="video"), card("C", "c"), card("A", "a")]
        pages = dict(list_pages(HOME, INNER, cards))
        assert re.findall(r'tai-lieu/\w+\.html">(\w)<', pages["danh-muc/tat-ca.html"]) == ["A", "b", "C"]
        assert re.findall(r"danh-muc/loai-([\w-]+)\.html", pages["index.html"]) == ["to-gap", "video"]

    def test_cautions_stand_with_the_title_wherever_it_is_listed(self) -> None:
        pages = dict(list_pages(HOME, INNER, [card(subjects=(11,), cautions=(Mark.WITHDRAWN.caution,))]))
        listed = [text for place, text in pages.items() if place != "index.html"]
        assert len(listed) == 3
        assert all(Mark.WITHDRAWN.caution in text for text in listed)

    @pytest.mark.parametrize(
        ("changed", "by"),
        [
            ({}, ""),
            ({"creator": {"name": "Phòng Mẫu"}}, "Phòng Mẫu"),
            ({"creator": {"name": "Phòng Mẫu"}, "publisher": {"name": "Sở Mẫu"}}, "Sở Mẫu"),
            ({"date_issued": "2026-04"}, "April 2026"),
            ({"publisher": {"name": "Sở Mẫu"}, "date_issued": "2026-04-02"}, "Sở Mẫu · 2 April 2026"),
        ],
    )
    def test_who_issued_it_and_when_as_far_as_is_known(self, changed: dict[str, Any], by: str) -> None:
        assert card_of(HOME, record_of(**changed), "goi", ()).by == by


@given(st.text("aăĐ1 #?%&.:;\\\"'<>+~-_", max_size=8))
def test_an_address_comes_back_and_leads_nowhere_else(step: str) -> None:
    link = INNER.link("tep", step)
    assert unquote(link) == f"../tep/{step}"
    assert re.fullmatch(r"\.\./tep/[\w.~%-]*", link, re.ASCII)


class TestMaterialPages:
    def test_a_bare_record_has_no_empty_part(self) -> None:
        text = page_of()
        Elements(text)
        assert '<section aria-labelledby="text"' in text
        for part in ("files", "watch", "picture", "basis"):
            assert f'aria-labelledby="{part}"' not in text
        assert "<dl>" not in text
        assert 'role="note"' not in text

    def test_words_of_a_record_never_become_markup(self) -> None:
        evil = '<script src="x">&"'
        text = page_of(
            title=evil, description=evil, publisher={"name": evil}, number=evil, rights={"statement": evil},
            legal_basis=[{"text": evil, "act": {}}], content=[{"type": "paragraph", "text": evil}],
        )  # fmt: skip
        assert not Elements(text).of("script")
        assert "&lt;script" in text

    def test_film_and_sound_stand_there_with_captions_and_files_of_odd_names(self) -> None:
        text = page_of(files=[
            file("video/phim 1#.mp4", "video", "video/mp4"), file("video/phu-de.srt", "captions", "text/plain"),
            file("video/phu-de.vtt", "captions", "text/vtt"), file("audio/đài.mp3", "audio", "audio/mpeg"),
        ])  # fmt: skip
        elements = Elements(text)
        assert [one["src"] for one in elements.of("video")] == ["../tep/goi%20a/video/phim%201%23.mp4"]
        assert [one["src"] for one in elements.of("track")] == ["../tep/goi%20a/video/phu-de.vtt"]
        assert [unquote(one["src"] or "") for one in elements.of("audio")] == ["../tep/goi a/audio/đài.mp3"]
        assert len([one for one in elements.of("a") if (one["href"] or "").startswith("../tep/")]) == 4

    def test_a_picture_has_the_words_of_its_record_else_its_title(self) -> None:
        files = [file("infographic/a.pdf", "infographic"), file("infographic/a.png", "infographic", "image/png")]
        (picture,) = Elements(page_of(files=files)).of("img")
        assert (picture["src"], picture["alt"]) == (
            "../tep/goi%20a/infographic/a.png", "Infographic: Tài liệu mẫu",
        )  # fmt: skip
        told = page_of(files=files, accessibility={"alt_texts": {"infographic/a.png": "Ba bước"}})
        assert Elements(told).of("img")[0]["alt"] == "Ba bước"

    def test_an_act_stands_once_with_all_its_places_and_what_somebody_looked_up(self) -> None:
        act = {"type": "luat", "number": "1/2020/QH14"}
        looked = {"state": "in-force", "as_of": "2026-03-01", "source": "sổ"}
        text = page_of(legal_basis=[
            {"text": "Điều 5 Luật A", "act": act, "locator": {"article": "5"}},
            {"text": "Điều 7 Luật A", "act": act, "locator": {"article": "7"}, "validity": looked},
            {"text": "Điều 5 Luật A", "act": act, "locator": {"article": "5"}},
        ])  # fmt: skip
        basis = text.partition('id="basis"')[2]
        assert basis.count("<li>") == 1
        assert len(re.findall("5;[^<]* 7", basis)) == 1
        assert "on 1 March 2026" in basis
        assert "not checked" not in basis


def unpacked(coded: list[int]) -> list[tuple[int, int, int]]:
    """Material, column and position of every place, as the browser's script reads them."""
    numbers, value, shift = [], 0, 0
    for byte in coded:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(value)
            value = shift = 0
    rest, document, found = iter(numbers), 0, []
    for distance in rest:
        document += distance
        column = offset = 0
        for _ in range(next(rest)):
            said = next(rest)
            offset = (offset if said & 7 == column else 0) + (said >> 3)
            column = said & 7
            found.append((document, column, offset))
    return found


PLACES = st.lists(
    st.tuples(st.integers(1, 40_000), st.integers(0, 5), st.integers(0, 3_000_000)), max_size=20, unique=True
).map(sorted)


@given(PLACES)
@example([(1, 0, 9), (1, 1, 3), (1, 1, 130), (200, 1, 0)])
def test_places_of_a_word_come_back_from_their_bytes(places: list[tuple[int, int, int]]) -> None:
    coded = list(_packed(("chữ", *place) for place in places))
    assert all(0 <= byte < 256 for byte in coded)
    assert unpacked(coded) == places


@pytest.mark.parametrize(
    ("pattern", "browsers"),
    [
        (re.compile(r"(?P<a>x)|(?P<b>y)"), "(?<a>x)|(?<b>y)"),
        (re.compile("a  b\n # "), "a  b\n # "),
        (re.compile(r"a \ b [\w]", re.VERBOSE), r"a b[[\p{L}\p{N}_]]"),
        (re.compile(r"\d+(?!\w)"), r"\d+(?![\p{L}\p{N}_])"),
    ],
)
def test_an_expression_means_the_same_in_browsers(pattern: re.Pattern[str], browsers: str) -> None:
    assert for_browsers(pattern) == browsers
