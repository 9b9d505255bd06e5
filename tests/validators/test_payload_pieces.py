"""What stands in files that hold others, in tables, pictures and old office files, found piece by piece."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from validators.rules.payload.inside import (
    ClosedFileError,
    inflated,
    may_hold_text,
    packed_as,
    parts_of_file,
    shows,
)  # fmt: skip
from validators.rules.payload.media import text_of_media
from validators.rules.payload.old_office import BEGINS, is_under_password, text_of_old_office
from validators.rules.payload.pdf import is_pdf
from validators.rules.payload.tables import cells_of_rows, cells_of_sheet, cells_of_tables, placed_cells, shared_texts

SAID = "Chị Mẫu gửi đơn".encode()


def zipped(files: Iterable[tuple[str, bytes]], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return packed.getvalue()


def tarred(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


LOCKED = zipped([("a.txt", SAID)]).replace(b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0\1")


def parts(folder: Path, name: str, data: bytes) -> list[tuple[str, int]]:
    path = folder / name
    path.write_bytes(data)
    return [(part.name, part.depth) for part in parts_of_file(path, may_hold_text)]


@each(("name", "data", "kind", "inner"), [
    ("don.txt.gz", gzip.compress(SAID), "gzip", "don.txt"),
    ("don.txt.bz2", bz2.compress(SAID), "bzip2", "don.txt"),
    ("don.txt.xz", lzma.compress(SAID), "xz", "don.txt"),
    ("don.zip", zipped([("đơn/đơn.txt", SAID)]), "zip", "đơn/đơn.txt"),
    ("don.tar", tarred("đơn.txt", SAID), "tar", "đơn.txt"),
    ("don.png", zipped([("đơn.txt", SAID)]), "zip", "đơn.txt"),  # whatever its ending says
])  # fmt: skip
def test_what_is_packed_is_unpacked(tmp_path: Path, name: str, data: bytes, kind: str, inner: str) -> None:
    assert packed_as(data[:512]) == kind
    assert parts(tmp_path, name, data) == [(name, 0), (inner, 1)]
    assert [part.data for part in parts_of_file(tmp_path / name, may_hold_text)][1] == SAID


def test_archives_in_archives_are_opened_three_deep(tmp_path: Path) -> None:
    data = SAID
    for depth in range(3):
        data = zipped([(f"{depth}.zip", data)])
    assert [depth for _, depth in parts(tmp_path, "a.zip", data)] == [0, 1, 2, 3]
    with pytest.raises(ClosedFileError, match="archives stand in archives"):
        parts(tmp_path, "b.zip", zipped([("c.zip", zipped([("d.zip", data)]))]))


@each(("name", "data", "why"), [
    ("a.7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 40, "7z"),
    ("a.rar", b"Rar!\x1a\x07\x01\0" + b"\0" * 40, "rar"),
    ("a.zst", b"\x28\xb5\x2f\xfd" + b"\0" * 40, "zstd"),
    ("a.gz", gzip.compress(SAID * 9)[:30], "damaged"),
    ("a.bz2", bz2.compress(SAID * 9)[:-9], "damaged"),
    ("a.xz", lzma.compress(SAID * 9)[:-9], "damaged"),
    ("a.zip", zipped([("a.txt", SAID)])[:-9], "damaged"),
    ("b.zip", zipped([("a.txt", SAID)], zipfile.ZIP_BZIP2), "not opened"),
    ("c.zip", LOCKED, "password"),
])  # fmt: skip
def test_what_cannot_be_looked_into_says_why(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    with pytest.raises(ClosedFileError) as closed:
        parts(tmp_path, name, data)
    assert why in str(closed.value.why)


def test_pictures_in_archives_have_names_and_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped([("anh.JPG", b"x" * 99), ("thu/", b""), ("a.txt", SAID)]))
    told = {part.name: part.data for part in parts_of_file(path, may_hold_text) if part.depth}
    assert told == {"anh.JPG": b"", "thu/": b"", "a.txt": SAID}
    assert parts(tmp_path, "anh.jpg", b"\xff\xd8\xff") == []  # nor is a picture read that is not packed


@each(("suffix", "is_shown", "holds"), [
    (".png", True, False), (".mp4", True, False), (".ttf", True, False), (".pdf", False, False),
    (".txt", False, True), (".docx", False, True), ("", False, True), (".exe", False, True),
])  # fmt: skip
def test_endings(suffix: str, is_shown: bool, holds: bool) -> None:
    assert (shows(suffix), may_hold_text(suffix)) == (is_shown, holds)


@given(st.binary(max_size=200))
def test_broken_streams_give_nothing_and_raise_nothing(data: bytes) -> None:
    assert len(inflated(data, 50)) <= 50


@given(st.binary(max_size=99))
def test_a_pdf_begins_within_its_first_bytes(before: bytes) -> None:
    assert is_pdf(before + b"%PDF-1.7\n")
    assert not is_pdf(b"x" * 1024 + before + b"%PDF-1.7\n")


@each("text", ["Nguyễn Văn A làm đơn", "Điện thoại: 0868551209", "Ủy ban nhân dân xã Mẫu"])
@each("code", ["utf-8", "utf-16-le"])
def test_what_a_picture_says_in_either_code(tmp_path: Path, text: str, code: str) -> None:
    packed = bytes([0xFF, 0xD8, 0x00, 0x02]) * 2000
    for place, data in enumerate((text.encode(code) + packed, packed + text.encode(code))):
        path = tmp_path / f"{place}.jpg"
        path.write_bytes(data + b"\0\0\xff")
        assert text in text_of_media(path).splitlines()


def test_a_picture_of_pixels_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(bytes([0xFF, 0xD8, 0x00, 0x02]) * 2000)
    assert text_of_media(path) == ""


@each("text", ["Nguyễn Văn Mẫu", "Điện thoại 0868551209", "Quyết định số 12", "ưng thuận; đồng ý"])
def test_old_office_files_hold_their_texts_in_pairs(text: str) -> None:
    made = BEGINS + b"\xff" * 60 + (unicodedata.normalize("NFC", text) + "\r").encode("utf-16-le") + b"\xff\xff" * 9
    assert any(text in line for line in text_of_old_office(made).split("\n"))


def test_next_to_no_letters_are_no_text() -> None:
    assert text_of_old_office(BEGINS + b"\0\0" + b"-- ; --" + b"\0\0") == ""


@each("name", ["EncryptedPackage", "EncryptedSummary"])
def test_streams_that_tell_a_password(name: str) -> None:
    assert is_under_password(BEGINS + b"\0" * 600 + name.encode("utf-16-le"))
    assert not is_under_password(BEGINS + b"\0" * 600 + name.encode())


def test_two_rows_of_heads_and_a_head_over_several_columns() -> None:
    rows = [["Họ tên", "Liên hệ", ""], ["", "Điện thoại", "Thư"], ["Cô Mẫu", "868551209", "mau1234"]]
    assert cells_of_rows(rows, 2) == [
        "Liên hệ Điện thoại: 868551209", "Cô Mẫu: 868551209", "Liên hệ Thư: mau1234", "Cô Mẫu: mau1234",
    ]  # fmt: skip


@each(("row", "told"), [
    (["Cô Mẫu", "123"], []),  # too few digits
    (["Cô Mẫu", "1" * 201], []),  # too long for a cell of somebody's
    (["12", "1234"], ["Số: 1234"]),  # a row without a name
    (["x" * 81, "1234"], ["Số: 1234"]),
    (["", " 1 2 3 4 "], ["Số: 1 2 3 4"]),
    ([], []),
])  # fmt: skip
def test_cells_that_may_be_somebodys(row: list[str], told: list[str]) -> None:
    assert cells_of_rows([["", "Số"], row]) == told


@given(st.lists(st.lists(st.sampled_from(["", "Tên", "Số máy", "868551209", "12"]), max_size=4), max_size=5))
def test_places_of_cells_are_theirs(rows: list[list[str]]) -> None:
    for row, column, said in placed_cells(rows):
        assert said.endswith(f": {rows[row][column]}")
        assert rows[row][column] == "868551209"


ODS = """<t:table><t:table-row><t:table-cell t:number-columns-repeated="2"/><t:table-cell>Máy</t:table-cell>
</t:table-row><t:table-row><t:table-cell/><t:table-cell/><t:table-cell>868551209</t:table-cell></t:table-row></t:table>
"""


@each(("table", "told"), [
    ("<table><tr><th>Tên<th>Số máy</tr><tr><td>Cô <b>Mẫu</b><td>868551209</tr></table>", "Số máy: 868551209"),
    ("<table><tr><td colspan='2'>Ai</td><td>Máy</td></tr><tr><td>A</td><td>B</td><td>868551209</td></tr></table>",
     "Máy: 868551209"),
    ('<w:tbl><w:tr><w:tc>Ai</w:tc><w:tc>S&#7889;</w:tc></w:tr><w:tr><w:tc>A</w:tc><w:tc>868551209</w:tc></w:tr>',
     "Số: 868551209"),
    (ODS, "Máy: 868551209"),
])  # fmt: skip
def test_tables_of_pages_and_office_documents(table: str, told: str) -> None:
    assert told in cells_of_tables(f"<p>868551209</p>{table}")


@each(("value", "told"), [
    ("868551209", "868551209"), ("868551209.0", "868551209"), ("8.68551209E8", "868551209"),
    ("8.6855E8", "868550000"), ("86855.5", "86855.5"),
])  # fmt: skip
def test_numbers_of_a_workbook_as_people_write_them(value: str, told: str) -> None:
    head = '<row><c r="B1" t="s"><v>1</v></c></row>'
    said = cells_of_sheet(f'{head}<row><c r="A2"/><c r="B2" s="3"><v>{value}</v></c></row>', ["x", "Số máy"])
    assert said[-1] == f"Số máy: {told}"


def test_texts_that_a_sheet_names_and_nobody_has() -> None:
    shared = shared_texts("<sst><si><t>Họ </t><r><t>và &amp; tên</t></r></si><si/></sst>")
    assert shared[0] == "Họ và & tên"
    sheet = '<row><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>99</v></c><c r="ZZZ1"><v>12345</v></c></row>'
    assert cells_of_sheet(sheet, shared) == ["Họ và & tên"]
