"""The Word outline and the lecture: python-docx and python-pptx, plus the footnote python-docx can't write."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape

import docx
import pptx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.shared import RGBColor as WordColour
from docx.text.paragraph import Paragraph
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Emu, Inches, Length
from pptx.util import Pt as SlidePoints

from examples.typeset.texts import Block

FONT = "Times New Roman"
NUMBERING = """
<w:abstractNum {ns} w:abstractNumId="{key}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">
<w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{label}"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>"""
FOOTNOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes {ns}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
{notes}</w:footnotes>"""
FOOTNOTE = """<w:footnote w:id="{key}"><w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:rPr>
<w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val="20"/></w:rPr>
<w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>"""
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def _styles(document: WordDocument) -> None:
    """A4, NĐ 30 margins, Times New Roman everywhere, also for East Asian fallbacks."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 13), ("Heading 1", 14), ("Heading 2", 13), ("Title", 15)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = None if name == "Normal" else WordColour(0x12, 0x46, 0x7F)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for slot in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(slot), None)
        fonts.set(qn("w:eastAsia"), FONT)
        spacing = style.element.get_or_add_rPr().find(qn("w:spacing"))
        if spacing is not None:
            spacing.getparent().remove(spacing)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)


def _numbering(document: WordDocument) -> dict[str, int]:
    """Define a list of 1), 2), 3) and one of dashes; gives the numId of each kind of block."""
    element = document.part.numbering_part.element
    kinds: dict[str, int] = {}
    first = element.find(qn("w:num"))
    for kind, style, label in (("list", "decimal", "%1)"), ("bullet", "bullet", "-")):
        key = 40 + len(kinds)
        abstract = parse_xml(NUMBERING.format(ns=nsdecls("w"), key=key, style=style, label=label))
        first.addprevious(abstract)
        number = element.add_num(key)
        kinds[kind] = number.numId
    return kinds


def _number(paragraph: Paragraph, key: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = key


def _table(document: WordDocument, rows: list[tuple[str, ...]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for number, cells in enumerate(rows):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.bold = number == 0
    document.add_paragraph()


def _footnotes(document: WordDocument, notes: list[str]) -> None:
    """Add the part of footnotes; python-docx has none of its own."""
    body = "".join(FOOTNOTE.format(key=key, text=escape(text)) for key, text in enumerate(notes, start=1))
    blob = FOOTNOTES.format(ns=nsdecls("w"), notes=body).encode()
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _reference(paragraph: Paragraph, key: int) -> None:
    run = paragraph.add_run()
    run.font.superscript = True
    run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{key}"/>'))


def word_outline(blocks: tuple[Block, ...]) -> tuple[bytes, list[str]]:
    """The Word file and its true text: a line a paragraph with its automatic number, a line a cell, notes last."""
    document = docx.Document()
    _styles(document)
    kinds = _numbering(document)
    written: list[str] = []
    notes: list[str] = []
    rows: list[tuple[str, ...]] = []
    paragraph = document.paragraphs[0] if document.paragraphs else None
    count = 0
    for block in blocks:
        if rows and block.kind != "row":
            _table(document, rows)
            rows = []
        count = count + 1 if block.kind == "list" else 0
        if block.kind in {"table", "row"}:
            rows.append(block.fields)
            written.extend(block.fields)
        elif block.kind == "note" and paragraph is not None:
            notes.append(block.text)
            _reference(paragraph, len(notes))
        else:
            paragraph = _paragraph(document, block, kinds)
            label = {"list": f"{count}) ", "bullet": "- "}.get(block.kind, "")
            written.append(label + block.text)
    _footnotes(document, notes)
    _properties(document.core_properties, next(block.text for block in blocks if block.kind == "title"))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue(), written + notes


def _paragraph(document: WordDocument, block: Block, kinds: dict[str, int]) -> Paragraph:
    """A paragraph in the style of its kind."""
    style = {"h1": "Heading 1", "h2": "Heading 2", "title": "Title"}.get(block.kind, "Normal")
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(block.text)
    if block.kind in {"organ", "title", "subtitle"}:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run.bold = block.kind != "subtitle"
        run.italic = block.kind == "subtitle"
    elif block.kind == "text":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if block.kind in kinds:
        _number(paragraph, kinds[block.kind])
    return paragraph


def _properties(properties: object, title: str) -> None:
    """Fixed properties, so that the file does not depend on the clock or the writer's name."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    values = {
        "title": title, "author": "Sở Tư pháp tỉnh Hưng Yên", "comments": "", "language": "vi",
        "created": moment, "modified": moment, "last_modified_by": "",
    }  # fmt: skip
    for name, value in values.items():
        setattr(properties, name, value)


def _colour(digits: str) -> RGBColor:
    """A colour from its six hexadecimal digits."""
    return RGBColor.from_string(digits)  # type: ignore[no-any-return, no-untyped-call]


NAVY, ORANGE, INK, PAPER, SAND = map(_colour, ("12467F", "E2711D", "1D2430", "FFFFFF", "FFE3BD"))


def _bar(slide: Slide, top: Length, height: Length, colour: RGBColor, width: Length, *, above: bool = False) -> None:
    """A strip of colour across the slide, under the text; over the other strips if asked."""
    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(0), top, width, height)
    bar.fill.solid()
    bar.fill.fore_color.rgb = colour
    bar.line.fill.background()
    bar.shadow.inherit = False
    tree = slide.shapes._spTree
    tree.remove(bar._element)
    tree.insert(3 if above else 2, bar._element)


def _style_text(shape: object, size: int, colour: RGBColor, *, bold: bool = False) -> None:
    for paragraph in shape.text_frame.paragraphs:  # type: ignore[attr-defined]
        paragraph.font.size, paragraph.font.bold = SlidePoints(size), bold
        paragraph.font.color.rgb = colour
        paragraph.font.name = "Arial"


def _slide_table(slide: Slide, rows: list[tuple[str, ...]]) -> None:
    columns = len(rows[0])
    height = Inches(0.95 * len(rows))
    table = slide.shapes.add_table(len(rows), columns, Inches(0.7), Inches(1.75), Inches(11.9), height).table
    widths = {2: (3.4, 8.5), 3: (3.2, 5.3, 3.4)}[columns]
    for number, width in enumerate(widths):
        table.columns[number].width = Inches(width)
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            cell = table.cell(row, column)
            cell.text = text
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            _style_text(cell, 24, PAPER if row == 0 else INK, bold=row == 0)
            if row == 0:
                cell.fill.solid()  # type: ignore[no-untyped-call]
                cell.fill.fore_color.rgb = NAVY


def _bullets(slide: Slide, lines: list[str]) -> None:
    body = slide.placeholders[1]
    body.left, body.top, body.width, body.height = Inches(0.7), Inches(1.6), Inches(11.9), Inches(5.4)
    frame = body.text_frame
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = line
        paragraph.space_after = SlidePoints(18)
    _style_text(body, 28, INK)


def _slide(deck: Presentation, kind: str, blocks: tuple[Block, ...]) -> list[str]:
    """Add a slide; gives its true text: title, bullets or cells, notes."""
    slide = deck.slides.add_slide(deck.slide_layouts[{"title": 0, "bullets": 1, "table": 5}[kind]])
    texts = {name: [block.text for block in blocks if block.kind == name] for name in ("title", "subtitle", "bullet")}
    rows = [block.fields for block in blocks if block.kind in {"table", "row"}]
    title = slide.shapes.title
    assert title is not None  # noqa: S101 - the three layouts used have a title
    title.text = texts["title"][0]
    width = Emu(deck.slide_width or 0)
    if kind == "title":
        _bar(slide, Emu(0), Emu(deck.slide_height or 0), NAVY, width)
        title.left, title.top, title.width, title.height = Inches(1), Inches(2.1), Inches(11.3), Inches(1.7)
        _bar(slide, Inches(4.05), Inches(0.06), ORANGE, width, above=True)
        _style_text(title, 44, PAPER, bold=True)
        slide.placeholders[1].text = "\n".join(texts["subtitle"])
        below = slide.placeholders[1]
        below.left, below.top, below.width, below.height = Inches(1), Inches(4.4), Inches(11.3), Inches(1.5)
        _style_text(below, 26, SAND)
    else:
        _bar(slide, Emu(0), Inches(1.3), NAVY, width)
        _bar(slide, Inches(1.3), Inches(0.07), ORANGE, width)
        title.left, title.top, title.width, title.height = Inches(0.5), Inches(0.15), Inches(12.3), Inches(1.0)
        _style_text(title, 32, PAPER, bold=True)
    if kind == "bullets":
        _bullets(slide, texts["bullet"])
    if rows:
        _slide_table(slide, rows)
    notes = [block.text for block in blocks if block.kind == "notes"]
    slide.notes_slide.notes_text_frame.text = "\n".join(notes)
    return [*texts["title"], *texts["subtitle"], *texts["bullet"], *(cell for row in rows for cell in row), *notes]


def lecture(slides: list[tuple[str, tuple[Block, ...]]]) -> tuple[bytes, list[list[str]]]:
    """The presentation and its true text, a list of lines a slide."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    pages = [_slide(deck, kind, blocks) for kind, blocks in slides]
    _properties(deck.core_properties, pages[0][0])
    stream = BytesIO()
    deck.save(stream)
    return stream.getvalue(), pages
