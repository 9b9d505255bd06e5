"""What texts say of acts and organs: what cannot be is found, what is right or past is not."""

from __future__ import annotations

import pytest
from rule_hits import hits

IMPOSSIBLE = (
    "Nghị định số 15/2031/NĐ-CP quy định việc này.",
    "Luật số 99/2026/QH11 quy định việc này.",
    "Luật Hộ tịch số 60/2014/QH12 được ban hành.",
    "Thông tư số 12/2025/TT-BGTVT ngày 20 tháng 9 năm 2025.",
    "Nghị định số 100/2019/NĐ-CP ngày 30 tháng 02 năm 2019.",
    "Nghị định số 123/2015/NĐ-CP ngày 15 tháng 13 năm 2015 của Chính phủ.",
    "Luật Cư trú số 68/2020/QH14 ngày 13 tháng 11 năm 2018.",
    "Thông tư số 02/2025/TT-BTP ngày 31 tháng 3 năm 2025 của Bộ trưởng Bộ Tài chính.",
    "Nghị định số 90/2024/NĐ-CP của Quốc hội.",
    "Quyết định số 1521/QĐ-TTg năm 2020 của Chính phủ.",
    "Luật số 38/2013/NĐ-CP quy định việc này.",
    "Pháp lệnh số 02/2012/QH13 quy định việc này.",
    "Nghị quyết số 35/2021/QH15/NĐ-CP quy định việc này.",
    "Nghị định số 21/1830/NĐ-CP quy định việc này.",
    "Nghị định số 82/2020/NĐ-CP ngày 17 tháng 7 năm 2020 quy định việc này.",
    "Theo điểm w khoản 3 Điều 9 của Luật.",
    "Theo khoản 0 Điều 9 của Luật.",
)
POSSIBLE = (
    "Luật Cư trú số 68/2020/QH14 ngày 13 tháng 11 năm 2020 của Quốc hội.",
    "Nghị quyết số 02/2022/NQ-HĐTP ngày 06 tháng 9 năm 2022 của Hội đồng Thẩm phán Tòa án nhân dân tối cao.",
    "Thông tư số 15/2020/TT-BYT ngày 10/8/2020 của Bộ trưởng Bộ Y tế.",
    "Thông tư liên tịch số 01/2016/TTLT-BCA-BTP của Bộ Công an và Bộ Tư pháp.",
    "Quyết định số 611/QĐ-TTg ngày 04/5/2019 và Quyết định số 611/QĐ-TTg ngày 07/4/2021 của Thủ tướng Chính phủ.",
    "Thông tư số 07/2024/TT-BTTTT ngày 28 tháng 6 năm 2024.",
    "Theo điểm đ khoản 10 Điều 20 của Luật; Pháp lệnh số 01/2022/UBTVQH15.",
    "Nghị định số …/2024/NĐ-CP ngày … tháng … năm 2024.",
)
GONE = (
    "Hồ sơ được nộp tại Phòng Lao động - Thương binh và Xã hội cấp huyện.",
    "Mời bạn liên hệ Ủy ban nhân dân huyện Kim Động.",
    "Công dân khiếu nại đến Chủ tịch UBND quận nơi xảy ra việc.",
    "Đơn gửi Sở Lao động – Thương binh và Xã hội tỉnh.",
    "Giấy phép do Bộ Giao thông vận tải cấp.",
    "Giấy phép do Bộ GTVT cấp.",
    "Giấy phép do Bộ Kế hoạch và Đầu tư cấp.",
    "Đơn gửi Sở NN&PTNT.",
    "Tờ khai nộp cho Tổng cục Thuế.",
    "Giấy phép do Bộ Kế hoạch & Đầu tư cấp.",
)
STILL_OR_PAST = (
    "Trước ngày 01/7/2025, Ủy ban nhân dân huyện Kim Động giải quyết việc này.",
    "Sở Giao thông vận tải cũ nay là Sở Xây dựng.",
    "Thông tư số 12/2023/TT-BGTVT của Bộ Giao thông vận tải còn hiệu lực.",
    "Quyết định số 111-HĐBT ngày 13 tháng 10 năm 1981 của Hội đồng Bộ trưởng.",
    "Ủy ban nhân dân xã Kim Động và Sở Tư pháp tỉnh Hưng Yên.",
    "Công an xã tiếp nhận tin báo.",
    "Tổng cục Thuế (nay là Cục Thuế) tiếp nhận tờ khai.",
)


def in_text(code: str, text: str, **changes: object) -> list[str]:
    return [one.pointer for one in hits(code, {"/content/1/text": text, **changes})]


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_acts_that_cannot_be_are_found_at_their_place(text: str) -> None:
    assert in_text("DUNG120", text) == ["/content/1/text"]


@pytest.mark.parametrize("text", POSSIBLE)
def test_acts_that_can_be_are_not(text: str) -> None:
    assert in_text("DUNG120", text) == []


@pytest.mark.parametrize("text", GONE)
def test_organs_that_are_no_more_are_found(text: str) -> None:
    assert in_text("DUNG121", text) == ["/content/1/text"]


@pytest.mark.parametrize("text", GONE)
def test_in_a_material_of_their_time_they_are_right(text: str) -> None:
    assert in_text("DUNG121", text, **{"/date_issued": "2024-03-02"}) == []


@pytest.mark.parametrize("text", STILL_OR_PAST)
def test_organs_that_are_and_words_of_the_past_are_not(text: str) -> None:
    assert in_text("DUNG121", text) == []


@pytest.mark.parametrize("place", ["/publisher/name", "/creator/name"])
@pytest.mark.parametrize("name", ["UBND thị xã Mỹ Hào", "Phòng Tư pháp huyện Khoái Châu", "Sở Kế hoạch và Đầu tư"])
def test_metadata_too(place: str, name: str) -> None:
    assert [one.pointer for one in hits("DUNG168", {place: name})] == [place]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"/title": "Kết hôn sai luật: những điều cần biết"}, "/title"),
        ({"/evidence/~1title/0/text": "Ly hôn đúng luật: những điều cần biết"}, "/title"),
        ({"/number": "51/TL-STP"}, "/number"),
        ({"/date_issued": "2026-03-12"}, "/date_issued"),
    ],
)
def test_evidence_that_says_something_else(changes: dict[str, str], place: str) -> None:
    assert [one.pointer for one in hits("DUNG184", changes)] == [place]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"/evidence/~1title/0/text": "KẼT HÔN ĐÚNG LUẬT: NHỮNG ĐIỀU CÂN BIÊT"},
        {"/evidence/~1title/0/text": "Kết hôn đúngluật: những điều cầnbiết"},
        {"/evidence/~1number/0/text": "Số: 15/TL-"},
        {"/evidence/~1date_issued/0/text": "02/3/2026"},
        {"/title": "Một tên khác hẳn", "/evidence/~1title/0/inferred": True},
    ],
)
def test_a_reading_that_was_mended_or_broken_off_says_the_same(changes: dict[str, object]) -> None:
    assert hits("DUNG184", changes) == []


def test_what_stands_far_behind_in_one_paragraph_is_looked_at_too() -> None:
    """Not only the first twenty thousand signs of a string."""
    before = "Người dân có quyền yêu cầu giải quyết. " * 1_000
    for said in (IMPOSSIBLE[0], IMPOSSIBLE[-1]):
        assert [one.pointer for one in hits("DUNG120", {"/content/1/text": before + said})] == ["/content/1/text"]
    assert hits("DUNG121", {"/content/1/text": before + GONE[0]})
    assert not hits("DUNG120", {"/content/1/text": before + POSSIBLE[0]})
