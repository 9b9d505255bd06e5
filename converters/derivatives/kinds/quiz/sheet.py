"""The quiz as a spreadsheet, for the person who looks at it and for programs that import tables."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

from converters.derivatives.fulltext.zipped import zipped
from converters.derivatives.kinds.quiz.paper import QuizPaper

HEADER = ("STT", "Câu hỏi", "A", "B", "C", "D", "Đáp án đúng", "Nội dung đầy đủ", "Căn cứ", "Chỗ trong tài liệu")
_WIDTHS = (6, 70, 28, 28, 28, 28, 12, 60, 40, 24)  # letters
_NO_TIME = dt.datetime(2000, 1, 1)  # noqa: DTZ001  (openpyxl wants a time, and writes it as given)


def quiz_sheet(paper: QuizPaper) -> bytes:
    """An XLSX file: questions on the first sheet, what the quiz says of itself on the second."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  (a new book has one)
    sheet.title = "Cau hoi"
    sheet.append(HEADER)
    for number, question in enumerate(paper.questions, 1):
        right = "ABCD"[question.right]
        told = (right, question.statement, question.provision, question.pointer)
        sheet.append((number, paper.stem(question), *question.options, *told))
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"  # never a formula
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    about = book.create_sheet("Thong tin")
    for line in (paper.title, *paper.remarks, f"pbgdpl:recipe {paper.recipe}"):
        about.append((line,))
        about.cell(about.max_row, 1).data_type = "s"
    return _without_time(book, io.BytesIO())


def _without_time(book: object, stream: io.BytesIO) -> bytes:
    """The book with no time of making: the same quiz gives the same bytes."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    assert isinstance(book, Workbook)  # noqa: S101  (it was made above)
    book.properties.created = _NO_TIME
    with zipfile.ZipFile(stream, "w") as archive:
        book.properties.modified = _NO_TIME
        ExcelWriter(book, archive).write_data()
    with zipfile.ZipFile(io.BytesIO(stream.getvalue())) as archive:
        return zipped((name, _timeless(name, archive.read(name))) for name in archive.namelist())


def _timeless(name: str, content: bytes) -> bytes:
    if name != "docProps/core.xml":
        return content
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", content)
