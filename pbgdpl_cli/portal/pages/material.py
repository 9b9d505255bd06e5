"""The page of one material: what it is, what it rests on, its picture, film and text, and its files."""

from __future__ import annotations

from starlette.responses import HTMLResponse

from converters.records.crosswalks.meta_tags import to_meta_tags
from pbgdpl_cli.portal.pages.cards import cover, draft_badge, file_address, picture_of
from pbgdpl_cli.portal.pages.frame import PageRequest, page
from pbgdpl_cli.portal.pages.legal_basis import legal_basis
from pbgdpl_cli.portal.store.record_store import StoredRecord
from pbgdpl_cli.web.content import rendered
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.standing_notice import notice
from validators.problems import Message, say
from validators.sharing.record import FileEntry, Record

_LONG_TITLE = 110


def material_page(asked: PageRequest, stored: StoredRecord) -> HTMLResponse:
    """The page of a record."""
    record = stored.record
    return page(
        asked,
        record.title,
        element(
            "article",
            _draft_notice(asked, record),
            element("div", _front(asked, record), _heading(asked, record), class_="opening"),
            element(
                "div",
                _section(asked, "watch", say("Watch and listen"), _media(asked, record)),
                _section(asked, "basis", say("Legal basis"), legal_basis(asked, record.legal_basis)),
                class_="pair",
            ),
            _section(asked, "text", say("Content"), _text(asked, record)),
            _section(asked, "files", say("Download"), _files(asked, stored)),
            class_="width material",
        ),
        head=Html(to_meta_tags(record)),
    )


def withdrawn_page(asked: PageRequest) -> HTMLResponse:
    """What is left of a withdrawn material."""
    tell = asked.language
    return page(
        asked,
        tell(say("Withdrawn")),
        element(
            "div",
            element("h1", tell(say("This material was withdrawn"))),
            element("p", tell(say("Its publisher removed it from the bookshelf."))),
            element("p", element("a", tell(say("Back to the bookshelf")), href="/", class_="button")),
            class_="width notice",
        ),
        status=410,
    )


def _draft_notice(asked: PageRequest, record: Record) -> Html | None:
    text = notice(record)
    if text is None:
        return None
    return element("p", draft_badge(asked, record), " ", asked.language(text), class_="draft-notice", role="note")


def _section(asked: PageRequest, name: str, heading: Message, inside: Html | None) -> Html | None:
    if inside is None:
        return None
    titled = element("h2", asked.language(heading), id=name)
    return element("section", titled, inside, aria_labelledby=name, class_=name)


def _front(asked: PageRequest, record: Record) -> Html:
    picture = picture_of(record)
    if picture is None:
        return element("div", cover(asked, record), class_="front")
    described = record.accessibility.alt_texts.get(picture.path)
    alt = described or asked.language(say("Infographic: {title}", title=record.title))
    image = element("img", src=file_address(record, picture), alt=alt, class_="cover")
    return element("div", element("a", image, href=file_address(record, picture)), class_="front")


def _heading(asked: PageRequest, record: Record) -> Html:
    rows = [(name, value) for name, value in _facts(asked, record) if value]
    return element(
        "div",
        element("p", asked.language.term("kinds", record.kind), class_="kind"),
        element("h1", record.title, class_="long" if len(record.title) > _LONG_TITLE else None),
        element("p", record.description, class_="description") if record.description else None,
        element(
            "dl",
            *(element("div", element("dt", asked.language(name)), element("dd", value)) for name, value in rows),
        ),
        class_="facts",
    )


def _facts(asked: PageRequest, record: Record) -> list[tuple[Message, str | None]]:
    subjects = "; ".join(asked.language.term("subjects", number) for number in record.subjects)
    return [
        (say("Issued by"), record.publisher.name if record.publisher else None),
        (say("Drafted by"), record.creator.name if record.creator else None),
        (say("Number"), record.number),
        (say("Date"), asked.language.date(record.date_issued) if record.date_issued else None),
        (say("Place"), record.place.name if record.place else None),
        (say("Subject"), subjects or None),
        (say("Signed by"), record.signer.name if record.signer else None),
        (say("Rights"), record.rights.statement),
    ]


def _media(asked: PageRequest, record: Record) -> Html | None:
    videos = [_video(asked, record, file) for file in record.files if file.role == "video"]
    sounds = [
        element("audio", src=file_address(record, file), controls=True, preload="none")
        for file in record.files
        if file.role == "audio"
    ]
    return element("div", *videos, *sounds, class_="media") if videos or sounds else None


def _video(asked: PageRequest, record: Record, file: FileEntry) -> Html:
    tracks = [
        element(
            "track", kind="captions", src=file_address(record, captions), srclang=record.language,
            label=asked.language(say("Captions")), default=True,
        )
        for captions in record.files
        if captions.role == "captions" and captions.path.endswith(".vtt")
    ]  # fmt: skip
    source = element("source", src=file_address(record, file), type=file.media_type)
    return element(
        "video", source, *tracks, controls=True, preload="metadata", playsinline=True,
        aria_label=asked.language(say("Video: {title}", title=record.title)),
    )  # fmt: skip


def _text(asked: PageRequest, record: Record) -> Html | None:
    if not record.content:
        return None
    return element("div", rendered(record.content, asked.language), class_="reading", lang=record.language)


_DOWNLOADS = (
    "access", "source", "ebook", "web-page", "infographic", "video", "captions", "audio", "transcript", "slides",
    "quiz", "social", "content", "ocr",
)  # fmt: skip


def _files(asked: PageRequest, stored: StoredRecord) -> Html:
    record = stored.record
    chosen = sorted(
        (file for file in record.files if file.role in _DOWNLOADS), key=lambda file: _DOWNLOADS.index(file.role)
    )
    items = [
        _download(
            asked,
            file_address(record, file),
            asked.language.term("file-roles", file.role),
            file.path.rpartition("/")[2],
            file.bytes,
        )
        for file in chosen
    ]
    size = len(stored.body.encode())
    items.append(
        _download(asked, f"/records/{record.identifier}", asked.language(say("Record (JSON)")), "record.json", size)
    )
    return element("ul", *items, class_="downloads")


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
