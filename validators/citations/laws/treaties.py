"""Treaties, which are named by title: "Công ước của Liên hợp quốc về quyền trẻ em", "Hiệp định Paris".

Source: Luật 108/2016/QH13 Điều 2.1 (names of treaties). Nothing marks where the title ends; it ends at a sign, a year
or a word with which a sentence goes on. "Hiệp định được ký" and "các Công ước quốc tế" name none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.citations.acts.act_types import type_named
from validators.citations.mentions import ActMention, ActName

_NAMES = ("Công ước", "Hiệp định", "Nghị định thư", "Hiệp ước")
_GOES_ON = (
    r"(?:quy định|được|đã|có|là|thì|này|đó|nêu|mà|khi|trong đó|yêu cầu|cấm|cho phép|xác định|ghi nhận|bảo đảm"
    r"|khẳng định|nghiêm cấm|đòi hỏi|buộc|nhằm|cũng|sẽ|không|phải|do|vào|ngày|năm|từ|theo|tại|nêu trên)"
)
_OPENS_NONE = rf"(?:{_GOES_ON}|ký|ký kết|vay|số)"
_BODY = r"(?:Liên [Hh](?:ợ|iệ)p [Qq]uốc|LHQ|ILO|Tổ chức Lao động quốc tế|ASEAN)"
_TREATY = re.compile(
    rf"""
    (?<!\w)(?P<type>{"|".join(name.replace(" ", "[ ]") for name in _NAMES)})
    (?:\s{{1,3}}của\s(?P<organ>{_BODY.replace(" ", "[ ]")}))?
    (?:\s{{1,3}}số\s{{1,2}}(?P<number>\d{{1,3}})(?:\scủa\s(?P<body>{_BODY.replace(" ", "[ ]")}))?)?
    (?:\s{{1,3}}(?P<title>(?!{_OPENS_NONE.replace(" ", "[ ]")}(?![^\W_]))[^\d.;:()“”"/]{{2,200}}?))?
    (?=\s{{0,3}}(?:[.;:()“”"\d/]|$)
     |,?\s{{1,3}}{_GOES_ON.replace(" ", "[ ]")}(?!\w)
     |,\s(?:Luật|Bộ[ ]luật|Nghị|Công[ ]ước|Hiệp[ ]định))
    """,
    re.VERBOSE,
)
_YEAR = re.compile(r",?\s{1,3}\(?(?:năm\s{1,2})?(?P<year>(?:19|20)\d\d)\)?(?![\d/])")
_ON_WHAT = re.compile(r"(?:^|\s)(?:về|chống|khung về|xóa bỏ|xoá bỏ|phòng|bảo hộ|quốc tế về|đa phương về)\s")
_NEXT_CLAUSE = re.compile(
    r"""
    ,\s(?!thương[ ]mại|đầu[ ]tư|xã[ ]hội|văn[ ]hóa|văn[ ]hoá|vô[ ]nhân|chính[ ]trị|dân[ ]sự|và\s)
    |\s(?:và|hoặc)\s(?:các\s)?
     (?=(?:văn[ ]bản|(?:pháp[ ])?[Ll]uật|Bộ[ ]luật|[Cc]ông[ ]ước|[Hh]iệp[ ]định|điều[ ]ước|Nghị)\s)
    """,
    re.VERBOSE,
)
"""Where what follows a comma or "và" is no longer the treaty's title; subjects of treaties go on over both."""


def find_treaties(levelled: str) -> Iterator[ActMention]:
    """Every treaty named by its title, or by its number where its body numbers them.

    Args:
        levelled: A text after `repair.level`.
    """
    if not any(name in levelled for name in _NAMES):
        return
    for match in _TREATY.finditer(levelled):
        mention = _mention(levelled, match)
        if mention is not None:
            yield mention


def _mention(levelled: str, match: re.Match[str]) -> ActMention | None:
    printed = match["title"] or ""
    title, end = printed, match.end()
    stop = _NEXT_CLAUSE.search(printed)
    if stop is not None:
        title, end = printed[: stop.start()], match.start("title") + stop.start()
    title = " ".join(title.split()).strip(" ,-")
    named = any(map(str.isupper, title)) or _ON_WHAT.search(f"{title} ") is not None
    if not named and not (match["number"] and (match["organ"] or match["body"])):
        return None
    year = _YEAR.match(levelled, end, end + 16)
    organ = match["organ"] or match["body"]
    name = ActName(
        type_named(match["type"]),
        match["number"],
        int(year["year"]) if year is not None else None,
        organ,
        None,
        title or None,
    )
    return ActMention(
        match.start(), year.end("year") if year is not None else end, name, how="title" if title else "number"
    )
