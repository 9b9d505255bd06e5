"""The line that names a paper's type ("KẾ HOẠCH", "Nghị định của Chính phủ số 94/1998/NĐ-CP …")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converters.records.passages.passage import Passage, ReadValue, written
from validators.citations.acts.act_types import ACT_TYPES, BY_NAME
from validators.citations.acts.numbers import ActNumber, find_numbers
from validators.language.detector import Detector, DetectorTable
from validators.language.legal_paper import any_case, one_of

_TYPES = sorted((re.escape(kind.name) for kind in ACT_TYPES), key=len, reverse=True)
_GOES_ON = one_of(
    "của", "CỦA", "liên", "V/v", "Về", "VỀ", "số", "Số", "SỐ", "TUYÊN TRUYỀN", "GIỚI THIỆU"
)  # what may follow a type on its line
_TYPE_LINE = re.compile(
    any_case(
        rf"(?P<type>{'|'.join(_TYPES)}|ĐỀ CƯƠNG(?: TUYÊN TRUYỀN| GIỚI THIỆU)?)",
        rf"(?P<rest>\s{{0,3}}$|\s{{1,3}}{_GOES_ON}\b.*)",
    )
)
# Types whose subject goes on in capitals on the same line ("HỢP ĐỒNG THUÊ NHÀ", "BIÊN BẢN HỌP …").
_CAPITALS_GO_ON = (
    "HỢP ĐỒNG", "BIÊN BẢN", "BẢN THỎA THUẬN", "BẢN GHI NHỚ", "GIẤY ỦY QUYỀN", "GIẤY UỶ QUYỀN", "GIẤY GIỚI THIỆU",
    "GIẤY MỜI",
)  # fmt: skip
_COURT_TYPES = ("BẢN ÁN", "ÁN LỆ", "CÁO TRẠNG", "KHÁNG NGHỊ", "(?:BẢN )?KẾT LUẬN ĐIỀU TRA")
_IN_CAPITALS = re.compile(rf"(?P<type>{'|'.join(_CAPITALS_GO_ON)})(?P<rest>\s.{{3,}})$")
_OF_COURT = re.compile(any_case(rf"(?P<type>{'|'.join(_COURT_TYPES)})(?P<rest>\s{{0,3}}$|\s{{1,3}}số\b.*)"))
_NUMBER_LINE = re.compile(r"Luật\s{1,3}[Ss]ố\s{0,2}:?\s{0,3}\S{3,30}")
_ABOUT = re.compile(r"(?:hướng dẫn|quy định|ban hành|thi hành)", re.IGNORECASE)
_TITLE_GOES_ON = one_of("về", "quy định", "hướng dẫn", "ban hành", "sửa đổi", "bổ sung", "bãi bỏ", "phê duyệt")
_VERBS = one_of(
    "đã", "đang", "sẽ", "được", "là", "có", "không", "cũng", "tuyên", "xử phạt", "sửa", "hủy", "giữ nguyên",
    "chấp nhận", "nêu", "xác định", "cho thấy",
)  # fmt: skip
_SAID_OF_IT = re.compile(
    rf"(?:(?!(?i:{_TITLE_GOES_ON})\b).){{0,110}}?\s{_VERBS}\b|.{{0,600}}?\s(?:đã|đang|sẽ|được|là|không|cũng)\s.*\.$"
)
"""What follows the number in a sentence, and in no title: "Bản án số 12/2025/DS-PT của Tòa án … đã sửa …"."""
_LONGEST = 700  # characters: titles of acts amending many others
_LAST_PLACE = 14  # passages of a head above a type in small letters; further down a type opens a sentence
_MOST_LINES = 8  # printed lines of a title with the number in it
_LONGEST_ORGAN = 90  # characters of "của Chính phủ …"
_FIRST_NUMBER = 120  # characters: type and organ stand before the number, no more


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A line that begins with a type.

    Attributes:
        passage: The line.
        name: The type as printed.
        rest: What follows it.
        place: Which passage of the head.
    """

    passage: Passage
    name: str
    rest: str
    place: int = 0


def title_number(passage: Passage) -> tuple[ActNumber, Passage] | None:
    """The number in "Nghị định của Chính phủ số 94/1998/NĐ-CP ngày …", where it follows type and organ directly.

    Args:
        passage: The title, lines after the type joined to it.
    """
    for number in find_numbers(passage.text):
        before = passage.text[: number.start]
        if _named(before) is not None and number.start < _FIRST_NUMBER and not _ABOUT.search(before):
            return number, passage
    return None


def _has_number(line: TypeLine) -> bool:
    found = title_number(line.passage) if line.place <= _LAST_PLACE and line.passage.lines <= _MOST_LINES else None
    return found is not None and _SAID_OF_IT.match(line.passage.text, found[0].end) is None


def _has_organ(line: TypeLine) -> bool:
    return line.place <= _LAST_PLACE and line.rest.lower().startswith("của ") and len(line.rest) < _LONGEST_ORGAN


def _written(text: str) -> TypeLine:
    return type_line(written(text), 0) or TypeLine(written(text), text, text)


TITLE_LINES: DetectorTable[TypeLine, bool] = DetectorTable(
    "head/title-line",
    (
        Detector(
            name="capitals",
            source="NĐ 30/2020/NĐ-CP Annex I, II.5: the type stands in capitals",
            gains="the type, and with it kind, title and where the text begins",
            positive=(
                "KẾ HOẠCH",
                "QUYẾT ĐỊNH Về việc ban hành Quy chế",
                "HỢP ĐỒNG THUÊ NHÀ",
                "ÁN LỆ SỐ 88/2025/AL",
                "CÁO TRẠNG",
            ),
            negative=("Kế hoạch", "Quyết định của Chủ tịch về việc", "Hợp đồng thuê nhà"),
            find=lambda line: line.name.isupper(),
        ),
        Detector(
            name="alone",
            source="acts of 1995 to 2010, and letters whose capitals a reader lost",
            gains="a type in small letters on a line of its own",
            positive=("Thông tư", "Nghị quyết"),
            negative=("Nghị quyết này quy định", "Luật của Quốc hội"),
            find=lambda line: line.place <= _LAST_PLACE and not line.rest,
        ),
        Detector(
            name="with-number",
            source="acts of 1995 to 2005: number and date stand in the title",
            gains="the title of such acts, which has their only number",
            positive=("Nghị định của Chính phủ số 94/1998/NĐ-CP ngày 17 tháng 11 năm 1998",),
            negative=(
                "Quyết định của Bộ trưởng quy định chi tiết thi hành Nghị định số 94/1998/NĐ-CP",
                "Bản án số 12/2025/DS-PT ngày 4/4/2025 của Tòa án nhân dân tỉnh Mẫu đã sửa bản án sơ thẩm.",
                "Án lệ số 88/2025/AL về tội danh được áp dụng nhiều.",
            ),
            find=_has_number,
        ),
        Detector(
            name="with-organ",
            source="acts of 1995 to 2010",
            gains="the title of such acts",
            positive=("Thông tư của Bộ Tài chính",),
            negative=("Thông tư", "Thông tư số 12 hướng dẫn"),
            find=_has_organ,
        ),
    ),
    example=_written,
)


def type_line(passage: Passage, place: int) -> TypeLine | None:
    """A passage that begins with a type; None for others.

    Args:
        passage: Any line of a head.
        place: Which one.
    """
    text = passage.text.strip("*_-–| ")
    match = _named(text)
    if match is None or len(text) > _LONGEST or _NUMBER_LINE.fullmatch(text):
        return None
    return TypeLine(passage, match["type"], match["rest"].strip(), place)


def _named(text: str) -> re.Match[str] | None:
    in_capitals = _IN_CAPITALS.match(text) if text.isupper() else None
    return _OF_COURT.match(text) or _TYPE_LINE.match(text) or in_capitals


def is_of_court(passage: Passage) -> bool:
    """Whether a line names a judgment or a precedent, whose own number follows ("ÁN LỆ SỐ 88/2025/AL")."""
    return _OF_COURT.match(passage.text) is not None and bool(title_number(passage))


def find_title_line(head: Sequence[Passage]) -> int | None:
    """The place of the line that names this paper's type, which is no sentence and no citation.

    Args:
        head: The first passages of a document.
    """
    lines = (type_line(passage, place) for place, passage in enumerate(head))
    return next((line.place for line in lines if line is not None and TITLE_LINES.first(line)), None)


def type_in(text: str) -> re.Match[str] | None:
    """The first type in a text, in a group `type`, and what follows it, in a group `rest`."""
    return _named(text) or _TYPE_LINE.search(text)


def opens_with_type(text: str) -> re.Match[str] | None:
    """The type a text begins with, in groups as `type_in` has them."""
    return _named(text)


def type_of(passage: Passage) -> tuple[str | None, ReadValue | None]:
    """Slug and printed word of the type a title line names."""
    match = type_in(passage.text)
    if match is None:
        return None, None
    kind = BY_NAME.get(match["type"].lower())
    return (kind.slug if kind else None), ReadValue(match["type"], passage, match.start("type"), match.end("type"))
