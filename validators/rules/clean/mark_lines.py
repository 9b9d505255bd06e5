"""Lines that are nothing but a mark, whatever stands between their letters: "N.Ộ.I B.Ộ", "BÍ MẬT NHÀ NƯỚC".

A line is asked by its letters alone, so that no sign put between them hides one; what is typed without Vietnamese
letters is a mark too where no other words look so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from validators.language.syllables import base_key
from validators.rules.agreeing.printed_text import bare_lines


class MarkKind(StrEnum):
    """What a mark says."""

    SECRET = "secret"  # noqa: S105  (no password)
    INTERNAL = "internal"


class MarkLine(NamedTuple):
    """A line that is a mark.

    Attributes:
        start: Where it begins in the text.
        size: Its signs.
        text: The line, without the spaces around it.
        kind: What it says.
        is_plain: Neither in capitals nor set off: what a list or a cell may say of something else.
    """

    start: int
    size: int
    text: str
    kind: MarkKind
    is_plain: bool

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + self.size


_LONGEST = 140  # signs of a line that is nothing but a mark
_NO_LETTER = re.compile(r"[\W\d_]+")
_TAG = re.compile(r"<[^<>]{0,200}>")
_HINTS = (  # without marks
    "mat", "noib", "khong", "cam", "secret", "confid", "restric", "internal", "official", "donot", "notfor", "hanch",
    "xong",
)  # fmt: skip
_BORNE_BY = "(?:tàiliệu|vănbản|côngvăn|hồsơ|thôngtin|bản|báocáo|tờtrình|kếhoạch|quyếtđịnh)"
_STATE_SECRET_LONG = 13  # letters of "bí mật nhà nước", without spaces
_STATE_SECRET = "(?:bímật(?:nhànước|quốcgia|quânsự|côngtác))"  # noqa: S105  (no password)
_GRADE = "(?:tuyệtmật|tốimật|mật)"
_SECRET = re.compile(
    rf"""
    (?:{_BORNE_BY}(?:này)?)?(?:thuộc)?(?:danhmục|phạmvi|loại|chếđộ)?{_STATE_SECRET}
        (?:(?:thuộc)?(?:mức)?độ(?:bímật|mật)?{_GRADE})?
    | (?:{_BORNE_BY}(?:này)?|(?:đóng)?dấu|(?:mức)?độ(?:bímật|mật)?)(?:thuộc)?(?:loại|mức)?(?:độ(?:mật)?)?{_GRADE}
    | tuyệtmật | tốimật
    """,
    re.VERBOSE,
)
_UNMARKED_SECRET = re.compile(
    r"(?:(?:tailieu|vanban|congvan|hoso|do)(?:tuyet|toi)?mat|(?:tuyet|toi)mat|bimatnhanuoc|domat(?:tuyet|toi)?mat)"
)
_IN_CAPITALS = re.compile(r"BÍMẬT|MẬT|(?:STRICTLY)?CONFIDENTIAL|(?:TOP)?SECRET|RESTRICTED")
_DEEDS = (
    "(?:sao(?:chép|chụp|lục|in|chup|chep|luc)|chụp(?:ảnh|hình|lại)?|photo(?:copy)?|ghiâm|pháttán|phổbiến|lưutruyền"
    "|chuyểntiếp|côngbố|tiếtlộ|cungcấp|chiasẻ|đăng(?:tải|lên)?|pháthành|tríchdẫn|đưa|tánphát|nhânbản|inấn)"
)
_INTERNAL = re.compile(
    rf"""
    (?:{_BORNE_BY}(?:này)?(?:mật)?)?
    (?:
        (?:chỉ)?(?:được)?(?:để)?(?:lưuhành|phổbiến|pháthành|phụcvụ|sửdụng|dùng|thamkhảo|đọc|xem)(?:hạnchế)?
            (?:trong|cho)?(?:phạmvi)?nộibộ(?:cơquan|đơnvị|ngành|đảng|sở)?
        | nộibộ | (?:lưuhành|pháthành|phổbiến)hạnchế | hạnchế(?:lưuhành|pháthành|phổbiến)
        | (?:(?:tuyệtđối|nghiêm)?(?:cấm|không)(?:được|phép|tự|tùy|tuỳ|tiện|ý)*{_DEEDS}
            (?:(?:và|hoặc|hay|không|được|cấm|phép)*{_DEEDS})*
            (?:(?:tàiliệu|vănbản)(?:này)?)?(?:dưới(?:mọi|bấtkỳ|bấtkì)hìnhthức(?:nào)?)?
            (?:(?:ra|lên|cho)*(?:bên)?(?:ngoài|côngchúng|mạng|mạngxãhội|internet|ngườikhác))?)
        | (?:xem|đọc|họp|dùng)xong(?:thì|phải|xin)?(?:thuhồi(?:tàiliệu)?|trảlại|hủy|huỷ|tiêuhủy|nộplại)
    )+
    """,
    re.VERBOSE,
)
_UNMARKED_INTERNAL = re.compile(base_key(_INTERNAL.pattern), re.VERBOSE)
_ENGLISH_INTERNAL = re.compile(
    r"""
    (?:for)?(?:internal|official)use(?:only)? | notfor(?:public)?(?:release|distribution|circulation)
    | donot(?:copy|distribute|circulate|share|forward)(?:or(?:copy|distribute))?
    """,
    re.VERBOSE,
)
# A title runs over lines: "TÌM HIỂU LUẬT BẢO VỆ | BÍ MẬT NHÀ NƯỚC". And headings have numbers, questions their sign.
_GOES_ON = re.compile(
    r"""
    (?:bảo[ ]vệ|giữ|giữ[ ]gìn|làm[ ]lộ|lộ|mất|về|của|luật|là|thuộc|phạm[ ]vi|danh[ ]mục|và|quản[ ]lý|chứa|lập|độ)\W*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_GONE_ON = re.compile(r"\W*(?:là|gồm|được|và|trong|theo|có|của|năm|số|đối)(?!\w)", re.IGNORECASE)
_HEADS = re.compile(r"\W*(?:\d{1,3}|[IVX]{1,5}|[a-zđ])[.)/]\s|.*[?:]\s*$")
_LISTED = re.compile(r"\s*[-+•*]\s|\s*[a-zđ\d]{1,2}[.)]\s")


def mark_lines(text: str) -> Iterator[MarkLine]:
    """Every line that is nothing but a mark.

    Args:
        text: Letters composed (NFC).
    """
    lines = text.split("\n")
    likely = _likely_marks(lines)
    before, start = "", 0
    for at, line in enumerate(lines) if likely else ():
        kind = _kind_of(line) if at in likely else None
        if kind and not (len(line) >= _STATE_SECRET_LONG and _is_of_a_title(before, line, lines[at + 1 : at + 2])):
            yield MarkLine(start, len(line), line.strip(), kind, _is_plain(line))
        before = line or before
        start += len(line) + 1


def _likely_marks(lines: list[str]) -> AbstractSet[int]:
    """The lines that hold one of the words without which nothing is a mark, all told apart at once: next to none do."""
    short = {at: line for at, line in enumerate(lines) if len(line) <= _LONGEST}
    said = bare_lines(short.values())
    if said is None or any("<" in line for line in short.values()):
        return short.keys()  # signs nobody knows by heart; letters of a tag are none of the line
    joined = "".join(said)
    hints = [hint for hint in _HINTS if hint in joined]
    return {at for at, line in zip(short, said, strict=True) if any(hint in line for hint in hints)} if hints else set()


def _is_of_a_title(before: str, line: str, after: list[str]) -> bool:
    return bool(
        "nhànước" in _NO_LETTER.sub("", line).casefold()
        and (_HEADS.match(line) or _GOES_ON.search(before) or (after and _GONE_ON.match(after[0])))
    )


@lru_cache(maxsize=4096)
def _is_plain(line: str) -> bool:
    return _LISTED.match(line) is not None or not line.isupper()


@lru_cache(maxsize=4096)
def _kind_of(line: str) -> MarkKind | None:
    # Of most lines spaces alone part the letters, and taking them out is quicker without the expression.
    letters = _NO_LETTER.sub("", (_TAG.sub("", line) if "<" in line else line).replace(" ", ""))
    folded = letters.casefold()
    if _SECRET.fullmatch(folded) or _IN_CAPITALS.fullmatch(letters):
        return MarkKind.SECRET
    if _INTERNAL.fullmatch(folded) or _ENGLISH_INTERNAL.fullmatch(folded):
        return MarkKind.INTERNAL
    if not letters.isascii():
        return None
    if _UNMARKED_SECRET.fullmatch(folded):
        return MarkKind.SECRET
    return MarkKind.INTERNAL if _UNMARKED_INTERNAL.fullmatch(folded) else None
