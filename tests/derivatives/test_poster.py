from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from derivative_records import alcohol_record, bookshelf_record, mediation_record

from converters.derivatives.drawing.codes import link_of
from converters.derivatives.drawing.fonts import BUNDLED
from converters.derivatives.drawing.palette import MINIMUM_CONTRAST, contrast, palette_for
from converters.derivatives.drawing.scene import Code, Scene, TextItem, paint
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kinds.infographic.poster import poster, sheets
from converters.derivatives.kinds.infographic.style import PosterStyle, Sheet
from converters.derivatives.saying.key_points import KeyPoint, NoRoom, PointKind, choose_key_points
from converters.derivatives.wording.conditions import Condition
from converters.derivatives.wording.emphasis import Emphasis
from tests.each import each
from validators.sharing.record import Record

FACE = Typeface(BUNDLED)
WIDTH, HEIGHT = 1080, 1350
LOOK = PosterStyle(FACE, palette_for([14]))
SHORT = "Phải bồi thường."
LONG = (
    "Người được trợ giúp không phải trả tiền hay bất kỳ lợi ích nào khác, kể cả khi vụ việc kéo dài, và được thay "
    "người thực hiện trợ giúp khi có căn cứ theo luật định."
)
LONG_TITLE = bookshelf_record().title + " và đại diện các tổ chức chính trị – xã hội ở thôn, làng, bản, tổ dân phố " * 2


def first(record: Record, **style: Any) -> Scene:
    """The first sheet of a record's set."""
    look = replace(LOOK, palette=palette_for(record.subjects), **style)
    return poster(record, sheets(record, choose_key_points(record).points, look)[0], look)


def points(
    count: int, text: str, *, emphasis: bool = False, heading: str | None = None, pinned: str = ""
) -> tuple[KeyPoint, ...]:
    return tuple(
        KeyPoint(
            PointKind.RULE,
            f"{text} ({number})",
            "Điểm đ khoản 11 Điều 112 Luật Bảo vệ quyền lợi người tiêu dùng",
            "điểm đ khoản 11 Điều 112",
            f"/content/{number}",
            heading,
            Emphasis("200.000 – 1.000.000", "đồng", is_money=True) if emphasis else None,
            (Condition("/content/99", pinned, "/content"),) if pinned else (),
        )
        for number in range(count)
    )


def drawn(scene: Scene) -> str:
    return " ".join(" ".join(item.lines) for item in scene.texts).replace("\u00a0", " ")


def assert_well_laid_out(scene: Scene) -> None:
    for item in scene.texts:
        assert scene.frame.holds(item.box), item
        assert all(FACE.width(line, item.style) <= item.box.width + 2 for line in item.lines), item
        assert contrast(item.colour, item.ground) >= MINIMUM_CONTRAST, item
    for one, other in itertools.combinations(scene.texts, 2):
        assert not one.box.meets(other.box), (one.lines, other.lines)


@pytest.mark.real
@each("record", [alcohol_record(), mediation_record(), bookshelf_record()])
@each("draft", [False, True])
def test_real_records_are_well_laid_out(record: Record, draft: bool) -> None:
    scene = first(record, draft=draft)
    assert (scene.width, scene.height) == (1080, 1350)
    assert_well_laid_out(scene)


@pytest.mark.real
@each("count", [1, 3, 4, 5, 6])
@each("text", [SHORT, LONG])
@each(("emphasis", "heading"), [(False, None), (True, "Bao lâu thì có người giúp khi bị tạm giữ, tạm giam?")])
def test_any_mix_of_cards_is_well_laid_out(count: int, text: str, emphasis: bool, heading: str | None) -> None:
    record = alcohol_record(title="Mức phạt" if text == SHORT else LONG_TITLE, subjects=[11])
    chosen = points(count, text, emphasis=emphasis, heading=heading)
    look = LOOK
    spread = sheets(record, chosen, look)
    assert [point for sheet in spread for point in sheet.points] == list(chosen), "none is left out"
    for sheet in spread:
        scene = poster(record, sheet, look)
        assert_well_laid_out(scene)
        assert all(point.text in drawn(scene) for point in sheet.points)
        assert min(item.style.size for item in scene.texts) >= 27


def test_twelve_fines_are_drawn_on_numbered_sheets_each_with_what_holds_for_all() -> None:
    record, look = alcohol_record(), LOOK
    pinned = "Mức phạt nêu trên áp dụng đối với cá nhân; tổ chức có cùng hành vi bị phạt gấp 02 lần."
    spread = sheets(record, points(13, SHORT, emphasis=True, pinned=pinned), look)
    assert sum(len(sheet.points) for sheet in spread) == 13
    assert [sheet.count for sheet in spread] == [len(spread)] * len(spread)
    for number, sheet in enumerate(spread, 1):
        scene = poster(record, sheet, look)
        assert_well_laid_out(scene)
        assert f"{number}/{len(spread)}" in drawn(scene)
        assert pinned in drawn(scene)


def test_cards_for_which_something_else_holds_stand_on_another_sheet() -> None:
    chosen = (*points(2, SHORT, pinned="Không áp dụng với người dưới 16 tuổi."), *points(2, LONG))
    one, other = sheets(alcohol_record(), chosen, LOOK)
    assert one.conditions == ("Không áp dụng với người dưới 16 tuổi.",)
    assert other.conditions == ()


def test_what_is_too_long_for_any_sheet_is_refused_by_name() -> None:
    with pytest.raises(NoRoom) as caught:
        sheets(alcohol_record(), points(1, SHORT, pinned="Mức phạt áp dụng đối với cá nhân. " * 90), LOOK)
    assert SHORT[:10] in str(caught.value)


def test_a_figure_is_never_broken_inside_a_number() -> None:
    long = Emphasis("1.250.000.000 – 2.750.500.000", "đồng", is_money=True)
    (point,) = points(1, SHORT)
    scene = poster(alcohol_record(), Sheet((replace(point, emphasis=long),) * 3, ()), LOOK)
    lines = [line for item in scene.texts for line in item.lines]
    assert not any(line.endswith(".") and line[:1].isdigit() for line in lines)
    assert any(line.strip("\u00a0 –") == "2.750.500.000" for line in lines)


@pytest.mark.real
@each(
    "changes",
    [
        {"title": "A"},
        {"title": LONG_TITLE},
        {"title": "PHÁP-LUẬT-" * 30},
        {"publisher": None, "creator": None, "date_issued": None},
        {"publisher": None},
        {"publisher": {"name": "Hội đồng phối hợp phổ biến, giáo dục pháp luật thành phố trực thuộc trung ương " * 3}},
        {"subjects": []},
        {"kind": "khac"},
        {"ai": {"generated": True, "tool": "x"}},
        {"description": "Một câu giới thiệu ngắn về mức phạt cho người đi đường."},
    ],
)
def test_heads_and_feet_of_all_kinds(changes: dict[str, Any]) -> None:
    record = mediation_record(**changes)
    scene = first(record, draft=True, portal_address="https://x.example")
    assert_well_laid_out(scene)


def test_what_must_be_on_it_is_on_it() -> None:
    record = alcohol_record()
    scene = first(record, portal_address="https://x.example/")
    said = drawn(scene)
    for expected in (
        record.title,
        "GIAO THÔNG, VẬN TẢI",
        "Hội đồng phối hợp PBGDPL xã Bình Sơn",
        "02/03/2026",
        "Tờ gấp",
        "Điểm a khoản 6 Điều 7 Nghị định 168/2024/NĐ-CP",
    ):
        assert expected in said
    (code,) = [item for item in scene.items if isinstance(item, Code)]
    assert code.content == "https://x.example/m/6f1c2d34-58"
    assert "x.example/m/6f1c2d34-58" in said
    assert not [item for item in first(record).items if isinstance(item, Code)], "no portal, no code"


@pytest.mark.real
def test_a_draft_says_so_and_looks_so() -> None:
    record = mediation_record()
    draft, final = (first(record, draft=draft) for draft in (True, False))
    assert any("BẢN NHÁP" in line for item in draft.texts for line in item.lines)
    assert not any("BẢN NHÁP" in line for item in final.texts for line in item.lines)
    one, other = (np.asarray(paint(scene, FACE)).astype(int) for scene in (draft, final))
    footer = slice(HEIGHT - 180, HEIGHT)
    assert (np.abs(one[footer] - other[footer]).sum(axis=2) > 30).mean() > 0.01, "the watermark covers the footer too"


@pytest.mark.real
def test_the_code_can_be_scanned_even_on_a_draft() -> None:
    record = alcohol_record()
    for address in ("https://pbgdpl.anlac.example", "http://127.0.0.1:8765"):
        scene = first(record, draft=True, portal_address=address)
        picture = cv2.cvtColor(np.asarray(paint(scene, FACE)), cv2.COLOR_RGB2BGR)
        (code,) = [item.box for item in scene.items if isinstance(item, Code)]
        crop = picture[code.top : code.bottom, code.left : code.right]
        text, *_ = cv2.QRCodeDetector().detectAndDecode(cv2.resize(crop, None, fx=2, fy=2, interpolation=0))
        assert text == link_of(record, address)


@pytest.mark.real
def test_painting_puts_ink_where_the_text_is() -> None:
    record = mediation_record()
    scene = first(record)
    picture = np.asarray(paint(scene, FACE)).astype(int)
    assert picture.shape == (HEIGHT, WIDTH, 3)
    for item in scene.items:
        if isinstance(item, TextItem):
            patch = picture[item.box.top : item.box.bottom, item.box.left : item.box.right]
            assert (np.abs(patch - np.array(item.colour)).sum(axis=2) < 40).any(), item.lines
