"""The package of one material: its name, what goes into it, and what an older conversion leaves behind."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Document, Line, Method, Page, Word
from converters.reading.problems import ChangedWhileRead
from converters.writing.package import (
    PackageTarget,
    Product,
    fill_package,
    later_of_one_name,
    make_products,
    package_target,
    source_hash,
)
from converters.writing.stored_record import record_json
from validators.packages.bag import read_bag_info
from validators.packages.changing import changing
from validators.packages.package import MADE, open_package
from validators.sharing.record import Accessibility, Ai, FileEntry, Paragraph, Publisher, Record

SOFTWARE = "pbgdpl-cli 9.9"


def record(title: str = "Tờ gấp") -> Record:
    return Record(identifier="urn:uuid:1", title=title, kind="to-gap", content=[Paragraph(text="Điều 5.")])


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read(path: Path, *, sized: bool = True) -> Document:
    """A document of one page with two words, with or without geometry."""
    words = (Word("Điều", Box(10, 10, 40, 20), 0.9), Word("5.", Box(45, 10, 55, 20), 0.9))
    block = Block(BlockKind.PARAGRAPH, (Line(words),), Box(10, 10, 55, 20))
    page = Page(1, 120 if sized else None, 80 if sized else None, 72.0, (block,), Method.OCR)
    return Document(path, "image/png" if sized else "text/plain", sha256(path), (page,))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "Tờ gấp (1).PNG"
    Image.new("L", (120, 80), 255).save(path, "PNG")
    return path


def filled(
    root: Path, document: Document, given: Record | None = None, products: list[Product] | None = None
) -> Record:
    given = given or record()
    made = make_products(given, document, software=SOFTWARE) if products is None else products
    with changing(root) as change:
        return fill_package(change, given, document, made, software=SOFTWARE)


def roles(written: Record) -> dict[str, str]:
    return {entry.path: entry.role for entry in written.files}


class TestTargets:
    def test_a_new_package_has_the_name_of_its_source(self, tmp_path: Path) -> None:
        assert package_target("Tờ gấp 1.pdf", "a" * 64, tmp_path) == PackageTarget(tmp_path / "to-gap-1", present=False)

    def test_the_same_source_finds_its_package_again(self, tmp_path: Path, source: Path) -> None:
        target = package_target(source.name, sha256(source), tmp_path)
        filled(target.folder, read(source))
        assert package_target(source.name, sha256(source), tmp_path) == PackageTarget(target.folder, present=True)

    def test_another_source_of_that_name_gets_a_part_of_its_hash(self, tmp_path: Path, source: Path) -> None:
        filled(tmp_path / "to-gap-1", read(source))
        beside = PackageTarget(tmp_path / f"to-gap-1-{'b' * 8}", present=False)
        assert package_target(source.name, "b" * 64, tmp_path) == beside

    def test_and_all_of_it_where_that_is_taken_too(self, tmp_path: Path, source: Path) -> None:
        for name in ("to-gap-1", f"to-gap-1-{'b' * 8}"):
            filled(tmp_path / name, read(source))
        whole = PackageTarget(tmp_path / f"to-gap-1-{'b' * 64}", present=False)
        assert package_target(source.name, "b" * 64, tmp_path) == whole

    def test_a_part_of_a_source_has_a_package_of_its_own(self, tmp_path: Path, source: Path) -> None:
        whole = package_target(source.name, sha256(source), tmp_path)
        filled(whole.folder, read(source))
        part = package_target(source.name, sha256(source), tmp_path, "1-2,5")
        assert part == PackageTarget(tmp_path / "to-gap-1-trang-1-2_5", present=False)
        filled(part.folder, replace(read(source), part="1-2,5"))
        assert package_target(source.name, sha256(source), tmp_path, "1-2,5") == replace(part, present=True)
        assert package_target(source.name, sha256(source), tmp_path) == replace(whole, present=True)
        assert ("Source-Pages", "1-2,5") in read_bag_info(part.folder)

    def test_a_source_called_like_a_part_is_another_material(self, tmp_path: Path, source: Path) -> None:
        namesake = source.rename(source.with_name("Tờ gấp 1 trang 1.pdf"))
        filled(tmp_path / "to-gap-1-trang-1", read(namesake))
        target = package_target("Tờ gấp 1.pdf", sha256(namesake), tmp_path, "1")
        assert target == PackageTarget(tmp_path / f"to-gap-1-trang-1-{sha256(namesake)[:8]}", present=False)

    def test_the_second_of_a_run_waits_not_for_the_first(self, tmp_path: Path, source: Path) -> None:
        """Whichever is done earlier, the first one named has the plain name; what is there already is found."""
        beside = PackageTarget(tmp_path / f"to-gap-1-{'b' * 8}", present=False)
        assert package_target(source.name, "b" * 64, tmp_path, shared=True) == beside
        target = package_target(source.name, sha256(source), tmp_path)
        filled(target.folder, read(source))
        assert package_target(source.name, sha256(source), tmp_path, shared=True).present

    def test_names_that_an_earlier_one_has_taken(self) -> None:
        assert later_of_one_name(["Trang 1.jpg", "trang-1.png", "x.bmp", "TRANG 1.webp", "x.webp"]) == {1, 3, 4}
        assert later_of_one_name(["a.pdf", "b.pdf"]) == frozenset()

    def test_a_folder_of_somebody_else_s_is_not_taken(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "notes.txt").write_text("mine", encoding="utf-8")
        assert package_target("a.pdf", "c" * 64, tmp_path).folder == tmp_path / f"a-{'c' * 8}"


class TestSourceHash:
    def test_of_a_package(self, tmp_path: Path, source: Path) -> None:
        filled(tmp_path / "a", read(source))
        assert source_hash(tmp_path / "a") == sha256(source)

    @pytest.mark.parametrize(
        "text", ["", "[]", "{}", '{"files": 3}', '{"files": []}', '{"files": [{"role": "source"}]}']
    )
    def test_of_what_is_no_package_of_ours(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "a" / "data").mkdir(parents=True)
        (tmp_path / "a" / "data" / "record.json").write_text(text, encoding="utf-8")
        assert source_hash(tmp_path / "a") is None

    def test_of_nothing(self, tmp_path: Path) -> None:
        assert source_hash(tmp_path / "none") is None


class TestProducts:
    def test_a_source_with_pages_gives_text_pdf_and_boxes(self, source: Path) -> None:
        products = make_products(record(), read(source), software=SOFTWARE)
        assert [(product.path, product.role, product.media_type) for product in products] == [
            ("content.md", "content", "text/markdown"),
            ("access/to-gap-1.pdf", "access", "application/pdf"),
            ("ocr/to-gap-1.alto.xml", "ocr", "application/alto+xml"),
        ]
        content, pdf, boxes = (product.content for product in products)
        assert content.decode() == "# Tờ gấp\n\nĐiều 5.\n"
        assert pdf.startswith(b"%PDF-")
        assert "Điều".encode() in boxes

    def test_a_source_without_geometry_gives_text_alone(self, source: Path) -> None:
        products = make_products(record(), read(source, sized=False), software=SOFTWARE)
        assert [product.path for product in products] == ["content.md"]


class TestFilling:
    def test_the_source_is_there_byte_for_byte_under_a_plain_name(self, tmp_path: Path, source: Path) -> None:
        filled(tmp_path / "a", read(source))
        assert (tmp_path / "a/data/source/to-gap-1.png").read_bytes() == source.read_bytes()

    def test_every_file_is_listed_with_its_size_and_hash(self, tmp_path: Path, source: Path) -> None:
        written = filled(tmp_path / "a", read(source))
        data = tmp_path / "a" / "data"
        assert {str(path.relative_to(data).as_posix()) for path in data.rglob("*") if path.is_file()} == {
            "record.json",
            MADE,
            *roles(written),
        }
        for entry in written.files:
            assert (entry.bytes, entry.sha256) == ((data / entry.path).stat().st_size, sha256(data / entry.path))

    def test_what_was_made_says_of_what_source_and_what_text(self, tmp_path: Path, source: Path) -> None:
        document = read(source)
        first, *made = filled(tmp_path / "a", document).files
        assert (first.role, first.derived_from, first.derived_text_sha256) == ("source", None, None)
        text = hashlib.sha256(document.text.encode()).hexdigest()
        assert {(entry.derived_from, entry.derived_text_sha256) for entry in made} == {(first.path, text)}

    def test_the_record_stored_is_the_record_given_back(self, tmp_path: Path, source: Path) -> None:
        written = filled(tmp_path / "a", read(source))
        assert open_package(tmp_path / "a").record() == written

    def test_the_bag_is_described(self, tmp_path: Path, source: Path) -> None:
        given = record().model_copy(update={"publisher": Publisher(name="Sở Tư pháp")})
        filled(tmp_path / "a", read(source), given)
        info = (tmp_path / "a" / "bag-info.txt").read_text(encoding="utf-8")
        for line in (
            "External-Identifier: urn:uuid:1",
            "External-Description: Tờ gấp",
            f"Bag-Software-Agent: {SOFTWARE}",
            f"Internal-Sender-Identifier: {source.name}",
            "Source-Organization: Sở Tư pháp",
        ):
            assert line in info.splitlines()

    def test_without_a_publisher_no_organization_is_named(self, tmp_path: Path, source: Path) -> None:
        filled(tmp_path / "a", read(source))
        assert "Source-Organization" not in (tmp_path / "a" / "bag-info.txt").read_text(encoding="utf-8")

    def test_a_source_that_changed_meanwhile_leaves_no_package(self, tmp_path: Path, source: Path) -> None:
        document = read(source)
        source.write_bytes(source.read_bytes() + b"more")
        with pytest.raises(ChangedWhileRead) as caught:
            filled(tmp_path / "a", document, products=[])
        assert caught.value.path == source
        assert not (tmp_path / "a").exists()


class TestConvertingAgain:
    def with_poster(self, root: Path, source: Path) -> Record:
        """A package a poster was made for, after it was converted."""
        written = filled(root, read(source))
        with changing(root) as change:
            change.write("derivatives/poster.png", b"poster")
            poster = FileEntry(
                path="derivatives/poster.png", role="infographic", media_type="image/png",
                sha256=hashlib.sha256(b"poster").hexdigest(), bytes=6, derived_from="content.md",
            )  # fmt: skip
            later = written.model_copy(
                update={
                    "files": [*written.files, poster],
                    "accessibility": Accessibility(
                        alt_texts={"derivatives/poster.png": "Áp phích"}, captions=["a.vtt"]
                    ),
                    "ai": Ai(generated=True, tool="x"),
                }
            )
            change.write_record(record_json(later))
        return later

    @pytest.mark.real
    def test_what_came_later_stays_in_the_folder_and_in_the_record(self, tmp_path: Path, source: Path) -> None:
        self.with_poster(tmp_path / "a", source)
        written = filled(tmp_path / "a", read(source), record("Tờ gấp mới"))
        assert written.title == "Tờ gấp mới"
        assert roles(written)["derivatives/poster.png"] == "infographic"
        assert (tmp_path / "a/data/derivatives/poster.png").read_bytes() == b"poster"
        assert written.accessibility.alt_texts == {"derivatives/poster.png": "Áp phích"}
        assert written.ai == Ai(generated=True, tool="x")

    @pytest.mark.real
    def test_what_is_said_anew_goes_before_what_was_said(self, tmp_path: Path, source: Path) -> None:
        self.with_poster(tmp_path / "a", source)
        said = Accessibility(
            alt_texts={"derivatives/poster.png": "Mới"}, captions=["b.vtt", "a.vtt"], transcript="t.txt"
        )
        again = filled(tmp_path / "a", read(source), record().model_copy(update={"accessibility": said}))
        assert again.accessibility.alt_texts == {"derivatives/poster.png": "Mới"}
        assert again.accessibility.captions == ["b.vtt", "a.vtt"]
        assert again.accessibility.transcript == "t.txt"

    def test_what_an_older_conversion_made_is_gone(self, tmp_path: Path, source: Path) -> None:
        filled(tmp_path / "a", read(source))
        written = filled(tmp_path / "a", replace(read(source, sized=False), media_type="image/png"))
        assert set(roles(written)) == {"source/to-gap-1.png", "content.md"}
        assert not (tmp_path / "a/data/access/to-gap-1.pdf").exists()
        assert not (tmp_path / "a/data/ocr/to-gap-1.alto.xml").exists()

    def test_the_same_twice_is_the_same(self, tmp_path: Path, source: Path) -> None:
        first = filled(tmp_path / "a", read(source))
        assert filled(tmp_path / "a", read(source)) == first


class TestStoredRecord:
    def test_it_reads_as_a_person_would_write_it(self) -> None:
        text = record_json(record()).decode()
        assert text.startswith('{\n  "schema_version": "1.1",\n  "identifier": "urn:uuid:1",\n  "title": "Tờ gấp"')
        assert text.endswith("}\n")
        assert "\\u" not in text

    def test_absent_values_are_left_out(self) -> None:
        values = json.loads(record_json(record()))
        assert "publisher" not in values
        assert values["kind"] == "to-gap"

    def test_reading_it_gives_the_record_again(self) -> None:
        assert Record.model_validate_json(record_json(record())) == record()
