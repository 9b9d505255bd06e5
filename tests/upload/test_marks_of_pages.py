"""The mark on a page of another site: what it says, and when it is no longer believed."""

from __future__ import annotations

import pytest

from pbgdpl_cli.upload.transports.marks import mark, revision_on, words_of

REVISION = "ab" * 32


def shown(*parts: str) -> str:
    return f"<p>x</p><!-- {mark(REVISION, words_of(*parts))} -->"


def test_a_page_that_says_the_same_shows_the_revision() -> None:
    assert revision_on(shown("Đất đai", "<p>Quyền</p>"), words_of("Đất đai", "<p>Quyền</p>")) == REVISION


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("<p>một <b>hai</b></p>", "<p>một\n  hai </p>\n"),  # a site takes out what it does not allow
        ("<p>a &lt; b &amp; c</p>", "<p>a < b &#038; c</p>"),
        ("một\u00a0hai", "một&nbsp;hai"),
        ("😀", "&#x1f600;"),
        ("<p>x</p><!-- a comment -->", "<p>x</p>"),
        ('<a href="/cũ">tải</a>', '<a href="/mới" rel="nofollow">tải</a>'),
    ],
)
def test_how_a_site_writes_is_its_own_business(sent: str, stored: str) -> None:
    assert words_of(sent) == words_of(stored)


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (("Phạt 2 triệu", ""), ("Phạt 3 triệu", "")),
        (("a", "b"), ("ab", "")),  # from one part to another
        (("đất", ""), ("đặt", "")),
        (("", "shown"), ("", "")),
    ],
)
def test_another_word_is_another_page(sent: tuple[str, str], stored: tuple[str, str]) -> None:
    found = revision_on(shown(*sent), words_of(*stored))
    assert found is not None
    assert found.startswith(REVISION)
    assert found != REVISION


def test_pages_marked_by_earlier_versions_are_taken_at_their_word() -> None:
    assert revision_on(f"<!-- pbgdpl-revision:{REVISION} -->", words_of("whatever")) == REVISION


@pytest.mark.parametrize("text", ["", "pbgdpl-revision:", "pbgdpl-revision:" + "g" * 64])
def test_without_a_mark_there_is_no_revision(text: str) -> None:
    assert revision_on(text, words_of(text)) is None
