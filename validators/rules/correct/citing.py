"""Do citations agree with themselves, with the grammar of legal acts, and with the day the material was made?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from validators.citations.acts.act_types import BY_SLUG, LAWS
from validators.citations.acts.assembly import may_be_numbered
from validators.citations.acts.numbers import ActNumber, parse_number
from validators.citations.acts.organs import GENERIC, organs_of
from validators.citations.acts.organs import ORGANS as KNOWN_ORGANS
from validators.citations.find import find_mentions
from validators.citations.mentions import ActMention
from validators.language.syllables import tone_key
from validators.language.unicode_hygiene import normalized
from validators.problems import say
from validators.rules.correct.printed import holds_number, holds_short_number, places_in
from validators.rules.rule import CITATIONS, ERROR, NOTE, ORGANS, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below
from validators.sharing.record import Act, Citation, Deadline, Procedure, RightOrDuty, Sanction

_POINT = re.compile(r"[abcdđeghiklmnopqrstuvxy]\w?|\d{1,2}(?:\.\d{1,2}){0,3}", re.IGNORECASE)
_STANDARD = re.compile(r"(?:[A-Z/]{2,8} )?\d{1,5}(?:-\d{1,3})*:\d{4}(?:/\w+)?")
_ARTICLE = re.compile(r"\d{1,4}[a-zđ]?")
_CLAUSE = re.compile(r"\d{1,3}[a-zđ]?")
_BASED: tuple[type[Sanction | RightOrDuty | Deadline | Procedure], ...] = (Sanction, RightOrDuty, Deadline, Procedure)
_YEAR_RULE = dt.date(2025, 4, 1)
_NUMBER_RULE = dt.date(2025, 7, 17)


def _numbered(subject: Subject) -> Iterator[tuple[str, Citation, ActNumber]]:
    for pointer, citation in subject.citations:
        number = _parsed(citation.act.number) if citation.act.number else None
        if number is not None:
            yield pointer, citation, number


@lru_cache(maxsize=4096)
def _parsed(number: str) -> ActNumber | None:
    # A standard's number ("03:2021/BXD") is not built like an act's.
    return None if _STANDARD.fullmatch(number) else parse_number(number)


def _number_form(subject: Subject) -> Iterator[Hit]:
    for pointer, citation in subject.citations:
        number = citation.act.number
        parsed = _parsed(number) if number else None
        known = number and (parsed is not None or _STANDARD.fullmatch(number))
        odd = not known and not re.fullmatch(r"[\w./ -]{1,40}", number or "")
        if number and (odd or (parsed is not None and is_mended(parsed))):
            yield hit(below(pointer, "act", "number"), number=number)


def is_mended(number: ActNumber) -> bool:
    """Whether other signs than those of its number were read for it: a letter for a digit, a term that never was."""
    if not number.text or number.text == number.printed:  # as nearly always
        return False
    return _digits_only(number.printed) != _digits_only(number.text)


def _digits_only(number: str) -> list[str]:
    return [digits.lstrip("0") for digits in re.findall(r"\d+", number)]


def _number_repaired(subject: Subject) -> Iterator[Hit]:
    for pointer, citation, number in _numbered(subject):
        if number.text and number.text != citation.act.number:
            yield hit(below(pointer, "act", "number"), number=citation.act.number, better=number.text)


def _type_and_number(subject: Subject) -> Iterator[Hit]:
    for pointer, citation, number in _numbered(subject):
        said = citation.act.type
        if said and (other := other_type(said, number)):
            yield hit(below(pointer, "act", "type"), type=_name(said), number=citation.act.number, other=other)
        elif said in _NOT_OF_ASSEMBLY and {"QH"} & set(number.organ_codes):
            yield hit(below(pointer, "act", "type"), type=_name(said), number=citation.act.number, other=_name("luat"))
    yield from _own_type(subject)


_NOT_OF_ASSEMBLY = frozenset({"nghi-dinh", "thong-tu", "quyet-dinh", "phap-lenh", "chi-thi", "thong-tu-lien-tich"})


def _own_type(subject: Subject) -> Iterator[Hit]:
    """The type an act's own title begins with, and the one its own number belongs to."""
    record = subject.record
    number = _parsed(record.number) if record and record.number else None
    said = _begun_by(record.title.casefold()) if record else None
    if record and number and said and (other := other_type(said, number)):
        yield hit("/number", type=_name(said), number=record.number, other=other)


def _begun_by(title: str) -> str | None:
    """The type a title, in small letters, begins with (a slug)."""
    return next((slug for slug, begun in _BEGINNINGS if title.startswith(begun)), None)


_BEGINNINGS = tuple((slug, f"{kind.name.casefold()} ") for slug, kind in BY_SLUG.items())


def other_type(said: str, number: ActNumber) -> str | None:
    """The name of the type a number belongs to, where that is not the one said (a slug)."""
    other = number.type
    if not other or said == other or _alike(said, other) or _is_old_symbol(said, number):
        return None
    return _name(other)


def _is_old_symbol(said: str, number: ActNumber) -> bool:
    """Before 1997 symbols began with the organ: "999/TC/QĐ/CĐKT" is a decision of the Ministry of Finance (TC)."""
    code = BY_SLUG[said].code if said in BY_SLUG else ""
    named = bool(code) and code in re.split(r"[-/]", number.symbol or "")
    return number.type == "thong-cao" and (named or number.year is None)


def _alike(first: str, second: str) -> bool:
    # A law and an Assembly resolution share one form of number; the word decides.
    # The Party abbreviates both Quyết định and Quy định as QĐ.
    return first.startswith(second) or second.startswith(first) or {first, second} == {"quyet-dinh", "quy-dinh"}


def _name(slug: str) -> str:
    return BY_SLUG[slug].name if slug in BY_SLUG else slug


def _known_type(subject: Subject) -> Iterator[Hit]:
    for pointer, citation in subject.citations:
        said = citation.act.type
        if said is not None and said not in BY_SLUG and said not in {"dieu-uoc-quoc-te", "khac"}:
            yield hit(below(pointer, "act", "type"), type=said)


def _year_and_date(subject: Subject) -> Iterator[Hit]:
    for pointer, citation, number in _numbered(subject):
        date, year = citation.act.date, citation.act.year
        if date and number.year and date.year != number.year:
            yield hit(below(pointer, "act", "date"), date=date, number=citation.act.number)
        if year and number.year and year != number.year:
            yield hit(below(pointer, "act", "year"), date=year, number=citation.act.number)


def _organ_and_symbol(subject: Subject) -> Iterator[Hit]:
    for pointer, citation, number in _numbered(subject):
        organ = citation.act.organ
        if (
            organ
            and number.organ_codes
            and not GENERIC & set(number.organ_codes)
            and not agrees(organ, number.organ_codes)
        ):
            yield hit(below(pointer, "act", "organ"), organ=organ, number=citation.act.number)
        elif other := no_issuer(number):
            yield hit(below(pointer, "act", "number"), organ=other, number=citation.act.number)


# Only the Government issues decrees, and it issues no circulars: Luật 64/2025/QH15, Điều 4. Before 1992 its name was
# Council of Ministers.
_DECREES_BY = frozenset({"CP", "HĐBT", "HĐCP"})
_NO_CIRCULARS_BY = frozenset({"CP", "TTG", "QH", "UBTVQH", "CTN"})


def no_issuer(number: ActNumber) -> str | None:
    """The organ of a number that does not issue acts of the number's type; None where nothing speaks against it."""
    codes = {code.upper() for code in number.organ_codes}
    decree = number.type == "nghi-dinh" and not codes & _DECREES_BY
    circular = number.type == "thong-tu" and codes <= _NO_CIRCULARS_BY
    if number.year is None or not (decree or circular):
        return None
    return next((known.name for code in number.organ_codes for known in organs_of(code)), None)


def _term_and_day(subject: Subject) -> Iterator[Hit]:
    for pointer, citation, number in _numbered(subject):
        said = citation.act.number or ""
        if number.year and not may_be_numbered(said, number.year, citation.act.date):
            yield hit(below(pointer, "act", "number"), number=said, date=citation.act.date or number.year)


@lru_cache(maxsize=2048)
def agrees(organ: str, codes: tuple[str, ...]) -> bool:
    """Whether an organ issues acts of some abbreviations; what neither names is believed."""
    said = tone_key(_HEAD_OF.sub("", organ.strip().casefold()))
    names = [tone_key(known.name.casefold()) for code in codes for known in organs_of(code)]
    if said in _organ_names() and names and said not in names:
        return False  # another organ that is known: the Prime Minister is not the Government
    return not names or any(name in said or said in name for name in names) or any(code in organ for code in codes)


_HEAD_OF = re.compile(r"^(?:bộ trưởng|thống đốc|tổng thanh tra|chánh án|viện trưởng|tổng kiểm toán)\s+(?=\S)")


@lru_cache(maxsize=1)
def _organ_names() -> frozenset[str]:
    return frozenset(tone_key(known.name.casefold()) for known in KNOWN_ORGANS)


def _text_lacks_number(subject: Subject) -> Iterator[Hit]:
    for pointer, citation in subject.citations:
        number = citation.act.number
        if not number or not re.search(r"\d/", citation.text):
            continue
        if not (holds_number(citation.text, number) or _says_shortly(citation, number)):
            yield hit(below(pointer, "act", "number"), number=number, text=citation.text)


def _says_shortly(citation: Citation, number: str) -> bool:
    """Whether the words leave the symbol to the type: "Thông tư liên tịch số 06/2018", "NĐ 282/2025"."""
    kind = _name(citation.act.type or "").casefold()
    named = kind and kind in citation.text.casefold() and holds_short_number(citation.text, number)
    return bool(named) or says_number(citation.text, number)


def says_number(text: str, number: str) -> bool:
    """Whether a text says a number shortly: "NĐ 282/2025" can be one decree only."""
    return any(mention.act.number and _plain(mention.act.number) == _plain(number) for mention in mentions_in(text))


@lru_cache(maxsize=2048)
def mentions_in(text: str) -> tuple[ActMention, ...]:
    """Every act some words name. Several rules ask it of the same words, and records of one shelf cite the same."""
    return find_mentions(text)


@lru_cache(maxsize=2048)
def _plain(text: str) -> str:
    folded = normalized("NFD", text.replace("đ", "d").replace("Đ", "D").replace("Ð", "D"))
    kept = "".join(letter for letter in folded if letter.isalnum()).casefold()
    return re.sub(r"(?<!\d)0+(?=\d)", "", kept)


def _act_later_than_material(subject: Subject) -> Iterator[Hit]:
    issued = subject.issued
    for pointer, citation in subject.citations:
        if issued and citation.act.date and citation.act.date > issued.last:
            yield hit(below(pointer, "act", "date"), date=citation.act.date, issued=issued)


def _year_later_than_material(subject: Subject) -> Iterator[Hit]:
    issued = subject.issued
    for pointer, citation, number in _numbered(subject):
        if issued and number.year and number.year > issued.year and citation.act.date is None:
            yield hit(below(pointer, "act", "number"), number=citation.act.number, issued=issued)


def _point_letter(subject: Subject) -> Iterator[Hit]:
    for pointer, citation in subject.citations:
        point = citation.locator.point
        if point and _POINT.fullmatch(point) is None:
            yield hit(below(pointer, "locator", "point"), point=point)


def _article_label(subject: Subject) -> Iterator[Hit]:
    for pointer, citation in subject.citations:
        locator = citation.locator
        beyond = locator.article and len(locator.article) > _MOST_DIGITS and locator.article.isdigit()
        if locator.article and (beyond or not _ARTICLE.fullmatch(locator.article)):
            yield hit(below(pointer, "locator", "article"), label=locator.article)
        if locator.clause and not _CLAUSE.fullmatch(locator.clause):
            yield hit(below(pointer, "locator", "clause"), label=locator.clause)


_MOST_DIGITS = 3  # of an article: the longest code, the Civil Code of 1995, has 838


def _article_zero(subject: Subject) -> Iterator[Hit]:
    for pointer, citation in subject.citations:
        for name in ("article", "clause"):
            if (getattr(citation.locator, name) or "").lstrip("0") == "" and getattr(citation.locator, name):
                yield hit(below(pointer, "locator", name), label=getattr(citation.locator, name))


def _point_without_article(subject: Subject) -> Iterator[Hit]:
    for pointer, citation in subject.citations:
        locator = citation.locator
        larger = locator.article or locator.subsection or locator.section or locator.part or locator.appendix
        if (locator.point or locator.clause) and not larger and citation.act.number:
            yield hit(below(pointer, "locator"), text=citation.text)


_LONGEST_LABEL = 20  # signs; DUNG111 tells longer ones, and looking for one of a megabyte would take minutes


def _text_lacks_locator(subject: Subject) -> Iterator[Hit]:
    """The words name other articles, or the label nowhere."""
    for pointer, citation in subject.citations:
        article = citation.locator.article
        if article and len(article) <= _LONGEST_LABEL and not _names_article(citation.text, article):
            yield hit(below(pointer, "locator", "article"), label=article, text=citation.text)


def _names_article(text: str, article: str) -> bool:
    named = {place.article.casefold() for place in places_in(text) if place.article}
    if named:
        return article.casefold() in named
    return re.search(rf"(?<!\d){re.escape(article)}(?![\d\w])", text, re.IGNORECASE) is not None


def _text_names_other_place(subject: Subject) -> Iterator[Hit]:
    """The words name places, and none of them is the one the record gives."""
    for pointer, citation in subject.citations:
        given = {name: label.casefold() for name in _LABELS if (label := getattr(citation.locator, name))}
        said = [
            {name: (getattr(place, name) or "").casefold() for name in _LABELS} for place in places_in(citation.text)
        ]
        if not given or not said or not any(place["article"] == given.get("article", "") for place in said):
            continue  # DUNG114 tells of another article
        # A list names the clause above its items: words that name an article alone leave the rest to what is around.
        if not any(_is_place(place, given) or not (place["clause"] or place["point"]) for place in said):
            label = " ".join(f"{_UNIT_NAMES[name]} {label}" for name, label in given.items())
            yield hit(below(pointer, "locator"), label=label, text=citation.text)


def _is_place(place: Mapping[str, str], given: Mapping[str, str]) -> bool:
    return all(place[name] == label for name, label in given.items())


_UNIT_NAMES = {"point": "điểm", "clause": "khoản", "article": "Điều"}
_LABELS = tuple(_UNIT_NAMES)


def _law_without_number(subject: Subject) -> Iterator[Hit]:
    """Regimes: name and year from 2025-04-01 (NĐ 78/2025), name and number from 2025-07-17 (NĐ 187/2025)."""
    issued, seen = subject.issued, set()
    if not issued or issued.first < _YEAR_RULE:
        return
    for pointer, citation in subject.citations:
        name = citation.act.title or citation.text
        first = name not in seen
        seen.add(name)
        wanted = citation.act.number if issued.first >= _NUMBER_RULE else (citation.act.number or citation.act.date)
        year_said = issued.first < _NUMBER_RULE and re.search(r"\b(19|20)\d\d\b", citation.text)
        if first and citation.act.type in LAWS - {"hien-phap"} and not wanted and not year_said:
            yield hit(below(pointer, "act"), text=citation.text)


def _organ_of_the_day(subject: Subject) -> Iterator[Hit]:
    for pointer, citation, number in _numbered(subject):
        day = citation.act.date or (dt.date(number.year, 12, 31) if number.year else None)
        for code in number.organ_codes:
            rows = organs_of(code)
            if day and rows and not any(lived(row.since, row.until, day, number.year) for row in rows):
                yield hit(below(pointer, "act", "number"), number=citation.act.number, organ=rows[0].name, date=day)


def lived(since: dt.date | None, until: dt.date | None, day: dt.date, year: int | None) -> bool:
    """Whether an organ was there on a day, or in a year of which the day is not known (then the day is its last)."""
    # Where only the year is known, an organ that lived on any day of it may have issued the act.
    first, last = (dt.date(year, 1, 1), dt.date(year, 12, 31)) if year and day.month == 12 else (day, day)
    return (since is None or since <= last) and (until is None or until > first)


def _basis_in_range(subject: Subject) -> Iterator[Hit]:
    if subject.record is None:
        return
    count = len(subject.record.legal_basis)
    for kind in _BASED:
        for pointer, block in subject.blocks_of(kind):
            if block.basis is not None and block.basis >= count:
                yield hit(below(pointer, "basis"), basis=block.basis, count=count)


def _same_act(act: Act) -> str:
    return _plain(act.number or "")


def _acts_disagree(subject: Subject) -> Iterator[Hit]:
    """One number, two dates: at least one was misread."""
    dates: dict[str, dt.date] = {}
    for pointer, citation in subject.citations:
        key, date = _same_act(citation.act), citation.act.date
        if key and date and dates.setdefault(key, date) != date:
            yield hit(below(pointer, "act", "date"), number=citation.act.number, date=date, other=dates[key])
        elif date and (other := _date_said(citation)) and other != date:
            yield hit(below(pointer, "act", "date"), number=citation.act.number, date=date, other=other)


def _date_said(citation: Citation) -> dt.date | None:
    """The date the words of a citation give its act."""
    named = mentions_in(citation.text) if "ngày" in citation.text else ()
    number = _same_act(citation.act)
    return next((one.act.date for one in named if one.act.date and _plain(one.act.number or "") == number), None)


_COMPARE = say("Compare with the original and with the act itself.")

RULES = (
    Rule(
        "DUNG101", "citation-number-form", ERROR, WARNING, say("“{number}” is not a number of a legal act."), CITATIONS,
        _COMPARE, _number_form,
    ),
    Rule(
        "DUNG102", "citation-number-spelling", WARNING, NOTE,
        say("The number “{number}” should be written “{better}”."), CITATIONS,
        say("Write it without spaces, with Đ and the zero before a single digit."), _number_repaired,
    ),
    Rule(
        "DUNG103", "citation-type-and-number", ERROR, WARNING,
        say("“{type}” and the number {number}, which belongs to “{other}”, do not agree."), CITATIONS, _COMPARE,
        _type_and_number,
    ),
    Rule(
        "DUNG104", "citation-type-unknown", ERROR, WARNING, say("“{type}” is not a type of document."), CITATIONS,
        say("Choose a code from the list of document types."), _known_type,
    ),
    Rule(
        "DUNG105", "citation-year-and-date", ERROR, WARNING,
        say("The date {date} is not in the year the number {number} names."), CITATIONS, _COMPARE, _year_and_date,
    ),
    Rule(
        "DUNG106", "citation-organ-and-symbol", ERROR, WARNING,
        say("“{organ}” does not issue documents with the number {number}."), CITATIONS, _COMPARE, _organ_and_symbol,
    ),
    Rule(
        "DUNG107", "citation-text-lacks-number", ERROR, WARNING,
        say("The words “{text}” do not contain the number {number}."), PBGDPL_LAW, _COMPARE, _text_lacks_number,
    ),
    Rule(
        "DUNG108", "citation-later-than-material", ERROR, WARNING,
        say("The act of {date} is later than the material itself ({issued})."), PBGDPL_LAW,
        say("Check the date of the act and the date of issue."), _act_later_than_material,
    ),
    Rule(
        "DUNG109", "citation-year-later-than-material", ERROR, WARNING,
        say("The act {number} is later than the material itself ({issued})."), PBGDPL_LAW,
        say("Check the number of the act and the date of issue."), _year_later_than_material,
    ),
    Rule(
        "DUNG110", "point-letter", ERROR, WARNING, say("There is no điểm “{point}” in the Vietnamese alphabet."),
        CITATIONS, _COMPARE, _point_letter,
    ),
    Rule(
        "DUNG111", "article-label", ERROR, WARNING, say("“{label}” is not the number of a điều or khoản."), CITATIONS,
        _COMPARE, _article_label,
    ),
    Rule(
        "DUNG112", "article-zero", ERROR, WARNING, say("There is no điều or khoản number {label}."), CITATIONS,
        _COMPARE, _article_zero,
    ),
    Rule(
        "DUNG113", "clause-without-article", WARNING, NOTE,
        say("“{text}” names a khoản or điểm, but no điều."), CITATIONS,
        say("Name the điều: “điểm b khoản 4 Điều 6 …”."), _point_without_article,
    ),
    Rule(
        "DUNG114", "citation-text-lacks-article", ERROR, WARNING,
        say("The words “{text}” do not contain Điều {label}."), PBGDPL_LAW, _COMPARE, _text_lacks_locator,
    ),
    Rule(
        "DUNG119", "citation-text-names-other-place", ERROR, WARNING,
        say("The words “{text}” do not name {label}."), PBGDPL_LAW, _COMPARE, _text_names_other_place,
    ),
    Rule(
        "DUNG115", "law-without-number", NOTE, NOTE,
        say("A law named for the first time needs its number or year: “{text}”."), CITATIONS,
        say("From 17 July 2025: full name and number; from 1 April 2025: name and year."), _law_without_number,
    ),
    Rule(
        "DUNG116", "act-organ-of-the-day", ERROR, WARNING,
        say("{organ} did not exist when {number} is said to have been issued ({date})."), ORGANS, _COMPARE,
        _organ_of_the_day,
    ),
    Rule(
        "DUNG117", "basis-out-of-range", ERROR, ERROR,
        say("The basis number {basis} points past the {count} acts of the legal basis."), PBGDPL_LAW,
        say("Counting starts from 0; correct the number."), _basis_in_range,
    ),
    Rule(
        "DUNG122", "citation-term", ERROR, WARNING,
        say("The number {number} names a term of the Assembly that passed nothing then ({date})."), CITATIONS,
        _COMPARE, _term_and_day,
    ),
    Rule(
        "DUNG118", "acts-disagree", ERROR, WARNING,
        say("{number} has the date {date} here and {other} elsewhere in this record."), PBGDPL_LAW, _COMPARE,
        _acts_disagree,
    ),
)  # fmt: skip
