"""The pages of the e-book: cover, title page, chapters with their notes, legal basis, and the table of contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from converters.derivatives.fulltext.body import Chapter, Entry, chapters
from converters.derivatives.fulltext.notes import Notes, all_notes, note_id, note_text
from converters.derivatives.fulltext.tree import Node, node, xhtml_page
from converters.derivatives.saying import words
from validators.sharing.record import Record

STYLE = """\
body { font-family: serif; line-height: 1.5; margin: 0 4%; }
h1, h2, h3, h4, h5, h6 { font-family: sans-serif; line-height: 1.25; break-after: avoid; text-align: start; }
h1 { font-size: 1.5em; } h2 { font-size: 1.3em; } h3 { font-size: 1.15em; } h4, h5, h6 { font-size: 1em; }
p { margin: 0.5em 0; }
ul.in-dau { list-style: none; padding: 0; margin: 0.5em 0; } ul.in-dau li { margin: 0.3em 0 0.3em 1em; }
table { border-collapse: collapse; width: 100%; margin: 0.8em 0; font-size: 0.9em; }
th, td { border: 1px solid; padding: 0.3em 0.4em; vertical-align: top; text-align: start; }
caption { font-weight: bold; text-align: start; }
figure { margin: 0.8em 0; border: 1px solid; padding: 0.5em; }
.khoan, .diem { margin-inline-start: 1em; } .tra-loi { margin: 0 0 1em 0; }
.nhap { border: 3px solid; padding: 0.4em; font-family: sans-serif; font-weight: bold; text-align: center; }
.ghi-chu { border-top: 1px solid; margin-top: 2em; font-size: 0.9em; }
nav ol { list-style: none; padding-inline-start: 1em; }
.bia { margin: 0; text-align: center; } .bia img { max-width: 100%; height: auto; }
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the book: its file's name, what the contents call it, and the headings on it."""

    name: str
    title: str
    content: bytes
    entries: tuple[Entry, ...] = ()

    @property
    def id(self) -> str:
        """How the manifest names it."""
        return self.name.partition(".")[0]


def pages(record: Record, *, draft: bool, cover_alt: str) -> tuple[Page, ...]:
    """The pages in reading order, without the table of contents."""
    book = _Book(record, draft)
    notes = Notes(record, for_book=True)
    texts = [book.chapter(number, chapter) for number, chapter in enumerate(chapters(record, notes, first_level=1), 1)]
    basis = [book.basis()] if record.legal_basis else []
    return (book.cover(cover_alt), book.title_page(), *texts, *basis)


def contents(record: Record, all_pages: Sequence[Page], *, draft: bool) -> bytes:
    """The navigation document: every heading down to the third, and the landmarks."""
    book = _Book(record, draft)
    items = [item for page in all_pages[1:] for item in _listed(page)]
    places = (("cover", all_pages[0].name, words.COVER), ("toc", "nav.xhtml", words.CONTENTS))
    marks = [node("li", node("a", text, epub__type=kind, href=href)) for kind, href, text in places]
    body = next((page for page in all_pages[2:] if page.name.startswith("chuong")), all_pages[1])
    marks.append(node("li", node("a", words.WHOLE_TEXT, epub__type="bodymatter", href=body.name)))
    toc = node("nav", node("h1", words.CONTENTS), node("ol", *items), epub__type="toc", role="doc-toc")
    landmarks = node("nav", node("h2", "Vị trí"), node("ol", *marks), epub__type="landmarks", hidden="hidden")
    return book.page(words.CONTENTS, [toc, landmarks])


_DEEPEST_LISTED = 3


def _listed(page: Page) -> Iterator[ET.Element]:
    """The entry of a page with its headings inside, each in the one it stands under."""
    shown = [entry for entry in page.entries if entry.depth <= _DEEPEST_LISTED]
    if not shown:
        yield node("li", node("a", page.title, href=page.name))
        return
    above: list[tuple[int, ET.Element]] = []
    for entry in shown:
        item = node("li", node("a", entry.text, href=f"{page.name}#{entry.id}"))
        while above and above[-1][0] >= entry.depth:
            above.pop()
        if above:
            _sublist(above[-1][1]).append(item)
        else:
            yield item
        above.append((entry.depth, item))


def _sublist(item: ET.Element) -> ET.Element:
    if len(item) > 1:
        return item[1]
    return ET.SubElement(item, "ol")


@dataclass(frozen=True, slots=True)
class _Book:
    record: Record
    draft: bool

    def page(self, title: str, body: Sequence[Node], *, kind: str | None = None) -> bytes:
        banner = node("p", words.DRAFT_BANNER, class_="nhap") if self.draft else None
        head = [node("title", title), node("link", rel="stylesheet", type="text/css", href="style.css")]
        inside = node("section", banner, *body, epub__type=kind) if kind else node("div", banner, *body)
        return xhtml_page(self.record.language, head, [inside])

    def cover(self, alt: str) -> Page:
        picture = node("div", node("img", src="cover.png", alt=alt), class_="bia")
        return Page("cover.xhtml", words.COVER, self.page(words.COVER, [picture], kind="cover"))

    def title_page(self) -> Page:
        record = self.record
        issuer = words.issuer(record)
        lines = [f"{issuer[0]}: {issuer[1]}" if issuer else "", words.issued_line(record), record.number or ""]
        lines += [f"{words.IDENTIFIER}: {record.identifier}", record.rights.statement or "", record.description or ""]
        lines += [words.AI_NOTICE] if record.ai.generated else []
        body = [node("h1", record.title.strip()), *(node("p", line) for line in lines if line)]
        title = record.title.strip()
        return Page("titlepage.xhtml", title, self.page(title, body, kind="titlepage"))

    def chapter(self, number: int, chapter: Chapter) -> Page:
        title = chapter.entries[0].text if chapter.entries else words.WHOLE_TEXT
        notes = [self._note(place) for place in chapter.notes]
        below = [node("div", *notes, class_="ghi-chu")] if notes else []
        content = self.page(title, [*chapter.nodes, *below], kind="chapter")
        return Page(f"chuong-{number}.xhtml", title, content, tuple(chapter.entries))

    def _note(self, place: int) -> Node:
        text = note_text(self.record.legal_basis[place])
        return node("aside", node("p", text), id=note_id(place), epub__type="footnote", role="doc-footnote")

    def basis(self) -> Page:
        items = [node("li", text) for _, text in all_notes(self.record)]
        body = [node("h1", words.LEGAL_BASIS), node("ol", *items)]
        return Page("can-cu.xhtml", words.LEGAL_BASIS, self.page(words.LEGAL_BASIS, body, kind="appendix"))
