"""Inputs that cannot be read: one sentence each, the right exit code, and the others are still done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import road_inputs as inputs
from road_inputs import here

# What it is, the code of its error.
BAD: tuple[tuple[Callable[[Path], Path], str], ...] = (
    (inputs.empty_file, "empty-file"),
    (inputs.text_named_pdf, "wrong-format"),
    (inputs.encrypted_pdf, "encrypted"),
    (inputs.huge_png, "too-large"),
    (inputs.truncated_jpeg, "no-page-read"),
    (inputs.folder_without_materials, "no-materials"),
    (inputs.missing_file, "not-found"),
)
NAMES = [make.__name__ for make, _ in BAD]
pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All of them, made once."""
    folder = tmp_path_factory.mktemp("bad")
    return {make.__name__: make(folder) for make, _ in BAD}


@pytest.mark.parametrize(("make", "code"), BAD, ids=NAMES)
@pytest.mark.parametrize("command", ["ocr", "convert"])
def test_alone(make: Callable[[Path], Path], code: str, command: str, bad: dict[str, Path], tmp_path: Path) -> None:
    path = bad[make.__name__]
    answer = here("--json", "--lang", "en", command, path, "-o", tmp_path / "out")
    (error,) = answer.errors
    assert (answer.code, answer.envelope["status"], error["code"]) == (4, "error", code)
    assert error["path"] == str(path)
    assert error["message"].endswith(".")
    assert error["hint"]
    assert answer.err == ""
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".pbgdpl.lock"]


@pytest.mark.parametrize("tongue", ["vi", "en"])
@pytest.mark.parametrize(("command", "products"), [("ocr", "outputs"), ("convert", "packages")])
class TestTogetherWithAGoodOne:
    @pytest.fixture
    def paths(self, bad: dict[str, Path], tmp_path: Path) -> list[Path]:
        return [*bad.values(), inputs.word_file(tmp_path)]

    def test_as_text(self, paths: list[Path], tmp_path: Path, command: str, products: str, tongue: str) -> None:
        answer = here("--lang", tongue, command, *paths, "-o", tmp_path / "out")
        told = [line for line in answer.err.splitlines() if line.startswith(("Lỗi [", "Error ["))]
        hints = [line for line in answer.err.splitlines() if line.startswith("  → ")]
        assert answer.code == 1
        assert "Traceback" not in answer.err
        assert len(told) == len(hints) == len(BAD) == len(answer.err.splitlines()) // 2
        for path in paths[: len(BAD)]:
            assert sum(str(path) in line for line in told) == 1
        assert "tot" in answer.out

    def test_as_json(self, paths: list[Path], tmp_path: Path, command: str, products: str, tongue: str) -> None:
        answer = here("--json", "--lang", tongue, command, *paths, "-o", tmp_path / "out")
        assert (answer.code, answer.envelope["status"]) == (1, "partial")
        assert answer.err == ""
        assert {error["code"] for error in answer.errors} == {code for _, code in BAD}
        assert sorted(error["path"] for error in answer.errors) == sorted(map(str, paths[: len(BAD)]))
        assert [item["name"] for item in answer.data[products]] == ["tot.docx"]


def test_vietnamese_sentences_are_vietnamese(bad: dict[str, Path], tmp_path: Path) -> None:
    paths = bad.values()
    english = here("--json", "--lang", "en", "ocr", *paths, "-o", tmp_path / "out").errors
    vietnamese = here("--json", "--lang", "vi", "ocr", *paths, "-o", tmp_path / "out").errors
    same = [
        one["message"] for one, other in zip(english, vietnamese, strict=True) if one["message"] == other["message"]
    ]
    assert same == []


def test_members_of_archives_are_named_as_the_person_knows_them(tmp_path: Path) -> None:
    import zipfile

    archive = tmp_path / "bo.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("2003/trong.pdf", b"")
        opened.write(inputs.word_file(tmp_path), "2003/tot.docx")
    answer = here("--json", "convert", archive, "-o", tmp_path / "out")
    assert [error["path"] for error in answer.errors] == [f"{archive}/2003/trong.pdf"]
    assert [package["source"] for package in answer.data["packages"]] == [str(archive)]


def test_one_bad_page_does_not_cost_the_others(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "hai.tif"
    with Image.open(inputs.scan(tmp_path), formats=("PNG",)) as page:
        options = {"dpi": (300, 300), "compression": "tiff_adobe_deflate", "save_all": True}
        page.save(path, "TIFF", append_images=[page], **options)
    content = bytearray(path.read_bytes())
    middle_of_second = len(content) * 3 // 4
    damage = len(content) // 5  # over the beginnings of strips: a strip cut in its middle may inflate all the same
    content[middle_of_second : middle_of_second + damage] = b"\xff" * damage
    path.write_bytes(content)
    answer = here("--json", "--lang", "en", "ocr", path, "-o", tmp_path / "out")
    (error,) = answer.errors
    assert (answer.code, error["code"], error["path"]) == (1, "page", str(path))
    assert error["message"].startswith("Page 2: ")
    assert [flag["kind"] for flag in answer.data["outputs"][0]["flagged"] if flag["page"] == 2] == ["page"]
    assert "Luật Đất đai" in (tmp_path / "out" / "hai.txt").read_text("utf-8")
