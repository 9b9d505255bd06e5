from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from reading_samples import patched, picture, prose_pdf, word_file

from converters.reading.finding import archives
from converters.reading.finding.sniff import SourceFormat, looks_like_text, sniff
from converters.reading.finding.walk import find_sources, is_hidden
from converters.reading.problems import Damaged, EmptyFile, Encrypted, NotFound, WrongFormat

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def ole_with(*streams: str) -> bytes:
    return OLE + b"".join(name.encode("utf-16-le") + b"\0" * 20 for name in streams)


def test_content_goes_before_the_name(tmp_path: Path) -> None:
    prose_pdf(tmp_path / "really.docx")
    picture(tmp_path / "really.tif", mode="RGB", format="JPEG")
    assert sniff(tmp_path / "really.docx") is SourceFormat.PDF
    assert sniff(tmp_path / "really.tif") is SourceFormat.JPEG


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.rtf", b"{\\rtf1 x}", SourceFormat.RTF),
        ("a.doc", b"{\\rtf1 x}", SourceFormat.RTF),
        ("a.txt", "Điều 1".encode(), SourceFormat.TEXT),
        ("a.txt", "Điều 1. Phạm vi".encode("utf-16"), SourceFormat.TEXT),
        ("a.txt", "Điều 1. Phạm vi điều chỉnh".encode("utf-16-le"), SourceFormat.TEXT),
        ("a.txt", "§iÒu 1".encode("latin-1"), SourceFormat.TEXT),
        ("a.md", b"# x", SourceFormat.MARKDOWN),
        ("a.htm", b"<p>x", SourceFormat.HTML),
        ("noname", b"  <!DOCTYPE html><p>x", SourceFormat.HTML),
        ("a.doc", b"<html><p>x", SourceFormat.HTML),
        ("a.doc", ole_with("WordDocument"), SourceFormat.DOC),
        ("a.ppt", ole_with("PowerPoint Document"), SourceFormat.PPT),
        ("a.xls", ole_with("Workbook"), SourceFormat.XLS),
    ],
)
def test_kinds(tmp_path: Path, name: str, data: bytes, kind: SourceFormat) -> None:
    (tmp_path / name).write_bytes(data)
    assert sniff(tmp_path / name) is kind


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.pdf", b"", EmptyFile),
        ("a.pdf", b"only text, no PDF", WrongFormat),
        ("a.jpg", b"only text", WrongFormat),
        ("a.docx", b"only text", WrongFormat),
        ("a.bin", bytes(range(256)), WrongFormat),
        ("a.pdf", b"\0" * 4096, Damaged),
        ("a.docx", b"PK\x03\x04" + b"\0" * 60, Damaged),
        ("a.docx", ole_with("EncryptedPackage", "EncryptionInfo"), Encrypted),
        ("a.doc", ole_with("_VBA_PROJECT"), Damaged),
        ("a.doc", ole_with("Something"), WrongFormat),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, data: bytes, problem: type[Exception]) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(problem) as caught:
        sniff(tmp_path / name)
    assert caught.value.path == tmp_path / name  # type: ignore[attr-defined]
    assert str(caught.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        sniff(tmp_path / "none.pdf")


def test_a_zip_without_word_inside_is_no_word_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(Damaged):
        sniff(tmp_path / "a.docx")
    (tmp_path / "a.docx").rename(tmp_path / "a.zip")
    assert sniff(tmp_path / "a.zip") is SourceFormat.ZIP


def test_looks_like_text() -> None:
    assert looks_like_text("Cộng hòa".encode())
    assert not looks_like_text(bytes(range(256)) * 4)


def names(found: object) -> list[str]:
    return [source.name for source in found.sources]  # type: ignore[attr-defined]


def test_folder_is_walked_in_order_and_system_files_are_left(tmp_path: Path) -> None:
    root = tmp_path / "kho"
    for name in ("b.txt", "a/2.txt", "a/1.TXT", ".git/x.txt", "a/~$draft.docx", "Thumbs.db", "a/tool.exe"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    (root / "package").mkdir()
    (root / "package" / "bagit.txt").write_text("x")
    (root / "package" / "old.pdf").write_text("x")
    found = find_sources([root], workspace=tmp_path)
    assert names(found) == ["b.txt", "a/1.TXT", "a/2.txt"]
    assert found.skipped == ("a/tool.exe",)
    assert not found.problems


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("chữ", "utf-8")
    (tmp_path / "b.pdf").symlink_to(tmp_path / "khong-co.pdf")
    found = find_sources([tmp_path], workspace=tmp_path)
    assert [source.name for source in found.sources] == ["a.txt"]
    assert [(str(problem.path), problem.code) for problem in found.problems] == [(str(tmp_path / "b.pdf"), "not-found")]


def test_links_in_circles(tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "a.txt").write_text("x")
    try:
        (tmp_path / "kho" / "again").symlink_to(tmp_path / "kho", target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    assert names(find_sources([tmp_path / "kho"], workspace=tmp_path)) == ["a.txt"]


def test_named_twice_read_once_and_missing_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    found = find_sources([tmp_path / "a.txt", tmp_path, tmp_path / "none"], workspace=tmp_path)
    assert names(found) == ["a.txt"]
    assert [problem.code for problem in found.problems] == ["not-found"]


def test_nothing_to_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.writestr("x.exe", b"x")
    found = find_sources([tmp_path / "empty", tmp_path / "empty.zip"], workspace=tmp_path)
    assert [problem.code for problem in found.problems] == ["no-materials", "no-materials"]


def test_a_file_named_by_a_person_is_never_skipped(tmp_path: Path) -> None:
    (tmp_path / "strange.xyz").write_bytes(b"\0\1\2")
    assert names(find_sources([tmp_path / "strange.xyz"], workspace=tmp_path)) == ["strange.xyz"]


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_archives_in_archives(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("trong/quyết định.txt", "x")
        archive.writestr("__MACOSX/._a.txt", "x")
    outer = make_zip(tmp_path / "bo.zip", {"inner.zip": inner.getvalue(), "a.txt": b"a", "b.exe": b"b"})
    workspace = tmp_path / "work"
    workspace.mkdir()
    found = find_sources([outer], workspace=workspace)
    assert names(found) == ["bo.zip/a.txt", "bo.zip/inner.zip/trong/quyết định.txt"]
    assert all(source.origin == outer for source in found.sources)
    assert found.skipped == ("bo.zip/b.exe",)


def test_archives_cannot_climb_out(tmp_path: Path) -> None:
    workspace = tmp_path / "deep" / "work"
    workspace.mkdir(parents=True)
    members = {"../../evil.txt": b"x", "/abs.txt": b"x", "c:\\win.txt": b"x", "ok.txt": b"ok"}
    found = find_sources([make_zip(tmp_path / "evil.zip", members)], workspace=workspace)
    assert names(found) == ["evil.zip/ok.txt"]
    assert {problem.code for problem in found.problems} == {"unsafe"}
    assert sorted(path.name for path in tmp_path.rglob("*.txt")) == [found.sources[0].path.name]


@pytest.mark.real
def test_archives_too_deep_too_many_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"x"
    for depth in range(5):
        make_zip(tmp_path / f"{depth}.zip", {"a.txt": b"x", "inner.zip": data})
        data = (tmp_path / f"{depth}.zip").read_bytes()
    found = find_sources([tmp_path / "4.zip"], workspace=tmp_path)
    assert "too-large" in [problem.code for problem in found.problems]
    monkeypatch.setattr(archives, "SWELLING_COUNTS_FROM", 1_000_000)
    bomb = make_zip(tmp_path / "bomb.zip", {"bomb.txt": b"\0" * 30_000_000, "ok.txt": b"x"})
    found = find_sources([bomb], workspace=tmp_path)
    assert names(found) == ["bomb.zip/ok.txt"]
    assert [problem.code for problem in found.problems] == ["too-large"]


def test_broken_archives(tmp_path: Path) -> None:
    good = make_zip(tmp_path / "a.zip", {"a.txt": b"x" * 5000, "b.txt": b"y"})
    data = bytearray(good.read_bytes())
    data[60:80] = b"\xff" * 20
    (tmp_path / "broken.zip").write_bytes(data)
    (tmp_path / "cut.zip").write_bytes(good.read_bytes()[:50])
    found = find_sources([tmp_path / "broken.zip", tmp_path / "cut.zip"], workspace=tmp_path)
    assert {problem.code for problem in found.problems} <= {"damaged", "no-materials"}
    assert len(found.problems) >= 2


def test_hidden_names() -> None:
    assert is_hidden("a/.hidden/b.pdf")
    assert is_hidden("__MACOSX/a.pdf")
    assert not is_hidden("a/b.c/d.pdf")


def test_office_files_are_no_archives(tmp_path: Path) -> None:
    word_file(tmp_path / "a.docx")
    patched(tmp_path / "a.docx", {"word/embeddings/x.txt": "x"})
    assert names(find_sources([tmp_path / "a.docx"], workspace=tmp_path)) == ["a.docx"]
