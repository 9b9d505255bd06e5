"""What is found out about each word: by the engine, by the network, by the ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from drawn_lines import drawn

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.second_reading.crops import Grey
from converters.ocr.second_reading.detectors.finding import find_spans
from converters.ocr.second_reading.evidence import Evidence, gather
from converters.ocr.second_reading.upright_page import upright_page
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page


class Reader:
    """Reads every crop as the same words, and keeps the crops."""

    def __init__(self, text: str = "") -> None:
        self.words = tuple(ReadWord(piece, Box(0, 0, 1, 10), 0.9) for piece in text.split())
        self.crops: list[Grey] = []

    def __call__(self, crops: Sequence[Grey]) -> list[tuple[ReadWord, ...]]:
        self.crops += crops
        return [self.words for _ in crops]


def evidence(
    printed: str, read: str | None = None, *, reader: Reader | None = None, confidence: float = 0.95
) -> dict[str, Evidence]:
    """Evidence for each word that matters of a printed line, by what the engine read."""
    image, right = drawn(printed)
    texts = (read or printed).split()
    words = (replace(word, text=text, confidence=confidence) for word, text in zip(right.words, texts, strict=True))
    line = Line(tuple(words))
    page = Page(1, image.shape[1], image.shape[0], None, (Block(BlockKind.PARAGRAPH, (line,)),), Method.OCR)
    found = gather(upright_page(page, image, [line]), find_spans([line]), reader or Reader(read or printed))
    return {line.words[index].text: item for (_, index), item in found.items()}


def test_what_engine_and_network_are_sure_of_is_settled() -> None:
    reader = Reader()
    found = evidence("phạt 800.000 đồng", reader=reader)["800.000"]
    assert (found.reread, found.network, found.network_agrees, found.ink_beside) == (None, None, True, False)
    assert reader.crops == []


@pytest.mark.parametrize("confidence", [0.5, 0.89])
def test_an_unsure_engine_reads_again(confidence: float) -> None:
    reader = Reader("phạt 800.000 đồng")
    found = evidence("phạt 800.000 đồng", reader=reader, confidence=confidence)["800.000"]
    assert (found.reread, len(reader.crops)) == (None, 1)


def test_the_network_contradicts_a_changed_digit() -> None:
    found = evidence("phạt 800.000 đồng", "phạt 300.000 đồng")["300.000"]
    assert (found.network, found.network_agrees) == ("800.000", False)


@pytest.mark.real
def test_the_network_confirms_no_letters() -> None:
    found = evidence("số 15/2020/NĐ-CP ngày")["15/2020/NĐ-CP"]
    assert (found.network, found.network_agrees) == (None, False)
    assert evidence("phạt 800.000đ ngay")["800.000đ"].network_agrees


def test_the_second_reading_is_kept_where_it_differs() -> None:
    found = evidence("số 15/2020/NĐ-CP ngày", reader=Reader("số 16/2020/NĐ-CP ngày"))["15/2020/NĐ-CP"]
    assert found.reread is not None
    assert (found.network, found.reread_confidence) == (None, 0.0)  # the reader names no place in the crop


@pytest.mark.real
def test_a_label_d_is_read_alone_too() -> None:
    reader = Reader("đ")
    found = evidence("theo điểm d khoản 4", reader=reader)["d"]
    assert found.look == "đ"
    assert len(reader.crops) == 2  # with its neighbours, and alone


@pytest.mark.real
def test_other_letters_are_not_read_alone() -> None:
    reader = Reader("c")
    assert evidence("theo điểm c khoản 4", reader=reader)["c"].look is None
    assert len(reader.crops) == 1


@pytest.mark.real
@pytest.mark.parametrize(("printed", "read", "look"), [("i", "l", "i"), ("l", "i", "l"), ("l", "l", "l")])
def test_ink_tells_i_from_l(printed: str, read: str, look: str) -> None:
    assert evidence(f"theo điểm {printed} khoản 4", f"theo điểm {read} khoản 4")[read].look == look


@pytest.mark.parametrize(("printed", "read", "look"), [("III", "II", "III"), ("II", "II", None), ("IV", "IV", None)])
def test_strokes_of_roman_numbers_are_counted(printed: str, read: str, look: str | None) -> None:
    assert evidence(f"Chương {printed} AN", f"Chương {read} AN")[read].look == look


@pytest.mark.parametrize(
    ("printed", "read", "seen"),
    [("1.", "I.", "1."), ("1)", "l)", "1)"), ("8.", "S.", "8."), ("I.", "I.", None), ("l)", "l)", None)],
)
def test_the_network_sees_a_digit_where_a_label_was_read_as_a_letter(printed: str, read: str, seen: str | None) -> None:
    assert evidence(f"{printed} Trong vòng", f"{read} Trong vòng")[read].network == seen


def test_nothing_printed_is_nothing_read_otherwise() -> None:
    _, line = drawn("phạt 800.000 đồng")
    blank = np.full((200, 1700, 3), 255, dtype=np.uint8)
    page = Page(1, 1700, 200, None, (Block(BlockKind.PARAGRAPH, (line,)),), Method.OCR)
    (found,) = gather(upright_page(page, blank, [line]), find_spans([line]), Reader()).values()
    assert (found.network, found.network_agrees, found.reread) == (None, False, "")
