"""How search engines and browsers find their way: site map, robots.txt, and what browsers are told of our search."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from starlette.responses import Response

from converters.records.crosswalks.xml_writing import xml_text
from pbgdpl_cli.portal.pages.frame import PageRequest
from pbgdpl_cli.portal.shelf.addresses import material_path
from pbgdpl_cli.portal.shelf.answers import answer
from validators.problems import say

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST = 1_000  # addresses a file at most; the protocol takes 50,000, of which one answer would keep readers waiting
_PARTS = "SELECT DISTINCT (number - 1) / ? + 1 AS part FROM catalogue WHERE there = 1 AND state = 'shared'"
_IN_PART = (
    "SELECT identifier, changed_at FROM catalogue"
    " WHERE there = 1 AND state = 'shared' AND number BETWEEN ? AND ? ORDER BY number"
)
_LONGEST_NAME = 16  # characters OpenSearch takes as a short name


def sitemap(asked: PageRequest, number: int | None) -> Response | None:
    """The site map: one file, or an index of several; drafts are not in it. None for a part that is not there."""
    rows = asked.stores.database.rows(_PARTS, (_MOST,))
    parts = sorted({1, *(row["part"] for row in rows)})  # in the first stands the first page
    if number is None and len(parts) > 1:
        root = ET.Element("sitemapindex", {"xmlns": _SITEMAP})
        for part in parts:
            ET.SubElement(ET.SubElement(root, "sitemap"), "loc").text = f"{asked.base}/sitemap-{part}.xml"
    elif number is not None and number not in parts:
        return None
    else:
        root = _part(asked, number or 1)
    return answer(asked.http, ET.tostring(root, encoding="utf-8", xml_declaration=True), "application/xml")


def _part(asked: PageRequest, part: int) -> ET.Element:
    root = ET.Element("urlset", {"xmlns": _SITEMAP})
    if part == 1:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = f"{asked.base}/"
    rows = asked.stores.database.rows(_IN_PART, ((part - 1) * _MOST + 1, part * _MOST))
    for row in rows:
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = asked.base + material_path(row["identifier"])
        ET.SubElement(url, "lastmod").text = row["changed_at"]
    return root


def robots(asked: PageRequest) -> Response:
    """What programs that read everything are asked to leave out: narrowed lists have no end."""
    lines = ("User-agent: *", "Disallow: /*?*start=", "Disallow: /*?*thorough=", "Disallow: /*?*wide=",
             "Disallow: /feedback", "Disallow: /uploads", "",
             f"Sitemap: {asked.base}/sitemap.xml", "")  # fmt: skip
    return answer(asked.http, "\n".join(lines).encode(), "text/plain; charset=utf-8")


def open_search(asked: PageRequest) -> Response:
    """The search as browsers take it into their own box (OpenSearch 1.1)."""
    root = ET.Element("OpenSearchDescription", {"xmlns": "http://a9.com/-/spec/opensearch/1.1/"})
    name = asked.shelf_name
    for tag, text in (
        ("ShortName", name[:_LONGEST_NAME].strip()),
        ("LongName", name[: 3 * _LONGEST_NAME]),
        ("Description", asked.language(say("Search the bookshelf"))),
        ("InputEncoding", "UTF-8"),
        ("Language", asked.language.language),
    ):
        ET.SubElement(root, tag).text = xml_text(text)
    address = {"method": "get", "type": "text/html", "template": f"{asked.base}/?q={{searchTerms}}"}
    ET.SubElement(root, "Url", address)
    feed = {"type": "application/atom+xml", "template": f"{asked.base}/feed.atom?q={{searchTerms}}"}
    ET.SubElement(root, "Url", feed)
    ET.SubElement(
        root, "Image", {"width": "16", "height": "16", "type": "image/svg+xml"}
    ).text = f"{asked.base}/static/mark.svg"
    return answer(
        asked.http, ET.tostring(root, encoding="utf-8", xml_declaration=True), "application/opensearchdescription+xml"
    )
