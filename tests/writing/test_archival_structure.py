"""How a PDF/A file may be built: numbers, names, strings, streams, page sizes, at the very edge of each limit."""

from __future__ import annotations

from decimal import Decimal

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from small_pdfs import put, sound

from converters.writing.pdf.archival.obstacle import Kind, Obstacle
from converters.writing.pdf.archival.structure import (
    LARGEST_INTEGER,
    LARGEST_REAL,
    LONGEST_NAME,
    LONGEST_SIDE,
    LONGEST_STRING,
    SHORTEST_SIDE,
    SMALLEST_REAL,
    check_structure,
    is_number_too_large,
)
from tests.each import each
from tests.properties import at_most


def obstacles(path: str, value: object) -> list[Obstacle]:
    pdf = sound()
    put(path, value)(pdf)
    return list(check_structure(pdf))


def test_a_sound_file_has_no_obstacle() -> None:
    assert list(check_structure(sound())) == []


class TestNumbers:
    @each(
        "number",
        [
            0,
            LARGEST_INTEGER,
            -LARGEST_INTEGER - 1,
            0.0,
            Decimal("3.4e38"),
            Decimal("-3.4e38"),
            Decimal("1.2e-38"),
            SMALLEST_REAL,
            True,
            False,
            None,
            "9999999999999",
            Name.Large,
        ],
    )
    def test_what_every_reader_can_hold(self, number: object) -> None:
        assert not is_number_too_large(number)

    @each(
        "number",
        [
            LARGEST_INTEGER + 1,
            -LARGEST_INTEGER - 2,
            2 * LARGEST_REAL,
            -2 * LARGEST_REAL,
            Decimal("1e39"),
            Decimal("1e-40"),
            -SMALLEST_REAL / 2,
        ],
    )
    def test_what_some_reader_cannot(self, number: object) -> None:
        assert is_number_too_large(number)

    @given(st.integers(-(2**40), 2**40))
    @settings(max_examples=at_most(40))
    def test_integers_are_those_of_32_bits(self, number: int) -> None:
        assert is_number_too_large(number) is not (-(2**31) <= number < 2**31)

    def test_they_are_found_wherever_they_are(self) -> None:
        deep = Dictionary(A=Array([Dictionary(B=Array([1, 2, LARGEST_INTEGER + 1]))]))
        assert obstacles("Extra", deep) == [Obstacle("6.1.13", Kind.STRUCTURE, "number")]

    def test_nothing_is_said_of_objects_nothing_leads_to(self) -> None:
        pdf = sound()
        pdf.make_indirect(Array([LARGEST_INTEGER + 1]))
        assert list(check_structure(pdf)) == []


class TestNamesAndStrings:
    @pytest.mark.parametrize(("length", "found"), [(LONGEST_NAME, []), (LONGEST_NAME + 1, ["name"])])
    def test_names_count_bytes_without_their_stroke(self, length: int, found: list[str]) -> None:
        assert [each.detail for each in obstacles("Extra", Name("/" + "a" * length))] == found

    @pytest.mark.parametrize(("length", "found"), [(LONGEST_NAME, []), (LONGEST_NAME + 1, ["name"])])
    def test_keys_are_names_too(self, length: int, found: list[str]) -> None:
        holder = Dictionary({"/" + "a" * length: 1})
        assert [each.detail for each in obstacles("Extra", holder)] == found

    def test_letters_with_marks_take_more_than_a_byte(self) -> None:
        assert [each.detail for each in obstacles("Extra", Name("/" + "ệ" * 43))] == ["name"]
        assert obstacles("Extra", Name("/" + "ệ" * 42)) == []

    @pytest.mark.parametrize(("length", "found"), [(LONGEST_STRING, []), (LONGEST_STRING + 1, ["string"])])
    def test_strings(self, length: int, found: list[str]) -> None:
        assert [each.detail for each in obstacles("Extra", String(b"a" * length))] == found


class TestPageSizes:
    @pytest.mark.real
    @each("key", ["MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"])
    @each(
        ("box", "fit"),
        [
            ([0, 0, SHORTEST_SIDE, LONGEST_SIDE], True),
            ([100, 100, 103, 400], True),
            ([400, 300, 100, 100], True),
            ([0, 0, SHORTEST_SIDE - 0.1, 100], False),
            ([0, 0, 100, LONGEST_SIDE + 1], False),
            ([-10_000, 0, 10_000, 100], False),
            ([0, 0, 100], False),
        ],
    )
    def test_sides_of_every_box(self, key: str, box: list[float], fit: bool) -> None:
        wanted = [] if fit else [Obstacle("6.1.13", Kind.STRUCTURE, f"/{key}")]
        assert obstacles(f"page/{key}", Array(box)) == wanted


class TestStreams:
    @pytest.mark.parametrize("key", ["F", "FFilter", "FDecodeParms"])
    def test_data_outside_of_the_file(self, key: str) -> None:
        assert obstacles(f"image/{key}", String("elsewhere.bin")) == [Obstacle("6.1.7.1", Kind.STRUCTURE, "F")]

    @each(
        "name",
        ["ASCIIHexDecode", "ASCII85Decode", "FlateDecode", "RunLengthDecode", "CCITTFaxDecode", "JBIG2Decode",
         "DCTDecode", "JPXDecode", "LZWDecode"],
    )  # fmt: skip
    def test_filters_of_the_standard_and_the_one_that_is_rewritten(self, name: str) -> None:
        assert obstacles("image/Filter", Name(f"/{name}")) == []

    @pytest.mark.parametrize("name", ["Crypt", "MadeUp", "BrotliDecode"])
    def test_other_filters(self, name: str) -> None:
        assert obstacles("image/Filter", Name(f"/{name}")) == [Obstacle("6.1.7.2", Kind.STRUCTURE, f"/{name}")]

    def test_lzw_within_a_chain_is_not_rewritten(self) -> None:
        chain = Array([Name.ASCII85Decode, Name.LZWDecode])
        assert obstacles("image/Filter", chain) == [Obstacle("6.1.7.2", Kind.STRUCTURE, "/LZWDecode")]
        assert obstacles("image/Filter", Array([Name.ASCII85Decode, Name.DCTDecode])) == []


class TestFilesInside:
    def test_a_file_specification_that_holds_a_file(self) -> None:
        holder = Dictionary(Type=Name.Filespec, F=String("a.csv"), EF=Dictionary())
        assert obstacles("Extra", holder) == [Obstacle("6.8", Kind.ATTACHMENT, "EF")]

    def test_one_that_only_names_a_file(self) -> None:
        assert obstacles("Extra", Dictionary(Type=Name.Filespec, F=String("a.csv"))) == []

    def test_a_key_of_that_name_in_something_else(self) -> None:
        assert obstacles("Extra", Dictionary(Type=Name("/Other"), EF=Dictionary())) == []


def test_every_obstacle_is_told_not_only_the_first() -> None:
    pdf = pikepdf.new()
    for width in (1, 595, 20_000):
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[-1].obj.MediaBox = Array([0, 0, width, 842])
    assert len(list(check_structure(pdf))) == 2
