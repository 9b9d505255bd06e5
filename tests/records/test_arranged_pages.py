"""Lines a person put in order: every word stays, the record follows, and a new reading is told where it differs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from record_documents import TODAY, block, document, line, page, table

from converters.corrections.applying import corrected
from converters.corrections.fitting import sized as sized_log
from converters.corrections.lines.arrangement import Arrangement, Change, TypedCell
from converters.corrections.lines.making import Wanted, arrangement_of
from converters.corrections.lines.regions import box_of
from converters.corrections.lines.typed_tables import grid_of
from converters.corrections.places import lines_of
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Flag, Line, Page
from converters.records.build import build_record
from tests.each import each
from validators.problems import say

WHEN = dt.datetime(2026, 11, 29, 9, 30, tzinfo=dt.UTC)
TEXT = "Người dân nộp hồ sơ tại\nTrung tâm Mẫu của xã\ntrong giờ hành chính"


def put(where: Page, wanted: Wanted) -> Arrangement:
    made = arrangement_of(where, wanted, "k1", "Trần Thị Bình Minh", WHEN)
    assert made is not None
    return made


def done(where: Page, wanted: Wanted) -> Page:
    told = corrected(where, [put(where, wanted)])
    assert told.differing == ()
    return told.page


def words(where: Page) -> Counter[str]:
    return Counter(word.text for one in where.blocks for word in one.words)


def texts(where: Page) -> list[str]:
    return [one.text for one in lines_of(where)]


@each("boxes", [True, False])
class TestOneByOne:
    """Each thing a person can do."""

    def test_two_lines_are_one(self, boxes: bool) -> None:
        told = done(page(block(TEXT, boxes=boxes)), Wanted(Change.JOINED, 0, 1))
        assert texts(told) == ["Người dân nộp hồ sơ tại Trung tâm Mẫu của xã", "trong giờ hành chính"]

    def test_a_line_is_two(self, boxes: bool) -> None:
        told = done(page(block(TEXT, boxes=boxes)), Wanted(Change.SPLIT, 0, at=2))
        assert texts(told)[:2] == ["Người dân", "nộp hồ sơ tại"]

    @each(("to", "wanted"), [(0, "c a b d"), (1, "a c b d"), (None, "a b d c")])
    def test_a_line_stands_elsewhere(self, boxes: bool, to: int | None, wanted: str) -> None:
        told = done(page(block("a\nb\nc\nd", boxes=boxes)), Wanted(Change.MOVED, 2, to=to))
        assert texts(told) == wanted.split()

    def test_lines_are_one_paragraph_and_nothing_takes_them_apart(self, boxes: bool) -> None:
        where = page(block("Điều 1. Một\nĐiều 2. Hai", boxes=boxes))
        assert len(build_record(document(where), today=TODAY).record.content) == 2
        told = done(where, Wanted(Change.MARKED, 0, 1, kind=BlockKind.PARAGRAPH))
        assert len(build_record(document(told), today=TODAY).record.content) == 1

    def test_a_line_of_a_paragraph_is_a_heading(self, boxes: bool) -> None:
        told = done(page(block(TEXT, boxes=boxes)), Wanted(Change.MARKED, 1, kind=BlockKind.HEADING))
        assert [(one.kind, len(one.lines)) for one in told.blocks] == [
            (BlockKind.PARAGRAPH, 1), (BlockKind.HEADING, 1), (BlockKind.PARAGRAPH, 1),
        ]  # fmt: skip

    @each(
        ("kind", "reason"),
        [(BlockKind.HANDWRITING, "handwritten"), (BlockKind.PICTURE, "picture"), (BlockKind.STAMP, None)],
    )
    def test_what_is_no_text_stands_beside_it(self, boxes: bool, kind: BlockKind, reason: str | None) -> None:
        told = done(page(block(TEXT, boxes=boxes)), Wanted(Change.MARKED, 1, kind=kind))
        record = build_record(document(told), today=TODAY).record
        assert "Trung tâm" not in told.text
        assert [(one.reason, one.text) for one in record.word_count.left_out] == (
            [(reason, "Trung tâm Mẫu của xã")] if reason else []
        )
        assert [one.text for one in record.content if one.type == "stamp"] == (
            [] if reason else ["Trung tâm Mẫu của xã"]
        )

    def test_lines_are_a_table(self, boxes: bool) -> None:
        where = page(block("Hành vi Mức phạt\nVứt rác 300.000 đồng", boxes=boxes))
        cells = (
            TypedCell(0, 0, "Hành vi", header=True), TypedCell(0, 1, "Mức phạt", header=True),
            TypedCell(1, 0, "Vứt rác"), TypedCell(1, 1, "800.000 đồng"),
        )  # fmt: skip
        told = done(where, Wanted(Change.TABLE, 0, 1, cells=cells))
        (made,) = told.blocks
        assert [cell.text for cell in made.cells] == ["Hành vi", "Mức phạt", "Vứt rác", "800.000 đồng"]
        typed = made.cells[3].lines[0].words
        assert [word.by_person for word in typed] == [True, False]
        assert typed[0].as_read == "300.000"
        assert typed[0].box == where.blocks[0].lines[1].words[2].box
        content = build_record(document(told), today=TODAY).record.content
        assert [one.rows for one in content if one.type == "table"] == [
            [["Hành vi", "Mức phạt"], ["Vứt rác", "800.000 đồng"]]
        ]


def test_a_table_typed_anew_keeps_the_words_that_stayed() -> None:
    where = page(table([["Hành vi", "Mức phạt"], ["Xả rác", ""]]))
    cells = [
        replace(one, text="300.000 đồng") if not one.text else one for one in grid_of(where, list(lines_of(where)))
    ]
    told = done(where, Wanted(Change.TABLE, 0, 2, cells=tuple(cells)))
    assert [cell.text for cell in told.blocks[0].cells] == ["Hành vi", "Mức phạt", "Xả rác", "300.000 đồng"]
    assert told.blocks[0].cells[2] == where.blocks[0].cells[2]


@each("chosen", [(0, 0), (2, 3), (3, 4), (4, 4), (4, 5)])
def test_of_a_table_all_is_typed_anew(chosen: tuple[int, int]) -> None:
    where = page(block("trên"), table([["a", "b"], ["c", "d"]]), block("dưới"))
    cells = grid_of(where, list(lines_of(where))[chosen[0] : chosen[1] + 1])
    made = arrangement_of(where, Wanted(Change.TABLE, *chosen, cells=cells), "k", "A", WHEN)
    told = where if made is None else corrected(where, [made]).page
    assert words(told) == words(where)


INK = Flag(1, Box(100, 65, 400, 85), -1, -1, "", (), "ink", say("x"))


@each(
    ("box", "wanted"),
    [((100, 65, 400, 85), "1 2 x 3"), ((100, 200, 300, 220), "1 2 3 x"), ((0, -40, 50, -20), "x 1 2 3")],
)
def test_words_that_were_not_read_stand_below_what_is_above_them(box: tuple[int, int, int, int], wanted: str) -> None:
    where = replace(page(block("1\n2\n3", boxes=True)), flags=(INK,))
    place = Box(*box)
    where = replace(
        where,
        blocks=(Block(BlockKind.PARAGRAPH, tuple(_at(one, 45 * at) for at, one in enumerate(where.blocks[0].lines))),),
    )
    told = done(where, Wanted(Change.ADDED, box=place, text=" x "))
    assert texts(told) == wanted.split()
    assert (told.flags == ()) == (place == INK.box)


def _at(one: Line, top: int) -> Line:
    return line(one.text, top, boxes=True)


def test_a_place_with_no_word_may_be_a_picture() -> None:
    where = replace(page(block(TEXT, boxes=True)), flags=(INK,))
    told = done(where, Wanted(Change.MARKED, box=Box(90, 62, 500, 88), kind=BlockKind.PICTURE))
    assert told.blocks[-1].kind is BlockKind.PICTURE
    assert told.flags == ()


class TestReadAnew:
    """The page has been read again."""

    SEEN = page(block(TEXT, boxes=True))
    JOINED = put(SEEN, Wanted(Change.JOINED, 0, 1))

    def test_the_same_reading(self) -> None:
        assert corrected(self.SEEN, [self.JOINED]).differing == ()

    def test_another_reading_is_told_and_the_order_holds(self) -> None:
        told = corrected(page(block(TEXT.replace("dân", "dan"), boxes=True)), [self.JOINED])
        assert len(texts(told.page)) == 2
        assert [one.read for one in told.differing] == ["Người dan nộp hồ sơ tại\nTrung tâm Mẫu của xã"]

    def test_lines_that_are_gone_are_told_and_nothing_happens(self) -> None:
        again = page(block("Một dòng", boxes=True, top=400))
        told = corrected(again, [self.JOINED])
        assert told.page == again
        assert [one.read for one in told.differing] == [None]

    def test_a_line_that_reaches_further_is_not_the_same(self) -> None:
        wide = block(TEXT, boxes=True)
        more = line("x " * 30, 0, boxes=True)
        again = page(replace(wide, lines=(more, *wide.lines[1:])))
        assert corrected(again, [self.JOINED]).page == again

    def test_on_a_page_twice_as_large_it_is_found_again(self) -> None:
        sized = replace(self.SEEN, width=1000, height=400)
        lines = tuple(
            Line(tuple(replace(word, box=word.box and word.box.scaled(2)) for word in one.words))
            for one in lines_of(sized)
        )
        again = replace(sized, width=2000, height=800, blocks=(replace(sized.blocks[0], lines=lines),))
        (kept,) = sized_log([self.JOINED], {1: sized}.get)
        assert texts(corrected(again, [kept]).page) == texts(corrected(sized, [kept]).page)
        assert corrected(again, [self.JOINED]).page == again

    def test_a_picture_stays_one_whatever_is_read_in_it(self) -> None:
        marked = put(self.SEEN, Wanted(Change.MARKED, 1, kind=BlockKind.PICTURE))
        told = corrected(page(block(TEXT.replace("Trung tâm Mẫu", "7runq fâm"), boxes=True)), [marked])
        assert texts(told.page)[-1] == "7runq fâm của xã"
        assert len(told.differing) == 1


@each(
    "wanted",
    [
        Wanted(Change.JOINED, 0), Wanted(Change.JOINED, 9, 12), Wanted(Change.SPLIT, 0), Wanted(Change.SPLIT, 0, at=6),
        Wanted(Change.MOVED, 0, 1, to=1), Wanted(Change.MOVED, 0, to=9), Wanted(Change.ADDED, text="x"),
        Wanted(Change.ADDED, box=Box(0, 0, 9, 9), text=" "), Wanted(Change.MARKED, box=Box(0, 0, 9, 9)),
        Wanted(Change.TABLE, 0, 1),
    ],
)  # fmt: skip
def test_what_cannot_be_done_or_changes_nothing_is_no_entry(wanted: Wanted) -> None:
    assert arrangement_of(page(block(TEXT, boxes=True)), wanted, "k", "A", WHEN) is None


def test_a_table_is_not_torn() -> None:
    where = page(block("a\nb"), table([["x", "y"], ["z", "w"]]))
    for wanted in (Wanted(Change.JOINED, 2, 3), Wanted(Change.JOINED, 1, 2), Wanted(Change.MOVED, 2, to=0)):
        assert arrangement_of(where, wanted, "k", "A", WHEN) is None
    assert texts(done(where, Wanted(Change.MOVED, 2, 5, to=0))) == ["x", "y", "z", "w", "a", "b"]


KINDS = st.sampled_from(
    [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PICTURE, BlockKind.STAMP, BlockKind.HANDWRITING]
)
WORDS = st.lists(st.sampled_from(["Điều", "1.", "dân", "300.000", "đồng", "xã", "a)", "-"]), min_size=1, max_size=5)
PLACES = st.integers(0, 7)
WANTED = st.one_of(
    st.builds(Wanted, st.just(Change.JOINED), PLACES, PLACES),
    st.builds(Wanted, st.just(Change.SPLIT), PLACES, at=st.integers(0, 5)),
    st.builds(Wanted, st.just(Change.MOVED), PLACES, PLACES, to=st.none() | PLACES),
    st.builds(Wanted, st.just(Change.MARKED), PLACES, PLACES, kind=KINDS),
)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    blocks, top = [], 0
    boxes = draw(st.booleans())
    for size in draw(st.lists(st.integers(1, 3), min_size=1, max_size=3)):
        lines = tuple(line(" ".join(draw(WORDS)), top + 30 * at, boxes=boxes) for at in range(size))
        top += 30 * size
        blocks.append(Block(BlockKind.PARAGRAPH, lines, Box.around_known(map(box_of, lines))))
    if draw(st.booleans()) and not boxes:
        blocks.append(table([[" ".join(draw(WORDS)) for _ in range(2)] for _ in range(2)]))
    return page(*blocks)


@given(pages(), st.lists(WANTED, min_size=1, max_size=3))
def test_no_word_is_lost_and_every_one_stands_in_the_record(where: Page, steps: list[Wanted]) -> None:
    now, log = where, []
    for at, wanted in enumerate(steps):
        one = arrangement_of(now, wanted, f"k{at}", "A", WHEN)
        if one is None:
            continue
        log.append(one)
        told = corrected(where, log)
        assert told.differing == ()
        assert words(told.page) == words(where)
        assert Counter(word.text for line_ in lines_of(told.page) for word in line_.words) == words(where)
        now = told.page
        count = build_record(document(now), today=TODAY).record.word_count
        assert count is not None
        assert [one for one in count.left_out if one.reason == "unknown"] == []
