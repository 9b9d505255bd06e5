"""Posters: what stands in one row is one line or several, and which small pieces belong to which line."""

from __future__ import annotations

import cv2
from drawn_pages import Grey, blank

from converters.ocr.layout.fragments import Fragment, find_fragments
from converters.ocr.layout.pictorial.cutting import cut_at, without_outlines
from converters.ocr.layout.pictorial.entries import with_entries
from converters.ocr.layout.pictorial.headlines import with_marks
from converters.ocr.layout.pictorial.scraps import split_scraps
from converters.ocr.layout.pictorial.side_by_side import texts_apart
from converters.ocr.layout.ruled_tables import GridCell, without_remnants
from converters.ocr.layout.text_components import text_components
from converters.ocr.preparation.components import Components, find_components, ink_mask
from converters.reading.boxes import Box

HEIGHT = 12.0


def letters(page: Grey, left: int, top: int, count: int, tall: int = 12) -> None:
    """Letters of unlike height, as those of a name are."""
    for index in range(count):
        rise = tall // 2 if index % 3 == 0 else 0
        x = left + index * tall
        cv2.rectangle(page, (x, top - rise), (x + 3 * tall // 4, top + tall), 0, -1)


def figures(page: Grey, left: int, top: int, count: int, tall: int = 18) -> None:
    """Figures, all of one height."""
    for index in range(count):
        x = left + index * tall
        cv2.rectangle(page, (x, top), (x + 3 * tall // 4, top + tall), 0, -1)


def found_in(page: Grey) -> tuple[list[Fragment], Components]:
    components = find_components(ink_mask(page))
    return list(find_fragments(components, HEIGHT, text_components(components, HEIGHT)).fragments), components


def hotlines(rows: int) -> Grey:
    page = blank(900, 400)
    for index in range(rows):
        letters(page, 60, 80 + 50 * index, 9)
        figures(page, 600, 77 + 50 * index, 3)
    return page


def test_a_name_and_the_number_at_the_end_of_its_row_are_one_line() -> None:
    fragments, components = found_in(hotlines(3))
    assert len(fragments) == 6
    joined = with_entries(fragments, components, (), HEIGHT)
    assert [(item.box.left, item.letters) for item in sorted(joined, key=lambda item: item.top)] == [(60, 12)] * 3


def test_figures_that_touch_are_a_number_under_another() -> None:
    page = hotlines(1)
    letters(page, 60, 130, 9)
    cv2.rectangle(page, (600, 127), (650, 145), 0, -1)
    fragments, components = found_in(page)
    assert len(with_entries(fragments, components, (), HEIGHT)) == 2


def test_a_number_in_another_panel_or_beside_one_row_alone_is_no_entry() -> None:
    fragments, components = found_in(hotlines(2))
    panels = (Box(40, 40, 500, 300), Box(560, 40, 800, 300))
    assert len(with_entries(fragments, components, panels, HEIGHT)) == 4
    fragments, components = found_in(hotlines(1))
    assert len(with_entries(fragments, components, (), HEIGHT)) == 2


def test_texts_in_two_columns_are_no_entries() -> None:
    page = blank(900, 400)
    for index in range(4):
        letters(page, 60, 80 + 24 * index, 9)
        letters(page, 400, 80 + 24 * index, 9)
    fragments, components = found_in(page)
    assert len(with_entries(fragments, components, (), HEIGHT)) == len(fragments) == 8


def row_of(*parts: Fragment) -> Fragment:
    members = tuple(member for part in parts for member in part.members)
    return Fragment(Box.around(part.box for part in parts), parts[0].top, parts[0].bottom, members, 9 * len(parts))


def test_steps_side_by_side_are_each_read_to_its_end() -> None:
    page = blank(1100, 300)
    for left, top, count in ((60, 80, 9), (400, 80, 9), (740, 80, 9), (90, 104, 4), (770, 104, 4)):
        letters(page, left, top, count)
    fragments, components = found_in(page)
    first = sorted((item for item in fragments if item.top < 95), key=lambda item: item.box.left)
    second = sorted((item for item in fragments if item.top > 95), key=lambda item: item.box.left)
    found = texts_apart([row_of(*first), row_of(*second)], components, HEIGHT)
    assert [[part.box.left for part in text] for text in found] == [[60, 90], [400], [740, 770]]


def test_labels_and_what_they_say_stay_in_rows() -> None:
    page = blank(1100, 300)
    for top in (80, 104):
        letters(page, 60, top, 9)
        letters(page, 400, top, 9)
    fragments, components = found_in(page)
    rows = [
        row_of(*sorted(part, key=lambda item: item.box.left))
        for part in ([item for item in fragments if item.top < 95], [item for item in fragments if item.top > 95])
    ]
    found = texts_apart(rows, components, HEIGHT)
    assert [[part.box.left for part in text] for text in found] == [[60], [400], [60], [400]]


def test_a_large_line_has_its_marks_and_its_comma() -> None:
    page = blank(900, 300)
    figures(page, 100, 100, 6, 33)
    cv2.rectangle(page, (112, 84), (122, 92), 0, -1)
    cv2.rectangle(page, (294, 126), (300, 140), 0, -1)
    cv2.rectangle(page, (600, 84), (610, 92), 0, -1)  # far from any letter
    components = find_components(ink_mask(page))
    boxes = {components.box(index): index for index in range(len(components.boxes))}
    large = [index for box, index in boxes.items() if box.height > 30]
    small = [Fragment(box, box.top, box.bottom, (index,), 1) for box, index in boxes.items() if box.height < 30]
    line = Fragment(Box(100, 100, 290, 134), 100, 134, tuple(large), 6)
    found = with_marks([line, *small], components, HEIGHT)
    assert sorted((item.letters, len(item.members)) for item in found) == [(1, 1), (6, 8)]


def test_a_mark_over_the_top_of_a_panel_goes_with_its_letters() -> None:
    page = blank(900, 300)
    letters(page, 100, 100, 9)
    cv2.rectangle(page, (114, 86), (120, 89), 0, -1)
    components = find_components(ink_mask(page))
    whole = Fragment(Box(100, 86, 210, 113), 100, 112, tuple(range(len(components.boxes))), 9)
    assert cut_at([Box(50, 92, 400, 200)], [whole], components) == (whole,)


def test_the_outline_of_a_word_is_no_panel() -> None:
    page = blank(900, 300)
    figures(page, 100, 100, 3, 60)
    components = find_components(ink_mask(page))
    card = Box(60, 40, 500, 280)
    assert without_outlines([Box(95, 95, 285, 165), card], components) == (card,)


def test_words_grown_together_go_on_with_a_large_line() -> None:
    line = Fragment(Box(100, 100, 400, 140), 100, 140, (), 9)
    grown = [Fragment(Box(left, 100, left + 60, 140), 100, 140, (), 1) for left in (416, 492)]
    icon = Fragment(Box(700, 90, 760, 150), 90, 150, (), 1)
    lines, scraps = split_scraps([line, *grown, icon])
    assert (len(lines), scraps) == (3, [icon])


def test_an_icon_between_two_lines_stands_on_neither() -> None:
    lines = [Fragment(Box(130, top, 300, top + 15), top, top + 15, (), 11) for top in (1000, 1025)]
    icon = Fragment(Box(71, 1008, 87, 1034), 1008, 1034, (), 1)
    assert split_scraps([*lines, icon]) == (lines, [icon])


def test_slivers_of_rules_are_no_signs_of_a_cell() -> None:
    page = blank(400, 200)
    figures(page, 100, 50, 2, 14)
    cv2.rectangle(page, (104, 72), (109, 72), 0, -1)
    components = find_components(ink_mask(page))
    members = tuple(range(len(components.boxes)))
    assert len(members) == 3
    line = Fragment(Box(100, 50, 125, 73), 50, 64, members, 2)
    kept = without_remnants(line, GridCell(Box(80, 40, 200, 73), 0, 0, 1, 1), components)
    assert (len(kept.members), kept.box.bottom) == (2, 65)
