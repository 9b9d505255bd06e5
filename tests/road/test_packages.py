"""What `convert` makes of the example materials, checked with the tools of others."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import bagit
import pypdfium2
import pytest
from jsonschema import Draft202012Validator
from road_inputs import MATERIALS, ROOT, here, scan

from converters.reading.document import ASIDE
from converters.reading.rasters import load_page
from validators.packages.package import MADE, NEEDS_PERSON, READ_PAGES
from validators.sharing.record import Record

pytestmark = pytest.mark.real
SOURCES = sorted(path.name for path in MATERIALS.iterdir() if not path.name.endswith(".gt.txt"))
PAGED = [name for name in SOURCES if name.endswith((".pdf", ".jpg"))]
COMMITTED_SCHEMA = ROOT / "validators" / "sharing" / "schema" / "record-1.1.schema.json"
ALTO = "{http://www.loc.gov/standards/alto/ns-v4#}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Package by the name of its source."""
    answer = here("--json", "convert", MATERIALS, "-o", tmp_path_factory.mktemp("packages"))
    assert answer.errors == []
    return {package["name"]: Path(package["path"]) for package in answer.data["packages"]}


def record_of(package: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((package / "data" / "record.json").read_text("utf-8"))
    return record


def resolved(record: Any, pointer: str) -> Any:
    """RFC 6901."""
    assert pointer == "" or pointer.startswith("/")
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    return reduce(lambda value, part: value[int(part)] if isinstance(value, list) else value[part], parts, record)


def evidence_of(record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for pointer, items in record.get("evidence", {}).items():
        for item in items:
            yield pointer, item


def only(package: Path, role: str) -> Path:
    (entry,) = [entry for entry in record_of(package)["files"] if entry["role"] == role]
    return package / "data" / str(entry["path"])


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def flowing(alto: Path) -> list[str]:
    """The words of the text: those of stamps, signatures and handwriting are kept apart from it."""
    root = ET.parse(alto).getroot()
    aside = {tag.get("ID") for tag in root.iter(f"{ALTO}StructureTag") if tag.get("LABEL") in set(ASIDE)}
    blocks = (block for block in root.iter(f"{ALTO}TextBlock") if block.get("TAGREFS") not in aside)
    return [string.get("CONTENT", "") for block in blocks for string in block.iter(f"{ALTO}String")]


def test_every_material_has_its_package(made: dict[str, Path]) -> None:
    assert sorted(made) == SOURCES


@pytest.mark.parametrize("name", SOURCES)
class TestEveryPackage:
    def test_is_a_bag(self, name: str, made: dict[str, Path]) -> None:
        assert bagit.Bag(str(made[name])).validate()

    def test_names_are_ascii(self, name: str, made: dict[str, Path]) -> None:
        assert all(str(path.relative_to(made[name])).isascii() for path in made[name].rglob("*"))

    def test_record_follows_the_committed_schema_and_the_model(self, name: str, made: dict[str, Path]) -> None:
        schema = json.loads(COMMITTED_SCHEMA.read_text("utf-8"))
        errors = [error.message for error in Draft202012Validator(schema).iter_errors(record_of(made[name]))]
        assert errors == []
        assert Record.model_validate(record_of(made[name])).title

    def test_evidence_points_at_values(self, name: str, made: dict[str, Path]) -> None:
        record = record_of(made[name])
        assert record["evidence"]
        for pointer, _ in evidence_of(record):
            assert resolved(record, pointer) is not None

    def test_boxes_lie_within_their_page(self, name: str, made: dict[str, Path]) -> None:
        sizes: dict[int, tuple[int, int]] = {}
        for pointer, item in evidence_of(record_of(made[name])):
            if (box := item.get("box")) is None:
                continue
            if item["page"] not in sizes:
                height, width = load_page(MATERIALS / name, item["page"]).array.shape[:2]
                sizes[item["page"]] = (width, height)
            width, height = sizes[item["page"]]
            assert 0 <= box[0] < box[2] <= width, (pointer, box, width)
            assert 0 <= box[1] < box[3] <= height, (pointer, box, height)

    def test_files_are_as_listed(self, name: str, made: dict[str, Path]) -> None:
        data = made[name] / "data"
        entries = record_of(made[name])["files"]
        listed = {entry["path"] for entry in entries}
        assert listed == {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()} - {
            "record.json",
            NEEDS_PERSON,
            READ_PAGES,
            MADE,
        }
        for entry in entries:
            content = (data / entry["path"]).read_bytes()
            assert entry["sha256"] == hashlib.sha256(content).hexdigest()
            assert entry["bytes"] == len(content)
        assert only(made[name], "source").read_bytes() == (MATERIALS / name).read_bytes()

    def test_validate_finds_no_error(self, name: str, made: dict[str, Path]) -> None:
        answer = here("--json", "validate", made[name])
        assert [finding for finding in answer.data["findings"] if finding["severity"] == "error"] == []
        assert answer.code == 0


@pytest.mark.parametrize("name", PAGED)
class TestPagesToLookAt:
    def test_text_copied_from_the_pdf_is_the_text(self, name: str, made: dict[str, Path]) -> None:
        """A viewer's own idea of lines may differ; the words may not, nor what lies apart from the text get in."""
        with pypdfium2.PdfDocument(only(made[name], "access")) as pdf:
            copied = " ".join(page.get_textpage().get_text_range() for page in pdf)
        assert sorted(words_of(copied)) == sorted(words_of(" ".join(flowing(only(made[name], "ocr")))))

    def test_word_boxes_lie_within_their_page(self, name: str, made: dict[str, Path]) -> None:
        for page in ET.parse(only(made[name], "ocr")).iter(f"{ALTO}Page"):
            width, height = int(page.get("WIDTH", 0)), int(page.get("HEIGHT", 0))
            for word in page.iter(f"{ALTO}String"):
                left, top = int(word.get("HPOS", -1)), int(word.get("VPOS", -1))
                assert left >= 0
                assert top >= 0
                assert left + int(word.get("WIDTH", 0)) <= width
                assert top + int(word.get("HEIGHT", 0)) <= height


class TestAgain:
    @pytest.fixture(scope="class")
    @staticmethod
    def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
        folder = tmp_path_factory.mktemp("again")
        scan(folder)
        return folder

    def convert(self, folder: Path, *options: str) -> dict[str, Any]:
        (package,) = here("--json", "convert", folder / "quet.png", "-o", folder / "out", *options).data["packages"]
        found: dict[str, Any] = package
        return found

    def contents(self, folder: Path) -> dict[str, tuple[bytes, int]]:
        files = (path for path in (folder / "out").rglob("*") if path.is_file() and path.name != ".pbgdpl.lock")
        return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    def test_the_second_run_touches_nothing(self, folder: Path) -> None:
        first = self.convert(folder)
        before = self.contents(folder)
        second = self.convert(folder)
        assert (first["state"], second["state"]) == ("made", "unchanged")
        assert self.contents(folder) == before

    def test_anew_keeps_the_identifier_and_the_bytes(self, folder: Path) -> None:
        first = self.convert(folder)
        before = {path: content for path, (content, _) in self.contents(folder).items()}
        again = self.convert(folder, "--again")
        assert (again["state"], again["identifier"], again["path"]) == ("made", first["identifier"], first["path"])
        assert {path: content for path, (content, _) in self.contents(folder).items()} == before

    def test_what_a_person_has_reviewed_is_left_alone(self, folder: Path) -> None:
        package = Path(self.convert(folder)["path"])
        record = package / "data" / "record.json"
        record.write_text(
            record.read_text("utf-8").replace('"state": "draft"', '"state": "compared"'), encoding="utf-8"
        )
        answer = here("--json", "convert", folder / "quet.png", "-o", folder / "out", "--again")
        assert [error["code"] for error in answer.errors] == ["reviewed"]
        assert '"compared"' in record.read_text("utf-8")
