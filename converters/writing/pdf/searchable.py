"""The searchable PDF of a Document: pages read by OCR get a hidden text layer, the others stay as they are."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Dictionary

from converters.reading.document import Document, Method, Page
from converters.writing.pdf.appended import CannotAppend, appended
from converters.writing.pdf.archival.document import is_signed
from converters.writing.pdf.archival.marking import (
    NEWEST_VERSION,
    archive_obstacles,
    describe,
    mark_as_archive,
    print_links,
)
from converters.writing.pdf.archival.obstacle import Obstacle, told
from converters.writing.pdf.archival.walking import BROKEN
from converters.writing.pdf.glyphless import embed
from converters.writing.pdf.hidden_text import FONT, Affine, hidden_text
from converters.writing.pdf.image_pages import add_image_page
from validators.problems import Message, say

PDF_MEDIA_TYPE = "application/pdf"
_TEXT_STATE = {"Tr", "q", "Q"}
_SHOWING = {"Tj", "TJ", "'", '"'}
_INVISIBLE = 3
_A4 = (595.28, 841.89)  # points
SIGNED = say("The text was appended to the signed file: its digital signature holds for the file as received.")
BROKEN_SIGNATURE = say("The digital signature holds for the file as received only: keep that file with this copy.")
AS_IT_WAS = say("Its pages hold good text already: the PDF was copied as it is.")


@dataclass(frozen=True, slots=True)
class SearchablePdf:
    """A searchable PDF and what is to be said of it.

    Attributes:
        content: The file.
        archival: Whether it is declared PDF/A-2b by us.
        obstacles: What stood against that.
        notes: For a person.
    """

    content: bytes
    archival: bool
    obstacles: tuple[Obstacle, ...] = ()
    notes: tuple[Message, ...] = ()


def searchable_pdf(document: Document, *, title: str | None = None, language: str = "vi") -> bytes:
    """The file of `make_searchable` alone."""
    return make_searchable(document, title=title, language=language).content


def make_searchable(document: Document, *, title: str | None = None, language: str = "vi") -> SearchablePdf:
    """The document as a searchable PDF.

    Images become PDF/A-2b with the image's own bytes or, where PDF cannot hold those, its pixels without loss. A PDF
    keeps its pages; where a page was read by OCR its old invisible text is taken out and ours put in. A signed one
    keeps all its bytes, with the changes appended. A PDF whose text is all good is kept byte for byte if it is signed
    or cannot be PDF/A-2b. Nothing is declared PDF/A-2b while anything is known to stand against it.

    Args:
        document: A PDF or image file, read.
        title: For the file's metadata; the file's name when absent.
        language: BCP 47 tag of the text.
    """
    is_pdf = document.media_type == PDF_MEDIA_TYPE
    with _begun(document) as pdf:
        changed = not is_pdf or document.part is not None or any(_needs_text(page) for page in document.pages)
        if not changed and is_signed(pdf):
            return SearchablePdf(document.source.read_bytes(), archival=False, notes=(AS_IT_WAS,))
        _fill(pdf, document)
        if is_pdf and is_signed(pdf):
            with contextlib.suppress(CannotAppend):
                content = appended(document.source.read_bytes(), pdf)
                return SearchablePdf(content, archival=False, notes=(SIGNED,))
        pdf.remove_unreferenced_resources()
        describe(pdf, title=title or document.title or document.source.stem, language=language)
        print_links(pdf)
        obstacles = archive_obstacles(pdf)
        if obstacles and not changed:
            return SearchablePdf(document.source.read_bytes(), archival=False, obstacles=obstacles, notes=(AS_IT_WAS,))
        if not obstacles:
            mark_as_archive(pdf)
        return SearchablePdf(_saved(pdf), not obstacles, obstacles, tuple(_notes(pdf, obstacles)))


@contextlib.contextmanager
def _begun(document: Document) -> Iterator[pikepdf.Pdf]:
    """The file to be filled: the PDF itself, those of its pages that were read, or an empty one for pictures."""
    if document.media_type != PDF_MEDIA_TYPE:
        with pikepdf.new() as pdf:
            yield pdf
        return
    with pikepdf.open(document.source) as whole:
        if document.part is None:
            yield whole
            return
        with pikepdf.new() as cut:
            for page in document.pages:
                cut.pages.append(whole.pages[page.number - 1])
            if "/OCProperties" in whole.Root:  # which layers are hidden
                cut.Root.OCProperties = cut.copy_foreign(whole.make_indirect(whole.Root.OCProperties))
            yield cut


def _number_as_in_source(pdf: pikepdf.Pdf, document: Document) -> None:
    """Give pages of a part the numbers they have in the whole file (ISO 32000-1, 12.4.2): evidence names those."""
    labels = [
        value
        for place, page in enumerate(document.pages)
        for value in (place, Dictionary(S=pikepdf.Name.D, St=page.number))
    ]
    pdf.Root.PageLabels = Dictionary(Nums=pikepdf.Array(labels))


def _needs_text(page: Page) -> bool:
    return page.method is Method.OCR and bool(page.width and page.height)


def _fill(pdf: pikepdf.Pdf, document: Document) -> None:
    font = embed(pdf)
    if document.part is not None:
        _number_as_in_source(pdf, document)
    for index, page in enumerate(document.pages):
        if document.media_type == PDF_MEDIA_TYPE:
            place = page.number - 1 if document.part is None else index
            try:
                _overlay(pdf, pdf.pages[place], page, font)
            except BROKEN:
                _redraw(pdf, document, place, page, font)
        elif page.failure and not page.width:
            pdf.add_blank_page(page_size=_A4)  # keeps the numbers of the pages after it
        else:
            target, to_user_space = add_image_page(pdf, document.source, page, font)
            _append(pdf, target, hidden_text(page, to_user_space))


def _notes(pdf: pikepdf.Pdf, obstacles: tuple[Obstacle, ...]) -> Iterator[Message]:
    if is_signed(pdf):
        yield BROKEN_SIGNATURE
    if pdf.is_encrypted:
        yield say("The file as received was protected against changes; this copy is not.")
    if obstacles:
        yield say("The PDF is not marked as an archive copy (PDF/A-2b): {reason}.", reason=told(obstacles[0].kind))


def _saved(pdf: pikepdf.Pdf) -> bytes:
    stream = BytesIO()
    pdf.save(
        stream,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
        linearize=False,
        # A newer header would not be PDF/A-2; nothing of ours needs one.
        force_version=NEWEST_VERSION if pdf.pdf_version > NEWEST_VERSION else "",
    )
    return stream.getvalue()


def _overlay(pdf: pikepdf.Pdf, target: pikepdf.Page, page: Page, font: pikepdf.Object) -> None:
    if not _needs_text(page):
        return
    to_user_space = pixels_to_user_space(target, page.width or 1, page.height or 1)
    _drop_invisible_text(pdf, target)
    resources = target.obj.get("/Resources") or Dictionary()
    fonts = resources.get("/Font") or Dictionary()
    # Resources may be shared between pages: our own copies keep the others as they were.
    target.obj.Resources = Dictionary(
        {**dict(resources.items()), "/Font": Dictionary({**dict(fonts.items()), FONT: font})}
    )
    _append(pdf, target, hidden_text(page, to_user_space))
    if page.rotation:
        target.rotate((360 - page.rotation) % 360, relative=True)


def _redraw(pdf: pikepdf.Pdf, document: Document, place: int, page: Page, font: pikepdf.Object) -> None:
    """Put a picture of the page in its place: its own objects are too damaged to be added to, though it can be seen."""
    target, to_user_space = add_image_page(pdf, document.source, page, font)
    _append(pdf, target, hidden_text(page, to_user_space))
    pdf.pages[place] = target
    del pdf.pages[-1]


def _append(pdf: pikepdf.Pdf, target: pikepdf.Page, content: bytes) -> None:
    if not content:
        return
    # The page's own stream may leave the graphics state changed; ours starts from the default one.
    target.contents_add(pdf.make_stream(b"q"), prepend=True)
    target.contents_add(pdf.make_stream(b"Q"))
    target.contents_add(pdf.make_stream(content))


def pixels_to_user_space(page: pikepdf.Page, width: int, height: int) -> Affine:
    """From the pixels of the page as displayed (crop box, /Rotate) to its user space (ISO 32000-1, 8.3.2, 14.11.2).

    Args:
        page: The PDF page.
        width: Of the displayed page, in pixels.
        height: In pixels.
    """
    left, bottom, right, top = (float(value) for value in page.cropbox)
    turn = int(page.obj.get("/Rotate", _inherited_rotation(page))) % 360
    across, down = (right - left, top - bottom) if turn % 180 == 0 else (top - bottom, right - left)
    x, y = across / width, down / height
    if turn == 90:
        return Affine(0, x, y, 0, left, bottom)
    if turn == 180:
        return Affine(-x, 0, 0, y, right, bottom)
    if turn == 270:
        return Affine(0, -x, -y, 0, right, top)
    return Affine(x, 0, 0, -y, left, top)


def _inherited_rotation(page: pikepdf.Page) -> int:
    node = page.obj.get("/Parent")
    while node is not None:
        if "/Rotate" in node:
            return int(node.Rotate)
        node = node.get("/Parent")
    return 0


def _drop_invisible_text(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Take out text in render mode 3: an older, worse reading would be found and copied beside ours.

    Content that cannot be taken apart stays as it is; viewers show as much of it as they can.
    """
    modes = [0]
    kept: list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage] = []
    dropped = False
    try:
        instructions = pikepdf.parse_content_stream(page)
    except BROKEN:
        return
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator in _TEXT_STATE:
            _follow(modes, operator, instruction)
        if operator in _SHOWING and modes[-1] == _INVISIBLE:
            dropped = True
            continue
        kept.append(instruction)
    if dropped:
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def _follow(
    modes: list[int],
    operator: str,
    instruction: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage,
) -> None:
    if operator == "q":
        modes.append(modes[-1])
    elif operator == "Q" and len(modes) > 1:
        modes.pop()
    elif operator == "Tr":
        modes[-1] = int(instruction.operands[0])
