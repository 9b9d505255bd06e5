from __future__ import annotations

import math
from importlib import resources

import pytest

from converters.ocr.after_reading.context.context_model import MODEL_FILE, ContextModel, load, unpack
from converters.ocr.after_reading.context.tokens import BREAK, NUMBER, OTHER, tokens_of
from training import context_model as counting

SENTENCES = (
    "Công dân có quyền khiếu nại và tố cáo theo quy định của pháp luật.\n"
    "Chính quyền địa phương bảo đảm quyền của công dân, nghĩa vụ của công dân.\n"
    "Chính quyền xã tổ chức hoà giải ở cơ sở; chính quyền huyện hướng dẫn hoà giải.\n"
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> ContextModel:
    corpus = tmp_path_factory.mktemp("corpus") / "text.txt"
    corpus.write_text(SENTENCES * 60 + "Chính quyên địa phương.\n" * 8, encoding="utf-8")
    return unpack(counting.build(corpus))


def test_tokens_are_syllables_and_classes() -> None:
    assert tokens_of("Hoà giải, 12 UBND; 1.000 Ông") == ["hòa", "giải", NUMBER, OTHER, BREAK, NUMBER, "ông"]


@pytest.mark.real
def test_counts_survive_packing(small: ContextModel) -> None:
    assert small.pair_count("chính", "quyền") == pytest.approx(180, rel=0.06)
    assert small.pair_count("giải", "giải") == 0
    assert small.single_count("quyền") > small.single_count("huyện") > 0


def test_context_speaks_for_the_usual_word(small: ContextModel) -> None:
    usual = small.log_probability(BREAK, "chính", "quyền")
    assert usual > small.log_probability(BREAK, "chính", "quyên") + 3
    assert usual > small.log_probability(BREAK, "chính", "dân")


def test_twins_share_base_letters(small: ContextModel) -> None:
    assert set(small.twins("quyên")) == {"quyền", "quyên"}
    assert small.twins("hoa") == ["hòa"]
    assert small.twins("xyz") == []


def test_probabilities_are_probabilities(small: ContextModel) -> None:
    total = sum(math.exp(small.log_probability("công", "dân", word)) for word in small.index)
    assert 0.2 < total <= 1.1


def test_unknown_words_have_a_probability(small: ContextModel) -> None:
    assert small.log_probability("xyz", "abc", "quyền") < 0


def test_foreign_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="model"):
        unpack(b"something else")


def test_the_shipped_model_is_small_and_knows_the_law() -> None:
    room = resources.files("converters.ocr.after_reading.context")
    assert len(room.joinpath(MODEL_FILE).read_bytes()) < 1_200_000
    assert room.joinpath("legal_vi.LICENSE.txt").is_file()
    model = load()
    assert model is load()
    assert model.pair_count("pháp", "luật") > 10_000
    assert model.pair_count("chính", "quyên") == 0.0
