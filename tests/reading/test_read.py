from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PIL import Image
from reading_samples import Ocr, patched, picture, prose_pdf, read, word_file

from converters.progress import Silent
from converters.reading.document import Method, Page
from converters.reading.finding.fingerprint import fingerprint_of
from converters.reading.problems import ChangedWhileRead, Damaged, EmptyFile, NotFound, WrongFormat
from converters.reading.read import ReadingOptions, read_document
from validators.problems import Message, Problem


class Heard:
    """Progress that remembers."""

    def __init__(self) -> None:
        self.started: list[tuple[str, int | None]] = []
        self.steps = 0
        self.finished = 0

    def start(self, what: Message, total: int | None = None) -> None:
        self.started.append((str(what), total))

    def advance(self, steps: int = 1, note: str = "") -> None:
        self.steps += steps

    def finish(self) -> None:
        self.finished += 1


def test_pictures_are_read_page_by_page(tmp_path: Path) -> None:
    pages = [Image.new("L", (300, 400), shade) for shade in (0, 128, 255)]
    pages[0].save(tmp_path / "fax.tif", save_all=True, append_images=pages[1:])
    ocr, heard = Ocr(), Heard()
    document = read_document(tmp_path / "fax.tif", options=ReadingOptions(), read_pages=ocr, progress=heard)
    assert ocr.asked == [("fax.tif", (1, 2, 3))]
    assert [page.method for page in document.pages] == [Method.OCR] * 3
    assert heard.started == [("Reading fax.tif", 3)]
    assert (heard.steps, heard.finished) == (3, 1)


def test_progress_of_pdf(tmp_path: Path) -> None:
    heard = Heard()
    path = prose_pdf(tmp_path / "a.pdf", pages=3)
    read_document(path, options=ReadingOptions(), read_pages=Ocr(), progress=heard)
    assert (heard.started, heard.steps, heard.finished) == ([("Reading a.pdf", 3)], 3, 1)


def test_hash_and_source(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx")
    document = read(path)
    assert document.sha256 == fingerprint_of(path).sha256
    assert document.source == path


def test_a_file_that_changes_while_read_is_refused(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png", size=(300, 300))

    def meddle(source: Path, numbers: Sequence[int]) -> Iterator[Page]:
        yield from Ocr()(source, numbers)
        source.write_bytes(source.read_bytes() + b"x")

    with pytest.raises(ChangedWhileRead) as caught:
        read_document(path, options=ReadingOptions(), read_pages=meddle, progress=Silent())
    assert caught.value.path == path


def test_touched_only_is_changed_too(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png", size=(300, 300))

    def meddle(source: Path, numbers: Sequence[int]) -> Iterator[Page]:
        yield from Ocr()(source, numbers)
        os.utime(source, (1, 1))

    with pytest.raises(ChangedWhileRead):
        read_document(path, options=ReadingOptions(), read_pages=meddle, progress=Silent())


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("none.pdf", None, NotFound),
        ("empty.docx", b"", EmptyFile),
        ("text.pdf", b"just text", WrongFormat),
        ("cut.jpg", b"\xff\xd8\xff\xe0 and no more", Damaged),
        ("cut.docx", b"PK\x03\x04" + b"\0" * 50, Damaged),
        ("a.exe", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff", WrongFormat),
    ],
)
def test_every_problem_knows_its_file(tmp_path: Path, name: str, data: bytes | None, problem: type[Problem]) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(problem) as caught:
        read(tmp_path / name)
    assert caught.value.path == tmp_path / name
    assert caught.value.code != "problem"


def test_archives_are_not_read_as_one(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(WrongFormat):
        read(tmp_path / "a.zip")


def test_macro_files_are_read_without_their_macros(tmp_path: Path) -> None:
    path = patched(word_file(tmp_path / "a.docm", "Nội dung"), {"word/vbaProject.bin": b"\xd0\xcf macro"})
    assert read(path).text == "Nội dung"


def test_problems_survive_process_borders() -> None:
    import pickle

    problem = Damaged(Message("x")).at("a")
    again = pickle.loads(pickle.dumps(problem))  # noqa: S301
    assert (type(again), again.path, str(again)) == (Damaged, "a", "x")
