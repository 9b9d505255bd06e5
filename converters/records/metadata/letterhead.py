"""The head of an administrative or normative document: organ, number, place and date, type and summary of contents.

Layout: NĐ 30/2020/NĐ-CP Annex I (boxes 1–5); acts of 1995–2010 put number and date into the title ("Nghị định của
Chính phủ số 94/1998/NĐ-CP ngày 17 tháng 11 năm 1998 …"). A scanner may read the two columns of the head in either
order or as one line; so lines are recognised by what they say, not by where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from converters.records.passages.passage import Passage, joined
from validators.citations.acts.act_types import ACT_TYPES, BY_NAME
from validators.citations.acts.dates import PrintedDate, find_dates
from validators.citations.acts.issuers import issuer_at
from validators.citations.acts.numbers import ActNumber, find_blank_numbers, find_numbers, find_unreadable_number
from validators.citations.repair import level
from validators.language import legal_paper

HEAD_PASSAGES = 40
_LONGEST_HEAD_LINE = 2000
_STATE_NAME = re.compile(legal_paper.STATE_NAME)
_MOTTO = re.compile(legal_paper.MOTTO)
_PARTY = re.compile(legal_paper.PARTY)
_NUMBER_LABEL = re.compile(legal_paper.any_case(r"(?:Luật\s{1,3})?", legal_paper.NUMBER_LABEL))
_DATE_LINE = re.compile(r"(?P<place>[\wÀ-ỹ][\wÀ-ỹ .\-]{1,40}?)\s?,\s{0,3}(?:ng[àa]y|Ng[àa]y)\b")
_TYPES = "|".join(sorted((re.escape(kind.name) for kind in ACT_TYPES), key=len, reverse=True))
_TYPE_LINE = re.compile(
    rf"(?P<type>{_TYPES}|ĐỀ CƯƠNG(?: TUYÊN TRUYỀN| GIỚI THIỆU)?)"
    r"(?P<rest>\s{0,3}$|\s{1,3}(?:của|CỦA|liên|V/v|Về|VỀ|số|Số|SỐ|TUYÊN TRUYỀN|GIỚI THIỆU)\b.*)",
    re.IGNORECASE,
)
_ABSTRACT_END = re.compile(
    r"(?:Căn cứ|Thực hiện|Theo đề nghị|Xét|Kính gửi|Để|Nhằm|Trong|Quốc hội|CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG|CHÍNH PHỦ"
    r"|QUỐC HỘI|GIÁM ĐỐC"
    r"|HIỆU TRƯỞNG|U[ỶY] BAN|ỦY BAN|HỘI ĐỒNG|ỦY BAN THƯỜNG VỤ|- Căn cứ|(?:Chương|CHƯƠNG|Phần|PHẦN)\s+[\dIVX]|(?:Đ"
    r"|D)i[ềê]u\s+1\b"
    r"|[IVX]{1,4}\s?\.|1\s?\.|[A-Z]\.|Luật [A-ZĐ].{3,150} số \d|(?:Chính phủ|Quốc hội|Bộ trưởng|Chủ tịch"
    r"|Thủ tướng|[ỦủUu][ỷYy] [Bb][Aa][Nn])\b[^.;:,]{0,80}$|_{3,})"
)
_SUBJECT = re.compile(r"V/v\s?:?\s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """A value and the passage and characters it was read from."""

    value: str
    passage: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the head of a document says.

    Attributes:
        official: The state's name and motto, or a number, stand at the top.
        organs: Lines of the issuing organ, from the one above to the one that issues.
        number: The document's own number, with where it stands.
        blank_number: The number was left blank on paper.
        date: Of issue; `value` None where a part is blank.
        place: Where it was issued ("Hà Nội").
        type: Slug of the document's type.
        type_read: The type as printed.
        abstract: What it is about (trích yếu).
        end: How many passages belong to the head.
    """

    official: bool = False
    organs: tuple[Read, ...] = ()
    number: tuple[ActNumber, Passage] | None = None
    blank_number: tuple[ActNumber, Passage] | None = None
    date: tuple[PrintedDate, Passage] | None = None
    place: Read | None = None
    type: str | None = None
    type_read: Read | None = None
    abstract: Read | None = None
    end: int = 0


def read_letterhead(passages: Sequence[Passage]) -> Letterhead:
    """Read the head of a document.

    Args:
        passages: Of the whole document, in order.
    """
    head = passages[:HEAD_PASSAGES]
    title = _type_line(head)
    limit = title if title is not None else _body_start(head)
    official = any(_STATE_NAME.search(p.text) or _PARTY.search(p.text) for p in head[: limit + 6])
    reach = max(limit, _basis(head, limit))
    number, blank = _own_number(head, reach, official=official)
    date = _own_date(head, reach)
    if title is None and number is None and blank is None and (date is None or not official):
        return Letterhead()
    if not official and number is None and blank is None and not _has_basis(head):
        return Letterhead()
    if title is not None and number is None and blank is None:
        whole = joined(head[title : title + 4])
        number = _title_number(whole)
        date = _title_date(number) or date
    kind, kind_read = _type_of(head[title]) if title is not None else (None, None)
    abstract, end = _abstract(head, title, number) if title is not None else _subject(head, limit)
    if kind is None and number is not None and title is None:
        kind = number[0].type or ("cong-van" if number[0].year is None else None)
    return Letterhead(
        official=True,
        organs=_organs(head, limit) or _organs_at_number(head, number) or _organ_in_title(head, title),
        number=number,
        blank_number=blank if number is None else None,
        date=date,
        place=_place(head, reach),
        type=kind,
        type_read=kind_read,
        abstract=abstract,
        end=end,
    )


def _type_line(head: Sequence[Passage]) -> int | None:
    for place, passage in enumerate(head):
        text = passage.text.strip("*_-–| ")
        match = _TYPE_LINE.match(text)
        if (
            match is not None
            and len(text) <= 700
            and not _OWN_NUMBER_LINE.fullmatch(text)
            and _is_title(passage, match, place)
        ):
            return place
    return None


_OWN_NUMBER_LINE = re.compile(r"Luật\s{1,3}[Ss]ố\s{0,2}:?\s{0,3}\S{3,30}")


def _is_title(passage: Passage, match: re.Match[str], place: int) -> bool:
    """Whether a line that begins with a type names this paper's type (and is no sentence or citation)."""
    name, rest = match["type"], match["rest"].strip()
    if name.isupper():
        return True
    if place > 14:
        return False
    if not rest:
        return True
    return (passage.lines <= 8 and _title_number(passage) is not None) or (
        rest.lower().startswith("của ") and len(rest) < 90
    )


def _type_of(passage: Passage) -> tuple[str | None, Read | None]:
    match = _TYPE_LINE.search(passage.text)
    if match is None:
        return None, None
    kind = BY_NAME.get(match["type"].lower())
    return (kind.slug if kind else None), Read(match["type"], passage, match.start("type"), match.end("type"))


def _body_start(head: Sequence[Passage]) -> int:
    """Without a title line: the first passage that reads like running text."""
    for place, passage in enumerate(head):
        if _ABSTRACT_END.match(passage.text) and place > 2 and not passage.text.isupper():
            return place
    return min(len(head), 14)


def _basis(head: Sequence[Passage], limit: int) -> int:
    """Where the text begins after the title; a reader may give the left column of the head only after the title."""
    for place in range(limit, min(len(head), limit + 9)):
        if (
            head[place].text.lstrip("- ").startswith(("Căn cứ", "Theo ", "Xét ", "Thực hiện "))
            or len(head[place].text) > 300
        ):
            return place
    return limit


def _has_basis(head: Sequence[Passage]) -> bool:
    return any(passage.text.lstrip("- ").startswith("Căn cứ") for passage in head)


def _own_number(
    head: Sequence[Passage], limit: int, *, official: bool
) -> tuple[tuple[ActNumber, Passage] | None, tuple[ActNumber, Passage] | None]:
    for place, passage in enumerate(head[:limit]):
        label = _NUMBER_LABEL.search(level(passage.text))
        following = head[place + 1] if place + 1 < len(head) else None
        for number in find_numbers(passage.text):
            begins = (
                label is not None
                and label.end() == number.start
                and _is_own_label(passage.text, label, official=official)
            )
            alone = official and number.end - number.start >= len(passage.text.strip()) - 2
            if begins or alone:
                return (_completed(number, passage, following), passage), None
        if (
            label is None
            or not _is_own_label(passage.text, label, official=official)
            or passage.text[:60].lower().lstrip("(").startswith(("ban hành kèm", "kèm theo"))
        ):
            continue
        for number in find_blank_numbers(passage.text):
            return None, (number, passage)
        unreadable = find_unreadable_number(passage.text[label.start() :])
        if official and unreadable is not None:
            return None, (unreadable, passage)
    return None, None


def _is_own_label(text: str, label: re.Match[str], *, official: bool) -> bool:
    """Forms like "Số:" names the paper's own number where nothing but an organ in capitals stands before it."""
    before = _MOTTO.sub("", _STATE_NAME.sub("", text[: label.start()])).strip(" |:-–_*")
    return (not before or before.isupper()) and (official or ":" in label.group())


def _title_number(passage: Passage) -> tuple[ActNumber, Passage] | None:
    """The number in "Nghị định của Chính phủ số 94/1998/NĐ-CP ngày …", where it follows type and organ directly."""
    for number in find_numbers(passage.text):
        before = passage.text[: number.start]
        kind = _TYPE_LINE.match(before)
        if (
            kind is not None
            and number.start < 120
            and not re.search(r"(?:hướng dẫn|quy định|ban hành|thi hành)", before, re.IGNORECASE)
        ):
            return number, passage
    return None


def _title_date(number: tuple[ActNumber, Passage] | None) -> tuple[PrintedDate, Passage] | None:
    if number is None:
        return None
    for printed in find_dates(number[1].text):
        if 0 <= printed.start - number[0].end <= 4:
            return printed, number[1]
    return None


def _completed(number: ActNumber, passage: Passage, following: Passage | None) -> ActNumber:
    """A number that goes on in the next line ("01/2022/TTLT-VKSNDTC-" / "TANDTC-BCA")."""
    tail = level(passage.text[number.end :]).strip()
    if following is None or tail not in {"-", "/"}:
        return number
    whole = next(find_numbers(f"{level(passage.text)[number.start :].strip()}{following.text}"), None)
    if whole is None or whole.text is None or number.text is None or not whole.text.startswith(number.text):
        return number
    return replace(whole, start=number.start, end=number.end + len(passage.text[number.end :].rstrip()))


_SCRIBBLED_DATE = re.compile(r"ng[àaảá].{0,14}th[áa]ng.{0,14}n[ăa]m\s{0,2}\d{0,4}", re.IGNORECASE)


def _own_date(head: Sequence[Passage], limit: int) -> tuple[PrintedDate, Passage] | None:
    for passage in head[: limit + 1]:
        text = level(passage.text)
        line = _DATE_LINE.search(text)
        if len(text) > _LONGEST_HEAD_LINE or "tháng" not in text.lower():
            continue
        for printed in find_dates(passage.text):
            after_place = line is not None and abs(printed.start - line.end()) <= 6
            tail = len(passage.text) - printed.end
            if (after_place and tail < 40) or (printed.start <= 2 and tail <= 3):
                return printed, passage
    for passage in head[: limit + 1]:
        scribbled = _SCRIBBLED_DATE.search(passage.text)
        if scribbled is not None and "," in passage.text[: scribbled.start()] and len(passage.text) < 90:
            return PrintedDate(scribbled.start(), scribbled.end(), None), passage
    return None


def _place(head: Sequence[Passage], limit: int) -> Read | None:
    for passage in head[: limit + 1]:
        match = _DATE_LINE.search(level(passage.text))
        if match is not None and ("tháng" in passage.text or "/" in passage.text):
            name = re.split(r"\s{2,}|NĐ-CP|/[A-ZĐ-]+ ", match["place"])[-1].strip(" -.")
            start = passage.text.find(name)
            return Read(name, passage, start, start + len(name)) if name and start >= 0 and name[0].isupper() else None
    return None


def _organs(head: Sequence[Passage], limit: int) -> tuple[Read, ...]:
    """Lines above the number that are in capitals (or begin with one) and are no motto, number or date."""
    found: list[Read] = []
    last = -2
    for place, passage in enumerate(head[:limit]):
        text = passage.text
        rest = _MOTTO.sub("", _PARTY.sub("", _STATE_NAME.sub("", text)))
        label = _NUMBER_LABEL.search(rest)
        rest = re.split(r"\s{0,3}(?:Luật\s)?S[ốôổỏó]\s{0,3}[:.]|\s\d{1,5}\s?/", rest)[0] if label else rest
        rest = re.sub(r"[\s_\-–—*.]{2,}$", "", rest.strip(" -–—_*|.:=&"))
        if _DATE_LINE.search(text) and not rest.isupper():
            continue
        goes_on = last == place - 1 and rest.isupper() and 4 <= len(rest) < 60 and not _STARTER.match(rest)
        goes_on = goes_on and not _TYPIST_MARK.fullmatch(rest) and rest != "VIỆT NAM"
        if len(rest) < 4 or not (is_organ(rest) or goes_on):
            continue
        last = place
        start = max(0, text.find(rest))
        found.append(Read(" ".join(rest.split()), passage, start, start + len(rest)))
        if label:
            break
    return _without_repeats(_continued(found))


_TYPIST_MARK = re.compile(r"[A-ZĐ]{1,4}\d{1,4}")  # who typed it, and how many copies ("XV80")
_STARTER = re.compile(
    r"(?:LIÊN\s|BỘ|SỞ|[UỦ][ỶY]\s?BAN|UBND|HĐND|HỘI|TRƯỜNG|VIỆN|CỤC|TỔNG|CHI CỤC|TRUNG TÂM|PHÒNG|BAN|CÔNG"
    r"|T[ÒO][ÀA]?A? ÁN|VĂN PHÒNG|QUỐC HỘI"
    r"|CHÍNH PHỦ|THỦ TƯỚNG|CHỦ TỊCH|ĐẢNG|TỈNH [UỦ]|THÀNH [UỦ]|HUYỆN [UỦ]|HỌC VIỆN|ĐẠI HỌC|LIÊN ĐOÀN|THANH TRA"
    r"|KHO BẠC|BẢO HIỂM|CÂU LẠC BỘ|NGÂN HÀNG|ĐOÀN|TẬP ĐOÀN"
    r"|MẶT TRẬN|KIỂM TOÁN)\b",
    re.IGNORECASE,
)


def _continued(found: Sequence[Read]) -> list[Read]:
    """Lines that go on with the name of the line above ("ỦY BAN NHÂN DÂN" / "TỈNH TUYÊN QUANG") joined to it."""
    kept: list[Read] = []
    for read in found:
        goes_on = kept and (not _STARTER.match(read.value) or kept[-1].value.endswith((" -", " VÀ", ",")))
        if goes_on:
            last = kept[-1]
            kept[-1] = Read(f"{last.value} {read.value}", last.passage, last.start, last.end)
        else:
            kept.append(read)
    return kept


_ORGAN_WORDS = re.compile(
    r"(?:bộ|sở|ủy ban|uỷ ban|ubnd|hđnd|hội đồng|chính phủ|thủ tướng|quốc hội|tỉnh|thành phố|huyện|xã|phường|quận"
    r"|trường|đại học|học viện|viện"
    r"|cục|tổng cục|chi cục|ban|trung tâm|công an|tòa án|văn phòng|liên đoàn|công đoàn|đảng|tỉnh ủy|thành ủy"
    r"|phòng|chủ tịch|hội|đoàn|thanh tra|ngân hàng|tập đoàn|công ty"
    r"|kho bạc|thuế|hải quan|bảo hiểm|tuc|mặt trận)\b",
    re.IGNORECASE,
)


def is_organ(text: str) -> bool:
    """Whether a line reads like the name of an organ or like the rest of one."""
    if (
        len(text) > 140
        or ":" in text
        or text.startswith(("Kính", "Đơn", "Họ ", "Chi "))
        or legal_paper.GAZETTE_NAME in text
        or text.upper().startswith(("VĂN BẢN", "PHỤ LỤC", "MẪU"))
    ):
        return False
    return (
        _ORGAN_WORDS.search(text) is not None
        and (text.isupper() or text[0].isupper())
        and not text.rstrip().endswith((";", "?"))
    )


def opens_with_organ(text: str) -> bool:
    """Whether a line is the name of an organ from its first word on, in running text too ("Sở Tư pháp …")."""
    return is_organ(text) and _ORGAN_WORDS.match(text) is not None


def _organs_at_number(head: Sequence[Passage], number: tuple[ActNumber, Passage] | None) -> tuple[Read, ...]:
    """The organ right above the number, where a reader gave the left column of the head after the title."""
    if number is None:
        return ()
    place = next((place for place, passage in enumerate(head) if passage is number[1]), 0)
    return _organs(head[max(0, place - 2) : place], 2)


def _organ_in_title(head: Sequence[Passage], title: int | None) -> tuple[Read, ...]:
    """Forms like "Nghị định của Chính phủ số …": the organ stands in the title of acts before 2005."""
    if title is None:
        return ()
    whole = joined(head[title : title + 3])
    text = level(whole.text)
    match = _TYPE_LINE.match(text)
    found = issuer_at(text, match.end("type")) if match is not None else None
    if found is None:
        issued = _ISSUED.match(text, match.end("type")) or _ISSUED.match(text, match.end("type") + 1) if match else None
        if issued is None or not is_organ(issued["organ"]):
            return ()
        return (Read(issued["organ"].strip(), whole, issued.start("organ"), issued.end("organ")),)
    return (Read(found[1], whole, found[0] - len(found[1]), found[0]),)


def _without_repeats(found: Sequence[Read]) -> tuple[Read, ...]:
    kept: list[Read] = []
    for read in found:
        if all(read.value.lower() != other.value.lower() for other in kept):
            kept.append(read)
    return tuple(kept[:8])


def _abstract(head: Sequence[Passage], title: int, number: tuple[ActNumber, Passage] | None) -> tuple[Read | None, int]:
    """What stands between the type and the beginning of the text."""
    match = _TYPE_LINE.search(head[title].text)
    lines: list[Passage] = []
    end = title + 1
    own = match["rest"].strip() if match is not None else ""
    after = title + 1
    late = next((place for place, passage in enumerate(head) if number is not None and passage is number[1]), -1)
    if late > title:
        after = end = late + 1  # the left column of the head stands between the type and what it is about
    for passage in head[after : after + 8]:
        if _ABSTRACT_END.match(passage.text) or (lines and _looks_like_text(passage, lines)):
            break
        lines.append(passage)
        end += 1
    if own and (not lines or not _TYPE_LINE.match(head[title].text) or len(own) > 30):
        return Read(
            _without_issuer(" ".join([own, *(p.text for p in lines)]).strip()),
            head[title],
            match.start("rest") if match else 0,
            len(head[title].text),
        ), end
    if not lines:
        return None, end
    text = _without_issuer(" ".join(line.text.strip() for line in lines))
    return Read(text, lines[0], 0, len(lines[0].text)), end


# "CỦA BỘ TÀI CHÍNH SỐ 12-TC/QĐ NGÀY 01 THÁNG 11 NĂM 1995 VỀ VIỆC …": titles of acts before 2005, and of collections.
_ISSUED = re.compile(
    r"(?P<joint>LIÊN TỊCH\s)?CỦA\s(?P<organ>[^\d:;]{3,140}?)\s"
    r"(?:SỐ\s?:?\s?(?P<number>\d\S{2,40})"
    r"(?:\sNGÀY\s\d{1,2}(?:\sTHÁNG\s\d{1,2}\sNĂM\s?\d{4}|[/-]\d{1,2}[/-]\d{4}))?\s|(?=V/V|VỀ VIỆC))",
    re.IGNORECASE,
)


def _without_issuer(abstract: str) -> str:
    """What an act is about, without the issuer, number and date its title names before."""
    match = _ISSUED.match(abstract)
    if match is None or len(abstract) - match.end() < 12:
        return abstract
    return (match["joint"] or "") + abstract[match.end() :]


def _looks_like_text(passage: Passage, lines: Sequence[Passage]) -> bool:
    return (
        len(passage.text) > 250
        or lines[-1].text.rstrip().endswith(".")
        or passage.text.rstrip().endswith((".", ";", ":"))
        or sum(len(p.text) for p in lines) > 500
    )


def _subject(head: Sequence[Passage], limit: int) -> tuple[Read | None, int]:
    """Forms like "V/v …" of a letter (công văn)."""
    for place, passage in enumerate(head[: limit + 4]):
        match = _SUBJECT.search(passage.text)
        if match is not None:
            text = passage.text[match.end() :].strip()
            return (Read(text, passage, match.end(), len(passage.text)) if text else None), place + 1
    return None, limit
