"""The page of one material: what it is, what it rests on, its picture, film and text, and its files."""

from __future__ import annotations

from starlette.responses import Response

from pbgdpl_cli.portal.pages.covers import whole_size
from pbgdpl_cli.portal.pages.frame import PageRequest, notice_page, page
from pbgdpl_cli.portal.pages.lists.cards import card, cover, draft_badge
from pbgdpl_cli.portal.pages.materials.law_changes import known_today, law_changes
from pbgdpl_cli.portal.pages.materials.legal_basis import legal_basis
from pbgdpl_cli.portal.pages.materials.passing_on import head_of, share_links
from pbgdpl_cli.portal.pages.materials.players import players
from pbgdpl_cli.portal.shelf.addresses import file_path, material_path, short_address
from pbgdpl_cli.portal.shelf.titles import shown_title
from pbgdpl_cli.portal.store.catalogue import card_of, picture_of
from pbgdpl_cli.portal.store.record_store import StoredRecord
from pbgdpl_cli.search.entry import facets_of
from pbgdpl_cli.web.content import rendered
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.standing_notice import notice
from validators.problems import Message, say
from validators.sharing.record import FileEntry, Record

_LONG_TITLE = 110


def material_page(asked: PageRequest, stored: StoredRecord) -> Response:
    """The page of a record, its acts in force or not as the office's register knows them today."""
    record = known_today(asked, stored.record)
    return page(
        asked,
        shown_title(record.title),
        element(
            "article",
            _way_here(asked, record),
            _draft_notice(asked, record),
            element("div", _heading(asked, record), _front(asked, record), class_="opening"),
            _section(asked, "watch", say("Watch and listen"), players(asked, record)),
            _section(asked, "changed", say("What changed in the law since"), law_changes(asked, record)),
            _section(asked, "text", say("Content"), _text(asked, record)),
            _section(asked, "basis", say("Legal basis"), legal_basis(asked, record.legal_basis)),
            _section(asked, "files", say("Download"), _files(asked, stored)),
            _section(asked, "share", say("Pass it on"), share_links(asked, record)),
            _section(asked, "related", say("See also"), _related(asked, record)),
            _printed_foot(asked, record),
            class_="width material",
        ),
        head=head_of(asked, record),
    )


def withdrawn_page(asked: PageRequest) -> Response:
    """What is left of a withdrawn material."""
    tell = asked.language
    return notice_page(
        asked,
        tell(say("Withdrawn")),
        element("h1", tell(say("This material was withdrawn"))),
        element("p", tell(say("Its publisher removed it from the bookshelf."))),
        status=410,
    )


def _way_here(asked: PageRequest, record: Record) -> Html:
    """The first collection the material belongs to, to go back to."""
    facets = facets_of(record)
    found = next((one for one in asked.shelf.collections if one.holds(facets)), None)
    tell = asked.language
    links = [element("a", tell(say("Home")), href="/")]
    if found:
        links.append(element("a", found.name(tell.language), href=f"/?in={found.identifier}"))
    listed = element("ol", *(element("li", link) for link in links))
    return element("nav", listed, class_="way", aria_label=tell(say("Where you are")))


def _draft_notice(asked: PageRequest, record: Record) -> Html | None:
    text = notice(record)
    if text is None:
        return None
    badge = draft_badge(asked, record.standing.value)
    return element("p", badge, " ", asked.language(text), class_="draft-notice", role="note")


def _section(asked: PageRequest, name: str, heading: Message, inside: Html | None) -> Html | None:
    if inside is None:
        return None
    titled = element("h2", asked.language(heading), id=name)
    return element("section", titled, inside, aria_labelledby=name, class_=name)


def _front(asked: PageRequest, record: Record) -> Html:
    picture = picture_of(record)
    if picture is None:
        return element("div", cover(asked, card_of(record)), class_="front")
    described = record.accessibility.alt_texts.get(picture.path)
    alt = described or asked.language(say("Infographic: {title}", title=shown_title(record.title)))
    original = file_path(record.identifier, picture.path)
    size = whole_size(asked.stores, picture.sha256)
    source = f"/covers/{picture.sha256}-whole.webp" if size else original
    width, height = size or (None, None)
    image = element("img", src=source, alt=alt, width=width, height=height, class_="cover whole")
    return element("div", element("a", image, href=original), class_="front")


def _heading(asked: PageRequest, record: Record) -> Html:
    tell = asked.language
    rows = [(name, value) for name, value in _facts(asked, record) if value]
    return element(
        "div",
        element("p", tell.term("kinds", record.kind), class_="kind"),
        element("h1", shown_title(record.title), class_="long" if len(record.title) > _LONG_TITLE else None),
        element("p", record.description, class_="description") if record.description else None,
        element(
            "dl",
            *(element("div", element("dt", tell(name)), element("dd", value)) for name, value in rows),
        ),
        _actions(asked, record),
        class_="facts",
    )


def _actions(asked: PageRequest, record: Record) -> Html:
    ways = [
        (say("Reading mode"), f"{material_path(record.identifier)}/read") if record.content else None,
        (say("Download"), "#files"),
        (say("Report an error"), f"/feedback?about={record.identifier}"),
    ]
    links = (element("a", asked.language(way[0]), href=way[1], class_="button quiet") for way in ways if way)
    return element("p", *links, class_="actions")


def _facts(asked: PageRequest, record: Record) -> list[tuple[Message, str | None]]:
    subjects = "; ".join(asked.language.term("subjects", number) for number in record.subjects)
    origin = asked.stores.origins.of(record.identifier)
    return [
        (say("Issued by"), record.publisher.name if record.publisher else None),
        (say("Drafted by"), record.creator.name if record.creator else None),
        (say("Number"), record.number),
        (say("Date"), asked.language.date(record.date_issued) if record.date_issued else None),
        (say("Place"), record.place.name if record.place else None),
        (say("Subject"), subjects or None),
        (say("Signed by"), record.signer.name if record.signer else None),
        (say("Rights"), record.rights.statement),
        (say("Taken from"), origin.address if origin else None),
    ]


def _text(asked: PageRequest, record: Record) -> Html | None:
    if not record.content:
        return None
    return element("div", rendered(record.content, asked.language), class_="reading", lang=record.language)


def _related(asked: PageRequest, record: Record) -> Html | None:
    found = asked.stores.catalogue.related(record.identifier)
    return element("ul", *(element("li", card(asked, one)) for one in found), class_="shelf") if found else None


def _printed_foot(asked: PageRequest, record: Record) -> Html:
    """What a printed page says of where it came from."""
    address = short_address(asked.base, record.identifier)
    return element("p", f"{asked.shelf_name} · {address}", class_="printed")


_DOWNLOADS = (
    "access", "source", "ebook", "web-page", "infographic", "video", "captions", "audio", "transcript", "slides",
    "quiz", "social", "content", "ocr",
)  # fmt: skip


def _files(asked: PageRequest, stored: StoredRecord) -> Html:
    record = stored.record
    chosen = sorted(
        (file for file in record.files if file.role in _DOWNLOADS), key=lambda file: _DOWNLOADS.index(file.role)
    )
    items = [_download(asked, file_path(record.identifier, file.path), *_named(asked, file)) for file in chosen]
    size = len(stored.body.encode())
    label = asked.language(say("Record (JSON)"))
    items.append(_download(asked, f"/records/{record.identifier}", label, "record.json", size))
    return element("ul", *items, class_="downloads")


def _named(asked: PageRequest, file: FileEntry) -> tuple[str, str, int]:
    return asked.language.term("file-roles", file.role), file.path.rpartition("/")[2], file.bytes


def _download(asked: PageRequest, address: str, label: str, name: str, size: int) -> Html:
    return element(
        "li",
        element(
            "a",
            element("strong", label),
            element("span", name, class_="name"),
            element("span", asked.language.size(size), class_="size"),
            href=address,
            download=name,
        ),
    )
