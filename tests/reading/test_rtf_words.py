"""RTF word by word: tokens, what control words do, groups, notes, tables, and files cut off anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_samples import read, texts

from converters.reading.document import Block, BlockKind
from converters.reading.office.flow import RichParagraph, RichRun
from converters.reading.problems import UnreadableInput
from converters.reading.rtf.reader import read_rtf
from converters.reading.rtf.tables import joined_runs, table_of_rows
from converters.reading.rtf.tokens import Token, TokenKind, tokens
from converters.reading.rtf.words import CHARSETS, SYMBOLS
from tests.each import each
from tests.properties import at_most

FONTS = rb"{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset0 .VnTime;}{\f2\fcharset204 Arial;}}"
SENTENCE = rb"M\u7897?t d\u242?ng ch\u7919?.\par "


def rtf(folder: Path, body: bytes, head: bytes = rb"\ansi\ansicpg1252\deff0") -> Path:
    path = folder / "a.rtf"
    path.write_bytes(rb"{\rtf1" + head + FONTS + body + b"}")
    return path


def blocks(folder: Path, body: bytes) -> list[Block]:
    return list(read(rtf(folder, body)).pages[0].blocks)


def text(folder: Path, body: bytes) -> list[str]:
    return [block.text for block in blocks(folder, body)]


class TestTokens:
    def words(self, data: bytes) -> list[tuple[str, int | None] | bytes | TokenKind]:
        """Control words with their numbers, bytes, braces."""
        found: list[tuple[str, int | None] | bytes | TokenKind] = []
        for token in tokens(data):
            if token.kind is TokenKind.WORD:
                found.append((token.word, token.number))
            else:
                found.append(token.data if token.kind is TokenKind.BYTES else token.kind)
        return found

    @each(
        ("data", "found"),
        [
            (rb"\par", [("par", None)]),
            (rb"\b0 x", [("b", 0), b"x"]),
            (rb"\li-720x", [("li", -720), b"x"]),
            (rb"\par  x", [("par", None), b" x"]),
            (rb"\b\i x", [("b", None), ("i", None), b"x"]),
            (rb"\'e9\'E9", [b"\xe9", b"\xe9"]),
            (rb"\{\}\\\~", [("{", None), ("}", None), ("\\", None), ("~", None)]),
            (rb"\*\x", [("*", None), ("x", None)]),
            (b"a\r\nb\n", [b"a", b"b"]),
            (b"{a}", [TokenKind.OPEN, b"a", TokenKind.CLOSE]),
            (b"", []),
        ],
    )
    def test_examples(self, data: bytes, found: list[object]) -> None:
        assert self.words(data) == found

    def test_words_of_letters_only(self) -> None:
        assert self.words(rb"\u7853?t") == [("u", 7853), b"?t"]

    @each(
        ("data", "found"),
        [
            (b"\\bin3 }}}x", [("bin", 3), b"x"]),
            (b"\\bin0 x", [("bin", 0), b"x"]),
            (b"\\bin-5 x", [("bin", -5), b"x"]),
            (b"\\bin99 x", [("bin", 99)]),
        ],
    )
    def test_raw_bytes_are_jumped_over(self, data: bytes, found: list[object]) -> None:
        assert self.words(data) == found

    @each("data", [b"\\", b"a\\", b"\\'", b"\\'e", b"\\'zz"])
    def test_halves_of_control_words(self, data: bytes) -> None:
        assert isinstance(self.words(data), list)

    @given(st.binary(max_size=200))
    @settings(max_examples=at_most(60))
    def test_any_bytes_come_apart(self, data: bytes) -> None:
        found = list(tokens(data))
        assert sum(token.kind is TokenKind.OPEN for token in found) <= data.count(b"{")
        assert sum(len(token.data) for token in found) <= len(data)

    def test_a_token_is_plain(self) -> None:
        assert next(tokens(b"\\b")) == Token(TokenKind.WORD, "b")


class TestText:
    @pytest.mark.parametrize(
        "word", sorted(SYMBOLS.keys() - {"tab", "line", "lbr", "emspace", "enspace", "qmspace", "~"})
    )
    def test_each_symbol_prints_a_sign(self, tmp_path: Path, word: str) -> None:
        control = f"\\{word} " if word.isalpha() else f"\\{word}"
        assert text(tmp_path, b"a" + control.encode() + rb"b\par") == [f"a{SYMBOLS[word]}b"]

    @pytest.mark.parametrize("word", ["tab", "emspace", "enspace", "qmspace"])
    def test_spaces_of_any_width_are_one(self, tmp_path: Path, word: str) -> None:
        assert text(tmp_path, rb"a \%b  b\par" % word.encode()) == ["a b"]

    @pytest.mark.parametrize("word", ["line", "lbr0"])
    def test_line_breaks_stay_in_their_paragraph(self, tmp_path: Path, word: str) -> None:
        (block,) = blocks(tmp_path, rb"a\%b b\par" % word.encode())
        assert [line.text for line in block.lines] == ["a", "b"]

    @pytest.mark.parametrize("word", ["par", "sect", "page"])
    def test_what_ends_a_paragraph(self, tmp_path: Path, word: str) -> None:
        assert text(tmp_path, rb"a\%b b\par" % word.encode()) == ["a", "b"]

    def test_line_ends_of_the_file_mean_nothing(self, tmp_path: Path) -> None:
        assert text(tmp_path, b"m\r\not\n d\ro\\par") == ["mot do"]

    @pytest.mark.parametrize(("charset", "page"), [(163, "cp1258"), (204, "cp1251"), (238, "cp1250"), (161, "cp1253")])
    def test_each_charset_has_its_code_page(self, tmp_path: Path, charset: int, page: str) -> None:
        assert CHARSETS[charset] == page
        letter = bytes([0xC0]).decode(page)
        body = rb"{\fonttbl{\f7\fcharset%d Arial;}}\f7 x\'c0y\par" % charset
        assert text(tmp_path, body) == [f"x{letter}y"]

    def test_a_font_can_name_its_code_page(self, tmp_path: Path) -> None:
        assert text(tmp_path, rb"{\fonttbl{\f7\cpg1251 Arial;}}\f7\'cf\'cf\par") == ["ПП"]

    def test_the_file_names_one_for_the_rest(self, tmp_path: Path) -> None:
        assert texts(read(rtf(tmp_path, rb"\f0{\fonttbl{\f9 Arial;}}\f9\'cf\par", rb"\ansicpg1251"))) == ["П"]

    def test_one_that_does_not_exist_is_western(self, tmp_path: Path) -> None:
        assert text(tmp_path, rb"{\fonttbl{\f7\cpg9999 Arial;}}\f7 caf\'e9\par") == ["café"]

    @pytest.mark.parametrize(
        ("body", "wanted"),
        [
            (rb"\u7897?", "ộ"),
            (rb"\u-3913?x", "•x"),
            (rb"\uc0\u7897x", "ộx"),
            (rb"\uc2\u7897??x", "ộx"),
            (rb"\uc1\u7897\'f4x", "ộx"),
            (rb"{\uc0\u7897}\u7897?x", "ộộx"),
        ],
    )
    def test_unicode_and_what_stands_in_for_it(self, tmp_path: Path, body: bytes, wanted: str) -> None:
        (found,) = text(tmp_path, b"a" + body + rb"\par")
        assert found == "a" + wanted


class TestLooks:
    def test_a_group_gives_back_what_it_changed(self, tmp_path: Path) -> None:
        assert text(tmp_path, rb"{\caps mot}hai{\v giau}{\deleted xoa}ba\par") == ["MOThaiba"]

    @pytest.mark.parametrize(("word", "shown"), [("v", "a c"), ("deleted", "a c"), ("caps", "a B c")])
    def test_switches_on_and_off(self, tmp_path: Path, word: str, shown: str) -> None:
        assert text(tmp_path, rb"a \%b b\%b0  c\par" % (word.encode(), word.encode())) == [shown]

    def test_plain_ends_every_look(self, tmp_path: Path) -> None:
        assert text(tmp_path, rb"a{\v\caps\deleted x\plain b}\par") == ["ab"]

    def test_bold_and_centred_is_a_heading(self, tmp_path: Path) -> None:
        found = blocks(tmp_path, rb"\pard\qc{\b QUYET DINH}\par\pard{\b Dieu}\par")
        assert [(block.kind, block.emphasis) for block in found] == [
            (BlockKind.HEADING, True),
            (BlockKind.PARAGRAPH, True),
        ]

    def test_heading_styles_without_outline_level(self, tmp_path: Path) -> None:
        sheet = rb"{\stylesheet{\s0 Normal;}{\s1\sbasedon0\b\fs28 Heading 1;}{\s2\b heading 2;}{\s3 Heading;}}"
        body = rb"\pard\plain \s1 Bai mot\par\pard\s2 Muc mot\par\pard\s3 Dong ba\par\pard Chu thuong\par"
        assert [(block.kind, block.level) for block in blocks(tmp_path, sheet + body)] == [
            (BlockKind.HEADING, 1),
            (BlockKind.HEADING, 2),
            (BlockKind.PARAGRAPH, 0),
            (BlockKind.PARAGRAPH, 0),
        ]

    @pytest.mark.parametrize(
        ("level", "kind"), [(0, BlockKind.HEADING), (5, BlockKind.HEADING), (9, BlockKind.PARAGRAPH)]
    )
    def test_outline_levels(self, tmp_path: Path, level: int, kind: BlockKind) -> None:
        (block,) = blocks(tmp_path, rb"\pard\outlinelevel%d Quy dinh chung\par" % level)
        assert block.kind is kind
        if kind is BlockKind.HEADING:
            assert block.level == level + 1

    def test_a_soft_hyphen_is_a_letter_in_fonts_of_before_unicode(self, tmp_path: Path) -> None:
        """Byte 0xAD is ư in TCVN3, and RTF writes it as a control symbol."""
        assert text(tmp_path, rb"\f1 tr\-\'edc\par\f0 phap\-luat\par") == ["trước", "phapluat"]


class TestDestinations:
    @pytest.mark.parametrize(
        "group",
        [
            rb"{\info{\author Mat}}",
            rb"{\*\anything Mat}",
            rb"{\object{\*\objdata 00}Mat}",
            rb"{\*\bkmkstart Mat}",
            rb"{\xe Mat}",
            rb"{\template Mat}",
            rb"{\colortbl;\red0;}",
            rb"{\field{\*\fldinst{ HYPERLINK Mat }}}",
        ],
    )
    def test_what_is_no_text(self, tmp_path: Path, group: bytes) -> None:
        assert text(tmp_path, b"a" + group + rb"b\par") == ["ab"]

    def test_the_text_of_a_shape_is(self, tmp_path: Path) -> None:
        assert text(tmp_path, rb"{\shp{\*\shpinst{\sp{\sn x}}{\shptxt trong khung\par}}}ngoai\par") == [
            "trong khung",
            "ngoai",
        ]

    def test_pictures_are_counted(self, tmp_path: Path) -> None:
        document = read(rtf(tmp_path, rb"{\pict 00}{\*\shppict{\pict 00}}a\par"))
        assert [str(note) for note in document.notes] == ["2 pictures in the file were left out."]

    def test_heads_and_feet_stand_first_and_last_and_once(self, tmp_path: Path) -> None:
        body = rb"{\footer chan\par}{\headerl dau\par}{\headerr dau\par}{\footer - 7 -\par}than\par"
        found = blocks(tmp_path, body)
        assert [(block.kind, block.text) for block in found] == [
            (BlockKind.HEADER, "dau"),
            (BlockKind.PARAGRAPH, "than"),
            (BlockKind.FOOTER, "chan"),
        ]

    def test_notes_come_after_their_paragraph_and_are_numbered(self, tmp_path: Path) -> None:
        body = rb"mot\chftn{\footnote\chftn  cu}, hai\chftn{\footnote\chftn  moi}\par ba\par"
        found = blocks(tmp_path, body)
        assert sorted(block.text for block in found if block.kind is BlockKind.FOOTNOTE) == ["1 cu", "2 moi"]
        assert [block.text for block in found if block.kind is BlockKind.PARAGRAPH] == ["mot¹, hai²", "ba"]

    def test_every_paragraph_is_accounted_for(self, tmp_path: Path) -> None:
        body = SENTENCE * 3 + rb"\par\par{\header dau\par}a{\footnote ghi chu\par}\par\trowd\cellx1\intbl o\cell\row"
        count = read_rtf(rtf(tmp_path, body)).paragraphs
        assert count is not None
        assert (count.source, count.kept) == (7, 7)


class TestTables:
    def rows(self, folder: Path, body: bytes) -> list[tuple[int, int, str, int, int]]:
        (table,) = (block for block in blocks(folder, body) if block.kind is BlockKind.TABLE)
        return [(cell.row, cell.column, cell.text, cell.row_span, cell.column_span) for cell in table.cells]

    ROW = rb"\trowd\cellx100\cellx200\intbl a\cell b\cell\row"

    def test_rows_of_cells(self, tmp_path: Path) -> None:
        assert self.rows(tmp_path, self.ROW * 2) == [
            (0, 0, "a", 1, 1),
            (0, 1, "b", 1, 1),
            (1, 0, "a", 1, 1),
            (1, 1, "b", 1, 1),
        ]

    def test_several_paragraphs_of_a_cell(self, tmp_path: Path) -> None:
        body = rb"\trowd\cellx100\cellx200\intbl a\par b\cell c\cell\row"
        assert self.rows(tmp_path, body) == [(0, 0, "a\nb", 1, 1), (0, 1, "c", 1, 1)]

    def test_a_frame_around_text_is_no_table(self, tmp_path: Path) -> None:
        read = blocks(tmp_path, rb"\trowd\cellx100\intbl a\par b\cell\row")
        assert [(block.kind, block.text) for block in read] == [(BlockKind.PARAGRAPH, "a"), (BlockKind.PARAGRAPH, "b")]

    def test_text_between_tables_parts_them(self, tmp_path: Path) -> None:
        kinds = [block.kind for block in blocks(tmp_path, self.ROW + rb"\pard giua\par" + self.ROW + rb"\pard")]
        assert kinds == [BlockKind.TABLE, BlockKind.PARAGRAPH, BlockKind.TABLE]

    def test_a_row_that_is_never_ended_keeps_its_text(self, tmp_path: Path) -> None:
        assert "a" in " ".join(text(tmp_path, rb"\trowd\cellx100\intbl a\par b\par"))

    def test_rows_put_together(self) -> None:
        def cell(said: str) -> tuple[RichParagraph, ...]:
            return (RichParagraph((RichRun(said),)),)

        table = table_of_rows([([cell("a"), cell("b")], ["", "h"]), ([cell("c"), cell("d")], ["v", "v"])])
        (one,) = table.cells
        assert (one.row_span, one.column_span) == (2, 2)
        assert ["".join(run.text for run in each.runs) for each in one.paragraphs] == ["a", "b", "c", "d"]

    def test_a_merge_with_nothing_is_a_cell_of_its_own(self) -> None:
        table = table_of_rows([([()], ["h"]), ([()], [])])
        assert [(cell.row, cell.column) for cell in table.cells] == [(0, 0), (1, 0)]

    def test_runs_of_one_look_are_joined(self) -> None:
        runs = [RichRun("a"), RichRun("b"), RichRun("c", bold=True), RichRun("d", "Arial", bold=True)]
        assert [run.text for run in joined_runs(runs)] == ["ab", "c", "d"]
        assert joined_runs([]) == []


@pytest.mark.parametrize("place", range(0, 400, 29))
def test_a_file_cut_off_anywhere_is_read_or_refused(tmp_path: Path, place: int) -> None:
    whole = rtf(
        tmp_path, SENTENCE + TestTables.ROW + rb"\pard a{\footnote\chftn b\par}{\header c\par}\'e9\u7897?\par"
    ).read_bytes()
    (tmp_path / "b.rtf").write_bytes(whole[: 10 + place])
    try:
        found = read_rtf(tmp_path / "b.rtf")
    except UnreadableInput:
        return
    assert found.pages[0].blocks
