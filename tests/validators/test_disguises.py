"""What is wrong is found in whatever dress it comes, at its place; what only looks like it raises no alarm.

Numbers, names and papers here are invented.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from rule_hits import hits, places

from tests.each import each

TEXT = "/content/1/text"
LAW = "/legal_basis/0"

SAID: list[tuple[str, str]] = [
    # Signs nobody sees, letters and digits of other scripts
    ("SACH305", "Nam từ đủ 20 tuổi\U000e0041\U000e0042 được kết hôn."),
    ("SACH305", "Nam từ đủ 2\ufe0f0 tuổi được kết hôn."),
    ("SACH305", "Nam từ đủ 20\u3164tuổi được kết hôn."),
    ("SACH305", "Nam từ đủ 20 tu\u034fổi được kết hôn."),
    ("SACH312", "Người dân được hỗ trợ khi c\u03cc đơn."),
    ("SACH312", "Trình tự \u0421\u041e\u0421 nêu ở phần sau."),
    ("SACH312", "Mức phạt là １.000.000 đồng."),
    ("SACH312", "Mức phạt là ١٠٠٠ đồng."),
    ("SACH312", "Người dân được trợ gıúp pháp lý."),
    ("SACH312", "Người dân được ʜỗ trợ pháp lý."),
    ("SACH312", "Người dân nộp đơn a\u1fbd tại xã."),  # a sign that is no letter beside one
    # Personal data
    ("SACH320", "Số định danh cá nhân 033–099–001–234."),
    ("SACH320", "CCCD số 033\u00a0099\u00a0001\u00a0234."),
    ("SACH320", "CCCD 033_099_001_234."),
    ("SACH322", "Gọi chị Thử số 0084 912 345 672."),
    ("SACH322", "Gọi chị Thử số 0912\u2009345\u2009672."),
    ("SACH322", "Điện thoại: 0912/345/672"),
    ("SACH322", "Gọi chị Thử (0912) 345-672."),
    ("SACH322", "Gọi chị Thử 0912\n345 672."),
    ("SACH322", "Gọi chị Thử: ０９１２３４５６７２."),
    ("SACH322", "Gọi chị Thử: 𝟎𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟐."),
    ("SACH322", "Gọi chị Thử: O912345672."),
    ("SACH322", "Gọi chị Thử 0912\u200e345\u200b672."),
    ("SACH322", "Gọi chị Thử 0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣2️⃣."),
    ("SACH322", "Gọi chị Thử 0912..345..672."),
    ("SACH322", "Gọi chị Thử 0912 — 345 — 672."),
    ("SACH322", "Gọi chị Thử 09l2345672."),
    ("SACH320", "CCCD: O33O99OO1234."),
    ("SACH326", "Viết cho lan.thu @ gmail.com"),
    ("SACH329", "Chị H, sinh ngày mồng hai tháng chín năm một nghìn chín trăm bảy lăm."),
    ("SACH322", "Nhắn qua zalo.me/0912345672 để được hỗ trợ."),
    ("SACH326", "Viết cho lan.thu99 (at) gmail (dot) com."),
    ("SACH326", "Viết cho lan.thu99＠gmail.com."),
    ("SACH329", "Sinh ngày 02/09/75."),
    # Marks of secrecy
    ("SACH310", "MẬT (Mẫu số 01)"),
    ("SACH310", "TỐI MẬT – Bản số 02"),
    ("SACH310", "[TỐI MẬT] Bản số: 05/20"),
    ("SACH310", "UBND TỈNH HƯNG YÊN          MẬT"),
    ("SACH310", "Đóng dấu “TUYỆT MẬT” – không sao chụp"),
    ("SACH310", "Văn bản này đóng dấu «MẬT»."),
    ("SACH310", "HỎA TỐC - MẬT"),
    ("SACH310", "<b>MẬT</b>"),
    ("SACH311", "Chỉ lưu hành trong nội bộ cơ quan"),
    ("SACH311", "Lưu hành trong phạm vi nội bộ"),
    ("SACH311", "NỘI BỘ – KHÔNG SAO CHỤP"),
    # Organs that are no more, acts there cannot be
    ("DUNG121", "Nộp tiền tại Chi cục Thuế huyện Khoái Châu."),
    ("DUNG121", "Đơn nộp tại Tòa án nhân dân cấp huyện nơi cư trú."),
    ("DUNG121", "Gửi đến Viện kiểm sát nhân dân huyện Văn Giang."),
    ("DUNG121", "Kiến nghị gửi Huyện ủy Khoái Châu."),
    ("DUNG121", "Gửi hồ sơ đến Sở Tư pháp tỉnh Thái Bình."),
    ("DUNG121", "TÒA ÁN NHÂN DÂN QUẬN HOÀN KIẾM thụ lý vụ án."),
    ("DUNG120", "Thông tư số 15/2021/TT-CP quy định việc này."),
    ("DUNG120", "Luật số 45/2013/QH14 về đất đai được áp dụng."),
    ("DUNG120", "Theo Nghị định số 10/2022/NĐ-BTC thì được miễn."),
]

HARMLESS = [
    "Nộp phạt vào tài khoản số 3511.0.1093456.00000 của Kho bạc Nhà nước khu vực VI.",
    "Số tài khoản: 371101054345 tại KBNN tỉnh Hưng Yên, mã chương 605.",
    "Người sinh ngày 01/01/2009 trở đi được cấp thẻ căn cước theo quy định mới.",
    "Người sinh từ ngày 01/7/1965 đến trước ngày 01/01/1970 nghỉ hưu theo lộ trình.",
    "Bài học về độ mật: có ba độ mật là Tuyệt mật, Tối mật và Mật; tài liệu được đóng dấu theo quy định.",
    "Thời hạn bảo vệ: 30 năm đối với Tuyệt mật; 20 năm đối với Tối mật; 10 năm đối với Mật",
    "Mọi phản ánh gửi về sotuphap@hungyen.gov.vn hoặc pbgdpl@moj.gov.vn.",
    "Địa chỉ: số 1 đường Chùa Chuông, phường Phố Hiến (trụ sở Sở Tư pháp).",
    "Các điều 10, 11, 12 và từ Điều 20 đến Điều 35 Luật Cư trú số 68/2020/QH14 quy định việc này.",
    "Mức phạt từ 300.000.000 đồng đến 1.000.000.000 đồng.",
    "Trước ngày 01/7/2025, hồ sơ nộp tại UBND cấp huyện; nay nộp tại UBND cấp xã.",
    "Luật số 65/2011/QH13 do Quốc hội khóa XIII thông qua; Luật số 65/2010/QH12 do khóa XII thông qua.",
    "MẬT ONG HƯNG YÊN - SẢN PHẨM OCOP",
    "Mật khẩu tài khoản VNeID phải được giữ kín; mật độ dân số cao nên thiếu nhà ở.",
    "Diện tích 500 m², nhiệt độ 37 °C, ½ số phiếu, góc α và β, điện trở 5 Ω, 3 μg/ml.",
    "Bước 1️⃣: nộp hồ sơ ✔️; bước 2️⃣: nhận kết quả ❤️.",
    "Bài hát Катюша và thủ đô Москва được nhắc trong sách.",
]


@each("wanted", SAID, ids=lambda wanted: f"{wanted[0]} {wanted[1][:30]}")
def test_it_is_found_where_it_stands(wanted: tuple[str, str]) -> None:
    code, text = wanted
    assert TEXT in places(code, {TEXT: text})


@each("text", HARMLESS, ids=lambda text: text[:30])
def test_what_only_looks_like_it_raises_no_alarm(text: str) -> None:
    codes = sorted({code for code, _ in SAID} | {"SACH321", "SACH323", "SACH324", "SACH325", "SACH327", "SACH328"})
    assert {code: places(code, {TEXT: text}) for code in codes if places(code, {TEXT: text})} == {}


def test_what_is_found_is_told_as_it_stands() -> None:
    (found,) = hits("SACH322", {TEXT: "Gọi 0912\u200b345\u200b672 nhé."})
    assert found.mark == "0912\u200b345\u200b672"


@pytest.mark.parametrize(
    ("code", "changes", "place"),
    [
        ("SACH322", {"/evidence/~1title/0/text": "Kết hôn đúng luật 0912345672"}, "/evidence/~1title/0/text"),
        ("SACH320", {"/files/0/path": "source/033099001234.pdf"}, "/files/0/path"),
        ("SACH320", {"/identifier": "urn:cccd:033099001234"}, "/identifier"),
        ("DU252", {"/evidence/~1number/0/text": " "}, "/number"),
        ("DUNG131", {"/reviewed_on": "0001-01-01"}, "/reviewed_on"),
        ("DUNG131", {"/workflow/events/0/at": "0001-01-05T08:00:00+07:00"}, "/workflow/events/0/at"),
        ("DUNG144", {"/approval/date": "2026-03-09"}, "/approval/date"),
        ("DUNG144", {"/approval/by": "Người Khác"}, "/approval/by"),
        ("DUNG184", {"/evidence/~1date_issued/0/text":
                     "ngày hai tháng ba năm hai nghìn không trăm hai mươi lăm"}, "/date_issued"),
    ],
)  # fmt: skip
def test_the_rest_of_a_record_is_looked_at_too(code: str, changes: dict[str, Any], place: str) -> None:
    assert any(pointer in place or place in pointer for pointer in places(code, changes))


def test_a_date_in_words_that_says_the_same_is_fine() -> None:
    said = {"/evidence/~1date_issued/0/text": "ngày mồng hai tháng ba năm hai nghìn không trăm hai mươi sáu"}
    assert places("DUNG184", said) == []


def test_letters_apart_from_their_marks_are_the_same_words() -> None:
    assert places("SACH310", {TEXT: unicodedata.normalize("NFD", "TUYỆT MẬT")}) == [TEXT]


# Term of the Assembly: number, day of the act, whether it may be.
@each("number", [
    ("52/2014/QH13", "2014-06-19", True),
    ("52/2014/QH13", None, True),
    ("01/2016/QH14", "2016-07-28", True),
    ("107/2016/QH13", "2016-04-06", True),
    ("12/2026/QH16", "2026-04-20", True),
    ("52/2014/QH1", None, False),
    ("52/2014/QH131", None, False),
    ("52/2007/QH13", "2007-06-19", False),
    ("73/2021/QH15", "2021-03-30", False),
    ("73/2021/QH14", "2021-11-30", False),
    ("12/2003/UBTVQH14", None, False),
    ("11/1999/UBTVQH10", None, True),
], ids=lambda row: f"{row[0]} {row[1]}")  # fmt: skip
def test_a_term_passes_acts_of_its_years(number: tuple[str, str | None, bool]) -> None:
    said, day, may_be = number
    act = {"number": said, **({"date": day} if day else {})}
    assert (places("DUNG122", {f"{LAW}/act": act}) == []) is may_be


STEPS = [("draft", ""), ("compared", "Lê Văn Khánh"), ("approved", "Trần Thị Bình Minh"), ("published", "Lê Văn Khánh")]


def taken(*states: str) -> dict[str, Any]:
    """Those steps, an hour each."""
    who = dict(STEPS)
    events = [{"state": state, "at": f"2026-03-10T{hour:02}:00:00+07:00", "by": who.get(state) or "Lê Văn Khánh"}
              for hour, state in enumerate(states, start=8)]  # fmt: skip
    return {"/workflow": {"state": states[-1], "events": events}}


@each("steps", [
    (("draft", "compared", "approved", "published"), []),
    (("compared", "approved", "published", "draft", "compared", "approved"), []),
    (("draft", "compared", "approved", "compared", "approved", "published"), []),  # edited, compared again
    (("draft", "approved", "compared", "published"), [1, 3]),
    (("draft", "compared", "published", "approved"), [2, 3]),
    (("draft", "compared", "approved", "withdrawn", "published"), [4]),
    (("draft", "approved", "published"), []),  # DU222: never compared
], ids=lambda steps: " ".join(steps[0]))  # fmt: skip
def test_steps_come_in_turn(steps: tuple[tuple[str, ...], list[int]]) -> None:
    states, wrong = steps
    assert places("DUNG143", taken(*states)) == [f"/workflow/events/{index}/state" for index in wrong]
