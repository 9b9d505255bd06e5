"""What hangs on the catalogue: annotations, forms, actions, attachments, layers (clauses 6.3–6.5, 6.8–6.11)."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Stream

from converters.writing.pdf.archival.obstacle import Kind, Obstacle
from converters.writing.pdf.archival.walking import annotations_of, linked, values_of

# 6.3.1: what ISO 32000-1 defines, without 3D, Sound, Screen and Movie.
_ANNOTATIONS = frozenset(
    f"/{name}"
    for name in (
        *("Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline"),
        *("Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "FileAttachment", "Widget", "PrinterMark"),
        *("TrapNet", "Watermark", "Redact"),
    )
)
_ACTIONS = frozenset(["/GoTo", "/GoToR", "/GoToE", "/Thread", "/URI", "/Named", "/SubmitForm"])  # 6.5.1
_NAMED = frozenset(["/NextPage", "/PrevPage", "/FirstPage", "/LastPage"])
PRINT = 4
_FORBIDDEN_FLAGS = 1 | 2 | 32 | 256  # invisible, hidden, no view, toggle no view (ISO 32000-1, table 165)


def check_document(pdf: pikepdf.Pdf) -> Iterator[Obstacle]:
    """Catalogue, names, forms, outlines and the annotations of all pages."""
    root = pdf.Root
    yield from _catalogue(root)
    yield from _form(root.get("/AcroForm"))
    yield from _layers(root.get("/OCProperties"))
    for action in _document_actions(root):
        yield from _action(action)
    for page in pdf.pages:
        yield from _page(page)


def _catalogue(root: pikepdf.Object) -> Iterator[Obstacle]:
    names = root.get("/Names")
    if "/AA" in root:
        yield Obstacle("6.5.2", Kind.ACTION, "AA")
    if "/Requirements" in root:
        yield Obstacle("6.11", Kind.STRUCTURE, "Requirements")
    if root.get("/NeedsRendering"):
        yield Obstacle("6.4.2", Kind.FORM, "NeedsRendering")
    if isinstance(names, Dictionary):
        if "/JavaScript" in names:
            yield Obstacle("6.5.1", Kind.ACTION, "JavaScript")
        if "/AlternatePresentations" in names:
            yield Obstacle("6.10", Kind.STRUCTURE, "AlternatePresentations")
        if "/EmbeddedFiles" in names:  # allowed when they are PDF/A themselves, which we cannot tell
            yield Obstacle("6.8", Kind.ATTACHMENT, "EmbeddedFiles")
    if "/Perms" in root:
        yield Obstacle("6.1.12", Kind.SIGNATURE, "Perms")
    if "/AF" in root:
        yield Obstacle("6.8", Kind.ATTACHMENT, "AF")


def _form(form: pikepdf.Object | None) -> Iterator[Obstacle]:
    if not isinstance(form, Dictionary):
        return
    if "/XFA" in form or form.get("/NeedAppearances"):
        yield Obstacle("6.4", Kind.FORM, "XFA, NeedAppearances")
    for field in linked([form.get("/Fields")], "/Kids"):
        if field.get("/FT") == Name.Sig and "/V" in field:  # 6.4.3: the digest covers the file as it was
            yield Obstacle("6.4.3", Kind.SIGNATURE)
        if "/AA" in field or "/A" in field:
            yield Obstacle("6.4.1", Kind.FORM, "AA")


def is_signed(pdf: pikepdf.Pdf) -> bool:
    """Whether somebody's digital signature is in the file: in its form, or on a page where the form was lost."""
    form = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, Dictionary) else None
    shown = (page.get("/Annots") for page in pdf.pages)
    return any(field.get("/FT") == Name.Sig and "/V" in field for field in linked([fields, *shown], "/Kids"))


def _layers(properties: pikepdf.Object | None) -> Iterator[Obstacle]:
    """6.9: every configuration named, no automatic states; an order that leaves a layer out is not looked for."""
    if not isinstance(properties, Dictionary):
        return
    configurations = [properties.get("/D"), *(properties.get("/Configs") or [])]
    names = [str(item.get("/Name", "")) for item in configurations if isinstance(item, Dictionary)]
    if len(set(names)) < len(configurations) or not all(names):
        yield Obstacle("6.9", Kind.LAYERS, "Name")
    if any("/AS" in item or "/Order" in item for item in configurations if isinstance(item, Dictionary)):
        yield Obstacle("6.9", Kind.LAYERS, "AS, Order")


def _document_actions(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(root.get("/OpenAction"), Dictionary):
        yield root.OpenAction
    outlines = root.get("/Outlines")
    first = outlines.get("/First") if isinstance(outlines, Dictionary) else None
    for item in linked([first], "/Next", "/First"):
        if isinstance(item.get("/A"), Dictionary):
            yield item.A


def _action(first: pikepdf.Object) -> Iterator[Obstacle]:
    """An action and those that follow it."""
    for action in linked([first], "/Next"):
        if str(action.get("/S", "")) not in _ACTIONS:
            yield Obstacle("6.5.1", Kind.ACTION, str(action.get("/S", "")))
        elif Name.Named == action.S and str(action.get("/N", "")) not in _NAMED:
            yield Obstacle("6.5.1", Kind.ACTION, str(action.get("/N", "")))


def _page(page: pikepdf.Page) -> Iterator[Obstacle]:
    if "/AA" in page.obj:
        yield Obstacle("6.5.2", Kind.ACTION, "AA")
    if "/PresSteps" in page.obj:
        yield Obstacle("6.10", Kind.STRUCTURE, "PresSteps")
    for annotation in annotations_of(page):
        yield from _annotation(annotation)


def _annotation(annotation: pikepdf.Object) -> Iterator[Obstacle]:
    kind = str(annotation.get("/Subtype", ""))
    if kind not in _ANNOTATIONS:
        yield Obstacle("6.3.1", Kind.ANNOTATION, kind)
    if kind == "/FileAttachment":
        yield Obstacle("6.8", Kind.ATTACHMENT, kind)
    flags = int(annotation.get("/F", 0))
    if kind != "/Popup" and (not flags & PRINT or flags & _FORBIDDEN_FLAGS):
        yield Obstacle("6.3.2", Kind.ANNOTATION, kind)
    yield from _appearance(annotation, kind)
    if "/AA" in annotation or (kind == "/Widget" and "/A" in annotation):
        yield Obstacle("6.4.1", Kind.ACTION, kind)
    elif isinstance(annotation.get("/A"), Dictionary):
        yield from _action(annotation.A)


def _appearance(annotation: pikepdf.Object, kind: str) -> Iterator[Obstacle]:
    """6.3.3: one normal appearance and no others; links, pop-ups and empty rectangles need none."""
    if "/AP" not in annotation:
        box = [float(edge) for edge in annotation.get("/Rect", [0, 0, 1, 1])]
        if kind not in {"/Popup", "/Link"} and (box[0] != box[2] or box[1] != box[3]):
            yield Obstacle("6.3.3", Kind.ANNOTATION, kind)
        return
    states = dict(values_of(annotation, "/AP"))
    button = kind == "/Widget" and annotation.get("/FT") == Name.Btn
    normal = states.get("/N")
    fitting = isinstance(normal, Stream) != button and normal is not None
    if set(states) != {"/N"} or not fitting:
        yield Obstacle("6.3.3", Kind.ANNOTATION, kind)
