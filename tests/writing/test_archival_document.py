"""What hangs on the catalogue of a PDF/A file: annotations, forms, actions, attachments, layers."""

from __future__ import annotations

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from small_pdfs import noted, put, sound

from converters.writing.pdf.archival.document import check_document, is_signed
from converters.writing.pdf.archival.obstacle import Kind, Obstacle
from tests.each import each

HIDDEN, NO_VIEW, PRINT = 2, 32, 4


def obstacles(path: str, value: object) -> list[tuple[str, str]]:
    pdf = sound()
    put(path, value)(pdf)
    return told(pdf)


def told(pdf: Pdf) -> list[tuple[str, str]]:
    return [(found.clause, found.detail) for found in check_document(pdf)]


def note(**values: object) -> list[tuple[str, str]]:
    pdf = sound()
    noted(**values)(pdf)
    return told(pdf)


def stream_of(pdf: Pdf) -> object:
    return pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form)


def test_a_sound_file_has_no_obstacle() -> None:
    assert told(sound()) == []


@each(
    ("path", "value", "clause", "kind", "detail"),
    [
        ("AA", Dictionary(), "6.5.2", Kind.ACTION, "AA"),
        ("Requirements", Array([]), "6.11", Kind.STRUCTURE, "Requirements"),
        ("NeedsRendering", True, "6.4.2", Kind.FORM, "NeedsRendering"),
        ("Names", Dictionary(JavaScript=Dictionary()), "6.5.1", Kind.ACTION, "JavaScript"),
        (
            "Names",
            Dictionary(AlternatePresentations=Dictionary()),
            "6.10",
            Kind.STRUCTURE,
            "AlternatePresentations",
        ),
        ("Names", Dictionary(EmbeddedFiles=Dictionary()), "6.8", Kind.ATTACHMENT, "EmbeddedFiles"),
        ("Perms", Dictionary(), "6.1.12", Kind.SIGNATURE, "Perms"),
        ("AF", Array([]), "6.8", Kind.ATTACHMENT, "AF"),
        ("page/AA", Dictionary(), "6.5.2", Kind.ACTION, "AA"),
        ("page/PresSteps", Dictionary(), "6.10", Kind.STRUCTURE, "PresSteps"),
    ],
)
def test_keys_that_may_not_be(path: str, value: object, clause: str, kind: Kind, detail: str) -> None:
    pdf = sound()
    put(path, value)(pdf)
    assert list(check_document(pdf)) == [Obstacle(clause, kind, detail)]


@each(
    ("path", "value"),
    [
        ("NeedsRendering", False),
        ("Names", Dictionary(Dests=Dictionary())),
        ("PageMode", Name.UseOutlines),
        ("AcroForm", Dictionary(Fields=Array([]))),
        ("OpenAction", Array([])),
        ("Outlines", Dictionary()),
        ("page/Tabs", Name.S),
    ],
)
def test_keys_that_may(path: str, value: object) -> None:
    assert obstacles(path, value) == []


class TestAnnotations:
    @each("kind", ["Movie", "Sound", "Screen", "3D", "RichMedia", "Nobody"])
    def test_kinds_that_do_not_stay_readable(self, kind: str) -> None:
        assert ("6.3.1", f"/{kind}") in note(Subtype=Name(f"/{kind}"), F=PRINT)

    @each("flags", [0, PRINT | HIDDEN, PRINT | NO_VIEW, PRINT | 1, PRINT | 256])
    def test_what_is_not_printed_or_not_seen(self, flags: int) -> None:
        assert note(Subtype=Name.Link, F=flags) == [("6.3.2", "/Link")]

    @pytest.mark.parametrize("flags", [PRINT, PRINT | 8, PRINT | 64 | 128])
    def test_flags_that_take_nothing_away(self, flags: int) -> None:
        assert note(Subtype=Name.Link, F=flags) == []

    def test_pop_ups_are_never_printed(self) -> None:
        assert note(Subtype=Name.Popup) == []

    def test_a_note_needs_an_appearance_unless_it_takes_no_room(self) -> None:
        assert note(Subtype=Name.Square, F=PRINT) == [("6.3.3", "/Square")]
        pdf = sound()
        empty = Dictionary(Type=Name.Annot, Subtype=Name.Square, F=PRINT, Rect=Array([9, 9, 9, 9]))
        pdf.pages[0].obj.Annots = Array([empty])
        assert told(pdf) == []

    def test_one_normal_appearance_and_no_other(self) -> None:
        pdf = sound()
        normal = stream_of(pdf)
        for appearance, fit in (
            (Dictionary(N=normal), True),
            (Dictionary(N=normal, R=normal), False),
            (Dictionary(D=normal), False),
            (Dictionary(), False),
            (Dictionary(N=Dictionary(On=normal)), False),
        ):
            noted(Subtype=Name.Stamp, F=PRINT, AP=appearance)(pdf)
            assert told(pdf) == ([] if fit else [("6.3.3", "/Stamp")])

    def test_a_button_has_one_appearance_a_state(self) -> None:
        pdf = sound()
        state = stream_of(pdf)
        button = {"Subtype": Name.Widget, "FT": Name.Btn, "F": PRINT}
        noted(**button, AP=Dictionary(N=Dictionary(Yes=state, Off=state)))(pdf)
        assert told(pdf) == []
        noted(**button, AP=Dictionary(N=state))(pdf)
        assert told(pdf) == [("6.3.3", "/Widget")]

    def test_an_attached_file_is_an_attachment(self) -> None:
        assert ("6.8", "/FileAttachment") in note(Subtype=Name.FileAttachment, F=PRINT)

    def test_fields_do_nothing_when_they_are_pressed(self) -> None:
        go = Dictionary(S=Name.GoTo, D=Array([]))
        empty = {"Subtype": Name.Widget, "F": PRINT, "AP": Dictionary()}
        assert ("6.4.1", "/Widget") in note(**empty, A=go)
        assert ("6.4.1", "/Widget") in note(**empty, AA=Dictionary())
        assert note(Subtype=Name.Link, F=PRINT, A=go) == []

    def test_what_is_no_annotation_is_passed_over(self) -> None:
        assert obstacles("page/Annots", Array([3, Name.Link])) == []
        assert obstacles("page/Annots", Name.None_) == []


class TestActions:
    @each("kind", ["GoTo", "GoToR", "GoToE", "Thread", "URI", "SubmitForm"])
    def test_those_that_only_lead_somewhere(self, kind: str) -> None:
        assert obstacles("OpenAction", Dictionary(S=Name(f"/{kind}"))) == []

    @each(
        "kind",
        ["Launch", "Sound", "Movie", "ResetForm", "ImportData", "Hide", "SetOCGState", "Rendition", "JavaScript"],
    )
    def test_those_that_do_something(self, kind: str) -> None:
        assert obstacles("OpenAction", Dictionary(S=Name(f"/{kind}"))) == [("6.5.1", f"/{kind}")]

    def test_an_action_of_no_kind(self) -> None:
        assert obstacles("OpenAction", Dictionary()) == [("6.5.1", "")]

    @each("name", ["NextPage", "PrevPage", "FirstPage", "LastPage"])
    def test_named_actions_that_turn_pages(self, name: str) -> None:
        assert obstacles("OpenAction", Dictionary(S=Name.Named, N=Name(f"/{name}"))) == []

    def test_other_named_actions(self) -> None:
        assert obstacles("OpenAction", Dictionary(S=Name.Named, N=Name.Print)) == [("6.5.1", "/Print")]

    def test_what_follows_an_action_one_or_several(self) -> None:
        launch, turn = Dictionary(S=Name.Launch), Dictionary(S=Name.Named, N=Name.NextPage)
        assert obstacles("OpenAction", Dictionary(S=Name.URI, Next=launch)) == [("6.5.1", "/Launch")]
        assert obstacles("OpenAction", Dictionary(S=Name.URI, Next=Array([turn, launch, launch]))) == [
            ("6.5.1", "/Launch"),
            ("6.5.1", "/Launch"),
        ]

    def test_an_action_that_follows_itself_ends(self) -> None:
        pdf = sound()
        action = pdf.make_indirect(Dictionary(S=Name.Launch))
        action.Next = Array([action] * 9)
        pdf.Root.OpenAction = action
        assert told(pdf) == [("6.5.1", "/Launch")]

    def test_bookmarks_and_those_below_and_behind_them(self) -> None:
        launch = Dictionary(S=Name.Launch)
        below = Dictionary(Title=String("1"), A=launch)
        first = Dictionary(Title=String("I"), First=below, Next=Dictionary(Title=String("II"), A=launch))
        assert obstacles("Outlines", Dictionary(First=first)) == [("6.5.1", "/Launch")] * 2

    def test_links_of_pages(self) -> None:
        assert note(Subtype=Name.Link, F=PRINT, A=Dictionary(S=Name.Launch)) == [("6.5.1", "/Launch")]


class TestForms:
    def field(self, **values: object) -> list[tuple[str, str]]:
        return obstacles("AcroForm", Dictionary(Fields=Array([Dictionary(T=String("1"), **values)])))

    def test_fields_that_were_filled_in(self) -> None:
        assert self.field(FT=Name.Tx, V=String("Nguyễn Văn A")) == []

    @pytest.mark.parametrize("key", ["A", "AA"])
    def test_fields_that_act(self, key: str) -> None:
        assert self.field(**{key: Dictionary()}) == [("6.4.1", "AA")]

    def test_fields_below_fields(self) -> None:
        inner = Dictionary(FT=Name.Sig, V=Dictionary())
        assert [clause for clause, _ in self.field(Kids=Array([Dictionary(Kids=Array([inner]))]))] == ["6.4.3"]

    def test_fields_below_themselves_end(self) -> None:
        pdf = sound()
        field = pdf.make_indirect(Dictionary(FT=Name.Sig, V=Dictionary()))
        field.Kids = Array([field] * 9)
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        assert [clause for clause, _ in told(pdf)] == ["6.4.3"]
        assert is_signed(pdf)

    @each(
        ("form", "found"),
        [
            (Dictionary(Fields=Array([])), []),
            (Dictionary(Fields=Array([]), NeedAppearances=False), []),
            (Dictionary(Fields=Array([]), NeedAppearances=True), ["6.4"]),
            (Dictionary(Fields=Array([]), XFA=Array([])), ["6.4"]),
            (Dictionary(Fields=Name.Broken), []),
        ],
    )
    def test_forms_of_other_programs(self, form: Dictionary, found: list[str]) -> None:
        assert [clause for clause, _ in obstacles("AcroForm", form)] == found


class TestSignatures:
    def signed(self, **values: object) -> bool:
        pdf = sound()
        pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(**values)]))
        return is_signed(pdf)

    def test_a_field_that_holds_a_signature(self) -> None:
        assert self.signed(FT=Name.Sig, V=Dictionary(Type=Name.Sig))

    def test_a_signature_on_a_page_whose_form_was_lost(self) -> None:
        pdf = sound()
        pdf.pages[0].Annots = Array([Dictionary(FT=Name.Sig, V=Dictionary(Type=Name.Sig))])
        assert is_signed(pdf)

    def test_a_field_to_be_signed_is_not_yet(self) -> None:
        assert not self.signed(FT=Name.Sig)

    def test_a_field_of_text_is_no_signature(self) -> None:
        assert not self.signed(FT=Name.Tx, V=String("ký thay"))

    def test_a_file_without_a_form(self) -> None:
        assert not is_signed(sound())


class TestLayers:
    def layers(self, **values: object) -> list[tuple[str, str]]:
        return obstacles("OCProperties", Dictionary(OCGs=Array([]), **values))

    def test_each_configuration_has_a_name_of_its_own(self) -> None:
        named = [Dictionary(Name=String(name)) for name in ("In", "Xem")]
        assert self.layers(D=named[0]) == []
        assert self.layers(D=named[0], Configs=Array([named[1]])) == []
        assert self.layers(D=named[0], Configs=Array([Dictionary(Name=String("In"))])) == [("6.9", "Name")]
        assert self.layers(D=Dictionary()) == [("6.9", "Name")]

    @pytest.mark.parametrize("key", ["AS", "Order"])
    def test_layers_that_switch_themselves_or_have_an_order(self, key: str) -> None:
        assert self.layers(D=Dictionary({"/Name": String("In"), f"/{key}": Array([])})) == [("6.9", "AS, Order")]
