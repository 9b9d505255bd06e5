"""Judgments and decisions of the courts, which are numbered by the kind of case and the instance: "23/2023/HS-ST".

Source: Nghị quyết 05/2017/NQ-HĐTP and 01/2017/NQ-HĐTP, forms of judgments and decisions ("Bản án số …/…/HS-ST",
"Quyết định số …/…/QĐST-DS"); Nghị quyết 04/2019/NQ-HĐTP Điều 6 on precedents ("Án lệ số …/…/AL").
"""

from __future__ import annotations

import re

_CASES = r"(?:HS|DS|HC|LĐ|KDTM|KT|HNGĐ|HN|HNGD|VDS|VHNGĐ|VLĐ|VKDTM|PS|BPXLHC)"
_INSTANCES = r"(?:ST|PT|GĐT|GDT|TT)"
_SYMBOL = re.compile(
    rf"(?:(?P<judgment>{_CASES}-(?:ST|PT))|(?P<decision>{_CASES}-{_INSTANCES}|QĐ{_INSTANCES}-{_CASES}|QĐ-?{_INSTANCES}))"
)
KIND_BETWEEN = (
    r"(?:\s(?:hình sự|dân sự|hành chính|lao động|kinh tế|kinh doanh,? (?:và )?thương mại|hôn nhân(?: và|,)? gia đình))?"
    r"(?:\s(?:sơ thẩm|phúc thẩm|giám đốc thẩm|tái thẩm))?"
)
"""Between "Bản án" or "Quyết định" and "số": the kind of case and the instance."""


def type_of_court_symbol(symbol: str) -> str | None:
    """The slug of the type a court's symbol says; None for other symbols.

    Args:
        symbol: Tidy (see `numbers.tidy_symbol`).
    """
    match = _SYMBOL.fullmatch(symbol)
    if match is None:
        return None
    return "ban-an" if match["judgment"] else "quyet-dinh"
