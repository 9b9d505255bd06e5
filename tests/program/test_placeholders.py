"""What stands for a value on a help page is in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pbgdpl_cli.i18n import activate, active_language
from pbgdpl_cli.terminal.help.placeholders import _WORDS, placeholder
from tests.each import each

PAGES = {name: Path(__file__).parents[2] / "docs" / name for name in ("vi/lenh.md", "en/commands.md")}
# How the library names types.
LEAKS = re.compile(r"<(?:str|int|float|file|dir|list\[\w+\])[^>]*>|\w+ range>|\bPath\]")


@pytest.fixture
def vietnamese() -> Iterator[None]:
    before = active_language()
    activate("vi")
    yield
    activate(before)


@each(("written", "said"), [
    ("FILE", "TỆP"), ("PATH…", "ĐƯỜNG-DẪN…"), ("KIND... PACKAGE...", "LOẠI... GÓI..."), ("[OPTIONS]", "[TÙY-CHỌN]"),
    ("NAME[:DETAIL]", "TÊN[:CHI-TIẾT]"), ("YYYY-MM-DD", "NĂM-THÁNG-NGÀY"), ("WORD[=PRINTED]", "TỪ[=BẢN-IN]"),
    ("9:16|1:1|16:9", "9:16|1:1|16:9"), ("URL", "URL"), ("HH:MM-HH:MM", "HH:MM-HH:MM"), ("N", "N"), ("", ""),
])  # fmt: skip
def test_a_word_for_a_value_is_said_in_vietnamese_and_what_is_no_word_stays(
    written: str, said: str, vietnamese: None
) -> None:
    assert placeholder(written) == said


def test_every_word_has_a_vietnamese_name(vietnamese: None) -> None:
    assert [word for word in _WORDS if placeholder(word) == word] == []


def test_said_twice_is_said_once(vietnamese: None) -> None:
    """The usage line holds names of arguments that are Vietnamese already."""
    for word in _WORDS:
        assert placeholder(placeholder(word)) == placeholder(word)


def test_in_english_words_are_as_written() -> None:
    before = active_language()
    activate("en")
    try:
        assert [placeholder(word) for word in _WORDS] == list(_WORDS)
    finally:
        activate(before)


@pytest.mark.parametrize("page", PAGES)
def test_no_type_of_the_program_stands_on_a_help_page(page: str) -> None:
    assert LEAKS.findall(PAGES[page].read_text("utf-8")) == []


def test_no_english_word_stands_for_a_value_on_a_vietnamese_page() -> None:
    usages = re.findall(r"^(?:Cách dùng: .*|  -.{0,28}?  )", PAGES["vi/lenh.md"].read_text("utf-8"), re.MULTILINE)
    assert len(usages) > 100
    english = re.compile(rf"(?<![\w-])(?:{'|'.join(_WORDS)})(?![\w-])")
    assert [usage for usage in usages if english.search(usage)] == []
