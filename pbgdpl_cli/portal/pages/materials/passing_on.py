"""How a material is passed on: its short address, links to send it, and what other programs are told of it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from converters.records.crosswalks.json_ld import to_json_ld
from converters.records.crosswalks.meta_tags import to_meta_tags
from pbgdpl_cli.portal.pages.frame import PageRequest
from pbgdpl_cli.portal.shelf.addresses import file_path, material_path, short_address
from pbgdpl_cli.portal.shelf.titles import shown_title
from pbgdpl_cli.portal.store.catalogue import picture_of
from pbgdpl_cli.web.markup import Html, element, joined
from validators.problems import say
from validators.sharing.record import Record

_LONGEST_SUMMARY = 200  # characters


def share_links(asked: PageRequest, record: Record) -> Html:
    """The short address to copy, and ways to send it. Nothing is loaded from elsewhere before one is chosen."""
    tell = asked.language
    address = short_address(asked.base, record.identifier)
    title = shown_title(record.title)
    mail = "mailto:?" + urlencode({"subject": title, "body": f"{title}\n{address}"}).replace("+", "%20")
    facebook = "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": address})
    outside = {"rel": "noopener noreferrer nofollow", "target": "_blank"}
    return element(
        "div",
        element("label", tell(say("Address to pass on")), for_="short-address"),
        element("input", id="short-address", type="text", readonly=True, value=address, class_="address"),
        element(
            "ul",
            element("li", element("a", tell(say("By e-mail")), href=mail)),
            element("li", element("a", tell(say("On Facebook")), href=facebook, **outside)),
        ),
        class_="share",
    )


def head_of(asked: PageRequest, record: Record) -> Html:
    """What stands in the head of a material's page: Dublin Core, schema.org, and what social networks show."""
    address = asked.base + material_path(record.identifier)
    summary = (record.description or "")[:_LONGEST_SUMMARY]
    picture = picture_of(record)
    image = f"{asked.base}/covers/{picture.sha256}-whole.webp" if picture else None
    tags = {
        "og:type": "article", "og:title": shown_title(record.title), "og:url": address, "og:description": summary,
        "og:image": image, "og:site_name": asked.shelf_name, "og:locale": "vi_VN" if record.language == "vi" else None,
    }  # fmt: skip
    return joined(
        [
            Html(to_meta_tags(record)),
            element("meta", name="description", content=summary) if summary else None,
            element("link", rel="canonical", href=address),
            *(element("meta", property=name, content=value) for name, value in tags.items() if value),
            None if record.standing.is_approved else element("meta", name="robots", content="noindex"),
            _json_ld(asked, record, address),
        ]
    )


def _json_ld(asked: PageRequest, record: Record, address: str) -> Html:
    node: dict[str, Any] = {**to_json_ld(record), "url": address, "isAccessibleForFree": True}
    kinds = {"video": "VideoObject", "audio": "AudioObject", "infographic": "ImageObject"}
    media = [
        {"@type": kinds[file.role], "name": record.title, "encodingFormat": file.media_type,
         "contentUrl": asked.base + file_path(record.identifier, file.path)}
        for file in record.files
        if file.role in kinds
    ]  # fmt: skip
    if media:
        node["associatedMedia"] = media
    # Data, not a program; a "<" in it must not end the element.
    text = json.dumps(node, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return element("script", Html(text), type="application/ld+json")
