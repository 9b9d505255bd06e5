"""Workbooks with notes and signatures in cells, papers that follow each other, titles below a small line."""

from __future__ import annotations

from record_documents import TODAY, block, document, draft, page, table

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from converters.records.build import build_record
from converters.records.passages.paragraphs import passages
from converters.writing.markdown import markdown
from tests.each import each
from validators.sharing.record import Letterhead, Paragraph, Record, Table

SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = ["TT", "Nội dung chi", "Số lượng", "Thành tiền"]


def sheet(*rows: list[str], name: str = "Sheet1") -> Record:
    named = Block(BlockKind.SHEET_NAME, block(name).lines)
    made = document(page(named, table(list(rows), header=False)), name="a.xlsx", media_type=SHEETS)
    record = build_record(made, today=TODAY).record
    assert record.word_count is not None
    assert [one for one in record.word_count.left_out if one.reason == "unknown"] == []
    return record


def tables(record: Record) -> list[list[list[str]]]:
    return [one.rows for one in record.content if isinstance(one, Table)]


ROWS = (HEAD, ["1", "In phông", "4", "3.000.000"], ["2", "Giải nhất", "1", "2.000.000"])


class TestFeetOfSheets:
    def test_a_note_and_who_signs_stand_below_the_table(self) -> None:
        foot = (["Bằng chữ: Năm triệu đồng.", "", "", ""], ["Người lập", "", "", ""], ["Lại Thị Ví", "", "", ""])
        made = sheet(*ROWS, *foot)
        assert tables(made) == [list(map(list, ROWS))]
        assert [one.text for one in made.content if isinstance(one, Paragraph)][-3:] == [row[0] for row in foot]

    def test_signers_beside_each_other(self) -> None:
        wide = [[*row, "", ""] for row in ROWS]
        made = sheet(*wide, ["Người lập", "", "", "TRƯỞNG PHÒNG", "", ""], ["Lại Ví", "", "", "Tống Mẫu", "", ""])
        assert [len(rows) for rows in tables(made)] == [3, 2]

    def test_sums_and_counted_rows_stay(self) -> None:
        def holds(last: list[str]) -> None:
            assert tables(sheet(*ROWS, last))[0][-1] == last

        each(
            "last",
            [
                ["Tổng cộng", "", "", "5.000.000"],
                ["Tổng cộng", "", "", ""],
                ["3", "", "", ""],
                ["3", "Nước uống", "", ""],
            ],
        )(holds)()

    def test_in_other_files_a_row_of_one_cell_is_a_row(self) -> None:
        made = build_record(document(page(table([*map(list, ROWS), ["Ghi chú", "", "", ""]]))), today=TODAY).record
        assert tables(made)[0][-1] == ["Ghi chú", "", "", ""]

    def test_the_unit_of_measure_stands_at_the_right(self) -> None:
        made = sheet(["DỰ TOÁN KINH PHÍ HỘI THI", "", "", ""], ["", "", "", "Đơn vị tính: đồng"], *ROWS)
        assert made.title == "DỰ TOÁN KINH PHÍ HỘI THI"
        assert tables(made) == [list(map(list, ROWS))]

    def test_organs_and_the_name_of_the_sheet_above_a_title_said_once(self) -> None:
        rows = (["UBND PHƯỜNG MẪU", "", "", ""], ["DỰ TOÁN KINH PHÍ HỘI THI", "", "", ""], *ROWS)
        blocks = [
            Block(BlockKind.SHEET_NAME, block("Dự toán").lines), table(list(map(list, rows)), header=False),
            Block(BlockKind.SHEET_NAME, block("Tiêu chí").lines), table([["Tiêu chí", "Điểm"], ["Đúng", "5"]]),
        ]  # fmt: skip
        made = build_record(document(page(*blocks), name="a.xlsx", media_type=SHEETS), today=TODAY).record
        shown = markdown(made)
        assert shown.upper().count("DỰ TOÁN KINH PHÍ") == 1
        assert "## Dự toán" not in shown
        assert "## Tiêu chí" in shown


def sized(text: str, height: int, top: int, *, emphasis: bool = True) -> Block:
    words = tuple(
        Word(word, Box(100 + 90 * at, top, 180 + 90 * at, top + height)) for at, word in enumerate(text.split())
    )
    around = Box(100, top, 100 + 90 * len(words), top + height)
    return Block(BlockKind.PARAGRAPH, (Line(words, around),), around, emphasis=emphasis)


class TestSmallLineAboveATitle:
    TITLE = "Người lao động được nghỉ việc riêng khi nào?"

    def title(self, *blocks: Block, method: Method = Method.TEXT_LAYER) -> str:
        rest = sized("Bộ luật Lao động quy định một số trường hợp như sau.", 50, 500, emphasis=False)
        made = Page(1, 2480, 3508, 300, (*blocks, rest), method)
        return build_record(document(made, name="a.pdf"), today=TODAY).record.title

    def test_the_larger_line_is_the_title(self) -> None:
        assert self.title(sized("CHÍNH SÁCH MỚI", 50, 100), sized(self.TITLE, 93, 200)) == self.TITLE

    def test_one_as_large_is_not(self) -> None:
        assert self.title(sized("CHÍNH SÁCH MỚI", 50, 100), sized(self.TITLE, 55, 200)) == "CHÍNH SÁCH MỚI"

    def test_nor_in_a_picture_whose_ink_tells_less(self) -> None:
        blocks = sized("CHÍNH SÁCH MỚI", 50, 100), sized(self.TITLE, 93, 200)
        assert self.title(*blocks, method=Method.OCR) == "CHÍNH SÁCH MỚI"

    def test_lines_in_capitals_stay_together(self) -> None:
        blocks = sized("TÀI LIỆU TẬP HUẤN", 50, 100), sized("PHÒNG CHÁY TRONG KHU DÂN CƯ", 93, 200)
        assert self.title(*blocks) == "TÀI LIỆU TẬP HUẤN PHÒNG CHÁY TRONG KHU DÂN CƯ"


def test_a_book_is_called_as_it_says() -> None:
    chapter = Block(BlockKind.HEADING, block("Quyền của người bệnh").lines, level=1, emphasis=True)
    for media, title in (("application/epub+zip", "Cẩm nang y tế"), ("text/html", "Quyền của người bệnh")):
        made = document(page(chapter, "Người bệnh có quyền."), media_type=media, title="Cẩm nang y tế")
        assert build_record(made, today=TODAY).record.title == title


def test_a_number_before_the_title_stands_in_it() -> None:
    lines = [
        Block(BlockKind.HEADING, block(text).lines, level=1, emphasis=True) for text in ("BÀI 3", "KỸ NĂNG HÒA GIẢI")
    ]
    made = build_record(document(page(*lines, "Hòa giải là một nghề.")), today=TODAY).record
    assert markdown(made).startswith("# BÀI 3 KỸ NĂNG HÒA GIẢI\n\nHòa giải")


def test_the_head_of_a_second_paper_is_no_text() -> None:
    text = (
        "UBND XÃ MẪU\nSố: 3/TTr-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "TỜ TRÌNH\nVề việc công nhận quy ước\nKính trình xem xét./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\n"
        "Giàng Thị Ví\nỦY BAN NHÂN DÂN\nXÃ MẪU\nSố: /QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nMẫu, ngày tháng năm 2026\nQUYẾT ĐỊNH\nCông nhận quy ước thôn Khe Mẫu"
    )
    heads = [one.lines for one in draft(text).record.content if isinstance(one, Letterhead)]
    assert len(heads) == 2
    assert heads[1][0] == "ỦY BAN NHÂN DÂN"
    assert heads[1][-1] == "Mẫu, ngày tháng năm 2026"


def test_a_place_called_like_a_word_that_hangs_ends_its_line() -> None:
    def holds(lines: str, count: int) -> None:
        made = Page(1, None, None, None, tuple(map(block, lines.split("|"))), Method.PLAIN)
        assert len(passages(document(made))) == count

    each(
        ("lines", "count"),
        [
            ("Biên soạn: Phòng Nội vụ xã Thí Điểm|Tháng: 8/2026", 2),
            ("Người vi phạm bị xử phạt theo điểm|a khoản 2", 1),
            ("Các bên thực hiện theo quy định của Luật|Đất đai", 1),
        ],
    )(holds)()


def test_a_range_cut_by_the_end_of_a_line_is_one() -> None:
    lines = "Đưa tin sai sự thật bị phạt từ 5.000.000 đồng\nđến 10.000.000 đồng."
    assert len(passages(document(page(block(lines))))) == 1
    apart = "Bỏ rác ra đường\nTừ 500.000 đồng đến 1.000.000 đồng"
    assert len(passages(document(page(block(apart))))) == 2


def test_a_closing_sentence_describes_nothing() -> None:
    text = "THÔNG BÁO\nKết luận hội nghị giao ban\nTrên đây là kết luận của Chủ tịch, thông báo để các đơn vị biết."
    assert draft(text).record.description is None
