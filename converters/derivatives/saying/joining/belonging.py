"""Which sentences of a passage belong together: an exception, what comes on top, what points back, with their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from converters.derivatives.saying.account import Reason
from converters.derivatives.saying.provisions import Provision, names_a_place, together
from converters.derivatives.wording.conditions import is_condition
from converters.derivatives.wording.excerpts import carries_on, excepts, opening_with, spares

# "Khi có cháy, bà con gọi ngay số 114."
_CALLS = (
    r"[^.;:]{0,80}?\b(?:gọi|liên hệ)\b[^.;:]{0,40}?\b(?:số|tổng đài|đường dây nóng|hotline)\b"
    r"(?! (?:tiền|lượng|nhà))\D{0,30}\d{3}"
)
TO_THE_READER = opening_with(
    _CALLS, r"(?:nếu )?cần (?:hỏi|biết|tư vấn|hướng dẫn|giải đáp|trợ giúp)(?: thêm)?",
    "gọi", "liên hệ", "chi tiết", "xem thêm", "mời", "hãy", "hoặc dùng", "đường dây nóng", "ví dụ", "chẳng hạn",
    "tổng đài", "số điện thoại", "hotline", "điện thoại", "zalo", "fanpage", "nguồn", "theo dõi",
    "xin (?:trân trọng )?cảm ơn", "trân trọng",
)  # fmt: skip
FINE_ROW = re.compile(r"\bphạt\b", re.IGNORECASE)
FINES_TITLE = re.compile(r"\b(?:mức|khung|bảng|biểu) (?:tiền )?(?:xử )?phạt\b", re.IGNORECASE)
# Right behind a sentence this speaks of that sentence alone, not of the section.
OF_THE_LAST = re.compile(
    r"^\W*(?:(?:quy định|mức phạt|mức|nội dung|quyền) (?:này|đó)\b|đây là (?:mức|quy định|khung)\b)", re.IGNORECASE
)
MOST_PLACES = 3  # provisions that fit the foot of a card
OPENS_FINE = re.compile(r"\bbị phạt (?:tiền )?từ\b", re.IGNORECASE)


def with_exceptions(said: Sequence[str]) -> Sequence[str]:
    """Sentences of a passage, where what excepts something from a condition stays with it: "… Riêng quy định về …"."""
    found: list[str] = []
    for part in said:
        narrows = not is_condition(part) and not names_a_place(part) and narrows_a_condition(part)
        if found and is_condition(found[-1]) and narrows:
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def narrows_a_condition(sentence: str) -> bool:
    """Whether a sentence right behind a condition takes somebody out of it, or says what was begun before it."""
    return excepts(sentence) or spares(sentence) or carries_on(sentence)


def why_no_source(text: str) -> Reason:
    """Why a passage without a provision is left out: it names none, or one whose act is not sure."""
    return Reason.UNSURE_PROVISION if names_a_place(text) else Reason.NO_PROVISION


def source_of(parts: Sequence[str], found: Sequence[Provision | None]) -> Provision | None:
    """The provision of a passage of several sentences; of a few provisions all, of none or one that is not sure none.

    Args:
        parts: The sentences.
        found: What each of them names.
    """
    if any(source is None and names_a_place(part) for part, source in zip(parts, found, strict=True)):
        return None
    labels = {source.label: source for source in found if source is not None}
    precise = [source for source in labels.values() if source.precise]
    acts = frozenset().union(*(source.keys for source in precise))
    if precise and all(source.keys <= acts for source in labels.values()):
        labels = {source.label: source for source in precise}  # the others name their act alone
    if len(labels) == 1:
        return next(iter(labels.values()))
    return together(tuple(labels.values())) if 1 < len(labels) <= MOST_PLACES else None


_ARTICLE = re.compile(r"Điều \d+[a-zđ]?$")


def of_all_its_clauses(source: Provision) -> Provision:
    """The article a clause stands in: what is said beside it rests on another clause of "Điều này"."""
    at = _ARTICLE.search(source.place)
    return replace(source, place=at[0], label=f"{at[0]} {source.act}") if at and source.act else source
