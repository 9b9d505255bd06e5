"""Laws, codes, ordinances and the Constitution, which are named by title rather than by number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from validators.citations.acts.act_types import type_named
from validators.citations.acts.numbers import ActNumber
from validators.citations.laws.no_laws import BEFORE_REACH, NO_LAW_AFTER, NO_LAW_BEFORE
from validators.citations.laws.titles import ABBREVIATIONS, is_known, title_after, title_key
from validators.citations.mentions import ActMention, ActName, with_tail
from validators.language import legal_paper
from validators.language.syllables import CAPITALS

_LAW = re.compile(
    r"(?:(?<!\w)|(?<=Căn cứ))(?<!pháp )(?<!Pháp )(?<!PHÁP )"
    r"(?P<type>B[ộôọo] [Ll]u[ậâạăa]t|Lu[ậâạăa]t|LU[ẬÂẠA]T|Ph[áàa]p l[ệêẹe]nh|Hi[ếêéề]n ph[áàa]p)(?!\w)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\s{1,3}(?:này|nêu trên|nói trên|dẫn trên|trên đây|vừa nêu|đã nêu|đó|trên)(?!\w)")
_TO_NUMBER = re.compile(r"\s{0,3}(?:\(sửa đổi(?:, bổ sung)?\))?,?\s{0,3}(?:[Ss][ốôổỏóòo6]|SỐ)?\s{0,2}:?\s{0,3}")
_NUMBER_IN_BRACKETS = re.compile(
    r"\s{0,3}\(\s?(?:(?:Bộ luật|Luật|Pháp lệnh)\s{1,2})?(?:[Ss]ố|SỐ)\s{0,2}:?\s{0,2}(?=\d)"
)
_TITLE_IN_BRACKETS = re.compile(rf"\s{{0,3}}\(\s?(?:Bộ luật|Luật|Pháp lệnh)\s{{1,2}}(?=[{CAPITALS}])")
_AMENDED_IN = re.compile(
    r"""
    \s{0,3},?\s?(?P<bracket>\()?(?:đã\s)?(?:được\s)?(?:sửa[ ]đổi|bổ[ ]sung)(?:,?\s(?:và\s)?bổ[ ]sung)?
    (?:\svào)?(?:\scác)?\s(?(bracket)(?:năm\s{1,2})?|năm\s{1,2})
    (?:(?:19|20)\d\d(?:,|\svà)\s{1,2}(?:năm\s)?){0,4}(?P<year>(?:19|20)\d\d)(?![\d/])\)?
    """,
    re.VERBOSE,
)
_YEAR = re.compile(
    r"(?:\s{1,3}\(sửa đổi(?:, bổ sung)?\))?\s{1,3}\(?(?:(?:năm|NĂM)\s{1,3})?(?P<year>(?:19|20)\d\d)\)?(?![\d/]|\.\d)"
)
_AMENDING_TITLE = re.compile(r"(?:sửa đổi|bổ sung)", re.IGNORECASE)
_AMENDED = re.compile(r"\s{0,3},?\s?(?:(?:đã )?được (?:sửa đổi|bổ sung)|và (?:Bộ l|L)uật)")
_STATE = re.compile(rf"\s{{1,3}}nước {legal_paper.STATE_NAME_IN_TEXT}")
_CODES = frozenset(title_key(title) for title in ("Hình sự", "Dân sự", "Lao động", "Tố tụng hình sự", "Tố tụng dân sự"))
_ABBREVIATION = re.compile(r"(?<!\w)(?:BLTTHS|BLTTDS|BLHS|BLDS|BLLĐ|LHNGĐ|LHN&GĐ)(?!\w)")


def law_mentions(levelled: str, numbers: Mapping[int, ActNumber], *, scanned: bool = False) -> Iterator[ActMention]:
    """Every law named by title or number.

    Args:
        levelled: A text after `repair.level`.
        numbers: The numbers found in it, by where they start.
        scanned: See `find.find_citations`.
    """
    outer_end = said_twice_end = -1
    free = dict(numbers)
    for match in _LAW.finditer(levelled):
        if match.start() < said_twice_end or _is_no_law(levelled, match):
            continue
        inside = match.start() < outer_end
        mention = _law(levelled, match, free, inside=inside, scanned=scanned)
        if mention is None:
            continue
        if mention.number is not None:
            free.pop(mention.number.start, None)
            # "Luật X (Luật số 5/2020/QH14)" names one law twice.
            said_twice_end = mention.end if levelled[mention.end - 1] == ")" else said_twice_end
        if not inside and mention.act.title and _is_amending(mention.act.title):
            outer_end = mention.end
        yield mention
    for match in _ABBREVIATION.finditer(levelled):
        slug, title = ABBREVIATIONS[match.group()]
        mention = ActMention(match.start(), match.end(), ActName(slug, title=title), how="abbreviation")
        yield _with_amendment(levelled, _with_year(levelled, mention))


def _is_no_law(levelled: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if _SHORT.match(levelled, end, end + 14):
        return True
    if match["type"][0] in "Hh":
        return False
    if NO_LAW_AFTER.match(levelled, end, end + 24):
        return True
    return NO_LAW_BEFORE.search(levelled[max(0, start - BEFORE_REACH) : start]) is not None


def _law(
    levelled: str, match: re.Match[str], numbers: Mapping[int, ActNumber], *, inside: bool, scanned: bool
) -> ActMention | None:
    slug = type_named(match["type"]) or "luat"
    if slug == "hien-phap":
        return _constitution(levelled, match)
    number = _number_at(levelled, match.end(), numbers)
    if number is not None:
        return _numbered(levelled, match, slug, number, scanned=scanned)
    found = title_after(levelled, _first_letter(levelled, match.end()), scanned=scanned)
    title, end = found.text, found.end
    if not title:
        return None
    mention = ActMention(match.start(), end, ActName(slug, title=title), how=found.how)
    number = _number_at(levelled, end, numbers)
    if inside and number is None:
        # The date after an amending law's title is the amending law's, not that of the law named inside it.
        return mention if is_known(title) else None
    if number is not None and not (_is_amending(title) and _belongs_inside(levelled, match.start(), number.end)):
        mention = _with_number(mention, number)
    mention = _with_amendment(levelled, _with_year(levelled, mention))
    mention = _with_amendment(levelled, with_tail(levelled, _with_number_in_brackets(levelled, mention, numbers)))
    return mention if _is_believable(match["type"], title, mention) else None


def _with_number(mention: ActMention, number: ActNumber) -> ActMention:
    how = "number" if mention.how == "title" else mention.how
    act = replace(mention.act, number=number.text, year=number.year)
    return replace(mention, end=number.end, number=number, act=act, how=how)


def _with_number_in_brackets(levelled: str, mention: ActMention, numbers: Mapping[int, ActNumber]) -> ActMention:
    """Forms like "Luật Bảo vệ dữ liệu cá nhân (Luật số 91/2025/QH15)", the date before the closing bracket too."""
    bracket = _NUMBER_IN_BRACKETS.match(levelled, mention.end, mention.end + 40)
    number = numbers.get(bracket.end()) if bracket is not None else None
    if number is None or mention.number is not None:
        return mention
    mention = with_tail(levelled, _with_number(mention, number))
    return replace(mention, end=mention.end + 1) if levelled[mention.end : mention.end + 1] == ")" else mention


def _with_amendment(levelled: str, mention: ActMention) -> ActMention:
    """Forms like "Bộ luật Hình sự năm 2015 (sửa đổi, bổ sung năm 2017)"."""
    match = _AMENDED_IN.match(levelled, mention.end, mention.end + 90)
    if match is None or mention.act.amended_in is not None:
        return mention
    return replace(mention, end=match.end(), act=replace(mention.act, amended_in=int(match["year"])))


def _belongs_inside(levelled: str, start: int, end: int) -> bool:
    """Whether the number after "Luật sửa đổi … của Luật X" is that of Luật X."""
    return levelled[max(0, start - 10) : start].rstrip().endswith("ban hành") or bool(
        _AMENDED.match(levelled, end, end + 24)
    )


def _is_amending(title: str) -> bool:
    return _AMENDING_TITLE.match(title) is not None


def _first_letter(levelled: str, start: int) -> int:
    return start + len(levelled[start : start + 4]) - len(levelled[start : start + 4].lstrip(" "))


def _number_at(levelled: str, start: int, numbers: Mapping[int, ActNumber]) -> ActNumber | None:
    match = _TO_NUMBER.match(levelled, start, start + 40)
    return numbers.get(match.end()) if match is not None else None


def _numbered(levelled: str, match: re.Match[str], slug: str, number: ActNumber, *, scanned: bool) -> ActMention:
    """Forms like "Luật số 51/2019/QH14 sửa đổi, bổ sung một số điều của Luật …" and "Luật số 91/2025/QH15 (Luật …)"."""
    mention = ActMention(match.start(), number.end, ActName(slug, number.text, number.year), number)
    mention = with_tail(levelled, mention)
    start = _first_letter(levelled, mention.end)
    if _AMENDING_TITLE.match(levelled, start, start + 10):
        found = title_after(levelled, start, scanned=scanned)
        how = found.how if found.mended else mention.how
        return (
            replace(mention, end=found.end, act=replace(mention.act, title=found.text), how=how)
            if found.text
            else mention
        )
    bracket = _TITLE_IN_BRACKETS.match(levelled, mention.end, mention.end + 20)
    if bracket is not None:
        found = title_after(levelled, bracket.end())
        if found.text and levelled[found.end : found.end + 1] == ")":
            return replace(mention, end=found.end + 1, act=replace(mention.act, title=found.text))
    return _with_amendment(levelled, mention)


def _constitution(levelled: str, match: re.Match[str]) -> ActMention:
    state = _STATE.match(levelled, match.end(), match.end() + 60)
    end = match.end() if state is None else state.end()
    mention = ActMention(match.start(), end, ActName("hien-phap"), how="title")
    return with_tail(levelled, _with_amendment(levelled, _with_year(levelled, mention)))


def _with_year(levelled: str, mention: ActMention) -> ActMention:
    match = _YEAR.match(levelled, mention.end, mention.end + 20)
    if match is None or mention.act.year is not None:
        return mention
    return replace(mention, end=match.end("year"), act=replace(mention.act, year=int(match["year"])))


def _is_believable(word: str, title: str, mention: ActMention) -> bool:
    """Keep "luật dân sự", the branch of law, apart from "Luật Dân sự", and "Luật Hình sự" from the code."""
    anchored = mention.number is not None or mention.act.year is not None or mention.date_printed is not None
    if anchored:
        return True
    if mention.act.type == "luat" and title_key(title) in _CODES:
        return False
    if word[0].islower():
        return title[0].isupper() and is_known(title)
    # A title of one syllable is a common word unless it is written as a name: "luật giá trị" is no Luật Giá.
    return title[0].isupper() or (is_known(title) and " " in title) or _is_amending(title)
