"""Corrections in pages: found by place or by line, holding whatever is read there, told where the reading changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from record_documents import block, document, line, page, table

from converters.corrections.applying import corrected, words_at
from converters.corrections.correction import Correction
from converters.corrections.places import places_of
from converters.reading.boxes import Box
from converters.reading.document import Flag, Page, Word
from tests.each import each
from validators.problems import say

WHEN = dt.datetime(2026, 11, 29, 9, 30, tzinfo=dt.UTC)
FINE = "Phạt tiền 300.000 đồng, có thể đến 900.000 đồng."


def put_right(where: Page, text: str, to: str) -> Correction:
    (place,) = places_of(document(where), text)
    return place.corrected_to(to, "Trần Thị Bình Minh", WHEN)


@each("boxes", [True, False])
@each(
    ("text", "to", "wanted"),
    [
        ("300.000", "800.000", "Phạt tiền 800.000 đồng, có thể đến 900.000 đồng."),
        ("300.000 đồng", "800.000 đồng", "Phạt tiền 800.000 đồng, có thể đến 900.000 đồng."),
        ("có thể", "có  thể lên", "Phạt tiền 300.000 đồng, có thể lên đến 900.000 đồng."),
        ("Phạt tiền", "", "300.000 đồng, có thể đến 900.000 đồng."),
        ("900.000", "1.900.000 (hai)", "Phạt tiền 300.000 đồng, có thể đến 1.900.000 (hai) đồng."),
    ],
)
def test_words_are_put_right(text: str, to: str, wanted: str, boxes: bool) -> None:
    where = page(block(FINE, boxes=boxes))
    told = corrected(where, [put_right(where, text, to)])
    assert told.page.text == wanted
    assert told.differing == ()


def test_typed_words_stand_where_the_read_ones_stood() -> None:
    where = page(block(FINE, boxes=True))
    before = where.blocks[0].lines[0].words
    after = corrected(where, [put_right(where, "có thể đến", "tới")]).page.blocks[0].lines[0].words
    assert after[4].box == Box.around_known(word.box for word in before[4:7])
    assert [word.by_person for word in after] == [False, False, False, False, True, False, False]
    assert after[4].as_read == "có thể đến"


def test_a_table_is_put_right_in_its_cells_and_its_lines() -> None:
    where = page(table([["Hành vi", "Mức phạt"], ["Xả rác", "300.000 đồng"]]))
    told = corrected(where, [put_right(where, "Xả rác", "Vứt rác")]).page.blocks[0]
    assert told.cells[2].text == "Vứt rác"


def test_what_was_read_right_is_held_too_and_doubted_no_more() -> None:
    flag = Flag(1, Box(200, 0, 270, 20), -1, -1, "300.000", ("800.000",), "amount", say("x"))
    where = replace(page(block(FINE, boxes=True)), flags=(flag,))
    (place,) = places_of(document(where), "300.000")
    told = corrected(where, [place.corrected_to("300.000", "Trần Thị Bình Minh", WHEN)]).page
    assert told.flags == ()
    assert told.text == FINE
    assert told.blocks[0].lines[0].words[2] == replace(
        where.blocks[0].lines[0].words[2], by_person=True, confidence=None
    )


def test_doubts_about_other_words_stay() -> None:
    flag = Flag(1, Box(600, 0, 670, 20), -1, -1, "900.000", (), "amount", say("x"))
    where = replace(page(block(FINE, boxes=True)), flags=(flag,))
    assert corrected(where, [put_right(where, "300.000", "800.000")]).page.flags == (flag,)


def test_of_two_corrections_of_a_place_the_later_holds() -> None:
    where = page(block(FINE, boxes=True))
    first = put_right(where, "300.000", "500.000")
    second = put_right(corrected(where, [first]).page, "500.000", "800.000")
    assert "800.000" in corrected(where, [first, second]).page.text


class TestReadAnew:
    """The page has been read again: the words a person typed stay."""

    SEEN = page(block(FINE, boxes=True))
    CORRECTION = put_right(SEEN, "300.000", "800.000")

    def again(self, text: str) -> Page:
        return page(block(text, boxes=True))

    def test_the_same_reading_again(self) -> None:
        told = corrected(self.again(FINE), [self.CORRECTION])
        assert "800.000" in told.page.text
        assert told.differing == ()

    def test_a_reading_that_has_become_right(self) -> None:
        told = corrected(self.again(FINE.replace("300.000", "800.000")), [self.CORRECTION])
        assert "800.000" in told.page.text
        assert told.differing == ()

    def test_another_reading_is_told_and_the_correction_holds(self) -> None:
        told = corrected(self.again(FINE.replace("300.000", "200.000")), [self.CORRECTION])
        assert "800.000" in told.page.text
        assert [one.read for one in told.differing] == ["200.000"]

    def test_a_place_without_words_is_told(self) -> None:
        told = corrected(page(block("Phạt", boxes=True)), [self.CORRECTION])
        assert told.page.text == "Phạt"
        assert [one.read for one in told.differing] == [None]

    def test_a_page_that_could_not_be_read_stays_so(self) -> None:
        broken = replace(self.again(FINE), blocks=(), failure=say("x"))
        assert corrected(broken, [self.CORRECTION]).page == broken


def test_a_place_is_named_with_its_page_when_it_stands_on_several() -> None:
    pages = (page(block(FINE)), page(block(FINE), number=2))
    assert [place.page for place in places_of(document(*pages), "300.000")] == [1, 2]
    assert [place.page for place in places_of(document(*pages), "300.000", 2)] == [2]


@each("text", ["00.000", "đồn", "", "không có", "300.000\nđồng đồng"])
def test_parts_of_words_and_other_texts_stand_nowhere(text: str) -> None:
    assert places_of(document(page(block(FINE))), text) == []


WORDS = st.lists(st.text("abđư2.,", min_size=1, max_size=5), min_size=1, max_size=8)


@given(WORDS, st.data())
def test_nothing_else_on_the_page_changes_and_twice_is_as_good_as_once(words: list[str], data: st.DataObject) -> None:
    where = Page(
        1, None, None, None, (replace(block("x"), lines=(line(" ".join(words), boxes=True),)),), page("x").method
    )
    at = data.draw(st.integers(0, len(words) - 1))
    typed = data.draw(st.lists(st.text("xyz", min_size=1, max_size=4), max_size=3))
    box = where.blocks[0].lines[0].words[at].box
    start = sum(len(word) + 1 for word in words[:at])
    one = Correction(1, box, " ".join(words), start, words[at], " ".join(typed), "A", WHEN)
    told = corrected(where, [one]).page
    assert told.text.split() == [*words[:at], *typed, *words[at + 1 :]]
    if typed:
        assert words_at(told, one) == " ".join(typed)
        assert corrected(told, [one]).page.text == told.text
    kept: list[Word] = [word for line_ in told.blocks[0].lines for word in line_.words if not word.by_person]
    assert [word.text for word in kept] == [*words[:at], *words[at + 1 :]]
