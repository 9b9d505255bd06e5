"""The three portals that chaos is tried on: how each is reached, ended as by a power cut, and filled up."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bad_lines import ForkedPortal, Nursery
from chaos_senders import patient
from wordpress_site import Site, own_disk

from pbgdpl_cli.upload.parcel import Parcel, ParcelFile
from pbgdpl_cli.upload.transports.protocol import PortalTransport
from pbgdpl_cli.upload.transports.slugs import file_slug, record_slug

KINDS = ("embedded", "wordpress", "plone")
_MEGABYTES = 64


@dataclass
class Portal:
    """One that can be reached past the bad line, and what can be done to it.

    Attributes:
        kind: One of `KINDS`.
        address: Its own.
        login: For it.
        cut_power: Ends it as a power cut does, and begins it again; None where it is not ours.
        most_cuts: Of power, in one run: some take long to begin.
        disk: Of its own, that can be filled up; None where there is none.
        home: Its folder, where we may look into it.
    """

    kind: str
    address: str
    login: str = ""
    cut_power: Callable[[], None] | None = None
    most_cuts: int = 3
    disk: Path | None = None
    home: Path | None = None

    @contextmanager
    def looked_into(self) -> Iterator[PortalTransport]:
        """A transport past the bad line."""
        with closing(patient(self.kind, self.address, self.login)) as direct:
            direct.check()
            yield direct


def embedded_portal(stack: ExitStack, place: Path, nursery: Nursery) -> Portal:
    """One of ours, fresh, with a disk of its own where this system lets us."""
    home = place / "portal-home"
    disk = own_disk(home, _MEGABYTES, stack)
    process = stack.enter_context(ForkedPortal(home, nursery))

    def cut_power() -> None:
        process.kill()
        process.start()

    return Portal("embedded", process.address, cut_power=cut_power, disk=disk, home=home)


def foreign_portal(kind: str, site: Site) -> Portal:
    """A WordPress or a Plone, which outlives the run."""
    cut = site.cut_power if site.servers else None
    return Portal(kind, site.address, site.login, cut, most_cuts=1, disk=site.disk)


def copies(portal: Portal, parcels: Sequence[Parcel], transport: PortalTransport) -> list[tuple[str, int, int]]:
    """How often each thing is there, and how often it should be: name, found, wanted."""
    if portal.home is not None:
        return _rows(portal.home, parcels)
    look = {"wordpress": _posts, "plone": _items}[portal.kind]
    return [count for parcel in parcels for count in look(parcel, transport)]


def _rows(home: Path, parcels: Sequence[Parcel]) -> list[tuple[str, int, int]]:
    with closing(sqlite3.connect(home / "portal" / "portal.sqlite3")) as database:
        (records,) = database.execute("SELECT count(*) FROM records").fetchone()
        held = [name for (name,) in database.execute("SELECT sha256 FROM blobs")]
    wanted = {file.sha256 for parcel in parcels for file in parcel.files}
    return [("records", records, len(parcels)), *((name, held.count(name), 1) for name in sorted(wanted))]


def _posts(parcel: Parcel, transport: Any) -> Iterator[tuple[str, int, int]]:
    def named(kind: str, slug: str) -> int:
        status = "&status=any" if kind == "posts" else ""
        asked = f"/wp-json/wp/v2/{kind}?context=edit{status}&slug={slug}"
        return sum(item.get("slug") == slug for item in transport._listed(asked))

    slugs = [("posts", record_slug(parcel.identifier)), *(("media", file_slug(file.sha256)) for file in _taken(parcel))]
    for kind, slug in slugs:
        yield f"{kind} {slug}", named(kind, slug), 1
        for twin in ("-2", "-3"):
            yield f"{kind} {slug}{twin}", named(kind, f"{slug}{twin}"), 0


def _taken(parcel: Parcel) -> list[ParcelFile]:
    return [file for file in parcel.files if file.name.endswith(".pdf")]


def _items(parcel: Parcel, transport: Any) -> Iterator[tuple[str, int, int]]:
    folder = record_slug(parcel.identifier)
    listing = transport._item(f"/{folder}?b_size=100&metadata_fields=id") or {"items": []}
    # A file that a correction left out stays in the folder: the page no longer names it.
    names = [str(item.get("id") or item["@id"].rpartition("/")[2]) for item in listing["items"]]
    for file in parcel.files:
        slug = file_slug(file.sha256)
        yield f"{folder}/{slug}", sum(name.startswith(slug) for name in names), 1
    yield f"{folder}/noi-dung", sum(name.startswith("noi-dung") for name in names), 1
    twins = transport._item("?b_size=1000&metadata_fields=id") or {"items": []}
    found = [str(item.get("id") or item["@id"].rpartition("/")[2]) for item in twins["items"]]
    yield folder, sum(name.startswith(folder) for name in found), 1
