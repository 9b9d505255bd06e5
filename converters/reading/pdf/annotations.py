"""Text that is not in a page's own content but in annotations over it: typed-in numbers and dates, stamps, form fields.

Offices fill "Số: …/QĐ-UBND" and "ngày … tháng …" in with the signing program, as annotations; a reader of the content
alone gets a decision without its number.
"""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from converters.reading.pdf.text_layer.words import RawWord

AnnotationArea = tuple[float, float, float, float]

_WITH_TEXT = {pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_STAMP, pdfium_c.FPDF_ANNOT_WIDGET}
MOST = 2000
NEIGHBOUR = 4.0  # parts of the font size: how far a filled-in word may be from the text it completes
SAME_LINE = 0.6


def flatten_annotations(page: pdfium.PdfPage) -> tuple[AnnotationArea, ...]:
    """Draw the annotations that hold text into the page's content, in memory only.

    Returns:
        Where they are, in page points (left, bottom, right, top); empty when there is nothing to draw. Otherwise the
        page must be loaded anew.
    """
    rectangles = _rectangles(page)
    if rectangles:
        pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
    return rectangles


def _rectangles(page: pdfium.PdfPage) -> tuple[AnnotationArea, ...]:
    found = []
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), MOST)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if pdfium_c.FPDFAnnot_GetSubtype(annotation) in _WITH_TEXT:
            edges = pdfium_c.FS_RECTF()
            pdfium_c.FPDFAnnot_GetRect(annotation, edges)
            found.append((edges.left, edges.bottom, edges.right, edges.top))
        pdfium_c.FPDFPage_CloseAnnot(annotation)
    return tuple(found)


def put_in_place(words: Sequence[RawWord], rectangles: Sequence[AnnotationArea]) -> list[RawWord]:
    """Move filled-in words, which are drawn last, behind the word they follow on the paper."""
    if not rectangles:
        return list(words)
    own = len(words)
    while own and any(_inside(words[own - 1], rectangle) for rectangle in rectangles):
        own -= 1
    ordered = list(words[:own])
    for word in words[own:]:
        place = _neighbour(word, ordered)
        ordered.insert(len(ordered) if place is None else place + 1, word)
    return ordered


def _inside(word: RawWord, rectangle: AnnotationArea) -> bool:
    left, bottom, right, top = rectangle
    own_left, own_bottom, own_right, own_top = word.on_page
    x, y = (own_left + own_right) / 2, (own_bottom + own_top) / 2
    return left - 2 <= x <= right + 2 and bottom - 2 <= y <= top + 2


def _neighbour(word: RawWord, words: Sequence[RawWord]) -> int | None:
    """The nearest word to the left on the same line."""
    size = max(word.style.size, 8.0)
    near = [
        (word.left - other.right, index)
        for index, other in enumerate(words)
        if other.style.angle == word.style.angle
        and abs(other.baseline - word.baseline) < SAME_LINE * size
        and -size < word.left - other.right < NEIGHBOUR * size
    ]
    return min(near)[1] if near else None
