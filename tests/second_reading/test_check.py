from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from drawn_lines import drawn

from converters.ocr.engines.opening import open_engine
from converters.ocr.engines.protocol import Mode, ReadWord
from converters.ocr.second_reading.check import CheckOptions, check_page
from converters.ocr.second_reading.crops import MARGIN, Grey, Rgb
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Cell, Line, Method, Page, Word

TEXT = "Phạt tiền từ 800.000 đồng theo điểm đ khoản 4 Điều 6"


def words(text: str, *, confidence: float = 0.95) -> tuple[Word, ...]:
    found, left = [], 20
    for piece in text.split():
        found.append(Word(piece, Box(left, 40, left + 14 * len(piece), 64), confidence))
        left += 14 * len(piece) + 12
    return tuple(found)


def page(*lines: Line, cells: tuple[Cell, ...] = ()) -> Page:
    return Page(1, 1200, 200, None, (Block(BlockKind.PARAGRAPH, lines, cells=cells),), Method.OCR)


def blank() -> Rgb:
    return np.full((200, 1200, 3), 255, dtype=np.uint8)


def reader(text: str) -> tuple[list[int], object]:
    """Reads every crop as the same text, and counts the crops."""
    counted: list[int] = []

    def read(crops: Sequence[Grey]) -> list[tuple[ReadWord, ...]]:
        counted.append(len(crops))
        return [
            tuple(
                ReadWord(piece, Box(MARGIN + 8 * place, 0, MARGIN + 8 * place + 6, 10), 0.9)
                for place, piece in enumerate(text.split())
            )
            for _ in crops
        ]

    return counted, read


@pytest.mark.real
def test_agreement_raises_trust_and_raises_no_flag() -> None:
    counted, read = reader(TEXT)
    before = page(Line(words(TEXT)))
    after = check_page(before, blank(), read_crops=read)  # type: ignore[arg-type]
    assert after.flags == ()
    assert after.text == before.text
    changed = {word.text: word.confidence for word in after.blocks[0].words if word.confidence != 0.95}
    assert changed == {text: pytest.approx(0.99) for text in ("800.000", "đ", "4", "6")}
    assert len(counted) == 1


@pytest.mark.real
def test_disagreement_becomes_a_flag_with_the_other_reading() -> None:
    line = Line(words("từ 300.000 đồng"))
    _, read = reader("từ 800.000 đồng")
    after = check_page(page(line), blank(), read_crops=read)  # type: ignore[arg-type]
    (flag,) = after.flags
    assert (flag.kind, flag.text, flag.start, flag.end) == ("amount", "300.000 đồng", -1, -1)
    assert flag.box == (line.words[1].box[0], 40, line.words[2].box[2], 64)  # type: ignore[index]
    assert list(after.blocks[0].words)[1].confidence == 0.5


def test_what_cannot_be_is_flagged_even_if_read_twice() -> None:
    text = "ngày 31 tháng 02 năm 2020"
    _, read = reader(text)
    (flag,) = check_page(page(Line(words(text))), blank(), read_crops=read).flags  # type: ignore[arg-type]
    assert flag.kind == "date"
    assert str(flag.reason) == "Nothing of this kind is written like this."


def test_an_unsure_number_is_flagged() -> None:
    _, read = reader("giảm 12% mức")
    (flag,) = check_page(page(Line(words("giảm 12% mức", confidence=0.6))), blank(), read_crops=read).flags  # type: ignore[arg-type]
    assert (flag.kind, flag.candidates) == ("percentage", ())


@pytest.mark.parametrize(("label", "confidence", "flagged"), [("c", 0.7, True), ("c", 0.8, False), ("i", 0.5, False)])
def test_labels_are_doubted_below_what_their_letter_usually_gets(label: str, confidence: float, flagged: bool) -> None:
    text = f"điểm {label} khoản"
    _, read = reader(text)
    after = check_page(page(Line(words(text, confidence=confidence))), blank(), read_crops=read)  # type: ignore[arg-type]
    assert bool(after.flags) is flagged


def test_a_suspect_word_is_flagged_only_when_it_turns_out_to_be_a_number() -> None:
    line = Line((words("Vì VỆ")[0], replace(words("Vì VỆ")[1], confidence=0.7)))
    left = 90  # where it stands in its crop, in which letters are 24 pixels high
    for second, flagged in (("7.", True), ("Vệ", False), ("", False)):
        seen = tuple(ReadWord(text, Box(left, 0, left + 4, 10), 0.9) for text in second.split())
        after = check_page(page(line), blank(), read_crops=lambda crops, seen=seen: [seen for _ in crops])
        assert [(flag.text, flag.candidates) for flag in after.flags] == ([("VỆ", ("7.",))] if flagged else [])
        assert after.blocks[0].lines[0].words[1].confidence == 0.7


def test_an_unsure_short_word_that_opens_a_line_must_be_read_alike_twice() -> None:
    line = Line((replace(words("Lễ Phạt")[0], confidence=0.6), words("Lễ Phạt")[1]))
    for second, flagged in (("Lễ", False), ("Lẽ", True), ("", True)):
        _, read = reader(second)
        after = check_page(page(line), blank(), read_crops=read)  # type: ignore[arg-type]
        assert bool(after.flags) is flagged


def test_words_in_cells_are_trusted_alike() -> None:
    line = Line(words("phạt 800.000 đồng"))
    _, read = reader("phạt 800.000 đồng")
    after = check_page(page(line, cells=(Cell(0, 0, (line,)),)), blank(), read_crops=read)  # type: ignore[arg-type]
    (block,) = after.blocks
    assert block.cells[0].lines == block.lines
    assert block.lines != (line,)


def test_a_page_without_numbers_is_not_read_again() -> None:
    counted, read = reader("")
    before = page(Line(words("Không có gì ở đây")))
    assert check_page(before, blank(), read_crops=read) == before  # type: ignore[arg-type]
    assert counted == []


def test_words_without_a_place_cannot_be_read_again() -> None:
    counted, read = reader("")
    before = page(Line((Word("phạt"), Word("800.000"), Word("đồng"))))
    assert check_page(before, blank(), read_crops=read) == before  # type: ignore[arg-type]
    assert counted == []


def test_sequences_are_flagged_too() -> None:
    lines = [Line(words(f"{label}) Nội dung")) for label in "abd"]
    _, read = reader("a) b) d) Nội")
    kinds = [flag.kind for flag in check_page(page(*lines), blank(), read_crops=read).flags]  # type: ignore[arg-type]
    assert "sequence" in kinds


class Asked:
    """An engine that reads every crop as one text, and keeps how it was asked."""

    name, version = "asked", "1"

    def __init__(self, text: str) -> None:
        self.text = text
        self.how: list[tuple[int, Mode, float, bool]] = []

    def read(
        self, crops: Sequence[Grey], *, mode: Mode = Mode.BLOCK, timeout: float = 0.0, alternatives: bool = True
    ) -> list[tuple[ReadWord, ...]]:
        self.how.append((len(crops), mode, timeout, alternatives))
        return [(ReadWord(self.text, Box(MARGIN, 0, MARGIN + 6, 10), 0.9),) for _ in crops]


def test_a_label_its_neighbours_confirm_is_not_read_again() -> None:
    counted, read = reader("x")
    labels = ("d)", "đ)", "e)")
    lines = [
        Line(
            tuple(
                replace(word, box=word.box and word.box._replace(top=40 * row, bottom=40 * row + 24))
                for word in words(f"{label} Phạt", confidence=0.3)
            )
        )
        for row, label in enumerate(labels)
    ]
    after = check_page(page(*lines), blank(), read_crops=read)  # type: ignore[arg-type]
    assert [flag.text for flag in after.flags] == ["d)"]
    assert counted == [4]  # one label, and the word behind each, which may hide a number
    sure = {word.text: word.confidence for word in after.blocks[0].words}
    assert sure["đ)"] == pytest.approx(0.86)


@pytest.mark.real
def test_an_engine_reads_lines_in_the_time_allowed() -> None:
    engine = Asked("đồng")
    check_page(page(Line(words(TEXT))), blank(), engine=engine, options=CheckOptions(timeout=7.0))
    ((crops, *how),) = engine.how
    assert how == [Mode.LINE, 7.0, False]
    assert crops > 0


def test_an_engine_is_not_started_for_nothing() -> None:
    image, line = drawn("Phạt 800.000 đồng")
    engine = Asked("")
    before = Page(1, 1700, 200, None, (Block(BlockKind.PARAGRAPH, (line,)),), Method.OCR)
    assert check_page(before, image, engine=engine).flags == ()
    assert engine.how == []


@pytest.mark.parametrize(("left", "told"), [(86, True), (60, False)])
def test_ink_right_beside_a_number_is_told(left: int, told: bool) -> None:
    line = Line((Word("từ", Box(20, 40, 48, 64), 0.95), Word("12%", Box(100, 40, 142, 64), 0.95)))
    image = blank()
    image[40:64, left : left + 8] = 0
    reasons = {str(flag.reason) for flag in check_page(page(line), image, read_crops=Counting("từ 12%")).flags}
    assert ("Something stands beside it that was not read." in reasons) is told


def test_a_word_whose_confidence_is_unknown_stays_as_it_is() -> None:
    text = "phạt 800.000 đồng"
    _, read = reader(text)
    before = page(Line(tuple(replace(word, confidence=None) for word in words(text))))
    assert check_page(before, blank(), read_crops=read) == before  # type: ignore[arg-type]


@pytest.mark.real
def test_document_numbers_are_doubted_later_than_other_numbers() -> None:
    for text, flagged in (("số 15/2020/NĐ-CP ngày", False), ("giảm 12% mức", True)):
        _, read = reader(text)
        after = check_page(page(Line(words(text, confidence=0.5))), blank(), read_crops=read)  # type: ignore[arg-type]
        assert bool(after.flags) is flagged


@pytest.mark.real
def test_a_lost_number_is_told_though_nothing_was_read_in_its_place() -> None:
    _, read = reader("")
    (flag,) = check_page(page(Line(words("phạt 800.000 đồng"))), blank(), read_crops=read).flags  # type: ignore[arg-type]
    assert str(flag.reason) == "It could not be read a second time."
    assert flag.candidates == ()


def test_somebody_must_read() -> None:
    with pytest.raises(ValueError, match="engine"):
        check_page(page(Line(words(TEXT))), blank())


@pytest.mark.real
@pytest.mark.parametrize("rotation", [0, 90])
def test_tesseract_reads_again_what_stands_there(rotation: int) -> None:
    image, line = drawn(TEXT)
    upright = Page(1, 1700, 200, None, (Block(BlockKind.PARAGRAPH, (line,)),), Method.OCR)
    stored, turned = (image, upright) if rotation == 0 else lying(image, upright)
    assert check_page(turned, stored, engine=open_engine("pytesseract")).flags == ()


@pytest.mark.real
def test_tesseract_finds_a_changed_fine() -> None:
    image, line = drawn("Phạt tiền từ 800.000 đồng đến 1.000.000 đồng")
    misread = Line(tuple(Word("300.000", word.box, 0.87) if word.text == "800.000" else word for word in line.words))
    page = Page(1, 1700, 200, None, (Block(BlockKind.PARAGRAPH, (misread,)),), Method.OCR)
    (flag,) = check_page(page, image, engine=open_engine("pytesseract")).flags
    assert (flag.kind, flag.text, flag.candidates) == ("amount", "300.000 đồng", ("800.000 đồng",))


@pytest.mark.real
def test_a_number_settled_by_engine_and_network_is_not_read_again() -> None:
    image, line = drawn("Phạt 800.000 đồng theo Nghị định 15/2020/NĐ-CP")
    before = Page(1, 1700, 200, None, (Block(BlockKind.PARAGRAPH, (line,)),), Method.OCR)
    crops = Counting("Nghị định 15/2020/NĐ-CP")
    assert check_page(before, image, read_crops=crops).flags == ()
    assert crops.count == 1  # the one with letters


def test_digits_that_both_readings_misread_alike_are_flagged() -> None:
    image, line = drawn("Phạt tiền 800.000 đồng")
    misread = Line(tuple(Word("300.000", word.box, 0.97) if word.text == "800.000" else word for word in line.words))
    before = Page(1, 1700, 200, None, (Block(BlockKind.PARAGRAPH, (misread,)),), Method.OCR)
    (flag,) = check_page(before, image, read_crops=Counting("tiền 300.000 đồng")).flags
    assert (flag.kind, flag.text, flag.candidates) == ("amount", "300.000 đồng", ("800.000 đồng",))
    assert str(flag.reason) == "Read digit by digit it is “800.000”."


@pytest.mark.parametrize(
    ("printed", "read", "flagged"), [("III", "II", True), ("II", "II", False), ("III", "III", False)]
)
def test_a_roman_number_that_lost_a_stroke_is_flagged(printed: str, read: str, flagged: bool) -> None:
    image, line = drawn(f"Điều 54. Chương {printed} AN TOÀN")
    misread = Line(tuple(Word(read, word.box, 0.95) if word.text == printed else word for word in line.words))
    before = Page(1, 1700, 200, None, (Block(BlockKind.PARAGRAPH, (misread,)),), Method.OCR)
    flags = check_page(before, image, read_crops=Counting(f"Chương {read} AN")).flags
    assert [flag.candidates for flag in flags] == ([("Chương III",)] if flagged else [])


def test_signs_among_the_digits_that_are_dirt_are_flagged() -> None:
    image, line = drawn("từ ngày 28 tháng 12 năm 2017 đến")
    misread = Line(tuple(Word("201.7", word.box, 0.95) if word.text == "2017" else word for word in line.words))
    before = Page(1, 1700, 200, None, (Block(BlockKind.PARAGRAPH, (misread,)),), Method.OCR)
    flags = check_page(before, image, read_crops=Counting("tháng 12 năm 201.7 đến")).flags
    assert [flag.candidates for flag in flags if "201.7" in flag.text] == [("2017",)]


class Counting:
    """Reads every crop as the same text, and counts them."""

    def __init__(self, text: str) -> None:
        self.words = tuple(ReadWord(piece, Box(0, 0, 1, 10), 0.9) for piece in text.split())
        self.count = 0

    def __call__(self, crops: Sequence[Grey]) -> list[tuple[ReadWord, ...]]:
        self.count += len(crops)
        return [self.words for _ in crops]


def lying(image: Rgb, page: Page) -> tuple[Rgb, Page]:
    """The same page as a scanner stores it lying on its side: to be turned counter-clockwise by 90 degrees."""
    height = image.shape[0]
    line = page.blocks[0].lines[0]
    boxes = [word.box or Box(0, 0, 0, 0) for word in line.words]
    turned = Line(
        tuple(
            Word(word.text, Box(height - bottom, left, height - top, right), word.confidence)
            for word, (left, top, right, bottom) in zip(line.words, boxes, strict=True)
        )
    )
    stored = Page(1, height, image.shape[1], None, (Block(BlockKind.PARAGRAPH, (turned,)),), Method.OCR, rotation=90)
    return np.rot90(image, -1).copy(), stored
