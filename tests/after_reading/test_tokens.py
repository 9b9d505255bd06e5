"""Pieces of text to the tokens the context model counts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from converters.ocr.after_reading.context.tokens import BREAK, CLASSES, NUMBER, OTHER, token_of, tokens_of
from tests.each import each
from tests.properties import at_most


class TestTokens:
    @each(
        ("piece", "token"),
        [
            ("Hoà", "hòa"),
            ("QUYỀN", "quyền"),
            ("12", NUMBER),
            ("1.000.000", NUMBER),
            ("08/4/2020", NUMBER),
            (".", BREAK),
            (";", BREAK),
            ("UBND", OTHER),
            ("online", OTHER),
        ],
    )
    def test_one_piece(self, piece: str, token: str) -> None:
        assert token_of(piece) == token

    @each(
        ("text", "tokens"),
        [
            ("sửa đổi, bổ sung", ["sửa", "đổi", "bổ", "sung"]),
            ("(“quyền”)", ["quyền"]),
            ("Điều 5: quyền!", ["điều", NUMBER, BREAK, "quyền", BREAK]),
            ("12/NĐ-CP", [NUMBER, OTHER, OTHER]),
            ("a1", ["a", NUMBER]),
            ("…", []),
            ("", []),
        ],
    )
    def test_a_text(self, text: str, tokens: list[str]) -> None:
        assert tokens_of(text) == tokens

    @given(st.text(max_size=40))
    @settings(max_examples=at_most(40))
    def test_tokens_are_classes_or_small_letters(self, text: str) -> None:
        assert all(token in CLASSES or token == token.lower() for token in tokens_of(text))
