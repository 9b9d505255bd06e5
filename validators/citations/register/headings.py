"""The heading row of a list of acts: where it stands, and which column means what.

Headings are compared by their letters alone, without marks, case, strokes and what stands in brackets, so that
"Ngày có hiệu lực (*)" and "NGAY_CO_HIEU_LUC" are one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from validators.language.unicode_hygiene import normalized

_SPELLINGS: Mapping[str, str] = {
    "number": "number | act number | số, ký hiệu | số và ký hiệu | số hiệu | số hiệu văn bản | số ký hiệu văn bản"
    " | số văn bản | ký hiệu | văn bản số | số kh",
    "type": "type | act type | loại văn bản | loại | tên loại | hình thức văn bản | loại vb",
    "title": "title | name | tên | tên văn bản | trích yếu | tên, trích yếu | trích yếu nội dung | nội dung | tên gọi"
    " | tên vb"
    " | trích yếu văn bản | tiêu đề",
    "organ": "organ | issuer | issued by | cơ quan ban hành | cơ quan | nơi ban hành | đơn vị ban hành | cqbh",
    "date": "date | date issued | issued on | issued | ngày ban hành | ngày ký | ngày văn bản | ngày, tháng ban hành"
    " | ngày bh | ngày tháng năm ban hành",
    "in-force": "in force from | in force | effective from | effective date | valid from | ngày có hiệu lực"
    " | ngày hiệu lực | hiệu lực từ | có hiệu lực từ | hiệu lực từ ngày | ngày bắt đầu hiệu lực"
    " | có hiệu lực từ ngày | ngày hl",
    "expired": "expired on | expires on | expired | expires | repealed on | valid to | ngày hết hiệu lực"
    " | hết hiệu lực"
    " | hết hiệu lực từ | ngày hết hiệu lực toàn bộ | hết hiệu lực từ ngày | ngày bãi bỏ | ngày hết hl",
    "partly-expired": "partly expired on | partly expired | ngày hết hiệu lực một phần | hết hiệu lực một phần"
    " | hết hiệu lực một phần từ",
    "suspended": "suspended on | suspended | ngày ngưng hiệu lực | ngưng hiệu lực | ngưng hiệu lực từ",
    "resumed": "resumed on | resumed | ngày hết ngưng hiệu lực | hết ngưng hiệu lực",
    "amended": "amended on | amended | ngày sửa đổi, bổ sung | ngày sửa đổi | sửa đổi từ ngày",
    "amended-by": "amended by | sửa đổi bởi | được sửa đổi bởi | văn bản sửa đổi | văn bản sửa đổi, bổ sung"
    " | được sửa đổi, bổ sung bởi",
    "replaced-by": "replaced by | repealed by | successor | thay thế bởi | được thay thế bởi | văn bản thay thế"
    " | bị bãi bỏ bởi | bãi bỏ bởi | bị thay thế bởi",
    "scope": "scope | places | phạm vi | phần hết hiệu lực | nội dung hết hiệu lực | phần bị sửa đổi | phạm vi thay đổi"
    " | điều khoản",
    "articles": "articles | số điều | tổng số điều",
    "source": "source | nguồn | nguồn tra cứu",
    "looked-at": "looked at | looked up on | checked on | as of | ngày tra cứu | ngày xem | ngày kiểm tra"
    " | tra cứu ngày",
    "place": "place | provision | vị trí | vị trí trong văn bản | điều, khoản, điểm | điều khoản điểm",
    "text": "text | wording | nội dung điều khoản | nội dung quy định | lời văn | nguyên văn",
    "state": "state | status | tình trạng hiệu lực | tình trạng | trạng thái | hiệu lực | trạng thái hiệu lực",
}
"""What each column is called. `state` gives no days: it only contradicts a row whose days are missing. `place` and
`text` are what one article, clause or point of the act says."""
# Columns offices keep beside, which say nothing of an act's life.
_BESIDE = (
    "stt | tt | no | id | ghi chú | note | notes | remark | remarks | link | liên kết | url | đường dẫn | tệp | file"
    " | người ký | chức vụ | lĩnh vực | ngành | số trang | nơi nhận | số bản | đơn vị lưu"
)
_ALIKE = 0.82  # share of letters two headings have in common, from which one may be a slip for the other
_SEARCHED = 20  # rows in which the heading row must stand: a title, an office, a date may stand above
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


def _folded(heading: object) -> str:
    """Letters and digits of a heading, without marks and case."""
    plain = normalized("NFD", _BRACKETS.sub("", str(heading or "")).casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())


_NAMES = {_folded(spelling): name for name, words in _SPELLINGS.items() for spelling in words.split(" | ")}
_IGNORED = frozenset(_folded(word) for word in _BESIDE.split(" | "))
COLUMNS = tuple(_SPELLINGS)


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """What a list's columns mean.

    Attributes:
        row: Its place among the rows, from 0; of two rows that stand together, the lower one's.
        width: How many cells it has.
        columns: Column by name, from 0.
        slips: Columns whose heading looks like a slip: by place, what it says and what it may mean.
        unused: Headings of columns that are not read.
        twice: Names that two columns have.
    """

    row: int
    width: int
    columns: Mapping[str, int]
    slips: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _KnownHeadings:
    """A row as headings, before anybody asks what the unknown ones may mean: that takes a thousand times as long.

    Attributes:
        place: Of the row.
        width: Cells.
        columns: Columns by name.
        twice: Headings of columns that are there already.
        others: Cells no heading is known for, with their columns.
    """

    place: int
    width: int
    columns: Mapping[str, int]
    twice: tuple[str, ...]
    others: tuple[tuple[int, str], ...]

    def told(self) -> HeadingRow:
        """With what the unknown ones may mean."""
        meant = {column: (text, name) for column, text in self.others if (name := _meant(_folded(text))) is not None}
        unused = tuple(text for column, text in self.others if column not in meant)
        return HeadingRow(self.place, self.width, self.columns, meant, unused, self.twice)


def find_headings(rows: Sequence[Sequence[object]]) -> HeadingRow | None:
    """The heading row: of the first rows, the one in which most headings are known.

    Returns:
        None where no row names a number or a title.
    """
    best: _KnownHeadings | None = None
    for found in _candidates(rows[:_SEARCHED]):
        if {"number", "title"} & found.columns.keys() and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return None if best is None else best.told()


def _candidates(rows: Sequence[Sequence[object]]) -> Iterator[_KnownHeadings]:
    """Every row as headings, and every row with the one below it: "Ngày" stands over "ban hành" and "hiệu lực"."""
    for place, row in enumerate(rows):
        yield _headings(place, row)
        if place + 1 < len(rows):
            yield _headings(place + 1, _stacked(row, rows[place + 1]))


def _stacked(above: Sequence[object], below: Sequence[object]) -> list[object]:
    """Two rows of headings as one; an upper cell reaches over the empty ones to its right, where something is below."""
    stacked: list[object] = []
    over = ""
    for column in range(max(len(above), len(below))):
        upper = str(above[column] or "").strip() if column < len(above) else ""
        lower = str(below[column] or "").strip() if column < len(below) else ""
        over = upper or over
        stacked.append(f"{over} {lower}" if lower else upper)
    return stacked


def is_repeated(cells: Sequence[object], headings: HeadingRow) -> bool:
    """Whether a row says the headings again, as printed lists do at the top of every page."""
    return all(
        column < len(cells) and _NAMES.get(_folded(cells[column])) == name for name, column in headings.columns.items()
    )


def _headings(place: int, row: Sequence[object]) -> _KnownHeadings:
    columns: dict[str, int] = {}
    twice: list[str] = []
    others: list[tuple[int, str]] = []
    for column, heading in enumerate(row):
        folded = _folded(heading)
        name = _NAMES.get(folded)
        if name is not None:
            if name in columns:
                twice.append(str(heading).strip())
            columns.setdefault(name, column)
        elif folded and folded not in _IGNORED:
            others.append((column, str(heading).strip()))
    return _KnownHeadings(place, len(row), columns, tuple(twice), tuple(others))


def _meant(folded: str) -> str | None:
    """The column a misspelt heading may mean, as the heading is spelled."""
    close = difflib.get_close_matches(folded, _NAMES, n=1, cutoff=_ALIKE)
    if not close:
        return None
    name = _NAMES[close[0]]
    return next(spelling for spelling in _SPELLINGS[name].split(" | ") if _folded(spelling) == close[0])
