"""Who made a material, and for which organ, where it has no official head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.records.metadata.head.organ_names import is_organ, opens_with_organ
from converters.records.metadata.head.organs import continued
from converters.records.metadata.imprint import ANSWERS, COMPILED, find_imprint
from converters.records.passages.passage import Passage, ReadValue, whole, written
from validators.language.detector import Detector, DetectorTable
from validators.language.legal_paper import one_of
from validators.language.syllables import CAPITALS

_ORGANS = one_of("Phòng", "Sở", "Bộ", "Ban", "Cục", "Vụ", "Ủy ban nhân dân", "UBND", "Hội đồng", "Trung tâm")
_MATERIALS = one_of("tờ gấp", "tờ rơi", "tài liệu", "cuốn", "đề cương", "sổ tay", "bộ")
_COMPILED_BY = re.compile(r"TÀI LIỆU .{0,20}BIÊN SOẠN BỞI\s?:?\s?(?P<name>[^.;\n]{3,80})$")
_IN_SENTENCE = re.compile(
    rf"(?<![\w,] )(?P<name>{_ORGANS}\s[A-ZĐ][^,.;:]{{2,60}}?)"
    rf" (?:tổ chức )?biên soạn (?:và (?:phát hành|in ấn) )?{_MATERIALS}\b"
)
_PERSON = r"(?:(?:Ông|Bà|Đồng chí|Đ/c|Thầy|Cô|Luật sư|LS|ThS|TS|PGS|GS|CN|Thẩm phán)[. ]{1,2}){0,3}"
_SPEAKER = re.compile(
    r"(?:Báo cáo viên|Giảng viên|Người (?:trình bày|soạn|thực hiện))\s?:\s{0,3}"
    rf"(?P<name>{_PERSON}[{CAPITALS}]\w*(?:\s[{CAPITALS}]\w*){{1,5}})(?=\s*(?:[-–,;(.]|$))",
)
_COVER = 8  # passages within which a cover or a title slide says who speaks
_ORGAN_AND_DATE = re.compile(r"(?P<organ>[^–—\n]{4,100}?)\s{0,3}(?:[–—,]|-\s)\s{0,3}(?:ngày|tháng|năm)\s.{1,40}")
_LINES_ABOVE = 4  # passages above a title in which its organ stands
_LINES_BELOW = 3  # passages below the title of a slide or sheet


def _named(pattern: re.Pattern[str], passage: Passage) -> re.Match[str] | None:
    return pattern.search(passage.text)


MAKERS: DetectorTable[Passage, re.Match[str]] = DetectorTable(
    "metadata/maker",
    (
        Detector(
            name="compiled-by",
            source="covers of teaching material",
            gains="the maker of such material",
            positive=("TÀI LIỆU ĐƯỢC BIÊN SOẠN BỞI SỞ TƯ PHÁP",),
            negative=("TÀI LIỆU HỎI ĐÁP PHÁP LUẬT",),
            find=lambda passage: _named(_COMPILED_BY, passage),
        ),
        Detector(
            name="in-sentence",
            source="forewords of booklets and leaflets",
            gains="the maker whom only a sentence names",
            positive=("Sở Tư pháp tỉnh Mẫu biên soạn tờ gấp này",),
            negative=("Sở Tư pháp tỉnh Mẫu phát hành tờ gấp này", "sách do Bộ Tư pháp ban hành"),
            find=lambda passage: _named(_IN_SENTENCE, passage),
        ),
    ),
    example=written,
)
SPEAKERS: DetectorTable[Passage, re.Match[str]] = DetectorTable(
    "metadata/speaker",
    (
        Detector(
            name="speaker",
            source="title slides and covers of lectures",
            gains="who made a lecture",
            positive=("Báo cáo viên: Ông Vàng A Mẫu", "Giảng viên: ThS. Lê Thị Mẫu, Khoa Luật"),
            negative=(
                "Báo cáo viên: do Sở Tư pháp cử",
                "Báo cáo viên pháp luật",
                "Giảng viên: Sở Tư pháp",
                "Người thực hiện: đã đủ",
            ),
            find=lambda passage: _SPEAKER.match(passage.text.lstrip(" •-–*")),
        ),
    ),
    example=written,
)


def organs_above(passages: Sequence[Passage], title: ReadValue) -> list[ReadValue]:
    """Of material without an official head: lines in capitals right above the title that name organs."""
    place = next((place for place, passage in enumerate(passages) if passage is title.passage), 0)
    found: list[ReadValue] = []
    for passage in reversed(passages[max(0, place - _LINES_ABOVE) : place]):
        if not (passage.text.isupper() and is_organ(passage.text)):
            break
        found.insert(0, whole(passage))
    return continued(found)


def organ_below(passages: Sequence[Passage], title: ReadValue) -> list[ReadValue]:
    """On a title slide or sheet: a line below the title that is an organ, or one and a date ("Sở … – tháng 5 …")."""
    place = next((place for place, passage in enumerate(passages) if passage is title.passage), 0)
    for passage in passages[place + 1 : place + 1 + _LINES_BELOW]:
        match = _ORGAN_AND_DATE.fullmatch(passage.text)
        if match is not None and opens_with_organ(match["organ"]):
            return [ReadValue(match["organ"], passage, 0, match.end("organ"))]
        if passage.text.isupper() and opens_with_organ(passage.text):
            return [whole(passage)]
    return []


def find_maker(passages: Sequence[Passage]) -> ReadValue | None:
    """Who led the drafting, when the paper says so: by its imprint, in a sentence, else who answers for the content.

    Args:
        passages: Of the whole document.
    """
    entries = list(find_imprint(passages))
    compiled = next((entry.read for entry in entries if entry.label == COMPILED), None)
    answers = next((entry.read for entry in entries if entry.label == ANSWERS), None)
    spoken = _in_words(passages[:_COVER], SPEAKERS)
    return compiled or spoken or _in_words(passages, MAKERS) or answers


def _in_words(passages: Sequence[Passage], table: DetectorTable[Passage, re.Match[str]]) -> ReadValue | None:
    for passage in passages:
        match = table.first(passage)
        if match is not None:
            name = match["name"].strip(" -–")
            start = passage.text.index(name)
            return ReadValue(name, passage, start, start + len(name))
    return None
