"""Typesets the scripts of `gold/fidelity` as Word, ODT, RTF, PDF, text, Excel, PowerPoint, HTML or a picture of a page.

A line of a script is `STYLE TRUTH | text`: how it is set, and what a careful typist makes of it in Markdown.

    STYLE  c centred and bold · b bold · p plain · right · i bullet set by the program · H1 H2 styles of headings ·
           head row of a letterhead · row of a table (cells between bars; "<" goes on with the cell at its left, "^"
           with the one above) · form row of a table without lines · slide title of a slide · note of its speaker ·
           sheet name of a new sheet · break new page · typed only in
           the truth
    TRUTH  # ## ### heading · + goes on with the line above · +. goes on behind a full stop · p paragraph · - item ·
           q question · a answer · qa row made a question and its answer · Th head of a table, T row ·
           . paper (letterhead, recipients, signature, grounds), may stand or not · x nothing

`printed => typed` gives the truth where it differs (dot leaders).
"""

from __future__ import annotations

import html
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import docx
import openpyxl
import pptx
import pypdfium2
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from pptx.util import Inches

from converters.externals import libreoffice

DPI = 300
_TABLES = {"row", "head", "form"}
GOES_ON = {"<", "^"}
_ALIGNED = {"c": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


@dataclass(frozen=True)
class Line:
    """A line of a script.

    Attributes:
        style: How it is set.
        truth: What a typist makes of it.
        text: As printed; cells between bars.
        typed: As typed.
    """

    style: str
    truth: str
    text: str
    typed: str

    @property
    def cells(self) -> list[str]:
        """The cells of a row; what only goes on with another cell is empty."""
        return ["" if cell in GOES_ON else cell for cell in self.printed_cells]

    @property
    def typed_cells(self) -> list[str]:
        """The cells of a row as a typist has them."""
        return ["" if cell in GOES_ON else cell for cell in map(str.strip, self.typed.split("|"))]

    @property
    def printed_cells(self) -> list[str]:
        """The cells of a row, with the signs of those that go on with another."""
        return [cell.strip() for cell in self.text.split("|")]


@dataclass(frozen=True)
class Script:
    """A document to be set: its name, the ending of the file it becomes, and its lines."""

    name: str
    ending: str
    lines: tuple[Line, ...]


def load(folder: Path) -> list[Script]:
    """Every script of a folder, by name."""
    return [_script(path) for path in sorted(folder.glob("*.txt"))]


def _script(path: Path) -> Script:
    name, ending, _ = path.name.split(".")
    return Script(name, ending, tuple(_line(line) for line in path.read_text(encoding="utf-8").splitlines() if line))


def _line(line: str) -> Line:
    codes, _, text = line.partition("|")
    style, truth = codes.split()
    printed, _, typed = text.strip().partition(" => ")
    return Line(style, truth, printed, typed or printed)


def typeset(script: Script, folder: Path) -> Path:
    """The script as a file in a folder."""
    target = folder / f"{script.name}.{script.ending}"
    _SETTERS[script.ending](script.lines, target)
    return target


def _runs(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Lines one by one, rows of a table together; a page break ends a table."""
    printed = [line for line in lines if line.style != "typed"]
    for style, run in groupby(printed, key=lambda line: line.style):
        if style in _TABLES:
            yield style, list(run)
        else:
            yield from ((style, [line]) for line in run)


def _word(lines: Sequence[Line], target: Path) -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    for style, run in _runs(lines):
        if style in _TABLES:
            _word_table(document, run, ruled=style == "row")
        elif style == "break":
            document.add_page_break()  # type: ignore[no-untyped-call]
        else:
            named = {"H1": "Heading 1", "H2": "Heading 2", "i": "List Bullet"}.get(style, "Normal")
            paragraph = document.add_paragraph(style=named)
            if style in _ALIGNED:
                paragraph.alignment = _ALIGNED[style]
            written = paragraph.add_run(run[0].text)
            written.bold = True if style in {"c", "b"} else None
    document.save(str(target))


def _word_table(document: docx.document.Document, run: Sequence[Line], *, ruled: bool) -> None:
    table = document.add_table(rows=0, cols=len(run[0].cells))
    if ruled:
        table.style = "Table Grid"
    for line in run:
        for cell, text in zip(table.add_row().cells, line.cells, strict=True):
            cell.paragraphs[0].add_run(text).bold = line.truth in {"Th", "."} and ruled
    for (row, column), (above, left) in _merged(run):
        table.cell(above, left).merge(table.cell(row, column))


def _merged(run: Sequence[Line]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The places of cells that go on with another, each with the place of the cell that holds the words."""
    for row, line in enumerate(run):
        for column, text in enumerate(line.printed_cells):
            if text in GOES_ON:
                above, left = row, column
                while run[above].printed_cells[left] in GOES_ON:
                    above, left = (above, left - 1) if run[above].printed_cells[left] == "<" else (above - 1, left)
                yield (row, column), (above, left)


def _pdf(lines: Sequence[Line], target: Path) -> None:
    _converted(lines, target)


def _converted(lines: Sequence[Line], target: Path) -> None:
    """As Word, made another format by LibreOffice."""
    source = target.with_suffix(".docx")
    _word(lines, source)
    office = libreoffice.find()
    command = [
        str(office.path),
        "--headless",
        "--convert-to",
        target.suffix[1:],
        "--outdir",
        str(target.parent),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    source.unlink()


def _picture(lines: Sequence[Line], target: Path) -> None:
    printed = target.with_suffix(".pdf")
    _pdf(lines, printed)
    document = pypdfium2.PdfDocument(printed)
    document[0].render(scale=DPI / 72).to_pil().convert("L").save(target, dpi=(DPI, DPI))
    document.close()
    printed.unlink()


def _text(lines: Sequence[Line], target: Path) -> None:
    text = "\n\n".join(run[0].text for _, run in _runs(lines))
    target.write_text(text + "\n", encoding="utf-8")


def _sheet(lines: Sequence[Line], target: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for style, run in _runs(lines):
        if style == "sheet":
            sheet = book.create_sheet(run[0].text) if sheet.max_row > 1 else sheet
            sheet.title = run[0].text
            continue
        first = sheet.max_row if sheet.max_row > 1 else 0
        for line in run:
            sheet.append([int(cell) if cell.isdigit() else cell or None for cell in line.cells])
        for (row, column), (above, left) in _merged(run):
            sheet.merge_cells(None, first + above + 1, left + 1, first + row + 1, column + 1)
    book.save(target)


def _slides(lines: Sequence[Line], target: Path) -> None:
    deck = pptx.Presentation()
    for style, run in _runs(lines):
        if style == "slide":
            slide = deck.slides.add_slide(deck.slide_layouts[1])
            slide.shapes.title.text = run[0].text
            body = slide.placeholders[1].text_frame
            used = False
        elif style == "note":
            slide.notes_slide.notes_text_frame.text = run[0].text
        elif style == "row":
            rows = [line.cells for line in run]
            table = slide.shapes.add_table(len(rows), len(rows[0]), Inches(1), Inches(2), Inches(8), Inches(3)).table
            for at, cells in enumerate(rows):
                for column, text in enumerate(cells):
                    table.cell(at, column).text = text
        else:
            (body.add_paragraph() if used else body.paragraphs[0]).text = run[0].text
            used = True
    deck.save(str(target))


def _page(lines: Sequence[Line], target: Path) -> None:
    parts: list[str] = []
    for style, run in _runs(lines):
        if style == "row":
            rows = (_html_row(line) for line in run)
            parts.append(f"<table>{''.join(rows)}</table>")
        else:
            tag = {"H1": "h1", "H2": "h2", "b": "p", "i": "li"}.get(style, "p")
            text = html.escape(run[0].text)
            parts.append(f"<{tag}><b>{text}</b></{tag}>" if style in {"b", "c"} else f"<{tag}>{text}</{tag}>")
    body = "\n".join(parts)
    target.write_text(f'<!doctype html><html lang="vi"><meta charset="utf-8"><body>{body}</body></html>', "utf-8")


def _html_row(line: Line) -> str:
    tag = "th" if line.truth == "Th" else "td"
    return f"<tr>{''.join(f'<{tag}>{html.escape(cell)}</{tag}>' for cell in line.cells)}</tr>"


_SETTERS: dict[str, Callable[[Sequence[Line], Path], None]] = {
    "docx": _word,
    "pdf": _pdf,
    "odt": _converted,
    "rtf": _converted,
    "png": _picture,
    "txt": _text,
    "xlsx": _sheet,
    "pptx": _slides,
    "html": _page,
}
