from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pptx
import pytest
from lxml import etree
from openpyxl.styles import Font
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu, Inches, Pt
from reading_samples import Ocr, patched, png_bytes, read, texts

from converters.reading.document import BlockKind
from converters.reading.office.sheets import as_printed
from converters.reading.options import ReadingOptions
from converters.reading.problems import Damaged, EmptyFile, TooLarge, Unsafe
from tests.each import each

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
        (BlockKind.LIST_ITEM, "• Quyền được thông tin"),
        (BlockKind.LIST_ITEM, "• Nghĩa vụ tuân thủ"),
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


def test_the_box_set_largest_is_the_title_of_a_slide(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for top, text, size in ((1, "SỞ TƯ PHÁP", 16), (3, "Phòng, chống lừa đảo", 40), (5, "Tháng 9/2025", 20)):
        box = slide.shapes.add_textbox(Inches(1), Inches(top), Inches(8), Inches(1)).text_frame
        box.text = text
        box.paragraphs[0].runs[0].font.size = Pt(size)
    deck.save(str(tmp_path / "a.pptx"))
    (page,) = read(tmp_path / "a.pptx").pages
    assert [block.text for block in page.blocks if block.kind is BlockKind.HEADING] == ["Phòng, chống lừa đảo"]


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


@pytest.mark.real
def test_slides_that_compare_are_read_column_by_column(tmp_path: Path) -> None:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[4])
    texts = ["So sánh", "Người thuộc hộ nghèo", "Hỗ trợ 50%", "Người thuộc hộ cận nghèo", "Hỗ trợ 40%"]
    for placeholder, text in zip(slide.placeholders, texts, strict=False):
        placeholder.text = text
    made.save(str(tmp_path / "a.pptx"))
    assert [block.text for block in read(tmp_path / "a.pptx").pages[0].blocks] == texts


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
    assert (heading.kind, heading.text) == (BlockKind.HEADER, "Danh mục")
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
    hidden = document.pages[1]
    assert [block.text for block in hidden.blocks] == ["Ẩn", "không in"]
    assert [page.hidden for page in document.pages] == [False, True]
    assert "1 hidden sheets are among the pages." in [str(note) for note in document.notes]


@each(
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


class TestWorkbooks:
    def saved(self, folder: Path, *sheets: dict[str, object]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for number, cells in enumerate(sheets, start=1):
            sheet = book.create_sheet(f"Trang {number}")
            for place, value in cells.items():
                sheet[place] = value
        book.save(folder / "a.xlsx")
        return folder / "a.xlsx"

    def test_each_sheet_is_a_page_and_empty_ones_are_none(self, tmp_path: Path) -> None:
        document = read(self.saved(tmp_path, {"A1": "một"}, {}, {"C7": "hai"}))
        assert [page.number for page in document.pages] == [1, 2]
        assert texts(document, BlockKind.SHEET_NAME) == ["Trang 1", "Trang 3"]

    def test_a_sheet_set_as_a_paper_is_read_as_one(self, tmp_path: Path) -> None:
        head = {"A1": "UBND XÃ MẪU", "E1": "Độc lập - Tự do - Hạnh phúc", "A3": "DANH SÁCH BÁO CÁO VIÊN"}
        rows = {"A5": "STT", "B5": "Họ tên", "A6": 1, "B6": "Hà Mẫu", "A8": 2, "B8": "Lò Ví", "D10": "CHỦ TỊCH"}
        document = read(self.saved(tmp_path, {**head, **rows}))
        kinds = [block.kind for block in document.pages[0].blocks]
        assert kinds == [
            BlockKind.HEADER, BlockKind.TABLE, BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH,
        ]  # fmt: skip
        assert document.pages[0].blocks[3].text.split("\n") == ["STT", "Họ tên", "1", "Hà Mẫu", "2", "Lò Ví"]

    def test_names_of_sheets(self, tmp_path: Path) -> None:
        document = read(self.saved(tmp_path, {"A1": "một"}, {"A1": "hai"}))
        assert texts(document, BlockKind.SHEET_NAME) == ["Trang 1", "Trang 2"]
        assert texts(read(self.saved(tmp_path, {"A1": "một"})), BlockKind.HEADER) == ["Trang 1"]

    def test_a_table_begins_at_its_first_filled_cell(self, tmp_path: Path) -> None:
        document = read(self.saved(tmp_path, {"C7": "a", "D7": "b", "D8": "c"}))
        (table,) = (block for block in document.pages[0].blocks if block.cells)
        assert [(cell.row, cell.column, cell.text) for cell in table.cells] == [(0, 0, "a"), (0, 1, "b"), (1, 1, "c")]

    def test_formulas_without_a_remembered_value_are_empty(self, tmp_path: Path) -> None:
        document = read(self.saved(tmp_path, {"A1": "=1+1", "A2": "có"}))
        assert texts(document, BlockKind.PARAGRAPH) == ["có"]

    @each(
        ("value", "text"),
        [
            (False, "FALSE"),
            (-2.50, "-2.5"),
            (1e6, "1000000"),
            (1 / 3, "0.3333333333"),
            (dt.datetime(2025, 1, 2, 0, 0), "02/01/2025"),  # noqa: DTZ001
            (dt.time(7, 30), "07:30:00"),
            (10**15, "1000000000000000"),
        ],
    )
    def test_values_as_a_person_writes_them(self, value: object, text: str) -> None:
        assert as_printed(value) == text


class TestSlides:
    def frame(self, deck: pptx.presentation.Presentation) -> pptx.text.text.TextFrame:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        return slide.shapes.add_textbox(0, 0, Inches(5), Inches(5)).text_frame

    @pytest.mark.parametrize(
        ("scheme", "start", "labels"),
        [
            ("arabicPeriod", None, ["1.", "2."]),
            ("arabicParenR", 4, ["4)", "5)"]),
            ("arabicParenBoth", None, ["(1)", "(2)"]),
            ("arabicPlain", None, ["1", "2"]),
            ("alphaLcPeriod", 3, ["c.", "d."]),
            ("alphaUcParenR", None, ["A)", "B)"]),
            ("romanUcPeriod", 9, ["IX.", "X."]),
            ("romanLcPeriod", None, ["i.", "ii."]),
            ("thaiNumPeriod", None, ["1.", "2."]),
        ],
    )
    def test_numbering_schemes(self, tmp_path: Path, scheme: str, start: int | None, labels: list[str]) -> None:
        deck = pptx.Presentation()
        frame = self.frame(deck)
        for index in range(2):
            item = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            item.text = "mục"
            values = {"type": scheme} | ({"startAt": str(start)} if start else {})
            etree.SubElement(item._p.get_or_add_pPr(), f"{{{A}}}buAutoNum", values)
        deck.save(str(tmp_path / "a.pptx"))
        assert texts(read(tmp_path / "a.pptx")) == [f"{label} mục" for label in labels]

    def test_deeper_levels_count_anew(self, tmp_path: Path) -> None:
        deck = pptx.Presentation()
        frame = self.frame(deck)
        for index, depth in enumerate((0, 1, 1, 0, 1)):
            item = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            item.text, item.level = "mục", depth
            etree.SubElement(item._p.get_or_add_pPr(), f"{{{A}}}buAutoNum", {"type": "arabicPeriod"})
        deck.save(str(tmp_path / "a.pptx"))
        found = [text.split()[0] for text in texts(read(tmp_path / "a.pptx"))]
        assert found == ["1.", "1.", "2.", "2.", "1."]

    def test_cells_of_a_table_that_are_merged(self, tmp_path: Path) -> None:
        deck = pptx.Presentation()
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        table = slide.shapes.add_table(2, 2, 0, 0, Inches(4), Inches(1)).table
        table.cell(0, 0).merge(table.cell(0, 1))
        for row, column, text in ((0, 0, "đầu"), (1, 0, "a"), (1, 1, "b")):
            table.cell(row, column).text = text
        deck.save(str(tmp_path / "a.pptx"))
        (block,) = read(tmp_path / "a.pptx").pages[0].blocks
        assert [(cell.text, cell.column_span, cell.header) for cell in block.cells] == [
            ("đầu", 2, True),
            ("a", 1, False),
            ("b", 1, False),
        ]

    def test_bullets_of_the_layout(self, tmp_path: Path) -> None:
        deck = pptx.Presentation()
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        body = slide.placeholders[1].text_frame
        body.text = "một"
        for text in ("1. hai", "ba"):
            body.add_paragraph().text = text
        body.paragraphs[2]._p.get_or_add_pPr().append(
            body.paragraphs[2]._p.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}buNone", {})
        )
        deck.slides.add_slide(deck.slide_layouts[1]).placeholders[1].text_frame.text = "alone"
        deck.save(str(tmp_path / "a.pptx"))
        assert texts(read(tmp_path / "a.pptx")) == ["• một", "1. hai", "ba", "alone"]

    def test_hidden_slides_are_read_and_told(self, tmp_path: Path) -> None:
        deck = pptx.Presentation()
        self.frame(deck).text = "ẩn"
        deck.slides[0]._element.set("show", "0")
        deck.save(str(tmp_path / "a.pptx"))
        document = read(tmp_path / "a.pptx")
        assert texts(document) == ["ẩn"]
        assert document.pages[0].hidden
        assert [str(note) for note in document.notes] == ["1 hidden slides are among the pages."]

    def test_line_breaks_and_capitals_of_runs(self, tmp_path: Path) -> None:
        deck = pptx.Presentation()
        frame = self.frame(deck)
        frame.text = "một\vhai"
        frame.paragraphs[0].runs[0]._r.get_or_add_rPr().set("cap", "all")
        deck.save(str(tmp_path / "a.pptx"))
        assert texts(read(tmp_path / "a.pptx")) == ["MỘT\nhai"]

    def test_a_slide_that_is_named_and_missing_is_passed_over(self, tmp_path: Path) -> None:
        deck = pptx.Presentation()
        self.frame(deck).text = "còn"
        deck.save(str(tmp_path / "a.pptx"))
        relations = "ppt/_rels/presentation.xml.rels"
        with zipfile.ZipFile(tmp_path / "a.pptx") as archive:
            presentation = archive.read("ppt/presentation.xml").decode()
            assert relations in archive.namelist()
        broken = presentation.replace("<p:sldId ", '<p:sldId r:id="rIdNone" id="999"/><p:sldId ', 1)
        patched(tmp_path / "a.pptx", {"ppt/presentation.xml": broken})
        assert texts(read(tmp_path / "a.pptx")) == ["còn"]

    def test_a_chart_is_its_title_and_its_numbers(self, tmp_path: Path) -> None:
        deck = pptx.Presentation()
        data = CategoryChartData()
        data.categories = ["Quý I", "Quý II"]
        data.add_series("Số đợt", (12, 7.5))
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        place = (Emu(0), Emu(0), Emu(5_000_000), Emu(3_000_000))
        chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data).chart
        chart.has_title = True
        chart.chart_title.text_frame.text = "Tuyên truyền trong năm"
        deck.save(str(tmp_path / "a.pptx"))
        document = read(tmp_path / "a.pptx")
        title, table = document.pages[0].blocks
        assert (title.kind, title.text) == (BlockKind.CAPTION, "Tuyên truyền trong năm")
        assert [cell.text for cell in table.cells] == ["", "Số đợt", "Quý I", "12", "Quý II", "7.5"]
        assert document.paragraphs is not None
        assert document.paragraphs.source == document.paragraphs.kept
