"""Every layout with short, usual and cruel points in every format: readable, whole, and in its place."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from layout_cases import LAYOUT_NAMES, SORTS, points_of, record_of

from converters.derivatives.drawing.cards import CardDesign, figure_and_unit, narrow_card, wide_card
from converters.derivatives.drawing.fonts import BUNDLED
from converters.derivatives.drawing.palette import MINIMUM_CONTRAST, contrast, palette_for
from converters.derivatives.drawing.scene import Panel, Scene, TextItem
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kinds.infographic.formats import A4, FORMATS, PORTRAIT, SQUARE, TRIFOLD, Format
from converters.derivatives.kinds.infographic.layouts.choosing import LAYOUTS, layouts_of
from converters.derivatives.kinds.infographic.layouts.fines import _is_plain, _row
from converters.derivatives.kinds.infographic.poster import poster, sheets
from converters.derivatives.kinds.infographic.style import PosterStyle, Sheet
from converters.derivatives.saying.key_points import KeyPoint, NoRoom, PointKind
from converters.derivatives.wording.conditions import Condition
from converters.derivatives.wording.emphasis import emphasis_of, money
from tests.each import each

FACE = Typeface(BUNDLED)
LOOK = PosterStyle(FACE, palette_for([14]))
GOLDEN = Path(__file__).with_name("golden")


def spread(layout: str, sort: str, form: Format) -> list[tuple[Sheet, Scene]]:
    record, style = record_of(sort), replace(LOOK, format=form)
    return [(sheet, poster(record, sheet, style)) for sheet in sheets(record, points_of(layout, sort), style)]


def said(scene: Scene) -> str:
    return " ".join(" ".join(item.lines) for item in scene.texts).replace("\u00a0", " ")


def assert_readable(scene: Scene) -> None:
    for item in scene.texts:
        assert item.style.size >= 27, item
        assert scene.frame.holds(item.box), item
        assert all(FACE.width(line, item.style) <= item.box.width + 2 for line in item.lines), item
        assert contrast(item.colour, item.ground) >= MINIMUM_CONTRAST, item
        assert not any("…" in line for line in item.lines), "no text is cut"
    for one, other in itertools.combinations(scene.texts, 2):
        assert not one.box.meets(other.box), (one.lines, other.lines)


@pytest.mark.real
@each("layout", LAYOUT_NAMES)
@each("sort", SORTS)
@each("form", FORMATS.values())
def test_every_layout_is_readable_in_every_format_and_says_everything(layout: str, sort: str, form: Format) -> None:
    points = points_of(layout, sort)
    made = spread(layout, sort, form)
    for _, scene in made:
        assert_readable(scene)
    whole = " ".join(said(scene) for _, scene in made)
    for point in points:
        for text in (step for _, step in point.steps) if point.steps else (point.text,):
            assert text[0].casefold() + text[1:] in whole.replace(text[0], text[0].casefold()) or text in whole
        assert point.emphasis is None or point.emphasis.figure in whole
        assert point.heading in {None, "Phạt tiền"} or str(point.heading) in whole
    lines = [line.split() for _, scene in made for item in scene.texts for line in item.lines]
    numbers = {word for line in lines for word in " ".join(line).replace("\u00a0", " ").split()}
    for point in (point for point in points if point.emphasis):
        assert set(point.emphasis.figure.split()) <= numbers, "a number is never broken"  # type: ignore[union-attr]
    for sheet, scene in made:
        assert sheet.layout.name == layout or not sheet.points
        assert all(condition in said(scene) for condition in sheet.conditions)
        assert all(point.citation in said(scene) for point in sheet.points)
        assert sheet.count == 1 or form is TRIFOLD or f"{sheet.number}/{sheet.count}" in said(scene)


@pytest.mark.real
@each("layout", LAYOUT_NAMES)
def test_body_text_has_33_pixels_at_least(layout: str) -> None:
    for sheet, scene in spread(layout, "cruel", SQUARE):
        for point in sheet.points:
            words = (point.steps[0][1] if point.steps else point.text).split()[:3]
            (found, *_) = [item for item in scene.texts if item.lines[0].split()[:3] == words]
            assert found.style.size >= 33


def test_layouts_follow_what_is_said() -> None:
    mixed = [points_of(layout, "typical")[0] for layout in LAYOUT_NAMES for _ in range(2)]
    names = [layout.name for layout in layouts_of(mixed)]
    assert names == ["fines"] * 2 + ["steps"] * 2 + ["questions"] * 2 + ["key-points"] * 2 + ["rights"] * 2 + [
        "key-points"
    ] * 2, "one side alone is no pair of sides"  # fmt: skip
    assert {layout.name for layout in LAYOUTS} == set(LAYOUT_NAMES)


def test_a_single_point_of_a_sort_stands_among_the_plain_ones() -> None:
    one_right = (points_of("rights", "typical")[0], *points_of("key-points", "typical"))
    assert {layout.name for layout in layouts_of(one_right)} == {"key-points"}


def test_all_rows_of_twelve_fines_are_on_numbered_sheets() -> None:
    made = spread("fines", "cruel", A4)
    assert sum(len(sheet.points) for sheet, _ in made) == 12
    assert [sheet.number for sheet, _ in made] == list(range(1, len(made) + 1))


@pytest.mark.parametrize("scale", [1.0, 1.36])
def test_no_number_is_broken_beside_a_text(scale: float) -> None:
    said = "Tổng mức đầu tư là 123.456.700.000 đồng."
    point = KeyPoint(PointKind.RULE, said, "Điều 1 Luật A", "Điều 1", "/content/0", emphasis=emphasis_of(said))
    card = wide_card(point, 900, CardDesign(FACE, LOOK.palette, None, scale))
    lines = [line for item in card.side if isinstance(item, TextItem) for line in item.lines]
    assert lines == ["123.456.700.000", "đồng"]
    assert card.side_width < card.width // 2


def test_a_procedure_of_one_step_is_no_list_of_steps() -> None:
    one = KeyPoint(PointKind.PROCEDURE, "Khai sinh: Nộp tờ khai.", "Điều 1 Luật A", "Điều 1", "/content/0",
                   title="Khai sinh", steps=((1, "Nộp tờ khai"),))  # fmt: skip
    assert [layout.name for layout in layouts_of([one])] == ["key-points"]
    two = replace(one, steps=((1, "Nộp tờ khai"), (2, "Nhận giấy")))
    assert [layout.name for layout in layouts_of([two])] == ["steps"]


def test_steps_keep_their_numbers_over_sheets_and_their_provision_on_each() -> None:
    made = [(sheet, scene) for sheet, scene in spread("steps", "cruel", SQUARE) if sheet.points]
    assert [number for sheet, _ in made for point in sheet.points for number, _ in point.steps] == list(range(1, 13))
    assert all("tiếp theo" in said(scene) for _, scene in made[1:])


def test_the_two_sides_differ_in_colour_sign_and_name() -> None:
    ((_, scene),) = spread("sides", "typical", PORTRAIT)
    left, right = (item for item in scene.texts if "việc" in item.lines[0] and item.ground != LOOK.palette.deep)
    assert left.box.right < right.box.left
    assert left.ground != right.ground
    assert {left.lines[0].split()[0], right.lines[0].split()[0]} == {"Những"}
    signs = {item.name for item in scene.items if getattr(item, "name", "") in {"check", "stop"}}
    assert signs == {"check", "stop"}


def test_a_warning_or_money_stays_an_alternative_beside_the_sum() -> None:
    for _, scene in spread("fines", "cruel", PORTRAIT)[1:]:
        assert "Cảnh cáo hoặc phạt tiền" in said(scene)


def test_a_long_title_has_a_sheet_of_its_own_and_is_whole() -> None:
    record = record_of("cruel")
    (first, scene), *rest = spread("key-points", "cruel", SQUARE)
    assert not first.points
    assert record.title in said(scene)
    assert all(record.title[:40] not in said(other) for _, other in rest)


def test_a_card_too_long_for_a_sheet_is_refused_by_its_pointer() -> None:
    (point, *_) = points_of("key-points", "typical")
    long = replace(point, text="Phải giữ gìn tài sản chung của thôn, bản, tổ dân phố. " * 40, pointer="/content/7")
    with pytest.raises(NoRoom, match="/content/7"):
        sheets(record_of("short"), [long], replace(LOOK, format=SQUARE))
    with pytest.raises(NoRoom, match="title"):
        sheets_of_title("Quy định về " * 200)


def sheets_of_title(title: str) -> None:
    record = record_of("short").model_copy(update={"title": title})
    for sheet in sheets(record, points_of("rights", "short"), LOOK):
        poster(record, sheet, LOOK)


def told(scene: Scene) -> str:
    """A scene as lines that can be compared and read."""
    lines = [f"{scene.width} x {scene.height}"]
    for item in scene.items:
        box = " ".join(map(str, (item.box.left, item.box.top, item.box.right, item.box.bottom)))
        match item:
            case TextItem():
                lines.append(f"text {box} {item.style.size}{'b' * item.style.bold} {' / '.join(item.lines)}")
            case Panel():
                lines.append(f"panel {box} {bytes(item.colour).hex()}")
            case _:
                lines.append(f"{type(item).__name__.lower()} {box} {getattr(item, 'name', '')}".rstrip())
    return "".join(f"{line}\n" for line in lines)


@each("layout", LAYOUT_NAMES)
def test_scenes_are_what_they_were(layout: str) -> None:
    """The typeface comes along, so a scene is the same on every machine; a changed look is looked at, then kept."""
    ((_, scene), *_) = spread(layout, "typical", PORTRAIT)
    kept = GOLDEN / f"{layout}.txt"
    assert kept.read_text("utf-8") == told(scene)


def _points(count: int) -> tuple[KeyPoint, ...]:
    return points_of("rights", "typical")[:1] * count


@each(("count", "panels"), [(2, 2), (3, 3), (4, 3)])
def test_a_leaflet_uses_the_panels_inside(count: int, panels: int) -> None:
    assert len(sheets(record_of("short"), _points(count), replace(LOOK, format=TRIFOLD))) == panels


def test_three_fines_with_short_sums_stand_on_one_picture_below_what_holds_for_them() -> None:
    held = "Mức phạt đối với cá nhân; tổ chức vi phạm bị phạt gấp hai lần. " * 5
    (point, *_) = points_of("fines", "short")
    fine = replace(
        point,
        text="Thả bò ra đường vào ban đêm, chưa đến mức xử lý hình sự.",
        citation="Khoản 2 Điều 37 Nghị định 11/2031/NĐ-CP",
        locator="Khoản 2 Điều 37",
        heading="THẢ RÔNG VẬT NUÔI",
        conditions=(Condition("/content/9", held, "/content"),),
        emphasis=money((2_000_000, 5_000_000)),
    )
    fines = [replace(fine, pointer=f"/content/{place}") for place in range(3)]
    assert [len(sheet.points) for sheet in sheets(record_of("short"), fines, LOOK)] == [3]


@each(
    ("heading", "plain"),
    [("Mức phạt", True), ("Các mức xử phạt", True), ("Phạt tiền", True), ("Người đi xe máy", False)],
)
def test_a_heading_that_says_what_the_column_of_sums_is_called_makes_no_band(heading: str, plain: bool) -> None:
    assert _is_plain(heading, headed=True) is plain
    assert _is_plain(heading, headed=False) is (heading == "Phạt tiền")


@each("width", [220, 260, 300, 400])
def test_a_unit_is_never_larger_than_its_number_and_a_range_breaks_behind_its_dash(width: int) -> None:
    point = KeyPoint(PointKind.SANCTION, "Lấp ao.", "Điều 1", "", "/content/0", None, money((500_000, 1_000_000)))
    look = CardDesign(FACE, palette_for([14]), None, 1.4)
    figure, unit = figure_and_unit(point, (0, 0, width), look)
    assert isinstance(figure, TextItem)
    assert isinstance(unit, TextItem)
    assert unit.style.size <= figure.style.size
    lines = tuple(line.replace("\u00a0", " ") for line in figure.lines)
    assert lines in {("500.000 – 1.000.000",), ("500.000 –", "1.000.000")}
    assert figure.box.right <= width


def test_a_narrow_card_without_heading_names_its_provision_once() -> None:
    point = KeyPoint(
        PointKind.RULE, "Giữ trật tự chung.", "Khoản 2 Điều 7 Luật An Bình", "khoản 2 Điều 7", "/content/0"
    )
    look = CardDesign(FACE, LOOK.palette, None)
    for width in (460, 768):
        card = narrow_card(point, width, look)
        words = [line for item in (*card.items, *card.foot) if isinstance(item, TextItem) for line in item.lines]
        assert " ".join(words).replace("\u00a0", " ").count("Điều 7") == 1
    (text,) = [item for item in narrow_card(point, 768, look).items if isinstance(item, TextItem)]
    assert text.box.left > 100, "beside the icon, where there is room"


def test_long_texts_of_both_sides_stand_one_below_the_other_on_one_sheet() -> None:
    made = [(sheet, scene) for sheet, scene in spread("sides", "cruel", PORTRAIT) if sheet.points]
    assert [len(sheet.points) for sheet, _ in made] == [2] * 6
    names = [item for item in made[0][1].texts if item.lines[0].startswith("Những việc")]
    assert names[0].box.bottom < names[1].box.top


def _fines_on_a_sheet(text: str, citation: str) -> Scene:
    points = [
        KeyPoint(PointKind.SANCTION, f"{text}: {sums.full}", citation, "", f"/content/{at}", "Mức phạt", sums)
        for at, sums in enumerate([money((1_000_000, 2_000_000)), money((200_000, 500_000))])
    ]
    ((sheet),) = sheets(record_of("short"), points, LOOK)
    return poster(record_of("short"), sheet, LOOK)


def test_a_sum_that_stands_beside_what_was_done_is_not_said_twice() -> None:
    scene = _fines_on_a_sheet("Thả rông vật nuôi", "Điều 7 Luật An Bình")
    assert "1.000.000" not in said(scene)
    assert said(scene).count("Thả rông vật nuôi.") == 2


def test_a_long_provision_stands_below_both_columns_of_its_row() -> None:
    text, long = (
        "Để vật nuôi thả rông trên đường, ở chợ hoặc khu dân cư của xã",
        "Khoản 11 Điều 112 Nghị định 168/2024/NĐ-CP",
    )
    point = KeyPoint(PointKind.SANCTION, text, long, "", "/content/0", None, money([1_000_000, 2_000_000]))
    look = CardDesign(FACE, LOOK.palette, None)
    row, narrow = (_row(point, widths, look, None) for widths in ((968, 320), (640, 320)))
    across = next(item for item in row.items if isinstance(item, TextItem) and "112" in item.lines[-1])
    assert len(across.lines) == 1
    assert across.box.right > 968 - 320
    assert narrow.height > row.height


def test_conditions_of_a_sheet_stand_apart_from_each_other() -> None:
    texts = ("Mức phạt theo Nghị định số 1/2031/NĐ-CP", "Nghị định số 1/2031/NĐ-CP có hiệu lực từ ngày 01/02/2031.")
    held = tuple(Condition("/content/9", text, "/content") for text in texts)
    points = [replace(point, conditions=held) for point in points_of("rights", "short")]
    (sheet,) = sheets(record_of("short"), points, LOOK)
    first, second = (item for item in poster(record_of("short"), sheet, LOOK).texts if "1/2031" in " ".join(item.lines))
    assert second.box.top - first.box.bottom >= 8


def test_cards_of_panels_begin_at_one_height_and_words_keep_from_the_edge() -> None:
    held = (Condition("/content/9", "Áp dụng từ ngày 01/02/2031.", "/content"),)
    for conditions in ((), held):
        points = [replace(point, conditions=conditions) for point in points_of("key-points", "typical")]
        style = replace(LOOK, format=TRIFOLD)
        made = [poster(record_of("short"), sheet, style) for sheet in sheets(record_of("short"), points, style)]
        tops = {min(item.box.top for item in scene.items if isinstance(item, Panel) and item.radius) for scene in made}
        assert len(tops) == 1
        assert all(item.box.top >= 52 for scene in made for item in scene.texts)
