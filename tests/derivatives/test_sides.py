from __future__ import annotations

from converters.derivatives.wording.sides import Side, names_a_side, side
from tests.each import each


@each(
    ("heading", "text", "expected"),
    [
        ("Những việc cần làm", "Khai báo tạm trú trong 30 ngày.", Side.DO),
        ("Các hành vi bị nghiêm cấm", "Đốt pháo nổ trái phép.", Side.DO_NOT),
        ("", "Không được lái xe sau khi uống rượu, bia.", Side.DO_NOT),
        ("Trách nhiệm của chủ hộ", "Phải lắp thiết bị báo cháy.", Side.DO),
        ("Các hành vi bị nghiêm cấm", "Được mang theo thuốc theo đơn.", None),
        ("Nên làm", "Không được tự ý tháo biển báo.", None),
        ("", "Không được coi là vi phạm nếu đã báo trước.", None),
        ("", "Được hiểu là người từ đủ 60 tuổi trở lên.", None),
        ("", "Phải bồi thường nếu làm mất sách.", None),
        ("Mức phạt", "Đốt rác trong khu dân cư.", None),
    ],
)
def test_a_side_is_said_by_the_record_or_there_is_none(heading: str, text: str, expected: Side | None) -> None:
    assert side(heading, text) is expected


def test_headings_that_are_names_of_a_side() -> None:
    assert names_a_side("Không nên")
    assert names_a_side("Nên làm")
    assert not names_a_side("Nên biết")
