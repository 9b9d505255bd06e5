from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_samples import SENTENCES, Ocr, patched, png_bytes, read, texts, word_file

from converters.reading.document import BlockKind, Document
from converters.reading.office.word.numbering import format_number, roman
from converters.reading.options import ReadingOptions
from converters.reading.problems import Damaged, EmptyFile, Encrypted, TooLarge, Unsafe
from tests.each import each
from tests.properties import at_most

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def raw(path: Path, body: str, extra: dict[str, tuple[str, str]] | None = None) -> Path:
    """A Word file with this body, and further parts as {name: (relation, xml)}."""
    word_file(path, "x")
    document = (
        f'<w:document {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"<w:body>{body}</w:body></w:document>"
    )
    parts: dict[str, str | bytes] = {"word/document.xml": document}
    relations = ""
    for index, (name, (relation, xml)) in enumerate((extra or {}).items()):
        parts[f"word/{name}"] = xml
        kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{relation}"
        relations += f'<Relationship Id="x{index}" Type="{kind}" Target="{name}"/>'
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    )
    return patched(path, parts)


def p(text: str, properties: str = "", look: str = "") -> str:
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%4"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Chương %1"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"""


def numbered(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def test_numbers_as_printed(tmp_path: Path) -> None:
    body = "".join(
        p(f"mục {index}", numbered(number, level))
        for index, (number, level) in enumerate(
            [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 3), (2, 0), (2, 0), (3, 0), (1, 0)]
        )
    )
    document = read(raw(tmp_path / "a.docx", body, {"numbering.xml": ("numbering", NUMBERING)}))
    labels = [text.rsplit(" mục", 1)[0] for text in texts(document)]
    assert labels == ["1.", "a)", "b)", "•", "2.", "a)", "2.1", "Chương III", "Chương IV", "7.", "8."]


def test_numbers_of_empty_cells_are_printed_too(tmp_path: Path) -> None:
    cell = "<w:tc>{}</w:tc>"
    empty = f"<w:p><w:pPr>{numbered(1, 0)}</w:pPr></w:p>"
    rows = "".join(f"<w:tr>{cell.format(empty)}{cell.format(p(text))}</w:tr>" for text in ("Một", "Hai"))
    borders = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
    document = read(
        raw(tmp_path / "a.docx", f"<w:tbl>{borders}{rows}</w:tbl>", {"numbering.xml": ("numbering", NUMBERING)})
    )
    assert [cell.text for cell in document.pages[0].blocks[0].cells] == ["1.", "Một", "2.", "Hai"]


@each(("number", "text"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (1999, "mcmxcix")])
def test_roman(number: int, text: str) -> None:
    assert roman(number) == text


def test_letters_go_round() -> None:
    assert [format_number(number, "lowerLetter") for number in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
    assert format_number(5, "decimalZero") == "05"


def test_tracked_changes(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Phạt tiền </w:t></w:r>"
        "<w:del><w:r><w:delText>300.000 đồng</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>800.000 đồng</w:t></w:r></w:ins></w:p>"
        "<w:p><w:del><w:r><w:delText>Bỏ cả đoạn này.</w:delText></w:r></w:del></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>đến</w:t></w:r></w:moveTo></w:p>"
    )
    document = read(raw(tmp_path / "a.docx", body))
    assert texts(document) == ["Phạt tiền 800.000 đồng", "đến"]
    assert "29 deleted characters" in str(document.notes[0])
    assert document.paragraphs is not None
    assert (document.paragraphs.source, document.paragraphs.kept, document.paragraphs.deleted) == (2, 2, 1)


def test_footnotes(tmp_path: Path) -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = (
        f"<w:p><w:r><w:t>năm 2013</w:t></w:r>{reference.format(2)}<w:r><w:t>.</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>Luật khác</w:t></w:r>{reference.format(5)}</w:p>"
    )
    notes = f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote>
<w:footnote w:id="5">{p("Chú thích hai")}</w:footnote><w:footnote w:id="2">{p("Chú thích một")}</w:footnote>
<w:footnote w:id="9">{p("Không ai nhắc đến")}</w:footnote></w:footnotes>"""
    document = read(raw(tmp_path / "a.docx", body, {"footnotes.xml": ("footnotes", notes)}))
    assert texts(document) == ["năm 2013¹.", "1 Chú thích một", "Luật khác²", "2 Chú thích hai"]
    assert texts(document, BlockKind.FOOTNOTE) == ["1 Chú thích một", "2 Chú thích hai"]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('Trong khung')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Ngoài</w:t><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    document = read(raw(tmp_path / "a.docx", body))
    assert texts(document) == ["Ngoài", "Trong khung"]
    assert document.paragraphs is not None
    assert document.paragraphs.source == document.paragraphs.kept == 2


def test_odd_corners_are_not_lost(tmp_path: Path) -> None:
    body = (
        "<w:sdt><w:sdtContent>" + p("Trong ô điều khiển") + "</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>"
        "<w:smartTag><w:r><w:t> thẻ</w:t></w:r></w:smartTag>"
        '<w:fldSimple w:instr="DATE"><w:r><w:t> ngày 1</w:t></w:r></w:fldSimple></w:p>'
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>kết quả</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        "<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:br/><w:t>d</w:t><w:cr/><w:t>e</w:t></w:r></w:p>"
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="2022"/><w:t xml:space="preserve"> dấu</w:t></w:r></w:p>'
    )
    document = read(raw(tmp_path / "a.docx", body))
    assert texts(document) == ["Trong ô điều khiển", "liên kết thẻ ngày 1", "kết quả", "a-b c\nd\ne", "• dấu"]


@pytest.mark.real
def test_hidden_text_is_left_out_and_told(tmp_path: Path) -> None:
    document = read(raw(tmp_path / "a.docx", p("Thấy") + p("Giấu", look="<w:vanish/>")))
    assert texts(document) == ["Thấy"]
    assert "4 hidden characters" in str(document.notes[0])


def test_headers_once_and_without_page_numbers(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(SENTENCES[0])
    for _ in range(2):
        section = document.add_section()
        section.orientation = WD_ORIENT.LANDSCAPE
        section.header.is_linked_to_previous = False
        section.header.paragraphs[0].text = "Phòng Tư pháp"
    field = parse_xml(f'<w:fldSimple {W} w:instr=" PAGE "><w:r><w:t>12</w:t></w:r></w:fldSimple>')
    document.sections[0].footer.paragraphs[0]._p.append(field)
    document.save(str(tmp_path / "a.docx"))
    found = read(tmp_path / "a.docx")
    assert texts(found, BlockKind.HEADER) == ["Phòng Tư pháp"]
    assert not texts(found, BlockKind.FOOTER)
    assert found.paragraphs is not None
    assert found.paragraphs.source == found.paragraphs.kept


@pytest.mark.real
def test_tables(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    inner = table.cell(1, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "trong", "nữa"
    document.save(str(tmp_path / "a.docx"))
    block = read(tmp_path / "a.docx").pages[0].blocks[0]
    cells = {(cell.row, cell.column): (cell.text, cell.row_span, cell.column_span) for cell in block.cells}
    assert cells[0, 0] == ("00\n01", 1, 2)
    assert cells[1, 2] == ("12\n22", 2, 1)
    assert cells[1, 0] == ("10\ntrong\nnữa", 1, 1)
    assert (2, 2) not in cells


def test_tables_without_lines_set_blocks_side_by_side(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 0).text = "ỦY BAN NHÂN DÂN", "Số: 1/KH-UBND"
    table.cell(0, 1).text, table.cell(1, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ngày 1"
    document.save(str(tmp_path / "a.docx"))
    found = read(tmp_path / "a.docx")
    assert texts(found) == ["ỦY BAN NHÂN DÂN", "Số: 1/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ngày 1"]
    assert {block.kind for block in found.pages[0].blocks} == {BlockKind.PARAGRAPH}


def labelled(path: Path, *rows: tuple[str, str], bold: bool = False) -> list[str]:
    """Texts of a file with a table without lines, whose first column may be bold."""
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=2)
    for number, (label, said) in enumerate(rows):
        table.cell(number, 0).paragraphs[0].add_run(label).bold = bold
        table.cell(number, 1).text = said
    document.save(str(path / "a.docx"))
    return texts(read(path / "a.docx"))


def test_labels_are_read_with_what_stands_beside_them(tmp_path: Path) -> None:
    asked, places = ("Ai được kết hôn?", "Nam từ đủ 20 tuổi"), ("Nộp ở đâu?", "Ủy ban nhân dân cấp xã")
    assert labelled(tmp_path, asked, places) == [*asked, *places]
    named = ("Hồ sơ", "Tờ khai"), ("Lệ phí", "Không có")
    assert labelled(tmp_path, *named, bold=True) == [*named[0], *named[1]]
    assert labelled(tmp_path, *named) == ["Hồ sơ", "Lệ phí", "Tờ khai", "Không có"]
    paper = ("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"), ("- Lưu: VT.", "CHỦ TỊCH")
    assert labelled(tmp_path, *paper) == ["Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


def in_cells(path: Path, *cells: tuple[str, ...]) -> list[tuple[BlockKind, str]]:
    """Blocks of a file with a table of one row with lines; the first paragraph of a cell is bold."""
    document = docx.Document()
    table = document.add_table(rows=1, cols=len(cells))
    table.style = "Table Grid"
    for cell, (name, *said) in zip(table.rows[0].cells, cells, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
        for text in said:
            cell.add_paragraph(text)
    document.save(str(path / "a.docx"))
    return [(block.kind, block.text) for block in read(path / "a.docx").pages[0].blocks]


def test_panels_in_a_grid_are_text(tmp_path: Path) -> None:
    health, school = ("Y tế", "Được khám bệnh."), ("Giáo dục", "Được nhập học.")
    assert in_cells(tmp_path, health, school) == [(BlockKind.PARAGRAPH, text) for text in (*health, *school)]
    assert [kind for kind, _ in in_cells(tmp_path, health, ("Giáo dục",))] == [BlockKind.TABLE]
    assert [kind for kind, _ in in_cells(tmp_path, health, ("Được nhập học ở trường gần nhà.", "Hai."))] == [
        BlockKind.TABLE
    ]


@pytest.mark.real
def test_headings_by_style_and_by_look(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Chương I. Quy định chung", 3)
    document.add_heading("Mở đầu", 2)
    run = document.add_paragraph().add_run("QUYẾT ĐỊNH")
    run.bold = True
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_heading("Số: 12/QĐ-UBND", 1)
    document.add_heading(SENTENCES[0] * 5, 1)
    document.save(str(tmp_path / "a.docx"))
    blocks = read(tmp_path / "a.docx").pages[0].blocks
    assert [(block.kind, block.level) for block in blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.HEADING, 2),
        (BlockKind.HEADING, 1),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_pages(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Trang một").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Trang hai")
    rendered = document.add_paragraph("")
    run = rendered.add_run()
    run._r.append(OxmlElement("w:lastRenderedPageBreak"))
    run._r.append(OxmlElement("w:t"))
    run._r[-1].text = "Trang ba"
    document.save(str(tmp_path / "a.docx"))
    assert [page.text for page in read(tmp_path / "a.docx").pages] == ["Trang một", "Trang hai", "Trang ba"]


def test_legacy_fonts_by_run_style_and_default(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = ".VnTime"
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:hAnsi"), ".VnTime")
    paragraph = document.add_paragraph("NghÞ ®Þnh ")
    paragraph.add_run("Nghị định Decree café ").font.name = "Arial"
    paragraph.add_run("nghÞ ®Þnh").font.name = ".VnTimeH"
    document.add_paragraph("tr­íc ng­êi")
    soft = document.add_paragraph("tr")
    soft.runs[0]._r.append(OxmlElement("w:softHyphen"))
    soft.add_run("íc")
    document.save(str(tmp_path / "a.docx"))
    found = read(tmp_path / "a.docx")
    assert texts(found) == ["Nghị định Nghị định Decree café NGHỊ ĐỊNH", "trước người", "trước"]
    assert "TCVN3" in str(found.notes[0])


def test_capitals_look(tmp_path: Path) -> None:
    assert texts(read(raw(tmp_path / "a.docx", p("chương i", look="<w:caps/>")))) == ["CHƯƠNG I"]


@pytest.mark.real
def test_pictures_are_read_once_by_ocr(tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(png_bytes((400, 300)))
    (tmp_path / "icon.png").write_bytes(png_bytes((16, 16)))
    document = docx.Document()
    document.add_paragraph("Chữ")
    for name in ("p.png", "p.png", "icon.png"):
        document.add_picture(str(tmp_path / name))
    document.save(str(tmp_path / "a.docx"))
    ocr = Ocr()
    found = read(tmp_path / "a.docx", ocr)
    assert texts(found, BlockKind.FIGURE) == ["Quét"]
    assert len(ocr.asked) == 1
    assert "Text in 1 pictures was read by OCR." in [str(note) for note in found.notes]
    silent = Ocr()
    read(tmp_path / "a.docx", silent, ReadingOptions(pictures_inside=False))
    assert not silent.asked


def test_empty_document(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "a.docx"))
    with pytest.raises(EmptyFile):
        read(tmp_path / "a.docx")


BOMB = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>'


@pytest.mark.parametrize(
    ("part", "data", "problem"),
    [
        ("word/document.xml", BOMB, Unsafe),
        ("word/styles.xml", BOMB, Unsafe),
        ("word/document.xml", b"<w:document", Damaged),
        ("word/document.xml", b"", Damaged),
        ("word/styles.xml", b"\xff\xfe", Damaged),
    ],
)
def test_harmful_and_broken_xml(tmp_path: Path, part: str, data: bytes, problem: type[Exception]) -> None:
    path = patched(word_file(tmp_path / "a.docx"), {part: data})
    with pytest.raises(problem):
        read(path)


@pytest.mark.real
def test_swollen_part(tmp_path: Path) -> None:
    filler = b"<w:document>" + b" " * 31_000_000 + b"</w:document>"
    with pytest.raises(TooLarge):
        read(patched(word_file(tmp_path / "a.docx"), {"word/document.xml": filler}))


def test_damaged_archive(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx")
    data = bytearray(path.read_bytes())
    middle = data.index(b"word/document.xml") + 60
    data[middle : middle + 30] = bytes(range(200, 230))
    path.write_bytes(data)
    with pytest.raises((Damaged, Encrypted)):
        read(path)


@pytest.mark.real
@settings(max_examples=at_most(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(alphabet=st.sampled_from("aăâđêôơưễợ 1.)-"), min_size=1, max_size=30), min_size=1, max_size=6))
def test_no_word_is_lost(tmp_path: Path, paragraphs: list[str]) -> None:
    if not any(any(letter.isalnum() for letter in text) for text in paragraphs):
        return
    document: Document = read(word_file(tmp_path / "a.docx", *paragraphs))
    wanted = [word for text in paragraphs if any(letter.isalnum() for letter in text) for word in text.split()]
    found = [word for block in document.pages[0].blocks for line in block.lines for word in line.text.split()]
    assert [word for word in found if any(map(str.isalnum, word))] == [
        word for word in wanted if any(map(str.isalnum, word))
    ]
