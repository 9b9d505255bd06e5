"""What every page of the bookshelf has around it; addresses are relative: a stick has another letter on every PC."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import say

HOME = "index.html"
LISTS, MATERIALS, FILES, DATA, PARTS = "danh-muc", "tai-lieu", "tep", "du-lieu", "thu-vien"
"""Folders: lists, pages of materials, their files, data for searching, style and scripts."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a page stands, and what it is written in.

    Attributes:
        tell: Says things in its language.
        up: What leads from its folder to the top: "" or "../".
    """

    tell: PageLanguage
    up: str = ""

    def link(self, *steps: str) -> str:
        """The address of something on the stick, by its folders and name."""
        return self.up + "/".join(quote(step) for step in steps)

    def page(self, title: str, *body: str | None, scripts: tuple[str, ...] = (), head: str | None = None) -> str:
        """A whole page."""
        tell = self.tell
        style = element("link", rel="stylesheet", href=self.link(PARTS, "site.css"))
        document = element(
            "html",
            element(
                "head",
                element("meta", charset="utf-8"),
                element("title", f"{title} · {tell(say('Legal bookshelf'))}"),
                element("meta", name="viewport", content="width=device-width, initial-scale=1"),
                style,
                head,
                *(element("script", src=self.link(PARTS, name), defer=True) for name in scripts),
            ),
            element(
                "body",
                element("a", tell(say("Skip to the content")), href="#content", class_="skip"),
                self._banner(),
                element("main", *body, id="content", tabindex=-1, class_="width"),
                self._footer(),
            ),
            lang=tell.language,
        )
        return f"<!doctype html>\n{document}\n"

    def _banner(self) -> Html:
        brand = element("a", self.tell(say("Legal bookshelf")), href=self.link(HOME), class_="brand")
        every = element("a", self.tell(say("All materials")), href=self.link(LISTS, "tat-ca.html"))
        return element("header", element("div", brand, element("nav", every), class_="width"), class_="banner")

    def _footer(self) -> Html:
        note = say("Material here helps people to know the law; it does not replace the legal acts themselves.")
        return element("footer", element("div", element("p", self.tell(note)), class_="width"))
