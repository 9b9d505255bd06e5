"""Markdown as people and programs write it."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_samples import read

from converters.reading.document import BlockKind
from tests.each import each


def blocks(folder: Path, text: str) -> list[tuple[BlockKind, int, str]]:
    (folder / "a.md").write_text(text, encoding="utf-8")
    return [(block.kind, block.level, block.text) for block in read(folder / "a.md").pages[0].blocks]


def said(folder: Path, text: str) -> list[str]:
    return [text for _, _, text in blocks(folder, text)]


def test_underlined_lines_are_headings(tmp_path: Path) -> None:
    text = "Cẩm nang\nvề hộ tịch\n=====\n\nThủ tục\n---\n\n- một\n---\n\nhết\n"
    assert blocks(tmp_path, text) == [
        (BlockKind.HEADING, 1, "Cẩm nang\nvề hộ tịch"),
        (BlockKind.HEADING, 2, "Thủ tục"),
        (BlockKind.LIST_ITEM, 2, "- một"),
        (BlockKind.PARAGRAPH, 0, "hết"),
    ]


def test_many_lines_above_a_rule_are_text(tmp_path: Path) -> None:
    text = "một\nhai\nba\nbốn\nnăm\n---\n"
    assert blocks(tmp_path, text) == [(BlockKind.PARAGRAPH, 0, "một\nhai\nba\nbốn\nnăm")]


class TestFrontMatter:
    def test_its_title_is_the_title_where_the_text_has_none(self, tmp_path: Path) -> None:
        assert blocks(tmp_path, '---\ntitle: "Cẩm nang"\nauthor: Sở Mẫu\n---\n\n## Mục\n') == [
            (BlockKind.HEADING, 1, "Cẩm nang"),
            (BlockKind.HEADER, 0, "author: Sở Mẫu"),
            (BlockKind.HEADING, 2, "Mục"),
        ]

    def test_it_stands_beside_a_text_with_a_title(self, tmp_path: Path) -> None:
        found = blocks(tmp_path, "---\ntitle: Cẩm nang\n---\n# Cẩm nang hộ tịch\n")
        assert [(kind, text) for kind, _, text in found] == [
            (BlockKind.HEADER, "title: Cẩm nang"),
            (BlockKind.HEADING, "Cẩm nang hộ tịch"),
        ]

    @pytest.mark.parametrize(
        "text", ["---\n\nmột\n\n---\n\nhai\n", "---\nKính gửi các xã\n---\n", "một\n---\na: b\n---\n"]
    )
    def test_a_rule_above_a_text_opens_none(self, tmp_path: Path, text: str) -> None:
        assert BlockKind.HEADER not in {kind for kind, _, _ in blocks(tmp_path, text)}

    def test_one_that_never_ends_is_text(self, tmp_path: Path) -> None:
        assert said(tmp_path, "---\ntitle: một\n\nhai\n") == ["title: một", "hai"]


def test_signs_of_markdown_go_and_words_stay(tmp_path: Path) -> None:
    def holds(written: str, shown: str) -> None:
        assert said(tmp_path, written) == [shown]

    each(
        ("written", "shown"),
        [
            ("1\\. Phạm vi", "1. Phạm vi"),
            ("hai \\* ba\\_bốn", "hai * ba_bốn"),
            ("_nghiêng_ và so_nha_ten", "nghiêng và so_nha_ten"),
            ("xem <https://mau.example/a>", "xem https://mau.example/a"),
            ("xem [Luật][1] và [đây](http://x)", "xem Luật và đây"),
            ("mức ~~5%~~ 8%", "mức 8%"),
            ("<u>gạch</u> dưới <b>đậm</b>", "gạch dưới đậm"),
            ("50 < 60 và a > b", "50 < 60 và a > b"),
            ("trước <!-- ghi chú --> sau", "trước sau"),
            ("một[^1]", "một¹"),
            ("- [ ] nộp đơn", "- ☐ nộp đơn"),
            ("1. [x] đã nộp", "1. ☑ đã nộp"),
            ("> trích", "trích"),
        ],
    )(holds)()


def test_lines_ended_on_purpose_are_paragraphs(tmp_path: Path) -> None:
    assert said(tmp_path, "Sở Tư pháp  \nsố 12 đường Mẫu\\\nđiện thoại\nở dưới\n") == [
        "Sở Tư pháp",
        "số 12 đường Mẫu",
        "điện thoại\nở dưới",
    ]


def test_notes_and_addresses_stand_apart(tmp_path: Path) -> None:
    found = blocks(tmp_path, "Theo luật[^1].\n\n[^1]: Luật Mẫu.\n[a]: https://mau.example\n")
    assert [(kind, text) for kind, _, text in found] == [
        (BlockKind.PARAGRAPH, "Theo luật¹."),
        (BlockKind.FOOTNOTE, "¹ Luật Mẫu."),
        (BlockKind.FOOTER, "[a]: https://mau.example"),
    ]


def test_a_bar_in_a_cell(tmp_path: Path) -> None:
    assert said(tmp_path, "| A | B |\n|---|---|\n| một \\| hai | ba<br>bốn |\n") == ["A\nB\nmột | hai\nba\nbốn"]
