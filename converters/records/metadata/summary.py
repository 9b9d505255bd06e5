"""The description: a sentence in which the material itself says what it is for and what it holds; else none.

A sentence is taken whole or not at all, and only where one of the detectors knows it for such: two sentences picked by
the words they share with the title read like what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converters.reading.document import BlockKind
from converters.records.content.question_labels import QUESTION, SITUATION
from converters.records.metadata.imprint import IMPRINT
from converters.records.metadata.no_titles import NO_TITLES
from converters.records.passages.passage import Passage
from validators.citations.acts.act_types import ACT_TYPES
from validators.citations.laws.titles import title_key
from validators.language.detector import Detector, DetectorTable
from validators.language.legal_paper import one_of
from validators.language.syllables import CAPITALS

_CONSIDERED = 60  # passages; what a material is about is said early
_LONGEST_READ = 2000  # characters of a passage
_LENGTHS = range(40, 451)  # characters of a sentence
_FEWEST_WORDS = 8  # of a statement
_RUNNING_TEXT = 12  # passages in which running text introduces what follows
_SHARED = 0.5  # of the title's own words that such a sentence repeats
_FEWEST_SHARED = 2  # words

# A full stop ends a sentence before a space and a capital; not after a title or an initial ("ThS. Mẫu", "TP. Huế").
_END = re.compile(rf"(?<!\bThS)(?<!\bTS)(?<!\bTP)(?<!\bGS)(?<!\b[A-ZĐ])(?<!v\.v)[.!](?=\s+[{CAPITALS}“\"]|\s*$)")
_MARKER = re.compile(r"(?:Điều \d{1,3}\.|\d{1,2}(?:\.\d{1,2})?[.)]|[a-zđ]\)|[-–•+*])\s+")
_TYPES = sorted({re.escape(kind.name) for kind in ACT_TYPES}, key=len, reverse=True)
_MATERIALS = one_of(
    "(?:[Bb]ộ |[Tt]ập |[Cc]uốn )?[Tt]ài liệu", "(?:[Cc]uốn )?(?:[Ss]ổ tay|[Cc]ẩm nang|[Ss]ách)",
    "[Cc]uốn sách", "[Tt]ờ gấp", "[Tt]ờ rơi", "[Đđ]ề cương", "[Bb]ài giảng", "[Cc]huyên đề", "[Bb]ộ câu hỏi", *_TYPES,
)  # fmt: skip
_DOES = one_of(
    "nhằm", "giới thiệu", "cung cấp", "gồm", "trình bày", "quy định", "hướng dẫn", "nêu", "giúp", "được biên soạn",
    "tập hợp", "giải đáp", "đề cập", "điều chỉnh", "tổng hợp", "phân tích",
)  # fmt: skip
_OF_ITSELF = re.compile(rf"{_MATERIALS} này (?:sẽ |chỉ )?{_DOES}\b")
_ENACTS = re.compile(
    rf"{one_of('Ban hành', 'Công bố', 'Phê duyệt', 'Kiện toàn', 'Thành lập', 'Sửa đổi', 'Bãi bỏ')}\b"
    rf".{{0,120}}?(?:Quyết định|Nghị quyết|Thông tư) này\b"
)
_ORGANS = one_of(
    "Sở", "Bộ", "Ủy ban nhân dân", "UBND", "Cục", "Ban", "Phòng", "Trung tâm", "Tòa án", "Hội đồng", "Công an"
)
_ASKS = one_of(
    "đề nghị", "yêu cầu", "trả lời", "hướng dẫn", "thông báo", "báo cáo", "kính mời", "trân trọng kính mời",
    "(?:xây dựng|ban hành) [Kk]ế hoạch",
)  # fmt: skip
_ON_WHICH = one_of(
    "Thực hiện", "Căn cứ", "Để", "Nhằm", "Triển khai", "Theo", "Tiếp", "Ngày", "Sau khi", "Qua", "Trên cơ sở"
)
_OF_LETTER = re.compile(rf"(?:{_ON_WHICH}\b.{{0,250}}[,;] )?{_ORGANS}\b[^,.;]{{0,90}} {_ASKS}\b")
# What leans on a sentence before it, speaks of persons, or is no statement of the text.
_LEANING = (
    "Tuy nhiên", "Do đó", "Vì vậy", "Vì thế", "Ngoài ra", "Bên cạnh", "Theo đó", "Như vậy", "Mặt khác", "Trong đó",
    "Đồng thời", "Điều này", "Đây ", "Việc này", "Sau đó", "Các bên", "Hai bên", "Chúng tôi", "Căn cứ", "Xét ", "Ông ",
    "Bà ", "Tôi ", "Em ", "Kính", "Lưu ý", "Ví dụ", "Nguồn", "Ảnh", "Hỏi", "Đáp", "Trả lời", "Tình huống", "Giải đáp",
    "Theo đề nghị", "Trên đây", "PV", "(", "*", "Cũng ",
)  # fmt: skip
_NO_STATEMENT = re.compile(
    rf"""
    [^,.]{{2,40}}:                                              # a label and its value
    | (?:Điều|Câu)\s\d | Bên\s[A-Z]\b
    | (?:Ban\ hành\ kèm\ theo\ )?{one_of(*_TYPES)}\ số\b  # an act that is cited
    | .{{0,60}}\bcó\ hiệu\ lực\ (?:thi\ hành\ )?(?:từ|kể\ từ)
    """,
    re.VERBOSE,
)
_REFERS = re.compile(r"\b(?:ấy|nói trên|nêu trên|trên đây|kể trên)\b")  # to the sentence before
_BLANKS = re.compile(r"…|\.{3}|_{3}|https?:|www\.|\|")
_COMMON = frozenset(
    {
        "và", "của", "các", "có", "cho", "trong", "được", "là", "với", "theo", "về", "này", "những", "một", "để", "từ",
        "khi", "tại", "do", "đến", "đã", "phải", "không", "số", "năm", "việc",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence of the text and where it stands."""

    text: str
    passage: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may describe the material.

    Attributes:
        text: Whole, with its full stop.
        title: Of the material.
        place: Which passage after the head.
        running: It stands in running text, not in a list.
    """

    text: str
    title: str = ""
    place: int = 0
    running: bool = True


def _leans(text: str) -> bool:
    return text.startswith(_LEANING) or _NO_STATEMENT.match(text) is not None


def _about_the_title(candidate: Candidate) -> bool:
    """An introducing sentence says the title's words, and more."""
    if candidate.place >= _RUNNING_TEXT or not candidate.running or _leans(candidate.text):
        return False
    wanted = {word for word in title_key(candidate.title).split() if word not in _COMMON}
    said = set(title_key(candidate.text).split())
    shared = len(wanted & said)
    return shared >= max(_FEWEST_SHARED, _SHARED * len(wanted)) and len(said - wanted - _COMMON) >= _FEWEST_SHARED


def _written(example: str) -> Candidate:
    """A title and a sentence, parted by "|"."""
    title, _, text = example.rpartition("|")
    return Candidate(text, title)


SUMMARIES: DetectorTable[Candidate, bool] = DetectorTable(
    "metadata/summary",
    (
        Detector(
            name="of-itself",
            source="NĐ 30/2020/NĐ-CP Annex I, II.6: scope; forewords of booklets",
            gains="what a material says of itself",
            positive=("Nghị định này quy định chi tiết về hòa giải viên.", "Cuốn sổ tay này giới thiệu các quyền ấy."),
            negative=("Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2026.", "Nghị định quy định về hòa giải."),
            find=lambda candidate: _OF_ITSELF.match(candidate.text) is not None,
        ),
        Detector(
            name="enacts",
            source="Điều 1 of decisions",
            gains="what a decision decides",
            positive=("Ban hành kèm theo Quyết định này Quy chế hoạt động của Tổ hòa giải.",),
            negative=("Quyết định này có hiệu lực kể từ ngày ký.", "Ban hành văn bản là việc của cơ quan nhà nước."),
            find=lambda candidate: _ENACTS.match(candidate.text) is not None,
        ),
        Detector(
            name="of-letter",
            source="letters, notices and plans: what the organ asks or tells",
            gains="what a letter is for",
            positive=("Thực hiện Kế hoạch số 20/KH-UBND, Sở Tư pháp đề nghị các xã rà soát tủ sách.",),
            negative=("Người dân có thể đề nghị Ủy ban nhân dân xã cấp lại.",),
            find=lambda candidate: candidate.running and _OF_LETTER.match(candidate.text) is not None,
        ),
        Detector(
            name="about-the-title",
            source="introductions of leaflets, lectures and booklets",
            gains="what material without such a sentence is about",
            positive=(
                "Quyền khiếu nại|Công dân có quyền khiếu nại khi cho rằng quyết định hành chính trái pháp luật.",
            ),
            negative=(
                "Quyền khiếu nại|Công dân phải nộp thuế đúng hạn theo quy định của pháp luật.",
                "Quyền khiếu nại|Tuy nhiên, quyền khiếu nại của công dân không phải ai cũng biết.",
            ),
            find=_about_the_title,
        ),
    ),
    example=_written,
)


def summarise(title: str, passages: Sequence[Passage]) -> tuple[Excerpt, ...]:
    """The sentence that describes the material best; empty when none is known to.

    One that refers to the sentence before it ("các quyền ấy") is taken together with it.

    Args:
        title: Of the material.
        passages: After the head.
    """
    found = list(_sentences(passages[:_CONSIDERED], title))
    for detector in SUMMARIES.asked():
        best = next((excerpt for candidate, excerpt in found if detector.find(candidate)), None)
        if best is not None:
            return (best,)
    return ()


def _sentences(passages: Sequence[Passage], title: str) -> Iterator[tuple[Candidate, Excerpt]]:
    for place, passage in enumerate(passages):
        marker = _MARKER.match(passage.text)
        running = passage.kind is BlockKind.PARAGRAPH and marker is None
        before, start = None, 0 if marker is None else marker.end()
        for end in _END.finditer(passage.text[:_LONGEST_READ], start) if _is_text(passage, start) else ():
            text = passage.text[start : end.end()]
            first = start if before is None or _REFERS.search(text) is None else before
            if _is_statement(whole := passage.text[first : end.end()]):
                yield Candidate(text, title, place, running), Excerpt(whole, passage, first, end.end())
            rest = passage.text[end.end() :]
            before, start = start, end.end() + len(rest) - len(rest.lstrip())


def _is_text(passage: Passage, start: int) -> bool:
    text = passage.text[start:]
    other = NO_TITLES.match(text) or QUESTION.match(text) or SITUATION.match(text) or IMPRINT.match(text)
    return passage.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} and other is None and not text.isupper()


def _is_statement(text: str) -> bool:
    whole = len(text) in _LENGTHS and len(text.split()) >= _FEWEST_WORDS and text[:1].isupper()
    pairs = text.count("(") == text.count(")") and text.count("“") == text.count("”")
    return whole and pairs and _BLANKS.search(text) is None
