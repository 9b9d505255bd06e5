"""What stands in what is the same, however it is sought; and of many it takes no longer than of a few."""

from __future__ import annotations

import random

from tests.each import each
from validators.rules.agreeing.standing import Standing

SIGNS = "ab"  # of so few that everything stands in everything, at ends and over them


def drawn(chance: random.Random, count: int, longest: int) -> list[str]:
    return ["".join(chance.choices(SIGNS, k=chance.randrange(longest))) for _ in range(count)]


@each("seed", range(12))
def test_it_is_what_a_search_of_each_in_each_finds(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (repeatable, not secret)
    texts = drawn(chance, chance.choice((0, 1, 20, 90)), 40)
    standing, joined = Standing(texts), "".join(texts)
    for words in drawn(chance, 150, 30) + texts[:20]:
        assert list(standing.holding(words)) == [at for at, text in enumerate(texts) if words and words in text]
        assert standing.says(words) is (words in joined)
        assert standing.held_by(words) == [at for at, text in enumerate(texts) if text and text in words]


def test_words_over_the_end_of_a_text_stand_in_none() -> None:
    standing = Standing(["", "hành vi bán hàng", "không có giấy phép", ""])
    over = "bán hàngkhông có"
    for _ in range(100):  # by each search in turn
        standing._found.clear(), standing._said.clear()
        assert standing.says(over)
        assert standing.holding(over) == ()
        assert standing.holding("hành vi bán hàng") == (1,)


def test_what_comes_again_is_told_each_time() -> None:
    texts = [f"điều {number}" for number in range(60)] * 2
    assert Standing(texts).held_by("theo điều 7 thì") == [7, 67]
