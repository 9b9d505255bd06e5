"""What authors say that pictures show is read, wherever a format keeps it; what programs wrote there is not."""

from __future__ import annotations

from pathlib import Path

import docx
import pptx
from office_samples import opendocument
from pptx.util import Inches
from reading_samples import png_bytes, read, texts

from converters.reading.document import BlockKind
from converters.reading.office.flow import description_of
from tests.each import each

SAID = "Hai người bắt tay trước nhà văn hóa thôn"


def descriptions(path: Path) -> list[str]:
    return texts(read(path), BlockKind.DESCRIPTION)


@each("text", [
    "Picture 3", "image001.png", "Hình ảnh 2", "logo", "", "  ", "C:\\anh\\to gap.jpg", "ảnh_12",
    "A picture containing text Description automatically generated", "Ảnh có chứa cây. Mô tả được tạo tự động",
])  # fmt: skip
def test_what_a_program_wrote_or_one_word_says_nothing(text: str) -> None:
    assert description_of(text) is None


@each("text", [SAID, "Sơ đồ lối thoát nạn", "Ảnh 2: Hòa giải viên gặp gia đình", "Logo Đoàn Thanh niên"])
def test_what_an_author_wrote_is_kept_as_it_is(text: str) -> None:
    described = description_of(f"  {text}\n")
    assert described is not None
    assert (described.kind, described.text) == (BlockKind.DESCRIPTION, text)


def test_word(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png_bytes())
    document = docx.Document()
    document.add_paragraph("Trước ảnh.").add_run().add_picture(str(tmp_path / "a.png"))
    document.add_paragraph("Sau ảnh.")
    for drawing in document.element.body.iter("{*}docPr"):
        drawing.set("descr", SAID)
    document.save(str(tmp_path / "a.docx"))
    assert texts(read(tmp_path / "a.docx"))[-2:] == [SAID, "Sau ảnh."]


def test_word_says_it_of_a_picture_before_its_drawing(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png_bytes())
    document = docx.Document()
    document.add_picture(str(tmp_path / "a.png"))
    for name, said in (("docPr", "Cả nhóm hình vẽ"), ("cNvPr", SAID)):
        for properties in document.element.body.iter(f"{{*}}{name}"):
            properties.set("descr", said)
    document.save(str(tmp_path / "a.docx"))
    assert descriptions(tmp_path / "a.docx") == [SAID]


def test_slides(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png_bytes())
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for left in (1, 4):  # the same picture twice is told once
        picture = slide.shapes.add_picture(str(tmp_path / "a.png"), Inches(left), Inches(2))
        picture._element.nvPicPr.cNvPr.set("descr", SAID)
    deck.save(str(tmp_path / "a.pptx"))
    assert descriptions(tmp_path / "a.pptx") == [SAID]


def test_opendocument(tmp_path: Path) -> None:
    frame = (
        '<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
        ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink"><draw:image xlink:href="Pictures/a.png"/>'
        f"<svg:title>Ảnh</svg:title><svg:desc>{SAID}</svg:desc></draw:frame>"
    )
    body = f'<text:p xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">Một.{frame}</text:p>'
    path = opendocument(tmp_path / "a.odt", body, parts={"Pictures/a.png": png_bytes()})
    assert texts(read(path))[:1] == ["Một."]
    assert descriptions(path) == [SAID]


def html(path: Path, body: str, title: str = "") -> list[str]:
    path.write_text(f"<title>{title}</title>{body}", encoding="utf-8")
    return texts(read(path))


def test_web_pages_say_it_behind_the_paragraph(tmp_path: Path) -> None:
    picture = f'<img src="a.png" alt="{SAID}">'
    assert html(tmp_path / "a.html", f"<p>Trước {picture} và sau.</p><p>Hai.</p>") == ["Trước và sau.", SAID, "Hai."]
    assert html(tmp_path / "a.html", f"<p>{picture}</p><p>Hai.</p>") == [SAID, "Hai."]


def test_web_pages_repeat_headlines_in_their_pictures(tmp_path: Path) -> None:
    body = f'<h1>{SAID}</h1><img alt="{SAID}"><img alt="Tin: {SAID}"><p>Một.</p>'
    assert html(tmp_path / "a.html", body, title=f"Tin: {SAID}") == [SAID, "Một."]


def test_pictures_of_menus_are_not_told(tmp_path: Path) -> None:
    body = f'<nav>Mục <img alt="{SAID}"></nav><p hidden>Ẩn <img alt="Ảnh bị ẩn đi"></p><h1>Một</h1><p>Hai.</p>'
    (tmp_path / "a.html").write_text(body, encoding="utf-8")
    assert descriptions(tmp_path / "a.html") == []
