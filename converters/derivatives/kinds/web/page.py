"""The page itself: what stands on it, in which order."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.drawing.palette import Palette
from converters.derivatives.drawing.theme import Theme
from converters.derivatives.fulltext.body import Chapter, account_of, chapters
from converters.derivatives.fulltext.notes import Notes, note_id, note_text
from converters.derivatives.fulltext.tree import Node, html_page, node
from converters.derivatives.kinds.web.linked_data import linked_data
from converters.derivatives.kinds.web.style import style_sheet
from converters.derivatives.kinds.web.web import KIND
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import KeyPoint, NothingToShow, nothing_to_show
from converters.derivatives.saying.planned import points_to_show
from converters.derivatives.text_recipe import RECIPE_NAME
from validators.packages.durable import write_text
from validators.sharing.record import Record

_DEEPEST_LISTED = 3
# Nothing is fetched, whatever the text says.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def written(record: Record, target: Path, options: DeriveOptions, recipe: str) -> Derived:
    """Write the page of a record.

    Args:
        record: The material.
        target: The HTML file; it is replaced as a whole.
        options: Whether it is a draft, and a plan for the key points.
        recipe: By which it is made.

    Raises:
        NothingToShow: The record holds no text.
        WrongPlan: The plan does not fit.
        OSError: The file cannot be written.
    """
    account = account_of(record)
    if not account.shown:
        raise nothing_to_show(account)
    page = _Page(record, options.draft, _key_points(record, options), options.palette(record), options.theme or Theme())
    write_text(target, html_page(record.language, page.head(recipe), page.body()))
    return Derived(KIND.name, target, draft=options.draft, account=account)


def _key_points(record: Record, options: DeriveOptions) -> tuple[KeyPoint, ...]:
    """The points shown above the text; none where no passage names its provision: the text itself is there."""
    try:
        return points_to_show(record, options.plan, draft=options.draft).points
    except NothingToShow:
        return ()


@dataclass(frozen=True, slots=True)
class _Page:
    record: Record
    draft: bool
    points: Sequence[KeyPoint]
    palette: Palette
    theme: Theme

    def head(self, recipe: str) -> list[Node]:
        record = self.record
        title = record.title.strip()
        described = record.description or f"{title}. {' · '.join(self._imprint())}"
        return [
            node("meta", charset="utf-8"),
            node("meta", name=RECIPE_NAME, content=recipe),
            node("meta", name="viewport", content="width=device-width, initial-scale=1"),
            node("meta", http_equiv="Content-Security-Policy", content=_POLICY),
            node("meta", name="description", content=described),
            node("meta", name="robots", content="noindex") if self.draft else None,
            node("title", f"[{words.DRAFT_BANNER}] {title}" if self.draft else title),
            node("style", style_sheet(self.palette)),
            node("script", linked_data(record, draft=self.draft), type="application/ld+json"),
        ]

    def body(self) -> list[Node]:
        notes = Notes(self.record)
        text = chapters(self.record, notes, first_level=3, scrolls=True)
        return [
            node("a", words.TO_THE_TEXT, href="#noi-dung", class_="bo-qua"),
            node("header", self._banner(), node("div", *self._title(), class_="dau")),
            node("main", self._contents(text), *self._points(), *self._text(text), *self._basis(), id="noi-dung"),
            node("footer", *self._foot(), class_="cuoi"),
        ]

    def _banner(self) -> Node:
        return node("p", words.DRAFT_BANNER, class_="nhap") if self.draft else None

    def _title(self) -> list[Node]:
        notice = [node("p", words.AI_NOTICE)] if self.record.ai.generated else []
        return [
            self._office(),
            node("p", words.subject_name(self.record)),
            node("h1", self.record.title.strip()),
            *(node("p", line) for line in self._imprint()),
            *notice,
        ]

    def _office(self) -> Node:
        """Logo and name of the office, where a theme has them."""
        inside = f"data:image/png;base64,{base64.b64encode(self.theme.logo).decode('ascii')}"
        logo = node("img", src=inside, alt=words.LOGO) if self.theme.logo else None
        named = node("span", self.theme.organ) if self.theme.organ else None
        return node("p", logo, named, class_="co-quan") if logo is not None or named is not None else None

    def _imprint(self) -> list[str]:
        issuer = words.issuer(self.record)
        return [
            line for line in (f"{issuer[0]}: {issuer[1]}" if issuer else "", words.issued_line(self.record)) if line
        ]

    def _contents(self, text: Sequence[Chapter]) -> Node:
        entries = [entry for chapter in text for entry in chapter.entries if entry.depth <= _DEEPEST_LISTED]
        if len(entries) < 2:
            return None
        items = [
            node("li", node("a", entry.text, href=f"#{entry.id}"), class_=f"muc-{entry.depth}") for entry in entries
        ]
        inside = node("nav", node("ol", *items), aria_label=words.CONTENTS)
        return node("details", node("summary", words.CONTENTS), inside)

    def _points(self) -> Iterator[Node]:
        if not self.points:
            return
        yield node("h2", words.KEY_POINTS)
        shared = set.intersection(*(set(point.pinned_texts) for point in self.points))
        pinned = [text for text in self.points[0].pinned_texts if text in shared]
        if pinned:
            told = [node("p", text) for text in pinned]
            yield node("div", node("p", node("strong", words.READ_ALONG)), *told, class_="chung")
        yield node("ol", *(self._card(point, shared) for point in self.points), class_="diem-chinh")

    def _card(self, point: KeyPoint, shared: set[str]) -> Node:
        own = [text for text in point.pinned_texts if text not in shared]
        return node(
            "li",
            node("p", point.heading, class_="tieu-de") if point.heading else None,
            node("p", point.figure, class_="so") if point.figure else None,
            node("p", point.text),
            *(node("p", text, class_="can-cu") for text in own),
            node("p", f"{words.SOURCE}: {point.citation}", class_="can-cu"),
        )

    def _text(self, text: Sequence[Chapter]) -> Iterator[Node]:
        yield node("h2", words.WHOLE_TEXT)
        for chapter in text:
            yield from chapter.nodes

    def _basis(self) -> Iterator[Node]:
        if self.record.legal_basis:
            cited = enumerate(self.record.legal_basis)
            items = [node("li", note_text(citation), id=note_id(place)) for place, citation in cited]
            yield node("h2", words.LEGAL_BASIS)
            yield node("ol", *items, class_="ghi-chu")

    def _foot(self) -> Iterator[Node]:
        rights = self.record.rights
        yield node("p", f"{words.IDENTIFIER}: {self.record.identifier}")
        yield from (node("p", line) for line in (rights.statement, rights.source) if line)
