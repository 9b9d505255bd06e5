"""Laws, codes, ordinances and the Constitution, which are named by title rather than by number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from validators.citations.acts.act_types import type_named
from validators.citations.acts.numbers import ActNumber
from validators.citations.laws.titles import ABBREVIATIONS, is_known, title_after, title_key
from validators.citations.mentions import ActMention, ActName, with_tail
from validators.language import legal_paper

_LAW = re.compile(
    r"(?:(?<!\w)|(?<=Căn cứ))(?<!pháp )(?<!Pháp )(?<!PHÁP )"
    r"(?P<type>B[ộôọo] [Ll]u[ậâạăa]t|Lu[ậâạăa]t|LU[ẬÂẠA]T|Ph[áàa]p l[ệêẹe]nh|Hi[ếêéề]n ph[áàa]p)(?!\w)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\s{1,3}(?:này|nêu trên|nói trên|dẫn trên|trên đây|vừa nêu|đã nêu|đó|trên)(?!\w)")
_TO_NUMBER = re.compile(r"\s{0,3}(?:\(sửa đổi(?:, bổ sung)?\))?,?\s{0,3}(?:[Ss][ốôổỏóòo6]|SỐ)?\s{0,2}:?\s{0,3}")
_YEAR = re.compile(r"\s{1,3}\(?(?:(?:năm|NĂM)\s{1,3})?(?P<year>(?:19|20)\d\d)\)?(?![\d/]|\.\d)")
_AMENDING_TITLE = re.compile(r"(?:sửa đổi|bổ sung)", re.IGNORECASE)
_AMENDED = re.compile(r"\s{0,3},?\s?(?:(?:đã )?được (?:sửa đổi|bổ sung)|và (?:Bộ l|L)uật)")
_STATE = re.compile(rf"\s{{1,3}}nước {legal_paper.STATE_NAME_IN_TEXT}")
_CODES = frozenset(title_key(title) for title in ("Hình sự", "Dân sự", "Lao động", "Tố tụng hình sự", "Tố tụng dân sự"))
_ABBREVIATION = re.compile(r"(?<!\w)(?:BLTTHS|BLTTDS|BLHS|BLDS|BLLĐ|LHNGĐ|LHN&GĐ)(?!\w)")


def law_mentions(levelled: str, numbers: Mapping[int, ActNumber]) -> Iterator[ActMention]:
    """Every law named by title or number.

    Args:
        levelled: A text after `repair.level`.
        numbers: The numbers found in it, by where they start.
    """
    outer_end = -1
    free = dict(numbers)
    for match in _LAW.finditer(levelled):
        if _SHORT.match(levelled, match.end(), match.end() + 14):
            continue
        inside = match.start() < outer_end
        mention = _law(levelled, match, free, inside=inside)
        if mention is None:
            continue
        if mention.number is not None:
            free.pop(mention.number.start, None)
        if not inside and mention.act.title and _is_amending(mention.act.title):
            outer_end = mention.end
        yield mention
    for match in _ABBREVIATION.finditer(levelled):
        slug, title = ABBREVIATIONS[match.group()]
        yield _with_year(levelled, ActMention(match.start(), match.end(), ActName(slug, title=title)))


def _law(levelled: str, match: re.Match[str], numbers: Mapping[int, ActNumber], *, inside: bool) -> ActMention | None:
    slug = type_named(match["type"]) or "luat"
    if slug == "hien-phap":
        return _constitution(levelled, match)
    number = _number_at(levelled, match.end(), numbers)
    if number is not None:
        return _numbered(levelled, match, slug, number)
    found = title_after(levelled, _first_letter(levelled, match.end()))
    title, end = found.text, found.end
    if not title:
        return None
    mention = ActMention(match.start(), end, ActName(slug, title=title), mended=found.mended)
    number = _number_at(levelled, end, numbers)
    if inside and number is None:
        # The date after an amending law's title is the amending law's, not that of the law named inside it.
        return mention if is_known(title) else None
    if number is not None and not (_is_amending(title) and _belongs_inside(levelled, match.start(), number.end)):
        mention = replace(mention, end=number.end, number=number)
        mention = replace(mention, act=replace(mention.act, number=number.text, year=number.year))
    mention = with_tail(levelled, _with_year(levelled, mention))
    return mention if _is_believable(match["type"], title, mention) else None


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


def _numbered(levelled: str, match: re.Match[str], slug: str, number: ActNumber) -> ActMention:
    """Forms like "Luật số 51/2019/QH14 sửa đổi, bổ sung một số điều của Luật …"."""
    mention = ActMention(match.start(), number.end, ActName(slug, number.text, number.year), number)
    mention = with_tail(levelled, mention)
    start = _first_letter(levelled, mention.end)
    if _AMENDING_TITLE.match(levelled, start, start + 10):
        found = title_after(levelled, start)
        if found.text:
            return replace(mention, end=found.end, act=replace(mention.act, title=found.text), mended=found.mended)
    return mention


def _constitution(levelled: str, match: re.Match[str]) -> ActMention:
    state = _STATE.match(levelled, match.end(), match.end() + 60)
    end = match.end() if state is None else state.end()
    return with_tail(levelled, _with_year(levelled, ActMention(match.start(), end, ActName("hien-phap"))))


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
    if word[0].islower() or (mention.act.type == "luat" and title_key(title) in _CODES):
        return False
    return title[0].isupper() or is_known(title) or _is_amending(title)
