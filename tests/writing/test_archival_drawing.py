"""Drawing in PDF/A files: operators and what they name, inline pictures, pictures, forms, states, transparency."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from small_pdfs import drawn, picture, sound, typeset, with_state

from converters.writing.pdf.archival.drawing import DEEPEST_STATE, Shown, check_drawing
from converters.writing.pdf.archival.images import (
    INTENTS,
    check_graphics_state,
    check_group,
    check_x_object,
)
from converters.writing.pdf.archival.obstacle import Kind, Obstacle
from tests.each import each


def obstacles(pdf: Pdf) -> list[Obstacle]:
    return list(check_drawing(pdf, {}))


def found_in(content: bytes, **resources: object) -> list[tuple[str, str]]:
    pdf = sound()
    drawn(content, **resources)(pdf)
    return [(each.clause, each.detail) for each in obstacles(pdf)]


class TestOperators:
    @each(
        "content",
        [
            b"q 1 0 0 1 5 5 cm 0 0 m 9 9 l 1 2 3 4 5 6 c h S Q",
            b"0.5 g 1 0 0 RG 5 5 re W n f* B b*",
            b"/Span << /Lang (vi) >> BDC EMC /Artifact BMC EMC /A MP",
            b"[3 2] 0 d 1 w 1 J 1 j 10 M 0.5 i",
            b"BX EX",
            b"",
        ],
    )
    def test_those_of_the_standard(self, content: bytes) -> None:
        assert found_in(content) == []

    def test_one_that_is_not_is_told_by_its_name(self) -> None:
        assert found_in(b"q 1 2 florg Q") == [("6.2.2", "florg")]
        assert found_in(b"averyveryverylongoperatorofnobody") == [("6.2.2", "averyveryverylongope")]

    @pytest.mark.parametrize(("depth", "found"), [(DEEPEST_STATE, []), (DEEPEST_STATE + 1, [("6.1.13", "q")])])
    def test_states_within_states(self, depth: int, found: list[tuple[str, str]]) -> None:
        assert found_in(b"q " * depth + b"Q " * depth) == found

    def test_states_one_after_the_other_are_not_deep(self) -> None:
        assert found_in(b"q Q " * 100) == []

    def test_more_ends_than_beginnings(self) -> None:
        assert found_in(b"Q Q Q 0 g") == []

    def test_numbers_readers_cannot_hold(self) -> None:
        assert found_in(b"0 2147483648 m") == [("6.1.13", "m")]
        assert found_in(b"0 2147483647 m") == []

    @each("intent", sorted(INTENTS))
    def test_rendering_intents(self, intent: str) -> None:
        assert found_in(f"{intent} ri".encode()) == []

    def test_other_rendering_intents(self) -> None:
        assert found_in(b"/Vivid ri") == [("6.2.6", "ri")]

    @pytest.mark.parametrize("operator", [b"k", b"K"])
    def test_press_colours(self, operator: bytes) -> None:
        assert found_in(b"0 0 0 1 " + operator) == [("6.2.4.3", "DeviceCMYK")]

    @pytest.mark.parametrize("operator", [b"cs", b"CS"])
    def test_spaces_by_name(self, operator: bytes) -> None:
        assert found_in(b"/DeviceRGB " + operator) == []
        assert found_in(b"/C0 " + operator) == [("6.2.2", "/C0")]


class TestWhatIsNamed:
    @each("content", [b"/X Do", b"/X gs", b"/X sh", b"BT /X 12 Tf ET", b"/Pattern cs /X scn", b"/Pattern CS /X SCN"])
    def test_it_must_be_there(self, content: bytes) -> None:
        ((clause, detail),) = found_in(content)
        assert clause == "6.2.2"
        assert detail.endswith("/X")

    def test_it_may_be_there(self) -> None:
        assert found_in(b"/X gs", ExtGState=Dictionary(X=Dictionary())) == []
        pdf = sound()
        drawn(b"/X Do", XObject=Dictionary(X=picture(pdf)))(pdf)
        assert obstacles(pdf) == []

    def test_a_page_without_resources(self) -> None:
        pdf = sound()
        del pdf.pages[0].obj.Resources
        assert [each.clause for each in obstacles(pdf)] == ["6.2.2"]

    def test_colours_of_shadings_and_of_patterns(self) -> None:
        press = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK)
        assert found_in(b"", Shading=Dictionary(S=press)) == [("6.2.4.3", "DeviceCMYK")]
        patterns = Dictionary(P=Dictionary(PatternType=2, Shading=press))
        assert found_in(b"", Pattern=patterns) == [("6.2.4.3", "DeviceCMYK")]
        light = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB)
        assert found_in(b"", Shading=Dictionary(S=light)) == []

    def test_a_named_space_nobody_uses_must_be_fit_all_the_same(self) -> None:
        assert found_in(b"", ColorSpace=Dictionary(C0=Name.DeviceCMYK)) == [("6.2.4.3", "DeviceCMYK")]


class TestInlinePictures:
    def inline(self, values: bytes) -> list[tuple[str, str]]:
        return found_in(b"q BI /W 1 /H 1 " + values + b" ID \0 EI Q")

    def test_a_plain_one(self) -> None:
        assert self.inline(b"/BPC 8 /CS /G") == []

    @each("name", [b"/AHx", b"/Fl", b"/DCT", b"[/A85 /Fl]", b"/FlateDecode"])
    def test_filters(self, name: bytes) -> None:
        assert self.inline(b"/BPC 8 /CS /G /F " + name) == []

    @pytest.mark.parametrize("name", [b"/LZW", b"/Crypt"])
    def test_filters_that_may_not_be(self, name: bytes) -> None:
        assert [clause for clause, _ in self.inline(b"/BPC 8 /CS /G /F " + name)] == ["6.1.10"]

    def test_smoothing(self) -> None:
        assert self.inline(b"/BPC 8 /CS /G /I true") == [("6.2.8", "Interpolate")]

    def test_press_colours(self) -> None:
        assert self.inline(b"/BPC 2 /CS /CMYK") == [("6.2.4.3", "DeviceCMYK")]


class TestPictures:
    def checked(self, **values: object) -> list[tuple[str, str]]:
        with pikepdf.new() as pdf:
            return [(each.clause, each.detail) for each in check_x_object(picture(pdf, **values), None)]

    @each("bits", [1, 2, 4, 8, 16])
    def test_depths(self, bits: int) -> None:
        assert self.checked(BitsPerComponent=bits) == []

    @each("bits", [0, 3, 5, 32])
    def test_other_depths(self, bits: int) -> None:
        assert self.checked(BitsPerComponent=bits) == [("6.2.8", "BitsPerComponent")]

    @pytest.mark.parametrize(("bits", "found"), [(1, []), (8, [("6.2.8", "BitsPerComponent")])])
    def test_stencils_have_one_bit(self, bits: int, found: list[tuple[str, str]]) -> None:
        assert self.checked(ImageMask=True, BitsPerComponent=bits) == found

    @pytest.mark.parametrize("key", ["Alternates", "OPI"])
    def test_stand_ins(self, key: str) -> None:
        assert self.checked(**{key: Array([])}) == [("6.2.8", f"/{key}")]

    def test_smoothing_that_is_switched_off(self) -> None:
        assert self.checked(Interpolate=False) == []

    def test_intents(self) -> None:
        assert self.checked(Intent=Name.Perceptual) == []
        assert self.checked(Intent=Name("/Vivid")) == [("6.2.6", "Intent")]

    def test_a_soft_mask_is_a_picture_too(self) -> None:
        with pikepdf.new() as pdf:
            mask = picture(pdf, Interpolate=True)
            found = [each.detail for each in check_x_object(picture(pdf, SMask=mask), None)]
        assert found == ["Interpolate"]

    def test_default_spaces_of_the_content_stand_for_press_colours(self) -> None:
        with pikepdf.new() as pdf:
            gold = Array([Name.DeviceN, Array([Name.Black]), Name.DeviceRGB, Dictionary()])
            resources = Dictionary(ColorSpace=Dictionary(DefaultCMYK=gold))
            assert list(check_x_object(picture(pdf, ColorSpace=Name.DeviceCMYK), resources)) == []


def box(kind: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4, "big") + kind + content


def jp2(*inside: bytes) -> bytes:
    """The head of a JPEG 2000 file (ISO/IEC 15444-1, annex I) without its picture."""
    return box(b"jP  ", b"\r\n\x87\n") + box(b"jp2h", b"".join(inside)) + box(b"jp2c", b"")


def image_header(channels: int = 3, depth: int = 7) -> bytes:
    return box(b"ihdr", (9).to_bytes(4, "big") * 2 + channels.to_bytes(2, "big") + bytes([depth, 7, 0, 0]))


SRGB = box(b"colr", b"\1\0\0" + (16).to_bytes(4, "big"))


class TestJpeg2000:
    def checked(self, data: bytes, **values: object) -> list[str]:
        with pikepdf.new() as pdf:
            image = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=9, Height=9, **values)
            image.write(data, filter=Name.JPXDecode)
            return [each.detail for each in check_x_object(image, None)]

    @pytest.mark.parametrize("channels", [1, 3, 4])
    def test_one_to_four_colours(self, channels: int) -> None:
        assert self.checked(jp2(image_header(channels), SRGB)) == []

    @pytest.mark.parametrize("channels", [0, 2, 5])
    def test_other_numbers_of_channels(self, channels: int) -> None:
        assert self.checked(jp2(image_header(channels), SRGB)) == ["JPX channels"]

    @pytest.mark.parametrize("kind", [b"pclr", b"cdef"])
    def test_palettes_and_channel_definitions(self, kind: bytes) -> None:
        assert self.checked(jp2(image_header(), SRGB, box(kind, b"\0"))) == ["JPX channels"]

    @pytest.mark.parametrize(("depth", "found"), [(37, []), (38, ["JPX depth"]), (255, ["JPX depth"])])
    def test_depth_of_all_channels_alike(self, depth: int, found: list[str]) -> None:
        assert self.checked(jp2(image_header(depth=depth), SRGB)) == found

    def test_depths_that_differ_by_channel(self) -> None:
        assert self.checked(jp2(image_header(), SRGB, box(b"bpcc", b"\7\7\7"))) == ["JPX depth"]

    @each(
        "colours",
        [
            [],
            [SRGB, SRGB],
            [box(b"colr", b"\1\0\0" + (19).to_bytes(4, "big"))],
            [box(b"colr", b"\4\0\0")],
            [box(b"colr", b"\1")],
        ],
        ids=["none", "two", "CIEJab", "of a vendor", "cut off"],
    )
    def test_one_way_to_tell_colours(self, colours: list[bytes]) -> None:
        assert self.checked(jp2(image_header(), *colours)) == ["JPX colours"]
        assert self.checked(jp2(image_header(), *colours), ColorSpace=Name.DeviceRGB) == []

    @each("data", [b"", b"\0\0\0\2abcd", b"no boxes at all", bytes(64)])
    def test_what_is_no_jpeg_2000(self, data: bytes) -> None:
        assert self.checked(data) == ["JPX depth"]

    def test_boxes_with_long_lengths_and_to_the_end(self) -> None:
        inside = image_header() + SRGB
        long = b"\0\0\0\1jp2h" + (len(inside) + 16).to_bytes(8, "big") + inside
        assert self.checked(long) == []
        assert self.checked(b"\0\0\0\0jp2h" + inside) == []


class TestForms:
    def checked(self, **values: object) -> list[tuple[str, str]]:
        with pikepdf.new() as pdf:
            form = pdf.make_stream(b"", Type=Name.XObject, **{"Subtype": Name.Form, **values})
            return [(each.clause, each.detail) for each in check_x_object(form, None)]

    def test_a_plain_one(self) -> None:
        assert self.checked(BBox=Array([0, 0, 1, 1])) == []

    @pytest.mark.parametrize("key", ["OPI", "PS", "Ref"])
    def test_what_leads_out_of_the_file(self, key: str) -> None:
        assert self.checked(**{key: Dictionary()}) == [("6.2.9", "/Form")]

    @pytest.mark.parametrize("values", [{"Subtype": Name.PS}, {"Subtype2": Name.PS}])
    def test_postscript(self, values: dict[str, object]) -> None:
        assert [clause for clause, _ in self.checked(**values)] == ["6.2.9"]

    def test_the_colours_of_its_group(self) -> None:
        press = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
        assert self.checked(Group=press) == [("6.2.4.3", "DeviceCMYK")]
        assert list(check_group(Dictionary(Group=Dictionary(S=Name.Transparency)))) == []
        assert list(check_group(Dictionary())) == []

    def test_forms_within_forms_are_looked_into(self) -> None:
        pdf = sound()
        inner = pdf.make_stream(b"florg", Type=Name.XObject, Subtype=Name.Form)
        outer = pdf.make_stream(
            b"/In Do", Type=Name.XObject, Subtype=Name.Form, Resources=Dictionary(XObject=Dictionary(In=inner))
        )
        drawn(b"/Out Do", XObject=Dictionary(Out=outer))(pdf)
        assert [each.detail for each in obstacles(pdf)] == ["florg"]

    def test_a_form_that_holds_itself_ends(self) -> None:
        pdf = sound()
        form = pdf.make_stream(b"/Self Do", Type=Name.XObject, Subtype=Name.Form)
        form.Resources = Dictionary(XObject=Dictionary(Self=form))
        drawn(b"/Self Do", XObject=Dictionary(Self=form))(pdf)
        assert obstacles(pdf) == []

    def test_appearances_masks_and_tilings_are_content_too(self) -> None:
        pdf = sound()
        bad = [pdf.make_stream(word, Type=Name.XObject, Subtype=Name.Form) for word in (b"one", b"two", b"three")]
        note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=4, AP=Dictionary(N=Dictionary(On=bad[0])))
        drawn(
            b"",
            ExtGState=Dictionary(G=Dictionary(SMask=Dictionary(S=Name.Alpha, G=bad[1]))),
            Pattern=Dictionary(P=bad[2]),
        )(pdf)
        pdf.pages[0].obj.Annots = Array([note])
        assert {each.detail for each in obstacles(pdf)} == {"one", "two", "three"}


class TestStates:
    def checked(self, **values: object) -> list[tuple[str, str]]:
        return [(each.clause, each.detail) for each in check_graphics_state(Dictionary(**values))]

    @each(
        "values",
        [
            {"LW": 1, "ca": 0.5, "CA": 0.5, "SA": True},
            {"BM": Name.Multiply},
            {"BM": Array([Name.Screen, Name.Normal])},
            {"TR2": Name.Default},
            {"HT": Name.Default},
            {"HT": Dictionary(HalftoneType=1, Frequency=60)},
            {"RI": Name.Saturation},
            {"OPM": 1},
            {"OPM": 0, "OP": True},
        ],
    )
    def test_what_may_be_set(self, values: dict[str, object]) -> None:
        assert self.checked(**values) == []

    @each(
        ("values", "clause", "detail"),
        [
            ({"TR": Name.Identity}, "6.2.5", "/TR"),
            ({"HTP": Array([0, 0])}, "6.2.5", "/HTP"),
            ({"TR2": Name.Identity}, "6.2.5", "/TR2"),
            ({"HT": Dictionary(HalftoneType=5)}, "6.2.5", "/HT"),
            ({"HT": Dictionary(HalftoneType=1, HalftoneName=String("own"))}, "6.2.5", "/HT"),
            ({"HT": Dictionary(HalftoneType=1, TransferFunction=Name.Identity)}, "6.2.5", "/HT"),
            ({"RI": Name("/Vivid")}, "6.2.6", "/RI"),
            ({"BM": Name("/Glow")}, "6.2.10", "/BM"),
            ({"BM": Array([Name.Normal, Name("/Glow")])}, "6.2.10", "/BM"),
            ({"OPM": 1, "OP": True}, "6.2.4.2", "/OPM"),
            ({"OPM": 1, "op": True}, "6.2.4.2", "/OPM"),
        ],
    )
    def test_what_may_not(self, values: dict[str, object], clause: str, detail: str) -> None:
        assert self.checked(**values) == [(clause, detail)]

    def test_states_of_a_page_are_found(self) -> None:
        pdf = sound()
        with_state(BM=Name("/Glow"))(pdf)
        assert obstacles(pdf) == [Obstacle("6.2.10", Kind.CONTENT, "/BM")]


class TestTextThatIsShown:
    def shown(self, content: bytes) -> Shown | None:
        pdf = typeset(b"A")
        pdf.pages[0].obj.Contents = pdf.make_stream(content)
        entries: dict[tuple[int, int], Shown] = {}
        assert list(check_drawing(pdf, entries)) == []
        return next(iter(entries.values()), None)

    def test_seen_and_unseen_strings_are_kept_apart(self) -> None:
        found = self.shown(b"BT /F 9 Tf (a) Tj 3 Tr (b) Tj 0 Tr (c) Tj ET")
        assert found is not None
        assert (found.visible, found.hidden) == ({b"a", b"c"}, {b"b"})

    def test_every_way_to_show_a_string(self) -> None:
        found = self.shown(b"BT /F 9 Tf (a) Tj [(b) -20 (c)] TJ (d) ' 1 2 (e) \" ET")
        assert found is not None
        assert found.visible == {b"a", b"b", b"c", b"d", b"e"}

    def test_the_mode_and_font_of_a_state_end_with_it(self) -> None:
        found = self.shown(b"/F 9 Tf q 3 Tr BT (b) Tj ET Q BT (a) Tj ET")
        assert found is not None
        assert (found.visible, found.hidden) == ({b"a"}, {b"b"})
        assert self.shown(b"q /F 9 Tf Q BT (a) Tj ET") is None


def test_content_that_cannot_be_read_is_an_obstacle() -> None:
    pdf = sound()
    pdf.pages[0].obj.Contents.write(b"not packed at all", filter=Name.FlateDecode)
    assert obstacles(pdf)


def test_the_same_content_on_two_pages_is_told_for_each_page() -> None:
    pdf = sound()
    drawn(b"florg")(pdf)
    pdf.pages.append(pdf.pages[0])
    assert len(obstacles(pdf)) == 2
