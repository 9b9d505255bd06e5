"""Footnotes of printed pages: below the paragraph they belong to, also where it goes on over the end of the page."""

from __future__ import annotations

from dataclasses import replace

from record_documents import block, document, page

from converters.reading.document import BlockKind, Method
from converters.records.passages.paragraphs import passages
from tests.each import each

_CUT = "2. Cơ quan chủ trì phối hợp với các cơ quan, tổ chức có liên quan của"
_WHOLE = "2. Cơ quan chủ trì phối hợp với các cơ quan, tổ chức có liên quan."
_NOTE = "1 Khoản này được sửa đổi theo Luật Mẫu."
_SECOND = "2 Khoản này được bãi bỏ theo Luật Mẫu."
_REST = "tỉnh và của xã lập kế hoạch."


def _texts(above: str, notes: list[str], below: list[str], method: Method = Method.TEXT_LAYER) -> list[str]:
    """The paragraphs of two pages, the first of which ends with notes."""
    first = page(above, *(block(note, BlockKind.FOOTNOTE) for note in notes))
    second = page(*below, number=2)
    return [one.text for one in passages(document(*(replace(one, method=method) for one in (first, second))))]


@each("method", [Method.TEXT_LAYER, Method.OCR])
@each("notes", [[], [_NOTE], [_NOTE, _SECOND]])
def test_a_paragraph_that_goes_on_keeps_its_notes_below_it(notes: list[str], method: Method) -> None:
    assert _texts(_CUT, notes, [_REST, "3. Hết."], method) == [f"{_CUT} {_REST}", *notes, "3. Hết."]


@each("notes", [[], [_NOTE], [_NOTE, _SECOND]])
def test_a_paragraph_that_is_whole_takes_nothing_from_the_next_page(notes: list[str]) -> None:
    assert _texts(_WHOLE, notes, ["3. Hết."]) == [_WHOLE, *notes, "3. Hết."]


def test_a_note_of_several_lines_is_one_and_ends_with_its_page() -> None:
    note = "1 Khoản này được sửa đổi theo quy định tại khoản 2 Điều 1 của\nLuật Mẫu số 12"
    texts = _texts(_CUT, [note], [_REST])
    assert texts == [f"{_CUT} {_REST}", note.replace("\n", " ")]


def test_notes_of_an_office_file_stand_where_it_has_them() -> None:
    assert _texts(_CUT, [_NOTE], [_REST], Method.OFFICE) == [_CUT, _NOTE, _REST]


def test_a_page_that_begins_with_a_note_and_text_below_one_stay_in_order() -> None:
    notes = [block(note, BlockKind.FOOTNOTE) for note in (_NOTE, _SECOND)]
    made = replace(page(notes[0], _WHOLE, notes[1], "Hết."), method=Method.TEXT_LAYER)
    assert [one.text for one in passages(document(made))] == [_NOTE, _WHOLE, _SECOND, "Hết."]
