"""Corners of Word files: content controls, documents inside, formulas, signs, what is not printed, charts."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_samples import cell, control, paragraph, row, run, strict, table, word
from reading_samples import read, texts

from converters.reading.document import Block, BlockKind, Document

_CHUNK = '<Relationship Id="x1" Type="http://x/aFChunk" Target="part.{kind}"/>'
_C = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def points(*values: str) -> str:
    return "".join(f'<c:pt idx="{index}"><c:v>{value}</c:v></c:pt>' for index, value in enumerate(values))


_CHART = (
    f"<c:chartSpace {_C}><c:chart>"
    "<c:title><c:tx><c:rich><a:p><a:r><a:t>Số vụ hòa giải</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    f"<c:plotArea><c:barChart><c:ser><c:tx>{points('Thành')}</c:tx><c:cat>{points('2023', '2024')}</c:cat>"
    f"<c:val>{points('41', '57.0')}</c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"
)


def tables(document: Document) -> list[Block]:
    return [block for page in document.pages for block in page.blocks if block.kind is BlockKind.TABLE]


def grid(block: Block) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for one in block.cells:
        rows.setdefault(one.row, []).append(one.text)
    return list(rows.values())


class TestTables:
    def test_content_controls_around_rows_and_cells(self, tmp_path: Path) -> None:
        body = table(
            row("Việc", "Lệ phí"),
            control(row("Khai tử", "5.000 đồng")),
            row(control(cell("Kết hôn")), cell(control(paragraph("30.000 đồng")))),
        )
        (found,) = tables(read(word(tmp_path / "a.docx", body)))
        assert grid(found) == [["Việc", "Lệ phí"], ["Khai tử", "5.000 đồng"], ["Kết hôn", "30.000 đồng"]]

    def test_a_small_table_without_lines_is_one_unless_it_is_a_letterhead(self, tmp_path: Path) -> None:
        fees = table(row("Việc", "Người làm"), row("Cấp", "Ông A"), row("Thu", "Bà B"))
        assert len(tables(read(word(tmp_path / "a.docx", fees)))) == 1
        head = table(row("UBND XÃ", "CỘNG HÒA XÃ HỘI"), row("Số: 1", "Độc lập"), row("V/v họp", "ngày 1"))
        assert texts(read(word(tmp_path / "b.docx", head)))[:3] == ["UBND XÃ", "Số: 1", "V/v họp"]
        amounts = table(row("Mức thu", "Ghi chú"), row("8.000 đồng", "một bản"))
        assert len(tables(read(word(tmp_path / "c.docx", amounts)))) == 1

    def test_a_table_inside_a_cell_is_read_row_by_row(self, tmp_path: Path) -> None:
        inner = table(row("a1", "a2"), row("b1", "b2"))
        body = table(row("Ngoài", "Khác"), row(cell("trước", inner, "sau"), "9.000 đồng"))
        (found,) = tables(read(word(tmp_path / "a.docx", body)))
        assert found.cells[2].text.split() == ["trước", "a1", "a2", "b1", "b2", "sau"]


class TestInside:
    @pytest.mark.parametrize(
        ("kind", "data"),
        [
            ("html", "<html><body><p>Phần <b>chèn</b></p></body></html>"),
            ("txt", "Phần chèn"),
            ("rtf", r"{\rtf1\ansi Ph\u7847?n ch\u232?n\par}"),
        ],
    )
    def test_a_document_inside_stands_where_it_is_printed(self, tmp_path: Path, kind: str, data: str) -> None:
        body = paragraph("Trước") + '<w:altChunk r:id="x1"/>' + paragraph("Sau")
        path = word(tmp_path / "a.docx", body, {f"word/part.{kind}": data}, _CHUNK.format(kind=kind))
        assert texts(read(path)) == ["Trước", "Phần chèn", "Sau"]

    def test_a_word_file_inside(self, tmp_path: Path) -> None:
        inner = word(tmp_path / "inner.docx", paragraph("Phần chèn")).read_bytes()
        body = paragraph("Trước") + '<w:altChunk r:id="x1"/>'
        path = word(tmp_path / "a.docx", body, {"word/part.docx": inner}, _CHUNK.format(kind="docx"))
        assert texts(read(path)) == ["Trước", "Phần chèn"]

    def test_one_that_cannot_be_read_is_told(self, tmp_path: Path) -> None:
        body = paragraph("Trước") + '<w:altChunk r:id="x1"/>'
        path = word(tmp_path / "a.docx", body, {"word/part.docx": b"PK"}, _CHUNK.format(kind="docx"))
        document = read(path)
        assert texts(document) == ["Trước"]
        assert any("word/part.docx" in str(note) for note in document.notes)

    def test_a_chart_is_its_title_and_a_table(self, tmp_path: Path) -> None:
        drawing = '<w:r><w:drawing><a:graphic><c:chart r:id="x1"/></a:graphic></w:drawing></w:r>'
        relation = '<Relationship Id="x1" Type="http://x/chart" Target="charts/chart1.xml"/>'
        path = word(tmp_path / "a.docx", paragraph("Biểu đồ:", drawing), {"word/charts/chart1.xml": _CHART}, relation)
        document = read(path)
        assert texts(document, BlockKind.CAPTION) == ["Số vụ hòa giải"]
        assert grid(tables(document)[0]) == [["", "Thành"], ["2023", "41"], ["2024", "57"]]


def test_strict_names_are_those_of_everybody(tmp_path: Path) -> None:
    assert texts(read(strict(word(tmp_path / "a.docx", paragraph("Văn bản chuẩn chặt"))))) == ["Văn bản chuẩn chặt"]


class TestSigns:
    @pytest.mark.parametrize(
        ("inner", "wanted"),
        [
            ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "→"),
            ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "☐"),
            ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
            ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
            ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☑"),
            (run("\uf0b7"), "•"),
            (run("\uf0fc"), "✓"),
            (run("\ue123"), ""),
            (run("à", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "→"),
        ],
    )
    def test_what_a_reader_sees(self, tmp_path: Path, inner: str, wanted: str) -> None:
        (text,) = texts(read(word(tmp_path / "a.docx", paragraph("mục", inner, "đây"))))
        assert text == f"mục{wanted}đây"


def math(inner: str) -> str:
    return f"<m:oMath>{inner}</m:oMath>"


def part(name: str, text: str) -> str:
    return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("<m:r><m:t>A=B×</m:t></m:r><m:f>" + part("num", "C") + part("den", "30") + "</m:f>", "A=B×C/30"),
        ("<m:f>" + part("num", "a + b") + part("den", "c") + "</m:f>", "(a + b)/c"),
        ("<m:sSup>" + part("e", "x") + part("sup", "2") + "</m:sSup>", "x²"),
        ("<m:sSub>" + part("e", "T") + part("sub", "tt") + "</m:sSub>", "T_tt"),
        ("<m:rad><m:deg/>" + part("e", "y") + "</m:rad>", "√(y)"),
        ("<m:d>" + part("e", "p") + "</m:d>", "(p)"),
    ],
)
def test_formulas_are_one_line(tmp_path: Path, formula: str, text: str) -> None:
    assert texts(read(word(tmp_path / "a.docx", paragraph(math(formula))))) == [text]


class TestLooks:
    def one(self, folder: Path, *runs: str, properties: str = "") -> str:
        return " ".join(texts(read(word(folder / "a.docx", paragraph("chữ", *runs, properties=properties)))))

    def test_raised_and_lowered_letters(self, tmp_path: Path) -> None:
        raised, lowered = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
        text = self.one(tmp_path, " 30 m", run("2", raised), " CO", run("2", lowered), " số", run("ghi", raised))
        assert text == "chữ 30 m² CO₂ sốghi"

    @pytest.mark.parametrize("mark", ["<w:strike/>", "<w:dstrike/>", "<w:vanish/>", '<w:color w:val="FFFFFF"/>'])
    def test_what_is_not_printed_is_left_out_and_told(self, tmp_path: Path, mark: str) -> None:
        document = read(word(tmp_path / "a.docx", paragraph("chữ", run(" không in", mark))))
        assert texts(document) == ["chữ"]
        assert any("9" in str(note) for note in document.notes)

    def test_a_mark_that_is_switched_off(self, tmp_path: Path) -> None:
        assert self.one(tmp_path, run(" in", '<w:strike w:val="0"/>')) == "chữ in"

    def test_white_letters_on_a_dark_ground_are_printed(self, tmp_path: Path) -> None:
        white, dark = '<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="1F3864"/>'
        assert self.one(tmp_path, run(" in", white + dark)) == "chữ in"
        assert self.one(tmp_path, run(" in", white), properties=dark) == "chữ in"
        shaded = f"<w:tc><w:tcPr>{dark}</w:tcPr>{paragraph(run('đầu', white))}</w:tc>"
        (found,) = tables(read(word(tmp_path / "b.docx", table(row(shaded, "2"), row("a", "3"), row("b", "4.000")))))
        assert found.cells[0].text == "đầu"


class TestFrames:
    def test_a_table_of_one_cell_is_a_frame_around_text(self, tmp_path: Path) -> None:
        inner = table(row("Hành vi", "Mức phạt"), row("Lấn đất", "100"))
        document = read(word(tmp_path / "a.docx", table(row(cell("Một.", paragraph("Hai."), inner)))))
        assert texts(document)[:2] == ["Một.", "Hai."]
        assert [grid(block) for block in tables(document)] == [[["Hành vi", "Mức phạt"], ["Lấn đất", "100"]]]

    def test_one_row_of_columns_full_of_paragraphs_is_a_folded_leaflet(self, tmp_path: Path) -> None:
        body = table(row(cell("Một?", "Hai.", "Ba."), cell("Bốn?", "Năm.", "Sáu.")))
        document = read(word(tmp_path / "a.docx", body))
        assert texts(document) == ["Một?", "Hai.", "Ba.", "Bốn?", "Năm.", "Sáu."]
        assert tables(document) == []

    def test_a_row_of_short_cells_is_a_table(self, tmp_path: Path) -> None:
        lines = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
        body = table(row("8.000 đồng", "9.000 đồng")).replace("<w:tblPr/>", lines)
        assert len(tables(read(word(tmp_path / "a.docx", body)))) == 1
