"""Colour spaces beside an output intent for sRGB, and the ICC profiles a PDF/A file may hold."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import ImageCms
from small_pdfs import separation

from converters.writing.pdf.archival.colour import MOST_COLOURANTS, NEWEST_PROFILE, check_colour_space, is_fit_profile
from converters.writing.pdf.archival.colour_profile import srgb_profile
from converters.writing.pdf.archival.obstacle import Kind, Obstacle
from tests.each import each

DISPLAY = frozenset({b"mntr"})
TINT = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1)


@pytest.fixture(scope="module")
def pdf() -> Iterator[Pdf]:
    with pikepdf.new() as made:
        yield made


def profile(pdf: Pdf, components: int = 3, **changed: bytes) -> pikepdf.Object:
    """Our sRGB profile with some bytes of its head replaced, by offset ("at_8")."""
    data = bytearray(srgb_profile())
    for place, value in changed.items():
        start = int(place.removeprefix("at_"))
        data[start : start + len(value)] = value
    return pdf.make_stream(bytes(data), N=components)


def clauses(space: pikepdf.Object | None, resources: pikepdf.Object | None = None) -> list[str]:
    return [found.clause for found in check_colour_space(space, resources)]


class TestSimpleSpaces:
    @each("name", ["DeviceRGB", "DeviceGray", "RGB", "G", "CalRGB", "CalGray", "Lab", "Pattern"])
    def test_those_the_output_intent_covers(self, name: str) -> None:
        assert clauses(Name(f"/{name}")) == []

    @pytest.mark.parametrize("name", ["DeviceCMYK", "CMYK"])
    def test_those_of_the_press(self, name: str) -> None:
        assert list(check_colour_space(Name(f"/{name}"), None)) == [Obstacle("6.2.4.3", Kind.COLOUR, "DeviceCMYK")]

    def test_no_space_is_none_to_complain_of(self) -> None:
        assert clauses(None) == []

    def test_an_array_of_one_name_is_that_name(self) -> None:
        assert clauses(Array([Name.DeviceRGB])) == []
        assert clauses(Array([Name.DeviceCMYK])) == ["6.2.4.3"]

    def test_calibrated_spaces_have_a_dictionary(self) -> None:
        assert clauses(Array([Name.CalRGB, Dictionary(WhitePoint=Array([1, 1, 1]))])) == []

    def test_a_family_nobody_knows(self) -> None:
        assert list(check_colour_space(Array([Name("/Oklab"), 1]), None)) == [Obstacle("6.2.4", Kind.COLOUR, "/Oklab")]


class TestNamedSpaces:
    def test_names_are_looked_up_in_the_resources(self) -> None:
        resources = Dictionary(ColorSpace=Dictionary(C0=Name.DeviceRGB, C1=Name.DeviceCMYK))
        assert clauses(Name.C0, resources) == []
        assert clauses(Name.C1, resources) == ["6.2.4.3"]

    @pytest.mark.parametrize("resources", [None, Dictionary(), Dictionary(ColorSpace=Dictionary())])
    def test_a_name_that_is_nowhere(self, resources: pikepdf.Object | None) -> None:
        assert list(check_colour_space(Name.C0, resources)) == [Obstacle("6.2.2", Kind.CONTENT, "/C0")]

    def test_a_name_that_leads_to_itself_ends(self) -> None:
        resources = Dictionary(ColorSpace=Dictionary(C0=Name.C0))
        assert clauses(Name.C0, resources) == ["6.2.4"]

    def test_a_default_space_stands_for_the_press_colours(self, pdf: Pdf) -> None:
        own = Array([Name.ICCBased, profile(pdf)])
        assert clauses(Name.DeviceCMYK, Dictionary(ColorSpace=Dictionary(DefaultCMYK=own))) == []

    def test_a_default_that_is_a_device_space_itself_stands_for_nothing(self) -> None:
        resources = Dictionary(ColorSpace=Dictionary(DefaultCMYK=Array([Name.DeviceRGB])))
        assert clauses(Name.DeviceCMYK, resources) == ["6.2.4.3"]


class TestSpacesOverSpaces:
    @pytest.mark.parametrize("family", ["Indexed", "I"])
    def test_palettes(self, family: str) -> None:
        assert clauses(Array([Name(f"/{family}"), Name.DeviceRGB, 0, String(b"\0\0\0")])) == []
        assert clauses(Array([Name(f"/{family}"), Name.DeviceCMYK, 0, String(b"\0\0\0\0")])) == ["6.2.4.3"]

    def test_patterns_may_have_colours_of_their_own(self) -> None:
        assert clauses(Array([Name.Pattern])) == []
        assert clauses(Array([Name.Pattern, Name.DeviceCMYK])) == ["6.2.4.3"]

    def test_a_spot_colour_is_as_good_as_what_stands_for_it(self) -> None:
        assert clauses(separation(Name.DeviceRGB)) == []
        assert clauses(separation(Name.DeviceCMYK)) == ["6.2.4.3"]

    def test_a_spot_colour_without_its_tint(self) -> None:
        found = list(check_colour_space(Array([Name.Separation, Name("/Gold"), Name.DeviceRGB]), None))
        assert found == [Obstacle("6.2.4.4", Kind.COLOUR, "/Separation")]

    def test_spaces_nested_without_end(self) -> None:
        space: pikepdf.Object = Name.DeviceRGB
        for _ in range(12):
            space = Array([Name.Indexed, space, 0, String(b"\0\0\0")])
        assert list(check_colour_space(space, None)) == [Obstacle("6.2.4", Kind.COLOUR, "nesting")]


class TestSeveralColourants:
    def mixed(self, names: list[str], *described: str) -> Array:
        """A DeviceN space of these colourants, of which some are described."""
        colourants = Dictionary({f"/{name}": separation(Name.DeviceRGB) for name in described})
        return Array(
            [Name.DeviceN, Array([Name(f"/{name}") for name in names]), Name.DeviceRGB, TINT]
            + [Dictionary(Colorants=colourants)] * bool(described)
        )

    @each(
        ("names", "described", "fit"),
        [
            (["Cyan", "Magenta", "Yellow", "Black"], [], True),
            (["None"], [], True),
            (["Gold"], ["Gold"], True),
            (["Black", "Gold", "Silver"], ["Gold", "Silver"], True),
            (["Gold"], [], False),
            (["Gold", "Silver"], ["Gold"], False),
        ],
    )
    def test_each_spot_colour_is_described(self, names: list[str], described: list[str], fit: bool) -> None:
        assert clauses(self.mixed(names, *described)) == ([] if fit else ["6.2.4.4"])

    @pytest.mark.parametrize(("count", "fit"), [(MOST_COLOURANTS, True), (MOST_COLOURANTS + 1, False)])
    def test_there_are_not_too_many(self, count: int, fit: bool) -> None:
        names = [f"Gold{number}" for number in range(count)]
        assert clauses(self.mixed(names, *names)) == ([] if fit else ["6.2.4.4"])


class TestProfiles:
    def test_the_output_intent_s_own_is_fit(self, pdf: Pdf) -> None:
        assert is_fit_profile(profile(pdf), DISPLAY)
        assert clauses(Array([Name.ICCBased, profile(pdf)])) == []

    @pytest.mark.parametrize(
        "changed",
        [
            {"at_8": bytes([NEWEST_PROFILE + 1])},
            {"at_12": b"link"},
            {"at_16": b"HSV "},
            {"at_36": b"none"},
        ],
        ids=["version 5", "a link between devices", "hue and value", "no signature"],
    )
    def test_what_the_standard_does_not_know(self, pdf: Pdf, changed: dict[str, bytes]) -> None:
        stream = profile(pdf, **changed)
        assert not is_fit_profile(stream, frozenset({b"mntr", b"prtr"}))
        assert clauses(Array([Name.ICCBased, stream])) == ["6.2.4.2"]

    @pytest.mark.parametrize(
        ("space", "components"),
        [(b"GRAY", 1), (b"RGB ", 3), (b"Lab ", 3), (b"CMYK", 4)],
        ids=["grey", "rgb", "lab", "press"],
    )
    def test_the_stream_says_how_many_components(self, pdf: Pdf, space: bytes, components: int) -> None:
        assert is_fit_profile(profile(pdf, components, at_16=space), DISPLAY)
        assert not is_fit_profile(profile(pdf, components + 1, at_16=space), DISPLAY)

    def test_a_class_that_was_not_asked_for(self, pdf: Pdf) -> None:
        assert not is_fit_profile(profile(pdf), frozenset({b"prtr"}))

    @pytest.mark.parametrize("data", [b"", b"acsp", srgb_profile()[:127]])
    def test_a_profile_that_is_cut_off(self, pdf: Pdf, data: bytes) -> None:
        assert not is_fit_profile(pdf.make_stream(data, N=3), DISPLAY)

    def test_a_profile_that_cannot_be_unpacked(self, pdf: Pdf) -> None:
        stream = pdf.make_stream(b"", N=3)
        stream.write(b"not packed at all", filter=Name.FlateDecode)
        assert not is_fit_profile(stream, DISPLAY)

    @pytest.mark.parametrize("space", [Array([Name.ICCBased, 3]), Array([Name.ICCBased, Name.DeviceRGB])])
    def test_a_profile_that_is_no_stream(self, space: Array) -> None:
        assert clauses(space) == ["6.2.4.2"]


class TestOurProfile:
    def test_its_head_tells_its_length_and_its_tags_lie_inside(self) -> None:
        data = srgb_profile()
        assert int.from_bytes(data[:4], "big") == len(data)
        count = int.from_bytes(data[128:132], "big")
        tags = [data[132 + 12 * place : 144 + 12 * place] for place in range(count)]
        assert {tag[:4] for tag in tags} >= {b"desc", b"cprt", b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC"}
        for tag in tags:
            start, length = int.from_bytes(tag[4:8], "big"), int.from_bytes(tag[8:], "big")
            assert start % 4 == 0
            assert start + length <= len(data)

    def test_it_is_made_once_and_always_the_same(self) -> None:
        assert srgb_profile() is srgb_profile()

    def test_its_primaries_add_up_to_its_white(self) -> None:
        opened = ImageCms.ImageCmsProfile(BytesIO(srgb_profile())).profile
        primaries = [opened.red_primary, opened.green_primary, opened.blue_primary]
        summed = np.sum([np.asarray(each[0]) for each in primaries], axis=0)
        assert np.allclose(summed, (0.9642, 1.0, 0.8249), atol=0.001)
        assert "sRGB" in ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(srgb_profile())))
