"""A sentence as an item shows it: without its number or opening mark, its closing marks, and what it rests on."""

from __future__ import annotations

import re

from validators.citations.find import find_citations

_LABEL = re.compile(r"^(?:[-–•+*]\s{0,3}|[a-zđ]\d?\)\s{0,3}|\d{1,2}[.)]\s{1,3})")

_RESTING_ON = re.compile(r"(?:Theo|Căn cứ)\s(?:quy định (?:tại|của)\s)?")
_THEN = re.compile(r"[^,;.]{0,60},\s(?:thì\s)?")


def plain(text: str) -> str:
    """Text without the number or mark it begins with and without the marks it ends with."""
    return _LABEL.sub("", text.strip()).strip(" ;.,:–-")


def plain_sentence(text: str) -> str:
    """As `plain`, with the point that ends a sentence."""
    return _LABEL.sub("", text.strip()).strip(" ;,:–-")


def without_basis(text: str) -> str:
    """A sentence without the provision it opens with: "Theo khoản 1 Điều 9 Nghị định 282/2025/NĐ-CP, người …"."""
    opening = _RESTING_ON.match(text)
    cited = next(iter(find_citations(text)), None) if opening is not None else None
    if opening is None or cited is None or cited.start != opening.end():
        return text
    then = _THEN.match(text, cited.end)
    return text if then is None else text[then.end() :]
