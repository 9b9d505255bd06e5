"""Tables whose ruling lines were not all drawn, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from reading_samples import SENTENCES, PdfPage, read, texts

from converters.reading.document import Block, BlockKind, Document, Page
from converters.reading.paging.values import is_value

HEAD = ("TT", "Việc", "Mức thu")
ROWS = (
    ("1", ("Cấp bản sao trích lục", "theo yêu cầu của người dân"), "8.000 đồng"),
    ("2", ("Xác nhận",), "15.000 đồng"),
    ("3", ("Ghi vào sổ việc đã làm ở", "cơ quan có thẩm quyền"), "50.000 đồng"),
    ("4", ("Thay đổi",), "28.000 đồng"),
)
X = (70, 110, 330)
LEADING = 16


def document(folder: Path, page: PdfPage) -> Document:
    page.done()
    page.pdf.save(folder / "a.pdf")
    return read(folder / "a.pdf")


def table(page: Page) -> Block:
    (found,) = [block for block in page.blocks if block.kind is BlockKind.TABLE]
    return found


def cells(page: Page) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text.replace("\n", " ") for cell in table(page).cells}


def expected(first: int = 0) -> dict[tuple[int, int], str]:
    found = {(0, column): text for column, text in enumerate(HEAD)} if not first else {}
    for row, (number, lines, amount) in enumerate(ROWS, start=1 - first):
        found |= {(row, 0): number, (row, 1): " ".join(lines), (row, 2): amount}
    return found


def ruled(page: PdfPage, y: float, left: float = 60, right: float = 430) -> None:
    page.line(left, y, right, y)


def draw(page: PdfPage, *, rules: str, middle: bool = False, pad: float = 10, head: bool = True) -> float:
    """A table from the height of 700 points down; the foot of its last row."""
    y = 700.0
    if rules in {"rows", "head"}:
        ruled(page, y + 14)
    if head:
        for x, text in zip(X, HEAD, strict=True):
            page.text(x, y, text)
        y -= LEADING + pad
        if rules in {"rows", "head"}:
            ruled(page, y + 12)
    for number, lines, amount in ROWS:
        level = y - LEADING * (len(lines) - 1) / 2 if middle else y
        page.text(X[0], level, number)
        for index, line in enumerate(lines):
            page.text(X[1], y - LEADING * index, line)
        page.text(X[2], level, amount)
        y -= LEADING * len(lines) + pad
        if rules == "rows":
            ruled(page, y + 12)
    if rules == "head":
        ruled(page, y + 12)
    return y


@pytest.mark.real
@pytest.mark.parametrize("rules", ["rows", "head", "none"])
@pytest.mark.parametrize("middle", [False, True])
def test_cells_are_right_whatever_is_ruled(tmp_path: Path, rules: str, middle: bool) -> None:
    page = PdfPage(pikepdf.new())
    draw(page, rules=rules, middle=middle)
    assert cells(document(tmp_path, page).pages[0]) == expected()


def test_numbers_part_rows_that_stand_as_close_as_lines(tmp_path: Path) -> None:
    page = PdfPage(pikepdf.new())
    draw(page, rules="head", pad=0)
    assert cells(document(tmp_path, page).pages[0]) == expected()


def test_the_number_of_a_row_at_the_head_of_a_page_is_no_page_number(tmp_path: Path) -> None:
    page = PdfPage(pikepdf.new())
    for x, text in zip(X, ("20", "Xác nhận", "15.000 đồng"), strict=True):
        page.text(x, 800, text)
    page.text(X[1], 800 - LEADING, "theo mẫu")
    page.paragraph(60, 700, SENTENCES)
    found = document(tmp_path, page)
    assert texts(found, BlockKind.PAGE_NUMBER) == []
    assert "20" in found.pages[0].text.split()


def test_the_rest_of_a_row_at_the_head_of_a_page_is_a_row_of_its_table(tmp_path: Path) -> None:
    page = PdfPage(pikepdf.new())
    ruled(page, 740)
    page.text(160, 720, "sở của mình")
    rows = (
        ("Hộ tịch", "Xác nhận", "15.000 đồng"),
        ("Cư trú", "Ghi sổ", "8.000 đồng"),
        ("Đất đai", "Sao", "9.000 đồng"),
    )
    for number, row in enumerate(rows):
        for x, text in zip((60, 160, 330), row, strict=True):
            page.text(x, 694 - 26 * number, text)
    ruled(page, 630)
    page.paragraph(60, 580, SENTENCES)
    found = cells(document(tmp_path, page).pages[0])
    assert found[0, 1] == "sở của mình"
    assert [found[row, 0] for row in (1, 2, 3)] == ["Hộ tịch", "Cư trú", "Đất đai"]


def test_a_page_number_beside_a_running_head_stays_one(tmp_path: Path) -> None:
    page = PdfPage(pikepdf.new())
    page.text(60, 810, "Sổ tay hòa giải").text(500, 810, "20").paragraph(60, 760, SENTENCES)
    assert texts(document(tmp_path, page), BlockKind.PAGE_NUMBER) == ["20"]


def test_a_head_over_two_columns_and_the_title_of_a_group(tmp_path: Path) -> None:
    page = PdfPage(pikepdf.new())
    ruled(page, 714, right=520)
    for x, text in ((70, "TT"), (110, "Hành vi"), (300, "Mức phạt tiền của cả hai")):
        page.text(x, 700, text)
    page.line(280, 694, 520, 694)
    page.text(290, 680, "Cá nhân").text(410, 680, "Tổ chức")
    ruled(page, 674, right=520)
    page.text(70, 650, "I. Vi phạm về giữ gìn vệ sinh chung nơi công cộng và khu dân cư")
    for index in range(3):
        for x, text in ((70, str(index + 1)), (110, "Việc làm trái"), (290, "100.000"), (410, "200.000")):
            page.text(x, 620 - 30 * index, text)
    ruled(page, 550, right=520)
    spans = {
        cell.text: (cell.row, cell.column, cell.column_span)
        for cell in table(document(tmp_path, page).pages[0]).cells
        if cell.row < 3 and cell.text
    }
    assert spans["Mức phạt tiền của cả hai"] == (0, 2, 2)
    assert (spans["Cá nhân"], spans["Tổ chức"]) == ((1, 2, 1), (1, 3, 1))
    assert spans["I. Vi phạm về giữ gìn vệ sinh chung nơi công cộng và khu dân cư"] == (2, 0, 4)


def test_a_head_over_three_columns(tmp_path: Path) -> None:
    page = PdfPage(pikepdf.new())
    ruled(page, 714, right=520)
    page.text(70, 688, "Xã").text(300, 700, "Số vụ")
    page.line(180, 694, 520, 694)
    page.text(200, 680, "Dân sự").text(310, 680, "Hình sự").text(430, 680, "Khác")
    ruled(page, 674, right=520)
    for index, name in enumerate(("An Mẫu", "Bình Mẫu", "Cát Mẫu")):
        for x, text in ((70, name), (200, "4"), (310, "12"), (430, "7")):
            page.text(x, 660 - 20 * index, text)
        ruled(page, 654 - 20 * index, right=520)
    found = {
        cell.text: (cell.row, cell.column, cell.column_span) for cell in table(document(tmp_path, page).pages[0]).cells
    }
    assert found["Số vụ"] == (0, 1, 3)
    assert [found[name][:2] for name in ("Dân sự", "Hình sự", "Khác")] == [(1, 1), (1, 2), (1, 3)]


def test_open_sides_are_closed(tmp_path: Path) -> None:
    page = PdfPage(pikepdf.new())
    y = draw(page, rules="rows")
    for x in (100, 320):
        page.line(x, 714, x, y + 12)
    assert cells(document(tmp_path, page).pages[0]) == expected()


def test_rows_nobody_can_tell_are_read_line_by_line_and_doubted(tmp_path: Path) -> None:
    page = PdfPage(pikepdf.new())
    ruled(page, 714, right=520)
    for index in range(8):
        for column, x in enumerate((70, 230, 390)):
            if (index + column) % 2 == 0:
                page.text(x, 700 - LEADING * index, f"phần {'abc'[column]} {index}")
    ruled(page, 700 - 8 * LEADING, right=520)
    found = document(tmp_path, page).pages[0]
    assert [flag.kind for flag in found.flags] == ["table"]
    assert found.flags[0].box is not None
    assert [block.kind for block in found.blocks] == [BlockKind.PARAGRAPH] * 8
    assert found.text.splitlines()[1] == "phần b 1"


class TestNoTables:
    def test_columns_of_text(self, tmp_path: Path) -> None:
        page = PdfPage(pikepdf.new())
        for x in (40, 310):
            for index in range(12):
                page.text(x, 760 - 17 * index, "người dân có quyền được thông tin về", size=12)
        assert texts(document(tmp_path, page), BlockKind.TABLE) == []

    def test_a_list(self, tmp_path: Path) -> None:
        page = PdfPage(pikepdf.new())
        for index in range(8):
            page.text(60, 760 - 36 * index, f"{index + 1}.")
            page.paragraph(100, 760 - 36 * index, SENTENCES[:2])
        assert texts(document(tmp_path, page), BlockKind.TABLE) == []

    def test_a_letterhead_and_a_signature(self, tmp_path: Path) -> None:
        page = PdfPage(pikepdf.new())
        for y, left, right in ((800, "UBND XÃ", "CỘNG HÒA XÃ HỘI"), (784, "Số: 1/TB", "Độc lập"), (200, "Nơi nhận:", "CHỦ TỊCH"), (184, "- Như trên;", ""), (168, "- Lưu: VT.", "Trần Ví Dụ")):  # fmt: skip  # noqa: E501
            page.text(60, y, left)
            if right:
                page.text(330, y, right)
        page.paragraph(60, 700, SENTENCES)
        assert texts(document(tmp_path, page), BlockKind.TABLE) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", True), ("3.", True), ("1.000.000 đồng", True), ("05/03/2026", True), ("IV.", True), ("2,5%", True),
        ("15 ngày", True), ("đồng", True), ("Điều 5", False), ("hai năm", False), ("", False), ("a", False),
    ],
)  # fmt: skip
def test_what_is_a_value(text: str, value: bool) -> None:
    assert is_value(text) is value


PLAN = (
    (
        "Quý I",
        ("Tập huấn kỹ năng hòa giải", "cho hòa giải viên ở cơ sở"),
        ("Phòng Tư pháp",),
        ("Ban Công tác", "Mặt trận"),
    ),
    ("Quý II", ("Phát thanh các số", "về đời sống"), ("Trung tâm", "văn hóa"), ("Đài truyền thanh",)),
    ("Quý III", ("Thi tìm hiểu Luật Cư trú", "của học sinh"), ("Trường học",), ("Đoàn xã",)),
)
NAMES = ("Thời gian", "Nội dung", "Chủ trì", "Phối hợp")
PLACES = (70, 150, 340, 450)


def draw_plan(page: PdfPage, *, bold: bool = True) -> None:
    """A table of words without rules, short cells in the middle of their rows, a head in bold type or not."""
    for x, name in zip(PLACES, NAMES, strict=True):
        page.text(x, 700, name, name="Sach-Bold" if bold else "Sach")
    y = 674.0
    for when, *cells in PLAN:
        tall = max(map(len, cells))
        for x, lines in zip(PLACES, ((when,), *cells), strict=True):
            top = y - LEADING * (tall - len(lines)) / 2
            for index, line in enumerate(lines):
                page.text(x, top - LEADING * index, line)
        y -= LEADING * tall + 14


def test_a_bold_head_names_the_columns_of_a_table_of_words(tmp_path: Path) -> None:
    page = PdfPage(pikepdf.new())
    draw_plan(page)
    found = cells(document(tmp_path, page).pages[0])
    assert [found[0, column] for column in range(4)] == list(NAMES)
    for row, (when, *others) in enumerate(PLAN, start=1):
        assert [found[row, column] for column in range(4)] == [when, *(" ".join(lines) for lines in others)]


def test_words_that_no_head_names_are_no_table(tmp_path: Path) -> None:
    page = PdfPage(pikepdf.new())
    draw_plan(page, bold=False)
    assert not [block for block in document(tmp_path, page).pages[0].blocks if block.kind is BlockKind.TABLE]


def test_cards_with_bold_heads_have_no_rows(tmp_path: Path) -> None:
    page = PdfPage(pikepdf.new())
    cards = (
        ("Nên làm", "Giữ bình tĩnh và gọi", "cho người thân hoặc", "công an nơi gần nhất"),
        ("Không nên làm", "Chuyển tiền theo lời", "người lạ trên mạng", "khi chưa kiểm tra"),
        ("Ghi nhớ", "Cơ quan nhà nước", "không làm việc qua", "điện thoại"),
    )
    for x, (head, *lines) in zip((60, 230, 400), cards, strict=True):
        page.text(x, 700, head, name="Sach-Bold")
        for number, line in enumerate(lines, start=1):
            page.text(x, 700 - LEADING * number, line)
    found = document(tmp_path, page).pages[0]
    assert not [block for block in found.blocks if block.kind is BlockKind.TABLE]
    assert not found.flags


def over_two_pages(folder: Path, *, between: str = "") -> Page:
    """The page on which one row is left of a table that stands without rules on the page before."""
    pdf = pikepdf.new()
    first, second = PdfPage(pdf), PdfPage(pdf)
    foot = draw(first, rules="none")
    first.paragraph(60, 790, SENTENCES[:3])
    if between:
        first.paragraph(60, foot - 40, [between, between])
    second.text(X[1], 790, "Chứng thực chữ ký trong").text(X[1], 790 - LEADING, "các giấy tờ")
    second.text(X[0], 790, "5").text(X[2], 790, "Miễn")
    second.paragraph(60, 700, SENTENCES)
    first.done()
    second.done()
    pdf.save(folder / "a.pdf")
    return read(folder / "a.pdf").pages[1]


def test_a_lone_row_at_the_head_of_a_page_has_the_columns_of_the_page_before(tmp_path: Path) -> None:
    assert cells(over_two_pages(tmp_path)) == {
        (0, 0): "5",
        (0, 1): "Chứng thực chữ ký trong các giấy tờ",
        (0, 2): "Miễn",
    }


def test_a_table_that_ended_before_the_end_of_its_page_gives_no_columns_on(tmp_path: Path) -> None:
    page = over_two_pages(tmp_path, between="Người dân nộp hồ sơ tại bộ phận một cửa của xã.")
    assert not [block for block in page.blocks if block.kind is BlockKind.TABLE]
