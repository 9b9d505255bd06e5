from __future__ import annotations

import itertools
from typing import Any

import cv2
import numpy as np
import pytest
from derivative_records import alcohol_record, bookshelf_record, mediation_record

from converters.derivatives.drawing.codes import link_of
from converters.derivatives.drawing.fonts import system_family
from converters.derivatives.drawing.palette import MINIMUM_CONTRAST, contrast
from converters.derivatives.drawing.scene import Code, Scene, TextItem, paint
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kinds.infographic.poster import HEIGHT, WIDTH, poster, shown_points
from converters.derivatives.saying.emphasis import Emphasis
from converters.derivatives.saying.key_points import KeyPoint, KeyPoints, PointKind, choose_key_points
from tests.each import each
from validators.sharing.record import Record

FACE = Typeface(system_family())
SHORT = "Phải bồi thường."
LONG = (
    "Người được trợ giúp không phải trả tiền hay bất kỳ lợi ích nào khác, kể cả khi vụ việc kéo dài, và được thay "
    "người thực hiện trợ giúp khi có căn cứ theo luật định."
)
LONG_TITLE = bookshelf_record().title + " và đại diện các tổ chức chính trị – xã hội ở thôn, làng, bản, tổ dân phố " * 2


def points(count: int, text: str, *, emphasis: bool, heading: str | None) -> KeyPoints:
    made = tuple(
        KeyPoint(
            PointKind.RULE,
            f"{text} ({number})",
            "Điểm đ khoản 11 Điều 112 Luật Bảo vệ quyền lợi người tiêu dùng",
            "điểm đ khoản 11 Điều 112",
            f"/content/{number}",
            heading,
            Emphasis("200.000 – 1.000.000", "đồng", is_money=True) if emphasis else None,
        )
        for number in range(count)
    )
    return KeyPoints(made, tuple(range(count)))


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
    scene = poster(record, choose_key_points(record), FACE, draft=draft)
    assert (scene.width, scene.height) == (1080, 1350)
    assert_well_laid_out(scene)


@pytest.mark.real
@each("count", [1, 3, 4, 5, 6])
@each("text", [SHORT, LONG])
@each(("emphasis", "heading"), [(False, None), (True, "Bao lâu thì có người giúp khi bị tạm giữ, tạm giam?")])
def test_any_mix_of_cards_is_well_laid_out(count: int, text: str, emphasis: bool, heading: str | None) -> None:
    record = alcohol_record(title="Mức phạt" if text == SHORT else LONG_TITLE, subjects=[11])
    chosen = points(count, text, emphasis=emphasis, heading=heading)
    scene = poster(record, chosen, FACE)
    assert_well_laid_out(scene)
    assert len(shown_points(chosen, scene)) >= min(3, count)
    assert min(item.style.size for item in scene.texts) >= 14


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
    scene = poster(record, choose_key_points(record), FACE, draft=True, portal_address="https://x.example")
    assert_well_laid_out(scene)


def test_what_must_be_on_it_is_on_it() -> None:
    record = alcohol_record()
    scene = poster(record, choose_key_points(record), FACE, portal_address="https://x.example/")
    said = " ".join(" ".join(item.lines) for item in scene.texts).replace("\u00a0", " ")
    for expected in (
        record.title,
        "GIAO THÔNG, VẬN TẢI",
        "Hội đồng phối hợp PBGDPL xã Bình Sơn",
        "02/03/2026",
        "Tờ gấp",
        "Điểm a khoản 11 Điều 6 Nghị định 168/2024/NĐ-CP",
    ):
        assert expected in said
    (code,) = [item for item in scene.items if isinstance(item, Code)]
    assert code.content == f"https://x.example/materials/{record.identifier}"


@pytest.mark.real
def test_a_draft_says_so_and_looks_so() -> None:
    record = mediation_record()
    chosen = choose_key_points(record)
    draft, final = (poster(record, chosen, FACE, draft=draft) for draft in (True, False))
    assert any("BẢN NHÁP" in line for item in draft.texts for line in item.lines)
    assert not any("BẢN NHÁP" in line for item in final.texts for line in item.lines)
    one, other = (np.asarray(paint(scene, FACE)).astype(int) for scene in (draft, final))
    footer = slice(HEIGHT - 180, HEIGHT)
    assert (np.abs(one[footer] - other[footer]).sum(axis=2) > 30).mean() > 0.01, "the watermark covers the footer too"


@pytest.mark.real
def test_the_code_can_be_scanned_even_on_a_draft() -> None:
    record = alcohol_record()
    for address in (None, "http://127.0.0.1:8765"):
        scene = poster(record, choose_key_points(record), FACE, draft=True, portal_address=address)
        picture = cv2.cvtColor(np.asarray(paint(scene, FACE)), cv2.COLOR_RGB2BGR)
        (code,) = [item.box for item in scene.items if isinstance(item, Code)]
        crop = picture[code.top : code.bottom, code.left : code.right]
        text, *_ = cv2.QRCodeDetector().detectAndDecode(cv2.resize(crop, None, fx=2, fy=2, interpolation=0))
        assert text == link_of(record, address)


@pytest.mark.real
def test_painting_puts_ink_where_the_text_is() -> None:
    record = mediation_record()
    scene = poster(record, choose_key_points(record), FACE)
    picture = np.asarray(paint(scene, FACE)).astype(int)
    assert picture.shape == (HEIGHT, WIDTH, 3)
    for item in scene.items:
        if isinstance(item, TextItem):
            patch = picture[item.box.top : item.box.bottom, item.box.left : item.box.right]
            assert (np.abs(patch - np.array(item.colour)).sum(axis=2) < 40).any(), item.lines
