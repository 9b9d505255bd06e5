"""Treaties, which are named by title: "Công ước của Liên hợp quốc về quyền trẻ em", "Hiệp định Paris".

Source: Luật 108/2016/QH13 Điều 2.1 (names of treaties). Nothing marks where the title ends; it ends at a sign, a year
or a word with which a sentence goes on. "Hiệp định được ký" and "các Công ước quốc tế" name none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from validators.citations.acts.act_types import type_named
from validators.citations.mentions import ActMention, ActName
from validators.language.syllables import is_syllable

_NAMES = ("Công ước", "Hiệp định", "Nghị định thư", "Hiệp ước")
_GOES_ON = (
    r"(?:quy định|được(?! đi làm việc)|đã|có|là|thì|này|đó|nêu|mà|khi|trong(?! lĩnh vực)"
    r"|yêu cầu|cấm|cho|xác định|ghi nhận|bảo đảm|khẳng định"
    r"|nghiêm cấm|đòi hỏi|(?<!bắt )buộc|nhằm|cũng|sẽ|(?<!hàng )không|phải|vào|ngày|năm|từ|theo|tại|như|sau|trước"
    r"|chậm|gồm|bao gồm|cùng|giai đoạn|để|nếu|đối với|áp dụng|kèm|ở|trên)"
)
"""Words with which a sentence goes on after the title."""
_OPENS_NONE = rf"(?:{_GOES_ON}|ký|ký kết|vay|số|do)"
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
_YEAR = re.compile(r",?\s{1,3}\(?(?:năm\s{1,2})?(?P<year>(?:19|20)\d\d)\)?(?![\d/]|\s?-\s?\d)")
_ON_WHAT_AFTER_YEAR = re.compile(
    rf"""
    \s{{1,3}}(?P<title>(?:về|chống)\s[^\d.;:()“”"/]{{2,200}}?)
    (?=\s{{0,3}}(?:[.;:()“”"\d/]|$) |,?\s{{1,3}}{_GOES_ON.replace(" ", "[ ]")}(?!\w))
    """,
    re.VERBOSE,
)
"""What a treaty named by its city is on, behind its year: "Công ước Viên năm 1963 về quan hệ lãnh sự"."""
_ON_WHAT = re.compile(r"(?:về|chống|khung về|xóa bỏ|xoá bỏ|phòng|quốc tế về|đa phương về)\s")
_PARTIES = re.compile(r"(?:quốc tế|giữa)\s(?P<name>\w)")
_NAME = re.compile(r"[A-Za-z]+(?:(?: - |[ -])[A-Z][A-Za-z]*(?!\w))*(?!\w)")
_DANGLING = re.compile(r"(?:\s(?:và|với|của|các|những|hoặc))+$")
_NEXT_CLAUSE = re.compile(
    r"""
    ,\s(?!(?<=phòng,\s)chống
       |thương[ ]mại|đầu[ ]tư|xã[ ]hội|văn[ ]hóa|văn[ ]hoá|vô[ ]nhân|chính[ ]trị|dân[ ]sự|thực[ ]vật|cấp[ ]chứng|và\s)
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
    match = _TREATY.search(levelled)
    while match is not None:
        mention = _mention(levelled, match)
        if mention is not None:
            yield mention
        # What was read past the end of a title may name the next treaty ("Hiệp định EVFTA và Hiệp định RCEP").
        match = _TREATY.search(levelled, match.end() if mention is None else mention.end)


def _mention(levelled: str, match: re.Match[str]) -> ActMention | None:
    printed = _DANGLING.sub("", _own_part(match["title"] or ""))
    end = match.end() if match["title"] is None else match.start("title") + len(printed)
    title = " ".join(printed.split()).strip(" ,-")
    year = _YEAR.match(levelled, end, end + 16)
    numbered = match["number"] and (match["organ"] or match["body"])
    if not numbered and not (title and (year is not None or _names_a_treaty(title))):
        return None
    name = ActName(
        type_named(match["type"]),
        match["number"],
        None if year is None else int(year["year"]),
        match["organ"] or match["body"],
        title=title or None,
    )
    end = end if year is None else year.end("year")
    mention = ActMention(match.start(), end, name, how="title" if title else "number")
    return _with_subject(levelled, mention) if year is not None and title and " về " not in f" {title}" else mention


def _with_subject(levelled: str, mention: ActMention) -> ActMention:
    """A treaty named by its city and year with what follows on its subject."""
    match = _ON_WHAT_AFTER_YEAR.match(levelled, mention.end, mention.end + 260)
    subject = "" if match is None else _DANGLING.sub("", _own_part(match["title"]))
    if match is None or not subject:
        return mention
    act = replace(mention.act, title=" ".join(f"{mention.act.title} {subject}".split()).strip(" ,-"))
    return replace(mention, end=match.start("title") + len(subject), act=act)


def _own_part(printed: str) -> str:
    """The title without the sentence around it; initials and cities are a treaty's whole name ("STCW", "Kyoto")."""
    name = _NAME.match(printed)
    if name is not None and not printed.startswith(" về", name.end()):
        words = re.findall(r"[A-Za-z]+", name.group())
        if all(word.isupper() or not is_syllable(word.lower()) for word in words):
            return name.group()
    stop = _NEXT_CLAUSE.search(printed)
    return printed if stop is None else printed[: stop.start()]


def _names_a_treaty(title: str) -> bool:
    parties = _PARTIES.match(title)
    return (
        title[0].isupper() or _ON_WHAT.match(title) is not None or (parties is not None and parties["name"].isupper())
    )
