"""First letters, text boxes, notes, numbers in circles, and signs of lists, in the files that have them."""

from __future__ import annotations

from pathlib import Path

import pptx
from office_samples import word
from pptx.util import Inches
from reading_samples import read, texts

from converters.reading.document import BlockKind
from converters.reading.office.sheets import as_printed
from tests.each import each

INITIAL = '<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr><w:r><w:t>T</w:t></w:r></w:p>'
BOX = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:pPr>'
    '<w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>CẦN NHỚ</w:t></w:r></w:p></w:txbxContent>'
    "</v:textbox></v:shape></w:pict></w:r></w:p>"
)


def test_a_large_first_letter_begins_its_paragraph(tmp_path: Path) -> None:
    document = read(word(tmp_path / "a.docx", INITIAL + "<w:p><w:r><w:t>ừ ngày mai</w:t></w:r></w:p>"))
    assert texts(document) == ["Từ ngày mai"]
    assert document.paragraphs is not None
    assert document.paragraphs.kept == document.paragraphs.source == 2


def test_a_first_letter_above_a_table_stays(tmp_path: Path) -> None:
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    assert texts(read(word(tmp_path / "a.docx", INITIAL + table)))[0] == "T"


def test_the_middle_of_a_text_box_is_no_heading_of_the_page(tmp_path: Path) -> None:
    (block,) = read(word(tmp_path / "a.docx", BOX)).pages[0].blocks
    assert (block.kind, block.emphasis) == (BlockKind.PARAGRAPH, True)


def test_notes_of_rtf_stand_below_their_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1\ansi A{\super 1}{\footnote {\super 1} note}.\par B\par}")
    assert texts(read(path)) == ["A¹.", "¹ note", "B"]


def test_a_note_after_the_last_paragraph_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1\ansi A\par {\footnote note}}")
    assert texts(read(path)) == ["A", "note"]


def _slide(path: Path, *shapes: tuple[float, float, str]) -> list[str]:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for left, top, text in shapes:
        slide.shapes.add_textbox(Inches(left), Inches(top), Inches(1), Inches(1)).text_frame.text = text
    deck.save(str(path))
    document = read(path)
    assert document.paragraphs is not None
    assert document.paragraphs.kept == document.paragraphs.source
    return texts(document)


def test_numbers_in_circles_number_what_they_stand_before(tmp_path: Path) -> None:
    counted = ((1, 2, "1"), (2, 2, "Dừng xe"), (1, 4, "2"), (2, 4, "Lập biên bản"))
    assert _slide(tmp_path / "a.pptx", *counted) == ["1. Dừng xe", "2. Lập biên bản"]
    measured = ((1, 2, "15"), (2, 2, "Ngày làm việc"), (1, 4, "30"), (2, 4, "Ngày nghỉ"))
    assert _slide(tmp_path / "b.pptx", *measured) == ["15", "Ngày làm việc", "30", "Ngày nghỉ"]


def test_names_above_what_they_name_are_read_column_by_column(tmp_path: Path) -> None:
    named = ((1, 2, "Bước 1"), (4, 2, "Bước 2"), (1, 4, "Rời khỏi nơi nguy hiểm"), (4, 4, "Kể với người lớn"))
    wanted = ["Bước 1", "Rời khỏi nơi nguy hiểm", "Bước 2", "Kể với người lớn"]
    assert _slide(tmp_path / "a.pptx", *named) == wanted
    grid = (*named, (1, 6, "Nhớ số 111 của trẻ em"), (4, 6, "Nhớ số 113 của công an"))
    assert _slide(tmp_path / "b.pptx", *grid)[:2] == ["Bước 1", "Bước 2"]


@each(
    ("value", "form", "text"),
    [
        (2500000, "#,##0", "2.500.000"),
        (1234.5, "#,##0.00", "1.234,50"),
        (500000, '#,##0\\ "đ"', "500.000 đ"),
        (0.725, "0.0%", "72,5%"),
        (1.1, "General", "1.1"),
        (True, "#,##0", "TRUE"),
    ],
)
def test_numbers_as_their_cells_show_them(value: object, form: str, text: str) -> None:
    assert as_printed(value, form) == text


def test_signs_of_items_in_pages_saved_from_word(tmp_path: Path) -> None:
    item = "<p><span style='mso-list:Ignore'>{}<span>&nbsp;&nbsp;</span></span>{}</p>"
    path = tmp_path / "a.html"
    path.write_text(item.format("·", "Học tập") + item.format("2.", "Giải thích"), encoding="utf-8")
    assert texts(read(path)) == ["• Học tập", "2. Giải thích"]
