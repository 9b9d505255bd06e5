from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from reading_samples import Ocr, patched, png_bytes, word_file

from converters.reading.document import Block, BlockKind
from converters.reading.finding.archives import Budget, Member, member_name, unpack_members
from converters.reading.office.package import open_office_package, parse_xml, title_in_properties, worthy_title
from converters.reading.office.pictures import Picture, PictureReader
from converters.reading.problems import Damaged, Encrypted, TooLarge, Unsafe
from tests.each import each
from validators.problems import Problem


def test_names_without_the_utf8_mark() -> None:
    info = zipfile.ZipInfo("quyết.txt".encode().decode("cp437"))
    assert member_name(info) == "quyết.txt"
    info = zipfile.ZipInfo("a.txt")
    info.filename = "tep\\con.txt"
    assert member_name(info) == "tep/con.txt"
    marked = zipfile.ZipInfo("đất.txt")
    marked.flag_bits |= 0x800
    assert member_name(marked) == "đất.txt"


def test_members_get_names_of_our_own(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("CON.TXT", "x")
        archive.writestr("thư mục/rất dài" + "x" * 200 + ".PDF", "y")
    members = [
        member for member in unpack_members(tmp_path / "a.zip", tmp_path, Budget()) if isinstance(member, Member)
    ]
    assert [member.path.name for member in members] == ["000001.txt", "000002.pdf"]
    assert members[0].name == "CON.TXT"
    assert members[0].path.read_text(encoding="utf-8") == "x"


def test_encrypted_members_are_told_and_the_others_come(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "x")
        archive.writestr("b.txt", "y")
    data = bytearray((tmp_path / "a.zip").read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    found = list(unpack_members(tmp_path / "a.zip", tmp_path, Budget()))
    assert isinstance(found[0], Encrypted)
    assert isinstance(found[1], Member)


def test_links_are_left_alone(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert [type(item) for item in unpack_members(tmp_path / "a.zip", tmp_path, Budget())] == [Unsafe]


def test_budgets_run_out(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(5):
            archive.writestr(f"{number}.txt", "x" * 1000)
    with pytest.raises(TooLarge):
        list(unpack_members(tmp_path / "a.zip", tmp_path, Budget(members=3)))
    found = list(unpack_members(tmp_path / "a.zip", tmp_path, Budget(bytes=2500)))
    assert [isinstance(item, Problem) for item in found] == [False, False, True, True, True]


def test_parts_and_relations(tmp_path: Path) -> None:
    with open_office_package(word_file(tmp_path / "a.docx")) as package:
        assert package.has("word/document.xml")
        assert package.related("word/document.xml", "styles") == ["word/styles.xml"]
        assert package.related("word/none.xml", "styles") == []
        assert "word/document.xml" in package.parts("word/")
        with pytest.raises(Damaged):
            package.read("word/none.xml")


def test_targets_cannot_leave_the_package(tmp_path: Path) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/image" Target="../../../etc/passwd"/>'
        '<Relationship Id="b" Type="x/image" Target="http://example.org/p.png" TargetMode="External"/>'
        '<Relationship Id="c" Type="x/image" Target="/word/styles.xml"/></Relationships>'
    )
    path = patched(word_file(tmp_path / "a.docx"), {"word/_rels/document.xml.rels": relations})
    with open_office_package(path) as package:
        assert package.related("word/document.xml", "image") == ["word/styles.xml"]
        assert package.relations("word/document.xml")["b"].external


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE x><x/>",
        b"<?xml version='1.0'?>\n<!doctype x [<!ENTITY a 'b'>]><x>&a;</x>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>".encode("utf-16"),
    ],
)
def test_document_types_are_refused_in_any_encoding(data: bytes) -> None:
    with pytest.raises((Unsafe, Damaged)):
        parse_xml(data, "x.xml")


@each(
    ("title", "kept"),
    [
        ("Kế hoạch phổ biến pháp luật", "Kế hoạch phổ biến pháp luật"),
        ("UBND tØnh thanh ho¸", "UBND tỉnh thanh hoá"),
        ("Microsoft Word - a b", None),
        ("ke hoach.doc", None),
        ("Document1", None),
        ("", None),
        (None, None),
    ],
)
def test_titles_worth_having(title: str | None, kept: str | None) -> None:
    assert worthy_title(title) == kept


def test_title_of_a_file(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx")
    with open_office_package(path) as package:
        assert title_in_properties(package) in {None, "Word Document"}


def test_pictures_that_cannot_be_read_are_told() -> None:
    reader = PictureReader(Ocr())
    for name, data in (("a.png", b"\x89PNG rubbish"), ("b.emf", b"x"), ("c.png", png_bytes((10, 10)))):
        assert reader.block(Picture(data, name)) == Block(BlockKind.FIGURE, ())
    assert [str(note) for note in reader.notes()] == ["2 pictures could not be read."]
    assert reader.block(Picture(b"x", "b.emf")) is None


def test_pictures_without_ocr_stay_silent() -> None:
    reader = PictureReader(None)
    assert reader.block(Picture(png_bytes(), "a.png")) == Block(BlockKind.FIGURE, ())
    assert reader.notes() == []
