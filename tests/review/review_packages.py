"""A package with something to look at, made by the program from a PDF of ours."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw, ImageFont

from converters.conversion import ConversionOptions, convert_source
from converters.corrections.places import places_of
from converters.corrections.rebuilding import correct_package, pages_to_correct
from converters.derivatives.drawing.fonts import BUNDLED
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from converters.reading.options import ReadingOptions
from converters.records.doubts.doubt import doubt
from converters.records.doubts.stored_doubts import StoredDoubts, read_stored_doubts, stored_doubts_json
from converters.writing.stored_record import record_json
from validators.packages.changing import changing
from validators.packages.package import NEEDS_PERSON, open_package
from validators.problems import Message, say
from validators.sharing.record import Act, Citation, Evidence

AMOUNT = "300.000"
WORD = "xom"
TOKEN = "x" * 32
BASE = "http://127.0.0.1:8799"  # where the page is reached in tests
_LINES = ("Trang mot", "Con em trong xom xem sach", "Phat tien 300.000 doi voi hanh vi nay", "Ai hay thi nay xin ghi")


def leaflet(folder: Path, lines: Sequence[str] = _LINES) -> Path:
    """One page with good text, in words without marks, which every viewer's own font has."""
    path = folder / "to-roi.pdf"
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        shown = " ".join(f"1 0 0 1 60 {760 - 30 * at} Tm ({line}) Tj" for at, line in enumerate(lines))
        page.Contents = pdf.make_stream(f"BT /F 14 Tf {shown} ET".encode("ascii"))
        pdf.save(path)
    return path


def package_of(folder: Path, lines: Sequence[str] = _LINES) -> Path:
    """The package of a leaflet with these lines."""
    options = ConversionOptions(folder / "goi", False, dt.date(2026, 11, 29), "pbgdpl-cli 0", ReadingOptions())
    return convert_source(leaflet(folder, lines), "to-roi.pdf", options, lambda source, numbers: iter(())).folder


def doubtful(folder: Path) -> Path:
    """The package of the leaflet, with a doubtful amount, a doubtful word and a doubt about the document as a whole."""
    made = package_of(folder)
    read = pages_to_correct(made, open_package(made).record())
    boxes = {text: places_of(read, text)[0].box for text in (AMOUNT, WORD)}
    doubts = (
        doubt("amount", say("A second reading says otherwise."), page=1, box=boxes[AMOUNT], text=AMOUNT),
        doubt("word", say("It cannot be a Vietnamese word."), page=1, box=boxes[WORD], text=WORD),
        doubt("language", say("Many words are not Vietnamese.")),
    )
    with changing(made) as change:
        change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(1, doubts)))
    return made


def doubt_also(package: Path, kind: str, text: str, box: Box | None, reason: Message | None = None) -> None:
    """One more doubt on page 1."""
    doubts = read_stored_doubts(package).doubts
    more = doubt(kind, reason or say("A second reading says otherwise."), page=1, box=box, text=text)
    with changing(package) as change:
        change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(1, (*doubts, more))))


def correct(package: Path, before: str, after: str) -> None:
    """What another program does meanwhile."""
    with changing(package) as change:
        (place,) = places_of(pages_to_correct(package, change.record()), before)
        made = place.corrected_to(after, "Người khác", dt.datetime(2026, 11, 29, 9, 30, tzinfo=dt.UTC))
        correct_package(change, [made], today=dt.date(2026, 11, 29), software="pbgdpl-cli 0")


def retitle(package: Path, title: str) -> None:
    """Another title in the record."""
    with changing(package) as change:
        change.write_record(record_json(change.record().model_copy(update={"title": title})))


def numbered(package: Path, number: str, box: Box | None) -> None:
    """A number of the document, read at a place of page 1, and a doubt about it."""
    with changing(package) as change:
        record = change.record()
        where = None if box is None else (box.left, box.top, box.right, box.bottom)
        read = Evidence(page=1, box=where, text=number, confidence=0.5, method="ocr")
        evidence = {**record.evidence, "/number": [read]}
        change.write_record(record_json(record.model_copy(update={"number": number, "evidence": evidence})))
    doubts = read_stored_doubts(package).doubts
    reason = say("A second reading says otherwise.")
    more = doubt("number", reason, pointer="/number", page=1, box=where, text=number)
    with changing(package) as change:
        change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(1, (*doubts, more))))


def citing(package: Path, numbers: Sequence[str], box: Box) -> None:
    """Citations of acts, read at a place of page 1."""
    where = (box.left, box.top, box.right, box.bottom)
    with changing(package) as change:
        record = change.record()
        basis = [
            Citation(text=f"Nghị định số {number}", act=Act(number=number), role="basis", found="number")
            for number in numbers
        ]
        read = {
            f"/legal_basis/{at}": [Evidence(page=1, box=where, text=number, confidence=0.9, method="ocr")]
            for at, number in enumerate(numbers)
        }
        made = record.model_copy(update={"legal_basis": basis, "evidence": {**record.evidence, **read}})
        change.write_record(record_json(made))


def copied(package: Path, folder: Path) -> Path:
    """A package of its own for a test that changes it."""
    return Path(shutil.copytree(package, folder / package.name))


def scanned(folder: Path) -> Path:
    """A package of a page image whose one line was read wrongly."""
    picture = folder / "anh.png"
    page = Image.new("RGB", (1400, 400), "white")
    font = ImageFont.truetype(str(BUNDLED.regular), 44)
    ImageDraw.Draw(page).text((80, 150), "Người dân nộp hồ sơ tại xã", font=font, fill="black")
    page.save(picture, dpi=(300, 300))
    line = Line((Word("Nguoi", Box(80, 150, 400, 210)), Word("dan", Box(410, 150, 700, 210))), Box(80, 150, 700, 210))
    block = Block(BlockKind.PARAGRAPH, (line,), line.box)
    read = Page(1, 1400, 400, 300.0, (block,), Method.OCR)
    options = ConversionOptions(folder / "goi", False, dt.date(2026, 11, 29), "pbgdpl-cli 0", ReadingOptions())
    return convert_source(picture, "anh.png", options, lambda source, numbers: iter([read])).folder
