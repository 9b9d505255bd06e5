"""Small PDFs for tests of PDF/A: one that is sound, and ways to break it in one place."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Array, Dictionary, Name, Pdf

from converters.writing.pdf.archival.marking import describe

LETTERS = {"space": 250, "A": 722, "ecircumflex": 444}
CODES = {0x20: "space", 0x41: "A", 0xEA: "ecircumflex"}

Break = Callable[[Pdf], object]


def picture(pdf: Pdf, **extra: object) -> pikepdf.Object:
    values = {"Width": 2, "Height": 2, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 8, **extra}
    return pdf.make_stream(bytes(4), Type=Name.XObject, Subtype=Name.Image, **values)


def sound() -> Pdf:
    """A page with a picture, described but not marked."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    page = pdf.pages[0]
    page.obj.Resources = Dictionary(XObject=Dictionary(Scan=picture(pdf)))
    page.obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Scan Do Q")
    describe(pdf, title="Tờ gấp", language="vi")
    return pdf


def put(path: str, value: object) -> Break:
    """Set a key of the catalogue, of the page (`page/…`) or of the picture (`image/…`)."""

    def break_it(pdf: Pdf) -> None:
        holder, _, key = path.rpartition("/")
        place = {"": pdf.Root, "page": pdf.pages[0].obj, "image": pdf.pages[0].obj.Resources.XObject.Scan}[holder]
        place[f"/{key}"] = value

    return break_it


def drawn(content: bytes, **resources: object) -> Break:
    def break_it(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.Resources = Dictionary(**resources)
        page.Contents = pdf.make_stream(content)

    return break_it


def noted(**values: object) -> Break:
    note = Dictionary(Type=Name.Annot, Rect=Array([10, 10, 60, 30]), **values)
    return put("page/Annots", Array([note]))


def with_state(**values: object) -> Break:
    return drawn(b"/G gs", ExtGState=Dictionary(G=Dictionary(**values)))


def separation(alternate: Name) -> Array:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1)
    return Array([Name.Separation, Name("/Gold"), alternate, function])


def saved(pdf: Pdf) -> bytes:
    stream = BytesIO()
    pdf.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return stream.getvalue()


def font_program(widths: dict[str, int]) -> bytes:
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *widths])
    builder.setupCharacterMap({code: name for code, name in CODES.items() if name in widths})
    builder.setupGlyf({name: Glyph() for name in (".notdef", *widths)})
    builder.setupHorizontalMetrics({".notdef": (500, 0)} | {name: (width, 0) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Try", "styleName": "Regular", "psName": "Try"})
    builder.setupOS2()
    builder.setupPost()
    stream = BytesIO()
    builder.save(stream)
    return stream.getvalue()


def typeset(text: bytes, *, widths: dict[str, int] = LETTERS, flags: int = 32, encoding: object = None) -> Pdf:
    """A page set in an embedded TrueType font with Windows' encoding."""
    pdf = sound()
    said = [0] * (256 - 32)
    for code, name in CODES.items():
        said[code - 32] = LETTERS[name]
    program = font_program(widths)
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/Try"), Flags=flags, ItalicAngle=0, FontBBox=Array([0, 0, 1, 1]),
        Ascent=800, Descent=-200, StemV=80, CapHeight=700, FontFile2=pdf.make_stream(program, Length1=len(program)),
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/Try"), FirstChar=32, LastChar=255,
        Widths=Array(said), Encoding=encoding or Name.WinAnsiEncoding, FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    page = pdf.pages[0].obj
    page.Resources.Font = Dictionary(F=pdf.make_indirect(font))
    page.Contents = pdf.make_stream(b"BT /F 12 Tf 50 700 Td (" + text + b") Tj ET")
    return pdf
