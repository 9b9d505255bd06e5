"""Organs and provinces of closed lists, numbers of papers, people's health, licences, copies and files nobody reads."""

from __future__ import annotations

import base64
import datetime as dt
import unicodedata
from pathlib import Path, PurePosixPath
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rule_hits import hits, places

from examples.validation_examples import base, package
from tests.each import each
from validators.check import check_paths
from validators.language.sought import Searched
from validators.options import CheckOptions
from validators.packages.package import open_package
from validators.rules.clean.story_names import find_sick
from validators.rules.closed_lists import FORMER, invented_organs, is_former
from validators.rules.payload.file_texts import look_into
from validators.rules.policy import Policy
from validators.sharing.vocabulary import vocabulary

TEXT = "/content/1/text"
NEVER = (
    "Bộ Hộ tịch hướng dẫn việc này.",
    "Đơn gửi Bộ Dân chính và Hòa giải.",
    "Sở Hòa giải tiếp nhận đơn.",
    "Nộp tại Sở Tuyên huấn tỉnh.",
    "UBND tỉnh Sơn Thủy ban hành.",
    "HĐND tỉnh Hồng Giang thông qua.",
    "Công an tỉnh Sơn Thủy xác minh.",
    "Tòa án nhân dân tỉnh Hồng Giang xét xử.",
    "Toà án nhân dân tỉnh Hồng Giang xét xử.",
    "Viện kiểm sát nhân dân tỉnh Sơn Thủy truy tố.",
    "Ủy ban nhân dân Tỉnh Hồng Giang trả lời.",
)
ORGANS = (
    "Bộ Tư pháp, Bộ Công an và Bộ Nội vụ phối hợp.",
    "Bộ Văn hóa, Thể thao và Du lịch hướng dẫn.",
    "Bộ Nông nghiệp và Môi trường hướng dẫn.",
    "Bộ luật Hình sự và Bộ Luật Lao động.",
    "Bộ Chính trị ban hành nghị quyết.",
    "Bộ Tư lệnh Bộ đội Biên phòng phối hợp.",
    "Bộ VHTTDL và Sở GD&ĐT thông báo.",
    "Sở Tư pháp tỉnh Hưng Yên phát hành.",
    "Sở Y tế tỉnh Bắc Ninh và Sở Xây dựng.",
    "Sở hữu trí tuệ, sở thú và Sở Giao dịch chứng khoán.",
    "UBND tỉnh Hà Tây cũ đã giải quyết.",
    "UBND tỉnh Thừa Thiên Huế và UBND tỉnh Đắk Lắk.",
    "UBND tỉnh nơi cư trú nhận đơn.",
    "Bộ Nội địa của Nhật Bản cấp thẻ.",
    "Ở nước ngoài có Bộ Hộ tịch riêng.",
    "Bộ câu hỏi và bộ tài liệu gồm 3 phần.",
)


@each("text", NEVER)
def test_organs_on_no_list(text: str) -> None:
    assert set(places("DUNG125", {TEXT: text})) == {TEXT}


@each("text", ORGANS)
def test_organs_that_are_or_were_and_what_only_begins_so(text: str) -> None:
    assert hits("DUNG125", {TEXT: text}) == []


@given(st.sampled_from(FORMER), st.booleans())
def test_every_former_ministry_is_known_in_each_spelling(name: str, in_capitals: bool) -> None:
    said = name.upper() if in_capitals else name
    assert is_former(said)
    assert is_former(unicodedata.normalize("NFC", said.replace(" - ", " – ")))
    assert invented_organs(said, is_name=True) == []


@given(st.sampled_from([term.vi for term in vocabulary("provinces").terms if term.vi.startswith("Tỉnh ")]))
def test_every_province_is_known_and_none_with_another_letter(name: str) -> None:
    named = name.removeprefix("Tỉnh ")
    assert invented_organs(f"UBND tỉnh {named} ban hành.") == []
    assert [said for _, said in invented_organs(f"UBND tỉnh {named[0]}zu{named[1:]} ban hành.")] != []


def test_an_invented_organ_is_told_where_it_stands() -> None:
    text = "Theo Bộ Tư pháp, Bộ Hộ tịch và Sở Hòa giải."
    assert [text[at:].startswith(name) for at, name in invented_organs(text)] == [True, True]
    assert [at for at, _ in invented_organs(text)] == [text.index("Bộ Hộ"), text.index("Sở Hòa")]


@each(("text", "is_told"), [
    ("Giấy chứng nhận quyền sử dụng đất số AB 123456 của hộ ông A.", True),
    ("GCN số phát hành: BX123456", True),
    ("Sổ đỏ số CĐ 98765432 bị mất.", True),
    ("Sổ hồng số: DA 123456", True),
    ("Số vào sổ cấp giấy: CH 01234", True),
    ("Giấy chứng nhận số: … (ghi số phát hành)", False),
    ("Giấy chứng nhận theo Nghị định số 101/2024/NĐ-CP", False),
    ("Giấy chứng nhận kết hôn đúng mẫu TP/HT-2024", False),
    ("Mẫu AB 123456 bán ở cửa hàng", False),
])  # fmt: skip
def test_numbers_of_land_certificates(text: str, is_told: bool) -> None:
    assert (places("SACH332", {TEXT: text}) == [TEXT]) is is_told


@each(("text", "is_told"), [
    ("Giấy phép lái xe số 330812345678 của anh A.", True),
    ("GPLX: 330 812 345 678", True),
    ("Bằng lái hạng A1 số 33-0812-345678", True),
    ("Giấy phép lái xe ô tô hạng B2: 330812345678", True),
    ("Giấy phép lái xe hạng A1 có 12 điểm", False),
    ("Bằng lái xe số 33.08.12345678", True),
    ("Bằng lái số 33081234567", False),  # a digit too few
    ("Giấy phép lái xe có 12 điểm mỗi năm", False),
    ("Giấy phép lái xe số 123456789012", False),  # of examples
    ("Giấy phép lái xe số 111111111111", False),
])  # fmt: skip
def test_numbers_of_driving_licences(text: str, is_told: bool) -> None:
    assert (places("SACH334", {TEXT: text}) == [TEXT]) is is_told


@each(("text", "name"), [
    ("Ông Nguyễn Văn Mẫu nhiễm HIV từ năm 2020.", "Nguyễn Văn Mẫu"),
    ("Chị Lê Thị Thử bị trầm cảm nặng.", "Lê Thị Thử"),
    ("Bà Trần Thị Mẫu có kết quả dương tính với ma túy.", "Trần Thị Mẫu"),
    ("Anh Phạm Văn Thử là người nghiện ma tuý.", "Phạm Văn Thử"),
    ("Em Đỗ Thị Mẫu đã bị hiếp dâm.", "Đỗ Thị Mẫu"),
    ("Ông Nguyễn Văn A nhiễm HIV.", None),
    ("Ông Nguyễn Văn Mẫu hỏi. Người nhiễm HIV có quyền gì?", None),
    ("Người nhiễm HIV được pháp luật bảo vệ.", None),
    ("Ông Nguyễn Văn Mẫu bị đau đầu.", None),
    ("Chị Lê Thị Thử; bệnh nhân ung thư được hỗ trợ.", None),
])  # fmt: skip
def test_the_health_of_people_named_in_full(text: str, name: str | None) -> None:
    assert [said for _, said in find_sick(Searched(text))] == ([name] if name else [])
    found = hits("SACH333", {TEXT: text})
    assert [one.pointer for one in found] == ([TEXT] if name else [])
    assert not any(name and name in str(one.values) for one in found)  # a report spreads no names


@each("said", ["CC0", "CC0 1.0", "CC BY 4.0", "cc-by-sa-3.0", "CC BY-NC-ND 4.0", "Creative Commons BY 4.0",
               "Creative Commons Attribution-ShareAlike 4.0 Quốc tế", "Được dùng miễn phí", "Công cộng"])  # fmt: skip
def test_licences_there_are(said: str) -> None:
    assert hits("DUNG171", {"/rights/license": said}) == []


@each("said", ["CC BY 5.0", "CC XY 4.0", "CC-BY-99", "CC BY-NC-ND-SA 4.0", "Creative Commons", "CC"])
def test_licences_nobody_ever_wrote(said: str) -> None:
    assert places("DUNG171", {"/rights/license": said}) == ["/rights/license"]


def test_the_text_is_in_the_language_it_is_said_to_be() -> None:
    assert places("SACH313", {"/language": "en"}) == places("SACH313", {"/language": "lo"}) == ["/language"]
    assert hits("SACH313", {"/language": "vi"}) == hits("SACH313", {"/language": "tay"}) == []


@each(("text", "is_told"), [
    ("Nộp trước ngày 30 tháng 2 năm 2026.", True),
    ("Làm việc từ 7 giờ 30 đến 25 giờ 00.", True),
    ("Bị phạt tù từ 05 năm đến 02 năm.", True),
    ("Nộp 1.500.00.000 đồng.", True),
    ("Hộ nghèo được miễn, giảm 100% phí.", False),
    ("Phạt 2.000.000 đồng (hai triệu đồng).", False),
    ("Ngày 29/02/2024 là ngày nhuận.", False),
])  # fmt: skip
def test_figures_in_any_block(text: str, is_told: bool) -> None:
    listed = {"type": "list", "ordered": False, "items": ["Một", text]}
    assert places("DUNG154", {"/content/2": listed}) == (["/content/2/items/1"] if is_told else [])
    assert places("DUNG154", {"/description": text}) == (["/description"] if is_told else [])


def told(folder: Path, path: str, role: str, kind: str, data: bytes) -> list[tuple[str, str]]:
    """Codes and pointers of what is found in a package with one file more."""
    made: dict[str, Any] = base()
    made["files"].append({"path": path, "role": role, "media_type": kind, "derived_from": "source/to-gap.pdf"})
    package(folder, made, {path: data})
    report = check_paths([folder], CheckOptions(dt.date(2026, 11, 22), Policy()))
    return [(one.code, one.pointer) for one in report.findings]


@each(("copy", "is_told"), [
    ("# Kết hôn đúng luật\n\nNam từ đủ 20 tuổi, nữ từ đủ 18 tuổi.\n", False),
    ("Nam từ đủ 23 tuổi.\n", True),
    ("## Ghi chú\n\nNữ từ đủ 18 tuổi.\n", False),
    ("Xem [tờ gấp](https://example.vn/2031/777) <https://example.vn/999>\n", False),  # addresses say nothing
    ("Chiều nay mưa lớn khắp rừng núi xanh thẳm, suối chảy xiết.\n", True),
])  # fmt: skip
def test_the_readable_copy_says_what_the_record_says(tmp_path: Path, copy: str, is_told: bool) -> None:
    folder = tmp_path / str(len(list(tmp_path.iterdir())))
    found = told(folder, "content.md", "content", "text/markdown", copy.encode())
    assert (("DU244", "/files/2") in found) is is_told


UNREAD = {"a.dwg": b"AC1032\0\0\0\0\x01" * 9, "b.xyz": b"\x01\0\0\xff" * 9}
READ = {
    "c.txt": "Cô Mẫu gọi 0868551209".encode("utf-16"),
    "d.txt": "Cô Mẫu gọi số 0868551209 nhé".encode("utf-16-le"),
    "e.txt": b"\xef\xbb\xbf" + "Cô Mẫu gọi 0868551209".encode(),
    "f.json": rb'{"x": ["C\u00f4 M\u1eabu g\u1ecdi 0868551209"]}',
    "g.rtf": rb"{\rtf1 C\u244?  M\u7851?u g\u7885?i 0868551209\par}",
    "h.csv": "Họ tên;Máy\nCô Mẫu;gọi 0868551209\n".encode(),
    "i.html": "<p>Cô <b>M</b>ẫu</p><p>gọi 0868<i>551</i>209</p>".encode(),
    "k.eml": b"Subject: x\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(b"goi 0868551209"),
}


def test_what_files_say_in_any_code_and_which_nobody_can_read(tmp_path: Path) -> None:
    made: dict[str, Any] = base()
    files = {f"derivatives/{name}": data for name, data in (UNREAD | READ).items()}
    made["files"] += [{"path": path, "role": "transcript", "media_type": "text/plain"} for path in files]
    package(tmp_path / "goi", made, files)
    said = look_into(open_package(tmp_path / "goi"))
    assert [PurePosixPath(path).name for path in said.unread] == sorted(UNREAD)
    assert said.closed == {}
    for name in READ:
        texts = [one.searched.text for one in said.texts if one.path.endswith(name) and not one.is_name]
        assert any("0868551209" in text for text in texts), name
