"""What is told with a passage from below it, under which headings, and which acts lay a passage down at all."""

from __future__ import annotations

from typing import Any

import pytest
from test_statements_whole import ACT, PLACE, points, said
from truth_case import decree, heading, law, listed, paragraph, table

from converters.derivatives.saying.account import Reason
from converters.derivatives.saying.joining.runs import may_limit
from converters.derivatives.wording.leaning import leans_on_another, names_a_party
from converters.derivatives.wording.lines import is_about_the_paper, is_no_statement
from converters.derivatives.wording.numbers_spoken_of import speaks_of_a_row
from tests.each import each

RULE = f"Người nuôi vịt phải rào ao (khoản 2 Điều 7 {ACT})."


@each(
    ("below", "told"),
    [
        ("Người nuôi ngan rào bằng tre.", True),
        ("Ao dưới 10 m² được miễn đến hết năm 2031.", True),
        (f"Vi phạm bị phạt 300.000 đồng (khoản 3 Điều 9 {ACT}).", True),
        (f"Hộ có ao được nuôi cá (khoản 3 Điều 8 {ACT}).", False),
        ("Tổng đài: 1900 0000.", False),
        ("Làng có ba ao.", False),
    ],
)
def test_what_is_told_with_the_passage_above(below: str, told: bool) -> None:
    first = points(paragraph(RULE), paragraph(below)).points[0]
    assert (below in (first.text[-len(below) :], *first.pinned_texts)) is told


def test_a_list_that_excepts_is_told_with_the_passage_above() -> None:
    ((text, _),) = said(paragraph(RULE), paragraph("Trừ các trường hợp sau:"), listed("Ao làng;", "Ao chùa."))
    assert text == f"{RULE} Trừ các trường hợp sau: Ao làng; Ao chùa."


def test_behaviours_with_sums_of_their_own_are_not_told_together() -> None:
    lines = ("Lấp ao, chưa bị xử lý hình sự", "Từ 2.000.000 đồng đến 5.000.000 đồng", f"khoản 2 Điều 7 {ACT}")
    other = ("Đào ao, chưa bị xử lý hình sự", "Từ 5.000.000 đồng đến 9.000.000 đồng", f"khoản 3 Điều 7 {ACT}")
    chosen = points(heading("Bị phạt"), *map(paragraph, (*lines, *other)))
    assert not [point for point in chosen.points if "Lấp" in point.text and "Đào" in point.text]


def test_rows_and_lines_keep_the_sections_they_stand_in() -> None:
    grid = table(["Hành vi", "Mức phạt", "Căn cứ"], ["Lấp ao", "900.000 đồng", f"khoản 2 Điều 7 {ACT}"])
    (row,) = points(heading("II. NGƯỜI LỚN"), grid).points
    assert row.heading == "NGƯỜI LỚN – Mức phạt"
    (line,) = points(heading("II. NGƯỜI LỚN", 2), heading("1. Rào ao", 3), paragraph(RULE)).points
    assert line.heading == "NGƯỜI LỚN – Rào ao"
    (sibling,) = points(heading("NÊN", 2), listed("Rào ao."), heading("Trách nhiệm", 3), paragraph(RULE)).points
    assert sibling.heading == "Trách nhiệm"


def test_a_heading_too_long_to_stand_over_a_card_opens_its_text() -> None:
    long = "Đối với hộ nuôi vịt ven sông, ven hồ, ven kênh và trong các ao làng có diện tích từ mười mét vuông trở lên"
    (point,) = points(heading(long), paragraph(RULE)).points
    assert (point.heading, point.text) == (None, f"{long}: Người nuôi vịt phải rào ao.")


def test_items_without_a_provision_stand_beside_those_with_one() -> None:
    items = [f"Rào ao quanh nhà (khoản 2 Điều 7 {ACT})", "Mang thẻ khi ra ao"]
    assert said(listed(*items)) == [("Rào ao quanh nhà", PLACE)]
    assert points(listed(*items)).points[0].pinned_texts == ("Mang thẻ khi ra ao.",)


@each(
    ("text", "shown"),
    [
        ("Luật Ao làng số 9/2031/QH15 sau mười năm thi hành đã bộc lộ hạn chế.", False),
        ("Luật Ao làng số 9/2031/QH15 quy định ao là của chung.", True),
        ("Theo Luật Ao làng số 9/2031/QH15, ao là của chung.", True),
        ("Ngày 19/10: thôn Hai, chủ đề ao (Luật Ao làng số 9/2031/QH15).", False),
        ("Lệ phí 8.000 đồng/lượt (Luật Ao làng số 9/2031/QH15).", True),
    ],
)
def test_an_act_spoken_of_lays_nothing_down(text: str, shown: bool) -> None:
    assert bool(points(paragraph(text), basis=[law("9/2031", "Ao làng")]).points) is shown


def test_a_range_of_articles_in_a_heading_is_of_no_passage() -> None:
    below: list[dict[str, Any]] = [heading(f"Quy tắc (Điều 10 – Điều 33 {ACT})"), listed("Rào ao;", "Giữ nước.")]
    chosen = points(*below, basis=[decree("44/2031")])
    assert chosen.points == ()
    assert Reason.NO_PROVISION in {one.reason for one in chosen.account.left_out}


@pytest.mark.parametrize("text", ["Vùng sâu: 45 ngày.", "Không kể chủ nhật."])
def test_whatever_stands_below_a_table_is_pinned_to_its_rows(text: str) -> None:
    grid = table(["Hành vi", "Mức phạt", "Căn cứ"], ["Lấp ao", "900.000 đồng", f"khoản 2 Điều 7 {ACT}"])
    (row,) = points(grid, paragraph(text)).points
    assert row.pinned_texts == (text,)


def test_words_that_limit_lean_or_say_nothing() -> None:
    assert may_limit("Người này vẫn được nuôi.")
    assert not may_limit("Làng có ba ao.")
    assert leans_on_another("Thực hiện yêu cầu này trong 3 ngày.", "", asked=False)
    assert not leans_on_another("Yêu cầu phải ghi rõ; yêu cầu này gửi xã.", "", asked=False)
    assert leans_on_another("Bị cảnh cáo.", "Không đăng ký thì sao?", asked=True)
    assert names_a_party("Tôi đã nuôi vịt.")
    assert is_no_statement("Điều 2 quy định hiệu lực thi hành.")
    assert is_about_the_paper("II. Nội dung cơ bản của Luật Ao làng")
    assert not is_about_the_paper("II. XE MÁY")
    assert speaks_of_a_row("Quy định tại mục 2 áp dụng đến hết năm.")
    assert not speaks_of_a_row("Người nuôi vịt ở mục trên được miễn.")
