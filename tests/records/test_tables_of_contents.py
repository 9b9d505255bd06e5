"""Tables of contents stand beside the text, and nothing else does for their name."""

from __future__ import annotations

from record_documents import draft

from converters.records.passages.contents import lines_of_contents
from tests.each import each
from validators.sharing.record import Heading, Paragraph


def test_which_lines_they_are() -> None:
    def holds(lines: str, found: set[int]) -> None:
        assert lines_of_contents(lines.split("|")) == found

    each(
        ("lines", "found"),
        [
            ("MỤC LỤC|Phần 1 .... 2|Phần 2 .... 2|Phần 3 .... 9|Phần 1", {0, 1, 2, 3}),
            ("Bìa|Mục lục|Trang|Một 1|Hai dài|đến hết 2|Ba 3|Văn bản", {1, 2, 3, 4, 5, 6}),
            ("MỤC LỤC|Một … 1|Hai … 2|Ba … 3|Điều 5", {0, 1, 2, 3}),
            ("MỤC LỤC|Một 1|Hai 2|Văn bản", set()),
            ("MỤC LỤC|Một 9|Hai 2|Ba 1", set()),
            ("MỤC LỤC NGÂN SÁCH|Một 1|Hai 2|Ba 3", set()),
            ("Một 1|Hai 2|Ba 3", set()),
        ],
    )(holds)()


def test_its_words_are_kept_and_are_no_text() -> None:
    text = (
        "SỔ TAY HÒA GIẢI Ở CƠ SỞ\nMỤC LỤC\nKhái niệm ...... 2\nPhạm vi ...... 3\nKỹ năng ...... 5\n"
        "KHÁI NIỆM\nHòa giải là việc hướng dẫn các bên.\n"
    )
    made = draft(text).record
    shown = [one.text for one in made.content if isinstance(one, Heading | Paragraph)]
    assert shown == ["SỔ TAY HÒA GIẢI Ở CƠ SỞ", "KHÁI NIỆM", "Hòa giải là việc hướng dẫn các bên."]
    assert made.word_count is not None
    assert [one.reason for one in made.word_count.left_out if one.reason == "unknown"] == []
