"""What lies over and around the cells of a sheet: boxes, charts, pictures, running heads; and Strict workbooks."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
from office_samples import strict
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.title import Title
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from reading_samples import Ocr, png_bytes, read, texts

from converters.reading.document import BlockKind

_X = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def charted(path: Path) -> Path:
    """A list of classes with a chart of it."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Lớp", "Số buổi"], ["Lớp may", 12], ["Lớp hàn", 9]):
        sheet.append(row)
    chart = BarChart()
    chart.title = "Số buổi học của từng lớp"
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=3))
    sheet.add_chart(chart, "E2")
    book.save(path)
    return path


def changed(path: Path, part: str, old: str, new: str) -> Path:
    """The same file with something else in one of its parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = parts[part]
    parts[part] = before.replace(old.encode(), new.encode())
    assert parts[part] != before
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_a_chart_gives_its_title_and_repeats_no_cells(tmp_path: Path) -> None:
    document = read(charted(tmp_path / "a.xlsx"))
    assert texts(document, BlockKind.CAPTION) == ["Số buổi học của từng lớp"]
    assert len(texts(document, BlockKind.TABLE)) == 1


def test_a_chart_of_another_workbook_gives_its_numbers_too(tmp_path: Path) -> None:
    path = changed(charted(tmp_path / "a.xlsx"), "xl/charts/chart1.xml", "'Sheet'!$B$2:$B$3", "[1]Sheet!$B$2:$B$3")
    cache = "<numCache><pt idx='0'><v>41</v></pt><pt idx='1'><v>37</v></pt></numCache></numRef></val>"
    changed(path, "xl/charts/chart1.xml", "</numRef></val>", cache)
    assert "41" in read(path).text.split()


def test_strict_workbooks_are_read_with_their_charts(tmp_path: Path) -> None:
    path = charted(tmp_path / "a.xlsx")
    plain = read(path).text
    with zipfile.ZipFile(strict(path)) as archive:
        names = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in names.items():
            main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            archive.writestr(name, data.replace(main, b"http://purl.oclc.org/ooxml/spreadsheetml/main"))
    assert read(path).text == plain
    assert "Lớp hàn" in plain


def test_text_boxes_and_pictures_of_a_sheet_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Lịch học"
    book.active.add_image(Image(io.BytesIO(png_bytes((300, 200)))), "C3")
    book.save(tmp_path / "a.xlsx")
    box = (
        f'<x:oneCellAnchor xmlns:x="{_X}" xmlns:a="{_A}"><x:sp><x:txBody>'
        "<a:p><a:r><a:t>Học phí </a:t></a:r><a:r><a:t>không thu</a:t></a:r></a:p>"
        "<a:p><a:r><a:t>Hỏi ông Mẫu</a:t></a:r></a:p>"
        "</x:txBody></x:sp></x:oneCellAnchor></wsDr>"
    )
    changed(tmp_path / "a.xlsx", "xl/drawings/drawing1.xml", "</wsDr>", box)
    ocr = Ocr()
    document = read(tmp_path / "a.xlsx", ocr)
    assert texts(document, BlockKind.PARAGRAPH) == ["Lịch học", "Học phí không thu", "Hỏi ông Mẫu"]
    assert texts(document, BlockKind.FIGURE) == ["Quét"]
    assert len(ocr.asked) == 1


def test_a_sheet_of_its_own_that_is_a_chart_is_a_page(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = "May", 3
    chart = BarChart()
    chart.title = Title()
    chart.title = "Biểu đồ đứng riêng"
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=1))
    book.create_chartsheet("Biểu đồ").add_chart(chart)
    book.save(tmp_path / "a.xlsx")
    pages = read(tmp_path / "a.xlsx").pages
    assert [page.number for page in pages] == [1, 2]
    assert "Biểu đồ đứng riêng" in pages[1].text


def test_running_heads_are_kept_without_the_fields_of_the_program(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Danh sách"
    book.active.oddHeader.left.text = "Phòng Mẫu lập"
    book.active.oddFooter.center.text = "Trang &P"
    book.save(tmp_path / "a.xlsx")
    document = read(tmp_path / "a.xlsx")
    assert texts(document, BlockKind.HEADER)[-1] == "Phòng Mẫu lập"
    assert texts(document, BlockKind.FOOTER) == []


def test_remarks_on_cells_are_counted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Danh sách"
    book.active["A1"].comment = Comment("xem lại", "an")
    book.save(tmp_path / "a.xlsx")
    assert [str(note) for note in read(tmp_path / "a.xlsx").notes] == ["1 comments in the margin were left out."]
