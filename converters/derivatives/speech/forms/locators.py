"""Places in acts, marks of lists and Roman numerals: "điểm đ khoản 2 Điều 5", "Chương IV", "a)", "2.1."."""

from __future__ import annotations

import re

from converters.derivatives.speech.abbreviations import Abbreviations
from converters.derivatives.speech.forms.document_numbers import TYPES
from converters.derivatives.speech.forms.form import Form, after, at_line_start, before
from converters.derivatives.speech.letters import NAMES, roman, spelled
from converters.derivatives.speech.numerals import section, whole
from converters.derivatives.speech.script import Pause, Said

_BETWEEN = r"(?:\s?[,;]\s{0,2}(?:và\s|hoặc\s)?|\s{1,2}(?:và|hoặc|đến|tới)\s{1,2}|\s?[-–]\s?)"
_PART = re.compile(r"\d+|[^\W\d_]+|[-–]|[,;]")
_LABEL = r"\d{1,3}[a-zđ]?(?![\w%/°²³]|[.,]\d|\s(?:triệu|nghìn|tỷ|đồng|ngày|tháng|năm|giờ|người|tuổi|lần|m²|kg)(?!\w))"
_POINT = r"[a-zđ]\d?(?!\w)"
_BEFORE_ROMAN = (
    "chương", "phần", "mục", "khóa", "khoá", "phụ lục", "quý", "loại", "hạng", "cấp", "nhóm", "lần thứ", "thế kỷ",
    "vùng", "khu vực", "bảng", "tập", "học kỳ", "kỳ", "giai đoạn", "bậc", "bước", "mẫu", "mức", "chiến", "đại hội",
    "đảng", "quyển", "cục", "tiểu mục", "đợt",
)  # fmt: skip
_ROMAN_MEANT = re.compile(
    rf"(?:(?:{'|'.join(_BEFORE_ROMAN)})\s{{1,3}}(?:số\s)?(?:[IVX]+(?:\s?[-–,]\s?|\s(?:và|đến|hoặc)\s))*)$",
    re.IGNORECASE,
)
_COMPOUND_BEFORE = re.compile(r"(?:danh|chuyên|đề|hạng)\s{1,2}mục\s{1,2}$", re.IGNORECASE)
_COMPOUND_AFTER = re.compile(r"\s(?:PHẠM|MÔ|TÍNH|KHUẨN|RÚT|SINH|PHIM|CẢNH|MĂNG|BẰNG|NHÂN)(?!\w)")
_Y_GOES_ON = re.compile(r"\s?[,;.)]|\s(?:khoản|Khoản|Điều|điều|và|hoặc|này|của)(?!\w)|\s*$")
_PLACES = r"(?:điều|khoản|điểm|chương|mục)\s{1,3}"
_PLACE_BEFORE = re.compile(rf"(?<!\w){_PLACES}[\da-zđIVX]{{1,4}}$", re.IGNORECASE)
_MEASURED = re.compile(r"\s{0,2}(?:[%‰°]|(?:triệu|tỷ|tỉ|nghìn|lần|tấn|kg|km|m2|m²|ha)(?!\w))")
_DOTTED_MEANT = re.compile(
    r"(?:điều|mục|tiểu mục|phần|bảng|hình|biểu|phụ lục|mẫu|điểm|khoản|phiên bản|số)\s{1,3}(?:số\s)?$", re.IGNORECASE
)


def _labels(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    start = match.start("labels")
    said = [Said(match["unit"].lower(), *match.span("unit"))]
    said += [_label(part.group(), start + part.start(), start + part.end()) for part in _PART.finditer(match["labels"])]
    return said


def _label(part: str, start: int, end: int) -> Said:
    if part.isdecimal():
        return Said(whole(int(part)), start, end)
    if part in "-–":
        return Said("đến", start, end)
    if part in ",;":
        return Said("", start, end, Pause.CLAUSE)
    return Said(NAMES[part] if len(part) == 1 else part, start, end)


def _points(match: re.Match[str], table: Abbreviations) -> list[Said] | None:
    if re.search(r"(?<!\w)y$", match["labels"]) and not _Y_GOES_ON.match(after(match)):
        return None
    return _labels(match, table)


def _codified(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """The number of an article of the codified law: "1.5.LQ.13"."""
    said = []
    for part in re.finditer(r"\d+|[A-ZĐ]+|\.", match.group()):
        place = match.start() + part.start(), match.start() + part.end()
        words = "chấm" if part.group() == "." else TYPES.get(part.group()) or whole(int(part.group()))
        said.append(Said(words, *place))
    return said


def _roman(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """Only where a numeral is meant, and never the words "vi", "xi" in a line of capitals."""
    lead, value = before(match), roman(match.group())
    headed = at_line_start(match) and re.match(r"\s?[.)/-]\s", after(match))
    if value is None or not (headed or _ROMAN_MEANT.search(lead)):
        return None
    if _COMPOUND_BEFORE.search(lead) or _COMPOUND_AFTER.match(after(match)):
        return None
    quarter = re.search(r"quý\s{1,3}$", lead, re.IGNORECASE)
    return [Said("tư" if quarter and value == 4 else whole(value), match.start(), match.end())]


def _to_place(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """The dash of "từ khoản 3 – khoản 7"."""
    return [Said("đến", match.start(), match.end())] if _PLACE_BEFORE.search(before(match)) else None


def _list_letter(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    if not at_line_start(match) and not re.search(r"[:;.]\s{1,3}$", before(match)):
        return None
    return [
        Said(spelled(match["label"]), *match.span("label")),
        Said("", match.end("label"), match.end(), Pause.CLAUSE),
    ]


def _dotted(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    if _MEASURED.match(after(match)):
        return None
    if not at_line_start(match) and not _DOTTED_MEANT.search(before(match)):
        return None
    return [Said(section(match.group()), match.start(), match.end())]


LOCATORS = (
    Form(
        "0", re.compile(r"(?<=[Đđ]iều )\d{1,2}\.\d{1,2}\.(?:LQ|NĐ|TT|TL|QĐ|NQ|PL)(?:\.\d{1,3}){1,4}(?!\w)"), _codified
    ),
    Form(
        "a",
        re.compile(
            rf"(?<!\w)(?P<unit>Điều|điều|ĐIỀU|Khoản|khoản|KHOẢN)\s{{1,3}}(?P<labels>{_LABEL}(?:{_BETWEEN}{_LABEL}){{0,40}})"
        ),
        _labels,
    ),
    Form(
        "a",
        re.compile(
            rf"(?<!\w)(?P<unit>Điểm|điểm|ĐIỂM|tiết|Tiết)\s{{1,3}}(?P<labels>{_POINT}(?:{_BETWEEN}{_POINT}){{0,40}})"
        ),
        _points,
    ),
    Form("-", re.compile(rf"\s?[-–]\s?(?={_PLACES}[\da-zđIVX]{{1,4}}(?!\w))", re.IGNORECASE), _to_place),
    Form("a", re.compile(r"(?<![\w.])[IVXLC]{1,8}(?!\w)"), _roman),
    Form("a", re.compile(r"(?<!\w)(?P<label>[a-zđ]\d{0,2})(?:\)|[./-](?=\s))"), _list_letter),
    Form("0", re.compile(r"(?<![\w.,])\d{1,2}(?:\.\d{1,2}){1,3}(?=[.):-]?(?:\s|$|[,;)]))"), _dotted),
)
