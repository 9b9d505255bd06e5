"""What is new on the shelf, as Atom (RFC 4287) and RSS 2.0: all of it, of a collection, or of a search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from starlette.responses import Response

from converters.records.crosswalks.xml_writing import xml_text
from pbgdpl_cli.portal.pages.frame import PageRequest
from pbgdpl_cli.portal.pages.lists.asking import Asked, asked_of
from pbgdpl_cli.portal.shelf.addresses import material_path
from pbgdpl_cli.portal.shelf.answers import answer
from pbgdpl_cli.portal.shelf.titles import shown_title
from pbgdpl_cli.portal.store.catalogue import SearchQuery, Shelved
from validators.problems import say

_MOST = 40
_ATOM = "http://www.w3.org/2005/Atom"
_BEGINNING = "2000-01-01T00:00:00+00:00"  # of a shelf where nothing is yet


def feed(asked: PageRequest, form: str) -> Response:
    """A feed; drafts are not in it, for what a feed reader took it keeps.

    Args:
        asked: Its query narrows the feed as it narrows a list.
        form: "atom" or "rss".
    """
    question = asked_of(asked.http.query_params, asked.shelf)
    wanted = replace(question.query.wanted, counted=False)
    items = list(asked.stores.catalogue.search(SearchQuery(wanted, 0, _MOST, "newest", shared=True)).items)
    make: Callable[[PageRequest, str, list[Shelved]], ET.Element] = _atom if form == "atom" else _rss
    body = ET.tostring(make(asked, _title(asked, question), items), encoding="utf-8", xml_declaration=True)
    return answer(asked.http, body, f"application/{form}+xml; charset=utf-8")


def _title(asked: PageRequest, question: Asked) -> str:
    name = asked.shelf_name
    part = question.words or (question.collection.name(asked.language.language) if question.collection else "")
    return f"{part} · {name}" if part else f"{asked.language(say('New on the bookshelf'))} · {name}"


def _atom(asked: PageRequest, title: str, items: list[Shelved]) -> ET.Element:
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": asked.language.language})
    here = asked.base + asked.here()
    _add(root, "id", here)
    _add(root, "title", title)
    _add(root, "updated", items[0].changed_at if items else _BEGINNING)
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": here})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": asked.base + "/"})
    _add(ET.SubElement(root, "author"), "name", asked.shelf.office or asked.shelf_name)
    for item in items:
        entry = ET.SubElement(root, "entry")
        _add(
            entry,
            "id",
            item.card.identifier if ":" in item.card.identifier else f"{asked.base}/#{item.card.identifier}",
        )
        _add(entry, "title", shown_title(item.card.title))
        _add(entry, "published", item.received_at)
        _add(entry, "updated", item.changed_at)
        ET.SubElement(entry, "link", {"href": asked.base + material_path(item.card.identifier)})
        ET.SubElement(
            entry, "category", {"term": item.card.kind, "label": asked.language.term("kinds", item.card.kind)}
        )
        _add(entry, "summary", item.card.description or asked.language.term("kinds", item.card.kind))
    return root


def _rss(asked: PageRequest, title: str, items: list[Shelved]) -> ET.Element:
    root = ET.Element("rss", {"version": "2.0", "xmlns:atom": _ATOM})
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", title)
    _add(channel, "link", asked.base + "/")
    _add(channel, "description", asked.shelf.tagline or asked.language(say("Legal education for everyone")))
    _add(channel, "language", asked.language.language)
    here = {"rel": "self", "type": "application/rss+xml", "href": asked.base + asked.here()}
    ET.SubElement(channel, "atom:link", here)
    for item in items:
        entry = ET.SubElement(channel, "item")
        _add(entry, "title", shown_title(item.card.title))
        _add(entry, "link", asked.base + material_path(item.card.identifier))
        _add(entry, "guid", item.card.identifier).set("isPermaLink", "false")
        _add(entry, "pubDate", format_datetime(dt.datetime.fromisoformat(item.received_at)))
        _add(entry, "category", asked.language.term("kinds", item.card.kind))
        if item.card.description:
            _add(entry, "description", item.card.description)
    return root


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = xml_text(text)
    return child
