"""Finding personal data in Vietnamese text, with the exemptions that public legal-education material needs.

Exempt: hotlines and landlines of organs (1900…, 1800…, 111, 113, 02x), phones the office lists as public, names coded
as courts code them ("Nguyễn Văn A", "H1"), document numbers, amounts, and addresses of offices.
Every pattern is bounded and linear. Sources: NĐ 356/2025/NĐ-CP (kinds), NĐ 137/2015/NĐ-CP Điều 13 (structure of the
12-digit number), Circular 22/2014/TT-BTTTT and the renumbering of 2018 (phones), TT 79/2024/TT-BCA (plates).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from validators.language.sought import Headed, Hinted, Searched, Sought, matches_at, spots, stretches
from validators.language.syllables import CAPITALS
from validators.rules.clean.drawn import is_drawn
from validators.rules.clean.numbers import digits_of, is_dummy, labelled
from validators.rules.clean.phones import SPELT, find_phones
from validators.rules.clean.undressing import UNSEEN, undressed
from validators.sharing.vocabulary import vocabulary


class PersonalDataKind(StrEnum):
    """Kinds of personal data."""

    CITIZEN_ID = "citizen-id"
    OLD_ID = "old-id"
    PHONE = "phone"
    ACCOUNT = "account"
    PLATE = "plate"
    ADDRESS = "address"
    EMAIL = "email"
    PASSPORT = "passport"
    INSURANCE = "insurance"
    BIRTH_DATE = "birth-date"
    LAND_CERTIFICATE = "land-certificate"
    LICENCE = "licence"


class PersonalDatum(NamedTuple):
    """One datum found, with its place in the text."""

    kind: PersonalDataKind
    start: int
    end: int
    text: str


_GAP = r"[ .\-]?"
# What stands before is asked after the first digit: an expression that begins with a letter is looked for as such.
_CITIZEN = re.compile(rf"0(?<![\d.,/]0)\d{{2}}{_GAP}[0-9]\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{3}}(?![\d/]|[.,]\d)")


_OLD_ID = labelled(
    ("cmnd", "cmtnd", "cmt", "chứng minh ", "giấy chứng minh"),
    r"(?<!\d)(\d{3}[ .]?\d{3}[ .]?\d{3})(?![\d/])",
    reach=30,
    words=("CMND", "CMTND", "CMT", r"chứng minh (?:thư )?(?:nhân dân|quân đội|thư)?", "giấy chứng minh"),
)
_CITIZEN_NAMED = labelled(
    ("cccd", "căn cước", "định danh", "số cc", "gcc"),
    r"(?<!\d)(\d(?:[ .\-/]?\d){11})(?![\d/]|[ .\-]\d)",
    reach=40,
)
_ACCOUNT = labelled(
    ("stk", "số tài khoản", "số tk", "tài khoản", "tk số", "thẻ atm", "thẻ tín dụng", "thẻ ngân hàng", "số thẻ"),
    r"(?<!\d)(\d(?:[ .\-]?\d){5,18})(?![\d/])",
    reach=25,
    words=(
        "STK", "số tài khoản", "số TK", r"tài khoản(?: ngân hàng)?(?: số)?", "TK số",
        r"thẻ (?:ATM|tín dụng|ngân hàng)(?: số)?", "số thẻ",
    ),
)  # fmt: skip
# The bank stands before its account, or words stand between: as many digits as no form and no amount has there.
_BANKS = (
    "vietcombank", "vietinbank", "agribank", "bidv", "techcombank", "sacombank", "vpbank", "tpbank", "mb bank",
    "mbbank", "hdbank", "eximbank", "acb", "thẻ visa", "thẻ master", "thẻ napas", "thẻ jcb", "thẻ ghi nợ",
)  # fmt: skip
_ACCOUNT_AFTER = labelled(
    (*_BANKS, "tk:", "tk ", "số tk", "số tài khoản", "tài khoản ngân hàng"),
    r"(?<!\d)(?!1[89]00|0[2-9]\d{0,2}[ .\-]?\d{3}[ .\-]?\d{3,4}(?![ .\-]?\d))"  # no phone
    r"(\d(?:[ .\-]?\d){8,18})(?![\d/]|[.,]\d|[ ]?(?:đồng|đ\b|VNĐ|USD|%))",
    reach=60,
    words=(*_BANKS, r"(?<!\w)TK(?:[ ]?:|[ ])", "số TK", "số tài khoản", "tài khoản ngân hàng"),
)
_PLATE = re.compile(
    r"""
    ([1-9]\d(?<![\w/\-]\d\d)(?<!10)[ \-]?            # the province's two digits
    (?:MĐ\d | [A-HKLMNPSTUVXYZ][A-HKLMNPSTUVXYZ1-9] | [A-HKLMNPSTUVXYZĐ])  # the series
    [ \-.]{0,2}(?:\d{3}\.\d{2} | \d{5} | \d{4}))(?![\w/]|[.,]\d)
    """,
    re.VERBOSE,
)
_PLATE_NAMED = labelled(
    ("biển số", "biển kiểm soát", "bks"),
    r"(?<!\w)(\d{2}[ \-]?[A-ZĐ][A-ZĐ1-9]?[ \-.]{0,2}(?:\d{3}\.\d{2}|\d{4,5}))(?![\w/]|[.,]\d)",
    reach=15,
)
_OLD_PLATE = re.compile(r"(?<!\d)\d{4}$")
_VEHICLE = re.compile(r"(?<!\w)(?:biển|xe|BKS|ô tô|mô tô)(?!\w)", re.IGNORECASE)
# The last part of a domain has letters alone, two or more (RFC 3696, 2); what noise has between "@" and "." has not.
_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,3}\.[A-Za-z]{2,24})(?![\w@])"
)
# Written so that machines do not find it: "lan (at) gmail (dot) com", "lan [a còng] gmail.com".
_VEILED_MAIL = Hinted(
    re.compile(
        r"""
        (?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63} \s?[(\[{<]\s? (?:at|a|a[ ]còng|a[ ]vòng|@) \s?[)\]}>]\s?
        ([A-Za-z0-9-]{1,63}
        (?:(?:\.|\s?[(\[{<]\s?(?:dot|chấm|\.)\s?[)\]}>]\s?|\s(?:dot|chấm)\s)[A-Za-z0-9-]{1,63}){1,4})
        """,
        re.IGNORECASE | re.VERBOSE,
    ),
    re.compile(r"[(\[{<](?:at|@|a[)\]}>]|a?$)", re.IGNORECASE | re.MULTILINE),
)
_PUBLIC_MAIL = re.compile(
    r"(?:\.gov\.vn|\.edu\.vn|\.org\.vn|(?<![\w-])(?:chinhphu|quochoi|dangcongsan)\.vn)$", re.IGNORECASE
)
_SPACED_MAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63} {1,2}@ {0,2}"
    r"([A-Za-z0-9-]{1,63}(?:(?:\.| \. ?)[A-Za-z0-9-]{1,63}){1,4})(?!\w)"
)
# As it is said on the telephone: "lan a còng gmail chấm com".
_SPOKEN_MAIL = Sought(
    re.compile(
        r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}\s{1,2}(?:a còng|a vòng|at)\s{1,2}"
        r"([A-Za-z0-9-]{1,63}(?:\s{1,2}(?:chấm|dot)\s{1,2}[A-Za-z0-9-]{1,63}){1,4})(?!\w)",
        re.IGNORECASE,
    ),
    needs=(("a còng", "a vòng", "at"), ("chấm", "dot")),
)
_VEIL = re.compile(r"\s(?:chấm|dot)\s|\s?[(\[{<]\s?(?:at?|a còng|a vòng|@|dot|chấm|\.)\s?[)\]}>]\s?", re.IGNORECASE)
_PASSPORT = labelled(("hộ chiếu", "passport"), r"(?<!\w)([A-Z][ ]?\d(?:[ .]?\d){6,7})(?!\w)", reach=25, lettered=True)
_INSURANCE = labelled(
    ("bhxh", "bhyt", "bảo hiểm xã hội", "bảo hiểm y tế", "mã số thuế cá nhân", "mst cá nhân"),
    r"(?<!\d)((?:[A-Z]{2}[ ]?\d[ ]?\d{2}[ ]?)?\d(?:[ .\-]?\d){9})(?![\d/]|[ .\-]\d)",
    reach=20,
    lettered=True,
)
# Two letters and six digits, since 2024 eight; the number in the register has letters of the organ and five.
_LAND_CERTIFICATE = labelled(
    ("giấy chứng nhận", "gcn", "sổ đỏ", "sổ hồng", "số phát hành", "số vào sổ"),
    r"(?<![\w/])([A-ZĐ]{2}[ ]?\d{5,8})(?![\w/\-])",
    reach=90,
    lettered=True,
)
_LICENCE = labelled(
    ("giấy phép lái xe", "gplx", "bằng lái"),
    r"(?<!\d)(\d(?:[ .\-]?\d){11})(?![\d/]|[ .\-]\d)",
    reach=30,
    words=(r"(?:giấy phép lái xe|gplx|bằng lái)(?:[^\d\n]{0,15}hạng [A-F]\d)?",),  # classes have a digit: "A1"
)
_INSURANCE_CARD = Headed(
    re.compile(r"(?:BHYT|bảo hiểm y tế)[^\n]{0,20}?(?<!\w)([A-Z]{2}[ ]?\d[ ]?\d{2}(?:[ ]?\d){10})(?!\w)"),
    ("bhyt", "bảo hiểm y tế"),
)
_DAY = (
    r"\d{1,2}\s?[/\-.]\s?\d{1,2}\s?[/\-.]\s?(?:19|20)\d\d|\d{1,2} tháng \d{1,2} năm (?:19|20)\d\d"
    r"|\d{1,2}[/\-.]\d{1,2}[/\-.]\d\d(?!\d)"
)
_BIRTH = labelled(("sinh ngày", "ngày sinh", "ngày, tháng, năm sinh", "sinh năm"), rf"({_DAY})", reach=25)
_BIRTH_SHORTLY = labelled(
    ("ns:", "ns ", "sn:", "sn ", "sinh:", "sinh "), rf"({_DAY})", reach=2, words=(r"(?<!\w)(?:NS|SN|sinh)[: ]",)
)
_BIRTH_IN_WORDS = Headed(
    re.compile(
        r"""
        (?:sinh[ ]ngày|ngày[ ]sinh:?)\s{1,3}
        ((?:mồng\s)?(?:\d{1,2}|[^\W\d]+)(?:\s[^\W\d]+){0,3} \stháng\s[^\W\d]+(?:\s[^\W\d]+)?
         \snăm\s(?:(?:một|hai)\s(?:nghìn|ngàn)(?:\s[^\W\d]+){1,6} | (?:19|20)\d\d(?!\d)))
        """,
        re.IGNORECASE | re.VERBOSE,
    ),
    ("sinh ngày", "ngày sinh"),
)
# A day that parts who is older from who is younger is nobody's birthday.
_COHORT = re.compile(r"[ ,]{0,3}(?:trở (?:đi|về|lên|lại|xuống)|hoặc (?:sau|trước)|đến (?:hết )?(?:ngày|năm|\d))")
_UNIT = (
    r"(?:đường|đại lộ|phố|ngõ|ngách|hẻm|kiệt|thôn|xóm|ấp|bản|buôn|làng|khóm|tổ(?: dân phố)?|khu phố|KP|TDP"
    r"|phường|xã|thị trấn)"
)
# "cư trú", "thường trú", "chỗ ở" and "nơi ở" end in words of this list.
_LIVES = (
    r"(?<!\w)(?i:số nhà|nhà số|(?:trú|ngụ|HKTT|quê quán|địa chỉ|[Nn]hà riêng|ở)"
    r"[ ]?(?:(?:tại|hiện nay|:|là)[ ]?){0,3}(?:số[ ])?)"
)
_LANE = r"(?:(?:ngõ|ngách|hẻm|kiệt)[ ]\d{1,4}(?:/\d{1,4}){0,3},?[ ]){0,2}"
_STREET = (
    r"(?:(?:ngõ|ngách|hẻm|kiệt)[ ])?"
    rf"\d{{1,4}}[A-Za-z]?(?:[/\-]\d{{1,4}}[A-Za-z]?){{0,4}},?[ ]{_LANE}(?:{_UNIT}[ ](?:\d{{1,3}},[ ]{_UNIT}[ ])?)?"
    rf"(?:[{CAPITALS}]\w+|(?<=tổ )\d|(?<=phố )\d)"
)
_HAMLET = rf"{_UNIT}[ ](?:\d{{1,3}}|[{CAPITALS}]\w+)[^\n.;]{{0,30}}?,[ ]?{_UNIT}[ ][{CAPITALS}\d]"
_ADDRESS = re.compile(rf"{_LIVES}[ ]?(?:{_STREET}|{_HAMLET})")
_HOUSE = re.compile(r"\bsố nhà\s\d{1,4}[A-Za-z]?(?:/\d{1,4}[A-Za-z]?){0,4}", re.IGNORECASE)
_OFFICES = (
    "UBND", "Ủy ban", "Uỷ ban", "trụ sở", "Trụ sở", "Sở ", "Phòng ", "Trung tâm", "Công an", "Tòa án", "Toà án",
    "Viện ", "Chi cục", "Cục ", "Văn phòng", "Công ty", "Trường (?:[Đđ]ại|[Tt]iểu|[Tt]rung|[Mm]ầm|[Cc]ao|học)",
    "Trường (?:THCS|THPT)", "Bệnh viện", "Bộ phận một cửa", "Nhà xuất bản", "cơ quan", "Cơ quan", "tiếp công dân",
    "Liên hệ", "Đường dây nóng", "đường dây nóng", "hotline", "Hotline", "Tổng đài", "tổng đài",
)  # fmt: skip
_OFFICE = re.compile("|".join(_OFFICES))
_OFFICE_AFTER = re.compile(r"[^\n.;(]{0,60}\((?:trụ sở|Trụ sở|tại trụ sở|trong khuôn viên)")


@cache
def citizen_codes() -> frozenset[str]:
    """The 63 province codes numbers begin with, for everyone whose birth was registered before July 2025, and after."""
    return frozenset("0" + term.code for term in vocabulary("provinces").terms)


def is_citizen_number(digits: str) -> bool:
    """Whether 12 digits have the structure of a citizen's number: province, century and sex, year of birth."""
    return len(digits) == 12 and digits.isdigit() and digits[:3] in citizen_codes() and digits[3] in "0123"


def find_personal_data(
    text: str | Searched, public_phones: Iterable[str] = (), *, trusting: bool = True
) -> list[PersonalDatum]:
    """Every datum, in order; where two overlap, the more specific kind is kept.

    Args:
        text: Any text; as it is searched, where others look through it too.
        public_phones: Numbers of organs that look like a person's mobile.
        trusting: Whether a mobile's number behind the name of an organ is the organ's.
    """
    if isinstance(text, str):
        text = Searched(text)
    plain = undressed(text)
    if UNSEEN.search(text.alphabet):
        return _found_in_seen(plain, text.text, public_phones, trusting=trusting)
    searched = text if plain == text.text else text.with_signs(plain)
    allowed = frozenset(map(digits_of, public_phones))
    found, taken = [], bytearray(len(plain))  # a mark for every sign: asking each datum about all others takes too long
    for datum in _candidates(searched, allowed, trusting=trusting):
        if taken.find(1, datum.start, datum.end) < 0 and not is_drawn(plain, datum.start, datum.end):
            taken[datum.start : datum.end] = b"\1" * (datum.end - datum.start)
            found.append(datum)
    if searched is not text:
        found = [datum._replace(text=text.text[datum.start : datum.end]) for datum in found]
    return sorted(found, key=attrgetter("start"))


def _found_in_seen(plain: str, text: str, public_phones: Iterable[str], *, trusting: bool) -> list[PersonalDatum]:
    """What a reader sees between signs nobody sees; the places are those of the text with them."""
    hidden = {place for found in UNSEEN.finditer(plain) for place in range(found.start(), found.end())}
    seen = [place for place in range(len(plain)) if place not in hidden]
    return [
        datum._replace(start=seen[datum.start], end=seen[datum.end - 1] + 1,
                       text=text[seen[datum.start] : seen[datum.end - 1] + 1])
        for datum in find_personal_data("".join(plain[place] for place in seen), public_phones, trusting=trusting)
    ]  # fmt: skip


def _candidates(searched: Searched, allowed: frozenset[str], *, trusting: bool) -> Iterator[PersonalDatum]:
    text = searched.text
    numbers = _long_numbers(searched)
    windows = list(_windows(text, numbers))
    yield from (_datum(PersonalDataKind.CITIZEN_ID, found) for found in _CITIZEN_NAMED.each_in(searched))
    for start, end in windows:
        yield from _identity(searched, start, end)
    yield from (
        PersonalDatum(PersonalDataKind.PHONE, start, end, text[start:end])
        for start, end in find_phones(searched, windows, numbers, allowed, trusting=trusting)
    )
    yield from _life(searched)
    yield from _home(searched)
    for found in SPELT.each_in(searched):
        is_citizen = len(_SPELT_DIGIT.findall(found.group())) == _CITIZEN_DIGITS
        yield _whole(PersonalDataKind.CITIZEN_ID if is_citizen else PersonalDataKind.PHONE, found)
    yield from _mails(searched)


_SPELT_DIGIT = re.compile(r"[^\W\d]+")
_CITIZEN_DIGITS = 12


def _mails(searched: Searched) -> Iterator[PersonalDatum]:
    for found in (*_VEILED_MAIL.each_in(searched), *_SPOKEN_MAIL.each_in(searched), *_mail(searched.text)):
        if not _PUBLIC_MAIL.search(_VEIL.sub(".", found.group(1))):
            yield _whole(PersonalDataKind.EMAIL, found)


def _whole(kind: PersonalDataKind, found: re.Match[str]) -> PersonalDatum:
    return PersonalDatum(kind, found.start(), found.end(), found.group())


def _mail(text: str) -> Iterator[re.Match[str]]:
    for start, end in stretches(spots(text, "@"), _BEFORE_AT, _AFTER_AT):
        yield from _EMAIL.finditer(text, start, end)
        yield from _SPACED_MAIL.finditer(text, start, end)


_BEFORE_AT, _AFTER_AT = 66, 330  # signs of the longest address before and after the "@", and one more


# At least seven digits, apart by single signs: shorter ones identify nobody.
_LONG_NUMBER = re.compile(r"\d(?:[ .\-)]?[ ]?\d){6,}")
_MONEY = re.compile(r"[ ]?(?:đồng|đ\b|VNĐ|USD|%)")
_HOTLINE = re.compile(r"1[89]00[ .\-]?\d[\d .\-]{2,7}")
_AROUND = 70


def _long_numbers(searched: Searched) -> list[tuple[int, int]]:
    return [found.span() for found in matches_at(_LONG_NUMBER, searched.text, searched.digits)]


def _windows(text: str, numbers: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches around long numbers that are no amounts. Everything else needs no closer look."""
    last: tuple[int, int] | None = None
    for first, behind in numbers:
        if _MONEY.match(text, behind) or _HOTLINE.fullmatch(text, first, behind):
            continue
        start, end = max(first - _AROUND, 0), behind + _AROUND
        if last and start <= last[1]:
            last = (last[0], end)
            continue
        if last:
            yield last
        last = (start, end)
    if last:
        yield last


# In order: what a keyword names is surer than what a shape suggests.
_NAMED = (
    (PersonalDataKind.INSURANCE, _INSURANCE_CARD),
    (PersonalDataKind.INSURANCE, _INSURANCE),
    (PersonalDataKind.ACCOUNT, _ACCOUNT),
    (PersonalDataKind.ACCOUNT, _ACCOUNT_AFTER),
    (PersonalDataKind.OLD_ID, _OLD_ID),
    (PersonalDataKind.LICENCE, _LICENCE),
    (PersonalDataKind.PASSPORT, _PASSPORT),
)


def _identity(searched: Searched, start: int, end: int) -> Iterator[PersonalDatum]:
    text = searched.text
    for kind, named in _NAMED:
        for found in named.each_in(searched, start, end):
            if not is_dummy(found.group(1)) and not (
                kind is PersonalDataKind.ACCOUNT and _is_of_the_state(text, found)
            ):
                yield _datum(kind, found)
    for found in _CITIZEN.finditer(text, start, end):
        digits = digits_of(found.group())
        if is_citizen_number(digits) and not is_dummy(digits):
            yield _whole(PersonalDataKind.CITIZEN_ID, found)


_TREASURY = re.compile(r"(?i:kho\s{1,3}bạc)|KBNN|(?i:ngân\s{1,3}sách\s{1,3}nhà\s{1,3}nước)")
_BESIDE = 60  # signs of the same line in which the account's holder stands


def _is_of_the_state(text: str, found: re.Match[str]) -> bool:
    """Accounts of the State Treasury, into which fines are paid, are nobody's."""
    before = text[max(found.start() - _BESIDE, 0) : found.start()].rpartition("\n")[2]
    after = text[found.end() : found.end() + _BESIDE].partition("\n")[0]
    return bool(_TREASURY.search(before) or _TREASURY.search(found.group()) or _TREASURY.search(after))


def _life(searched: Searched) -> Iterator[PersonalDatum]:
    text = searched.text
    for found in matches_at(_PLATE, text, searched.digits):
        # Old plates of four digits look like form numbers; there the word before decides.
        if not _OLD_PLATE.search(found.group(1)) or _VEHICLE.search(text, max(found.start() - 40, 0), found.start()):
            yield _datum(PersonalDataKind.PLATE, found)
    yield from (_datum(PersonalDataKind.PLATE, found) for found in _PLATE_NAMED.each_in(searched))
    yield from (
        _datum(PersonalDataKind.LAND_CERTIFICATE, found)
        for found in _LAND_CERTIFICATE.each_in(searched) if found.group(1)[:2].isupper()
    )  # fmt: skip
    for found in (*_BIRTH.each_in(searched), *_BIRTH_SHORTLY.each_in(searched), *_BIRTH_IN_WORDS.each_in(searched)):
        if not _COHORT.match(text, found.end()):
            yield _datum(PersonalDataKind.BIRTH_DATE, found)


_HOME_WORDS = tuple((words, words.split()[0]) for words in (
    "nhà riêng", "Nhà riêng",
    "trú", "Trú", "ngụ", "Ngụ", "ở ", "Ở ", "ở:", "HKTT", "quê quán", "Quê quán", "địa chỉ", "Địa chỉ", "số nhà",
    "Số nhà", "nhà số",
))  # fmt: skip


def _home(searched: Searched) -> Iterator[PersonalDatum]:
    text = searched.text
    for spot in spots(text, [words for words, first in _HOME_WORDS if first in searched.signs]):
        found = _ADDRESS.match(text, spot) or _HOUSE.match(text, spot)
        if found and not (_OFFICE.search(text[max(spot - 80, 0) : spot].rpartition("\n")[2] + found.group())
                          or _OFFICE_AFTER.match(text, found.end())):  # fmt: skip
            yield _whole(PersonalDataKind.ADDRESS, found)


def _datum(kind: PersonalDataKind, found: re.Match[str]) -> PersonalDatum:
    return PersonalDatum(kind, found.start(1), found.end(1), found.group(1))
