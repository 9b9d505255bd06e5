"""Packages to review whose every word is known: pages typeset here, printed to images, and read by a stand-in.

The stand-in reads each word where it stands, and misreads those it is told to, in the ways a recogniser misreads
Vietnamese: a hook or a tone lost, đ for d, 3 for 8. So the truth of every doubt is known; the pictures are of paper.
"""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
from PIL import Image, ImageFilter

from benchmarks.typesetting import HEIGHT, MARGIN, WIDTH, Pages, wrapped
from converters.conversion import ConversionOptions, convert_source
from converters.corrections.places import lines_of
from converters.progress import Silent
from converters.reading.document import Flag, Line, Method, Page, Word
from converters.reading.options import ReadingOptions
from converters.reading.read import read_document
from converters.records.doubts.settled import key_of, open_doubts
from validators.packages.package import open_package
from validators.problems import say

DPI = 300
_CONFUSED = (("ề", "ê"), ("đ", "d"), ("ư", "u"), ("ờ", "ò"), ("ạ", "a"), ("ậ", "â"), ("ị", "i"), ("ã", "ả"), ("ố", "ô"))
_DIGITS = str.maketrans("3856", "8365")
_SENTENCES = (
    "Người điều khiển xe không chấp hành hiệu lệnh bị phạt tiền từ {amount} đồng đến {amount} đồng theo quy định",
    "Hộ gia đình sử dụng đất ổn định được xem xét cấp giấy chứng nhận tại bộ phận một cửa của xã",
    "Thời hạn giải quyết là {days} ngày làm việc kể từ ngày {date} và được ghi rõ trên giấy hẹn trả kết quả",
    "Tổ hòa giải vận động hai bên tự nguyện thỏa thuận, giữ gìn tình làng nghĩa xóm trong cộng đồng dân cư",
    "Văn bản số {number}/QĐ-UBND hướng dẫn người dân nộp hồ sơ và nhận kết quả qua đường bưu điện",
    "Cha mẹ có nghĩa vụ và quyền chăm sóc, nuôi dưỡng, giáo dục con chưa thành niên theo luật định",
    "Mức hỗ trợ cho mỗi hộ là {amount} đồng, chi trả một lần trước ngày {date} của năm ngân sách",
)


@dataclass(frozen=True, slots=True)
class Planned:
    """What the stand-in does with the words of a package.

    Attributes:
        pages: Pages to typeset.
        doubts: Of them all, how many words and numbers are doubted.
        numbers: How many of the doubted are numbers.
        wrong_words: Doubted words that are misread.
        wrong_numbers: Doubted numbers that are misread.
        unseen: Words that are misread alike, and not doubted.
        seed: Of chance.
        size: Of the letters, in points.
    """

    pages: int
    doubts: int
    numbers: int
    wrong_words: int
    wrong_numbers: int
    unseen: int = 0
    seed: int = 1
    size: float = 12.0


@dataclass(frozen=True, slots=True)
class Known:
    """A package, and what is printed in it.

    Attributes:
        package: Its folder.
        printed: By key of a doubt: what is printed there.
        wrong: Keys of the doubts whose reading is not what is printed.
        lines: Lines as printed, by page and place.
        misread: Lines as the stand-in read them, by page and place, only those that differ.
    """

    package: Path
    printed: dict[str, str]
    wrong: frozenset[str]
    lines: dict[tuple[int, int], str]
    misread: dict[tuple[int, int], str]


def known_package(folder: Path, plan: Planned) -> Known:
    """Typeset, print, misread and convert."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(plan.seed)  # noqa: S311  (no secret)
    true = list(_true_pages(folder, plan, chance))
    scan = folder / "ban-quet.pdf"
    read, printed_at = _misread(true, plan, chance)
    options = ConversionOptions(folder / "goi", False, dt.date(2026, 11, 29), "pbgdpl-cli 0", ReadingOptions())
    made = convert_source(scan, scan.name, options, lambda _, numbers: (read[number - 1] for number in numbers))
    doubts = {key_of(one): one for one in open_doubts(made.folder, open_package(made.folder).record())}
    printed = {
        key: printed_at[one.page, tuple(one.box)]
        for key, one in doubts.items()
        if one.page is not None and one.box is not None and (one.page, tuple(one.box)) in printed_at
    }
    lines = dict(_texts(true))
    wrong_lines = {place: text for place, text in _texts(read) if text != lines[place]}
    wrong = frozenset(key for key, text in printed.items() if text != doubts[key].text)
    return Known(made.folder, printed, wrong, lines, wrong_lines)


def _texts(pages: Sequence[Page]) -> Iterator[tuple[tuple[int, int], str]]:
    return (((page.number, at), line.text) for page in pages for at, line in enumerate(lines_of(page)))


def _true_pages(folder: Path, plan: Planned, chance: random.Random) -> Iterator[Page]:
    """The pages as they are printed; their images go into the scan."""
    with tempfile.TemporaryDirectory() as place:
        vector = Path(place) / "dan-trang.pdf"
        _typeset(vector, plan, chance)
        pictures = (_printed(page) for page in pypdfium2.PdfDocument(vector))
        next(pictures).save(folder / "ban-quet.pdf", save_all=True, append_images=pictures, resolution=DPI, quality=80)
        document = read_document(vector, options=ReadingOptions(), read_pages=lambda *_: iter(()), progress=Silent())
    yield from (replace(page, method=Method.OCR) for page in document.pages)


def _printed(page: pypdfium2.PdfPage) -> Image.Image:
    grey = page.render(scale=DPI / 72).to_pil().convert("L")
    return grey.filter(ImageFilter.GaussianBlur(1.2)).point(lambda value: min(245, value + 18))


def _typeset(path: Path, plan: Planned, chance: random.Random) -> None:
    pages, size = Pages(), plan.size
    for _ in range(plan.pages):
        pages.new()
        y = HEIGHT - 80
        while y > 90:
            for line in wrapped(_sentence(chance), WIDTH - 2 * MARGIN, size):
                pages.text(MARGIN, y, line, size)
                y -= 1.6 * size
            y -= size / 3
    pages.save(path)


def _sentence(chance: random.Random) -> str:
    text = chance.choice(_SENTENCES)
    while "{" in text:
        for name, value in (
            ("amount", f"{chance.choice((3, 5, 6, 8))}{chance.randint(0, 9)}0.000"),
            ("days", f"{chance.choice((3, 5, 8))}{chance.randint(0, 9)}"),
            ("date", f"0{chance.choice((3, 5, 6, 8))}/0{chance.choice((3, 5, 6, 8))}/2026"),
            ("number", f"{chance.choice((3, 5, 6, 8))}{chance.randint(10, 99)}"),
        ):
            text = text.replace(f"{{{name}}}", value, 1)
    return f"{text}."


def _misread(true: Sequence[Page], plan: Planned, chance: random.Random) -> tuple[list[Page], dict[object, str]]:
    """The pages as the stand-in reads them, with what is printed by page and box of each doubt."""
    every = [(page, line, word) for page in true for line in lines_of(page) for word in line.words if word.box]
    words = [one for one in every if (other := _other(one[2].text)) is not None and other.strip(",.") != ""]
    numbers = [one for one in every if _kind(one[2].text) is not None and one[2].text.translate(_DIGITS) != one[2].text]
    doubted_words = chance.sample(words, plan.doubts - plan.numbers)
    doubted_numbers = chance.sample(numbers, plan.numbers)
    taken = {id(one[2]) for one in doubted_words}
    unseen = chance.sample([one for one in words if id(one[2]) not in taken], plan.unseen)
    wrong = {id(one[2]) for one in (*doubted_words[: plan.wrong_words], *unseen)}
    wrong |= {id(one[2]) for one in doubted_numbers[: plan.wrong_numbers]}
    read = {key: _misreading(word) for _, _, word in every if (key := id(word)) in wrong}
    printed = {(page.number, tuple(word.box)): _bare(word.text) for page, _, word in (*doubted_words, *doubted_numbers)}
    flags: dict[int, list[Flag]] = {page.number: [] for page in true}
    for page, _, word in (*doubted_words, *doubted_numbers):
        flags[page.number].append(_flag(page.number, word, read.get(id(word), word.text)))
    return [_page_as_read(page, read, flags[page.number]) for page in true], printed


def _flag(page: int, word: Word, text: str) -> Flag:
    kind = _kind(word.text) or "word"
    other = _misreading(word) if text == word.text else word.text
    reason = say("It was hard to read.") if kind == "word" else say("A second reading says otherwise.")
    return Flag(page, word.box, -1, -1, _bare(text), (_bare(other),), kind, reason)


def _bare(text: str) -> str:
    return text.strip(".,;")


def _kind(text: str) -> str | None:
    bare = _bare(text)
    if not any(sign.isdigit() for sign in bare):
        return None
    return "date" if bare.count("/") == 2 else "number" if "/" in bare else "amount" if "." in bare else "duration"


def _other(text: str) -> str | None:
    """What a recogniser may read for a word; None where it would not misread it."""
    return next((text.replace(one, other, 1) for one, other in _CONFUSED if one in text), None)


def _misreading(word: Word) -> str:
    return word.text.translate(_DIGITS) if _kind(word.text) else _other(word.text) or word.text


def _page_as_read(page: Page, read: dict[int, str], flags: Sequence[Flag]) -> Page:
    def line_of(line: Line) -> Line:
        words = tuple(replace(word, text=read[id(word)]) if id(word) in read else word for word in line.words)
        return replace(line, words=words)

    blocks = tuple(replace(block, lines=tuple(line_of(line) for line in block.lines)) for block in page.blocks)
    return replace(page, blocks=blocks, flags=tuple(flags))
