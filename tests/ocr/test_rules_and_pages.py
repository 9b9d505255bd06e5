"""Rules by their length and thinness, what taking them out leaves, pages on desks, grounds and panels: drawn small."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.ocr.preparation.arrays import Grey, Rgb
from converters.ocr.preparation.background import carried_over, find_background, flatten
from converters.ocr.preparation.components import find_components, ink_mask
from converters.ocr.preparation.grounds.discs import find_discs, find_joined_discs, find_rings, turned_discs
from converters.ocr.preparation.grounds.panels import FEWEST_PANELS, find_panels, is_pictorial
from converters.ocr.preparation.grounds.signs import lone, signs_among
from converters.ocr.preparation.page_finding import find_page
from converters.ocr.preparation.ruling_lines import (
    RulingLines,
    find_ruling_lines,
    without_ruling_lines,
    without_solid_areas,
    without_strokes_of_icons,
)
from converters.ocr.preparation.transforms import Transform
from converters.reading.boxes import Box
from tests.properties import at_most

HEIGHT = 12.0


def paper(*boxes: tuple[int, int, int, int], level: int = 0, wide: int = 300, high: int = 200) -> Grey:
    page = np.full((high, wide), 255, np.uint8)
    for left, top, right, bottom in boxes:
        page[top:bottom, left:right] = level
    return page


@pytest.mark.parametrize(
    ("wide", "high", "across", "down"),
    [
        (100, 1, True, False),
        (100, 3, True, False),
        (100, 12, False, False),  # a bar, not a rule
        (60, 2, False, False),  # shorter than seven letters: a dash
        (1, 70, False, True),
        (3, 70, False, True),
        (14, 70, False, False),
        (2, 40, False, False),  # the stem of a letter
        (12, 12, False, False),
    ],
)
@pytest.mark.parametrize("level", [0, 120, 190])
def test_a_rule_is_long_and_thin(wide: int, high: int, across: bool, down: bool, level: int) -> None:
    rules = find_ruling_lines(paper((50, 60, 50 + wide, 60 + high), level=level), HEIGHT)
    assert (bool(rules.across.any()), bool(rules.down.any()), rules.any) == (across, down, across or down)


def test_paler_than_a_hair_line_is_no_rule() -> None:
    assert not find_ruling_lines(paper((50, 60, 200, 62), level=210), HEIGHT).any


@pytest.mark.parametrize(("gap", "found"), [(4, True), (12, True), (40, False)])
def test_pieces_of_a_rule_are_one_while_gaps_are_short(gap: int, found: bool) -> None:
    """Each piece is 40 pixels long, less than any rule."""
    pieces = [(20 + at * (40 + gap), 60, 60 + at * (40 + gap), 62) for at in range(3)]
    assert bool(find_ruling_lines(paper(*pieces), HEIGHT).across.any()) is found


@pytest.mark.parametrize(("foot", "found"), [(62, True), (80, False)])
def test_a_short_upright_is_the_side_of_a_low_cell_where_it_ends_on_two_rules(foot: int, found: bool) -> None:
    page = paper((20, 30, 280, 32), (20, 60, 280, 62), (100, 32, 102, min(foot, 60)))
    if foot > 62:
        page[60:62] = 255
    assert bool(find_ruling_lines(page, HEIGHT).down.any()) is found


blocks = st.tuples(st.integers(0, 260), st.integers(0, 170), st.integers(2, 200), st.integers(2, 60))


@settings(max_examples=at_most(30))
@given(st.lists(blocks, max_size=6), st.sampled_from([1, 2]))
def test_without_rules_a_page_is_nowhere_darker_and_the_same_where_none_was(
    drawn: list[tuple[int, int, int, int]], scale: int
) -> None:
    small = paper(*((left, top, left + wide, top + high) for left, top, wide, high in drawn))
    rules = find_ruling_lines(small, HEIGHT)
    page = np.repeat(np.repeat(small, scale, axis=0), scale, axis=1)
    after = without_ruling_lines(page, rules)
    assert after.shape == page.shape
    assert (after >= page).all()
    near = cv2.dilate((rules.across | rules.down).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    assert (after == page)[~np.repeat(np.repeat(near, scale, axis=0), scale, axis=1)].all()
    assert not ((rules.across | rules.down) & (small >= 200)).any()


def test_a_rule_goes_and_the_dot_of_a_letter_that_touches_it_stays() -> None:
    page = paper((20, 60, 250, 62), (100, 57, 104, 60), (40, 30, 48, 42))
    after = without_ruling_lines(page, find_ruling_lines(page, HEIGHT))
    assert after[60:62, 20:95].min() == 255
    assert after[30:42, 40:48].max() == 0
    assert after[57:59, 100:104].max() == 0


def test_strokes_of_icons_are_no_rules_and_frames_are() -> None:
    icon, frame = paper((60, 60, 160, 160)), paper((60, 60, 160, 160))
    icon[70:75, 70:150] = icon[100:150, 75:90] = 255
    frame[62:158, 62:158] = 255
    for page, kept in ((icon, False), (frame, True)):
        everything = RulingLines(ink_mask(page), ink_mask(page))
        left = without_strokes_of_icons(everything, find_components(ink_mask(page)), HEIGHT)
        assert left.any is kept
    none = np.zeros((200, 300), bool)
    nothing = RulingLines(none, none)
    assert without_strokes_of_icons(nothing, find_components(none), HEIGHT) is nothing


def test_a_line_that_joins_discs_ends_at_each() -> None:
    page = paper((100, 20, 102, 180))
    page[80:120, 80:122] = 190  # a disc on another ground is pale
    page[95:105, 98:104] = 0
    rules = RulingLines(np.zeros(page.shape, bool), np.zeros(page.shape, bool))
    rules.down[20:180, 100:102] = True
    left = without_solid_areas(rules, page, HEIGHT)
    assert left.down[20:80, 100:102].all()
    assert left.down[120:180, 100:102].all()
    assert not left.down[80:120].any()
    assert without_solid_areas(RulingLines(rules.across, rules.across), page, HEIGHT).any is False
    assert without_solid_areas(rules, page, 0.0) is rules


def test_a_ring_that_is_pale_here_and_there_is_a_ring() -> None:
    page = disc(hole=True, ring=True)
    ring = find_components(ink_mask(page)).labels[30, 100]
    assert ring
    page[(page == 0) & (np.indices(page.shape)[1] > 115) & (np.abs(np.indices(page.shape)[0] - 60) < 5)] = 235
    page[(page == 0) & (np.indices(page.shape)[1] < 85) & (np.abs(np.indices(page.shape)[0] - 60) < 5)] = 235
    components = find_components(ink_mask(page))
    assert len(components.boxes) == 3  # the bar and both halves of the ring
    assert len(find_rings(components, page, HEIGHT)) == 1


def desk(corners: list[tuple[int, int]], *, ground: int = 60, page: int = 245) -> Rgb:
    image = np.full((300, 400, 3), ground, np.uint8)
    cv2.fillConvexPoly(image, np.array(corners, np.int32), (page,) * 3)
    return image


offsets = st.integers(0, 24)


@settings(max_examples=at_most(30))
@given(*[st.tuples(offsets, offsets)] * 4)
def test_a_page_on_a_desk_is_found_by_its_corners(
    first: tuple[int, int], second: tuple[int, int], third: tuple[int, int], fourth: tuple[int, int]
) -> None:
    corners = [
        (40 + first[0], 30 + first[1]),
        (360 - second[0], 30 + second[1]),
        (360 - third[0], 270 - third[1]),
        (40 + fourth[0], 270 - fourth[1]),
    ]
    found = find_page(desk(corners))
    assert found is not None
    assert np.abs(found.corners - corners).max() < 6
    assert 260 < found.width < 330
    assert 180 < found.height < 250


@pytest.mark.parametrize("level", [0, 128, 255])
def test_an_image_of_one_colour_is_its_own_page(level: int) -> None:
    assert find_page(np.full((300, 400, 3), level, np.uint8)) is None


@pytest.mark.parametrize(
    "corners",
    [
        [(150, 100), (250, 100), (250, 180), (150, 180)],  # less than a third of the image
        [(100, 20), (300, 20), (380, 150), (300, 280), (100, 280), (20, 150)],  # six
        [(0, 0), (399, 0), (399, 299), (0, 299)],  # no desk at all
    ],
    ids=["small", "hexagon", "whole"],
)
def test_what_is_no_page_on_a_desk(corners: list[tuple[int, int]]) -> None:
    assert find_page(desk(corners)) is None


@pytest.mark.parametrize("ground", [250, 252])
def test_paper_on_paper_of_its_colour_is_no_page(ground: int) -> None:
    corners = [(40, 30), (360, 30), (360, 270), (40, 270)]
    assert find_page(desk(corners, ground=ground, page=253)) is None


def letters(page: Grey, left: int, top: int, level: int, many: int = 8) -> Grey:
    """Strokes of letters, twelve pixels high."""
    for at in range(many):
        x = left + 12 * at
        page[top : top + 12, x : x + 3] = page[top + 9 : top + 12, x : x + 8] = level
    return page


@pytest.mark.parametrize(("ground", "ink"), [(255, 0), (0, 255), (200, 30), (40, 230), (120, 250), (140, 10)])
def test_whatever_letters_stand_on_they_come_out_black_on_white(ground: int, ink: int) -> None:
    page = letters(letters(np.full((160, 300), ground, np.uint8), 40, 40, ink, 18), 40, 90, ink, 18)
    background = find_background(page)
    flat = flatten(page, background)
    assert background.light_on_dark == (ink > ground,)
    assert flat[:30].min() > 245
    assert np.median(flat[page == ink]) < 30


def test_shadow_across_a_page_goes() -> None:
    shade = np.tile(np.linspace(255, 130, 300), (160, 1)).astype(np.uint8)
    flat = flatten(letters(shade, 40, 60, 0, 18), find_background(shade))
    assert flat[:50].min() > 230
    assert flat[110:].min() > 230


@pytest.mark.parametrize("level", [0, 90, 255])
def test_an_empty_page_is_one_ground_and_white(level: int) -> None:
    page = np.full((120, 160), level, np.uint8)
    background = find_background(page)
    assert len(background.areas) == 1
    assert not background.edges.any()
    assert not background.crossed.any()
    if level:
        assert (flatten(page, background) == 255).all()


def two_zones() -> Grey:
    page = np.full((200, 300), 240, np.uint8)
    page[60:140, 40:260] = 60
    return letters(page, 60, 90, 250, 14)


def test_a_background_is_stretched_to_a_larger_copy_and_carried_over_as_it_is() -> None:
    page = two_zones()
    background = find_background(page)
    assert len(background.areas) == 2
    assert sorted(background.light_on_dark) == [False, True]
    large = cv2.resize(page, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    assert flatten(np.asarray(large, np.uint8), background).shape == (400, 600)
    same = carried_over(background, Transform(np.eye(3)), 300, 200)
    for one in ("level", "zones", "edges", "crossed"):
        assert (getattr(same, one) == getattr(background, one)).all()
    picture = background.of_picture()
    assert not picture.crossed.any()
    assert (picture.edges == (background.edges & ~background.crossed)).all()


@pytest.mark.parametrize(
    ("box", "many"),
    [
        (Box(40, 40, 140, 120), 1),
        (Box(40, 40, 60, 120), 0),  # narrower than two letters
        (Box(40, 40, 140, 62), 0),  # lower than two lines
        (Box(2, 2, 298, 198), 0),  # the page itself
    ],
)
def test_panels_are_of_some_size_and_smaller_than_the_page(box: Box, many: int) -> None:
    page = np.full((200, 300), 250, np.uint8)
    page[box.slices] = 150
    panels = find_panels(find_background(page), HEIGHT)
    assert len(panels) == many
    assert all(abs(one - two) <= 4 for panel in panels for one, two in zip(panel, box, strict=True))


@pytest.mark.parametrize(("share", "panels", "pictorial"), [(0.1, 3, True), (0.1, 2, False), (0.02, 3, False)])
def test_pages_with_panels_and_colour_are_pictures(share: float, panels: int, pictorial: bool) -> None:
    image = np.full((100, 100, 3), 250, np.uint8)
    image[: round(100 * share), :, 0] = 20
    assert FEWEST_PANELS == 3
    assert is_pictorial(image, (Box(0, 0, 9, 9),) * panels) is pictorial


def disc(*, hole: bool, radius: int = 30, joined: bool = False, ring: bool = False) -> Grey:
    """A disc in the middle of a page, an upright bar cut out of it, or left in a ring."""
    page = np.full((120, 200), 255, np.uint8)
    cv2.circle(page, (100, 60), radius, 0, 3 if ring else -1)
    if hole:
        page[60 - radius // 2 : 60 + radius // 2, 96:103] = 0 if ring else 255
    if joined:
        page[59:61] = np.where(page[59:61] == 255, 0, page[59:61])
        page[59:61, 96:103] = 255
    return page


@pytest.mark.parametrize(
    ("page", "discs", "rings"),
    [
        (disc(hole=True), 1, 0),
        (disc(hole=False), 0, 0),
        (disc(hole=True, radius=58), 0, 0),  # larger than any disc of these letters
        (disc(hole=True, ring=True), 0, 1),
        (disc(hole=False, ring=True), 0, 0),
    ],
    ids=["disc", "dot", "large", "ring", "circle"],
)
def test_discs_and_rings_bear_a_sign(page: Grey, discs: int, rings: int) -> None:
    components = find_components(ink_mask(page))
    assert len(find_discs(components, page, HEIGHT)) == discs
    assert len(find_rings(components, page, HEIGHT)) == rings
    assert find_discs(components, page, 0.0) == []


def test_a_disc_that_a_line_joins_to_others_is_one_all_the_same() -> None:
    page = disc(hole=True, joined=True, radius=20)
    found = find_joined_discs(find_components(ink_mask(page)), page, HEIGHT)
    assert [one.box.holds(100, 60) for one in found] == [True]


@pytest.mark.parametrize("scale", [1, 2])
def test_a_turned_disc_is_white_with_its_sign_black_and_nothing_else_changes(scale: int) -> None:
    page = disc(hole=True)
    found = find_discs(find_components(ink_mask(page)), page, HEIGHT)
    large = np.repeat(np.repeat(page, scale, axis=0), scale, axis=1)
    before = large.copy()
    turned = turned_discs(large, found, scale)
    assert (large == before).all()
    assert turned[60 * scale, 80 * scale] == 255
    assert turned[60 * scale, 99 * scale] == 0
    assert (turned[:, : 60 * scale] == before[:, : 60 * scale]).all()
    assert (turned_discs(large, [], scale) == before).all()


def test_of_no_components_none_is_lone_and_nothing_holds_no_signs() -> None:
    components = find_components(ink_mask(paper((20, 20, 60, 80))))
    assert not lone(components, np.zeros(0, int)).any()
    assert lone(components, np.zeros(1, int)).tolist() == [True]
    assert signs_among(np.zeros((40, 40), bool), 40, 40) == []
