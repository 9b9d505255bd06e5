"""The few words and signs derivatives add of their own."""

from __future__ import annotations

import itertools

import pytest
from derivative_records import alcohol_record, bookshelf_record, mediation_record
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from converters.derivatives.drawing.codes import link_of, qr_code, readable_link
from converters.derivatives.drawing.icons import ICONS, draw_icon, icon_of_subject
from converters.derivatives.drawing.scene import Panel, Rectangle, moved
from converters.derivatives.kinds.video.frames import bar_parts
from converters.derivatives.kinds.video.shapes import SHAPES
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import KeyPoint, NothingToShow, PointKind, require_key_points
from converters.derivatives.wording.emphasis import money
from validators.sharing.issue_date import IssueDate

EDGES = st.integers(-2000, 2000)


def rectangle(left: int, top: int, width: int, height: int) -> Rectangle:
    return Rectangle(left, top, left + abs(width), top + abs(height))


RECTANGLES = st.builds(rectangle, EDGES, EDGES, EDGES, EDGES)


def point(**changes: object) -> KeyPoint:
    fields: dict[str, object] = {
        "kind": PointKind.RULE,
        "text": "Tổ trưởng lập biên bản.",
        "citation": "Điều 5 Luật Hòa giải ở cơ sở",
        "locator": "Điều 5",
        "pointer": "/content/0",
    }
    return KeyPoint(**{**fields, **changes})  # type: ignore[arg-type]


class TestPointsAsSentences:
    def test_text_and_provision(self) -> None:
        assert point().as_sentence == "Tổ trưởng lập biên bản. (Điều 5 Luật Hòa giải ở cơ sở)."

    def test_a_heading_gets_a_colon_and_a_question_keeps_its_mark(self) -> None:
        assert point(heading="Biên bản.").as_sentence.startswith("Biên bản: Tổ trưởng")
        assert point(heading="Ai lập biên bản?").as_sentence.startswith("Ai lập biên bản? Tổ trưởng")
        assert point(heading="Ai lập biên bản?").is_answer
        assert not point(heading="Biên bản").is_answer
        assert not point().is_answer

    def test_a_number_is_told_once(self) -> None:
        shown = money((300_000,))
        assert "300.000 đồng. Tổ trưởng" in point(emphasis=shown).as_sentence
        said = point(emphasis=shown, text="Tổ trưởng nhận 300.000 đồng.").as_sentence
        assert said.count("300.000 đồng") == 1

    def test_a_record_without_points_is_refused_with_advice(self) -> None:
        assert len(require_key_points(mediation_record()).points) >= 3
        with pytest.raises(NothingToShow) as caught:
            require_key_points(bookshelf_record(legal_basis=[]))
        assert "derive plan" in str(caught.value.hint)


class TestWords:
    def test_subjects_and_kinds_by_name(self) -> None:
        assert words.subject_name(mediation_record(subjects=[])) == words.FIELD
        assert words.subject_name(mediation_record()) not in ("", words.FIELD)
        assert words.kind_name(mediation_record()) != ""
        assert words.kind_name(mediation_record(kind="khac")) == ""

    def test_dates_and_the_line_of_issue(self) -> None:
        assert words.written_date(IssueDate(2026, 3, 2)) == "ngày 02/03/2026"
        assert words.issued_line(alcohol_record()).startswith("Ban hành ngày 02/03/2026 · ")
        assert words.issued_line(alcohol_record(date_issued="2026-04")).startswith("Ban hành tháng 4 năm 2026 · ")
        assert words.issued_line(mediation_record(date_issued=None, kind="khac")) == ""

    def test_the_publisher_stands_before_who_drafted(self) -> None:
        assert words.issuer(alcohol_record()) == ("Cơ quan ban hành", "Hội đồng phối hợp PBGDPL xã Bình Sơn")
        drafted = alcohol_record(publisher=None)
        assert words.issuer(drafted) == ("Chủ trì biên soạn", "Phòng Văn hóa – Xã hội xã Bình Sơn")
        assert words.issuer(alcohol_record(publisher=None, creator=None)) is None


class TestCodes:
    @pytest.mark.parametrize(
        ("address", "link"),
        [
            (None, "{id}"),
            ("", "{id}"),
            ("https://cong.example", "https://cong.example/m/0b2f7e0e-3f"),
            ("https://cong.example/", "https://cong.example/m/0b2f7e0e-3f"),
        ],
    )
    def test_what_the_code_says(self, address: str | None, link: str) -> None:
        record = mediation_record()
        assert link_of(record, address) == link.format(id=record.identifier)

    def test_what_is_too_long_to_be_typed_has_no_code(self) -> None:
        record = mediation_record()
        assert readable_link(record, "https://pbgdpl.anlac.example") == "https://pbgdpl.anlac.example/m/0b2f7e0e-3f"
        assert readable_link(record, None) is None
        long = record.model_copy(update={"identifier": "urn:pbgdpl:tai-lieu:2026:so-tu-phap-tinh-an-lac:000123"})
        assert readable_link(long, "https://pbgdpl.anlac.example") is None

    @pytest.mark.parametrize("largest", [10, 100, 460])
    def test_modules_are_whole_pixels_inside_a_quiet_zone(self, largest: int) -> None:
        code = qr_code("urn:uuid:6f1c2d34-58a7-4c1b-9c6e-2f0f3a7b9d10", 5, 7, largest)
        side = len(code.modules)
        assert code.box.width == code.box.height
        assert code.box.width % side == 0
        assert code.box.width <= max(largest, side)
        border = [*code.modules[:4], *code.modules[-4:], *zip(*code.modules, strict=True)]
        assert not any(any(row) for row in (*border[:8], *border[8:12], *border[-4:]))
        assert any(any(row) for row in code.modules)


class TestRectangles:
    @given(RECTANGLES, EDGES, EDGES)
    def test_moving_keeps_the_size_and_can_be_undone(self, box: Rectangle, across: int, down: int) -> None:
        there = box.moved(across, down)
        assert (there.width, there.height) == (box.width, box.height)
        assert there.moved(-across, -down) == box

    @given(RECTANGLES, RECTANGLES)
    def test_meeting_goes_both_ways_and_holding_one(self, one: Rectangle, other: Rectangle) -> None:
        assert one.meets(other) == other.meets(one)
        assert one.holds(one)
        if one.holds(other) and other.holds(one):
            assert one == other
        if one.holds(other) and other.width and other.height:
            assert one.meets(other)

    def test_neighbours_do_not_meet(self) -> None:
        assert not Rectangle(0, 0, 10, 10).meets(Rectangle(10, 0, 20, 10))
        assert Rectangle(0, 0, 11, 10).meets(Rectangle(10, 0, 20, 10))

    @given(RECTANGLES, st.integers(0, 50))
    def test_an_inset_lies_inside_until_it_turns_over(self, box: Rectangle, inset: int) -> None:
        assert box.holds(box.inset(inset)) or box.width < inset or box.height < inset
        assert box.inset(inset).inset(-inset) == box

    def test_items_move_with_their_box_alone(self) -> None:
        panel = Panel(Rectangle(0, 0, 10, 10), (1, 2, 3), radius=4)
        assert moved(panel, 5, 6) == Panel(Rectangle(5, 6, 15, 16), (1, 2, 3), radius=4)


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_leaves_ink_and_stays_inside(name: str) -> None:
    picture = Image.new("RGB", (140, 140), (255, 255, 255))
    draw_icon(ImageDraw.Draw(picture), ICONS[name], (20, 20), 100, (0, 0, 0), (255, 255, 255))
    left, top, right, bottom = picture.convert("L").point(lambda value: 255 - value).getbbox() or (0, 0, 0, 0)
    assert right - left > 40
    assert bottom - top > 30
    assert left >= 12
    assert right <= 128
    assert top >= 12
    assert bottom <= 128


def test_every_subject_of_the_codified_law_has_an_icon() -> None:
    assert {icon_of_subject(number) for number in range(1, 46)} <= set(ICONS)
    assert icon_of_subject(None) == "scales"
    assert icon_of_subject(14) == "car"


@pytest.mark.parametrize("count", [1, 3, 8])
def test_the_bar_has_a_part_a_card_side_by_side(count: int) -> None:
    shape = SHAPES["9:16"]
    parts = bar_parts(shape, count)
    assert len(parts) == count
    assert (parts[0].left, parts[-1].right) == (shape.bar.left, shape.bar.right)
    assert all(one.right < other.left for one, other in itertools.pairwise(parts))
    assert max(part.width for part in parts) - min(part.width for part in parts) <= 1
