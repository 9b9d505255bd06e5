"""What the columns of a table are: what was done, how much it costs, what it rests on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from converters.derivatives.wording.excerpts import capitalised, tidy
from validators.sharing.record import Table

_NUMBERS = re.compile(r"(?:s(?:ố )?)?(?:tt|thứ tự)|số|#|no", re.IGNORECASE)
_SOURCES = re.compile(
    r"căn cứ|cơ sở pháp lý|quy định tại"
    r"|(?:điểm, khoản|khoản, điểm|điều|khoản|văn bản|điều khoản)(?: luật| áp dụng|, khoản)?\b(?! kiện)",
    re.IGNORECASE,
)
_FINED = re.compile(r"(?:mức|khung|hình thức|số)(?: tiền)? (?:xử )?phạt(?: tiền)?|chế tài|xử phạt", re.IGNORECASE)
_PRICED = re.compile(r"\b(?:mức|khung|hình thức)\b[^.;]{0,20}\bphạt\b", re.IGNORECASE)
# What is to be paid or is paid: "Mức thu", "Lệ phí", "Mức hỗ trợ". What a table is of stands in its first column.
_OF_WHAT = "thu|phí|lệ phí|giá|hỗ trợ|trợ cấp|bồi dưỡng|thưởng|phải nộp|được hưởng"
_COST = re.compile(
    rf"(?:mức|số tiền|đơn giá|giá|phí|lệ phí)(?: (?:{_OF_WHAT}))*(?: hằng tháng| mỗi tháng)?(?: \([^()]*\))?",
    re.IGNORECASE,
)
_SUM = re.compile(r"\d[\d.,]*\s*(?:triệu|nghìn|tỷ)?\s*(?:đồng|đ\b|lần)", re.IGNORECASE)
_IN_MONEY = re.compile(r"\((?:đơn vị(?: tính)?:? ?|ĐVT:? ?)?(?:nghìn |triệu )?(?:đồng|vnđ|đ)\)", re.IGNORECASE)
_RANGE = re.compile(r"\d[\d.,]*\s*[–-]\s*\d[\d.,]*")
_NAMES_UNIT = re.compile(r"\(|\b(?:đồng|tuổi|ngày|tháng|năm|số|tỷ lệ|%)", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_PLACE = re.compile(r"\b(?:điều|khoản|điểm) [\da-zđ]", re.IGNORECASE)
_LABELS = r"[\da-zđ]{1,4}(?:,\s*[\da-zđ]{1,2})*"
_ACT_BEHIND = r"(?:của\s+)?(?:nghị định|luật|bộ luật|thông tư|nghị quyết|quyết định)\b[^;]{0,120}"
_PLACES_ALONE = re.compile(
    rf"\s*(?:(?:các\s+)?(?:điểm|khoản|điều)\s+{_LABELS}(?:\s*[,;]\s*|\s+(?:và\s+)?|\s*$))+\s*(?:{_ACT_BEHIND})?",
    re.IGNORECASE,
)
_FINED_PARTY = re.compile(r"(?:đối với )?(?:cá nhân|tổ chức|hộ kinh doanh|doanh nghiệp)", re.IGNORECASE)
_DONE = re.compile(r"(?:các |những )?(?:hành vi|vi phạm|lỗi|nội dung)\b", re.IGNORECASE)
_BREACHES = re.compile(r"(?:các |những )?(?:hành vi|vi phạm|lỗi)\b", re.IGNORECASE)
_SAID_BY_ITSELF = re.compile(
    r"$|(?:tên |các |những )?(?:hành vi|vi phạm|lỗi|nội dung|công việc|thủ tục|việc|tội|loại|đối tượng|trường hợp)\b",
    re.IGNORECASE,
)
_REMARKS = re.compile(r"ghi chú", re.IGNORECASE)
# What comes on top of a fine for some breaches only.
_ON_TOP = re.compile(
    r"(?:các |những )?(?:hình thức|biện pháp)\b.*(?:bổ sung|khắc phục|hậu quả)"
    r"|(?:xử )?phạt bổ sung|khắc phục|trừ điểm",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+")


def header_rows(table: Table) -> int:
    """How many rows are the head: as read, or the first where it says so itself and nobody marked it."""
    if table.header_rows or len(table.rows) < 2:  # a head and a row below it
        return table.header_rows
    labels = [tidy(cell).strip(" .:") for cell in table.rows[0]]
    if not all(labels) or any(re.search(r"\d", label) for label in labels):
        return 0
    if any(map(_FINED.fullmatch, labels)) and any(_DONE.match(label) for label in labels):
        return 1
    columns = (list(column) for column in itertools.zip_longest(*table.rows, fillvalue=""))
    return int(any(_is_head(labels, at, column[1:]) for at, column in enumerate(columns) if at < len(labels)))


def _is_head(labels: Sequence[str], at: int, cells: Sequence[str]) -> bool:
    """Whether a label is over nothing but sums ("Mức phạt cá nhân") or provisions ("Căn cứ"): it is no row of them."""
    label = labels[at]
    if at and _SOURCES.match(label):
        return all(map(_PLACE.search, cells))
    sums = _FIGURE if _IN_MONEY.search(label) else _SUM
    fined = _PRICED.search(label) or (_of_breaches(labels) and _FINED_PARTY.fullmatch(label))
    fined = fined or (len(cells) > 1 and _COST.fullmatch(label))
    return bool(fined) and all(map(sums.search, cells))


def _of_breaches(labels: Sequence[str]) -> bool:
    return any(_BREACHES.match(label) for label in labels[:2])  # behind a column of numbers


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table with a head.

    Attributes:
        labels: The head, column by column.
        telling: Columns that say something, in order.
        source: The column that names provisions; None when there is none.
        numbering: The column of numbers; None when there is none.
    """

    labels: tuple[str, ...]
    telling: tuple[int, ...]
    source: int | None
    numbering: int | None = None

    @classmethod
    def of(cls, table: Table) -> Columns | None:
        """The columns of a table; None when it has no head, or its rows are not of one length."""
        count = header_rows(table)
        if not count or len({len(row) for row in table.rows}) != 1:
            return None
        heads = table.rows[:count]
        labels = tuple(map(_label, zip(*map(_spread, heads, [*heads[1:], None]), strict=True)))
        source = next((at for at, label in enumerate(labels) if at and _SOURCES.match(label)), None)
        if source is None:  # "Điểm, khoản, Điều | Hành vi | Mức phạt": by what stands below it
            below = (column[count:] for column in zip(*table.rows, strict=True))
            source = next((at for at, cells in enumerate(below) if all(map(_PLACES_ALONE.fullmatch, cells))), None)
        telling = tuple(
            at for at, label in enumerate(labels) if at != source and not _NUMBERS.fullmatch(label.strip(" ."))
        )
        numbering = next((at for at, label in enumerate(labels) if _NUMBERS.fullmatch(label.strip(" ."))), None)
        return cls(labels, telling, source, numbering) if telling else None

    @property
    def tells_what_was_done(self) -> bool:
        """Whether its first column that says something is of acts: "Hành vi", not "Số người lao động"."""
        return _DONE.match(self.labels[self.telling[0]]) is not None

    @property
    def fines_parties(self) -> bool:
        """Whether it is a table of breaches with a column for each who is fined: "Hành vi | Cá nhân | Tổ chức"."""
        own = (label.rpartition(_UNDER)[2] for label in self.labels)
        return _of_breaches(self.labels) and any(map(_FINED_PARTY.fullmatch, own))

    def over(self, row: Sequence[str]) -> str:
        """What a row says that stands over others ("A. XE MÁY" across all columns): its one cell, beside its number."""
        cells = [at for at, cell in enumerate(row) if tidy(cell)]
        if len(row) < _FEWEST_SPANNED or len([at for at in cells if at != self.numbering]) != 1:
            return tidy(row[cells[0]]) if len(row) >= _FEWEST_SPANNED and cells == [self.numbering] else ""
        at = next(at for at in cells if at != self.numbering)
        return tidy(row[at]) if at == self.telling[0] or cells == [at] else ""

    def filled(self, row: Sequence[str], above: Sequence[Sequence[str]]) -> Sequence[str]:
        """A row with what its first columns say where one cell spans several rows: "Xe máy" beside three of them.

        A sum or a provision is never filled in: there an empty cell may be one.
        """
        filled = list(row)
        for at in self.telling[:-1]:
            if tidy(row[at]) or _FIGURE_COLUMN.search(self.labels[at]):
                break
            filled[at] = next((one[at] for one in reversed(above) if tidy(one[at])), "")
        return filled if any(tidy(row[at]) for at in self.telling) else row

    def said(self, row: Sequence[str], above: Sequence[Sequence[str]] = ()) -> tuple[str | None, str | None]:
        """What a row says, and what it stands under; no text where a cell is empty, for then it spans rows.

        Args:
            row: Its cells.
            above: The rows between the head and it: what comes on top of a fine is none where nothing can span down.
        """
        cells = [(self.labels[at], tidy(row[at])) for at in self.telling if not self._says_none(at, row, above)]
        if not cells or not all(cell for _, cell in cells):
            return None, None
        if any(_RANGE.fullmatch(cell) and not _NAMES_UNIT.search(label) for label, cell in cells):
            return None, None  # "10 – 15": of what stands elsewhere, if anywhere
        (label, first), rest = cells[0], cells[1:]
        if rest and not _SAID_BY_ITSELF.match(label):
            first = f"{label}: {first}"  # "Nồng độ cồn: chưa vượt quá 50 mg"
        elif any(_leaves_out_what(first, tidy(one[self.telling[0]])) for one in above):
            return None, None
        if not rest:
            return first, capitalised(label) or None
        if len(rest) == 1:
            return f"{first.rstrip(' :.;')}: {rest[0][1]}", capitalised(rest[0][0]) or None
        told = "; ".join(f"{label}: {cell.rstrip(' .;')}" if label else cell for label, cell in rest)
        return f"{first.rstrip(' :.;')} – {told}.", None

    def _says_none(self, at: int, row: Sequence[str], above: Sequence[Sequence[str]]) -> bool:
        """Whether a cell is empty because there is nothing to say, rather than because the one above it spans down."""
        if tidy(row[at]):
            return False
        label = self.labels[at]
        return _REMARKS.fullmatch(label) is not None or (
            _ON_TOP.match(label) is not None and not any(tidy(one[at]) for one in above)
        )

    def number_in(self, row: Sequence[str]) -> str:
        """The number of a row; empty when the table has none."""
        return "" if self.numbering is None else tidy(row[self.numbering])

    def source_in(self, row: Sequence[str]) -> str | None:
        """The cell that names the provision of a row; None when the table has no such column."""
        return None if self.source is None else tidy(row[self.source])


_UNDER = " – "
_FEWEST_SPANNED = 3  # columns; of two, a row with one cell may simply lack its other
_FIGURE_COLUMN = re.compile(r"\b(?:mức|phạt|tiền|phí|giá|thu|thời hạn|đồng)\b", re.IGNORECASE)


def _spread(head: Sequence[str], below: Sequence[str] | None) -> Sequence[str]:
    """A row of a head where what spans columns stands over each of them that has a label of its own below."""
    found = list(head)
    for at in range(1, len(head)):
        spans = below is not None and tidy(below[at]) and tidy(below[at - 1]) and not tidy(head[at])
        found[at] = found[at - 1] if spans else head[at]
    return found


def _label(column: Sequence[str]) -> str:
    """What stands over a column, from the top down: "Mức thu (đồng/lần) – Nộp trực tiếp"."""
    said = (tidy(cell).strip(" .:") for cell in column)
    return _UNDER.join(dict.fromkeys(label for label in said if label))


def _leaves_out_what(cell: str, above: str) -> bool:
    """Whether a cell has but other numbers than the end of one above it, and so leaves out what that begins with.

    "Quá hạn 31 – 60 ngày" below "Nộp hồ sơ khai thuế quá hạn 01 – 30 ngày" does not say what is overdue.
    """
    own, over = ([word.casefold() for word in _WORDS.findall(text)] for text in (cell, above))
    numbered = _FIGURE.search(cell) is not None and bool(own)
    return numbered and own[0] in over[1:] and over[0] not in own and set(own) <= set(over)
