"""The title of a material: of an official paper, of a leaflet, booklet or slides, else a guess marked as one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path, PurePath

from converters.reading.document import BOOK, SPREADSHEET, Block, BlockKind, Cell, Document, Line, Method, Page, Word
from converters.records.content.question_labels import QUESTION, ROMAN, SITUATION
from converters.records.metadata.head.letterhead import Letterhead, read_letterhead
from converters.records.metadata.head.organ_names import is_organ
from converters.records.metadata.head.own_number import is_scribbled
from converters.records.metadata.no_titles import GENERIC, NO_TITLES, SET_BY_PROGRAM
from converters.records.metadata.title_lines import (
    ANNEX,
    KIND_LINE,
    LONGEST_LINE,
    NEVER_TITLE,
    TITLE_LINES,
    goes_on,
    largest_below,
    says_only_its_kind,
    with_following,
)
from converters.records.passages.furniture import is_furniture, is_signature_note
from converters.records.passages.passage import Passage, ReadValue, whole, written
from validators.citations.acts.act_types import BY_SLUG, OF_COURTS
from validators.language.detector import Detector, DetectorTable
from validators.language.legal_paper import any_case

_LONGEST = 700  # characters of a title: acts amending many others
_LONGEST_GUESS = 120  # characters of a passage taken for one
_SHORTEST_LINE = 6  # characters; fewer are a sign or a number
_LONGEST_KIND_LINE = 200  # characters; a longer one is a sentence about such material
_FIRST_PASSAGES = 120  # in which a text writes its own title in small letters
_NAMING_PASSAGES = 400  # in which a line may name the kind
_TITLE_PASSAGES = 15  # in which a title is looked for by its look
_TITLE_ROWS = 6  # of a sheet, above its column names: organ, motto, title, date
PRESENTATION = "presentation"  # in the media type of slides
_LOWERED = frozenset({"Về", "Đối", "Quy", "Ban", "Hướng", "Sửa", "Phê", "Công", "Bổ"})
_LOWERED_PAIRS = frozenset(
    {
        "Tổ chức", "Kết quả", "Điều chỉnh", "Triển khai", "Thực hiện", "Tăng cường", "Kiện toàn", "Thành lập",
        "Quản lý", "Giới thiệu", "Tuyên truyền", "Phối hợp", "Kiểm tra", "Đánh giá", "Xử lý", "Hỗ trợ", "Nâng cao",
        "Phát động", "Họp Hội", "Sơ kết", "Tổng kết", "Rà soát", "Trả lời", "Tình hình", "Thu hồi",
    }
)  # fmt: skip
_JOINT = "LIÊN TỊCH "  # goes on with a type: "HƯỚNG DẪN LIÊN TỊCH"
_ORNAMENTS_KEPT = frozenset({"-", "–", "—", "&", "/", ":", "+"})
# What newsletters call their parts, too.
_COLUMN = re.compile(any_case(r"(?:HỎI\s{0,3}[-–]?\s{0,3}ĐÁP|TÌNH HUỐNG|CÂU CHUYỆN|TIỂU PHẨM)(?: PHÁP LUẬT)?\W{0,3}"))


@dataclass(frozen=True, slots=True)
class TitleFound:
    """A title.

    Attributes:
        text: As it should be shown.
        reads: Where it was read; empty when it stands nowhere in the text.
        guessed: Nothing says that it is the title.
    """

    text: str
    reads: tuple[ReadValue, ...] = ()
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Untitled:
    """A document whose title is looked for.

    Attributes:
        document: For its own title, its file name and its media type.
        passages: All of them.
        head: The document's head.
    """

    document: Document
    passages: Sequence[Passage]
    head: Letterhead

    @property
    def slides(self) -> bool:
        """Whether it is a presentation."""
        return PRESENTATION in self.document.media_type

    @property
    def slide_title(self) -> Passage | None:
        """What stands set as the title of the first slide."""
        first = self.passages[0] if self.passages and self.slides else None
        if first is None or first.kind is not BlockKind.HEADING or first.level != 1:
            return None
        return None if NO_TITLES.match(first.text) or is_organ(first.text) else first


def _official(untitled: Untitled) -> TitleFound | None:
    head = untitled.head
    if not head.official or (head.type_read is None and head.abstract is None):
        return None
    kind = BY_SLUG.get(head.type or "")
    printed = head.type_read.value if head.type_read is not None else ""
    word = kind.name if kind is not None else printed.capitalize()
    if head.type in OF_COURTS and head.number is not None:  # judgments and precedents are cited by their number
        word = f"{word} số {head.number[0].text}"
    reads = tuple(read for read in (head.type_read, head.abstract) if read is not None)
    if head.abstract is None:
        return TitleFound(_numbered(word, head), reads, guessed=True)
    abstract = head.abstract.value
    if kind is not None and word != kind.name and abstract.lower().startswith(kind.name.lower()):
        abstract = abstract[len(kind.name) :].strip()  # the type stands beside the number, and again above the summary
    if abstract.isupper():
        abstract = _as_in_text(abstract, untitled.passages)
    if abstract.isupper() and printed.isupper():
        # in capitals as a whole rather than half of it
        word = word.upper() if kind is not None and word != kind.name else printed
    title = abstract if abstract.lower().startswith(word.lower()) and word else f"{word} {_lowered(abstract)}".strip()
    return TitleFound(_cut(title), reads) if title else None


def _numbered(word: str, head: Letterhead) -> str:
    """A type that says nothing more of itself, as the paper is cited: "Báo cáo số 12/BC-STP"."""
    number = None if head.number is None or is_scribbled(*head.number) else head.number[0].text
    return f"{word} số {number}" if number is not None and number not in word else word


def _untitled_letter(untitled: Untitled) -> TitleFound | None:
    """A letter without "V/v": the bare word for it names nothing, so it is named by its number."""
    head = untitled.head
    kind = BY_SLUG.get(head.type or "")
    if not head.official or head.number is None or is_scribbled(*head.number) or kind is None:
        return None
    number, passage = head.number
    return TitleFound(_numbered(kind.name, head), (ReadValue("", passage, number.start, number.end),), guessed=True)


def _sheet_title(untitled: Untitled) -> TitleFound | None:
    """The first row that has one filled cell, above the row of column names."""
    if not untitled.document.is_workbook:
        return None
    found: list[ReadValue] = []
    for passage in _above_questions(untitled.passages)[:_TITLE_PASSAGES]:
        if passage.kind is BlockKind.SHEET_NAME and found:
            break
        if passage.kind is BlockKind.SHEET_NAME:
            continue
        for text in [passage.text] if not passage.cells else _single_cells(passage):
            named = _SHORTEST_LINE <= len(text) <= LONGEST_LINE and any(map(str.isalpha, text))
            if named and not NO_TITLES.match(text) and not GENERIC.fullmatch(text) and not is_furniture(text):
                start = max(0, passage.text.find(text))
                read = ReadValue(text, passage, start, start + len(text))
                if found and not (ANNEX.fullmatch(found[-1].value) or goes_on(found[-1].value, text)):
                    return _as_read(found)
                found.append(read)
            elif found:
                return _as_read(found)
        if found and passage.cells:
            break  # below a title come the names of the columns
    return _as_read(found) if found else None


def _as_read(reads: Sequence[ReadValue]) -> TitleFound:
    return TitleFound(_cut(" ".join(read.value for read in reads)), tuple(reads))


def _single_cells(passage: Passage) -> Iterator[str]:
    """The cells of the first rows of a table, as long as they stand alone in their row."""
    rows: dict[int, list[str]] = {}
    for cell in passage.cells:
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(" ".join(cell.text.split()))
    for row in sorted(rows)[:_TITLE_ROWS]:
        if len(rows[row]) > 1:
            return
        yield rows[row][0]


def _slide_title(untitled: Untitled) -> TitleFound | None:
    first = untitled.slide_title
    if first is None or GENERIC.fullmatch(first.text):
        return None
    lines = takewhile(lambda line: _set_like(line, first) and not NO_TITLES.match(line.text), untitled.passages)
    return _as_set(list(lines)[: 1 + TITLE_LINES])


def _set_like(line: Passage, first: Passage) -> bool:
    return (line.kind, line.level, line.page) == (first.kind, first.level, first.page)


def _kind_line(untitled: Untitled) -> TitleFound | None:
    if untitled.slide_title is not None:
        return None
    for place, passage in enumerate(untitled.passages[:_NAMING_PASSAGES]):
        if KIND_LINE.match(passage.text) and len(passage.text) < _LONGEST_KIND_LINE and _looks_set(passage):
            above = untitled.passages[:place]
            if _COLUMN.fullmatch(passage.text.strip()) and any(map(_is_set_title, above)):
                continue
            if says_only_its_kind(passage.text) and any(one.text.isupper() and _is_set_title(one) for one in above):
                continue
            return _as_set(with_following(untitled.passages, place))
    return None


def _is_set_title(passage: Passage) -> bool:
    return _looks_set(passage) and _may_be_title(passage)


def _set_line(untitled: Untitled) -> TitleFound | None:
    if untitled.slide_title is not None:
        return None
    for place, passage in enumerate(untitled.passages[:_TITLE_PASSAGES]):
        if _looks_set(passage) and _may_be_title(passage) and not is_signature_note(passage.text):
            return _as_set(with_following(untitled.passages, largest_below(untitled.passages, place)))
    return None


def _running_head(untitled: Untitled) -> TitleFound | None:
    """What the head of several pages says alike: pages out of a book name the book there and nowhere else."""
    lines = (line for page in untitled.document.pages for block in page.blocks for line in _lines_of_head(block))
    for text, times in Counter(" ".join(line.text.split()) for line in lines).most_common():
        named = _SHORTEST_LINE <= len(text) <= LONGEST_LINE and any(map(str.isalpha, text))
        if times > 1 and named and not NO_TITLES.match(text) and not GENERIC.fullmatch(text):
            return TitleFound(text, guessed=True)
    return None


def _lines_of_head(block: Block) -> Sequence[Line]:
    return block.lines if block.kind is BlockKind.HEADER else ()


def _book(untitled: Untitled) -> TitleFound | None:
    """What an electronic book says it is called: its pages begin with a chapter."""
    named = _property(untitled) if untitled.document.is_book else None
    return None if named is None else replace(named, guessed=False)


def _property(untitled: Untitled) -> TitleFound | None:
    title = " ".join((untitled.document.title or "").split())
    named = title and not SET_BY_PROGRAM.fullmatch(title) and not NO_TITLES.match(title)
    return TitleFound(_cut(title), guessed=True) if named else None


def _first_text(untitled: Untitled) -> TitleFound | None:
    for passage in _above_questions(untitled.passages) if not untitled.slides else ():
        if _may_be_title(passage) and not GENERIC.fullmatch(passage.text):
            read = ReadValue(_cut(passage.text, _LONGEST_GUESS), passage, 0, min(len(passage.text), _LONGEST_GUESS))
            return TitleFound(read.value, (read,), guessed=True)
    return None


def _above_questions(passages: Sequence[Passage]) -> Sequence[Passage]:
    """Passages that may name the others: the first question of many and what answers it do not."""
    many = sum(map(_asks, passages)) > 1
    return list(takewhile(lambda passage: not _asks(passage), passages)) if many else passages


def _asks(passage: Passage) -> bool:
    return passage.text.rstrip().endswith("?")


def _may_be_title(passage: Passage) -> bool:
    return (
        len(passage.text.strip()) >= _SHORTEST_LINE
        and passage.kind not in NEVER_TITLE
        and not NO_TITLES.match(passage.text)
    )


def _cut(text: str, longest: int = _LONGEST) -> str:
    """A text no longer than that, ended at a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[:longest].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def _file_name(untitled: Untitled) -> TitleFound | None:
    name = untitled.document.source.name
    return TitleFound(PurePath(name).stem or name, guessed=True) if name else None


def _written(example: tuple[str, ...]) -> Untitled:
    """The file's name, its own title, then its lines.

    "# " opens a heading, "^ " the head of a page; cells of a table are parted by "|".
    """
    name, title, *lines = example
    text = [_written_line(line) for line in lines if not line.startswith("^ ")]
    media = {".pptx": PRESENTATION, ".xlsx": SPREADSHEET, ".epub": BOOK}.get(Path(name).suffix, "text/plain")
    heads = [line[2:].split() for line in lines if line.startswith("^ ")]
    pages = tuple(_headed_page(number, words) for number, words in enumerate(heads, start=1))
    return Untitled(Document(Path(name), media, "", pages, title or None), text, read_letterhead(text))


def _headed_page(number: int, words: Sequence[str]) -> Page:
    head = Block(BlockKind.HEADER, (Line(tuple(map(Word, words))),))
    return Page(number, None, None, None, (head,), Method.TEXT_LAYER)


def _written_line(line: str) -> Passage:
    if line.startswith("# "):
        return written(line[2:], BlockKind.HEADING, level=1)
    if "|" not in line:
        return written(line)
    rows = [row.split("|") for row in line.split("//")]
    cells = (
        Cell(row, column, (Line(tuple(Word(word) for word in text.split())),))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text.strip()
    )
    return replace(written(line.replace("|", " ").replace("//", " "), BlockKind.TABLE), cells=tuple(cells))


TITLES: DetectorTable[Untitled, TitleFound] = DetectorTable(
    "metadata/title",
    (
        Detector(
            name="official",
            source="NĐ 30/2020/NĐ-CP Annex I, II.5: type and summary of contents",
            gains="the title of every official paper",
            positive=(("a.docx", "", "ỦY BAN NHÂN DÂN", "Số: 72/KH-UBND", "KẾ HOẠCH", "Công tác pháp luật"),),
            negative=(
                ("a.docx", "", "KẾ HOẠCH", "Công tác pháp luật"),
                ("a.docx", "", "TỜ GẤP", "PHÁP LUẬT VỀ ĐẤT ĐAI"),
            ),
            find=_official,
        ),
        Detector(
            name="book-title",
            source="EPUB 3.3, 5.5.3.1.2: the title of the publication",
            gains="a book is not called as its first chapter",
            positive=(("a.epub", "Cẩm nang người bệnh", "# Lời nói đầu"),),
            negative=(("a.epub", "Unknown Title", "# Lời nói đầu"), ("a.docx", "Cẩm nang người bệnh", "# Quyền")),
            find=_book,
        ),
        Detector(
            name="sheet-title",
            source="spreadsheets: a title over all columns",
            gains="the title of sheets, which is not the name a program gave the sheet",
            positive=(("a.xlsx", "", "# Sheet1", "BỘ CÂU HỎI VỀ HỘ TỊCH||//STT|Câu hỏi|Đáp án//1|Ai đăng ký?|Cha mẹ"),),
            negative=(("a.xlsx", "", "# Sheet1", "STT|Câu hỏi//1|Ai đăng ký?"), ("a.docx", "", "PHÁP LUẬT ĐẤT ĐAI||")),
            find=_sheet_title,
        ),
        Detector(
            name="slide-title",
            source="presentations: the title slide",
            gains="the title of slides, though their kind is named below it",
            positive=(("a.pptx", "", "# Luật Đất đai"),),
            negative=(("a.pptx", "", "# NỘI DUNG"), ("a.docx", "", "# Luật Đất đai")),
            find=_slide_title,
        ),
        Detector(
            name="kind-line",
            source="leaflets, outlines and booklets: the kind stands above the title",
            gains="the title of such material, however far down it stands",
            positive=(("a.docx", "", "SỞ TƯ PHÁP", "Lời nói đầu của tập", "TỜ GẤP", "PHÁP LUẬT VỀ ĐẤT ĐAI"),),
            negative=(("a.docx", "", "Tờ gấp này nói về đất đai."), ("a.pptx", "", "# NỘI DUNG", "TỜ GẤP PHÁP LUẬT")),
            find=_kind_line,
        ),
        Detector(
            name="set-line",
            source="material that does not name its kind: its title is set as a heading, bold or in capitals",
            gains="the title of such material",
            positive=(("a.docx", "", "SỞ TƯ PHÁP MẪU", "# Luật Đất đai"), ("a.docx", "", "PHÁP LUẬT VỀ ĐẤT ĐAI")),
            negative=(("a.docx", "", "SỞ TƯ PHÁP MẪU"), ("a.docx", "", "Mọi người có quyền.")),
            find=_set_line,
        ),
        Detector(
            name="untitled-letter",
            source="letters without a summary (V/v)",
            gains="such a letter is named by its number, and a person is told that it is a guess",
            positive=(("a.docx", "", "SỞ TƯ PHÁP", "Số: 12/STP-PBGDPL", "Kính gửi: Các xã."),),
            negative=(("a.docx", "", "SỞ TƯ PHÁP", "Kính gửi: Các xã."),),
            find=_untitled_letter,
        ),
        Detector(
            name="running-head",
            source="books and booklets, of which some pages were scanned",
            gains="pages out of a book are named by it, not by their first question or sentence",
            positive=(("a.pdf", "", "^ SỔ TAY HỘ TỊCH", "Câu 5. Ai đăng ký?", "^ SỔ TAY HỘ TỊCH", "Cha mẹ."),),
            negative=(
                ("a.pdf", "", "^ SỔ TAY HỘ TỊCH", "Câu 5. Ai đăng ký?"),
                ("a.pdf", "", "^ SỞ TƯ PHÁP MẪU", "Một.", "^ SỞ TƯ PHÁP MẪU", "Hai."),
                ("a.pdf", "", "^ 12", "Một.", "^ 12", "Hai."),
            ),
            find=_running_head,
        ),
        Detector(
            name="property",
            source="properties of Office and PDF files",
            gains="a likelier guess than the first line",
            positive=(("a.docx", "Tìm hiểu Luật Đất đai"),),
            negative=(
                ("a.docx", ""),
                ("a.docx", "Microsoft Word - bai1.doc"),
                ("a.pptx", "Slide 1"),
                ("a.epub", "Unknown Title"),
            ),
            find=_property,
        ),
        Detector(
            name="first-text",
            source="plain texts",
            gains="a guess from the text itself",
            positive=(("a.txt", "", "Mọi người có quyền."),),
            negative=(("a.txt", "", "Số: 12"), ("a.pptx", "", "Mọi người có quyền.")),
            find=_first_text,
        ),
        Detector(
            name="file-name",
            source="files without text",
            gains="no record is without a title",
            positive=(("to-gap.pdf", ""),),
            negative=(("", ""),),
            find=_file_name,
        ),
    ),
    example=_written,
)


def find_title(document: Document, passages: Sequence[Passage], head: Letterhead) -> TitleFound:
    """The title, where it was read, and whether it was only guessed.

    Args:
        document: For its own title and its file name.
        passages: All of them.
        head: The document's head.
    """
    return TITLES.first(Untitled(document, passages, head)) or TitleFound("?", guessed=True)


def _as_set(lines: Sequence[Passage]) -> TitleFound:
    """Title lines joined, without ornaments."""
    reads = tuple(whole(line) for line in lines)
    return TitleFound(_cut(_without_ornaments(" ".join(read.value for read in reads))), reads)


def _without_ornaments(title: str) -> str:
    """Dots, stars and rules around a title are drawing; hyphens and the like between words are not."""
    kept = (word for word in title.split() if any(map(str.isalnum, word)) or word in _ORNAMENTS_KEPT)
    return " ".join(kept) or title


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
    """Forms like "Về việc …" go on after the type in lower case; a title with a name of its own keeps its capital."""
    joint, rest = abstract[: len(_JOINT)], abstract[len(_JOINT) :]
    if joint.upper() == _JOINT:
        return joint.lower() + (_lowered(rest) if not rest.isupper() else rest)
    first, second, *_ = (*abstract.split(" ", 2), "", "")
    goes_on = first in _LOWERED or f"{first} {second}" in _LOWERED_PAIRS
    return abstract[:1].lower() + abstract[1:] if goes_on else abstract


def _looks_set(passage: Passage) -> bool:
    text = passage.text.strip()
    if passage.kind in NEVER_TITLE or SITUATION.match(text) or QUESTION.match(text) or ROMAN.match(text):
        return False
    if not _SHORTEST_LINE <= len(text) <= LONGEST_LINE or is_furniture(text) or GENERIC.fullmatch(text):
        return False
    return passage.kind is BlockKind.HEADING or text.isupper() or (passage.emphasis and not text.endswith((".", ";")))
