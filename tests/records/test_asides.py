"""A speaker's notes, hidden slides and sheets: kept and counted, marked, and no part of what the material says."""

from __future__ import annotations

from dataclasses import replace

from record_documents import TODAY, block, document, page

from converters.reading.document import Block, BlockKind, Page
from converters.records.build import Draft, build_record
from converters.writing.markdown import markdown
from validators.sharing.record import Aside, Heading

NOTE = block("Người lấn đất bị phạt tiền từ 2.000.000 đồng đến 3.000.000 đồng.", BlockKind.NOTE)


def title(text: str) -> Block:
    return replace(block(text, BlockKind.HEADING), level=1)


def made(*pages: Page) -> Draft:
    return build_record(document(*pages), today=TODAY)


def test_notes_stand_behind_the_text_with_their_page() -> None:
    record = made(page(title("Luật Đất đai"), block("Đất là tài sản."), NOTE), page(title("Chế tài"), number=2)).record
    assert [one.type for one in record.content] == ["heading", "paragraph", "heading", "aside"]
    aside = record.content[-1]
    assert isinstance(aside, Aside)
    assert (aside.of, aside.page, len(aside.content)) == ("notes", 1, 1)


def test_what_is_not_shown_bears_no_fine_and_loses_no_letter() -> None:
    record = made(page(title("Luật Đất đai"), block("Đất là tài sản."), NOTE)).record
    assert not [one for one in record.content if one.type == "sanction"]
    assert record.word_count is not None
    assert record.word_count.left_out == []
    assert made(page(title("Luật Đất đai"), block(NOTE.text))).record.content[-1].type == "sanction"


def test_a_hidden_page_is_no_title() -> None:
    hidden = replace(page(title("ĐÁP ÁN NỘI BỘ")), hidden=True)
    record = made(hidden, page(title("Luật Đất đai"), block("Đất là tài sản."), number=2)).record
    assert record.title == "Luật Đất đai"
    aside = record.content[-1]
    assert isinstance(aside, Aside)
    assert (aside.of, aside.page) == ("hidden-page", 1)
    assert aside.content == [Heading(level=1, text="ĐÁP ÁN NỘI BỘ")]
    assert "/content/2/content/0" in record.evidence


def test_where_all_is_hidden_all_is_shown() -> None:
    record = made(replace(page(title("Luật Đất đai"), block("Đất là tài sản.")), hidden=True)).record
    assert [one.type for one in record.content] == ["heading", "paragraph"]


def test_markdown_says_what_it_is() -> None:
    text = markdown(
        made(page(title("Luật Đất đai"), block("Một."), replace(NOTE, lines=block("Nói chậm.").lines))).record
    )
    assert text == ("# Luật Đất đai\n\nMột.\n\n> **Ghi chú của người trình bày (trang 1):**\n>\n> Nói chậm.\n")


def test_headings_of_a_hidden_page_stand_as_high_as_those_of_the_text() -> None:
    shown = page(
        title("Luật Đất đai"), block("Một."), Block(BlockKind.HEADING, block("Chế tài").lines, level=2), block("Hai.")
    )
    text = markdown(made(shown, replace(page(title("Dự phòng"), block("Ba."), number=2), hidden=True)).record)
    assert "\n## Chế tài\n" in text
    assert "\n> ## Dự phòng\n" in text
