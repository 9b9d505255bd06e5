"""Fonts of PDF/A files: how codes become glyphs, and how wide each glyph is said to be and is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from small_pdfs import LETTERS, typeset

from converters.writing.pdf.archival.drawing import Shown, check_drawing
from converters.writing.pdf.archival.fonts import CLAUSE, WIDTH_TOLERANCE, check_fonts
from converters.writing.pdf.archival.obstacle import Kind, Obstacle
from tests.each import each

A, CIRCUMFLEX = LETTERS["A"], LETTERS["ecircumflex"]


def details(pdf: Pdf) -> list[str]:
    """What is said of the fonts, without their names."""
    shown: dict[tuple[int, int], Shown] = {}
    assert list(check_drawing(pdf, shown)) == []
    return [found.detail.partition(" ")[2] for found in check_fonts(shown.values())]


def font_of(pdf: Pdf) -> Dictionary:
    return pdf.pages[0].obj.Resources.Font.F


def changed(change: Callable[[Dictionary], object], text: bytes = b"A") -> list[str]:
    """The obstacles after a change to the font dictionary of a sound page."""
    pdf = typeset(text)
    change(font_of(pdf))
    return details(pdf)


class TestSimpleFonts:
    @pytest.mark.parametrize("off", [0.0, WIDTH_TOLERANCE, -WIDTH_TOLERANCE])
    def test_widths_may_be_rounded(self, off: float) -> None:
        def change(font: Dictionary) -> None:
            font.Widths[0x41 - 32] = A + off

        assert changed(change) == []

    def test_but_not_changed(self) -> None:
        def change(font: Dictionary) -> None:
            font.Widths[0x41 - 32] = A + 1.5

        assert changed(change) == ["widths"]

    def test_a_letter_outside_of_the_widths(self) -> None:
        def change(font: Dictionary) -> None:
            font.FirstChar = 0x42
            font.Widths = Array(list(font.Widths)[0x42 - 32 :])

        assert changed(change) == ["glyph"]

    def test_as_many_widths_as_codes(self) -> None:
        assert changed(lambda font: font.Widths.append(0)) == ["Widths"]

    @pytest.mark.parametrize("key", ["FirstChar", "LastChar", "Widths"])
    def test_keys_it_cannot_do_without(self, key: str) -> None:
        assert changed(lambda font: font.__delitem__(f"/{key}")) == ["damaged"]

    @pytest.mark.parametrize("kind", ["Type1", "Type3", "MMType1"])
    def test_kinds_that_are_not_verified(self, kind: str) -> None:
        assert changed(lambda font: font.__setitem__("/Subtype", Name(f"/{kind}"))) == [f"/{kind}"]

    @pytest.mark.parametrize("key", ["Type", "BaseFont"])
    def test_what_is_no_font_dictionary(self, key: str) -> None:
        pdf = typeset(b"A")
        del font_of(pdf)[f"/{key}"]
        (found,) = _fonts(pdf)
        assert (found.clause, found.kind) == (CLAUSE, Kind.FONT)
        assert found.detail.endswith("dictionary")

    def test_a_program_that_is_no_font(self) -> None:
        assert changed(lambda font: font.FontDescriptor.FontFile2.write(b"no font at all")) == ["damaged"]

    def test_a_program_of_unknown_length(self) -> None:
        assert changed(lambda font: font.FontDescriptor.FontFile2.__delitem__("/Length1")) == ["descriptor"]

    def test_every_font_is_looked_at(self) -> None:
        pdf = typeset(b"A")
        fonts = pdf.pages[0].obj.Resources.Font
        fonts.Other = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F 9 Tf (A) Tj /Other 9 Tf (B) Tj ET")
        assert [found.detail for found in _fonts(pdf)] == ["/Helvetica /Type1"]

    def test_hidden_text_counts_too(self) -> None:
        pdf = typeset(b"A")
        pdf.pages[0].obj.Contents = pdf.make_stream(b"BT 3 Tr /F 9 Tf (B) Tj ET")
        assert details(pdf) == ["glyph"]


def _fonts(pdf: Pdf) -> list[Obstacle]:
    shown: dict[tuple[int, int], Shown] = {}
    assert list(check_drawing(pdf, shown)) == []
    return list(check_fonts(shown.values()))


class TestEncodings:
    @pytest.mark.parametrize(
        ("base", "code"), [("WinAnsiEncoding", b"\\352"), ("MacRomanEncoding", b"\\220")], ids=["Windows", "Macintosh"]
    )
    def test_letters_with_marks_stand_elsewhere_in_each(self, base: str, code: bytes) -> None:
        pdf = typeset(code, encoding=Name(f"/{base}"))
        font_of(pdf).Widths = Array([CIRCUMFLEX] * 224)
        assert details(pdf) == []

    @pytest.mark.parametrize("code", [b"\\240", b" "])
    def test_the_hard_space_of_windows_is_a_space(self, code: bytes) -> None:
        pdf = typeset(code)
        font_of(pdf).Widths = Array([LETTERS["space"]] * 224)
        assert details(pdf) == []

    def test_encodings_that_do_not_say_what_letters_they_mean(self) -> None:
        assert details(typeset(b"A", encoding=Name.StandardEncoding)) == ["encoding"]
        assert details(typeset(b"A", encoding=Dictionary(Differences=Array([65, Name.A])))) == ["encoding"]

    @each(
        ("differences", "found"),
        [
            ([65, Name.A], []),
            ([66, Name.A], []),
            ([64, Name.space, Name.A], []),
            ([65, Name.space], ["widths"]),
            ([65, Name("/uni0041")], []),
            ([65, Name("/f_i")], ["Differences"]),
            ([65, Name("/nobodysname")], ["Differences"]),
        ],
    )
    def test_differences_by_the_names_of_glyphs(self, differences: list[object], found: list[str]) -> None:
        encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array(differences))
        assert details(typeset(b"A", encoding=encoding)) == found

    def test_a_symbolic_font_without_an_encoding_of_its_own(self) -> None:
        pdf = typeset(b"A", flags=4)
        del font_of(pdf).Encoding
        assert details(pdf) == ["glyph"]  # its program has letters by Unicode only


class TestCompositeFonts:
    def composite(self, text: bytes, **values: object) -> Pdf:
        """A page of two-byte codes, each the number of a glyph: 1 is a space, 2 is A, 3 is ê."""
        pdf = typeset(b"A")
        descendant = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/Try"), CIDToGIDMap=Name.Identity,
            FontDescriptor=font_of(pdf).FontDescriptor, W=Array([1, Array([250, A, CIRCUMFLEX])]),
        )  # fmt: skip
        for key, value in values.items():
            descendant[f"/{key}"] = value
        pdf.pages[0].obj.Resources.Font.F = pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/Try"), Encoding=Name("/Identity-H"),
                DescendantFonts=Array([descendant]),
            )
        )  # fmt: skip
        pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F 12 Tf <" + text.hex().encode() + b"> Tj ET")
        return pdf

    @pytest.mark.parametrize(
        "widths",
        [
            [1, Array([250, A, CIRCUMFLEX])],
            [1, 1, 250, 2, 2, A, 3, 3, CIRCUMFLEX],
            [1, Array([250]), 2, 2, A, 3, Array([CIRCUMFLEX])],
        ],
        ids=["a list", "ranges", "both"],
    )
    def test_widths_in_every_form(self, widths: list[object]) -> None:
        assert details(self.composite(b"\0\1\0\2\0\3", W=Array(widths))) == []

    def test_the_width_of_glyphs_that_are_not_listed(self) -> None:
        assert details(self.composite(b"\0\2", W=Array([]), DW=A)) == []
        assert details(self.composite(b"\0\2", W=Array([]))) == ["widths"]

    def test_a_range_without_end_is_cut(self) -> None:
        assert details(self.composite(b"\0\2", W=Array([0, 2**31 - 1, A]))) == []

    def test_codes_can_be_mapped_to_glyphs(self) -> None:
        pdf = self.composite(b"\0\0", W=Array([0, Array([A])]))
        font_of(pdf).DescendantFonts[0].CIDToGIDMap = pdf.make_stream(b"\0\2")
        assert details(pdf) == []

    def test_a_code_beyond_the_map(self) -> None:
        pdf = self.composite(b"\0\2")
        font_of(pdf).DescendantFonts[0].CIDToGIDMap = pdf.make_stream(b"\0\2")
        assert details(pdf) == ["glyph"]

    def test_half_a_code(self) -> None:
        assert details(self.composite(b"\0\2\0")) != []

    @pytest.mark.parametrize("glyph", [0, 4, 60_000])
    def test_glyphs_that_are_missing_or_stand_for_missing_ones(self, glyph: int) -> None:
        assert details(self.composite(glyph.to_bytes(2, "big"))) == ["glyph"]

    @pytest.mark.parametrize(
        ("key", "value", "found"),
        [
            ("CIDToGIDMap", Name.Other, "CIDToGIDMap"),
            ("Subtype", Name.CIDFontType0, "descendant"),
            ("FontDescriptor", Name.Missing, "not embedded as TrueType"),
        ],
    )
    def test_descendants_that_are_not_as_they_should_be(self, key: str, value: Name, found: str) -> None:
        assert details(self.composite(b"\0\2", **{key: value})) == [found]

    @pytest.mark.parametrize(
        ("key", "value", "found"),
        [
            ("Encoding", Name("/UniJIS-UTF16-H"), "encoding"),
            ("Encoding", String("x"), "encoding"),
            ("DescendantFonts", Array([]), "descendant"),
        ],
    )
    def test_fonts_whose_codes_are_not_glyph_numbers(self, key: str, value: object, found: str) -> None:
        pdf = self.composite(b"\0\2")
        font_of(pdf)[f"/{key}"] = value
        assert details(pdf) == [found]

    def test_a_font_that_does_not_say_how_codes_become_glyphs(self) -> None:
        pdf = self.composite(b"\0\2")
        del font_of(pdf).DescendantFonts[0].CIDToGIDMap
        assert details(pdf) == ["encoding"]


def test_text_in_no_font_at_all_leaves_nothing_to_verify() -> None:
    assert list(check_fonts([])) == []
