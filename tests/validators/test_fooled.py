"""A package whose record or files were changed by a careless or hostile hand: the change is found, and where it stands.

Numbers, names and papers here are invented.
"""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from rule_hits import hits, places

from examples.validation_examples import _PDF, base, package
from tests.each import each
from validators.check import check_paths
from validators.options import CheckOptions
from validators.rules.clean.mark_lines import MarkKind, mark_lines
from validators.rules.closed_lists import invented_organs, is_former
from validators.rules.payload.media import text_of_media
from validators.rules.payload.old_office import is_under_password, text_of_old_office
from validators.rules.payload.pdf import read_pdf
from validators.rules.payload.tables import cells_of_rows, cells_of_tables
from validators.rules.policy import Policy

TEXT = "/content/1/text"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
PHONE = b"Goi co Mau 0868551209 nhe"


def found(folder: Path, record: dict[str, Any], files: dict[str, bytes]) -> set[tuple[str, str, str]]:
    """Codes, pointers and files of the findings of a package."""
    package(folder / "goi", record, files)
    report = check_paths([folder / "goi"], CheckOptions(dt.date(2026, 11, 22), Policy()))
    return {(one.code, one.pointer, one.path.rpartition("/data/")[2]) for one in report.findings}


def with_file(path: str, role: str, kind: str, **more: object) -> dict[str, Any]:
    made: dict[str, Any] = base()
    made["files"].append({"path": path, "role": role, "media_type": kind, **more})
    return made


@each(
    "text",
    [
        "Hỏi chị Mẫu, ĐT 976 412 305.",
        "SĐT: 976412305, 868.551.209",
        "Số điện thoại\n1. Chị Mẫu 976412305\n2. Anh Thử 868551209",
        "Số máy (097) 641 2305",
        "Di động: 0.868.551.209",
    ],
)
def test_phones_without_their_nought(text: str) -> None:
    assert set(places("SACH322", {TEXT: text})) == {TEXT}


@each("text", ["Mã hồ sơ 976412305.", "Thời gian ký: 07.01.2026 16:32:41", "Tổng: 976412305 đồng", "ĐT: 024 3733 4567"])
def test_numbers_that_are_no_phones(text: str) -> None:
    assert hits("SACH322", {TEXT: text}) == []


def test_a_cell_is_read_with_its_heading() -> None:
    table = {"type": "table", "rows": [["Họ tên", "Điện thoại"], ["Cô Mẫu", "868551209"]], "header_rows": 1}
    assert places("SACH322", {"/content/1": table}) == ["/content/1/rows/1/1"]


def test_heads_of_columns_and_rows() -> None:
    assert cells_of_rows([["", "Số máy"], ["Cô Mẫu", "868551209"]]) == ["Số máy: 868551209", "Cô Mẫu: 868551209"]
    spread = "<tbl><tr><tc>Số</tc><tc>Máy</tc></tr><tr><tc>1</tc><tc>868551209</tc></tr></tbl>"
    assert "Máy: 868551209" in cells_of_tables(spread)


@each(
    ("line", "kind"),
    [
        ("BÍ MẬT NHÀ NƯỚC", MarkKind.SECRET),
        ("Tài liệu thuộc danh mục bí mật nhà nước độ Mật", MarkKind.SECRET),
        ("T U Y Ệ T  M Ậ T", MarkKind.SECRET),
        ("L.Ư.U H.À.N.H N.Ộ.I B.Ộ", MarkKind.INTERNAL),
        ("LUU HANH NOI BO", MarkKind.INTERNAL),
        ("KHÔNG ĐƯỢC SAO CHỤP, PHÁT TÁN", MarkKind.INTERNAL),
        ("Nghiêm cấm sao chép dưới mọi hình thức", MarkKind.INTERNAL),
        ("FOR INTERNAL USE ONLY", MarkKind.INTERNAL),
        ("Bí mật nhà nước là gì?", None),
        ("1. Bí mật nhà nước", None),
        ("TÌM HIỂU LUẬT BẢO VỆ\nBÍ MẬT NHÀ NƯỚC", None),
        ("Không sao chép tác phẩm của người khác", None),
        ("Mật ong", None),
    ],
)
def test_lines_that_are_marks(line: str, kind: MarkKind | None) -> None:
    assert [one.kind for one in mark_lines(line)] == ([kind] if kind else [])


def test_a_heading_of_one_word_is_a_mark() -> None:
    heading = {"type": "heading", "level": 2, "text": "Mật"}
    assert places("SACH310", {"/content/2": heading}) == ["/content/2/text"]


@each("text", ["Nộp tại phòng ⅾân sự.", "Điều kⅰện kết hôn.", "Thời hạn l5 ngày.", "Phạt 1O.OOO.000 đồng."])
def test_signs_that_stand_for_letters_and_letters_for_digits(text: str) -> None:
    assert places("SACH312", {TEXT: text}) == [TEXT]


@each(
    ("text", "names"),
    [
        ("Bộ Pháp chế hướng dẫn.", ["Bộ Pháp chế"]),
        ("Sở Hộ tịch, và Bộ Tư pháp.", ["Sở Hộ tịch"]),
        ("UBND tỉnh Hồng Giang.", ["UBND tỉnh Hồng Giang"]),
        ("Bộ Luật Dân sự, Bộ GD&ĐT, Sở LĐTBXH, Bộ Giáo dục.", []),
        ("Bộ Nội an của Vương quốc Mẫu Quốc.", []),
        ("UBND tỉnh Lâm Đồng, UBND tỉnh A, Sở Y tế.", []),
    ],
)
def test_organs_that_never_were(text: str, names: list[str]) -> None:
    assert [name for _, name in invented_organs(text)] == names


def test_ministries_that_were() -> None:
    assert is_former("Bộ Nội thương")
    assert not is_former("Bộ Tư pháp")
    assert places("DUNG168", {"/publisher/name": "Bộ Nội thương"}) == ["/publisher/name"]
    assert places("DUNG125", {"/publisher/name": "SỞ PHÁP LUẬT TỈNH HƯNG YÊN"}) == ["/publisher/name"]


def printed(text: str, **objects: bytes) -> bytes:
    stream = f"BT /F1 9 Tf 1 1 Td ({text}) Tj ET".encode()
    page = _PDF.replace(b"/Parent 2 0 R", b"/Parent 2 0 R/Contents 5 0 R" + objects.get("page", b""))
    page = page.replace(b"[0 0 9 9]", b"[0 0 600 600]")
    body = b"5 0 obj<</Length %d>>stream\n%s\nendstream endobj\n" % (len(stream), stream)
    return page.replace(b"trailer", body + objects.get("more", b"") + b"trailer")


def test_what_a_pdf_says() -> None:
    note = {
        "page": b"/Annots[6 0 R]",
        "more": b"6 0 obj<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(Hai)>>endobj\n",
    }
    said = read_pdf(printed("Mot", **note))
    assert (said.pages, said.closed) == (1, None)
    assert [text.strip() for text in said.texts] == ["Mot", "Hai"]
    assert read_pdf(b"%PDF-1.4 nothing").closed is not None


def test_a_phone_in_a_pdf(tmp_path: Path) -> None:
    made = with_file("derivatives/a.pdf", "transcript", "application/pdf", pages=3)
    told = found(tmp_path, made, {"derivatives/a.pdf": printed("Co Mau 0868551209")})
    assert ("SACH322", "", "derivatives/a.pdf") in told
    assert ("DUNG085", "/files/2/pages", "record.json") in told


def test_old_office_files() -> None:
    assert "0868551209" in text_of_old_office(OLD + PHONE.decode().encode("utf-16-le"))
    assert "Phạt" in text_of_old_office(OLD + "Phạt tiền 5 triệu".encode("utf-16-le"))
    assert not is_under_password(OLD + b"\xec\xa5" + b"\0" * 9 + b"\0" + b"\0" * 500)
    assert is_under_password(OLD + b"\xec\xa5" + b"\0" * 9 + b"\x01" + b"\0" * 500)
    assert is_under_password(OLD + b"\x09\x08\x10\0" + b"\0" * 16 + b"\x2f\0" + b"\0" * 500)


def test_what_a_picture_says_of_itself(tmp_path: Path) -> None:
    picture = tmp_path / "bia.png"
    picture.write_bytes(b"\x89PNG" + bytes(range(256)) * 9 + b"tEXtComment\0" + PHONE + b"\0" + b"\xff" * 99)
    assert PHONE.decode() in text_of_media(picture)


def sheet(*rows: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<sheetData>" + "".join(rows) + "</sheetData>")
        archive.writestr("xl/sharedStrings.xml", "<sst><si><t>Tên</t></si><si><t>Số điện thoại</t></si></sst>")
    return packed.getvalue()


def test_a_number_of_a_workbook_under_its_heading(tmp_path: Path) -> None:
    head = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    line = '<row r="2"><c r="A2"/><c r="B2"><v>868551209</v></c></row>'
    made = with_file("derivatives/so.xlsx", "transcript", "application/vnd.ms-excel")
    told = found(tmp_path, made, {"derivatives/so.xlsx": sheet(head, line)})
    assert ("SACH322", "", "derivatives/so.xlsx") in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nam từ đủ 18 tuổi.", "Nam từ đủ 20 tuổi."),
        ("Không được phép.", "Được phép."),
        ("Khuyến khích nuôi.", "Nghiêm cấm nuôi."),
    ],
)
def test_a_text_that_is_not_what_was_read(text: str, said: str) -> None:
    read = [{"page": 1, "text": said, "method": "text-layer"}]
    assert places("DUNG184", {TEXT: text, "/evidence/~1content~11": read}) == [TEXT]
    assert hits("DUNG184", {TEXT: said, "/evidence/~1content~11": read}) == []
    typed = [{"page": 1, "text": said, "method": "person"}]
    assert hits("DUNG184", {TEXT: text, "/evidence/~1content~11": typed}) == []


def test_a_fine_that_is_not_what_was_read() -> None:
    read = [{"page": 1, "text": "Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng", "method": "office", "inferred": True}]
    assert places("DUNG184", {"/evidence/~1content~14~1answer~11": read}) == ["/content/4/answer/1/amount_max"]


def test_a_block_that_was_read_nowhere(tmp_path: Path) -> None:
    made = with_file("review/pages.jsonl.gz", "transcript", "application/gzip")
    made["evidence"] = {"/title": made["evidence"]["/title"], "/content/0": made["evidence"]["/title"]}
    told = found(tmp_path, made, {"review/pages.jsonl.gz": gzip.compress(b"{}")})
    assert ("DUNG187", "/content/1", "record.json") in told
    assert ("DUNG187", "/content/0", "record.json") not in told


def test_a_file_list_that_cannot_be() -> None:
    twice = base()["files"][1] | {"derived_from": base()["files"][1]["path"]}
    assert places("DUNG085", {"/files/1": twice}) == ["/files/1/derived_from"]
    assert places("DUNG085", {"/files/1": base()["files"][0]}) == ["/files/1/path"]


def test_licences_and_languages() -> None:
    assert places("DUNG171", {"/rights/license": "CC-BY-99"}) == ["/rights/license"]
    assert hits("DUNG171", {"/rights/license": "CC BY-NC 4.0"}) == []
    assert hits("DUNG169", {"/publisher/name": "BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "/level": "central"}) == []
