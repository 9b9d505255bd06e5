from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pptx
import pytest
from lxml import etree
from openpyxl.styles import Font
from pptx.util import Inches, Pt
from reading_samples import Ocr, patched, png_bytes, read, texts

from converters.reading.document import BlockKind
from converters.reading.office.sheets import as_printed
from converters.reading.options import ReadingOptions
from converters.reading.problems import Damaged, EmptyFile, TooLarge, Unsafe

A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def deck(path: Path) -> Path:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Quyền và nghĩa vụ"
    body = slide.placeholders[1].text_frame
    body.text = "Quyền được thông tin"
    body.add_paragraph().text = "Nghĩa vụ tuân thủ"
    body.paragraphs[1].level = 1
    slide.notes_slide.notes_text_frame.text = "Nhắc lại ví dụ."
    second = deck.slides.add_slide(deck.slide_layouts[6])
    low = second.shapes.add_textbox(Inches(1), Inches(6), Inches(3), Inches(1))
    low.text_frame.text = "Ở dưới"
    high = second.shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1))
    high.text_frame.text = "Ở trên"
    table = second.shapes.add_table(2, 2, Inches(1), Inches(3), Inches(4), Inches(1)).table
    for row, column, text in ((0, 0, "Hành vi"), (0, 1, "Mức phạt"), (1, 0, "A"), (1, 1, "B")):
        table.cell(row, column).text = text
    group = second.shapes.add_group_shape()
    inner = group.shapes.add_textbox(Inches(6), Inches(1), Inches(2), Inches(1))
    inner.text_frame.text = "Trong nhóm"
    deck.save(str(path))
    return path


def test_slides(tmp_path: Path) -> None:
    document = read(deck(tmp_path / "a.pptx"))
    first, second = document.pages
    assert [(block.kind, block.text) for block in first.blocks] == [
        (BlockKind.HEADING, "Quyền và nghĩa vụ"),
        (BlockKind.PARAGRAPH, "Quyền được thông tin"),
        (BlockKind.PARAGRAPH, "Nghĩa vụ tuân thủ"),
        (BlockKind.NOTE, "Nhắc lại ví dụ."),
    ]
    assert [block.text.replace("\n", "|") for block in second.blocks] == [
        "Ở trên",
        "Trong nhóm",
        "Hành vi|Mức phạt|A|B",
        "Ở dưới",
    ]
    assert document.paragraphs is not None
    assert document.paragraphs.source == document.paragraphs.kept == 11


def test_numbers_and_bullets_on_slides(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    frame = slide.shapes.add_textbox(0, 0, Inches(5), Inches(5)).text_frame
    for index, (tag, attributes) in enumerate(
        [("buAutoNum", {"type": "arabicPeriod"}), ("buAutoNum", {"type": "arabicPeriod"}), ("buChar", {"char": "–"})]
    ):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.text = "mục"
        etree.SubElement(paragraph._p.get_or_add_pPr(), f"{{{A}}}{tag}", attributes)
    deck.save(str(tmp_path / "a.pptx"))
    assert texts(read(tmp_path / "a.pptx")) == ["1. mục", "2. mục", "– mục"]


def test_text_in_pictures_on_slides(tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(png_bytes((640, 480)))
    deck = pptx.Presentation()
    for _ in range(2):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.shapes.add_picture(str(tmp_path / "p.png"), 0, 0)
    deck.save(str(tmp_path / "a.pptx"))
    ocr = Ocr()
    document = read(tmp_path / "a.pptx", ocr)
    assert texts(document, BlockKind.FIGURE) == ["Quét"]
    assert len(ocr.asked) == 1
    word = document.pages[0].blocks[0].lines[0].words[0]
    assert word.box is None
    assert word.confidence == 0.9
    pptx.Presentation().save(str(tmp_path / "empty.pptx"))
    with pytest.raises(EmptyFile):
        read(tmp_path / "empty.pptx")


def test_legacy_fonts_on_slides(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    frame = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_textbox(0, 0, 9999, 9999).text_frame
    run = frame.paragraphs[0].add_run()
    run.text, run.font.name, run.font.size = "LuËt §Êt ®ai", ".VnTime", Pt(20)
    deck.save(str(tmp_path / "a.pptx"))
    assert texts(read(tmp_path / "a.pptx")) == ["Luật Đất đai"]


def test_harmful_slides(tmp_path: Path) -> None:
    path = patched(deck(tmp_path / "a.pptx"), {"ppt/slides/slide1.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"})
    with pytest.raises(Unsafe):
        read(path)


def book(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Danh mục"
    sheet["B2"], sheet["C2"], sheet["D2"] = "STT", "Tên", "Ngày"
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    sheet["B3"], sheet["C3"], sheet["D3"] = 1, "LuËt §Êt ®ai", dt.datetime(2025, 2, 18)  # noqa: DTZ001
    sheet["C3"].font = Font(name=".VnTime")
    sheet["B4"] = "Gộp"
    sheet.merge_cells("B4:D4")
    hidden = book.create_sheet("Ẩn")
    hidden["A1"] = "không in"
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


def test_sheets(tmp_path: Path) -> None:
    document = read(book(tmp_path / "a.xlsx"))
    heading, table = document.pages[0].blocks
    assert heading.text == "Danh mục"
    cells = {(cell.row, cell.column): (cell.text, cell.row_span, cell.column_span) for cell in table.cells}
    assert cells == {
        (0, 0): ("STT", 1, 1),
        (0, 1): ("Tên", 1, 1),
        (0, 2): ("Ngày", 1, 1),
        (1, 0): ("1", 1, 1),
        (1, 1): ("Luật Đất đai", 1, 1),
        (1, 2): ("18/02/2025", 1, 1),
        (2, 0): ("Gộp", 1, 3),
    }
    assert all(cell.header for cell in table.cells if cell.row == 0)
    assert "1 hidden sheets were left out." in [str(note) for note in document.notes]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"), (0.1 + 0.2, "0.3"), (True, "TRUE"), (12, "12"), ("a", "a"),
        (dt.date(2025, 1, 2), "02/01/2025"),
        (dt.datetime(2025, 1, 2, 13, 5), "02/01/2025 13:05"),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_values_as_printed(value: object, text: str) -> None:
    assert as_printed(value) == text


def test_bad_workbooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = openpyxl.Workbook()
    empty.save(tmp_path / "empty.xlsx")
    with pytest.raises(EmptyFile):
        read(tmp_path / "empty.xlsx")
    bomb = patched(
        book(tmp_path / "bomb.xlsx"), {"xl/worksheets/sheet1.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}
    )
    with pytest.raises(Unsafe):
        read(bomb)
    broken = patched(book(tmp_path / "broken.xlsx"), {"xl/workbook.xml": b"<workbook"})
    with pytest.raises(Damaged):
        read(broken)
    monkeypatch.setattr("converters.reading.office.sheets.MAX_CELLS", 3)
    with pytest.raises(TooLarge):
        read(book(tmp_path / "large.xlsx"))


def test_options_do_not_matter_to_sheets(tmp_path: Path) -> None:
    assert read(book(tmp_path / "a.xlsx"), None, ReadingOptions(pictures_inside=False)).media_type.endswith("sheet")
