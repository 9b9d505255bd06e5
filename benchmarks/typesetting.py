"""Pages typeset here for measuring: tables of many shapes whose every cell is known."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream

from converters.derivatives.drawing.fonts import BUNDLED
from examples.typeset.fonts import find

WIDTH, HEIGHT = 595.0, 842.0
MARGIN = 60.0
LEADING = 1.22  # times the size
FOOT = 70.0  # points below a table
WHOLE = slice(None)  # all lines of a cell
FAMILIES = ("bundled", "serif", "narrow")
ACTS = (
    "Không mang theo giấy tờ tùy thân", "Để vật nuôi chạy rông nơi công cộng gây mất vệ sinh chung",
    "Đỗ xe chắn lối ra vào của khu dân cư", "Tự ý thay đổi kết cấu của nhà ở chung",
    "Không thông báo lưu trú khi có người đến ở lại qua đêm tại cơ sở của mình", "Xả rác không đúng nơi quy định",
    "Làm mất, làm hỏng sổ theo dõi của tổ dân phố mà không khai báo trong thời hạn", "Đốt rơm rạ ven đường",
    "Chậm nộp hồ sơ khi có biến động",
)  # fmt: skip
_PLACES = ("Điểm a khoản 1 Điều 5", "Khoản 3 Điều 12", "Điều 21", "Điểm đ khoản 2 Điều 8 và khoản 4 Điều 9")
_ORGANS = ("Ủy ban nhân dân cấp xã", "Công an xã", "Trưởng thôn", "Sở Tư pháp tỉnh Bình An")
_SERVICES = (
    "Cấp bản sao trích lục hộ tịch", "Đăng ký lại việc kết hôn của người cư trú tại địa bàn vùng sâu, vùng xa",
    "Chứng thực chữ ký trong giấy tờ, văn bản", "Xác nhận thông tin về cư trú", "Cấp đổi thẻ căn cước do hư hỏng",
    "Thẩm định hồ sơ cấp giấy chứng nhận quyền sử dụng đất lần đầu cho hộ gia đình, cá nhân", "Sao y bản chính",
    "Đăng ký biện pháp bảo đảm bằng quyền sử dụng đất, tài sản gắn liền với đất", "Khai thác dữ liệu đất đai",
)  # fmt: skip
_UNITS = ("đồng/trường hợp", "đồng/bản", "đồng/trang", "đồng/hồ sơ", "đồng/lần")
_NOTES = ("Nộp một lần", "Không áp dụng với trẻ em dưới 6 tuổi", "Theo Điều 4", "Từ ngày 01/7/2026")
PROSE = (
    "Người dân khi thực hiện thủ tục nộp hồ sơ tại bộ phận một cửa của xã nơi cư trú và nhận giấy hẹn trả kết quả. "
    "Trường hợp hồ sơ chưa đầy đủ thì cán bộ hướng dẫn bổ sung một lần trong ngày làm việc. "
    "Thời hạn giải quyết được tính từ ngày nhận đủ giấy tờ theo quy định và được ghi rõ trên giấy hẹn. "
)


@dataclass(frozen=True, slots=True)
class TableShape:
    """How a table is set.

    Attributes:
        rules: Under rows, under the head only, between columns, or with open sides; "none" for no rules at all.
        head: Plain, one head over two columns ("span"), or that with the others in the middle of both rows.
        aligned: Cells at the top or in the middle of their row.
        columns: How many.
        rows: Below the head.
        padding: Points above and below each cell's text.
        size: Of the letters, points.
        numbered: The first column counts the rows.
        groups: Titles of groups of rows run across.
        empty: Share of the cells that hold nothing.
        by_rows: Drawn line by line across the columns rather than cell by cell.
        cut: Rows that do not fit are broken over the page's end, not moved to the next.
        again: The head is said again on every page.
        fees: An annex of fees: "1.", "1.1", amounts, "Miễn", units.
        family: Of `FAMILIES`.
    """

    rules: str
    head: str
    aligned: str
    columns: int
    rows: int
    padding: float
    size: float
    numbered: bool
    groups: bool
    empty: float
    by_rows: bool
    cut: bool = False
    again: bool = False
    fees: bool = False
    family: str = "bundled"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that holds no table."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell of a whole table: its text, and the columns and rows it takes."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass
class Typeset:
    """A file and the cells that were set in it.

    Attributes:
        cells: Text by page, row and column.
        whole: The table as its maker meant it, over all pages: cells by row and column; those that hold nothing, too.
    """

    cells: dict[tuple[int, int, int], str] = field(default_factory=dict)
    whole: dict[tuple[int, int], SetCell] = field(default_factory=dict)

    def by_page(self) -> dict[int, dict[tuple[int, int, int], str]]:
        """The cells of each page."""
        pages: dict[int, dict[tuple[int, int, int], str]] = {}
        for place, text in self.cells.items():
            pages.setdefault(place[0], {})[place] = text
        return pages


@lru_cache(maxsize=6)
def _face(bold: bool, family: str = "bundled") -> tuple[Path, dict[int, str], dict[str, int], dict[str, float]]:
    path = (BUNDLED.bold if bold else BUNDLED.regular) if family == "bundled" else find(family, bold=bold)
    face = TTFont(path, lazy=True)
    per_em = face["head"].unitsPerEm
    widths = {name: 1000 * width / per_em for name, (width, _) in face["hmtx"].metrics.items()}
    return path, face.getBestCmap(), {name: face.getGlyphID(name) for name in widths}, widths


def width_of(text: str, size: float, *, bold: bool = False, family: str = "bundled") -> float:
    """Points a text takes."""
    _, names, _, widths = _face(bold, family)
    return sum(widths[names[ord(letter)]] for letter in text) * size / 1000


def wrapped(text: str, room: float, size: float, *, bold: bool = False, family: str = "bundled") -> list[str]:
    """A text broken into lines that fit."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size, bold=bold, family=family) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


class Pages:
    """Draws text and rules on pages of a new PDF."""

    def __init__(self, family: str = "bundled") -> None:
        self.family = family
        self.pdf = pikepdf.new()
        self.contents: list[list[str]] = []
        self.used: dict[bool, set[str]] = {False: set(), True: set()}

    def new(self) -> None:
        """Go on on a new page, with its number at the foot."""
        self.contents.append([])
        number = str(len(self.contents))
        self.text(WIDTH / 2 - width_of(number, 11) / 2, 30, number, 11)

    def text(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """One line of text."""
        _, names, codes, _ = _face(bold, self.family)
        self.used[bold].update(text)
        glyphs = "".join(f"{codes[names[ord(letter)]]:04x}" for letter in text)
        self.contents[-1].append(f"BT /F{int(bold)} {size} Tf {x:.2f} {y:.2f} Td <{glyphs}> Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin line."""
        self.contents[-1].append(f"0.6 w {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def save(self, path: Path) -> None:
        """Write the file."""
        fonts = Dictionary({f"/F{int(bold)}": self._font(bold) for bold in (False, True)})
        for content in self.contents:
            page = self.pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
            page.Resources = Dictionary(Font=fonts)
            page.Contents = Stream(self.pdf, "\n".join(content).encode("ascii"))
        self.pdf.save(path)

    def _font(self, bold: bool) -> pikepdf.Object:
        file, names, codes, widths = _face(bold, self.family)
        letters = sorted(self.used[bold])
        across = [
            item for letter in letters for item in (codes[names[ord(letter)]], Array([widths[names[ord(letter)]]]))
        ]
        name = Name("/Measure-Bold" if bold else "/Measure")
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=name, Flags=4, FontBBox=Array([0, -300, 1000, 1000]), ItalicAngle=0,
            Ascent=1000, Descent=-300, CapHeight=700, StemV=120 if bold else 80,
            FontFile2=Stream(self.pdf, file.read_bytes()),
        )  # fmt: skip
        descendant = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, FontDescriptor=descriptor, W=Array(across),
            CIDToGIDMap=Name.Identity,
            CIDSystemInfo=Dictionary(
                Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
            ),
        )  # fmt: skip
        rows = [f"<{codes[names[ord(letter)]]:04x}> <{ord(letter):04x}>" for letter in letters]
        mapped = "".join(
            f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n"
            for part in (rows[at : at + 100] for at in range(0, len(rows), 100))
        )
        unicode_map = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
            f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{mapped}endcmap end end"
        )
        return self.pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
                DescendantFonts=Array([self.pdf.make_indirect(descendant)]),
                ToUnicode=Stream(self.pdf, unicode_map.encode("ascii")),
            )
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell to set: its place, the columns and rows it takes, and whether it is centred and bold."""

    row: int
    column: int
    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False


def _columns(shape: TableShape) -> list[float]:
    """Left edges of the columns, and the right edge of the last."""
    room = WIDTH - 2 * MARGIN
    weights = [0.5 if shape.numbered else 1.2, 2.4, 1.2, 1.4, 1.2][: shape.columns]
    edges = [MARGIN]
    for weight in weights:
        edges.append(edges[-1] + room * weight / sum(weights))
    return edges


def _head(shape: TableShape) -> list[list[_Cell]]:
    if shape.fees:
        return _fee_head(shape)
    names = ["STT" if shape.numbered else "Lĩnh vực", "Hành vi vi phạm", "Cá nhân", "Tổ chức", "Căn cứ"]
    if shape.head == "plain" or shape.columns < 4:
        plain = ["STT" if shape.numbered else "Lĩnh vực", "Hành vi vi phạm", "Mức phạt", "Căn cứ", "Ghi chú"]
        return [[_Cell(0, column, plain[column], head=True) for column in range(shape.columns)]]
    return _merged_head(shape, names, "Mức phạt tiền (đồng)")


def _fee_head(shape: TableShape) -> list[list[_Cell]]:
    if shape.head == "plain" or shape.columns < 4:
        plain = ["TT", "Nội dung thu", "Đơn vị tính", "Mức thu", "Ghi chú"]
        return [[_Cell(0, column, plain[column], head=True) for column in range(shape.columns)]]
    return _merged_head(shape, ["TT", "Nội dung thu", "Trực tiếp", "Trực tuyến", "Ghi chú"], "Mức thu (đồng)")


def _merged_head(shape: TableShape, names: Sequence[str], over: str) -> list[list[_Cell]]:
    tall = 2 if shape.head == "two-rows" else 1
    first = [
        _Cell(0, column, names[column], rows=tall, head=True) for column in range(shape.columns) if column not in {2, 3}
    ]
    first.append(_Cell(0, 2, over, columns=2, head=True))
    second = [_Cell(1, column, names[column], head=True) for column in (2, 3)]
    return [first, second]


def _body(shape: TableShape, first: int, chance: random.Random) -> list[list[_Cell]]:
    rows: list[list[_Cell]] = []
    for number in range(1, shape.rows + 1):
        at = first + len(rows)
        if shape.groups and number in {1, 1 + shape.rows // 2}:
            title = (
                f"{'I' if number == 1 else 'II'}. Nhóm hành vi trong lĩnh vực trật tự công cộng và vệ sinh môi trường"
            )
            rows.append([_Cell(at, 0, title, columns=shape.columns, head=True)])
            at += 1
        texts = (_fee if shape.fees else _fine)(shape, number, chance)[: shape.columns]
        rows.append(
            [
                _Cell(at, column, text if column == 0 or chance.random() >= shape.empty else "")
                for column, text in enumerate(texts)
            ]
        )
    return rows


def _fine(shape: TableShape, number: int, chance: random.Random) -> list[str]:
    return [
        str(number) if shape.numbered else chance.choice(("Hộ tịch", "Cư trú", "Đất đai")),
        chance.choice(ACTS),
        f"{chance.randint(1, 90)}00.000 đồng",
        f"{chance.randint(1, 9)}.{chance.randint(1, 9)}00.000 đồng"
        if shape.head != "plain"
        else chance.choice(_PLACES),
        chance.choice(_PLACES) if shape.head != "plain" else chance.choice(_ORGANS),
    ]


def _fee(shape: TableShape, number: int, chance: random.Random) -> list[str]:
    def fee() -> str:
        return chance.choice(("Miễn", "-")) if chance.random() < 0.12 else f"{chance.randint(2, 900)}.000"

    main, below = divmod(number - 1, 3)
    return [
        f"{main + 1}" if below == 0 else f"{main + 1}.{below}",
        chance.choice(_SERVICES),
        fee() if shape.head != "plain" else chance.choice(_UNITS),
        fee(),
        chance.choice(_NOTES),
    ]


class _TableSetter:
    """Sets one table, over as many pages as it needs."""

    def __init__(self, shape: TableShape, pages: Pages, truth: Typeset) -> None:
        self.shape = shape
        self.pages = pages
        self.truth = truth
        self.edges = _columns(shape)
        self.head = _head(shape)
        self.y = 0.0
        self.begins = 0

    def page(self, row: int) -> None:
        """Begin a page with some text above the table."""
        self.pages.new()
        self.y = HEIGHT - 70
        if len(self.pages.contents) == 1:
            title = "PHỤ LỤC: BIỂU MỨC THU PHÍ, LỆ PHÍ" if self.shape.fees else "BẢNG MỨC XỬ PHẠT THAM KHẢO"
            self.pages.text(MARGIN, self.y, title, 13, bold=True)
            self.y -= 24
            for line in wrapped(PROSE, WIDTH - 2 * MARGIN, 12, family=self.shape.family):
                self.pages.text(MARGIN, self.y, line, 12)
                self.y -= 15
            self.y -= 12
        self.begins = row
        if self.shape.rules in {"rows", "head", "open", "full"}:
            self._level(self.y)
        if self.shape.again and row:
            self.begins -= len(self.head)
            self._draw(self.head, [self._height(part) for part in self.head], head=True)

    def _level(self, y: float, first: int = 0, last: int | None = None) -> None:
        self.pages.rule(self.edges[first], y, self.edges[last or self.shape.columns], y)

    def _lines(self, cell: _Cell) -> list[str]:
        room = self.edges[cell.column + cell.columns] - self.edges[cell.column] - 10
        return wrapped(cell.text, room, self.shape.size, bold=cell.head, family=self.shape.family)

    def _height(self, row: Sequence[_Cell], part: slice = WHOLE) -> float:
        lines = max(len(self._lines(cell)[part]) for cell in row if cell.rows == 1)
        return lines * self.shape.size * LEADING + 2 * self.shape.padding

    def rows(self, rows: Sequence[Sequence[_Cell]], *, head: bool) -> None:
        """Set rows that stay together on a page, or one row that may be cut by its end."""
        for row in rows:
            for cell in row:
                self.truth.whole[cell.row, cell.column] = SetCell(cell.text, cell.columns, cell.rows)
        heights = [self._height(row) for row in rows]
        if self.y - sum(heights) >= FOOT:
            self._draw(rows, heights, head=head)
            return
        fitting = int((self.y - FOOT - 2 * self.shape.padding) / (self.shape.size * LEADING))
        if self.shape.cut and not head and fitting > 0:
            self._draw(rows, [self._height(rows[0], slice(fitting))], head=False, part=slice(fitting))
            rest = slice(fitting, None)
            self.end()
            self.page(rows[0][0].row)
            self._draw(rows, [self._height(rows[0], rest)], head=False, part=rest)
            return
        self.end()
        self.page(rows[0][0].row)
        self._draw(rows, heights, head=head)

    def _draw(
        self, rows: Sequence[Sequence[_Cell]], heights: Sequence[float], *, head: bool, part: slice = WHOLE
    ) -> None:
        drawn: list[tuple[float, float, str, bool]] = []
        y, begins = self.y, 0 if head and self.begins < 0 else self.begins
        for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
            for cell in row:
                drawn += self._set(cell, y, sum(heights[number : number + cell.rows]), part)
                at = cell.row if head else cell.row - begins
                if cell.text:
                    self.truth.cells[len(self.pages.contents), at, cell.column] = cell.text
            y -= height
            last = number == len(rows) - 1
            if head and not last and self.shape.rules not in {"none", "columns"}:
                self._under_a_merged_head(y)
            elif self.shape.rules in {"rows", "open", "full"} or (self.shape.rules == "head" and head and last):
                self._level(y)
        if self.shape.by_rows:
            drawn.sort(key=lambda item: (-item[1], item[0]))
        for x, baseline, text, bold in drawn:
            self.pages.text(x, baseline, text, self.shape.size, bold=bold)
        self._upright(rows, self.y, heights)
        self.y = y

    def _under_a_merged_head(self, y: float) -> None:
        self._level(y, 2, 4)
        if self.shape.rules == "full" and self.shape.head == "span":
            self._level(y)

    def _set(
        self, cell: _Cell, top: float, height: float, part: slice = WHOLE
    ) -> Iterator[tuple[float, float, str, bool]]:
        lines = self._lines(cell)[part]
        size = self.shape.size
        room = height - 2 * self.shape.padding
        spare = room - len(lines) * size * LEADING
        middle = self.shape.aligned == "middle" or (cell.head and cell.rows > 1)
        baseline = top - self.shape.padding - size * 0.9 - (spare / 2 if middle else 0)
        for line in lines:
            left, right = self.edges[cell.column], self.edges[cell.column + cell.columns]
            x = left + 5
            if cell.head or cell.column == 0:
                x = (left + right) / 2 - width_of(line, size, bold=cell.head, family=self.shape.family) / 2
            yield x, baseline, line, cell.head
            baseline -= size * LEADING

    def _upright(self, rows: Sequence[Sequence[_Cell]], top: float, heights: Sequence[float]) -> None:
        if self.shape.rules not in {"columns", "open", "full"}:
            return
        inner = range(1, self.shape.columns) if self.shape.rules == "open" else range(self.shape.columns + 1)
        for row, height in zip(rows, heights, strict=True):
            across = {edge for cell in row for edge in range(cell.column + 1, cell.column + cell.columns)}
            for edge in inner:
                if edge not in across:
                    self.pages.rule(self.edges[edge], top, self.edges[edge], top - height)
            top -= height

    def end(self) -> None:
        """Close the part of the table on this page."""
        if self.shape.rules == "head":
            self._level(self.y)


def typeset_table(shape: TableShape, path: Path, seed: int) -> Typeset:
    """Set a table between paragraphs.

    Args:
        shape: How.
        path: Where the PDF goes.
        seed: Of its contents.

    Returns:
        What stands in which cell.
    """
    chance = random.Random(seed)  # noqa: S311  (no secret)
    pages, truth = Pages(shape.family), Typeset()
    setter = _TableSetter(shape, pages, truth)
    setter.page(0)
    setter.rows(setter.head, head=True)
    for row in _body(shape, len(setter.head), chance):
        setter.rows([row], head=False)
    setter.end()
    setter.y -= 30
    for line in wrapped(PROSE, WIDTH - 2 * MARGIN, 12, family=shape.family) if setter.y > 140 else ():
        pages.text(MARGIN, setter.y, line, 12)
        setter.y -= 15
    pages.save(path)
    return truth
