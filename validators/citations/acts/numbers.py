"""Numbers and symbols of acts: `14/2019/QĐ-TTg`, `766/QĐ-TTg`, `14/2012/QH13`, `02-NQ/TU`, `4283/BTP-PBGDPL`.

Grammar: NĐ 34/2016/NĐ-CP Điều 58 and NĐ 30/2020/NĐ-CP Annex I, II.3 (number, year for normative acts, symbol of type
and organ); party documents put the type after a hyphen; acts before 1997 have their own forms (`15/CP`,
`06-LCT/HĐNN8`, `1141-TC/QĐ/CĐKT`), which are kept as printed. The Government numbers the resolutions by which it
removes obstacles in the law within one series (`66.17/2026/NQ-CP`: Nghị quyết 206/2025/QH15).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from validators.citations.acts.act_types import BY_CODE
from validators.citations.acts.assembly import fits, mended_term
from validators.citations.acts.courts import type_of_court_symbol
from validators.citations.acts.organs import organs_of, with_bars
from validators.citations.repair import bar_letters, digits, level

_GROUP = (
    r"(?:(?:UBTV)?[QO0]{1,2}H(?:[\dIlO]|[\]!)](?=[\dIl])){1,3}|T[Tt][Ggq9]|TT\?(?=-)|TTri|[TC][Tt]r|QyĐ|SLt"
    r"|[A-ZĐĂÂÊÔƠƯ][A-ZĐĂÂÊÔƠƯ&]{0,15}p?)\d{0,2}"
)
_SYMBOL = rf"{_GROUP}(?:(?:\s{{0,2}}[-/]\s{{0,2}}|\.){_GROUP}){{0,8}}(?:(?<=SL)/\d\d(?!\d))?"
_END = r"(?:(?![\wĐđ])|(?=ngày|của))"
_SERIAL = r"(?:\d|[OolI](?=[\d/]))(?:[\dOolI]|(?<=8)§(?=\d)){0,4}(?:\.\d{1,3}(?=/\d{4}/NQ)|[a-zđ]?)"
_YEAR = r"[12][\dOolI][\dOolISŠ]\s?[\dOolISŠ]"
_SLASH = r"/(?:\s{0,1}/)?"
# A stroke, a hyphen (Party, and acts before 1997), or nothing at all before the Assembly's abbreviation.
_BEFORE_SYMBOL = rf"(?:{_SLASH}|(?<=\d)-|(?<=[a-z])-|(?<=\d)(?=[QO0]H[\dIlO]{{2}}))"
# Typists run the word before a number into it ("NĐ168/2024"). The first letter is asked first: it is what is rare.
_APART = r"(?=[\dOolI])(?:(?<![\w/.\-])|(?<=\bNĐ)|(?<=\bND)|(?<=\bQĐ)|(?<=\bTT)|(?<=\bNQ))"
_NUMBER = re.compile(
    rf"{_APART}(?P<stray>(?<=[Ss][ốôổỏóò] )\d{{1,2}} )?(?P<serial>{_SERIAL})\s{{0,2}}"
    rf"(?:{_SLASH}\s{{0,2}}(?P<year>{_YEAR})\s{{0,2}})?"
    rf"{_BEFORE_SYMBOL}\s{{0,2}}(?P<symbol>{_SYMBOL}){_END}"
)
_BLANK = re.compile(
    rf"[Ss]ố\s{{0,2}}:?(?P<gap>[\s.…_]{{0,40}})(?:/\s{{0,2}}(?P<year>{_YEAR})\s{{0,2}})?"
    rf"[/-]\s{{0,2}}(?P<symbol>{_SYMBOL}){_END}"
)
_UNREADABLE = re.compile(
    rf"S[ốôổỏóòo6]\s{{0,2}}[:.;,]?(?P<gap>[^\n]{{0,18}}?)/\s{{0,2}}"
    rf"(?:(?P<year>{_YEAR})\s{{0,2}}/\s{{0,2}})?(?P<symbol>{_SYMBOL}){_END}"
)
_SHORT = re.compile(rf"{_APART}(?P<serial>{_SERIAL})(?:\s?/\s?|\s{{1,3}}năm\s{{1,3}})(?P<year>{_YEAR})(?![\w/])")
_REST_OF_ORGAN = re.compile(r" ([A-ZĐ]{1,4}g?)(?!\w)")
_SEPARATOR = re.compile(r"\s*([-/])\s*")
_ASSEMBLY = re.compile(r"^(?:QH|UBTVQH)\d{0,2}$")
_MIXED_CASE = {
    "TTG": "TTg",
    "TTQ": "TTg",
    "TT9": "TTg",
    "TTR": "TTr",
    "TT?": "TTr",
    "CTR": "CTr",
    "QYĐ": "QyĐ",
    "TTRI": "TTri",
    "SLT": "SLt",
    "NDD": "NĐ",
    "QDD": "QĐ",
}
_TERM = re.compile(r"(?P<body>(?:UBTV)?[QO0]{1,2}H)(?P<term>[\dIOL\]!)]{1,3})")
_STROKE = re.compile(r"[\]!)L]")  # of a symbol in capitals: a small l is an L by then
_DOUBLED = re.compile(r"(\w)\1")
_ZERO = re.compile(r"(?<=^[A-ZĐ])O(?=\d$)")
_FINANCE = "TC"  # before 1997 the Ministry of Finance in "1141-TC/QĐ/CĐKT", now a communiqué
_FIVES_OR_EIGHTS = ("5", "8")
_O_FOR_Q = {"OĐ": "QĐ", "NO": "NQ", "OD": "QĐ"}
PARTY_ORGANS = frozenset({"TW", "TU", "HU", "VPTW", "BBT", "BTGTW", "UBKTTW", "BTCTW", "QUTW", "ĐUK"})


@dataclass(frozen=True, slots=True)
class ActNumber:
    """A number with its symbol, found in a text.

    Attributes:
        start: First character in the text.
        end: One past the last.
        printed: As it stands in the text.
        text: As it should be written: no spaces, Đ with its bar, digits where digits belong. None when the serial
            number is blank on paper.
        serial: The serial number ("05", "12a"); None when blank.
        year: Between the slashes; None for documents numbered within a year.
        symbol: Type and organ ("QĐ-TTg").
        type: Slug of the type the symbol says; None when it says none (công văn, laws).
        organ_codes: Abbreviations of the issuing organs, in order.
    """

    start: int
    end: int
    printed: str
    text: str | None
    serial: str | None
    year: int | None
    symbol: str
    type: str | None
    organ_codes: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether the serial number is missing on paper."""
        return self.text is None

    @property
    def repaired(self) -> bool:
        """Whether the number differs from what is printed in more than white space."""
        return self.text is not None and self.text != "".join(self.printed.split())

    @property
    def key(self) -> str | None:
        """For comparing: the text in capitals, the serial number without leading zeros."""
        return None if self.text is None else number_key(self.text)


@functools.lru_cache(maxsize=8192)
def number_key(text: str) -> str:
    """A number for comparing: capitals, no white space, no leading zeros, Đ barred, one kind of separator."""
    flat = bar_letters(level(text)).upper().replace(" ", "").replace("/PL-UBTVQH", "/UBTVQH").replace("/NQ-QH", "/QH")
    return flat.lstrip("0").replace("-", "/")


def find_numbers(text: str, levelled: str | None = None) -> Iterator[ActNumber]:
    """Every number with a symbol that names a type or an organ, in order.

    Args:
        text: Any text; places in it stay right because repairs keep its length.
        levelled: The same after `repair.level`, where that is at hand.
    """
    levelled = level(text) if levelled is None else levelled
    if not any(sign in levelled for sign in "/-H"):
        return  # without a stroke only the Assembly's (QH) are
    for match in _NUMBER.finditer(levelled):
        number = _joined(_read(match, text), text, levelled)
        if number is not None and _is_plausible(number, levelled):
            yield number


def find_blank_numbers(text: str, levelled: str | None = None) -> Iterator[ActNumber]:
    """Every "Số:      /BC-STP": a symbol whose serial number was left blank on paper.

    Args:
        text: Any text.
        levelled: The same after `repair.level`, where that is at hand.
    """
    levelled = level(text) if levelled is None else levelled
    return (_without_serial(match, text) for match in _BLANK.finditer(levelled))


def find_unreadable_number(text: str) -> ActNumber | None:
    """A label, scribble and a symbol at the head of a scan ("Số: #1?/TB-STP"); the number itself stays open."""
    match = _UNREADABLE.match(level(text).lstrip())
    return None if match is None else _without_serial(match, text.lstrip())


def _without_serial(match: re.Match[str], text: str) -> ActNumber:
    symbol = tidy_symbol(match["symbol"])
    kind, organs = read_symbol(symbol, party=False)
    year = _year(match["year"], symbol) if match["year"] else None
    printed = text[match.start() : match.end()]
    return ActNumber(match.start(), match.end(), printed, None, None, year, symbol, kind, organs)


def find_short_numbers(levelled: str) -> Iterator[tuple[int, int, str, int]]:
    """Every "168/2024" without a symbol: start, end, serial, year. Only a type word before it makes it an act.

    Args:
        levelled: A text after `repair.level`.
    """
    for match in _SHORT.finditer(levelled) if "/" in levelled or "năm" in levelled else ():
        year = _year(match["year"], "")
        if year is not None:
            yield match.start(), match.end(), digits(match["serial"]), year


def parse_number(text: str) -> ActNumber | None:
    """Read a number that stands alone ("Số: 14/2019/QĐ-TTg", "14/2019/QĐ-TTg").

    Returns:
        None when the text holds no number, or an unknown sort of number next to other words.
    """
    levelled = level(text)
    match = _NUMBER.search(levelled)
    return None if match is None else _read(match, text)


def _read(match: re.Match[str], text: str) -> ActNumber | None:
    hyphen = match.string[match.start("symbol") - 1] == "-"
    serial = (match["stray"] or "").strip() + match["serial"]
    read = _read_parts(serial, match["year"] or "", match["symbol"], hyphen=hyphen)
    if read is None:
        return None
    return _placed(read, *match.span(), text)


def _placed(read: ActNumber, start: int, end: int, text: str) -> ActNumber:
    # By its members: `replace` takes four times as long, and a text may have a hundred thousand numbers.
    return ActNumber(
        start, end, text[start:end], read.text, read.serial, read.year, read.symbol, read.type, read.organ_codes
    )


@functools.lru_cache(maxsize=4096)
def _read_parts(serial: str, year: str, symbol: str, *, hyphen: bool) -> ActNumber | None:
    """A number from its parts as printed, its place left open; remembered, because texts repeat their numbers."""
    symbol = tidy_symbol(symbol)
    serial = _tidy_serial(serial)
    said = _year(year, symbol) if year else None
    if year and said is None:
        return None
    symbol = _with_term(symbol, said)
    kind, organs = read_symbol(symbol, party=hyphen and said is None)
    whole = f"{serial}/{said}/{symbol}" if said else f"{serial}{'-' if hyphen else '/'}{symbol}"
    return ActNumber(0, 0, "", whole, serial, said, symbol, kind, organs)


def _joined(number: ActNumber | None, text: str, levelled: str) -> ActNumber | None:
    """A number whose last abbreviation is broken by a space ("LCT/HĐN N"), where only the whole one is an organ's."""
    if number is None or number.text is None or not number.organ_codes:
        return number
    rest = _REST_OF_ORGAN.match(levelled, number.end, number.end + 8)
    organ = number.organ_codes[-1]
    if rest is None or not number.symbol.endswith(organ) or organs_of(organ):
        return number
    whole = tidy_symbol(organ + rest[1])
    if not organs_of(whole):
        return number
    symbol = number.symbol.removesuffix(organ) + whole
    return replace(
        number,
        end=rest.end(),
        printed=text[number.start : rest.end()],
        text=number.text.removesuffix(organ) + whole,
        symbol=symbol,
        organ_codes=(*number.organ_codes[:-1], whole),
    )


def _year(text: str, symbol: str) -> int | None:
    """The year; an S may be 5 or 8 and is read only where the Assembly's term leaves one of them."""
    flat = text.replace(" ", "")
    read = [int(digits(flat.replace("Š", "S").replace("S", digit))) for digit in _FIVES_OR_EIGHTS]
    term = re.search(r"QH(\d+)$", symbol)
    able = {year for year in read if term is not None and fits(int(term[1]), year)} or set(read)
    return able.pop() if len(able) == 1 else None


def _with_term(symbol: str, year: int | None) -> str:
    """The symbol with the Assembly's term completed where the year leaves only one."""
    body, mark, term = symbol.rpartition("QH")
    return f"{body}{mark}{mended_term(term, year)}" if mark and term.isdigit() and year is not None else symbol


def _tidy_serial(serial: str) -> str:
    # A letter after the digits ("12a") is a sub-number, unless it can only be a misread digit.
    serial = serial.replace("8§", "8")
    last = serial[-1]
    return digits(serial[:-1]) + (last if last.isdigit() or last not in "OolI" else digits(last))


@functools.lru_cache(maxsize=2048)
def tidy_symbol(symbol: str) -> str:
    """A symbol as it should be written: no spaces, Đ barred, `TTg` and its like in their mixed case."""
    barred = bar_letters(_SEPARATOR.sub(r"\1", symbol))
    pieces = re.split(r"([-/.])", barred)
    return "".join(_tidy_group(piece.upper(), first=place == 0) for place, piece in enumerate(pieces))


def _tidy_group(group: str, *, first: bool) -> str:
    """One group; an Assembly's term is put right (`QHI5`, `OH15`), and O for Q where only Q can stand."""
    term = _TERM.fullmatch(group)
    if term is not None:
        return f"{'UBTV' * term['body'].startswith('UBTV')}QH{digits(_STROKE.sub('1', term['term']))[-2:]}"
    if first and group in _O_FOR_Q:
        return _O_FOR_Q[group]
    group = group if first else with_bars(_ZERO.sub("0", group))
    if len(group) > 3 and not organs_of(group) and organs_of(single := _DOUBLED.sub(r"\1", group)):
        # A scanner gave a letter twice (`HĐĐBT`); only a known organ's abbreviation is believed.
        return single
    return _MIXED_CASE.get(group, group)


@functools.lru_cache(maxsize=2048)
def read_symbol(symbol: str, *, party: bool) -> tuple[str | None, tuple[str, ...]]:
    """What a symbol says about type and organs.

    Args:
        symbol: Tidy (see `tidy_symbol`).
        party: Whether it follows the serial number by a hyphen, as in party documents.

    Returns:
        The slug of the type (None when the symbol names none) and the abbreviations of the organs.
    """
    groups = re.split(r"[-/.]", symbol)
    first = groups[0].upper()
    if _ASSEMBLY.match(first):
        return None, (first.rstrip("0123456789"),)
    kind = BY_CODE.get(first)
    if kind is not None and not (first == _FINANCE and party and groups[1:2] and groups[1].upper() in BY_CODE):
        return kind.slug, tuple(code for group in groups[1:] if (code := group.rstrip("0123456789")))
    if party or len(groups) > 2:
        for place, group in enumerate(groups[1:], start=1):
            if group.upper() in BY_CODE:
                return BY_CODE[group.upper()].slug, tuple(groups[:place])
    return (None, (groups[0],))


def _is_plausible(number: ActNumber, levelled: str) -> bool:
    """Keep what names a known type or organ; keep the unknown only where a word announces a number."""
    before = levelled[max(0, number.start - 14) : number.start].lower()
    if "mẫu" in before:
        return False
    known = _is_known(number.symbol, of_a_year=number.year is not None)
    if known is not None:
        return known
    announced = before.rstrip(" :").endswith(("số", "cv", "công văn", "văn bản"))
    return announced and len(number.symbol) > 1


@functools.lru_cache(maxsize=2048)
def _is_known(symbol: str, *, of_a_year: bool) -> bool | None:
    """Whether a symbol names a known type or organ; None where the words before it have to tell."""
    groups = re.split(r"[-/.]", symbol)
    first = groups[0].upper().rstrip("0123456789")
    if _ASSEMBLY.match(groups[0]):
        return of_a_year and 7 <= int(re.sub(r"\D", "", groups[0]) or 0) <= 30
    if len(first) > 1 and (first in BY_CODE or organs_of(first)) and len(groups) > 1:
        return True
    if groups[-1].upper() in PARTY_ORGANS or symbol in {"CP", "HĐBT", "TTg", "AL"}:
        return True
    return True if of_a_year and type_of_court_symbol(symbol) is not None else None
