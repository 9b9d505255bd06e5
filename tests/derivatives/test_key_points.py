from __future__ import annotations

import re
from typing import Any

import pytest
from derivative_records import alcohol_record, bookshelf_record, mediation_record

from converters.derivatives.saying.key_points import FEWEST_POINTS, MOST_POINTS, PointKind, choose_key_points
from converters.derivatives.wording.excerpts import ELLIPSIS, tidy
from tests.each import each
from validators.sharing.record import Record


def all_texts(value: object) -> str:
    if isinstance(value, str):
        return tidy(value) + " \n "
    if isinstance(value, dict):
        return "".join(all_texts(inner) for inner in value.values())
    if isinstance(value, list | tuple):
        return "".join(all_texts(inner) for inner in value)
    return ""


def outline(*content: dict[str, Any], basis: list[dict[str, Any]] | None = None) -> Record:
    act = {"type": "luat", "number": "35/2013/QH13", "title": "Hòa giải ở cơ sở"}
    return bookshelf_record(
        title="Giới thiệu Luật Hòa giải ở cơ sở",
        content=list(content),
        legal_basis=basis if basis is not None else [{"text": "Luật Hòa giải ở cơ sở số 35/2013/QH13", "act": act}],
    )


@pytest.mark.parametrize("record", [alcohol_record(), mediation_record(), bookshelf_record()])
def test_three_to_six_points_each_with_its_article(record: Record) -> None:
    points = choose_key_points(record).points
    assert FEWEST_POINTS <= len(points) <= MOST_POINTS
    assert all("Điều" in point.citation for point in points)


@pytest.mark.parametrize("record", [alcohol_record(), mediation_record(), bookshelf_record()])
def test_every_word_is_the_records_own(record: Record) -> None:
    """Extractive: what a card says stands in the record, sentence by sentence."""
    held = re.sub(r"\W+", " ", all_texts(record.model_dump(mode="json"))).casefold()
    for point in choose_key_points(record).points:
        for piece in re.split(r"[.;:]\s", point.text.removesuffix(ELLIPSIS)):
            assert re.sub(r"\W+", " ", piece).strip().casefold() in held


def test_points_keep_the_order_of_the_material() -> None:
    pointers = [point.pointer for point in choose_key_points(alcohol_record()).points]
    assert pointers == sorted(
        pointers, key=lambda pointer: [int(part) for part in pointer.split("/") if part.isdigit()]
    )


def test_structured_sanctions_carry_their_amounts() -> None:
    points = choose_key_points(alcohol_record()).points
    assert [point.emphasis.full for point in points if point.emphasis][-1] == "30.000.000 – 40.000.000 đồng"
    assert all(point.kind is PointKind.SANCTION for point in points)
    assert points[0].heading == "Người đi xe máy"


def test_fewer_points_are_the_best_ones_in_order() -> None:
    points = choose_key_points(bookshelf_record())
    fewer = points.fewer(3)
    assert len(fewer.points) == 3
    assert [point for point in points.points if point in fewer.points] == list(fewer.points)
    assert max(fewer.ranks) == 2


def test_a_question_is_answered_once_and_stands_above() -> None:
    points = choose_key_points(mediation_record()).points
    assert [point.heading for point in points] == [
        "Những việc nào được hòa giải ở cơ sở?",
        "Sau khi được phân công, bao lâu thì hòa giải viên phải bắt đầu?",
        "Một tổ hòa giải có mấy người?",
        "Hòa giải viên có những quyền gì?",
    ]


def test_a_list_is_told_as_a_list() -> None:
    rights = choose_key_points(mediation_record()).points[-1]
    assert rights.text.startswith("Điều 9 Luật Hòa giải ở cơ sở cho hòa giải viên các quyền sau: Được bồi dưỡng")
    assert "thù lao" in rights.text


def test_questions_printed_as_paragraphs_stand_above_their_answers() -> None:
    record = outline(
        {"type": "paragraph", "text": "Í Câu hỏi 2. Ai được bầu làm hòa giải viên?"},
        {"type": "paragraph", "text": "Trả lời: Công dân thường trú tại cơ sở, tự nguyện tham gia (Điều 7)."},
    )
    (point,) = choose_key_points(record).points
    assert point.heading == "Ai được bầu làm hòa giải viên?"
    assert point.text == "Công dân thường trú tại cơ sở, tự nguyện tham gia."
    assert point.citation == "Điều 7 Luật Hòa giải ở cơ sở"


def test_a_heading_lends_its_provision_to_its_list() -> None:
    record = outline(
        {"type": "heading", "level": 2, "text": "1. Hai quyền theo Điều 9"},
        {"type": "list", "items": ["1) được bồi dưỡng kiến thức;", "2) hưởng thù lao."]},
    )
    (point,) = choose_key_points(record).points
    assert (point.heading, point.text) == ("Hai quyền", "Được bồi dưỡng kiến thức; hưởng thù lao.")
    assert point.citation == "Điều 9 Luật Hòa giải ở cơ sở"


def test_a_paragraph_of_two_statements_is_told_whole_with_both_provisions() -> None:
    record = outline(
        {
            "type": "paragraph",
            "text": "Hòa giải tôn trọng sự tự nguyện của các bên (khoản 1 Điều 4). Mỗi tổ có từ 03 hòa giải viên trở "
            "lên (khoản 1 Điều 12).",
        }
    )
    (point,) = choose_key_points(record).points
    assert point.text.count("(khoản 1 Điều") == 2
    assert point.citation == "Khoản 1 Điều 4; khoản 1 Điều 12 Luật Hòa giải ở cơ sở"


def test_an_exception_goes_with_its_rule() -> None:
    record = outline(
        {
            "type": "paragraph",
            "text": "Hòa giải viên bắt đầu trong 03 ngày (khoản 2 Điều 20). Trừ trường hợp cần hòa giải ngay.",
        }
    )
    (point,) = choose_key_points(record).points
    assert point.text.endswith("Trừ trường hợp cần hòa giải ngay.")


def test_a_sentence_that_leans_on_the_one_before_takes_it_along() -> None:
    record = outline(
        {
            "type": "paragraph",
            "text": "Hòa giải viên phải giữ bí mật. Nếu vi phạm thì thôi làm hòa giải viên (Điều 11).",
        }
    )
    (point,) = choose_key_points(record).points
    assert point.text == "Hòa giải viên phải giữ bí mật. Nếu vi phạm thì thôi làm hòa giải viên (Điều 11)."


def test_rows_of_a_table_under_an_opening() -> None:
    record = outline(
        {"type": "paragraph", "text": "Mức hỗ trợ được nêu tại Điều 6:"},
        {"type": "table", "header_rows": 1, "rows": [["Việc", "Mức hỗ trợ"], ["Hòa giải thành", "300.000 đồng"]]},
    )
    (point,) = choose_key_points(record).points
    assert (point.heading, point.text) == ("Mức hỗ trợ", "Hòa giải thành: 300.000 đồng")


def test_what_cannot_carry_its_source_is_left_out_and_said() -> None:
    basis = [
        {"text": "Luật A số 1/2020/QH14", "act": {"type": "luat", "number": "1/2020/QH14"}},
        {"text": "Luật B số 2/2020/QH14", "act": {"type": "luat", "number": "2/2020/QH14"}},
    ]
    record = outline(
        {"type": "paragraph", "text": "Người dân có quyền khiếu nại."},
        {"type": "paragraph", "text": "Ai cũng phải chấp hành (khoản 1 Điều 8)."},
        {"type": "paragraph", "text": "Phải nộp phạt theo Điều 5 Luật A số 1/2020/QH14 trong mọi trường hợp."},
        basis=basis,
    )
    points = choose_key_points(record)
    assert [point.citation for point in points.points] == ["Điều 5 Luật 1/2020/QH14"]
    assert points.note is not None


def test_without_any_citation_there_is_nothing() -> None:
    assert choose_key_points(outline({"type": "paragraph", "text": "Xin chào."}, basis=[])).points == ()


@each(
    "text",
    [
        "Nơi nhận: như Điều 5; lưu VT theo quy định.",
        "75.000.000 đồng trong phòng, chống tệ nạn xã hội (khoản 1 Điều 5).",
        "hoặc người đại diện của họ đề nghị (khoản 1 Điều 5).",
        "Xem xét trong 12 giờ kể từ khi nhận được đề nghị (khoản 2 Điều 25 Luật số",
        "NHỮNG ĐIỀU CẦN BIẾT (ĐIỀU 5)",
        "Ủy ban nhân dân cấp xã m Mỗi lần cấm không quá 03 ngày (khoản 1 Điều 25).",
    ],
)
def test_scraps_and_furniture_are_no_points(text: str) -> None:
    assert choose_key_points(outline({"type": "paragraph", "text": text})).points == ()


def test_a_bullet_read_as_a_letter_is_dropped() -> None:
    record = outline({"type": "paragraph", "text": "Các bên được: m yêu cầu hòa giải; m từ chối hòa giải (Điều 17)."})
    (point,) = choose_key_points(record).points
    assert point.text == "Các bên được: yêu cầu hòa giải; từ chối hòa giải."


def test_divisions_are_walked() -> None:
    record = outline(
        {
            "type": "part",
            "label": "I",
            "title": "1. TỔ HÒA GIẢI",
            "children": [
                {"type": "article", "label": "12", "text": "Mỗi tổ có từ 03 hòa giải viên trở lên (khoản 1 Điều 12)."}
            ],
        }
    )
    (point,) = choose_key_points(record).points
    assert point.pointer == "/content/0/children/0"
    assert point.heading == "TỔ HÒA GIẢI"


def test_pointers_lead_to_the_block() -> None:
    record = mediation_record()
    values: Any = record.model_dump(mode="json")
    for point in choose_key_points(record).points:
        found = values
        for step in point.pointer.split("/")[1:]:
            found = found[int(step)] if isinstance(found, list) else found[step]
        assert point.text[-20:-1].casefold() in all_texts(found).casefold()


def test_blocks_drawn_apart_stand_under_no_heading() -> None:
    heading = {"type": "heading", "level": 2, "text": "ĐỊA CHỈ LIÊN HỆ"}
    fine = {"type": "sanction", "behaviour": "Làm mất sách của tủ sách", "amount_min": 500_000, "basis": 0}
    basis = [{"text": "Điều 11 Luật X số 1/2020/QH14", "act": {"number": "1/2020/QH14"}, "locator": {"article": "11"}}]
    apart = outline(heading, {"type": "paragraph", "text": "Nhà văn hóa thôn"}, fine, basis=basis)
    right_below = outline(heading, fine, basis=basis)
    assert [point.heading for point in choose_key_points(apart).points if point.emphasis] == ["Phạt tiền"]
    assert [point.heading for point in choose_key_points(right_below).points if point.emphasis] == ["ĐỊA CHỈ LIÊN HỆ"]


def test_a_sentence_whose_end_was_lost_is_no_point() -> None:
    record = outline({"type": "paragraph", "text": "Khoản 1 Điều 19 Luật Hòa giải ở cơ sở nêu các"})
    assert choose_key_points(record).points == ()


def test_a_structured_text_loses_its_bullet_too() -> None:
    basis = [{"text": "Điều 25 Luật X số 1/2020/QH14", "act": {"number": "1/2020/QH14"}, "locator": {"article": "25"}}]
    record = outline({"type": "deadline", "text": "m xem xét, quyết định trong 12 giờ.", "basis": 0}, basis=basis)
    (point,) = choose_key_points(record).points
    assert point.text == "Xem xét, quyết định trong 12 giờ."


def test_the_rest_of_a_list_of_sums_is_no_point() -> None:
    items = [
        "a) Thời hiệu xử phạt là 01 năm (khoản 1 Điều 6).",
        "75.000.000 đồng trong tệ nạn xã hội (khoản 1 Điều 5).",
    ]
    (point,) = choose_key_points(outline({"type": "list", "items": items})).points
    assert point.locator == "khoản 1 Điều 6"


def test_a_sentence_about_the_offender_takes_the_offence_along() -> None:
    text = "Dùng loa nơi công cộng trái phép. Người vi phạm bị phạt từ 1.000.000 đồng đến 2.000.000 đồng (Điều 9)."
    (point,) = choose_key_points(outline({"type": "paragraph", "text": text})).points
    assert point.text.startswith("Dùng loa nơi công cộng trái phép.")
