"""The package document of the e-book: metadata, manifest, reading order (EPUB 3.3; EPUB Accessibility 1.1, 2.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from converters.derivatives.fulltext.tree import node
from converters.derivatives.kinds.epub.pages import Page
from converters.derivatives.saying import words
from converters.derivatives.text_recipe import RECIPE_NAME
from validators.sharing.record import Record
from validators.sharing.vocabulary import name_of

CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
_NO_DAY = "2000-01-01"  # where a record has none: a fixed one, so that the same record gives the same bytes

# What the book offers to people who cannot read print. No conformance is claimed: that takes a person who looks.
_ACCESS = (
    ("schema:accessMode", "textual"),
    ("schema:accessMode", "visual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityFeature", "alternativeText"),
    ("schema:accessibilityHazard", "none"),
    ("schema:accessibilitySummary", words.BOOK_ACCESS),
)


def package_document(record: Record, pages: Sequence[Page], *, recipe: str, draft: bool) -> bytes:
    """`content.opf`."""
    metadata = node("metadata", *_metadata(record, recipe, draft=draft), xmlns__dc="http://purl.org/dc/elements/1.1/")
    package = node(
        "package",
        metadata,
        node("manifest", *_manifest(pages)),
        node("spine", *(node("itemref", idref=name) for name in _order(pages))),
        xmlns="http://www.idpf.org/2007/opf",
        version="3.0",
        unique_identifier="pub-id",
        xml__lang=record.language,
        prefix="schema: http://schema.org/",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(package, encoding="unicode")}\n'.encode()


def _order(pages: Sequence[Page]) -> list[str]:
    """Cover, title page, contents, then the text."""
    first, second, *rest = (page.id for page in pages)
    return [first, second, "nav", *rest]


def _manifest(pages: Sequence[Page]) -> Iterator[ET.Element]:
    yield node("item", id="nav", href="nav.xhtml", media_type="application/xhtml+xml", properties="nav")
    yield node("item", id="style", href="style.css", media_type="text/css")
    yield node("item", id="cover-image", href="cover.png", media_type="image/png", properties="cover-image")
    for page in pages:
        yield node("item", id=page.id, href=page.name, media_type="application/xhtml+xml")


def _metadata(record: Record, recipe: str, *, draft: bool) -> Iterator[ET.Element]:
    title = f"[{words.DRAFT_BANNER}] {record.title.strip()}" if draft else record.title.strip()
    yield node("dc:identifier", record.identifier, id="pub-id")
    yield node("dc:title", title)
    yield node("dc:language", record.language)
    for name, value in _named(record):
        yield node(f"dc:{name}", value)
    yield node("meta", f"{_day(record)}T00:00:00Z", property="dcterms:modified")
    for name, value in _ACCESS:
        yield node("meta", value, property=name)
    yield node("meta", name="cover", content="cover-image")
    yield node("meta", name=RECIPE_NAME, content=recipe)


def _named(record: Record) -> Iterator[tuple[str, str]]:
    if record.creator:
        yield "creator", record.creator.name
    if record.publisher:
        yield "publisher", record.publisher.name
    if record.date_issued:
        yield "date", record.date_issued.isoformat()
    yield from (("subject", name_of("subjects", number)) for number in record.subjects)
    yield from (("subject", word) for word in record.keywords)
    if words.kind_name(record):
        yield "type", words.kind_name(record)
    if record.description:
        yield "description", record.description
    if record.rights.statement:
        yield "rights", record.rights.statement
    if record.rights.source:
        yield "source", record.rights.source
    if record.ai.generated:
        yield "description", words.AI_NOTICE


def _day(record: Record) -> str:
    """The last day that is known of the text, in place of the time of making, which would differ every time."""
    if record.approval.date:
        return record.approval.date.isoformat()
    return record.date_issued.isoformat()[:10] if record.date_issued and record.date_issued.exact else _NO_DAY
