"""What opens a division of an act: parts, chapters, sections, articles, clauses, points; and what opens a new act.

Numbering: NĐ 30/2020/NĐ-CP Annex I, II.6.đ. Scanners lose marks ("Điêu"), take digits for letters ("Điều l2") and Đ for
D; raised numbers of footnotes stand after a label.
"""

from __future__ import annotations

import re

from validators.language.detector import Detector, DetectorTable, WordingTable, wording
from validators.language.legal_paper import one_of

_NUMBERING = "NĐ 30/2020/NĐ-CP Annex I, II.6.đ"
_NOTE = r"[⁰¹²³⁴-⁹]{0,4}"
_LARGE_WORDS = ("PHẦN", "Phần", "CHƯƠNG", "Chương", "Chuơng", "MỤC", "Mục", "TIỂU MỤC", "Tiểu mục")
_LARGE_LABELS = (r"(?:thứ|THỨ)\s{1,2}[^\W\d_]{2,5}", "[IVXLC1l]{1,7}[a-z]?", r"\d{1,2}", "[A-ZĐ]")
_LARGE = re.compile(
    rf"(?P<word>{'|'.join(_LARGE_WORDS)})\s{{1,3}}(?P<label>{'|'.join(_LARGE_LABELS)})"
    r"(?=\s{0,2}(?:$|[.:,–-]|\s\D))\s{0,3}[.:–-]?\s{0,3}"
)
_ARTICLE = re.compile(
    r"(?:ĐIỀU|(?:Đ|Ð|D)i[êềếểễệe]u)\s{1,3}(?P<label>[\dlIO]{1,4}[a-zđ]?)"
    rf"\s{{0,2}}(?:[.:]{_NOTE}\s{{0,3}}|$|\s(?=[A-ZĐ]))"
)
_CLAUSE = re.compile(rf"(?P<label>\d{{1,3}}[a-zđ]?|[lI])\s{{0,2}}[.)/]{_NOTE}\s{{1,3}}(?=\S)")
POINT = re.compile(rf"(?P<label>[a-zđ]\d{{0,2}}|[a-zđ]\.\d|[ðd]d)\s{{0,2}}\){_NOTE}\s{{0,3}}(?=\S)")
_ACTS = (
    "Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh", "Nghị (?:định|quyết)", "Quyết định", "Thông tư", "Chỉ thị", "Quy chế",
    "Quy định", "Điều lệ",
)  # fmt: skip
_CITING = re.compile(rf"{one_of(*_ACTS)}\b")
_LONGEST_TITLE = 320  # characters of the title of a chapter


def _large(text: str) -> re.Match[str] | None:
    match = _LARGE.match(text)
    if match is None or match.end() == len(text):
        return match
    rest = text[match.end() :]
    as_title = rest.isupper() or (not rest.rstrip().endswith((".", ";", ",")) and rest[:1].isupper())
    return match if len(text) <= _LONGEST_TITLE and as_title else None


def _article(text: str) -> re.Match[str] | None:
    match = _ARTICLE.match(text)
    if match is None or match.group().rstrip()[-1:] in {".", ":"}:
        return match
    # "Điều 8 Luật Hôn nhân và gia đình quy định …" begins a sentence, not an article.
    return None if _CITING.match(text, match.end()) else match


def _clause(text: str) -> re.Match[str] | None:
    match = _CLAUSE.match(text)
    return match if match is not None and ("." in match.group() or ")" not in match.group()) else None


LARGE_DIVISIONS: DetectorTable[str, re.Match[str]] = DetectorTable(
    "content/large-divisions",
    (
        Detector(
            name="large",
            source=_NUMBERING,
            gains="parts, chapters and sections with their labels and titles",
            positive=("Chương II", "PHẦN THỨ NHẤT", "Mục 2. QUYỀN VÀ NGHĨA VỤ", "Chương l QUY ĐỊNH CHUNG"),
            negative=(
                "Phần lớn người dân",
                "Chương trình công tác",
                "Mục 2 Chương này quy định như sau.",
            ),
            find=_large,
        ),
    ),
)
ARTICLES: DetectorTable[str, re.Match[str]] = DetectorTable(
    "content/articles",
    (
        Detector(
            name="article",
            source=_NUMBERING,
            gains="articles with their labels; without any, clauses and points are headings and lists",
            positive=("Điều 5. Phạm vi", "Điêu l2: Hiệu lực", "ĐIỀU 3", "Điều 8 Người lao động"),
            negative=("Điều 8 Luật Hôn nhân và gia đình quy định", "Điều kiện cấp phép", "Theo Điều 5."),
            find=_article,
        ),
    ),
)
SMALL_DIVISIONS: DetectorTable[str, re.Match[str]] = DetectorTable(
    "content/small-divisions",
    (
        Detector(
            name="clause",
            source=_NUMBERING,
            gains="clauses inside articles",
            positive=("1. Người dân có quyền", "2a.¹ Bãi bỏ", "l. Người dân"),
            negative=("1) Người dân", "15 ngày", "1.000 đồng"),
            find=_clause,
        ),
        Detector(
            name="point",
            source=_NUMBERING,
            gains="points inside clauses",
            positive=("a) Phạt cảnh cáo", "đ)Tịch thu", "b1)² Thu hồi"),
            negative=("(a) Phạt", "a. Phạt", "và) Phạt"),
            find=POINT.match,
        ),
    ),
)
"""Only inside articles: elsewhere "1." and "a)" are headings and items of lists."""

NEW_PARTS = WordingTable(
    "content/new-parts",
    (
        wording(
            "annex",
            r"(?:PHỤ LỤC|Phụ lục|MẪU SỐ|Mẫu số|Biểu mẫu)\s{0,3}(?:số\s)?[IVX\dA-Z]{0,6}\b[.:]?\s{0,3}.{0,120}$",
            source="NĐ 30/2020/NĐ-CP Annex I, III.1",
            gains="annexes and forms stand beside the act, not inside its last article",
            positive=("PHỤ LỤC I", "Mẫu số 02 ĐƠN ĐỀ NGHỊ"),
            negative=("Theo Phụ lục I", "Mẫu đơn"),
        ),
        wording(
            "attached-act",
            r"(?:QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|HƯỚNG DẪN|DANH MỤC|DANH SÁCH)\s{0,3}$",
            source="NĐ 30/2020/NĐ-CP Annex I, III.2: texts issued with a decision",
            gains="a regulation stands beside the decision that issues it",
            positive=("QUY CHẾ", "DANH MỤC", "DANH SÁCH"),
            negative=("QUY CHẾ LÀM VIỆC", "Quy chế"),
        ),
    ),
)


def match_article(text: str) -> re.Match[str] | None:
    """The opening "Điều 5." of an article; None when the text only cites one."""
    return ARTICLES.first(text)


def match_small(text: str) -> re.Match[str] | None:
    """The opening "1." of a clause or "a)" of a point, as they stand inside articles."""
    return SMALL_DIVISIONS.first(text)


def is_point(text: str) -> bool:
    """Whether a text opens with a label of a point, which outside articles is one of an item."""
    return POINT.match(text) is not None


def names_large_division(text: str) -> bool:
    """Whether a text begins with a part's, chapter's or section's word and label, be it a sentence or a title."""
    return _LARGE.match(text) is not None


def numbers_clause(text: str) -> bool:
    """Whether a text begins with a number as clauses have it, with a point or with a bracket."""
    return _CLAUSE.match(text) is not None
