"""Diagrams (SmartArt) and formulas of Word, PowerPoint and Excel files, and what was remarked in their margins."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pptx
from lxml import etree
from office_samples import paragraph, run, word
from reading_samples import read, texts

from converters.reading.office.diagrams import read_diagram
from converters.reading.office.drawn_text import words_of

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_D = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHOWN = f'<d:relIds xmlns:d="{_D}" xmlns:r="{_R}" r:dm="rIdD"/>'
_RELATION = f'<Relationship Id="rIdD" Type="{_R}/diagramData" Target="/diagrams/data1.xml"/>'
_STEPS = (("1", "0", "Nhận đơn", 0), ("3", "0", "Trả kết quả", 1), ("2", "1", "Ghi sổ", 0))


def point(identity: str, *lines: str) -> str:
    said = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return f'<d:pt modelId="{identity}"><d:t>{said}</d:t></d:pt>'


def model(*steps: tuple[str, str, str, int], more: str = "") -> str:
    """Points by identity, the one above, text and order; `more` stands among them."""
    points = "".join(point(identity, text) for identity, _, text, _ in steps)
    ties = "".join(f'<d:cxn srcId="{above}" destId="{below}" srcOrd="{order}"/>' for below, above, _, order in steps)
    ties += '<d:cxn type="presOf" srcId="1" destId="8" srcOrd="0"/>'
    return (
        f'<d:dataModel xmlns:d="{_D}" xmlns:a="{_A}"><d:ptLst><d:pt modelId="0" type="doc"/>{points}{more}'
        f'<d:pt modelId="8" type="pres"/></d:ptLst><d:cxnLst>{ties}</d:cxnLst></d:dataModel>'
    )


def said(xml: str) -> list[tuple[str | None, int | None, str]]:
    return [(item.label, item.depth, words_of(item)) for item in read_diagram(etree.fromstring(xml))]


def with_diagram(path: Path, owner: str, relation: str = _RELATION) -> Path:
    """A file whose part shows a diagram already, and now has its data."""
    copy = path.with_name(f"d-{path.name}")
    folder, name = owner.rsplit("/", 1)
    relations = f"{folder}/_rels/{name}.rels"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            target.writestr(
                part,
                data.replace(b"</Relationships>", f"{relation}</Relationships>".encode())
                if part == relations
                else data,
            )
        target.writestr("diagrams/data1.xml", model(*_STEPS))
    return copy


def test_parents_stand_before_their_children_however_the_file_orders_them() -> None:
    assert said(model(*_STEPS)) == [("•", 0, "Nhận đơn"), ("•", 1, "Ghi sổ"), ("•", 0, "Trả kết quả")]


def test_nothing_is_lost_that_no_connection_leads_to() -> None:
    assert ("•", 0, "Rời ra") in said(model(*_STEPS, more=point("9", "Rời ra")))


def test_points_that_lead_to_each_other_end() -> None:
    looped = model(*_STEPS, ("1", "2", "Nhận đơn", 0))
    assert [text for _, _, text in said(looped)].count("Ghi sổ") == 1


def test_one_shape_alone_is_no_list() -> None:
    assert said(model(("1", "0", "Nhận đơn", 0))) == [(None, None, "Nhận đơn")]


def test_what_stands_in_parentheses_says_more_of_its_shape() -> None:
    assert said(model(*_STEPS, more=point("9", "Chủ thể", "(tổ chức, cá nhân)")))[-1][2] == "Chủ thể (tổ chức, cá nhân)"


def test_a_number_of_its_own_needs_no_bullet() -> None:
    assert said(model(("1", "0", "1. Nhận đơn", 0), ("2", "0", "Trả kết quả", 1)))[0][0] is None


def test_a_diagram_in_a_word_file(tmp_path: Path) -> None:
    body = paragraph(run("Trước")) + f"<w:p><w:r><w:drawing>{_SHOWN}</w:drawing></w:r></w:p>" + paragraph(run("Sau"))
    parts = {"word/diagrams/data1.xml": model(*_STEPS)}
    relation = _RELATION.replace("/diagrams", "/word/diagrams")
    assert texts(read(word(tmp_path / "a.docx", body, parts, relation))) == [
        "Trước",
        "• Nhận đơn",
        "• Ghi sổ",
        "• Trả kết quả",
        "Sau",
    ]


def test_a_diagram_that_is_missing_costs_only_itself(tmp_path: Path) -> None:
    body = paragraph(run("Trước")) + f"<w:p><w:r><w:drawing>{_SHOWN}</w:drawing></w:r></w:p>"
    assert texts(read(word(tmp_path / "a.docx", body, {}, _RELATION))) == ["Trước"]


def test_a_damaged_diagram_costs_only_itself_and_is_told(tmp_path: Path) -> None:
    body = paragraph(run("Trước")) + f"<w:p><w:r><w:drawing>{_SHOWN}</w:drawing></w:r></w:p>"
    relation = _RELATION.replace("/diagrams", "/word/diagrams")
    result = read(word(tmp_path / "a.docx", body, {"word/diagrams/data1.xml": "<d:dataModel"}, relation))
    assert texts(result) == ["Trước"]
    assert [str(note) for note in result.notes] == ["A part of the file could not be read (word/diagrams/data1.xml)."]


def test_a_diagram_over_a_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nội dung"])
    book.save(tmp_path / "a.xlsx")
    copy = tmp_path / "b.xlsx"
    drawing = f'<x:wsDr xmlns:x="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">{_SHOWN}</x:wsDr>'
    link = f'<Relationship Id="rId9" Type="{_R}/drawing" Target="/xl/drawings/drawing9.xml"/>'
    package = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    with zipfile.ZipFile(tmp_path / "a.xlsx") as source, zipfile.ZipFile(copy, "w") as target:
        for part in source.namelist():
            target.writestr(part, source.read(part))
        target.writestr("xl/worksheets/_rels/sheet1.xml.rels", package.format(link))
        target.writestr("xl/drawings/drawing9.xml", drawing)
        target.writestr("xl/drawings/_rels/drawing9.xml.rels", package.format(_RELATION))
        target.writestr("diagrams/data1.xml", model(*_STEPS))
    assert texts(read(copy))[-3:] == ["• Nhận đơn", "• Ghi sổ", "• Trả kết quả"]


def formula(text: str) -> str:
    return f"<m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath>"


def slides(path: Path, line: str) -> Path:
    """One slide with a title, "Công thức:", and a paragraph of these children."""
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "Tính lãi"
    frame = slide.placeholders[1].text_frame
    frame.text = "Công thức:"
    frame.add_paragraph()._p.append(etree.fromstring(line))
    show.save(path)
    return path


def test_a_formula_on_a_slide(tmp_path: Path) -> None:
    """PowerPoint writes it as a choice beside a picture for older programs."""
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    line = (
        f'<mc:AlternateContent xmlns:mc="{mc}" xmlns:m="{_M}" xmlns:a="{_A}"><mc:Choice Requires="a14">'
        f'<a14:m xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"><m:oMathPara>{formula("L = G × 2")}'
        f"</m:oMathPara></a14:m></mc:Choice><mc:Fallback><a:r><a:t> </a:t></a:r></mc:Fallback></mc:AlternateContent>"
    )
    result = read(slides(tmp_path / "a.pptx", line))
    assert texts(result)[-1].endswith("L = G × 2")
    assert result.paragraphs is not None
    assert result.paragraphs.kept == result.paragraphs.source


def test_a_diagram_on_a_slide(tmp_path: Path) -> None:
    path = slides(tmp_path / "a.pptx", f'<a:r xmlns:a="{_A}"><a:t>Xem hình</a:t></a:r>')
    frame = (
        f'<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="{_A}">'
        f"<a:graphic><a:graphicData>{_SHOWN}</a:graphicData></a:graphic></p:graphicFrame>"
    )
    show = pptx.Presentation(str(path))
    show.slides[0].shapes._spTree.append(etree.fromstring(frame))
    show.save(str(path))
    assert texts(read(with_diagram(path, "ppt/slides/slide1.xml")))[-3:] == ["• Nhận đơn", "• Ghi sổ", "• Trả kết quả"]


def test_remarks_on_slides_are_told(tmp_path: Path) -> None:
    path = slides(tmp_path / "a.pptx", f'<a:r xmlns:a="{_A}"><a:t>Xem</a:t></a:r>')
    relation = f'<Relationship Id="rIdC" Type="{_R}/comments" Target="/ppt/comments/comment1.xml"/>'
    copy = with_diagram(path, "ppt/slides/slide1.xml", relation)
    with zipfile.ZipFile(copy, "a") as archive:
        remark = "<p:cmLst xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main'><p:cm><p:text>Sửa</p:text></p:cm></p:cmLst>"
        archive.writestr("ppt/comments/comment1.xml", remark)
    assert [str(note) for note in read(copy).notes] == ["1 comments in the margin were left out."]


def test_formulas_between_paragraphs_and_below_each_other(tmp_path: Path) -> None:
    body = paragraph(run("Trước")) + f"<m:oMathPara>{formula('T = A')}{formula('S = B')}</m:oMathPara>"
    assert texts(read(word(tmp_path / "a.docx", body))) == ["Trước", "T = A; S = B"]
