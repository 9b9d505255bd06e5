"""The title of a material, and who made it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from converters.reading.document import BlockKind, Document
from converters.records.content.question_labels import DIVISION, QUESTION, ROMAN, SITUATION
from converters.records.metadata.head.letterhead import Letterhead
from converters.records.metadata.head.organ_names import is_organ, opens_with_organ
from converters.records.passages.furniture import is_furniture, is_signature_note
from converters.records.passages.passage import Passage, ReadValue
from validators.citations.acts.act_types import BY_SLUG
from validators.language import legal_paper

_LONGEST = 400
_FIRST_PASSAGES = 120
_NOT_TITLE = re.compile(
    legal_paper.one_of(
        legal_paper.STATE_NAME_OPENING,
        legal_paper.MOTTO_OPENING,
        r"S[ốô]\s?:",
        r"[A-ZĐ][\wÀ-ỹ ]{1,30}, (?:ngày|tháng)",
        r"(?:UBND|ỦY BAN|UỶ BAN|SỞ|BỘ|HỘI ĐỒNG|TRUNG TÂM|CỤC|CÔNG AN|PHÒNG|TRƯỜNG|ĐẠI HỌC|CLB|BAN)\s[A-ZĐÀ-Ỹ]",
    ),
    re.IGNORECASE,
)
_KIND_LINE = re.compile(
    r"(?:TỜ GẤP|TỜ RƠI|ĐỀ CƯƠNG|BÀI GIẢNG|ÁP PHÍCH|HỎI\s{0,3}[-–]?\s{0,3}ĐÁP|TIỂU PHẨM|CÂU CHUYỆN|TÌNH HUỐNG"
    r"|SỔ TAY|CẨM NANG)",
    re.IGNORECASE,
)
# Lines that stand in many documents alike and name none of them.
_GENERIC = re.compile(
    r"\W*(?:NỘI DUNG(?: (?:MÔN HỌC|BÀI HỌC|BÀI GIẢNG|CHÍNH|TRÌNH BÀY|CHƯƠNG TRÌNH))?|MỤC (?:LỤC|TIÊU|ĐÍCH)\b.{0,20}"
    r"|LỜI (?:NÓI ĐẦU|GIỚI THIỆU|MỞ ĐẦU|TỰA)|GIỚI THIỆU(?: CHUNG)?|TÀI LIỆU THAM KHẢO|KẾT CẤU\b.{0,30}"
    r"|(?:PHẦN|CHƯƠNG)\s(?:THỨ\s\w{2,5}|MỞ ĐẦU|[IVX\d]{1,5})|(?:XIN )?(?:TRÂN TRỌNG )?(?:CẢM|CÁM) ƠN\b.{0,60})\W*",
    re.IGNORECASE,
)
_SET_BY_PROGRAM = re.compile(
    r"(?:Title Layout|PowerPoint Presentation|Presentation\d*|Slide \d+|Bản trình bày.{0,20}"
    r"|Microsoft (?:Word|PowerPoint)\b.*|Untitled.*|Document\d*|Tài liệu\d*|Tiêu đề"
    r"|.{0,120}\.(?:docx?|pptx?|pdf|cdr|indd|ai|psd))",
    re.IGNORECASE,
)
_PRESENTATION = "presentation"
_MAKER = re.compile(
    r"(?:(?:Đơn vị|Cơ quan)?\s?(?:chủ trì )?[Bb]iên soạn(?: và phát hành)?|Chịu trách nhiệm (?:nội dung|xuất bản)"
    r"|Nhóm biên soạn|Tác giả"
    r"|Người (?:soạn|biên soạn))\s?:\s?(?P<name>[^.;\n]{3,120})"
    r"|TÀI LIỆU .{0,20}BIÊN SOẠN BỞI\s?:?\s?(?P<by>[^.;\n]{3,80})$"
    r"|(?<![\w,] )(?P<organ>(?:Phòng|Sở|Bộ|Ban|Cục|Vụ|Ủy ban nhân dân|UBND|Hội đồng|Trung tâm)\s[A-ZĐ][^,.;:]{2,60}?)"
    r" (?:tổ chức )?biên soạn (?:và (?:phát hành|in ấn) )?(?:tờ gấp|tờ rơi|tài liệu|cuốn|đề cương|sổ tay|bộ)\b"
)


def find_title(document: Document, passages: Sequence[Passage], head: Letterhead) -> tuple[str, list[ReadValue], bool]:
    """The title, where it was read, and whether it was only guessed.

    Args:
        document: For its own title and its file name.
        passages: All of them.
        head: The document's head.
    """
    official = _official(head, passages)
    if official is not None:
        return official
    reads = _material(passages, slides=_PRESENTATION in document.media_type)
    if reads:
        return _without_ornaments(" ".join(read.value for read in reads))[:_LONGEST], reads, False
    if document.title and document.title.strip() and not _SET_BY_PROGRAM.fullmatch(document.title.strip()):
        return " ".join(document.title.split())[:_LONGEST], [], True
    for passage in passages if _PRESENTATION not in document.media_type else ():
        if passage.text.strip() and not _NOT_TITLE.match(passage.text) and not _GENERIC.fullmatch(passage.text):
            return passage.text[:120].strip(), [ReadValue(passage.text[:120], passage, 0, 120)], True
    return PurePath(document.source.name).stem or document.source.name, [], True


def _without_ornaments(title: str) -> str:
    """Dots, stars and rules around a title are drawing; hyphens and the like between words are not."""
    words = title.split()
    kept = (word for word in words if any(map(str.isalnum, word)) or word in {"-", "–", "—", "&", "/", ":", "+"})
    return " ".join(kept) or title


def _official(head: Letterhead, passages: Sequence[Passage]) -> tuple[str, list[ReadValue], bool] | None:
    if not head.official or (head.type is None and head.abstract is None):
        return None
    kind = BY_SLUG.get(head.type or "")
    name = kind.name if kind is not None and head.type != "cong-van" else "Công văn" if head.type == "cong-van" else ""
    printed = head.type_read.value if head.type_read is not None else ""
    word = name or printed.capitalize()
    abstract = head.abstract.value if head.abstract is not None else ""
    if abstract.isupper():
        abstract = _as_in_text(abstract, passages)
    title = abstract if abstract.lower().startswith(word.lower()) and word else f"{word} {_lowered(abstract)}".strip()
    reads = [read for read in (head.type_read, head.abstract) if read is not None]
    return (title[:_LONGEST], reads, False) if title else None


def _as_in_text(abstract: str, passages: Sequence[Passage]) -> str:
    """A title set in capitals, as the text itself writes it further on; as printed when the text does not."""
    wanted = " ".join(abstract.lower().split())
    for passage in passages[:_FIRST_PASSAGES]:
        start = passage.text.lower().find(wanted)
        found = passage.text[start : start + len(wanted)]
        if start >= 0 and not found.isupper():
            return found
    return abstract


def _lowered(abstract: str) -> str:
    """Forms like "Về việc …" goes on after the type in lower case; a title with a name of its own keeps its capital."""
    first = abstract.split(" ", 1)[0]
    return (
        abstract[:1].lower() + abstract[1:]
        if first in {"Về", "Quy", "Ban", "Hướng", "Sửa", "Phê", "Công", "Bổ"}
        else abstract
    )


def _material(passages: Sequence[Passage], *, slides: bool) -> list[ReadValue]:
    """A line that names the kind with the title lines after it; else the first line set as a title.

    On a title slide the kind is named below the title, in a heading of its own. Slides that begin with their contents
    have lost their title slide: headings further on name parts only.
    """
    first = passages[0] if passages else None
    if slides and first is not None and _is_slide_title(first):
        return [] if _GENERIC.fullmatch(first.text) else [_whole(first)]
    for place, passage in enumerate(passages[:400]):
        if _KIND_LINE.match(passage.text) and len(passage.text) < 200 and _looks_set(passage):
            return [_whole(p) for p in _with_following(passages, place)]
    for place, passage in enumerate(passages[:15]):
        if _looks_set(passage) and not _NOT_TITLE.match(passage.text) and not is_signature_note(passage.text):
            return [_whole(p) for p in _with_following(passages, place)]
    return []


def _is_slide_title(first: Passage) -> bool:
    set_as_title = first.kind is BlockKind.HEADING and first.level == 1
    return set_as_title and not (_NOT_TITLE.match(first.text) or is_organ(first.text))


def _looks_set(passage: Passage) -> bool:
    text = passage.text.strip()
    if len(text) < 6 or len(text) > 250 or is_furniture(text) or _GENERIC.fullmatch(text):
        return False
    return passage.kind is BlockKind.HEADING or text.isupper() or (passage.emphasis and not text.endswith((".", ";")))


def _with_following(passages: Sequence[Passage], place: int) -> list[Passage]:
    """Title lines go on while they are in capitals like the first; after a bare kind word one more line is taken."""
    taken = [passages[place]]
    bare = _KIND_LINE.sub("", passages[place].text).strip(" :-–").upper() in {
        "",
        "PHÁP LUẬT",
        "TUYÊN TRUYỀN",
        "GIỚI THIỆU",
    }
    for passage in passages[place + 1 : place + 4]:
        text = passage.text
        goes_on = (
            text.isupper()
            and len(text) > 3
            and taken[-1].text.isupper()
            and not is_furniture(text)
            and not _NOT_TITLE.match(text)
        )
        if DIVISION.match(text) or ROMAN.match(text) or QUESTION.match(text) or SITUATION.match(text):
            break
        if not goes_on and not (bare and len(taken) == 1 and len(text) < 350):
            break
        taken.append(passage)
    return taken


def _whole(passage: Passage) -> ReadValue:
    return ReadValue(passage.text.strip(), passage, 0, len(passage.text))


def organs_above(passages: Sequence[Passage], title: ReadValue) -> list[ReadValue]:
    """Of material without an official head: lines in capitals right above the title that name organs."""
    place = next((place for place, passage in enumerate(passages) if passage is title.passage), 0)
    found: list[ReadValue] = []
    for passage in reversed(passages[max(0, place - 4) : place]):
        if not (passage.text.isupper() and is_organ(passage.text)):
            break
        found.insert(0, _whole(passage))
    return found


_ORGAN_AND_DATE = re.compile(r"(?P<organ>[^–—\n]{4,100}?)\s{0,3}(?:[–—,]|-\s)\s{0,3}(?:ngày|tháng|năm)\s.{1,40}")


def organ_below(passages: Sequence[Passage], title: ReadValue) -> list[ReadValue]:
    """On a title slide or sheet: a line below the title made of an organ and a date ("Sở Tư pháp … – tháng 5 …")."""
    place = next((place for place, passage in enumerate(passages) if passage is title.passage), 0)
    for passage in passages[place + 1 : place + 4]:
        match = _ORGAN_AND_DATE.fullmatch(passage.text)
        if match is not None and opens_with_organ(match["organ"]):
            return [ReadValue(match["organ"], passage, 0, match.end("organ"))]
    return []


def find_maker(passages: Sequence[Passage]) -> ReadValue | None:
    """Forms like "Biên soạn: …": who led the drafting, when the paper says so."""
    for passage in passages:
        match = _MAKER.search(passage.text)
        if match is not None:
            group = next(name for name in ("name", "by", "organ") if match[name])
            name = match[group].strip(" -–")
            return ReadValue(name, passage, match.start(group), match.start(group) + len(match[group].rstrip()))
    return None
