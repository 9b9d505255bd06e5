"""A record as an article for portals that know pages, not records."""

from __future__ import annotations

from collections.abc import Mapping

from pbgdpl_cli.web.cited_names import act_name
from pbgdpl_cli.web.content import rendered
from pbgdpl_cli.web.markup import Html, element, joined
from pbgdpl_cli.web.page_language import PageLanguage
from pbgdpl_cli.web.standing_notice import badge, notice
from validators.problems import say
from validators.sharing.record import Record


def article(record: Record, addresses: Mapping[str, str]) -> str:
    """HTML for the article.

    Args:
        record: The record.
        addresses: Addresses of its files on the site, by their path in the package.
    """
    tell = PageLanguage(record.language if record.language in ("vi", "en") else "vi")
    acts = list(dict.fromkeys(act_name(citation.act) or citation.text for citation in record.legal_basis))
    parts = [
        _draft(record, tell),
        *_media(record, addresses),
        element("h2", tell(say("Legal basis"))) if acts else None,
        element("ul", *(element("li", act) for act in acts)) if acts else None,
        rendered(record.content, tell),
        _downloads(record, addresses, tell),
    ]
    return joined(parts)


def _draft(record: Record, tell: PageLanguage) -> Html | None:
    mark, text = badge(record), notice(record)
    return element("p", element("strong", tell(mark)), ". ", tell(text)) if mark and text else None


def _media(record: Record, addresses: Mapping[str, str]) -> list[Html]:
    shown = []
    for file in record.files:
        address = addresses.get(file.path)
        if address and file.role == "infographic":
            shown.append(element("img", src=address, alt=record.accessibility.alt_texts.get(file.path, record.title)))
        if address and file.role == "video":
            shown.append(element("video", src=address, controls=True, preload="metadata"))
    return shown


def _downloads(record: Record, addresses: Mapping[str, str], tell: PageLanguage) -> Html | None:
    links = [
        element("li", element("a", tell.term("file-roles", file.role), href=addresses[file.path]))
        for file in record.files
        if file.path in addresses
    ]
    if not links:
        return None
    return joined([element("h2", tell(say("Download"))), element("ul", *links)])
