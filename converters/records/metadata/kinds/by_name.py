"""The kind a material names itself: in its title, or somewhere in its text ("Tờ gấp này …")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.records.metadata.kinds.kind_found import KindFound
from converters.records.passages.passage import Passage
from validators.language.detector import Detector, DetectorTable
from validators.language.legal_paper import one_of
from validators.problems import say
from validators.sharing.codes import Kind

_NAMING_PASSAGES = 25  # in which a title may name the kind
_LONGEST = 200  # characters of a title line
_LONGEST_SMALL = 120  # characters of one in small letters
_CAPITALS = 6  # letters that tell capitals ("SỔ TAY")
_SHOWN = 80  # characters of a title in a reason
_QUESTIONS_AND_ANSWERS = r"HỎI\s{0,3}[-–—,&]?\s{0,3}(?:VÀ\s)?ĐÁP"


def _named(
    kind: Kind, words: str, *, positive: tuple[str, ...], negative: tuple[str, ...], unless: str = ""
) -> Detector[str, Kind]:
    """A kind by the words its title opens with."""
    pattern = re.compile(rf"^\W{{0,4}}{words}{unless}", re.IGNORECASE)

    def find(text: str) -> Kind | None:
        return kind if pattern.match(text) else None

    return Detector(
        name=kind,
        source="QĐ 14/2019/QĐ-TTg Điều 6.4; titles of such material",
        gains=f"material of the kind {kind} is known by its title",
        positive=positive,
        negative=negative,
        find=find,
    )


TITLE_KINDS: DetectorTable[str, Kind] = DetectorTable(
    "kinds/title",
    (
        _named("to-gap", r"(?:TỜ GẤP|TỜ XẾP)\b", positive=("TỜ GẤP", "“Tờ gấp pháp luật"), negative=("Trong tờ gấp",)),
        _named("to-roi", r"(?:TỜ RƠI|TỜ BƯỚM)\b", positive=("TỜ RƠI TUYÊN TRUYỀN",), negative=("Phát tờ rơi",)),
        _named("ap-phich", r"(?:ÁP PHÍCH|PA[- ]?NÔ)\b", positive=("Áp phích", "PA-NÔ"), negative=("Pa nen",)),
        _named(
            "de-cuong",
            r"ĐỀ CƯƠNG\b",
            unless="(?! (?:tham luận|chi tiết|nghiên cứu))",
            positive=("ĐỀ CƯƠNG GIỚI THIỆU LUẬT ĐẤT ĐAI",),
            negative=("Đề cương chi tiết học phần", "ĐỀ ÁN"),
        ),
        _named(
            "bai-giang",
            r"(?:(?:GIÁO ÁN|BÀI GIẢNG|CHUYÊN ĐỀ|SLIDE BÀI GIẢNG)\b|MÔN(?: HỌC)?(?:\s{0,2}:|\s|$))",
            positive=("BÀI GIẢNG PHÁP LUẬT", "Môn học: Pháp luật đại cương"),
            negative=("Môn-đun", "Bài giải"),
        ),
        _named(
            "tinh-huong",
            one_of("TÌNH HUỐNG PHÁP LUẬT", "TÌNH HUỐNG VÀ", "MỘT SỐ TÌNH HUỐNG", r"\d{1,3} TÌNH HUỐNG"),
            positive=("50 TÌNH HUỐNG PHÁP LUẬT", "Một số tình huống"),
            negative=("Tình huống 1. Ông A", "Tình hình"),
        ),
        _named("tieu-pham", r"(?:TIỂU PHẨM|KỊCH BẢN)\b", positive=("KỊCH BẢN",), negative=("Tiểu mục 1",)),
        _named(
            "cau-chuyen",
            one_of(
                r"(?:CÂU )?CHUYỆN (?:PHÁP LUẬT|HÒA GIẢI|HOÀ GIẢI|TRUYỀN THANH)\b",
                r"CÂU CHUYỆN(?: [^\W\d_]{1,8}){0,4}\s{0,2}:",
            ),
            positive=("CÂU CHUYỆN PHÁP LUẬT", "Câu chuyện hòa giải: Cái mương", "CÂU CHUYỆN CẢNH GIÁC: Tin nhắn lạ"),
            negative=("Câu chuyện của bà Mẫu",),
        ),
        _named(
            "cau-hoi-thi",
            r"(?:(?:BỘ|NGÂN HÀNG|TUYỂN TẬP|\d{1,3}) )?(?:CÂU HỎI|ĐỀ) (?:TRẮC NGHIỆM|(?:CUỘC |HỘI )?THI)\b",
            positive=("BỘ CÂU HỎI TRẮC NGHIỆM", "CÂU HỎI THI TÌM HIỂU PHÁP LUẬT", "Đề thi tìm hiểu Luật Trẻ em"),
            negative=("BỘ CÂU HỎI VỀ HỘ TỊCH", "Câu hỏi 1", "Đề án"),
        ),
        _named(
            "huong-dan-nghiep-vu",
            one_of(r"(?:TÀI LIỆU|SỔ TAY) (?:TẬP HUẤN |BỒI DƯỠNG |HƯỚNG DẪN )?", "HƯỚNG DẪN ")
            + r"(?:KỸ NĂNG|NGHIỆP VỤ|CHUYÊN MÔN)\b",
            positive=("TÀI LIỆU TẬP HUẤN KỸ NĂNG TUYÊN TRUYỀN MIỆNG", "Sổ tay nghiệp vụ hòa giải"),
            negative=("TÀI LIỆU TẬP HUẤN LUẬT ĐẤT ĐAI", "Hướng dẫn thủ tục", "Kỹ năng sống"),
        ),
        _named(
            "hoi-dap",
            one_of(
                rf"(?:\d{{1,3}} CÂU )?{_QUESTIONS_AND_ANSWERS}",
                r"(?:\d{1,3}|BỘ|NGÂN HÀNG) CÂU HỎI",
                "CÂU HỎI TÌM HIỂU",
                "TÌM HIỂU .{0,20}QUA HỎI",
                r"GIẢI ĐÁP (?:PHÁP LUẬT|THẮC MẮC|VƯỚNG MẮC)\b",
                r"(?:BẠN ĐỌC|NGƯỜI DÂN|CỬ TRI|BẠN) HỎI\W{1,4}(?:[^\W\d_]{1,8}\s){1,3}(?:TRẢ LỜI|GIẢI ĐÁP)\b",
            ),
            positive=(
                "BẠN ĐỌC HỎI - LUẬT SƯ TRẢ LỜI",
                "Giải đáp thắc mắc về hộ tịch",
                "HỎI - ĐÁP PHÁP LUẬT",
                "100 CÂU HỎI VỀ ĐẤT ĐAI",
                "Hỏi và đáp",
                "BỘ CÂU HỎI VỀ HỘ TỊCH",
            ),
            negative=("Hỏi: Ai có quyền?", "Câu hỏi 1", "Bạn đọc hỏi nhiều về đất đai"),
        ),
        _named(
            "ban-tin-truyen-thanh",
            r"(?:BẢN TIN|CHƯƠNG TRÌNH|CHUYÊN MỤC|BÀI) (?:TRUYỀN|PHÁT) THANH\b",
            positive=("BẢN TIN TRUYỀN THANH", "Bài phát thanh số 3"),
            negative=("BẢN TIN TƯ PHÁP", "Đài truyền thanh"),
        ),
        _named("sach", r"(?:SỔ TAY|CẨM NANG|SÁCH|NHÀ XUẤT BẢN)\b", positive=("SỔ TAY",), negative=("Sổ hộ khẩu",)),
    ),
)
"""By the words a title line opens with."""

_SELF_NAMED: tuple[tuple[Kind, str], ...] = (
    ("to-gap", "tờ gấp này"),
    ("to-gap", "trong tờ gấp"),
    ("to-roi", "tờ rơi này"),
    ("de-cuong", "đề cương này"),
)
_HELD: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("hoi-dap", re.compile(rf"\b{_QUESTIONS_AND_ANSWERS}\b", re.IGNORECASE)),
    ("tinh-huong", re.compile(r"\bTÌNH HUỐNG\b", re.IGNORECASE)),
)


def find_named_kind(passages: Sequence[Passage]) -> KindFound | None:
    """The kind a title names, else the one the text calls itself.

    Args:
        passages: All of them.
    """
    for place, passage in enumerate(passages[:_NAMING_PASSAGES]):
        kind = TITLE_KINDS.first(passage.text) if len(passage.text) <= _LONGEST else None
        if kind is not None and _is_title_like(passage):
            kind = _held(passages[place : place + 2]) if kind == "sach" else kind
            reason = say("The title names it: “{text}”.", text=passage.text[:_SHOWN])
            return KindFound(kind, reason, passage, inferred=False)
    for passage in passages:
        lowered = passage.text.lower()
        for kind, words in _SELF_NAMED:
            if words in lowered:
                return KindFound(kind, say("The text calls itself so: “{text}”.", text=words), passage, inferred=False)
    return None


def kind_of_title(title: str, passage: Passage | None) -> KindFound | None:
    """The kind a title's first words name.

    Args:
        title: As shown.
        passage: Where it stands.
    """
    kind = TITLE_KINDS.first(title)
    if kind is None:
        return None
    return KindFound(kind, say("The title names it: “{text}”.", text=title[:_SHOWN]), passage, inferred=False)


def _held(title: Sequence[Passage]) -> Kind:
    """The kind of a "sổ tay" or "cẩm nang", which say how it is bound; "hỏi đáp", "tình huống" say what it holds."""
    text = " ".join(passage.text for passage in title if _is_title_like(passage) and len(passage.text) < _LONGEST)
    return next((kind for kind, pattern in _HELD if pattern.search(text)), "sach")


def _is_title_like(passage: Passage) -> bool:
    letters = passage.text.strip()
    small = len(letters) < _LONGEST_SMALL and letters[:1].isupper() and not letters.endswith((".", ";", ","))
    return letters[:_CAPITALS].isupper() or letters.isupper() or small
