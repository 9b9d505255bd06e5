"""How many questions find their answers, in the layouts that booklets, leaflets, tables and slides print them in.

    python benchmarks/questions.py [--half first|second|third] [--scan] [--show] [--keep FOLDER]

The texts are `benchmarks/gold/questions/*.txt`: invented, each with its layout and its gold in one file (see the
README there). They are typeset as DOCX or PPTX, some printed to PDF by LibreOffice, and with `--scan` some are printed,
degraded and read by OCR. A pair is right when question and answer are the gold's, letter by letter apart from spaces,
list marks and the case of letters; a scanned pair when both are at least nine tenths alike. A plain regular expression
is scored beside.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import docx
import numpy as np
import pptx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image

from converters.externals import libreoffice
from converters.ocr.options import OcrOptions
from converters.progress import Silent
from converters.reading.document import Document, Page
from converters.reading.options import OcrPolicy, ReadingOptions
from converters.reading.read import read_document
from converters.records.build import build_record
from converters.work.local_pool import LocalPool
from converters.work.page_reader import AHEAD, PageReader

GOLD = Path(__file__).parent / "gold" / "questions"
TODAY = dt.date(2026, 11, 22)
ALIKE = 0.9
SCAN_DPI = 200
TEXTUAL = ("heading", "paragraph", "list", "table", "article", "clause", "point", "question", "situation")
_LABEL = re.compile(r"\[\[(.*?)\]\]\s*")
_MARK = re.compile(r"^\s*(?:[-–+•*▪]\s|[a-zđ]\)\s|\d{1,2}[.)]\s|Đáp án(?: đúng)?:)\s*|(?<=\s)[a-zđ]\)\s", re.MULTILINE)


@dataclass
class Pair:
    """One question and its answer, as lines without their printed labels."""

    question: list[str] = field(default_factory=list)
    answer: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        """Both, with spaces, list marks and the case of letters taken away."""
        return _folded("\n".join(self.question)), _folded("\n".join(self.answer))


@dataclass
class Sheet:
    """One gold text: its directives, its marked lines, and the pairs in it."""

    name: str
    settings: dict[str, str]
    lines: list[tuple[str, str]]

    @property
    def pairs(self) -> list[Pair]:
        """The pairs a reader sees; the options and the key of a quiz belong to its answer."""
        pairs: list[Pair] = []
        before = ""
        for mark, text in self.lines:
            if mark == "Q" and before != "Q":
                pairs.append(Pair())
            if mark == "Q":
                pairs[-1].question.append(_LABEL.sub("", text))
            elif mark in "ALO":
                pairs[-1].answer.append(_LABEL.sub("", text))
            elif mark == "K":
                # As it is printed: below its question, or in the line of all keys at the end.
                at_end = self.settings.get("key") == "end"
                printed = f"{len(pairs)} - {text}" if at_end else f"Đáp án: {_LABEL.sub('', text)}"
                pairs[-1].answer.append(printed)
            before = mark
        return pairs


def _folded(text: str) -> str:
    return " ".join(_MARK.sub("", text).split()).lower()


def load(path: Path) -> Sheet:
    """Read one gold text."""
    settings: dict[str, str] = {}
    lines: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        mark, _, text = line.partition(" ")
        if mark.startswith("@"):
            settings[mark[1:]] = text
        else:
            lines.append((mark, text))
    return Sheet(path.stem, settings, lines)


def typeset(sheet: Sheet, folder: Path) -> Path:
    """Write the sheet as DOCX or PPTX into the folder."""
    form = sheet.settings["form"]
    if form.startswith("slides"):
        target = folder / f"{sheet.name}.pptx"
        _slides(sheet, apart=form == "slides-in-body").save(str(target))
        return target
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    if header := sheet.settings.get("header"):
        document.sections[0].header.paragraphs[0].text = header
    lines = list(sheet.lines)
    if form == "table":
        first = next(at for at, (mark, _) in enumerate(lines) if mark == "Q")
        for mark, text in lines[:first]:
            _paragraph(document, mark, text, sheet)
        _table(document, sheet)
        lines = []
    columned = False
    for mark, text in lines:
        if form == "columns" and mark == "Q" and not columned:
            _two_columns(document)
            columned = True
        if not (mark == "K" and sheet.settings.get("key") == "end"):
            _paragraph(document, mark, text, sheet)
    if sheet.settings.get("key") == "end":
        keys = [text for mark, text in lines if mark == "K"]
        document.add_paragraph("; ".join(f"{number} - {key}" for number, key in enumerate(keys, 1)))
    target = folder / f"{sheet.name}.docx"
    document.save(str(target))
    return target


def _paragraph(document: Any, mark: str, text: str, sheet: Sheet) -> None:
    look = sheet.settings.get("question", "plain")
    if mark == "Q" and look == "heading":
        document.add_paragraph(_shown(text), style="Heading 2")
        return
    paragraph = document.add_paragraph()
    run = paragraph.add_run(_shown(text))
    run.bold = mark in "THB" or (mark == "Q" and look == "bold")
    run.italic = mark == "Q" and look == "italic"
    if mark == "T":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _shown(text: str) -> str:
    return text.replace("[[", "").replace("]]", "")


def _two_columns(document: Any) -> None:
    section = document.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(qn("w:cols"))
    if columns is None:
        columns = OxmlElement("w:cols")
        section._sectPr.append(columns)
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "480")


def _table(document: Any, sheet: Sheet) -> None:
    heads = sheet.settings["columns"].split("|")
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    for number, pair in enumerate(sheet.pairs, 1):
        cells = table.add_row().cells
        cells[0].text = str(number) if len(heads) == 3 else cells[0].text
        cells[-2].text, cells[-1].text = "\n".join(pair.question), "\n".join(pair.answer)


def _slides(sheet: Sheet, *, apart: bool) -> Any:
    show = pptx.Presentation()
    cover = show.slides.add_slide(show.slide_layouts[0])
    cover.shapes.title.text = next(text for mark, text in sheet.lines if mark == "T")
    for mark, text in sheet.lines:
        if mark == "P":
            closing = show.slides.add_slide(show.slide_layouts[5])
            closing.shapes.title.text = text
        elif mark == "Q" or (mark == "A" and apart and _LABEL.match(text)):
            slide = show.slides.add_slide(show.slide_layouts[1])
            label = _LABEL.match(text)
            rest = _LABEL.sub("", text)
            slide.shapes.title.text = label[1] if label else rest
            slide.placeholders[1].text_frame.text = rest if label else ""
        elif mark == "A":
            frame = slide.placeholders[1].text_frame
            if frame.text:
                frame.add_paragraph().text = text
            else:
                frame.text = text
    return show


def degrade(pdf: Path, target: Path) -> None:
    """Print the PDF to grey page images, a little turned, blurred by resampling and noisy: an office scanner's."""
    import pypdfium2

    chance = np.random.default_rng(5)
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        image = page.render(scale=SCAN_DPI / 72).to_pil().convert("L")
        image = image.rotate(float(chance.uniform(-0.6, 0.6)), resample=Image.Resampling.BICUBIC, fillcolor=245)
        noisy = np.asarray(image, dtype=np.float32) * 0.9 + chance.normal(12, 9, (image.height, image.width))
        pages.append(Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)))
    pages[0].save(target, save_all=True, append_images=pages[1:], resolution=SCAN_DPI)


def read(path: Path, *, scanned: bool) -> Document:
    """Read one typeset sheet as the program would."""

    def by_ocr(source: Path, numbers: Sequence[int]) -> Iterator[Page]:
        with LocalPool(1) as pool:
            yield from PageReader(pool, OcrOptions(), ahead=AHEAD)(source, numbers)

    policy = OcrPolicy.ALWAYS if scanned else OcrPolicy.NEVER
    options = ReadingOptions(ocr=policy, pictures_inside=False)
    return read_document(path, options=options, read_pages=by_ocr, progress=Silent())


def found_pairs(document: Document) -> list[Pair]:
    """Questions and situations of the record made from the document."""
    record = build_record(document, today=TODAY).record
    return [pair for block in record.content or [] for pair in _pairs_in(block)]


def _pairs_in(block: Any) -> Iterator[Pair]:
    if block.type in ("question", "situation"):
        answer = block.answer if block.type == "question" else block.solution
        yield Pair([block.text], [line for one in answer for line in _text_of(one)])
    for child in getattr(block, "children", None) or []:
        yield from _pairs_in(child)


def _text_of(block: Any) -> Iterator[str]:
    if block.type not in TEXTUAL:
        return
    for value in (getattr(block, "label", None), getattr(block, "text", None)):
        if value:
            yield value
    yield from getattr(block, "items", None) or []
    for row in getattr(block, "rows", None) or []:
        yield " ".join(str(cell) for cell in row)
    for child in getattr(block, "children", None) or []:
        yield from _text_of(child)


_ASKS = re.compile(r"^(?:(?:câu(?: hỏi)?|hỏi|tình huống)\b[^:.]{0,12}[:.]|\d{1,2}[.)])?\s*(.*\?)\s*$", re.IGNORECASE)
_ANSWERS = re.compile(r"^(?:trả lời|đáp|giải đáp|đáp án)\s*[:.]\s*", re.IGNORECASE)


def plain_pairs(document: Document) -> list[Pair]:
    """What somebody would write in an hour: a line that ends in a question mark asks, what follows answers."""
    pairs: list[Pair] = []
    for page in document.pages:
        for block in page.blocks:
            text = " ".join(block.text.split())
            if asked := _ASKS.match(text):
                pairs.append(Pair([asked[1]]))
            elif pairs:
                pairs[-1].answer.append(_ANSWERS.sub("", text))
    return pairs


@dataclass
class Score:
    """Counts of right, invented and missed pairs."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: list[Pair], wanted: list[Pair], *, alike: float) -> list[tuple[str, Pair]]:
        """Match one by one; returns what is left over on either side."""
        left = list(found)
        lost: list[tuple[str, Pair]] = []
        for pair in wanted:
            same = next((one for one in left if _same(one, pair, alike)), None)
            if same is None:
                lost.append(("-", pair))
                continue
            left.remove(same)
            self.right += 1
        self.missed += len(lost)
        self.wrong += len(left)
        return lost + [("+", one) for one in left]

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


def _same(one: Pair, other: Pair, alike: float) -> bool:
    if alike >= 1:
        return one.key == other.key
    return all(
        SequenceMatcher(None, mine, theirs, autojunk=False).ratio() >= alike
        for mine, theirs in zip(one.key, other.key, strict=True)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("first", "second", "third"))
    parser.add_argument("--scan", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        sheets = [load(path) for path in sorted(GOLD.glob("*.txt"))]
        chosen = [sheet for sheet in sheets if options.half in (None, sheet.settings["half"])]
        _run(chosen, folder, scan=options.scan, show=options.show)


def _run(sheets: list[Sheet], folder: Path, *, scan: bool, show: bool) -> None:
    sources = {sheet.name: typeset(sheet, folder) for sheet in sheets}
    printed = [sheet for sheet in sheets if sheet.settings["form"] in ("pdf", "columns") or "pdf" in sheet.settings]
    _print([sources[sheet.name] for sheet in printed], folder)
    sources |= {sheet.name: folder / f"{sheet.name}.pdf" for sheet in printed}
    total: dict[str, tuple[Score, Score]] = {}
    print(f"{'sheet':34}{'pairs':>6}{'found':>6}{'F1':>8}{'regex':>8}")
    for sheet in sheets:
        scanned = scan and "scan" in sheet.settings
        path = sources[sheet.name]
        if scanned:
            degrade(path, folder / f"{sheet.name}-scan.pdf")
            path = folder / f"{sheet.name}-scan.pdf"
        _score(sheet, read(path, scanned=scanned), total, scanned=scanned, show=show)
    for name, (ours, naive) in total.items():
        cases = ours.right + ours.missed
        print(f"{name:34}{cases:>6}{ours.right + ours.wrong:>6}{ours.f1:>8.3f}{naive.f1:>8.3f}")


def _print(paths: list[Path], folder: Path) -> None:
    for path in paths:
        target = folder / f"{path.stem}.pdf"
        if not target.exists():
            program = libreoffice.find().path
            assert program is not None, "LibreOffice prints these sheets"
            command = [str(program), "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
            subprocess.run(command, check=True, timeout=180, capture_output=True)


def _score(
    sheet: Sheet, document: Document, total: dict[str, tuple[Score, Score]], *, scanned: bool, show: bool
) -> None:
    alike = ALIKE if scanned else 1.0
    found, wanted = found_pairs(document), sheet.pairs
    ours, naive = Score(), Score()
    lost = ours.add(found, wanted, alike=alike)
    naive.add(plain_pairs(document), wanted, alike=alike)
    title = sheet.name + (" (scan)" if scanned else "")
    print(f"{title:34}{len(wanted):>6}{len(found):>6}{ours.f1:>8.3f}{naive.f1:>8.3f}")
    name = f"{sheet.settings['half']} half, " + ("scanned" if scanned else "as made")
    sums = total.setdefault(name, (Score(), Score()))
    for one, all_of in zip((ours, naive), sums, strict=True):
        all_of.right, all_of.wrong, all_of.missed = (
            all_of.right + one.right,
            all_of.wrong + one.wrong,
            all_of.missed + one.missed,
        )
    for side, pair in lost if show else ():
        print(f"    {side} {' / '.join(pair.question)}\n        {' / '.join(pair.answer)}")


if __name__ == "__main__":
    main()
