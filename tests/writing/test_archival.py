"""PDF/A-2b: files broken in one place each, and the clause of ISO 19005-2 that is found."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageCms
from small_pdfs import LETTERS, Break, drawn, noted, put, saved, separation, sound, typeset, with_state

from converters.writing.pdf.archival.colour_profile import srgb_profile
from converters.writing.pdf.archival.marking import archive_obstacles, describe, mark_as_archive
from converters.writing.pdf.archival.metadata import check_packet
from converters.writing.pdf.archival.obstacle import Kind, told
from tests.each import each

JAVA = Path("/usr/share/java")
PREFLIGHT = ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api")

BROKEN: dict[str, tuple[str, Break]] = {
    "no such operator": ("6.2.2", drawn(b"q 1 2 3 florg Q")),
    "operator inside BX EX": ("6.2.2", drawn(b"BX 1 florg EX")),
    "no such picture": ("6.2.2", drawn(b"/None Do")),
    "states nested too deep": ("6.1.13", drawn(b"q " * 29 + b"Q " * 29)),
    "huge integer": ("6.1.13", drawn(b"3000000000 0 m")),
    "press colours in text": ("6.2.4.3", drawn(b"0 0 0 1 k")),
    "press colours by name": ("6.2.4.3", drawn(b"/DeviceCMYK cs")),
    "press colours in a picture": ("6.2.4.3", put("image/ColorSpace", Name.DeviceCMYK)),
    "press colours behind a palette": (
        "6.2.4.3",
        put("image/ColorSpace", Array([Name.Indexed, Name.DeviceCMYK, 0, pikepdf.String(b"\0\0\0\0")])),
    ),
    "press colours behind a spot colour": ("6.2.4.3", put("image/ColorSpace", separation(Name.DeviceCMYK))),
    "press colours of a group": ("6.2.4.3", put("page/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))),
    "profile that is none": (
        "6.2.4.2",
        lambda pdf: put("image/ColorSpace", Array([Name.ICCBased, pdf.make_stream(b"no", N=3)]))(pdf),
    ),
    "transfer function": ("6.2.5", with_state(TR=Name.Identity)),
    "halftone": ("6.2.5", with_state(HT=Dictionary(HalftoneType=6))),
    "blend mode": ("6.2.10", with_state(BM=Name("/Glow"))),
    "intent of a state": ("6.2.6", with_state(RI=Name("/Pretty"))),
    "intent in content": ("6.2.6", drawn(b"/Pretty ri")),
    "smoothed picture": ("6.2.8", put("image/Interpolate", True)),
    "alternate pictures": ("6.2.8", put("image/Alternates", Array([]))),
    "odd depth": ("6.2.8", put("image/BitsPerComponent", 3)),
    "PostScript": ("6.2.9", put("image/Subtype", Name.PS)),
    "external stream": ("6.1.7.1", put("image/F", pikepdf.String("elsewhere.bin"))),
    "Crypt filter": ("6.1.7.2", lambda pdf: pdf.pages[0].obj.Resources.XObject.Scan.write(b"", filter=Name.Crypt)),
    "tiny page": ("6.1.13", put("page/MediaBox", Array([0, 0, 2, 842]))),
    "huge page": ("6.1.13", put("page/CropBox", Array([0, 0, 15000, 842]))),
    "long string": ("6.1.13", put("Secret", pikepdf.String(b"a" * 40_000))),
    "long name": ("6.1.13", put("Secret", Name("/" + "a" * 130))),
    "film": ("6.3.1", noted(Subtype=Name.Movie, F=4)),
    "link that is not printed": ("6.3.2", noted(Subtype=Name.Link)),
    "hidden note": ("6.3.2", noted(Subtype=Name.Link, F=6)),
    "note without appearance": ("6.3.3", noted(Subtype=Name.Text, F=4)),
    "needs appearances": ("6.4", put("AcroForm", Dictionary(Fields=Array([]), NeedAppearances=True))),
    "XFA form": ("6.4", put("AcroForm", Dictionary(Fields=Array([]), XFA=pikepdf.String("x")))),
    "signature": (
        "6.4.3",
        put("AcroForm", Dictionary(Fields=Array([Dictionary(FT=Name.Sig, V=Dictionary(Type=Name.Sig))]))),
    ),
    "script at opening": ("6.5.1", put("OpenAction", Dictionary(S=Name.JavaScript, JS=pikepdf.String("1")))),
    "script behind an action": (
        "6.5.1",
        put("OpenAction", Dictionary(S=Name.URI, URI=pikepdf.String("x"), Next=Dictionary(S=Name.Launch))),
    ),
    "script by name": ("6.5.1", put("Names", Dictionary(JavaScript=Dictionary()))),
    "launch from a bookmark": (
        "6.5.1",
        put("Outlines", Dictionary(First=Dictionary(Title=pikepdf.String("1"), A=Dictionary(S=Name.Launch)))),
    ),
    "more actions of the catalogue": ("6.5.2", put("AA", Dictionary())),
    "more actions of a page": ("6.5.2", put("page/AA", Dictionary())),
    "attachment": ("6.8", put("Names", Dictionary(EmbeddedFiles=Dictionary()))),
    "layers without a name": ("6.9", put("OCProperties", Dictionary(OCGs=Array([]), D=Dictionary()))),
    "presentation": ("6.10", put("page/PresSteps", Dictionary())),
    "requirements": ("6.11", put("Requirements", Array([]))),
}


class TestObstacles:
    def test_a_scanned_page_has_none(self) -> None:
        assert archive_obstacles(sound()) == ()

    @pytest.mark.real
    @each("case", BROKEN)
    def test_each_breach_is_found_by_its_clause(self, case: str) -> None:
        clause, break_it = BROKEN[case]
        pdf = sound()
        break_it(pdf)
        assert clause in {obstacle.clause for obstacle in archive_obstacles(pdf)}

    def test_what_is_allowed_is_let_through(self) -> None:
        pdf = sound()
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, F=4, Rect=Array([1, 1, 9, 9]),
            A=Dictionary(S=Name.URI, URI=pikepdf.String("https://example.org")),
        )  # fmt: skip
        pdf.pages[0].obj.Annots = Array([link])
        pdf.Root.Outlines = Dictionary(First=Dictionary(Title=pikepdf.String("Điều 1"), Dest=Array([])))
        soft = Dictionary(Type=Name.ExtGState, ca=0.5, BM=Name.Multiply)
        pdf.pages[0].obj.Resources.ExtGState = Dictionary(G=soft)
        pdf.pages[0].obj.Contents = pdf.make_stream(b"q /G gs 1 0 0 rg 0 0 5 5 re f Q")
        assert archive_obstacles(pdf) == ()

    def test_names_that_are_no_utf_8_are_an_obstacle_and_no_crash(self) -> None:
        pdf = Pdf.open(BytesIO(saved(sound()).replace(b"/Scan", b"/Sc\xa9n")))
        assert archive_obstacles(pdf)

    @each("kind", Kind)
    def test_every_kind_can_be_told(self, kind: Kind) -> None:
        assert str(told(kind))


class TestFonts:
    def test_embedded_font_with_all_its_glyphs(self) -> None:
        assert archive_obstacles(typeset(b"A \\352")) == ()

    def test_letters_the_font_has_not(self) -> None:
        assert [found.kind for found in archive_obstacles(typeset(b"AB"))] == [Kind.FONT]

    def test_widths_that_are_not_those_of_the_font(self) -> None:
        assert [found.kind for found in archive_obstacles(typeset(b"A", widths=LETTERS | {"A": 700}))] == [Kind.FONT]

    def test_symbolic_font_with_an_encoding(self) -> None:
        assert [found.kind for found in archive_obstacles(typeset(b"A", flags=4))] == [Kind.FONT]

    def test_differences_are_followed(self) -> None:
        encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array([65, Name("/ecircumflex")]))
        assert archive_obstacles(typeset(b"A", encoding=encoding))[0].detail.endswith("widths")

    def test_font_that_is_not_embedded(self) -> None:
        pdf = typeset(b"A")
        del pdf.pages[0].obj.Resources.Font.F.FontDescriptor.FontFile2
        assert [found.kind for found in archive_obstacles(pdf)] == [Kind.FONT]

    @pytest.mark.parametrize("key", ["Ascent", "StemV", "FontBBox"])
    def test_descriptor_that_says_too_little(self, key: str) -> None:
        pdf = typeset(b"A")
        del pdf.pages[0].obj.Resources.Font.F.FontDescriptor[f"/{key}"]
        assert [found.kind for found in archive_obstacles(pdf)] == [Kind.FONT]

    def test_font_that_is_named_but_not_used_does_not_matter(self) -> None:
        pdf = typeset(b"A")
        del pdf.pages[0].obj.Resources.Font.F.FontDescriptor.FontFile2
        pdf.pages[0].obj.Contents = pdf.make_stream(b"q Q")
        assert archive_obstacles(pdf) == ()

    @each(("glyph", "width", "sound_font"), [(1, 250, True), (2, 722, True), (9, 250, False), (2, 700, False)])
    def test_composite_fonts(self, glyph: int, width: int, sound_font: bool) -> None:
        pdf = typeset(b"A")
        simple = pdf.pages[0].obj.Resources.Font.F
        descendant = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/Try"), CIDToGIDMap=Name.Identity,
            FontDescriptor=simple.FontDescriptor, W=Array([glyph, Array([width])]),
        )  # fmt: skip
        pdf.pages[0].obj.Resources.Font.F = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/Try"), Encoding=Name("/Identity-H"),
            DescendantFonts=Array([descendant]),
        )  # fmt: skip
        pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F 12 Tf <%04X> Tj ET" % glyph)
        assert (archive_obstacles(pdf) == ()) is sound_font


class TestMetadata:
    def packet(self, inside: str, head: str = "<?xpacket begin='' id='x'?>") -> bytes:
        return (
            f"{head}<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
            "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:z='urn:z'"
            f" xmlns:pdf='http://ns.adobe.com/pdf/1.3/'>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>"
        ).encode()

    @pytest.mark.parametrize(
        "inside",
        [
            "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>a</rdf:li></rdf:Alt></dc:title>",
            "<pdf:Producer>a</pdf:Producer>",
        ],
    )
    def test_predefined_properties_are_fine(self, inside: str) -> None:
        assert list(check_packet(self.packet(inside))) == []

    @pytest.mark.parametrize(
        "inside",
        ["<dc:title>a</dc:title>", "<z:Strange>a</z:Strange>", "<dc:creator><rdf:Bag/></dc:creator>"],
    )
    def test_others_and_other_forms_are_not(self, inside: str) -> None:
        assert [found.clause for found in check_packet(self.packet(inside))] == ["6.6.2.3.1"]

    @pytest.mark.parametrize("packet", [b"<x", b"\xff\xfe<x/>", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"])
    def test_what_is_no_xml(self, packet: bytes) -> None:
        assert [found.clause for found in check_packet(packet)] == ["6.6.2.1"]

    def test_encoding_in_the_packet_header(self) -> None:
        packet = self.packet("", "<?xpacket begin='' id='x' encoding='UTF-8'?>")
        assert [found.detail for found in check_packet(packet)] == ["packet header"]

    def test_what_the_source_says_of_itself_is_kept_but_no_claim(self) -> None:
        pdf = pikepdf.new()
        pdf.add_blank_page()
        with pdf.open_metadata() as metadata:
            metadata["pdfaid:part"] = "1"
            metadata["dc:subject"] = ["hòa giải"]
        pdf.docinfo["/Author"] = "Phòng Tư pháp"
        describe(pdf, title="Sổ tay", language="vi")
        with pdf.open_metadata() as metadata:
            assert metadata["dc:creator"] == ["Phòng Tư pháp"]
            assert "hòa giải" in metadata["dc:subject"]
            assert metadata["dc:title"] == "Sổ tay"
            assert "pdfaid:part" not in metadata


class TestProfile:
    def test_it_is_srgb(self) -> None:
        random = np.random.default_rng(7)
        picture = Image.fromarray(random.integers(0, 256, (32, 32, 3), dtype=np.uint8))
        ours = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
        changed = ImageCms.profileToProfile(picture, ours, ImageCms.createProfile("sRGB"))
        assert np.abs(np.asarray(picture, int) - np.asarray(changed, int)).max() <= 1
        assert ours.profile.version < 3


@pytest.mark.real
@pytest.mark.skipif(
    shutil.which("java") is None or not all((JAVA / f"{name}.jar").is_file() for name in PREFLIGHT),
    reason="Apache PDFBox Preflight is not installed (Debian: libpdfbox2-java libactivation-java libjaxb-api-java)",
)
@pytest.mark.parametrize("make", [sound, lambda: typeset(b"A")], ids=["scan", "text"])
def test_an_outside_validator_agrees(tmp_path: Path, make: Callable[[], Pdf]) -> None:
    """Apache Preflight knows part 1 only, which is stricter: the same file, with the other number, must pass it."""
    pdf = make()
    assert archive_obstacles(pdf) == ()
    mark_as_archive(pdf)
    packet = pdf.Root.Metadata.read_bytes().replace(b"<pdfaid:part>2<", b"<pdfaid:part>1<")
    pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
    path = tmp_path / "a.pdf"
    pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable, force_version="1.4", deterministic_id=True)
    jars = ":".join(str(JAVA / f"{name}.jar") for name in PREFLIGHT)
    command = ["java", "-cp", jars, "org.apache.pdfbox.preflight.Validator_A1b", path]
    answer = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert b"is a valid PDF/A-1b file" in answer.stdout, answer.stdout.decode()
