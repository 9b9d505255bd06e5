"""PDF files page by page: believe the text layer, or have the page read by OCR."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from converters.legacy.conversion import Findings
from converters.progress import Progress
from converters.reading.boxes import Box
from converters.reading.document import BlockKind, Method, Page
from converters.reading.office.package import worthy_title
from converters.reading.options import OcrPolicy, ReadingOptions
from converters.reading.page_choice import chosen, part_of
from converters.reading.paging.read_pages import PagesRead, ReadPages
from converters.reading.paging.running import mark_running_lines
from converters.reading.pdf.carried_columns import Carried
from converters.reading.pdf.opening import open_pdf
from converters.reading.pdf.text_layer.judge import LayerKind
from converters.reading.pdf.text_layer.layer import read_layer
from converters.reading.problems import TooLarge
from validators.problems import Message, Problem, say

LARGE_PICTURE = 0.25  # of the page's area
_BATCH = 16  # pages read under one opening, so that OCR in other threads is not kept waiting for PDFium


def read_pdf(source: Path, options: ReadingOptions, read_pages: ReadPages, progress: Progress) -> PagesRead:
    """Read a PDF.

    Args:
        source: The file.
        options: When to use OCR.
        read_pages: Reads the given pages by OCR, in order.
        progress: Told of every page.

    Raises:
        Encrypted, Damaged, TooLarge: The file as a whole cannot be used.
    """
    count, title = _opening(source)
    numbers = _to_read(source, count, options)
    progress.start(say("Reading {name}", name=source.name), len(numbers))
    findings = Findings()
    reasons: dict[int, Message] = {}
    pages: dict[int, Page] = {}
    for page in _layers(source, numbers, options, findings, reasons):
        pages[page.number] = page
        progress.advance()
    for page in read_pages(source, tuple(reasons)) if reasons else ():
        reason = reasons.get(page.number)
        pages[page.number] = page if reason is None else replace(page, reason=reason)
        progress.advance()
    progress.finish()
    ordered = tuple(pages[number] for number in sorted(pages))
    notes = (*findings.notes(), *_failures(ordered, len(numbers)), *_unread_pictures(ordered))
    return PagesRead(mark_running_lines(ordered), title, notes, part=part_of(numbers, count))


def _opening(source: Path) -> tuple[int, str | None]:
    with open_pdf(source) as document:
        return len(document), worthy_title(document.get_metadata_value("Title"))


def _to_read(source: Path, count: int, options: ReadingOptions) -> tuple[int, ...]:
    numbers = chosen(options.pages, count)
    if len(numbers) > options.max_pages:
        raise TooLarge(
            say(
                "The file has {pages} pages; at most {most} are read at once.",
                pages=len(numbers),
                most=options.max_pages,
            ),
            hint=say("Read it in parts: --pages 1-{most}, then the rest.", most=options.max_pages),
            path=source,
        )
    return numbers


def _layers(
    source: Path, numbers: Sequence[int], options: ReadingOptions, findings: Findings, reasons: dict[int, Message]
) -> Iterator[Page]:
    """Pages whose text layer is believed; the numbers of the others go to `reasons`."""
    if options.ocr is OcrPolicy.ALWAYS:
        reasons.update(dict.fromkeys(numbers, say("Every page was to be read by OCR.")))
        return
    above: tuple[int, Carried | None] = (0, None)
    for first in range(0, len(numbers), _BATCH):
        batch = []
        with open_pdf(source) as document:
            for number in numbers[first : first + _BATCH]:
                try:
                    carried = above[1] if above[0] == number - 1 else None
                    layer = read_layer(document, number, findings, carried)
                except Problem as problem:
                    reasons[number] = problem.message
                    continue
                above = number, layer.columns
                if layer.page is not None:
                    batch.append(layer.page)
                elif options.ocr is OcrPolicy.NEVER:
                    batch.append(_unread(number, layer.verdict.reason))
                else:
                    reasons[number] = layer.verdict.reason
        yield from batch


def _unread(number: int, reason: Message) -> Page:
    return Page(number, None, None, None, (), Method.TEXT_LAYER, reason=reason, failure=reason)


def _failures(pages: Sequence[Page], count: int) -> list[Message]:
    failed = sum(page.failure is not None for page in pages) + count - len(pages)
    if not failed:
        return []
    return [say("{failed} of {pages} pages could not be read.", failed=failed, pages=count)]


def _unread_pictures(pages: Sequence[Page]) -> list[Message]:
    """Large pictures on pages whose text layer was taken: what is written in them is in no text.

    A picture in the same place page after page is a watermark or a letterhead.
    """
    repeated = {box for box, number in Counter(box for page in pages for box in _pictures(page)).items() if number > 2}
    number = sum(
        _area(set(_pictures(page)) - repeated) >= LARGE_PICTURE * (page.width or 1) * (page.height or 1)
        for page in pages
        if page.method is Method.TEXT_LAYER
    )
    return [say("Pictures on {number} pages were not searched for text.", number=number)] if number else []


def _pictures(page: Page) -> list[Box]:
    return [block.box for block in page.blocks if block.kind is BlockKind.FIGURE and block.box is not None]


def _area(boxes: Iterable[Box]) -> int:
    return sum(box.area for box in boxes)


def verdicts(source: Path) -> Counter[LayerKind]:
    """How many pages of a PDF have which kind of text layer."""
    findings = Findings()
    with open_pdf(source) as document:
        return Counter(read_layer(document, number + 1, findings).verdict.kind for number in range(len(document)))
