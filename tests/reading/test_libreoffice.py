from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl
import pptx
import pytest
from reading_samples import SENTENCES, Ocr, read, texts, word_file

from converters.externals import libreoffice
from converters.externals.libreoffice import ConversionFailed, ConversionTimeout
from validators.problems import MissingDependency

INSTALLED = libreoffice.find().present
needs_it = pytest.mark.skipif(not INSTALLED, reason="LibreOffice is not installed")


def old(source: Path, kind: str) -> Path:
    """An old Office file, made by LibreOffice itself."""
    program = libreoffice.find().path
    profile = (source.parent / "profile").as_uri()
    subprocess.run(
        [str(program), f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir",
         str(source.parent), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return source.with_suffix(f".{kind.split(':', maxsplit=1)[0]}")


@pytest.mark.real
@needs_it
def test_doc_keeps_its_legacy_fonts(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    run = document.add_paragraph().add_run("LuËt §Êt ®ai quy ®Þnh tr­êng hîp")
    run.font.name = ".VnTime"
    document.save(str(tmp_path / "a.docx"))
    found = read(old(tmp_path / "a.docx", "doc:MS Word 97"))
    assert texts(found) == ["Luật Đất đai quy định trường hợp"]
    assert found.media_type == "application/msword"
    assert found.source.name == "a.doc"


@pytest.mark.real
@needs_it
def test_ppt_and_xls(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Tiêu đề"
    deck.save(str(tmp_path / "a.pptx"))
    assert "Tiêu đề" in read(old(tmp_path / "a.pptx", "ppt:MS PowerPoint 97")).text
    book = openpyxl.Workbook()
    book.active["A1"] = "Mức phạt"
    book.save(tmp_path / "b.xlsx")
    assert "Mức phạt" in read(old(tmp_path / "b.xlsx", "xls:MS Excel 97")).text


@pytest.mark.real
@needs_it
def test_it_is_stopped_in_time_with_its_children(tmp_path: Path) -> None:
    with pytest.raises(ConversionTimeout) as caught:
        libreoffice.convert(word_file(tmp_path / "a.docx"), tmp_path / "b.docx", timeout=0.05)
    assert caught.value.code == "conversion-timeout"
    assert not (tmp_path / "b.docx").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a script as program")
def test_failures_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'Error: source file could not be loaded'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    source = tmp_path / "a.doc"
    source.write_bytes(b"x")
    with pytest.raises(ConversionFailed) as caught:
        libreoffice.convert(source, tmp_path / "b.docx")
    assert caught.value.path == source
    assert caught.value.hint is not None


@pytest.mark.real
def test_without_it_the_install_line_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("converters.externals.probe.Path.is_file", lambda _self: False)
    source = tmp_path / "a.doc"
    source.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0\0")
    with pytest.raises(MissingDependency) as caught:
        read(source, Ocr())
    assert libreoffice.PROBE.install_line() in str(caught.value.hint)
    assert SENTENCES
