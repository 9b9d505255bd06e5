"""What letters stand on: panels, discs, and headlines that are no ground though they are as smooth as one."""

from __future__ import annotations

import cv2
import numpy as np
from drawn_pages import Grey, blank, font, letter_rows
from PIL import Image, ImageDraw

from converters.ocr.preparation.background import _box, _take_hull, _tile, find_background, flatten
from converters.ocr.preparation.components import find_components, ink_mask, letter_height
from converters.ocr.preparation.grounds.discs import find_discs, turned_discs
from converters.ocr.preparation.grounds.panels import find_panels, is_pictorial
from converters.ocr.preparation.grounds.signs import lone, signs_among
from converters.ocr.preparation.page_finding import find_page
from converters.ocr.preparation.ruling_lines import find_ruling_lines, without_ruling_lines


def written(page: Grey, text: str, place: tuple[int, int], size: int, shade: int) -> Grey:
    image = Image.fromarray(page)
    ImageDraw.Draw(image).text(place, text, font=font(size), fill=shade)
    return np.asarray(image).copy()


def test_strokes_of_a_large_headline_are_ink() -> None:
    page = written(blank(1200, 700), "LUẬT", (150, 60), 330, 30)
    flat = flatten(page, find_background(page))
    assert np.count_nonzero((flat < 128) != (page < 128)) < 0.06 * np.count_nonzero(page < 128)


def test_text_is_read_the_right_way_round_on_a_band_with_a_darker_tile() -> None:
    page = blank(1200, 500)
    cv2.rectangle(page, (100, 100), (1100, 160), 110, -1)
    cv2.rectangle(page, (100, 100), (170, 160), 60, -1)
    page = written(page, "QUYỀN CỦA BẠN", (200, 112), 34, 255)
    flat = flatten(page, find_background(page))
    band = flat[104:156, 190:1090]
    assert band[:, -100:].min() > 200
    assert np.count_nonzero(band < 128) > 500


def test_marks_near_the_edge_of_their_band_stay_with_it() -> None:
    page = blank(1200, 500)
    cv2.rectangle(page, (100, 100), (1100, 150), 40, -1)
    page = written(page, "NHỮNG ĐIỀU CẦN BIẾT", (200, 100), 38, 255)
    flat = flatten(page, find_background(page))
    above = flat[103:106, 195:700]
    assert np.count_nonzero(above < 128) < 0.2 * above.size


def test_a_number_in_a_disc_is_turned_round_and_an_o_is_not() -> None:
    page = blank(900, 300)
    cv2.circle(page, (150, 150), 34, 0, -1)
    page = written(page, "2", (139, 128), 40, 255)
    page = written(page, "O", (560, 90), 100, 0)
    components = find_components(ink_mask(page))
    discs = find_discs(components, page, 20.0)
    assert [disc.box.holds(150, 150) for disc in discs] == [True]
    turned = turned_discs(page, discs, 1)
    assert turned[150, 122] == 255
    assert np.count_nonzero(turned[110:190, 110:190] < 128) > 100
    assert (turned[:, 400:] == page[:, 400:]).all()


def test_figures_with_counters_in_discs_are_turned_round() -> None:
    page = blank(900, 300)
    for index, figure in enumerate("4689"):
        cv2.circle(page, (100 + 200 * index, 150), 34, 0, -1)
        page = written(page, figure, (89 + 200 * index, 128), 40, 255)
    assert len(find_discs(find_components(ink_mask(page)), page, 20.0)) == 4


def test_a_low_band_with_letters_up_to_its_top_is_one_ground_and_a_corner_is_none() -> None:
    letters = np.s_[18:34, 30:160]
    for outside, mended in ((0, True), (1, False)):
        seeds = np.ones((60, 300), np.int32)
        seeds[18:42, 18:282] = 0
        seeds[20:40, 20:280] = 2
        seeds[letters] = 0
        if outside:
            seeds[18:34, 160:282] = 0
        zones = np.zeros_like(seeds)
        zones[seeds == 2] = 1
        _take_hull(2, _box(2, seeds), seeds, np.full(seeds.shape, 40, np.uint8), zones, np.zeros(seeds.shape, np.uint8))
        assert bool((zones[20:34, 30:160] == 1).all()) is mended


def test_the_tile_in_front_of_a_dark_band_is_told_from_the_paper() -> None:
    before = np.full((40, 100), 250, np.uint8)
    before[:, 60:] = 50
    before[10:30, 72:86] = 255  # its number
    assert abs(_tile(before, 70) - 40) <= 1
    assert _tile(np.full((40, 100), 250, np.uint8), 70) == 0
    assert _tile(np.full((40, 100), 50, np.uint8), 70) == 0


def test_signs_and_counters() -> None:
    counter = np.zeros((60, 60), bool)
    counter[15:45, 15:45] = True
    two = np.zeros((60, 60), bool)
    two[15:22, 18:40] = two[22:45, 18:25] = two[38:45, 18:42] = True
    stem = np.zeros((60, 60), bool)
    stem[15:45, 27:35] = True
    of_an_a = cv2.fillConvexPoly(np.zeros((60, 60), np.uint8), np.array([(30, 12), (40, 44), (20, 44)]), 1) > 0
    shapes = (counter, two, stem, of_an_a)
    assert [signs_among(shape, 60, 60) for shape in shapes] == [[False], [True], [True], [False]]


def test_a_large_piece_is_lone_without_another_of_its_size_level_beside_it() -> None:
    page = blank(600, 200)
    for left, top in ((50, 50), (110, 50), (400, 50)):
        cv2.rectangle(page, (left, top), (left + 40, top + 60), 0, -1)
    components = find_components(ink_mask(page))
    chosen = np.arange(3)
    assert sorted(components.boxes[lone(components, chosen)][:, 0].tolist()) == [400]


def test_panels_are_found_and_make_a_coloured_page_pictorial() -> None:
    page = blank(1000, 800)
    for left in (60, 360, 660):
        cv2.rectangle(page, (left, 300), (left + 240, 600), 190, -1)
    panels = find_panels(find_background(page), 12.0)
    assert len(panels) == 3
    assert all(abs(panel.width - 240) < 12 and abs(panel.height - 300) < 12 for panel in panels)
    coloured = np.dstack([page, page, np.where(page == 190, 60, page)]).astype(np.uint8)
    assert is_pictorial(coloured, panels)
    assert not is_pictorial(np.dstack([page] * 3), panels)
    assert not is_pictorial(coloured, panels[:2])


def test_the_text_decides_the_height_of_letters_not_the_headline() -> None:
    page = written(blank(1754, 900), "PHÒNG, CHỐNG LỪA", (60, 40), 190, 0)
    page = letter_rows(page, 80, 500, 1300, 3, size=20, pitch=50)
    assert 12 <= letter_height(find_components(ink_mask(page))) <= 24


def test_stems_of_a_headline_are_no_rules() -> None:
    page = written(blank(1400, 500), "HÌNH PHẠT TIỀN", (60, 60), 150, 0)
    rules = find_ruling_lines(page, 10.0)
    kept = without_ruling_lines(page, rules)
    assert np.count_nonzero(kept < 128) > 0.98 * np.count_nonzero(page < 128)


def test_slivers_of_a_leaning_rule_go_with_it() -> None:
    page = blank(1000, 300)
    for step in range(10):
        row = 150 + step // 2
        page[row : row + 3, 50 + 90 * step : 50 + 90 * (step + 1)] = 0
        page[row - 1, 60 + 90 * step : 80 + 90 * step] = 0
    rules = find_ruling_lines(page, 12.0)
    assert np.count_nonzero(without_ruling_lines(page, rules) < 128) == 0


def test_a_dark_band_with_words_along_the_foot_is_no_desk() -> None:
    page = np.full((1400, 1000, 3), 245, np.uint8)
    page[1280:] = (20, 60, 140)
    band = Image.fromarray(page)
    ImageDraw.Draw(band).text((120, 1310), "Hiểu luật hôm nay, bình yên ngày mai", font=font(38), fill="white")
    assert find_page(np.asarray(band)) is None
