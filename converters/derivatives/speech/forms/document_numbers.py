"""Numbers of acts as they are read out: "282/2025/NĐ-CP" → "hai trăm tám mươi hai năm hai nghìn … của chính phủ".

Nghị định 30/2020/NĐ-CP, Annex I: serial, year (normative acts), symbols of type and organ. What the sentence says
itself ("Nghị định số … của Chính phủ") is not said twice.
"""

from __future__ import annotations

import re

from converters.derivatives.speech.abbreviations import Abbreviations
from converters.derivatives.speech.numerals import whole
from converters.derivatives.speech.script import Said

TYPES = {
    "NĐ": "nghị định", "TT": "thông tư", "TTLT": "thông tư liên tịch", "QĐ": "quyết định", "NQ": "nghị quyết",
    "CT": "chỉ thị", "KH": "kế hoạch", "HD": "hướng dẫn", "TB": "thông báo", "BC": "báo cáo", "TTr": "tờ trình",
    "PL": "pháp lệnh", "L": "luật", "LCT": "lệnh chủ tịch nước", "CTr": "chương trình", "CĐ": "công điện",
    "CV": "công văn", "VBHN": "văn bản hợp nhất", "QC": "quy chế", "QyĐ": "quy định", "KL": "kết luận",
    "NQLT": "nghị quyết liên tịch", "GP": "giấy phép", "BB": "biên bản", "HĐ": "hợp đồng", "ĐA": "đề án",
    "GM": "giấy mời", "BA": "bản án", "AL": "án lệ", "LQ": "luật", "TL": "thông tư liên tịch",
    "DS": "dân sự", "HS": "hình sự", "HC": "hành chính", "HNGĐ": "hôn nhân và gia đình",
    "KDTM": "kinh doanh thương mại", "ST": "sơ thẩm", "PT": "phúc thẩm", "GĐT": "giám đốc thẩm",
    "QĐST": "quyết định sơ thẩm", "QĐPT": "quyết định phúc thẩm",
}  # fmt: skip
# In a number an organ's symbol has one meaning, whatever the sentence is about.
ORGANS = {
    "CP": "chính phủ", "TTg": "thủ tướng chính phủ", "CTN": "chủ tịch nước", "BTC": "bộ tài chính",
    "BCT": "bộ công thương", "TU": "tỉnh ủy", "TW": "trung ương", "ĐU": "đảng ủy", "BCH": "ban chấp hành",
    "VPCP": "văn phòng chính phủ", "TANDTC": "tòa án nhân dân tối cao", "VKSTC": "viện kiểm sát nhân dân tối cao",
    "VPQH": "văn phòng quốc hội", "STP": "sở tư pháp", "STC": "sở tài chính", "SNV": "sở nội vụ", "SYT": "sở y tế",
    "SXD": "sở xây dựng", "SGDĐT": "sở giáo dục và đào tạo", "HĐPH": "hội đồng phối hợp",
    "TTCP": "thanh tra chính phủ", "PTP": "phòng tư pháp", "UBDT": "ủy ban dân tộc", "KTNN": "kiểm toán nhà nước",
    "BDTTG": "bộ dân tộc và tôn giáo", "TP": "tư pháp",
}  # fmt: skip
_SYMBOL = r"[A-ZĐƯ][A-Za-zĐđƯư]{0,11}\d{0,2}"
NUMBER = re.compile(
    rf"(?P<serial>\d{{1,5}}[a-z]?)(?:\s?(?P<s1>/)\s?(?P<year>[12]\d{{3}}))?\s?(?P<s2>[/-])\s?"
    rf"(?P<symbol>(?=[A-ZĐƯ][A-Za-zĐđƯư]){_SYMBOL}(?:\s?[-–/.]\s?{_SYMBOL}){{0,5}})(?![\w/])"
)
_PARTS = re.compile(_SYMBOL)
_ASSEMBLY = re.compile(r"(?P<organ>QH|UBTVQH|HĐND)(?P<term>\d{1,2})")
_REACH = 60  # characters before and after in which the sentence says the type and the organ itself


def speak_number(match: re.Match[str], table: Abbreviations) -> list[Said] | None:
    """What is said for a number found by `NUMBER`; None when a symbol is not known."""
    text = match.string
    said = [Said(whole(int(re.sub(r"\D", "", match["serial"]))), match.start("serial"), match.end("serial"))]
    if match["serial"][-1].isalpha():
        return None
    if match["year"]:
        said += [Said("năm", *match.span("s1")), Said(whole(int(match["year"])), *match.span("year"))]
    before = " ".join(text[max(0, match.start() - _REACH) : match.start()].lower().split())
    after = " ".join(text[match.end() : match.end() + _REACH].lower().split())
    joint, link = "TTLT" in match["symbol"] or "NQLT" in match["symbol"], "của"
    for part in _PARTS.finditer(match["symbol"]):
        symbol, start, end = part.group(), match.start("symbol") + part.start(), match.start("symbol") + part.end()
        words = symbol_words(symbol, table)
        if words is None:
            return None
        if said_around(symbol, words, before, after):
            continue
        if symbol not in TYPES and link:
            said.append(Said(link, start, start))
        link = link if symbol in TYPES else "và" if joint else ""
        said.append(Said(words, start, end))
    return [*said, Said("", match.start(), match.end())]


def symbol_words(symbol: str, table: Abbreviations) -> str | None:
    """What one symbol stands for: "QH15" → "quốc hội khóa mười lăm"; None when it is not known."""
    if match := _ASSEMBLY.fullmatch(symbol):
        return f"{symbol_words(match['organ'], table)} khóa {whole(int(match['term']))}"
    if known := TYPES.get(symbol) or ORGANS.get(symbol):
        return known
    rows = table.rows.get(symbol, ())
    return rows[0].words if len(rows) == 1 else None


def said_around(symbol: str, words: str, before: str, after: str) -> bool:
    """Whether the sentence says a symbol's words itself: the type before the number, the organ after it."""
    if symbol in TYPES:
        return (
            re.search(
                rf"(?<!\w)(?:{words}|{symbol.lower()})(?: số:?)?(?: \S+/\S+(?:,| và|;| hoặc))*(?: số)?$",
                before.rstrip(),
            )
            is not None
        )
    if _ASSEMBLY.fullmatch(symbol):
        return False
    return re.match(rf"[^.;:]{{0,45}}?\b(?:của|do) (?:{words}|{symbol.lower()})(?!\w)", after) is not None
