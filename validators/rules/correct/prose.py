"""What the text says of acts and organs, judged like the citations of the record: by grammar, term, organ and day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from validators.citations.acts.assembly import may_be_numbered
from validators.citations.acts.numbers import ActNumber
from validators.citations.acts.organs import GENERIC, organs_of
from validators.citations.acts.organs import ORGANS as KNOWN_ORGANS
from validators.citations.acts.passing import codes_of_no_year, is_joint_of_ministries, passed_by_other
from validators.citations.mentions import ActMention
from validators.language.impossible_figures import impossible_figures
from validators.language.sought import ByWord, Searched, Sought, fold, parts
from validators.language.syllables import CAPITALS
from validators.language.unicode_hygiene import normalized
from validators.problems import Message, say
from validators.rules.closed_lists import invented_organs, is_former, is_of_abroad, ministries, speaks_of_past
from validators.rules.correct.citing import agrees, is_mended, lived, mentions_in, no_issuer, other_type
from validators.rules.rule import ERROR, ORGANS, PBGDPL_LAW, UNITS, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.issue_date import IssueDate
from validators.sharing.pointer import below
from validators.sharing.record import Record
from validators.sharing.vocabulary import vocabulary

_READ = ("/title", "/description", "/keywords", "/content", "/accessibility", "/rights/statement")
_LONGEST = 20_000  # signs of a string that are looked through at once; paragraphs have a twentieth of it
_MERGER = dt.date(2025, 7, 1)
_MINISTRIES = dt.date(2025, 3, 1)
_FEWER_MINISTRIES = dt.date(2007, 8, 8)  # after Resolution 01/2007/QH12
_BETWEEN = 20  # signs between an act and the organ that is said to have issued it
_BESIDE = 90  # signs around a name in which words of the past speak for it


def _texts(subject: Subject, *holding: str) -> Iterator[tuple[str, str]]:
    """What is read, piece by piece; where some words are named, those that hold one of them (`Prose.holding`)."""
    return _read(subject.composed.holding(holding) if holding else subject.composed.pieces)


def _read(pieces: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return (
        (pointer, part) for pointer, piece in pieces if pointer.startswith(_READ) for part in parts(piece, _LONGEST)
    )


def _mentions(text: str) -> tuple[ActMention, ...]:
    return mentions_in(text) if "/" in text or "-" in text else ()


def _impossible_acts(subject: Subject) -> Iterator[Hit]:
    yield from _no_places(subject)
    yield from _of_no_year(subject)
    yield from _no_code(subject)
    yield from _passed_by_other(subject)
    yield from _of_other_issuer(subject)
    last = subject.issued_or_day.year + _PLANNED
    later = {pointer for pointer, text in _read(subject.composed.numbered)
             if any(int(year) > last for year in _YEAR_NAMED.findall(text))}  # fmt: skip
    for pointer, text in _texts(subject, "/", "-", *(("năm",) if later else ())):
        for mention in mentions_in(text) if pointer in later else _mentions(text):
            why = _why_not(text, mention, subject)
            if why:
                yield hit(pointer, text=text[mention.start : mention.end], why=why)


def _why_not(text: str, mention: ActMention, subject: Subject) -> Message | None:
    number, act, printed = mention.number, mention.act, mention.date_printed
    if number is None:
        later = act.year is not None and act.year > subject.issued_or_day.year + _PLANNED
        return say("it is later than the material itself") if later else None
    if printed and printed.value is None and not printed.blank:
        return say("there is no such day")
    if number.year and act.date and act.date.year != number.year:
        return say("the date {date} is not in the year of the number", date=act.date)
    issuer = act.organ if mention.organ_printed else _issuer_after(text, mention.end)
    if issuer and not GENERIC & set(number.organ_codes) and not agrees(issuer, number.organ_codes):
        return say("“{organ}” does not issue documents of this number", organ=issuer)
    if (said := mention.type_said or act.type) and (kind := other_type(said, number)):
        return say("the number belongs to “{other}”", other=kind)
    if odd := _odd_number(act.type, number):
        return odd
    if is_mended(number) and not _is_read(subject):
        return say("such a number is written {better}", better=number.text)
    if other := no_issuer(number):
        return say("“{organ}” does not issue documents of this number", organ=other)
    if number.year and not may_be_numbered(number.printed, number.year, act.date):
        return say("this term of the Assembly passed nothing in {year}", year=number.year)
    return _unfit_here(number, act.date, subject)


def _unfit_here(number: ActNumber, date: dt.date | None, subject: Subject) -> Message | None:
    """What speaks against an act in this material, or on its day."""
    later = date is not None and date > subject.issued_or_day.last
    if later or (number.year and number.year > subject.issued_or_day.year):
        return say("it is later than the material itself")
    other = _dates_of(subject).get(fold(number.text)) if date and number.text else None
    if other and other != date:
        return say("the legal basis gives it the date {date}", date=other)
    organ = _organ_gone(number, date)
    return say("{organ} did not exist at that time", organ=organ) if organ else None


def _is_read(subject: Subject) -> bool:
    """Whether the text was read by machine, which mends numbers in the legal basis and leaves the text as printed."""
    return subject.record is None or subject.record.word_count is not None


_FIRST_YEAR = 1945
_PLANNED = 1  # years: "phổ biến Luật Đất đai năm 2027" of a plan made the year before is no year of the law
_YEAR_NAMED = re.compile(r"năm\s{1,3}(20\d\d)(?!\d)")
_OF_ASSEMBLY = re.compile(r"QH\d{1,2}(?!\d)")
_OF_ASSEMBLY_KINDS = frozenset({"luat", "bo-luat", "nghi-quyet", "hien-phap"})
_NOUGHT = re.compile(r"0{1,4}[/-]")


def _odd_number(kind: str | None, number: ActNumber) -> Message | None:
    """Why no act has such a number, whatever else is said of it."""
    if number.year and number.year < _FIRST_YEAR:
        return say("no act has a number of that year")
    found = _OF_ASSEMBLY.match(number.symbol or "")
    if found and found.end() < len(number.symbol or ""):
        return say("the number mixes two organs")
    if found and kind == "phap-lenh":
        return say("ordinances are numbered UBTVQH")
    if found and kind and kind not in _OF_ASSEMBLY_KINDS:
        return say("the number belongs to “{other}”", other="Quốc hội")
    if is_joint_of_ministries(number):
        return say("ministries issue no joint circulars any more since 1 July 2016")
    return say("no number is nought") if _NOUGHT.match(number.text or "") else None


def _dates_of(subject: Subject) -> dict[str, dt.date]:
    """The dates the legal basis gives acts with a number of a year, by number in small letters."""
    cached: dict[str, dt.date] | None = subject.__dict__.get("_dates_of_acts")
    if cached is None:
        acts = [citation.act for _, citation in subject.citations]
        cached = {fold(act.number): act.date for act in acts if act.number and act.date and _YEAR_IN.search(act.number)}
        subject.__dict__["_dates_of_acts"] = cached
    return cached


_YEAR_IN = re.compile(r"/(?:19|20)\d\d/")
# Places no act has: letters that name no point, articles and clauses counted from nought, and articles beyond the 838
# of the longest code there was (the Civil Code of 1995).
_NO_PLACE = re.compile(
    r"""
    (?<!\w)(?:
      [Đđ]iểm\s{1,3}[fjwzFJWZ](?=,?\s{1,3}(?:[Kk]hoản|[Đđ]iều)\s)
      | [Đđ]iều\s{1,3}(?:8(?:39|[4-9]\d)|9\d\d|[1-9]\d{3,5})(?=[,;]?\s{1,3}(?:Luật|Bộ\sluật|Nghị|Thông|của|Hiến)(?!\w))
      | (?:[Đđ]iều|[Kk]hoản)\s{1,3}0{1,3}(?=[,;]?\s{1,3}(?:[Đđ]iều|[Kk]hoản|Luật|Bộ\s|Nghị|Thông|của))
    )
    """,
    re.VERBOSE,
)


_OTHER_YEAR = re.compile(
    r"(?<![\d/.])\d{1,4}/(?P<year>(?!(?:19|20)\d\d)\d{4})/(?:QH|UBTVQH|NĐ-|TT-|QĐ-|NQ-|CT-|TTLT-|PL-)[A-ZĐ\d-]{0,20}"
)


_NO_TERM = re.compile(  # the sixteenth began in 2026
    r"(?<![\d/.])\d{1,4}/(?P<year>(?:19|20)\d\d)/(?:UBTV)?QH(?:0\d?|1[7-9]|[2-9]\d|\d{3})(?!\w)"
)


def _of_no_year(subject: Subject) -> Iterator[Hit]:
    """Numbers of acts whose year is none of ours, which nothing reads as a number of an act."""
    for pointer, text in _texts(subject, "/"):
        others = list(_OTHER_YEAR.finditer(text))
        read = {at for one in (mentions_in(text) if others else ()) if one.number for at in range(one.start, one.end)}
        for found in others:
            if found.start() not in read:  # else it is judged as the number it is read as
                yield hit(pointer, text=found[0], why=say("no act has a number of that year"))
        for found in _NO_TERM.finditer(text):
            why = say("this term of the Assembly passed nothing in {year}", year=found["year"])
            yield hit(pointer, text=found.group(), why=why)


def _no_places(subject: Subject) -> Iterator[Hit]:
    for pointer, text in _texts(subject, "điểm", "điều", "khoản"):
        for found in _NO_PLACE.finditer(text):
            yield hit(pointer, text=found.group(), why=say("no act has such a place"))


def _no_code(subject: Subject) -> Iterator[Hit]:
    """A constitution or code of a year in which our state passed none; a sentence on another state's is not told."""
    named = subject.searched.holds_any(("hiến pháp", "bộ luật"))
    for pointer, text in _read(subject.composed.numbered) if named else ():
        for found in codes_of_no_year(text):
            if not is_of_abroad(text, found):
                yield hit(pointer, text=found.group(), why=say("none was passed in that year"))


def _passed_by_other(subject: Subject) -> Iterator[Hit]:
    for pointer, text in _texts(subject, "ban hành"):
        for found, organ in passed_by_other(text):
            yield hit(pointer, text=found, why=say("“{organ}” does not pass such acts", organ=organ))


def _of_other_issuer(subject: Subject) -> Iterator[Hit]:
    """Words of the legal basis that name an organ which issues no such acts."""
    for pointer, citation in subject.citations:
        for mention in _mentions(citation.text):
            number, organ = mention.number, mention.act.organ if mention.organ_printed else None
            if organ == citation.act.organ:
                continue  # DUNG106 tells it
            if number and organ and not GENERIC & set(number.organ_codes) and not agrees(organ, number.organ_codes):
                why = say("“{organ}” does not issue documents of this number", organ=organ)
                yield hit(below(pointer, "text"), text=citation.text[:120], why=why)


def _impossible_figures(subject: Subject) -> Iterator[Hit]:
    for pointer, text in _read(subject.composed.numbered):
        for _, words, why in impossible_figures(subject.searched, text):
            yield hit(pointer, text=words, why=why)


@lru_cache(maxsize=1)
def _issuers() -> re.Pattern[str]:
    names = sorted({organ.name for organ in KNOWN_ORGANS}, key=len, reverse=True)
    return re.compile(r",?\s{0,2}(?:năm\s(?:19|20)\d\d\s)?của\s{1,3}(" + "|".join(map(re.escape, names)) + r")(?!\w)")


def _issuer_after(text: str, end: int) -> str | None:
    """The organ that is said right after an act to have issued it."""
    found = _issuers().match(text, end)
    return found[1] if found else None


def _organ_gone(number: ActNumber, date: dt.date | None) -> str | None:
    day = date or (dt.date(number.year, 12, 31) if number.year else None)
    for code in number.organ_codes:
        rows = organs_of(code)
        if day and rows and not any(lived(row.since, row.until, day, number.year) for row in rows):
            return rows[0].name
    return None


# Departments of provinces that were merged with their ministries, and bodies of the district level, which ended.
_DEPARTMENTS = (
    "Sở Thông tin và Truyền thông", "Sở Kế hoạch và Đầu tư", "Sở Giao thông vận tải", "Sở Tài nguyên và Môi trường",
    "Sở Lao động - Thương binh và Xã hội", "Sở Nông nghiệp và Phát triển nông thôn",
)  # fmt: skip
# Those that ended with NĐ 13/2008/NĐ-CP at the latest, and gave their names to none of today.
_FORMER_DEPARTMENTS = (
    "Sở Địa chính", "Sở Địa chính - Nhà đất", "Sở Thủy sản", "Sở Bưu chính, Viễn thông", "Sở Văn hóa - Thông tin",
    "Sở Thể dục thể thao",
)  # fmt: skip
_FEWER_DEPARTMENTS = dt.date(2008, 3, 1)
_DISTRICT = Sought(
    re.compile(
        rf"""
        (?<!\w)(?:
          (?:Ủy|Uỷ)\s{{1,3}}ban\s{{1,3}}nhân\s{{1,3}}dân|UBND|Hội\s{{1,3}}đồng\s{{1,3}}nhân\s{{1,3}}dân|HĐND|Công\s{{1,3}}an
          |(?:Tòa|Toà)\s{{1,3}}án(?:\s{{1,3}}nhân\s{{1,3}}dân)?|TAND|Viện\s{{1,3}}kiểm\s{{1,3}}sát(?:\s{{1,3}}nhân\s{{1,3}}dân)?|VKSND
          |Bảo\s{{1,3}}hiểm\s{{1,3}}xã\s{{1,3}}hội|BHXH|Kho\s{{1,3}}bạc\s{{1,3}}[Nn]hà\s{{1,3}}nước|Thanh\s{{1,3}}tra
          |Chi\s{{1,3}}cục\s{{1,3}}[{CAPITALS}][^\n.,;:()“”]{{2,40}}?
          |[Pp]hòng\s{{1,3}}[{CAPITALS}][^\n.,;:()“”]{{2,60}}?
        )\s{{1,3}}(?:(?:cấp|các)\s{{1,3}})?(?:huyện|quận|thị\s{{1,3}}xã|thị\s{{1,3}}trấn)(?!\w)
        |(?<!\w)(?:[Hh]uyện|[Qq]uận|[Tt]hị)\s{{0,2}}(?:ủy|uỷ)(?!\w)
        """,
        re.VERBOSE,
    ),
    needs=(
        (
            "huyện", "quận", "thị xã", "thị trấn", "thị ủy", "thị uỷ",
            "huyệnủy", "huyệnuỷ", "quậnủy", "quậnuỷ", "thịủy", "thịuỷ",
        ),
    ),
)  # fmt: skip
# General departments became departments of their ministries; ministries that ended, as papers abbreviate them.
_GENERAL = Sought(
    re.compile(
        r"""
        (?<!\w)(?:
          Tổng\s{1,3}cục\s{1,3}(?:
            Thuế|Hải\s{1,3}quan|Thống\s{1,3}kê|Dự\s{1,3}trữ\s{1,3}[Nn]hà\s{1,3}nước
            |Thi\s{1,3}hành\s{1,3}án\s{1,3}dân\s{1,3}sự|Quản\s{1,3}lý\s{1,3}thị\s{1,3}trường
          )
          |Ban\s{1,3}Dân\s{1,3}tộc\s{1,3}(?:tỉnh|thành\s{1,3}phố)
        )(?!\w)
        """,
        re.VERBOSE,
    ),
    needs=(("tổng cục", "ban dân tộc"),),
)
# Inspectorates of ministries and departments, which went into those of the Government and of provinces (Law
# 84/2025/QH15); those of the Army, the Police and the State Bank stayed.
_INSPECTORS = Sought(
    re.compile(
        rf"""
        (?<!\w)Thanh\s{{1,3}}tra\s{{1,3}}(?:Bộ\s{{1,3}}(?!Quốc\s{{1,3}}phòng|Công\s{{1,3}}an)|Sở\s{{1,3}})
        [{CAPITALS}]\w{{1,8}}(?:\s[a-zđà-ỹ]{{2,8}})?
        """,
        re.VERBOSE,
    ),
    needs=(("thanh tra bộ", "thanh tra sở"),),
)
_ABBREVIATED = Sought(
    re.compile(
        r"""
        (?<!\w)(?:Bộ|Sở)\s{1,3}(?:
          GT-?VT | NN\s?(?:&|và)?\s?PTNT | TT\s?(?:&|và)?\s?TT | KH\s?(?:&|và)?\s?ĐT | TN\s?(?:&|và)?\s?MT
          | LĐ\s?-?\s?TB\s?(?:&|và)?\s?XH
          | Nông\s{1,3}nghiệp\s{1,3}(?:&|và)\s{1,3}PTNT | Tài\s{1,3}nguyên\s{1,3}(?:&|và)\s{1,3}MT
        )(?!\w)
        """,
        re.VERBOSE,
    ),
    needs=((
        "gtvt", "vt", "ptnt", "nnptnt", "tt", "tttt", "đt", "khđt", "mt", "tnmt", "xh", "lđtbxh", "tbxh",
    ),),
)  # fmt: skip
_OF_A_PROVINCE = (
    rf"(?<!\w)(?:Sở\s{{1,3}}[{CAPITALS}][^\n.,;:()“”]{{2,50}}?|(?:Ủy|Uỷ)\s{{1,3}}ban\s{{1,3}}nhân\s{{1,3}}dân|UBND"
    r"|Hội\s{1,3}đồng\s{1,3}nhân\s{1,3}dân|HĐND|Công\s{1,3}an|(?:Tòa|Toà)\s{1,3}án\s{1,3}nhân\s{1,3}dân|TAND"
    r"|Viện\s{1,3}kiểm\s{1,3}sát\s{1,3}nhân\s{1,3}dân|VKSND|Đoàn\s{1,3}[Ll]uật\s{1,3}sư"
    rf"|(?:Cục|Chi\s{{1,3}}cục|Trung\s{{1,3}}tâm|Hội|Thanh\s{{1,3}}tra)\s{{1,3}}[{CAPITALS}][^\n.,;:()“”]{{2,50}}?)"
    rf"(?:\s{{1,3}}(?:xã|phường)\s[{CAPITALS}][^\n.,;:()“”]{{1,30}}?,?)?\s{{1,3}}(?:tỉnh|thành\s{{1,3}}phố)\s{{1,3}}"
)


@lru_cache(maxsize=64)
def _provinces_gone(day: dt.date) -> ByWord[tuple[str, re.Pattern[str]]]:
    """Names of provinces there were and are no more on a day, each with what finds an organ of it."""
    bare = [(term, re.sub(r"^(?:Tỉnh|Thành phố) ", "", term.vi)) for term in vocabulary("provinces").terms]
    now = {name for term, name in bare if term.valid_to is None or term.valid_to >= day}
    gone = dict.fromkeys(name for _, name in bare if name not in now)
    patterns = ((name, re.compile(rf"{_OF_A_PROVINCE}{re.escape(name)}(?!\w)")) for name in gone)
    return ByWord(((name, pattern), _phrases_of(name)) for name, pattern in patterns)


@lru_cache(maxsize=1)
def _ended() -> tuple[tuple[Sought, dt.date], ...]:
    """Names of organs with the day from which there was none of that name."""
    still = {organ.name for organ in KNOWN_ORGANS if organ.until is None} | {"Thanh tra Chính phủ"}
    # A name that was abbreviated otherwise at other times stands in more rows than one: it ended with the last of them.
    ended = sorted((organ.until, organ.name) for organ in KNOWN_ORGANS if organ.until and organ.name not in still)
    names = {name: until for until, name in ended}
    names |= dict.fromkeys(_DEPARTMENTS, _MINISTRIES) | dict.fromkeys(_FORMER_DEPARTMENTS, _FEWER_DEPARTMENTS)
    return (*((_spaced(name), day) for name, day in names.items()), (_DISTRICT, _MERGER), (_GENERAL, _MINISTRIES),
            (_INSPECTORS, _MERGER), (_ABBREVIATED, _MINISTRIES))  # fmt: skip


@lru_cache(maxsize=1)
def _ended_by_word() -> ByWord[tuple[Sought, dt.date]]:
    return ByWord((one, [group[0] for group in one[0].needs if len(group) == 1]) for one in _ended())


def _spaced(name: str) -> Sought:
    other = {"-": r"\s{0,2}[-–,]\s{0,2}", "–": r"\s{0,2}[-–]\s{0,2}", "và": "(?:và|&)"}
    words = (other.get(word) or re.escape(word) for word in name.split())
    pattern = re.compile(r"(?<!\w)" + r"\s{1,3}".join(words).replace(r"\s{1,3}\s{0,2}", r"\s{0,2}").replace(
        r"\s{0,2}\s{1,3}", r"\s{0,2}") + r"(?!\w)", re.IGNORECASE)  # fmt: skip
    return Sought(pattern, tuple((phrase,) for phrase in _phrases_of(name.replace(" và ", ","))))


def _gone_in(searched: Searched, issued: IssueDate) -> list[re.Pattern[str]]:
    """Names of organs that were no more when a material was issued, and that may stand in its text."""
    first = issued.first
    ended = _ended_by_word().each_in(searched)
    gone = [sought.pattern for sought, day in ended if first >= day and sought.may_stand_in(searched)]
    provinces = _provinces_gone(first).each_in(searched)
    return gone + [pattern for name, pattern in provinces if _is_named(name, searched)]


def _is_named(name: str, searched: Searched) -> bool:
    return all(map(searched.holds, _phrases_of(name))) and name in searched.text


@lru_cache(maxsize=256)
def _phrases_of(name: str) -> tuple[str, ...]:
    """The words of a name between signs, as a text that holds the name holds them."""
    return tuple(part.strip() for part in re.split("[-–,]", fold(name)))


@lru_cache(maxsize=2048)
def _gone_in_name(name: str, issued: IssueDate) -> list[re.Pattern[str]]:
    return _gone_in(Searched(name), issued)


def _gone_names(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    in_capitals = "HUYỆN" in text or "QUẬN" in text
    for pattern in patterns:
        yield from pattern.finditer(text)
        if in_capitals and not pattern.flags & re.IGNORECASE:
            yield from (found for found in _in_capitals(pattern).finditer(text) if found.group().isupper())


@lru_cache(maxsize=64)
def _in_capitals(pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(pattern.pattern, pattern.flags | re.IGNORECASE)


def _organs_in_text(subject: Subject) -> Iterator[Hit]:
    """Not where the words speak of the past, nor inside the name of an act of that time."""
    gone = _gone_in(subject.searched, subject.issued) if subject.issued else []
    for pointer, text in _texts(subject) if gone else ():
        for found in _gone_names(text, gone):
            beside = (
                f"{text[max(found.start() - _BESIDE, 0) : found.start()]}·{text[found.end() : found.end() + _BESIDE]}"
            )
            if not speaks_of_past(beside, subject.issued_or_day) and not _names_issuer(text, found.start()):
                yield hit(pointer, name=found.group(), date=subject.issued)


def _names_issuer(text: str, start: int) -> bool:
    """Whether a name stands in the name of an act, or says after it who issued it."""
    return any(
        mention.start <= start < mention.end
        or (0 < start - mention.end <= _BETWEEN and text[mention.end : start].strip(" ,") in {"của", "của các"})
        for mention in _mentions(text)
    )


def _organs_of_metadata(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record is None or subject.issued is None:
        return
    named = {pointer: name for pointer, name in _organs_named(record) if pointer != "/place/name"}
    for pointer, name in named.items():
        if pointer == "/publisher/name" and name.casefold() in ministries():
            continue  # DUNG166 tells it
        for found in _gone_names(name, _gone_in_name(name, subject.issued)):
            yield hit(pointer, name=found.group(), date=subject.issued)
        if subject.issued.first >= _FEWER_MINISTRIES and is_former(name):
            yield hit(pointer, name=name, date=subject.issued)


def _organs_never(subject: Subject) -> Iterator[Hit]:
    """Ministries, departments and provinces are closed lists: a name on none of them was misread or made up."""
    lines = {pointer for pointer in subject.composed.pointers if "/lines/" in pointer and _LINES.search(pointer)}
    pieces: Iterable[tuple[str, str]] = subject.composed.holding(_OF_ORGANS)
    if lines:
        named = {pointer for pointer, _ in pieces}
        pieces = [piece for piece in subject.composed.pieces if piece[0] in named or piece[0] in lines]
    for pointer, text in _read(pieces):
        yield from (hit(pointer, name=name) for _, name in invented_organs(text, is_name=pointer in lines))
    for pointer, said in _organs_named(subject.record) if subject.record else ():
        yield from (hit(pointer, name=name) for name in _never_organs(said))


@lru_cache(maxsize=2048)
def _never_organs(name: str) -> list[str]:
    """What `invented_organs` says of the name of an organ; a few organs make all materials."""
    return [told for _, told in invented_organs(normalized("NFC", name), is_name=True)]


_LINES = re.compile(r"/lines/\d+$")
_OF_ORGANS = ("bộ", "sở", "tỉnh")


def _organs_named(record: Record) -> Iterator[tuple[str, str]]:
    organs = {"/publisher/name": record.publisher, "/creator/name": record.creator}
    yield from ((pointer, organ.name) for pointer, organ in organs.items() if organ)
    if record.approval.position:
        yield "/approval/position", record.approval.position
    if record.signer and record.signer.position:
        yield "/signer/position", record.signer.position
    if record.rights.source:
        yield "/rights/source", record.rights.source
    if record.rights.author:
        yield "/rights/author", record.rights.author
    if record.place and not record.place.code:
        yield "/place/name", f"UBND {record.place.name}"


_COMPARE = say("Compare with the original and with the act itself.")

RULES = (
    Rule("DUNG120", "act-in-text-impossible", ERROR, WARNING, say("“{text}” cannot be right: {why}."), PBGDPL_LAW,
         _COMPARE, _impossible_acts),
    Rule("DUNG154", "figure-impossible", ERROR, WARNING, say("“{text}” cannot be right: {why}."), PBGDPL_LAW,
         _COMPARE, _impossible_figures),
    Rule("DUNG121", "organ-in-text-gone", WARNING, WARNING,
         say("“{name}” did not exist any more on {date}."), UNITS,
         say("Name the organ that has this task now, or say that it is the former one."), _organs_in_text),
    Rule("DUNG125", "organ-never-existed", ERROR, WARNING,
         say("There has never been an organ “{name}”."), ORGANS,
         say("Name the organ as the original does; compare it letter by letter."), _organs_never),
    Rule("DUNG168", "organ-gone", ERROR, WARNING, say("“{name}” did not exist any more on {date}."), ORGANS,
         say("Name the organ as it was called on the date of issue."), _organs_of_metadata),
)  # fmt: skip
