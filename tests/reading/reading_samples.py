"""Small files made on the spot: pictures, PDF, Word, slides; nothing here comes from anywhere else."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import docx
import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageDraw

from converters.progress import Silent
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Document, Line, Method, Page, Word
from converters.reading.read import ReadingOptions, read_document

A4 = (595, 842)
SENTENCES = (
    "Người dân có quyền được thông tin về pháp luật, chủ động học tập",
    "và tìm hiểu pháp luật; Nhà nước tạo điều kiện cho công dân thực hiện",
    "quyền đó theo quy định của Luật này và văn bản khác có liên quan.",
)


class Ocr:
    """Stands where OCR would: says which pages it was asked for, and reads each as one word."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[int, ...]]] = []

    def __call__(self, source: Path, numbers: Sequence[int]) -> Iterator[Page]:
        self.asked.append((source.name, tuple(numbers)))
        for number in numbers:
            line = Line((Word("Quét", Box(0, 0, 9, 9), 0.9),), Box(0, 0, 9, 9))
            yield Page(number, 10, 10, None, (Block(BlockKind.PARAGRAPH, (line,)),), Method.OCR)


def read(path: Path, ocr: Ocr | None = None, options: ReadingOptions | None = None) -> Document:
    return read_document(path, options=options or ReadingOptions(), read_pages=ocr or Ocr(), progress=Silent())


def texts(document: Document, kind: BlockKind | None = None) -> list[str]:
    return [
        block.text for page in document.pages for block in page.blocks if kind in {None, block.kind} and block.lines
    ]


def picture(path: Path, size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: object) -> Path:
    """Left half black, right half white."""
    image = Image.new("L", size, 255)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2 - 1, size[1] - 1), fill=0)
    image.convert(mode).save(path, **options)
    return path


def to_unicode(letters: str) -> bytes:
    """A ToUnicode map (ISO 32000-1, 9.10.3) from codes 1… to these letters."""
    lines = "".join(
        f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>\n" for code, letter in enumerate(letters, start=1)
    )
    rows = lines.splitlines()
    parts = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    mapped = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n" + mapped + "endcmap end end"
    ).encode("ascii")


def font(pdf: pikepdf.Pdf, letters: str, name: str = "ABCDEF+Sach", width: int = 500) -> pikepdf.Object:
    """A font without a program: pdfium still knows places and letters."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name(f"/{name}"), Flags=4, FontBBox=Array([0, -200, 1000, 800]),
        ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=700, StemV=80,
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name(f"/{name}"), DW=width, FontDescriptor=descriptor,
        CIDSystemInfo=Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0),
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(f"/{name}"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=Stream(pdf, to_unicode(letters)),
        )
    )


class PdfPage:
    """Draws a page: text by place, lines, pictures."""

    def __init__(self, pdf: pikepdf.Pdf, size: tuple[int, int] = A4) -> None:
        self.pdf = pdf
        self.content: list[str] = []
        self.fonts: dict[str, list[str]] = {}
        self.images: dict[str, pikepdf.Object] = {}
        self.page = pdf.add_blank_page(page_size=size)

    def text(
        self, x: float, y: float, text: str, *, size: float = 13, name: str = "Sach", mode: int = 0, angle: float = 0
    ) -> PdfPage:
        letters = self.fonts.setdefault(name, [])
        for letter in text:
            if letter not in letters:
                letters.append(letter)
        codes = "".join(f"{letters.index(letter) + 1:04x}" for letter in text)
        cosine, sine = round(math.cos(math.radians(angle)), 6), round(math.sin(math.radians(angle)), 6)
        matrix = f"{cosine} {sine} {-sine} {cosine} {x} {y}"
        self.content.append(f"BT {mode} Tr /{_plain(name)} {size} Tf {matrix} Tm <{codes}> Tj ET")
        return self

    def paragraph(self, x: float, y: float, lines: Sequence[str], *, leading: float = 18, **options: object) -> PdfPage:
        for index, line in enumerate(lines):
            self.text(x, y - index * leading, line, **options)  # type: ignore[arg-type]
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> PdfPage:
        self.content.append(f"0.5 w {x0} {y0} m {x1} {y1} l S")
        return self

    def image(self, pixels: np.ndarray, box: tuple[float, float, float, float]) -> PdfPage:
        name = f"Im{len(self.images)}"
        self.images[name] = Stream(
            self.pdf, pixels.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=pixels.shape[1],
            Height=pixels.shape[0], ColorSpace=Name.DeviceGray, BitsPerComponent=8,
        )  # fmt: skip
        left, bottom, right, top = box
        self.content.append(f"q {right - left} 0 0 {top - bottom} {left} {bottom} cm /{name} Do Q")
        return self

    def scan(self, dpi: int = 72) -> PdfPage:
        width, height = (round(side * dpi / 72) for side in A4)
        return self.image(np.full((height, width), 240, np.uint8), (0, 0, *A4))

    def done(self) -> None:
        fonts = Dictionary()
        for name, letters in self.fonts.items():
            fonts[f"/{_plain(name)}"] = font(self.pdf, "".join(letters), name)
        images = Dictionary({f"/{name}": image for name, image in self.images.items()})
        self.page.Resources = Dictionary(Font=fonts, XObject=images)
        self.page.Contents = Stream(self.pdf, "\n".join(self.content).encode("ascii"))


def _plain(name: str) -> str:
    return "".join(character for character in name if character.isalnum())


def prose_pdf(path: Path, pages: int = 1) -> Path:
    """A born-digital PDF."""
    pdf = pikepdf.new()
    for _ in range(pages):
        PdfPage(pdf).paragraph(60, 760, SENTENCES).done()
    pdf.save(path)
    return path


def word_file(path: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for paragraph in paragraphs or SENTENCES:
        document.add_paragraph(paragraph)
    document.save(str(path))
    return path


def patched(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """An Office file with some parts replaced or added."""
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist() if name not in parts}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**kept, **parts}.items():
            archive.writestr(name, data)
    return path


def png_bytes(size: tuple[int, int] = (200, 100)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, "PNG")
    return stream.getvalue()
