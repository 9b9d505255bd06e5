"""Lines of a text layer to blocks: what goes on, what begins anew, what a block is, and the order they are read in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.legacy.conversion import Findings
from converters.reading.document import BlockKind
from converters.reading.pdf.geometry import FloatBox, Frame
from converters.reading.pdf.text_layer.blocks import (
    Body,
    Group,
    as_block,
    body_of,
    classify,
    group_lines,
    in_reading_order,
    is_small,
)
from converters.reading.pdf.text_layer.fonts import FontStyle
from converters.reading.pdf.text_layer.lines import (
    PlacedLine,
    PlacedWord,
    lines_of,
    main_angle,
    place_words,
    upright_frame,
    with_initials,
)
from converters.reading.pdf.text_layer.words import RawWord
from tests.each import each
from tests.properties import at_most

STYLE = FontStyle("Sach", 10.0, bold=False, italic=False, invisible=False)
BOLD = replace(STYLE, bold=True)
FRAME = Frame(1000, 1400, 72.0, 1.0, 0.0, 0.0, -1.0, 0.0, 1400.0)
BODY = Body(size=10.0, leading=14.0, left=100.0, right=600.0, height=1400.0)
FULL = "chữ của dòng đầy đủ cho đến hết lề bên phải"


def line(
    text: str, top: float, left: float = 100.0, width: float | None = 500.0, *, size: float = 10.0, bold: bool = False
) -> PlacedLine:
    """A line of words of even width that together fill `width` pixels; by default the whole column."""
    pieces = text.split()
    step = (5.0 * len(text) if width is None else width) / len(pieces)
    style = BOLD if bold else STYLE
    words = []
    for place, piece in enumerate(pieces):
        box = FloatBox(left + place * step, top, left + (place + 1) * step - 2, top + size)
        words.append(PlacedWord(piece, box, box, top + size, size, style, spaced=True))
    return PlacedLine(words)


def grouped(*lines: PlacedLine) -> list[str]:
    return [group.text for group in group_lines(lines, BODY)]


class TestGoingOn:
    def test_a_full_line_goes_on_below(self) -> None:
        assert grouped(line(FULL, 300), line("và hết.", 314)) == [f"{FULL} và hết."]

    def test_a_short_line_was_ended_on_purpose(self) -> None:
        assert grouped(line("ngắn", 300, width=100), line(FULL, 314)) == ["ngắn", FULL]

    def test_a_wide_gap_begins_a_new_paragraph(self) -> None:
        assert len(grouped(line(FULL, 300), line(FULL, 319))) == 2
        assert len(grouped(line(FULL, 300), line(FULL, 316))) == 1

    def test_so_does_an_indent(self) -> None:
        first, second = line(FULL, 300), line(FULL, 314)
        assert len(grouped(first, second, line(FULL, 328, left=130, width=470))) == 2

    def test_a_first_line_may_be_indented_itself(self) -> None:
        assert len(grouped(line(FULL, 300, left=130, width=470), line(FULL, 314), line(FULL, 328))) == 1

    def test_another_size_begins_anew(self) -> None:
        assert len(grouped(line(FULL, 300), line(FULL, 314, size=7))) == 2

    def test_bold_and_plain_do_not_mix(self) -> None:
        assert len(grouped(line(FULL, 300, bold=True), line(FULL, 314))) == 2
        assert len(grouped(line(FULL, 300, bold=True), line(FULL, 314, bold=True))) == 1

    def test_a_bold_line_after_a_sentence_begins_anew(self) -> None:
        assert len(grouped(line(f"{FULL}.", 300), line("PV: Khó khăn là gì?", 314, bold=True))) == 2
        assert len(grouped(line(f"{FULL} của", 300), line("Ủy ban nhân dân xã Mẫu,", 314, bold=True))) == 1
        assert len(grouped(line(f"{FULL}.", 300), line("không quá 30 ngày.", 314, bold=True))) == 1

    def test_lines_beside_each_other_are_apart(self) -> None:
        assert len(grouped(line(FULL, 300, width=200), line(FULL, 314, left=400, width=200))) == 2

    def test_a_line_above_never_goes_on(self) -> None:
        assert len(grouped(line(FULL, 314), line(FULL, 300))) == 2

    @pytest.mark.parametrize("sign", ["1.", "a)", "-"])
    def test_each_item_is_a_block_of_its_own(self, sign: str) -> None:
        assert len(grouped(line(f"{sign} {FULL}", 300), line(f"{sign} {FULL}", 314))) == 2

    def test_a_number_and_its_text_behind_a_tab_are_one(self) -> None:
        assert grouped(line("1.", 300, width=10), line(FULL, 300, left=130, width=470)) == [f"1. {FULL}"]

    def test_a_title_of_several_lines_is_one(self) -> None:
        first = line("NGHỊ ĐỊNH", 300, left=300, width=100, bold=True)
        second = line("VỀ XỬ PHẠT VI PHẠM", 314, left=250, width=200, bold=True)
        assert grouped(first, second) == ["NGHỊ ĐỊNH VỀ XỬ PHẠT VI PHẠM"]

    def test_a_part_of_a_law_below_a_title_is_not(self) -> None:
        first = line("NHỮNG QUY ĐỊNH", 300, left=260, width=180)
        assert len(grouped(first, line("Chương I", 314, left=310, width=80))) == 2

    def test_no_lines_no_blocks(self) -> None:
        assert grouped() == []

    @given(st.lists(st.tuples(st.integers(0, 1300), st.integers(0, 500), st.integers(5, 400)), max_size=8))
    @settings(max_examples=at_most(25))
    def test_no_line_is_lost_and_none_is_told_twice(self, places: list[tuple[int, int, int]]) -> None:
        lines = [line(f"d{number}", top, left, width) for number, (top, left, width) in enumerate(places)]
        groups = group_lines(lines, BODY)
        assert [each.text for group in groups for each in group.lines] == [each.text for each in lines]
        ordered = in_reading_order(groups)
        assert sorted(map(id, ordered)) == sorted(map(id, groups))


class TestKinds:
    def kind(self, *lines: PlacedLine) -> tuple[BlockKind, int, str | None]:
        return classify(Group(list(lines)), BODY)

    @pytest.mark.parametrize(("top", "kind"), [(20, BlockKind.PAGE_NUMBER), (700, BlockKind.PARAGRAPH)])
    def test_a_number_at_the_edge_counts_pages(self, top: float, kind: BlockKind) -> None:
        assert self.kind(line("7", top, left=340, width=10))[0] is kind

    @pytest.mark.parametrize("text", ["1.", "- 1.", "12. "])
    def test_a_number_with_a_full_stop_is_a_label(self, text: str) -> None:
        assert self.kind(line(text, 20, left=340, width=10))[0] is not BlockKind.PAGE_NUMBER

    @pytest.mark.parametrize("text", ["Người ký: Cổng Thông tin điện tử", "Cơ quan: Văn phòng Chính phủ"])
    def test_what_a_signing_program_prints_is_laid_over(self, text: str) -> None:
        assert self.kind(line(text, 700))[0] is BlockKind.OVERLAY

    @pytest.mark.parametrize(("top", "kind"), [(30, BlockKind.OVERLAY), (700, BlockKind.PARAGRAPH)])
    def test_its_address_only_at_the_head(self, top: float, kind: BlockKind) -> None:
        assert self.kind(line("Email: thongtinchinhphu@chinhphu.vn", top))[0] is kind

    def test_a_small_numbered_text_low_on_the_page_is_a_footnote(self) -> None:
        assert self.kind(line(f"1 {FULL}", 1200, size=8))[0] is BlockKind.FOOTNOTE
        assert self.kind(line(f"1 {FULL}", 300, size=8))[0] is not BlockKind.FOOTNOTE
        assert self.kind(line(f"1 {FULL}", 1200))[0] is not BlockKind.FOOTNOTE
        assert self.kind(line(FULL, 1200, size=8))[0] is not BlockKind.FOOTNOTE

    def test_headings_items_and_paragraphs(self) -> None:
        assert self.kind(line("QUYẾT ĐỊNH", 300, left=300, width=100, bold=True)) == (BlockKind.HEADING, 1, None)
        assert self.kind(line("Điều 5. Hiệu lực", 300, width=200, bold=True)) == (BlockKind.HEADING, 5, None)
        assert self.kind(line(f"a) {FULL}", 300)) == (BlockKind.LIST_ITEM, 1, "a)")
        assert self.kind(line(FULL, 300)) == (BlockKind.PARAGRAPH, 0, None)

    def test_a_few_words_in_much_larger_letters_stand_out(self) -> None:
        def stands_out(text: str, size: float) -> bool:
            block = as_block(Group([line(text, 300, width=200, size=size)]), BODY, FRAME)
            return block is not None and block.emphasis

        assert stands_out("Dấu hiệu nhận biết", 13.75)
        assert not stands_out("Dấu hiệu nhận biết", 12)
        assert not stands_out("Cha mẹ hỏi han con mỗi ngày.", 13.75)

    def test_small_is_smaller_than_nine_tenths_in_every_line(self) -> None:
        assert is_small(Group([line(FULL, 300, size=8)]), BODY)
        assert not is_small(Group([line(FULL, 300, size=9)]), BODY)
        assert not is_small(Group([line(FULL, 300, size=8), line(FULL, 314, size=10)]), BODY)

    @each("ornament", ["--------", "* * * *", "_____", "....."])
    def test_ornaments_are_no_blocks(self, ornament: str) -> None:
        assert as_block(Group([line(ornament, 300)]), BODY, FRAME) is None

    def test_an_ornament_below_a_title_is_left_out(self) -> None:
        block = as_block(Group([line("Độc lập", 300, bold=True), line("-------", 314)]), BODY, FRAME)
        assert block is not None
        assert (block.text, block.emphasis) == ("Độc lập", False)

    def test_a_block_is_as_large_as_its_words(self) -> None:
        block = as_block(Group([line(FULL, 300), line("hết", 314, width=60)]), BODY, FRAME)
        assert block is not None
        assert block.box == (100, 300, 598, 324)
        assert [each.text for each in block.lines] == [FULL, "hết"]


class TestOrder:
    def group(self, text: str, left: float, top: float, width: float) -> Group:
        return Group([line(text, top, left, width)])

    def ordered(self, *groups: Group) -> list[str]:
        return [group.text for group in in_reading_order(groups)]

    def test_two_columns_are_read_as_they_were_drawn(self) -> None:
        left = [self.group(f"trái{row}", 100, 100 + 50 * row, 200) for row in range(3)]
        right = [self.group(f"phải{row}", 400, 100 + 50 * row, 200) for row in range(3)]
        assert self.ordered(*left, *right) == ["trái0", "trái1", "trái2", "phải0", "phải1", "phải2"]
        assert self.ordered(*right, *left) == ["phải0", "phải1", "phải2", "trái0", "trái1", "trái2"]

    def test_a_title_over_both_columns_comes_first(self) -> None:
        columns = self.group("trái", 100, 200, 200), self.group("phải", 400, 200, 200)
        assert self.ordered(*columns, self.group("tựa", 100, 50, 500)) == ["tựa", "trái", "phải"]

    def test_a_foot_below_both_comes_last(self) -> None:
        columns = self.group("trái", 100, 200, 200), self.group("phải", 400, 200, 200)
        assert self.ordered(self.group("chân", 100, 900, 500), *columns) == ["trái", "phải", "chân"]

    def test_blocks_that_barely_touch_do_not_wait_for_each_other(self) -> None:
        wide, beside = self.group("dưới", 100, 200, 200), self.group("trên", 290, 50, 200)
        assert self.ordered(wide, beside) == ["dưới", "trên"]


class TestBody:
    def test_the_text_above_many_footnotes_is_the_measure(self) -> None:
        text = [line(FULL, 100 + 14 * row) for row in range(6)]
        notes = [line(FULL, 900 + 10 * row, size=8) for row in range(12)]
        assert body_of([*text, *notes], 1400).size == 10

    def test_margins_are_those_of_full_lines(self) -> None:
        lines = [line(FULL, 100 + 14 * row) for row in range(9)] + [line("7", 1380, left=900, width=10)]
        body = body_of(lines, 1400)
        assert (body.left, round(body.right)) == (100, 598)
        assert body.middle == (body.left + body.right) / 2

    def test_a_single_line_has_the_leading_of_its_size(self) -> None:
        assert body_of([line(FULL, 100)], 1400).leading == pytest.approx(13)


class TestLines:
    def word(
        self, text: str, left: float, top: float = 100.0, *, spaced: bool = True, size: float = 10.0
    ) -> PlacedWord:
        box = FloatBox(left, top, left + 5.0 * len(text), top + size)
        return PlacedWord(text, box, box, top + size, size, STYLE, spaced)

    @each(("gap", "lines"), [(3.0, 1), (19.0, 1), (21.0, 2), (-2.0, 1), (-4.0, 2)])
    def test_a_column_is_two_letters_away(self, gap: float, lines: int) -> None:
        assert len(lines_of([self.word("một", 0), self.word("hai", 15 + gap)])) == lines

    @each("before", ["số", "Số:", "ngày", "tháng", "năm"])
    def test_room_for_a_number_is_no_column(self, before: str) -> None:
        end = 5.0 * len(before)
        assert len(lines_of([self.word(before, 0), self.word("năm", end + 60)])) == 1
        assert len(lines_of([self.word(before, 0), self.word("năm", end + 80)])) == 2

    @pytest.mark.parametrize(("down", "lines"), [(4.0, 1), (6.0, 2)])
    def test_half_a_letter_lower_is_another_line(self, down: float, lines: int) -> None:
        assert len(lines_of([self.word("một", 0), self.word("hai", 18, 100 + down)])) == lines

    def test_words_without_space_between_are_joined_and_keep_their_places(self) -> None:
        (found,) = lines_of([self.word("Ng", 0), self.word("hị", 10, spaced=False), self.word("định", 23)])
        assert found.text == "Nghị định"
        read = found.as_line(FRAME)
        assert [word.text for word in read.words] == ["Nghị", "định"]
        assert read.words[0].box == (0, 100, 20, 110)
        assert read.box == (0, 100, 43, 110)

    def test_size_and_baseline_are_those_of_the_most_and_the_largest(self) -> None:
        (found,) = lines_of([self.word("chữthường", 0), self.word("TO", 47, 95, size=14)])
        assert found.size == 10
        assert found.baseline == 109
        assert not found.bold

    def raw(self, text: str, angle: int, left: float = 100.0) -> RawWord:
        """A word in the system of its own direction, placed so that it lies on the page whichever way it runs."""
        left -= {0: 0, 90: 0, 180: 600, 270: 600}.get(angle, 0)
        foot = {0: 200, 90: -300, 180: -300, 270: 200}.get(angle, 200)
        return RawWord(text, left, foot, left + 30, foot + 8, foot, replace(STYLE, angle=angle), True, left + 30)

    @each("angle", [0, 90, 180, 270])
    def test_the_layout_is_that_of_upright_text(self, angle: int) -> None:
        """Whichever way text climbs, the word written later stands to the right in the layout."""
        words = [self.raw("một", angle), self.raw("hai", angle, 140)]
        frame = upright_frame(words, FRAME)
        placed = place_words(words, frame, Findings())
        assert placed[1].box.left - placed[0].box.left == pytest.approx(40)
        assert placed[0].box.top == placed[1].box.top
        assert [word.turned for word in placed] == [False, False]
        stored = frame.whole(placed[0].box)
        assert (stored.width, stored.height) == ((30, 8) if angle % 180 == 0 else (8, 30))

    def test_words_that_run_another_way_have_a_system_of_their_own(self) -> None:
        words = [self.raw("một dòng dài", 0), self.raw("bên", 90), self.raw("lề", 90, 133)]
        placed = place_words(words, upright_frame(words, FRAME), Findings())
        assert [line.text for line in lines_of(placed)] == ["một dòng dài", "bên lề"]

    def test_the_way_most_letters_run_wins_and_straight_wins_a_draw(self) -> None:
        assert main_angle([self.raw("a", 90)]) == 0
        assert main_angle([self.raw("ab", 90)]) == 90
        assert main_angle([self.raw("ab", 90), self.raw("abc", 270)]) == 270


class TestPagesSetForShow:
    @each(
        ("size", "top", "kind"),
        [
            (7.0, 30.0, BlockKind.HEADER),
            (7.0, 1370.0, BlockKind.FOOTER),
            (10.0, 30.0, BlockKind.PARAGRAPH),
            (7.0, 200.0, BlockKind.PARAGRAPH),
        ],
    )
    def test_small_print_in_the_margin_runs_along(self, size: float, top: float, kind: BlockKind) -> None:
        running = line("Trung tâm Mẫu, tờ tin số 3", top, width=120.0, size=size)
        assert classify(Group([running]), BODY)[0] is kind

    def test_a_large_first_letter_begins_the_line_beside_it(self) -> None:
        letter = line("T", 100, 100, 20, size=30.0)
        lines = [letter, line("ừ ngày mai người dân", 101, 122, 300), line("nộp hồ sơ ở xã", 115, 122, 300)]
        assert [one.text for one in with_initials(lines)] == ["Từ ngày mai người dân", "nộp hồ sơ ở xã"]

    def test_a_letter_that_opens_nothing_stays(self) -> None:
        lines = [line("A", 100, 100, 20, size=30.0), line("Người dân nộp hồ sơ", 101, 122, 300)]
        assert with_initials(lines) == lines

    def test_a_title_across_columns_says_nothing_of_their_edge(self) -> None:
        rows = range(100, 240, 14)
        left = [line(FULL, top, 100, 200) for top in rows]
        right = [line(FULL, top, 340, 200) for top in rows]
        title = line("Một tờ tin cho tất cả mọi người", 60, 180, 300)
        assert len(group_lines([title, *left, *right], BODY)) == 3


def test_the_leading_of_a_page_of_short_paragraphs_is_that_inside_them() -> None:
    tops = [100.0]
    lines = [line("Đoạn một " + FULL, tops[0])]
    for number in range(9):
        tops.append(tops[-1] + (14.0 if number % 3 == 0 else 20.0))
        lines.append(line(("tiếp theo " if number % 3 == 0 else "Đoạn mới ") + FULL, tops[-1]))
    assert body_of(lines, 1400.0).leading == 14.0
    assert body_of([line("Đoạn " + FULL, 100.0 + 20 * number) for number in range(9)], 1400.0).leading == 20.0
