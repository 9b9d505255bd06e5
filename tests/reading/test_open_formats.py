"""OpenDocument files, electronic books, saved web pages, VIQR, rarer pictures."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from office_samples import opendocument
from PIL import Image
from reading_samples import Ocr, read, texts

from converters.reading.document import BlockKind
from converters.reading.finding.sniff import SourceFormat, sniff
from converters.reading.pictures import load_picture
from converters.reading.plain.viqr import from_viqr
from converters.reading.problems import Damaged, EmptyFile

_NUMBERS = "<text:list-level-style-number "
_LISTS = (
    f'<text:list-style style:name="L">{_NUMBERS} text:level="1" style:num-format="1" style:num-suffix="."/>'
    f'{_NUMBERS} text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>'
    '<text:list-style style:name="B">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="\uf0b7"/></text:list-style>'
    '<style:style style:name="H"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    '<style:style style:name="T"><style:table-properties table:display="false"/></style:style>'
)


def item(*parts: str) -> str:
    inner = "".join(part if part.startswith("<") else f"<text:p>{part}</text:p>" for part in parts)
    return f"<text:list-item>{inner}</text:list-item>"


def cells(*parts: str) -> str:
    inner = "".join(
        part if part.startswith("<") else f"<table:table-cell><text:p>{part}</text:p></table:table-cell>"
        for part in parts
    )
    return f"<table:table-row>{inner}</table:table-row>"


class TestTexts:
    def test_lists_count_as_printed(self, tmp_path: Path) -> None:
        inner = f"<text:list>{item('con')}{item('con nữa')}</text:list>"
        body = (
            f'<text:list text:style-name="L">{item("một", inner)}{item("hai")}</text:list>'
            f'<text:list text:style-name="L" text:continue-numbering="true">{item("ba")}</text:list>'
            f'<text:list text:style-name="B">{item("gạch")}</text:list>'
        )
        found = texts(read(opendocument(tmp_path / "a.odt", body, _LISTS)))
        assert found == ["1. một", "a) con", "b) con nữa", "2. hai", "3. ba", "• gạch"]

    def test_spans_of_cells(self, tmp_path: Path) -> None:
        wide = '<table:table-cell table:number-columns-spanned="2"><text:p>Lệ phí</text:p></table:table-cell>'
        rows = cells("Việc", wide, "<table:covered-table-cell/>") + cells("Khai sinh", "Miễn", "8.000 đồng")
        (table,) = read(opendocument(tmp_path / "a.odt", f"<table:table>{rows}</table:table>")).pages[0].blocks
        assert [(one.row, one.column, one.column_span, one.text) for one in table.cells] == [
            (0, 0, 1, "Việc"), (0, 1, 2, "Lệ phí"), (1, 0, 1, "Khai sinh"), (1, 1, 1, "Miễn"), (1, 2, 1, "8.000 đồng"),
        ]  # fmt: skip

    def test_notes_changes_and_comments(self, tmp_path: Path) -> None:
        note = (
            "<text:note><text:note-citation>1</text:note-citation>"
            "<text:note-body><text:p>Xem thêm.</text:p></text:note-body></text:note>"
        )
        region = "<text:changed-region><text:p>đã xóa</text:p></text:changed-region>"
        gone = f"<text:tracked-changes>{region}</text:tracked-changes>"
        remark = "<office:annotation><text:p>nhận xét</text:p></office:annotation>"
        document = read(opendocument(tmp_path / "a.odt", f"{gone}<text:p>Luật này{note}{remark} có hiệu lực</text:p>"))
        assert texts(document) == ["Luật này¹ có hiệu lực", "1 Xem thêm."]
        assert texts(document, BlockKind.FOOTNOTE) == ["1 Xem thêm."]
        assert any("1 comments" in str(note) for note in document.notes)

    def test_a_formula_and_a_chart(self, tmp_path: Path) -> None:
        m = 'xmlns="http://www.w3.org/1998/Math/MathML"'
        formula = f"<math {m}><mrow><mi>S</mi><mo>×</mo><mfrac><mi>G</mi><mn>30</mn></mfrac></mrow></math>"
        frame = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
        path = opendocument(
            tmp_path / "a.odt", f"<text:p>Tiền = {frame}</text:p>", parts={"Object 1/content.xml": formula}
        )
        assert texts(read(path)) == ["Tiền = S×G/30"]


class TestSlidesAndSheets:
    def test_slides(self, tmp_path: Path) -> None:
        def frame(text: str, y: str, kind: str = "") -> str:
            box = f"<draw:text-box><text:p>{text}</text:p></draw:text-box>"
            return f'<draw:frame presentation:class="{kind}" svg:x="1cm" svg:y="{y}">{box}</draw:frame>'

        notes = f"<presentation:notes>{frame('nói chậm', '1cm')}</presentation:notes>"
        shapes = frame("dưới", "9cm") + frame("trên", "4cm") + frame("Bài một", "12cm", "title")
        body = f'<draw:page>{shapes}{notes}</draw:page><draw:page draw:style-name="H">{frame("ẩn", "1cm")}</draw:page>'
        document = read(opendocument(tmp_path / "a.odp", body, _LISTS))
        assert texts(document) == [
            "Bài một",
            "trên",
            "dưới",
            "nói chậm",
            "ẩn",
        ]
        assert texts(document, BlockKind.HEADING) == ["Bài một"]
        assert [page.hidden for page in document.pages] == [False, True]

    def test_sheets(self, tmp_path: Path) -> None:
        empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        body = (
            f'<table:table table:name="Sheet1">{cells("Mức", "8.000")}{empty}</table:table>'
            f'<table:table table:name="Tạm" table:style-name="T">{cells("nháp", "1")}</table:table>'
        )
        document = read(opendocument(tmp_path / "a.ods", body, _LISTS))
        assert [page.hidden for page in document.pages] == [False, True]
        assert [len(page.blocks[-1].cells) for page in document.pages] == [2, 2]
        assert texts(document, BlockKind.HEADING) == []
        assert texts(document, BlockKind.HEADER) == ["Sheet1"]
        assert texts(document, BlockKind.SHEET_NAME) == ["Tạm"]

    def test_what_is_broken_or_empty_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(EmptyFile):
            read(opendocument(tmp_path / "a.odt", "<text:p/>"))
        opendocument(tmp_path / "b.odt", "<text:p>")
        with pytest.raises(Damaged):
            read(tmp_path / "b.odt")


def test_a_book_is_read_in_the_order_of_its_spine(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "OPS/book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<dc:title>Sổ tay hòa giải ở cơ sở</dc:title></metadata><manifest>"
            '<item id="b" href="b%201.xhtml" media-type="application/xhtml+xml"/>'
            '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="b"/><itemref idref="a"/></spine></package>',
        )
        for name, text in (("a", "Chương sau"), ("b 1", "Chương trước")):
            page = f'<?xml version="1.0"?><!DOCTYPE html><html><body><p>{text}</p></body></html>'
            archive.writestr(f"OPS/{name}.xhtml", page)
    document = read(tmp_path / "a.epub")
    assert texts(document) == ["Chương trước", "Chương sau"]
    assert document.title == "Sổ tay hòa giải ở cơ sở"
    assert [page.number for page in document.pages] == [1, 2]


class TestSavedPages:
    def test_headers_are_no_text(self, tmp_path: Path) -> None:
        head = "From: <Saved by a browser>\r\nSubject: =?utf-8?B?VA==?=\r\nMIME-Version: 1.0\r\n"
        kind = 'Content-Type: multipart/related; boundary="B"\r\n\r\n'
        page = (
            "--B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            "<html><head><title>T=E1=BB=9D g=E1=BA=A5p</title></head>"
            "<body><p>N=E1=BB=99i=\r\n dung</p></body></html>\r\n"
            "--B\r\nContent-Type: image/png\r\n\r\nx\r\n--B--\r\n"
        )
        path = tmp_path / "a.mht"
        path.write_text(head + kind + page)
        document = read(path)
        assert sniff(path) is SourceFormat.MIME
        assert (texts(document), document.title) == (["Nội dung"], "Tờ gấp")

    def test_a_mail_of_plain_text(self, tmp_path: Path) -> None:
        path = tmp_path / "a.eml"
        path.write_text(
            "From: a@b\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nKính gửi.\nNội dung.\n"
        )
        assert texts(read(path)) == ["Kính gửi.", "Nội dung."]

    def test_a_mail_is_named_by_its_subject_and_tells_what_was_sent_with_it(self, tmp_path: Path) -> None:
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "vanthu@xamau.example", "Lịch tuyên truyền tháng 10"
        mail.set_content("Kính gửi các thôn,\nNội dung.\n")
        mail.add_attachment(b"x", maintype="application", subtype="pdf", filename="phụ lục.pdf")
        path = tmp_path / "a.eml"
        path.write_bytes(bytes(mail))
        document = read(path)
        assert texts(document) == ["Lịch tuyên truyền tháng 10", "Kính gửi các thôn,", "Nội dung."]
        assert document.pages[0].blocks[0].kind is BlockKind.HEADING
        assert ["phụ lục.pdf" in str(note) for note in document.notes] == [True]

    def mail(self, folder: Path, text: str, subject: str = "Re: FW: Góp ý") -> list[tuple[BlockKind, str]]:
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "vanthu@xamau.example", subject
        mail.set_content(text)
        (folder / "a.eml").write_bytes(bytes(mail))
        return [(block.kind, block.text) for block in read(folder / "a.eml").pages[0].blocks]

    def test_an_answer_stands_above_what_it_answers_and_who_sent_it(self, tmp_path: Path) -> None:
        text = "Kính gửi khu phố 3,\n\nPhòng đề nghị bỏ khoản phạt.\n\n-- \nVăn thư\n\nBan đã viết:\n> Xin ý kiến.\n"
        assert self.mail(tmp_path, text) == [
            (BlockKind.HEADING, "Góp ý"),
            (BlockKind.PARAGRAPH, "Kính gửi khu phố 3,"),
            (BlockKind.PARAGRAPH, "Phòng đề nghị bỏ khoản phạt."),
            (BlockKind.FOOTER, "Văn thư"),
            (BlockKind.FOOTER, "Ban đã viết:"),
            (BlockKind.FOOTER, "Xin ý kiến."),
        ]

    def test_a_mail_that_passes_on_another_says_that_one(self, tmp_path: Path) -> None:
        text = "Kính chuyển.\n\nSở đã viết:\n> Kính gửi các xã,\n>> Hạn nộp báo cáo là ngày 15 tháng 11.\n"
        made = self.mail(tmp_path, text, "Tr: họp")
        assert [said for kind, said in made if kind is not BlockKind.HEADING] == [
            "Kính chuyển.", "Sở đã viết:", "Kính gửi các xã,", "Hạn nộp báo cáo là ngày 15 tháng 11.",
        ]  # fmt: skip
        assert BlockKind.FOOTER not in {kind for kind, _ in made}

    def test_lines_that_a_mail_program_broke_are_one_paragraph(self, tmp_path: Path) -> None:
        line = "Sở Tư pháp đề nghị các xã, phường gửi báo cáo kết quả công tác hòa giải"
        made = self.mail(tmp_path, "\n".join([*[line] * 8, "", *[line] * 3]) + "\n")
        assert [said.count("\n") for _, said in made] == [0, 7, 2]

    @pytest.mark.parametrize(
        ("header", "said"),
        [
            ("=?utf-8?q?L=E1=BB=8Bch?=", "Lịch"),
            ("=?khong-co?q?x?=", "=?khong-co?q?x?="),
            ("=?utf-8?b?a?=", "=?utf-8?b?a?="),
        ],
    )
    def test_a_broken_header_is_as_written(self, tmp_path: Path, header: str, said: str) -> None:
        path = tmp_path / "a.eml"
        path.write_text(f"From: a@b\nSubject: {header}\nMIME-Version: 1.0\nContent-Type: text/plain\n\nNoi dung.\n")
        assert texts(read(path)) == [said, "Noi dung."]

    def test_a_text_about_mails_is_a_text(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("Ghi chú: họp lúc 8 giờ\nMIME-Version: là gì?\n")
        assert sniff(path) is SourceFormat.TEXT


class TestFurniture:
    def read(self, folder: Path, body: str) -> dict[BlockKind, list[str]]:
        path = folder / "a.html"
        path.write_text(f"<html><body>{body}</body></html>")
        found: dict[BlockKind, list[str]] = {}
        for block in read(path).pages[0].blocks:
            found.setdefault(block.kind, []).append(block.text)
        return found

    def test_menus_and_feet_stand_apart(self, tmp_path: Path) -> None:
        found = self.read(
            tmp_path,
            "<nav><ul><li>Trang chủ</ul></nav><div class='top breadcrumb'>Trang chủ / Tin</div>"
            "<div role='banner'>Cổng thông tin</div>"
            "<article><h2 class='menu'>Hỏi đáp</h2><p>Một câu trả lời.<br>Hai.</p>"
            "<footer>Theo báo</footer></article><div id='cookie-consent'>Chấp nhận</div><footer>© xã</footer>",
        )
        assert found[BlockKind.HEADER] == ["• Trang chủ", "Trang chủ / Tin", "Cổng thông tin"]
        assert found[BlockKind.FOOTER] == ["Chấp nhận", "© xã"]
        assert found[BlockKind.HEADING] == ["Hỏi đáp"]
        assert found[BlockKind.PARAGRAPH] == ["Một câu trả lời.\nHai.", "Theo báo"]

    def test_names_are_not_believed_when_nothing_else_would_be_left(self, tmp_path: Path) -> None:
        found = self.read(tmp_path, "<div class='page menu'><p>Toàn bộ nội dung của trang này.</p></div>")
        assert found == {BlockKind.PARAGRAPH: ["Toàn bộ nội dung của trang này."]}


class TestViqr:
    TEXT = (
        "Nha` nu+o+'c ba?o dda?m quye^`n cu?a ngu+o+`i da^n. DDie^`u na`y co' hie^.u lu+.c tu+` nga`y ky' ke^'t. "
        "Ai dde^`u ddu+o+.c bie^'t?"
    )

    def test_marks_become_letters(self) -> None:
        assert from_viqr(self.TEXT) == (
            "Nhà nước bảo đảm quyền của người dân. Điều này có hiệu lực từ ngày ký kết. Ai đều được biết?"
        )

    @pytest.mark.parametrize(
        "text", ["a^2 + b^2 = c^2; it's (a+b) more", "Plain English, isn't it? " * 9, "", "Nhà nước"]
    )
    def test_other_texts_stay(self, text: str) -> None:
        assert from_viqr(text) is None

    def test_files_say_so(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(self.TEXT)
        document = read(tmp_path / "a.txt")
        assert document.text.startswith("Nhà nước bảo đảm")
        assert any("VIQR" in str(note) for note in document.notes)


@pytest.mark.parametrize(("suffix", "kind"), [("gif", "image/gif"), ("avif", "image/avif"), ("jp2", "image/jp2")])
def test_rarer_pictures(tmp_path: Path, suffix: str, kind: str) -> None:
    path = tmp_path / f"a.{suffix}"
    Image.new("RGB", (60, 40), "white").save(path)
    assert sniff(path) == kind
    assert load_picture(path).array.shape == (40, 60, 3)
    assert texts(read(path, Ocr())) == ["Quét"]


_SIZES = "".join(
    f'<style:style style:name="S{size}"><style:text-properties fo:font-size="{size}pt"/></style:style>'
    for size in (16, 40)
)


def box(text: str, x: int, y: int, size: int = 16, width: int = 6) -> str:
    inner = f'<draw:text-box><text:p text:style-name="S{size}">{text}</text:p></draw:text-box>'
    return f'<draw:frame svg:x="{x}cm" svg:y="{y}cm" svg:width="{width}cm">{inner}</draw:frame>'


def test_the_box_set_largest_is_the_title_of_a_slide(tmp_path: Path) -> None:
    body = f"<draw:page>{box('Sở Tư pháp', 1, 1)}{box('Phòng, chống lừa đảo', 1, 5, 40)}</draw:page>"
    document = read(opendocument(tmp_path / "a.odp", body, _SIZES))
    assert texts(document, BlockKind.HEADING) == ["Phòng, chống lừa đảo"]


def test_names_over_what_they_name_are_read_name_by_name(tmp_path: Path) -> None:
    names = box("2/3", 2, 4, width=2) + box("Nửa", 14, 4, width=2)
    said = box("số hộ phải dự họp", 1, 7) + box("số hộ phải tán thành", 12, 7)
    document = read(opendocument(tmp_path / "a.odp", f"<draw:page>{names}{said}</draw:page>", _SIZES))
    assert texts(document) == ["2/3", "số hộ phải dự họp", "Nửa", "số hộ phải tán thành"]


def test_a_leaflet_in_one_row_of_cells_is_text(tmp_path: Path) -> None:
    panels = (
        "".join(f"<text:p>{line}</text:p>" for line in lines)
        for lines in (("Ai?", "Chủ hộ.", "Ở đâu?"), ("Bao lâu?", "Ba ngày.", "Bao nhiêu?"))
    )
    row = cells(*(f"<table:table-cell>{panel}</table:table-cell>" for panel in panels))
    document = read(opendocument(tmp_path / "a.odt", f"<table:table>{row}</table:table>"))
    assert texts(document, BlockKind.TABLE) == []
    assert texts(document)[2:4] == ["Ở đâu?", "Bao lâu?"]
