"""Which elements of a web page stand around its text: menus, feet, boxes beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from converters.reading.document import BlockKind

_FURNITURE = {"nav": BlockKind.HEADER, "menu": BlockKind.HEADER, "footer": BlockKind.FOOTER}
_AROUND = {"header": BlockKind.HEADER, "aside": BlockKind.FOOTER}  # of a page that says where its text stands
_ROLES = {
    "navigation": BlockKind.HEADER, "banner": BlockKind.HEADER, "search": BlockKind.HEADER,
    "contentinfo": BlockKind.FOOTER, "dialog": BlockKind.FOOTER, "alertdialog": BlockKind.FOOTER,
}  # fmt: skip
_TEXT = {"article", "main", "h1", "h2", "h3", "table"}  # what stands in one is text, whatever it is called
_BOXES = {"div", "ul", "ol", "section", "aside", "p", "span", "form", "header"}
_OF_TABLES = {"table", "tr", "td"}  # a table may set the page, and a cell of it be its menu or foot
_NAMES = re.compile(r"[a-z]{2,30}")
_NAMED = (
    ({"breadcrumb", "breadcrumbs", "menu", "navbar", "nav", "navigation", "topbar", "masthead", "toolbar", "skip",
      "sidebar"},
     BlockKind.HEADER),
    ({"footer", "copyright", "cookie", "cookies", "consent", "gdpr", "share", "social", "pagination", "comments",
      "related"},
     BlockKind.FOOTER),
)  # fmt: skip
_ANYWHERE = {"share", "social", "pagination", "comments", "related"}  # no text even inside an article


@dataclass(frozen=True, slots=True)
class Trust:
    """What of a page may be believed.

    Attributes:
        names: What its author called elements.
        says_text: It says where its text stands, so that `header` and `aside` are beside it.
    """

    names: bool
    says_text: bool


def furniture_of(tag: str, given: Mapping[str, str], around: AbstractSet[str], trust: Trust) -> BlockKind | None:
    """What an element is that stands around the text, by its name, its role, or what the author called it.

    Args:
        tag: Of the element.
        given: Its attributes.
        around: Tags of the elements it stands in.
        trust: What of the page may be believed.

    Returns:
        `HEADER`, `FOOTER`, or None for text.
    """
    inside = not around.isdisjoint(_TEXT)
    if tag in _FURNITURE and not (inside and tag == "footer"):
        return _FURNITURE[tag]
    if tag in _AROUND and trust.says_text and not inside:
        return _AROUND[tag]
    role = given.get("role", "").lower()
    if role in _ROLES:
        return _ROLES[role]
    if tag not in _BOXES | _OF_TABLES or not trust.names:
        return None
    names = set(_NAMES.findall(f"{given.get('class', '')} {given.get('id', '')}".lower()))
    in_text = not around.isdisjoint(_TEXT - _OF_TABLES)
    if in_text if tag in _OF_TABLES else inside:
        return BlockKind.FOOTER if names & _ANYWHERE else None
    return next((kind for words, kind in _NAMED if names & words), None)
