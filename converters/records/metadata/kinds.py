"""What kind of material a document is, and why (QĐ 14/2019/QĐ-TTg Điều 6.4; Luật 14/2012/QH13 Điều 11)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converters.reading.document import Document
from converters.records.metadata.head.letterhead import Letterhead
from converters.records.passages.passage import Passage
from validators.citations.acts.act_types import BY_SLUG
from validators.language import legal_paper
from validators.problems import Message, say
from validators.sharing.record import Kind

_STATE_NAME = re.compile(legal_paper.STATE_NAME)
_PRESENTATION = "presentation"
_NAMED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("to-gap", re.compile(r"^\W{0,4}(?:TỜ GẤP|TỜ XẾP)\b", re.IGNORECASE)),
    ("to-roi", re.compile(r"^\W{0,4}(?:TỜ RƠI|TỜ BƯỚM)\b", re.IGNORECASE)),
    ("ap-phich", re.compile(r"^\W{0,4}(?:ÁP PHÍCH|PA[- ]?NÔ)\b", re.IGNORECASE)),
    ("de-cuong", re.compile(r"^\W{0,4}ĐỀ CƯƠNG\b(?! (?:tham luận|chi tiết|nghiên cứu))", re.IGNORECASE)),
    (
        "bai-giang",
        re.compile(
            r"^\W{0,4}(?:(?:GIÁO ÁN|BÀI GIẢNG|CHUYÊN ĐỀ|SLIDE BÀI GIẢNG)\b|MÔN(?: HỌC)?(?:\s{0,2}:|\s|$))",
            re.IGNORECASE,
        ),
    ),
    (
        "tinh-huong",
        re.compile(
            r"^\W{0,4}(?:TÌNH HUỐNG PHÁP LUẬT|TÌNH HUỐNG VÀ|MỘT SỐ TÌNH HUỐNG|\d{1,3} TÌNH HUỐNG)", re.IGNORECASE
        ),
    ),
    ("tieu-pham", re.compile(r"^\W{0,4}(?:TIỂU PHẨM|KỊCH BẢN)\b", re.IGNORECASE)),
    ("cau-chuyen", re.compile(r"^\W{0,4}(?:CÂU CHUYỆN|CHUYỆN) PHÁP LUẬT", re.IGNORECASE)),
    (
        "hoi-dap",
        re.compile(
            r"^\W{0,4}(?:(?:\d{1,3} CÂU )?HỎI\s{0,3}[-–—,&]?\s{0,3}(?:VÀ\s)?ĐÁP|\d{1,3} CÂU HỎI"
            r"|TÌM HIỂU .{0,20}QUA HỎI)",
            re.IGNORECASE,
        ),
    ),
    ("sach", re.compile(r"^\W{0,4}(?:SỔ TAY|CẨM NANG|SÁCH|NHÀ XUẤT BẢN)\b", re.IGNORECASE)),
)
_SELF_NAMED: tuple[tuple[Kind, str], ...] = (
    ("to-gap", "tờ gấp này"),
    ("to-gap", "trong tờ gấp"),
    ("to-roi", "tờ rơi này"),
    ("de-cuong", "đề cương này"),
)
_LECTURE = re.compile(
    r"(?:pháp luật đại cương|bài tập pháp luật|nội dung môn học|mục tiêu bài học|câu hỏi ôn tập|bài tập tham khảo)",
    re.IGNORECASE,
)
_NAMING_PASSAGES = 25
_NORMATIVE_WITH_YEAR = frozenset({"quyet-dinh", "nghi-quyet", "chi-thi", "lenh"})
_FORM = re.compile(
    r"^\W{0,4}(?:ĐƠN|BẢN KHAI|TỜ KHAI|PHIẾU|DANH SÁCH|GIẤY|MẪU|BIỂU MẪU|THÔNG BÁO THAY ĐỔI|TÓM TẮT HOẠT ĐỘNG"
    r"|ĐƠN ĐĂNG KÝ)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class KindFound:
    """A kind with why it was chosen.

    Attributes:
        kind: From the material vocabulary.
        reason: For a person.
        passage: What said so, when a passage did.
        inferred: The paper does not name its kind.
    """

    kind: Kind
    reason: Message
    passage: Passage | None = None
    inferred: bool = True


def find_kind(
    document: Document, passages: Sequence[Passage], head: Letterhead, questions: int, situations: int
) -> KindFound:
    """Choose the kind.

    Args:
        document: For its media type and page shapes.
        passages: All of them.
        head: The document's head.
        questions: How many questions with answers were found.
        situations: How many situations with solutions.
    """
    found = _by_name(passages)
    if found is not None and not (head.official and head.type in BY_SLUG):
        return found
    if head.official and (official := _official(head)) is not None:
        return official
    if _PRESENTATION in document.media_type:
        return KindFound("bai-giang", say("The source is a presentation."))
    return _by_content(document, passages, questions, situations)


def _by_name(passages: Sequence[Passage]) -> KindFound | None:
    for place, passage in enumerate(passages[:_NAMING_PASSAGES]):
        if len(passage.text) > 200:
            continue
        for named, pattern in _NAMED:
            if pattern.match(passage.text) and _is_title_like(passage):
                kind = _told(passages[place : place + 2]) if named == "sach" else named
                return KindFound(
                    kind, say("The title names it: “{text}”.", text=passage.text[:80]), passage, inferred=False
                )
    for passage in passages:
        lowered = passage.text.lower()
        for kind, words in _SELF_NAMED:
            if words in lowered:
                return KindFound(kind, say("The text calls itself so: “{text}”.", text=words), passage, inferred=False)
    return None


_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("hoi-dap", re.compile(r"\bHỎI\s{0,3}[-–—,&]?\s{0,3}(?:VÀ\s)?ĐÁP\b", re.IGNORECASE)),
    ("tinh-huong", re.compile(r"\bTÌNH HUỐNG\b", re.IGNORECASE)),
)


def _told(title: Sequence[Passage]) -> Kind:
    """The kind of a "sổ tay" or "cẩm nang", which say how it is bound; "hỏi đáp", "tình huống" say what it holds."""
    text = " ".join(passage.text for passage in title if _is_title_like(passage) and len(passage.text) < 200)
    return next((kind for kind, pattern in _FORMS if pattern.search(text)), "sach")


def _is_title_like(passage: Passage) -> bool:
    letters = passage.text.strip()
    return (
        letters[:6].isupper()
        or letters.isupper()
        or (len(letters) < 120 and letters[:1].isupper() and not letters.endswith((".", ";", ",")))
    )


def _official(head: Letterhead) -> KindFound | None:
    kind = BY_SLUG.get(head.type or "")
    printed = head.type_read.passage if head.type_read is not None else None
    number = head.number[0] if head.number is not None else None
    if kind is None:
        if number is None:
            return None
        return KindFound(
            "van-ban-hanh-chinh",
            say("It has a document number and no type name."),
            head.number[1] if head.number is not None else None,
        )
    if kind.normative:
        return KindFound(
            "van-ban-quy-pham", say("{type} is always a normative act.", type=kind.name), printed, inferred=False
        )
    year = number.year if number is not None else head.blank_number[0].year if head.blank_number is not None else None
    if kind.normative is None and kind.slug in _NORMATIVE_WITH_YEAR and year is not None:
        return KindFound(
            "van-ban-quy-pham", say("{type} with the year in its number is normative.", type=kind.name), printed
        )
    return KindFound(
        "van-ban-hanh-chinh", say("{type} without the year in its number is administrative.", type=kind.name), printed
    )


def _by_content(document: Document, passages: Sequence[Passage], questions: int, situations: int) -> KindFound:
    opening = " ".join(passage.text for passage in passages[:6])
    if _LECTURE.search(opening):
        return KindFound("bai-giang", say("Its opening reads like a lecture."), passages[0] if passages else None)
    if situations >= 2:
        return KindFound("tinh-huong", say("It holds {count} situations with solutions.", count=situations))
    if questions >= 3:
        return KindFound("hoi-dap", say("It holds {count} questions with answers.", count=questions))
    if any(_FORM.match(passage.text) for passage in passages[:5]):
        return KindFound("khac", say("It is a form to be filled in."), passages[0])
    landscape = [page for page in document.pages if page.width and page.height and page.width > page.height * 1.2]
    words = sum(len(passage.places) for passage in passages)
    if len(document.pages) == 2 and len(landscape) == 2 and words < 3000 and not head_like(passages):
        return KindFound("to-gap", say("Two landscape pages: a sheet to be folded."))
    if (
        len(document.pages) == 1
        and landscape == []
        and 0 < words < 450
        and document.pages[0].width
        and not head_like(passages)
    ):
        return KindFound("to-roi", say("One page with little text."))
    return KindFound("khac", say("Nothing says what kind of material it is."))


def head_like(passages: Sequence[Passage]) -> bool:
    """Whether the first passages hold the state's name or a basis, as official papers do."""
    opening = " ".join(passage.text for passage in passages[:12])
    return _STATE_NAME.search(opening) is not None or "CĂN CỨ" in opening.upper()
