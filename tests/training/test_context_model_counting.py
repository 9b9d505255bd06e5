"""The context model counted from small texts."""

from __future__ import annotations

import lzma
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.after_reading.context.context_model import BITS, ContextModel, unpack
from converters.ocr.after_reading.context.tokens import BREAK, CLASSES, NUMBER, OTHER
from training.context_model import (
    MINIMUM_SYLLABLE,
    NOISE_RATIO,
    base_ids,
    build,
    count_runs,
    count_syllables,
    drop_noise,
    encode,
    lines_of,
    main,
)

LINE = "Công dân có quyền khiếu nại và tố cáo.\n"


def counted(folder: Path, text: str) -> ContextModel:
    corpus = folder / "text.txt"
    corpus.write_text(text, encoding="utf-8")
    return unpack(build(corpus))


def test_it_is_a_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus, out = tmp_path / "text.txt", tmp_path / "model"
    corpus.write_text(LINE * 20, encoding="utf-8")
    assert main([str(corpus), str(out)]) == 0
    assert unpack(out.read_bytes()).knows("quyền")
    assert main([]) == 2
    assert "CORPUS" in capsys.readouterr().err


def test_a_packed_corpus_is_read_as_a_plain_one(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(LINE, encoding="utf-8")
    (tmp_path / "text.txt.xz").write_bytes(lzma.compress(LINE.encode()))
    assert list(lines_of(tmp_path / "text.txt.xz")) == list(lines_of(tmp_path / "text.txt")) == [LINE]


def test_rare_syllables_are_no_part_of_the_vocabulary(tmp_path: Path) -> None:
    corpus = tmp_path / "text.txt"
    corpus.write_text("quyền\n" * MINIMUM_SYLLABLE + "nghĩa\n" * (MINIMUM_SYLLABLE - 1), encoding="utf-8")
    assert count_syllables(corpus) == [*CLASSES, "quyền"]


def test_unknown_words_and_line_ends_are_classes(tmp_path: Path) -> None:
    corpus = tmp_path / "text.txt"
    corpus.write_text("quyền 12 UBND\nquyền\n", encoding="utf-8")
    vocabulary = [*CLASSES, "quyền"]
    stream = encode(corpus, {word: place for place, word in enumerate(vocabulary)})
    assert [vocabulary[index] for index in stream] == [BREAK, "quyền", NUMBER, OTHER, BREAK, "quyền", BREAK]


@given(st.lists(st.integers(len(CLASSES), 9), min_size=3, max_size=60))
def test_pairs_are_counted_as_they_stand(stream: list[int]) -> None:
    keys, counts = count_runs(np.array(stream, dtype=np.uint16), 2, 1)
    expected: dict[int, int] = {}
    for first, second in pairwise(stream):
        expected[first << BITS | second] = expected.get(first << BITS | second, 0) + 1
    assert dict(zip(keys.tolist(), counts.tolist(), strict=True)) == expected


def test_triples_that_end_in_a_class_are_left_out() -> None:
    ends_in_class = np.array([5, 6, 0] * 4, dtype=np.uint16)
    keys, _ = count_runs(ends_in_class, 3, 1)
    assert {key & (1 << BITS) - 1 for key in keys.tolist()} == {5, 6}


def test_syllables_with_the_same_base_letters_share_a_number() -> None:
    quyen, quyen_too, dan = base_ids(["quyền", "quyên", "dân"]).tolist()
    assert quyen == quyen_too != dan


def test_a_rare_run_beside_its_twin_is_noise(tmp_path: Path) -> None:
    model = counted(tmp_path, "Chính quyền địa phương.\n" * 200 + "Chính quyên địa phương.\n" * 8)
    assert model.pair_count("chính", "quyền") == pytest.approx(200, rel=0.06)
    assert model.pair_count("chính", "quyên") == 0.0


def test_a_rare_run_that_no_misreading_of_its_twin_gives_is_a_run(tmp_path: Path) -> None:
    model = counted(tmp_path, "Các công ty nhà nước.\n" * 400 + "Các cổng thông tin của xã.\n" * 12)
    assert model.pair_count("các", "cổng") == pytest.approx(12, rel=0.1)


def test_a_run_that_is_not_rare_beside_its_twin_stays() -> None:
    vocabulary = [*CLASSES, "chính", "quyền", "quyên"]
    first, right, wrong = (len(CLASSES) + step for step in range(3))
    keys = np.array([first << BITS | right, first << BITS | wrong], dtype=np.uint64)
    for count, kept in ((1, 1), (100 // NOISE_RATIO, 2)):
        counts = np.array([100, count], dtype=np.uint64)
        assert len(drop_noise(keys, counts, vocabulary, 2)[0]) == kept
