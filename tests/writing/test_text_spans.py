"""Where words and flags stand in a document's text, to the letter."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Document, Flag, Line, Method, Page, Word
from converters.writing.text import page_spans, placed_flags
from tests.properties import at_most
from validators.problems import say

DOUBT = say("Two readings disagree.")


def line(text: str, top: int) -> Line:
    words, left = [], 100
    for piece in text.split():
        words.append(Word(piece, Box(left, top, left + 10 * len(piece), top + 20)))
        left += 10 * len(piece) + 10
    return Line(tuple(words))


def block(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH, top: int = 100) -> Block:
    return Block(kind, tuple(line(text, top + 30 * row) for row, text in enumerate(texts)))


def page(*blocks: Block, number: int = 1, flags: tuple[Flag, ...] = ()) -> Page:
    return Page(number, 1000, 1400, 100.0, blocks, Method.OCR, flags=flags)


def document(*pages: Page) -> Document:
    return Document(Path("a.pdf"), "application/pdf", "0" * 64, pages)


def flag(text: str, box: Box | None, number: int = 1) -> Flag:
    return Flag(number, box, -1, -1, text, (), "amount", DOUBT)


class TestSpans:
    def test_lines_and_blocks_are_a_sign_apart(self) -> None:
        found = page(block("một hai", "ba"), block("bốn"))
        assert [(span.word.text, span.start, span.end) for span in page_spans(found)] == [
            ("một", 0, 3),
            ("hai", 4, 7),
            ("ba", 8, 10),
            ("bốn", 11, 14),
        ]

    def test_they_count_on_from_an_offset(self) -> None:
        (span,) = page_spans(page(block("một")), 40)
        assert (span.start, span.end) == (40, 43)

    def test_what_stands_aside_takes_no_room(self) -> None:
        found = page(block("con dấu", kind=BlockKind.STAMP), block("một"))
        assert [span.start for span in page_spans(found)] == [0]

    def test_letters_beyond_the_first_plane_count_one(self) -> None:
        spans = list(page_spans(page(block("𝄞 một"))))
        assert [(span.start, span.end) for span in spans] == [(0, 1), (2, 5)]

    def test_a_page_of_nothing_has_none(self) -> None:
        assert list(page_spans(page())) == []

    @given(st.lists(st.lists(st.lists(st.sampled_from(["một", "hai", "đ", "𝄞"]), max_size=3), min_size=1), max_size=4))
    @settings(max_examples=at_most(20))
    def test_each_span_holds_its_word(self, layout: list[list[list[str]]]) -> None:
        """Empty lines take a place of their own; blocks that are empty altogether take none."""
        found = page(*(block(*(" ".join(words) for words in texts)) for texts in layout))
        text = found.text
        for span in page_spans(found):
            assert text[span.start : span.end] == span.word.text


class TestFlags:
    def placed(self, *flags: Flag) -> list[tuple[int, int]]:
        read = document(page(block("Phạt tiền", "từ (800.000 đồng)."), flags=flags))
        return [(found.start, found.end) for found in placed_flags(read)]

    def test_around_the_words_below_it(self) -> None:
        assert self.placed(flag("", Box(95, 95, 300, 125))) == [(0, 9)]
        assert self.placed(flag("", Box(95, 95, 300, 155))) == [(0, 28)]

    def test_words_that_are_less_than_half_below_it_are_not_meant(self) -> None:
        """ "Phạt" runs from 100 to 140."""
        assert self.placed(flag("", Box(120, 95, 145, 125))) == [(0, 4)]
        assert self.placed(flag("", Box(121, 95, 145, 125))) == [(0, 0)]

    def test_narrowed_to_its_own_text(self) -> None:
        assert self.placed(flag("800.000", Box(130, 125, 220, 155))) == [(14, 21)]

    def test_or_not_where_that_stands_elsewhere(self) -> None:
        assert self.placed(flag("900.000", Box(130, 125, 220, 155))) == [(13, 21)]

    def test_on_no_word_it_points_at_its_page(self) -> None:
        assert self.placed(flag("x", Box(700, 900, 800, 950)), flag("y", None)) == [(0, 0), (0, 0)]

    def test_in_reading_order(self) -> None:
        last, first = flag("", Box(95, 125, 120, 155)), flag("", Box(95, 95, 145, 125))
        assert self.placed(last, first) == [(0, 4), (10, 12)]

    def test_a_flag_that_jumps_over_words_covers_them(self) -> None:
        """Words of two columns one after the other: what lies between is covered, the text is not narrowed."""
        two = page(
            Block(BlockKind.PARAGRAPH, (Line((Word("một", Box(0, 0, 30, 20)), Word("hai", Box(500, 0, 530, 20)))),)),
            Block(BlockKind.PARAGRAPH, (Line((Word("ba", Box(0, 30, 20, 50)),)),)),
            flags=(flag("ba", Box(0, 0, 40, 60)),),
        )
        (found,) = placed_flags(document(two))
        assert (found.start, found.end) == (0, 10)

    def test_pages_count_with_the_sign_between_them(self) -> None:
        second = page(block("hai"), number=2, flags=(flag("hai", Box(95, 95, 135, 125), 2),))
        read = document(page(block("một")), second)
        (found,) = placed_flags(read)
        assert read.text[found.start : found.end] == "hai"

    def test_nothing_else_of_a_flag_changes(self) -> None:
        before = Flag(1, Box(95, 95, 145, 125), -1, -1, "Phạt", ("Phát",), "word", DOUBT)
        (after,) = placed_flags(document(page(block("Phạt tiền"), flags=(before,))))
        assert (after.box, after.text, after.candidates, after.kind, after.reason) == (
            before.box,
            before.text,
            before.candidates,
            before.kind,
            before.reason,
        )

    def test_a_document_without_flags(self) -> None:
        assert placed_flags(document(page(block("một")))) == ()
