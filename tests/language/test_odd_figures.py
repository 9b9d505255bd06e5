"""Ages the law sets, and figures written as none is: told where they are wrong, and nothing of what is right."""

from __future__ import annotations

from tests.each import each
from validators.language.odd_figures import odd_figures
from validators.language.secrecy_words import grades_in_lines


@each(
    ("text", "words"),
    [
        ("Nam từ đủ 02 tuổi, nữ từ đủ 18 tuổi được kết hôn.", "Nam từ đủ 02 tuổi"),
        ("Nam từ đủ 20 tuổi, nữ từ đủ 81 tuổi được kết hôn.", "nữ từ đủ 81 tuổi"),
        ("Công dân đủ 81 tuổi trở lên có quyền bầu cử.", "đủ 81 tuổi trở lên có quyền bầu cử"),
        ("Trẻ em là người dưới 61 tuổi.", "Trẻ em là người dưới 61 tuổi"),
        ("Người từ đủ 41 tuổi đến dưới 16 tuổi phải chịu trách nhiệm.", "từ đủ 41 tuổi đến dưới 16 tuổi"),
        ("Áp dụng cho người từ đủ 00 tuổi.", "từ đủ 00 tuổi"),
        ("Trẻ em từ 066 tuổi phải đội mũ.", "066"),
        ("Trả kết quả trong 0 ngày.", "trong 0 ngày"),
        ("Điện thoại: 0292 38200 000.", "Điện thoại: 0292 38200 000"),
        ("Người đến muộn thì báo trước 28 giờ ngày hôm sau.", "28 giờ ngày hôm sau"),
        ("Toàn phường có 1.250 hộ, trong đó 4.300 hộ có bình.", "1.250 hộ, trong đó 4.300 hộ có"),
        ("Phát lúc 5 giờ 30 và 17 giờ 90 hằng ngày.", "17 giờ 90"),
        ("Từ tháng 11 đến tháng 14 năm sau, trời hanh khô.", "đến tháng 14 năm sau"),
        ("Luật được Quốc hội khóa XIV thông qua ngày 27/11/2023.", "Quốc hội khóa XIV thông qua ngày 27/11/2023"),
        ("Nợ lương từ 50 người đến 11 người.", "từ 50 người đến 11 người"),
        ("Nợ lương của 12 người, trong đó có 50 lao động nữ.", "12 người, trong đó có 50 lao động"),
        ("Nghỉ từ 15 giờ sáng.", "15 giờ sáng"),
        ("Tổ có 05 hòa giải viên, trong đó có 12 nữ.", "05 hòa giải viên, trong đó có 12 nữ"),
        ("Có 12 đơn, trong đó 15 đơn.", "12 đơn, trong đó 15 đơn"),
        ("Nghị định số 282/2025/NĐ-CP có hiệu lực từ ngày 15/12/2015.",
         "282/2025/NĐ-CP có hiệu lực từ ngày 15/12/2015"),
        ("Luật số 36/2024/QH15 cấm việc ấy. Luật có hiệu lực từ ngày 01 tháng 01 năm 2023.",
         "36/2024/QH15 cấm việc ấy. Luật có hiệu lực từ ngày 01 tháng 01 năm 2023"),
        ("Người vi phạm không bị phạt tiền từ 400.000 đồng đến 600.000 đồng.", "không bị phạt tiền từ 400.000 đồng"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(text: str, words: str) -> None:
    assert words in [said for _, said, _ in odd_figures(text)]


@each(
    "text",
    [
        "Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi được kết hôn.",
        "Nam từ đủ 60 tuổi, nữ từ đủ 55 tuổi được nghỉ hưu; trước khi kết hôn cần biết.",
        "Theo Luật năm 1959, nam từ 20 tuổi, nữ từ đủ 16 tuổi được kết hôn.",
        "Công dân đủ mười tám tuổi trở lên có quyền bầu cử và đủ 21 tuổi trở lên có quyền ứng cử.",
        "Trẻ em từ 06 tuổi trở lên; trẻ dưới 24 tháng tuổi.",
        "Trả kết quả trong 05 ngày, từ 0 giờ ngày 01 tháng 7.",
        "Điện thoại: 0292 3820 000; số 0012/2024/QĐ-UBND.",
        "Luật được Quốc hội khóa XV, kỳ họp thứ 6 thông qua ngày 27/11/2023; từ tháng 13 đến tháng 24 kể từ ngày nộp.",
        "Toàn phường có 1.250 hộ, trong đó 430 hộ có bình; 2 giờ 75 km; mở cửa lúc 7 giờ 45 hằng ngày.",
        "Rút ngắn từ 10 ngày đến 5 ngày; từ 11 người đến 50 người; từ 11 tháng đến 2 năm.",
        "Báo trước 48 giờ; từ 22 giờ đến 06 giờ sáng hôm sau; 14 giờ chiều; trước 08 giờ ngày hôm sau.",
        "Tổ có 05 hòa giải viên, trong đó có 02 nữ; có 3 đội, trong đó 12 nữ; 100 hộ, trong đó có 450 người nghèo.",
        "Nghị định số 19/2026/NĐ-CP sửa đổi các nghị định có hiệu lực từ ngày 01/7/2023.",
        "Luật số 36/2024/QH15 thay thế luật cũ. Nghị định có hiệu lực từ ngày 01 tháng 01 năm 2020 hết hiệu lực.",
        "Không phạt tiền đối với người từ đủ 14 tuổi đến dưới 16 tuổi.",
    ],
)
def test_what_is_right_is_not(text: str) -> None:
    assert list(odd_figures(text)) == []


@each(
    ("line", "mark"),
    [
        ("TỐI/MẬT - Nhắc người đi xe máy", "TỐI/MẬT"),
        ("TUYET MAT – Có. Chị được yêu cầu", "TUYET MAT"),
        ("T ỐI M ẬT", "T ỐI M ẬT"),
        ("Kế hoạch kiểm tra Tối Mật", "Tối Mật"),
        ("Ủy ban nhân dân cấp xã MẬT", "MẬT"),
        ("Mua bán pháo hoa – Độ mật: Mật", "Độ mật: Mật"),
    ],
)
def test_a_grade_inside_a_line(line: str, mark: str) -> None:
    assert mark in [words for _, words in grades_in_lines(line)]


@each(
    "text",
    [
        "Độ mật: Tuyệt mật, Tối mật và Mật là ba mức.",
        "Bí mật nhà nước gồm ba độ: TUYỆT MẬT, TỐI MẬT, MẬT.",
        "NUÔI ONG LẤY MẬT",
        "Mật ong rừng, bí mật đời tư",
    ],
)
def test_a_lesson_on_grades_bears_none(text: str) -> None:
    assert list(grades_in_lines(text)) == []
