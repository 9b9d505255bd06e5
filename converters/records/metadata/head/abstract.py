"""What a paper is about (trích yếu): below its type, or after "V/v" in a letter (NĐ 30/2020/NĐ-CP Annex I, II.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from converters.reading.document import BlockKind
from converters.records.metadata.head.organ_names import opens_name
from converters.records.metadata.head.organs import ISSUED
from converters.records.metadata.head.own_date import DATE_LINE
from converters.records.metadata.head.own_number import NUMBER_LABEL, NumberRead
from converters.records.metadata.head.text_openings import TEXT_OPENINGS
from converters.records.metadata.head.title_line import opens_with_type, type_in
from converters.records.passages.passage import Passage, ReadValue, is_capitals
from validators.language import legal_paper
from validators.language.legal_paper import one_of
from validators.language.syllables import CAPITALS

_SUBJECT = re.compile(r"V/v\s?:?\s?", re.IGNORECASE)
_OTHER_COLUMN = re.compile(one_of(legal_paper.STATE_NAME, legal_paper.MOTTO, legal_paper.PARTY))
_DAY = re.compile(r"\(?Ngày\s?:?\s?\d")
# The stamp of the office a paper came to, which a scanner reads among the lines it lies on.
_STAMP = re.compile(
    legal_paper.any_case(
        r"CỔNG THÔNG T\w{0,2}N ĐIỆN TỬ|(?:CÔNG VĂN |VĂN BẢN )?ĐẾN\s?(?:$|[:.]|S[ốô]\b|Ng[àa]y\b|Gi[ờo]\b|G\S{1,2}[:.])"
    )
)
# "KẾ HOẠCH / Thực hiện công tác hòa giải năm 2026": what is to be done, not what the paper rests on.
_TASK = re.compile(r"Thực hiện [^;:]{5,240}[^\s.,;:]\s*$")
_SPEAKS = re.compile(
    rf",\s{one_of('[ỦU][ỷy] ban', 'UBND', 'Sở', 'Phòng', 'Trường', 'Công an', 'Hội', 'Ban', 'Trung tâm', 'Bộ')}\b"
    r".*(?:ban hành|xây dựng|báo cáo|đề nghị)"
)
_ORNAMENT = re.compile(r"[\W_]*(?:oOo|o0o|000)?[\W_]*", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"S[ốô]\s?:?\s?\d+/\S+(?=\s|$)(?!\s{1,3}ngày)", re.IGNORECASE)
_ORGANS_SPEAK = frozenset({"acting-organ", "deciding-organ"})
_NO_ABSTRACT = frozenset({BlockKind.TABLE, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE, BlockKind.DESCRIPTION})
_NOTE = re.compile(r"\((?:mẫu|dùng|dành|tài liệu|lưu hành|áp dụng|phát sóng|bản)\b[^()]*\)\s*$", re.IGNORECASE)
"""What a form or a leaflet says of itself below its title: "(Mẫu tham khảo)"."""
_MOST_LINES = 8  # passages of a summary
_WORDS_OF_A_TYPE = 7  # "QUYẾT ĐỊNH CỦA THỦ TƯỚNG CHÍNH PHỦ"; a title of more says what it is about
_MOST_SUBJECT_LINES = 4  # printed lines of a letter's narrow left column over which "V/v" runs
_LONGEST_LINE = 250  # characters; a longer passage is text
_LONGEST_NAMED = 700  # characters of one that opens with "Về việc": decisions on lists of acts
_LONGEST = 500  # characters of a summary
_LONGEST_ON_TITLE = 30  # characters after the type that make a summary of their own
_LINES_BELOW = 4  # passages below the head of a letter in which "V/v" may stand
_SHORTEST = 12  # characters that must be left when issuer, number and date are taken away


def find_abstract(head: Sequence[Passage], title: int, number: NumberRead | None) -> tuple[ReadValue | None, int]:
    """What stands between the type and the beginning of the text; and where that text begins.

    Args:
        head: The first passages of a document.
        title: The place of the line that names the type.
        number: The paper's number.
    """
    match = type_in(head[title].text)
    own = match["rest"].strip() if match is not None else ""
    own = _OWN_NUMBER.sub("", own).strip()
    lines, end = _below(head, title, number)
    if lines and _SUBJECT.match(lines[0].text):
        subject, _ = _subject(lines[0], lines[1:])
        return (None if subject is None else replace(subject, value=f"về việc {subject.value}")), end
    if own and (not lines or not opens_with_type(head[title].text) or len(own) > _LONGEST_ON_TITLE or own.isupper()):
        text = _without_issuer(" ".join([own, *(line.text for line in lines)]).strip())
        return ReadValue(text, head[title], match.start("rest") if match else 0, len(head[title].text)), end
    if not lines:
        return None, end
    text = _without_issuer(" ".join(line.text.strip() for line in lines))
    return ReadValue(text, lines[0], 0, len(lines[0].text)), end


def find_subject(head: Sequence[Passage], limit: int) -> tuple[ReadValue | None, int]:
    """Forms like "V/v …" of a letter (công văn); and where the text after it begins.

    Args:
        head: The first passages of a document.
        limit: How many of them belong to the head.
    """
    for place, passage in enumerate(head[: limit + _LINES_BELOW]):
        if _SUBJECT.search(passage.text) is not None:
            subject, lines = _subject(passage, head[place + 1 : place + _MOST_SUBJECT_LINES])
            return subject, place + lines
    return None, limit


def _subject(passage: Passage, below: Sequence[Passage]) -> tuple[ReadValue | None, int]:
    """What follows "V/v", and the lines in small letters that go on with it past the other column of the head.

    Returns:
        The subject, and how many passages it reaches over.
    """
    match = _SUBJECT.search(passage.text)
    start = match.end() if match is not None else 0
    parts = [_own_column(passage.text[start:])]
    reach = 1
    for place, line in enumerate(below, start=1):
        if _stands_in_head(line.text):
            continue
        if not line.text[:1].islower():
            break
        parts.append(_own_column(line.text))
        reach = place + 1
    text = " ".join(part for part in parts if part)
    return (ReadValue(text, passage, start, start + max(1, len(parts[0]))) if text else None), reach


def _own_column(text: str) -> str:
    """A line without what stands beside it: state name, motto, place and date."""
    ends = [found.start() for found in (_OTHER_COLUMN.search(text), DATE_LINE.search(text)) if found is not None]
    day = DATE_LINE.search(text)
    if day is not None and (names := re.search(rf"(?:\s[{CAPITALS}]\w*)+$", text[: day.end("place")])):
        ends = [end for end in ends if end != day.start()] + [names.start()]
    return text[: min(ends, default=len(text))].strip()


def _stands_in_head(text: str) -> bool:
    """Whether a line is one of the head's others: state name, motto, number, day, a rule below them, a stamp."""
    label = NUMBER_LABEL.match(text)
    numbered = label is not None and (":" in label.group() or "/" in text)
    patterns = (_OTHER_COLUMN, DATE_LINE, _DAY, _STAMP)
    return numbered or _ORNAMENT.fullmatch(text) is not None or any(pattern.match(text) for pattern in patterns)


def _below(head: Sequence[Passage], title: int, number: NumberRead | None) -> tuple[list[Passage], int]:
    """The lines of the summary and the place after them; a reader may give the head's left column among them."""
    column = _left_column(head, title, number)
    lines: list[Passage] = []
    place = title + 1
    while place < len(head) and len(lines) < _MOST_LINES:
        passage = head[place]
        if place not in column and not _stands_in_head(passage.text):
            if _ends(passage, head[title], lines):
                break
            lines.append(passage)
        place += 1
    return lines, place


def _left_column(head: Sequence[Passage], title: int, number: NumberRead | None) -> range:
    """Places below the title where organ and number stand that belong above it."""
    late = next((place for place, passage in enumerate(head) if number is not None and passage is number[1]), -1)
    if late <= title or head[late].text.lower().startswith("của "):
        return range(0)
    organs = (place for place in range(title + 1, late) if head[place].text.isupper() and opens_name(head[place].text))
    return range(next(organs, late), late + 1)


def _ends(passage: Passage, title: Passage, lines: Sequence[Passage]) -> bool:
    longest = _LONGEST_NAMED if passage.text.startswith("Về việc ") and not lines else _LONGEST_LINE
    if passage.kind in _NO_ABSTRACT or len(passage.text) > longest or _NOTE.match(passage.text):
        return True
    if _opens_text(passage, lines) or _is_part(passage, title, lines):
        return True
    if lines and is_capitals(passage.text) and not lines[-1].text.isupper():
        return True  # a heading of the text: a summary does not change to capitals
    above = lines[-1] if lines else title
    less = _is_set(above) and not _is_set(passage) and not passage.text.startswith("(")
    if not lines:
        return less and passage.text.rstrip().endswith((".", ":"))
    return less or _looks_like_text(passage, lines)


def _is_part(passage: Passage, title: Passage, lines: Sequence[Passage]) -> bool:
    """Whether a heading is smaller than a title that says more than its type: "Nguồn án lệ" below "ÁN LỆ SỐ … VỀ …".

    Or below a summary that is set as no heading: that is at an end.
    """
    both = passage.kind is title.kind is BlockKind.HEADING and passage.level > title.level > 0
    summed_up = bool(lines) and lines[-1].kind is not BlockKind.HEADING
    return both and (summed_up or len(title.text.split()) > _WORDS_OF_A_TYPE)


def _opens_text(passage: Passage, lines: Sequence[Passage]) -> bool:
    """Whether the text begins here; an organ does not open it where the summary is not at an end ("…; Sở Tư pháp;")."""
    if not lines and _TASK.match(passage.text) and not _SPEAKS.search(passage.text):
        return False
    names = {detector.name for detector, _ in TEXT_OPENINGS.each(passage.text)}
    unended = bool(lines) and lines[-1].text.rstrip().endswith((",", ";"))
    return bool(names - _ORGANS_SPEAK if unended else names)


def _is_set(passage: Passage) -> bool:
    return passage.emphasis or passage.kind is BlockKind.HEADING


def _looks_like_text(passage: Passage, lines: Sequence[Passage]) -> bool:
    return (
        lines[-1].text.rstrip().endswith(".")
        or passage.text.rstrip().endswith((".", ";", ":"))
        or sum(len(line.text) for line in lines) > _LONGEST
    )


def _without_issuer(abstract: str) -> str:
    """What an act is about, without the issuer, number and date its title names before."""
    match = ISSUED.match(abstract)
    if match is None or len(abstract) - match.end() < _SHORTEST:
        return abstract
    return (match["joint"] or "") + abstract[match.end() :]
