"""A material in a list: its infographic as a cover, or a cover made of its title."""

from __future__ import annotations

from urllib.parse import quote

from pbgdpl_cli.portal.pages.found_words import marked
from pbgdpl_cli.portal.pages.frame import PageRequest
from pbgdpl_cli.portal.store.record_store import StoredRecord
from pbgdpl_cli.search.excerpts import excerpt
from pbgdpl_cli.search.finding import Stretch
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.standing_notice import badge
from validators.problems import say
from validators.sharing.record import FileEntry, Record

# Colour families of covers without a picture, by kind; the style sheet names them cover-1 … cover-6.
_COLOURS = {
    "to-gap": 1, "to-roi": 1, "ap-phich": 2, "de-cuong": 3, "bai-giang": 4, "hoi-dap": 5, "tinh-huong": 6,
    "tieu-pham": 6, "cau-chuyen": 6, "sach": 3, "van-ban-hanh-chinh": 4, "van-ban-quy-pham": 2,
}  # fmt: skip


def material_address(record: Record) -> str:
    """The page of a record."""
    return f"/materials/{quote(record.identifier, safe=':')}"


def file_address(record: Record, file: FileEntry) -> str:
    """A file of a record, for a browser."""
    return f"/files/{quote(record.identifier, safe=':')}/{quote(file.path)}"


def card(asked: PageRequest, stored: StoredRecord, sought: tuple[Stretch, ...]) -> Html:
    """One material of the list, the sought words marked."""
    record = stored.record
    tell = asked.language
    return element(
        "article",
        element("div", cover(asked, record), draft_badge(asked, record), class_="cover-frame"),
        element("p", tell.term("kinds", record.kind), class_="kind"),
        element("h3", element("a", marked(record.title, sought), href=material_address(record))),
        element("p", _by_line(asked, record), class_="by"),
        element("p", marked(excerpt(stored.text, sought), sought), class_="excerpt")
        if sought and stored.text
        else None,
        _formats(asked, record),
        class_="card",
    )


def cover(asked: PageRequest, record: Record) -> Html:
    """The picture of a material; decorative beside its title, so without alternative text."""
    picture = picture_of(record)
    if picture is not None:
        return element("img", src=file_address(record, picture), alt="", loading="lazy", class_="cover")
    return element(
        "div",
        element("span", asked.language.term("kinds", record.kind), class_="cover-kind"),
        element("span", record.title, class_="cover-title"),
        element("span", record.publisher.name if record.publisher else None, class_="cover-foot"),
        class_=f"cover drawn cover-{_COLOURS.get(record.kind, 4)}",
        aria_hidden="true",
    )


def picture_of(record: Record) -> FileEntry | None:
    """The file that stands for the material in lists."""
    for role in ("thumbnail", "infographic"):
        for file in record.files:
            if file.role == role and file.media_type in ("image/png", "image/jpeg", "image/webp"):
                return file
    return None


def draft_badge(asked: PageRequest, record: Record) -> Html | None:
    """The mark on everything that is not approved: it may be read, and must not be taken for final."""
    words = badge(record)
    return element("span", asked.language(words), class_="draft") if words else None


def _by_line(asked: PageRequest, record: Record) -> str:
    issuer = record.publisher or record.creator
    parts = [issuer.name if issuer else None, asked.language.date(record.date_issued) if record.date_issued else None]
    return " · ".join(part for part in parts if part)


def _formats(asked: PageRequest, record: Record) -> Html | None:
    names = {
        "infographic": say("Infographic"), "video": say("Video"), "audio": say("Audio"), "access": say("PDF"),
        "ebook": say("E-book"), "slides": say("Slides"),
    }  # fmt: skip
    present = [name for role, name in names.items() if any(file.role == role for file in record.files)]
    if not present:
        return None
    return element("ul", *(element("li", asked.language(name)) for name in present), class_="formats")
