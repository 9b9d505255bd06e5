"""The unseen text layer: where each string stands, how long and high it is, and the font it is set in."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Step, Word
from converters.writing.pdf.glyphless import ADVANCE, embed
from converters.writing.pdf.hidden_text import (
    FONT,
    LEANING,
    LEAST_GAP,
    LEAST_LENGTH,
    STEEPEST,
    Affine,
    frame_of,
    hidden_text,
)
from tests.each import each
from tests.properties import at_most

STRAIGHT = Affine(1, 0, 0, -1, 0, 1000)  # a page of 1000 pixels, y upwards
KEPT = Affine(1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Shown:
    """A string of a content stream and its text matrix."""

    text: str
    a: float
    b: float
    c: float
    d: float
    x: float
    y: float

    @property
    def length(self) -> float:
        return math.hypot(self.a, self.b) * ADVANCE * len(self.text)


def page(*words: tuple[str, Box | None], rotation: int = 0, lean: float = 0.0) -> Page:
    line = Line(tuple(Word(text, box) for text, box in words))
    steps = (Step("deskew", (("degrees", lean),)),) if lean else ()
    return Page(
        1, 1000, 1000, 100.0, (Block(BlockKind.PARAGRAPH, (line,)),), Method.OCR, rotation=rotation, steps=steps
    )


def shown(content: bytes) -> list[Shown]:
    found = []
    for row in content.decode("ascii").splitlines():
        if row.endswith("Tj"):
            numbers, codes = row.split(" Tm <")
            text = bytes.fromhex(codes.split(">")[0]).decode("utf-16-be")
            found.append(Shown(text, *map(float, numbers.split())))
    return found


def words_of(content: bytes) -> list[Shown]:
    return [each for each in shown(content) if each.text.strip()]


class TestAffine:
    def test_points_are_moved_and_directions_are_not(self) -> None:
        affine = Affine(2, 0, 0, -3, 10, 20)
        assert affine.point(1, 1) == (12, 17)
        assert affine.vector(1, 1) == (2, -3)

    @given(st.integers(-50, 50), st.integers(-50, 50))
    @settings(max_examples=at_most(20))
    def test_a_point_is_the_origin_and_its_direction(self, x: int, y: int) -> None:
        affine = Affine(0, 2, -2, 0, 5, 7)
        origin, way = affine.point(0, 0), affine.vector(x, y)
        assert affine.point(x, y) == (origin[0] + way[0], origin[1] + way[1])


class TestContent:
    def test_it_is_one_text_object_in_a_state_of_its_own_that_paints_nothing(self) -> None:
        rows = hidden_text(page(("Điều", Box(10, 10, 50, 30))), STRAIGHT).decode("ascii").splitlines()
        assert rows[:4] == ["q", "BT", "3 Tr", f"{FONT} 1 Tf"]
        assert rows[-2:] == ["ET", "Q"]

    @pytest.mark.parametrize("words", [(), (("Điều", None),), (("", Box(1, 1, 2, 2)),)])
    def test_without_placed_words_there_is_none(self, words: tuple[tuple[str, Box | None], ...]) -> None:
        assert hidden_text(page(*words), STRAIGHT) == b""

    def test_words_without_a_place_are_passed_over(self) -> None:
        found = words_of(
            hidden_text(page(("một", Box(10, 10, 40, 30)), ("hai", None), ("ba", Box(90, 10, 120, 30))), KEPT)
        )
        assert [each.text for each in found] == ["một", "ba"]

    def test_what_stands_aside_is_not_laid_in(self) -> None:
        stamp = replace(page(("SỞ", Box(1, 1, 9, 9))).blocks[0], kind=BlockKind.STAMP)
        assert hidden_text(replace(page(), blocks=(stamp,)), STRAIGHT) == b""

    def test_letters_beyond_the_first_plane_are_told_to_be_missing(self) -> None:
        (found,) = words_of(hidden_text(page(("a𝄞b", Box(10, 10, 40, 30))), KEPT))
        assert found.text == "a\ufffdb"


class TestPlaces:
    def test_the_foot_of_a_word_is_the_foot_of_its_box(self) -> None:
        (found,) = words_of(hidden_text(page(("Điều", Box(100, 200, 180, 230))), STRAIGHT))
        assert (found.x, found.y) == (100, 770)
        assert found.length == pytest.approx(80, abs=0.01)
        assert found.d == 30

    @each(
        ("rotation", "corner", "along"),
        [(0, (100, 230), (1, 0)), (90, (100, 200), (0, 1)), (180, (180, 200), (-1, 0)), (270, (180, 230), (0, -1))],
    )
    def test_a_turned_word_begins_at_another_corner(
        self, rotation: int, corner: tuple[int, int], along: tuple[int, int]
    ) -> None:
        (found,) = words_of(hidden_text(page(("Điều", Box(100, 200, 180, 230)), rotation=rotation), KEPT))
        assert (found.x, found.y) == corner
        size = math.hypot(found.a, found.b)
        assert (round(found.a / size), round(found.b / size)) == along
        assert found.length == pytest.approx(30 if rotation % 180 else 80, abs=0.01)

    def test_a_box_of_nothing_still_has_a_size(self) -> None:
        (found,) = words_of(hidden_text(page(("i", Box(10, 10, 10, 10))), KEPT))
        assert found.length == pytest.approx(1)
        assert abs(found.d) == 1

    @given(
        st.lists(st.tuples(st.integers(1, 90), st.integers(-30, 60)), min_size=1, max_size=6),
        st.sampled_from([0, 90, 180, 270]),
    )
    @settings(max_examples=at_most(30))
    def test_a_space_follows_every_word_and_begins_behind_it(self, sizes: list[tuple[int, int]], rotation: int) -> None:
        words, left = [], 100
        for width, gap in sizes:
            words.append(("chữ", Box(left, 300, left + width, 330)))
            left += max(1, width + gap)
        found = shown(hidden_text(page(*words, rotation=rotation), KEPT))
        assert [each.text for each in found] == ["chữ", " "] * len(words)
        assert all(math.isfinite(number) for each in found for number in (each.a, each.b, each.x, each.y))


class TestGaps:
    def pair(self, gap: int, width: int = 100) -> list[Shown]:
        return shown(
            hidden_text(page(("một", Box(100, 0, 200, 40)), ("hai", Box(200 + gap, 0, 200 + gap + width, 40))), KEPT)
        )

    def test_words_far_enough_apart_keep_their_length(self) -> None:
        first, space, second, _ = self.pair(20)
        assert first.length == pytest.approx(100, abs=0.01)
        assert (space.x, second.x) == (200, 220)

    @pytest.mark.parametrize("gap", [0, 3, 7])
    def test_touching_words_are_taken_apart(self, gap: int) -> None:
        first, _, second, _ = self.pair(gap)
        assert second.x - (first.x + first.length) == pytest.approx(LEAST_GAP * 40, abs=0.01)

    def test_but_half_of_a_word_stays(self) -> None:
        first, *_ = self.pair(-80)
        assert first.length == pytest.approx(LEAST_LENGTH * 100, abs=0.01)

    def test_a_word_that_begins_before_the_last_one_changes_nothing(self) -> None:
        first, *_ = self.pair(-150)
        assert first.length == pytest.approx(100, abs=0.01)

    def test_a_line_ends_with_a_space_far_below_it(self) -> None:
        *_, last, away = self.pair(20)
        assert away.text == " "
        assert away.y - last.y == 2 * 40


class TestLeaning:
    @each(("lean", "kept"), [(0.5, 0.0), (LEANING, LEANING), (-5.0, -5.0), (STEEPEST + 1, 0.0)])
    def test_what_counts_as_leaning(self, lean: float, kept: float) -> None:
        assert frame_of(page(lean=lean)).lean == pytest.approx(math.radians(kept))

    def test_several_turns_add_up(self) -> None:
        steps = (
            Step("deskew", (("degrees", 2.0),)),
            Step("crop", (("degrees", 40.0),)),
            Step("deskew", (("degrees", 1.5),)),
        )
        assert frame_of(replace(page(), steps=steps)).lean == pytest.approx(math.radians(3.5))

    @given(st.floats(-25, 25), st.integers(40, 300), st.integers(10, 39))
    @settings(max_examples=at_most(30))
    def test_a_word_is_as_long_and_high_as_what_the_box_is_around(self, lean: float, length: int, height: int) -> None:
        angle = math.radians(abs(lean)) if abs(lean) >= LEANING else 0.0
        across = length * math.cos(angle) + height * math.sin(angle)
        down = length * math.sin(angle) + height * math.cos(angle)
        box = Box(100, 100, 100 + round(across), 100 + round(down))
        (found,) = words_of(hidden_text(page(("chữ", box), lean=lean), KEPT))
        assert found.length == pytest.approx(max(length, box.width / 3), abs=4)
        assert abs(found.d) == pytest.approx(max(height, box.height / 3), abs=4)

    def test_words_are_not_turned(self) -> None:
        (found,) = words_of(hidden_text(page(("chữ", Box(100, 100, 300, 160)), lean=8.0), KEPT))
        assert (found.b, found.c) == (0, 0)


@pytest.fixture(scope="module")
def font() -> Iterator[pikepdf.Object]:
    with pikepdf.new() as pdf:
        yield embed(pdf)


class TestFont:
    def test_every_code_is_its_own_letter(self, font: pikepdf.Object) -> None:
        mapped = font.ToUnicode.read_bytes().decode("ascii")
        assert mapped.count("beginbfrange") == 3  # at most 100 ranges a group
        assert "<1E00> <1EFF> <1E00>" in mapped
        ranges = [row for row in mapped.splitlines() if row.count("<") == 3]
        assert len(ranges) == 256
        assert all(start == to for start, _, to in map(str.split, ranges))

    def test_every_code_is_drawn_by_the_glyph_without_area(self, font: pikepdf.Object) -> None:
        descendant = font.DescendantFonts[0]
        assert descendant.CIDToGIDMap.read_bytes() == b"\0\1" * 65_536
        program = TTFont(BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
        glyph = program["glyf"]["empty"]
        points = list(glyph.coordinates)
        area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True))
        assert area == 0
        assert program["hmtx"]["empty"][0] == ADVANCE * program["head"].unitsPerEm == int(descendant.DW)

    def test_it_is_embedded_whole_and_the_same_every_time(self, font: pikepdf.Object) -> None:
        program = font.DescendantFonts[0].FontDescriptor.FontFile2
        assert int(program.Length1) == len(program.read_bytes())
        with pikepdf.new() as other:
            again = embed(other).DescendantFonts[0].FontDescriptor.FontFile2
            assert program.read_bytes() == again.read_bytes()
