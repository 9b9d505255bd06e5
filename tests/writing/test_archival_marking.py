"""Declaring a file PDF/A-2b: what is written, what is kept, what is taken out."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from small_pdfs import drawn, put, saved, sound, typeset

from converters.writing.pdf.archival.colour_profile import srgb_profile
from converters.writing.pdf.archival.marking import archive_obstacles, describe, mark_as_archive, print_links
from converters.writing.pdf.archival.metadata import check_metadata
from converters.writing.pdf.archival.obstacle import Kind, Obstacle, told
from converters.writing.pdf.archival.walking import (
    annotations_of,
    appearances,
    contents,
    linked,
    reachable,
    values_of,
)
from tests.each import each


def reopened(pdf: Pdf) -> Pdf:
    return Pdf.open(BytesIO(saved(pdf)))


class TestMarking:
    def test_the_claim_and_the_output_intent(self) -> None:
        pdf = sound()
        mark_as_archive(pdf)
        again = reopened(pdf)
        with again.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
            assert metadata["dc:title"] == "Tờ gấp"
        (intent,) = again.Root.OutputIntents
        assert intent.S == Name.GTS_PDFA1
        assert intent.DestOutputProfile.N == 3
        assert intent.DestOutputProfile.read_bytes() == srgb_profile()

    def test_a_marked_file_is_still_without_obstacle(self) -> None:
        pdf = sound()
        mark_as_archive(pdf)
        assert archive_obstacles(reopened(pdf)) == ()

    def test_name_spaces_stand_where_properties_are_described(self) -> None:
        """Apache XmpBox looks for them nowhere else."""
        pdf = sound()
        mark_as_archive(pdf)
        packet = pdf.Root.Metadata.read_bytes().decode()
        head, description = packet.split("<rdf:Description", 1)
        assert "xmlns:dc=" not in head
        assert 'xmlns:dc="http://purl.org/dc/elements/1.1/"' in description.split(">")[0]
        assert 'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"' in description.split(">")[0]

    def test_marking_twice_changes_nothing_more(self) -> None:
        pdf = sound()
        mark_as_archive(pdf)
        packet = pdf.Root.Metadata.read_bytes()
        mark_as_archive(pdf)
        assert pdf.Root.Metadata.read_bytes() == packet
        assert len(pdf.Root.OutputIntents) == 1


class TestDescribing:
    def test_in_both_places_alike(self) -> None:
        pdf = sound()
        describe(pdf, title="Sổ tay <A & B>", language="vi-VN")
        again = reopened(pdf)
        with again.open_metadata() as metadata:
            assert metadata["dc:title"] == "Sổ tay <A & B>" == str(again.docinfo["/Title"])
            assert metadata["pdf:Producer"] == "pbgdpl-cli" == str(again.docinfo["/Producer"])
            assert "vi-VN" in metadata["dc:language"]
        assert str(again.Root.Lang) == "vi-VN"
        assert again.Root.ViewerPreferences.DisplayDocTitle is True
        assert list(check_metadata(again)) == []

    def test_other_preferences_of_viewers_stay(self) -> None:
        pdf = sound()
        pdf.Root.ViewerPreferences = Dictionary(Direction=Name.L2R, DisplayDocTitle=False)
        describe(pdf, title="a", language="vi")
        assert pdf.Root.ViewerPreferences.Direction == Name.L2R
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True

    @pytest.mark.parametrize("claim", ["pdfaid:part", "pdfaid:conformance", "pdfuaid:part"])
    def test_claims_of_the_source_are_taken_out(self, claim: str) -> None:
        pdf = sound()
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata[claim] = "1"
        describe(pdf, title="a", language="vi")
        with reopened(pdf).open_metadata() as metadata:
            assert claim not in metadata

    def test_a_source_whose_metadata_are_damaged_gets_new_ones(self) -> None:
        pdf = sound()
        pdf.Root.Metadata = pdf.make_stream(b"<x", Type=Name.Metadata, Subtype=Name.XML)
        describe(pdf, title="Tờ rơi", language="vi")
        with reopened(pdf).open_metadata() as metadata:
            assert metadata["dc:title"] == "Tờ rơi"

    def test_language_tags_are_plain(self) -> None:
        with pytest.raises(UnicodeEncodeError):
            describe(sound(), title="a", language="việt")


class TestLinks:
    def link(self, **values: object) -> Dictionary:
        return Dictionary(Type=Name.Annot, Rect=Array([1, 1, 9, 9]), **{"Subtype": Name.Link, **values})

    def flags(self, annotation: Dictionary) -> object:
        pdf = sound()
        pdf.pages[0].obj.Annots = Array([annotation])
        print_links(pdf)
        return pdf.pages[0].obj.Annots[0].get("/F")

    def test_a_link_gets_the_flag(self) -> None:
        assert self.flags(self.link()) == 4
        assert self.flags(self.link(F=4)) == 4
        assert self.flags(self.link(F=0)) == 4

    @each("values", [{"F": 2}, {"F": 32}, {"AP": Dictionary()}, {"Subtype": Name.Text}, {"F": Name.Broken}])
    def test_what_would_look_different_is_left_alone(self, values: dict[str, object]) -> None:
        assert self.flags(self.link(**values)) == values.get("F")

    def test_afterwards_nothing_stands_against_it(self) -> None:
        pdf = sound()
        pdf.pages[0].obj.Annots = Array([self.link()])
        assert [found.clause for found in archive_obstacles(pdf)] == ["6.3.2"]
        print_links(pdf)
        assert archive_obstacles(pdf) == ()


class TestOrderOfTheSearch:
    def test_the_first_group_that_fails_ends_it(self) -> None:
        """What hangs on the catalogue costs least to look at, fonts most."""
        pdf = typeset(b"B")
        assert [found.kind for found in archive_obstacles(pdf)] == [Kind.FONT]
        put("Secret", Name("/" + "a" * 130))(pdf)
        assert [found.kind for found in archive_obstacles(pdf)] == [Kind.STRUCTURE]
        put("AA", Dictionary())(pdf)
        assert [found.kind for found in archive_obstacles(pdf)] == [Kind.ACTION]

    def test_each_is_told_once_in_the_order_of_clauses(self) -> None:
        pdf = sound()
        drawn(b"florg florg /Vivid ri")(pdf)
        found = archive_obstacles(pdf)
        assert [(each.clause, each.detail) for each in found] == [("6.2.2", "florg"), ("6.2.6", "ri")]

    def test_what_cannot_be_looked_at_cannot_be_vouched_for(self) -> None:
        pdf = sound()
        pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Link, F=Name.Broken)])
        ((clause, kind),) = {(found.clause, found.kind) for found in archive_obstacles(pdf)}
        assert (clause, kind) == ("6.1", Kind.STRUCTURE)


class TestObstacles:
    def test_in_words(self) -> None:
        assert str(Obstacle("6.2.2", Kind.CONTENT, "florg")) == "6.2.2 content (florg)"
        assert str(Obstacle("6.4.3", Kind.SIGNATURE)) == "6.4.3 signature"

    def test_each_kind_has_a_reason_of_its_own(self) -> None:
        assert len({str(told(kind)) for kind in Kind}) == len(Kind)


class TestWalking:
    def test_values_of_what_is_no_dictionary(self) -> None:
        assert list(values_of(None, "/A")) == []
        assert list(values_of(Dictionary(A=3), "/A")) == []
        assert list(values_of(Array([]), "/A")) == []
        assert [key for key, _ in values_of(Dictionary(A=Dictionary(B=1)), "/A")] == ["/B"]

    def test_annotations_and_their_appearances(self) -> None:
        pdf = sound()
        streams = [pdf.make_stream(b"") for _ in range(3)]
        note = Dictionary(AP=Dictionary(N=Dictionary(On=streams[0], Off=streams[1], No=3), R=streams[2]))
        pdf.pages[0].obj.Annots = Array([note, 7])
        (found,) = annotations_of(pdf.pages[0])
        assert len(list(appearances(found))) == 3
        assert list(appearances(Dictionary())) == []

    def test_pages_come_with_their_resources(self) -> None:
        pdf = sound()
        (content,) = contents(pdf)
        assert content.resources is not None
        assert "/XObject" in content.resources

    def test_everything_is_reached_once(self) -> None:
        pdf = sound()
        shared = pdf.make_indirect(Dictionary(Marker=1))
        pdf.Root.One = shared
        pdf.Root.Two = Array([shared, shared])
        found = [item for item in reachable(pdf) if isinstance(item, Dictionary) and "/Marker" in item]
        assert len(found) == 1

    def test_what_leads_to_itself_ends(self) -> None:
        pdf = pikepdf.new()
        ring = pdf.make_indirect(Dictionary(Name=String("một")))
        ring.Next = pdf.make_indirect(Dictionary(Name=String("hai"), Next=Array([ring, ring])))
        assert [str(item.Name) for item in linked([ring], "/Next")] == ["một", "hai"]
        assert list(linked([None, Name.Nothing, Array([])], "/Next")) == []
