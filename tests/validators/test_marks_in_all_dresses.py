"""Marks of secrecy and of internal papers in the ways they are written, and words that only look like them."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rule_hits import hits, places

from tests.each import each
from validators.rules.clean.mark_lines import MarkKind, mark_lines

TEXT = "/content/1/text"
SECRET = (
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "“Tối mật”.",
    "Độ mật: Mật",
    "Độ mật: TỐI MẬT",
    "Mức độ bí mật: Tuyệt mật",
    "Đóng dấu: “Mật”",
    "M Ậ T",
    "T.Ố.I M.Ậ.T",
    "*** TUYET MAT ***",
    "[Tối mật]",
    "(Mật)",
    "<p><b>MẬT</b></p>",
    "MẬT (Mẫu số 01)",
    "TỐI MẬT – Bản số 2",
    "HỎA TỐC – MẬT",
    "KHẨN, TỐI MẬT",
    "MẬT Kế hoạch phòng cháy",
    "TÀI LIỆU MẬT - KHÔNG SAO CHỤP",
    "VĂN BẢN TỐI MẬT của cơ quan",
    "Đây là tài liệu MẬT.",
    "Văn bản này thuộc độ tối mật.",
    "Hồ sơ này được xác định mức độ tuyệt mật.",
    "BÍ MẬT CÔNG TÁC",
    "CONFIDENTIAL",
    "TOP SECRET",
    "Nơi nhận: Lưu VT.\nTối mật\nTrang 2",
)
NO_SECRET = (
    "Người nuôi ong lấy mật bán ở chợ.",
    "mật",
    "Mật ong rừng",
    "MẬT ONG RỪNG NGUYÊN CHẤT",
    "Không ai được làm lộ bí mật nhà nước.",
    "Thế nào là tài liệu mật?",
    "Độ tối mật do người có thẩm quyền xác định.",
    "Mật khẩu",
    "Mật độ xây dựng: 60%",
    "Bí mật nhà nước là gì?",
    "I. Bí mật nhà nước",
    "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "Confidential information",
    "Secret",
    "Bí mật đời tư được pháp luật bảo vệ.",
)
INTERNAL = (
    "Lưu hành nội bộ",
    "(Lưu hành trong phạm vi nội bộ)",
    "Tài liệu chỉ sử dụng trong nội bộ.",
    "Bản in lưu hành trong ngành.",
    "XEM XONG TRẢ LẠI",
    "- Xem xong thu hồi -",
    "Tài liệu này không được phát tán.",
    "Tài liệu này tuyệt đối không được phép sao chụp.",
    "Văn bản này cấm phổ biến.",
    "TÀI LIỆU NỘI BỘ",
    "NỘI BỘ",
    "N.Ộ.I B.Ộ",
    "KHÔNG PHỔ BIẾN",
    "Chỉ người có tên mới được bóc bì",
    "Mọi quyền được bảo lưu.",
    "Bảo lưu mọi quyền",
    "All rights reserved",
    "Luu hanh noi bo",
    "Do not copy or distribute",
    "NOT FOR PUBLIC RELEASE",
    "Phát hành hạn chế",
)
NO_INTERNAL = (
    "Mâu thuẫn trong nội bộ gia đình thì hòa giải.",
    "Quy chế nội bộ của doanh nghiệp do Hội đồng thành viên ban hành.",
    "Tiền giả không được lưu hành.",
    "Cấm phát tán ảnh riêng tư của người khác.",
    "Tác giả có quyền bảo lưu ý kiến.",
    "Không phổ biến kiến thức sai.",
    "Xem xong phim, cả lớp thảo luận.",
    "Sử dụng cho nội bộ là sử dụng không thu tiền.",
    "Phương tiện lưu hành trong thành phố phải có đăng kiểm.",
)


@each("text", SECRET)
def test_marks_of_secrecy_are_told_where_they_stand(text: str) -> None:
    assert set(places("SACH310", {TEXT: text})) == {TEXT}


@each("text", NO_SECRET)
def test_what_is_no_mark_of_secrecy(text: str) -> None:
    assert hits("SACH310", {TEXT: text}) == []


@each("text", INTERNAL)
def test_marks_of_internal_papers_are_told_where_they_stand(text: str) -> None:
    assert set(places("SACH311", {TEXT: text})) == {TEXT}


@each("text", NO_INTERNAL)
def test_what_is_no_mark_of_an_internal_paper(text: str) -> None:
    assert hits("SACH311", {TEXT: text}) == []


@each("text", ["TỐI MẬT", "Độ mật: Mật", "BÍ MẬT NHÀ NƯỚC"])
def test_a_mark_is_found_however_its_letters_are_composed(text: str) -> None:
    assert places("SACH310", {TEXT: unicodedata.normalize("NFD", text)}) == [TEXT]


def test_a_mark_is_told_once_though_two_searches_find_it() -> None:
    assert len(hits("SACH310", {TEXT: "Tuyệt mật"})) == 1
    assert len(hits("SACH311", {TEXT: "LƯU HÀNH NỘI BỘ"})) == 1


@each("grade", ["Mật", "TỐI MẬT", "tuyệt mật"])
def test_stamps_and_watermarks_speak_of_no_honey(grade: str) -> None:
    for block in ("watermark", "stamp", "furniture"):
        made = {"type": block, "text": f"“{grade}”", "pages": [1]}
        assert places("SACH310", {"/content/2": made}) == ["/content/2/text"]


@each("item", ["Bí mật nhà nước", "Tài liệu tối mật", "Phát hành hạn chế", "Hạn chế phổ biến"])
def test_what_a_list_names_in_plain_letters_is_no_mark_of_the_paper(item: str) -> None:
    listed = {"type": "list", "ordered": False, "items": ["Khái niệm chung", item, "Trách nhiệm"]}
    assert [one.is_plain for one in mark_lines(item)] == [True]
    assert hits("SACH310", {"/content/2": listed}) == hits("SACH311", {"/content/2": listed}) == []
    in_capitals = listed | {"items": ["Khái niệm chung", item.upper(), "Trách nhiệm"]}
    told = [*places("SACH310", {"/content/2": in_capitals}), *places("SACH311", {"/content/2": in_capitals})]
    assert told == ["/content/2/items/1"]


@each("terms", [
    "Không được sao chép khi chưa có sự đồng ý của tác giả.",
    "Nghiêm cấm mọi hình thức in lại nếu không được phép bằng văn bản.",
    "Cấm sử dụng vào việc khác mà chưa được đồng ý.",
])  # fmt: skip
def test_terms_of_use_that_keep_a_material_back(terms: str) -> None:
    assert places("SACH311", {"/rights/statement": terms}) == ["/rights/statement"]


@each("terms", ["Được sao chép, phổ biến miễn phí.", "Ghi rõ nguồn khi sử dụng lại.", "Không được sửa nội dung."])
def test_terms_of_use_that_let_it_go(terms: str) -> None:
    assert hits("SACH311", {"/rights/statement": terms}) == []


def test_a_title_that_runs_over_lines_is_no_mark() -> None:
    for text in ("LUẬT\nBẢO VỆ\nBÍ MẬT NHÀ NƯỚC", "BÍ MẬT NHÀ NƯỚC\nlà thông tin quan trọng", "Bí mật nhà nước gồm:"):
        assert list(mark_lines(text)) == []
    assert [one.kind for one in mark_lines("Trang bìa\nBÍ MẬT NHÀ NƯỚC\nHưng Yên, 2026")] == [MarkKind.SECRET]


def test_a_line_too_long_is_no_mark() -> None:
    assert len(list(mark_lines("N" + " " * 60 + "ỘI BỘ"))) == 1
    assert list(mark_lines("N" + " " * 150 + "ỘI BỘ")) == []


LINES = ["TUYỆT MẬT", "LƯU HÀNH NỘI BỘ", "Điều 1. Phạm vi", "", "Người dân được biết.", "Không sao chép", "  NỘI BỘ  "]


@given(st.lists(st.sampled_from(LINES), max_size=9))
def test_places_of_marks_are_exact(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = list(mark_lines(text))
    assert [text[one.start : one.end].strip() for one in found] == [one.text for one in found]
    assert len(found) == sum(line not in {"Điều 1. Phạm vi", "", "Người dân được biết."} for line in lines)


@given(st.sampled_from(["TỐI MẬT", "NỘI BỘ", "LƯU HÀNH NỘI BỘ"]), st.sampled_from([".", " ", "-", "_", "·", "*", "1"]))
def test_no_sign_between_the_letters_hides_a_mark(mark: str, sign: str) -> None:
    kind = MarkKind.SECRET if "MẬT" in mark else MarkKind.INTERNAL
    assert [one.kind for one in mark_lines(sign.join(mark))] == [kind]
