"""A text that was made names its recipe, and is known by it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from converters.derivatives.text_recipe import recipe_in, recipe_line

RECIPE = "0a" * 32


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "kich-ban.txt"
    path.write_text(f"BẢN TIN\n\n{recipe_line(RECIPE)}", "utf-8")
    assert recipe_in(path) == RECIPE


@pytest.mark.parametrize(
    "body", [b"", b"\xff", recipe_line(RECIPE[:-1]).encode(), b" " + recipe_line(RECIPE).encode(), b"x" * (1 << 20)]
)
def test_what_is_none_of_ours_has_none(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "kich-ban.txt"
    path.write_bytes(body)
    assert recipe_in(path) is None


def test_what_is_not_there_has_none(tmp_path: Path) -> None:
    assert recipe_in(tmp_path / "kich-ban.txt") is None
