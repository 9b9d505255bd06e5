from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from reading_samples import A4, SENTENCES, Ocr, PdfPage, prose_pdf, read, texts

from converters.reading.document import BlockKind, Document, Method
from converters.reading.options import OcrPolicy, ReadingOptions
from converters.reading.pdf.reader import verdicts
from converters.reading.pdf.text_layer.judge import LayerKind, plausibility
from converters.reading.problems import Damaged, Encrypted, TooLarge
from converters.reading.rasters import count_pages, load_page

GARBAGE = (
    "CeNG HoA xA HOI can NGHiA VIET. NAM DQc IfP - TV do - Ht nh phuc Ha N9i ngay4Sthimg",
    "Nha tnrong trien khai cho sinh vien cac kh6i dang Icy mon hoc BKMH hoc ky I nam hQC thea chuong",
    "nQPh<;>cphi tru6c khi mon h<;>cb~t dAu H{ln npp dun tinh tr~ng t6n t~i S1 s6 lap it hon toi thi",
)


def draw(path: Path, *pages: object) -> Path:
    """A PDF of pages drawn by functions."""
    pdf = pikepdf.new()
    for draw_page in pages:
        page = PdfPage(pdf)
        draw_page(page)  # type: ignore[operator]
        page.done()
    pdf.save(path)
    return path


def prose(page: PdfPage) -> None:
    page.paragraph(60, 760, SENTENCES)


def scanned(page: PdfPage) -> None:
    page.scan()


def garbage_over_scan(page: PdfPage) -> None:
    page.scan().paragraph(60, 760, GARBAGE * 4, mode=3)


def good_hidden_layer(page: PdfPage) -> None:
    page.scan().paragraph(60, 760, SENTENCES * 4, mode=3)


def stamp_over_scan(page: PdfPage) -> None:
    page.scan().paragraph(400, 820, ["Ký bởi: Nguyễn Văn A", "Thời gian ký: 19.02.2025 07:55:13"], leading=10, size=7)


def text_over_background(page: PdfPage) -> None:
    page.scan().paragraph(60, 760, SENTENCES * 6)


def garbage_alone(page: PdfPage) -> None:
    page.paragraph(
        60, 760, ("Dqwx ZzQt npp Ht xA kjHq hQC wWdF tnrX qqZ IfPq", "xXcv Qwrt KjHg mnBv ZzXc pLkm wQrt dfGh") * 6
    )


def blank(_page: PdfPage) -> None:
    return


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (prose, LayerKind.GOOD),
        (text_over_background, LayerKind.GOOD),
        (blank, LayerKind.EMPTY),
        (scanned, LayerKind.NO_TEXT),
        (stamp_over_scan, LayerKind.STAMP_ONLY),
        (garbage_over_scan, LayerKind.GARBAGE),
        (good_hidden_layer, LayerKind.HIDDEN),
        (garbage_alone, LayerKind.GARBAGE),
    ],
)
def test_verdicts(tmp_path: Path, page: object, kind: LayerKind) -> None:
    assert dict(verdicts(draw(tmp_path / "a.pdf", page))) == {kind: 1}


def test_vietnamese_without_marks_under_a_scan_is_garbage(tmp_path: Path) -> None:
    plain = ["Nguoi dan co quyen duoc thong tin ve phap luat va co trach nhiem hoc tap"] * 6

    def page(target: PdfPage) -> None:
        target.scan().paragraph(60, 760, plain, mode=3)

    assert dict(verdicts(draw(tmp_path / "a.pdf", page))) == {LayerKind.GARBAGE: 1}


def test_letters_without_meaning(tmp_path: Path) -> None:
    def page(target: PdfPage) -> None:
        target.paragraph(60, 760, ["\ue001\ue002\ue003 \ue004\ue005 \ue006\ue007"] * 12)

    assert dict(verdicts(draw(tmp_path / "a.pdf", page))) == {LayerKind.UNMAPPED: 1}


def test_pages_are_judged_one_by_one_and_only_bad_ones_go_to_ocr(tmp_path: Path) -> None:
    path = draw(tmp_path / "mixed.pdf", prose, scanned, prose, garbage_over_scan)
    ocr = Ocr()
    document = read(path, ocr)
    assert ocr.asked == [("mixed.pdf", (2, 4))]
    assert [page.method for page in document.pages] == [Method.TEXT_LAYER, Method.OCR, Method.TEXT_LAYER, Method.OCR]
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert "garbage" in str(document.pages[3].reason)
    assert "good" in str(document.pages[0].reason)


def test_policy(tmp_path: Path) -> None:
    path = draw(tmp_path / "mixed.pdf", prose, scanned)
    ocr = Ocr()
    read(path, ocr, ReadingOptions(ocr=OcrPolicy.ALWAYS))
    assert ocr.asked == [("mixed.pdf", (1, 2))]
    document = read(path, never := Ocr(), ReadingOptions(ocr=OcrPolicy.NEVER))
    assert not never.asked
    assert document.pages[1].failure is not None
    assert [str(note) for note in document.notes] == ["1 of 2 pages could not be read."]


def test_words_stand_where_the_raster_shows_them(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", lambda page: page.text(100, 700, "Luật Đất đai", size=14))
    page = read(path).pages[0]
    image = load_page(path, 1)
    assert (page.width, page.height, page.dpi) == (image.width, image.height, image.dpi)
    box = page.blocks[0].lines[0].words[0].box
    assert box is not None
    scale = 300 / 72
    assert box[0] == pytest.approx(100 * scale, abs=12)
    assert box[1] < (A4[1] - 700) * scale < box[3] + 30


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(tmp_path: Path, turn: int) -> None:
    path = draw(tmp_path / "a.pdf", prose)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Rotate = turn
        pdf.save(path)
    page, image = read(path).pages[0], load_page(path, 1)
    assert (page.width, page.height) == (image.width, image.height)
    assert image.width > image.height if turn != 180 else image.width < image.height
    for block in page.blocks:
        for word in block.words:
            assert word.box is not None
            assert 0 <= word.box[0] < word.box[2] <= image.width
            assert 0 <= word.box[1] < word.box[3] <= image.height


def test_text_that_climbs(tmp_path: Path) -> None:
    """A landscape table on a portrait page: the text itself is turned."""

    def page(target: PdfPage) -> None:
        target.text(100, 100, "Danh mục thủ tục hành chính", angle=90)
        target.text(118, 100, "mới ban hành trong lĩnh vực", angle=90)

    document = read(draw(tmp_path / "a.pdf", page))
    assert document.text.replace("\n", " ") == "Danh mục thủ tục hành chính mới ban hành trong lĩnh vực"
    box = document.pages[0].blocks[0].box
    assert box is not None
    assert box[3] - box[1] > box[2] - box[0]


def test_crop_box(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", prose)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].CropBox = Array([50, 600, 550, 800])
        pdf.save(path)
    page, image = read(path).pages[0], load_page(path, 1)
    assert (image.width, image.height) == (2084, 834)
    first = page.blocks[0].lines[0].words[0].box
    assert first is not None
    assert first[0] == pytest.approx(10 * 300 / 72, abs=12)


def test_a_scan_is_shown_in_its_own_pixels(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", lambda page: page.scan(dpi=150))
    image = load_page(path, 1)
    assert image.dpi == pytest.approx(150, abs=1)
    assert image.array.shape == pytest.approx((1754, 1240, 3), abs=2)


@pytest.mark.real
def test_posters_stay_bounded(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(5000, 7000))
    pdf.save(tmp_path / "poster.pdf")
    image = load_page(tmp_path / "poster.pdf", 1)
    assert image.array.size // 3 < 61_000_000
    assert image.dpi is not None
    assert image.dpi < 300


def blocks(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text.replace("\n", " ")) for page in document.pages for block in page.blocks]


def test_paragraphs_headings_and_points(tmp_path: Path) -> None:
    def page(target: PdfPage) -> None:
        target.text(250, 780, "NGHỊ ĐỊNH", name="Sach-Bold")
        target.paragraph(90, 740, ["Điều 1. Phạm vi điều chỉnh"], name="Sach-Bold")
        target.paragraph(90, 715, ["1. Người dân có quyền được thông tin về pháp luật, được học tập"])
        target.paragraph(60, 697, ["pháp luật theo quy định của Luật này và văn bản khác có liên quan."])
        target.paragraph(90, 672, ["a) Được cung cấp thông tin chính xác, đầy đủ;"])
        target.paragraph(90, 647, ["b) Được giải thích."])

    found = blocks(read(draw(tmp_path / "a.pdf", page)))
    assert found[0] == (BlockKind.HEADING, "NGHỊ ĐỊNH")
    assert found[1] == (BlockKind.HEADING, "Điều 1. Phạm vi điều chỉnh")
    assert found[2][0] is BlockKind.LIST_ITEM
    assert found[2][1].startswith("1. Người dân")
    assert found[2][1].endswith("có liên quan.")
    assert [text for _, text in found[3:]] == ["a) Được cung cấp thông tin chính xác, đầy đủ;", "b) Được giải thích."]


def test_text_hanging_behind_its_sign(tmp_path: Path) -> None:
    def page(target: PdfPage) -> None:
        full = [sentence[:60] for sentence in SENTENCES]
        target.text(60, 760, "• " + full[0]).paragraph(73, 742, full[1:])
        target.text(60, 706, "• " + full[0]).text(73, 688, full[1])

    found = read(draw(tmp_path / "a.pdf", page)).pages[0].blocks
    assert [(block.kind, len(block.lines)) for block in found] == [(BlockKind.LIST_ITEM, 3), (BlockKind.LIST_ITEM, 2)]


def test_the_two_header_blocks_do_not_run_into_each_other(tmp_path: Path) -> None:
    def page(target: PdfPage) -> None:
        target.paragraph(60, 780, ["ỦY BAN NHÂN DÂN", "TỈNH HƯNG YÊN"], name="Sach-Bold", size=11)
        target.text(75, 735, "Số: 72/KH-UBND", size=11)
        target.paragraph(300, 780, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], name="Sach-Bold", size=11)
        target.text(350, 762, "Độc lập - Tự do - Hạnh phúc", name="Sach-Bold", size=11)
        target.paragraph(90, 690, SENTENCES)

    text = read(draw(tmp_path / "a.pdf", page)).text
    assert text.index("TỈNH HƯNG YÊN") < text.index("Số: 72/KH-UBND") < text.index("CỘNG HÒA")
    assert "DÂN CỘNG" not in text.replace("\n", " ")


def test_drawing_order_does_not_put_the_foot_first(tmp_path: Path) -> None:
    def page(target: PdfPage) -> None:
        target.text(290, 30, "7")
        target.paragraph(60, 600, SENTENCES[1:])
        target.text(200, 790, "TIÊU ĐỀ CỦA TÀI LIỆU", name="Sach-Bold")

    found = blocks(read(draw(tmp_path / "a.pdf", page)))
    assert found[0] == (BlockKind.HEADING, "TIÊU ĐỀ CỦA TÀI LIỆU")
    assert found[-1] == (BlockKind.PAGE_NUMBER, "7")


def test_running_heads(tmp_path: Path) -> None:
    def page(target: PdfPage) -> None:
        target.text(150, 810, f"CÔNG BÁO/Số {target.page.index} + 100/Ngày 17-11-2025", size=12)
        target.paragraph(60, 740, SENTENCES)

    document = read(draw(tmp_path / "a.pdf", page, page, page, page))
    assert len(texts(document, BlockKind.HEADER)) == 4


def test_words_cut_by_false_breaks_are_joined(tmp_path: Path) -> None:
    """Letters of a fallback font come as text objects of their own, without spaces between."""

    def page(target: PdfPage) -> None:
        x = 60.0
        for piece, name in (("Ng", "Sach"), ("hị", "Sach-Two"), (" đị", "Sach"), ("nh", "Sach-Two")):
            target.text(x, 700, piece, name=name)
            x += 6.5 * len(piece)

    assert read(draw(tmp_path / "a.pdf", page)).text == "Nghị định"


def test_decomposed_letters_come_out_composed(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", lambda page: page.text(60, 700, "thơ\u0300i gian xư\u0309 ly\u0301"))
    assert read(path).text == "thời gian xử lý"


def test_legacy_fonts_in_a_layer(tmp_path: Path) -> None:
    def page(target: PdfPage) -> None:
        target.paragraph(60, 700, ["LuËt nµy quy ®Þnh vÒ quyÒn vµ nghÜa vô cña ng­êi sö dông ®Êt"] * 3, name=".VnTime")

    document = read(draw(tmp_path / "a.pdf", page))
    assert "Luật này quy định về quyền và nghĩa vụ của người sử dụng đất" in document.text
    assert document.pages[0].method is Method.TEXT_LAYER
    assert "TCVN3" in str(document.notes[0])


def test_raised_digits_do_not_change_numbers(tmp_path: Path) -> None:
    def page(target: PdfPage) -> None:
        target.text(60, 700, "năm 2013").text(60 + 8 * 6.5, 706, "1", size=7)

    assert read(draw(tmp_path / "a.pdf", page)).text == "năm 2013¹"


def test_white_digits_are_on_no_paper(tmp_path: Path) -> None:
    def page(target: PdfPage) -> None:
        target.text(60, 700, "năm 2026")
        target.content.append("1 g")
        target.text(60 + 8 * 6.5, 700, "41")

    assert read(draw(tmp_path / "a.pdf", page)).text == "năm 2026"


def test_tables_with_lines(tmp_path: Path) -> None:
    def page(target: PdfPage) -> None:
        target.paragraph(60, 790, SENTENCES[:1])
        for y in (700, 670, 640, 600):
            target.line(60, y, 500, y)
        for x in (60, 110, 500):
            target.line(x, 600, x, 700)
        target.line(300, 640, 300, 700)
        rows = ((70, 680, "STT"), (120, 680, "Thủ tục"), (310, 680, "Thời hạn"))
        for x, y, text in (*rows, (70, 650, "1"), (120, 650, "Cấp giấy"), (310, 650, "05 ngày")):
            target.text(x, y, text)
        target.text(120, 610, "Ô gộp hai cột")

    document = read(draw(tmp_path / "a.pdf", page))
    table = next(block for block in document.pages[0].blocks if block.kind is BlockKind.TABLE)
    cells = {(cell.row, cell.column): (cell.text, cell.row_span, cell.column_span) for cell in table.cells}
    assert cells[0, 0] == ("STT", 1, 1)
    assert cells[1, 2] == ("05 ngày", 1, 1)
    assert cells[2, 1] == ("Ô gộp hai cột", 1, 2)
    assert document.pages[0].blocks[0].kind is not BlockKind.TABLE


def test_filled_in_numbers_are_part_of_the_text(tmp_path: Path) -> None:
    """Numbers and dates put in by a signing program are annotations, not content."""
    pdf = pikepdf.new()
    page = PdfPage(pdf)
    page.text(60, 700, "Số:").text(120, 700, "/QĐ-UBND").paragraph(60, 600, SENTENCES)
    page.done()
    appearance = Stream(
        pdf, b"BT /F 13 Tf 1 0 0 1 2 4 Tm <00010002> Tj ET", Type=Name.XObject, Subtype=Name.Form,
        BBox=Array([0, 0, 30, 20]), Resources=Dictionary(Font=Dictionary(F=_font(pdf, "15"))),
    )  # fmt: skip
    annotation = Dictionary(
        Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([88, 696, 118, 716]), Contents=pikepdf.String("15"), F=4,
        AP=Dictionary(N=pdf.make_indirect(appearance)),
    )  # fmt: skip
    page.page.Annots = Array([pdf.make_indirect(annotation)])
    pdf.save(tmp_path / "a.pdf")
    assert texts(read(tmp_path / "a.pdf"))[0] == "Số: 15 /QĐ-UBND"


def _font(pdf: pikepdf.Pdf, letters: str) -> pikepdf.Object:
    from reading_samples import font

    return font(pdf, letters)


def test_signatures_stand_aside(tmp_path: Path) -> None:
    def page(target: PdfPage) -> None:
        target.text(400, 825, "Người ký: Cổng Thông tin điện tử", size=7).paragraph(60, 760, SENTENCES)

    document = read(draw(tmp_path / "a.pdf", page))
    assert texts(document, BlockKind.OVERLAY) == ["Người ký: Cổng Thông tin điện tử"]
    assert "Người ký" not in document.text


def test_figures_are_noted(tmp_path: Path) -> None:
    def page(target: PdfPage) -> None:
        target.image(np.zeros((50, 50), np.uint8), (100, 300, 300, 500)).paragraph(60, 760, SENTENCES)

    document = read(draw(tmp_path / "a.pdf", page))
    figures = [block for block in document.pages[0].blocks if block.kind is BlockKind.FIGURE]
    assert figures[0].box == pytest.approx((416, 1425, 1250, 2259), abs=3)


def test_large_pictures_beside_good_text_are_told(tmp_path: Path) -> None:
    def page(target: PdfPage) -> None:
        target.image(np.zeros((50, 50), np.uint8), (60, 100, 540, 600)).paragraph(60, 760, SENTENCES)

    notes = [str(note) for note in read(draw(tmp_path / "a.pdf", page, prose)).notes]
    assert notes == ["Pictures on 1 pages were not searched for text."]


def test_title_and_hash(tmp_path: Path) -> None:
    path = prose_pdf(tmp_path / "a.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Title"] = "Kế hoạch phổ biến pháp luật"
        pdf.save(path)
    document = read(path)
    assert document.title == "Kế hoạch phổ biến pháp luật"
    assert len(document.sha256) == 64
    assert document.media_type == "application/pdf"


def test_password(tmp_path: Path) -> None:
    path = prose_pdf(tmp_path / "a.pdf")
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="a", owner="b"))
        pdf.save(tmp_path / "owner.pdf", encryption=pikepdf.Encryption(user="", owner="b"))
    for ask in (lambda: read(tmp_path / "locked.pdf"), lambda: load_page(tmp_path / "locked.pdf", 1)):
        with pytest.raises(Encrypted) as caught:
            ask()
        assert caught.value.path == tmp_path / "locked.pdf"
    assert read(tmp_path / "owner.pdf").text.startswith("Người dân")


def test_broken_pdf(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + b"rubbish" * 100)
    with pytest.raises(Damaged):
        read(tmp_path / "a.pdf")
    path = prose_pdf(tmp_path / "b.pdf")
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(Damaged):
        read(path)


def test_too_many_pages(tmp_path: Path) -> None:
    path = prose_pdf(tmp_path / "a.pdf", pages=4)
    assert count_pages(path) == 4
    with pytest.raises(TooLarge):
        read(path, options=ReadingOptions(max_pages=3))


def test_plausibility() -> None:
    assert plausibility("Người dân có quyền được thông tin về pháp luật theo Luật số 14 của QH UBND") > 0.95
    assert plausibility("The quick brown foxes jumped over some lazy dogs while people watched them from windows") > 0.9
    assert plausibility(" ".join(GARBAGE)) < 0.85
    assert plausibility("Ba chữ thôi") == 1.0


def test_a_mark_in_brackets_keeps_its_figure(tmp_path: Path) -> None:
    def page(target: PdfPage) -> None:
        target.text(60, 700, "năm 2013").text(60 + 8 * 6.5, 706, "[1]", size=7)

    assert read(draw(tmp_path / "a.pdf", page)).text == "năm 2013[1]"
