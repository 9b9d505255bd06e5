"""Slips in a question are mended where they stand out, and a sentence of known words costs few looks."""

from __future__ import annotations

import pytest

from pbgdpl_cli.search.finding import How
from pbgdpl_cli.search.readings import Looking
from pbgdpl_cli.search.repair import repaired
from tests.search.shelf import Shelf

SENTENCE = "Chủ hộ đăng ký tạm trú cho người thuê nhà tại công an xã trong ba ngày."


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf({"tạm trú": ("Tạm trú", SENTENCE), "khác": ("Khác", "Trả lời đơn; chi phí đi lại; ký hiệu.")})


def mended(shelf: Shelf, words: str) -> str:
    return " ".join(repaired(Looking(shelf.connection), words.split()))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dang ky tam tra cho nguoi thue nha", "dang ky tam tru cho nguoi thue nha"),  # "tra" is a word, elsewhere
        ("tra loi dang ky tam tru cho nguoi", ""),  # every word stands beside a neighbour somewhere
        ("chi ho dang ky tam tru cho nguoi", "chu ho dang ky tam tru cho nguoi"),
        ("dang kyy tam tru cho nguoi thue", "dang ky tam tru cho nguoi thue"),
        ("tam tra", "tam tru"),
    ],
)
def test_a_word_out_of_place_is_mended(shelf: Shelf, typed: str, meant: str) -> None:
    assert mended(shelf, typed) == meant


def test_a_long_question_of_known_pairs_is_left_alone(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []

    def glance(*arguments: object) -> list[int]:
        tried.append(arguments)
        return []

    monkeypatch.setattr(Looking, "glance", glance)
    words = ["ba", "ngay", "trong", "cong", "an", "xa", "tam", "tru", "nguoi", "thue", "nha"]
    assert repaired(Looking(shelf.connection), words) == ()
    assert len(tried) < 30  # not as many as all its words have readings


def test_what_was_mended_is_told(shelf: Shelf) -> None:
    names, how = shelf.ask("dang ky tam tra cho nguoi thue nha")[:2]
    assert (names, how) == (["tạm trú"], How.REPAIRED)
