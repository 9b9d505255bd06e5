"""Elements of a page, and the page as bytes: what is text is escaped by the serialiser and can be nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from converters.records.crosswalks.xml_writing import xml_text

Node = ET.Element | str | None

_XHTML = "http://www.w3.org/1999/xhtml"
_EPUB = "http://www.idpf.org/2007/ops"


def node(tag: str, /, *children: Node, **attributes: str | None) -> ET.Element:
    """One element.

    Args:
        tag: Its name.
        *children: Texts and elements in order; None is nothing.
        **attributes: Underscores become hyphens, two of them a colon, and one at the end is dropped (`class_`,
            `epub__type`); None is left out.
    """
    made = ET.Element(tag, {_named(name): value for name, value in attributes.items() if value is not None})
    for child in children:
        _append(made, child)
    return made


def _append(parent: ET.Element, child: Node) -> None:
    if child is None:
        return
    if isinstance(child, ET.Element):
        parent.append(child)
        return
    text = xml_text(child)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _named(name: str) -> str:
    return name.removesuffix("_").replace("__", ":").replace("_", "-")


def lines(text: str) -> list[Node]:
    """A text whose lines stay lines."""
    broken: list[Node] = []
    for number, line in enumerate(text.split("\n")):
        broken += [node("br"), line] if number else [line]
    return broken


def xhtml_page(language: str, head: Iterable[Node], body: Iterable[Node]) -> bytes:
    """A page of an EPUB."""
    page = node(
        "html",
        node("head", *head),
        node("body", *body),
        xmlns=_XHTML,
        xmlns__epub=_EPUB,
        lang=language,
        xml__lang=language,
    )
    text = ET.tostring(page, encoding="unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{_closed(text)}\n'.encode()


def html_page(language: str, head: Iterable[Node], body: Iterable[Node]) -> str:
    """A page of the web."""
    page = node("html", node("head", *head), node("body", *body), lang=language)
    return f"<!DOCTYPE html>\n{ET.tostring(page, encoding='unicode', method='html')}\n"


def _closed(text: str) -> str:
    """Empty elements that browsers read as open when they are written short ("<td />") written out."""
    for tag in ("td", "th", "p", "span", "div", "a", "li", "title"):
        text = text.replace(f"<{tag} />", f"<{tag}></{tag}>")
    return text
