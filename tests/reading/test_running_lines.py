"""Running heads and feet, and pages as they stand upright."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from converters.reading.paging.running import AT_LEAST, EDGE, FEWEST_LETTERS, SHARE, mark_running_lines
from converters.reading.paging.upright import upright_box, upright_size
from tests.each import each
from tests.properties import at_most

WIDTH, HEIGHT = 700, 1000
TOP = Box(50, 20, 400, 60)
FOOT = Box(50, 940, 400, 980)


def block(text: str, box: Box | None = TOP, kind: BlockKind = BlockKind.PARAGRAPH, **values: object) -> Block:
    lines = tuple(Line(tuple(map(Word, row.split()))) for row in text.split("\n"))
    return Block(kind, lines, box, **values)  # type: ignore[arg-type]


def pages(*heads: Block, method: Method = Method.TEXT_LAYER) -> list[Page]:
    """A page for each head, with a text of its own in the middle."""
    return [
        Page(number, WIDTH, HEIGHT, 100.0, (head, block(f"thân {number}", Box(50, 400, 600, 500))), method)
        for number, head in enumerate(heads, start=1)
    ]


def kinds(read: list[Page]) -> list[BlockKind]:
    return [page.blocks[0].kind for page in mark_running_lines(read)]


@each("said", ["Phạt tiền từ {}.000.000 đồng:", "Lệ phí: {}0.000đ", "Giảm {} % tiền thuê đất", "Mức phạt: {} triệu"])
@each("method", [Method.TEXT_LAYER, Method.OCR])
def test_an_amount_at_the_edge_of_every_page_is_text(said: str, method: Method) -> None:
    assert kinds(pages(*(block(said.format(number)) for number in range(1, 5)), method=method)) == [
        BlockKind.PARAGRAPH
    ] * 4  # fmt: skip


class TestPlaces:
    @each(
        ("box", "kind"),
        [
            (Box(0, 10, 99, round(EDGE * HEIGHT) - 1), BlockKind.HEADER),
            (Box(0, 10, 99, round(EDGE * HEIGHT)), BlockKind.PARAGRAPH),
            (Box(0, round((1 - EDGE) * HEIGHT) + 1, 99, 990), BlockKind.FOOTER),
            (Box(0, round((1 - EDGE) * HEIGHT), 99, 990), BlockKind.PARAGRAPH),
        ],
        ids=["in the head", "just below", "in the foot", "just above"],
    )
    def test_heads_and_feet_lie_wholly_in_the_margin(self, box: Box, kind: BlockKind) -> None:
        assert kinds(pages(*[block("Công báo", box)] * 3)) == [kind] * 3

    def test_a_line_at_the_top_is_not_that_line_at_the_foot(self) -> None:
        mixed = [block("Công báo", TOP), block("Công báo", TOP), block("Công báo", FOOT)]
        assert kinds(pages(*mixed)) == [BlockKind.PARAGRAPH] * 3

    def test_without_a_place_or_a_page_size_nothing_is_told(self) -> None:
        assert kinds(pages(*[block("Công báo", None)] * 3)) == [BlockKind.PARAGRAPH] * 3
        placeless = [replace(page, width=None, height=None) for page in pages(*[block("Công báo")] * 3)]
        assert kinds(placeless) == [BlockKind.PARAGRAPH] * 3

    def test_what_is_longer_than_two_lines_is_text(self) -> None:
        assert kinds(pages(*[block("một\nhai")] * 3)) == [BlockKind.HEADER] * 3
        assert kinds(pages(*[block("một\nhai\nba")] * 3)) == [BlockKind.PARAGRAPH] * 3


class TestCounting:
    def test_numbers_may_differ(self) -> None:
        assert (
            kinds(pages(*[block(f"Trang {number}/99, số {number}") for number in range(8, 12)]))
            == [BlockKind.HEADER] * 4
        )

    def test_letters_may_not(self) -> None:
        assert kinds(pages(block("Chương một"), block("Chương hai"), block("Chương ba"))) == [BlockKind.PARAGRAPH] * 3

    def test_case_does_not_matter(self) -> None:
        assert kinds(pages(block("CÔNG BÁO"), block("Công báo"), block("công báo"))) == [BlockKind.HEADER] * 3

    @pytest.mark.parametrize("count", [AT_LEAST - 1, AT_LEAST])
    def test_on_as_many_pages_as_are_asked_for(self, count: int) -> None:
        heads = [block("Công báo")] * count + [block("khác")]
        wanted = BlockKind.HEADER if count >= AT_LEAST else BlockKind.PARAGRAPH
        assert kinds(pages(*heads))[:count] == [wanted] * count

    @pytest.mark.parametrize(("others", "running"), [(4, True), (5, True), (6, False)])
    def test_and_on_four_pages_in_ten(self, others: int, running: bool) -> None:
        """4 of 9 and 4 of 10 pages are enough, 4 of 11 are not."""
        letters = "abcdefghijk"
        read = pages(*[block("Công báo")] * 4, *[block(letters[number] * 9) for number in range(others + 1)])
        assert running is (SHARE * len(read) <= 4)
        assert (kinds(read)[0] is BlockKind.HEADER) is running

    def test_twice_on_a_page_counts_once(self) -> None:
        head = block("Công báo")
        read = [replace(page, blocks=(head, *page.blocks)) for page in pages(head, head)]
        assert mark_running_lines(read) == tuple(read)


class TestLeaves:
    """Two pages are few to tell by: the words must stand at one height, and once more inside."""

    def leaf(self, *, title: str = "Sổ tay pháp luật", second: Box = TOP) -> list[BlockKind]:
        said = block(title, Box(50, 80, 600, 110), BlockKind.HEADING)
        first, last = pages(block("SỔ TAY PHÁP LUẬT"), block("SỔ TAY PHÁP LUẬT", second))
        read = mark_running_lines([replace(first, blocks=(first.blocks[0], said, *first.blocks[1:])), last])
        return [block.kind for page in read for block in page.blocks if "sổ" in block.text.casefold()]

    def test_a_title_over_both_pages_is_said_once(self) -> None:
        assert self.leaf() == [BlockKind.HEADER, BlockKind.HEADING, BlockKind.HEADER]

    def test_without_a_title_of_these_words_it_is_text(self) -> None:
        assert self.leaf(title="Sổ tay thuế") == [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH]

    def test_at_two_heights_it_is_text(self) -> None:
        assert self.leaf(second=Box(50, 40, 400, 80))[::2] == [BlockKind.PARAGRAPH] * 2


class TestWhatIsMarked:
    def test_level_and_marker_go_and_the_text_stays(self) -> None:
        item = block("1. Công báo", kind=BlockKind.LIST_ITEM, level=2, marker="1.", emphasis=True)
        (marked, *_) = (page.blocks[0] for page in mark_running_lines(pages(item, item, item)))
        assert marked == replace(item, kind=BlockKind.HEADER, level=0, marker=None)

    @pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM])
    def test_text_of_any_kind_can_run(self, kind: BlockKind) -> None:
        assert kinds(pages(*[block("Công báo", kind=kind)] * 3)) == [BlockKind.HEADER] * 3

    @each("kind", [BlockKind.TABLE, BlockKind.STAMP, BlockKind.PAGE_NUMBER, BlockKind.FIGURE])
    def test_tables_and_what_stands_aside_cannot(self, kind: BlockKind) -> None:
        assert kinds(pages(*[block("Công báo", kind=kind)] * 3)) == [kind] * 3

    def test_pages_without_one_are_the_very_same(self) -> None:
        read = [*pages(*[block("Công báo")] * 4), Page(5, WIDTH, HEIGHT, 100.0, (block("riêng"),), Method.TEXT_LAYER)]
        assert mark_running_lines(read)[4] is read[4]

    def test_marking_twice_changes_nothing_more(self) -> None:
        once = mark_running_lines(pages(*[block("Công báo")] * 3))
        assert mark_running_lines(once) == once

    def test_no_pages(self) -> None:
        assert mark_running_lines([]) == ()


class TestScans:
    def test_marks_and_punctuation_may_be_misread(self) -> None:
        heads = [block("Sổ tay hoà giải viên"), block("Số tay, hòa giải viên"), block("Sổ tay hòa giải vien.")]
        assert kinds(pages(*heads, method=Method.OCR)) == [BlockKind.HEADER] * 3

    def test_short_lines_must_be_the_same_letter_by_letter(self) -> None:
        words = ["luat"[:3] + letter for letter in "abc"]
        assert max(map(len, words)) < FEWEST_LETTERS
        assert kinds(pages(*map(block, words), method=Method.OCR)) == [BlockKind.PARAGRAPH] * 3
        assert kinds(pages(*[block("luật")] * 3, method=Method.OCR)) == [BlockKind.HEADER] * 3

    def test_text_that_was_not_read_by_ocr_must_be_the_same(self) -> None:
        heads = [block("Sổ tay hòa giải viên"), block("Số tay hòa giải viên"), block("Sô tay hòa giải viên")]
        assert kinds(pages(*heads)) == [BlockKind.PARAGRAPH] * 3


class TestUpright:
    @each(("rotation", "size"), [(0, (7, 10)), (90, (10, 7)), (180, (7, 10)), (270, (10, 7))])
    def test_size(self, rotation: int, size: tuple[int, int]) -> None:
        assert upright_size(Page(1, 7, 10, None, (), Method.OCR, rotation=rotation)) == size

    def test_without_geometry(self) -> None:
        assert upright_size(Page(1, None, None, None, (), Method.OFFICE)) == (0, 0)

    @each(
        ("rotation", "box"),
        [(0, (1, 2, 3, 5)), (90, (2, 4, 5, 6)), (180, (4, 5, 6, 8)), (270, (5, 1, 8, 3))],
    )
    def test_a_box(self, rotation: int, box: tuple[int, int, int, int]) -> None:
        """On a page of 7 by 10 pixels: a quarter counter-clockwise makes the right edge the top."""
        page = Page(1, 7, 10, None, (), Method.OCR, rotation=rotation)
        assert upright_box(Box(1, 2, 3, 5), page) == box

    @given(st.integers(0, 6), st.integers(0, 9), st.sampled_from([0, 90, 180, 270]))
    @settings(max_examples=at_most(30))
    def test_a_box_stays_on_its_page(self, left: int, top: int, rotation: int) -> None:
        page = Page(1, 7, 10, None, (), Method.OCR, rotation=rotation)
        width, height = upright_size(page)
        turned = upright_box(Box(left, top, 7, 10), page)
        assert Box(0, 0, width, height).contains(turned)
        assert turned.area == (7 - left) * (10 - top)
