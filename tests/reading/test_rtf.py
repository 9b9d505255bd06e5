from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_samples import read, texts

from converters.reading.document import BlockKind
from converters.reading.problems import Damaged, EmptyFile, UnreadableInput
from converters.reading.rtf.tokens import TokenKind, tokens
from tests.properties import at_most

FONTS = (
    rb"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fswiss\fcharset0{\*\panose 020b7200000000000000}.VnTime;}"
    rb"{\f2\fswiss .VnTimeH;}{\f3\fnil\fcharset163 Arial;}{\f4 VNI-Times;}}"
)


def rtf(path: Path, body: bytes) -> Path:
    path.write_bytes(rb"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + body + b"}")
    return path


def blocks(path: Path, body: bytes) -> list[str]:
    return texts(read(rtf(path, body)))


def test_fonts_are_the_key(tmp_path: Path) -> None:
    body = rb"\f1 Ngh\'de \'ae\'denh \f2 ngh\'de \'ae\'denh \f4 Ngh\'f2 \'f1\'f2nh \f0 caf\'e9 \b Decree\b0\par "
    body += rb"\f1 tr\'ad\'edc\par"
    assert blocks(tmp_path / "a.rtf", body) == ["Nghị định NGHỊ ĐỊNH Nghị định café Decree", "trước"]


def test_unicode_and_its_stand_ins(tmp_path: Path) -> None:
    body = rb"\uc1 Lu\u7853?t \u272\'d0\u7845?t \uc0\u273ai \uc2 ngh\u7883??a\par{\uc1\u-10179?}x\par"
    assert blocks(tmp_path / "a.rtf", body) == ["Luật Đất đai nghịa", "\ufffdx"]


def test_letters_beyond_the_first_plane_are_two_halves(tmp_path: Path) -> None:
    body = rb"\uc1 Li\u234?n h\u7879? \u-10179?\u-8701? s\u7889? 1; \u-8701? \u-10179?\u7889?\par"
    assert blocks(tmp_path / "a.rtf", body) == ["Liên hệ \U0001f603 số 1; \ufffd \ufffdố"]


def test_struck_out_text_is_left_out(tmp_path: Path) -> None:
    assert blocks(tmp_path / "a.rtf", rb"c\'f2n {\strike b\'e1}hi\u7879?u l\u7921?c{\strike0 .}\par") == [
        "còn hiệu lực."
    ]


def test_code_page_1258(tmp_path: Path) -> None:
    data = "Cô\u0323ng hòa".replace("ò", "o\u0300").encode("cp1258")
    assert blocks(tmp_path / "a.rtf", rb"\f3 " + data + rb"\par") == ["Cộng hòa"]


def test_symbols_and_special_characters(tmp_path: Path) -> None:
    body = rb"a\~b\_c\emdash d\endash e\lquote f\rquote\ldblquote g\rdblquote\bullet\{\}\\ h\tab i\line j\par"
    assert blocks(tmp_path / "a.rtf", body) == ["a b-c—d–e‘f’“g”•{}\\ h i\nj"]


def test_what_is_not_text_is_left_out(tmp_path: Path) -> None:
    body = (
        rb"{\info{\title Mat}}{\stylesheet{\s1 heading;}}{\*\unknown secret}{\pict\pngblip 89504e47}"
        rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt ket qua}}{\v hidden}{\deleted struck} con lai\par"
    )
    document = read(rtf(tmp_path / "a.rtf", body))
    assert texts(document) == ["ket qua con lai"]
    said = " ".join(map(str, document.notes))
    assert "1 pictures" in said
    assert "6 deleted characters" in said


def test_list_numbers_are_those_printed(tmp_path: Path) -> None:
    body = rb"{\listtext\f0 1.\tab}Mot\par{\listtext a)\tab}Hai\par{\pntext\f0 \'b7\tab}Ba\par"
    assert blocks(tmp_path / "a.rtf", body) == ["1. Mot", "a) Hai", "· Ba"]


def test_tables_with_merged_cells(tmp_path: Path) -> None:
    row = rb"\trowd\clvmgf\cellx100\cellx200\cellx300\intbl Doc\cell Hai\cell Ba\cell\row"
    second = rb"\trowd\clvmrg\cellx100\clmgf\cellx200\clmrg\cellx300\intbl\cell Ngang\cell\cell\row"
    document = read(rtf(tmp_path / "a.rtf", rb"truoc\par" + row + second + rb"\pard sau\par"))
    table = next(block for block in document.pages[0].blocks if block.kind is BlockKind.TABLE)
    cells = [(cell.row, cell.column, cell.text, cell.row_span, cell.column_span) for cell in table.cells]
    assert cells == [(0, 0, "Doc", 2, 1), (0, 1, "Hai", 1, 1), (0, 2, "Ba", 1, 1), (1, 1, "Ngang", 1, 2)]
    assert [block.text for block in document.pages[0].blocks if block.kind is not BlockKind.TABLE] == ["truoc", "sau"]


def test_footnotes_and_running_heads(tmp_path: Path) -> None:
    body = (
        rb"{\header\pard So Tu phap {\field{\fldrslt 7}}\par}{\footer 12\par}"
        rb"nam 2013{\super\chftn{\footnote\pard\chftn  Luat cu.}} het.\par"
    )
    document = read(rtf(tmp_path / "a.rtf", body))
    assert texts(document, BlockKind.HEADER) == ["So Tu phap 7"]
    assert texts(document, BlockKind.FOOTNOTE) == ["1 Luat cu."]
    assert "nam 2013¹ het." in texts(document)
    assert not texts(document, BlockKind.FOOTER)


def test_headings_and_centring(tmp_path: Path) -> None:
    body = rb"\pard\qc\b QUYET DINH\b0\par\pard\outlinelevel1 Chuong mot\par\pard thuong\par"
    found = read(rtf(tmp_path / "a.rtf", body)).pages[0].blocks
    assert [(block.kind, block.level) for block in found] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_raw_bytes_are_jumped_over() -> None:
    kinds = [token.kind for token in tokens(b"{\\bin5 }}}}}x}")]
    assert kinds == [TokenKind.OPEN, TokenKind.WORD, TokenKind.BYTES, TokenKind.CLOSE]


def test_broken_rtf(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        read(rtf(tmp_path / "a.rtf", b""))
    with pytest.raises(Damaged):
        read(rtf(tmp_path / "a.rtf", b"{" * 5000))
    assert blocks(tmp_path / "b.rtf", rb"mot {\b hai\par ba") == ["mot hai", "ba"]


@settings(max_examples=at_most(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*rb"{}\ abc'1-".decode(), "\\par ", "\\'e9", "\\u273?", "\\cell ", "\\row", "\\trowd", "{\\footnote ", "{\\header ", "\\f1 ", "\\bin3 "]), max_size=60))  # fmt: skip  # noqa: E501
def test_nothing_breaks_the_reader(tmp_path: Path, pieces: list[str]) -> None:
    with contextlib.suppress(UnreadableInput):
        read(rtf(tmp_path / "a.rtf", "".join(pieces).encode("latin-1") + b" x\\par"))
