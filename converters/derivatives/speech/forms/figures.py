"""Figures with what belongs to them: money, units, ranges, fractions, phones, numbers of houses and plates."""

from __future__ import annotations

import re

from converters.derivatives.speech.abbreviations import Abbreviations
from converters.derivatives.speech.forms.form import Form, after, at_line_start, before
from converters.derivatives.speech.forms.times import DRAWN_TO_SCALE, month_name
from converters.derivatives.speech.letters import roman, spelled
from converters.derivatives.speech.numerals import GROUPED, NUMERAL, digits, numeral, whole
from converters.derivatives.speech.script import Pause, Said
from validators.language.number_words import from_words
from validators.language.quantities import phone_value

UNITS = {
    "%": "phần trăm", "‰": "phần nghìn", "°C": "độ xê", "ºC": "độ xê", "oC": "độ xê", "°": "độ", "m²": "mét vuông",
    "m2": "mét vuông", "km²": "ki lô mét vuông", "km2": "ki lô mét vuông", "m³": "mét khối", "m3": "mét khối",
    "cm³": "xen ti mét khối", "cm3": "xen ti mét khối", "cm²": "xen ti mét vuông", "cm2": "xen ti mét vuông",
    "km": "ki lô mét", "m": "mét", "cm": "xen ti mét", "mm": "mi li mét", "kg": "ki lô gam", "Kg": "ki lô gam",
    "KG": "ki lô gam", "g": "gam", "mg": "mi li gam", "l": "lít", "ml": "mi li lít", "ha": "héc ta", "W": "oát",
    "kW": "ki lô oát", "kWh": "ki lô oát giờ", "KWh": "ki lô oát giờ", "MW": "mê ga oát", "V": "vôn", "dB": "đề xi ben",
    "dBA": "đề xi ben a", "CC": "xê xê", "cc": "xê xê", "cm³.": "xen ti mét khối", "h": "giờ", "s": "giây",
    "đ": "đồng", "Đ": "đồng", "₫": "đồng", "$": "đô la", "€": "ơ rô",
    "MHz": "mê ga héc", "GHz": "ghi ga héc", "MB": "mê ga bai", "GB": "ghi ga bai",
}  # fmt: skip
SIGNS = {
    "+": "cộng", "=": "bằng", "<": "nhỏ hơn", ">": "lớn hơn", "≥": "lớn hơn hoặc bằng", "≤": "nhỏ hơn hoặc bằng",
    "×": "nhân", "±": "cộng trừ", "&": "và", "§": "mục",
}  # fmt: skip
_LONG_SIGNS = {"<=": "≤", ">=": "≥"}
_SCALE = r"(?i:trăm|nghìn|ngàn|triệu|tỷ|tỉ)"
_CURRENCY = r"(?i:đồng|vnđ|vnd|usd|euro)(?!\w)|[đĐ](?!\w)|[₫$€]"
_MONEY_AFTER = re.compile(rf"(?:\s?(?:đến|[-–])\s?{NUMERAL})?\s{{0,2}}(?:\([^()\d]{{2,60}}\)\s{{0,2}})?(?:{_CURRENCY})")
_UNIT = "|".join(map(re.escape, sorted(UNITS, key=len, reverse=True)))
_MEASURE_AFTER = re.compile(rf"\s{{0,2}}(?:{_SCALE}(?!\w)|lần(?!\w)|tấn(?!\w)|điểm(?!\w)|(?:{_UNIT})(?!\w))")
_MEASURED = re.compile(
    rf"(?:\d\s{{0,2}}|{_SCALE}\s{{1,2}}|(?:\d|(?<![^\W\d_])(?:{_UNIT})|lít|đồng|VN[ĐD]|USD)\s?/\s?)$"
)
_HOUSE = re.compile(r"(?:số|nhà|ngõ|ngách|hẻm|kiệt|thửa|tổ|địa chỉ|đ/c|lô)\s?:?\s{0,3}(?:số\s{1,2})?$", re.IGNORECASE)
_GRADE = re.compile(r"(?:lớp|học vấn|văn hóa|văn hoá|bậc|trình độ)\s?:?\s{1,3}$", re.IGNORECASE)
_SHARE_BEFORE = re.compile(
    r"(?:t[ỷỉ] lệ|ít nhất|nhất là|quá|hơn|trên|dưới|bằng|đạt|đủ|khoảng|giảm|tăng|một|có|được|mức|còn|thêm|là)\s{1,3}$",
    re.IGNORECASE,
)
_SHARE_AFTER = re.compile(
    r"\s{1,3}(?:số|tổng|thời|mức|diện|giá|phiếu|thành|đại|vốn|thu|tiền|lương|chi|cổ|quãng|khối|dân|trị|phần)(?!\w)"
)
_LINE_NAMED = r"(?:tổng đài|đường dây nóng|hotline)\s?:?\s?(?:[^\W\d_]+\s){0,8}?"
_CALLED = r"(?:gọi|điện thoại|đt|số máy|liên hệ)\s?:?\s?(?:[^\W\d_]+\s){0,3}?"
_COUNTED = "đồng|triệu|nghìn|tỷ|người|cuộc|lượt|vụ|trường hợp|ngày|tháng|năm|giờ|lần|phút"  # then it is no phone
_OTHER_LINES = r"(?:\d{3,4}(?:[\s.]?\d{3,4})?(?:[,;]\s|\s?[-–]\s?|\s(?:và|hoặc)\s(?:số\s)?))*"
_HOTLINE = re.compile(rf"(?:{_LINE_NAMED}|{_CALLED})(?:số\s)?:?\s?{_OTHER_LINES}$", re.IGNORECASE)
LONGEST_MONTH, MONTHS = 31, 12  # days, months: beyond them a stroke makes no date
MOBILE = 10  # digits
SHORTEST_PHONE = 8  # digits; shorter ones are phones only where the sentence says so
_GROUP_OF_DIGITS = re.compile(r"\d+|\+")
_WITH_UNIT = re.compile(rf"{NUMERAL}\s?(?P<unit>{_UNIT})(?!\w)")
_NAMED_NUMBER = re.compile(r"(?<!\w)(?P<name>[^\W\d_]{2,9})\s(?P<number>\d{1,4})$")
_LAST_NUMERAL = re.compile(rf"(?P<number>{NUMERAL})(?P<unit>\s?(?:{_SCALE}|%|{_CURRENCY}|{_UNIT})?)\s{{0,2}}$")


_ALSO_A_SCALE = ("K", "M", "T")  # "50K" is money to some, a class or a room to others
_ACCOUNT = re.compile(
    r"(?:tài khoản|stk|mã số thuế|mst|căn cước|định danh|cccd|cmnd|mã số)(?:\s(?:công dân|cá nhân|số))*\s?:?\s{1,2}$",
    re.IGNORECASE,
)
_CODE_BEFORE = re.compile(
    r"(?:mẫu|số hiệu|mã|mã số|hạng|căn hộ|phòng|tờ khai|lô|đường|số|nhóm|loại|tiết)\s{1,2}(?:số\s)?$", re.IGNORECASE
)


def _account(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    return _digit_groups(match.group(), match.start()) if _ACCOUNT.search(before(match)) else None


def _code(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """A code: "CC01" of a form, "BM 123456" of a certificate."""
    if not _CODE_BEFORE.search(before(match)):
        return None
    figures = "far" if match.groupdict().get("far") else "figures"
    return [Said(spelled(match["letters"]), *match.span("letters")), Said(digits(match[figures]), *match.span(figures))]


def _phone(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """A phone; groups of digits that would make it too long are another figure."""
    text = match.group()
    while text:
        value = phone_value(text)
        if value and _is_whole_phone(value):
            return _digit_groups(text, match.start())
        text = re.sub(r"[\s.-]{0,2}\d+\)?$", "", text) if re.search(r"\d[\s.-]{1,2}\d+\)?$", text) else ""
    return None


def _is_whole_phone(value: str) -> bool:
    """Mobile numbers have ten digits (03, 05, 07, 08, 09); what stands behind them is another figure."""
    mobile = value[0] == "0" and value[1] in "35789"
    return len(value) == MOBILE if mobile else len(value) >= SHORTEST_PHONE


def _hotline(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    return _digit_groups(match.group(), match.start()) if _HOTLINE.search(before(match)) else None


def _digit_groups(text: str, start: int) -> list[Said]:
    return [
        Said("cộng" if group.group() == "+" else digits(group.group()), start + group.start(), start + group.end())
        for group in _GROUP_OF_DIGITS.finditer(text)
    ]


_FIGURE_BEFORE = re.compile(r"(?<![\w.,/])(\d{1,3}(?:\.\d{3})+|\d{1,9})\s?$")


def _said_again(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """The words behind a figure that say it once more: "03 (ba) ngày" would be heard as thirty-three."""
    figure = _FIGURE_BEFORE.search(before(match))
    again = figure is not None and from_words(match["words"].lower()) == int(figure[1].replace(".", ""))
    return [Said("", match.start(), match.end())] if again else None


def _plate(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    return [Said(spelled(re.sub(r"[-.\s]", "", part)), *match.span(name)) for name, part in match.groupdict().items()]


def _road_sign(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """A code: "P.102" of road signs."""
    if not re.search(r"biển(?:\s[^\W\d_]+){0,3}\s(?:số\s)?$", before(match), re.IGNORECASE):
        return None
    return [Said(spelled(match.group().replace(".", "")), match.start(), match.end())]


def _spaced(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    return [Said(whole(int(re.sub(r"\s", "", match["number"]))), *match.span("number"))]


def _divided(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """A stroke: "12/5" of a house, "2/3" of votes, "24/24"; any other stays unsaid."""
    first, second = int(match["first"]), int(match["second"])
    word = _word_of_stroke(match, first, second)
    if word is None:
        return None
    lower = "tư" if word == "phần" and second == 4 else whole(second)
    return [Said(whole(first), *match.span("first")), Said(word, *match.span("by")), Said(lower, *match.span("second"))]


def _word_of_stroke(match: re.Match[str], first: int, second: int) -> str | None:
    if (first, second) in {(24, 24), (24, 7)} or _HOUSE.search(before(match)) or _GRADE.search(before(match)):
        return "trên"
    if re.match(r"\s?điểm(?!\w|\s(?:cầu|trường))", after(match)):  # "10/12 điểm" of a licence
        return "trên"
    no_day = first > LONGEST_MONTH or second > MONTHS or first == 0
    if second == 0 or match["second"].startswith("0"):
        return None
    if _SHARE_BEFORE.search(before(match)) or _SHARE_AFTER.match(after(match)):
        return "phần" if first < second else "trên"
    return "trên" if no_day else None  # what could be a day of a month is not decided here


def _figure(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    lead, rest = before(match), after(match)
    ordinal = _ordinal(match.group(), lead)
    if "." in match.group() and re.match(r"\s?%", rest) and re.search(r"\.\d{3}(?!\d)", match.group()):
        return None  # thousands of percent, or a decimal with a dot
    if re.match(r"0\d{2}", match.group()) and re.match(r"[\s.-]\d{2}", rest):
        return None  # a phone with a digit too many or too few
    money = _MONEY_AFTER.match(rest) is not None
    words = ordinal or numeral(match.group(), money=money, measured=_MEASURE_AFTER.match(rest) is not None)
    return None if words is None else [Said(words, match.start(), match.end())]


def _ordinal(text: str, lead: str) -> str | None:
    """An ordinal: "thứ 1" is "thứ nhất", "thứ 4" and "tháng 4" are "tư"."""
    if not text.isdecimal() or len(text) > 2:
        return None
    if re.search(r"(?<!\w)thứ\s{1,3}$", lead, re.IGNORECASE):
        return {1: "nhất", 4: "tư"}.get(int(text))
    return month_name(int(text)) if re.search(r"(?<!\w)tháng\s{1,3}$", lead, re.IGNORECASE) else None


def _letter_of_number(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """The letter of "12A", "5B", or of a house "12b"."""
    lead = before(match)
    if match.group() in _ALSO_A_SCALE and not re.search(r"(?:lớp|hạng|loại|phòng|lô|số)\s\d+$", lead, re.IGNORECASE):
        return None
    if match.group().isupper() or _HOUSE.search(lead.rstrip("0123456789/")):
        return [Said(spelled(match.group()), match.start(), match.end())]
    return None


def _group_of_a_class(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """The "A2" of "lớp 9A2"."""
    if not re.search(r"lớp\s\d{1,2}$", before(match), re.IGNORECASE):
        return None
    return [
        Said(spelled(match["letter"]), *match.span("letter")),
        Said(whole(int(match["group"])), *match.span("group")),
    ]


def _height(match: re.Match[str], _table: Abbreviations) -> list[Said]:
    """Metres and centimetres: "1m50"."""
    figures = {name: Said(whole(int(match[name])), *match.span(name)) for name in ("metres", "rest")}
    return [figures["metres"], Said("mét", *match.span("unit")), figures["rest"]]


def _unit(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    sure = match.group()[0] in "%‰°º₫" or match.group()[-1] in "²³"
    if not sure and not _MEASURED.search(before(match)):
        return None
    return [Said(UNITS[match.group()], match.start(), match.end())]


def _range(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """A dash between two figures is "đến" where the second is more, or both are dates or hours."""
    earlier = _LAST_NUMERAL.search(before(match))
    later = re.match(NUMERAL, after(match))
    if earlier is None or later is None:
        return None
    lead, rest = before(match), after(match)
    date_or_hour = re.search(r"(?:[/hg:.-]|giờ\s)\d{1,4}$", lead) and re.match(r"\d+(?:[/hg:.-]|\sgiờ)", rest)
    if (
        not date_or_hour
        and not _rises(earlier["number"], later.group())
        and _is_no_range(earlier["unit"].strip(), rest)
    ):
        return None
    return [Said("đến", match.start(), match.end())]


def _is_no_range(unit: str, rest: str) -> bool:
    """Whether two figures, the second less, are no range: without a unit, or each with its own ("12V-5W")."""
    other = _WITH_UNIT.match(rest)
    return not unit or (unit in UNITS and other is not None and UNITS[other["unit"]] != UNITS[unit])


def _range_of_named(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """A dash between two numbers that bear the same name: "mùng 1 - mùng 5", "Điều 5 – Điều 7"."""
    earlier = _NAMED_NUMBER.search(before(match))
    same = earlier is not None and earlier["name"].lower() == match["name"].lower()
    if earlier is None or not same or int(earlier["number"]) >= int(match["number"]):
        return None
    return [Said("đến", match.start(), match.end())]


def _rises(first: str, second: str) -> bool:
    values = [float(re.sub(r"[.](?=\d{3})", "", number).replace(",", ".")) for number in (first, second)] if (
        max(first.count(","), second.count(",")) < 2 and not re.search(r"\.\d{1,2}(?!\d)", first + " " + second)
    ) else [0.0, 0.0]  # fmt: skip
    return values[0] < values[1]


def _proportion(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """The scale of a map, or parts that are mixed: "tỷ lệ 1:500"."""
    if not DRAWN_TO_SCALE.search(before(match)):
        return None
    figures = [Said(whole(int(match[name])), *match.span(name)) for name in ("first", "second")]
    return [figures[0], Said("trên", *match.span("by")), figures[1]]


def _listed_roman(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """The mark of a list: "(ii)"; "(x)" alone is a sign of times, or a cross to be made in a form."""
    number = None if match["roman"] in {"v", "x"} else roman(match["roman"].upper())
    return None if number is None else [Said(whole(number), *match.span("roman"), Pause.CLAUSE)]


def _minus(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    degrees = re.match(r"\d[\d,]{0,5}\s?[°º]", after(match))
    if (at_line_start(match) and not degrees) or re.search(r"\d\s{0,2}$", before(match)):
        return None
    return [Said("âm", match.start(), match.end())]


_MEASURE_BEFORE = re.compile(rf"\d[^\d\n,.;:]{{0,30}}$|(?<!\w)(?:{_UNIT}|lít|đồng|triệu|gam)\s?$")
_IN_CAPITALS = "|".join(("VNĐ", "VND", "USD", "EURO?", *(unit for unit in UNITS if unit.isupper() and len(unit) > 1)))
_LISTED = re.compile(  # "02 ảnh và CMND/CCCD", but not "20.000 VNĐ/hộ"
    rf"\d[^\d]*(?:\s(?:và|hoặc)\s[^\d]*|(?<![\w/])(?!(?:{_IN_CAPITALS})$)[A-ZĐ]{{2,}})$"
)


def _stroke(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """A stroke: "trên" after a measure ("đồng/tháng", "mg/100 ml"), a short pause between words ("ông/bà")."""
    lead, rest = before(match), after(match)
    if re.search(r"quý [IVX]{1,3}$", lead, re.IGNORECASE) and re.match(r"[12]\d{3}(?!\w)", rest):
        return [Said("năm", match.start(), match.end())]
    if _MEASURE_BEFORE.search(lead) and not _LISTED.search(lead):
        return [Said("trên", match.start(), match.end())] if re.match(r"\s?\w", rest) else None
    if re.search(r"[^\W\d_]\s?$", lead) and re.match(r"\s?[^\W\d_]", rest):
        return [Said("", match.start(), match.end(), Pause.NONE if rest.startswith("hoặc") else Pause.CLAUSE)]
    return None


def _sign(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    return [Said(SIGNS[_LONG_SIGNS.get(match.group(), match.group())], match.start(), match.end())]


def _times_sign(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    return [Said("nhân", match.start(), match.end())]


CODES = (
    Form("a", re.compile(r"(?<!\w)[A-ZĐ]{1,2}\.\d{3}[a-z]?(?!\w)"), _road_sign),
    Form("a", re.compile(r"(?<!\w)(?P<letters>[A-ZĐ])\.(?P<figures>\d{2}(?:\.\d{2}){1,3})(?![\w.]\w)"), _code),
    Form("a", re.compile(r"(?<!\w)(?P<letters>[A-ZĐ]{2,4})(?:(?P<figures>\d{1,6})| (?P<far>\d{5,8}))(?!\w)"), _code),
    Form("0", re.compile(rf"(?<![\w.,/])(?>\d[\d.-]{{4,24}}\d)(?![\w/%]|\s{{0,2}}(?:{_CURRENCY}|{_SCALE}))"), _account),
)
FIGURES = (
    Form("0", re.compile(r"(?<!\w)(?P<area>\d{2}[A-ZĐ]{1,2}\d?)\s?-\s?(?P<number>\d{3}\.\d{2}|\d{4,5})(?!\w)"), _plate),
    Form("0-", re.compile(r"(?<![\w.,/])\(?(?:\+84|0)\s?\d{1,3}\)?(?:[\s.-]{0,2}\d{1,4}){2,4}(?![\w/%])"), _phone),
    Form("0", re.compile(r"(?<![\w.,/])1[89]00(?:[\s.-]?\d{2,4}){1,2}(?![\w/%]|\s?(?:đồng|đ)(?!\w))"), _phone),
    Form(
        "0",
        re.compile(rf"(?<![\w.,/])1\d{{2,3}}(?![\w/%]|[.,]\d|\s(?:{_COUNTED})(?!\w)|\s%)"),
        _hotline,
    ),
    Form(
        "0", re.compile(rf"(?<![\w.,/])(?P<number>\d{{1,3}}(?:[ \xa0]\d{{3}})+)(?=\s{{0,2}}(?:{_CURRENCY}))"), _spaced
    ),
    Form("0", re.compile(r"(?<![\w.,/])(?P<first>\d{1,4})(?P<by>/)(?P<second>\d{1,4})(?![\w/]|[.,]\d)"), _divided),
    Form("0", re.compile(r"(?<![\w.,/])(?P<metres>\d)(?P<unit>m)(?P<rest>[1-9]\d)(?![\w/]|[.,]\d)"), _height),
    Form(
        "0",
        re.compile(r"(?<![\w.,/:])(?P<first>\d{1,4})(?P<by>\s?:\s?)(?P<second>\d{1,6})(?![\w/:]|[.,]\d)"),
        _proportion,
    ),
    Form("0", re.compile(rf"(?<![\d.,/])(?:{GROUPED})(?:,\d{{1,4}})?(?![\d])"), _figure),
    Form("0", re.compile(rf"(?<![\d,])(?<!\d\.)(?>{NUMERAL})(?:(?<=,\d)|(?<=,\d\d)|(?!\s?/\s?\d))"), _figure),
    Form("a-", re.compile(rf"(?:{_UNIT})(?![\w²³])"), _unit),
    Form("a", re.compile(r"(?<=\d)[A-Za-zđĐ](?!\w)"), _letter_of_number),
    Form("a", re.compile(r"(?<=\d)(?P<letter>[A-ZĐ])(?P<group>[1-9]\d?)(?!\w)"), _group_of_a_class),
    Form("-", re.compile(r"\((?P<words>[^\W\d]{2,12}(?: [^\W\d]{2,12}){0,15})\)"), _said_again),
    Form("-", re.compile(r"\s?[-–—]\s?(?=\d)"), _range),
    Form(
        "-", re.compile(r"\s?[-–—]\s?(?=(?P<name>[^\W\d_]{2,9})\s(?P<number>\d{1,4})(?![\w/]|[.,]\d))"), _range_of_named
    ),
    Form("-", re.compile(r"\((?P<roman>[ivx]{1,5})\)"), _listed_roman),
    Form("-", re.compile(r"(?<![\w-])[-−](?=\d)"), _minus),
    Form("-", re.compile(r"/"), _stroke),
    Form("-", re.compile("[<>]=|[" + re.escape("".join(SIGNS)) + "]"), _sign),
    Form("a", re.compile(r"(?<=[\s\d])[xX](?=\s?\d)"), _times_sign),
)
