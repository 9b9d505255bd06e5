"""XMP packets of PDF/A files: which properties are known, in which form, and what is no packet."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, Pdf
from small_pdfs import sound

from converters.writing.pdf.archival.metadata import LARGEST, check_metadata, check_packet
from tests.each import each
from tests.properties import at_most

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "own": "urn:own",
}
DECLARED = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items())
HEAD = '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'


def packet(inside: str = "", attributes: str = "", head: str = HEAD) -> bytes:
    return (
        f'{head}\n<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {DECLARED} {attributes}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()


def listed(name: str, form: str) -> str:
    return f'<{name}><rdf:{form}><rdf:li xml:lang="x-default">một</rdf:li></rdf:{form}></{name}>'


def told(data: bytes) -> list[tuple[str, str]]:
    return [(found.clause, found.detail) for found in check_packet(data)]


class TestProperties:
    @each(
        ("name", "form"),
        [
            ("dc:title", "Alt"),
            ("dc:description", "Alt"),
            ("dc:rights", "Alt"),
            ("dc:creator", "Seq"),
            ("dc:date", "Seq"),
            ("dc:subject", "Bag"),
            ("dc:language", "Bag"),
            ("dc:publisher", "Bag"),
        ],
    )
    def test_lists_have_the_form_the_standard_says(self, name: str, form: str) -> None:
        assert told(packet(listed(name, form))) == []
        for other in {"Alt", "Seq", "Bag"} - {form}:
            assert told(packet(listed(name, other))) == [("6.6.2.3.1", name.split(":")[1])]

    @each(
        "name",
        ["dc:format", "dc:source", "xmp:CreateDate", "xmp:CreatorTool", "xmpMM:DocumentID", "pdf:Producer",
         "pdf:Keywords", "pdfaid:part"],
    )  # fmt: skip
    def test_simple_values_as_elements_and_as_attributes(self, name: str) -> None:
        assert told(packet(f"<{name}>một</{name}>")) == []
        assert told(packet(attributes=f'{name}="một"')) == []

    def test_a_simple_value_that_holds_something(self) -> None:
        assert told(packet("<pdf:Producer><own:part>một</own:part></pdf:Producer>")) == [("6.6.2.3.1", "Producer")]

    def test_a_list_as_an_attribute(self) -> None:
        assert told(packet(attributes='dc:title="một"')) == [("6.6.2.3.1", "title")]

    def test_two_lists_in_one_property(self) -> None:
        twice = "<dc:subject><rdf:Bag/><rdf:Bag/></dc:subject>"
        assert told(packet(twice)) == [("6.6.2.3.1", "subject")]

    @each(
        ("inside", "attributes", "detail"),
        [
            ("<own:Note>một</own:Note>", "", "Note"),
            ("", 'own:Note="một"', "Note"),
            ("<dc:Title/>", "", "Title"),
            ('<dc:format own:kind="x">một</dc:format>', "", "format"),
            ("<xmpMM:History><rdf:Seq/></xmpMM:History>", "", "History"),
        ],
    )
    def test_what_the_standard_does_not_predefine(self, inside: str, attributes: str, detail: str) -> None:
        assert told(packet(inside, attributes)) == [("6.6.2.3.1", detail)]

    def test_each_of_several_is_told(self) -> None:
        assert told(packet("<own:A/><own:B/>")) == [("6.6.2.3.1", "A"), ("6.6.2.3.1", "B")]

    def test_the_language_of_a_value_may_be_told(self) -> None:
        assert told(packet('<dc:format xml:lang="vi">một</dc:format>')) == []


class TestPackets:
    @each(
        "data",
        [
            packet(),
            packet(head=""),
            b"\xef\xbb\xbf" + packet(),
            b"\n \t" + packet(),
            packet("<!-- một lời chú -->"),
            packet(head='<?xpacket begin="\ufeff" id="x"?>'),
        ],
        ids=["usual", "no head", "mark of byte order", "white space before", "comment", "mark in the head"],
    )
    def test_those_that_are_read(self, data: bytes) -> None:
        assert told(data) == []

    @pytest.mark.parametrize("attribute", ['encoding="UTF-8"', "bytes='1024'", "encoding = 'UTF-16'"])
    def test_heads_that_say_too_much(self, attribute: str) -> None:
        assert told(packet(head=f'<?xpacket begin="" id="x" {attribute}?>')) == [("6.6.2.1", "packet header")]

    @each(
        "data",
        [
            b"",
            b"<x",
            b"no XML",
            packet("<dc:title>"),
            packet().decode().encode("utf-16"),
            packet("\u00e9").replace("\u00e9".encode(), b"\xe9"),
            b"<!DOCTYPE x><x/>",
            b"<!DOCTYPE x [<!ENTITY a 'a'>]><x>&a;</x>",
            packet("<![CDATA[một]]>"),
        ],
    )
    def test_those_that_are_not(self, data: bytes) -> None:
        assert told(data) == [("6.6.2.1", "XML")]

    def test_one_that_is_too_large_to_look_at(self) -> None:
        filler = b" " * (LARGEST - len(packet()))
        assert told(packet() + filler) == []
        assert told(packet() + filler + b" ") == [("6.6.2.1", "XML")]

    @given(st.binary(max_size=80), st.integers(0, 400))
    @settings(max_examples=at_most(40))
    def test_any_bytes_are_answered(self, noise: bytes, place: int) -> None:
        data = packet("<dc:format>a</dc:format>")
        assert all(clause.startswith("6.6.2") for clause, _ in told(data[:place] + noise + data[place:]))


class TestWholeFiles:
    def with_packet(self, pdf: Pdf, holder: object, data: bytes) -> None:
        holder["/Metadata"] = pdf.make_stream(data, Type=Name.Metadata, Subtype=Name.XML)  # type: ignore[index]

    def test_what_describe_writes_is_fit(self) -> None:
        assert list(check_metadata(sound())) == []

    def test_packets_of_pages_and_pictures_count(self) -> None:
        bad = packet("<own:Note/>")
        for holder in (lambda pdf: pdf.pages[0].obj, lambda pdf: pdf.pages[0].obj.Resources.XObject.Scan):
            pdf = sound()
            self.with_packet(pdf, holder(pdf), bad)
            assert [found.detail for found in check_metadata(pdf)] == ["Note"]

    def test_metadata_that_are_no_stream_are_none(self) -> None:
        pdf = sound()
        pdf.pages[0].obj.Metadata = Dictionary()
        assert list(check_metadata(pdf)) == []
