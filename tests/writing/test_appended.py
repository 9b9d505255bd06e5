"""Changes appended to a PDF: every byte before them stays, and readers see the change."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from converters.writing.pdf.appended import CannotAppend, appended

TABLE, STREAM = pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate
MODES = pytest.mark.parametrize("mode", [TABLE, STREAM], ids=["table", "stream"])


def source(mode: pikepdf.ObjectStreamMode = TABLE, pages: int = 2, **options: object) -> bytes:
    pdf = pikepdf.new()
    for number in range(pages):
        pdf.add_blank_page(page_size=(200, 100))
        pdf.pages[-1].obj.Contents = pdf.make_stream(b"0 g %d 0 9 9 re f" % number)
    pdf.docinfo["/Title"] = "Quyết định"
    stream = BytesIO()
    pdf.save(stream, object_stream_mode=mode, **options)
    return stream.getvalue()


def with_more(data: bytes, content: bytes = b"q Q") -> bytes:
    """The source with content appended to its first page."""
    with Pdf.open(BytesIO(data)) as pdf:
        pdf.pages[0].contents_add(pdf.make_stream(content))
        return appended(data, pdf)


def contents(data: bytes, page: int = 0) -> bytes:
    with Pdf.open(BytesIO(data)) as pdf:
        found = pdf.pages[page].obj.Contents
        streams = list(found) if isinstance(found, Array) else [found]
        return b"|".join(stream.read_bytes().strip() for stream in streams)


@MODES
class TestBothKindsOfCrossReference:
    def test_every_byte_before_the_change_stays(self, mode: pikepdf.ObjectStreamMode) -> None:
        data = source(mode)
        assert with_more(data).startswith(data)

    def test_the_change_is_seen_and_the_rest_is_as_it_was(self, mode: pikepdf.ObjectStreamMode) -> None:
        changed = with_more(source(mode), b"1 g")
        assert contents(changed).endswith(b"1 g")
        assert contents(changed, 1) == b"0 g 1 0 9 9 re f"
        with Pdf.open(BytesIO(changed)) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert str(pdf.docinfo["/Title"]) == "Quyết định"
            assert len(pdf.pages) == 2

    def test_changes_can_follow_changes(self, mode: pikepdf.ObjectStreamMode) -> None:
        once = with_more(source(mode), b"1 g")
        twice = with_more(once, b"0.5 g")
        assert twice.startswith(once)
        assert contents(twice).endswith(b"1 g|0.5 g")
        with Pdf.open(BytesIO(twice)) as pdf:
            assert pdf.check_pdf_syntax() == []

    def test_the_same_change_gives_the_same_bytes(self, mode: pikepdf.ObjectStreamMode) -> None:
        data = source(mode)
        assert with_more(data) == with_more(data)

    def test_the_first_identifier_stays_and_the_second_is_new(self, mode: pikepdf.ObjectStreamMode) -> None:
        data = source(mode, deterministic_id=True)
        with Pdf.open(BytesIO(data)) as before, Pdf.open(BytesIO(with_more(data))) as after:
            old, new = before.trailer.ID, after.trailer.ID
            assert bytes(old[0]) == bytes(new[0])
            assert bytes(old[1]) != bytes(new[1])

    def test_objects_behind_new_ones_are_written_too(self, mode: pikepdf.ObjectStreamMode) -> None:
        data = source(mode)
        with Pdf.open(BytesIO(data)) as pdf:
            deep = pdf.make_indirect(Dictionary(Marker=Name.Found))
            middle = pdf.make_indirect(Array([Dictionary(Deep=deep), deep]))
            pdf.pages[0].obj.PieceInfo = Dictionary(Own=middle)
            changed = appended(data, pdf)
        with Pdf.open(BytesIO(changed)) as pdf:
            first, second = pdf.pages[0].obj.PieceInfo.Own
            assert first.Deep.Marker == second.Marker == Name.Found

    def test_objects_that_lead_back_to_old_ones_end_there(self, mode: pikepdf.ObjectStreamMode) -> None:
        data = source(mode)
        with Pdf.open(BytesIO(data)) as pdf:
            ring = pdf.make_indirect(Dictionary(Page=pdf.pages[1].obj))
            ring.Self = ring
            pdf.pages[0].obj.PieceInfo = Dictionary(Own=ring)
            changed = appended(data, pdf)
        with Pdf.open(BytesIO(changed)) as pdf:
            own = pdf.pages[0].obj.PieceInfo.Own
            assert own.Self.Page.objgen == pdf.pages[1].obj.objgen


class TestStreams:
    def test_what_is_packed_already_is_not_packed_again(self) -> None:
        data = source()
        with Pdf.open(BytesIO(data)) as pdf:
            picture = pdf.make_stream(b"", Width=1)
            picture.write(b"\xff\xd8raw", filter=Name.DCTDecode)
            pdf.pages[0].obj.PieceInfo = Dictionary(Own=picture)
            changed = appended(data, pdf)
        assert b"\xff\xd8raw" in changed[len(data) :]
        with Pdf.open(BytesIO(changed)) as pdf:
            assert pdf.pages[0].obj.PieceInfo.Own.read_raw_bytes() == b"\xff\xd8raw"

    def test_other_streams_are(self) -> None:
        data = source()
        assert len(with_more(data, b"0 g " * 5000)) < len(data) + 6000


class TestRefusals:
    @pytest.mark.parametrize(
        "ending", [b"left over", b"%%EOF\nstartxref\n", b" " * 3000], ids=["more text", "half an end", "far away"]
    )
    def test_a_file_that_ends_in_an_unusual_way(self, ending: bytes) -> None:
        data = source()
        with Pdf.open(BytesIO(data)) as pdf, pytest.raises(CannotAppend):
            appended(data + ending, pdf)

    def test_an_encrypted_file(self) -> None:
        data = source(encryption=pikepdf.Encryption(owner="x", user=""))
        with Pdf.open(BytesIO(data)) as pdf, pytest.raises(CannotAppend):
            appended(data, pdf)

    def test_a_page_in_another_s_place(self) -> None:
        data = source()
        with Pdf.open(BytesIO(data)) as pdf:
            pdf.add_blank_page()
            with pytest.raises(CannotAppend):
                appended(data, pdf)

    def test_white_space_at_the_end_is_usual(self) -> None:
        data = source()
        with Pdf.open(BytesIO(data)) as pdf:
            assert appended(data + b"\r\n \n", pdf).startswith(data + b"\r\n \n")

    def test_a_file_without_a_line_break_at_its_end(self) -> None:
        data = source().rstrip()
        changed = with_more(data, b"1 g")
        assert changed.startswith(data + b"\n")
        assert contents(changed).endswith(b"1 g")
