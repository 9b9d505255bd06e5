"""The kind of a material that does not name it: from its source, its content, the look of its pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.reading.document import Document, Method, Page
from converters.records.metadata.kinds.kind_found import KindFound
from converters.records.metadata.titles import PRESENTATION
from converters.records.passages.passage import Passage, written
from validators.language import legal_paper
from validators.language.detector import Detector, DetectorTable
from validators.language.legal_paper import any_case, one_of
from validators.problems import say

_OPENING = 6  # passages in which a lecture shows itself
_HEAD = 12  # passages in which an official paper shows itself
_FORM_PASSAGES = 5  # in which the name of a form stands
_FEWEST_QUESTIONS = 3  # fewer may be an aside in any text
_FEWEST_SITUATIONS = 2  # one case may be an example in any text
_LANDSCAPE = 1.2  # width to height from which a page lies on its side
_MOST_FOLDED_WORDS = 3000  # on both sides of a sheet to be folded
_MOST_LEAFLET_WORDS = 450  # on a leaflet of one page
_STATE_NAME = re.compile(legal_paper.STATE_NAME)
_LECTURES = (
    "pháp luật đại cương", "bài tập pháp luật", "nội dung môn học", "mục tiêu bài học", "câu hỏi ôn tập",
    "bài tập tham khảo",
)  # fmt: skip
_LECTURE = re.compile(any_case(one_of(*_LECTURES)))
_GREETING = re.compile(any_case(r"(?:Kính thưa|Thưa|Kính chào|Xin chào) .{0,40}(?:bà con|quý vị|thính giả|các bạn)"))
_THANKS = re.compile(any_case(r"(?:lắng nghe|theo dõi (?:chương trình|bản tin)|nghe đài)"))
_NAMED_QUESTIONS = re.compile(any_case(r"hỏi\s?[-–,]?\s?(?:và\s)?đáp"))
_FORMS = (
    "ĐƠN", "BẢN KHAI", "TỜ KHAI", "PHIẾU", "DANH SÁCH", "GIẤY", "MẪU", "BIỂU MẪU", "THÔNG BÁO THAY ĐỔI",
    "TÓM TẮT HOẠT ĐỘNG", "ĐƠN ĐĂNG KÝ",
)  # fmt: skip
_FORM = re.compile(any_case(rf"^\W{{0,4}}{one_of(*_FORMS)}\b"))


@dataclass(frozen=True, slots=True)
class Content:
    """What can be known of a material besides its own words for itself.

    Attributes:
        document: For its media type and page shapes.
        passages: All of them.
        questions: How many questions with answers were found.
        situations: How many situations with solutions.
    """

    document: Document
    passages: Sequence[Passage]
    questions: int = 0
    situations: int = 0

    @property
    def words(self) -> int:
        """How many there are."""
        return sum(len(passage.places) for passage in self.passages)

    @property
    def landscape(self) -> int:
        """How many pages lie on their side."""
        pages = self.document.pages
        return sum(bool(page.width and page.height and page.width > page.height * _LANDSCAPE) for page in pages)

    @property
    def official(self) -> bool:
        """Whether the first passages hold the state's name or a basis, as official papers do."""
        opening = " ".join(passage.text for passage in self.passages[:_HEAD])
        return _STATE_NAME.search(opening) is not None or "CĂN CỨ" in opening.upper()


def _slides(content: Content) -> KindFound | None:
    if PRESENTATION not in content.document.media_type:
        return None
    return KindFound("bai-giang", say("The source is a presentation."))


def _broadcast(content: Content) -> KindFound | None:
    greeted = next((passage for passage in content.passages[:_HEAD] if _GREETING.match(passage.text)), None)
    thanked = any(_THANKS.search(passage.text) for passage in content.passages[-_OPENING:])
    if greeted is None or not thanked:
        return None
    return KindFound("ban-tin-truyen-thanh", say("It greets listeners and thanks them for listening."), greeted)


def _lecture(content: Content) -> KindFound | None:
    if not _LECTURE.search(" ".join(passage.text for passage in content.passages[:_OPENING])):
        return None
    return KindFound("bai-giang", say("Its opening reads like a lecture."), content.passages[0])


def _situations(content: Content) -> KindFound | None:
    if content.situations < _FEWEST_SITUATIONS:
        return None
    return KindFound("tinh-huong", say("It holds {count} situations with solutions.", count=content.situations))


def _questions(content: Content) -> KindFound | None:
    named = _NAMED_QUESTIONS.search(content.document.title or "") is not None
    if content.questions < (1 if named else _FEWEST_QUESTIONS):
        return None
    return KindFound("hoi-dap", say("It holds {count} questions with answers.", count=content.questions))


def _form(content: Content) -> KindFound | None:
    if not any(_FORM.match(passage.text) for passage in content.passages[:_FORM_PASSAGES]):
        return None
    return KindFound("khac", say("It is a form to be filled in."), content.passages[0])


def _folded(content: Content) -> KindFound | None:
    two = len(content.document.pages) == content.landscape == len(("front", "back"))
    if not two or content.words >= _MOST_FOLDED_WORDS or content.official:
        return None
    return KindFound("to-gap", say("Two landscape pages: a sheet to be folded."))


def _leaflet(content: Content) -> KindFound | None:
    pages = content.document.pages
    if len(pages) != 1 or content.landscape or not pages[0].width or content.official:
        return None
    return KindFound("to-roi", say("One page with little text.")) if 0 < content.words < _MOST_LEAFLET_WORDS else None


def _written(example: tuple[str, int, int, tuple[tuple[int, int], ...]]) -> Content:
    """Text, questions, situations, and width and height of pages; slides when the text opens with "▭"."""
    text, questions, situations, sizes = example
    media = f"{PRESENTATION}+xml" if text.startswith("▭") else "text/plain"
    pages = tuple(Page(number, w, h, 200, (), Method.TEXT_LAYER) for number, (w, h) in enumerate(sizes, start=1))
    passages = [written(line) for line in text.lstrip("▭ ").splitlines()]
    return Content(Document(Path("a"), media, "", pages), passages, questions, situations)


_PORTRAIT, _ON_ITS_SIDE = (1654, 2339), (2339, 1654)
CONTENT_KINDS: DetectorTable[Content, KindFound] = DetectorTable(
    "kinds/content",
    (
        Detector(
            name="slides",
            source="presentations (PPTX)",
            gains="slides without a telling title are lectures",
            positive=(("▭ Luật Đất đai", 0, 0, ()),),
            negative=(("Luật Đất đai", 0, 0, ()),),
            find=_slides,
        ),
        Detector(
            name="broadcast",
            source="scripts of loudspeaker stations: listeners are greeted, and thanked at the end",
            gains="such scripts under any title",
            positive=(("BẢN TIN SỐ 3\nKính thưa bà con và các bạn!\nTin.\nCảm ơn bà con đã lắng nghe!", 0, 0, ()),),
            negative=(
                ("Kính thưa các đồng chí!\nTin.\nXin cảm ơn!", 0, 0, ()),
                ("Lắng nghe dân", 0, 0, ()),
            ),
            find=_broadcast,
        ),
        Detector(
            name="lecture",
            source="lecture notes of law schools and colleges",
            gains="lecture notes whose title names only the subject",
            positive=(("CHƯƠNG 1\nPháp luật đại cương", 0, 0, ()),),
            negative=(("Pháp luật về đất đai", 0, 0, ()),),
            find=_lecture,
        ),
        Detector(
            name="situations",
            source="booklets of legal situations",
            gains="such booklets under any title",
            positive=(("Pháp luật", 0, 2, ()),),
            negative=(("Pháp luật", 5, 1, ()),),
            find=_situations,
        ),
        Detector(
            name="questions",
            source="booklets of questions and answers",
            gains="such booklets under any title",
            positive=(("Pháp luật", 3, 0, ()),),
            negative=(("Pháp luật", 2, 0, ()),),
            find=_questions,
        ),
        Detector(
            name="form",
            source="forms in annexes of acts",
            gains="a loose form is not taken for a leaflet",
            positive=(("TỜ KHAI đăng ký khai sinh", 0, 0, (_PORTRAIT,)),),
            negative=(("Khai sinh", 0, 0, (_PORTRAIT,)),),
            find=_form,
        ),
        Detector(
            name="folded",
            source="leaflets to be folded: two pages on their side, three panels each",
            gains="such leaflets when no panel names them",
            positive=(("Pháp luật về đất đai", 0, 0, (_ON_ITS_SIDE, _ON_ITS_SIDE)),),
            negative=(
                ("Pháp luật về đất đai", 0, 0, (_PORTRAIT, _PORTRAIT)),
                ("Căn cứ Luật Đất đai", 0, 0, (_ON_ITS_SIDE, _ON_ITS_SIDE)),
            ),
            find=_folded,
        ),
        Detector(
            name="leaflet",
            source="leaflets of one page",
            gains="such leaflets when nothing names them",
            positive=(("Đội mũ bảo hiểm khi đi xe máy", 0, 0, (_PORTRAIT,)),),
            negative=(("Đội mũ bảo hiểm", 0, 0, ()), ("Đội mũ bảo hiểm", 0, 0, (_PORTRAIT, _PORTRAIT))),
            find=_leaflet,
        ),
    ),
    example=_written,
)
