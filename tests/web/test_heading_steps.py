"""Headings of a material go down step by step, whatever its blocks say."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pbgdpl_cli.web.content import rendered
from pbgdpl_cli.web.page_language import PageLanguage
from validators.sharing.record import Block, Division, Heading, Paragraph, Question

_TEXTS = st.sampled_from(["Mục", "<h3>không phải thẻ</h3>", "a & b", "Điều 1\nhai dòng"])
_PLAIN = st.one_of(
    st.builds(Heading, level=st.integers(1, 6), text=_TEXTS),
    st.builds(Paragraph, text=_TEXTS),
    st.builds(Question, text=_TEXTS, answer=st.just([])),
)
_BLOCKS = st.recursive(
    _PLAIN,
    lambda inner: st.builds(
        Division,
        type=st.sampled_from(["chapter", "article", "clause"]),
        label=st.just("1"),
        title=_TEXTS,
        children=st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)


@given(st.lists(_BLOCKS, max_size=6))
def test_no_level_is_left_out(blocks: list[Block]) -> None:
    page = rendered(blocks, PageLanguage("vi"))
    opened = [int(level) for level in re.findall(r"<h(\d)>", page)]
    closed = [int(level) for level in re.findall(r"</h(\d)>", page)]
    assert opened == closed
    assert all(after - before <= 1 for before, after in pairwise([2, *opened]))
    assert all(3 <= level <= 6 for level in opened)
