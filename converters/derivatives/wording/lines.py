"""What a line of a paper is by its words: a heading, a question, an imprint, the rest of a list that came apart."""

from __future__ import annotations

import re

from converters.derivatives.wording.excerpts import capitalised, tidy
from converters.records.parts.sentences import sentences
from validators.language import legal_paper

MARKER = re.compile(r"^\s*(?:[-–•*+▪►■□◆✓➢]|\(?\d{1,2}[.)]|[a-zđ]\)|[IVX]{1,4}\.)\s+")
_NUMBERING = re.compile(r"^\s*(?:(?:Mục|Phần)\s+)?(?:\d{1,2}|[IVX]{1,5}|[A-EĐ](?=[.)]\s))\s*[.:)/]\s*", re.IGNORECASE)
_SCRAP = re.compile(r"^[^\w“\"(]+(?:\d{1,2}\s+(?=[^\W\d]))?")  # what is left of a drawing beside a heading
_QUESTION_NUMBER = re.compile(r"^.*?\bCâu(?:\s+hỏi)?\s+\d{1,2}\s*[.:)/]\s*")
ANSWER_WORD = re.compile(r"^\W*(?:trả lời|đáp|giải đáp|hỏi)\s*[:.]\s*", re.IGNORECASE)

# What an issuer prints about itself and its paper: never what the law says.
# "Giấy phép lái xe quá hạn …" and "Chịu trách nhiệm hình sự …" are what the law says.
_IMPRINT = (
    "(?:người )?biên soạn", r"chịu trách nhiệm (?:xuất bản|nội dung|bản thảo|in|chính|\w+\W*:)",
    r"cơ quan ban hành\W*:", r"in \d", r"giấy phép (?:xuất bản|số|in)\b", r"giấy phép\W*[:\d]",
)  # fmt: skip
_ABOUT_ITSELF = ("tài liệu (?:này|được|dùng)", "trên đây là")
_CONTACT = (r"(?:địa chỉ|điện thoại|email|website|liên hệ)\b[^.;]{0,40}?(?:[:@\d]|$)", "liên hệ")
_DATE_ALONE = r"ngày \d[^,;.:]{0,40}\W*$"  # "Ngày 27 tháng 6 năm 2025, Quốc hội thông qua Luật …" says something
_PLACE_AND_DATE = r"[^,;.:]{2,40}, ngày \d[^,;.:]{0,40}\W*$"  # "Tân Hưng, ngày 15 tháng 10 năm 2026"
_PRINTED_ABOUT = (legal_paper.HEAD_OR_FOOT, _DATE_ALONE, _PLACE_AND_DATE, *_IMPRINT, *_ABOUT_ITSELF, *_CONTACT)
_FURNITURE = re.compile(rf"^\W*(?:{'|'.join(_PRINTED_ABOUT)})", re.IGNORECASE)


def is_no_statement(text: str) -> bool:
    """Whether it is a letterhead or imprint, a question, the opening of a list, or a line in capitals."""
    if (_FURNITURE.search(text) and not _RESTS_ON.match(text)) or _NAMES_AN_ARTICLE.fullmatch(text):
        return True
    return text.endswith(("?", ":")) or text.isupper()


# "Căn cứ Điều 98 Luật Bảo hiểm xã hội năm 2024, người tham gia được hưởng …", not "Căn cứ Điều 98 Luật …;".
_RESTS_ON = re.compile(
    r"""
    \W*căn[ ]cứ[ ](?:vào[ ])?(?:quy[ ]định[ ](?:tại|của)[ ])?(?:điểm|khoản|điều)\b[^;:]{1,160}?,\s(?:thì[ ])?
    (?!ngày|khoản|điểm|điều|sửa|được[ ]sửa)[^\W\d_].*\b(?:được|phải|không|có|bị|là|cấm)\b.*[^;]$
    """,
    re.IGNORECASE | re.VERBOSE,
)

# "Điều 2 quy định hiệu lực thi hành." says what an article is about, and not what it says.
_NAMES_AN_ARTICLE = re.compile(
    r"""
    \W*(?:Chương|Điều|Mục)[ ][\dIVX]{1,4}(?:[ ][^.:;]{0,40}?)?
    (?:[ ]quy[ ]định(?:[ ]về)?|:|\.|\()
    (?:[ ][^\s.;:,()]+){1,7}\)?\W*
    """,
    re.IGNORECASE | re.VERBOSE,
)

# "II. NỘI DUNG CƠ BẢN CỦA LUẬT" says of what is below it no more than the title does.
_ABOUT_THE_PAPER = re.compile(
    r"""
    \W*(?:(?:phần|chương|mục)[ ][\dIVXa-z]{1,5}\W*|[\dIVX]{1,5}[.:)][ ])?
    (?:(?:một[ ]số|những|các)[ ])?
    (?:nội[ ]dung|quy[ ]định|vấn[ ]đề|điểm|giới[ ]thiệu)
    (?:[ ](?:mới|cơ[ ]bản|chính|chung|chủ[ ]yếu|cụ[ ]thể|nổi[ ]bật|cần[ ]biết))*
    (?:[ ](?:của|trong|về)[ ](?:bộ[ ]luật|luật|nghị|thông|pháp[ ]luật)\b.*)?\W*
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_numbered(heading: str) -> bool:
    """Whether a heading bears a number: "II. XE MÁY", "a) Mức hưởng"."""
    return _NUMBERING.match(heading) is not None or MARKER.match(heading) is not None


def is_about_the_paper(heading: str) -> bool:
    """Whether a heading only says that content follows: "Nội dung cơ bản của Luật", "Quy định chung"."""
    return _ABOUT_THE_PAPER.fullmatch(heading) is not None


def is_torn_off(text: str) -> bool:
    """Whether it is the rest of a list that came apart: "75.000.000 đồng trong …", "hoặc người …"."""
    if MARKER.match(text):
        return False
    letters = text.lstrip(" “\"'(")
    return letters[:1].islower() or re.match(r"\d[\d.,]*\s+(?!đồng/)\w", letters) is not None


_OF_THE_STORY = re.compile(
    r"\b(?:ông|bà|anh|chị|em|cháu|cô|chú|bác|họ|này|đó|trên|vậy|bên|A|B|C|M|N|H)\b", re.IGNORECASE
)


def asked_in(story: str) -> str:
    """The question a case story ends with, where it can be understood without the story; empty if not."""
    last = sentences(tidy(story))[-1]
    return last if last.endswith("?") and not _OF_THE_STORY.search(last) else ""


def as_heading(text: str) -> str | None:
    """A heading without its number; None when what is left is a scrap of a broken line."""
    shown = _NUMBERING.sub("", _QUESTION_NUMBER.sub("", _SCRAP.sub("", tidy(text)))).strip(" .:;")
    whole = shown.count("(") == shown.count(")") and sum(letter.isalpha() for letter in shown) * 2 > len(shown)
    return capitalised(shown) if whole else None
